use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Debug)]
enum TransferError {
    Insufficient { needed: u64, available: u64 },
    SameAccount,
}

struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), TransferError> {
        if from == to {
            return Err(TransferError::SameAccount);
        }
        // Always lock the lower number first.
        let (lo, hi) = (from.min(to), from.max(to));
        let mut first = self.accounts[lo].lock().unwrap();
        let mut second = self.accounts[hi].lock().unwrap();
        let (src, dst) = if from == lo { (&mut *first, &mut *second) } else { (&mut *second, &mut *first) };
        if *src < amount {
            return Err(TransferError::Insufficient { needed: amount, available: *src });
        }
        *src -= amount;
        *dst += amount;
        Ok(())
    }
}

fn main() {
    let bank = Arc::new(Bank { accounts: (0..5).map(|_| Mutex::new(1000)).collect() });
    let tellers: Vec<_> = (0..4usize)
        .map(|t| {
            let bank = Arc::clone(&bank);
            thread::spawn(move || {
                let mut refused = 0;
                for i in 0..200usize {
                    let (from, to) = ((i * 3 + t) % 5, (i * 7 + t * 2 + 1) % 5);
                    match bank.transfer(from, to, (i as u64 * 13) % 90) {
                        Ok(()) => {}
                        Err(TransferError::SameAccount) => refused += 1,
                        Err(TransferError::Insufficient { .. }) => {}
                    }
                }
                refused
            })
        })
        .collect();
    let refused: i32 = tellers.into_iter().map(|t| t.join().unwrap()).sum();
    println!("to the same account: {refused}");
    let total: u64 = bank.accounts.iter().map(|a| *a.lock().unwrap()).sum();
    println!("total is kept: {total}");
    println!("{:?}", bank.transfer(0, 1, 1_000_000).map_err(|e| match e {
        TransferError::Insufficient { needed, available } => needed > available,
        _ => false,
    }));
}
