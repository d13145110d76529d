//! Places that outlive an expression: cells, checked references into them, `Rc`.
//!
//! A `&mut T` held as a value names a cell, or an element or range of the vector that a cell holds. What is borrowed out of
//! the middle of something is *lent*: its content moves into a cell of its own, and `Lent(cell)` stays in the slot until the owner
//! changes the slot and so takes the content back. A reference whose content was taken back is stale; using it is an error.

use super::{Value, Vector, Wraps};
use parking_lot::Mutex;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use triomphe::Arc;

/// A mutable place of its own.
pub struct Cell {
    content: Mutex<Value>,
}

/// A counted cell.
pub type CellRef = Arc<Cell>;

impl Cell {
    /// A cell that holds `content`.
    pub fn new(content: Value) -> CellRef {
        Arc::new(Cell { content: Mutex::new(content) })
    }

    /// A snapshot of the content.
    #[inline]
    pub fn get(&self) -> Value {
        self.content.lock().snapshot()
    }

    /// Replaces the content.
    #[inline]
    pub fn set(&self, value: Value) -> Value {
        std::mem::replace(&mut *self.content.lock(), value)
    }

    /// Moves the content out, leaving `Moved`.
    #[inline]
    pub fn take(&self) -> Value {
        std::mem::take(&mut *self.content.lock()).into_content()
    }

    /// Works on the content. `f` must not come back to this cell.
    #[inline]
    pub fn with<R>(&self, f: impl FnOnce(&mut Value) -> R) -> R {
        f(&mut self.content.lock())
    }
}

/// A reference to a part of the vector that a cell holds.
pub struct Part {
    pub cell: CellRef,
    pub kind: PartKind,
}

/// Which part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartKind {
    Element(usize),
    Range { start: usize, len: usize },
}

/// Why a reference cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RefError {
    /// Its content was moved or taken back.
    Stale,
    /// It is not a reference.
    NotReference,
}

impl RefError {
    /// What the user is told.
    pub fn message(self) -> &'static str {
        match self {
            RefError::Stale => "this reference is no longer valid: what it pointed to was moved, freed or changed through its owner",
            RefError::NotReference => "this is not a reference",
        }
    }
}

impl Value {
    /// A reference to a new cell that holds `content` (`Box::into_raw`, `&mut` of a temporary).
    pub fn new_ref(content: Value) -> Value {
        Value::Ref(Wraps::NONE, Cell::new(content))
    }

    /// Moves the content of a slot to a cell and gives a reference to it; the slot keeps `Lent`.
    pub fn lend(slot: &mut Value) -> Value {
        Value::lend_inside(slot, 0)
    }

    /// Lends what is inside the outer `depth` wraps of a slot: the payload of a `Some` for 1.
    pub fn lend_inside(slot: &mut Value, depth: u32) -> Value {
        if let Value::Lent(_, cell) = slot
            && depth == 0
            && cell.is_unique()
            && !cell.with(|content| content.is_moved())
        {
            // All earlier references are gone: none can become stale.
            return Value::Ref(Wraps::NONE, cell.clone());
        }
        slot.take_back();
        let wraps = slot.wraps();
        let outer = Wraps(wraps.0 & !(u32::MAX.checked_shl(2 * depth).unwrap_or(0)));
        let inner = Wraps(wraps.0.checked_shr(2 * depth).unwrap_or(0));
        let cell = Cell::new(std::mem::take(slot).with_wraps(inner));
        *slot = Value::Lent(outer, cell.clone());
        Value::Ref(Wraps::NONE, cell)
    }

    /// Makes a slot hold its content again where that was lent; references to it become stale.
    #[inline]
    pub fn take_back(&mut self) {
        if let Value::Lent(wraps, cell) = self {
            let (wraps, content) = (*wraps, cell.take());
            *self = content.wrapped_in(wraps);
        }
    }

    /// The same where no reference is left: nothing can become stale, so a mere look may do it.
    #[inline]
    pub fn take_back_unused(&mut self) {
        if let Value::Lent(_, cell) = self
            && cell.is_unique()
        {
            self.take_back();
        }
    }

    /// The value itself, taken back where it was lent.
    #[inline]
    pub fn into_content(mut self) -> Value {
        self.take_back();
        self
    }

    /// A copy; of a lent value, a copy of the content.
    #[inline]
    pub fn snapshot(&self) -> Value {
        match self {
            Value::Lent(wraps, cell) => cell.get().wrapped_in(*wraps),
            other => other.clone(),
        }
    }

    /// A reference to element `index` of the vector that this reference points to. The index is inside.
    pub fn ref_element(&self, index: usize) -> Result<Value, RefError> {
        let lend = |cell: &CellRef, index: usize| {
            cell.with(|slot| {
                slot.take_back();
                match slot {
                    Value::Vec(_, vector) => match vector.make_mut() {
                        super::VecData::Values(values) => values.get_mut(index).map(Value::lend).ok_or(RefError::Stale),
                        _ => Ok(Value::Part(Wraps::NONE, Arc::new(Part { cell: cell.clone(), kind: PartKind::Element(index) }))),
                    },
                    _ => Err(RefError::Stale),
                }
            })
        };
        match self {
            Value::Ref(_, cell) => lend(cell, index),
            Value::Part(_, part) => match part.kind {
                PartKind::Range { start, len } if index < len => lend(&part.cell, start + index),
                _ => Err(RefError::NotReference),
            },
            _ => Err(RefError::NotReference),
        }
    }

    /// A reference to the subslice of `len` elements from `start`, both inside.
    pub fn ref_range(&self, start: usize, len: usize) -> Result<Value, RefError> {
        let part = |cell: &CellRef, start: usize| {
            let kind = PartKind::Range { start, len };
            Ok(Value::Part(Wraps::NONE, Arc::new(Part { cell: cell.clone(), kind })))
        };
        match self {
            Value::Ref(_, cell) => part(cell, start),
            Value::Part(_, outer) => match outer.kind {
                PartKind::Range { start: offset, .. } => part(&outer.cell, offset + start),
                PartKind::Element(_) => self.with_ref_to_cell()?.ref_range(start, len),
            },
            _ => Err(RefError::NotReference),
        }
    }

    /// A reference to a whole cell with the same content as this one (an element is lent).
    fn with_ref_to_cell(&self) -> Result<Value, RefError> {
        match self {
            Value::Part(_, part) => match part.kind {
                PartKind::Element(index) => part.cell.with(|slot| match slot {
                    Value::Vec(_, vector) => vector.make_mut().values_mut().get_mut(index).map(Value::lend).ok_or(RefError::Stale),
                    _ => Err(RefError::Stale),
                }),
                PartKind::Range { .. } => Err(RefError::NotReference),
            },
            other => Ok(other.clone()),
        }
    }

    /// What a reference points to, as it is now.
    #[inline]
    pub fn read_ref(&self) -> Result<Value, RefError> {
        let value = match self {
            Value::Ref(_, cell) => cell.get(),
            Value::Part(_, part) => part.cell.with(|slot| match (slot.look(), part.kind) {
                (Value::Vec(_, vector), PartKind::Element(index)) => vector.list().get(index).ok_or(RefError::Stale),
                (Value::Vec(_, vector), PartKind::Range { start, len }) if start + len <= vector.list().len => {
                    Ok(Value::Vec(Wraps::NONE, vector.part(start, len)))
                }
                (text, PartKind::Range { start, len }) if is_text_range(&text, start, len) => {
                    text.text_part(start, start + len).ok_or(RefError::Stale)
                }
                _ => Err(RefError::Stale),
            })?,
            _ => return Err(RefError::NotReference),
        };
        if matches!(value, Value::Moved(_)) { Err(RefError::Stale) } else { Ok(value) }
    }

    /// Works on what a reference points to. For an unboxed element or a range it works on a copy that is stored afterwards.
    /// `f` must not come back to the same reference.
    pub fn with_ref<R>(&self, f: impl FnOnce(&mut Value) -> R) -> Result<R, RefError> {
        match self {
            Value::Ref(_, cell) => cell.with(|slot| {
                slot.take_back();
                if matches!(slot, Value::Moved(_)) { Err(RefError::Stale) } else { Ok(f(slot)) }
            }),
            Value::Part(_, part) => part.cell.with(|slot| {
                slot.take_back();
                match (&mut *slot, part.kind) {
                    (Value::Vec(_, vector), kind) => with_part(vector, kind, f),
                    (text, PartKind::Range { start, len }) if is_text_range(text, start, len) => with_text_part(text, start, len, f),
                    _ => Err(RefError::Stale),
                }
            }),
            _ => Err(RefError::NotReference),
        }
    }

    /// Replaces what a reference points to and gives the old content.
    pub fn write_ref(&self, value: Value) -> Result<Value, RefError> {
        match self {
            Value::Ref(_, cell) => Ok(cell.set(value).into_content()),
            // A reference that became one to a trait object, and says what it refers to.
            Value::Dyn(_, inner) => inner.value.write_ref(value),
            _ => self.with_ref(|slot| std::mem::replace(slot, value)),
        }
    }

    /// A text, list or field that may be lent, to be looked at without copying: its content as a value.
    #[inline]
    pub fn look(&self) -> Value {
        self.snapshot()
    }
}

/// Whether these bytes are a part of a text.
fn is_text_range(value: &Value, start: usize, len: usize) -> bool {
    value.as_str().is_some_and(|text| text.get(start..start + len).is_some())
}

/// Works on a copy of a part of a text, which takes its place if it is as long.
fn with_text_part<R>(whole: &mut Value, start: usize, len: usize, f: impl FnOnce(&mut Value) -> R) -> Result<R, RefError> {
    let mut part = whole.text_part(start, start + len).ok_or(RefError::Stale)?;
    let result = f(&mut part);
    if let Some(changed) = part.as_str().filter(|text| text.len() == len)
        && let Some(whole) = whole.str_mut()
    {
        whole.replace_range(start..start + len, changed);
    }
    Ok(result)
}

fn with_part<R>(vector: &mut Vector, kind: PartKind, f: impl FnOnce(&mut Value) -> R) -> Result<R, RefError> {
    let data = vector.make_mut();
    match kind {
        PartKind::Element(index) => match data {
            super::VecData::Values(values) => {
                let slot = values.get_mut(index).ok_or(RefError::Stale)?;
                slot.take_back();
                Ok(f(slot))
            }
            data => {
                let mut element = data.get(index).ok_or(RefError::Stale)?;
                let result = f(&mut element);
                data.replace(index, element);
                Ok(result)
            }
        },
        PartKind::Range { start, len } => {
            if start + len > data.len() {
                return Err(RefError::Stale);
            }
            let mut part = Value::Vec(Wraps::NONE, Vector::new(data.copy_range(start, start + len)));
            let result = f(&mut part);
            if let Value::Vec(_, part) = part {
                for (i, value) in part.list().iter().enumerate().take(len) {
                    data.replace(start + i, value);
                }
            }
            Ok(result)
        }
    }
}

/// What an `Rc` or `Arc` points to. The counts are the script's: changed by its clones and drops, not by snapshots.
pub struct RcBox {
    pub strong: AtomicUsize,
    pub weak: AtomicUsize,
    content: OnceLock<Value>,
}

/// A counted `RcBox`.
pub type RcRef = Arc<RcBox>;

impl RcBox {
    /// One strong holder.
    pub fn new(content: Value) -> RcRef {
        Arc::new(RcBox { strong: AtomicUsize::new(1), weak: AtomicUsize::new(0), content: OnceLock::from(content) })
    }

    /// No strong holder and no content yet (`Weak::new`, `Rc::new_cyclic`).
    pub fn empty() -> RcRef {
        Arc::new(RcBox { strong: AtomicUsize::new(0), weak: AtomicUsize::new(1), content: OnceLock::new() })
    }

    /// Gives an empty one its content and the first strong holder.
    pub fn fill(&self, content: Value) {
        if self.content.set(content).is_ok() {
            self.strong.store(1, Ordering::Release);
        }
    }

    /// What it holds.
    #[inline]
    pub fn content(&self) -> Option<&Value> {
        self.content.get()
    }

    /// One strong holder more.
    pub fn add_strong(&self) {
        self.strong.fetch_add(1, Ordering::Relaxed);
    }

    /// One strong holder less; true where it was the last.
    pub fn drop_strong(&self) -> bool {
        self.strong.fetch_update(Ordering::AcqRel, Ordering::Acquire, |n| n.checked_sub(1)) == Ok(1)
    }

    /// One strong holder more, unless there is none any more (`Weak::upgrade`).
    pub fn upgrade(&self) -> bool {
        self.strong.fetch_update(Ordering::AcqRel, Ordering::Acquire, |n| (n > 0).then_some(n + 1)).is_ok()
    }

    /// The content, moved out where only `this` holds it, and copied otherwise. The caller has dropped the last strong count.
    pub fn take_content(this: &mut RcRef) -> Value {
        let unique = Arc::get_mut(this).and_then(|rc| rc.content.take());
        unique.or_else(|| this.content().map(Value::snapshot)).unwrap_or_default()
    }

    /// The content where `this` is the only pointer to it.
    pub fn own_content(this: &mut RcRef) -> Option<&mut Value> {
        Arc::get_mut(this).and_then(|rc| rc.content.get_mut())
    }

    /// The content to be changed: in place where `this` is the only holder, in a new `Rc` of its own otherwise. The caller has made sure that the
    /// script has one strong holder.
    pub fn content_mut(this: &mut RcRef) -> &mut Value {
        if !this.is_unique() || this.content().is_none() {
            let content = this.content().map(Value::snapshot).unwrap_or_default();
            *this = RcBox::new(content);
        }
        match Arc::get_mut(this).and_then(|rc| rc.content.get_mut()) {
            Some(content) => content,
            None => unreachable!("the content was just made unique"),
        }
    }
}
