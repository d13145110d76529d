use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::cell::{Cell, RefCell};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

#[derive(Debug, Clone, Default)]
struct Inner {
    id: u32,
    tags: Vec<String>,
}
#[derive(Debug, Clone, Default)]
struct Outer {
    name: String,
    inner: Option<Inner>,
    pair: (i32, f64),
    map: BTreeMap<String, Vec<u8>>,
    unit: (),
}
#[derive(Debug)]
struct Unit;
#[derive(Debug)]
struct Tuple(i32, Unit, &'static str);
#[derive(Debug)]
struct Empty {}
#[derive(Debug)]
enum Kind {
    A,
    B(Inner, i8),
    C { x: Box<Kind>, y: char },
}
#[derive(Debug)]
struct Generic<T, const N: usize> {
    items: [T; N],
}

fn main() {
    let o = Outer {
        name: "o\"quote\"".into(),
        inner: Some(Inner { id: 1, tags: vec!["a".into(), "b\n".into()] }),
        pair: (-1, 2.0),
        map: BTreeMap::from([("k".to_string(), vec![1, 2]), ("l".to_string(), vec![])]),
        unit: (),
    };
    println!("{o:?}");
    println!("{o:#?}");
    println!("{:?} {:#?}", Outer::default(), Inner::default());
    println!("{:?} {:#?} {:?} {:#?}", Unit, Unit, Empty {}, Empty {});
    println!("{:?}", Tuple(1, Unit, "t"));
    println!("{:#?}", Tuple(1, Unit, "t"));
    let k = Kind::C { x: Box::new(Kind::B(Inner::default(), -1)), y: '\'' };
    println!("{k:?}\n{k:#?} {:?}", Kind::A);
    println!("{:?}", Generic { items: [Some(1), None] });
    println!("{:#?}", vec![(1, 'a'), (2, 'b')]);
    println!("{:#?}", Some(Some("x")));
    println!("{:?} {:?}", Rc::new(5), Box::new([1, 2]));
    println!("{:?} {:?}", Cell::new(1), RefCell::new(vec![1]));
    println!("{:?} {:?}", Mutex::new(1), RwLock::new("a"));
    println!("{:#?}", Arc::new(Mutex::new(Some(1))));
    println!("{:?} {:?}", 1..3, ..=5);
    println!("{:?} {:?} {:?}", (1..), (..), 'a'..='c');
    println!("{:?} {:?} {:?}", Duration::from_millis(1500), Duration::from_micros(20), Duration::from_secs(3));
    println!("{:?} {:?}", BTreeSet::from([2, 1]), VecDeque::from([1, 2]));
    println!("{:?} {:?}", "a".to_string().as_bytes(), &"x"[..]);
    println!("{:?} {:?} {:?}", (1,), ((), (1, (2.5, "z"))), [[0u8; 2]; 2]);
    println!("{:#?}", BTreeMap::from([(1, BTreeSet::from(['x', 'y']))]));
    println!("{:#?} {:#?}", Vec::<i32>::new(), ());
    println!("{:?} {:?}", std::cmp::Ordering::Less, std::cmp::Reverse(1));
    println!("{:?} {:?}", Ok::<i32, ()>(1), Err::<(), _>("e"));
    println!("{:?} {:?} {:?}", f32::MIN_POSITIVE, 1e100, f64::EPSILON);
    println!("{:?}", (0.1 + 0.2, 100000000.0f32, 1.0e16, 1.5e-5, 123456789012345680.0));
}
