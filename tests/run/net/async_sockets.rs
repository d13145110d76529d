use std::io::ErrorKind;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter};
use tokio::net::{TcpListener, TcpStream, UdpSocket, UnixStream};

async fn serve(listener: TcpListener, count: usize) {
    for _ in 0..count {
        let (mut socket, _) = listener.accept().await.unwrap();
        tokio::spawn(async move {
            let (reader, mut writer) = socket.split();
            let mut lines = BufReader::new(reader).lines();
            while let Some(line) = lines.next_line().await.unwrap() {
                writer.write_all(format!("<{line}>\n").as_bytes()).await.unwrap();
            }
        });
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(serve(listener, 20));
    let mut clients = Vec::new();
    for n in 0..20 {
        clients.push(tokio::spawn(async move {
            let stream = TcpStream::connect(address).await.unwrap();
            let (reader, mut writer) = stream.into_split();
            writer.write_all(format!("client {n}\nbye\n").as_bytes()).await.unwrap();
            drop(writer);
            let mut text = String::new();
            BufReader::new(reader).read_to_string(&mut text).await.unwrap();
            text
        }));
    }
    for client in clients {
        print!("{}", client.await.unwrap().replace('\n', " "));
    }
    println!();
    server.await.unwrap();

    // What waits can be given up, and loses nothing.
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", tokio::time::timeout(Duration::from_millis(5), listener.accept()).await.is_err());
    let mut client = TcpStream::connect(listener.local_addr()?).await?;
    let (mut served, _) = listener.accept().await?;
    let mut buffer = [0; 8];
    tokio::select! {
        _ = client.read(&mut buffer) => println!("nothing was sent"),
        _ = tokio::time::sleep(Duration::from_millis(5)) => println!("gave up"),
    }
    served.write_all(b"kept").await?;
    println!("{}", client.read_exact(&mut buffer[..4]).await?);
    println!("{:?}", client.try_read(&mut buffer).unwrap_err().kind());
    served.writable().await?;
    println!("{}", served.try_write(b"now")?);
    client.readable().await?;
    println!("{}", client.try_read(&mut buffer)?);
    served.shutdown().await?;
    println!("{}", client.read(&mut buffer).await?);
    println!("{:?}", client.read_u32().await.unwrap_err().kind());
    drop((served, client));
    let address = listener.local_addr()?;
    drop(listener);
    println!("{:?}", TcpStream::connect(address).await.unwrap_err().kind());

    let (a, b) = (UdpSocket::bind("127.0.0.1:0").await?, UdpSocket::bind("127.0.0.1:0").await?);
    a.send_to(b"datagram", b.local_addr()?).await?;
    let (len, from) = b.recv_from(&mut buffer).await?;
    println!("{} {}", len, from == a.local_addr()?);
    println!("{:?}", b.try_recv(&mut buffer).unwrap_err().kind());

    let (mut left, right) = UnixStream::pair()?;
    let mut writer = BufWriter::new(right);
    writer.write_u16(513).await?;
    writer.write_f64(1.5).await?;
    writer.flush().await?;
    println!("{} {}", left.read_u16().await?, left.read_f64().await?);
    drop(writer);
    println!("{}", left.read(&mut buffer).await?);

    let (mut one, mut two) = tokio::io::duplex(8);
    let task = tokio::spawn(async move {
        one.write_all(b"more than fits at once").await.unwrap();
    });
    let mut text = String::new();
    let mut three = [0; 3];
    two.read_exact(&mut three).await?;
    two.read_to_string(&mut text).await?;
    task.await.unwrap();
    println!("{:?} {text:?}", std::str::from_utf8(&three).unwrap());
    let mut invalid = &b"\xff\xfe"[..];
    println!("{:?}", invalid.read_to_string(&mut text).await.unwrap_err().kind() == ErrorKind::InvalidData);
    Ok(())
}
