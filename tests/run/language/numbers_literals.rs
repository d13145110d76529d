fn main() {
    println!("{} {} {} {}", 0xFF, 0o77, 0b1111_0000, 1_000_000i64);
    println!("{} {} {}", 1u8, 2i128, 3usize);
    println!("{} {} {} {}", 1.0, 2.5e3, 1e-3, 1_0.0_1f32);
    println!("{} {} {:?} {:?}", 2., 5f64, 1e10, 1.5e300 * 1e10);
    println!("{} {} {}", b'a', b'\n', b'\x41');
    println!("{:?} {:?} {:?}", 'a', '\u{e9}', '\\');
    println!("{} {}", i64::MIN, -9_223_372_036_854_775_808i64);
    println!("{} {}", u64::MAX, 0xffff_ffff_ffff_ffffu64);
    println!("{:?} {:?}", 1.0e15, 1.0e16);
    println!("{} {}", 0.1 + 0.2, 0.1f32 + 0.2f32);
    println!("{:?} {:?} {:?}", f64::MAX, f64::MIN_POSITIVE, f32::EPSILON);
    println!("{} {} {}", 7 / 2, -7 / 2, 7.0 / 2.0);
    println!("{} {} {}", 7 % 3, -7 % 3, 7.5 % 2.0);
    println!("{} {}", 1 + 2i64, 3 as u8 + 4);
    println!("{} {}", 255u8 as i8, -1i32 as u64);
    println!("{} {}", !0u16, -(-5));
    println!("{:?}", (1.5f64).max(2.5));
    println!("{} {}", 10i32.pow(9), 2f64.powi(-1));
    println!("{} {}", 1.max(2).min(5), (3.7f32 as i32).abs());
    println!("{:?} {:?}", -0.0, 0.0 == -0.0);
}
