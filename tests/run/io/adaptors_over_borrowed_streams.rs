//! Readers and writers that are borrowed go through every adaptor, and are there afterwards.

use std::io::{self, BufRead, BufReader, Cursor, IoSlice, IoSliceMut, LineWriter, Read, Seek, SeekFrom, Write};

fn main() {
    let mut source = Cursor::new("one\ntwo\nthree\n");
    let mut reader = BufReader::new(&mut source);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    println!("{line:?}");
    println!("{:?}", reader.by_ref().take(3).bytes().map(|b| b.unwrap()).collect::<Vec<u8>>());
    reader.seek(SeekFrom::Start(4)).unwrap();
    for line in reader.by_ref().lines().take(1) {
        println!("{}", line.unwrap());
    }
    let mut part = Vec::new();
    io::copy(&mut reader.by_ref().take(2), &mut part).unwrap();
    println!("{part:?}");

    let (mut one, mut two) = (Cursor::new("ab"), Cursor::new("cd"));
    let mut both = one.by_ref().chain(two.by_ref());
    let mut three = [0; 3];
    both.read_exact(&mut three).unwrap();
    println!("{three:?} {} {}", both.get_ref().0.position(), both.get_ref().1.position());
    let (first, second) = both.into_inner();
    println!("{} {}", first.position(), second.position());

    let mut limited = Cursor::new("abcdef").take(2);
    limited.get_mut().set_position(3);
    println!("{:?}", io::read_to_string(&mut limited).unwrap());

    let mut room = Cursor::new([0u8; 4]);
    println!("{} {:?}", room.write(b"123456").unwrap(), room.into_inner());

    let mut lines = LineWriter::new(Vec::new());
    lines.write_all(b"first\nsec").unwrap();
    println!("{:?}", lines.get_ref().len());
    println!("{:?}", String::from_utf8(lines.into_inner().unwrap()).unwrap());

    let mut out = Vec::new();
    println!("{}", out.write_vectored(&[IoSlice::new(b"head "), IoSlice::new(b"body")]).unwrap());
    let (mut head, mut rest) = ([0; 5], [0; 2]);
    println!("{}", (&out[..]).read_vectored(&mut [IoSliceMut::new(&mut head), IoSliceMut::new(&mut rest)]).unwrap());
    println!("{head:?} {rest:?}");
}
