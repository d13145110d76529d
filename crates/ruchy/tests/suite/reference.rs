//! The reference of the library: its pages, and every example in it.

use crate::support::{Case, all, ruchy};
use ruchy::reference::{self, Mode, Module};
use std::path::PathBuf;

/// The modules of the library; only those whose path begins with one of the words in `EXAMPLES`, if that is set.
fn modules() -> Vec<Module> {
    let wanted = std::env::var("EXAMPLES").unwrap_or_default();
    let is_wanted = |module: &Module| wanted.is_empty() || wanted.split_whitespace().any(|start| module.path.starts_with(start));
    let modules: Vec<Module> = reference::read().into_iter().filter(is_wanted).collect();
    assert!(!modules.is_empty(), "no module's path begins with {wanted:?}");
    modules
}

#[test]
fn every_name_is_described_and_shown() {
    let (mut names, mut undescribed, mut unshown) = (0, Vec::new(), Vec::new());
    for module in modules() {
        let found = reference::coverage(&module);
        names += found.names;
        undescribed.extend(found.undescribed);
        unshown.extend(found.unshown);
    }
    let listed = |paths: &[String]| paths.iter().map(|path| format!("    {path}\n")).collect::<String>();
    assert!(
        undescribed.is_empty() && unshown.is_empty(),
        "of {names} names\n{} lack a doc comment:\n{}{} are in no example:\n{}",
        undescribed.len(),
        listed(&undescribed),
        unshown.len(),
        listed(&unshown)
    );
}

/// Examples run as scripts, so they need no `fn main` and no `use std::…` for what every script knows.
#[test]
fn examples_of_the_library() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("examples");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut cases = Vec::new();
    for module in modules() {
        for (index, (name, example)) in reference::examples(&module).into_iter().enumerate() {
            let word = match example.mode {
                Mode::Run => "run",
                Mode::Check => "check",
                Mode::Panic => "panic",
                Mode::Refused => "refused",
            };
            let path = folder.join(format!(
                "{}.{index}.{word}.ruchy",
                name.replace("::", ".").replace(['<', '>', '[', ']', '&', '*', ' ', ',', '(', ')'], "")
            ));
            std::fs::write(&path, example.code).unwrap();
            cases.push(Case { path, out: None, exit: None, err: Vec::new(), input: String::new() });
        }
    }
    all("examples", &cases, |case| {
        let path = case.path.display().to_string();
        let word = path.rsplit('.').nth(1).unwrap_or_default();
        let (command, wanted) = match word {
            "check" => ("check", 0),
            "refused" => ("check", 1),
            "panic" => ("run", 101),
            _ => ("run", 0),
        };
        crate::support::differs(case, &ruchy(&[command, &path], ""), wanted)
    });
}

#[test]
fn pages_name_what_is_declared() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages");
    let ran = ruchy(&["doc", &folder.display().to_string()], "");
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let channels = read("std.sync.mpsc.html");
    assert!(channels.contains("id=\"Sender.send\""), "{channels}");
    assert!(!channels.contains("RawChannel"), "internal names are not shown");
    assert!(read("index.html").contains("href=\"tokio.sync.mpsc.html\""));
    assert!(read("names.js").contains("[\"std::sync::mpsc::Sender::send\""));
    // Every link leads to a page that is there.
    for entry in std::fs::read_dir(&folder).unwrap().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap();
        for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            assert!(link.is_empty() || link.contains("://") || folder.join(link).exists(), "{:?} links to {link}", entry.file_name());
        }
    }
}
