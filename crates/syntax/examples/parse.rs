//! Reads the files it is given and prints what is wrong in them, or with `--tree` the tree.

use std::time::Instant;

use ruchy_syntax::{Dialect, MacroTable, SourceMap, parse, render};

fn main() {
    let mut tree = false;
    let mut failed = 0;
    let mut count = 0;
    let (mut bytes, mut lines) = (0, 0);
    let start = Instant::now();
    for name in std::env::args().skip(1) {
        if name == "--tree" {
            tree = true;
            continue;
        }
        let Ok(text) = std::fs::read_to_string(&name) else { continue };
        bytes += text.len();
        lines += text.lines().count();
        let dialect = match name.rsplit('.').next() {
            Some("rs") => Dialect::Rust,
            Some("tsk") => Dialect::Tusk,
            _ => Dialect::Relaxed,
        };
        let mut map = SourceMap::new();
        let file = map.add(name.clone(), text, dialect);
        let (parsed, diagnostics) = parse(&map, file, &mut MacroTable::new());
        count += 1;
        failed += usize::from(!diagnostics.is_empty());
        for diagnostic in diagnostics.iter().take(30) {
            println!("{}", render(diagnostic, &map, false));
        }
        if tree {
            println!("{parsed:#?}");
        }
    }
    eprintln!("{count} files, {failed} with errors, {bytes} bytes, {lines} lines, {:?}", start.elapsed());
}
