//! `ruchy doc`: the reference of the library as static pages.

use super::{Done, counted};
use crate::terminal;
use lexopt::prelude::*;
use ruchy::reference;
use std::fs;
use std::path::PathBuf;

pub const USAGE: &str = "\
Writes the reference of the library: static HTML with a search, from its declarations and their doc comments.

Usage: ruchy doc FOLDER

FOLDER is made if it is not there; pages in it that have the same names are written anew. Open FOLDER/index.html.

Exit status: 0 if all was written, else 1.";

pub fn start(mut parser: lexopt::Parser) -> Done {
    let mut folder = None;
    while let Some(arg) = parser.next()? {
        match arg {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    let folder = folder.ok_or("where to? Give a FOLDER")?;
    let pages = reference::pages(&reference::read());
    let write = || {
        fs::create_dir_all(&folder)?;
        pages.iter().try_for_each(|page| fs::write(folder.join(&page.path), &page.text))
    };
    if let Err(error) = write() {
        terminal::error(&format!("cannot write to `{}`: {error}", folder.display()));
        return Ok(1);
    }
    println!("{} in {}; open {}", counted(pages.len(), "file"), folder.display(), folder.join("index.html").display());
    Ok(0)
}
