pub(crate) struct P<'a, T: Ord + ?Sized + 'a = i32, const N: usize = 3>(pub &'a T, pub(in a::b) [u8; N]) where T: for<'b> Fn(&'b str) -> bool;
struct U; struct N { pub a: i32, #[x] b: Box<dyn Fn(u8, &str) -> Vec<u8> + Send + 'static> }
enum E<T> { A, B(T, i32), C { x: T }, D = 4 }
impl<T> Tr<T> for Vec<T> where T: Clone { type O<'x> = &'x T; const K: u8 = 1; pub fn f(&'a mut self, mut x: u8) -> impl Iterator<Item = u8> + use<'a> {} }
impl !Send for X {}
unsafe impl Sync for X {}
trait Tr: A + B<i32> { type O<'x>: Clone + Iterator<Item: Debug> where Self: 'x; const K: u8; fn g(self: Rc<Self>); async fn h(&self) { 1 } }
type F = fn(i32, x: u8) -> !; type Q = <T as Tr>::O; type P2 = *const [u8]; type D = &'static mut dyn A; type T0 = (i32,); type T1 = (i32);
const X: i32 = 1; static mut Y: u8 = 2; const _: () = ();
use a::{b::{self, c as d}, e::*, f}; use std::io as _; extern crate z; extern "C" { fn p(); } extern "C" fn q() {}
mod m { pub mod n; fn x() {} }
union Un { a: u8, b: i8 }
const unsafe fn cu() {}
#[derive(Debug, Clone)] #[cfg(test)] fn t() {} #[cfg(not(test))] fn t2() {} #[cfg(feature = "x")] fn gone() {} #[cfg(windows)] fn gone2() {}
#[tokio::main(flavor = "multi_thread", worker_threads = 4)] async fn main() {}
