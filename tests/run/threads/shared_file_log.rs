use std::fs;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::thread;

fn main() -> std::io::Result<()> {
    let path = std::env::temp_dir().join(format!("corpus-log-{}", std::process::id()));
    let file = Arc::new(Mutex::new(fs::File::create(&path)?));
    let hs: Vec<_> = (0..4)
        .map(|t| {
            let file = Arc::clone(&file);
            thread::spawn(move || -> std::io::Result<()> {
                for i in 0..10 {
                    writeln!(file.lock().unwrap(), "thread {t} line {i}")?;
                }
                Ok(())
            })
        })
        .collect();
    for h in hs {
        h.join().unwrap()?;
    }
    let text = fs::read_to_string(&path)?;
    let mut lines: Vec<&str> = text.lines().collect();
    println!("{} {}", lines.len(), lines.iter().all(|l| l.starts_with("thread ")));
    for t in 0..4 {
        let mine: Vec<_> = lines.iter().filter(|l| l.starts_with(&format!("thread {t}"))).collect();
        println!("{t} in order: {}", mine.is_sorted());
    }
    lines.sort();
    println!("{}", lines[17]);
    fs::remove_file(path)
}
