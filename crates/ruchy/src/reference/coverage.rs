//! What the reference still owes its reader: names without a word about them, and names that no example shows.
//!
//! An example shows a name if it stands with it, or if it stands with the type (trait, module) that the name belongs to and uses it.

use super::declared::Module;
use super::markdown;
use std::collections::HashSet;

/// How much of a module is described and shown.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Items and their members.
    pub names: usize,
    /// Paths of those whose doc comment is missing.
    pub undescribed: Vec<String>,
    /// Paths of those that no example shows.
    pub unshown: Vec<String>,
}

/// Looks at each name of a module.
pub fn coverage(module: &Module) -> Coverage {
    let mut found = Coverage::default();
    let of_module = words(&module.doc);
    for entry in &module.entries {
        let path = format!("{}::{}", module.path, entry.name);
        let mut shown = of_module.clone();
        shown.extend(words(&entry.doc));
        shown.extend(entry.members.iter().flat_map(|member| words(&member.doc)));
        let has_example = |doc: &str| !markdown::examples(doc).is_empty();
        found.names += 1 + entry.members.len();
        // An `impl` of another module's type has no doc comment of its own.
        if entry.doc.trim().is_empty() && entry.kind != super::Kind::Methods {
            found.undescribed.push(path.clone());
        }
        if !has_example(&entry.doc) && !entry.members.iter().any(|member| has_example(&member.doc)) && !of_module.contains(&entry.name) {
            found.unshown.push(path.clone());
        }
        for member in &entry.members {
            let path = format!("{path}::{}", member.name);
            if member.doc.trim().is_empty() {
                found.undescribed.push(path.clone());
            }
            if !has_example(&member.doc) && !shown.contains(&member.name) {
                found.unshown.push(path);
            }
        }
    }
    found
}

/// The names that the examples of a doc comment use.
fn words(doc: &str) -> HashSet<String> {
    let mut words = HashSet::new();
    for example in markdown::examples(doc) {
        let code = example.code.lines().map(|line| line.split("//").next().unwrap_or_default());
        for line in code {
            words.extend(line.split(|c: char| c != '_' && !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned));
        }
    }
    words
}
