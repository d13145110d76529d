// A program can start itself once more, with other arguments.
use std::env;
use std::process::Command;

fn main() {
    let args: Vec<String> = env::args().collect();
    if args.len() > 1 {
        println!("child got {:?}", &args[1..]);
        std::process::exit(7);
    }
    for program in [env::current_exe().unwrap().into_os_string(), args[0].clone().into()] {
        let output = Command::new(program).args(["a b", "c"]).output().unwrap();
        print!("{}", String::from_utf8_lossy(&output.stdout));
        println!("{:?} {}", output.status.code(), output.stderr.is_empty());
    }
}
