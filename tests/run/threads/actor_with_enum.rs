use std::collections::BTreeMap;
use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread::{self, JoinHandle};

#[derive(Debug)]
enum Msg {
    Deposit { to: String, amount: u64 },
    Withdraw { from: String, amount: u64, reply: Sender<Result<u64, BankError>> },
    Report(Sender<BTreeMap<String, u64>>),
}
#[derive(Debug, PartialEq)]
enum BankError {
    NoAccount(String),
    TooPoor { has: u64, wants: u64 },
}

struct BankActor {
    inbox: Receiver<Msg>,
    accounts: BTreeMap<String, u64>,
    handled: usize,
}
impl BankActor {
    fn run(mut self) -> usize {
        while let Ok(msg) = self.inbox.recv() {
            self.handled += 1;
            self.handle(msg);
        }
        self.handled
    }
    fn handle(&mut self, msg: Msg) {
        match msg {
            Msg::Deposit { to, amount } => *self.accounts.entry(to).or_default() += amount,
            Msg::Withdraw { from, amount, reply } => {
                let result = match self.accounts.get_mut(&from) {
                    None => Err(BankError::NoAccount(from)),
                    Some(b) if *b < amount => Err(BankError::TooPoor { has: *b, wants: amount }),
                    Some(b) => {
                        *b -= amount;
                        Ok(*b)
                    }
                };
                let _ = reply.send(result);
            }
            Msg::Report(reply) => {
                let _ = reply.send(self.accounts.clone());
            }
        }
    }
}
#[derive(Clone)]
struct Bank(Sender<Msg>);
impl Bank {
    fn start() -> (Bank, JoinHandle<usize>) {
        let (tx, inbox) = channel();
        let actor = BankActor { inbox, accounts: BTreeMap::new(), handled: 0 };
        (Bank(tx), thread::spawn(move || actor.run()))
    }
    fn ask<T>(&self, make: impl FnOnce(Sender<T>) -> Msg) -> T {
        let (tx, rx) = channel();
        self.0.send(make(tx)).unwrap();
        rx.recv().expect("the actor answers")
    }
    fn withdraw(&self, from: &str, amount: u64) -> Result<u64, BankError> {
        self.ask(|reply| Msg::Withdraw { from: from.to_string(), amount, reply })
    }
}

fn main() {
    let (bank, handle) = Bank::start();
    let users: Vec<_> = ["ann", "bob"]
        .map(|name| {
            let bank = bank.clone();
            thread::spawn(move || {
                for amount in 1..=10 {
                    bank.0.send(Msg::Deposit { to: name.to_string(), amount }).unwrap();
                }
                bank.withdraw(name, 5)
            })
        })
        .into_iter()
        .map(|h| h.join().unwrap())
        .collect();
    println!("{users:?}");
    println!("{:?} {:?}", bank.withdraw("ann", 1000), bank.withdraw("cy", 1));
    println!("{:?}", bank.ask(Msg::Report));
    drop(bank);
    println!("handled {}", handle.join().unwrap());
}
