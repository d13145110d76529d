use std::process;

struct Never;
impl Drop for Never {
    fn drop(&mut self) {
        println!("exit runs no destructors, so this is not printed");
    }
}
fn check(n: i32) -> Result<i32, String> {
    (n < 3).then_some(n).ok_or_else(|| format!("{n} is too many"))
}
fn main() {
    let _n = Never;
    for n in 0.. {
        match check(n) {
            Ok(n) => println!("{n}"),
            Err(e) => {
                eprintln!("fatal: {e}");
                process::exit(7);
            }
        }
    }
}
