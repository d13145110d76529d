use std::sync::mpsc;
use std::thread;
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Best {
    steps: u32,
    start: std::cmp::Reverse<u64>,
}
fn steps(mut n: u64) -> u32 {
    let mut s = 0;
    while n != 1 {
        n = if n & 1 == 0 { n >> 1 } else { 3 * n + 1 };
        s += 1;
    }
    s
}
fn main() {
    let (tx, rx) = mpsc::channel::<Result<Best, String>>();
    let ranges = [(1, 2000), (2000, 4000), (4000, 6000), (6000, 6000)];
    for (id, (lo, hi)) in ranges.into_iter().enumerate() {
        let tx = tx.clone();
        thread::Builder::new()
            .name(format!("range-{id}"))
            .spawn(move || {
                let me = thread::current().name().map(str::to_owned).unwrap();
                let best = (lo..hi).map(|n| Best { steps: steps(n), start: std::cmp::Reverse(n) }).max();
                tx.send(best.ok_or(format!("{me} has nothing"))).unwrap();
            })
            .unwrap();
    }
    drop(tx);
    let mut overall: Option<Best> = None;
    let mut errors = vec![];
    while let Ok(msg) = rx.recv_timeout(Duration::from_secs(30)) {
        match msg {
            Ok(b) => overall = overall.max(Some(b)),
            Err(e) => errors.push(e),
        }
    }
    let Best { steps, start } = overall.unwrap();
    println!("{} takes {steps}", start.0);
    println!("{errors:?}");
}
