use std::future::Future;
use std::pin::Pin;
struct D(&'static str);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); } }
async fn double(n: i32) -> i32 { std::thread::sleep(std::time::Duration::from_millis(10)); n * 2 }
async fn slow() -> i32 { let _d = D("slow"); std::thread::sleep(std::time::Duration::from_millis(1000)); 7 }
fn boxed(n: i32) -> Pin<Box<dyn Future<Output = i32> + Send>> { Box::pin(async move { n + 1 }) }
#[tokio::main]
async fn main() {
    println!("{:?}", double(2).await);
    let mut x = 5;
    let (a, b) = tokio::join!(double(1), double(x));
    println!("{a} {b}");
    println!("{}", boxed(1).await);
    let v: Vec<Pin<Box<dyn Future<Output = i32>>>> = vec![Box::pin(double(1)), Box::pin(double(2))];
    for f in v { println!("{}", f.await); }
    tokio::select! {
        r = slow() => println!("slow {r}"),
        r = double(9) => { x += 1; println!("double {r}") }
    }
    println!("{x}");
    let (allow, allowed) = std::sync::mpsc::channel();
    let mut f = Box::pin(async move { allowed.recv().unwrap(); double(50).await });
    let mut n = 0;
    loop {
        tokio::select! {
            r = &mut f => { println!("got {r} {}", n >= 3); break }
            _ = async { std::thread::sleep(std::time::Duration::from_millis(1)) } => { n += 1; if n == 3 { allow.send(()).unwrap(); } }
        }
    }
    let never = slow(); // never awaited: nothing of it runs
    drop(never);
    println!("{:?}", tokio::try_join!(async { Ok::<i32, String>(1) }, async { Err::<i32, String>("bad".into()) }));
    let r = tokio::select! { v = std::future::ready(3) => v, else => 4 };
    println!("{r} {}", std::future::ready(5).await);
}
