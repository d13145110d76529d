use std::thread;

#[derive(Debug)]
enum JobError {
    Failed(String),
    Panicked(String),
}
fn run<T: Send + 'static>(f: impl FnOnce() -> Result<T, String> + Send + 'static) -> Result<T, JobError> {
    thread::spawn(f)
        .join()
        .map_err(|e| {
            JobError::Panicked(match e.downcast::<&str>() {
                Ok(s) => s.to_string(),
                Err(e) => e.downcast::<String>().map(|s| *s).unwrap_or_else(|_| "unknown".into()),
            })
        })?
        .map_err(JobError::Failed)
}
fn main() {
    println!("{:?}", run(|| Ok(3)));
    println!("{:?}", run::<()>(|| Err("no file".into())));
    println!("{:?}", run::<()>(|| panic!("crash {}", 9)));
    println!("{:?}", run(|| { let v: Vec<u8> = vec![]; Ok(v.iter().max().copied().expect("empty list")) }));
    println!("{:?}", run(|| "12".parse::<i32>().map_err(|e| e.to_string())));
    println!("{:?}", run(|| { let d = "0".parse::<i32>().unwrap(); Ok(10 / d) }));
    println!("{:?}", run::<u8>(|| std::panic::panic_any(1.5f32)));
    let nested = thread::spawn(|| thread::spawn(|| panic!("inner")).join().map_err(|_| "seen by the outer")).join();
    println!("{nested:?}");
}
