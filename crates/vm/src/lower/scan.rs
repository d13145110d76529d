//! A look over a body before it is lowered: how its locals are used.

use ruchy_check::typed::*;
use ruchy_check::types::TyKind;
use std::collections::{HashMap, HashSet};

/// What is known of the locals of a body (and of its closures).
#[derive(Default)]
pub(super) struct Scan {
    /// A `&mut` to it, or to a part of it, is held as a value: before each use its content may have to be taken back.
    pub lent: HashSet<LocalId>,
    /// The place expressions that lend the local they lie in; after them it may be lent.
    pub lending: HashMap<ExprId, LocalId>,
    /// What is lent inside each loop.
    pub lends_in: HashMap<LoopId, HashSet<LocalId>>,
    /// It lives in a cell, shared with the closures that change it.
    pub cells: HashSet<LocalId>,
    /// How often it is named.
    pub uses: HashMap<LocalId, u32>,
    /// Named inside a loop or closure that does not contain its declaration.
    pub outlives_use: HashSet<LocalId>,
    /// Assigned after its declaration, or changed in place.
    pub changed: HashSet<LocalId>,
    /// What each closure changes of its captures.
    pub changed_in: HashSet<(u32, LocalId)>,
    /// Closures that move a capture out, and so can be called once only.
    pub once: HashSet<u32>,
    /// The floats that are named in each outermost loop of a function, by their bits.
    pub loop_floats: HashMap<LoopId, Vec<u64>>,
    /// How often a local is named for one of its fields, called, handed to a small function, or moved.
    pub projections: HashMap<LocalId, u32>,
    /// How many expressions each closure has.
    pub closure_sizes: HashMap<u32, u32>,
    /// Parameters that are handed in and out.
    pub inout: HashSet<LocalId>,
}

/// The most floats that a loop keeps in registers.
const MOST_FLOATS: usize = 32;

struct Walk<'a> {
    program: &'a Program,
    body: &'a Body,
    scan: Scan,
    /// Loops and closures around the current expression; each has a number.
    depth: Vec<u32>,
    next_depth: u32,
    closures: Vec<u32>,
    /// The outermost loop around the current expression.
    outermost: Option<LoopId>,
    /// The loops around it.
    loops: Vec<LoopId>,
    declared: HashMap<LocalId, Vec<u32>>,
    /// How many expressions were looked at.
    visited: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Value,
    Place,
}

impl Scan {
    pub fn of(program: &Program, instance: &Instance, body: &Body) -> Scan {
        let mut walk = Walk {
            program,
            body,
            scan: Scan::default(),
            depth: Vec::new(),
            next_depth: 0,
            closures: Vec::new(),
            outermost: None,
            loops: Vec::new(),
            declared: HashMap::new(),
            visited: 0,
        };
        for (&pat, param) in body.params.iter().zip(&instance.params) {
            if let PatKind::Bind { local, .. } = body.patterns[pat.0 as usize].kind
                && param.mode == ParamMode::InOut
            {
                walk.scan.inout.insert(local);
            }
            walk.pattern(pat);
        }
        if let Some(root) = body.root {
            walk.expr(root, Context::Value);
        }
        walk.scan
    }
}

impl Walk<'_> {
    fn kind_of(&self, e: ExprId) -> &TyKind {
        self.program.types.kind(self.body.exprs[e.0 as usize].ty)
    }

    /// The local that a place lies in, unless the way leads through a reference.
    fn root(&self, e: ExprId) -> Option<LocalId> {
        match &self.body.exprs[e.0 as usize].kind {
            ExprKind::Local(local) => Some(*local),
            ExprKind::Field(base, _) | ExprKind::Index(base, _) => self.root(*base),
            ExprKind::Deref(base) => match (&self.body.exprs[base.0 as usize].kind, self.kind_of(*base)) {
                (ExprKind::Local(local), _) if self.scan.inout.contains(local) => Some(*local),
                (ExprKind::Borrow { place, .. }, _) => self.root(*place),
                (_, TyKind::Ref { .. } | TyKind::Pointer { .. }) => None,
                (_, TyKind::Adt(def, _)) => match self.program.adts.get(def).and_then(|adt| adt.lang) {
                    Some(LangAdt::Rc) => None,
                    _ => self.root(*base),
                },
                _ => self.root(*base),
            },
            ExprKind::Coerce(_, inner) => self.root(*inner),
            _ => None,
        }
    }

    fn lend(&mut self, place: ExprId) {
        if let Some(local) = self.root(place) {
            self.lent(local, place);
        }
        self.change(place);
    }

    /// Notes that an expression lends a local.
    fn lent(&mut self, local: LocalId, e: ExprId) {
        self.scan.lent.insert(local);
        self.scan.lending.insert(e, local);
        for &label in &self.loops {
            self.scan.lends_in.entry(label).or_default().insert(local);
        }
    }

    fn change(&mut self, place: ExprId) {
        if let Some(local) = self.root(place) {
            self.scan.changed.insert(local);
            for &closure in &self.closures {
                self.scan.changed_in.insert((closure, local));
            }
        }
    }

    fn local(&mut self, local: LocalId) {
        *self.scan.uses.entry(local).or_default() += 1;
        if self.declared.get(&local).is_some_and(|declared| *declared != self.depth) {
            self.scan.outlives_use.insert(local);
        }
    }

    /// Notes that a local is not named for its whole value.
    fn project(&mut self, e: ExprId) {
        match self.body.exprs[e.0 as usize].kind {
            ExprKind::Local(local) => *self.scan.projections.entry(local).or_default() += 1,
            ExprKind::Deref(inner) | ExprKind::Borrow { place: inner, .. } | ExprKind::Coerce(Coercion::NoOp, inner) => self.project(inner),
            _ => {}
        }
    }

    /// Notes a float that a loop could keep.
    fn float(&mut self, e: ExprId) {
        if let Some(label) = self.outermost
            && let Some(bits) = super::constants::known_float(self.program, self.body, e)
        {
            let floats = self.scan.loop_floats.entry(label).or_default();
            if floats.len() < MOST_FLOATS && !floats.contains(&bits) {
                floats.push(bits);
            }
        }
    }

    fn enter_loop(&mut self, label: LoopId) -> Option<LoopId> {
        self.enter();
        let outer = self.outermost;
        self.outermost = outer.or(Some(label));
        self.loops.push(label);
        outer
    }

    fn leave_loop(&mut self, outer: Option<LoopId>) {
        self.outermost = outer;
        self.loops.pop();
        self.depth.pop();
    }

    fn enter(&mut self) {
        self.next_depth += 1;
        self.depth.push(self.next_depth);
    }

    fn is_place(&self, e: ExprId) -> bool {
        matches!(
            self.body.exprs[e.0 as usize].kind,
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_)
        )
    }

    fn place(&mut self, e: ExprId) {
        self.expr(e, Context::Place);
    }

    fn args(&mut self, args: &[ExprId], modes: &[ParamMode]) {
        for (i, &arg) in args.iter().enumerate() {
            if modes.get(i) == Some(&ParamMode::InOut) {
                self.inout_arg(arg);
            } else {
                self.expr(arg, Context::Value);
            }
        }
    }

    fn inout_arg(&mut self, arg: ExprId) {
        match self.body.exprs[arg.0 as usize].kind {
            ExprKind::Borrow { mutable: true, place } => {
                self.change(place);
                self.place(place);
            }
            ExprKind::Coerce(_, inner) if !self.is_place(inner) => self.inout_arg(inner),
            _ => {
                self.change(arg);
                self.place(arg);
            }
        }
    }

    fn scrutinee(&mut self, e: ExprId, patterns: &[PatId]) {
        if patterns.iter().any(|&pat| self.binds_mutably(pat)) {
            self.lend(e);
            if let ExprKind::Borrow { mutable: true, place } = self.body.exprs[e.0 as usize].kind {
                self.lend(place);
            }
            // `match self { Some(x) => … }` with a parameter that is handed in and out.
            if let ExprKind::Local(local) = self.body.exprs[e.0 as usize].kind
                && self.scan.inout.contains(&local)
            {
                self.lent(local, e);
            }
        }
        if self.is_place(e) {
            self.place(e);
        } else if let ExprKind::Borrow { place, .. } = self.body.exprs[e.0 as usize].kind {
            self.place(place);
        } else {
            self.expr(e, Context::Value);
        }
        if patterns.iter().any(|&pat| self.binds_by_move(pat))
            && let Some(local) = self.root(e)
        {
            self.moves(local);
        }
    }

    /// A raw pointer into a local stays valid whatever is done with the local itself: it lives in a cell.
    fn pointed_at(&mut self, place: ExprId) {
        match &self.body.exprs[place.0 as usize].kind {
            ExprKind::Local(local) if !self.scan.inout.contains(local) => {
                self.scan.cells.insert(*local);
            }
            ExprKind::Field(base, _) => self.pointed_at(*base),
            ExprKind::Index(base, _) if matches!(self.kind_of(*base), TyKind::Array(..)) => self.pointed_at(*base),
            ExprKind::Coerce(_, inner) => self.pointed_at(*inner),
            // The elements of a vector, what a box holds.
            ExprKind::Deref(base) => match self.kind_of(*base) {
                TyKind::Adt(def, _) if self.program.adts.get(def).and_then(|adt| adt.lang) != Some(LangAdt::Rc) => self.pointed_at(*base),
                _ => self.pointed_at_by(*base, true),
            },
            _ => {}
        }
    }

    /// The same for what is borrowed to make a pointer of it: `v.as_mut_ptr()`; `any`: also by a shared reference.
    fn pointed_at_by(&mut self, arg: ExprId, any: bool) {
        match self.body.exprs[arg.0 as usize].kind {
            ExprKind::Borrow { place, mutable } if mutable || any => self.pointed_at(place),
            ExprKind::Coerce(_, inner) => self.pointed_at_by(inner, any),
            // A shared reference is stored as what it refers to.
            ExprKind::Local(local)
                if any && matches!(self.kind_of(arg), TyKind::Ref { mutable: false, .. }) && !self.scan.inout.contains(&local) =>
            {
                self.scan.cells.insert(local);
            }
            _ => {}
        }
    }

    fn moves(&mut self, local: LocalId) {
        let captured = |closure: &u32| {
            self.program.closures[*closure as usize]
                .captures
                .iter()
                .any(|capture| capture.local == local && capture.mode == CaptureMode::Move)
        };
        let closures: Vec<u32> = self.closures.iter().copied().filter(captured).collect();
        self.scan.once.extend(closures);
    }

    fn binds(&self, pat: PatId, test: &dyn Fn(&Pat, BindMode) -> bool) -> bool {
        let pattern = &self.body.patterns[pat.0 as usize];
        match &pattern.kind {
            PatKind::Bind { mode, sub, .. } => test(pattern, *mode) || sub.is_some_and(|sub| self.binds(sub, test)),
            PatKind::Deref(inner) => self.binds(*inner, test),
            PatKind::Fields { fields, .. } => fields.iter().any(|&(_, pat)| self.binds(pat, test)),
            PatKind::Slice { prefix, rest, suffix } => {
                prefix.iter().chain(suffix).any(|&pat| self.binds(pat, test)) || rest.flatten().is_some_and(|pat| self.binds(pat, test))
            }
            PatKind::Or(pats) => pats.iter().any(|&pat| self.binds(pat, test)),
            _ => false,
        }
    }

    fn binds_mutably(&self, pat: PatId) -> bool {
        self.binds(pat, &|_, mode| mode == BindMode::RefMut)
    }

    fn binds_by_move(&self, pat: PatId) -> bool {
        self.binds(pat, &|pattern, mode| mode == BindMode::Move && super::builder::needs_drop(self.program, pattern.ty))
    }

    fn pattern(&mut self, pat: PatId) {
        let body = self.body;
        match &body.patterns[pat.0 as usize].kind {
            PatKind::Bind { local, sub, .. } => {
                self.declared.entry(*local).or_insert_with(|| self.depth.clone());
                if let Some(sub) = sub {
                    self.pattern(*sub);
                }
            }
            PatKind::Deref(inner) => self.pattern(*inner),
            PatKind::Fields { fields, .. } => fields.iter().for_each(|&(_, pat)| self.pattern(pat)),
            PatKind::Slice { prefix, rest, suffix } => {
                prefix.iter().chain(suffix).for_each(|&pat| self.pattern(pat));
                if let Some(Some(rest)) = rest {
                    self.pattern(*rest);
                }
            }
            PatKind::Or(pats) => pats.iter().for_each(|&pat| self.pattern(pat)),
            PatKind::Value(e) => self.expr(*e, Context::Value),
            PatKind::Wild | PatKind::Constant(_) | PatKind::Range { .. } | PatKind::Error => {}
        }
    }

    fn callee(&mut self, callee: &Callee, args: &[ExprId]) {
        match callee {
            Callee::Instance(id) => {
                let instance = &self.program.instances[id.0 as usize];
                let modes: Vec<ParamMode> = instance.params.iter().map(|param| param.mode).collect();
                if matches!(self.program.types.kind(instance.ret), TyKind::Pointer { .. }) {
                    args.iter().for_each(|&arg| self.pointed_at_by(arg, false));
                }
                if matches!(&instance.code, InstanceCode::Body(body) if super::inline::is_small(body)) {
                    args.iter().for_each(|&arg| self.project(arg));
                }
                self.args(args, &modes);
            }
            Callee::Value(e) => {
                self.project(*e);
                self.place(*e);
                if let Some(local) = self.root(*e) {
                    let captured_once = super::builder::needs_drop(self.program, self.body.exprs[e.0 as usize].ty)
                        && matches!(self.kind_of(*e), TyKind::Closure(_) | TyKind::Adt(..) | TyKind::Dyn(_));
                    let is_once = captured_once && self.body.used_up.contains(e)
                        || matches!(self.kind_of(*e), TyKind::Closure(id) if self.scan.once.contains(&id.0));
                    if is_once {
                        self.moves(local);
                    }
                    self.change(*e);
                }
                self.args(args, &[]);
            }
            Callee::Virtual { params, .. } => self.args(args, params),
            Callee::Dynamic { .. } => self.args(args, &[]),
        }
    }

    fn expr(&mut self, e: ExprId, context: Context) {
        let body = self.body;
        let expr = &body.exprs[e.0 as usize];
        self.visited += 1;
        match &expr.kind {
            ExprKind::Literal(_) | ExprKind::Global(_) => self.float(e),
            ExprKind::Function(_) | ExprKind::Error => {}
            ExprKind::Local(local) => {
                self.local(*local);
                if context == Context::Value {
                    if self.scan.inout.contains(local) {
                        self.lent(*local, e);
                    }
                    if super::builder::moves(self.program, expr.ty) == super::builder::Reading::Take {
                        self.moves(*local);
                        // A value is moved once at most, so it is put together once at most.
                        self.project(e);
                    }
                }
            }
            ExprKind::Field(base, _) => {
                self.project(*base);
                self.place(*base);
                if context == Context::Value
                    && super::builder::moves(self.program, expr.ty) == super::builder::Reading::Take
                    && let Some(local) = self.root(*base)
                {
                    self.moves(local);
                }
            }
            ExprKind::Index(base, index) => {
                self.place(*base);
                self.expr(*index, Context::Value);
            }
            ExprKind::Deref(base) => {
                if self.is_place(*base) {
                    self.place(*base);
                } else if let ExprKind::Borrow { place, mutable } = body.exprs[base.0 as usize].kind {
                    if mutable {
                        self.change(place);
                    }
                    self.place(place);
                } else {
                    self.expr(*base, Context::Value);
                }
            }
            ExprKind::Copied(inner) => self.place(*inner),
            ExprKind::Unary(UnaryOp::Neg, a) if matches!(body.exprs[a.0 as usize].kind, ExprKind::Literal(_)) => self.float(e),
            ExprKind::Cast(a) => {
                if matches!(self.kind_of(e), TyKind::Pointer { .. }) {
                    self.pointed_at_by(*a, true);
                }
                self.expr(*a, Context::Value);
            }
            ExprKind::Unary(_, a) | ExprKind::Await(a) | ExprKind::Panic(a) => self.expr(*a, Context::Value),
            ExprKind::Coerce(_, a) => {
                if matches!(self.kind_of(e), TyKind::Pointer { .. }) {
                    self.pointed_at_by(*a, true);
                }
                self.expr(*a, context);
            }
            ExprKind::Binary(_, a, b) | ExprKind::And(a, b) | ExprKind::Or(a, b) => {
                self.expr(*a, Context::Place);
                self.expr(*b, Context::Place);
            }
            ExprKind::StructuralCompare(_, a, b) => {
                self.place(*a);
                self.place(*b);
            }
            ExprKind::Assign(place, value) => {
                self.expr(*value, Context::Value);
                self.change(*place);
                self.place(*place);
            }
            ExprKind::AssignOp(_, place, value) => {
                self.expr(*value, Context::Value);
                self.change(*place);
                self.place(*place);
            }
            ExprKind::Call { callee, args } => self.callee(callee, args),
            ExprKind::Borrow { mutable, place } | ExprKind::RawBorrow { mutable, place } => {
                if *mutable || matches!(expr.kind, ExprKind::RawBorrow { .. }) {
                    self.lend(*place);
                }
                if matches!(expr.kind, ExprKind::RawBorrow { .. }) {
                    self.pointed_at(*place);
                }
                self.place(*place);
            }
            ExprKind::Tuple(items) | ExprKind::Array(items) => items.iter().for_each(|&e| self.expr(e, Context::Value)),
            ExprKind::Repeat { value, .. } => self.expr(*value, Context::Value),
            ExprKind::Adt { fields, base, .. } => {
                fields.iter().for_each(|&(_, e)| self.expr(e, Context::Value));
                if let Some(base) = base {
                    self.place(*base);
                }
            }
            ExprKind::If { condition, then, otherwise } => {
                self.expr(*condition, Context::Place);
                self.expr(*then, Context::Value);
                if let Some(otherwise) = otherwise {
                    self.expr(*otherwise, Context::Value);
                }
            }
            ExprKind::Let { pattern, expr } => {
                self.scrutinee(*expr, &[*pattern]);
                self.pattern(*pattern);
            }
            ExprKind::Match { scrutinee, arms } => {
                let patterns: Vec<PatId> = arms.iter().map(|arm| arm.pattern).collect();
                self.scrutinee(*scrutinee, &patterns);
                for arm in arms {
                    self.pattern(arm.pattern);
                    if let Some(guard) = arm.guard {
                        self.expr(guard, Context::Place);
                    }
                    self.expr(arm.body, Context::Value);
                }
            }
            ExprKind::Loop { label, body } => {
                let outer = self.enter_loop(*label);
                self.expr(*body, Context::Value);
                self.leave_loop(outer);
            }
            ExprKind::While { label, condition, body } => {
                let outer = self.enter_loop(*label);
                self.expr(*condition, Context::Place);
                self.expr(*body, Context::Value);
                self.leave_loop(outer);
            }
            ExprKind::For { label, pattern, iter, next, body, .. } => {
                self.expr(*iter, Context::Value);
                if let Callee::Value(e) = next {
                    self.expr(*e, Context::Value);
                }
                let outer = self.enter_loop(*label);
                self.pattern(*pattern);
                self.expr(*body, Context::Value);
                self.leave_loop(outer);
            }
            ExprKind::Labelled { body, .. } => self.expr(*body, Context::Value),
            ExprKind::Break { value, .. } | ExprKind::Return(value) => {
                if let Some(value) = value {
                    self.expr(*value, Context::Value);
                }
            }
            ExprKind::Continue { .. } => {}
            ExprKind::Block { statements, tail } => {
                for statement in statements {
                    match statement {
                        Stmt::Let { pattern, value, otherwise } => {
                            if let Some(value) = value {
                                match self.body.patterns[pattern.0 as usize].kind {
                                    PatKind::Bind { mode: BindMode::Move, sub: None, .. } => {
                                        self.expr(*value, Context::Value);
                                    }
                                    _ => self.scrutinee(*value, &[*pattern]),
                                }
                            }
                            self.pattern(*pattern);
                            if let Some(otherwise) = otherwise {
                                self.expr(*otherwise, Context::Value);
                            }
                        }
                        Stmt::Expr(e) => self.expr(*e, Context::Value),
                    }
                }
                if let Some(tail) = tail {
                    self.expr(*tail, Context::Value);
                }
            }
            ExprKind::Closure(id) | ExprKind::Async(id) => {
                let info = &self.program.closures[id.0 as usize];
                for capture in &info.captures {
                    self.local(capture.local);
                    self.scan.outlives_use.insert(capture.local);
                    if capture.mode == CaptureMode::RefMut && !self.scan.inout.contains(&capture.local) {
                        self.scan.cells.insert(capture.local);
                    }
                    if self.scan.inout.contains(&capture.local) {
                        self.lent(capture.local, e);
                    }
                }
                if info.is_async {
                    self.scan.once.insert(id.0);
                }
                self.closures.push(id.0);
                self.enter();
                let outer = std::mem::take(&mut self.scan.inout);
                let outermost = self.outermost.take();
                info.param_patterns.iter().for_each(|&pat| self.pattern(pat));
                let visited = self.visited;
                self.expr(info.body, Context::Value);
                self.scan.closure_sizes.insert(id.0, self.visited - visited);
                self.scan.inout = outer;
                self.outermost = outermost;
                self.depth.pop();
                self.closures.pop();
                // What a closure inside moves out of its own capture, this one has captured by moving.
                for capture in &info.captures {
                    if capture.mode == CaptureMode::Move
                        && super::builder::needs_drop(self.program, self.body.locals[capture.local.0 as usize].ty)
                    {
                        self.moves(capture.local);
                    }
                }
            }
            ExprKind::Format { args, .. } => args.iter().for_each(|&e| self.expr(e, Context::Place)),
        }
    }
}
