// Files that become part of the program, found from the folder of the one that includes them.
const TEXT: &str = include_str!("included.txt");
static BYTES: &[u8] = include_bytes!("included.txt");
mod inner {
    pub fn lines() -> usize {
        include_str!("included.txt").lines().count()
    }
}
fn main() {
    print!("{TEXT}");
    println!("{} {} {}", BYTES.len(), inner::lines(), include_bytes!("included.txt")[0]);
}
