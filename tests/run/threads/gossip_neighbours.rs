use std::collections::BTreeSet;
use std::sync::mpsc::{channel, Sender};
use std::thread;
enum Msg { Rumour(u32), Stop(Sender<(usize, BTreeSet<u32>)>) }
fn main() {
    let n = 6;
    let (txs, rxs): (Vec<Sender<Msg>>, Vec<_>) = (0..n).map(|_| channel()).unzip();
    let (heard, count) = channel::<usize>();
    for (me, rx) in rxs.into_iter().enumerate() {
        let peers = [txs[(me + 1) % n].clone(), txs[(me + n - 1) % n].clone()];
        let heard = heard.clone();
        thread::spawn(move || {
            let mut known = BTreeSet::new();
            for m in rx {
                match m {
                    Msg::Rumour(r) => {
                        if known.insert(r) {
                            heard.send(me).unwrap();
                            for p in &peers { let _ = p.send(Msg::Rumour(r)); }
                        }
                    }
                    Msg::Stop(reply) => { reply.send((me, known)).unwrap(); return; }
                }
            }
        });
    }
    txs[0].send(Msg::Rumour(7)).unwrap();
    txs[3].send(Msg::Rumour(9)).unwrap();
    let mut per = vec![0; n];
    for who in count.iter().take(2 * n) { per[who] += 1; }
    println!("{per:?}");
    let mut finals: Vec<_> = txs.iter().map(|t| { let (tx, rx) = channel(); t.send(Msg::Stop(tx)).unwrap(); rx.recv().unwrap() }).collect();
    finals.sort();
    println!("{:?}", finals.iter().all(|(_, k)| k.iter().copied().eq([7, 9])));
}
