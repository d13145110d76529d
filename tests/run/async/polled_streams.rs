// Streams of bytes that are asked by hand: what has nothing says so, and wakes later.
use std::future::poll_fn;
use std::io::{IoSlice, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncSeekExt, AsyncWrite, AsyncWriteExt, BufReader, BufStream, BufWriter, ReadBuf};
use tokio::net::{TcpListener, TcpStream, UdpSocket, UnixStream};

// A stream of the program's own around another one: it can be split like any.
struct Counted<S> {
    inner: S,
    read: usize,
    written: usize,
}
impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        let before = buf.filled().len();
        let result = Pin::new(&mut self.inner).poll_read(cx, buf);
        self.read += buf.filled().len() - before;
        result
    }
}
impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<std::io::Result<usize>> {
        let n = std::task::ready!(Pin::new(&mut self.inner).poll_write(cx, buf))?;
        self.written += n;
        Poll::Ready(Ok(n))
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

fn asks<R: AsyncRead + Unpin>(reader: &mut R) -> Option<usize> {
    let mut memory = [0; 16];
    let mut buf = ReadBuf::new(&mut memory);
    match Pin::new(reader).poll_read(&mut Context::from_waker(Waker::noop()), &mut buf) {
        Poll::Ready(result) => { result.unwrap(); Some(buf.filled().len()) }
        Poll::Pending => None,
    }
}

#[tokio::main]
async fn main() {
    // In memory, through buffers, sockets.
    let (near, mut far) = tokio::io::duplex(16);
    let mut near = BufReader::new(near);
    print!("{:?} ", asks(&mut near));
    far.write_all(b"abc").await.unwrap();
    println!("{:?}", asks(&mut near));
    let (mut near, mut far) = UnixStream::pair().unwrap();
    print!("{:?} ", asks(&mut near));
    far.write_all(b"abcd").await.unwrap();
    near.readable().await.unwrap();
    println!("{:?}", asks(&mut near));

    // A read that waits, and is woken.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.poll_accept(&mut Context::from_waker(Waker::noop())).is_pending());
    let address = listener.local_addr().unwrap();
    let client = tokio::spawn(async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"first line\nrest").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    });
    let (stream, _) = poll_fn(|cx| listener.poll_accept(cx)).await.unwrap();
    let (reader, mut writer) = tokio::io::split(Counted { inner: stream, read: 0, written: 0 });
    let mut reader = BufReader::new(reader);
    let mut line = String::new();
    reader.read_line(&mut line).await.unwrap();
    writer.write_all(line.to_uppercase().as_bytes()).await.unwrap();
    writer.shutdown().await.unwrap();
    println!("{:?}", client.await.unwrap());
    let whole = reader.into_inner().unsplit(writer);
    println!("{} {}", whole.read >= 11, whole.written);
    drop(whole);

    // Both ways between wrappers, with both ends waiting at once.
    let ((mut a, a1), (mut b, b1)) = (tokio::io::duplex(4), tokio::io::duplex(4));
    let proxy = tokio::spawn(async move {
        let mut a1 = Counted { inner: a1, read: 0, written: 0 };
        let mut b1 = BufStream::new(b1);
        let sizes = tokio::io::copy_bidirectional(&mut a1, &mut b1).await.unwrap();
        (sizes, a1.read, a1.written)
    });
    let (_, got) = tokio::join!(async { a.write_all(b"question").await.unwrap(); a.shutdown().await.unwrap(); }, async {
        let mut got = String::new();
        b.read_to_string(&mut got).await.unwrap();
        b.write_all(b"yes").await.unwrap();
        b.shutdown().await.unwrap();
        got
    });
    let mut answer = String::new();
    a.read_to_string(&mut answer).await.unwrap();
    println!("{got} {answer} {:?}", proxy.await.unwrap());

    // Several buffers at once.
    let parts = [IoSlice::new(b"ab"), IoSlice::new(b""), IoSlice::new(b"cde")];
    let mut plain = Counted { inner: Vec::new(), read: 0, written: 0 };
    print!("{} {} ", plain.is_write_vectored(), plain.write_vectored(&parts).await.unwrap());
    let mut writer = BufWriter::with_capacity(4, Vec::new());
    println!("{} {} {:?}", writer.is_write_vectored(), writer.write_vectored(&parts).await.unwrap(), writer.get_ref());

    // Moving within a buffer, and back over it.
    let mut file = BufReader::with_capacity(4, std::io::Cursor::new(b"0123456789".to_vec()));
    let mut two = [0; 2];
    file.read_exact(&mut two).await.unwrap();
    print!("{} ", file.seek(SeekFrom::Current(3)).await.unwrap());
    file.read_exact(&mut two).await.unwrap();
    println!("{:?} {}", two, file.stream_position().await.unwrap());

    // Messages.
    let (a, b) = (UdpSocket::bind("127.0.0.1:0").await.unwrap(), UdpSocket::bind("127.0.0.1:0").await.unwrap());
    let mut memory = [0; 4];
    let mut buf = ReadBuf::new(&mut memory);
    print!("{} ", b.poll_recv_from(&mut Context::from_waker(Waker::noop()), &mut buf).is_pending());
    poll_fn(|cx| a.poll_send_to(cx, b"hi", b.local_addr().unwrap())).await.unwrap();
    let from = poll_fn(|cx| b.poll_recv_from(cx, &mut buf)).await.unwrap();
    println!("{} {:?}", from == a.local_addr().unwrap(), buf.filled());

    // What is no text, and what is interrupted.
    let mut text = String::from("kept");
    let error = (&b"ok\xff"[..]).read_to_string(&mut text).await.unwrap_err();
    println!("{text} {}", error.into_inner().unwrap().downcast::<std::str::Utf8Error>().unwrap().valid_up_to());
    struct Interrupted(bool);
    impl AsyncRead for Interrupted {
        fn poll_read(mut self: Pin<&mut Self>, _: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
            self.0 = !self.0;
            if self.0 { return Poll::Ready(Err(std::io::ErrorKind::Interrupted.into())); }
            buf.put_slice(b"x");
            Poll::Ready(Ok(()))
        }
    }
    let mut three = [0; 3];
    Interrupted(false).read_exact(&mut three).await.unwrap();
    println!("{three:?} {:?}", Interrupted(false).read(&mut three).await.unwrap_err().kind());
}
