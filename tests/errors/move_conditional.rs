fn main() {
    let ticket = Box::new(7);
    let late = std::env::args().count() > 1;
    if late {
        drop(ticket);
    }
    println!("{ticket}");
}
