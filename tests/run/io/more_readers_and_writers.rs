//! Queues, shared handles and boxed memory are streams, too; an error gives its cause back by type.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Error, Read, Seek, Write};
use std::sync::Arc;

#[derive(Debug)]
struct Jam(i32);
impl fmt::Display for Jam {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "jam in tray {}", self.0)
    }
}
impl std::error::Error for Jam {}

fn main() {
    let mut queue: VecDeque<u8> = VecDeque::new();
    queue.write_all(b"hello\nrest").unwrap();
    let mut line = String::new();
    queue.read_line(&mut line).unwrap();
    let mut rest = String::new();
    queue.read_to_string(&mut rest).unwrap();
    println!("{line:?} {rest:?} {}", queue.len());

    let out = io::stdout();
    (&out).write_all(b"through a reference\n").unwrap();
    writeln!(&out, "and with {}", "write!").unwrap();
    (&io::sink()).write_all(b"nowhere").unwrap();

    let path = std::env::temp_dir().join(format!("ruchy-shared-{}", std::process::id()));
    let mut file = Arc::new(std::fs::File::options().read(true).write(true).create(true).truncate(true).open(&path).unwrap());
    file.write_all(b"shared").unwrap();
    file.rewind().unwrap();
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    println!("{text}");
    std::fs::remove_file(&path).unwrap();

    let mut reader = BufReader::new(Cursor::new(b"0123456789"));
    let mut two = [0; 2];
    reader.read_exact(&mut two).unwrap();
    reader.seek_relative(3).unwrap();
    reader.read_exact(&mut two).unwrap();
    println!("{two:?} {}", reader.stream_position().unwrap());
    let mut boxed = Cursor::new(vec![0u8; 4].into_boxed_slice());
    println!("{} {:?}", boxed.write(b"123456").unwrap(), boxed.into_inner());

    println!("{:?}", Error::other(Jam(4)).downcast::<Jam>().map(|jam| jam.0).ok());
    println!("{}", Error::other("text").downcast::<Jam>().unwrap_err());
    let mut error = Error::other(Jam(1));
    if let Some(jam) = error.get_mut().and_then(|error| error.downcast_mut::<Jam>()) {
        jam.0 = 9;
    }
    println!("{error} {:?}", error.get_ref().unwrap().downcast_ref::<Jam>().map(|jam| jam.0));
}
