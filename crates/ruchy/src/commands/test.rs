//! `ruchy test`: `#[test]` functions, in parallel, each on a machine and a runtime of its own.

use super::{Done, compile, counted, number};
use crate::input::{self, Source};
use crate::terminal;
use lexopt::prelude::*;
use parking_lot::Mutex;
use ruchy::run::End;
use ruchy::session::{Test, Wanted};
use ruchy::{CompiledProgram, Engine, Output, Scheduler};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub const USAGE: &str = "\
Runs `#[test]` functions in parallel. What they print is shown where they fail.

Usage: ruchy test [OPTIONS] FILE|FOLDER...

Options:
  -f, --filter TEXT        only tests whose name contains TEXT; may be given several times
      --exact              only tests whose name is TEXT
      --list               name the tests, run none
      --ignored            only tests that are marked `#[ignore]`
      --include-ignored    those too
      --nocapture          show what tests print as they print it
      --jobs N             so many tests at once instead of one for each core
      --workers N          so many worker threads for each test
      --explore N          each test N times, each time with another interleaving of its tasks;
                           a failure prints the seed that repeats it
      --seed S             under the interleaving that S decides; with --explore the first of them
  -h, --help               this text

Exit status: 0 if all tests passed, else 1.";

/// More workers than this for one test help no test, and tests run beside each other.
const MOST_WORKERS: usize = 4;

#[derive(Default)]
struct Request {
    paths: Vec<PathBuf>,
    filters: Vec<String>,
    exact: bool,
    list: bool,
    only_ignored: bool,
    include_ignored: bool,
    no_capture: bool,
    jobs: Option<usize>,
    workers: Option<usize>,
    explore: Option<u64>,
    seed: Option<u64>,
}

#[derive(Default)]
struct Counts {
    passed: usize,
    failed: usize,
    ignored: usize,
    filtered: usize,
    refused: usize,
}

/// A test that failed: where, why, and what it printed.
struct Failed {
    name: String,
    why: String,
    printed: Vec<u8>,
}

enum Verdict {
    /// With what is said of tasks that it left waiting for ever.
    Passed {
        left: Option<String>,
    },
    Ignored,
    Failed {
        why: String,
        printed: Vec<u8>,
    },
}

pub fn start(parser: lexopt::Parser) -> Done {
    let request = read(parser)?;
    let started = Instant::now();
    let (files, messages) = programs(&request.paths);
    let several = files.len() > 1;
    let mut counts = Counts { refused: messages.len(), ..Counts::default() };
    for message in messages {
        terminal::error(&message);
    }
    let (mut failures, mut warnings) = (Vec::new(), Vec::new());
    for source in &files {
        let engine = Engine::new();
        let Some(program) = compile(&engine, source, Wanted { tests: true, check_only: false }) else {
            counts.refused += 1;
            continue;
        };
        let all = program.tests.len();
        let tests: Vec<&Test> = program.tests.iter().filter(|test| request.wants(test)).collect();
        counts.filtered += all - tests.len();
        if several && !tests.is_empty() {
            println!("\n{}", source.name);
        }
        if request.list {
            tests.iter().for_each(|test| println!("{}: test", test.name));
            counts.passed += tests.len();
            continue;
        }
        println!("running {}", counted(tests.len(), "test"));
        run_all(&request, &program, source, &tests, &mut counts, &mut failures, &mut warnings);
    }
    if request.list {
        println!("\n{}", counted(counts.passed, "test"));
        return Ok(i32::from(counts.refused > 0));
    }
    for (name, left) in &warnings {
        println!("\n---- {name} ----\n{}", left.trim_end());
    }
    show_failures(&failures);
    let bad = counts.failed + counts.refused > 0;
    let refused = if counts.refused > 0 { format!(" {} refused;", counted(counts.refused, "file")) } else { String::new() };
    println!(
        "\ntest result: {}. {} passed; {} failed; {} ignored;{refused} {} filtered out; finished in {:.2}s",
        if bad { "FAILED" } else { "ok" },
        counts.passed,
        counts.failed,
        counts.ignored,
        counts.filtered,
        started.elapsed().as_secs_f64()
    );
    Ok(i32::from(bad))
}

fn read(mut parser: lexopt::Parser) -> Result<Request, lexopt::Error> {
    let mut request = Request::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Short('f') | Long("filter") => request.filters.push(parser.value()?.string()?),
            Long("exact") => request.exact = true,
            Long("list") => request.list = true,
            Long("ignored") => request.only_ignored = true,
            Long("include-ignored") => request.include_ignored = true,
            Long("nocapture" | "no-capture") => request.no_capture = true,
            Long("jobs") => request.jobs = Some(number(&mut parser, "--jobs")?),
            Long("workers") => request.workers = Some(number(&mut parser, "--workers")?),
            Long("explore") => request.explore = Some(number(&mut parser, "--explore")?),
            Long("seed") => request.seed = Some(number(&mut parser, "--seed")?),
            Value(path) => request.paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    if request.paths.is_empty() {
        return Err("which tests? Give a FILE or FOLDER".into());
    }
    Ok(request)
}

impl Request {
    fn wants(&self, test: &Test) -> bool {
        let named = |filter: &String| if self.exact { test.name == *filter } else { test.name.contains(filter.as_str()) };
        (self.filters.is_empty() || self.filters.iter().any(named)) && (!self.only_ignored || test.ignored)
    }

    /// The schedulers that a test is to run under, one after the other.
    fn schedulers(&self, beside: usize) -> Vec<Scheduler> {
        if self.explore.is_some() || self.seed.is_some() {
            let first = self.seed.unwrap_or(0);
            let count = self.explore.unwrap_or(1);
            return (0..count).map(|more| Scheduler::Exploring { seed: first.wrapping_add(more) }).collect();
        }
        let workers = self.workers.unwrap_or_else(|| beside.min(MOST_WORKERS));
        vec![Scheduler::Production { workers: Some(workers) }]
    }
}

/// The programs of the paths, and messages about those that cannot be read. In folders only files with tests count.
fn programs(paths: &[PathBuf]) -> (Vec<Source>, Vec<String>) {
    let (mut files, mut messages) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.is_dir() {
            match input::read(path) {
                Ok(source) => files.push(source),
                Err(message) => messages.push(message),
            }
            continue;
        }
        let below = input::programs_below(path).unwrap_or_else(|message| {
            messages.push(message);
            Vec::new()
        });
        files.extend(below.iter().filter_map(|file| input::read(file).ok()).filter(|source| source.text.contains("test]")));
    }
    (files, messages)
}

/// Runs the tests of a file, several at once, and prints their lines in the order of their declaration.
fn run_all(
    request: &Request,
    program: &CompiledProgram,
    source: &Source,
    tests: &[&Test],
    counts: &mut Counts,
    failures: &mut Vec<Failed>,
    warnings: &mut Vec<(String, String)>,
) {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let jobs = request.jobs.unwrap_or(cores).clamp(1, tests.len().max(1));
    let schedulers = request.schedulers(cores);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let (sender, next, schedulers) = (sender.clone(), &next, &schedulers);
            scope.spawn(move || {
                while let Some(test) = tests.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let index = tests.iter().position(|other| std::ptr::eq(*other, *test)).unwrap_or(0);
                    let verdict = if test.ignored && !request.only_ignored && !request.include_ignored {
                        Verdict::Ignored
                    } else {
                        judge(request, program, source, test, schedulers)
                    };
                    let _ = sender.send((index, verdict));
                }
            });
        }
        drop(sender);
        let mut verdicts: Vec<Option<Verdict>> = tests.iter().map(|_| None).collect();
        let mut shown = 0;
        for (index, verdict) in receiver {
            verdicts[index] = Some(verdict);
            while let Some(verdict) = verdicts.get_mut(shown).and_then(Option::take) {
                let name = &tests[shown].name;
                shown += 1;
                let word = match verdict {
                    Verdict::Passed { left } => {
                        counts.passed += 1;
                        warnings.extend(left.map(|left| (name.clone(), left)));
                        "ok"
                    }
                    Verdict::Ignored => {
                        counts.ignored += 1;
                        "ignored"
                    }
                    Verdict::Failed { why, printed } => {
                        counts.failed += 1;
                        failures.push(Failed { name: name.clone(), why, printed });
                        "FAILED"
                    }
                };
                println!("test {name} ... {word}");
            }
        }
    });
}

/// How long the tasks that a test leaves behind are run, to see whether they come to their end.
const PATIENCE_AFTER: Duration = Duration::from_millis(250);
/// The same under the exploring scheduler.
const TURNS_AFTER: usize = 10_000;

fn judge(request: &Request, program: &CompiledProgram, source: &Source, test: &Test, schedulers: &[Scheduler]) -> Verdict {
    let mut left = None;
    for &scheduler in schedulers {
        let printed = Arc::new(Printed::default());
        let scheduler = match scheduler {
            Scheduler::Production { .. } if request.workers.is_none() && test.workers.is_some() => {
                Scheduler::Production { workers: test.workers }
            }
            scheduler => scheduler,
        };
        let mut builder = Engine::builder().scheduler(scheduler).args([source.name.clone()]);
        if !request.no_capture {
            builder = builder.output(printed.clone());
        }
        let process = builder.build().process(program);
        let end = process.call(test.function);
        let waiting = if matches!(end, End::Finished) { process.left_waiting(PATIENCE_AFTER, TURNS_AFTER) } else { Vec::new() };
        process.shut_down();
        let repeat = match scheduler {
            Scheduler::Exploring { seed } => {
                format!("\nseed {seed}; to repeat it: ruchy test {} --exact --filter {} --seed {seed}", source.name, test.name)
            }
            Scheduler::Production { .. } => String::new(),
        };
        if !waiting.is_empty() && left.is_none() {
            left = Some(ruchy::report::left_waiting(&waiting) + repeat.trim_start());
        }
        if let Err(mut why) = passed(test, &end) {
            why.push_str(&repeat);
            let printed = std::mem::take(&mut *printed.bytes.lock());
            return Verdict::Failed { why, printed };
        }
    }
    Verdict::Passed { left }
}

/// Whether a test ended as it should; `Err` says why not.
fn passed(test: &Test, end: &End) -> Result<(), String> {
    match (end, &test.should_panic) {
        (End::Finished, None) => Ok(()),
        (End::Finished, Some(_)) => Err("it should have panicked and did not".into()),
        (End::Panicked(_), None) => Err("it panicked".into()),
        (End::Panicked(_), Some(None)) => Ok(()),
        (End::Panicked(message), Some(Some(wanted))) => {
            let message = message.as_deref().unwrap_or("");
            if message.contains(wanted.as_str()) {
                return Ok(());
            }
            Err(format!("its panic should have said {wanted:?}, but said {message:?}"))
        }
        (End::Exited(status), _) => Err(format!("it ended the process with status {status}")),
        (End::Cancelled, _) => Err("it was cancelled".into()),
        (End::Deadlock(tasks), _) => Err(ruchy::report::deadlock(tasks)),
    }
}

fn show_failures(failures: &[Failed]) {
    if failures.is_empty() {
        return;
    }
    println!("\nfailures:");
    for failed in failures {
        println!("\n---- {} ----", failed.name);
        let printed = String::from_utf8_lossy(&failed.printed);
        if !printed.is_empty() {
            println!("{}", printed.trim_end());
        }
        println!("{}", failed.why.trim_end());
    }
    println!("\nfailures:");
    failures.iter().for_each(|failed| println!("    {}", failed.name));
}

/// What a test prints, both streams as they come.
#[derive(Default)]
struct Printed {
    bytes: Mutex<Vec<u8>>,
}

impl Output for Printed {
    fn write(&self, bytes: &[u8]) {
        self.bytes.lock().extend_from_slice(bytes);
    }
    fn write_error(&self, bytes: &[u8]) {
        self.bytes.lock().extend_from_slice(bytes);
    }
}
