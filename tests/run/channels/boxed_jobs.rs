use std::sync::mpsc::channel;
use std::thread;

type Job = Box<dyn FnOnce(&mut Vec<String>) + Send>;
fn main() {
    let (tx, rx) = channel::<Job>();
    let worker = thread::spawn(move || {
        let mut log = Vec::new();
        for job in rx {
            job(&mut log);
        }
        log
    });
    let name = "captured".to_string();
    tx.send(Box::new(|log| log.push("plain".into()))).unwrap();
    tx.send(Box::new(move |log| log.push(name))).unwrap();
    for i in 0..3 {
        tx.send(Box::new(move |log| {
            let n = log.len();
            log.push(format!("job {i} after {n}"))
        }))
        .unwrap();
    }
    drop(tx);
    println!("{:#?}", worker.join().unwrap());
}
