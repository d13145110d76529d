fn drain(queue: Vec<i32>) -> bool {
    queue.is_empty()
}
fn main() {
    let queue = vec![1];
    let mut n = 0;
    while !drain(queue) {
        n += 1;
    }
    println!("{n}");
}
