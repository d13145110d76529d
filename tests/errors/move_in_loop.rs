fn run(job: String) -> usize {
    job.len()
}
fn main() {
    let job = "work".to_string();
    for _ in 0..3 {
        println!("{}", run(job));
    }
}
