use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

fn echo_server() -> io::Result<(SocketAddr, thread::JoinHandle<usize>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = thread::spawn(move || {
        let mut served = 0;
        for stream in listener.incoming().take(3) {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut line = String::new();
            while reader.read_line(&mut line).unwrap() > 0 {
                stream.write_all(line.to_uppercase().as_bytes()).unwrap();
                line.clear();
            }
            served += 1;
        }
        served
    });
    Ok((address, server))
}

fn main() -> io::Result<()> {
    let (address, server) = echo_server()?;
    for name in ["one", "two", "three"] {
        let mut stream = TcpStream::connect(address)?;
        assert_eq!(stream.peer_addr()?, address);
        write!(stream, "{name}\nand more\n")?;
        stream.shutdown(Shutdown::Write)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        print!("{answer}");
    }
    println!("served {}", server.join().unwrap());

    // Time limits, and calls that must not wait.
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let mut client = TcpStream::connect(listener.local_addr()?)?;
    let (mut served, peer) = listener.accept()?;
    println!("peer is the client: {}", peer == client.local_addr()?);
    println!("{:?}", client.set_read_timeout(Some(Duration::ZERO)).unwrap_err().kind());
    client.set_read_timeout(Some(Duration::from_millis(100)))?;
    println!("{:?} {:?}", client.read_timeout()?, client.write_timeout()?);
    let mut buffer = [0; 16];
    println!("{:?}", client.read(&mut buffer).unwrap_err().kind());
    client.set_read_timeout(None)?;
    client.set_nonblocking(true)?;
    println!("{:?}", client.read(&mut buffer).unwrap_err().kind());
    println!("{:?}", client.try_clone()?.read(&mut buffer).unwrap_err().kind());
    client.set_nonblocking(false)?;
    served.write_all(b"peeked")?;
    println!("{}", client.peek(&mut buffer[..4])?);
    client.read_exact(&mut buffer[..6])?;
    println!("{}", String::from_utf8_lossy(&buffer[..6]));
    client.set_nodelay(true)?;
    client.set_ttl(99)?;
    println!("{} {} {:?}", client.nodelay()?, client.ttl()?, client.take_error()?.is_none());

    // The other end goes away.
    drop(served);
    println!("{}", client.read(&mut buffer)?);
    let error = loop {
        if let Err(error) = client.write_all(&[0; 4096]) {
            break error;
        }
    };
    println!("{}", matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset));
    println!("{:?}", client.read_exact(&mut buffer).unwrap_err().kind());

    let address = listener.local_addr()?;
    println!("{:?}", TcpListener::bind(address).unwrap_err().kind());
    drop(listener);
    println!("{:?}", TcpStream::connect(address).unwrap_err().kind());
    println!("{:?}", TcpStream::connect_timeout(&address, Duration::from_secs(5)).unwrap_err().kind());
    println!("{:?}", TcpStream::connect("no port").unwrap_err().kind());
    Ok(())
}
