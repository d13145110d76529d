use std::fmt::Debug;
mod sealed { pub trait Sealed {} impl Sealed for u8 {} impl Sealed for u32 {} }
trait Width: sealed::Sealed + Copy + Into<u64> { const BITS: u32; fn from_u64(n: u64) -> Option<Self>; }
macro_rules! width { ($($t:ty),*) => { $(impl Width for $t { const BITS: u32 = <$t>::BITS; fn from_u64(n: u64) -> Option<Self> { n.try_into().ok() } })* } }
width!(u8, u32);
fn narrow<A: Width, B: Width>(a: A) -> Option<B> { B::from_u64(a.into()) }
trait Store<K, V = String> { fn put(&mut self, k: K, v: V) -> Option<V>; fn put_all(&mut self, kvs: impl IntoIterator<Item = (K, V)>) -> usize { kvs.into_iter().filter_map(|(k, v)| self.put(k, v)).count() } }
impl<K: Ord, V> Store<K, V> for std::collections::BTreeMap<K, V> { fn put(&mut self, k: K, v: V) -> Option<V> { self.insert(k, v) } }
#[derive(Default, Debug)]
struct Log(Vec<String>);
impl<K: Debug> Store<K> for Log { fn put(&mut self, k: K, v: String) -> Option<String> { self.0.push(format!("{k:?}={v}")); None } }
trait Chain: Sized { fn pipe<R>(self, f: impl FnOnce(Self) -> R) -> R { f(self) } fn tap(self, f: impl FnOnce(&Self)) -> Self { f(&self); self } }
impl<T> Chain for T {}
fn main() {
    println!("{:?} {:?} {}", narrow::<u32, u8>(300), narrow::<u8, u32>(7), <u8 as Width>::BITS + u32::BITS);
    let mut m = std::collections::BTreeMap::new();
    println!("{} {m:?}", m.put_all([(1, 'a'), (2, 'b'), (1, 'c')]));
    let mut l = Log::default();
    l.put(5, "x".into());
    l.put("k", "y".to_string());
    println!("{l:?}");
    let n = 5.pipe(|x| x + 1).tap(|x| print!("saw {x}, ")).pipe(|x| vec![x; 2]).tap(|v| println!("{}", v.len())).pipe(|v| v.iter().sum::<i32>());
    println!("{n} {}", "abc".pipe(str::len));
}
