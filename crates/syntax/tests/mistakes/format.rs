fn main() {
    println!("{} {}", x);
    println!("{}", x, y);
    println!("{}", x, n = y);
    println!("{:?} {:q}", x, y);
    println!("{0} {2}", x, y);
    println!("{x.y}");
    println!("{");
    println!("}");
    println!("\t{:>5$}", x);
    println!(x);
    println!("{:99999999}", x);
    print!("é {:.*}", x);
}
