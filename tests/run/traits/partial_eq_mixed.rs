use std::borrow::Borrow;
use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Celsius(f64);
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fahrenheit(f64);
impl PartialEq<Fahrenheit> for Celsius {
    fn eq(&self, o: &Fahrenheit) -> bool {
        (self.0 * 9.0 / 5.0 + 32.0 - o.0).abs() < 1e-9
    }
}
impl PartialOrd<Fahrenheit> for Celsius {
    fn partial_cmp(&self, o: &Fahrenheit) -> Option<std::cmp::Ordering> {
        (self.0 * 9.0 / 5.0 + 32.0).partial_cmp(&o.0)
    }
}
impl PartialEq<f64> for Celsius {
    fn eq(&self, o: &f64) -> bool {
        self.0 == *o
    }
}
struct Approx;
impl PartialEq for Approx {
    fn eq(&self, _: &Approx) -> bool {
        false
    }
}
#[derive(Debug, PartialEq, Eq, Hash)]
struct Id(String);
impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

fn main() {
    println!("{} {}", Celsius(100.0) == Fahrenheit(212.0), Celsius(0.0) != Fahrenheit(0.0));
    println!("{} {}", Celsius(10.0) < Fahrenheit(60.0), Celsius(30.0) > Fahrenheit(60.0));
    println!("{} {}", Celsius(5.0) == 5.0, Celsius(f64::NAN) == Celsius(f64::NAN));
    println!("{} {}", Approx == Approx, Approx != Approx);
    println!("{} {}", String::from("a") == "a", "a" == String::from("a"));
    println!("{} {}", vec![1, 2] == [1, 2], [1, 2, 3][..2] == vec![1, 2]);
    println!("{}", Some("x".to_string()).as_deref() == Some("x"));
    println!("{}", Box::new(3) == Box::new(3));
    let mut m = HashMap::new();
    m.insert(Id("k".into()), 1);
    println!("{:?} {:?}", m.get("k"), m.get("z"));
    println!("{}", (1, 'a', "s", 2.0) == (1, 'a', "s", 2.0));
    let (a, b) = ([[1, 2], [3, 4]], [[1, 2], [3, 5]]);
    println!("{} {}", a == b, a != b);
}
