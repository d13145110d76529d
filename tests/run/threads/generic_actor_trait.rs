use std::sync::mpsc::{channel, Sender};
use std::thread::{self, JoinHandle};

trait Actor: Send + 'static {
    type Msg: Send + 'static;
    fn on_start(&mut self) {}
    fn handle(&mut self, msg: Self::Msg) -> bool;
    fn on_stop(self) -> String
    where
        Self: Sized;
}
struct Handle<A: Actor> {
    tx: Sender<A::Msg>,
    thread: JoinHandle<String>,
}
fn start<A: Actor>(mut actor: A) -> Handle<A> {
    let (tx, rx) = channel();
    let thread = thread::spawn(move || {
        actor.on_start();
        for m in rx {
            if !actor.handle(m) {
                break;
            }
        }
        actor.on_stop()
    });
    Handle { tx, thread }
}
impl<A: Actor> Handle<A> {
    fn tell(&self, m: A::Msg) -> bool {
        self.tx.send(m).is_ok()
    }
    fn stop(self) -> String {
        drop(self.tx);
        self.thread.join().unwrap()
    }
}
struct Adder(i64);
impl Actor for Adder {
    type Msg = i64;
    fn handle(&mut self, n: i64) -> bool {
        self.0 += n;
        true
    }
    fn on_stop(self) -> String {
        format!("sum {}", self.0)
    }
}
#[derive(Default)]
struct Words {
    seen: Vec<String>,
}
enum WordMsg {
    Word(&'static str),
    Quit,
}
impl Actor for Words {
    type Msg = WordMsg;
    fn on_start(&mut self) {
        self.seen.push("^".into());
    }
    fn handle(&mut self, m: WordMsg) -> bool {
        match m {
            WordMsg::Word(w) => self.seen.push(w.to_uppercase()),
            WordMsg::Quit => return false,
        }
        true
    }
    fn on_stop(mut self) -> String {
        self.seen.push("$".to_string());
        self.seen.join("")
    }
}
fn main() {
    let a = start(Adder(10));
    let w = start(Words::default());
    for i in 1..=4 {
        a.tell(i);
    }
    w.tell(WordMsg::Word("ab"));
    w.tell(WordMsg::Word("c"));
    w.tell(WordMsg::Quit);
    println!("{} {}", a.stop(), w.stop());
}
