//! A task of the script: its registers, frames and what it waits for.

use crate::native::NativeCx;
use crate::value::Value;
use ruchy_runtime::{Slot, TaskHandle};
use std::any::{Any, TypeId};
use std::collections::HashMap;

/// How a task ends: its value, or why there is none.
pub type TaskResult = Result<Value, Failure>;

/// Why a task has no value.
#[derive(Clone, Debug)]
pub enum Failure {
    /// It panicked with this payload.
    Panic(Value),
    /// Somebody asked for its end.
    Cancelled,
}

/// A task that was started.
pub struct Spawned {
    pub handle: TaskHandle,
    /// Where its result will be.
    pub slot: Slot<TaskResult>,
}

/// Things that natives keep per task, one of each type.
#[derive(Default)]
pub struct Extensions {
    map: Option<Box<HashMap<TypeId, Box<dyn Any + Send>>>>,
}

impl Extensions {
    /// The thing of this type, if there is one.
    pub fn get<T: Any + Send>(&mut self) -> Option<&mut T> {
        self.map.as_mut()?.get_mut(&TypeId::of::<T>())?.downcast_mut()
    }

    /// Puts a thing in, replacing the one of its type.
    pub fn set<T: Any + Send>(&mut self, thing: T) {
        self.map.get_or_insert_default().insert(TypeId::of::<T>(), Box::new(thing));
    }
}

pub(crate) fn spawn(cx: &mut NativeCx<'_>, closure: Value, args: Vec<Value>, name: Option<String>) -> Spawned {
    let _ = (cx, closure, args, name);
    todo!()
}
