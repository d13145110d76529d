//! Native objects: what the library keeps in a value without the VM knowing what it is.

use super::Value;
use crate::native::NativeCx;
use std::any::Any;
use std::cmp::Ordering;
use std::fmt;
use std::hash::Hasher;

/// A native object of the library: a hash map, a channel end, an iterator's state.
///
/// An object is *data* or a *handle*. Data (`copy` gives `Some`) is a value: it is copied when a second holder changes it. A handle (`copy` gives
/// `None`, the default) is shared by identity: every copy is the same thing, and methods change it through `&self`.
pub trait Object: Any + Send + Sync {
    /// The type's name for messages: `HashMap`.
    fn type_name(&self) -> &'static str;

    /// A copy to be changed without the other holders seeing it; `None` for a handle.
    fn copy(&self) -> Option<Box<dyn Object>> {
        None
    }

    /// What `{:?}` prints.
    fn shape(&self) -> Shape {
        Shape::Text(format!("{} {{ .. }}", self.type_name()))
    }

    /// Structural equality; `None` where there is none but identity.
    fn equals(&self, _other: &dyn Object) -> Option<bool> {
        None
    }

    /// Structural order.
    fn compare(&self, _other: &dyn Object) -> Option<Ordering> {
        None
    }

    /// Structural hash.
    fn hash(&self, _state: &mut dyn Hasher) {}

    /// The script's last holder dropped it (decided by the static type, not by the count): release a lock, close a channel's end.
    fn dropped(&self, _cx: &mut NativeCx<'_>) {}

    /// The script values inside, taken out in the order in which they are dropped, each with the index of its type among `DropPlan::Native::elements`. Called
    /// after `dropped`, for types that own something with a drop plan. A handle takes them through `&self` only when it is the last one.
    fn take_contents(&self) -> Vec<(usize, Value)> {
        Vec::new()
    }
}

/// The structure that `{:?}` prints of an object.
pub enum Shape {
    /// As it is.
    Text(String),
    /// `[a, b]`
    List(Vec<Value>),
    /// `{a, b}`
    Set(Vec<Value>),
    /// `{a: b}`
    Map(Vec<(Value, Value)>),
    /// `Name { field: a }`; with `..` at the end where not exhaustive.
    Struct { name: &'static str, fields: Vec<(&'static str, Value)>, exhaustive: bool },
    /// `Name(a, b)`
    Tuple { name: &'static str, fields: Vec<Value> },
}

impl fmt::Debug for dyn Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.type_name())
    }
}
