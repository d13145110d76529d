// `_` as a length is told by what the array is wanted for, or by its elements.
fn main() {
    let a: [u8; 3] = [7; _];
    let b: [_; 2] = [1, 2];
    println!("{a:?} {b:?}");
}
