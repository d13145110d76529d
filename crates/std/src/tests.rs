//! What the declarations and the natives promise each other.

use ruchy_check::Checker;
use ruchy_syntax::{Dialect, SourceMap};
use std::collections::BTreeSet;

/// The names in `native("…")`, as they stand in the text.
fn declared() -> BTreeSet<&'static str> {
    let attribute = |text: &'static str| text.split("native(\"").skip(1).filter_map(|rest| rest.split('"').next());
    super::sources().iter().flat_map(|(_, text)| attribute(text)).filter(|name| !name.contains('$')).collect()
}

/// Calls of these become instructions.
const INSTRUCTIONS: [&str; 1] = ["catch_unwind"];

#[test]
fn every_declared_native_exists_and_every_native_is_declared() {
    let table = super::natives();
    let existing: BTreeSet<&str> = table.names().collect();
    let declared = declared();
    let missing: Vec<_> = declared.difference(&existing).filter(|name| !INSTRUCTIONS.contains(name)).collect();
    let unused: Vec<_> = existing.difference(&declared).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing: {missing:?}\nnever declared: {unused:?}");
}

/// What is wrong with the declarations of the files that are wanted, read as a whole.
fn complaints(wanted: impl Fn(&str) -> bool) -> String {
    let mut map = SourceMap::default();
    let mut checker = Checker::new();
    let declarations = super::declarations();
    for (place, &(name, text)) in super::sources().iter().enumerate().filter(|(_, (_, text))| wanted(text)) {
        let file = map.add(name, text, Dialect::Std);
        checker.add_library_file(declarations.file(place, file).expect("the declarations of each file"));
    }
    checker.set_sources(map.clone());
    checker.finish_library();
    let mut complaints = checker.take_diagnostics();
    complaints.extend(checker.check_library());
    let shown: Vec<_> = complaints.iter().map(|d| format!("{}: {}", map.place(d.span()), d.message)).collect();
    shown.join("\n")
}

#[test]
fn the_declarations_are_read_without_a_complaint() {
    for (name, text) in super::sources() {
        assert!(text.starts_with("#![module = \""), "{name} does not begin with its module");
    }
    assert_eq!(complaints(|_| true), "");
}

#[test]
fn a_package_needs_no_others_than_it_says() {
    for (first, _) in super::packages() {
        let mut names = BTreeSet::new();
        let mut wanted = vec!["std", *first];
        while let Some(name) = wanted.pop() {
            if names.insert(name) {
                let package = super::packages().iter().find(|(package, _)| *package == name);
                wanted.extend(package.expect("a package").1);
            }
        }
        assert_eq!(complaints(|text| names.contains(super::package(text))), "", "{first}");
    }
}
