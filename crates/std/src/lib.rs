//! The standard library a script sees: declarations in Ruchy (`ruchy/`), and the natives that they name, one file per module.
//!
//! A native checks its arguments and never panics: a script's mistake ends as the script's panic, with Rust's wording.

mod atomic;
mod btree;
mod channel;
mod chars;
mod chrono;
mod clap;
mod deque;
mod env;
mod fmt;
mod fs;
mod future;
mod hash;
mod hash_map;
mod heap;
mod http;
mod io;
mod json;
mod lock;
#[cfg(unix)]
mod net;
mod num_float;
mod num_int;
mod once;
mod path;
mod place;
mod pointer;
#[cfg(unix)]
mod process;
mod rand;
mod rc;
mod regex;
#[cfg(unix)]
mod register;
mod reinterpret;
#[cfg(unix)]
mod signal;
mod slice;
#[cfg(unix)]
mod source;
mod sqlite;
mod stdio;
mod string;
mod support;
mod text;
mod thread;
mod time;
mod value;
mod vec;

use ruchy_syntax::outline::Outline;
use ruchy_vm::native::NativeTable;

#[cfg(unix)]
pub use signal::interrupt_is_heard;

/// All natives, by the names that the declarations give them.
pub fn natives() -> NativeTable {
    let mut table = NativeTable::default();
    for natives in [
        atomic::NATIVES,
        btree::NATIVES,
        channel::NATIVES,
        chars::NATIVES,
        chrono::NATIVES,
        clap::NATIVES,
        deque::NATIVES,
        env::NATIVES,
        fmt::NATIVES,
        fs::NATIVES,
        future::NATIVES,
        hash::NATIVES,
        hash_map::NATIVES,
        heap::NATIVES,
        http::NATIVES,
        io::NATIVES,
        json::NATIVES,
        lock::NATIVES,
        #[cfg(unix)]
        net::NATIVES,
        num_float::NATIVES,
        num_int::NATIVES,
        once::NATIVES,
        path::NATIVES,
        place::NATIVES,
        pointer::NATIVES,
        #[cfg(unix)]
        process::NATIVES,
        rand::NATIVES,
        rc::NATIVES,
        regex::NATIVES,
        #[cfg(unix)]
        signal::NATIVES,
        reinterpret::NATIVES,
        slice::NATIVES,
        sqlite::NATIVES,
        #[cfg(unix)]
        source::NATIVES,
        stdio::NATIVES,
        string::NATIVES,
        text::NATIVES,
        thread::NATIVES,
        time::NATIVES,
        value::NATIVES,
        vec::NATIVES,
    ] {
        table.register_all(natives);
    }
    table
}

/// The declarations: each file's name (below `ruchy/`) and its text, with empty lines for those of doc comments.
///
/// In debug builds `RUCHY_LIBRARY` names a folder to read them from instead, so that work on them needs no build.
pub fn sources() -> &'static [(&'static str, &'static str)] {
    #[cfg(debug_assertions)]
    if let Some(folder) = std::env::var_os("RUCHY_LIBRARY") {
        static READ: std::sync::OnceLock<Vec<(&str, &str)>> = std::sync::OnceLock::new();
        return READ.get_or_init(|| read_folder(std::path::Path::new(&folder)));
    }
    include!(concat!(env!("OUT_DIR"), "/sources.rs"))
}

/// The same with the doc comments.
pub fn documented_sources() -> &'static [(&'static str, &'static str)] {
    #[cfg(debug_assertions)]
    if is_from_folder() {
        return sources();
    }
    include!(concat!(env!("OUT_DIR"), "/documented.rs"))
}

/// What the files of [`sources`] declare, in their order.
pub fn declarations() -> Outline {
    #[cfg(debug_assertions)]
    if is_from_folder() {
        return Outline::new(outline_of_sources().leak());
    }
    Outline::new(include_bytes!(concat!(env!("OUT_DIR"), "/outline")))
}

/// Whether the declarations are read from a folder instead of those that were built in (see [`sources`]).
pub fn is_from_folder() -> bool {
    cfg!(debug_assertions) && std::env::var_os("RUCHY_LIBRARY").is_some()
}

/// Made now; what is wrong is told on standard error.
#[cfg(debug_assertions)]
fn outline_of_sources() -> Vec<u8> {
    let mut map = ruchy_syntax::SourceMap::new();
    let mut outlines = Vec::new();
    for &(name, text) in sources() {
        let file = map.add_shared(format!("std/{name}"), text.into(), ruchy_syntax::Dialect::Std);
        let (outline, wrong) = ruchy_syntax::outline::outline(&map, file);
        for diagnostic in &wrong {
            eprintln!("{}", ruchy_syntax::render(diagnostic, &map, false));
        }
        outlines.push(outline);
    }
    ruchy_syntax::outline::write(&outlines)
}

#[cfg(debug_assertions)]
fn read_folder(root: &std::path::Path) -> Vec<(&'static str, &'static str)> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let (Ok(name), Ok(text)) = (path.strip_prefix(root), std::fs::read_to_string(&path)) {
                let name: &'static str = name.display().to_string().leak();
                let text: &'static str = text.leak();
                files.push((name, text));
            }
        }
    }
    files.sort();
    files
}

/// What the paths of a program can begin with (`std`, `tokio`, `rayon` …), each with the others that its declarations name.
pub fn packages() -> &'static [(&'static str, &'static [&'static str])] {
    include!(concat!(env!("OUT_DIR"), "/packages.rs"))
}

/// The package that a file of the declarations belongs to: the one that its second line tells, otherwise the first name of the module that its first
/// line tells.
pub fn package(text: &str) -> &str {
    let second = text.split_once('\n').and_then(|(_, rest)| rest.strip_prefix("#![package = \""));
    let module = second.or_else(|| text.strip_prefix("#![module = \"")).unwrap_or("std");
    let end = module.find([':', '"', '\n']).unwrap_or(module.len());
    &module[..end]
}

#[cfg(test)]
mod tests;
