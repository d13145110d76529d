use futures::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter, Cursor, LineWriter};
use futures_channel::{mpsc, oneshot};
use futures_core::Stream;
use futures_util::{SinkExt, StreamExt, TryStreamExt, future, pin_mut, stream};
use std::pin::Pin;
use std::task::{Context, Poll};

struct Doubled<S>(S);
impl<S: Stream<Item = i32> + Unpin> Stream for Doubled<S> {
    type Item = i32;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<i32>> {
        let item = futures_core::ready!(Pin::new(&mut self.0).poll_next(cx));
        Poll::Ready(item.map(|n| n * 2))
    }
}

// Keeps what it takes until it is flushed.
struct Kept { waiting: Vec<i32>, out: std::sync::mpsc::Sender<Vec<i32>> }
impl futures_sink::Sink<i32> for Kept {
    type Error = mpsc::SendError;
    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), mpsc::SendError>> { Poll::Ready(Ok(())) }
    fn start_send(mut self: Pin<&mut Self>, item: i32) -> Result<(), mpsc::SendError> { self.waiting.push(item); Ok(()) }
    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), mpsc::SendError>> {
        let waiting = std::mem::take(&mut self.waiting);
        if !waiting.is_empty() { self.out.send(waiting).unwrap(); }
        Poll::Ready(Ok(()))
    }
    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), mpsc::SendError>> { self.poll_flush(cx) }
}

async fn bytes() {
    let mut sink = BufWriter::with_capacity(4, Cursor::new(Vec::new()));
    sink.write_all(b"one\ntwo\nrest").await.unwrap();
    sink.close().await.unwrap();
    let bytes = sink.into_inner().into_inner();
    let mut reader = BufReader::with_capacity(3, &bytes[..]);
    let mut line = String::new();
    println!("{} {line:?}", reader.read_line(&mut line).await.unwrap());
    println!("{:?}", reader.lines().try_collect::<Vec<String>>().await.unwrap());
    let mut lines = LineWriter::new(Vec::new());
    lines.write_all(b"a\nb").await.unwrap();
    println!("{:?} {:?}", lines.get_ref(), lines.buffer());
    let mut source = stream::iter(vec![Ok("pie"), Ok(""), Ok("ces")]).into_async_read();
    let mut text = String::new();
    source.read_to_string(&mut text).await.unwrap();
    println!("{text}");
    let mut text = String::from("kept");
    println!("{:?} {text}", (&b"\xff"[..]).read_to_string(&mut text).await.unwrap_err().kind());
    println!("{:?}", (&b"ab"[..]).read_exact(&mut [0; 3]).await.unwrap_err().kind());
}

async fn sends_what_it_has() {
    let (out, seen) = std::sync::mpsc::channel();
    let (tx, mut rx) = mpsc::unbounded();
    let work = tokio::spawn(async move { Kept { waiting: Vec::new(), out }.send_all(&mut rx).await.unwrap(); });
    tx.unbounded_send(Ok(1)).unwrap();
    // Without the end of the stream.
    println!("{:?}", seen.recv());
    tx.unbounded_send(Ok(2)).unwrap();
    println!("{:?}", seen.recv());
    drop(tx);
    work.await.unwrap();
}

#[tokio::main]
async fn main() {
    let doubled = Doubled(stream::iter([1, 2]));
    pin_mut!(doubled);
    println!("{:?}", doubled.collect::<Vec<i32>>().await);
    bytes().await;
    sends_what_it_has().await;
    let (mut tx, mut rx) = oneshot::channel::<i32>();
    println!("{:?} {}", rx.try_recv(), tx.is_canceled());
    rx.close();
    tx.cancellation().await;
    println!("{:?} {:?}", tx.send(1), rx.await);
    let mut buffered = Vec::new().buffer(2);
    buffered.feed(1).await.unwrap();
    println!("{:?}", buffered.get_ref());
    buffered.flush().await.unwrap();
    println!("{:?}", buffered.get_ref());
    let (value, rest) = future::select_ok(vec![future::err(1), future::ok(2), future::err(3)]).await.unwrap();
    println!("{value} {}", rest.len());
    let all: future::TryJoinAll<_> = (1..=3).map(|n| async move { if n == 2 { Err(n) } else { Ok(n) } }).collect();
    println!("{:?}", all.await);
    let (tx, rx) = mpsc::unbounded::<i32>();
    tx.unbounded_send(1).unwrap();
    println!("{:?}", rx.size_hint());
    drop(tx);
    println!("{:?}", rx.size_hint());
}
