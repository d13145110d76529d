use std::sync::{Arc, Weak};
use std::thread;

#[derive(Debug, Clone, PartialEq)]
struct Config {
    name: String,
    sizes: Vec<u32>,
}

fn main() {
    let mut a = Arc::new(Config { name: "base".into(), sizes: vec![1, 2] });
    println!("{} {}", Arc::strong_count(&a), Arc::weak_count(&a));
    Arc::get_mut(&mut a).unwrap().sizes.push(3);
    let b = Arc::clone(&a);
    println!("{} {}", Arc::ptr_eq(&a, &b), Arc::get_mut(&mut a).is_none());
    Arc::make_mut(&mut a).name.push_str("-changed");
    println!("{} | {} | {}", a.name, b.name, Arc::ptr_eq(&a, &b));
    Arc::make_mut(&mut a).sizes.clear();
    println!("{:?} {:?}", a, b.sizes);

    let weak: Weak<Config> = Arc::downgrade(&b);
    println!("{:?}", weak.upgrade().map(|c| c.sizes.len()));
    let moved = thread::spawn(move || b.sizes.iter().sum::<u32>()).join().unwrap();
    println!("{moved} {:?}", weak.upgrade().is_none());

    let c = Arc::new(String::from("text"));
    let d = c.clone();
    let c = Arc::try_unwrap(c).unwrap_err();
    drop(d);
    println!("{:?}", Arc::try_unwrap(c));
    let s: Arc<str> = Arc::from("a shared str");
    let v: Arc<[i32]> = Arc::from(vec![3, 1, 2]);
    let total = thread::scope(|sc| {
        let h = sc.spawn(|| v.iter().sum::<i32>());
        h.join().unwrap()
    });
    println!("{} {} {total} {:?}", s.len(), &s[2..8], v);
    let none: Weak<i32> = Weak::new();
    println!("{:?}", none.upgrade());
    println!("{}", Arc::new(5) == Arc::new(5));
    println!("{:?}", Arc::unwrap_or_clone(a).name);
    let cyclic = Arc::new_cyclic(|me: &Weak<(u8, Weak<i8>)>| { println!("{}", me.upgrade().is_none()); (1, Weak::new()) });
    println!("{}", cyclic.0);
}
