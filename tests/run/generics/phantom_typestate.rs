use std::fmt;
use std::marker::PhantomData;
use std::ops::{Add, Sub};

#[derive(Debug, Clone, Copy, PartialEq)]
struct Meter;
#[derive(Debug, Clone, Copy, PartialEq)]
struct Foot;
trait Unit {
    const NAME: &'static str;
    const IN_METERS: f64;
}
impl Unit for Meter {
    const NAME: &'static str = "m";
    const IN_METERS: f64 = 1.0;
}
impl Unit for Foot {
    const NAME: &'static str = "ft";
    const IN_METERS: f64 = 0.3048;
}
#[derive(Clone, Copy, PartialEq)]
struct Length<U> {
    value: f64,
    unit: PhantomData<U>,
}
impl<U: Unit> Length<U> {
    fn new(value: f64) -> Self {
        Length { value, unit: PhantomData }
    }
    fn to<V: Unit>(self) -> Length<V> {
        Length::new(self.value * U::IN_METERS / V::IN_METERS)
    }
}
impl<U: Unit> Add for Length<U> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self::new(self.value + o.value)
    }
}
impl<U: Unit> Sub for Length<U> {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self::new(self.value - o.value)
    }
}
impl<U: Unit> fmt::Display for Length<U> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:.2}{}", self.value, U::NAME)
    }
}

struct Open;
struct Closed;
struct Locked {
    code: u16,
}
struct Door<S> {
    opened: u32,
    state: S,
}
impl Door<Closed> {
    fn new() -> Self {
        Door { opened: 0, state: Closed }
    }
    fn open(self) -> Door<Open> {
        Door { opened: self.opened + 1, state: Open }
    }
    fn lock(self, code: u16) -> Door<Locked> {
        Door { opened: self.opened, state: Locked { code } }
    }
}
impl Door<Open> {
    fn close(self) -> Door<Closed> {
        Door { opened: self.opened, state: Closed }
    }
}
impl Door<Locked> {
    fn unlock(self, code: u16) -> Result<Door<Closed>, Self> {
        if code == self.state.code { Ok(Door { opened: self.opened, state: Closed }) } else { Err(self) }
    }
}

fn main() {
    let a: Length<Meter> = Length::new(10.0);
    let b = Length::<Foot>::new(5.0);
    println!("{a} {b} {} {}", a.to::<Foot>(), a + b.to());
    println!("{}", b - Length::new(1.5));
    let door = Door::new().open().close().open().close().lock(42);
    let door = match door.unlock(1) {
        Ok(_) => unreachable!(),
        Err(d) => d,
    };
    match door.unlock(42) {
        Ok(d) => println!("opened {} times", d.open().opened),
        Err(_) => println!("still locked"),
    }
}
