struct Money(i32);
fn main() {
    let total = Money(1) + Money(2);
    println!("{}", total.0);
}
