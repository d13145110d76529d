use bytes::{Buf, BufMut, Bytes, BytesMut};
use futures::{SinkExt, StreamExt};
use std::io;
use tokio_util::codec::{BytesCodec, Decoder, Encoder, Framed, FramedRead, LengthDelimitedCodec, LinesCodec, LinesCodecError};

/// Numbers with a byte that says how many bytes they have.
struct Numbers;

impl Decoder for Numbers {
    type Item = u64;
    type Error = io::Error;
    fn decode(&mut self, src: &mut BytesMut) -> io::Result<Option<u64>> {
        if src.is_empty() || src.len() < 1 + src[0] as usize {
            return Ok(None);
        }
        let len = src.get_u8() as usize;
        if len > 8 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a number of more than 8 bytes"));
        }
        Ok(Some(src.get_uint(len)))
    }
}

impl Encoder<u64> for Numbers {
    type Error = io::Error;
    fn encode(&mut self, item: u64, dst: &mut BytesMut) -> io::Result<()> {
        dst.put_u8(8);
        dst.put_u64(item);
        Ok(())
    }
}

#[tokio::main]
async fn main() {
    let (a, b) = tokio::io::duplex(16);
    let (mut a, mut b) = (Framed::new(a, Numbers), Framed::new(b, Numbers));
    let sender = tokio::spawn(async move {
        for n in 1..=5u64 {
            a.send(n * 1_000_000).await.unwrap();
        }
    });
    let mut sum = 0;
    while let Some(n) = b.next().await {
        sum += n.unwrap();
    }
    sender.await.unwrap();
    println!("{sum}");

    let mut lines = FramedRead::new(&b"one\r\ntwo\nlast"[..], LinesCodec::new());
    while let Some(line) = lines.next().await {
        print!("{:?} ", line.unwrap());
    }
    println!();
    let mut lines = FramedRead::new(&b"short\nthis one is long\nend\n"[..], LinesCodec::new_with_max_length(8));
    println!("{:?}", lines.next().await.unwrap().unwrap());
    println!("{}", matches!(lines.next().await.unwrap(), Err(LinesCodecError::MaxLineLengthExceeded)));
    let mut broken = FramedRead::new(&b"\xff\xfe\n"[..], LinesCodec::new());
    println!("{}", broken.next().await.unwrap().is_err());

    let mut buffer = BytesMut::new();
    let mut codec = LengthDelimitedCodec::builder().length_field_length(2).new_codec();
    codec.encode(Bytes::from("hello"), &mut buffer).unwrap();
    println!("{buffer:?}");
    println!("{:?} {:?}", codec.decode(&mut buffer).unwrap(), codec.decode(&mut buffer).unwrap());
    let mut truncated = FramedRead::new(&b"\x00\x00\x00\x09part"[..], LengthDelimitedCodec::new());
    println!("{:?}", truncated.next().await.unwrap().map_err(|e| e.kind()));
    let mut raw = FramedRead::new(&b"raw"[..], BytesCodec::new());
    println!("{:?} {}", raw.next().await.unwrap().unwrap(), raw.next().await.is_none());

    let mut all = Bytes::from("hello world");
    let first = all.split_to(5);
    println!("{first:?} {:?} {:?}", all.slice(1..), first.slice(..2));
    let mut buf = BytesMut::with_capacity(8);
    buf.put_i16_le(-2);
    buf.put(&b"xyz"[..]);
    println!("{} {} {:?}", buf.len(), buf.get_i16_le(), buf.freeze());
}
