//! The reference of the library: from its declarations and their doc comments to pages, and to examples that tests run.
//!
//! [`read`] takes the declarations apart into [`Module`]s; [`pages`] turns these into HTML; [`examples`] gives the code blocks of the
//! doc comments. The declarations are the one source: what is not declared there is not in the reference.
//!
//! Left out: what is not public, names that begin with `__` or `Raw` (but `RawWaker`), and what is marked `#[internal]`: natives that other declarations are made of.

mod coverage;
mod declared;
mod markdown;
mod pages;

pub use coverage::{Coverage, coverage};
pub use declared::{Entry, Kind, Member, Module, read};
pub use markdown::{Example, Mode};
pub use pages::{Page, pages};

/// The examples of a module, each with the name of the item that it belongs to.
pub fn examples(module: &Module) -> Vec<(String, Example)> {
    let mut all: Vec<(String, Example)> = Vec::new();
    let mut add = |name: String, doc: &str| all.extend(markdown::examples(doc).into_iter().map(|example| (name.clone(), example)));
    add(module.path.clone(), &module.doc);
    for entry in &module.entries {
        let name = format!("{}::{}", module.path, entry.name);
        add(name.clone(), &entry.doc);
        for member in &entry.members {
            add(format!("{name}::{}", member.name), &member.doc);
        }
    }
    all
}
