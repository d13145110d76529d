//! One function in the making: registers, instructions, jumps, scopes.
//!
//! Registers are a stack: locals of the open scopes below, temporaries above. Whoever evaluates into a register that is the topmost one may use it as a call's
//! window. A scope lists what happens when it ends: drops (by plan), clears (of counts that nobody needs any more).

use super::scan::Scan;
use super::{Ice, Lowerer};
use crate::code::*;
use crate::jumps::{has_long_target, set_target};
use crate::ops::{Op, Reg};
use crate::value::Value;
use ruchy_check::typed::*;
use ruchy_check::types::{ClosureId, IntKind, Ty, TyKind};
use ruchy_syntax::Span;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A place to jump to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(u32);

/// Where a local is.
#[derive(Clone)]
pub(super) enum Storage {
    /// The value is in the register.
    Reg(Reg),
    /// A cell with the value is in the register.
    Cell(Reg),
    /// A `&mut` (or `&`) local whose register holds what it refers to.
    Target(Reg),
    /// The value is in a register that belongs to somebody else: it is only looked at. For values that are copied when they are read.
    Look(Reg),
    /// A `&mut` local that refers to this place.
    Alias(Rc<super::place::Place>),
    /// The value is in parts; whether the local is a `&mut` that refers to it.
    Parts(Rc<super::parts::Parts>, bool),
    /// An argument of the caller's that is evaluated where the callee takes it apart.
    Deferred(Rc<super::cases::Deferred>),
}

/// What happens at a scope's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Drop {
        reg: Reg,
        plan: u32,
    },
    /// A value with an `impl Drop` whose fields lie in registers: by its number among `apart`.
    DropFields(usize),
    Clear {
        reg: Reg,
    },
    TakeBack {
        reg: Reg,
    },
    /// What was moved in for an inlined call goes back: by its number among `moved_in`.
    PutBack(usize),
}

/// A value with an `impl Drop` whose fields lie in registers from `base` on.
#[derive(Clone)]
pub(super) struct Apart {
    pub ty: Ty,
    pub types: Rc<[Ty]>,
    pub base: Reg,
    pub shape: u16,
    pub plan: u32,
    /// The register that tells whether the value is still there: one that is `Moved` where it was moved.
    pub witness: Reg,
}

impl Apart {
    pub fn registers(&self) -> std::ops::Range<Reg> {
        self.base..self.base + self.types.len() as u16
    }

    pub fn cleanup(&self) -> CleanupAction {
        CleanupAction::DropFields { base: self.base, shape: self.shape, plan: self.plan }
    }
}

pub(super) struct Scope {
    /// Each with its entry among the cleanups.
    pub items: Vec<(Item, Option<usize>)>,
    pub top: Reg,
}

pub(super) struct LoopContext {
    pub label: LoopId,
    pub scopes: usize,
    pub leave: Label,
    pub again: Option<Label>,
    pub dst: Reg,
}

/// Where a failed test goes, and the scopes that are open there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fail {
    pub label: Label,
    pub scopes: usize,
    pub items: usize,
}

/// How a closure's body finds a captured local.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum CaptureForm {
    Value,
    Cell,
    Target,
}

pub(super) struct Builder<'a> {
    pub lowerer: &'a mut Lowerer,
    pub program: &'a Program,
    pub instance: InstanceId,
    pub body: &'a Body,
    pub scan: Rc<Scan>,
    pub closure: Option<ClosureId>,
    pub function: Function,
    pub locals: HashMap<LocalId, Storage>,
    /// Locals that may be lent where the lowering stands.
    pub lent: HashSet<LocalId>,
    /// Registers set aside for what a pattern will bind.
    pub reserved: HashMap<LocalId, Reg>,
    /// Registers for the temporaries that live as long as the variable of the `let` they stand in.
    pub extended: HashMap<ExprId, Reg>,
    /// Registers of the floats that the running loops name.
    pub held_floats: HashMap<u64, Reg>,
    pub top: Reg,
    most: u32,
    pub scopes: Vec<Scope>,
    pub loops: Vec<LoopContext>,
    labels: Vec<Option<u32>>,
    jumps: Vec<(usize, Label)>,
    stubs: Vec<(Label, Vec<Item>, Label)>,
    pub span: Span,
    /// The inlined call that is being lowered.
    pub inlined: Option<u16>,
    /// Where a `return` of an inlined call goes.
    pub exit: Option<super::inline::Exit>,
    /// What is made here outlives the registers from this one on.
    pub lasting: Option<Reg>,
    /// The callers of the inlined calls that are being lowered, the innermost last.
    pub outers: Vec<super::inline::Context<'a>>,
    /// What was moved in for inlined calls, and where it belongs.
    pub moved_in: Vec<(Reg, super::place::Place)>,
    /// Values with an `impl Drop` whose fields lie in registers.
    pub apart: Vec<Apart>,
    /// The enums that are taken apart before they are made.
    pub cases: Vec<super::cases::Cases>,
    /// The last place of a label: what follows a jump is reached only by one.
    last_label: u32,
    /// A problem of ours that was met at a scope's end.
    pub failed: Option<Ice>,
    /// The instances that are being lowered, from the function's own to the innermost of the inlined.
    pub nested: Vec<InstanceId>,
    far: bool,
    too_far: bool,
}

/// How a place is read where its value is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    Copy,
    Take,
    /// Copied, unless this is the only use: the type may be `Copy`.
    Either,
}

/// Whether dropping a value of a type does anything; plans that come to nothing do not count.
pub(super) fn needs_drop(program: &Program, ty: Ty) -> bool {
    fn effect(program: &Program, ty: Ty, seen: &mut Vec<Ty>) -> bool {
        if seen.contains(&ty) {
            return false;
        }
        let Some(plan) = program.drops.get(&ty) else { return false };
        seen.push(ty);
        let mut any = |list: &[(u32, Ty)]| list.iter().any(|&(_, ty)| effect(program, ty, seen));
        match plan {
            DropPlan::Adt { drop, variants } => drop.is_some() || variants.iter().any(|fields| any(fields)),
            DropPlan::Tuple(fields) | DropPlan::Closure(fields) => any(fields),
            DropPlan::Elements(ty) | DropPlan::Box(ty) => effect(program, *ty, seen),
            DropPlan::Wrapped { some, err } => [some, err].into_iter().flatten().any(|&ty| effect(program, ty, seen)),
            DropPlan::Native { .. } => match program.types.kind(ty) {
                TyKind::Adt(def, _) => program.adts.get(def).is_none_or(|adt| adt.name.as_str() != "PhantomData"),
                _ => true,
            },
            DropPlan::Rc(_) | DropPlan::Weak | DropPlan::Dyn => true,
        }
    }
    program.drops.contains_key(&ty) && effect(program, ty, &mut Vec::new())
}

/// How values of a type are read out of places.
pub(super) fn moves(program: &Program, ty: Ty) -> Reading {
    let dropped = needs_drop(program, ty);
    if !dropped && is_scalar(program, ty) {
        return Reading::Copy;
    }
    let kind = program.types.kind(ty);
    if matches!(kind, TyKind::Unknown) {
        return Reading::Either;
    }
    if dropped {
        return Reading::Take;
    }
    let all = |list: &[Ty]| {
        let mut result = Reading::Copy;
        for &ty in list {
            match moves(program, ty) {
                Reading::Take => return Reading::Take,
                Reading::Either => result = Reading::Either,
                Reading::Copy => {}
            }
        }
        result
    };
    match kind {
        TyKind::Tuple(items) => all(items),
        TyKind::Array(item, _) | TyKind::Slice(item) => all(&[*item]),
        TyKind::Adt(def, args) => match program.adts.get(def).and_then(|adt| adt.lang) {
            Some(LangAdt::Option | LangAdt::Result) => all(args),
            Some(LangAdt::Ordering) => Reading::Copy,
            Some(_) => Reading::Take,
            None => Reading::Either,
        },
        TyKind::Closure(_) => Reading::Either,
        TyKind::Str => Reading::Either,
        _ => Reading::Copy,
    }
}

/// Whether values of a type own nothing on the heap.
pub(super) fn is_scalar(program: &Program, ty: Ty) -> bool {
    match program.types.kind(ty) {
        TyKind::Bool | TyKind::Char | TyKind::Float(_) | TyKind::Never | TyKind::FnDef(..) => true,
        TyKind::Int(kind) => !matches!(kind, IntKind::I128 | IntKind::U128),
        TyKind::Tuple(items) => items.is_empty(),
        TyKind::Ref { mutable: false, ty } => is_scalar(program, *ty),
        TyKind::Adt(def, args) => match program.adts.get(def) {
            Some(adt) => match adt.lang {
                Some(LangAdt::Option | LangAdt::Result | LangAdt::Box) => args.iter().all(|&ty| is_scalar(program, ty)),
                Some(LangAdt::Ordering) | None => !adt.variants.is_empty() && adt.variants.iter().all(|variant| variant.fields.is_empty()),
                Some(_) => false,
            },
            None => false,
        },
        _ => false,
    }
}

impl<'a> Builder<'a> {
    pub fn new(lowerer: &'a mut Lowerer, program: &'a Program, instance: InstanceId, body: &'a Body, scan: Rc<Scan>, far: bool) -> Self {
        let info = &program.instances[instance.0 as usize];
        Builder {
            lowerer,
            program,
            instance,
            body,
            scan,
            closure: None,
            function: Function {
                name: info.name.clone(),
                span: info.span,
                track_caller: info.track_caller,
                ops: vec![Op::ResumeUnwind {}],
                ..Function::default()
            },
            locals: HashMap::new(),
            lent: HashSet::new(),
            extended: HashMap::new(),
            reserved: HashMap::new(),
            held_floats: HashMap::new(),
            top: 1,
            most: 1,
            scopes: Vec::new(),
            loops: Vec::new(),
            labels: Vec::new(),
            jumps: Vec::new(),
            stubs: Vec::new(),
            span: info.span,
            inlined: None,
            exit: None,
            lasting: None,
            outers: Vec::new(),
            moved_in: Vec::new(),
            apart: Vec::new(),
            cases: Vec::new(),
            last_label: 0,
            failed: None,
            nested: vec![instance],
            far,
            too_far: false,
        }
    }

    /// Lowers the instance's body.
    pub fn instance(&mut self) -> Result<(), Ice> {
        let info = &self.program.instances[self.instance.0 as usize];
        let params = info.params.clone();
        let patterns = self.body.params.clone();
        self.function.params = params.len() as u16;
        self.scopes.push(Scope { items: Vec::new(), top: 1 });
        self.top = 1 + params.len() as u16;
        self.most = u32::from(self.top);
        for (i, param) in params.iter().enumerate() {
            if param.mode == ParamMode::InOut {
                self.function.inout.push(i as u16 + 1);
            }
        }
        self.parameters(&patterns, &params)?;
        let Some(root) = self.body.root else { return Err("no body".into()) };
        self.finish_body(root)
    }

    /// Binds parameters from their registers.
    pub fn parameters(&mut self, patterns: &[PatId], params: &[ParamInfo]) -> Result<(), Ice> {
        for (i, (&pat, param)) in patterns.iter().zip(params).enumerate() {
            let reg = i as Reg + 1;
            let pattern = &self.body.patterns[pat.0 as usize];
            let simple = match pattern.kind {
                PatKind::Bind { local, sub: None, .. } => Some(local),
                _ => None,
            };
            let target = param.mode == ParamMode::InOut && self.closure.is_none();
            if target {
                if let Some(local) = simple {
                    self.locals.insert(local, Storage::Target(reg));
                    if self.scan.lent.contains(&local) {
                        self.item(Item::TakeBack { reg });
                    }
                    continue;
                }
            } else {
                self.own(reg, param.ty);
                if let Some(local) = simple
                    && !self.scan.cells.contains(&local)
                {
                    self.locals.insert(local, Storage::Reg(reg));
                    continue;
                }
            }
            // What a pattern leaves of a parameter is dropped after what it binds, and before the parameters on the left.
            let place = super::place::Place { target, ..super::place::Place::register(reg) };
            self.bind(pat, &place)?;
        }
        Ok(())
    }

    pub fn finish_body(&mut self, root: ExprId) -> Result<(), Ice> {
        if self.closure.is_none() {
            self.extend_for_ever(root);
        }
        self.value(root, 0)?;
        self.leave_scopes(0);
        self.emit_return();
        Ok(())
    }

    pub fn emit_return(&mut self) {
        self.op(Op::ReturnClear {});
    }

    /// The finished function, and whether a jump was too far for a short one.
    pub fn finish(mut self) -> Result<(Function, bool), Ice> {
        self.top = u16::try_from(self.most).unwrap_or(u16::MAX);
        while let Some((label, items, target)) = self.stubs.pop() {
            self.place_label(label);
            for item in items.into_iter().rev() {
                self.end_item(item);
            }
            self.jump(target);
        }
        if let Some(failed) = self.failed.take() {
            return Err(failed);
        }
        let end = self.function.ops.len() as u32;
        for cleanup in &mut self.function.cleanups {
            cleanup.end = cleanup.end.min(end);
        }
        for (at, label) in std::mem::take(&mut self.jumps) {
            let Some(to) = self.labels[label.0 as usize] else { return Err("a jump to nowhere".into()) };
            if !set_target(&mut self.function.ops[at], at, to) {
                self.too_far = true;
            }
        }
        if self.most > u32::from(u16::MAX) {
            return Err("a function with too many variables".into());
        }
        // One more than is used: an instruction that takes none from its base may name the register after the last.
        self.function.registers = (self.most as u16).saturating_add(1);
        self.thread_returns();
        let clears = self.function.inout.is_empty() && !self.has_heap();
        if clears {
            for op in &mut self.function.ops {
                if *op == (Op::ReturnClear {}) {
                    *op = Op::Return {};
                }
            }
            self.return_scalars();
        }
        Ok((self.function, self.too_far))
    }

    /// A jump to a return is a return.
    fn thread_returns(&mut self) {
        for at in 0..self.function.ops.len() {
            let op = self.function.ops[at];
            if matches!(op, Op::Jump { .. }) && op.target(at).and_then(|to| self.function.ops.get(to)) == Some(&Op::ReturnClear {}) {
                self.function.ops[at] = Op::ReturnClear {};
            }
        }
    }

    /// A copy to register 0 with a return behind it is one instruction, unless somebody jumps to the return.
    fn return_scalars(&mut self) {
        let targets: Vec<usize> = self.function.ops.iter().enumerate().filter_map(|(at, op)| op.target(at)).collect();
        for at in 1..self.function.ops.len() {
            if let (Op::Copy { dst: 0, src }, Op::Return {}) = (self.function.ops[at - 1], self.function.ops[at])
                && !targets.contains(&at)
            {
                self.function.ops[at - 1] = Op::ReturnScalar { src };
            }
        }
    }

    /// Whether any instruction may leave something on the heap in a register.
    fn has_heap(&self) -> bool {
        let params_scalar = match self.closure {
            Some(_) => false,
            None => self.program.instances[self.instance.0 as usize].params.iter().all(|param| is_scalar(self.program, param.ty)),
        };
        !params_scalar || self.function.ops.iter().any(|op| !keeps_scalar(self, op))
    }

    // Instructions.

    pub fn op(&mut self, op: Op) -> usize {
        let pc = self.function.ops.len();
        match self.function.lines.last() {
            Some(line) if line.span == self.span && line.inlined == self.inlined => {}
            _ => self.function.lines.push(Line { start: pc as u32, span: self.span, inlined: self.inlined }),
        }
        self.function.ops.push(op);
        pc
    }

    pub fn at(&mut self, span: Span) -> Span {
        std::mem::replace(&mut self.span, span)
    }

    /// Lowers an expression: what is emitted meanwhile is at its place.
    pub fn at_expr<T>(&mut self, e: ExprId, lower: impl FnOnce(&mut Self, &'a Expr) -> Result<T, Ice>) -> Result<T, Ice> {
        let expr = self.expr_of(e);
        let outer = self.at(expr.span);
        let result = lower(self, expr);
        self.at(outer);
        result
    }

    pub fn pc(&self) -> u32 {
        self.function.ops.len() as u32
    }

    pub fn alloc(&mut self) -> Reg {
        self.alloc_many(1)
    }

    pub fn alloc_many(&mut self, count: u16) -> Reg {
        let reg = self.top;
        self.most = self.most.max(u32::from(self.top) + u32::from(count));
        self.top = self.top.saturating_add(count);
        reg
    }

    /// Makes sure that the frame has registers up to `top`.
    pub fn reserve(&mut self, top: Reg) {
        self.most = self.most.max(u32::from(top));
    }

    pub fn constant(&mut self, value: Value) -> u16 {
        self.function.constants.push(value);
        (self.function.constants.len() - 1) as u16
    }

    pub fn text_constant(&mut self, text: &str) -> u16 {
        let found = self.function.constants.iter().position(|value| value.as_str() == Some(text));
        match found {
            Some(index) => index as u16,
            None => {
                let text: &'static str = ruchy_syntax::Symbol::new(text).as_str();
                self.constant(Value::literal(text))
            }
        }
    }

    pub fn path(&mut self, base: Reg, steps: &[Step]) -> u16 {
        let wanted = Path { base, steps: steps.to_vec() };
        match self.function.paths.iter().position(|path| *path == wanted) {
            Some(index) => index as u16,
            None => {
                self.function.paths.push(wanted);
                (self.function.paths.len() - 1) as u16
            }
        }
    }

    pub fn shape(&mut self, ty: Ty, variant: u32, fields: u16) -> u16 {
        let wanted = Shape { ty, variant, fields };
        match self.function.shapes.iter().position(|shape| *shape == wanted) {
            Some(index) => index as u16,
            None => {
                self.function.shapes.push(wanted);
                (self.function.shapes.len() - 1) as u16
            }
        }
    }

    pub fn internal(&mut self, message: &str) {
        let message = self.text_constant(message);
        self.op(Op::Internal { message });
    }

    // Jumps.

    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    pub fn place_label(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.pc());
        self.last_label = self.pc();
    }

    /// Whether control can come to where the lowering stands.
    pub fn is_reached(&self) -> bool {
        let leaves = matches!(
            self.function.ops.last(),
            Some(Op::Jump { .. } | Op::Loop { .. } | Op::Return {} | Op::ReturnClear {} | Op::Panic { .. } | Op::Internal { .. })
        );
        !leaves || self.last_label == self.pc()
    }

    pub fn here(&mut self) -> Label {
        let label = self.label();
        self.place_label(label);
        label
    }

    /// Whether one of the last instructions has moved a register out.
    pub fn just_moved(&self, reg: Reg) -> bool {
        for op in self.function.ops[self.last_label as usize..].iter().rev() {
            match op {
                Op::Move { dst, .. } if *dst == reg => return false,
                Op::Move { src, .. } if *src == reg => return true,
                Op::Move { .. } => {}
                _ => return false,
            }
        }
        false
    }

    /// Undoes the last instruction if it takes a register back that is going to be lent: lending does that itself where it must.
    pub fn forget_take_back(&mut self, reg: Reg) {
        if self.function.ops.last() == Some(&Op::TakeBack { reg }) && self.last_label != self.pc() {
            self.function.ops.pop();
        }
    }

    pub fn jump(&mut self, label: Label) {
        if !self.is_reached() {
            return;
        }
        let at = self.op(Op::Jump { to: 0 });
        self.jumps.push((at, label));
    }

    pub fn jump_back(&mut self, label: Label) {
        let at = self.op(Op::Loop { to: 0 });
        self.jumps.push((at, label));
    }

    /// Emits an instruction that jumps (its `to` is filled in).
    pub fn branch(&mut self, op: Op, label: Label) {
        let short = !has_long_target(&op);
        if short && self.far {
            let mut op = op;
            let at = self.pc() as usize;
            set_target(&mut op, at, at as u32 + 2);
            self.op(op);
            self.op(Op::Jump { to: 1 });
            self.last_label = self.pc();
            self.jump(label);
            self.last_label = self.pc();
            return;
        }
        let at = self.op(op);
        self.jumps.push((at, label));
    }

    // Scopes.

    pub fn open(&mut self) {
        self.scopes.push(Scope { items: Vec::new(), top: self.top });
    }

    /// Ends the innermost scope: emits what happens at its end and gives its registers back.
    pub fn close(&mut self) {
        if let Some(scope) = self.scopes.pop() {
            if self.is_reached() {
                self.end_items_for_good(&scope.items);
            }
            let pc = self.pc();
            for (_, cleanup) in &scope.items {
                if let Some(index) = *cleanup {
                    // One that has ended before keeps its end.
                    let end = &mut self.function.cleanups[index].end;
                    *end = pc.min(*end);
                }
            }
            self.top = scope.top;
        }
    }

    /// The same where the scope ends here.
    fn end_items_for_good(&mut self, items: &[(Item, Option<usize>)]) {
        for &(item, cleanup) in items.iter().rev() {
            match (item, cleanup) {
                (Item::DropFields(index), Some(cleanup)) => {
                    let result = self.drop_fields_inline(index, cleanup);
                    self.note(result);
                }
                _ => self.end_item(item),
            }
        }
    }

    /// Keeps a problem of ours for the end.
    fn note(&mut self, result: Result<(), Ice>) {
        if let Err(problem) = result {
            self.failed.get_or_insert(problem);
        }
    }

    fn end_items(&mut self, items: &[(Item, Option<usize>)]) {
        for &(item, _) in items.iter().rev() {
            self.end_item(item);
        }
    }

    pub fn end_item(&mut self, item: Item) {
        match item {
            Item::Drop { reg, plan } => {
                self.op(Op::Drop { reg, plan });
            }
            Item::DropFields(index) => self.drop_fields(index),
            Item::Clear { reg } => {
                self.op(Op::Clear { reg, count: 1 });
            }
            Item::TakeBack { reg } => {
                self.op(Op::TakeBack { reg });
            }
            Item::PutBack(index) => {
                let (reg, place) = self.moved_in[index].clone();
                self.store(&place, reg);
            }
        }
    }

    /// Emits what happens when control leaves all scopes from `depth` on, which stay open for the code that follows.
    pub fn leave_scopes(&mut self, depth: usize) {
        for index in (depth..self.scopes.len()).rev() {
            let items = self.scopes[index].items.clone();
            self.end_items(&items);
        }
    }

    pub fn item(&mut self, item: Item) {
        self.item_in(self.scopes.len().saturating_sub(1), item);
    }

    pub fn item_in(&mut self, scope: usize, item: Item) {
        let action = match item {
            Item::Drop { reg, plan } => Some(CleanupAction::Drop { reg, plan }),
            Item::DropFields(index) => Some(self.apart[index].cleanup()),
            Item::TakeBack { reg } => Some(CleanupAction::TakeBack { reg }),
            Item::PutBack(index) => {
                let (reg, place) = self.moved_in[index].clone();
                Some(self.back_action(&place, reg))
            }
            Item::Clear { .. } => None,
        };
        let start = self.pc();
        let cleanup = action.map(|action| {
            self.function.cleanups.push(Cleanup { start, end: u32::MAX, action });
            self.function.cleanups.len() - 1
        });
        if let Some(scope) = self.scopes.get_mut(scope) {
            scope.items.push((item, cleanup));
        }
    }

    /// The innermost scope owns a part of something that is being made, while the later parts are evaluated: they may panic or leave.
    /// Gives what is to be handed to [`Builder::release`] when all is there.
    pub fn hold(&mut self, reg: Reg, ty: Ty, mut later: impl Iterator<Item = ExprId>) -> Option<usize> {
        let quiet = |e: ExprId| matches!(self.expr_of(e).kind, ExprKind::Literal(_) | ExprKind::Local(_) | ExprKind::Function(_));
        if later.all(quiet) {
            return None;
        }
        let plan = self.plan(ty)?;
        self.item(Item::Drop { reg, plan });
        Some(self.function.cleanups.len() - 1)
    }

    /// The parts held go into the whole.
    pub fn release(&mut self, held: Vec<usize>) {
        if held.is_empty() {
            return;
        }
        let pc = self.pc();
        for &cleanup in &held {
            self.function.cleanups[cleanup].end = pc;
        }
        if let Some(scope) = self.scopes.last_mut() {
            scope.items.retain(|(_, cleanup)| cleanup.is_none_or(|cleanup| !held.contains(&cleanup)));
        }
    }

    /// The innermost scope owns what is in a register from now on.
    pub fn own(&mut self, reg: Reg, ty: Ty) {
        self.own_in(self.scopes.len().saturating_sub(1), reg, ty);
    }

    pub fn own_in(&mut self, scope: usize, reg: Reg, ty: Ty) {
        if let Some(plan) = self.plan(ty) {
            self.item_in(scope, Item::Drop { reg, plan });
        } else if !self.scalar(ty) {
            self.item_in(scope, Item::Clear { reg });
        }
    }

    pub fn fail_to(&mut self, label: Label) -> Fail {
        let scopes = self.scopes.len();
        Fail { label, scopes, items: self.scopes.last().map_or(0, |scope| scope.items.len()) }
    }

    /// A label for leaving to `fail` from here: ends what was begun since.
    pub fn fail_label(&mut self, fail: Fail) -> Label {
        let mut items: Vec<Item> = Vec::new();
        for (index, scope) in self.scopes.iter().enumerate() {
            let skip = match (index + 1).cmp(&fail.scopes) {
                std::cmp::Ordering::Less => continue,
                std::cmp::Ordering::Equal => fail.items,
                std::cmp::Ordering::Greater => 0,
            };
            items.extend(scope.items.iter().skip(skip).map(|(item, _)| *item));
        }
        if items.is_empty() {
            return fail.label;
        }
        let label = self.label();
        self.stubs.push((label, items, fail.label));
        label
    }

    // Types.

    pub fn plan(&mut self, ty: Ty) -> Option<u32> {
        if !needs_drop(self.program, ty) {
            return None;
        }
        match self.lowerer.drop_plan(self.program, ty) {
            Some(plan) if matches!(self.lowerer.drops[plan as usize], DropAction::Nothing) => None,
            plan => plan,
        }
    }

    pub fn scalar(&self, ty: Ty) -> bool {
        is_scalar(self.program, ty)
    }

    pub fn kind(&self, ty: Ty) -> &'a TyKind {
        self.program.types.kind(ty)
    }

    pub fn lang(&self, ty: Ty) -> Option<LangAdt> {
        self.adt(ty).and_then(|adt| adt.lang)
    }

    pub fn adt(&self, ty: Ty) -> Option<&'a Adt> {
        match self.kind(ty) {
            TyKind::Adt(def, _) => self.program.adts.get(def),
            _ => None,
        }
    }

    pub fn expr_of(&self, e: ExprId) -> &'a Expr {
        &self.body.exprs[e.0 as usize]
    }

    pub fn pattern_of(&self, pat: PatId) -> &'a Pat {
        &self.body.patterns[pat.0 as usize]
    }

    pub fn ty_of(&self, e: ExprId) -> Ty {
        self.expr_of(e).ty
    }

    pub fn local_ty(&self, local: LocalId) -> Ty {
        self.body.locals[local.0 as usize].ty
    }
}

/// Whether an instruction leaves only scalars in registers.
fn keeps_scalar(builder: &Builder<'_>, op: &Op) -> bool {
    match *op {
        Op::Const { index, .. } => builder.function.constants[index as usize].is_scalar(),
        Op::Call { func, .. } => builder.lowerer.returns_scalar(builder.program, func),
        Op::ResumeUnwind {}
        | Op::I32 { .. }
        | Op::I64 { .. }
        | Op::Usize { .. }
        | Op::Unit { .. }
        | Op::Bool { .. }
        | Op::None { .. }
        | Op::Function { .. }
        | Op::Copy { .. }
        | Op::Move { .. }
        | Op::Wrap { .. }
        | Op::Unwrap { .. }
        | Op::Jump { .. }
        | Op::Loop { .. }
        | Op::JumpIf { .. }
        | Op::JumpIfNot { .. }
        | Op::JumpIfWrapNot { .. }
        | Op::JumpIfVariantNot { .. }
        | Op::Compare { .. }
        | Op::CompareStructure { .. }
        | Op::CompareConst { .. }
        | Op::Order { .. }
        | Op::Float { .. }
        | Op::TextAt { .. }
        | Op::CharLen { .. }
        | Op::Clear { .. }
        | Op::Internal { .. }
        | Op::CopyScalar { .. }
        | Op::ReturnClear {} => true,
        ref op => {
            let name = op.name();
            ["I32", "I64", "U64", "Usize", "F64"].iter().any(|kind| name.ends_with(kind))
        }
    }
}
