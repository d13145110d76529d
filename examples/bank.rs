//! A bank: tellers move money between accounts at the same time, an auditor counts all of it again and again.
//!
//!     ruchy examples/bank.rs
//!
//! Every account has a lock of its own. A transfer takes the two locks in the order of the account numbers; the auditor takes all of them. No money
//! may be made or lost.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Debug)]
enum Refusal {
    SameAccount,
    TooLittle { wanted: u64, there: u64 },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Refusal::SameAccount => write!(f, "both accounts are the same"),
            Refusal::TooLittle { wanted, there } => write!(f, "{wanted} wanted, {there} there"),
        }
    }
}

struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    fn new(count: usize, each: u64) -> Self {
        Bank { accounts: (0..count).map(|_| Mutex::new(each)).collect() }
    }

    fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), Refusal> {
        if from == to {
            return Err(Refusal::SameAccount);
        }
        let mut low = self.accounts[from.min(to)].lock().unwrap();
        let mut high = self.accounts[from.max(to)].lock().unwrap();
        let (source, target) = if from < to { (&mut *low, &mut *high) } else { (&mut *high, &mut *low) };
        if *source < amount {
            return Err(Refusal::TooLittle { wanted: amount, there: *source });
        }
        *source -= amount;
        *target += amount;
        Ok(())
    }

    fn total(&self) -> u64 {
        let locked: Vec<_> = self.accounts.iter().map(|account| account.lock().unwrap()).collect();
        locked.iter().map(|account| **account).sum()
    }
}

/// A small generator, so that each teller does the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % n
    }
}

const ACCOUNTS: usize = 20;
const TELLERS: u64 = 8;
const TRANSFERS: usize = 2_000;

fn main() {
    let bank = Bank::new(ACCOUNTS, 1_000);
    let closed = AtomicBool::new(false);
    let before = bank.total();
    let (done, refused, audits) = thread::scope(|scope| {
        let auditor = scope.spawn(|| {
            let mut audits = 0;
            while !closed.load(Ordering::SeqCst) {
                assert_eq!(bank.total(), before, "money was made or lost");
                audits += 1;
                thread::yield_now();
            }
            audits
        });
        let tellers: Vec<_> = (0..TELLERS)
            .map(|teller| {
                let bank = &bank;
                scope.spawn(move || {
                    let mut random = Random(teller + 1);
                    let (mut done, mut refused) = (0, 0);
                    for _ in 0..TRANSFERS {
                        let (from, to) = (random.below(ACCOUNTS as u64) as usize, random.below(ACCOUNTS as u64) as usize);
                        match bank.transfer(from, to, random.below(400)) {
                            Ok(()) => done += 1,
                            Err(_) => refused += 1,
                        }
                    }
                    (done, refused)
                })
            })
            .collect();
        let (mut done, mut refused) = (0, 0);
        for teller in tellers {
            let (d, r) = teller.join().unwrap();
            done += d;
            refused += r;
        }
        closed.store(true, Ordering::SeqCst);
        (done, refused, auditor.join().unwrap())
    });
    println!("{} transfers asked for: {}", done + refused, if done > refused { "most were done" } else { "most were refused" });
    println!("the auditor {}", if audits > 0 { "was content each time" } else { "did not come" });
    println!("{} before, {} after", before, bank.total());
    if let Err(refusal) = bank.transfer(0, 0, 1) {
        println!("refused: {refusal}");
    }
    if let Err(refusal) = Arc::new(Bank::new(2, 10)).transfer(0, 1, 11) {
        println!("refused: {refusal}");
    }
}
