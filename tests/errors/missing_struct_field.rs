struct Config {
    host: String,
    port: u16,
}
fn main() {
    let c = Config { host: "h".into() };
    println!("{} {}", c.host, c.port);
}
