use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread;

#[derive(Debug)]
struct Token {
    hops: u32,
    visited: Vec<usize>,
}

fn main() {
    let n = 7;
    let rounds = 3;
    let (senders, receivers): (Vec<Sender<Token>>, Vec<Receiver<Token>>) = (0..n).map(|_| channel()).unzip();
    let (done_tx, done_rx) = channel();
    let mut handles = Vec::new();
    for (id, rx) in receivers.into_iter().enumerate() {
        let next = senders[(id + 1) % n].clone();
        let done = done_tx.clone();
        handles.push(thread::spawn(move || {
            let mut seen = 0;
            for mut token in rx {
                seen += 1;
                token.hops += 1;
                token.visited.push(id);
                if token.hops == (n * rounds) as u32 {
                    done.send(token).unwrap();
                    return seen;
                }
                if next.send(token).is_err() {
                    break;
                }
                if seen == rounds {
                    break;
                }
            }
            seen
        }));
    }
    drop(done_tx);
    senders[0].send(Token { hops: 0, visited: vec![] }).unwrap();
    drop(senders);
    let token = done_rx.recv().unwrap();
    println!("{} {:?}", token.hops, &token.visited[5..10]);
    let seen: Vec<usize> = handles.into_iter().map(|h| h.join().unwrap()).collect();
    println!("{seen:?}");
}
