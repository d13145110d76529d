//! Text: `String`, `&str` and literals are one kind of value.
//!
//! A text is an owned buffer or a view into another text, so that slicing and trimming copy nothing. A change first makes the
//! buffer this value's own. Literals live as long as the process and are not counted.

use triomphe::Arc;

/// Counted text.
#[derive(Clone)]
pub struct Str(Arc<Text>);

enum Text {
    Owned(String),
    View { base: Base, start: usize, end: usize },
}

#[derive(Clone)]
enum Base {
    Literal(&'static str),
    Counted(Arc<Text>),
}

impl Text {
    fn as_str(&self) -> &str {
        match self {
            Text::Owned(text) => text,
            Text::View { base: Base::Literal(text), start, end } => text.get(*start..*end).unwrap_or(""),
            Text::View { base: Base::Counted(base), start, end } => base.as_str().get(*start..*end).unwrap_or(""),
        }
    }
}

/// A part shorter than this is copied: a view costs an allocation too, and keeps its base alive.
const VIEW_FROM: usize = 32;

impl Str {
    /// A buffer of its own.
    pub fn new(text: String) -> Str {
        Str(Arc::new(Text::Owned(text)))
    }

    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// How long the text can become without another buffer.
    pub fn capacity(&self) -> usize {
        match &*self.0 {
            Text::Owned(text) => text.capacity(),
            Text::View { start, end, .. } => end - start,
        }
    }

    /// The part from byte `start` up to `end`, both on character boundaries.
    pub fn part(&self, start: usize, end: usize) -> Str {
        if end - start < VIEW_FROM {
            return Str::new(self.as_str().get(start..end).unwrap_or("").to_owned());
        }
        Str(Arc::new(match &*self.0 {
            Text::Owned(_) => Text::View { base: Base::Counted(self.0.clone()), start, end },
            Text::View { base, start: offset, .. } => Text::View { base: base.clone(), start: offset + start, end: offset + end },
        }))
    }

    /// The part of a literal.
    pub fn part_of_literal(text: &'static str, start: usize, end: usize) -> Str {
        if end - start < VIEW_FROM {
            return Str::new(text.get(start..end).unwrap_or("").to_owned());
        }
        Str(Arc::new(Text::View { base: Base::Literal(text), start, end }))
    }

    /// The buffer, made this value's own.
    pub fn make_mut(&mut self) -> &mut String {
        if !matches!(&*self.0, Text::Owned(_)) || !self.0.is_unique() {
            self.0 = Arc::new(Text::Owned(self.as_str().to_owned()));
        }
        match Arc::get_mut(&mut self.0) {
            Some(Text::Owned(text)) => text,
            _ => unreachable!("the text was just made unique"),
        }
    }

    /// The buffer; copied where another value holds it.
    pub fn into_string(self) -> String {
        match Arc::try_unwrap(self.0) {
            Ok(Text::Owned(text)) => text,
            Ok(view) => view.as_str().to_owned(),
            Err(shared) => shared.as_str().to_owned(),
        }
    }

    /// Where the buffer lies, to tell identities apart.
    pub fn address(&self) -> usize {
        self.as_str().as_ptr() as usize
    }
}
