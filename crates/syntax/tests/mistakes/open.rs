fn main() {
    if x {
        f();
