fn types() -> impl Fn(i32) -> i32 + '_ {
    let a: Box<dyn FnMut() -> Box<dyn Fn() + 'a> + Send> = b;
    let b: &(dyn A + Send) = c; let d: Box<dyn (Fn(i32) -> i32) + Send>; let e: Box<dyn for<'a> Fn(&'a T) -> &'a T>;
    let f: fn(&str) -> _ = g; let h: extern "C" fn(i32); let i: S<{ N + 1 }>; let j: [fn(i32) -> i32; 2];
    let k: <Vec<T> as IntoIterator>::Item; let l: &mut [T]; let m: (A, B<C>,); let n: Option<&'static mut dyn Any>;
    x.map::<_, fn(_) -> _>(f); Vec::<(i32, &str)>::with_capacity(1); S::<3>::new(); <[T; 2]>::len; <Self as A<B>>::C::d();
}
fn expressions() {
    (a < b, c > d); let q = b < c && d > e; f::<A, B>(x); if (a as i32) < b {} if a < b as i32 {} x as *const u8 as usize; &*x as &dyn T;
    let x = if a { b } else { c } as u8; x = y = z; !matches!(x, A); vec![1][0]; println! { "x" } "a".to_string() + &b; &v[..]; &v[1..]; &v[..=n];
    let x = 'a: { break 'a 1 }; if x { return } else { 1 }; a.0 .1; a.b.0.c; x.0 += 1; return Err(e)?; x.await?.y; async {}.await;
    |_| (); move |(a, b)| a; f(|&(a, ref b)| {}); |x| move |y| x + y; || -> i32 { 1 }(); let c = || {}; break loop {}; 0.5.sin(); 0usize..10; 1..=2;
    -1i32.pow(2); *p.x; &a.b; &mut a[0]; !a.b(); -a as u8; a & b == c; a | b & c ^ d; a << 1 + 2; x..y + 1; ..; a && b || c && !d; a = b..c;
    let _ = match a { 1 => 2, _ => 3 } + 1; let s = S { f: |x| x, g: T { ..u }, r#type: 1 }; while let Some(x) = y && z {} loop { match a { _ => break } }
    #[allow(x)] let a = 1; #[cfg(windows)] let gone = 1; f(#[cfg(windows)] 1, 2); [1, #[cfg(unix)] 2]; let g = #[inline] || 1; r#match; r#loop();
    if let A | B = x {} match x { A if let Some(y) = z => 1, | B | C => 2, (Some(x), _) | (_, Some(x)) => x, E::F { .. } => 3, ref r => 4, x @ (1 | 2) => 5 }
    for x in S::new() {} match (S { a: 1 }) { _ => {} } if x == (S {}) {} while f(S { a: 1 }) {} if [S { a }][0] {}
    unsafe { *p = 1; } { x } - 1; { x }; match a {} (b); if a {} [c]; loop {} *d = 1; let e = unsafe { f() } + 1;
    return |x| x; let x; let x: u8; const { f() }; let y = const { 1 } + 1; static X: u8 = 1; fn inner() {} use a::b; struct L; x
}
fn patterns() {
    let [a, b] = x; let S { a, ref mut b, c: (d, ..), .. } = s; let &(a, b) = p; let (mut a, ref b): (i32, _) = y; let Some(x) = z else { panic!() };
    match x { 0..=9 | 'a'..='z' => 1, i32::MIN..=-1 => 2, ..5 => 3, A..=B => 4, [] => 5, [x] => 6, [.., x] => 7, [x, rest @ ..] => 8, &[a] => 9, "s" => 10, b"x" => 11,
        const { 1 } => 12, <T as A>::B => 13, -1.5 => 14, (..) => 15, (a, ..) => 16, S(..) => 17, &&x => 18, &mut ref x => 19, true => 20, box_ => 21 }
}
impl<const N: usize> S<N> where [T; N]: Sized, for<'a> &'a T: A {}
impl Tr for fn(i32) {} impl Tr for (A, B) {} impl<T> Tr for [T] {} impl<T: ?Sized> Tr for &T {} impl Tr for ! {} impl Tr for Box<dyn A> {}
trait A<T = Self>: B + for<'a> C<'a> + 'static where Self: Sized { const X: u8; type Y: A = B; fn f(&self, _: u8) where Self: Sized; fn g(mut self) {} fn h(self: &mut Self); }
pub(self) fn v() {} pub(crate) struct W(pub(super) A, pub (B, C)); unsafe extern "C" { fn x(); } pub unsafe trait U {} pub const async unsafe fn z() {}
enum D { A = 1, B = -2, #[default] C, D(#[a] u8), E { #[b] x: u8 } }
struct G<T>(T) where T: A; struct H<T> where T: A { x: T }
const F: &dyn Fn() = &|| {}; type Q<T> where T: Y = Z; mod e {} ; use {a, b::c}; use ::std::x; use self::a as b; use super::*;
