//! Counted fields in one allocation: tuples, structs, enum variants with payload, closures.

use super::Value;
use std::cell::{Cell, RefCell};
use triomphe::{Arc, ThinArc};

/// What the fields belong to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    /// The type (a function's number for closures, unused for tuples).
    pub ty: u32,
    /// The variant (the closure's number for closures).
    pub variant: u32,
}

/// A header and a fixed number of values.
#[derive(Clone)]
pub struct Fields(ThinArc<Header, Value>);

/// Structures nested deeper than this are freed from a list instead of by recursion: a linked list has no right to our stack.
const DEEP: u32 = 100;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static LATER: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
}

impl Drop for Fields {
    fn drop(&mut self) {
        let depth = DEPTH.get();
        if self.values().iter().all(Value::is_scalar) {
            return;
        }
        let Some(values) = self.unique() else { return };
        if depth >= DEEP {
            LATER.with_borrow_mut(|later| later.extend(values.iter_mut().map(Value::take)));
            return;
        }
        DEPTH.set(depth + 1);
        for value in values {
            drop(value.take());
        }
        DEPTH.set(depth);
        if depth == 0 {
            // Not the beginning of a list of its own, whatever is dropped here.
            DEPTH.set(1);
            while let Some(value) = LATER.with_borrow_mut(Vec::pop) {
                drop(value);
            }
            DEPTH.set(0);
        }
    }
}

impl Fields {
    /// New fields.
    #[inline]
    pub fn new<I>(ty: u32, variant: u32, values: I) -> Fields
    where
        I: IntoIterator<Item = Value>,
        I::IntoIter: ExactSizeIterator,
    {
        Fields(ThinArc::from_header_and_iter(Header { ty, variant }, values.into_iter()))
    }

    /// The header.
    #[inline]
    pub fn header(&self) -> Header {
        self.0.header.header
    }

    /// The values.
    #[inline]
    pub fn values(&self) -> &[Value] {
        &self.0.slice
    }

    /// The values, copied first where somebody else holds them (the content of lent ones).
    #[inline]
    pub fn make_mut(&mut self) -> &mut [Value] {
        if self.unique().is_none() {
            self.copy();
        }
        match self.unique() {
            Some(values) => values,
            None => unreachable!("the fields were just made unique"),
        }
    }

    #[cold]
    fn copy(&mut self) {
        let values: Vec<Value> = self.values().iter().map(Value::snapshot).collect();
        self.0 = ThinArc::from_header_and_iter(self.header(), values.into_iter());
    }

    /// The values, if nobody else holds them.
    #[inline]
    #[allow(unsafe_code)]
    fn unique(&mut self) -> Option<&mut [Value]> {
        let values: Option<*mut [Value]> =
            self.0.with_arc_mut(|arc| Arc::get_mut(arc).map(|content| content.slice_mut() as *mut [Value]));
        // SAFETY: `get_mut` found this to be the only holder, and the result borrows `self` mutably, so that no other
        // holder can be made while it lives. Only the closure's signature keeps the borrow from being returned.
        values.map(|values| unsafe { &mut *values })
    }

    /// The values, moved out where nobody else holds them and copied otherwise.
    pub fn into_values(mut self) -> Vec<Value> {
        self.make_mut().iter_mut().map(|value| std::mem::take(value).into_content()).collect()
    }

    /// Where they lie, to tell identities apart.
    pub fn address(&self) -> usize {
        self.values().as_ptr() as usize
    }
}
