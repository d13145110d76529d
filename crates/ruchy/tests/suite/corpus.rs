//! The programs below `tests/`, found by scanning.
//!
//! A program is a `.rs`, `.ruchy` or `.tsk` file with files of its name beside it that say what is wanted: `.out` standard output, `.exit` the exit
//! status, `.err` lines that standard error has to contain, `.in` standard input. `.rs` and `.ruchy` files without these are modules of others.

use crate::support::{Case, all, cases, differs, ruchy, tests_folder};

fn run(case: &Case, options: &[&str], status: i32) -> Option<String> {
    let path = case.path.display().to_string();
    let mut args = vec!["run"];
    args.extend(options);
    args.push(&path);
    differs(case, &ruchy(&args, &case.input), status)
}

/// Each does what it should.
#[test]
fn run_programs() {
    all("run", &cases(&tests_folder().join("run")), |case| run(case, &[], case.exit.unwrap_or(0)));
}

/// Each is refused with the right message, and nothing of it runs.
#[test]
fn refused_programs() {
    all("errors", &cases(&tests_folder().join("errors")), |case| {
        let path = case.path.display().to_string();
        let checked = differs(case, &ruchy(&["check", &path], ""), 1);
        checked.or_else(|| {
            let ran = ruchy(&["run", &path], "");
            if ran.out.is_empty() { differs(case, &ran, 1) } else { Some(format!("it ran, and printed: {}", ran.out)) }
        })
    });
}

/// Pairs: what may not be shared is refused, what may be runs.
#[test]
fn shared_variables() {
    all("sharing", &cases(&tests_folder().join("sharing")), |case| {
        let refused = case.path.display().to_string().contains(".refused.");
        run(case, &[], case.exit.unwrap_or(i32::from(refused)))
    });
}

/// Each ends with a report instead of hanging.
#[test]
fn deadlocks() {
    all("deadlock", &cases(&tests_folder().join("deadlock")), |case| run(case, &[], case.exit.unwrap_or(102)));
}

/// Seeds of the exploring scheduler that every concurrent program is run with.
const SEEDS: [&str; 3] = ["1", "2", "3"];

/// Words that tell a program with tasks.
const CONCURRENT: [&str; 4] = ["thread", "spawn", "channel", "parallel"];

/// Words that tell a program whose output is the order of one thread, which other interleavings do not have.
const ONE_THREAD: &str = "current_thread\"";

/// The same programs under other interleavings.
#[test]
fn run_programs_explored() {
    let mut programs = cases(&tests_folder().join("run"));
    programs.extend(cases(&tests_folder().join("deadlock")));
    programs.retain(|case| {
        let text = std::fs::read_to_string(&case.path).unwrap_or_default();
        CONCURRENT.iter().any(|word| text.contains(word)) && !text.contains(ONE_THREAD)
    });
    all("explored", &programs, |case| {
        SEEDS.iter().find_map(|seed| {
            let wrong = run(case, &["--seed", seed], case.exit.unwrap_or(0))?;
            Some(format!("under seed {seed}:\n{wrong}"))
        })
    });
}
