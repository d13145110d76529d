use std::fmt;

#[derive(Debug)]
enum AppError {
    Config { line: usize },
}
impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "unused")
    }
}
impl std::error::Error for AppError {}
fn step(n: usize) -> Result<usize, AppError> {
    if n == 3 { Err(AppError::Config { line: n }) } else { Ok(n * 2) }
}
struct Cleanup;
impl Drop for Cleanup {
    fn drop(&mut self) {
        println!("cleaned up");
    }
}
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _c = Cleanup;
    for n in 1..5 {
        println!("{}", step(n)?);
    }
    println!("never here");
    Ok(())
}
