//! Expressions: one arm for each form, the larger ones in modules of their own.

use super::*;
use solve::DeferredKind;
use tree::ExprKind as E;

fn is_closure(e: &tree::Expr) -> bool {
    match &e.kind {
        E::Paren(inner) => is_closure(inner),
        E::Closure(_) => true,
        _ => false,
    }
}

impl Checker {
    /// Infers an expression. `expect` is what the context would like; it need not be met.
    pub(crate) fn expr(&mut self, cx: &mut FnCx, e: &tree::Expr, expect: Option<Ty>) -> ExprId {
        let id = self.expr_kind(cx, e, expect);
        if self.shallow(cx.ty(id)) == Ty::NEVER {
            cx.diverges = true;
        }
        id
    }

    /// Infers an expression and fits it to a type.
    pub(crate) fn expr_as(&mut self, cx: &mut FnCx, e: &tree::Expr, ty: Ty) -> ExprId {
        let id = self.expr(cx, e, Some(ty));
        self.coerce(cx, id, ty, e.span)
    }

    fn expr_kind(&mut self, cx: &mut FnCx, e: &tree::Expr, expect: Option<Ty>) -> ExprId {
        let span = e.span;
        match &e.kind {
            E::Literal(lit) => self.literal(cx, lit, expect, span),
            E::Path(path) => {
                let e = self.path_expr(cx, path, expect, span);
                self.function_bounds(cx, e);
                e
            }
            E::Qualified(q) => {
                let e = self.qualified_expr(cx, q, expect, span);
                self.function_bounds(cx, e);
                e
            }
            E::Paren(inner) => self.expr(cx, inner, expect),
            E::Unary(op, operand) => self.unary(cx, *op, operand, expect, span),
            E::Binary(op, a, b) => self.binary(cx, *op, a, b, expect, span),
            E::Assign(a, b) => self.assign(cx, a, b, span),
            E::AssignOp(op, a, b) => self.assign_op(cx, *op, a, b, span),
            E::Borrow { mutable, expr } => {
                let inner = expect.and_then(|t| match self.kind(t) {
                    TyKind::Ref { ty, .. } => match self.kind(ty) {
                        // `&[1, 2]` where a slice is wanted: the element type is what helps.
                        TyKind::Slice(t) => Some((t, true)),
                        // The value itself is sized: it loses its size when the reference is coerced.
                        _ if self.is_unsized(ty) && !is_closure(expr) => None,
                        _ => Some((ty, false)),
                    },
                    _ => None,
                });
                let place = match inner {
                    Some((element, true)) => {
                        let n = self.fresh(VarKind::General);
                        let array = self.program.types.intern(TyKind::Array(element, n));
                        self.expr(cx, expr, Some(array))
                    }
                    Some((t, false)) => self.expr(cx, expr, Some(t)),
                    None => self.expr(cx, expr, None),
                };
                // `&mut { x }`: a block is a value, whatever it ends in.
                let place = match &expr.kind {
                    E::Block(tree::BlockKind::Plain | tree::BlockKind::Unsafe, None, _) => {
                        let ty = cx.ty(place);
                        cx.push(ExprKind::Block { statements: Vec::new(), tail: Some(place) }, ty, expr.span)
                    }
                    _ => place,
                };
                if *mutable {
                    self.make_place_mut(cx, place);
                }
                let place_ty = cx.ty(place);
                let ty = self.program.types.reference(*mutable, place_ty);
                cx.push(ExprKind::Borrow { mutable: *mutable, place }, ty, span)
            }
            E::RawBorrow { mutable, expr } => {
                // The address of a mutable static is no use of it.
                cx.unsafety += 1;
                let place = self.expr(cx, expr, None);
                cx.unsafety -= 1;
                let ty = cx.ty(place);
                let ty = self.program.types.intern(TyKind::Pointer { mutable: *mutable, ty });
                cx.push(ExprKind::RawBorrow { mutable: *mutable, place }, ty, span)
            }
            E::Call { callee, args } => self.call(cx, callee, args, expect, span),
            E::MethodCall { receiver, method, args } => self.method_call(cx, receiver, method, args, expect, span),
            E::Field { expr, name } => {
                let base = self.expr(cx, expr, None);
                self.field(cx, base, *name, span)
            }
            E::Index { expr, index } => self.index(cx, expr, index, span),
            E::Range { start, end, inclusive } => self.range(cx, start.as_deref(), end.as_deref(), *inclusive, expect, span),
            E::Tuple(items) => {
                let wants: Vec<Option<Ty>> = match expect.map(|t| self.kind(t)) {
                    Some(TyKind::Tuple(t)) if t.len() == items.len() => t.into_iter().map(Some).collect(),
                    _ => vec![None; items.len()],
                };
                let mut parts = Vec::new();
                for (item, want) in items.iter().zip(wants) {
                    let mut e = self.expr(cx, item, want);
                    if let Some(w) = want
                        && let Some(done) = self.try_coerce(cx, e, w, item.span)
                    {
                        e = done;
                    }
                    parts.push(e);
                }
                let types = parts.iter().map(|&p| cx.ty(p)).collect();
                let ty = self.program.types.tuple(types);
                if parts.is_empty() {
                    return cx.unit(span);
                }
                cx.push(ExprKind::Tuple(parts), ty, span)
            }
            E::Array(items) if items.is_empty() && cx.relaxed() && expect.is_none_or(|t| matches!(self.kind(t), TyKind::Infer(_))) => {
                // A list that is filled later.
                let element = self.fresh(VarKind::General);
                let ty = self.lang_ty("Vec", vec![element]);
                cx.push(ExprKind::Array(Vec::new()), ty, span)
            }
            E::Array(items) => {
                let (element, parts) = self.elements(cx, items, expect);
                let n = self.program.types.intern(TyKind::Const(parts.len() as i128));
                let ty = self.program.types.intern(TyKind::Array(element, n));
                cx.push(ExprKind::Array(parts), ty, span)
            }
            E::Repeat { value, count } => self.repeat(cx, value, count, expect, span),
            E::Struct { path, fields, base } => self.struct_literal(cx, path, fields, base.as_deref(), expect, span),
            E::Block(kind, label, block) => self.block_expr(cx, *kind, *label, block, expect, span),
            E::If { condition, then, otherwise } => self.if_expr(cx, condition, then, otherwise.as_deref(), expect, span),
            E::Let { pattern, expr } => self.let_condition(cx, pattern, expr, span),
            E::Match { scrutinee, arms } => self.match_expr(cx, scrutinee, arms, expect, span),
            E::Loop { label, body } => self.loop_expr(cx, *label, body, expect, span),
            E::While { label, condition, body } => self.while_expr(cx, *label, condition, body, span),
            E::For { label, pattern, iter, body } => self.for_expr(cx, *label, pattern, iter, body, span),
            E::Break { label, value } => self.break_expr(cx, *label, value.as_deref(), span),
            E::Continue { label } => self.continue_expr(cx, *label, span),
            E::Return(value) => self.return_expr(cx, value.as_deref(), span),
            E::Closure(closure) => self.closure(cx, closure, expect, span),
            E::Cast { expr, ty } => self.cast(cx, expr, ty, span),
            E::Try(operand) => {
                let operand = self.expr(cx, operand, None);
                let ret = cx.frame().ret;
                cx.frame().returns = true;
                self.solve(cx, false);
                if self.infer.var_kind(&self.program.types, cx.ty(operand)).is_some() {
                    return self.defer(cx, DeferredKind::Try { operand, ret }, span);
                }
                self.try_checked(cx, operand, ret, span)
            }
            E::Await(operand) => {
                if cx.dialect == Dialect::Rust && !cx.frame().is_async && self.program.script != Some(cx.instance) {
                    self.error(
                        Diagnostic::error("E0728", span, "`await` is only allowed inside `async` functions and blocks")
                            .at("only allowed inside `async` functions and blocks")
                            .help("make the function around it `async`"),
                    );
                }
                let operand = self.expr(cx, operand, None);
                self.solve(cx, false);
                if self.infer.var_kind(&self.program.types, cx.ty(operand)).is_some() {
                    return self.defer(cx, DeferredKind::Await { operand }, span);
                }
                self.await_checked(cx, operand, span)
            }
            E::Macro(call) => self.macro_call(cx, call, expect, span),
            E::Underscore => {
                self.error(Diagnostic::error("", span, "`_` can only be used on the left of an assignment"));
                cx.push(ExprKind::Error, Ty::ERROR, span)
            }
            E::Error => cx.push(ExprKind::Error, Ty::ERROR, span),
        }
    }

    /// The elements of an array or `vec!`, and their common type.
    pub(crate) fn elements(&mut self, cx: &mut FnCx, items: &[tree::Expr], expect: Option<Ty>) -> (Ty, Vec<ExprId>) {
        let want = expect.and_then(|t| match self.kind(t) {
            TyKind::Array(t, _) | TyKind::Slice(t) => Some(t),
            _ => None,
        });
        let mut result: Option<Ty> = want;
        let mut parts: Vec<ExprId> = Vec::new();
        for item in items {
            let e = self.expr(cx, item, result.or(want));
            let mut earlier: Vec<&mut ExprId> = parts.iter_mut().collect();
            let e = self.merge(cx, &mut result, &mut earlier, e, want, item.span, "mismatched types");
            parts.push(e);
        }
        let element = match result {
            Some(t) => t,
            None => self.fresh(VarKind::General),
        };
        (element, parts)
    }

    fn repeat(&mut self, cx: &mut FnCx, value: &tree::Expr, count: &tree::Expr, expect: Option<Ty>, span: Span) -> ExprId {
        let want = expect.and_then(|t| match self.kind(t) {
            TyKind::Array(t, _) | TyKind::Slice(t) => Some(t),
            _ => None,
        });
        let mut value = self.expr(cx, value, want);
        if let Some(w) = want
            && let Some(e) = self.try_coerce(cx, value, w, span)
        {
            value = e;
        }
        let told = self.diagnostics.len();
        let counted = match &count.kind {
            E::Underscore => None,
            _ => self.const_eval(count, &cx.scope.clone(), &cx.args.clone(), Some(Ty::USIZE)),
        };
        let n = match counted {
            Some(n) => u64::try_from(n).ok(),
            None if matches!(count.kind, E::Underscore) => match expect.map(|t| self.kind(t)) {
                Some(TyKind::Array(_, n)) => match self.kind(n) {
                    TyKind::Const(n) => u64::try_from(n).ok(),
                    _ => None,
                },
                _ => None,
            },
            None => None,
        };
        let Some(len) = n else {
            if self.diagnostics.len() > told {
                return cx.push(ExprKind::Error, Ty::ERROR, span);
            }
            if self.parametric.is_some() {
                // The length depends on parameters.
                let n = self.lower_const(count, &cx.scope.clone(), &mut Holes::Fresh);
                let n = self.program.types.substitute(n, &cx.args);
                let ty = self.program.types.intern(TyKind::Array(cx.ty(value), n));
                return cx.push(ExprKind::Repeat { value, len: 1 }, ty, span);
            }
            self.error(
                Diagnostic::error("E0435", count.span, "the length of an array must be a constant")
                    .help("use `vec![value; length]` for a length that is only known when the program runs"),
            );
            return cx.push(ExprKind::Error, Ty::ERROR, span);
        };
        let n = self.program.types.intern(TyKind::Const(i128::from(len)));
        let element = cx.ty(value);
        let ty = self.program.types.intern(TyKind::Array(element, n));
        cx.push(ExprKind::Repeat { value, len }, ty, span)
    }

    fn range(
        &mut self,
        cx: &mut FnCx,
        start: Option<&tree::Expr>,
        end: Option<&tree::Expr>,
        inclusive: bool,
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        let want = expect.and_then(|t| match self.kind(t) {
            TyKind::Adt(_, args) if args.len() == 1 => Some(args[0]),
            _ => None,
        });
        let a = start.map(|e| self.expr(cx, e, want));
        let want = a.map(|a| cx.ty(a)).or(want);
        let b = end.map(|e| self.expr(cx, e, want));
        let mut index = self.fresh(VarKind::General);
        if let Some(a) = a {
            index = cx.ty(a);
        }
        let mut fields = Vec::new();
        if let Some(a) = a {
            fields.push((0, a));
        }
        if let Some(b) = b {
            let b = if a.is_some() { self.coerce(cx, b, index, span) } else { b };
            if a.is_none() {
                index = cx.ty(b);
            }
            fields.push((fields.len() as u32, b));
        }
        let name = match (a.is_some(), b.is_some(), inclusive) {
            (true, true, false) => "Range",
            (true, true, true) => "RangeInclusive",
            (true, false, _) => "RangeFrom",
            (false, true, false) => "RangeTo",
            (false, true, true) => "RangeToInclusive",
            (false, false, _) => "RangeFull",
        };
        let Some(def) = self.std_adt(name) else { return cx.push(ExprKind::Error, Ty::ERROR, span) };
        let args = if name == "RangeFull" { Vec::new() } else { vec![index] };
        let ty = self.program.types.intern(TyKind::Adt(def, args));
        cx.push(ExprKind::Adt { variant: 0, fields, base: None }, ty, span)
    }

    /// A struct of `std::ops` and the like, by name.
    pub(crate) fn std_adt(&self, name: &str) -> Option<DefId> {
        if let Some(&d) = self.lang_adts.get(&Symbol::new(name)) {
            return Some(d);
        }
        let ops = self.std_module(&["std", "ops"])?;
        self.lookup_in(ops, Symbol::new(name), crate::resolve::Namespace::Types)
    }

    pub(crate) fn std_module(&self, path: &[&str]) -> Option<ModuleId> {
        let mut module = ModuleId(0);
        for part in path {
            let b = self.modules[module.0 as usize].types.get(&Symbol::new(part))?;
            let DefKind::Module(m) = *self.def_kind(b.def) else { return None };
            module = m;
        }
        Some(module)
    }

    /// A function of the library by its path.
    pub(crate) fn std_function(&self, path: &[&str], name: &str) -> Option<DefId> {
        let module = self.std_module(path)?;
        self.lookup_in(module, Symbol::new(name), crate::resolve::Namespace::Values)
    }

    /// A call of a library function by path, with its generic arguments inferred.
    pub(crate) fn std_call(&mut self, cx: &mut FnCx, path: &[&str], name: &str, args: Vec<ExprId>, span: Span) -> ExprId {
        let Some(def) = self.std_function(path, name) else {
            self.error(Diagnostic::error("", span, format!("the library lacks `{}::{name}`", path.join("::"))));
            return cx.push(ExprKind::Error, Ty::ERROR, span);
        };
        let n = self.generic_count(def);
        let generics = self.fresh_args(n);
        self.call_def(cx, def, generics, call::Args::Checked(args), None, span)
    }

    pub(crate) fn field(&mut self, cx: &mut FnCx, base: ExprId, name: Ident, span: Span) -> ExprId {
        let open = |c: &Checker, cx: &FnCx| c.infer.var_kind(&c.program.types, c.peel_open(cx.ty(base))) == Some(VarKind::General);
        if open(self, cx) {
            self.solve(cx, false);
        }
        if open(self, cx) {
            return self.defer(cx, DeferredKind::Field { base, name }, span);
        }
        self.field_of(cx, base, name, span)
    }

    /// A field of a value whose type is known, through as many derefs as it takes.
    pub(crate) fn field_of(&mut self, cx: &mut FnCx, base: ExprId, name: Ident, span: Span) -> ExprId {
        let mut at = base;
        // A private field is passed over where what the value derefs to has one of the name.
        let mut hidden: Option<(ExprId, u32, Ty, Symbol)> = None;
        for _ in 0..16 {
            match self.kind(cx.ty(at)) {
                TyKind::Tuple(items) => {
                    if let Ok(i) = name.name.as_str().parse::<usize>()
                        && let Some(&t) = items.get(i)
                    {
                        return cx.push(ExprKind::Field(at, i as u32), t, span);
                    }
                }
                TyKind::Adt(def, args) => {
                    if let Some(adt) = self.adt(def)
                        && !adt.is_enum
                        && let Some(i) = adt.variants[0].fields.iter().position(|f| f.name.name == name.name)
                        && (adt.variants[0].fields[i].public
                            || cx.dialect == Dialect::Std
                            || self.defs[def.0 as usize].dialect != Dialect::Std)
                    {
                        let fields = self.fields_of(def, &args, 0);
                        let ty = self.normalize(fields[i], span);
                        if adt.is_union {
                            // The fields share one place: what lies there is read as this one's type.
                            let place = cx.push(ExprKind::Field(at, 0), ty, span);
                            if !self.is_copy(ty) {
                                return place;
                            }
                            let read = self.std_call(cx, &["std", "mem"], "__union_read", vec![place], span);
                            let found = cx.ty(read);
                            self.unify(found, ty);
                            return read;
                        }
                        if adt.variants[0].fields[i].public || self.inside(cx.scope.module, self.defs[def.0 as usize].module) {
                            return cx.push(ExprKind::Field(at, i as u32), ty, span);
                        }
                        hidden.get_or_insert((at, i as u32, ty, self.defs[def.0 as usize].name));
                    }
                }
                TyKind::Unknown | TyKind::Error => return cx.push(ExprKind::Error, Ty::ERROR, span),
                _ => {}
            }
            match self.deref_step(cx, at, false, span) {
                Some(next) => at = next,
                None => break,
            }
        }
        if let Some((at, i, ty, owner)) = hidden {
            self.error(
                Diagnostic::error("E0616", name.span, format!("field `{}` of struct `{owner}` is private", name.name)).at("private field"),
            );
            return cx.push(ExprKind::Field(at, i), ty, span);
        }
        if cx.relaxed()
            && let Some(opened) = self.open_result(cx, base, span)
        {
            return self.field_of(cx, opened, name, span);
        }
        self.no_field(cx, base, name);
        cx.push(ExprKind::Error, Ty::ERROR, span)
    }

    /// Whether a module lies in another (or is it): what is private there can be used.
    pub(crate) fn inside(&self, module: ModuleId, owner: DefId) -> bool {
        if self.dialect_of(module) == Dialect::Std || self.defs[owner.0 as usize].dialect == Dialect::Std {
            return true;
        }
        let mut at = Some(module);
        while let Some(m) = at {
            if self.module_def(m) == owner {
                return true;
            }
            at = self.modules[m.0 as usize].parent;
        }
        false
    }

    fn no_field(&mut self, cx: &FnCx, base: ExprId, name: Ident) {
        let ty = self.resolve(cx.ty(base));
        if ty == Ty::ERROR {
            return;
        }
        let shown = self.type_name(ty);
        let mut error = Diagnostic::error("E0609", name.span, format!("no field `{}` on type `{shown}`", name.name)).at("unknown field");
        let inner = self.peel_open(ty);
        if matches!(self.kind(inner), TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_)) {
            error = Diagnostic::error("E0610", name.span, format!("`{shown}` is a primitive type and therefore doesn't have fields"));
        } else if self
            .inherent_candidates(inner)
            .iter()
            .any(|id| matches!(self.impl_def(*id).items.get(&name.name), Some(ImplItem::Function(_))))
        {
            error = Diagnostic::error("E0615", name.span, format!("attempted to take value of method `{}` on type `{shown}`", name.name))
                .at("method, not a field")
                .help(format!("call it: `.{}()`", name.name));
        }
        if let TyKind::Adt(def, _) = self.kind(self.peel_open(ty))
            && let Some(adt) = self.adt(def)
            && !adt.is_enum
        {
            let names: Vec<&str> = adt.variants[0].fields.iter().map(|f| f.name.name.as_str()).collect();
            if let Some(near) = crate::resolve::nearest(name.name.as_str(), names.iter().copied()) {
                error = error.help(format!("a field with a similar name exists: `{near}`"));
            } else if !names.is_empty() {
                error = error.help(format!("available fields are: `{}`", names.join("`, `")));
            }
        }
        self.error(error);
    }

    fn cast(&mut self, cx: &mut FnCx, expr: &tree::Expr, ty: &tree::Type, span: Span) -> ExprId {
        let target = self.body_type(cx, ty);
        let want = match self.kind(target) {
            TyKind::FnPointer(..) | TyKind::Ref { .. } | TyKind::Adt(..) => Some(target),
            _ => None,
        };
        let e = self.expr(cx, expr, want);
        let pointee = match self.kind(target) {
            TyKind::Pointer { ty, .. } => Some(self.resolve(ty)),
            _ => None,
        };
        // `as _`, `as *const _`: what is left out is told by later uses, or else by what is cast.
        if matches!(self.kind(target), TyKind::Infer(_)) || pointee.is_some_and(|t| self.program.types.has_infer(t)) {
            let slot = self.defer(cx, DeferredKind::Cast { operand: e, target }, span);
            let ty = cx.ty(slot);
            self.unify(ty, target);
            return slot;
        }
        self.cast_checked(cx, e, target, span)
    }

    pub(crate) fn cast_checked(&mut self, cx: &mut FnCx, e: ExprId, target: Ty, span: Span) -> ExprId {
        // `0x41 as char`
        if self.shallow(target) == Ty::CHAR && self.infer.var_kind(&self.program.types, cx.ty(e)) == Some(VarKind::Int) {
            let ty = cx.ty(e);
            self.unify(ty, Ty::U8);
        }
        if matches!(
            self.kind(target),
            TyKind::Infer(_) | TyKind::FnPointer(..) | TyKind::Ref { .. } | TyKind::Adt(..) | TyKind::Pointer { .. }
        ) && let Some(done) = self.try_coerce(cx, e, target, span)
        {
            return done;
        }
        cx.casts.push((e, target, span));
        cx.push(ExprKind::Cast(e), target, span)
    }
}
