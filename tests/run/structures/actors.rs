// Actors: messages, answers, names, failures, supervision, shutdown.
use actors::{Actor, ActorError, ActorSystem, Down, Strategy, Supervision};
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[derive(Debug)]
enum Message { Add(i64), Get, Fail }
struct Counter { count: i64, log: Arc<Mutex<Vec<String>>> }
impl Actor for Counter {
    type Message = Message;
    type Response = i64;
    fn handle(&mut self, message: Message) -> i64 {
        match message {
            Message::Add(n) => self.count += n,
            Message::Get => {}
            Message::Fail => std::panic::resume_unwind(Box::new("on purpose".to_string())),
        }
        self.count
    }
    fn started(&mut self) { self.log.lock().unwrap().push("started".to_string()); }
    fn stopped(&mut self) { self.log.lock().unwrap().push(format!("stopped at {}", self.count)); }
    fn restarted(&mut self, reason: &str) { self.log.lock().unwrap().push(format!("restarted: {reason}")); }
}

fn main() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let system = ActorSystem::new();
    let counter = system.spawn("counter", Counter { count: 0, log: log.clone() });
    for i in 0..10 { counter.send(Message::Add(i)).unwrap(); }
    println!("{:?}", counter.ask(Message::Get));
    println!("{:?}", counter.ask_timeout(Message::Add(1), Duration::from_secs(5)));
    println!("{:?} {}", counter.name, system.find::<Counter>("counter").is_some());
    println!("{}", system.find::<Counter>("nobody").is_none());
    let down = system.monitor("counter");
    println!("{}", system.stop("counter"));
    println!("{:?}", down.recv());
    println!("{:?} {:?}", counter.send(Message::Get), system.dead_letters());
    println!("{:?}", log.lock().unwrap());
    log.lock().unwrap().clear();

    // A failure ends an actor that nobody supervises.
    let failing = system.spawn("failing", Counter { count: 0, log: log.clone() });
    let down = system.monitor("failing");
    println!("{:?}", failing.ask(Message::Fail));
    println!("{:?}", down.recv().unwrap() == Down::Failed("failing".to_string(), "on purpose".to_string()));
    log.lock().unwrap().clear();

    // A supervised one is made anew, so often.
    let logged = log.clone();
    let kept = system.supervise("kept", Supervision::new(Strategy::OneForOne).restarts(2, Duration::from_secs(60)), move || Counter { count: 100, log: logged.clone() });
    println!("{:?}", kept.ask(Message::Add(1)));
    println!("{:?}", kept.ask(Message::Fail) == Err(ActorError::NoAnswer));
    println!("{:?}", kept.ask(Message::Add(2)));
    kept.ask(Message::Fail).unwrap_err();
    let down = system.monitor("kept");
    kept.ask(Message::Fail).unwrap_err();
    println!("{}", matches!(down.recv().unwrap(), Down::Failed(_, _)));
    println!("{:?}", log.lock().unwrap());
    log.lock().unwrap().clear();

    // All of a group are restarted when one fails.
    let group = system.group(Supervision::new(Strategy::OneForAll));
    let (l1, l2) = (log.clone(), log.clone());
    let a = group.spawn("a", move || Counter { count: 0, log: l1.clone() });
    let b = group.spawn("b", move || Counter { count: 0, log: l2.clone() });
    b.ask(Message::Add(5)).unwrap();
    a.ask(Message::Fail).unwrap_err();
    a.ask(Message::Get).unwrap();
    println!("{:?}", b.ask(Message::Get));
    for i in 0..100 { a.send(Message::Add(i)).unwrap(); }
    system.shutdown();
    println!("{} {}", log.lock().unwrap().contains(&"stopped at 4950".to_string()), system.is_empty());
}
