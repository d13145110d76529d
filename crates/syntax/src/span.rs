//! Places in source text: files, byte ranges, and the interned names found there.
//!
//! Invariant: a [`Span`] is a byte range of one file of a [`SourceMap`]; `lo <= hi` and both lie on
//! character boundaries of that file's text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use crate::hygiene::Context;

/// Identifies one file of a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct FileId(pub u32);

/// A byte range of one file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Span {
    /// The file the range lies in.
    pub file: FileId,
    /// Byte offset of the first byte.
    pub lo: u32,
    /// Byte offset after the last byte.
    pub hi: u32,
}

impl Span {
    /// A range of `file` from byte `lo` up to, not including, byte `hi`.
    pub fn new(file: FileId, lo: u32, hi: u32) -> Self {
        Span { file, lo, hi }
    }

    /// The smallest range that covers both; `self` where they lie in different files.
    pub fn to(self, end: Span) -> Span {
        if self.file != end.file {
            return self;
        }
        Span { file: self.file, lo: self.lo.min(end.lo), hi: self.hi.max(end.hi) }
    }
}

/// Which of the three endings a file has; one grammar serves all, the rules of moves and of integer
/// defaults differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// `.ruchy`: the relaxed language; untyped integers are `i64`.
    #[default]
    Relaxed,
    /// `.rs`: Rust's move errors; untyped integers are `i32`.
    Rust,
    /// `.tsk`: as `.ruchy`, and `[section]` headers with `key: value` lines.
    Tusk,
    /// The standard library's own declarations.
    Std,
}

impl Dialect {
    /// Whether a user's file is in the relaxed language.
    pub fn is_relaxed(self) -> bool {
        matches!(self, Dialect::Relaxed | Dialect::Tusk)
    }
}

/// One source text.
#[derive(Debug)]
pub struct SourceFile {
    /// Shown in messages: a path as the user gave it, `<repl>`, `<command line>`.
    pub name: String,
    /// The whole text.
    pub text: Cow<'static, str>,
    /// How it is to be read.
    pub dialect: Dialect,
    /// Found when first asked for.
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// The 1-based line and column (in characters) of a byte offset.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let starts = self.line_starts.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
            std::iter::once(0).chain(ends.map(|(i, _)| i as u32 + 1)).collect()
        });
        let line = starts.partition_point(|&start| start <= offset).max(1) - 1;
        let start = starts[line] as usize;
        let upto = (offset as usize).clamp(start, self.text.len());
        (line + 1, self.text.get(start..upto).map_or(0, |s| s.chars().count()) + 1)
    }
}

/// All source texts of a program, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// A map with no files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text and gives its identity.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>, dialect: Dialect) -> FileId {
        let mut text = text.into();
        // As rustc reads files: a line may end in CR LF, a file may begin with a byte order mark.
        if text.contains("\r\n") {
            text = text.replace("\r\n", "\n");
        }
        self.add_shared(name.into(), Cow::Owned(text), dialect)
    }

    /// The same for a text that may be part of the program, which is not copied.
    pub fn add_shared(&mut self, name: String, text: Cow<'static, str>, dialect: Dialect) -> FileId {
        self.files.push(Arc::new(SourceFile { name, text, dialect, line_starts: OnceLock::new() }));
        FileId(self.files.len() as u32 - 1)
    }

    /// The file, where it is one of this map.
    pub fn file(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.files.get(id.0 as usize)
    }

    /// The text a span covers; empty where the span is of no file here.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).and_then(|f| f.text.get(span.lo as usize..span.hi as usize)).unwrap_or("")
    }

    /// `name:line:column` of where a span begins.
    pub fn place(&self, span: Span) -> String {
        match self.file(span.file) {
            Some(f) => {
                let (line, column) = f.line_column(span.lo);
                format!("{}:{line}:{column}", f.name)
            }
            None => "<unknown>".into(),
        }
    }
}

/// An interned name: comparing two is comparing two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Symbol(u32);

impl Symbol {
    /// The symbol of that place in [`crate::keyword`]'s list, which the interner is seeded with.
    pub(crate) const fn predefined(index: u32) -> Symbol {
        Symbol(index)
    }

    /// The place in the list of predefined names, or a greater number.
    pub(crate) const fn index(self) -> u32 {
        self.0
    }
}

/// Names are short and nobody chooses them to collide: a plain multiplicative hash is enough.
#[derive(Default)]
struct NameHasher(u64);

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

struct Interner {
    ids: HashMap<&'static str, u32, BuildHasherDefault<NameHasher>>,
    names: Vec<&'static str>,
}

impl Default for Interner {
    fn default() -> Self {
        let names: Vec<&'static str> = crate::keyword::PREDEFINED.to_vec();
        let ids = names.iter().enumerate().map(|(index, &name)| (name, index as u32)).collect();
        Interner { ids, names }
    }
}

static INTERNER: LazyLock<Mutex<Interner>> = LazyLock::new(Mutex::default);

impl Symbol {
    /// The symbol of a name. Names live as long as the process: their number is bounded by the
    /// distinct names of the programs it has read.
    pub fn new(name: &str) -> Symbol {
        Symbol::intern(name, || Box::leak(name.into()))
    }

    /// The symbol of a name that is part of the program, which is not copied.
    pub fn of_static(name: &'static str) -> Symbol {
        Symbol::intern(name, || name)
    }

    fn intern(name: &str, keep: impl FnOnce() -> &'static str) -> Symbol {
        let mut interner = INTERNER.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&id) = interner.ids.get(name) {
            return Symbol(id);
        }
        let name = keep();
        let id = interner.names.len() as u32;
        interner.names.push(name);
        interner.ids.insert(name, id);
        Symbol(id)
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        INTERNER.lock().unwrap_or_else(PoisonError::into_inner).names[self.0 as usize]
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.as_str())
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name and where it is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Ident {
    /// The name; a raw identifier (`r#type`) without its prefix, a lifetime with its quote.
    pub name: Symbol,
    /// Where it stands.
    pub span: Span,
    /// The macros that have written it.
    pub context: Context,
}

impl Ident {
    /// A name that no macro has written.
    pub fn new(name: Symbol, span: Span) -> Ident {
        Ident { name, span, context: Context::ROOT }
    }

    /// As the name of an item, which is found by its text, whichever macro has written it.
    pub fn of_item(self) -> Ident {
        Ident::new(self.name, self.span)
    }

    /// What tells one variable or label from another.
    pub fn variable(&self) -> (Symbol, Context) {
        (self.name, self.context)
    }
}
