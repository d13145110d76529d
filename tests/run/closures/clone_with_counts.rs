// A clone of a closure has what it captured by itself: its own state, its own counts.
use std::rc::Rc;
use std::sync::mpsc;

#[derive(Debug)]
struct Named(String);

impl Clone for Named {
    fn clone(&self) -> Named {
        println!("clone {}", self.0);
        Named(format!("{}'", self.0))
    }
}

fn twice<F: FnMut() -> i32 + Clone>(f: &F) -> (i32, i32) {
    let (mut a, mut b) = (f.clone(), f.clone());
    (a() + a(), b())
}

fn main() {
    let mut n = 5;
    let mut next = move || {
        n += 1;
        n
    };
    let mut other = next.clone();
    println!("{} {} {}", next(), next(), other());
    println!("{:?}", twice(&next));

    let rc = Rc::new(1);
    let held = rc.clone();
    let f = move || *held;
    let g = f.clone();
    println!("{} {}", Rc::strong_count(&rc), f() + g());
    drop(g);
    println!("{}", Rc::strong_count(&rc));

    let named = Named("a".into());
    let show = move || println!("{named:?}");
    show.clone()();
    show();

    let (tx, rx) = mpsc::channel();
    let send = move |x: i32| tx.send(x).unwrap();
    let more = send.clone();
    send(1);
    drop(send);
    more(2);
    drop(more);
    println!("{:?}", rx.iter().collect::<Vec<_>>());
}
