async fn answer() -> Result<u32, String> {
    Ok(42)
}

#[tokio::main]
async fn main() {
    let n = answer().unwrap();
    println!("{n}");
}
