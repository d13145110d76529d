use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread::{self, JoinHandle};

enum Cmd {
    Work(Vec<u32>),
    Flush(Sender<u64>),
}
struct Node {
    tx: Sender<Cmd>,
    handle: JoinHandle<usize>,
}
fn leaf() -> Node {
    let (tx, rx): (Sender<Cmd>, Receiver<Cmd>) = channel();
    let handle = thread::spawn(move || {
        let (mut sum, mut jobs) = (0u64, 0);
        for c in rx {
            match c {
                Cmd::Work(v) => {
                    jobs += 1;
                    sum += v.iter().map(|&x| x as u64).sum::<u64>();
                }
                Cmd::Flush(reply) => reply.send(std::mem::take(&mut sum)).unwrap(),
            }
        }
        jobs
    });
    Node { tx, handle }
}
fn branch(kids: Vec<Node>) -> Node {
    let (tx, rx) = channel();
    let handle = thread::spawn(move || {
        let mut next = 0;
        for c in rx {
            match c {
                Cmd::Work(v) if v.len() > 1 => {
                    let (a, b) = v.split_at(v.len() / 2);
                    for half in [a, b] {
                        kids[next].tx.send(Cmd::Work(half.to_vec())).unwrap();
                        next = (next + 1) % kids.len();
                    }
                }
                work @ Cmd::Work(_) => kids[0].tx.send(work).unwrap(),
                Cmd::Flush(reply) => {
                    let answers: Vec<_> = kids.iter().map(|k| { let (tx, rx) = channel(); k.tx.send(Cmd::Flush(tx)).unwrap(); rx }).collect();
                    reply.send(answers.into_iter().map(|rx| rx.recv().unwrap()).sum()).unwrap();
                }
            }
        }
        kids.into_iter().map(|Node { tx, handle }| { drop(tx); handle.join().unwrap() }).sum()
    });
    Node { tx, handle }
}
fn main() {
    let root = branch(vec![branch(vec![leaf(), leaf()]), leaf(), branch(vec![leaf()])]);
    for n in 1..=6 {
        root.tx.send(Cmd::Work((1..=n * 5).collect())).unwrap();
    }
    let ask = || { let (tx, rx) = channel(); root.tx.send(Cmd::Flush(tx)).unwrap(); rx.recv().unwrap() };
    println!("{} {}", ask(), ask());
    drop(root.tx);
    println!("{} jobs at the leaves", root.handle.join().unwrap());
}
