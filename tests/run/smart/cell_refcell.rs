use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

struct Counter {
    hits: Cell<u32>,
    log: RefCell<Vec<String>>,
    name: OnceCell<String>,
}
impl Counter {
    fn hit(&self, who: &str) -> u32 {
        self.hits.set(self.hits.get() + 1);
        self.log.borrow_mut().push(who.to_string());
        self.hits.get()
    }
    fn name(&self) -> &str {
        self.name.get_or_init(|| {
            println!("naming");
            format!("counter-{}", self.hits.get())
        })
    }
}

fn main() {
    let c = Counter { hits: Cell::new(0), log: RefCell::new(vec![]), name: OnceCell::new() };
    c.hit("a");
    c.hit("b");
    println!("{} {} {}", c.hit("c"), c.name(), c.name());
    println!("{:?}", c.log.borrow());
    {
        let r1 = c.log.borrow();
        let r2 = c.log.borrow();
        println!("{} {}", r1.len() + r2.len(), c.log.try_borrow_mut().is_err());
    }
    let mut w = c.log.borrow_mut();
    w.clear();
    println!("{} {:?}", c.log.try_borrow().is_err(), c.log);
    drop(w);
    println!("{:?}", c.log.replace(vec!["new".into()]));
    println!("{:?} {:?}", c.log.take(), c.log);
    let cell = Cell::new(5);
    println!("{} {} {:?}", cell.replace(6), cell.take(), cell);
    let (x, y) = (Cell::new(1), Cell::new(2));
    x.swap(&y);
    println!("{} {} {}", x.get(), y.get(), x.into_inner());
    let shared = Rc::new(RefCell::new(vec![1, 2, 3]));
    let alias = Rc::clone(&shared);
    alias.borrow_mut().push(4);
    shared.borrow_mut()[0] = 100;
    println!("{:?} {}", shared.borrow(), alias.borrow().iter().sum::<i32>());
    let mut target = alias.borrow_mut();
    let t = &mut *target;
    t.retain(|v| v % 2 == 0);
    drop(target);
    println!("{:?} {}", shared, Rc::ptr_eq(&shared, &alias));
    let observers: Vec<Box<dyn Fn(i32)>> = {
        let a = Rc::clone(&shared);
        let b = shared.clone();
        vec![Box::new(move |v| a.borrow_mut().push(v)), Box::new(move |v| b.borrow_mut().insert(0, -v))]
    };
    observers.iter().for_each(|o| o(7));
    println!("{:?} {}", shared.borrow(), Rc::strong_count(&shared));
    drop(observers);
    drop(alias);
    println!("{:?}", Rc::try_unwrap(shared).unwrap().into_inner());
    let result = std::panic::catch_unwind(|| {
        let r = RefCell::new(1);
        let _a = r.borrow_mut();
        let _b = r.borrow_mut();
    });
    println!("{}", result.is_err());
}
