fn main() {
    println!("{} {} {}", 7i32.strict_rem_euclid(-3), (-7i32).strict_div_euclid(3), 5i8.strict_neg());
    println!("{} {} {}", 1u8.strict_shl(7), 128u8.strict_shr(7), (-9i16).strict_abs());
    println!("{} {}", (-1i8).strict_add_unsigned(128), 0i8.strict_sub_unsigned(128));
    println!("{} {}", 200u8.strict_add_signed(-100), 5u8.strict_sub_signed(-5));
    for f in [|| i8::MIN.strict_neg(), || 1i8.strict_shl(8), || 100i8.strict_add_unsigned(28), || i8::MIN.strict_abs()] {
        println!("{}", std::panic::catch_unwind(f).is_err());
    }
}
