//! `Some`, `Ok` and `Err` as a stack of two-bit marks in a value's spare bytes.
//!
//! Invariant: the mark on top is the outermost constructor; no marks means that the value is what it is.

/// The outermost constructor of a wrapped value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Wrap {
    Some = 1,
    Ok = 2,
    Err = 3,
}

impl Wrap {
    /// The constructor of a number that an instruction names it by.
    #[inline(always)]
    pub(crate) fn of(number: u8) -> Wrap {
        match number {
            1 => Wrap::Some,
            2 => Wrap::Ok,
            _ => Wrap::Err,
        }
    }
}

/// Up to sixteen nested `Some`, `Ok`, `Err`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Wraps(pub u32);

impl Wraps {
    /// No marks.
    pub const NONE: Wraps = Wraps(0);

    /// The outermost mark.
    #[inline]
    pub fn top(self) -> Option<Wrap> {
        match self.0 & 3 {
            1 => Some(Wrap::Some),
            2 => Some(Wrap::Ok),
            3 => Some(Wrap::Err),
            _ => None,
        }
    }

    /// With one more mark; `None` where there is no room.
    #[inline]
    pub fn push(self, wrap: Wrap) -> Option<Wraps> {
        (self.0 >> 30 == 0).then_some(Wraps(self.0 << 2 | wrap as u32))
    }

    /// Without the outermost mark.
    #[inline]
    pub fn pop(self) -> Wraps {
        Wraps(self.0 >> 2)
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
