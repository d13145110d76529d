use std::collections::BTreeMap;
use std::fmt::Debug;
trait Measure { fn measure(&self) -> usize; }
impl Measure for str { fn measure(&self) -> usize { self.chars().count() } }
impl Measure for String { fn measure(&self) -> usize { self.as_str().measure() } }
impl<T: Measure> Measure for [T] { fn measure(&self) -> usize { self.iter().map(T::measure).sum() } }
impl<T: Measure, const N: usize> Measure for [T; N] { fn measure(&self) -> usize { self.as_slice().measure() + N } }
impl<T: Measure> Measure for Option<T> { fn measure(&self) -> usize { self.as_ref().map_or(0, Measure::measure) } }
impl<A: Measure, B: Measure> Measure for (A, B) { fn measure(&self) -> usize { self.0.measure() * self.1.measure() } }
impl<T: Measure + ?Sized> Measure for &T { fn measure(&self) -> usize { (**self).measure() + 1000 } }
impl<K: Debug, V: Measure> Measure for BTreeMap<K, V> { fn measure(&self) -> usize { self.iter().map(|(k, v)| format!("{k:?}").len() + v.measure()).sum() } }
fn total<T: Measure + ?Sized>(t: &T) -> usize { t.measure() }
fn main() {
    println!("{} {}", "añb".measure(), total("xyz"));
    println!("{}", total(&String::from("hello")));
    println!("{} {}", ["a".to_string(), "bc".to_string()].measure(), vec!["abc".to_string()].measure());
    println!("{} {}", Some("four".to_string()).measure(), None::<String>.measure());
    println!("{}", ("ab".to_string(), "abc".to_string()).measure());
    println!("{}", total(&&"x"[..]));
    println!("{}", BTreeMap::from([(1, "one".to_string()), (22, "two".to_string())]).measure());
    let all: Vec<Box<dyn Measure>> = vec![Box::new("abc".to_string()), Box::new(Some("z".to_string())), Box::new(["q".to_string(), "q".to_string()])];
    println!("{:?}", all.iter().map(|m| m.measure()).collect::<Vec<_>>());
}
