//! Counts the words in all text files of a folder, on all cores, with a progress bar on a terminal.
//!
//!     ruchy examples/word_count.rs [FOLDER]
//!
//! One task walks the folder and sends files through a channel; a worker for each core counts into a map of its own; the maps are added up at the
//! end. Another task draws the bar from two counters. It is plain Rust: rustc compiles it too.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const ENDINGS: [&str; 4] = ["txt", "md", "rs", "ruchy"];
const SHOWN: usize = 10;
const BAR: usize = 30;

/// What all tasks see of the progress.
#[derive(Default)]
struct Progress {
    found: AtomicUsize,
    done: AtomicUsize,
    over: AtomicBool,
}

/// What a worker has counted.
#[derive(Default)]
struct Counted {
    files: usize,
    lines: usize,
    words: usize,
    by_word: HashMap<String, usize>,
}

impl Counted {
    fn read(&mut self, path: &Path) -> io::Result<()> {
        let text = fs::read_to_string(path)?;
        for line in text.lines() {
            self.lines += 1;
            for word in line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                self.words += 1;
                *self.by_word.entry(word.to_lowercase()).or_insert(0) += 1;
            }
        }
        self.files += 1;
        Ok(())
    }

    fn add(&mut self, other: Counted) {
        self.files += other.files;
        self.lines += other.lines;
        self.words += other.words;
        for (word, count) in other.by_word {
            *self.by_word.entry(word).or_insert(0) += count;
        }
    }
}

fn is_text(path: &Path) -> bool {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some(ending) => ENDINGS.contains(&ending),
        None => false,
    }
}

fn walk(folder: &Path, files: &Sender<PathBuf>, progress: &Progress) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_string()).unwrap_or_default();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            walk(&path, files, progress)?;
        } else if is_text(&path) {
            progress.found.fetch_add(1, Ordering::Relaxed);
            if files.send(path).is_err() {
                break;
            }
        }
    }
    Ok(())
}

fn work(files: Arc<Mutex<Receiver<PathBuf>>>, progress: Arc<Progress>) -> Counted {
    let mut counted = Counted::default();
    loop {
        let next = files.lock().unwrap().recv();
        let Ok(path) = next else { return counted };
        if let Err(error) = counted.read(&path) {
            eprintln!("{}: {error}", path.display());
        }
        progress.done.fetch_add(1, Ordering::Relaxed);
    }
}

fn draw(progress: &Progress) {
    let (found, done) = (progress.found.load(Ordering::Relaxed), progress.done.load(Ordering::Relaxed));
    let full = done * BAR / found.max(1);
    eprint!("\r[{}{}] {done}/{found} files", "#".repeat(full), " ".repeat(BAR - full));
    let _ = io::stderr().flush();
}

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| ".".to_string()));
    let progress = Arc::new(Progress::default());
    let (sender, receiver) = mpsc::channel();
    let receiver = Arc::new(Mutex::new(receiver));

    let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
    let workers: Vec<_> = (0..cores)
        .map(|_| {
            let (receiver, progress) = (Arc::clone(&receiver), Arc::clone(&progress));
            thread::spawn(move || work(receiver, progress))
        })
        .collect();

    let bar = io::stderr().is_terminal().then(|| {
        let progress = Arc::clone(&progress);
        thread::spawn(move || {
            while !progress.over.load(Ordering::Relaxed) {
                draw(&progress);
                thread::sleep(Duration::from_millis(30));
            }
            draw(&progress);
            eprintln!();
        })
    });

    walk(&folder, &sender, &progress)?;
    drop(sender); // the workers' channel ends when it is empty

    let mut total = Counted::default();
    for worker in workers {
        total.add(worker.join().unwrap());
    }
    progress.over.store(true, Ordering::Relaxed);
    if let Some(bar) = bar {
        bar.join().unwrap();
    }

    println!("{} files, {} lines, {} words, {} different", total.files, total.lines, total.words, total.by_word.len());
    let mut words: Vec<_> = total.by_word.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (word, count) in words.iter().take(SHOWN) {
        println!("{count:>8}  {word}");
    }
    Ok(())
}
