use std::sync::{Arc, Mutex, Weak};
use std::thread;

struct Subject {
    observers: Mutex<Vec<Weak<dyn Observer>>>,
}
trait Observer: Send + Sync {
    fn notify(&self, event: &str);
}
struct Counter(Mutex<usize>);
impl Observer for Counter {
    fn notify(&self, event: &str) {
        *self.0.lock().unwrap() += event.len();
    }
}
struct Recorder {
    prefix: &'static str,
    lines: Mutex<Vec<String>>,
}
impl Observer for Recorder {
    fn notify(&self, event: &str) {
        self.lines.lock().unwrap().push(format!("{}{event}", self.prefix));
    }
}
impl Subject {
    fn attach<O: Observer + 'static>(&self, o: &Arc<O>) {
        let weak: Weak<O> = Arc::downgrade(o);
        self.observers.lock().unwrap().push(weak);
    }
    fn emit(&self, event: &str) -> usize {
        let mut all = self.observers.lock().unwrap();
        all.retain(|w| match w.upgrade() {
            Some(o) => {
                o.notify(event);
                true
            }
            None => false,
        });
        all.len()
    }
}
fn main() {
    let subject = Arc::new(Subject { observers: Mutex::default() });
    let counter = Arc::new(Counter(Mutex::new(0)));
    subject.attach(&counter);
    {
        let rec = Arc::new(Recorder { prefix: "> ", lines: Mutex::default() });
        subject.attach(&rec);
        println!("{}", subject.emit("hello"));
        println!("{:?}", rec.lines.lock().unwrap());
    }
    println!("{}", subject.emit("alone"));
    let hs: Vec<_> = (0..4).map(|i| { let s = subject.clone(); thread::spawn(move || s.emit(&"x".repeat(i))) }).collect();
    println!("{}", hs.into_iter().map(|h| h.join().unwrap()).sum::<usize>());
    println!("{} {} {}", counter.0.lock().unwrap(), Arc::strong_count(&counter), Arc::weak_count(&counter));
}
