fn main() {
    let v = vec![1, 2;
    f(1, 2};
}
}
fn more() { (1, [2) }
