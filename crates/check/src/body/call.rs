//! Calls of functions, constructors and callable values.

use super::*;
use crate::traits::{Callable, Obligation, ObligationKind};
use solve::DeferredKind;

/// Arguments: still syntax (so that parameter types can guide them), or already inferred.
pub(crate) enum Args<'a> {
    Syntax(Option<ExprId>, &'a [tree::Argument]),
    Checked(Vec<ExprId>),
}

impl Args<'_> {
    pub(crate) fn len(&self) -> usize {
        match self {
            Args::Syntax(first, rest) => usize::from(first.is_some()) + rest.len(),
            Args::Checked(list) => list.len(),
        }
    }
}

/// An argument as it is passed: written, or what its parameter says where it is left out.
#[derive(Clone, Copy)]
enum Argued<'a> {
    Given(&'a tree::Expr),
    Default(&'a tree::Expr),
}

impl Checker {
    pub(crate) fn call(&mut self, cx: &mut FnCx, callee: &tree::Expr, args: &[tree::Argument], expect: Option<Ty>, span: Span) -> ExprId {
        if let tree::ExprKind::Path(path) = &callee.kind
            && let Some(done) = self.builtin_call(cx, path, args, span)
        {
            return done;
        }
        let expect_fn = None;
        let f = match &callee.kind {
            tree::ExprKind::Path(path) => self.path_expr(cx, path, expect_fn, callee.span),
            tree::ExprKind::Qualified(q) => self.qualified_expr(cx, q, None, callee.span),
            _ => self.expr(cx, callee, expect_fn),
        };
        if let (ExprKind::Function(id), TyKind::FnDef(..)) = (&cx.body.exprs[f.0 as usize].kind, self.kind(cx.ty(f))) {
            let c = cx.callees[id.0 as usize].clone();
            return self.call_def(cx, c.def, c.args, Args::Syntax(None, args), expect, span);
        }
        if self.infer.var_kind(&self.program.types, self.peel_open(cx.ty(f))) == Some(VarKind::General) {
            self.solve(cx, false);
        }
        if self.infer.var_kind(&self.program.types, self.peel_open(cx.ty(f))) == Some(VarKind::General) {
            let args = args.iter().map(|a| self.expr(cx, &a.value, None)).collect();
            return self.defer(cx, DeferredKind::Call { callee: f, args }, span);
        }
        self.call_value(cx, f, Args::Syntax(None, args), span)
    }

    /// A call of a value: closure, function pointer, `dyn Fn`.
    pub(crate) fn call_value(&mut self, cx: &mut FnCx, callee: ExprId, args: Args, span: Span) -> ExprId {
        let mut f = callee;
        for _ in 0..16 {
            let ty = self.shallow(cx.ty(f));
            match self.callable(ty) {
                Callable::Yes(params, ret) => {
                    let params: Vec<Ty> = params.into_iter().map(|t| self.normalize(t, span)).collect();
                    let args = self.arguments(cx, &params, args, None, span, "this function", None);
                    let ret = self.normalize(ret, span);
                    return cx.push(ExprKind::Call { callee: Callee::Value(f), args }, ret, span);
                }
                Callable::Open | Callable::No => {}
            }
            match self.kind(ty) {
                TyKind::Unknown | TyKind::Error => break,
                _ => {}
            }
            if cx.relaxed()
                && let Some(opened) = self.open_result(cx, f, span)
            {
                f = opened;
                continue;
            }
            match self.deref_step(cx, f, false, span) {
                Some(next) => f = next,
                None => {
                    let shown = self.resolve(cx.ty(callee));
                    let name = self.type_name(shown);
                    self.error(Diagnostic::error("E0618", span, format!("expected function, found `{name}`")).at("this is not a function"));
                    break;
                }
            }
        }
        if let Args::Syntax(_, list) = args {
            for a in list {
                self.expr(cx, &a.value, None);
            }
        }
        cx.push(ExprKind::Error, Ty::ERROR, span)
    }

    /// A call of a known function with the given generic arguments (some still open).
    pub(crate) fn call_def(&mut self, cx: &mut FnCx, def: DefId, generics: Vec<Ty>, args: Args, expect: Option<Ty>, span: Span) -> ExprId {
        let name = self.defs[def.0 as usize].name;
        if let DefKind::Variant(..) | DefKind::Adt(_) = *self.def_kind(def) {
            let owner = match *self.def_kind(def) {
                DefKind::Variant(adt, _) => adt,
                _ => def,
            };
            self.struct_bounds(cx, owner, &generics, span);
            let (params, ret) = self.constructor_signature(def, &generics);
            let params: Vec<Ty> = params.into_iter().map(|t| self.normalize(t, span)).collect();
            let values = self.arguments(cx, &params, args, expect.map(|e| (ret, e)), span, name.as_str(), None);
            let variant = match *self.def_kind(def) {
                DefKind::Variant(_, v) => v,
                _ => 0,
            };
            if self.is_lang(ret, LangAdt::Box).is_some() && values.len() == 1 {
                // A transparent wrapper.
                return cx.push(ExprKind::Coerce(Coercion::NoOp, values[0]), ret, span);
            }
            let fields = values.into_iter().enumerate().map(|(i, e)| (i as u32, e)).collect();
            return cx.push(ExprKind::Adt { variant, fields, base: None }, ret, span);
        }
        if let Some(folded) = self.fold_intrinsic(cx, def, &generics, &args, span) {
            return folded;
        }
        if self.function(def).is_some_and(|f| f.ast.is_unsafe) {
            self.needs_unsafe(cx, &format!("call to unsafe function `{name}`"), span);
        }
        let sig = self.signature(def);
        let params: Vec<Ty> = sig.params.iter().map(|&t| self.program.types.substitute(t, &generics)).collect();
        let params: Vec<Ty> = params.into_iter().map(|t| self.normalize(t, span)).collect();
        let ret = match sig.ret {
            Some(t) => {
                let t = self.program.types.substitute(t, &generics);
                self.normalize(t, span)
            }
            None => self.fresh(VarKind::General),
        };
        for p in sig.predicates.clone().iter() {
            let p = self.substitute_predicate(p, &generics);
            self.add_predicate(&p, span);
        }
        let values = self.arguments(cx, &params, args, expect.map(|e| (ret, e)), span, name.as_str(), Some(def));
        if sig.ret.is_none() {
            self.solve_pending(false);
            let resolved: Vec<Ty> = generics.iter().map(|&t| self.normalize_deep(t, 0)).collect();
            if resolved.iter().all(|&t| !self.program.types.has_infer(t)) {
                let found = self.inferred_return(def, &resolved);
                self.unify(ret, found);
            } else {
                self.pending.push(Obligation { kind: ObligationKind::Returns(def, generics.clone(), ret), span });
            }
        }
        let callee = cx.callee(def, generics);
        cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: values }, ret, span)
    }

    /// Fits arguments to parameters: plain ones first, closures when more is known.
    #[allow(clippy::too_many_arguments)]
    fn arguments(
        &mut self,
        cx: &mut FnCx,
        params: &[Ty],
        args: Args,
        result: Option<(Ty, Ty)>,
        span: Span,
        name: &str,
        def: Option<DefId>,
    ) -> Vec<ExprId> {
        let given = args.len();
        match args {
            Args::Checked(list) => {
                if given != params.len() {
                    self.wrong_count(params.len(), given, span, name, def);
                }
                list.into_iter()
                    .zip(params.iter().copied().chain(std::iter::repeat(Ty::ERROR)))
                    .map(|(e, p)| {
                        let at = cx.span_of(e);
                        self.coerce(cx, e, p, at)
                    })
                    .collect()
            }
            Args::Syntax(first, list) => {
                let shift = usize::from(first.is_some());
                let function = def.and_then(|d| self.function(d));
                let order = self.argument_order(list, params.len().saturating_sub(shift), function.as_deref());
                let Some(order) = order else {
                    self.wrong_count(params.len() - shift.min(params.len()), list.len(), span, name, def);
                    for a in list {
                        self.expr(cx, &a.value, None);
                    }
                    return Vec::new();
                };
                let hints = self.expected_inputs(params, result);
                let mut out: Vec<Option<ExprId>> = vec![None; params.len()];
                if let Some(f) = first {
                    let at = cx.span_of(f);
                    out[0] = Some(self.coerce(cx, f, params[0], at));
                }
                for closures in [false, true] {
                    if closures {
                        self.solve_pending(false);
                    }
                    for (i, argued) in order.iter().enumerate() {
                        let p = params[i + shift];
                        let value = match (argued, &function) {
                            (Argued::Given(value), _) => *value,
                            (Argued::Default(value), Some(function)) if closures => {
                                out[i + shift] = Some(self.default_argument(cx, value, p, function, span));
                                continue;
                            }
                            (Argued::Default(_), _) => continue,
                        };
                        let is_closure = matches!(value.kind, tree::ExprKind::Closure(_));
                        if is_closure != closures {
                            continue;
                        }
                        let open = self.resolve(p);
                        let hint = match &hints {
                            Some(h) if self.program.types.has_infer(open) => h[i + shift],
                            _ => p,
                        };
                        let mut e = self.expr(cx, value, Some(hint));
                        if cx.relaxed() && name == "extend" && self.is_joined(cx.ty(e)) {
                            // Law 6: a task's result is iterated over, not the `Result` around it.
                            e = self.open_result(cx, e, value.span).unwrap_or(e);
                        }
                        if hint != p && !self.program.types.has_infer(hint) {
                            // What the result is wanted for decides before the argument does (`Some(Box::new(f))` as `Option<Box<dyn Fn()>>`).
                            e = self.try_coerce(cx, e, hint, value.span).unwrap_or(e);
                        }
                        out[i + shift] = Some(self.coerce(cx, e, p, value.span));
                        if is_closure {
                            self.solve_pending(false);
                        }
                    }
                }
                out.into_iter().flatten().collect()
            }
        }
    }

    /// What `join` of a task gives: a `Result` whose error is the panic's payload.
    fn is_joined(&mut self, ty: Ty) -> bool {
        let Some(args) = self.is_lang(ty, LangAdt::Result) else { return false };
        self.is_lang(args[1], LangAdt::Box).is_some_and(|inner| matches!(self.kind(inner[0]), TyKind::Dyn(_)))
    }

    /// Arguments in the order of the parameters, defaults for those left out; `None` where they do not fit.
    fn argument_order<'a>(&self, list: &'a [tree::Argument], want: usize, function: Option<&'a FnDef>) -> Option<Vec<Argued<'a>>> {
        if list.len() == want && list.iter().all(|a| a.name.is_none()) {
            return Some(list.iter().map(|a| Argued::Given(&a.value)).collect());
        }
        let params = &function?.ast.params;
        let mut slots: Vec<Option<Argued<'a>>> = vec![None; want];
        let mut next = 0;
        for a in list {
            let at = match a.name {
                None => {
                    next += 1;
                    next - 1
                }
                Some(n) => {
                    params.iter().position(|p| matches!(&p.pattern.kind, tree::PatternKind::Ident { name, .. } if name.name == n.name))?
                }
            };
            let slot = slots.get_mut(at)?;
            if slot.is_some() {
                return None;
            }
            *slot = Some(Argued::Given(&a.value));
        }
        let left_out = |i: usize| params.get(i)?.default.as_deref().map(Argued::Default);
        slots.into_iter().enumerate().map(|(i, slot)| slot.or_else(|| left_out(i))).collect()
    }

    /// The default of a parameter: it sees what the function sees, and nothing of the caller.
    fn default_argument(&mut self, cx: &mut FnCx, value: &tree::Expr, ty: Ty, function: &FnDef, span: Span) -> ExprId {
        let scope = Scope { module: function.scope.module, generics: Default::default(), impl_: None, trait_: None, adt: None };
        let scope = std::mem::replace(&mut cx.scope, scope);
        let names = std::mem::replace(&mut cx.names, names::Names::new());
        let e = self.expr(cx, value, Some(ty));
        let e = self.coerce(cx, e, ty, span);
        cx.scope = scope;
        cx.names = names;
        e
    }

    /// What the expected result says about the parameters (rustc's `expected_inputs_for_expected_output`).
    fn expected_inputs(&mut self, params: &[Ty], result: Option<(Ty, Ty)>) -> Option<Vec<Ty>> {
        let (ret, expect) = result?;
        if matches!(self.kind(expect), TyKind::Infer(_)) {
            return None;
        }
        let trial = self.begin();
        let ok = self.unify(ret, expect);
        let hints = ok.then(|| params.iter().map(|&p| self.resolve(p)).collect());
        self.undo(trial);
        hints
    }

    fn wrong_count(&mut self, want: usize, given: usize, span: Span, name: &str, def: Option<DefId>) {
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let verb = if given == 1 { "was" } else { "were" };
        let code = if name == "this function" { "E0057" } else { "E0061" };
        let mut error = Diagnostic::error(
            code,
            span,
            format!("this function takes {want} argument{} but {given} argument{} {verb} supplied", s(want), s(given)),
        )
        .at(format!("in this call of `{name}`"));
        if let Some(d) = def
            && self.defs[d.0 as usize].dialect != Dialect::Std
        {
            error = error.label(self.defs[d.0 as usize].span, "declared here");
        }
        self.error(error);
    }

    /// `__is_plain::<T>()` and the other questions that are decided before the program runs.
    fn fold_intrinsic(&mut self, cx: &mut FnCx, def: DefId, generics: &[Ty], args: &Args, span: Span) -> Option<ExprId> {
        let d = &self.defs[def.0 as usize];
        if d.dialect != Dialect::Std || self.function(def).is_none_or(|f| f.ast.receiver.is_some()) {
            return None;
        }
        let name = d.name.as_str();
        if !name.starts_with("__") && name != "size_of" && name != "needs_drop" {
            return None;
        }
        let ty = *generics.first()?;
        let ty = self.close(ty);
        let what = match args {
            Args::Syntax(None, [a]) => match &a.value.kind {
                tree::ExprKind::Literal(tree::Literal::Str(s)) => s.as_str(),
                _ => "",
            },
            _ => "",
        };
        let answer = match name {
            "__is_plain" => self.is_plain(ty),
            "__structural" => {
                let what = match what {
                    "Debug" => "Debug",
                    "Hash" => "Hash",
                    "Eq" | "PartialEq" => "PartialEq",
                    _ => "PartialOrd",
                };
                self.structural(ty, what)
            }
            "__compares_alike" => {
                let other = self.close(*generics.get(1)?);
                self.same_shape(ty, other) && self.structural(ty, "PartialEq") && self.structural(other, "PartialEq")
            }
            "__needs_drop" | "needs_drop" => self.needs_drop(ty),
            "__type_name" => {
                let text = self.full_type_name(ty);
                let str_ref = self.program.types.reference(false, Ty::STR);
                return Some(cx.push(ExprKind::Literal(Constant::Str(Symbol::new(&text))), str_ref, span));
            }
            "__size_of" | "size_of" | "__align_of" => {
                let layout = self.layout_of(ty);
                let n = if name == "__align_of" { layout.map_or(8, |l| l.align) } else { layout.map_or(16, |l| l.size) };
                return Some(cx.push(ExprKind::Literal(Constant::Int(i128::from(n))), Ty::USIZE, span));
            }
            "__stride" => {
                let n = self.stride_of(ty);
                return Some(cx.push(ExprKind::Literal(Constant::Int(i128::from(n))), Ty::USIZE, span));
            }
            "__type_id" => return Some(cx.push(ExprKind::Literal(Constant::Int(i128::from(ty.0))), Ty::U64, span)),
            "__is_copy" => self.is_copy(ty),
            _ => return None,
        };
        Some(cx.push(ExprKind::Literal(Constant::Bool(answer)), Ty::BOOL, span))
    }

    /// An item's name with its crate and module; a program's crate has the name of its file.
    fn full_path(&self, def: DefId) -> String {
        let d = &self.defs[def.0 as usize];
        let module = match *self.def_kind(d.module) {
            DefKind::Module(m) => self.module_path(m),
            _ => String::new(),
        };
        let name = d.name.as_str();
        if d.dialect == Dialect::Std {
            let alloc = matches!(
                name,
                "Vec" | "String" | "Box" | "Rc" | "Arc" | "BTreeMap" | "BTreeSet" | "VecDeque" | "BinaryHeap" | "LinkedList"
            );
            let krate = match module.split("::").nth(1) {
                Some(_) if alloc => "alloc",
                Some(
                    "option" | "result" | "marker" | "fmt" | "ops" | "cmp" | "clone" | "iter" | "any" | "cell" | "num" | "mem" | "hash"
                    | "convert" | "default",
                ) => "core",
                _ => return format!("{module}::{name}"),
            };
            return format!("{krate}::{}::{name}", module.split_once("::").map_or("", |(_, rest)| rest));
        }
        let first = (0..).map_while(|id| self.sources.file(ruchy_syntax::FileId(id))).find(|file| file.dialect != Dialect::Std);
        let krate = first.map_or_else(String::new, |file| {
            let stem = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
            stem.split('.').next().unwrap_or_default().replace('-', "_")
        });
        [krate.as_str(), module.as_str(), name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("::")
    }

    /// A type's name with its module, as `std::any::type_name` gives it.
    fn full_type_name(&self, ty: Ty) -> String {
        match self.program.types.kind(self.shallow(ty)) {
            TyKind::Adt(def, args) => {
                let args: Vec<String> = args.iter().map(|&t| self.full_type_name(t)).collect();
                let args = if args.is_empty() { String::new() } else { format!("<{}>", args.join(", ")) };
                format!("{}{args}", self.full_path(*def))
            }
            TyKind::Array(t, n) => format!("[{}; {}]", self.full_type_name(*t), self.type_name(*n)),
            TyKind::Pointer { mutable, ty } => format!("*{} {}", if *mutable { "mut" } else { "const" }, self.full_type_name(*ty)),
            TyKind::Dyn(bounds) => {
                let names: Vec<String> = bounds.iter().map(|bound| self.full_path(bound.trait_)).collect();
                format!("dyn {}", names.join(" + "))
            }
            TyKind::FnDef(def, _) => self.full_path(*def),
            TyKind::Ref { mutable, ty } => format!("&{}{}", if *mutable { "mut " } else { "" }, self.full_type_name(*ty)),
            TyKind::Slice(t) => format!("[{}]", self.full_type_name(*t)),
            TyKind::Tuple(items) if items.len() > 1 => {
                let items: Vec<String> = items.iter().map(|&t| self.full_type_name(t)).collect();
                format!("({})", items.join(", "))
            }
            _ => self.type_name(ty),
        }
    }
}
