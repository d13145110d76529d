// The lines and pieces of a reader as streams.
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::{LinesStream, SplitStream};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut lines = LinesStream::new(BufReader::new(&b"one\ntwo\n"[..]).lines());
    while let Some(line) = lines.next().await {
        println!("{}", line?);
    }
    let pieces: Result<Vec<Vec<u8>>, std::io::Error> = SplitStream::new(BufReader::new(&b"a,bc,,d"[..]).split(b',')).collect().await;
    println!("{:?}", pieces?.iter().map(|p| p.len()).collect::<Vec<_>>());
    let (tx, rx) = tokio::sync::watch::channel(1);
    println!("{}", rx.is_closed());
    drop(tx);
    println!("{}", rx.is_closed());
    Ok(())
}
