use std::panic;

fn try_it<T: std::fmt::Debug>(name: &str, f: impl FnOnce() -> T + panic::UnwindSafe) {
    match panic::catch_unwind(f) {
        Ok(v) => println!("{name}: {v:?}"),
        Err(e) => {
            let text = e.downcast_ref::<String>().cloned().or_else(|| e.downcast_ref::<&str>().map(|s| s.to_string())).unwrap();
            println!("{name}: panicked: {text}");
        }
    }
}
fn id<T>(x: T) -> T {
    std::hint::black_box(x)
}

fn main() {
    try_it("u8 add", || id(255u8) + id(1));
    try_it("i32 add", || id(i32::MAX) + id(1));
    try_it("usize sub", || id(0usize) - id(1));
    try_it("i64 mul", || id(i64::MAX) * id(2));
    try_it("neg", || -id(i8::MIN));
    try_it("div zero", || id(1) / id(0));
    try_it("rem zero", || id(1u64) % id(0));
    try_it("div overflow", || id(i32::MIN) / id(-1));
    try_it("shift", || id(1u32) << id(32));
    try_it("shift right", || id(1i8) >> id(9));
    try_it("pow", || id(10i32).pow(id(10)));
    try_it("abs", || id(i32::MIN).abs());
    try_it("fine", || id(200u8) as i32 + id(100));
    try_it("sum", || [200u8, 100].iter().sum::<u8>());
    try_it("index", || id(vec![1, 2])[id(2)]);
    try_it("slice", || id("abc")[id(2)..id(1)].len());
    try_it("range", || id([1, 2, 3])[id(1)..id(5)].len());
    try_it("char boundary", || id("é")[0..id(1)].len());
    try_it("unwrap none", || id(None::<i32>).unwrap());
    try_it("expect", || id(Err::<i32, _>("why")).expect("wanted ok"));
    try_it("assign", || {
        let mut x = id(250u8);
        for _ in 0..10 {
            x += 1;
        }
        x
    });
    try_it("float never", || id(1.0f64) / id(0.0));
    try_it("assert", || assert_eq!(id(1) + 1, 3, "sums {}", 7));
    try_it("assert plain", || assert!(id(1) > 2));
    try_it("unreachable", || -> i32 { unreachable!("state {}", 3) });
    try_it("todo", || -> i32 { todo!() });
    try_it("unimplemented", || -> i32 { unimplemented!("later") });
}
