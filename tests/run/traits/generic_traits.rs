use std::collections::HashMap;

trait Convert<T> {
    fn convert(&self) -> T;
}
struct Meters(f64);
impl Convert<String> for Meters {
    fn convert(&self) -> String {
        format!("{}m", self.0)
    }
}
impl Convert<i64> for Meters {
    fn convert(&self) -> i64 {
        self.0.round() as i64
    }
}
impl Convert<Vec<u8>> for Meters {
    fn convert(&self) -> Vec<u8> {
        vec![self.0 as u8; 2]
    }
}

trait Handler<E: ?Sized> {
    fn handle(&mut self, event: &E) -> bool;
}
impl<E: ?Sized, F: FnMut(&E) -> bool> Handler<E> for F {
    fn handle(&mut self, event: &E) -> bool {
        self(event)
    }
}
struct Counter(u32);
impl Handler<i32> for Counter {
    fn handle(&mut self, event: &i32) -> bool {
        self.0 += *event as u32;
        true
    }
}
impl Handler<str> for Counter {
    fn handle(&mut self, event: &str) -> bool {
        self.0 += event.len() as u32;
        false
    }
}
fn run<E>(handlers: &mut [Box<dyn Handler<E> + '_>], events: &[E]) -> usize {
    let mut handled = 0;
    for e in events {
        for h in handlers.iter_mut() {
            handled += h.handle(e) as usize;
        }
    }
    handled
}

trait Monoid {
    const ZERO: Self;
    fn combine(self, other: Self) -> Self;
}
impl Monoid for i32 {
    const ZERO: i32 = 0;
    fn combine(self, o: i32) -> i32 { self + o }
}
impl Monoid for String {
    const ZERO: String = String::new();
    fn combine(self, o: String) -> String { self + &o }
}
impl<A: Monoid, B: Monoid> Monoid for (A, B) {
    const ZERO: (A, B) = (A::ZERO, B::ZERO);
    fn combine(self, o: Self) -> Self { (self.0.combine(o.0), self.1.combine(o.1)) }
}
fn concat<M: Monoid>(items: impl IntoIterator<Item = M>) -> M {
    items.into_iter().fold(M::ZERO, M::combine)
}

fn main() {
    let m = Meters(41.7);
    let s: String = m.convert();
    let n: i64 = m.convert();
    println!("{s} {n} {:?}", <Meters as Convert<Vec<u8>>>::convert(&m));
    let mut seen = Vec::new();
    {
        let mut hs: Vec<Box<dyn Handler<i32> + '_>> = vec![
            Box::new(|e: &i32| { seen.push(*e); *e > 1 }),
            Box::new(Counter(0)),
        ];
        println!("{}", run(&mut hs, &[1, 2, 3]));
    }
    println!("{seen:?}");
    let mut c = Counter(1);
    c.handle("four");
    c.handle(&10);
    println!("{}", c.0);
    println!("{}", concat([1, 2, 3]));
    println!("{:?}", concat(vec![(1, "a".to_string()), (5, "bc".to_string())]));
    let totals: HashMap<&str, i32> = HashMap::from([("x", concat(vec![4, 4]))]);
    println!("{totals:?}");
}
