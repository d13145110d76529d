// A line or part that was begun is kept when the call that read it is cut off.
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::time::timeout;

#[tokio::main]
async fn main() {
    let (near, mut far) = tokio::io::duplex(64);
    let mut lines = BufReader::new(near).lines();
    far.write_all(b"first ha").await.unwrap();
    assert!(timeout(Duration::from_millis(2), lines.next_line()).await.is_err());
    far.write_all(b"lf\nrest").await.unwrap();
    assert_eq!(lines.next_line().await.unwrap().as_deref(), Some("first half"));
    assert!(timeout(Duration::from_millis(2), lines.next_line()).await.is_err());
    drop(far);
    println!("{:?} {:?}", lines.next_line().await.unwrap(), lines.next_line().await.unwrap());

    let (near, mut far) = tokio::io::duplex(64);
    let mut parts = BufReader::new(near).split(b',');
    far.write_all(b"a").await.unwrap();
    assert!(timeout(Duration::from_millis(2), parts.next_segment()).await.is_err());
    far.write_all(b"b,c").await.unwrap();
    drop(far);
    println!("{:?} {:?} {:?}", parts.next_segment().await.unwrap(), parts.next_segment().await.unwrap(), parts.next_segment().await.unwrap());
}
