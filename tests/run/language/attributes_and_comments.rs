#![allow(dead_code, unused_variables)]
//! Inner documentation.

/// A documented struct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[allow(clippy::all)]
pub struct Thing {
    /// A field.
    #[allow(unused)]
    a: u8, // trailing
    /* block /* nested */ still */
    b: i16,
}
#[derive(Debug, Default, PartialEq)]
enum Mode {
    #[default]
    Off,
    On { level: u8 },
}
#[inline]
#[must_use]
fn add(a: i32, b: i32) -> i32 { a + b }
#[deprecated(note = "old")]
fn old() {}
#[cfg(test)]
mod tests {
    #[test]
    fn never_run() { panic!(); }
}
#[cfg(not(test))]
fn only_here() -> &'static str { "not a test" }
#[repr(C)]
union Bits { f: f32, u: u32 }
#[non_exhaustive]
struct Open;
fn main() {
    let t = Thing { b: -1, ..Thing::default() };
    println!("{t:?} {:?} {}", Mode::default(), Mode::On { level: 1 } == Mode::Off);
    println!("{} {}", add(1, /* two */ 2), only_here());
    #[allow(unused_mut)]
    let mut x = 1;
    #[rustfmt::skip]
    let m = [1,0,
             0,1];
    println!("{x} {}", m.len());
    println!("{:#x}", unsafe { Bits { f: 1.0 }.u });
    println!("{}", cfg!(debug_assertions));
    let r#type = "raw identifier";
    println!("{}", r#type);
    let _x = Open;
    println!("{} // not a comment /* either */", "a // b");
    println!("{}", 'c' /* c */ as u32);
}
