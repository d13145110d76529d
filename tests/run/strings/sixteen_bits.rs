use std::borrow::Cow;
use std::rc::Rc;

fn main() {
    let units = [0x48, 0xD83D, 0xDE00, 0xDC00, 0xD800, 0x69];
    let decoded: Vec<_> = char::decode_utf16(units).map(|r| r.map_err(|e| e.unpaired_surrogate())).collect();
    println!("{decoded:?}");
    println!("{:?}", str::from_utf8(&[0x61, 0xC3, 0xA9]));
    println!("{:?}", String::try_from(vec![0x61, 0xFF]).is_err());
    let leaked: &'static mut str = String::from("abc").leak();
    leaked.make_ascii_uppercase();
    println!("{leaked}");
    let from_cow: Box<str> = Box::from(Cow::Borrowed("cow"));
    println!("{from_cow} {:?}", Box::<[u8]>::from(from_cow.clone()));
    let mut numbers = [1, 2];
    let shared: Rc<[i32]> = Rc::from(&mut numbers[..]);
    println!("{shared:?}");
}
