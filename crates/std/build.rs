//! Lists the library's Ruchy source files, the packages they belong to and what they declare, so that adding one is adding a file.

use ruchy_syntax::outline::{self, outline};
use ruchy_syntax::{Dialect, SourceMap, render};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("ruchy");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut texts = Vec::new();
    let (mut list, mut documented) = (String::from("&[\n"), String::from("&[\n"));
    for (number, file) in files.iter().enumerate() {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = without_docs(&fs::read_to_string(file)?);
        let bare = out.join(format!("{number}.ruchy"));
        fs::write(&bare, &text)?;
        texts.push(text);
        let name = file.strip_prefix(&root).unwrap_or(file).display().to_string();
        let _ = writeln!(list, "    ({name:?}, include_str!({:?})),", bare.display().to_string());
        let _ = writeln!(documented, "    ({name:?}, include_str!({:?})),", file.display().to_string());
    }
    list.push(']');
    documented.push(']');
    fs::write(out.join("sources.rs"), list)?;
    fs::write(out.join("documented.rs"), documented)?;
    // Which packages name which others.
    let packages: BTreeSet<&str> = texts.iter().map(|text| package(text)).collect();
    let mut list = String::from("&[\n");
    for name in &packages {
        let own: Vec<&String> = texts.iter().filter(|text| package(text) == *name).collect();
        let needs: Vec<&&str> = packages.iter().filter(|other| *other != name && own.iter().any(|text| mentions(text, other))).collect();
        let _ = writeln!(list, "    ({name:?}, &{needs:?}),");
    }
    list.push(']');
    fs::write(out.join("packages.rs"), list)?;
    fs::write(out.join("outline"), declarations(&files, &texts)?)
}

/// The text with empty lines for those of doc comments: a program needs none of them, and what lies between them would be read into memory with them.
fn without_docs(text: &str) -> String {
    let is_doc = |line: &str| line.trim_start().starts_with("///") || line.starts_with("//!");
    text.split_inclusive('\n').map(|line| if is_doc(line) { "\n" } else { line }).collect()
}

/// What the files declare, in the form that each start reads.
fn declarations(files: &[PathBuf], texts: &[String]) -> io::Result<Vec<u8>> {
    let mut map = SourceMap::new();
    let mut outlines = Vec::new();
    for (file, text) in files.iter().zip(texts) {
        let id = map.add(file.display().to_string(), text.as_str(), Dialect::Std);
        let (outline, wrong) = outline(&map, id);
        if let Some(first) = wrong.first() {
            return Err(io::Error::other(render(first, &map, false)));
        }
        outlines.push(outline);
    }
    Ok(outline::write(&outlines))
}

/// The package that a file's second line gives it, otherwise the first name of the module that its first line gives it.
fn package(text: &str) -> &str {
    let second = text.split_once('\n').and_then(|(_, rest)| rest.strip_prefix("#![package = \""));
    let module = second.or_else(|| text.strip_prefix("#![module = \"")).unwrap_or("std");
    let end = module.find([':', '"', '\n']).unwrap_or(module.len());
    &module[..end]
}

/// Whether a line that is no comment has a path that begins with the name.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |c: char| c == '_' || c.is_alphanumeric();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let (before, after) = (&line[..at], &line[at + name.len()..]);
            let path = after.starts_with("::") || before.ends_with("use ") && !after.starts_with(is_part);
            path && !before.ends_with(is_part)
        })
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "ruchy") {
            files.push(path);
        }
    }
    Ok(())
}
