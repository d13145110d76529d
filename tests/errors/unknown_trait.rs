struct Bird;
impl Flyer for Bird {}
fn main() {
    let _b = Bird;
}
