use std::process::ExitCode;

fn run(args: &[&str]) -> Result<u32, u8> {
    args.iter().map(|a| a.parse::<u32>().map_err(|_| a.len() as u8)).sum()
}
fn main() -> ExitCode {
    println!("{:?}", run(&["1", "2"]));
    match run(&["1", "nine", "2"]) {
        Ok(_) => ExitCode::SUCCESS,
        Err(code) => {
            eprintln!("code {code}");
            ExitCode::from(code)
        }
    }
}
