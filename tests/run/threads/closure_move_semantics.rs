use std::thread;
#[derive(Clone, Debug)]
struct Config { name: String, size: usize }
fn main() {
    let c = Config { name: "c".into(), size: 3 };
    let n = 10; // Copy: still usable after the move
    let h = thread::spawn({
        let c = c.clone();
        move || format!("{} {}", c.name, c.size + n)
    });
    println!("{} {c:?} {n}", h.join().unwrap());
    let Config { name, size } = c;
    let h = thread::spawn(move || name.len());
    println!("{} {size}", h.join().unwrap());
    let mut count = 0;
    let h = thread::spawn(move || { count += 5; count });
    println!("{} {count}", h.join().unwrap());
    let parts = vec!["a".to_string(), "b".to_string()];
    let hs: Vec<_> = parts.into_iter().enumerate().map(|(i, mut p)| thread::spawn(move || { p.push_str(&i.to_string()); p })).collect();
    println!("{:?}", hs.into_iter().map(|h| h.join().unwrap()).collect::<Vec<_>>().concat());
    let f: Box<dyn Fn(i32) -> i32 + Send> = Box::new(move |x| x + n as i32);
    println!("{}", thread::spawn(move || f(1)).join().unwrap());
    let t = (String::from("l"), String::from("r"));
    let h = thread::spawn(move || t.0);
    println!("{}", h.join().unwrap());
    fn job(x: u8) -> u8 { x * 2 }
    println!("{} {}", thread::spawn(|| job(4)).join().unwrap(), thread::spawn(Config::default_size).join().unwrap());
}
impl Config { fn default_size() -> usize { 64 } }
