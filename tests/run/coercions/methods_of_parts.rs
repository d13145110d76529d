// A method that takes its receiver by value means a reference where the receiver has no size.
use std::fmt;
struct Handle;
impl fmt::Pointer for Handle {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("#7")
    }
}
fn main() {
    let bytes: Vec<u8> = vec![1, 0, 0, 0, 9];
    assert_eq!(u32::from_le_bytes(bytes[0..4].try_into().unwrap()), 1);
    let first: [u8; 2] = bytes[..2].try_into().expect("two");
    let owned: Vec<u8> = bytes[3..].into();
    let text = "abc";
    let part: String = text[..2].into();
    println!("{first:?} {owned:?} {part} {:p}", Handle);
    // `!` is defined for references to `bool`, so `assert!` takes them.
    for seen in &[true, true] {
        assert!(seen);
    }
}
