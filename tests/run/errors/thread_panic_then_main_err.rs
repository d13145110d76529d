use std::thread;
fn main() -> Result<(), String> {
    let h = thread::spawn(|| -> u32 { "7x".parse().expect("a number") });
    let r = h.join().map_err(|e| e.downcast_ref::<String>().map_or("?".to_string(), |s| s.split(':').next().unwrap().to_string()));
    println!("{r:?}");
    let n = thread::spawn(|| 3).join().unwrap();
    if n == 3 {
        Err(format!("gave up after {n}"))?;
    }
    println!("never");
    Ok(())
}
