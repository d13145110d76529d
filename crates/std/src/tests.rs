//! What the declarations and the natives promise each other.

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
fn every_declaration_file_parses_and_names_its_module() {
    let mut map = SourceMap::default();
    let mut macros = MacroTable::default();
    for (name, text) in super::sources() {
        assert!(text.starts_with("#![module = \""), "{name} does not begin with its module");
        let file = map.add(*name, *text, Dialect::Std);
        let (_, diagnostics) = parse(&map, file, &mut macros);
        let shown: Vec<_> = diagnostics.iter().map(|d| format!("{}: {}", map.place(d.span()), d.message)).collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
    }
}
