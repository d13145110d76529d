use std::thread;

fn who() -> String {
    thread::current().name().unwrap_or("<unnamed>").to_string()
}

fn main() {
    println!("{}", who());
    let named = thread::Builder::new()
        .name("worker-7".to_string())
        .stack_size(64 * 1024)
        .spawn(|| {
            let inner = thread::spawn(who).join().unwrap();
            format!("{} then {}", who(), inner)
        })
        .unwrap();
    println!("{:?}", named.thread().name());
    println!("{}", named.join().unwrap());

    let ids: Vec<_> = (0..3)
        .map(|_| thread::spawn(|| thread::current().id()).join().unwrap())
        .collect();
    println!("distinct ids: {}", ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
    println!("same id: {}", thread::current().id() == thread::current().id());

    thread::scope(|s| {
        let h = thread::Builder::new().name("scoped".into()).spawn_scoped(s, who).unwrap();
        println!("{}", h.join().unwrap());
    });
}
