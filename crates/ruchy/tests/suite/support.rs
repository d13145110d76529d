//! Running the built `ruchy` on many programs at once, and saying what differs from what is wanted.

use std::io::{Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A program that takes longer hangs. Generous: the machine may be doing other things.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Failures shown in full; of the others the name is enough.
const SHOWN: usize = 25;

/// The repository's folder of test programs.
pub fn tests_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests").canonicalize().expect("the folder of tests")
}

/// What a program did.
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
    pub timed_out: bool,
}

/// Runs `ruchy` with these arguments and this input.
pub fn ruchy(args: &[&str], input: &str) -> Ran {
    run_in(Path::new(env!("CARGO_TARGET_TMPDIR")), args, input)
}

/// The same in a folder.
pub fn run_in(folder: &Path, args: &[&str], input: &str) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ruchy"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("ruchy starts");
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_owned();
        // A program that does not read its input closes the pipe.
        std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    }
    let reader = |stream: Option<Box<dyn Read + Send>>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut stream) = stream {
                let _ = stream.read_to_end(&mut bytes);
            }
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let out = reader(child.stdout.take().map(|stream| Box::new(stream) as _));
    let err = reader(child.stderr.take().map(|stream| Box::new(stream) as _));
    let started = Instant::now();
    let mut pause = Duration::from_millis(1);
    let (status, timed_out) = loop {
        match child.try_wait().expect("its own child") {
            Some(status) => break (status.code(), false),
            None if started.elapsed() > TIMEOUT => {
                let _ = child.kill();
                let _ = child.wait();
                break (None, true);
            }
            None => std::thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    Ran { status, out: out.join().unwrap_or_default(), err: err.join().unwrap_or_default(), timed_out }
}

/// A program with what is wanted of it; each from the file beside it with that ending.
pub struct Case {
    pub path: PathBuf,
    pub out: Option<String>,
    pub exit: Option<i32>,
    /// Each line of it has to be found on standard error.
    pub err: Vec<String>,
    pub input: String,
}

/// All programs below a folder that have a file beside them that says what is wanted.
pub fn cases(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of programs").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "ruchy" || ending == "tsk") {
                cases.extend(case(path));
            }
        }
    }
    cases.sort_by(|a, b| a.path.cmp(&b.path));
    // A folder that moved would otherwise pass all its tests.
    assert!(!cases.is_empty(), "there is no program in {}", folder.display());
    cases
}

fn case(path: PathBuf) -> Option<Case> {
    let beside = |ending: &str| std::fs::read_to_string(path.with_extension(ending)).ok();
    let (out, exit, err) = (beside("out"), beside("exit"), beside("err"));
    if out.is_none() && exit.is_none() && err.is_none() {
        return None;
    }
    let exit = exit.map(|text| text.trim().parse().expect("a number in the .exit file"));
    let err = err.unwrap_or_default().lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    Some(Case { out, exit, err, input: beside("in").unwrap_or_default(), path })
}

/// What is wrong with how a program went, if anything.
pub fn differs(case: &Case, ran: &Ran, status_wanted: i32) -> Option<String> {
    let mut wrong = String::new();
    if ran.timed_out {
        wrong += &format!("no end in {} s\n", TIMEOUT.as_secs());
    } else if ran.status != Some(status_wanted) {
        let status = ran.status.map_or("none (killed by a signal)".into(), |status| status.to_string());
        wrong += &format!("exit status {status}, wanted {status_wanted}\n");
    }
    if let Some(wanted) = &case.out
        && wanted != &ran.out
    {
        wrong += &difference(wanted, &ran.out);
    }
    for line in case.err.iter().filter(|line| !ran.err.contains(line.as_str())) {
        wrong += &format!("standard error lacks: {line}\n");
    }
    if wrong.is_empty() {
        return None;
    }
    if !ran.err.is_empty() {
        wrong += &format!("standard error was:\n{}", indented(&ran.err, 12));
    }
    Some(wrong)
}

/// The first lines that differ.
fn difference(wanted: &str, found: &str) -> String {
    let (wanted, found): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), found.lines().collect());
    let at = (0..wanted.len().max(found.len())).find(|&i| wanted.get(i) != found.get(i));
    let Some(at) = at else { return "standard output differs in its last line's end\n".into() };
    let mut text = format!("standard output differs from line {} on ({} lines wanted, {} found):\n", at + 1, wanted.len(), found.len());
    let few = |lines: &[&str], sign: &str| -> String { lines.iter().skip(at).take(3).map(|line| format!("    {sign} {line}\n")).collect() };
    text += &few(&wanted, "-");
    text += &few(&found, "+");
    text
}

fn indented(text: &str, most: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut shown: String = lines.iter().take(most).map(|line| format!("    {line}\n")).collect();
    if lines.len() > most {
        shown += &format!("    … {} more lines\n", lines.len() - most);
    }
    shown
}

/// Runs `judge` on all cases, as many at once as there are cores, and fails with all that is wrong. `title` is for the progress lines.
pub fn all(title: &str, cases: &[Case], judge: impl Fn(&Case) -> Option<String> + Sync) {
    let started = Instant::now();
    let jobs = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(wrong) = judge(case) {
                        failures.lock().unwrap().push((case.path.clone(), wrong));
                    }
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if done % 100 == 0 || done == cases.len() {
                        eprintln!("{title}: {done} of {} programs, {:.1} s", cases.len(), started.elapsed().as_secs_f64());
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    if failures.is_empty() {
        return;
    }
    let folder = tests_folder();
    let short = |path: &Path| path.strip_prefix(&folder).unwrap_or(path).display().to_string();
    let mut report = String::new();
    for (path, wrong) in failures.iter().take(SHOWN) {
        report += &format!("\n== tests/{}\n{wrong}", short(path));
    }
    if failures.len() > SHOWN {
        report += "\nand\n";
        failures[SHOWN..].iter().for_each(|(path, _)| report += &format!("   tests/{}\n", short(path)));
    }
    panic!("{title}: {} of {} programs failed\n{report}", failures.len(), cases.len());
}
