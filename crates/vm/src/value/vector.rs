//! Vectors, arrays and slices: one kind of value, with unboxed storage for the common number types.
//!
//! A vector is storage of its own or a view into another vector (a subslice). Storage adapts: an empty vector takes the
//! kind of the first element that arrives, and becomes a vector of values when an element of another kind does.
//! Invariant: elements of unboxed storage have no wraps.

use super::{Value, Wraps};
use triomphe::Arc;

macro_rules! storage {
    ($($kind:ident($ty:ty)),*) => {
        /// The elements of a vector.
        #[derive(Debug)]
        pub enum VecData {
            Values(Vec<Value>),
            $($kind(Vec<$ty>),)*
        }

        impl VecData {
            /// How many elements there are.
            #[inline]
            pub fn len(&self) -> usize {
                match self { VecData::Values(v) => v.len(), $(VecData::$kind(v) => v.len(),)* }
            }

            /// How many there is room for.
            pub fn capacity(&self) -> usize {
                match self { VecData::Values(v) => v.capacity(), $(VecData::$kind(v) => v.capacity(),)* }
            }

            /// The element at `index`; the content of a lent one.
            #[inline]
            pub fn get(&self, index: usize) -> Option<Value> {
                match self {
                    VecData::Values(v) => v.get(index).map(|value| value.snapshot()),
                    $(VecData::$kind(v) => v.get(index).map(|&x| Value::$kind(Wraps::NONE, x)),)*
                }
            }

            /// Replaces the element and gives the old one; `None` where there is none.
            pub fn replace(&mut self, index: usize, value: Value) -> Option<Value> {
                if index >= self.len() {
                    return None;
                }
                match (&mut *self, &value) {
                    $((VecData::$kind(v), Value::$kind(Wraps::NONE, x)) => {
                        return Some(Value::$kind(Wraps::NONE, std::mem::replace(&mut v[index], *x)));
                    })*
                    _ => {}
                }
                let mut old = std::mem::replace(&mut self.values_mut()[index], value);
                old.take_back();
                Some(old)
            }

            /// Appends an element.
            #[inline]
            pub fn push(&mut self, value: Value) {
                match (&mut *self, &value) {
                    $((VecData::$kind(v), Value::$kind(Wraps::NONE, x)) => return v.push(*x),)*
                    (VecData::Values(v), _) if !v.is_empty() => return v.push(value),
                    _ => {}
                }
                self.push_other(value);
            }

            fn push_other(&mut self, value: Value) {
                if self.len() == 0 {
                    let room = self.capacity();
                    match value {
                        $(Value::$kind(Wraps::NONE, x) => {
                            let mut v = Vec::with_capacity(room);
                            v.push(x);
                            *self = VecData::$kind(v);
                            return;
                        })*
                        _ => {}
                    }
                }
                self.values_mut().push(value);
            }

            /// Makes room for `more` elements.
            pub fn reserve(&mut self, more: usize) {
                match self { VecData::Values(v) => v.reserve(more), $(VecData::$kind(v) => v.reserve(more),)* }
            }

            /// Gives back room that is not used.
            pub fn shrink_to_fit(&mut self) {
                match self { VecData::Values(v) => v.shrink_to_fit(), $(VecData::$kind(v) => v.shrink_to_fit(),)* }
            }

            /// Removes the last element.
            pub fn pop(&mut self) -> Option<Value> {
                match self {
                    VecData::Values(v) => v.pop().map(Value::into_content),
                    $(VecData::$kind(v) => v.pop().map(|x| Value::$kind(Wraps::NONE, x)),)*
                }
            }

            /// Inserts before `index`, which is not past the end.
            pub fn insert(&mut self, index: usize, value: Value) {
                if index >= self.len() {
                    return self.push(value);
                }
                match (&mut *self, &value) {
                    $((VecData::$kind(v), Value::$kind(Wraps::NONE, x)) => v.insert(index, *x),)*
                    _ => self.values_mut().insert(index, value),
                }
            }

            /// Removes the element at `index`.
            pub fn remove(&mut self, index: usize) -> Option<Value> {
                if index >= self.len() {
                    return None;
                }
                Some(match self {
                    VecData::Values(v) => v.remove(index).into_content(),
                    $(VecData::$kind(v) => Value::$kind(Wraps::NONE, v.remove(index)),)*
                })
            }

            /// Removes the element at `index`, putting the last one in its place.
            pub fn swap_remove(&mut self, index: usize) -> Option<Value> {
                if index >= self.len() {
                    return None;
                }
                Some(match self {
                    VecData::Values(v) => v.swap_remove(index).into_content(),
                    $(VecData::$kind(v) => Value::$kind(Wraps::NONE, v.swap_remove(index)),)*
                })
            }

            /// Exchanges two elements, both there.
            pub fn swap(&mut self, a: usize, b: usize) {
                match self { VecData::Values(v) => v.swap(a, b), $(VecData::$kind(v) => v.swap(a, b),)* }
            }

            /// Reverses the order.
            pub fn reverse(&mut self) {
                match self { VecData::Values(v) => v.reverse(), $(VecData::$kind(v) => v.reverse(),)* }
            }

            /// Keeps the first `len` elements.
            pub fn truncate(&mut self, len: usize) {
                match self { VecData::Values(v) => v.truncate(len), $(VecData::$kind(v) => v.truncate(len),)* }
            }

            /// Moves the elements one after the other by `mid` to the front, as `slice::rotate_left`.
            pub fn rotate_left(&mut self, mid: usize) {
                match self { VecData::Values(v) => v.rotate_left(mid), $(VecData::$kind(v) => v.rotate_left(mid),)* }
            }

            /// Cuts off the elements from `at` on.
            pub fn split_off(&mut self, at: usize) -> VecData {
                match self {
                    VecData::Values(v) => VecData::Values(v.split_off(at)),
                    $(VecData::$kind(v) => VecData::$kind(v.split_off(at)),)*
                }
            }

            /// Takes out the elements from `start` up to `end`, both there.
            pub fn drain(&mut self, start: usize, end: usize) -> VecData {
                match self {
                    VecData::Values(v) => VecData::Values(v.drain(start..end).map(Value::into_content).collect()),
                    $(VecData::$kind(v) => VecData::$kind(v.drain(start..end).collect()),)*
                }
            }

            /// A copy of the elements from `start` up to `end`, both there.
            pub fn copy_range(&self, start: usize, end: usize) -> VecData {
                match self {
                    VecData::Values(v) => VecData::Values(v[start..end].iter().map(Value::snapshot).collect()),
                    $(VecData::$kind(v) => VecData::$kind(v[start..end].to_vec()),)*
                }
            }

            /// Appends copies of the elements of `other` from `start` up to `end`.
            pub fn extend_from(&mut self, other: &VecData, start: usize, end: usize) {
                match (&mut *self, other) {
                    $((VecData::$kind(a), VecData::$kind(b)) => return a.extend_from_slice(&b[start..end]),)*
                    _ => {}
                }
                if self.len() == 0 && self.capacity() < end - start {
                    *self = other.copy_range(start, end);
                } else {
                    self.reserve(end - start);
                    (start..end).for_each(|i| self.push(other.get(i).unwrap_or_default()));
                }
            }

            /// Fills `len` elements with copies of one value.
            pub fn repeat(value: Value, len: usize) -> VecData {
                match value {
                    $(Value::$kind(Wraps::NONE, x) => VecData::$kind(vec![x; len]),)*
                    value => VecData::Values(vec![value; len]),
                }
            }

            /// The elements as values of their own; changes the storage to that where it is another.
            pub fn values_mut(&mut self) -> &mut Vec<Value> {
                match self {
                    VecData::Values(_) => {}
                    $(VecData::$kind(v) => {
                        let mut values = Vec::with_capacity(v.capacity().max(v.len() + 1));
                        values.extend(v.iter().map(|&x| Value::$kind(Wraps::NONE, x)));
                        *self = VecData::Values(values);
                    })*
                }
                match self {
                    VecData::Values(v) => v,
                    _ => unreachable!("storage was just made one of values"),
                }
            }

            /// The elements as values.
            pub fn into_values(self) -> Vec<Value> {
                match self {
                    VecData::Values(mut v) => {
                        v.iter_mut().for_each(Value::take_back);
                        v
                    }
                    $(VecData::$kind(v) => v.into_iter().map(|x| Value::$kind(Wraps::NONE, x)).collect(),)*
                }
            }

            /// Storage for these values, unboxed where they are all of one number kind.
            pub fn from_values(values: Vec<Value>) -> VecData {
                match values.first() {
                    $(Some(Value::$kind(Wraps::NONE, _)) => {
                        let mut v = Vec::with_capacity(values.len());
                        for value in &values {
                            match value {
                                Value::$kind(Wraps::NONE, x) => v.push(*x),
                                _ => return VecData::Values(values),
                            }
                        }
                        VecData::$kind(v)
                    })*
                    _ => VecData::Values(values),
                }
            }
        }
    };
}

storage!(U8(u8), I32(i32), U32(u32), I64(i64), U64(u64), Usize(usize), F32(f32), F64(f64), Bool(bool), Char(char));

impl VecData {
    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sorts unboxed elements by their natural order (floats by `total_cmp`); false where the storage is of values.
    pub fn sort_unboxed(&mut self) -> bool {
        match self {
            VecData::Values(_) => return false,
            VecData::U8(v) => v.sort_unstable(),
            VecData::I32(v) => v.sort_unstable(),
            VecData::U32(v) => v.sort_unstable(),
            VecData::I64(v) => v.sort_unstable(),
            VecData::U64(v) => v.sort_unstable(),
            VecData::Usize(v) => v.sort_unstable(),
            VecData::F32(v) => v.sort_unstable_by(f32::total_cmp),
            VecData::F64(v) => v.sort_unstable_by(f64::total_cmp),
            VecData::Bool(v) => v.sort_unstable(),
            VecData::Char(v) => v.sort_unstable(),
        }
        true
    }
}

impl Default for VecData {
    fn default() -> Self {
        VecData::Values(Vec::new())
    }
}

/// A counted vector.
#[derive(Clone)]
pub struct Vector(pub(crate) Arc<VectorKind>);

pub(crate) enum VectorKind {
    Data(VecData),
    View { base: Arc<VectorKind>, start: usize, len: usize },
}

/// A vector being read: storage and the part of it that counts.
#[derive(Clone, Copy)]
pub struct List<'a> {
    pub data: &'a VecData,
    pub start: usize,
    pub len: usize,
}

impl<'a> List<'a> {
    /// The element at `index`.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Value> {
        if index < self.len { self.data.get(self.start + index) } else { None }
    }

    /// The elements.
    pub fn iter(self) -> impl Iterator<Item = Value> + 'a {
        (0..self.len).map(move |i| self.data.get(self.start + i).unwrap_or_default())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes, where the elements are bytes (or there are none).
    pub fn bytes(&self) -> Option<&'a [u8]> {
        match self.data {
            VecData::U8(v) => v.get(self.start..self.start + self.len),
            _ if self.len == 0 => Some(&[]),
            _ => None,
        }
    }
}

impl Vector {
    /// A vector with this storage.
    pub fn new(data: VecData) -> Vector {
        Vector(Arc::new(VectorKind::Data(data)))
    }

    /// The storage, where this is no view.
    #[inline(always)]
    pub fn data(&self) -> Option<&VecData> {
        match &*self.0 {
            VectorKind::Data(data) => Some(data),
            VectorKind::View { .. } => None,
        }
    }

    /// The elements, to be read.
    #[inline]
    pub fn list(&self) -> List<'_> {
        match &*self.0 {
            VectorKind::Data(data) => List { data, start: 0, len: data.len() },
            VectorKind::View { base, start, len } => match &**base {
                VectorKind::Data(data) => List { data, start: *start, len: *len },
                VectorKind::View { .. } => unreachable!("a view of a view"),
            },
        }
    }

    /// The subslice of `len` elements from `start`, both inside.
    pub fn part(&self, start: usize, len: usize) -> Vector {
        match &*self.0 {
            VectorKind::Data(data) if start == 0 && len == data.len() => self.clone(),
            VectorKind::Data(_) => Vector(Arc::new(VectorKind::View { base: self.0.clone(), start, len })),
            VectorKind::View { base, start: offset, .. } => {
                Vector(Arc::new(VectorKind::View { base: base.clone(), start: offset + start, len }))
            }
        }
    }

    /// The storage, where this is no view and nobody else holds it.
    pub fn unique_data(&mut self) -> Option<&mut VecData> {
        match Arc::get_mut(&mut self.0) {
            Some(VectorKind::Data(data)) => Some(data),
            _ => None,
        }
    }

    /// The storage, made this value's own.
    #[inline]
    pub fn make_mut(&mut self) -> &mut VecData {
        if !matches!(&*self.0, VectorKind::Data(_)) || !self.0.is_unique() {
            self.copy();
        }
        match Arc::get_mut(&mut self.0) {
            Some(VectorKind::Data(data)) => data,
            _ => unreachable!("the vector was just made unique"),
        }
    }

    #[cold]
    fn copy(&mut self) {
        let List { data, start, len } = self.list();
        *self = Vector::new(data.copy_range(start, start + len));
    }

    /// The storage; copied where another value holds it.
    pub fn into_data(mut self) -> VecData {
        std::mem::take(self.make_mut())
    }

    /// Where the storage lies, to tell identities apart.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0) as usize
    }
}
