//! Bodies: infers one function (with its closures) and builds its typed tree.
//!
//! Expressions are checked in order, with an expected type where there is one; what cannot be decided yet (a method on a value whose type is not
//! known) is deferred and retried whenever inference learns something. At the end integer literals take their default, the
//! leftovers become dynamic, and every call is bound to the instance it calls.
//! Invariant: while a body is under way, `Callee::Instance(n)`, `ExprKind::Function(n)` and `FormatBy::Instance(n)` index `FnCx::callees`;
//! `finish` replaces them by real instances.

mod auto_traits;
mod builtins;
mod call;
mod closure;
mod coerce;
mod control;
mod expr;
mod finish;
pub(crate) mod futures;
mod literal;
mod macros;
mod method;
mod names;
mod ops;
mod paths;
mod pattern;
mod program;
mod solve;
mod statements;
mod try_operator;

use crate::Checker;
use crate::defs::*;
use crate::infer::VarKind;
use crate::instances::State;
use crate::lower_type::Holes;
use crate::typed::*;
use crate::types::{ClosureId, DefId, Ty, TyKind};
use names::Names;
use ruchy_syntax::hygiene::Context;
use ruchy_syntax::{Diagnostic, Dialect, Ident, Span, Symbol, tree};
pub(crate) use statements::bindings;
use std::collections::HashMap;

/// What a name in a body is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Named {
    Local(LocalId),
    Global(GlobalId),
    /// An item of a block, which hides the variables around the block.
    Item,
}

/// A loop or labelled block around the current expression.
#[derive(Clone, Debug)]
pub(crate) struct LoopCx {
    pub label: Option<(Symbol, Context)>,
    /// How many scopes were open where it begins.
    pub scopes: usize,
    pub id: LoopId,
    /// The type `break` gives, for `loop` and labelled blocks.
    pub result: Option<Ty>,
    pub breaks: bool,
    /// A labelled block: not reached by a plain `break`.
    pub block: bool,
}

/// A parameter as it is written.
#[derive(Clone, Copy)]
pub(crate) enum Parameter<'a> {
    Receiver(&'a tree::Receiver),
    Pattern(&'a tree::Pattern),
}

/// The function, closure or async block that `return` leaves.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub ret: Ty,
    pub loops: Vec<LoopCx>,
    /// Whether `return` or `?` was seen (a closure's block may then end without a value).
    pub returns: bool,
    /// An async function or block.
    pub is_async: bool,
    /// In a relaxed file's `async` block, whose last expression decides what `?` does with an error (gives it, if that is a `Result`; else it ends
    /// the task): the nodes of those `?`, what each is applied to.
    pub tries: Option<Vec<(ExprId, ExprId, Span)>>,
}

/// A function and its arguments, to be bound at the end.
#[derive(Clone, Debug)]
pub(crate) struct CalleeRef {
    pub def: DefId,
    pub args: Vec<Ty>,
}

/// One body under way.
pub(crate) struct FnCx {
    pub instance: InstanceId,
    /// Concrete generic arguments.
    pub args: Vec<Ty>,
    pub scope: Scope,
    pub dialect: Dialect,
    pub body: Body,
    pub names: Names,
    pub frames: Vec<Frame>,
    pub callees: Vec<CalleeRef>,
    pub deferred: Vec<solve::Deferred>,
    pub closures: Vec<(ClosureId, ExprId)>,
    pub formats: Vec<finish::FormatUse>,
    pub vtables: Vec<(Ty, Ty)>,
    pub casts: Vec<(ExprId, Ty, Span)>,
    pub next_loop: u32,
    /// How many blocks with items of their own were entered at a place: those that a macro makes may share one.
    pub blocks: HashMap<Span, u32>,
    /// How many `unsafe` blocks and functions are around.
    pub unsafety: u32,
    /// Top-level `let`s that functions may name become globals.
    pub script_globals: Option<std::rc::Rc<std::collections::HashSet<String>>>,
    pub diverges: bool,
    pub sig_params: Vec<Ty>,
    pub modes: Vec<ParamMode>,
    /// Parameters whose written type is more than a generic parameter.
    pub concrete: std::collections::HashSet<LocalId>,
}

impl FnCx {
    pub(crate) fn new(instance: InstanceId, scope: Scope, dialect: Dialect, args: Vec<Ty>, ret: Ty) -> Self {
        FnCx {
            instance,
            args,
            scope,
            dialect,
            body: Body::default(),
            names: Names::new(),
            frames: vec![Frame { ret, loops: Vec::new(), returns: false, is_async: false, tries: None }],
            callees: Vec::new(),
            deferred: Vec::new(),
            closures: Vec::new(),
            formats: Vec::new(),
            vtables: Vec::new(),
            casts: Vec::new(),
            next_loop: 0,
            blocks: HashMap::new(),
            unsafety: 0,
            script_globals: None,
            diverges: false,
            sig_params: Vec::new(),
            modes: Vec::new(),
            concrete: Default::default(),
        }
    }

    pub(crate) fn frame(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    pub(crate) fn innermost_loops(&self) -> &[LoopCx] {
        self.frames.last().map_or(&[], |f| &f.loops)
    }

    pub(crate) fn relaxed(&self) -> bool {
        self.dialect.is_relaxed()
    }

    pub(crate) fn ty(&self, e: ExprId) -> Ty {
        self.body.exprs[e.0 as usize].ty
    }

    pub(crate) fn span_of(&self, e: ExprId) -> Span {
        self.body.exprs[e.0 as usize].span
    }

    pub(crate) fn push(&mut self, kind: ExprKind, ty: Ty, span: Span) -> ExprId {
        let id = ExprId(self.body.exprs.len() as u32);
        self.body.exprs.push(Expr { kind, ty, span });
        id
    }

    pub(crate) fn push_pat(&mut self, kind: PatKind, ty: Ty, span: Span) -> PatId {
        let id = PatId(self.body.patterns.len() as u32);
        self.body.patterns.push(Pat { kind, ty, span });
        id
    }

    pub(crate) fn local(&mut self, name: Symbol, ty: Ty, mutable: bool, span: Span) -> LocalId {
        let id = LocalId(self.body.locals.len() as u32);
        self.body.locals.push(Local { name, ty, span, mutable, once: false });
        id
    }

    /// A variable for an argument that the body names in another way.
    pub(crate) fn argument(&mut self, ty: Ty, span: Span) -> PatId {
        let local = self.local(Symbol::new("{argument}"), ty, true, span);
        self.push_pat(PatKind::Bind { local, mode: BindMode::Move, sub: None }, ty, span)
    }

    pub(crate) fn callee(&mut self, def: DefId, args: Vec<Ty>) -> InstanceId {
        self.callees.push(CalleeRef { def, args });
        InstanceId(self.callees.len() as u32 - 1)
    }

    /// The variable of that name.
    pub(crate) fn lookup(&self, name: Ident) -> Option<Named> {
        let found = self.names.lookup(name);
        // A script's top-level variables are seen by all, also by a macro that stands above them.
        if found.is_none() && self.relaxed() && !name.context.is_root() { self.names.at_top(name.name) } else { found }
    }

    pub(crate) fn unit(&mut self, span: Span) -> ExprId {
        self.push(ExprKind::Literal(Constant::Unit), Ty::UNIT, span)
    }

    pub(crate) fn loop_id(&mut self) -> LoopId {
        self.next_loop += 1;
        LoopId(self.next_loop - 1)
    }
}

impl Checker {
    pub(crate) fn error(&mut self, diagnostic: Diagnostic) {
        // A template is checked once per set of arguments; its mistakes are told once.
        let code = diagnostic.code;
        if self.parametric.as_ref().is_some_and(|p| p.tolerates(&diagnostic)) {
            return;
        }
        if self.reported.insert((diagnostic.span(), code)) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Lowers a type written in a body.
    pub(crate) fn body_type(&mut self, cx: &FnCx, ty: &tree::Type) -> Ty {
        let t = self.lower_type(ty, &cx.scope, &mut Holes::Fresh);
        let t = self.program.types.substitute(t, &cx.args);
        self.normalize(t, ty.span)
    }

    /// Checks an instance now: infers its body and finishes it.
    pub(crate) fn check_instance(&mut self, id: InstanceId) {
        if self.depth > 200 {
            // A template that asks for ever larger instances of itself.
            let span = self.program.instances[id.0 as usize].span;
            self.error(Diagnostic::error("E0275", span, "this function instantiates itself without end"));
            self.instance_state[id.0 as usize] = State::Done;
            return;
        }
        self.depth += 1;
        let pending = std::mem::take(&mut self.pending);
        let environment = std::mem::take(&mut self.environment);
        let converted = std::mem::take(&mut self.converted);
        let parametric = self.parametric.take();
        if let Some(mut cx) = self.infer_instance(id) {
            self.finish_body(&mut cx);
        }
        self.environment = environment;
        self.converted = converted;
        self.parametric = parametric;
        self.pending = pending;
        self.depth -= 1;
    }

    /// Infers an instance's body; `None` for natives and functions without one.
    pub(crate) fn infer_instance(&mut self, id: InstanceId) -> Option<FnCx> {
        self.instance_state[id.0 as usize] = State::Running;
        let (def, args) = self.instance_defs[id.0 as usize].clone()?;
        let f = self.function(def)?;
        let sig = self.signature(def);
        let span = self.defs[def.0 as usize].span;
        if self.parametric.is_some() {
            self.assume_bounds(def, &args);
        } else if !args.is_empty() {
            for p in sig.predicates.clone().iter() {
                let mut p = self.substitute_predicate(p, &args);
                p.trait_ref.args = p.trait_ref.args.iter().map(|&t| self.normalize_deep(t, 0)).collect();
                self.environment.push(p);
            }
        }
        let params: Vec<Ty> = sig.params.iter().map(|&t| self.program.types.substitute(t, &args)).collect();
        let params: Vec<Ty> = params.into_iter().map(|t| self.normalize(t, span)).collect();
        let modes = self.modes_of(def);
        let ret = match sig.ret {
            Some(t) => {
                let t = self.program.types.substitute(t, &args);
                self.normalize(t, span)
            }
            None => self.written_return(&f, &args),
        };
        let slot = self.instance_rets[id.0 as usize];
        self.unify(slot, ret);
        if let Some(native) = f.native {
            let ret = self.close(ret);
            let params: Vec<Ty> = params.into_iter().map(|t| self.close(t)).collect();
            let instance = &mut self.program.instances[id.0 as usize];
            instance.params = params.into_iter().zip(modes).map(|(ty, mode)| ParamInfo { ty, mode }).collect();
            instance.ret = ret;
            instance.code = InstanceCode::Native(native);
            self.instance_state[id.0 as usize] = State::Done;
            return None;
        }
        let dialect = self.defs[def.0 as usize].dialect;
        let body_ret = if sig.is_async { self.future_output(ret) } else { ret };
        let mut cx = FnCx::new(id, f.scope.clone(), dialect, args, body_ret);
        cx.sig_params = params.clone();
        cx.modes = modes;
        cx.unsafety = u32::from(f.ast.is_unsafe);
        let Some(body) = &f.ast.body else {
            self.instance_state[id.0 as usize] = State::Done;
            let ret = self.close(ret);
            self.program.instances[id.0 as usize].ret = ret;
            return None;
        };
        let (block, wrong) = body.read(&self.sources);
        self.diagnostics.extend(wrong);
        // Parameters: the receiver, then the patterns.
        let receiver = f.ast.receiver.as_ref().map(Parameter::Receiver);
        let written: Vec<Parameter> = receiver.into_iter().chain(f.ast.params.iter().map(|p| Parameter::Pattern(&p.pattern))).collect();
        let root = if sig.is_async {
            cx.body.params = params.iter().map(|&ty| cx.argument(ty, span)).collect();
            self.async_body(&mut cx, &written, &sig, block, body_ret, span)
        } else {
            let mut pats = Vec::new();
            for (parameter, &ty) in written.iter().zip(&params) {
                pats.push(self.parameter(&mut cx, *parameter, ty));
            }
            self.note_parameters(&mut cx, &pats, &sig);
            cx.body.params = pats;
            let value = self.block(&mut cx, block, Some(body_ret));
            self.coerce_result(&mut cx, value, body_ret, block)
        };
        cx.body.root = Some(root);
        self.solve(&mut cx, false);
        Some(cx)
    }

    /// The pattern of a parameter, whose variables are in scope from here.
    fn parameter(&mut self, cx: &mut FnCx, parameter: Parameter, ty: Ty) -> PatId {
        match parameter {
            Parameter::Receiver(r) => {
                let name = Symbol::new("self");
                let local = cx.local(name, ty, r.mutable, r.span);
                cx.names.insert((name, Context::ROOT), Named::Local(local));
                cx.push_pat(PatKind::Bind { local, mode: BindMode::Move, sub: None }, ty, r.span)
            }
            Parameter::Pattern(pattern) => self.pattern(cx, pattern, ty),
        }
    }

    /// What the signature says of parameters that are variables.
    fn note_parameters(&mut self, cx: &mut FnCx, pats: &[PatId], sig: &Signature) {
        for (&pat, &declared) in pats.iter().zip(&sig.params) {
            if let PatKind::Bind { local, .. } = cx.body.patterns[pat.0 as usize].kind {
                if !matches!(self.program.types.kind(declared), TyKind::Param(..)) {
                    cx.concrete.insert(local);
                } else if !cx.dialect.is_relaxed() {
                    cx.body.locals[local.0 as usize].once = self.is_once(&sig.predicates, declared);
                }
            }
        }
    }

    /// The arguments of an async function or closure become variables of its future, which owns them all, used or not: `let pattern = argument;` each.
    fn take_arguments(&mut self, cx: &mut FnCx, arguments: &[PatId], written: &[Parameter], out: &mut Vec<Stmt>) -> Vec<PatId> {
        let mut pats = Vec::new();
        for (&argument, parameter) in arguments.iter().zip(written) {
            let Pat { kind: PatKind::Bind { local, .. }, ty, span } = cx.body.patterns[argument.0 as usize] else { continue };
            let mut value = cx.push(ExprKind::Local(local), ty, span);
            let pattern = match parameter {
                Parameter::Pattern(tree::Pattern { kind: tree::PatternKind::Ident { sub: None, .. }, .. }) | Parameter::Receiver(_) => {
                    self.parameter(cx, *parameter, ty)
                }
                Parameter::Pattern(_) => {
                    let whole = cx.argument(ty, span);
                    let PatKind::Bind { local, .. } = cx.body.patterns[whole.0 as usize].kind else { continue };
                    out.push(Stmt::Let { pattern: whole, value: Some(value), otherwise: None });
                    value = cx.push(ExprKind::Local(local), ty, span);
                    self.parameter(cx, *parameter, ty)
                }
            };
            out.push(Stmt::Let { pattern, value: Some(value), otherwise: None });
            pats.push(pattern);
        }
        pats
    }

    /// Whether a generic parameter is called by `FnOnce` and by nothing more.
    fn is_once(&self, predicates: &[Predicate], param: Ty) -> bool {
        let mut bounds =
            predicates.iter().filter(|p| p.trait_ref.args.first() == Some(&param)).map(|p| self.trait_lang(p.trait_ref.trait_));
        let known = |lang: Option<&str>| matches!(lang, Some("Fn" | "FnMut"));
        bounds.clone().any(|lang| lang == Some("FnOnce")) && !bounds.any(known)
    }

    fn future_output(&mut self, ret: Ty) -> Ty {
        match self.kind(ret) {
            TyKind::Adt(_, args) if args.len() == 1 => args[0],
            _ => ret,
        }
    }

    /// A return type with holes, as variables, with the bounds of `impl Trait` as obligations.
    fn written_return(&mut self, f: &FnDef, args: &[Ty]) -> Ty {
        let Some(t) = &f.ast.ret else {
            let output = self.fresh(VarKind::General);
            return if f.ast.is_async { self.lang_ty("Future", vec![output]) } else { output };
        };
        let ty = self.lower_type(t, &f.scope, &mut Holes::Fresh);
        let ty = self.program.types.substitute(ty, args);
        let ty = self.normalize(ty, t.span);
        self.impl_bounds(t, ty, &f.scope, args);
        if f.ast.is_async { self.lang_ty("Future", vec![ty]) } else { ty }
    }

    /// Walks a return type beside its lowered form and adds the bounds of each `impl Trait`.
    fn impl_bounds(&mut self, t: &tree::Type, ty: Ty, scope: &Scope, args: &[Ty]) {
        match (&t.kind, self.kind(ty)) {
            (tree::TypeKind::Impl { bounds, .. }, _) => {
                for b in bounds {
                    for p in self.lower_bound(ty, b, scope, &mut Holes::Fresh) {
                        let p = self.substitute_predicate(&p, args);
                        self.add_predicate(&p, t.span);
                    }
                }
            }
            (tree::TypeKind::Tuple(items), TyKind::Tuple(types)) => {
                for (t, ty) in items.iter().zip(types) {
                    self.impl_bounds(t, ty, scope, args);
                }
            }
            (tree::TypeKind::Ref { ty: t, .. }, TyKind::Ref { ty, .. }) => self.impl_bounds(t, ty, scope, args),
            (tree::TypeKind::Path(path), TyKind::Adt(_, types)) => {
                if let Some(written) = path.segments.last().and_then(|s| s.args.as_ref()) {
                    for (a, ty) in written.args.iter().zip(types) {
                        if let tree::GenericArg::Type(t) = a {
                            self.impl_bounds(t, ty, scope, args);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// The value of a function's body against its return type.
    pub(crate) fn coerce_result(&mut self, cx: &mut FnCx, value: ExprId, ret: Ty, block: &tree::Block) -> ExprId {
        let span = block.tail.as_ref().map_or(block.span, |t| t.span);
        let ty = self.shallow(cx.ty(value));
        // A relaxed function whose last statement has a value but that declares none gives nothing.
        if cx.relaxed() && self.shallow(ret) == Ty::UNIT && ty != Ty::UNIT && ty != Ty::NEVER {
            let unit = cx.unit(span);
            return cx.push(ExprKind::Block { statements: vec![Stmt::Expr(value)], tail: Some(unit) }, Ty::UNIT, span);
        }
        self.coerce(cx, value, ret, span)
    }

    pub(crate) fn mismatch(&mut self, expected: Ty, found: Ty, span: Span) {
        let (e, f) = (self.resolve(expected), self.resolve(found));
        if e == Ty::ERROR || f == Ty::ERROR {
            return;
        }
        let error = Diagnostic::error("E0308", span, "mismatched types").at(format!(
            "expected `{}`, found `{}`",
            self.type_name(e),
            self.type_name(f)
        ));
        self.error(error);
    }

    /// E0133: what only an `unsafe` block or function may do, in Rust files.
    pub(crate) fn needs_unsafe(&mut self, cx: &FnCx, what: &str, span: Span) {
        if cx.dialect != Dialect::Rust || cx.unsafety > 0 {
            return;
        }
        self.error(
            Diagnostic::error("E0133", span, format!("{what} is unsafe and requires an unsafe function or block"))
                .at("unsafe here")
                .help("write it inside `unsafe { … }`"),
        );
    }

    pub(crate) fn ident(&self, name: &str, span: Span) -> Ident {
        Ident::new(Symbol::new(name), span)
    }
}
