// tokio_util and tokio_stream: messages that are asked by hand, queues and maps of tasks, sizes of streams.
use bytes::{Bytes, BytesMut};
use futures::{Sink, SinkExt, Stream, StreamExt};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use tokio::io::AsyncWriteExt;
use tokio_stream::wrappers::{ReceiverStream, UnboundedReceiverStream};
use tokio_util::codec::{Decoder, Encoder, Framed, FramedRead, FramedWrite, LengthDelimitedCodec, LinesCodec};
use tokio_util::io::{InspectReader, SinkWriter};
use tokio_util::sync::{CancellationToken, PollSemaphore};
use tokio_util::task::{JoinMap, JoinQueue, TaskTracker};

// A key that cannot be copied.
#[derive(Hash, PartialEq, Eq, Debug)]
struct Key(&'static str);

// Two letters are a message; an `x` is a mistake.
struct Pairs;
impl Decoder for Pairs {
    type Item = String;
    type Error = std::io::Error;
    fn decode(&mut self, src: &mut BytesMut) -> Result<Option<String>, std::io::Error> {
        if src.len() < 2 { return Ok(None); }
        let pair = String::from_utf8_lossy(&src.split_to(2)).to_string();
        if pair.contains('x') { Err(std::io::ErrorKind::InvalidData.into()) } else { Ok(Some(pair)) }
    }
}

#[tokio::main]
async fn main() {
    let mut cx = Context::from_waker(Waker::noop());
    let (near, mut far) = tokio::io::duplex(64);
    let mut lines = Framed::new(near, LinesCodec::new());
    print!("{} ", Pin::new(&mut lines).poll_next(&mut cx).is_pending());
    far.write_all(b"one\ntw").await.unwrap();
    println!("{:?} {}", lines.next().await.unwrap().unwrap(), Pin::new(&mut lines).poll_next(&mut cx).is_pending());

    // After an error there is an end, and then what follows.
    let mut pairs = FramedRead::new(&b"abxycd"[..], Pairs);
    let mut seen = Vec::new();
    for _ in 0..4 { seen.push(pairs.next().await.map(|pair| pair.map_err(|error| error.kind()))); }
    println!("{seen:?}");

    // What is kept back is passed on beyond the boundary.
    let mut out = FramedWrite::with_capacity(Vec::new(), LinesCodec::new(), 8);
    for line in ["a", "b", "long line", "c"] { out.feed(line).await.unwrap(); }
    println!("{} {:?}", out.backpressure_boundary(), (out.get_ref().len(), &out.write_buffer()[..]));

    // No message is longer than its length can say; one that has begun is not measured again.
    let mut codec = LengthDelimitedCodec::builder().length_field_length(1).length_adjustment(1).new_codec();
    let mut bytes = BytesMut::from(&b"\x03ab"[..]);
    print!("{} {:?} ", codec.max_frame_length(), codec.decode(&mut bytes).unwrap());
    codec.set_max_frame_length(1);
    bytes.extend(&[b'c', b'd']);
    print!("{:?} ", codec.decode(&mut bytes).unwrap());
    println!("{:?}", codec.encode(&b"ab"[..], &mut bytes).unwrap_err().kind());

    // Tasks in the order of their start, and under keys.
    let (go, wait) = tokio::sync::oneshot::channel::<()>();
    let mut queue = JoinQueue::new();
    queue.spawn(async move { wait.await.unwrap(); 1 });
    queue.spawn(async { 2 });
    print!("{:?} ", queue.try_join_next().is_none());
    go.send(()).unwrap();
    println!("{:?}", queue.join_all().await);
    let mut map = JoinMap::new();
    map.spawn(Key("a"), std::future::pending::<i32>());
    map.spawn(Key("a"), async { 5 });
    println!("{} {} {:?}", map.len(), map.contains_key(&Key("b")), map.join_next().await.map(|(key, value)| (key, value.unwrap())));
    let tracker = TaskTracker::new();
    let end = tracker.wait();
    tracker.close();
    tracker.reopen();
    end.await;
    let token = tracker.token();
    println!("{} {}", token.task_tracker().len(), tracker.is_closed());

    // Permits and reserved places in turns.
    let semaphore = Arc::new(tokio::sync::Semaphore::new(1));
    let mut polled = PollSemaphore::new(semaphore.clone());
    let first = poll_fn(|cx| polled.poll_acquire(cx)).await;
    print!("{} ", polled.poll_acquire(&mut cx).is_pending());
    drop(first);
    println!("{}", poll_fn(|cx| polled.poll_acquire(cx)).await.is_some());

    // A sink as a writer, a reader that shows what passes.
    let (tx, rx) = futures::channel::mpsc::unbounded::<Bytes>();
    let sink = tx.sink_map_err(|_| std::io::Error::from(std::io::ErrorKind::BrokenPipe)).with(|part: &[u8]| { let part = Bytes::copy_from_slice(part); async move { Ok::<_, std::io::Error>(part) } });
    let mut writer = SinkWriter::new(Box::pin(sink));
    let mut sum = 0;
    let mut reader = InspectReader::new(&b"abc"[..], |bytes: &[u8]| sum += bytes.len());
    tokio::io::copy(&mut reader, &mut writer).await.unwrap();
    drop((reader, writer));
    println!("{sum} {:?}", rx.collect::<Vec<Bytes>>().await);

    // How many items may come.
    let (tx, rx) = tokio::sync::mpsc::channel(4);
    tx.send(1).await.unwrap();
    let mut stream = ReceiverStream::new(rx);
    print!("{:?} ", stream.size_hint());
    stream.close();
    print!("{:?} ", stream.size_hint());
    let (tx, rx) = tokio::sync::mpsc::unbounded_channel();
    tx.send(1).unwrap();
    drop(tx);
    println!("{:?} {:?}", UnboundedReceiverStream::new(rx).size_hint(), tokio_stream::StreamExt::filter(tokio_stream::iter([1, 2]), |n| *n > 1).size_hint());
    let mut map = tokio_stream::StreamMap::new();
    map.insert("a", tokio_stream::iter([1, 2]));
    map.insert("b", tokio_stream::iter([3, 4]));
    let mut items = Vec::new();
    println!("{:?} {} {}", map.size_hint(), map.next_many(&mut items, 3).await, items.len());

    // Tokens as keys.
    let token = CancellationToken::new();
    let set = std::collections::HashSet::from([token.clone(), token.clone(), CancellationToken::new()]);
    println!("{} {}", set.len(), set.contains(&token));
}
