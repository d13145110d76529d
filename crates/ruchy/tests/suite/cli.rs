//! What the command line promises: statuses, messages, streams.

use crate::support::{Ran, ruchy, run_in, tests_folder};
use std::path::PathBuf;

fn has(ran: &Ran, status: i32, out: &[&str], err: &[&str]) {
    let shown = format!("status {:?}\n-- out\n{}\n-- err\n{}", ran.status, ran.out, ran.err);
    assert_eq!(ran.status, Some(status), "{shown}");
    out.iter().for_each(|text| assert!(ran.out.contains(text), "standard output lacks `{text}`: {shown}"));
    err.iter().for_each(|text| assert!(ran.err.contains(text), "standard error lacks `{text}`: {shown}"));
    assert!(!ran.err.contains("RUST_BACKTRACE"), "a panic of ours: {shown}");
}

/// A file of the test's own.
fn file(name: &str, text: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn help_and_version() {
    has(&ruchy(&["--help"], ""), 0, &["Usage:", "run FILE", "Exit status"], &[]);
    has(&ruchy(&["--version"], ""), 0, &["ruchy ", env!("CARGO_PKG_VERSION")], &[]);
    for command in ["run", "check", "test", "repl", "disasm"] {
        has(&ruchy(&[command, "--help"], ""), 0, &["Usage: ruchy"], &[]);
    }
}

#[test]
fn misuse_is_told() {
    has(&ruchy(&["run"], ""), 2, &[], &["which program?", "ruchy run --help"]);
    has(&ruchy(&["run", "--workers", "many", "x"], ""), 2, &[], &["--workers", "many"]);
    has(&ruchy(&["test", "--wrong"], ""), 2, &[], &["--wrong"]);
}

#[test]
fn code_from_the_command_line_a_file_and_standard_input() {
    has(&ruchy(&["-e", "println(6 * 7)"], ""), 0, &["42\n"], &[]);
    has(&ruchy(&["-"], "println(\"piped\")"), 0, &["piped\n"], &[]);
    let path = file("hello.rs", "fn main() { println!(\"hello\"); }");
    has(&ruchy(&[&path], ""), 0, &["hello\n"], &[]);
    has(&ruchy(&["run", &path], ""), 0, &["hello\n"], &[]);
}

#[test]
fn arguments_reach_the_program() {
    let path = file("args.rs", "fn main() { let args: Vec<String> = std::env::args().skip(1).collect(); println!(\"{args:?}\"); }");
    has(&ruchy(&["run", &path, "a", "--seed", "-x"], ""), 0, &[r#"["a", "--seed", "-x"]"#], &[]);
    has(&ruchy(&["run", &path, "--", "a", "--"], ""), 0, &[r#"["a", "--"]"#], &[]);
    has(&ruchy(&[&path, "--", "a"], ""), 0, &[r#"["--", "a"]"#], &[]);
}

#[test]
fn arguments_become_a_struct() {
    let program = "use clap::Parser;\n/// Greets\n#[derive(Parser, Debug)]\n#[command(version = \"1.5\")]\nstruct Args { name: String, #[arg(short, long, default_value_t = 1)] count: u8 }\n\
        fn main() { println!(\"{:?}\", Args::parse()); }";
    let path = file("greet.rs", program);
    has(&ruchy(&["run", &path, "--", "Ada", "-c", "3"], ""), 0, &[r#"Args { name: "Ada", count: 3 }"#], &[]);
    has(&ruchy(&[&path, "Ada"], ""), 0, &["count: 1"], &[]);
    has(&ruchy(&[&path, "--help"], ""), 0, &["Greets\n\nUsage: greet [OPTIONS] <NAME>"], &[]);
    has(&ruchy(&[&path, "--version"], ""), 0, &["greet 1.5\n"], &[]);
    has(&ruchy(&[&path], ""), 2, &[], &["required arguments were not provided:\n  <NAME>"]);
    has(&ruchy(&[&path, "Ada", "-c", "x"], ""), 2, &[], &["error: invalid value 'x' for '--count <COUNT>': invalid digit found in string"]);
}

#[test]
fn statuses() {
    has(&ruchy(&["-e", "let x: i32 = \"text\""], ""), 1, &[], &["mismatched types"]);
    let err = file("err.rs", "fn main() -> Result<(), String> { Err(\"no luck\".to_string()) }");
    has(&ruchy(&[&err], ""), 1, &[], &["Error: \"no luck\""]);
    let panic = file("panic.rs", "fn main() { println!(\"before\"); let v = vec![1]; let i = v.len(); println!(\"{}\", v[i]); }");
    has(&ruchy(&[&panic], ""), 101, &["before\n"], &["thread 'main' panicked at", "panic.rs:1:", "index out of bounds"]);
    let exit = file("exit.rs", "fn main() { print!(\"unfinished line\"); std::process::exit(7); }");
    has(&ruchy(&[&exit], ""), 7, &["unfinished line"], &[]);
    let lock = file(
        "lock.rs",
        "use std::sync::Mutex; fn main() { let m = Mutex::new(1); let _a = m.lock().unwrap(); let _b = m.lock().unwrap(); }",
    );
    has(&ruchy(&[&lock], ""), 102, &[], &["deadlock", "'main'", "lock.rs:1:"]);
}

#[test]
fn a_panic_that_nobody_joined_is_told() {
    let text = "fn main() { let t = std::thread::spawn(|| panic!(\"unheard\")); while !t.is_finished() { std::thread::yield_now(); } println!(\"end\"); }";
    has(&ruchy(&[&file("unheard.rs", text)], ""), 0, &["end"], &["unheard"]);
}

#[test]
fn bad_input_is_told() {
    has(&ruchy(&["run", "nowhere.rs"], ""), 1, &[], &["there is no file `nowhere.rs`"]);
    let folder = env!("CARGO_TARGET_TMPDIR");
    has(&ruchy(&["run", folder], ""), 1, &[], &["is a folder"]);
    has(&ruchy(&["run", &file("bytes.rs", [b'f', b'n', 0xff, 0xfe])], ""), 1, &[], &["not UTF-8"]);
    for (name, text) in [("empty.rs", ""), ("empty.ruchy", ""), ("comment.ruchy", "// nothing yet"), ("library.rs", "fn helper() {}")] {
        has(&ruchy(&["run", &file(name, text)], ""), 1, &[], &["nothing to run", "`main`"]);
    }
}

#[test]
fn brackets_without_end() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
        let deep = format!("fn main() {{ let x = {}1{}; }}", open.repeat(10_000), close.repeat(10_000));
        has(&ruchy(&[&file(&format!("deep{}.rs", open.as_bytes()[0]), deep)], ""), 1, &[], &["nests too deeply"]);
        let open = format!("fn main() {{ let x = {}", open.repeat(10_000));
        let ran = ruchy(&[&file(&format!("open{}.rs", open.len()), open)], "");
        assert_eq!(ran.status, Some(1), "{}", ran.err);
    }
}

#[test]
fn recursion_without_end() {
    let text = "fn down(n: u64) -> u64 { down(n + 1) + 1 }\nfn main() { println!(\"{}\", down(0)); }";
    has(&ruchy(&[&file("recursion.rs", text)], ""), 101, &[], &["stack overflow", "down"]);
}

#[test]
fn more_memory_than_there_is() {
    let text = "fn main() { let v: Vec<u64> = Vec::with_capacity(usize::MAX / 2); println!(\"{}\", v.len()); }";
    has(&ruchy(&[&file("capacity.rs", text)], ""), 101, &[], &["capacity overflow"]);
}

#[test]
fn colours_are_for_terminals() {
    let ran = ruchy(&["check", &file("colour.rs", "fn main() { nothing }")], "");
    has(&ran, 1, &[], &["nothing"]);
    assert!(!ran.err.contains('\x1b'), "{}", ran.err);
}

#[test]
fn check_reads_many_files() {
    let (good, bad) = (file("good.rs", "fn main() {}"), file("bad.rs", "fn main() { let x: u8 = \"\"; }"));
    has(&ruchy(&["check", &good], ""), 0, &[], &[]);
    has(&ruchy(&["check", &good, &bad, "nowhere.rs"], ""), 1, &[], &["bad.rs:1:", "there is no file", "2 files refused"]);
}

#[test]
fn modules_are_found_beside_their_parent() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("modules");
    std::fs::create_dir_all(folder.join("outer")).unwrap();
    std::fs::write(folder.join("main.rs"), "mod outer;\nfn main() { println!(\"{}\", outer::inner::answer()); }").unwrap();
    std::fs::write(folder.join("outer.rs"), "pub mod inner;").unwrap();
    std::fs::write(folder.join("outer/inner.rs"), "pub fn answer() -> i32 { 42 }").unwrap();
    has(&run_in(&folder, &["main.rs"], ""), 0, &["42\n"], &[]);
}

const TESTS: &str = "
fn add(a: i32, b: i32) -> i32 { a + b }
#[test]
fn adds() { println!(\"not shown\"); assert_eq!(add(1, 2), 3); }
#[test]
fn adds_wrongly() { println!(\"shown\"); assert_eq!(add(1, 2), 4); }
#[test]
#[should_panic(expected = \"by zero\")]
fn divides() { let zero = add(0, 0); println!(\"{}\", 1 / zero); }
#[test] #[ignore]
fn slow() {}
";

#[test]
fn test_runs_tests() {
    let path = file("tests.rs", TESTS);
    let ran = ruchy(&["test", &path], "");
    let lines = [
        "test adds ... ok",
        "test adds_wrongly ... FAILED",
        "test divides ... ok",
        "test slow ... ignored",
        "shown",
        "2 passed; 1 failed; 1 ignored",
    ];
    has(&ran, 1, &lines, &[]);
    assert!(!ran.out.contains("not shown"), "{}", ran.out);
    has(&ruchy(&["test", &path, "--filter", "divides"], ""), 0, &["1 passed; 0 failed", "3 filtered out"], &[]);
    has(&ruchy(&["test", &path, "--list"], ""), 0, &["adds_wrongly: test", "4 tests"], &[]);
    has(&ruchy(&["test", &path, "--include-ignored", "--filter", "slow"], ""), 0, &["test slow ... ok"], &[]);
}

const RACE: &str = "
use std::sync::{Arc, atomic::{AtomicU32, Ordering}};
use std::thread;
#[test]
fn both_count() {
    let n = Arc::new(AtomicU32::new(0));
    let tasks: Vec<_> = (0..2).map(|_| {
        let n = n.clone();
        thread::spawn(move || {
            let seen = n.load(Ordering::SeqCst);
            thread::yield_now();
            n.store(seen + 1, Ordering::SeqCst);
        })
    }).collect();
    for t in tasks { t.join().unwrap(); }
    assert_eq!(n.load(Ordering::SeqCst), 2);
}
";

#[test]
fn test_explores_interleavings() {
    let path = file("race.rs", RACE);
    let ran = ruchy(&["test", &path, "--explore", "200"], "");
    has(&ran, 1, &["seed ", "to repeat it: ruchy test", "0 passed; 1 failed"], &[]);
    let seed = ran.out.split("--seed ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap().to_owned();
    has(&ruchy(&["test", &path, "--seed", &seed], ""), 1, &["0 passed; 1 failed"], &[]);
}

#[test]
fn the_prompt_reads_a_pipe() {
    let input = "let x = 40\nx + 2\nfun double(n) {\n    n * 2\n}\ndouble(x)\nlet y: i32 = \"\"\nx\n:quit\n1000\n";
    let ran = ruchy(&["repl"], input);
    has(&ran, 0, &[], &["mismatched types"]);
    assert_eq!(ran.out.lines().collect::<Vec<_>>(), ["42", "80", "40"], "{}", ran.err);
}

#[test]
fn the_prompt_survives_a_panic() {
    let ran = ruchy(&["repl"], "let v = vec![1]\nv[7]\nv[0]\n");
    has(&ran, 0, &["1\n"], &["index out of bounds"]);
}

#[test]
fn disasm_prints_functions() {
    let path = file("disasm.rs", "fn twice(n: i64) -> i64 { n * 2 }\nfn main() { println!(\"{}\", twice(21)); }");
    has(&ruchy(&["disasm", &path], ""), 0, &["twice", "main"], &[]);
}

#[test]
fn a_seed_decides_the_run() {
    let text = "use std::thread; fn main() { let t: Vec<_> = (0..4).map(|i| thread::spawn(move || println!(\"{i}\"))).collect(); for t in t { t.join().unwrap(); } }";
    let path = file("seed.rs", text);
    for seed in ["1", "2", "3"] {
        let (first, second) = (ruchy(&["run", "--seed", seed, &path], ""), ruchy(&["run", "--seed", seed, &path], ""));
        assert_eq!(first.status, Some(0), "{}", first.err);
        assert_eq!(first.out, second.out);
    }
}

/// Each whole program of `examples/` runs; arguments keep the larger ones short.
#[test]
fn examples_run() {
    let root = tests_folder().join("..");
    let mut count = 0;
    for entry in std::fs::read_dir(root.join("examples")).unwrap().flatten() {
        let path = entry.path().display().to_string();
        let args: &[&str] = match entry.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or("") {
            "word_count" => &["crates/std/ruchy"],
            "mandelbrot" => &["24"],
            "primes" => &["5000"],
            _ => &[],
        };
        let ran = run_in(&root, &[&["run", path.as_str()], args].concat(), "");
        assert_eq!(ran.status, Some(0), "{path}\n{}", ran.err);
        assert!(!ran.out.is_empty(), "{path} printed nothing");
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn tests_that_leave_tasks_waiting_are_told() {
    let path = file(
        "leaves.rs",
        "use std::sync::mpsc;\n#[test]\nfn leaves() {\n    let (tx, rx) = mpsc::channel::<i32>();\n    \
         std::thread::spawn(move || { let _keep = tx; for v in rx { println!(\"{v}\"); } });\n}\n",
    );
    has(&ruchy(&["test", &path], ""), 0, &["test leaves ... ok", "a task never ended", "message on channel at", "leaves.rs:5:"], &[]);
    has(&ruchy(&["test", &path, "--explore", "3"], ""), 0, &["a task never ended", "--filter leaves --seed 0"], &[]);
}
