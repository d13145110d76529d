struct Stack(Vec<u8>);
impl Stack {
    fn top(&self) -> u8 {
        *self.0.last().expect("the stack is empty")
    }
}
impl Drop for Stack {
    fn drop(&mut self) {
        println!("dropped with {}", self.0.len());
    }
}
fn main() {
    let mut s = Stack(vec![1]);
    println!("{}", s.top());
    s.0.clear();
    println!("{}", s.top());
}
