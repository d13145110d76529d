//! Inlining: the code of a small function stands where it is called.
//!
//! The callee's body is lowered into the caller's function with its own locals, loops and scan. Its parameters are scope items of a scope of their own; an argument that
//! is only looked at stays in its register, and a `&mut` parameter is the place that the argument names. A `return` jumps behind the body. Each instruction
//! knows the calls that it is of ([`crate::code::Inlined`]), so that traces and places are those of real calls.

use super::Ice;
use super::builder::{Builder, Label, LoopContext, Reading, Storage, moves};
use super::place::Place;
use super::scan::Scan;
use crate::code::{Cleanup, Inlined};
use crate::ops::Reg;
use ruchy_check::typed::*;
use std::collections::HashMap;
use std::rc::Rc;

/// Bodies with more expressions than this are called.
const MOST_EXPRESSIONS: usize = 60;
/// How deep inlined calls are nested.
const MOST_NESTED: usize = 12;
/// Functions that have grown to so many instructions grow no more by inlining.
const MOST_INSTRUCTIONS: usize = 4000;
/// A part of something that the callee names more often than this is moved into a register for the call.
const MOST_USES_IN_PLACE: u32 = 3;

/// Where a `return` of an inlined call goes.
#[derive(Clone, Copy)]
pub(super) struct Exit {
    pub label: Label,
    /// The scopes that stay open.
    pub scopes: usize,
    /// Where the value goes.
    pub dst: Reg,
}

/// An argument of an inlined call.
pub(super) enum Argument {
    Value(ExprId),
    /// A place that is handed in and out.
    Place(Place),
}

/// What a parameter is bound to.
enum Bound {
    /// A value of its own.
    Own(Reg),
    /// A place or value of the caller's.
    Storage(Storage),
    /// What was at the place, until the end of the call.
    MovedIn(Reg, Place),
}

/// What belongs to the body that is being lowered.
struct Context<'a> {
    instance: InstanceId,
    body: &'a Body,
    scan: Rc<Scan>,
    locals: HashMap<LocalId, Storage>,
    reserved: HashMap<LocalId, Reg>,
    held_floats: HashMap<u64, Reg>,
    loops: Vec<LoopContext>,
    exit: Option<Exit>,
    inlined: Option<u16>,
}

impl<'a> Builder<'a> {
    /// Inlines a call if its callee is one that should be; false where it is not.
    pub fn inline(&mut self, id: InstanceId, args: &[ExprId], dst: Reg) -> Result<bool, Ice> {
        let Some(body) = self.inlinable(id) else { return Ok(false) };
        let params = &self.program.instances[id.0 as usize].params;
        let mut arguments = Vec::with_capacity(args.len());
        for (&arg, param) in args.iter().zip(params) {
            if param.mode == ParamMode::InOut && self.unsized_from(arg).is_some() {
                return Ok(false);
            }
            arguments.push(Argument::Value(arg));
        }
        self.inline_call(id, body, &arguments, dst)?;
        Ok(true)
    }

    /// Inlines the call of `next` with the place of an iterator.
    pub fn inline_next(&mut self, id: InstanceId, iterator: &Place, dst: Reg) -> Result<bool, Ice> {
        let Some(body) = self.inlinable(id) else { return Ok(false) };
        self.inline_call(id, body, &[Argument::Place(iterator.clone())], dst)?;
        Ok(true)
    }

    /// The body of an instance, if it is worth inlining here.
    fn inlinable(&self, id: InstanceId) -> Option<&'a Body> {
        let program = self.program;
        let InstanceCode::Body(body) = &program.instances.get(id.0 as usize)?.code else { return None };
        let fits = body.root.is_some()
            && body.exprs.len() <= MOST_EXPRESSIONS
            && self.nested.len() < MOST_NESTED
            && !self.nested.contains(&id)
            && self.function.ops.len() < MOST_INSTRUCTIONS
            && self.function.inlined.len() < usize::from(u16::MAX)
            && Some(id) != program.main;
        fits.then_some(body)
    }

    fn inline_call(&mut self, id: InstanceId, body: &'a Body, args: &[Argument], dst: Reg) -> Result<(), Ice> {
        let program = self.program;
        let instance = &program.instances[id.0 as usize];
        let scan = self.lowerer.scan(program, id, body);
        let mark = self.begin();
        let bound = self.bound_arguments(instance, body, &scan, args)?;
        let moved_in = self.moved_in(&bound);
        self.function.inlined.push(Inlined {
            name: instance.name.as_str().into(),
            span: self.span,
            parent: self.inlined,
            track_caller: instance.track_caller,
        });
        let inlined = (self.function.inlined.len() - 1) as u16;
        let exit = Exit { label: self.label(), scopes: self.scopes.len(), dst };
        let outer = self.exchange(Context {
            instance: id,
            body,
            scan,
            locals: HashMap::new(),
            reserved: HashMap::new(),
            held_floats: HashMap::new(),
            loops: Vec::new(),
            exit: Some(exit),
            inlined: Some(inlined),
        });
        let span = self.at(instance.span);
        self.nested.push(id);
        let result = self.inlined_body(instance, &bound, dst);
        self.place_label(exit.label);
        self.nested.pop();
        self.at(span);
        self.exchange(outer);
        result?;
        let end = self.pc();
        for cleanup in moved_in {
            self.function.cleanups[cleanup].end = end;
        }
        for bound in bound.iter().rev() {
            if let Bound::MovedIn(reg, place) = bound {
                self.store(place, *reg);
            }
        }
        self.end(mark);
        Ok(())
    }

    /// From here on a panic puts back what was moved in, after the body's own cleanups: those stand behind these. Gives their numbers.
    fn moved_in(&mut self, bound: &[Bound]) -> Vec<usize> {
        let mut cleanups = Vec::new();
        for bound in bound {
            if let Bound::MovedIn(reg, place) = bound {
                let action = self.back_action(place, *reg);
                let start = self.pc();
                cleanups.push(self.function.cleanups.len());
                self.function.cleanups.push(Cleanup { start, end: u32::MAX, action });
            }
        }
        cleanups
    }

    /// Sets what body is being lowered; gives what was.
    fn exchange(&mut self, context: Context<'a>) -> Context<'a> {
        Context {
            instance: std::mem::replace(&mut self.instance, context.instance),
            body: std::mem::replace(&mut self.body, context.body),
            scan: std::mem::replace(&mut self.scan, context.scan),
            locals: std::mem::replace(&mut self.locals, context.locals),
            reserved: std::mem::replace(&mut self.reserved, context.reserved),
            held_floats: std::mem::replace(&mut self.held_floats, context.held_floats),
            loops: std::mem::replace(&mut self.loops, context.loops),
            exit: std::mem::replace(&mut self.exit, context.exit),
            inlined: std::mem::replace(&mut self.inlined, context.inlined),
        }
    }

    /// Evaluates the arguments in order; what is moved in is moved last.
    fn bound_arguments(&mut self, instance: &Instance, body: &Body, scan: &Scan, args: &[Argument]) -> Result<Vec<Bound>, Ice> {
        let mut bound = Vec::with_capacity(args.len());
        let mut held = Vec::new();
        for (i, arg) in args.iter().enumerate() {
            let local = simple_binding(body, body.params[i]);
            let later = args[i + 1..].iter().filter_map(|arg| match arg {
                Argument::Value(e) => Some(*e),
                Argument::Place(_) => None,
            });
            bound.push(match *arg {
                Argument::Value(e) if instance.params[i].mode == ParamMode::Value => {
                    let looked = local.is_some_and(|local| self.only_looked_at(local, scan, instance.params[i].ty));
                    if looked {
                        let reg = if later.clone().all(|e| self.is_simple(e)) { self.operand(e)? } else { self.stable_operand(e)? };
                        Bound::Storage(Storage::Look(reg))
                    } else {
                        let reg = self.alloc();
                        self.value(e, reg)?;
                        self.settle(reg + 1);
                        held.extend(self.hold(reg, self.ty_of(e), later));
                        Bound::Own(reg)
                    }
                }
                Argument::Value(e) => {
                    let place = self.inout_place(e)?;
                    self.bound_place(place, local, scan)
                }
                Argument::Place(ref place) => self.bound_place(place.clone(), local, scan),
            });
        }
        self.release(held);
        for bound in &mut bound {
            if let Bound::MovedIn(reg, place) = bound {
                *reg = self.alloc();
                self.read(place, *reg, Reading::Take)?;
            }
        }
        // A variable that is handed in and out may be among the values.
        let changed: Vec<Reg> = bound
            .iter()
            .filter_map(|bound| match bound {
                Bound::Storage(Storage::Target(reg)) => Some(*reg),
                Bound::Storage(Storage::Alias(place)) => Some(place.base),
                _ => None,
            })
            .collect();
        for bound in &mut bound {
            if let Bound::Storage(Storage::Look(reg)) = bound
                && changed.contains(reg)
            {
                let dst = self.alloc();
                self.read(&Place { scratch: false, ..Place::register(*reg) }, dst, Reading::Copy)?;
                *bound = Bound::Storage(Storage::Look(dst));
            }
        }
        Ok(bound)
    }

    /// Whether a parameter can share the register of its argument.
    fn only_looked_at(&self, local: LocalId, scan: &Scan, ty: ruchy_check::types::Ty) -> bool {
        moves(self.program, ty) == Reading::Copy
            && !scan.cells.contains(&local)
            && !scan.changed.contains(&local)
            && !scan.lent.contains(&local)
    }

    fn bound_place(&self, place: Place, local: Option<LocalId>, scan: &Scan) -> Bound {
        let Some(local) = local else { return Bound::MovedIn(0, place) };
        if place.steps.is_empty() {
            return Bound::Storage(Storage::Target(place.base));
        }
        let uses = scan.uses.get(&local).copied().unwrap_or(0);
        if scan.lent.contains(&local) || uses > MOST_USES_IN_PLACE {
            return Bound::MovedIn(0, place);
        }
        Bound::Storage(Storage::Alias(Rc::new(Place { target: true, scratch: false, ..place })))
    }

    /// The body's value into `dst`.
    fn inlined_body(&mut self, instance: &Instance, bound: &[Bound], dst: Reg) -> Result<(), Ice> {
        self.open();
        let patterns = &self.body.params;
        for ((bound, &pat), param) in bound.iter().zip(patterns).zip(&instance.params) {
            let local = simple_binding(self.body, pat);
            let (storage, place) = match bound {
                Bound::Own(reg) => {
                    self.own(*reg, param.ty);
                    let local = local.filter(|local| !self.scan.cells.contains(local));
                    (local.map(|local| (local, Storage::Reg(*reg))), Place::register(*reg))
                }
                Bound::Storage(storage) => (local.map(|local| (local, storage.clone())), Place::register(0)),
                Bound::MovedIn(reg, _) => {
                    (local.map(|local| (local, Storage::Target(*reg))), Place { target: true, ..Place::register(*reg) })
                }
            };
            match storage {
                Some((local, storage)) => {
                    if let Storage::Target(reg) = storage
                        && self.scan.lent.contains(&local)
                    {
                        self.item(super::builder::Item::TakeBack { reg });
                    }
                    self.locals.insert(local, storage);
                }
                None => self.bind(pat, &place)?,
            }
        }
        let root = self.body.root.ok_or("no body")?;
        // A tail's temporaries are dropped before the parameters.
        self.open();
        self.value(root, dst)?;
        self.close();
        self.close();
        Ok(())
    }
}

/// The variable that a parameter's pattern is.
fn simple_binding(body: &Body, pat: PatId) -> Option<LocalId> {
    match body.patterns[pat.0 as usize].kind {
        PatKind::Bind { local, sub: None, .. } => Some(local),
        _ => None,
    }
}
