struct D(&'static str);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); } }
#[tokio::main]
async fn main() {
    let d = D("one");
    let f = async move { let _d = d; };
    drop(f);
    println!("--");
    let d = D("two");
    let h = std::thread::spawn(move || { let _d = d; println!("x"); });
    h.join().unwrap();
    let d = D("three");
    let f = async move { let _d = d; };
    let g = async move { f.await };
    drop(g);
    println!("--");
    let d = D("four");
    let h = tokio::spawn(async move { let _d = d; tokio::time::sleep(tokio::time::Duration::from_secs(5)).await; });
    h.abort();
    println!("{:?}", h.await.is_err());
}
