//! Depth: whatever nests too deeply is one clear message, on a small stack, and its tree can be dropped.

use ruchy_syntax::{Diagnostic, Dialect, MacroTable, SourceMap, parse};

/// Reads and drops on a thread with the stack that a test's or a task's thread has.
fn read(text: String) -> Vec<Diagnostic> {
    let work = move || {
        let mut map = SourceMap::new();
        let file = map.add("test.rs", text, Dialect::Rust);
        let (tree, diagnostics) = parse(&map, file, &mut MacroTable::new());
        drop(tree);
        diagnostics
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work).expect("a thread");
    thread.join().expect("no overflow and no panic")
}

const DEPTH: usize = 10_000;

#[test]
fn nesting_is_one_clear_message() {
    let inside = |open: &str, close: &str| format!("fn main() {{ {}1{}; }}", open.repeat(DEPTH), close.repeat(DEPTH));
    let texts = [
        inside("(", ")"),
        inside("(", ""),
        inside("[", "]"),
        inside("{", "}"),
        inside("if a { ", "}"),
        inside("if a {} else ", ""),
        inside("match a { _ => ", "}"),
        inside("|| ", ""),
        inside("f(", ")"),
        inside("println!(\"{}\", ", ")"),
        inside("vec![", "]"),
        inside("S { a: ", "}"),
        inside("-", ""),
        inside("&", ""),
        inside("return ", ""),
        inside("x = ", ""),
        inside("async { ", "}"),
        inside("a.f(", ")"),
        inside("x[", "]"),
        inside("fn f() { ", "}"),
        format!("fn main() {{ let {}x{} = 1; }}", "(".repeat(DEPTH), ")".repeat(DEPTH)),
        format!("fn main() {{ let {}x = 1; }}", "&".repeat(DEPTH)),
        format!("fn main() {{ let x: {}i32{} = 1; }}", "Vec<".repeat(DEPTH), ">".repeat(DEPTH)),
        format!("fn main() {{ let x: {}i32 = 1; }}", "&".repeat(DEPTH)),
        format!("{}{}", "mod a { ".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("use {}a{};", "a::{".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("fn main() {{ x{}; }}", ".f()".repeat(DEPTH)),
        format!("fn main() {{ x{}; }}", " + 1".repeat(DEPTH)),
        format!("fn main() {{ x{}; }}", "?".repeat(DEPTH)),
        format!("fn main() {{ x{}; }}", " as u8".repeat(DEPTH)),
        format!("trait T: {}A{} {{}}", "(".repeat(DEPTH), ")".repeat(DEPTH)),
        "macro_rules! m { ($($x:tt)*) => { { { m!($($x)* + 1) } } }; } fn main() { m!(1); }".into(),
        "macro_rules! m { () => { m!(); m!(); }; } fn main() { m!(); }".into(),
        format!("macro_rules! m {{ ($x:expr) => {{ $x }}; }} fn main() {{ {}1{}; }}", "m!(".repeat(DEPTH), ")".repeat(DEPTH)),
    ];
    for text in texts {
        let shown: String = text.chars().take(60).collect();
        let messages: Vec<String> = read(text).into_iter().map(|d| d.message).collect();
        assert_eq!(messages.len(), 1, "{shown}: {messages:?}");
        let clear = ["nests too deeply", "too long", "recursion limit", "not closed"].iter().any(|part| messages[0].contains(part));
        assert!(clear, "{shown}: {messages:?}");
    }
}

#[test]
fn honest_depth_is_read() {
    let deep = format!("fn main() {{ let x = {}1{}; }}", "(".repeat(120), ")".repeat(120));
    assert!(read(deep).is_empty());
    let long = format!("fn main() {{ let x = 1{}; }}", " + 1".repeat(600));
    assert!(read(long).is_empty());
    let counted = "macro_rules! count { () => { 0 }; ($h:tt $($t:tt)*) => { 1 + count!($($t)*) }; }";
    let recursive = format!("{counted} fn main() {{ let x = count!({}); }}", "a ".repeat(100));
    assert!(read(recursive).is_empty());
}
