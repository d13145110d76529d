use std::sync::mpsc::{channel, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

struct Request {
    attempt: u32,
    reply: Sender<String>,
}
fn main() {
    let (tx, rx) = channel::<Request>();
    let server = thread::spawn(move || {
        let mut ignored = Vec::new();
        for r in rx {
            if r.attempt < 3 {
                ignored.push(r); // keeps the reply end alive, so the client times out
            } else {
                r.reply.send(format!("answered attempt {}", r.attempt)).unwrap();
            }
        }
        ignored.len()
    });
    let mut result = None;
    for attempt in 1..=5 {
        let (reply, answer) = channel();
        tx.send(Request { attempt, reply }).unwrap();
        match answer.recv_timeout(Duration::from_millis(if attempt < 3 { 5 } else { 5000 })) {
            Ok(text) => {
                result = Some(text);
                break;
            }
            Err(RecvTimeoutError::Timeout) => println!("attempt {attempt} timed out"),
            Err(e) => println!("{e}"),
        }
    }
    println!("{result:?}");
    drop(tx);
    println!("{} ignored", server.join().unwrap());
}
