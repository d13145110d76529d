// A sink that a program writes: `send`, `forward`, `with` and the rest go through its `poll_ready` and `start_send`.
use futures::channel::mpsc;
use futures::{stream, Sink, SinkExt, StreamExt};
use std::pin::Pin;
use std::task::{Context, Poll};

#[derive(Default)]
struct Lines {
    text: String,
    pending: Vec<String>,
    asked: usize,
    closed: bool,
}

impl Sink<String> for Lines {
    type Error = String;
    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), String>> {
        self.asked += 1;
        if self.closed {
            return Poll::Ready(Err("closed".to_string()));
        }
        // Not at the first time.
        if self.asked % 2 == 1 {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Ok(()))
    }
    fn start_send(mut self: Pin<&mut Self>, item: String) -> Result<(), String> {
        self.pending.push(item);
        Ok(())
    }
    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), String>> {
        let lines = std::mem::take(&mut self.pending);
        for line in lines {
            self.text.push_str(&line);
            self.text.push('\n');
        }
        Poll::Ready(Ok(()))
    }
    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), String>> {
        self.closed = true;
        self.poll_flush(cx)
    }
}

fn main() {
    futures::executor::block_on(async {
        let mut lines = Lines::default();
        lines.send("one".to_string()).await.unwrap();
        lines.feed("two".to_string()).await.unwrap();
        println!("{:?} {:?} {}", lines.text, lines.pending, lines.asked);
        lines.flush().await.unwrap();
        println!("{:?} {:?}", lines.text, lines.pending);
        stream::iter(3..5).map(|n| Ok(n.to_string())).forward(&mut lines).await.unwrap();
        println!("{:?} {}", lines.text, lines.closed);
        println!("{:?}", lines.send("late".to_string()).await);

        let (tx, mut rx) = mpsc::channel::<String>(1);
        let mut both = tx.sink_map_err(|e| e.to_string()).fanout(Box::pin(Lines::default()));
        both.send("twice".to_string()).await.unwrap();
        let (_, lines) = both.into_inner();
        println!("{:?} {:?}", rx.next().await, lines.text);

        // By hand, of a channel.
        let (mut tx, mut rx) = mpsc::channel::<i32>(0);
        let waker = futures::task::noop_waker();
        let mut cx = Context::from_waker(&waker);
        for n in 0..3 {
            match Pin::new(&mut tx).poll_ready(&mut cx) {
                Poll::Ready(done) => println!("{n} {done:?} {:?}", tx.start_send_unpin(n)),
                Poll::Pending => println!("{n} waits {:?}", rx.try_recv()),
            }
        }
        println!("{:?}", rx.try_recv());
        println!("{:?}", tx.poll_close_unpin(&mut cx));
        println!("{:?}", rx.next().await);
    });
}
