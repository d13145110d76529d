//! Runs constants before the program runs: array lengths, const arguments, discriminants, constants in patterns.
//!
//! An expression is checked as a body of its own, then its typed tree is interpreted. The values are plain data: numbers, texts, tuples, arrays,
//! structs and enums; a reference is the value it refers to. What is none of that (heap values, tasks, most natives) has no constant value here and
//! is left to the run. Invariant: the interpreter only reads the checker; what it lacks (a body not yet checked) it asks for, and is started again.

use crate::Checker;
use crate::body::FnCx;
use crate::defs::*;
use crate::infer::VarKind;
use crate::instances::State;
use crate::typed::*;
use crate::types::{DefId, FloatKind, IntKind, Ty, TyKind};
use ruchy_syntax::tree::{self, BinaryOp, Literal};
use ruchy_syntax::{Severity, Symbol};
use std::collections::HashMap;

/// What a constant is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Int(i128),
    Float(f64),
    Bool(bool),
    Char(char),
    Str(Symbol),
    /// A tuple, array or slice; `()` is empty.
    List(Vec<Value>),
    Adt {
        variant: u32,
        fields: Vec<Value>,
    },
    Function(InstanceId),
}

impl Value {
    /// As a number, where it is one.
    pub(crate) fn number(&self) -> Option<i128> {
        match self {
            Value::Int(n) => Some(*n),
            Value::Bool(b) => Some(i128::from(*b)),
            Value::Char(c) => Some(i128::from(u32::from(*c))),
            _ => None,
        }
    }

    /// As a literal, where it is one.
    pub(crate) fn constant(&self) -> Option<Constant> {
        Some(match self {
            Value::Int(n) => Constant::Int(*n),
            Value::Float(x) => Constant::Float(*x),
            Value::Bool(b) => Constant::Bool(*b),
            Value::Char(c) => Constant::Char(*c),
            Value::Str(s) => Constant::Str(*s),
            Value::List(items) if items.is_empty() => Constant::Unit,
            _ => return None,
        })
    }
}

/// Why an evaluation does not go on.
enum Stop {
    Break(LoopId, Value),
    Continue(LoopId),
    Return(Value),
    /// The body of this function is wanted first.
    Instance(InstanceId),
    /// The shape of this enum is wanted first.
    Shape(DefId),
    /// No constant, or one that ends in a panic.
    Fail,
}

type Step<T> = Result<T, Stop>;

/// Calls within calls.
const CALL_LIMIT: usize = 120;
/// Steps that one constant may take.
const STEP_LIMIT: u64 = 4_000_000;

impl Checker {
    /// The number that a constant expression gives; `args` are the generic arguments of its item, `ty` what it has to be.
    pub(crate) fn const_eval(&mut self, expr: &tree::Expr, scope: &Scope, args: &[Ty], ty: Option<Ty>) -> Option<i128> {
        self.const_value(expr, scope, args, ty)?.number()
    }

    /// The value of a constant expression.
    pub(crate) fn const_value(&mut self, expr: &tree::Expr, scope: &Scope, args: &[Ty], ty: Option<Ty>) -> Option<Value> {
        match &expr.kind {
            tree::ExprKind::Literal(Literal::Int(n, _)) => return i128::try_from(*n).ok().map(Value::Int),
            tree::ExprKind::Literal(Literal::Bool(b)) => return Some(Value::Bool(*b)),
            tree::ExprKind::Literal(Literal::Char(c)) => return Some(Value::Char(*c)),
            tree::ExprKind::Literal(Literal::Byte(b)) => return Some(Value::Int(i128::from(*b))),
            tree::ExprKind::Paren(e) => return self.const_value(e, scope, args, ty),
            tree::ExprKind::Unary(tree::UnaryOp::Neg, e) => {
                if let tree::ExprKind::Literal(Literal::Int(n, _)) = &e.kind {
                    return i128::try_from(*n).ok().map(|n| Value::Int(-n));
                }
            }
            _ => {}
        }
        if self.parametric.is_some() {
            // In a check for all arguments only what no parameter decides has a value.
            let depends = args.iter().any(|&t| self.program.types.has_placeholder(t)) && self.mentions_parameter(expr, scope);
            return if depends { None } else { self.concretely(|c| c.const_value(expr, scope, args, ty)) };
        }
        // In terms of parameters that nothing stands for yet.
        let open = args.is_empty() && !scope.generics.params.is_empty();
        if open && self.mentions_parameter(expr, scope) {
            return None;
        }
        // A constant that depends on itself.
        if self.evaluating.contains(&expr.span) || self.evaluating.len() > CALL_LIMIT {
            return None;
        }
        self.evaluating.push(expr.span);
        let told = self.diagnostics.len();
        let id = self.constant_instance(expr, scope, args, ty);
        let failed = self.diagnostics[told..].iter().any(|d| d.severity == Severity::Error);
        let value = if failed { None } else { self.evaluate_instance(id) };
        self.evaluating.pop();
        if value.is_none() && open {
            self.diagnostics.truncate(told);
        }
        value
    }

    /// The value of a constant or static of the program.
    pub(crate) fn global_value(&mut self, global: GlobalId) -> Option<Value> {
        let data = self.program.globals.get(global.0 as usize)?;
        if data.kind != GlobalKind::Const {
            return None;
        }
        self.evaluate_instance(data.init?)
    }

    fn mentions_parameter(&self, expr: &tree::Expr, scope: &Scope) -> bool {
        let text = self.sources.text(expr.span);
        let names: Vec<&str> = scope.generics.params.iter().map(|p| p.name.as_str()).collect();
        text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "Self" || names.contains(&word))
    }

    /// Checks an expression as a function without parameters.
    fn constant_instance(&mut self, expr: &tree::Expr, scope: &Scope, args: &[Ty], ty: Option<Ty>) -> InstanceId {
        let id = self.anonymous_instance("{constant}".into(), expr.span);
        let pending = std::mem::take(&mut self.pending);
        let environment = std::mem::take(&mut self.environment);
        let converted = std::mem::take(&mut self.converted);
        let slot = self.instance_rets[id.0 as usize];
        let mut cx = FnCx::new(id, scope.clone(), self.dialect_of(scope.module), args.to_vec(), slot);
        let root = match ty {
            Some(ty) => self.expr_as(&mut cx, expr, ty),
            None => self.expr(&mut cx, expr, None),
        };
        self.solve(&mut cx, false);
        let found = cx.ty(root);
        if ty.is_none() && self.infer.var_kind(&self.program.types, found) == Some(VarKind::Int) {
            // Nothing says what it is: as wide as can be.
            let wide = self.program.types.int(IntKind::I128);
            self.unify(found, wide);
        }
        self.unify(slot, found);
        cx.body.root = Some(root);
        self.finish_body(&mut cx);
        self.pending = pending;
        self.environment = environment;
        self.converted = converted;
        id
    }

    fn evaluate_instance(&mut self, id: InstanceId) -> Option<Value> {
        // Each round makes one more body or shape known.
        for _ in 0..1000 {
            let (some, none) = self.option_indexes();
            let mut run = Run { checker: self, steps: STEP_LIMIT, depth: 0, some, none, globals: HashMap::new() };
            match run.instance(id, Vec::new()) {
                Ok((value, _)) => return Some(value),
                Err(Stop::Instance(wanted)) => {
                    if self.instance_state[wanted.0 as usize] != State::Queued {
                        return None;
                    }
                    self.check_instance(wanted);
                }
                Err(Stop::Shape(def)) => self.record_adt(def),
                Err(_) => return None,
            }
        }
        None
    }
}

struct Frame<'b> {
    body: &'b Body,
    locals: HashMap<LocalId, Value>,
}

struct Run<'c> {
    checker: &'c Checker,
    steps: u64,
    depth: usize,
    some: u32,
    none: u32,
    globals: HashMap<GlobalId, Value>,
}

impl<'c> Run<'c> {
    /// Calls a function; gives its value, and what is in its parameters at the end.
    fn instance(&mut self, id: InstanceId, args: Vec<Value>) -> Step<(Value, Vec<Option<Value>>)> {
        let checker = self.checker;
        let instance = &checker.program.instances[id.0 as usize];
        let body = match &instance.code {
            InstanceCode::Body(body) => body,
            InstanceCode::Native(name) => return self.native(name.as_str(), instance, args).map(|v| (v, Vec::new())),
            InstanceCode::Missing => return Err(Stop::Instance(id)),
        };
        if self.depth >= CALL_LIMIT {
            return Err(Stop::Fail);
        }
        self.depth += 1;
        let mut frame = Frame { body, locals: HashMap::new() };
        for (&pat, value) in body.params.iter().zip(args) {
            if !self.matches(&mut frame, pat, &value)? {
                return Err(Stop::Fail);
            }
        }
        let root = body.root.ok_or(Stop::Fail)?;
        let value = match self.value(&mut frame, root) {
            Ok(value) | Err(Stop::Return(value)) => value,
            Err(stop) => return Err(stop),
        };
        self.depth -= 1;
        let left = body
            .params
            .iter()
            .map(|p| match body.patterns[p.0 as usize].kind {
                PatKind::Bind { local, .. } => frame.locals.remove(&local),
                _ => None,
            })
            .collect();
        Ok((value, left))
    }

    fn ty(&self, frame: &Frame, e: ExprId) -> TyKind {
        self.checker.program.types.kind(frame.body.exprs[e.0 as usize].ty).clone()
    }

    /// The value that a place holds, by reference.
    fn place<'f>(&mut self, frame: &'f mut Frame, e: ExprId) -> Step<&'f mut Value> {
        match &frame.body.exprs[e.0 as usize].kind {
            ExprKind::Local(l) => {
                let l = *l;
                frame.locals.get_mut(&l).ok_or(Stop::Fail)
            }
            ExprKind::Field(base, i) => {
                let (base, i) = (*base, *i as usize);
                match self.place(frame, base)? {
                    Value::List(items) | Value::Adt { fields: items, .. } => items.get_mut(i).ok_or(Stop::Fail),
                    _ => Err(Stop::Fail),
                }
            }
            ExprKind::Index(base, index) => {
                let (base, index) = (*base, *index);
                let Value::Int(i) = self.value(frame, index)? else { return Err(Stop::Fail) };
                match self.place(frame, base)? {
                    Value::List(items) => usize::try_from(i).ok().and_then(|i| items.get_mut(i)).ok_or(Stop::Fail),
                    _ => Err(Stop::Fail),
                }
            }
            ExprKind::Deref(inner) => {
                let inner = *inner;
                self.place(frame, inner)
            }
            _ => Err(Stop::Fail),
        }
    }

    /// Whether an expression is a place in a local variable, so that it can be looked at without a copy of the whole.
    fn local_place(&self, frame: &Frame, e: ExprId) -> bool {
        match &frame.body.exprs[e.0 as usize].kind {
            ExprKind::Local(_) => true,
            ExprKind::Field(base, _) | ExprKind::Index(base, _) | ExprKind::Deref(base) => self.local_place(frame, *base),
            _ => false,
        }
    }

    fn number(&mut self, frame: &mut Frame, e: ExprId) -> Step<i128> {
        self.value(frame, e)?.number().ok_or(Stop::Fail)
    }

    fn condition(&mut self, frame: &mut Frame, e: ExprId) -> Step<bool> {
        match self.value(frame, e)? {
            Value::Bool(b) => Ok(b),
            _ => Err(Stop::Fail),
        }
    }

    fn value(&mut self, frame: &mut Frame, e: ExprId) -> Step<Value> {
        self.steps = self.steps.checked_sub(1).ok_or(Stop::Fail)?;
        let body = frame.body;
        let unit = || Value::List(Vec::new());
        Ok(match &body.exprs[e.0 as usize].kind {
            ExprKind::Literal(c) => match c {
                Constant::Unit => unit(),
                Constant::Bool(b) => Value::Bool(*b),
                Constant::Char(c) => Value::Char(*c),
                Constant::Int(n) => Value::Int(*n),
                Constant::UInt(_) => return Err(Stop::Fail),
                Constant::Float(x) => Value::Float(*x),
                Constant::Str(s) => Value::Str(*s),
                Constant::Bytes(b) => Value::List(b.iter().map(|&b| Value::Int(i128::from(b))).collect()),
            },
            ExprKind::Local(_) => self.place(frame, e)?.clone(),
            ExprKind::Field(..) | ExprKind::Index(..) if self.local_place(frame, e) => self.place(frame, e)?.clone(),
            ExprKind::Field(base, i) => match self.value(frame, *base)? {
                Value::List(items) | Value::Adt { fields: items, .. } => items.into_iter().nth(*i as usize).ok_or(Stop::Fail)?,
                _ => return Err(Stop::Fail),
            },
            ExprKind::Index(base, index) => {
                let base = self.value(frame, *base)?;
                let i = usize::try_from(self.number(frame, *index)?).map_err(|_| Stop::Fail)?;
                match base {
                    Value::List(items) => items.into_iter().nth(i).ok_or(Stop::Fail)?,
                    _ => return Err(Stop::Fail),
                }
            }
            ExprKind::Global(g) => {
                if let Some(known) = self.globals.get(g) {
                    return Ok(known.clone());
                }
                let global = &self.checker.program.globals[g.0 as usize];
                if !matches!(global.kind, GlobalKind::Const | GlobalKind::Static) {
                    return Err(Stop::Fail);
                }
                let (value, _) = self.instance(global.init.ok_or(Stop::Fail)?, Vec::new())?;
                self.globals.insert(*g, value.clone());
                value
            }
            ExprKind::Function(id) => Value::Function(*id),
            ExprKind::Unary(op, a) => match (op, self.value(frame, *a)?) {
                (UnaryOp::Not, Value::Bool(b)) => Value::Bool(!b),
                (UnaryOp::Not, Value::Int(n)) => match self.ty(frame, e) {
                    TyKind::Int(k) => Value::Int(wrap(!n, k)),
                    _ => return Err(Stop::Fail),
                },
                (UnaryOp::Neg, Value::Int(n)) => self.fitting(frame, e, n.checked_neg())?,
                (UnaryOp::Neg, Value::Float(x)) => Value::Float(-x),
                _ => return Err(Stop::Fail),
            },
            ExprKind::Binary(op, a, b) => {
                let (x, y) = (self.value(frame, *a)?, self.value(frame, *b)?);
                self.binary(frame, *op, x, y, *a)?
            }
            ExprKind::StructuralCompare(op, a, b) => {
                let (x, y) = (self.value(frame, *a)?, self.value(frame, *b)?);
                match op {
                    BinaryOp::Eq => Value::Bool(x == y),
                    BinaryOp::Ne => Value::Bool(x != y),
                    _ => self.binary(frame, *op, x, y, *a)?,
                }
            }
            ExprKind::And(a, b) => Value::Bool(self.condition(frame, *a)? && self.condition(frame, *b)?),
            ExprKind::Or(a, b) => Value::Bool(self.condition(frame, *a)? || self.condition(frame, *b)?),
            ExprKind::Assign(to, v) => {
                let v = self.value(frame, *v)?;
                self.store(frame, *to, v)?;
                unit()
            }
            ExprKind::AssignOp(op, to, v) => {
                let y = self.value(frame, *v)?;
                let x = self.place(frame, *to)?.clone();
                let v = self.binary(frame, *op, x, y, *to)?;
                self.store(frame, *to, v)?;
                unit()
            }
            ExprKind::Call { callee, args } => {
                let id = match callee {
                    Callee::Instance(id) => *id,
                    Callee::Value(f) => match self.value(frame, *f)? {
                        Value::Function(id) => id,
                        _ => return Err(Stop::Fail),
                    },
                    _ => return Err(Stop::Fail),
                };
                let values = args.iter().map(|a| self.argument(frame, *a)).collect::<Step<Vec<Value>>>()?;
                let (value, left) = self.instance(id, values)?;
                for (a, left) in args.iter().zip(left) {
                    if let (ExprKind::Borrow { mutable: true, place }, Some(v)) = (&body.exprs[a.0 as usize].kind, left) {
                        self.store(frame, *place, v)?;
                    }
                }
                value
            }
            ExprKind::Deref(inner) | ExprKind::Copied(inner) => self.value(frame, *inner)?,
            ExprKind::Borrow { mutable: false, place } => self.value(frame, *place)?,
            ExprKind::Tuple(items) | ExprKind::Array(items) => {
                Value::List(items.iter().map(|i| self.value(frame, *i)).collect::<Step<Vec<Value>>>()?)
            }
            ExprKind::Repeat { value, len } => {
                let v = self.value(frame, *value)?;
                let len = usize::try_from(*len).ok().filter(|n| *n <= 1 << 20).ok_or(Stop::Fail)?;
                self.steps = self.steps.checked_sub(len as u64).ok_or(Stop::Fail)?;
                Value::List(vec![v; len])
            }
            ExprKind::Adt { variant, fields, base } => {
                let TyKind::Adt(def, _) = self.ty(frame, e) else { return Err(Stop::Fail) };
                let adt = self.checker.adt(def).filter(|a| !a.is_union).ok_or(Stop::Fail)?;
                let count = adt.variants.get(*variant as usize).ok_or(Stop::Fail)?.fields.len();
                let mut all: Vec<Option<Value>> = vec![None; count];
                for (i, v) in fields {
                    let v = self.value(frame, *v)?;
                    *all.get_mut(*i as usize).ok_or(Stop::Fail)? = Some(v);
                }
                if let Some(base) = base {
                    let Value::Adt { fields: rest, .. } = self.value(frame, *base)? else { return Err(Stop::Fail) };
                    for (slot, v) in all.iter_mut().zip(rest) {
                        slot.get_or_insert(v);
                    }
                }
                Value::Adt { variant: *variant, fields: all.into_iter().collect::<Option<Vec<Value>>>().ok_or(Stop::Fail)? }
            }
            ExprKind::If { condition, then, otherwise } => match (self.condition(frame, *condition)?, otherwise) {
                (true, _) => self.value(frame, *then)?,
                (false, Some(otherwise)) => self.value(frame, *otherwise)?,
                (false, None) => unit(),
            },
            ExprKind::Let { pattern, expr } => {
                let v = self.value(frame, *expr)?;
                Value::Bool(self.matches(frame, *pattern, &v)?)
            }
            ExprKind::Match { scrutinee, arms } => {
                let v = self.value(frame, *scrutinee)?;
                for arm in arms {
                    if self.matches(frame, arm.pattern, &v)?
                        && match arm.guard {
                            Some(guard) => self.condition(frame, guard)?,
                            None => true,
                        }
                    {
                        return self.value(frame, arm.body);
                    }
                }
                return Err(Stop::Fail);
            }
            ExprKind::Loop { label, body } => loop {
                match self.value(frame, *body) {
                    Ok(_) => {}
                    Err(Stop::Continue(l)) if l == *label => {}
                    Err(Stop::Break(l, v)) if l == *label => return Ok(v),
                    Err(stop) => return Err(stop),
                }
            },
            ExprKind::While { label, condition, body } => {
                while self.condition(frame, *condition)? {
                    match self.value(frame, *body) {
                        Ok(_) => {}
                        Err(Stop::Continue(l)) if l == *label => {}
                        Err(Stop::Break(l, _)) if l == *label => break,
                        Err(stop) => return Err(stop),
                    }
                }
                unit()
            }
            ExprKind::Labelled { label, body } => match self.value(frame, *body) {
                Err(Stop::Break(l, v)) if l == *label => v,
                other => return other,
            },
            ExprKind::Break { label, value } => {
                let v = value.map(|v| self.value(frame, v)).transpose()?;
                return Err(Stop::Break(*label, v.unwrap_or_else(unit)));
            }
            ExprKind::Continue { label } => return Err(Stop::Continue(*label)),
            ExprKind::Return(v) => {
                let v = v.map(|v| self.value(frame, v)).transpose()?;
                return Err(Stop::Return(v.unwrap_or_else(unit)));
            }
            ExprKind::Block { statements, tail } => {
                for s in statements {
                    match s {
                        Stmt::Expr(e) => {
                            self.value(frame, *e)?;
                        }
                        Stmt::Let { value: None, .. } => {}
                        Stmt::Let { pattern, value: Some(v), otherwise } => {
                            let v = self.value(frame, *v)?;
                            if !self.matches(frame, *pattern, &v)? {
                                self.value(frame, otherwise.ok_or(Stop::Fail)?)?;
                                return Err(Stop::Fail);
                            }
                        }
                    }
                }
                match tail {
                    Some(t) => self.value(frame, *t)?,
                    None => unit(),
                }
            }
            ExprKind::Cast(a) => self.cast(frame, *a, e)?,
            ExprKind::Coerce(Coercion::NoOp | Coercion::FnPointer, a) => self.value(frame, *a)?,
            _ => return Err(Stop::Fail),
        })
    }

    /// An argument; a place that is lent is handed over, and stored back after the call.
    fn argument(&mut self, frame: &mut Frame, e: ExprId) -> Step<Value> {
        match &frame.body.exprs[e.0 as usize].kind {
            ExprKind::Borrow { mutable: true, place } => {
                let place = *place;
                self.place(frame, place).cloned()
            }
            _ => self.value(frame, e),
        }
    }

    fn store(&mut self, frame: &mut Frame, to: ExprId, v: Value) -> Step<()> {
        if let ExprKind::Local(l) = frame.body.exprs[to.0 as usize].kind {
            frame.locals.insert(l, v);
            return Ok(());
        }
        *self.place(frame, to)? = v;
        Ok(())
    }

    /// An integer that has to fit the type of an expression.
    fn fitting(&self, frame: &Frame, e: ExprId, n: Option<i128>) -> Step<Value> {
        match (self.ty(frame, e), n) {
            (TyKind::Int(k), Some(n)) if fits(n, k) => Ok(Value::Int(n)),
            _ => Err(Stop::Fail),
        }
    }

    /// A built-in operator; `typed` has the type of the result, where that is a number.
    fn binary(&mut self, frame: &Frame, op: BinaryOp, a: Value, b: Value, typed: ExprId) -> Step<Value> {
        use BinaryOp as B;
        let compared = |o: std::cmp::Ordering| match op {
            B::Eq => Some(o.is_eq()),
            B::Ne => Some(o.is_ne()),
            B::Lt => Some(o.is_lt()),
            B::Le => Some(o.is_le()),
            B::Gt => Some(o.is_gt()),
            B::Ge => Some(o.is_ge()),
            _ => None,
        };
        if let (Value::Float(x), Value::Float(y)) = (&a, &b) {
            if let Some(o) = x.partial_cmp(y) {
                if let Some(answer) = compared(o) {
                    return Ok(Value::Bool(answer));
                }
            } else if matches!(op, B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge) {
                return Ok(Value::Bool(op == B::Ne));
            }
            let value = match op {
                B::Add => x + y,
                B::Sub => x - y,
                B::Mul => x * y,
                B::Div => x / y,
                B::Rem => x % y,
                _ => return Err(Stop::Fail),
            };
            let narrow = self.ty(frame, typed) == TyKind::Float(FloatKind::F32);
            return Ok(Value::Float(if narrow { f64::from(value as f32) } else { value }));
        }
        let (Some(x), Some(y)) = (a.number(), b.number()) else { return Err(Stop::Fail) };
        if let Some(answer) = compared(x.cmp(&y)) {
            return Ok(Value::Bool(answer));
        }
        if let (Value::Bool(x), Value::Bool(y)) = (&a, &b) {
            return Ok(Value::Bool(match op {
                B::BitAnd => x & y,
                B::BitOr => x | y,
                B::BitXor => x ^ y,
                _ => return Err(Stop::Fail),
            }));
        }
        let value = match op {
            B::Add => x.checked_add(y),
            B::Sub => x.checked_sub(y),
            B::Mul => x.checked_mul(y),
            B::Div => x.checked_div(y),
            B::Rem => x.checked_rem(y),
            B::BitAnd => Some(x & y),
            B::BitOr => Some(x | y),
            B::BitXor => Some(x ^ y),
            B::Shl | B::Shr => {
                let TyKind::Int(k) = self.ty(frame, typed) else { return Err(Stop::Fail) };
                let by = u32::try_from(y).ok().filter(|b| *b < k.bits()).ok_or(Stop::Fail)?;
                return Ok(Value::Int(if op == B::Shl { wrap(x << by, k) } else { x >> by }));
            }
            _ => None,
        };
        self.fitting(frame, typed, value)
    }

    fn cast(&mut self, frame: &mut Frame, from: ExprId, to: ExprId) -> Step<Value> {
        let v = self.value(frame, from)?;
        Ok(match (v, self.ty(frame, to)) {
            (Value::Float(x), TyKind::Int(k)) => {
                let (low, high) = bounds(k);
                Value::Int((x as i128).clamp(low, high))
            }
            (Value::Float(x), TyKind::Float(FloatKind::F32)) => Value::Float(f64::from(x as f32)),
            (v @ Value::Float(_), TyKind::Float(_)) => v,
            (Value::Int(n), TyKind::Float(FloatKind::F32)) => Value::Float(f64::from(n as f32)),
            (Value::Int(n), TyKind::Float(_)) => Value::Float(n as f64),
            (Value::Int(n), TyKind::Char) => Value::Char(u32::try_from(n).ok().and_then(char::from_u32).ok_or(Stop::Fail)?),
            (v @ (Value::Int(_) | Value::Bool(_) | Value::Char(_)), TyKind::Int(k)) => Value::Int(wrap(v.number().ok_or(Stop::Fail)?, k)),
            (Value::Adt { variant, .. }, TyKind::Int(k)) => {
                let TyKind::Adt(def, _) = self.ty(frame, from) else { return Err(Stop::Fail) };
                let adt = self.checker.program.adts.get(&def).ok_or(Stop::Shape(def))?;
                Value::Int(wrap(adt.variants.get(variant as usize).ok_or(Stop::Fail)?.discriminant, k))
            }
            _ => return Err(Stop::Fail),
        })
    }

    /// Whether a value matches; binds what the pattern names.
    fn matches(&mut self, frame: &mut Frame, pat: PatId, value: &Value) -> Step<bool> {
        let body = frame.body;
        Ok(match &body.patterns[pat.0 as usize].kind {
            PatKind::Wild => true,
            PatKind::Bind { local, mode, sub } => {
                if *mode == BindMode::RefMut {
                    return Err(Stop::Fail);
                }
                frame.locals.insert(*local, value.clone());
                match sub {
                    Some(sub) => self.matches(frame, *sub, value)?,
                    None => true,
                }
            }
            PatKind::Deref(inner) => self.matches(frame, *inner, value)?,
            PatKind::Fields { variant, fields } => {
                let items = match value {
                    Value::List(items) => items,
                    Value::Adt { variant: found, fields } => {
                        if variant.is_some_and(|v| v != *found) {
                            return Ok(false);
                        }
                        fields
                    }
                    _ => return Err(Stop::Fail),
                };
                for (i, sub) in fields {
                    if !self.matches(frame, *sub, items.get(*i as usize).ok_or(Stop::Fail)?)? {
                        return Ok(false);
                    }
                }
                true
            }
            PatKind::Slice { prefix, rest, suffix } => {
                let Value::List(items) = value else { return Err(Stop::Fail) };
                let fixed = prefix.len() + suffix.len();
                if items.len() < fixed || (rest.is_none() && items.len() != fixed) {
                    return Ok(false);
                }
                let tail = items.len() - suffix.len();
                for (sub, v) in prefix.iter().zip(items).chain(suffix.iter().zip(&items[tail..])) {
                    if !self.matches(frame, *sub, v)? {
                        return Ok(false);
                    }
                }
                match rest {
                    Some(Some(sub)) => self.matches(frame, *sub, &Value::List(items[prefix.len()..tail].to_vec()))?,
                    _ => true,
                }
            }
            PatKind::Constant(c) => match (c, value) {
                (Constant::Str(a), Value::Str(b)) => a == b,
                (Constant::Float(a), Value::Float(b)) => a == b,
                (Constant::Int(a), v) => v.number() == Some(*a),
                (Constant::Bool(a), Value::Bool(b)) => a == b,
                (Constant::Char(a), Value::Char(b)) => a == b,
                (Constant::Unit, _) => true,
                (Constant::Bytes(a), Value::List(b)) => {
                    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| b.number() == Some(i128::from(*a)))
                }
                _ => return Err(Stop::Fail),
            },
            PatKind::Value(e) => self.value(frame, *e)? == *value,
            PatKind::Range { start, end, inclusive } => {
                let n = value.number().ok_or(Stop::Fail)?;
                let bound = |c: &Option<Constant>| match c {
                    Some(Constant::Int(n)) => Ok(Some(*n)),
                    Some(Constant::Char(c)) => Ok(Some(i128::from(u32::from(*c)))),
                    None => Ok(None),
                    _ => Err(Stop::Fail),
                };
                let (low, high) = (bound(start)?, bound(end)?);
                low.is_none_or(|l| n >= l) && high.is_none_or(|h| n < h || (*inclusive && n == h))
            }
            PatKind::Or(list) => {
                for p in list {
                    if self.matches(frame, *p, value)? {
                        return Ok(true);
                    }
                }
                false
            }
            PatKind::Error => return Err(Stop::Fail),
        })
    }

    /// The natives that constants use: lengths, and arithmetic on integers that says how it overflows.
    fn native(&mut self, name: &str, instance: &Instance, args: Vec<Value>) -> Step<Value> {
        let one = |args: Vec<Value>| args.into_iter().next().ok_or(Stop::Fail);
        match name {
            "share" => return one(args),
            "str_len" => match one(args)? {
                Value::Str(s) => return Ok(Value::Int(s.as_str().len() as i128)),
                _ => return Err(Stop::Fail),
            },
            "float_const" => {
                let Some(Value::Int(which)) = args.get(1) else { return Err(Stop::Fail) };
                return Ok(Value::Float(match which {
                    0..=3 if instance.ret != Ty::F64 => return Err(Stop::Fail),
                    0 => f64::MAX,
                    1 => f64::MIN,
                    2 => f64::MIN_POSITIVE,
                    3 => f64::EPSILON,
                    4 => f64::INFINITY,
                    5 => f64::NEG_INFINITY,
                    _ => f64::NAN,
                }));
            }
            "vec_len" => match one(args)? {
                Value::List(items) => return Ok(Value::Int(items.len() as i128)),
                _ => return Err(Stop::Fail),
            },
            "str_as_bytes" => match one(args)? {
                Value::Str(s) => return Ok(Value::List(s.as_str().bytes().map(|b| Value::Int(i128::from(b))).collect())),
                _ => return Err(Stop::Fail),
            },
            _ => {}
        }
        let first = instance.params.first().ok_or(Stop::Fail)?.ty;
        let TyKind::Int(k) = *self.checker.program.types.kind(first) else { return Err(Stop::Fail) };
        let numbers = args.iter().map(Value::number).collect::<Option<Vec<i128>>>().ok_or(Stop::Fail)?;
        let operation = name.strip_prefix("int_").ok_or(Stop::Fail)?;
        let (low, high) = bounds(k);
        match operation {
            "min" => return Ok(Value::Int(low)),
            "max" if k != IntKind::U128 => return Ok(Value::Int(high)),
            _ => {}
        }
        let bits = k.bits();
        let mask = |n: i128| if bits == 128 { n as u128 } else { (n as u128) & ((1u128 << bits) - 1) };
        if let [n] = numbers[..] {
            let m = mask(n);
            return Ok(Value::Int(match operation {
                "count_ones" => i128::from(m.count_ones()),
                "count_zeros" => i128::from(bits - m.count_ones()),
                "leading_zeros" => i128::from(m.leading_zeros() - (128 - bits)),
                "trailing_zeros" => i128::from(m.trailing_zeros().min(bits)),
                _ => return Err(Stop::Fail),
            }));
        }
        let [a, b] = numbers[..] else { return Err(Stop::Fail) };
        let (how, op) = operation.split_once('_').ok_or(Stop::Fail)?;
        let exact = match op {
            "add" => a.checked_add(b),
            "sub" => a.checked_sub(b),
            "mul" => a.checked_mul(b),
            "div" => a.checked_div(b),
            "rem" => a.checked_rem(b),
            "pow" => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
            _ => return Err(Stop::Fail),
        };
        match how {
            "checked" => Ok(match exact.filter(|n| fits(*n, k)) {
                Some(n) => Value::Adt { variant: self.some, fields: vec![Value::Int(n)] },
                None => Value::Adt { variant: self.none, fields: Vec::new() },
            }),
            "wrapping" => exact.map(|n| Value::Int(wrap(n, k))).ok_or(Stop::Fail),
            "saturating" => exact.map(|n| Value::Int(n.clamp(low, high))).ok_or(Stop::Fail),
            _ => Err(Stop::Fail),
        }
    }
}

/// The least and the greatest number of a type, as far as an `i128` reaches.
fn bounds(k: IntKind) -> (i128, i128) {
    match (k.signed(), k.bits()) {
        (true, 128) => (i128::MIN, i128::MAX),
        (true, bits) => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
        (false, 128) => (0, i128::MAX),
        (false, bits) => (0, (1 << bits) - 1),
    }
}

fn fits(n: i128, k: IntKind) -> bool {
    let (low, high) = bounds(k);
    (low..=high).contains(&n)
}

/// A number cut to the width of a type.
fn wrap(n: i128, k: IntKind) -> i128 {
    let bits = k.bits();
    if bits == 128 {
        return n;
    }
    let low = n & ((1 << bits) - 1);
    if k.signed() && low >> (bits - 1) == 1 { low - (1 << bits) } else { low }
}
