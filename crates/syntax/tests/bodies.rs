//! Bodies of functions that are left for later: found where they are, and the same when they are read.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use ruchy_syntax::outline::{Declaration, Outline, outline, read_chunk, write};
use ruchy_syntax::tree::{Body, File, Function, Item, ItemKind, Statement, StatementKind, TraitItemKind};
use ruchy_syntax::{Diagnostic, Dialect, FileId, MacroTable, SourceMap, parse};

fn functions<'a>(item: &'a Item, found: &mut Vec<&'a Function>) {
    match &item.kind {
        ItemKind::Function(f) => found.push(f),
        ItemKind::Impl(i) => i.items.iter().for_each(|item| functions(item, found)),
        ItemKind::Module { items: Some(items) } => items.iter().for_each(|item| functions(item, found)),
        ItemKind::Trait(t) => found.extend(t.items.iter().filter_map(|item| match &item.kind {
            TraitItemKind::Function(f) => Some(f),
            _ => None,
        })),
        _ => {}
    }
}

/// Reads a file by its outline, chunk by chunk.
fn by_outline(map: &SourceMap, file: FileId) -> (File, Vec<Diagnostic>) {
    let (outline, diagnostics) = outline(map, file);
    let bytes: &'static [u8] = write(std::slice::from_ref(&outline)).leak();
    let read_back = Outline::new(bytes).file(0, file).expect("the file that was written");
    assert!(write(&[read_back]) == bytes, "what is written is read back");
    let mut tree = File::default();
    for chunk in &outline.chunks {
        let (items, _) = read_chunk(map, chunk.span, if chunk.uses_macros { &outline.macros } else { &[] });
        assert_eq!(items.iter().map(Declaration::of).collect::<Vec<_>>(), chunk.declarations, "{}", map.place(chunk.span));
        tree.statements.extend(items.into_iter().map(|item| Statement { span: item.span, kind: StatementKind::Item(Box::new(item)) }));
    }
    (tree, diagnostics)
}

/// Reads a text at once and in two steps, which have to agree; gives how many bodies were left for later.
fn both_ways(name: &str, text: &str) -> usize {
    let mut map = SourceMap::new();
    let file = map.add(name, text, Dialect::Std);
    let (whole, expected) = parse(&map, file, &mut MacroTable::new());
    let (outline, mut found) = by_outline(&map, file);
    let mut list = Vec::new();
    for statement in &outline.statements {
        if let StatementKind::Item(item) = &statement.kind {
            functions(item, &mut list);
        }
    }
    let mut left = 0;
    for body in list.iter().filter_map(|f| f.body.as_ref()) {
        left += usize::from(body.block().is_none());
        let (block, wrong) = body.read(&map);
        assert_eq!((block.span, body.block().is_some()), (body.span, true), "{}", map.place(body.span));
        found.extend(wrong);
    }
    let messages =
        |list: &[Diagnostic]| -> Vec<String> { list.iter().map(|d| format!("{}: {}", map.place(d.span()), d.message)).collect() };
    assert_eq!(messages(&expected), messages(&found), "{name}");
    // An outline is of what is declared: macros are not among it.
    let declared = |file: &File| -> Vec<String> {
        file.statements.iter().filter(|s| !matches!(s.kind, StatementKind::Macro(_))).map(support::statement).collect()
    };
    let (whole, outline) = (declared(&whole), declared(&outline));
    // At the top of a file `thread_local!` is a statement, in an outline its items.
    let plain = |shape: &str| shape.strip_prefix("(thread_local! ").and_then(|s| s.strip_suffix(')')).unwrap_or(shape).to_owned();
    for (expected, found) in whole.iter().zip(&outline) {
        assert_eq!(plain(expected), *found, "{name}");
    }
    assert_eq!(whole.len(), outline.len(), "{name}");
    left
}

fn library(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the library").flatten() {
        let path = entry.path();
        if path.is_dir() {
            library(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "ruchy") {
            found.push(path);
        }
    }
}

#[test]
fn the_library_is_the_same_in_two_steps() {
    let mut files = Vec::new();
    library(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../std/ruchy"), &mut files);
    let mut left = 0;
    for file in &files {
        left += both_ways(&file.display().to_string(), &fs::read_to_string(file).expect("a file of the library"));
    }
    assert!(left > 500, "{left} bodies were left for later");
}

#[test]
fn the_end_of_a_body_is_found() {
    let bodies = [
        r#"{ let s = "}"; s.len() }"#,
        r##"{ let s = r#"}"}"#; let t = r"}\"; let b = br#"}"#; (s, t, b) }"##,
        r"{ let c = '}'; let d = '\''; let e = '\u{7d}'; let q = '\\'; (c, d, e, q, b'}') }",
        "{ 'a: loop { break 'a } }",
        "{ let r#type = 1; r#type }",
        "{\n // }\n /* } /* } */ } */ 1\n # }\n }",
        "{ #[allow(unused)] let x = 'é'; x }",
        "{ if a { b } else { c } }",
        "{ fn inner() { } inner() }",
        "{ '\"' }",
        "{ \"\\\\\" }",
    ];
    for body in bodies {
        assert_eq!(both_ways("body", &format!("fn f<'a>() -> char {body}\nfn g() {{ 1 }}\n")), 2, "{body}");
    }
}

#[test]
fn only_bodies_of_functions_are_left_for_later() {
    let texts = [
        ("fn f() -> X\nstruct S { a: i32 }", 0),
        ("fn f() -> X\n\n#[inline] pub struct S { a: i32 }", 0),
        ("#[native] fn f()\nimpl<T> S<T> where T: X { fn g(&self) -> fn(i32) -> i32 { h } }", 1),
        ("trait T { fn f(&self); fn g(&self) -> [i32; 2] { [1, 2] } const X: i32 = { 1 }; }", 1),
        ("fn f(x: impl Fn(i32) -> i32) -> impl Iterator<Item = i32>\nwhere\n    X: Y,\n{ x }", 1),
        ("macro_rules! m { ($x:ident) => { fn $x() { 1 } } }\nm! { a }\nm!(b);\nfn c() { d() }", 1),
        ("macro_rules! m { () => { 1 } }\nfn c() { m!() }\nfn d() { 2 }", 1),
        ("impl !Send for S {}\nfn f() { g() }", 1),
        ("const F: fn() -> i32 = { f };\nenum E { A { x: i32 } }\nmod m { fn f() { } }", 1),
    ];
    for (text, left) in texts {
        assert_eq!(both_ways("text", text), left, "{text}");
    }
}

#[test]
fn what_is_wrong_in_a_body_is_told_when_it_is_read() {
    let mut map = SourceMap::new();
    let file = map.add("wrong", "fn f() { let = 1; }", Dialect::Std);
    let (tree, diagnostics) = by_outline(&map, file);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let StatementKind::Item(item) = &tree.statements[0].kind else { panic!("no item") };
    let ItemKind::Function(Function { body: Some(body), .. }) = &item.kind else { panic!("no body") };
    assert!(Body::block(body).is_none());
    let (_, diagnostics) = body.read(&map);
    assert_eq!(diagnostics.iter().map(|d| map.place(d.span())).collect::<Vec<_>>(), ["wrong:1:14"]);
    assert!(body.read(&map).1.is_empty(), "a mistake is told once");
    both_ways("open", "fn f() { let x = 1;\nfn g() { 2 }");
}
