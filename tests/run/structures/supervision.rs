// Groups within groups, links, dead letters, mailboxes with a limit, stopping.
use actors::{Actor, ActorError, ActorRef, ActorSystem, DeadLetter, Down, Mailbox, Strategy, Supervision};
use std::sync::{Arc, Mutex};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

type Log = Arc<Mutex<Vec<String>>>;
struct Worker { name: &'static str, log: Log }
#[derive(Debug, PartialEq)]
enum Job { Note(u32), Fail, Ping }
impl Actor for Worker {
    type Message = Job;
    type Response = u32;
    fn handle(&mut self, job: Job) -> u32 {
        match job { Job::Note(n) => { self.log.lock().unwrap().push(format!("{} {n}", self.name)); n } Job::Fail => std::panic::resume_unwind(Box::new(format!("{} broke", self.name))), Job::Ping => 0 }
    }
    fn stopping(&mut self) { self.log.lock().unwrap().push(format!("{} stopping", self.name)); }
    fn stopped(&mut self) { self.log.lock().unwrap().push(format!("{} stopped", self.name)); }
    fn restarted(&mut self, reason: &str) { self.log.lock().unwrap().push(format!("{} again: {reason}", self.name)); }
}
fn taken(log: &Log) -> Vec<String> { let mut lines = std::mem::take(&mut *log.lock().unwrap()); lines.sort(); lines }

struct Slow { gate: Receiver<()> }
impl Actor for Slow { type Message = u32; type Response = (); fn handle(&mut self, _: u32) { let _ = self.gate.recv(); } }

fn main() {
    let log: Log = Arc::new(Mutex::new(Vec::new()));
    let system = ActorSystem::new();
    let worker = |name: &'static str| { let log = log.clone(); move || Worker { name, log: log.clone() } };

    // Rest for one: those that were started after the one that failed.
    let group = system.group(Supervision::new(Strategy::RestForOne));
    let a = group.spawn("a", worker("a"));
    let b = group.spawn("b", worker("b"));
    let c = group.spawn("c", worker("c"));
    println!("{:?}", b.ask(Job::Fail));
    for actor in [&a, &b, &c] { actor.ask(Job::Ping).unwrap(); }
    println!("{:?}", taken(&log));
    println!("{:?}", system.names());
    group.stop();
    println!("{:?} {}", taken(&log), system.is_empty());

    // A group that gives up is one failed member of the group above it.
    let above = system.group(Supervision::new(Strategy::OneForAll).restarts(1, Duration::from_secs(600)));
    let inner = above.group(Supervision::new(Strategy::OneForOne).restarts(1, Duration::from_secs(600)));
    let x = inner.spawn("x", worker("x"));
    let y = inner.spawn("y", worker("y"));
    let z = above.spawn("z", worker("z"));
    let ping = || for actor in [&x, &y, &z] { let _ = actor.ask(Job::Ping); };
    x.ask(Job::Fail).unwrap_err();
    ping();
    println!("{:?}", taken(&log));
    x.ask(Job::Fail).unwrap_err();
    ping();
    println!("{:?}", taken(&log));
    let downs: Vec<Receiver<Down>> = ["x", "y", "z"].iter().map(|name| system.monitor(name)).collect();
    // The inner group may restart once more, then both have given up.
    x.ask(Job::Fail).unwrap_err();
    ping();
    x.ask(Job::Fail).unwrap_err();
    for down in downs { println!("{:?}", down.recv().unwrap()); }
    println!("{} {:?}", system.is_empty(), system.monitor("x").recv());
    taken(&log);

    // Links.
    let one = system.spawn("one", worker("one")());
    let other = system.spawn("other", worker("other")());
    println!("{} {}", system.link("one", "other"), system.link("one", "nobody"));
    let down = system.monitor("other");
    one.send(Job::Fail).unwrap();
    println!("{:?}", down.recv().unwrap());
    println!("{:?}", other.send(Job::Note(1)));

    // A mailbox that is full, and what nobody handled.
    let (open, gate) = channel();
    let slow = system.spawn_bounded("slow", Slow { gate }, 1);
    slow.send(1).unwrap();
    while slow.pending() > 0 { std::thread::yield_now(); }
    slow.send(2).unwrap();
    println!("{:?} {:?}", slow.try_send(3), slow.ask_timeout(4, Duration::from_millis(1)));
    drop(open);
    println!("{} {}", system.stop("slow"), system.stop("slow"));
    println!("{:?} {:?}", slow.send(5), slow.ask(6));
    let mut letters = system.dead_letters();
    println!("{:?}", letters.iter().map(|letter: &DeadLetter| (letter.to.as_str(), letter.reason)).collect::<Vec<_>>());
    println!("{:?} {:?}", letters[0].take::<Job>(), letters[1].take::<u32>());
    println!("{} {}", system.dead_letter_count(), system.dead_letters().len());

    // What waits is handled before the end; after it nothing is taken.
    let last: ActorRef<Worker, Mailbox<Job, u32>> = system.spawn("last", worker("last")());
    for n in 0..3 { last.send(Job::Note(n)).unwrap(); }
    last.stop();
    system.shutdown();
    println!("{:?}", taken(&log));
    println!("{:?}", last.send(Job::Ping) == Err(ActorError::Stopped));
    println!("{}", std::panic::catch_unwind(|| system.spawn_bounded("none", Worker { name: "none", log: log.clone() }, 0)).is_err());
}
