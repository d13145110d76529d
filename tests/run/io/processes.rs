use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Command, ExitStatus, Stdio};

fn main() -> io::Result<()> {
    let output = Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"]).output()?;
    println!("{:?} {:?} {}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr), output.status);
    println!("{:?} {}", output.status.code(), output.status.success());
    println!("{:?}", output);
    println!("{:?}", Command::new("/no/such/program").spawn().unwrap_err().kind());
    println!("{:?}", Command::new("true").current_dir("/no/such/folder").status().unwrap_err().kind());
    println!("{}", Command::new("true").status()?);

    // Through pipes, both ways at once.
    let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        for n in 0..2000 {
            writeln!(input, "line {n} of many that are longer than a pipe holds").unwrap();
        }
    });
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(|line| line.unwrap().len()).sum::<usize>();
    writer.join().unwrap();
    println!("{} {}", lines, child.wait()?);
    println!("{:?} {}", child.try_wait()?, child.kill().is_ok());

    // Variables, folder, one process into another.
    let output = Command::new("sh").arg("-c").arg("echo $ONE-$TWO-$PWD").env("ONE", "1").envs([("TWO", "2")]).current_dir("/").output()?;
    print!("{}", String::from_utf8_lossy(&output.stdout));
    let output = Command::new("/bin/sh").arg("-c").arg("echo \"[$ONE]\"").env_clear().env_remove("ONE").output()?;
    print!("{}", String::from_utf8_lossy(&output.stdout));
    let mut first = Command::new("printf").arg("b\\na\\nc\\n").stdout(Stdio::piped()).spawn()?;
    let sorted = Command::new("sort").stdin(first.stdout.take().unwrap()).output()?;
    println!("{:?} {}", String::from_utf8_lossy(&sorted.stdout), first.wait()?);
    let file = std::env::temp_dir().join(format!("ruchy-process-{}", std::process::id()));
    Command::new("echo").arg("into a file").stdout(std::fs::File::create(&file)?).status()?;
    print!("{}", std::fs::read_to_string(&file)?);
    let copy = Command::new("cat").stdin(std::fs::File::open(&file)?).output()?;
    print!("{}", String::from_utf8_lossy(&copy.stdout));
    std::fs::remove_file(&file)?;

    // Ended by force.
    let mut child = Command::new("sleep").arg("100").spawn()?;
    println!("{:?} {}", child.try_wait()?, child.id() > 0);
    child.kill()?;
    let status: ExitStatus = child.wait()?;
    println!("{} {:?} {}", status, status.code(), status.success());

    // The child does not read: a broken pipe.
    let mut child = Command::new("true").stdin(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().unwrap();
    child.wait()?;
    println!("{:?}", input.write_all(b"nobody reads").unwrap_err().kind());
    let mut child = Command::new("sh").args(["-c", "echo to nowhere"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors)?;
    println!("{:?} {}", errors, child.wait()?);
    let command = Command::new("ls");
    println!("{:?} {:?}", command, command.get_program());
    Ok(())
}
