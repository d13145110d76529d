//! Depth: whatever nests too deeply is one clear message, on a small stack, and its tree can be dropped.

use ruchy_syntax::{Dialect, Diagnostic, MacroTable, SourceMap, parse};

/// Reads and drops on a thread of `stack` KiB.
fn on_stack(stack: usize, text: String) -> Vec<Diagnostic> {
    let work = move || {
        let mut map = SourceMap::new();
        let file = map.add("test.rs", text, Dialect::Rust);
        let (tree, diagnostics) = parse(&map, file, &mut MacroTable::new());
        drop(tree);
        diagnostics
    };
    let thread = std::thread::Builder::new().stack_size(stack * 1024).spawn(work).expect("a thread");
    thread.join().expect("no overflow and no panic")
}

#[test]
fn measure() {
    let kind = std::env::var("KIND").unwrap_or_default();
    let depth = std::env::var("DEPTH").ok().and_then(|d| d.parse().ok()).unwrap_or(10);
    let stack = std::env::var("STACK").ok().and_then(|d| d.parse().ok()).unwrap_or(2048);
    let text = match kind.as_str() {
        "paren" => format!("fn main() {{ let x = {}1{}; }}", "(".repeat(depth), ")".repeat(depth)),
        "block" => format!("fn main() {{ let x = {}1{}; }}", "{".repeat(depth), "}".repeat(depth)),
        "if" => format!("fn main() {{ {}1{}; }}", "if a { ".repeat(depth), "}".repeat(depth)),
        "match" => format!("fn main() {{ {}1{}; }}", "match a { _ => ".repeat(depth), "}".repeat(depth)),
        "closure" => format!("fn main() {{ {}1; }}", "|| ".repeat(depth)),
        "call" => format!("fn main() {{ {}1{}; }}", "f(".repeat(depth), ")".repeat(depth)),
        "print" => format!("fn main() {{ {}1{}; }}", "println!(\"{}\", ".repeat(depth), ")".repeat(depth)),
        "pattern" => format!("fn main() {{ let {}x{} = 1; }}", "(".repeat(depth), ")".repeat(depth)),
        "type" => format!("fn main() {{ let x: {}i32{} = 1; }}", "Vec<".repeat(depth), ">".repeat(depth)),
        "mod" => format!("{}{}", "mod a { ".repeat(depth), "}".repeat(depth)),
        "unary" => format!("fn main() {{ let x = {}1; }}", "-".repeat(depth)),
        "rec" => "macro_rules! rec { ($x:expr) => { rec!($x + 1) }; } fn main() { rec!(1); }".into(),
        "rec2" => "macro_rules! rec { ($($x:tt)*) => { { { rec!($($x)* + 1) } } }; } fn main() { rec!(1); }".into(),
        _ => String::new(),
    };
    for d in on_stack(stack, text) { println!("{}", d.message); }
}
