// Sizes and alignments are those that rustc gives.
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::mem::{align_of, size_of, size_of_val};
use std::num::NonZeroU32;
use std::rc::Rc;

struct Mixed(u8, u32, u16);
#[repr(C)]
struct Declared(u8, u32, u16);
#[repr(packed)]
struct Packed(u8, u32, u16);
#[repr(align(32))]
struct Wide(u8);
enum Plain { A, B, C }
#[repr(u16)]
enum Tagged { A, B }
enum Big { A = 1, B = 300 }
enum Payload { Number(u64), Text(String), Nothing }
enum Nested { Box(Box<i32>), None }
union Bits { a: u32, b: f64 }

macro_rules! sizes {
    ($($t:ty),+ $(,)?) => { $(println!("{} {} {}", stringify!($t), size_of::<$t>(), align_of::<$t>());)+ };
}

fn main() {
    sizes!(u8, char, u128, (), (u8, u32), [u16; 5], &str, &u8, &[i32], Box<dyn Fn()>, Rc<str>, String, Vec<u8>, fn(i32) -> i32);
    sizes!(Mixed, Declared, Packed, Wide, Plain, Tagged, Big, Payload, Nested, Bits);
    sizes!(Option<u8>, Option<bool>, Option<char>, Option<Box<u8>>, Option<&u8>, Option<Option<bool>>, Option<NonZeroU32>, Option<String>, Option<Plain>);
    sizes!(Result<u32, ()>, Result<Box<u8>, ()>, Option<u64>, Option<Mixed>, Cell<u8>, RefCell<u64>, HashMap<u8, u8>, Option<Payload>);
    println!("{} {} {}", size_of_val("héllo"), size_of_val(&[1u16, 2, 3][..]), size_of_val(&7i64));
    let _ = (Plain::A, Plain::B, Plain::C, Tagged::A, Tagged::B, Big::A, Big::B, Nested::None, Nested::Box(Box::new(1)));
    let _ = (Payload::Number(1), Payload::Text(String::new()), Payload::Nothing, Bits { a: 1 }, Wide(1));
    let _ = (Mixed(1, 2, 3), Declared(1, 2, 3), Packed(1, 2, 3));
}
