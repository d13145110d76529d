//! The macros of the language: printing, assertions, `vec!`, `matches!` and the rest.

use super::*;
use call::Args;
use finish::FormatUse;
use tree::{FormatArgument, FormatString, MacroKind};

/// What `set_try` gives where none is ready: `usize::MAX - 1`.
const NONE_READY: i128 = u64::MAX as i128 - 1;

/// A placeholder as `{}` has it.
pub(crate) fn plain_placeholder(argument: usize, style: tree::FormatStyle, span: Span) -> tree::Placeholder {
    tree::Placeholder {
        argument,
        style,
        fill: ' ',
        align: None,
        plus: false,
        alternate: false,
        zero: false,
        width: None,
        precision: None,
        debug_hex: None,
        span,
    }
}

impl Checker {
    pub(crate) fn macro_call(&mut self, cx: &mut FnCx, call: &tree::MacroCall, expect: Option<Ty>, span: Span) -> ExprId {
        let name = call.name.name.as_str();
        match &call.kind {
            MacroKind::Format { format, args } => self.format_macro(cx, name, format.as_ref(), args, span),
            MacroKind::Write { dest, format, args, newline } => {
                let dest = self.expr(cx, dest, None);
                let text = self.format(cx, format.as_ref(), args, "", if *newline { "\n" } else { "" }, false, span);
                let text = self.std_path_call(cx, &["std", "fmt"], "Arguments", "__new", vec![text], span);
                let method = self.ident("write_fmt", span);
                self.method_call_checked(cx, dest, method, Vec::new(), vec![text], span)
            }
            MacroKind::Assert { condition, text, format, args } => {
                cx.names.enter();
                // `!condition`, which is defined for `&bool` too.
                let c = self.expr(cx, condition, Some(Ty::BOOL));
                let c = self.strip_refs(cx, c);
                let c = self.coerce(cx, c, Ty::BOOL, condition.span);
                cx.names.leave();
                let before = cx.diverges;
                let message = match format {
                    Some(_) => self.format(cx, format.as_ref(), args, "", "", false, span),
                    None => self.text_literal(cx, &format!("assertion failed: {text}"), span),
                };
                let panic = cx.push(ExprKind::Panic(message), Ty::NEVER, span);
                cx.diverges = before;
                let not = cx.push(ExprKind::Unary(UnaryOp::Not, c), Ty::BOOL, span);
                cx.push(ExprKind::If { condition: not, then: panic, otherwise: None }, Ty::UNIT, span)
            }
            MacroKind::AssertCompare { equal, left, right, format, args } => {
                self.assert_compare(cx, *equal, left, right, format.as_ref(), args, span)
            }
            MacroKind::VecList(items) => {
                let want = expect.and_then(|t| self.is_lang(t, LangAdt::Vec)).map(|a| a[0]);
                let hint = want.map(|t| self.program.types.intern(TyKind::Slice(t)));
                let (element, parts) = self.elements(cx, items, hint);
                let ty = self.lang_ty("Vec", vec![element]);
                cx.push(ExprKind::Array(parts), ty, span)
            }
            MacroKind::VecRepeat { value, count } => {
                let want = expect.and_then(|t| self.is_lang(t, LangAdt::Vec)).map(|a| a[0]);
                let mut v = self.expr(cx, value, want);
                if let Some(w) = want {
                    v = self.coerce(cx, v, w, value.span);
                }
                let n = self.expr(cx, count, Some(Ty::USIZE));
                let n = if cx.relaxed() && !self.try_unify_ty(cx, n, Ty::USIZE) {
                    cx.push(ExprKind::Cast(n), Ty::USIZE, count.span)
                } else {
                    self.coerce(cx, n, Ty::USIZE, count.span)
                };
                self.std_call(cx, &["std", "vec"], "from_elem", vec![v, n], span)
            }
            MacroKind::Matches { expr, pattern, guard } => {
                cx.names.enter();
                let value = self.expr(cx, expr, None);
                let ty = cx.ty(value);
                let pat = self.pattern(cx, pattern, ty);
                let guard = guard.as_ref().map(|g| self.condition(cx, g));
                cx.names.leave();
                let yes = cx.push(ExprKind::Literal(Constant::Bool(true)), Ty::BOOL, span);
                let no = cx.push(ExprKind::Literal(Constant::Bool(false)), Ty::BOOL, span);
                let wild = cx.push_pat(PatKind::Wild, ty, Span::default());
                let arms = vec![Arm { pattern: pat, guard, body: yes }, Arm { pattern: wild, guard: None, body: no }];
                cx.push(ExprKind::Match { scrutinee: value, arms }, Ty::BOOL, span)
            }
            MacroKind::Dbg(list) => self.dbg_macro(cx, list, span),
            MacroKind::Join(list) => self.join_macro(cx, list, "__join", span),
            MacroKind::TryJoin(list) => self.join_macro(cx, list, "__try_join", span),
            MacroKind::Select(select) => self.select_macro(cx, select, expect, span),
            MacroKind::ThreadLocal(_) => cx.unit(span),
            MacroKind::Builtin { args } => self.builtin_macro(cx, name, args, span),
            MacroKind::Expanded(e) => self.expr(cx, e, expect),
            MacroKind::ExpandedStatements(statements, tail) => {
                let block = tree::Block { statements: statements.clone(), tail: tail.clone(), span };
                self.block(cx, &block, expect)
            }
            MacroKind::Error => cx.push(ExprKind::Error, Ty::ERROR, span),
        }
    }

    pub(crate) fn try_unify_ty(&mut self, cx: &FnCx, e: ExprId, ty: Ty) -> bool {
        let t = cx.ty(e);
        self.try_unify(t, ty)
    }

    /// A function of a library type: `Type::name(args)`.
    pub(crate) fn std_path_call(&mut self, cx: &mut FnCx, path: &[&str], ty: &str, name: &str, args: Vec<ExprId>, span: Span) -> ExprId {
        let def = self.std_module(path).and_then(|m| self.lookup_in(m, Symbol::new(ty), crate::resolve::Namespace::Types));
        let Some(def) = def else { return cx.push(ExprKind::Error, Ty::ERROR, span) };
        let n = self.adt(def).map_or(0, |a| a.generics.params.len());
        let generics = self.fresh_args(n);
        let ty = self.program.types.intern(TyKind::Adt(def, generics));
        let segment = tree::PathSegment { name: self.ident(name, span), args: None };
        let f = self.assoc_value(cx, ty, &segment, span);
        if let ExprKind::Function(id) = cx.body.exprs[f.0 as usize].kind {
            let c = cx.callees[id.0 as usize].clone();
            return self.call_def(cx, c.def, c.args, Args::Checked(args), None, span);
        }
        f
    }

    pub(crate) fn text_literal(&mut self, cx: &mut FnCx, text: &str, span: Span) -> ExprId {
        let ty = self.program.types.reference(false, Ty::STR);
        cx.push(ExprKind::Literal(Constant::Str(Symbol::new(text))), ty, span)
    }

    pub(crate) fn format_macro(
        &mut self,
        cx: &mut FnCx,
        name: &str,
        format: Option<&FormatString>,
        args: &[FormatArgument],
        span: Span,
    ) -> ExprId {
        match name {
            "print" | "println" | "eprint" | "eprintln" => {
                let end = if name.ends_with("ln") { "\n" } else { "" };
                let text = self.format(cx, format, args, "", end, false, span);
                let f = if name.starts_with('e') { "__eprint" } else { "__print" };
                self.std_call(cx, &["std", "io"], f, vec![text], span)
            }
            "format" => self.format(cx, format, args, "", "", false, span),
            "format_args" => {
                let text = self.format(cx, format, args, "", "", false, span);
                self.std_path_call(cx, &["std", "fmt"], "Arguments", "__new", vec![text], span)
            }
            _ => {
                let (alone, before) = match name {
                    "todo" => ("not yet implemented", "not yet implemented: "),
                    "unimplemented" => ("not implemented", "not implemented: "),
                    "unreachable" => ("internal error: entered unreachable code", "internal error: entered unreachable code: "),
                    _ => ("explicit panic", ""),
                };
                let text = match format {
                    Some(_) => self.format(cx, format, args, before, "", false, span),
                    None if !args.is_empty() => {
                        let value = self.expr(cx, &args[0].value, None);
                        return self.std_call(cx, &["std", "panic"], "panic_any", vec![value], span);
                    }
                    None => self.text_literal(cx, alone, span),
                };
                cx.push(ExprKind::Panic(text), Ty::NEVER, span)
            }
        }
    }

    /// Formats into a `String`. `opens`: law 6 for `println(…)` in its function form.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn format(
        &mut self,
        cx: &mut FnCx,
        format: Option<&FormatString>,
        args: &[FormatArgument],
        before: &str,
        after: &str,
        opens: bool,
        span: Span,
    ) -> ExprId {
        let mut values = Vec::new();
        for a in args {
            let e = self.expr(cx, &a.value, None);
            values.push(e);
        }
        self.format_values(cx, format, values, before, after, opens, span)
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn format_values(
        &mut self,
        cx: &mut FnCx,
        format: Option<&FormatString>,
        values: Vec<ExprId>,
        before: &str,
        after: &str,
        opens: bool,
        span: Span,
    ) -> ExprId {
        let mut pieces = Vec::new();
        if !before.is_empty() {
            pieces.push(FormatPart::Text(before.into()));
        }
        let mut uses = Vec::new();
        if let Some(f) = format {
            for p in &f.pieces {
                match p {
                    tree::FormatPiece::Text(t) => pieces.push(FormatPart::Text(t.clone())),
                    tree::FormatPiece::Placeholder(p) => {
                        uses.push((pieces.len(), p.argument, p.style));
                        pieces.push(FormatPart::Arg { placeholder: p.clone(), style: p.style, by: FormatBy::Native });
                    }
                }
            }
        }
        if !after.is_empty() {
            match pieces.last_mut() {
                Some(FormatPart::Text(t)) => t.push_str(after),
                _ => pieces.push(FormatPart::Text(after.into())),
            }
        }
        let mut values = values;
        if opens || cx.relaxed() {
            self.solve_pending(false);
            for &(_, arg, style) in &uses {
                let Some(&e) = values.get(arg) else { continue };
                let Some(result) = self.is_lang(cx.ty(e), LangAdt::Result) else { continue };
                let system = match self.kind(result[1]) {
                    TyKind::Adt(d, args) if self.adt_lang(d) == Some(LangAdt::Box) => matches!(self.kind(args[0]), TyKind::Dyn(_)),
                    TyKind::Adt(d, _) => {
                        self.defs[d.0 as usize].dialect == Dialect::Std
                            && matches!(self.defs[d.0 as usize].name.as_str(), "RecvError" | "PoisonError" | "SendError" | "JoinError")
                    }
                    _ => false,
                };
                if (style != tree::FormatStyle::Debug || (opens && system))
                    && let Some(o) = self.open_result(cx, e, span)
                {
                    values[arg] = o;
                }
            }
        }
        let args: Vec<ExprId> = values.into_iter().map(|e| self.autoref(cx, e, false)).collect();
        let ty = self.lang_ty("String", Vec::new());
        let e = cx.push(ExprKind::Format { pieces, args: args.clone() }, ty, span);
        for (piece, arg, style) in uses {
            if let Some(&value) = args.get(arg) {
                cx.formats.push(FormatUse { format: e, piece, value, style });
            }
        }
        e
    }

    /// A part that prints argument `index` with `{}`; for formats built by the checker itself.
    pub(crate) fn display_part(&mut self, cx: &mut FnCx, value: ExprId, index: usize) -> FormatPart {
        let span = cx.span_of(value);
        let placeholder = plain_placeholder(index, tree::FormatStyle::Display, span);
        FormatPart::Arg { placeholder, style: tree::FormatStyle::Display, by: FormatBy::Native }
    }

    /// A list whose items may be compared with those of another type (`String` with `&str`).
    fn is_list_of_others(&self, ty: Ty) -> bool {
        let item = match self.kind(ty) {
            TyKind::Array(item, _) | TyKind::Slice(item) => Some(item),
            _ => self.is_lang(ty, LangAdt::Vec).map(|args| args[0]),
        };
        let is_plain = |ty| matches!(self.kind(self.shallow(ty)), TyKind::Int(_) | TyKind::Float(_) | TyKind::Bool | TyKind::Char);
        item.is_some_and(|item| !is_plain(item) && !matches!(self.kind(self.shallow(item)), TyKind::Infer(_)))
    }

    /// Law 6: a Result that is compared with what is none is meant for what is in it.
    fn opened_beside(&mut self, cx: &mut FnCx, a: ExprId, b: ExprId, span: Span) -> (ExprId, ExprId) {
        if !cx.relaxed() {
            return (a, b);
        }
        let is_result = |c: &Checker, e: ExprId| c.is_lang(c.shallow(cx.ty(e)), LangAdt::Result).is_some();
        let is_other = |c: &Checker, e: ExprId| {
            let ty = c.shallow(cx.ty(e));
            let open = c.infer.var_kind(&c.program.types, ty) == Some(VarKind::General);
            !open && !matches!(c.kind(ty), TyKind::Error | TyKind::Unknown | TyKind::Ref { .. }) && !is_result(c, e)
        };
        let (open_a, open_b) = (is_result(self, a) && is_other(self, b), is_result(self, b) && is_other(self, a));
        let a = if open_a { self.open_result(cx, a, span).unwrap_or(a) } else { a };
        let b = if open_b { self.open_result(cx, b, span).unwrap_or(b) } else { b };
        (a, b)
    }

    #[allow(clippy::too_many_arguments)]
    fn assert_compare(
        &mut self,
        cx: &mut FnCx,
        equal: bool,
        left: &tree::Expr,
        right: &tree::Expr,
        format: Option<&FormatString>,
        args: &[FormatArgument],
        span: Span,
    ) -> ExprId {
        // match (&left, &right) { (l, r) => if !(*l == *r) { panic } }
        let a = self.expr(cx, left, None);
        let hint = match self.kind(cx.ty(a)) {
            TyKind::Infer(_) | TyKind::Ref { .. } => None,
            _ => Some(cx.ty(a)).filter(|&ty| !self.is_list_of_others(ty)),
        };
        let b = self.expr(cx, right, hint);
        let (a, b) = self.opened_beside(cx, a, b, span);
        let (a_ref, b_ref) = (self.autoref(cx, a, false), self.autoref(cx, b, false));
        let (at, bt) = (cx.ty(a_ref), cx.ty(b_ref));
        let l = cx.local(Symbol::new("left_val"), at, false, span);
        let r = cx.local(Symbol::new("right_val"), bt, false, span);
        let lp = cx.push_pat(PatKind::Bind { local: l, mode: BindMode::Move, sub: None }, at, span);
        let rp = cx.push_pat(PatKind::Bind { local: r, mode: BindMode::Move, sub: None }, bt, span);
        let mut statements = vec![
            Stmt::Let { pattern: lp, value: Some(a_ref), otherwise: None },
            Stmt::Let { pattern: rp, value: Some(b_ref), otherwise: None },
        ];
        let (a_ty, b_ty) = (cx.ty(a), cx.ty(b));
        let read_l = cx.push(ExprKind::Local(l), at, left.span);
        let read_r = cx.push(ExprKind::Local(r), bt, right.span);
        let lv = cx.push(ExprKind::Deref(read_l), a_ty, left.span);
        let rv = cx.push(ExprKind::Deref(read_r), b_ty, right.span);
        let same = match self.binary_checked(cx, tree::BinaryOp::Eq, lv, rv, span, false) {
            Some(e) => e,
            None => {
                self.solve(cx, false);
                match self.binary_checked(cx, tree::BinaryOp::Eq, lv, rv, span, false) {
                    Some(e) => e,
                    None => {
                        let slot = self.defer(cx, solve::DeferredKind::Binary { op: tree::BinaryOp::Eq, left: lv, right: rv }, span);
                        let ty = cx.ty(slot);
                        self.unify(ty, Ty::BOOL);
                        slot
                    }
                }
            }
        };
        let condition = if equal { cx.push(ExprKind::Unary(UnaryOp::Not, same), Ty::BOOL, span) } else { same };
        let op = if equal { "==" } else { "!=" };
        let mut pieces = vec![FormatPart::Text(format!("assertion `left {op} right` failed"))];
        let mut values = Vec::new();
        if format.is_some() {
            let message = self.format(cx, format, args, "", "", false, span);
            pieces.push(FormatPart::Text(": ".into()));
            let part = self.display_part(cx, message, 0);
            pieces.push(part);
            values.push(self.autoref(cx, message, false));
        }
        let mut uses = Vec::new();
        for (label, local, ty) in [("\n  left: ", l, at), ("\n right: ", r, bt)] {
            pieces.push(FormatPart::Text(label.into()));
            uses.push((pieces.len(), values.len()));
            pieces.push(FormatPart::Arg {
                placeholder: plain_placeholder(values.len(), tree::FormatStyle::Debug, span),
                style: tree::FormatStyle::Debug,
                by: FormatBy::Native,
            });
            values.push(cx.push(ExprKind::Local(local), ty, span));
        }
        let text_ty = self.lang_ty("String", Vec::new());
        let text = cx.push(ExprKind::Format { pieces, args: values.clone() }, text_ty, span);
        for (piece, arg) in uses {
            cx.formats.push(FormatUse { format: text, piece, value: values[arg], style: tree::FormatStyle::Debug });
        }
        let panic = cx.push(ExprKind::Panic(text), Ty::NEVER, span);
        let check = cx.push(ExprKind::If { condition, then: panic, otherwise: None }, Ty::UNIT, span);
        statements.push(Stmt::Expr(check));
        cx.push(ExprKind::Block { statements, tail: None }, Ty::UNIT, span)
    }

    fn dbg_macro(&mut self, cx: &mut FnCx, list: &[(tree::Expr, String)], span: Span) -> ExprId {
        let mut parts = Vec::new();
        for (e, text) in list {
            let value = self.expr(cx, e, None);
            let ty = cx.ty(value);
            let local = cx.local(Symbol::new("dbg"), ty, false, span);
            let pat = cx.push_pat(PatKind::Bind { local, mode: BindMode::Move, sub: None }, ty, span);
            let read = cx.push(ExprKind::Local(local), ty, e.span);
            let shown = self.autoref(cx, read, false);
            let place = self.sources.place(span);
            let mut placeholder = plain_placeholder(0, tree::FormatStyle::Debug, span);
            placeholder.alternate = true;
            let pieces = vec![
                FormatPart::Text(format!("[{place}] {text} = ")),
                FormatPart::Arg { placeholder, style: tree::FormatStyle::Debug, by: FormatBy::Native },
                FormatPart::Text("\n".into()),
            ];
            let text_ty = self.lang_ty("String", Vec::new());
            let line = cx.push(ExprKind::Format { pieces, args: vec![shown] }, text_ty, span);
            cx.formats.push(FormatUse { format: line, piece: 1, value: shown, style: tree::FormatStyle::Debug });
            let print = self.std_call(cx, &["std", "io"], "__eprint", vec![line], span);
            let result = cx.push(ExprKind::Local(local), ty, e.span);
            let statements = vec![Stmt::Let { pattern: pat, value: Some(value), otherwise: None }, Stmt::Expr(print)];
            parts.push(cx.push(ExprKind::Block { statements, tail: Some(result) }, ty, span));
        }
        match parts.as_slice() {
            [] => {
                let place = self.sources.place(span);
                let line = self.text_literal(cx, &format!("[{place}]\n"), span);
                let line = self.std_method(cx, line, "to_string", span);
                self.std_call(cx, &["std", "io"], "__eprint", vec![line], span)
            }
            [one] => *one,
            _ => {
                let types = parts.iter().map(|&p| cx.ty(p)).collect();
                let ty = self.program.types.tuple(types);
                cx.push(ExprKind::Tuple(parts), ty, span)
            }
        }
    }

    /// An expression that may wait, as a future of its own: `async { e.await }`.
    fn waiting_part(&mut self, cx: &mut FnCx, e: &tree::Expr) -> ExprId {
        let awaited = tree::Expr { kind: tree::ExprKind::Await(Box::new(e.clone())), span: e.span };
        let block = tree::Block { statements: Vec::new(), tail: Some(Box::new(awaited)), span: e.span };
        self.async_block(cx, &block, false, e.span)
    }

    fn join_macro(&mut self, cx: &mut FnCx, list: &[tree::Expr], function: &str, span: Span) -> ExprId {
        let parts: Vec<ExprId> = list.iter().map(|e| self.waiting_part(cx, e)).collect();
        let name = format!("{function}{}", parts.len());
        let joined = self.std_call(cx, &["std", "future"], &name, parts, span);
        if function == "__try_join" {
            return joined;
        }
        joined
    }

    fn library_path(&self, words: &[&str], span: Span) -> tree::Path {
        let segments = words.iter().map(|word| tree::PathSegment { name: Ident::new(Symbol::new(word), span), args: None }).collect();
        tree::Path { global: true, segments, span }
    }

    /// Where an arm's future stands that `select!` of futures does not take: the variable itself, or one that is made for it.
    fn fused_place(&mut self, cx: &mut FnCx, e: &tree::Expr, number: usize, statements: &mut Vec<Stmt>) -> tree::Expr {
        if matches!(e.kind, tree::ExprKind::Path(_) | tree::ExprKind::Field { .. }) {
            return e.clone();
        }
        let value = self.expr(cx, e, None);
        let ty = cx.ty(value);
        let name = Symbol::new(&format!("{{future {number}}}"));
        let local = cx.local(name, ty, true, e.span);
        let pat = cx.push_pat(PatKind::Bind { local, mode: BindMode::Move, sub: None }, ty, e.span);
        statements.push(Stmt::Let { pattern: pat, value: Some(value), otherwise: None });
        cx.names.insert((name, Context::ROOT), Named::Local(local));
        let segment = tree::PathSegment { name: Ident::new(name, e.span), args: None };
        tree::Expr { kind: tree::ExprKind::Path(tree::Path { global: false, segments: vec![segment], span: e.span }), span: e.span }
    }

    /// `select!`: waits for the first of several, as a number and a value each, then runs that arm.
    fn select_macro(&mut self, cx: &mut FnCx, select: &tree::Select, expect: Option<Ty>, span: Span) -> ExprId {
        // let mut set = SelectSet::new(biased); each arm: if cond { slotN = set.add(async { source }) } ; match set.wait() { 0 => …, }
        let biased = cx.push(ExprKind::Literal(Constant::Bool(select.biased)), Ty::BOOL, span);
        let set = self.std_path_call(cx, &["std", "future"], "__SelectSet", "new", vec![biased], span);
        let set_ty = cx.ty(set);
        let set_local = cx.local(Symbol::new("{select}"), set_ty, true, span);
        let pat = cx.push_pat(PatKind::Bind { local: set_local, mode: BindMode::Move, sub: None }, set_ty, span);
        let mut statements = vec![Stmt::Let { pattern: pat, value: Some(set), otherwise: None }];
        let read_set = |cx: &mut FnCx| cx.push(ExprKind::Local(set_local), set_ty, span);
        let mut slots = Vec::new();
        for (number, arm) in select.arms.iter().enumerate() {
            let future = match &arm.source {
                tree::SelectSource::Expr(e) if select.fused => {
                    let place = self.fused_place(cx, e, number, &mut statements);
                    let borrowed = tree::ExprKind::Borrow { mutable: true, expr: Box::new(place) };
                    let borrowed = tree::Expr { kind: borrowed, span: e.span };
                    let callee =
                        tree::Expr { kind: tree::ExprKind::Path(self.library_path(&["std", "future", "__fused"], e.span)), span: e.span };
                    let args = vec![tree::Argument { name: None, value: borrowed }];
                    self.waiting_part(cx, &tree::Expr { kind: tree::ExprKind::Call { callee: Box::new(callee), args }, span: e.span })
                }
                tree::SelectSource::Expr(e) => self.waiting_part(cx, e),
                tree::SelectSource::Recv(channel) => {
                    let recv = tree::Expr {
                        kind: tree::ExprKind::MethodCall {
                            receiver: Box::new(channel.clone()),
                            method: tree::PathSegment { name: self.ident("recv", arm.span), args: None },
                            args: Vec::new(),
                        },
                        span: arm.span,
                    };
                    let block = tree::Block { statements: Vec::new(), tail: Some(Box::new(recv)), span: arm.span };
                    self.async_block(cx, &block, false, arm.span)
                }
                tree::SelectSource::Send(channel, value) => {
                    let send = tree::Expr {
                        kind: tree::ExprKind::MethodCall {
                            receiver: Box::new(channel.clone()),
                            method: tree::PathSegment { name: self.ident("send", arm.span), args: None },
                            args: vec![tree::Argument { name: None, value: value.clone() }],
                        },
                        span: arm.span,
                    };
                    let block = tree::Block { statements: Vec::new(), tail: Some(Box::new(send)), span: arm.span };
                    self.async_block(cx, &block, false, arm.span)
                }
            };
            let enabled = match &arm.precondition {
                Some(c) => self.condition(cx, c),
                None => cx.push(ExprKind::Literal(Constant::Bool(true)), Ty::BOOL, span),
            };
            let receiver = read_set(cx);
            let is_operation = !matches!(arm.source, tree::SelectSource::Expr(_));
            let method = self.ident(if is_operation { "add_operation" } else { "add" }, span);
            let slot = self.method_call_checked(cx, receiver, method, Vec::new(), vec![enabled, future], span);
            let slot_ty = cx.ty(slot);
            let local = cx.local(Symbol::new("{arm}"), slot_ty, false, span);
            let pat = cx.push_pat(PatKind::Bind { local, mode: BindMode::Move, sub: None }, slot_ty, span);
            statements.push(Stmt::Let { pattern: pat, value: Some(slot), otherwise: None });
            slots.push((local, slot_ty));
        }
        let wait = match (&select.timeout, &select.default) {
            (Some(t), _) => {
                let t = self.expr(cx, t, None);
                let receiver = read_set(cx);
                let method = self.ident("wait_timeout", span);
                self.method_call_checked(cx, receiver, method, Vec::new(), vec![t], span)
            }
            (None, Some(_)) => {
                let receiver = read_set(cx);
                let method = self.ident("try_wait", span);
                self.method_call_checked(cx, receiver, method, Vec::new(), Vec::new(), span)
            }
            (None, None) => {
                let receiver = read_set(cx);
                let method = self.ident("wait", span);
                self.method_call_checked(cx, receiver, method, Vec::new(), Vec::new(), span)
            }
        };
        // A refutable pattern that does not match disables its arm; the loop waits for the next.
        let winner = cx.local(Symbol::new("{winner}"), Ty::USIZE, false, span);
        let pat = cx.push_pat(PatKind::Bind { local: winner, mode: BindMode::Move, sub: None }, Ty::USIZE, span);
        let id = cx.loop_id();
        let mut body = vec![Stmt::Let { pattern: pat, value: Some(wait), otherwise: None }];
        let result = match expect {
            Some(t) if !matches!(self.kind(t), TyKind::Infer(_)) => t,
            _ => self.fresh(VarKind::General),
        };
        let mut merged: Option<Ty> = None;
        let mut arms = Vec::new();
        for (i, (arm, (local, slot_ty))) in select.arms.iter().zip(slots).enumerate() {
            let slot = cx.push(ExprKind::Local(local), slot_ty, arm.span);
            let value = self.std_method(cx, slot, "take", arm.span);
            // A future of `futures::select!` gives nothing where it is over without a value.
            let some = tree::Pattern {
                kind: tree::PatternKind::TupleStruct {
                    path: self.library_path(&["std", "option", "Option", "Some"], arm.span),
                    patterns: vec![arm.pattern.clone()],
                },
                span: arm.pattern.span,
            };
            let wanted = if select.fused && matches!(arm.source, tree::SelectSource::Expr(_)) { &some } else { &arm.pattern };
            let value = self.open_for_pattern(cx, value, wanted);
            let value_ty = cx.ty(value);
            cx.names.enter();
            let before = cx.diverges;
            let pattern = self.pattern(cx, wanted, value_ty);
            let e = self.expr(cx, &arm.body, merged.or(expect));
            let e = self.merge(cx, &mut merged, &mut [], e, expect, arm.body.span, "mismatched types");
            cx.diverges = before;
            cx.names.leave();
            // The losers end before the winner's arm runs: it may use what they borrowed.
            let receiver = read_set(cx);
            let cancel = self.std_method(cx, receiver, "cancel", arm.span);
            let e_ty = cx.ty(e);
            let e = cx.push(ExprKind::Block { statements: vec![Stmt::Expr(cancel)], tail: Some(e) }, e_ty, arm.span);
            let leave = if self.shallow(cx.ty(e)) == Ty::NEVER {
                e
            } else {
                cx.push(ExprKind::Break { label: id, value: Some(e) }, Ty::NEVER, arm.span)
            };
            let wild = cx.push_pat(PatKind::Wild, value_ty, Span::default());
            let unit = cx.unit(arm.span);
            let inner = vec![Arm { pattern, guard: None, body: leave }, Arm { pattern: wild, guard: None, body: unit }];
            let matched = cx.push(ExprKind::Match { scrutinee: value, arms: inner }, Ty::UNIT, arm.span);
            let pat = cx.push_pat(PatKind::Constant(Constant::Int(i as i128)), Ty::USIZE, arm.span);
            arms.push(Arm { pattern: pat, guard: None, body: matched });
        }
        // `default`, where none is ready; then `else` or `complete`, where none is left.
        let mut rest: Vec<(PatKind, Option<&tree::Expr>)> = Vec::new();
        match (&select.default, &select.otherwise) {
            // None is ready where there is none at all.
            (Some(e), None) => rest.push((PatKind::Wild, Some(e))),
            (default, otherwise) => {
                rest.extend(default.as_ref().map(|e| (PatKind::Constant(Constant::Int(NONE_READY)), Some(e))));
                rest.push((PatKind::Wild, otherwise.as_ref()));
            }
        }
        for (kind, body) in rest {
            let last = match body {
                Some(e) => {
                    let before = cx.diverges;
                    let v = self.expr(cx, e, merged.or(expect));
                    let v = self.merge(cx, &mut merged, &mut [], v, expect, e.span, "mismatched types");
                    cx.diverges = before;
                    // As before an arm: what is left over may hold what this uses.
                    let receiver = read_set(cx);
                    let cancel = self.std_method(cx, receiver, "cancel", span);
                    let v_ty = cx.ty(v);
                    let v = cx.push(ExprKind::Block { statements: vec![Stmt::Expr(cancel)], tail: Some(v) }, v_ty, span);
                    if self.shallow(v_ty) == Ty::NEVER {
                        v
                    } else {
                        cx.push(ExprKind::Break { label: id, value: Some(v) }, Ty::NEVER, span)
                    }
                }
                None => {
                    let text = match select.fused {
                        true => "all futures in select! were completed, but no `complete =>` handler was provided",
                        false => "all branches are disabled and there is no else branch",
                    };
                    let text = self.text_literal(cx, text, span);
                    cx.push(ExprKind::Panic(text), Ty::NEVER, span)
                }
            };
            let pattern = cx.push_pat(kind, Ty::USIZE, span);
            arms.push(Arm { pattern, guard: None, body: last });
        }
        let ty = match merged {
            Some(t) => {
                self.try_unify(result, t);
                t
            }
            None => Ty::NEVER,
        };
        let read = cx.push(ExprKind::Local(winner), Ty::USIZE, span);
        let dispatch = cx.push(ExprKind::Match { scrutinee: read, arms }, Ty::UNIT, span);
        body.push(Stmt::Expr(dispatch));
        let body = cx.push(ExprKind::Block { statements: body, tail: None }, Ty::UNIT, span);
        let looped = cx.push(ExprKind::Loop { label: id, body }, ty, span);
        cx.push(ExprKind::Block { statements, tail: Some(looped) }, ty, span)
    }

    fn builtin_macro(&mut self, cx: &mut FnCx, name: &str, args: &[tree::Expr], span: Span) -> ExprId {
        let values: Vec<ExprId> = args.iter().map(|a| self.expr(cx, a, None)).collect();
        match name {
            "env" | "option_env" => {
                let f = if name == "env" { "__env" } else { "__option_env" };
                self.std_call(cx, &["std", "env"], f, values, span)
            }
            _ => {
                self.error(Diagnostic::error("", span, format!("cannot find macro `{name}` in this scope")));
                cx.push(ExprKind::Error, Ty::ERROR, span)
            }
        }
    }
}
