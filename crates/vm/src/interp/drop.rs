//! Dropping: a work list per drop, so that `impl Drop` may wait, panic and call like any other code.
//!
//! A value is dropped by the plan of its static type. What needs no script code is done at once; an `impl Drop` is called from the built-in
//! function `DROPPER`, which goes on with the rest of the list when it returns.

use super::Fault;
use super::call::run_time_type;
use crate::code::{CallInfo, Code, DropAction};
use crate::native::{NativeCx, Site};
use crate::task::Task;
use crate::value::{RcBox, Value, Wrap};
use ruchy_check::types::Ty;
use ruchy_runtime::TaskContext;
use ruchy_syntax::Symbol;

/// What is still to be dropped, last first.
#[derive(Default)]
pub(crate) struct DropWork {
    items: Vec<Item>,
    /// The call that comes next.
    call: Option<(u32, Value)>,
}

enum Item {
    Value(u32, Value),
    /// The fields of what `impl Drop` has left, by this plan.
    AfterDrop(u32),
}

impl Task {
    /// Drops a value as far as no script code is needed; [`Task::has_drop_call`] says whether that was all.
    pub(crate) fn start_drop(&mut self, code: &Code, value: Value, plan: u32, cx: &mut TaskContext<'_>) -> Option<Fault> {
        let mut work = DropWork::default();
        work.items.push(Item::Value(plan, value));
        match self.work(code, &mut work, None, cx) {
            Ok(true) => self.drops.push(work),
            Ok(false) => {}
            Err(fault) => return Some(fault),
        }
        None
    }

    /// Whether the drop just started has to call script code.
    pub(crate) fn has_drop_call(&mut self) -> bool {
        self.drops.last().is_some_and(|work| work.call.is_some())
    }

    /// The next call of the drop at work; `None` when it is done.
    pub(crate) fn next_drop(&mut self, code: &Code, left_over: Value, cx: &mut TaskContext<'_>) -> Result<Option<(u32, Value)>, Fault> {
        let Some(mut work) = self.drops.pop() else { return Ok(None) };
        if let Some(call) = work.call.take() {
            self.drops.push(work);
            return Ok(Some(call));
        }
        match self.work(code, &mut work, Some(left_over), cx) {
            Ok(true) => {
                let call = work.call.take();
                self.drops.push(work);
                Ok(call)
            }
            Ok(false) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// After a panic in the drop at work: true where more is to be dropped, which is then the drop at work above an empty one.
    pub(crate) fn begin_rest_of_drop(&mut self) -> bool {
        match self.drops.pop() {
            Some(work) if !work.items.is_empty() => {
                self.drops.extend([DropWork::default(), work]);
                true
            }
            Some(work) => {
                self.drops.push(work);
                false
            }
            None => false,
        }
    }

    /// Forgets the drop at work (a panic in it).
    pub(crate) fn abandon_drop(&mut self) {
        self.drops.pop();
    }

    /// Works the list off; true where a call is due.
    fn work(&mut self, code: &Code, work: &mut DropWork, mut left_over: Option<Value>, cx: &mut TaskContext<'_>) -> Result<bool, Fault> {
        while let Some(item) = work.items.pop() {
            let (plan, value, fields_only) = match item {
                Item::Value(plan, value) => (plan, value, false),
                Item::AfterDrop(plan) => match left_over.take() {
                    Some(value) => (plan, value, true),
                    None => continue,
                },
            };
            let value = value.into_content();
            if value.is_moved() {
                continue;
            }
            let value = match value {
                // A variable in a cell: plans are of what it holds, and references are never dropped.
                Value::Ref(_, cell) => {
                    let content = cell.take();
                    if content.is_moved() {
                        continue;
                    }
                    content
                }
                value => value,
            };
            match &code.drops[plan as usize] {
                DropAction::Nothing => {}
                DropAction::Adt { drop: Some(func), .. } if !fields_only => {
                    work.items.push(Item::AfterDrop(plan));
                    work.call = Some((*func, value));
                    return Ok(true);
                }
                DropAction::Adt { variants, .. } => {
                    let variant = value.variant().unwrap_or(0) as usize;
                    if let Some(parts) = variants.get(variant) {
                        push_fields(work, value, parts);
                    }
                }
                DropAction::Tuple(parts) | DropAction::Closure(parts) => push_fields(work, value, parts),
                DropAction::Elements(plan) => {
                    if let Some(values) = value.into_list() {
                        work.items.extend(values.into_iter().rev().map(|value| Item::Value(*plan, value)));
                    }
                }
                DropAction::Wrapped { some, err } => match (value.top(), some, err) {
                    (Some(Wrap::Some | Wrap::Ok), Some(plan), _) | (Some(Wrap::Err), _, Some(plan)) => {
                        work.items.push(Item::Value(*plan, value.unwrap_one()));
                    }
                    _ => {}
                },
                DropAction::Rc(content) => drop_rc(work, value, *content),
                DropAction::Weak => {
                    if let Value::Weak(_, rc) = &value {
                        rc.weak.fetch_sub(1, std::sync::atomic::Ordering::AcqRel);
                    }
                }
                DropAction::Native(elements) => self.drop_native(work, value, elements, cx),
                DropAction::Dyn => {
                    let plan = run_time_type(code, &value).and_then(|ty| code.types.drops.get(&ty)).copied();
                    match (plan, value) {
                        (_, Value::Rc(wraps, rc)) => {
                            drop_rc(work, Value::Rc(wraps, rc), Some(super::call::DROP_DYN));
                        }
                        (Some(plan), value) => work.items.push(Item::Value(plan, value.without_dyn())),
                        (None, _) => {}
                    }
                }
            }
        }
        Ok(false)
    }

    fn drop_native(&mut self, work: &mut DropWork, value: Value, elements: &[Option<u32>], cx: &mut TaskContext<'_>) {
        match &value {
            Value::Object(_, object) => {
                let info = CallInfo { name: Symbol::new("drop"), function: None, type_args: Vec::new(), params: Vec::new(), ret: Ty::UNIT };
                let panicking = self.is_unwinding();
                let mut cx = NativeCx {
                    task: cx,
                    machine: &self.machine,
                    env: &self.env,
                    call: &info,
                    extensions: &mut self.extensions,
                    extra: &mut self.extra,
                    panicking,
                    stack: None,
                    site: Site::Known(Default::default()),
                };
                object.dropped(&mut cx);
                if elements.iter().any(Option::is_some) {
                    let contents = object.take_contents();
                    work.items.extend(
                        contents
                            .into_iter()
                            .rev()
                            .filter_map(|(index, value)| elements.get(index).copied().flatten().map(|plan| Item::Value(plan, value))),
                    );
                }
            }
            Value::Shared(_, cell) => {
                if let Some(plan) = elements.first().copied().flatten() {
                    work.items.push(Item::Value(plan, cell.take()));
                }
            }
            _ => {}
        }
    }
}

fn push_fields(work: &mut DropWork, value: Value, parts: &[(u32, u32)]) {
    if let Some(mut fields) = value.into_fields() {
        for &(index, plan) in parts.iter().rev() {
            if let Some(field) = fields.get_mut(index as usize) {
                work.items.push(Item::Value(plan, field.take()));
            }
        }
    }
}

fn drop_rc(work: &mut DropWork, value: Value, content: Option<u32>) {
    let mut value = value;
    if let Value::Dyn(..) = value {
        value = value.without_dyn();
    }
    if let Value::Rc(_, mut rc) = value
        && rc.drop_strong()
        && let Some(plan) = content
    {
        work.items.push(Item::Value(plan, RcBox::take_content(&mut rc)));
    }
}
