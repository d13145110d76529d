use std::io::{self, Read, Write};
use std::net::UdpSocket;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::thread;
use std::time::Duration;

fn main() -> io::Result<()> {
    let a = UdpSocket::bind("127.0.0.1:0")?;
    let b = UdpSocket::bind("127.0.0.1:0")?;
    a.send_to(b"first", b.local_addr()?)?;
    a.send_to(b"second", b.local_addr()?)?;
    let mut buffer = [0u8; 32];
    let (len, from) = b.peek_from(&mut buffer)?;
    println!("{} {}", len, from == a.local_addr()?);
    let (len, _) = b.recv_from(&mut buffer)?;
    println!("{}", std::str::from_utf8(&buffer[..len]).unwrap());
    let (len, _) = b.recv_from(&mut buffer[..3])?;
    println!("{}", std::str::from_utf8(&buffer[..len]).unwrap());
    println!("{:?}", b.peer_addr().unwrap_err().kind());
    a.connect(b.local_addr()?)?;
    b.connect(a.local_addr()?)?;
    println!("{}", a.send(b"linked")?);
    println!("{}", b.recv(&mut buffer)?);
    b.set_read_timeout(Some(Duration::from_millis(5)))?;
    println!("{:?}", b.recv(&mut buffer).unwrap_err().kind());
    println!("{} {}", a.broadcast()?, a.multicast_ttl_v4()?);
    let copy = a.try_clone()?;
    let sender = thread::spawn(move || (0..3u8).map(|n| copy.send(&[n; 2]).unwrap()).sum::<usize>());
    b.set_read_timeout(None)?;
    for _ in 0..3 {
        let len = b.recv(&mut buffer)?;
        println!("{:?}", &buffer[..len]);
    }
    println!("{}", sender.join().unwrap());

    let (mut left, mut right) = UnixStream::pair()?;
    let back = thread::spawn(move || {
        let mut text = String::new();
        right.read_to_string(&mut text).unwrap();
        text
    });
    left.write_all(b"over the pair")?;
    println!("{:?}", left.local_addr()?);
    drop(left);
    println!("{}", back.join().unwrap());

    let path = std::env::temp_dir().join(format!("ruchy-test-{}.sock", std::process::id()));
    let listener = UnixListener::bind(&path)?;
    println!("{:?}", UnixListener::bind(&path).unwrap_err().kind());
    let address = listener.local_addr()?;
    println!("{}", address.as_pathname() == Some(path.as_path()));
    let client = thread::spawn({
        let path = path.clone();
        move || {
            let mut stream = UnixStream::connect(path).unwrap();
            stream.write_all(b"hello").unwrap();
        }
    });
    let (mut stream, peer) = listener.accept()?;
    let mut five = [0; 5];
    stream.read_exact(&mut five)?;
    println!("{} {:?}", String::from_utf8_lossy(&five), peer);
    client.join().unwrap();
    drop(listener);
    println!("{:?}", UnixStream::connect(&path).unwrap_err().kind());
    std::fs::remove_file(&path)?;
    println!("{:?}", UnixStream::connect(&path).unwrap_err().kind());

    let server = UnixDatagram::bind(&path)?;
    let client = UnixDatagram::unbound()?;
    client.send_to(b"datagram", &path)?;
    let (len, from) = server.recv_from(&mut buffer)?;
    println!("{} {}", len, from.is_unnamed());
    std::fs::remove_file(&path)?;
    let (x, y) = UnixDatagram::pair()?;
    x.send(b"pair")?;
    println!("{}", y.recv(&mut buffer)?);

    let (mut reader, mut writer) = std::io::pipe()?;
    let mut second = writer.try_clone()?;
    writer.write_all(b"one ")?;
    second.write_all(b"two")?;
    drop(writer);
    drop(second);
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    println!("{text}");
    let (reader, mut writer) = std::io::pipe()?;
    drop(reader);
    println!("{:?}", writer.write(b"x").unwrap_err().kind());
    Ok(())
}
