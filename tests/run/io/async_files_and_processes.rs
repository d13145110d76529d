use std::process::Stdio;
use std::time::Duration;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{self, AsyncBufReadExt, AsyncReadExt, AsyncSeekExt, AsyncWriteExt, BufReader, SeekFrom};
use tokio::process::Command;

#[tokio::main]
async fn main() -> io::Result<()> {
    let folder = std::env::temp_dir().join(format!("ruchy-async-{}", std::process::id()));
    fs::create_dir_all(&folder).await?;
    let path = folder.join("lines");
    let mut file = File::create(&path).await?;
    file.write_all(b"one\ntwo\nthree").await?;
    file.flush().await?;
    let mut lines = BufReader::new(File::open(&path).await?).lines();
    while let Some(line) = lines.next_line().await? {
        print!("{line} ");
    }
    println!();
    let mut file = OpenOptions::new().read(true).append(true).open(&path).await?;
    file.write_all(b"!").await?;
    file.seek(SeekFrom::Start(4)).await?;
    let mut text = String::new();
    file.read_to_string(&mut text).await?;
    println!("{text:?} {}", file.metadata().await?.len());
    println!("{:?}", File::open(folder.join("none")).await.unwrap_err().kind());
    let copied = io::copy(&mut File::open(&path).await?, &mut File::create(folder.join("copy")).await?).await?;
    println!("{copied} {}", fs::try_exists(folder.join("copy")).await?);
    let mut entries = fs::read_dir(&folder).await?;
    let mut names = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        names.push(entry.file_name());
    }
    names.sort();
    println!("{names:?}");
    fs::remove_dir_all(&folder).await?;

    let output = Command::new("sh").arg("-c").arg("echo out; echo err >&2; exit 2").output().await?;
    println!("{:?} {:?} {:?}", output.status.code(), String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let mut child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let writer = tokio::spawn(async move {
        for n in 0..1000 {
            input.write_all(format!("line {n}\n").as_bytes()).await.unwrap();
        }
    });
    let mut count = 0;
    while lines.next_line().await?.is_some() {
        count += 1;
    }
    writer.await.unwrap();
    println!("{count} {}", child.wait().await?);
    println!("{:?} {:?}", child.id(), Command::new("/no/such/program").spawn().unwrap_err().kind());

    // A child that takes too long; one that ends with its handle.
    let mut slow = Command::new("sleep").arg("100").spawn()?;
    println!("{}", tokio::time::timeout(Duration::from_millis(5), slow.wait()).await.is_err());
    slow.kill().await?;
    println!("{:?}", slow.wait().await?.code());
    let mut script = Command::new("sh").arg("-c").arg("sleep 100; echo never").stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
    drop(script.stdout.take());
    drop(script);
    println!("dropped");
    let first = Command::new("printf").arg("b\\na\\n").stdout(Stdio::piped()).spawn()?.stdout.take().unwrap();
    let stdin: Stdio = first.try_into()?;
    let sorted = Command::new("sort").stdin(stdin).output().await?;
    println!("{:?}", String::from_utf8_lossy(&sorted.stdout));
    Ok(())
}
