mod geometry {
    pub const UNIT: f64 = 1.0;
    pub mod shapes {
        use super::helpers::square;
        #[derive(Debug, Clone)]
        pub struct Circle {
            pub r: f64,
            label: String,
        }
        impl Circle {
            pub fn new(r: f64) -> Self {
                Circle { r, label: format!("c{r}") }
            }
            pub fn label(&self) -> &str {
                &self.label
            }
            pub(crate) fn area(&self) -> f64 {
                super::PI_ISH * square(self.r)
            }
        }
        pub fn unit() -> Circle {
            Circle::new(super::UNIT)
        }
        pub mod extra {
            pub fn double(c: &super::Circle) -> super::Circle {
                super::Circle { r: c.r * 2.0, label: c.label.clone() + "x2" }
            }
            pub fn deep() -> f64 {
                crate::geometry::helpers::square(3.0) + super::super::UNIT
            }
        }
    }
    mod helpers {
        pub fn square(x: f64) -> f64 {
            x * x
        }
    }
    const PI_ISH: f64 = 3.0;
    pub use self::shapes::extra::double as twice;
    pub use shapes::Circle;
    pub fn squared_unit() -> f64 {
        helpers::square(UNIT)
    }
}
mod counters {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    pub fn next() -> u32 {
        COUNT.fetch_add(1, Ordering::Relaxed) + 1
    }
    pub mod prelude {
        pub use super::next as next_id;
        pub use super::Ticket;
        pub trait Stamp {
            fn stamp(&self) -> String;
        }
        impl Stamp for Ticket {
            fn stamp(&self) -> String {
                format!("#{}", self.0)
            }
        }
    }
    pub struct Ticket(pub u32);
}
use counters::prelude::*;
use geometry::{shapes::{self, extra::deep}, twice, Circle};
use std::collections::{BTreeMap as Map, HashSet};

fn main() {
    let c = Circle::new(2.0);
    println!("{c:?} {} {}", c.label(), c.area());
    println!("{:?}", twice(&shapes::unit()));
    println!("{} {} {}", deep(), geometry::squared_unit(), crate::geometry::UNIT);
    println!("{} {} {}", next_id(), counters::next(), Ticket(next_id()).stamp());
    let m: Map<_, _> = [(1, 'a')].into();
    let s: HashSet<i32> = HashSet::from([1]);
    println!("{m:?} {}", s.len());
    {
        use std::fmt::Write as _;
        let mut out = String::new();
        write!(out, "{}", 5).unwrap();
        println!("{out}");
    }
    fn local() -> &'static str {
        mod inner {
            pub fn f() -> &'static str {
                "inner of a function"
            }
        }
        inner::f()
    }
    println!("{}", local());
    println!("{}", self::geometry::shapes::Circle::new(1.5).label());
}
