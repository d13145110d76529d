use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;
type Callback = Box<dyn FnOnce(&mut Loop)>;
#[derive(Default)]
struct Loop { now: u64, seq: u64, queue: BinaryHeap<Reverse<(u64, u64)>>, callbacks: HashMap<u64, Callback>, log: Vec<String> }
impl Loop {
    fn after(&mut self, delay: u64, f: impl FnOnce(&mut Loop) + 'static) -> u64 {
        self.seq += 1;
        self.queue.push(Reverse((self.now + delay, self.seq)));
        self.callbacks.insert(self.seq, Box::new(f));
        self.seq
    }
    fn every(&mut self, period: u64, times: u32, f: Rc<RefCell<dyn FnMut(u64)>>) {
        if times > 0 {
            self.after(period, move |l| {
                (f.borrow_mut())(l.now);
                l.every(period, times - 1, f);
            });
        }
    }
    fn cancel(&mut self, id: u64) -> bool { self.callbacks.remove(&id).is_some() }
    fn run(&mut self) -> u64 {
        while let Some(Reverse((at, id))) = self.queue.pop() {
            let Some(cb) = self.callbacks.remove(&id) else { continue };
            self.now = at;
            cb(self);
        }
        self.now
    }
}
fn main() {
    let mut l = Loop::default();
    l.after(30, |l| l.log.push(format!("c@{}", l.now)));
    l.after(10, |l| {
        l.log.push(format!("a@{}", l.now));
        l.after(5, |l| l.log.push(format!("nested@{}", l.now)));
    });
    let dead = l.after(20, |l| l.log.push("never".into()));
    let id = l.after(12, move |l| { let ok = l.cancel(dead); l.log.push(format!("cancel {ok}")) });
    let ticks = Rc::new(RefCell::new(vec![]));
    let t = Rc::clone(&ticks);
    l.every(7, 3, Rc::new(RefCell::new(move |now| t.borrow_mut().push(now))));
    println!("{}", l.run());
    println!("{:?}\n{:?}", l.log, ticks.borrow());
    println!("{}", l.cancel(id));
    println!("{}", Rc::strong_count(&ticks));
}
