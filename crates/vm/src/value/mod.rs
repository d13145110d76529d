//! Values: 16 bytes that describe themselves.
//!
//! Scalars lie in the value; everything else is counted and copied on write. `Some`, `Ok` and `Err` around a value are marks in it
//! ([`Wraps`]), so `Option<i64>` is `Value::I64` with a mark, or `Value::None`. `&T` and `Box<T>` are the `T` itself.
//!
//! For natives: make values with `Value::from(...)`, [`Value::text`], [`Value::list`], [`Value::tuple`], [`Value::object`], and wrap them with
//! [`Value::some`], [`Value::ok`], [`Value::err`]; read them with `as_…` (borrowing), `into_…` (moving) and `…_mut` (copying first where shared).
//! A slot inside a container may be `Lent`: read slots with [`Value::snapshot`], take them with [`Value::into_content`].

mod advance;
mod fields;
mod object;
mod refs;
mod string;
mod vector;
mod wraps;

pub use fields::{Fields, Header};
pub use object::{Object, Shape};
use parking_lot::Mutex;
pub use refs::{Cell, CellRef, Part, PartKind, RcBox, RcRef, RefError};
use ruchy_check::types::{IntKind, Ty};
use std::collections::HashMap;
use std::sync::LazyLock;
pub use string::Str;
use triomphe::Arc;
pub use vector::{List, VecData, Vector};
pub use wraps::{Wrap, Wraps};

/// A value of any type.
#[derive(Clone)]
#[repr(u8)]
pub enum Value {
    /// What a move leaves behind.
    Moved(Wraps),
    None(Wraps),
    Unit(Wraps),
    Bool(Wraps, bool),
    Char(Wraps, char),
    I8(Wraps, i8),
    I16(Wraps, i16),
    I32(Wraps, i32),
    I64(Wraps, i64),
    Isize(Wraps, isize),
    U8(Wraps, u8),
    U16(Wraps, u16),
    U32(Wraps, u32),
    U64(Wraps, u64),
    Usize(Wraps, usize),
    F32(Wraps, f32),
    F64(Wraps, f64),
    /// A variant without fields (or a struct without fields): its type and number.
    Variant(Wraps, Ty, u32),
    /// A function of the code, without captures.
    Function(Wraps, u32),
    /// A null pointer.
    Null(Wraps),
    /// Text that lives as long as the process.
    Literal(Wraps, &'static &'static str),
    I128(Wraps, Arc<i128>),
    U128(Wraps, Arc<u128>),
    Str(Wraps, Str),
    Vec(Wraps, Vector),
    Tuple(Wraps, Fields),
    /// A struct or a variant with fields; the header has the type and the variant.
    Struct(Wraps, Fields),
    /// Function number and closure number in the header, captures in the fields. Futures that have not run are closures too.
    Closure(Wraps, Fields),
    /// `&mut T` as a value: to a cell.
    Ref(Wraps, CellRef),
    /// `&mut T` as a value: to an element or range of a cell's vector.
    Part(Wraps, Arc<Part>),
    /// What stays in a slot whose content was borrowed. Never in a register.
    Lent(Wraps, CellRef),
    Rc(Wraps, RcRef),
    Weak(Wraps, RcRef),
    /// A mutable place shared by identity: what `Cell`, `RefCell`, `Mutex` … are made of.
    Shared(Wraps, CellRef),
    /// A value that does not know its own type, as a trait object.
    Dyn(Wraps, Arc<DynValue>),
    Object(Wraps, Arc<Box<dyn Object>>),
}

/// A value with its type.
#[derive(Clone)]
pub struct DynValue {
    pub ty: Ty,
    pub value: Value,
}

const _: () = assert!(size_of::<Value>() == 16 && size_of::<Option<Value>>() == 16);
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Value>()
};

macro_rules! every_variant {
    ($value:expr, $wraps:ident => $result:expr) => {
        match $value {
            Value::Moved($wraps) => $result,
            Value::None($wraps) => $result,
            Value::Unit($wraps) => $result,
            Value::Bool($wraps, _) => $result,
            Value::Char($wraps, _) => $result,
            Value::I8($wraps, _) => $result,
            Value::I16($wraps, _) => $result,
            Value::I32($wraps, _) => $result,
            Value::I64($wraps, _) => $result,
            Value::Isize($wraps, _) => $result,
            Value::U8($wraps, _) => $result,
            Value::U16($wraps, _) => $result,
            Value::U32($wraps, _) => $result,
            Value::U64($wraps, _) => $result,
            Value::Usize($wraps, _) => $result,
            Value::F32($wraps, _) => $result,
            Value::F64($wraps, _) => $result,
            Value::Variant($wraps, ..) => $result,
            Value::Function($wraps, _) => $result,
            Value::Null($wraps) => $result,
            Value::Literal($wraps, _) => $result,
            Value::I128($wraps, _) => $result,
            Value::U128($wraps, _) => $result,
            Value::Str($wraps, _) => $result,
            Value::Vec($wraps, _) => $result,
            Value::Tuple($wraps, _) => $result,
            Value::Struct($wraps, _) => $result,
            Value::Closure($wraps, _) => $result,
            Value::Ref($wraps, _) => $result,
            Value::Part($wraps, _) => $result,
            Value::Lent($wraps, _) => $result,
            Value::Rc($wraps, _) => $result,
            Value::Weak($wraps, _) => $result,
            Value::Shared($wraps, _) => $result,
            Value::Dyn($wraps, _) => $result,
            Value::Object($wraps, _) => $result,
        }
    };
}

impl Default for Value {
    /// `Moved`.
    #[inline]
    fn default() -> Self {
        Value::Moved(Wraps::NONE)
    }
}

macro_rules! number_conversions {
    ($($kind:ident $ty:ty),*) => {
        $(impl From<$ty> for Value {
            #[inline]
            fn from(x: $ty) -> Value {
                Value::$kind(Wraps::NONE, x)
            }
        })*

        impl Value {
            /// The integer that this is, of whatever kind.
            pub fn as_int(&self) -> Option<i128> {
                match self {
                    $(Value::$kind(_, x) => number_conversions!(@int $kind *x),)*
                    Value::I128(_, x) => Some(**x),
                    Value::U128(_, x) => i128::try_from(**x).ok(),
                    _ => None,
                }
            }
        }
    };
    (@int F32 $x:expr) => {{
        let _ = $x;
        None
    }};
    (@int F64 $x:expr) => {{
        let _ = $x;
        None
    }};
    (@int Bool $x:expr) => {{
        let _ = $x;
        None
    }};
    (@int Char $x:expr) => {{
        let _ = $x;
        None
    }};
    (@int $kind:ident $x:expr) => { Some($x as i128) };
}

number_conversions!(
    Bool bool, Char char, I8 i8, I16 i16, I32 i32, I64 i64, Isize isize, U8 u8, U16 u16, U32 u32, U64 u64,
    Usize usize, F32 f32, F64 f64
);

impl From<i128> for Value {
    fn from(x: i128) -> Value {
        Value::I128(Wraps::NONE, Arc::new(x))
    }
}

impl From<u128> for Value {
    fn from(x: u128) -> Value {
        Value::U128(Wraps::NONE, Arc::new(x))
    }
}

impl From<()> for Value {
    fn from((): ()) -> Value {
        Value::UNIT
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Str(Wraps::NONE, Str::new(text))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::text(text)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(option: Option<T>) -> Value {
        option.map_or(Value::NONE, |value| value.into().some())
    }
}

impl<T: Into<Value>, E: Into<Value>> From<Result<T, E>> for Value {
    fn from(result: Result<T, E>) -> Value {
        match result {
            Ok(value) => value.into().ok(),
            Err(error) => error.into().err(),
        }
    }
}

/// Making values.
impl Value {
    pub const UNIT: Value = Value::Unit(Wraps::NONE);
    pub const NONE: Value = Value::None(Wraps::NONE);

    /// A `String` or `&str`.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Str(Wraps::NONE, Str::new(text.into()))
    }

    /// Text that lives as long as the process; each text is kept once.
    pub fn literal(text: &'static str) -> Value {
        static KNOWN: LazyLock<Mutex<HashMap<&'static str, &'static &'static str>>> = LazyLock::new(Mutex::default);
        let kept = *KNOWN.lock().entry(text).or_insert_with(|| Box::leak(Box::new(text)));
        Value::Literal(Wraps::NONE, kept)
    }

    /// An integer of a kind that is known at run time only, cut to its width.
    pub fn int(kind: IntKind, value: i128) -> Value {
        match kind {
            IntKind::I8 => (value as i8).into(),
            IntKind::I16 => (value as i16).into(),
            IntKind::I32 => (value as i32).into(),
            IntKind::I64 => (value as i64).into(),
            IntKind::I128 => value.into(),
            IntKind::Isize => (value as isize).into(),
            IntKind::U8 => (value as u8).into(),
            IntKind::U16 => (value as u16).into(),
            IntKind::U32 => (value as u32).into(),
            IntKind::U64 => (value as u64).into(),
            IntKind::U128 => (value as u128).into(),
            IntKind::Usize => (value as usize).into(),
        }
    }

    /// A vector, array or slice.
    pub fn list(values: Vec<Value>) -> Value {
        Value::from_data(VecData::from_values(values))
    }

    /// A vector of bytes.
    pub fn bytes(bytes: Vec<u8>) -> Value {
        Value::from_data(VecData::U8(bytes))
    }

    /// A vector with this storage.
    pub fn from_data(data: VecData) -> Value {
        Value::Vec(Wraps::NONE, Vector::new(data))
    }

    /// A tuple; `()` where there are no values.
    pub fn tuple(values: impl IntoIterator<Item = Value, IntoIter: ExactSizeIterator>) -> Value {
        let values = values.into_iter();
        if values.len() == 0 {
            return Value::UNIT;
        }
        Value::Tuple(Wraps::NONE, Fields::new(Ty::UNIT.0, 0, values))
    }

    /// A struct or enum variant.
    pub fn adt(ty: Ty, variant: u32, fields: impl IntoIterator<Item = Value, IntoIter: ExactSizeIterator>) -> Value {
        let fields = fields.into_iter();
        if fields.len() == 0 {
            return Value::Variant(Wraps::NONE, ty, variant);
        }
        Value::Struct(Wraps::NONE, Fields::new(ty.0, variant, fields))
    }

    /// A native object.
    pub fn object(object: impl Object) -> Value {
        Value::Object(Wraps::NONE, Arc::new(Box::new(object)))
    }

    /// A native object.
    pub fn boxed_object(object: Box<dyn Object>) -> Value {
        Value::Object(Wraps::NONE, Arc::new(object))
    }

    /// `Rc::new`, `Arc::new`.
    pub fn rc(content: Value) -> Value {
        Value::Rc(Wraps::NONE, RcBox::new(content))
    }

    /// A new shared place.
    pub fn shared(content: Value) -> Value {
        Value::Shared(Wraps::NONE, Cell::new(content))
    }

    /// `Some(self)`
    #[inline]
    pub fn some(self) -> Value {
        self.wrap(Wrap::Some)
    }

    /// `Ok(self)`
    #[inline]
    pub fn ok(self) -> Value {
        self.wrap(Wrap::Ok)
    }

    /// `Err(self)`
    #[inline]
    pub fn err(self) -> Value {
        self.wrap(Wrap::Err)
    }
}

/// Wraps.
impl Value {
    /// The marks around the value.
    #[inline]
    pub fn wraps(&self) -> Wraps {
        every_variant!(self, wraps => *wraps)
    }

    /// The marks, to be changed.
    #[inline]
    pub fn wraps_mut(&mut self) -> &mut Wraps {
        every_variant!(self, wraps => wraps)
    }

    /// With these marks instead of its own.
    #[inline]
    pub fn with_wraps(mut self, wraps: Wraps) -> Value {
        *self.wraps_mut() = wraps;
        self
    }

    /// With one mark more. Beyond sixteen levels the innermost are kept in a box of their own: that does not occur in
    /// programs, so the value is left as it is.
    #[inline]
    pub fn wrap(mut self, wrap: Wrap) -> Value {
        let wraps = self.wraps_mut();
        if let Some(more) = wraps.push(wrap) {
            *wraps = more;
        }
        self
    }

    /// With these marks outside its own.
    #[inline]
    pub fn wrapped_in(mut self, outer: Wraps) -> Value {
        if !outer.is_empty() {
            let depth = 16 - outer.0.leading_zeros() / 2;
            let wraps = self.wraps_mut();
            *wraps = Wraps(wraps.0.checked_shl(2 * depth).unwrap_or(0) | outer.0);
        }
        self
    }

    /// Without the outermost mark.
    #[inline]
    pub fn unwrap_one(mut self) -> Value {
        let wraps = self.wraps_mut();
        *wraps = wraps.pop();
        self
    }

    /// The outermost mark.
    #[inline]
    pub fn top(&self) -> Option<Wrap> {
        self.wraps().top()
    }

    /// Whether this is `None` (of the outermost `Option`).
    #[inline]
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None(Wraps::NONE))
    }

    /// An `Option`'s payload.
    pub fn into_option(self) -> Option<Value> {
        if self.top() == Some(Wrap::Some) { Some(self.unwrap_one()) } else { None }
    }

    /// A `Result`'s payload.
    pub fn into_result(self) -> Result<Value, Value> {
        if self.top() == Some(Wrap::Err) { Err(self.unwrap_one()) } else { Ok(self.unwrap_one()) }
    }

    /// Whether a move has left this behind.
    #[inline]
    pub fn is_moved(&self) -> bool {
        matches!(self, Value::Moved(_))
    }

    /// Moves the value out, leaving `Moved`.
    #[inline]
    pub fn take(&mut self) -> Value {
        std::mem::take(self)
    }
}

/// Reading values.
impl Value {
    /// The text of a `String` or `&str`.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(_, text) => Some(text.as_str()),
            Value::Literal(_, text) => Some(text),
            _ => None,
        }
    }

    /// The bytes from `start` up to `end` of a text, without copying; both on character boundaries.
    pub fn text_part(&self, start: usize, end: usize) -> Option<Value> {
        let part = match self {
            Value::Str(_, text) => text.part(start, end),
            Value::Literal(_, text) => Str::part_of_literal(text, start, end),
            _ => return None,
        };
        Some(Value::Str(Wraps::NONE, part))
    }

    /// The buffer of a `String`, made its own.
    pub fn str_mut(&mut self) -> Option<&mut String> {
        if let Value::Literal(wraps, text) = self {
            *self = Value::Str(*wraps, Str::new((**text).to_owned()));
        }
        match self {
            Value::Str(_, text) => Some(text.make_mut()),
            _ => None,
        }
    }

    /// The buffer of a `String`, moved out.
    pub fn into_string(self) -> Option<String> {
        match self {
            Value::Str(_, text) => Some(text.into_string()),
            Value::Literal(_, text) => Some((*text).to_owned()),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(_, x) = self { Some(*x) } else { None }
    }

    pub fn as_char(&self) -> Option<char> {
        if let Value::Char(_, x) = self { Some(*x) } else { None }
    }

    /// A `usize`, or any other integer that is one.
    #[inline]
    pub fn as_usize(&self) -> Option<usize> {
        if let Value::Usize(_, x) = self { Some(*x) } else { self.as_int().and_then(|x| x.try_into().ok()) }
    }

    /// Any integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_int().and_then(|x| x.try_into().ok())
    }

    /// Any integer that fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_int().and_then(|x| x.try_into().ok())
    }

    pub fn as_u128(&self) -> Option<u128> {
        if let Value::U128(_, x) = self { Some(**x) } else { self.as_int().and_then(|x| x.try_into().ok()) }
    }

    /// A float of either width.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::F64(_, x) => Some(*x),
            Value::F32(_, x) => Some(f64::from(*x)),
            _ => None,
        }
    }

    /// Which integer type this is of.
    pub fn int_kind(&self) -> Option<IntKind> {
        Some(match self {
            Value::I8(..) => IntKind::I8,
            Value::I16(..) => IntKind::I16,
            Value::I32(..) => IntKind::I32,
            Value::I64(..) => IntKind::I64,
            Value::I128(..) => IntKind::I128,
            Value::Isize(..) => IntKind::Isize,
            Value::U8(..) => IntKind::U8,
            Value::U16(..) => IntKind::U16,
            Value::U32(..) => IntKind::U32,
            Value::U64(..) => IntKind::U64,
            Value::U128(..) => IntKind::U128,
            Value::Usize(..) => IntKind::Usize,
            _ => return None,
        })
    }

    /// The elements of a vector, array or slice.
    #[inline]
    pub fn as_list(&self) -> Option<List<'_>> {
        if let Value::Vec(_, vector) = self { Some(vector.list()) } else { None }
    }

    /// The subslice of `len` elements from `start`, without copying; both inside.
    pub fn list_part(&self, start: usize, len: usize) -> Option<Value> {
        if let Value::Vec(_, vector) = self { Some(Value::Vec(Wraps::NONE, vector.part(start, len))) } else { None }
    }

    /// The storage of a vector, made its own.
    #[inline]
    pub fn list_mut(&mut self) -> Option<&mut VecData> {
        if let Value::Vec(_, vector) = self { Some(vector.make_mut()) } else { None }
    }

    /// The elements of a vector, moved out.
    pub fn into_list(self) -> Option<Vec<Value>> {
        if let Value::Vec(_, vector) = self { Some(vector.into_data().into_values()) } else { None }
    }

    /// The fields of a tuple, struct, variant or closure; slots may be lent.
    #[inline]
    pub fn fields(&self) -> Option<&[Value]> {
        match self {
            Value::Tuple(_, fields) | Value::Struct(_, fields) | Value::Closure(_, fields) => Some(fields.values()),
            _ => None,
        }
    }

    /// A copy of a field.
    #[inline]
    pub fn field(&self, index: usize) -> Option<Value> {
        self.fields().and_then(|fields| fields.get(index)).map(Value::snapshot)
    }

    /// The fields, made this value's own.
    #[inline]
    pub fn fields_mut(&mut self) -> Option<&mut [Value]> {
        match self {
            Value::Tuple(_, fields) | Value::Struct(_, fields) | Value::Closure(_, fields) => Some(fields.make_mut()),
            _ => None,
        }
    }

    /// The fields, moved out.
    pub fn into_fields(self) -> Option<Vec<Value>> {
        match self {
            Value::Tuple(_, fields) | Value::Struct(_, fields) | Value::Closure(_, fields) => Some(fields.into_values()),
            Value::Unit(_) | Value::Variant(..) => Some(Vec::new()),
            _ => None,
        }
    }

    /// The variant's number of an enum that is not `Option` or `Result`.
    #[inline]
    pub fn variant(&self) -> Option<u32> {
        match self {
            Value::Variant(_, _, variant) => Some(*variant),
            Value::Struct(_, fields) => Some(fields.header().variant),
            _ => None,
        }
    }

    /// The type and variant of a struct or enum.
    pub fn adt_header(&self) -> Option<(Ty, u32)> {
        match self {
            Value::Variant(_, ty, variant) => Some((*ty, *variant)),
            Value::Struct(_, fields) => {
                let header = fields.header();
                Some((Ty(header.ty), header.variant))
            }
            _ => None,
        }
    }

    /// A native object of type `T`.
    #[inline]
    pub fn as_object<T: Object>(&self) -> Option<&T> {
        match self {
            Value::Object(_, object) => (&***object as &dyn std::any::Any).downcast_ref(),
            _ => None,
        }
    }

    /// A native object of type `T` to be changed: copied first where another value holds it. `None` for a handle that is shared.
    pub fn object_mut<T: Object>(&mut self) -> Option<&mut T> {
        let Value::Object(_, object) = self else { return None };
        if !object.is_unique() {
            *object = Arc::new(object.copy()?);
        }
        let object: &mut dyn Object = &mut **Arc::get_mut(object)?;
        (object as &mut dyn std::any::Any).downcast_mut()
    }

    /// The native object, of whatever type.
    pub fn as_dyn_object(&self) -> Option<&dyn Object> {
        if let Value::Object(_, object) = self { Some(&***object) } else { None }
    }

    /// An `Rc` or `Arc`.
    pub fn as_rc(&self) -> Option<&RcRef> {
        match self {
            Value::Rc(_, rc) | Value::Weak(_, rc) => Some(rc),
            Value::Dyn(_, inner) => inner.value.as_rc(),
            _ => None,
        }
    }

    /// A shared place.
    pub fn as_shared(&self) -> Option<&CellRef> {
        if let Value::Shared(_, cell) = self { Some(cell) } else { None }
    }

    /// A number that is the same for two values that are the same thing (`Rc::ptr_eq`, `{:p}`).
    pub fn address(&self) -> usize {
        match self {
            Value::Str(_, x) => x.address(),
            Value::Literal(_, x) => x.as_ptr() as usize,
            Value::Vec(_, x) => x.address(),
            Value::Tuple(_, x) | Value::Struct(_, x) | Value::Closure(_, x) => x.address(),
            Value::Ref(_, x) | Value::Lent(_, x) | Value::Shared(_, x) => Arc::as_ptr(x) as usize,
            Value::Part(_, x) => Arc::as_ptr(&x.cell) as usize + 1,
            Value::Rc(_, x) | Value::Weak(_, x) => Arc::as_ptr(x) as usize,
            Value::Dyn(_, x) => x.value.address(),
            Value::Object(_, x) => Arc::as_ptr(x) as usize,
            _ => 0,
        }
    }

    /// A trait object of a type that its values do not know. A counted pointer that nobody else holds wraps its content, others themselves.
    pub fn into_dyn(mut self, ty: Ty) -> Value {
        if let Value::Rc(_, rc) = &mut self
            && let Some(content) = RcBox::own_content(rc)
        {
            *content = content.take().into_dyn(ty);
            return self;
        }
        Value::Dyn(Wraps::NONE, Arc::new(DynValue { ty, value: self }))
    }

    /// This in the wrapper that `other`, a trait object, is in.
    pub fn dyn_like(self, other: &Value) -> Value {
        match other {
            Value::Dyn(_, inner) => Value::Dyn(Wraps::NONE, Arc::new(DynValue { ty: inner.ty, value: self })),
            _ => self,
        }
    }

    /// Without the wrapper that gives a trait object its type.
    pub fn without_dyn(self) -> Value {
        match self {
            Value::Dyn(wraps, inner) => inner.value.clone().wrapped_in(wraps),
            other => other,
        }
    }

    /// What kind of value this is, for internal errors.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Value::Moved(_) => "moved",
            Value::None(_) => "None",
            Value::Unit(_) => "()",
            Value::Bool(..) => "bool",
            Value::Char(..) => "char",
            Value::F32(..) => "f32",
            Value::F64(..) => "f64",
            Value::Variant(..) | Value::Struct(..) => "struct or enum",
            Value::Function(..) => "function",
            Value::Null(_) => "null pointer",
            Value::Literal(..) | Value::Str(..) => "text",
            Value::Vec(..) => "list",
            Value::Tuple(..) => "tuple",
            Value::Closure(..) => "closure",
            Value::Ref(..) | Value::Part(..) => "reference",
            Value::Lent(..) => "lent",
            Value::Rc(..) => "Rc",
            Value::Weak(..) => "Weak",
            Value::Shared(..) => "shared place",
            Value::Dyn(..) => "trait object",
            Value::Object(_, object) => object.type_name(),
            number => number.int_kind().map_or("number", IntKind::name),
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind_name())?;
        if let Some(x) = self.as_int() {
            write!(f, " {x}")?;
        } else if let Some(x) = self.as_str() {
            write!(f, " {x:?}")?;
        } else if let Some(fields) = self.fields() {
            f.debug_list().entries(fields).finish()?;
        } else if let Some(list) = self.as_list() {
            f.debug_list().entries(list.iter()).finish()?;
        } else if let Some(x) = self.as_f64() {
            write!(f, " {x}")?;
        } else if let Some(x) = self.as_bool() {
            write!(f, " {x}")?;
        }
        if self.wraps().is_empty() { Ok(()) } else { write!(f, " in {:?}", self.wraps()) }
    }
}
