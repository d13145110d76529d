//! The standard library a script sees: declarations in Ruchy (`ruchy/`), and the natives that they name, one file per module.
//!
//! A native checks its arguments and never panics: a script's mistake ends as the script's panic, with Rust's wording.

mod atomic;
mod btree;
mod channel;
mod chars;
mod deque;
mod env;
mod fmt;
mod fs;
mod future;
mod hash;
mod hash_map;
mod heap;
mod io;
mod lock;
mod num_float;
mod num_int;
mod once;
mod path;
mod place;
mod pointer;
mod process;
mod rc;
mod slice;
mod stdio;
mod string;
mod support;
mod text;
mod thread;
mod time;
mod value;
mod vec;

use ruchy_vm::native::NativeTable;

/// All natives, by the names that the declarations give them.
pub fn natives() -> NativeTable {
    let mut table = NativeTable::default();
    for natives in [
        atomic::NATIVES,
        btree::NATIVES,
        channel::NATIVES,
        chars::NATIVES,
        deque::NATIVES,
        env::NATIVES,
        fmt::NATIVES,
        fs::NATIVES,
        future::NATIVES,
        hash::NATIVES,
        hash_map::NATIVES,
        heap::NATIVES,
        io::NATIVES,
        lock::NATIVES,
        num_float::NATIVES,
        num_int::NATIVES,
        once::NATIVES,
        path::NATIVES,
        place::NATIVES,
        pointer::NATIVES,
        process::NATIVES,
        rc::NATIVES,
        slice::NATIVES,
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

/// The declarations: each file's name (below `ruchy/`) and its text.
pub fn sources() -> &'static [(&'static str, &'static str)] {
    include!(concat!(env!("OUT_DIR"), "/sources.rs"))
}

#[cfg(test)]
mod tests;
