//! What the declarations and the natives promise each other.

use ruchy_check::Checker;
use ruchy_syntax::{Dialect, MacroTable, SourceMap, parse};
use std::collections::BTreeSet;

/// The names in `native("…")`, as they stand in the text.
fn declared() -> BTreeSet<&'static str> {
    let attribute = |text: &'static str| text.split("native(\"").skip(1).filter_map(|rest| rest.split('"').next());
    super::sources().iter().flat_map(|(_, text)| attribute(text)).filter(|name| !name.contains('$')).collect()
}

#[test]
fn every_declared_native_exists_and_every_native_is_declared() {
    let table = super::natives();
    let existing: BTreeSet<&str> = table.names().collect();
    let declared = declared();
    let missing: Vec<_> = declared.difference(&existing).collect();
    let unused: Vec<_> = existing.difference(&declared).collect();
    assert!(missing.is_empty() && unused.is_empty(), "missing: {missing:?}\nnever declared: {unused:?}");
}

#[test]
fn the_declarations_are_read_without_a_complaint() {
    let mut map = SourceMap::default();
    let mut macros = MacroTable::default();
    let mut checker = Checker::new();
    let mut complaints = Vec::new();
    for (name, text) in super::sources() {
        assert!(text.starts_with("#![module = \""), "{name} does not begin with its module");
        let file = map.add(*name, *text, Dialect::Std);
        let (tree, diagnostics) = parse(&map, file, &mut macros);
        complaints.extend(diagnostics);
        checker.add_library_file(tree);
    }
    checker.finish_library();
    complaints.extend(checker.take_diagnostics());
    let shown: Vec<_> = complaints.iter().map(|d| format!("{}: {}", map.place(d.span()), d.message)).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
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
        let mut map = SourceMap::default();
        let mut checker = Checker::new();
        let mut complaints = Vec::new();
        for &(name, text) in super::sources() {
            if names.contains(super::package(text)) {
                let file = map.add(name, text, Dialect::Std);
                let (tree, diagnostics) = parse(&map, file, &mut MacroTable::new());
                complaints.extend(diagnostics);
                checker.add_library_file(tree);
            }
        }
        checker.finish_library();
        complaints.extend(checker.take_diagnostics());
        let shown: Vec<_> = complaints.iter().map(|d| format!("{}: {}", map.place(d.span()), d.message)).collect();
        assert!(shown.is_empty(), "{first}: {}", shown.join("\n"));
    }
}
