//! The steps of the commonest iterators, which the library declares as structs: a slice with its two ends, a range.

use super::{Value, VecData, Wraps};

macro_rules! range_step {
    ($start:expr, $end:expr, $($kind:ident)*) => {
        match ($start, $end) {
            // Below the end, so that it does not overflow.
            $((Value::$kind(_, start), Value::$kind(_, end)) => {
                let x = *start;
                if x < *end {
                    *start = x + 1;
                    Some(Value::$kind(Wraps::NONE, x).some())
                } else {
                    Some(Value::NONE)
                }
            })*
            (start, end) => {
                let (x, last) = (start.as_int()?, end.as_int()?);
                if x < last {
                    let next = match start {
                        Value::U128(..) => Value::from((x + 1) as u128),
                        _ => Value::from(x + 1),
                    };
                    Some(std::mem::replace(start, next).some())
                } else {
                    Some(Value::NONE)
                }
            }
        }
    };
}

impl Value {
    /// `Iterator::next` of a slice's iterator, a struct of slice, front and back; `None` where this is none.
    #[inline]
    pub fn next_of_slice(&mut self) -> Option<Value> {
        self.take_back();
        let Value::Struct(_, fields) = self else { return None };
        let [Value::Vec(_, list), Value::Usize(_, front), Value::Usize(_, back)] = fields.make_mut() else { return None };
        let at = *front;
        if at >= *back {
            return Some(Value::NONE);
        }
        let item = match list.data() {
            Some(VecData::I64(items)) => items.get(at).map(|&x| Value::I64(Wraps::NONE, x)),
            Some(VecData::F64(items)) => items.get(at).map(|&x| Value::F64(Wraps::NONE, x)),
            _ => list.list().get(at),
        };
        *front = at + 1;
        Some(item?.some())
    }

    /// `Iterator::next` of `a..b` of integers; `None` where this is none.
    #[inline]
    pub fn next_of_range(&mut self) -> Option<Value> {
        self.take_back();
        let Value::Struct(_, fields) = self else { return None };
        let [start, end] = fields.make_mut() else { return None };
        range_step!(start, end, I32 I64 Usize U64 U8 U32 I8 I16 U16 Isize)
    }
}
