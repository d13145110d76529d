use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread;
#[derive(Debug, Clone, PartialEq)]
enum Frame { Header { id: u16, len: usize }, Data(Vec<u8>), End }
fn encode(id: u16, data: &[u8], out: &Sender<Frame>) -> Result<(), std::sync::mpsc::SendError<Frame>> {
    out.send(Frame::Header { id, len: data.len() })?;
    for c in data.chunks(4) { out.send(Frame::Data(c.to_vec()))?; }
    out.send(Frame::End)
}
fn decode(input: &Receiver<Frame>) -> Result<Option<(u16, String)>, String> {
    let Ok(first) = input.recv() else { return Ok(None) };
    let Frame::Header { id, len } = first else { return Err(format!("expected a header, got {first:?}")) };
    let mut data = Vec::with_capacity(len);
    loop {
        match input.recv().map_err(|e| e.to_string())? {
            Frame::Data(d) => data.extend(d),
            Frame::End if data.len() == len => break,
            Frame::End => return Err(format!("{} of {len} bytes", data.len())),
            Frame::Header { id: other, .. } => return Err(format!("{other} inside {id}")),
        }
    }
    String::from_utf8(data).map(|s| Some((id, s))).map_err(|e| e.to_string())
}
fn main() {
    let (tx, rx) = channel();
    let h = thread::spawn(move || {
        encode(1, b"hello frames", &tx).unwrap();
        encode(2, b"", &tx).unwrap();
        tx.send(Frame::End).unwrap();
        tx.send(Frame::Header { id: 3, len: 9 }).unwrap();
        tx.send(Frame::Data(vec![1])).unwrap();
        tx.send(Frame::End).unwrap();
        encode(4, &[0xff, 0xfe], &tx).unwrap();
        tx.send(Frame::Header { id: 5, len: 1 }).unwrap();
    });
    loop {
        match decode(&rx) { Ok(None) => break, other => println!("{other:?}") }
    }
    h.join().unwrap();
    drop(rx);
}
