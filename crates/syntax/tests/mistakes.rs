//! What is said about each mistake: every text in `mistakes/` beside the messages that are expected.
//! `BLESS=1` writes the expected messages anew.

mod support;

use std::fs;

use ruchy_syntax::render;

#[test]
fn every_mistake_has_its_message() {
    let mut failed = Vec::new();
    for (path, dialect) in support::texts("mistakes") {
        let text = fs::read_to_string(&path).expect("a readable text");
        let (_, diagnostics, map) = support::read(&text, dialect);
        let found: Vec<String> = diagnostics.iter().map(|d| render(d, &map, false) + "\n").collect();
        assert!(!found.is_empty(), "{}: no message", path.display());
        support::compare(&path.with_extension("messages"), &found.join("\n"), &mut failed);
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
