fn main() {
    printline!("x");
}
