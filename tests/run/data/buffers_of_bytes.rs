// The adaptors of `bytes`, and readers that give errors.
use bytes::buf::Limit;
use bytes::{Buf, BufMut, Bytes, BytesMut, TryGetError};
use std::io::{BufRead, Read, Write};

fn main() {
    let mut buf = BytesMut::new();
    buf.put_int(-2, 3);
    buf.put_int_le(-2, 3);
    buf.put_uint_le(258, 2);
    println!("{buf:?} {buf:x} {buf:X}");
    let mut read = buf.freeze();
    println!("{} {} {}", read.get_int(3), read.get_int_le(3), read.get_uint_le(2));
    let error: TryGetError = read.try_get_u16().unwrap_err();
    println!("{error:?} {error}");

    let mut space = [0u8; 4];
    let mut place = &mut space[..];
    place.put_u8(1);
    place.put_u16(2);
    println!("{} {:?}", place.remaining_mut(), space);

    let mut limited: Limit<Vec<u8>> = Vec::new().limit(3);
    limited.put_u16(1);
    println!("{} {:?}", limited.remaining_mut(), limited.into_inner());
    let mut both = Vec::new().limit(2).chain_mut(Vec::new());
    both.put_slice(b"hello");
    println!("{:?} {:?}", both.first_ref().get_ref(), both.last_ref());

    let total: u32 = (&Bytes::from("ab")).into_iter().map(|byte| *byte as u32).sum();
    println!("{total}");
    let mut reader = Bytes::from("one\ntwo").reader();
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest).unwrap();
    println!("{line:?} {rest:?}");
    let mut writer = Vec::new().limit(4).writer();
    println!("{:?} {:?}", writer.write(b"hello").unwrap(), writer.get_ref().get_ref());
}
