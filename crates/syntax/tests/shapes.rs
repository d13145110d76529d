//! What each construct becomes: every text in `shapes/` beside the tree that is expected, as s-expressions.
//! `BLESS=1` writes the expected trees anew.

mod support;

use std::fs;

#[test]
fn every_text_has_its_shape() {
    let mut failed = Vec::new();
    for (path, dialect) in support::texts("shapes") {
        let text = fs::read_to_string(&path).expect("a readable text");
        let found = support::shape(&text, dialect) + "\n";
        support::compare(&path.with_extension("shape"), &found, &mut failed);
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
