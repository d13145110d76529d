//! Outlines as bytes: what the build writes and each start reads.
//!
//! All is numbers, seven bits a byte; a name is its place in the list that the bytes begin with. A file's part begins with its length, so that files that nobody
//! asked for are passed over.

use super::{Chunk, Declaration, Declared, FileOutline, ImplHead, Import, Member, MemberKind, Names, SelfName, Shape};
use crate::span::{FileId, Ident, Span, Symbol};
use std::collections::HashMap;

/// Puts outlines into bytes.
pub fn write(files: &[FileOutline]) -> Vec<u8> {
    let mut names = HashMap::new();
    let mut parts = Vec::new();
    for file in files {
        let mut writer = Writer { bytes: Vec::new(), names };
        file.put(&mut writer);
        parts.push(writer.bytes);
        names = writer.names;
    }
    let mut list: Vec<(Symbol, u32)> = names.into_iter().collect();
    list.sort_by_key(|&(_, place)| place);
    let mut writer = Writer { bytes: Vec::new(), names: HashMap::new() };
    writer.number(list.len() as u32);
    for (name, _) in list {
        writer.number(name.as_str().len() as u32);
        writer.bytes.extend_from_slice(name.as_str().as_bytes());
    }
    for part in parts {
        writer.number(part.len() as u32);
        writer.bytes.extend(part);
    }
    writer.bytes
}

/// The outlines of files, from bytes that [`write`] made.
#[derive(Default)]
pub struct Outline {
    bytes: &'static [u8],
    names: Vec<Symbol>,
    /// Where the part of each file begins.
    files: Vec<usize>,
}

impl Outline {
    /// Reads the list of names and finds the files.
    pub fn new(bytes: &'static [u8]) -> Outline {
        let mut reader = Reader { bytes, position: 0, names: &[], file: FileId(0) };
        let count = reader.number();
        let names: Vec<Symbol> = (0..count)
            .map(|_| {
                let length = reader.number() as usize;
                let text = bytes.get(reader.position..reader.position + length).and_then(|text| std::str::from_utf8(text).ok());
                reader.position += length;
                Symbol::of_static(text.unwrap_or(""))
            })
            .collect();
        let mut files = Vec::new();
        while reader.position < bytes.len() {
            let length = reader.number() as usize;
            files.push(reader.position);
            reader.position += length;
        }
        Outline { bytes, names, files }
    }

    /// The outline of a file, by its place among those that were written; its spans are those of `id`.
    pub fn file(&self, place: usize, id: FileId) -> Option<FileOutline> {
        let position = *self.files.get(place)?;
        Some(FileOutline::take(&mut Reader { bytes: self.bytes, position, names: &self.names, file: id }))
    }
}

struct Writer {
    bytes: Vec<u8>,
    names: HashMap<Symbol, u32>,
}

impl Writer {
    fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

struct Reader<'a> {
    bytes: &'static [u8],
    position: usize,
    names: &'a [Symbol],
    file: FileId,
}

impl Reader<'_> {
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.bytes.get(self.position).copied().unwrap_or(0);
            self.position += 1;
            number |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                return number;
            }
        }
    }
}

/// What can be written and read back.
trait Stored: Sized {
    fn put(&self, to: &mut Writer);
    fn take(from: &mut Reader<'_>) -> Self;
}

impl Stored for u32 {
    fn put(&self, to: &mut Writer) {
        to.number(*self);
    }
    fn take(from: &mut Reader<'_>) -> u32 {
        from.number()
    }
}

impl Stored for bool {
    fn put(&self, to: &mut Writer) {
        to.number(u32::from(*self));
    }
    fn take(from: &mut Reader<'_>) -> bool {
        from.number() != 0
    }
}

impl Stored for Symbol {
    fn put(&self, to: &mut Writer) {
        let next = to.names.len() as u32;
        let place = *to.names.entry(*self).or_insert(next);
        to.number(place);
    }
    fn take(from: &mut Reader<'_>) -> Symbol {
        let place = from.number() as usize;
        from.names.get(place).copied().unwrap_or_default()
    }
}

impl Stored for Span {
    fn put(&self, to: &mut Writer) {
        to.number(self.lo);
        to.number(self.hi - self.lo);
    }
    fn take(from: &mut Reader<'_>) -> Span {
        let lo = from.number();
        Span { file: from.file, lo, hi: lo + from.number() }
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, to: &mut Writer) {
        to.number(self.len() as u32);
        self.iter().for_each(|item| item.put(to));
    }
    fn take(from: &mut Reader<'_>) -> Vec<T> {
        let count = from.number();
        (0..count).map(|_| T::take(from)).collect()
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, to: &mut Writer) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }
    fn take(from: &mut Reader<'_>) -> Option<T> {
        bool::take(from).then(|| T::take(from))
    }
}

/// A struct is its fields, in order.
macro_rules! fields {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Stored for $name {
            fn put(&self, to: &mut Writer) {
                $(self.$field.put(to);)*
            }
            fn take(from: &mut Reader<'_>) -> $name {
                $(let $field = Stored::take(from);)*
                $name { $($field),* }
            }
        }
    )*};
}

fields! {
    Shape { lang, derives, is_value }
    Member { name, public, typed_receiver, kind }
    ImplHead { span, negative, trait_, self_ty }
    Names { global, names }
    Import { path, name, span }
    Declaration { name, public, kind }
    Chunk { span, uses_macros, declarations }
    FileOutline { module, macros, chunks }
}

/// Those of items: which macros have written them does not matter.
impl Stored for Ident {
    fn put(&self, to: &mut Writer) {
        self.name.put(to);
        self.span.put(to);
    }
    fn take(from: &mut Reader<'_>) -> Ident {
        let name = Stored::take(from);
        Ident::new(name, Stored::take(from))
    }
}

impl Stored for MemberKind {
    fn put(&self, to: &mut Writer) {
        to.number(*self as u32);
    }
    fn take(from: &mut Reader<'_>) -> MemberKind {
        match from.number() {
            0 => MemberKind::Function,
            1 => MemberKind::Const,
            _ => MemberKind::Type,
        }
    }
}

/// An enum is the number of its variant and what that holds.
macro_rules! variants {
    ($name:ident or $otherwise:ident { $($number:literal => $variant:ident $({ $($field:ident),* })? $(( $inner:ident ))?,)* }) => {
        impl Stored for $name {
            fn put(&self, to: &mut Writer) {
                match self {
                    $($name::$variant $({ $($field),* })? $(( $inner ))? => {
                        to.number($number);
                        $($($field.put(to);)*)?
                        $($inner.put(to);)?
                    })*
                }
            }
            fn take(from: &mut Reader<'_>) -> $name {
                match from.number() {
                    $($number => {
                        $($(let $field = Stored::take(from);)*)?
                        $(let $inner = Stored::take(from);)?
                        $name::$variant $({ $($field),* })? $(( $inner ))?
                    })*
                    _ => $name::$otherwise,
                }
            }
        }
    };
}

variants! {
    Declared or Nothing {
        0 => Nothing,
        1 => Function { test },
        2 => Struct(shape),
        3 => Enum { shape, variants },
        4 => Trait { lang, members },
        5 => Impl { head, members },
        6 => Alias,
        7 => Const,
        8 => Static,
        9 => Use(imports),
        10 => Module(items),
        11 => Macro,
    }
}

variants! {
    SelfName or Other {
        0 => Other,
        1 => Path(path),
        2 => Parameter,
        3 => Ref { mutable },
        4 => Pointer,
        5 => Slice,
        6 => Array,
        7 => Tuple { length },
    }
}
