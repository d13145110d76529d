use std::rc::{Rc, Weak};

#[derive(Debug, Clone, PartialEq)]
struct Data(Vec<i32>);

fn consume(r: Rc<Data>) -> usize {
    Rc::strong_count(&r)
}

fn main() {
    let mut a = Rc::new(Data(vec![1]));
    Rc::get_mut(&mut a).unwrap().0.push(2);
    let b = a.clone();
    println!("{} {}", Rc::strong_count(&a), Rc::get_mut(&mut a).is_none());
    Rc::make_mut(&mut a).0.push(3);
    println!("{a:?} {b:?} {}", Rc::ptr_eq(&a, &b));
    println!("{} {}", consume(b.clone()), consume(Rc::clone(&b)));
    let w: Weak<Data> = Rc::downgrade(&b);
    println!("{} {} {:?}", Rc::weak_count(&b), w.strong_count(), w.upgrade());
    match Rc::try_unwrap(b) {
        Ok(d) => println!("unwrapped {d:?}"),
        Err(_) => println!("shared"),
    }
    println!("{:?}", w.upgrade());
    let s: Rc<str> = "text".into();
    let t = Rc::clone(&s);
    println!("{s} {} {}", t.len(), s == t);
    let list: Vec<Rc<String>> = vec![Rc::new("x".to_string()); 3];
    println!("{} {}", Rc::strong_count(&list[0]), list.iter().all(|r| Rc::ptr_eq(r, &list[2])));
    let me = Rc::new_cyclic(|weak: &Weak<Gadget>| Gadget { me: weak.clone(), id: 7 });
    println!("{} {}", me.me.upgrade().unwrap().id, Rc::strong_count(&me));
    println!("{:?} {}", Rc::new(3).cmp(&Rc::new(4)), *Rc::new(3) + 1);
    println!("{:?}", Rc::unwrap_or_clone(a).0);
    let f: Rc<dyn Fn(i32) -> i32> = Rc::new(|x| x * 2);
    let g = f.clone();
    println!("{}", f(1) + g(10));
}
struct Gadget {
    me: Weak<Gadget>,
    id: u32,
}
