use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

#[derive(Clone, Debug, PartialEq)]
enum Event {
    UserJoined { name: String },
    Message(String, String),
    Tick(u64),
}

impl Event {
    fn topic(&self) -> &'static str {
        match self {
            Event::UserJoined { .. } | Event::Message(..) => "chat",
            Event::Tick(_) => "clock",
        }
    }
}

#[derive(Default)]
struct Bus {
    subscribers: HashMap<&'static str, Vec<Sender<Event>>>,
}

impl Bus {
    fn subscribe(&mut self, topic: &'static str) -> Receiver<Event> {
        let (tx, rx) = mpsc::channel();
        self.subscribers.entry(topic).or_default().push(tx);
        rx
    }
    fn publish(&mut self, event: Event) -> usize {
        let Some(list) = self.subscribers.get_mut(event.topic()) else {
            return 0;
        };
        list.retain(|tx| tx.send(event.clone()).is_ok());
        list.len()
    }
}

fn main() {
    let mut bus = Bus::default();
    println!("{}", bus.publish(Event::Tick(0)));
    let chat = bus.subscribe("chat");
    let chat_too = bus.subscribe("chat");
    let clock = bus.subscribe("clock");
    let listener = thread::spawn(move || {
        chat.iter()
            .map(|e| match e {
                Event::UserJoined { name } => format!("+{name}"),
                Event::Message(from, text) => format!("{from}: {text}"),
                other => format!("{other:?}"),
            })
            .collect::<Vec<_>>()
    });
    println!("{}", bus.publish(Event::UserJoined { name: "ann".into() }));
    println!("{:?}", chat_too.recv());
    drop(chat_too);
    println!("{}", bus.publish(Event::Message("ann".into(), "hello".into())));
    for t in 1..=3 {
        bus.publish(Event::Tick(t));
    }
    drop(bus);
    println!("{:?}", listener.join().unwrap());
    let ticks: Vec<Event> = clock.into_iter().collect();
    println!("{}", ticks == [Event::Tick(1), Event::Tick(2), Event::Tick(3)]);
}
