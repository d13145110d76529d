//! Blocks and statements.

use super::*;

impl Checker {
    pub(crate) fn block(&mut self, cx: &mut FnCx, block: &tree::Block, expect: Option<Ty>) -> ExprId {
        cx.names.enter();
        let outer = self.enter_items(cx, &block.statements, block.span);
        let mut statements = Vec::new();
        self.statements(cx, &block.statements, &mut statements);
        let tail = block.tail.as_ref().map(|t| self.tail(cx, t, expect, &mut statements));
        let tail = tail.flatten();
        cx.scope = outer;
        cx.names.leave();
        let ty = match tail {
            Some(t) => cx.ty(t),
            None if cx.diverges => Ty::NEVER,
            None => Ty::UNIT,
        };
        if statements.is_empty()
            && let Some(t) = tail
        {
            return t;
        }
        cx.push(ExprKind::Block { statements, tail }, ty, block.span)
    }

    fn tail(&mut self, cx: &mut FnCx, t: &tree::Expr, expect: Option<Ty>, statements: &mut Vec<Stmt>) -> Option<ExprId> {
        if let tree::ExprKind::Macro(call) = &t.kind {
            match &call.kind {
                // A macro's statements live in the block that calls it.
                tree::MacroKind::ExpandedStatements(list, tail) => {
                    self.statements(cx, list, statements);
                    return tail.as_ref().and_then(|t| self.tail(cx, t, expect, statements));
                }
                tree::MacroKind::ThreadLocal(_) => return None,
                _ => {}
            }
        }
        Some(self.expr(cx, t, expect))
    }

    /// Collects the items of a block into a module of their own, once; gives back the scope to return to.
    pub(crate) fn enter_items(&mut self, cx: &mut FnCx, statements: &[tree::Statement], span: Span) -> Scope {
        let outer = cx.scope.clone();
        let mut items = Vec::new();
        gather_items(statements, &mut items);
        if items.is_empty() {
            return outer;
        }
        let nth = cx.blocks.entry(span).or_default();
        *nth += 1;
        let owner = self.instance_defs[cx.instance.0 as usize].as_ref().map(|(def, _)| *def);
        let key = (span, owner, cx.scope.module, *nth);
        let module = match self.block_modules.get(&key) {
            Some(&m) => m,
            None => {
                let m = self.block_module(&cx.scope, cx.dialect, span);
                self.block_modules.insert(key, m);
                for item in items {
                    self.collect_item(item.clone(), m, cx.dialect);
                }
                self.settle();
                m
            }
        };
        cx.scope.module = module;
        let hidden: Vec<Symbol> = self.modules[module.0 as usize].values.keys().copied().filter(|&n| cx.names.hides(n)).collect();
        for name in hidden {
            cx.names.insert((name, Context::ROOT), Named::Item);
        }
        outer
    }

    pub(crate) fn statements(&mut self, cx: &mut FnCx, list: &[tree::Statement], out: &mut Vec<Stmt>) {
        for s in list {
            self.statement(cx, s, out);
        }
    }

    /// In a relaxed file an iterator that the file indexes by its variable's name (`let squares = (0..9).map(f)`, `squares[3]`) is a list.
    fn list_if_indexed(&mut self, cx: &mut FnCx, value: ExprId, pattern: &tree::Pattern) -> ExprId {
        if !cx.relaxed() {
            return value;
        }
        let tree::PatternKind::Ident { name, sub: None, .. } = &pattern.kind else { return value };
        let ty = self.shallow(cx.ty(value));
        let Some(trait_) = self.trait_named("Iterator") else { return value };
        if !matches!(self.kind(ty), TyKind::Adt(..)) || !self.may_hold(&TraitRef { trait_, args: vec![ty] }) {
            return value;
        }
        let Some(file) = self.sources.file(name.span.file) else { return value };
        let word = name.name.as_str();
        let indexed = file.text.match_indices(word).any(|(at, _)| {
            let own = file.text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.');
            own && file.text[at + word.len()..].starts_with('[')
        });
        if indexed { self.std_method(cx, value, "to_vec", pattern.span) } else { value }
    }

    pub(crate) fn statement(&mut self, cx: &mut FnCx, s: &tree::Statement, out: &mut Vec<Stmt>) {
        match &s.kind {
            tree::StatementKind::Empty | tree::StatementKind::Item(_) => {}
            tree::StatementKind::Macro(definition) => cx.names.define_macro(*definition),
            tree::StatementKind::Let { pattern, ty: None, value: Some(value), otherwise: None }
                if tuple_parts(pattern, value).is_some() =>
            {
                // `let (a, b) = (x, y)`: no tuple is made.
                let Some((patterns, values)) = tuple_parts(pattern, value) else { return };
                let mut made = Vec::new();
                for (p, v) in patterns.iter().zip(values) {
                    let e = self.expr(cx, v, None);
                    made.push(self.open_for_pattern(cx, e, p));
                }
                for (p, mut e) in patterns.iter().zip(made) {
                    let mut ty = self.shallow(cx.ty(e));
                    if ty == Ty::NEVER {
                        ty = self.fresh(VarKind::General);
                        e = cx.push(ExprKind::Coerce(Coercion::NoOp, e), ty, s.span);
                    }
                    let pat = self.pattern(cx, p, ty);
                    self.mark_pattern_place(cx, e, pat);
                    out.push(Stmt::Let { pattern: pat, value: Some(e), otherwise: None });
                    self.promote_globals(cx, pat, out, s.span);
                }
            }
            tree::StatementKind::Let { pattern, ty, value, otherwise } => {
                let declared = ty.as_ref().map(|t| self.body_type(cx, t));
                let mut value_id = None;
                let ty = match (declared, value) {
                    (Some(t), Some(v)) => {
                        value_id = Some(self.expr_as(cx, v, t));
                        t
                    }
                    (Some(t), None) => t,
                    (None, Some(v)) => {
                        let e = self.expr(cx, v, None);
                        let e = self.open_for_pattern(cx, e, pattern);
                        let e = self.list_if_indexed(cx, e, pattern);
                        value_id = Some(e);
                        let t = self.shallow(cx.ty(e));
                        if t == Ty::NEVER { self.fresh(VarKind::General) } else { t }
                    }
                    (None, None) => self.fresh(VarKind::General),
                };
                if let Some(e) = value_id
                    && self.shallow(cx.ty(e)) == Ty::NEVER
                {
                    value_id = Some(cx.push(ExprKind::Coerce(Coercion::NoOp, e), ty, s.span));
                }
                let otherwise = otherwise.as_ref().map(|b| {
                    let before = cx.diverges;
                    cx.diverges = false;
                    let e = self.block(cx, b, Some(Ty::NEVER));
                    if self.shallow(cx.ty(e)) != Ty::NEVER && !cx.diverges {
                        let found = self.resolve(cx.ty(e));
                        self.error(
                            Diagnostic::error("E0308", b.span, "`else` clause of `let...else` does not diverge")
                                .at(format!("expected `!`, found `{}`", self.type_name(found))),
                        );
                    }
                    cx.diverges = before;
                    e
                });
                let pat = self.pattern(cx, pattern, ty);
                if let Some(v) = value_id {
                    self.mark_pattern_place(cx, v, pat);
                }
                out.push(Stmt::Let { pattern: pat, value: value_id, otherwise });
                self.promote_globals(cx, pat, out, s.span);
            }
            tree::StatementKind::Expr { expr, semicolon } => {
                if let tree::ExprKind::Macro(call) = &expr.kind {
                    match &call.kind {
                        tree::MacroKind::ExpandedStatements(list, tail) => {
                            self.statements(cx, list, out);
                            if let Some(t) = tail {
                                let e = self.expr(cx, t, None);
                                out.push(Stmt::Expr(e));
                            }
                            return;
                        }
                        tree::MacroKind::ThreadLocal(_) => return,
                        _ => {}
                    }
                }
                let e = self.expr(cx, expr, None);
                let block_like = matches!(
                    expr.kind,
                    tree::ExprKind::If { .. }
                        | tree::ExprKind::Match { .. }
                        | tree::ExprKind::Block(tree::BlockKind::Plain | tree::BlockKind::Unsafe, ..)
                );
                if block_like && !semicolon && !cx.relaxed() {
                    let ty = self.shallow(cx.ty(e));
                    if ty != Ty::NEVER && !self.try_unify(ty, Ty::UNIT) {
                        self.mismatch(Ty::UNIT, ty, expr.span);
                    }
                }
                out.push(Stmt::Expr(e));
            }
        }
    }

    /// A script's top-level variables that functions name live outside its frame.
    fn promote_globals(&mut self, cx: &mut FnCx, pat: PatId, out: &mut Vec<Stmt>, span: Span) {
        let Some(wanted) = cx.script_globals.clone() else { return };
        if cx.names.depth() != 2 || cx.frames.len() != 1 {
            return;
        }
        let mut bound = Vec::new();
        bindings(&cx.body, pat, &mut bound);
        for local in bound {
            let l = cx.body.locals[local.0 as usize].clone();
            let own = matches!(cx.lookup(Ident::new(l.name, span)), Some(Named::Local(found)) if found == local);
            if !own || !wanted.contains("*") && !wanted.contains(l.name.as_str()) {
                continue;
            }
            let g = GlobalId(self.program.globals.len() as u32);
            self.program.globals.push(Global { name: l.name, ty: l.ty, kind: GlobalKind::Variable, init: None });
            let module = cx.scope.module;
            let name = Ident::new(l.name, span);
            let def = self.add_def(name, module, false, cx.dialect, DefKind::Variable(g));
            self.modules[module.0 as usize].values.insert(l.name, Binding { def, glob: false });
            cx.names.insert((l.name, Context::ROOT), Named::Global(g));
            let place = cx.push(ExprKind::Global(g), l.ty, span);
            let read = cx.push(ExprKind::Local(local), l.ty, span);
            let assign = cx.push(ExprKind::Assign(place, read), Ty::UNIT, span);
            out.push(Stmt::Expr(assign));
        }
    }
}

/// The parts of a tuple pattern and of the tuple it is given, where they fit one to one.
fn tuple_parts<'a>(pattern: &'a tree::Pattern, value: &'a tree::Expr) -> Option<(&'a [tree::Pattern], &'a [tree::Expr])> {
    match (&pattern.kind, &value.kind) {
        (tree::PatternKind::Tuple(p), tree::ExprKind::Tuple(v)) => {
            let simple = p.iter().all(|x| matches!(x.kind, tree::PatternKind::Ident { sub: None, by_ref: false, .. }));
            let names: Vec<_> = p
                .iter()
                .filter_map(|x| match &x.kind {
                    tree::PatternKind::Ident { name, .. } => Some(name.variable()),
                    _ => None,
                })
                .collect();
            let distinct = names.iter().enumerate().all(|(i, n)| !names[..i].contains(n));
            (p.len() == v.len() && simple && distinct).then_some((p, v))
        }
        _ => None,
    }
}

/// Items among statements, those that macros made too.
fn gather_items<'a>(statements: &'a [tree::Statement], out: &mut Vec<&'a tree::Item>) {
    for s in statements {
        match &s.kind {
            tree::StatementKind::Item(item) => out.push(item),
            tree::StatementKind::Expr { expr, .. } => {
                if let tree::ExprKind::Macro(call) = &expr.kind {
                    match &call.kind {
                        tree::MacroKind::ExpandedStatements(list, _) => gather_items(list, out),
                        tree::MacroKind::ThreadLocal(items) => out.extend(items.iter()),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// The variables a pattern binds.
pub(crate) fn bindings(body: &Body, pat: PatId, out: &mut Vec<LocalId>) {
    match &body.patterns[pat.0 as usize].kind {
        PatKind::Bind { local, sub, .. } => {
            out.push(*local);
            if let Some(s) = sub {
                bindings(body, *s, out);
            }
        }
        PatKind::Deref(p) => bindings(body, *p, out),
        PatKind::Fields { fields, .. } => fields.iter().for_each(|(_, p)| bindings(body, *p, out)),
        PatKind::Slice { prefix, rest, suffix } => {
            prefix.iter().for_each(|p| bindings(body, *p, out));
            if let Some(Some(p)) = rest {
                bindings(body, *p, out);
            }
            suffix.iter().for_each(|p| bindings(body, *p, out));
        }
        PatKind::Or(list) => {
            if let Some(p) = list.first() {
                bindings(body, *p, out);
            }
        }
        _ => {}
    }
}
