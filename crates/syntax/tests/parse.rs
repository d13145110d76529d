//! The crate's entry points: modules through a loader, macros kept between inputs, inputs that are not finished.

mod support;

use std::collections::HashMap;

use ruchy_syntax::{Dialect, FileId, MacroTable, ModuleLoader, SourceMap, Symbol, is_incomplete, parse, parse_with};

struct Memory(HashMap<&'static str, &'static str>);

impl ModuleLoader for Memory {
    fn load(&mut self, map: &mut SourceMap, parent: FileId, path: &[Symbol], given: Option<Symbol>) -> Option<FileId> {
        assert!(map.file(parent).is_some());
        let words: Vec<&str> = path.iter().map(|s| s.as_str()).collect();
        let name = given.map_or(words.join("/"), |g| g.as_str().to_owned());
        let text = self.0.get(name.as_str())?;
        Some(map.add(name, *text, Dialect::Rust))
    }
}

fn with_files(text: &str, files: &[(&'static str, &'static str)]) -> (String, Vec<String>) {
    let mut map = SourceMap::new();
    let file = map.add("main.rs", text, Dialect::Rust);
    let mut loader = Memory(files.iter().copied().collect());
    let (tree, diagnostics) = parse_with(&mut map, file, &mut MacroTable::new(), &mut loader);
    let shape: Vec<String> = tree.statements.iter().map(support::statement).collect();
    (shape.join("\n"), diagnostics.into_iter().map(|d| format!("{}: {}", map.place(d.span()), d.message)).collect())
}

#[test]
fn modules_come_from_the_loader() {
    let files = [("a", "pub fn f() {} mod c;"), ("b/inner", "const X: i32 = 1;"), ("c", "fn g() { }"), ("other", "struct S;")];
    let text = "mod a; mod b { mod inner; } #[path = \"other\"] mod d;";
    let (shape, messages) = with_files(text, &files);
    assert!(messages.is_empty(), "{messages:?}");
    assert_eq!(
        shape,
        "(mod a pub (fn f () {}) (mod c (fn g () {})))\n(mod b (mod inner (const X: i32 = 1)))\n#[path other] (mod d (struct S unit))"
    );
}

#[test]
fn a_mistake_in_a_module_has_its_own_place() {
    let (_, messages) = with_files("mod a;\nmod gone;", &[("a", "fn f( { }")]);
    assert_eq!(messages, ["main.rs:2:5: file not found for module `gone`", "a:1:7: expected a pattern, found `{`"]);
}

#[test]
fn modules_that_load_each_other_end() {
    let (_, messages) = with_files("mod a;", &[("a", "mod a;")]);
    assert!(messages.iter().any(|m| m.contains("without end")), "{messages:?}");
}

#[test]
fn macros_of_modules_stay_inside_unless_asked_for() {
    let files = [("a", "macro_rules! m { () => { 1 }; }")];
    let (_, messages) = with_files("mod a; fn f() { m!(); }", &files);
    assert_eq!(messages.len(), 1, "{messages:?}");
    let (_, messages) = with_files("#[macro_use] mod a; fn f() { m!(); }", &files);
    assert!(messages.is_empty(), "{messages:?}");
}

#[test]
fn macros_are_kept_from_input_to_input() {
    let mut map = SourceMap::new();
    let mut macros = MacroTable::new();
    let first = map.add("<repl>", "macro_rules! twice { ($e:expr) => { $e + $e }; }", Dialect::Relaxed);
    assert!(parse(&map, first, &mut macros).1.is_empty());
    let second = map.add("<repl>", "twice!(2)", Dialect::Relaxed);
    let (tree, diagnostics) = parse(&map, second, &mut macros);
    assert!(diagnostics.is_empty());
    assert_eq!(support::statement(&tree.statements[0]), "(Add 2 2)");
}

#[test]
fn unfinished_inputs() {
    for text in ["fun f() {", "f(1,", "\"abc", "/* x", "let x =", "vec![1, 2", "match x {\n 1 => 2", "a.\n"] {
        assert!(is_incomplete(text), "{text}");
    }
    for text in ["", "f()", "let x = 1", "{ }", ")", "(]", "\"a\"", "# comment (", "x // {"] {
        assert!(!is_incomplete(text), "{text}");
    }
}

#[test]
fn settings_of_a_task_file() {
    let text = "title: hello\n[pool.main]\nworkers: 4\nlist: [a, \"b\"]\nkind: work stealing # why\n[code]\nfn f() {}\n";
    let (tree, diagnostics, _) = support::read(text, Dialect::Tusk);
    assert!(diagnostics.is_empty());
    let settings: Vec<String> = tree.settings.iter().map(|s| format!("{} = {}", s.key, support::expr(&s.value))).collect();
    let expected = ["title = \"hello\"", "pool.main.workers = 4", "pool.main.list = [\"a\" \"b\"]", "pool.main.kind = \"work stealing\""];
    assert_eq!(settings, expected);
    assert_eq!(tree.statements.len(), 1);
}
