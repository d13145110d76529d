//! A whole file: its script, its functions, its tests; and the constants they use.

use super::*;
use crate::{CheckOptions, RootModule};
use std::collections::HashSet;
use std::rc::Rc;

/// More threads than this help nobody.
const MOST_WORKERS: usize = 1024;

impl Checker {
    pub(crate) fn check_program(
        &mut self,
        root: RootModule,
        statements: Vec<tree::Statement>,
        settings: Vec<tree::Setting>,
        options: CheckOptions,
    ) {
        let RootModule(module, dialect) = root;
        self.relaxed = dialect.is_relaxed();
        self.program.settings.extend(settings.iter().map(|s| (s.key.clone(), setting_text(&s.value))));
        self.runtime_settings(&settings);
        let scope = Scope { module, generics: Default::default(), impl_: None, trait_: None, adt: None };
        let functions: Vec<DefId> = self.user_functions.clone();
        let mut bodies: Vec<FnCx> = Vec::new();
        if !statements.is_empty() {
            let span = statements[0].span.to(statements[statements.len() - 1].span);
            let id = self.anonymous_instance("{script}".into(), span);
            self.program.script = Some(id);
            let ret = self.instance_rets[id.0 as usize];
            let mut cx = FnCx::new(id, scope.clone(), dialect, Vec::new(), ret);
            let words = if options.all_globals { HashSet::from(["*".to_string()]) } else { self.words_of(&functions) };
            cx.script_globals = Some(Rc::new(words));
            self.script(&mut cx, &statements, options, span);
            bodies.push(cx);
        }
        // Constants may call what is `const`: those bodies are finished first.
        let (constant, functions): (Vec<DefId>, Vec<DefId>) =
            functions.into_iter().partition(|&d| self.function(d).is_some_and(|f| f.ast.is_const));
        for def in constant {
            if self.generic_count(def) > 0 || self.function(def).is_none_or(|f| f.scope.trait_.is_some() || f.ast.body.is_none()) {
                continue;
            }
            let id = self.instance(def, Vec::new());
            if self.instance_state[id.0 as usize] == crate::instances::State::Queued {
                self.check_instance(id);
            }
        }
        for def in functions {
            if self.generic_count(def) > 0 || self.function(def).is_none_or(|f| f.scope.trait_.is_some() || f.ast.body.is_none()) {
                continue;
            }
            let id = self.instance(def, Vec::new());
            if self.instance_state[id.0 as usize] == crate::instances::State::Queued
                && let Some(cx) = self.infer_instance(id)
            {
                bodies.push(cx);
            }
        }
        for cx in &mut bodies {
            self.finish_body(cx);
        }
        self.check_declarations();
        self.entry(&scope, dialect);
        if options.tests {
            self.collect_tests();
        }
        self.run_queue();
        self.check_uncalled();
        self.check_sent_futures();
        let names: Vec<String> = self.program.globals.iter().map(|g| g.name.to_string()).collect();
        let shared = crate::passes::shared_globals(&self.summaries, &|g| names.get(g.0 as usize).cloned().unwrap_or_default());
        for d in shared {
            self.error(d);
        }
    }

    /// The script's statements as a body.
    fn script(&mut self, cx: &mut FnCx, statements: &[tree::Statement], options: CheckOptions, span: Span) {
        cx.names.enter();
        self.enter_items(cx, statements, span);
        let mut out = Vec::new();
        let mut list = statements;
        let mut last = None;
        if options.want_value
            && let [rest @ .., tree::Statement { kind: tree::StatementKind::Expr { expr, semicolon: false }, .. }] = statements
        {
            list = rest;
            last = Some(expr);
        }
        self.statements(cx, list, &mut out);
        let ret = cx.frame().ret;
        let tail = last.map(|e| self.echo(cx, e));
        let unit = tail.unwrap_or_else(|| cx.unit(span));
        // `return` or `?` at the top may have given the script another type.
        self.try_unify(ret, Ty::UNIT);
        let root = cx.push(ExprKind::Block { statements: out, tail: Some(unit) }, Ty::UNIT, span);
        cx.body.root = Some(root);
        self.solve(cx, false);
    }

    /// The prompt's echo: the value of a line, opened if it is a Result of the library's, printed as `{:?}` does.
    fn echo(&mut self, cx: &mut FnCx, e: &tree::Expr) -> ExprId {
        let span = e.span;
        let mut value = self.expr(cx, e, None);
        self.solve(cx, false);
        let mut ty = self.shallow(cx.ty(value));
        if self.is_lang(ty, LangAdt::Result).is_some()
            && let Some(opened) = self.open_result(cx, value, span)
        {
            value = opened;
            ty = self.shallow(cx.ty(value));
        }
        let quiet = ty == Ty::UNIT
            || ty == Ty::NEVER
            || matches!(self.kind(ty), TyKind::Closure(_) | TyKind::FnDef(..) | TyKind::Error)
            || !self.trait_named("Debug").is_some_and(|t| self.may_hold(&TraitRef { trait_: t, args: vec![ty] }));
        if quiet {
            return cx.push(ExprKind::Block { statements: vec![Stmt::Expr(value)], tail: None }, Ty::UNIT, span);
        }
        let pieces = vec![tree::FormatPiece::Placeholder(macros::plain_placeholder(0, tree::FormatStyle::Debug, span))];
        let format = tree::FormatString { pieces, span };
        let text = self.format_values(cx, Some(&format), vec![value], "", "\n", false, span);
        self.std_call(cx, &["std", "io"], "__print", vec![text], span)
    }

    /// All words in the functions' texts: a top-level variable of such a name must outlive the script's frame.
    fn words_of(&self, functions: &[DefId]) -> HashSet<String> {
        let mut words = HashSet::new();
        for &def in functions {
            if let Some(f) = self.function(def) {
                let text = self.sources.text(f.ast.span);
                let mut own: HashSet<&str> = HashSet::new();
                for p in &f.ast.params {
                    if let tree::PatternKind::Ident { name, .. } = &p.pattern.kind {
                        own.insert(name.name.as_str());
                    }
                }
                let list: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
                for pair in list.windows(2) {
                    if matches!(pair[0], "let" | "for" | "mut") {
                        own.insert(pair[1]);
                    }
                }
                words.extend(list.into_iter().filter(|w| !own.contains(w)).map(str::to_string));
            }
        }
        words
    }

    /// What the section `[runtime]` of a `.tsk` file says of the run.
    fn runtime_settings(&mut self, settings: &[tree::Setting]) {
        for setting in settings {
            let Some(name) = setting.key.strip_prefix("runtime.") else { continue };
            let text = setting_text(&setting.value);
            let wanted = match name {
                "workers" => match text.parse() {
                    Ok(count) if (1..=MOST_WORKERS).contains(&count) => {
                        self.program.workers = Some(count);
                        continue;
                    }
                    _ => format!("a number from 1 to {MOST_WORKERS}"),
                },
                "seed" => match text.parse() {
                    Ok(seed) => {
                        self.program.seed = Some(seed);
                        continue;
                    }
                    _ => "a number that is not negative".to_owned(),
                },
                _ => continue,
            };
            self.diagnostics.push(Diagnostic::error("", setting.span, format!("`{name}` of `[runtime]` has to be {wanted}")));
        }
    }

    /// `main`, wrapped so that its result decides the exit status.
    fn entry(&mut self, scope: &Scope, dialect: Dialect) {
        let Some(def) = self.modules[scope.module.0 as usize].values.get(&Symbol::new("main")).map(|b| b.def) else { return };
        if !matches!(*self.def_kind(def), DefKind::Function(_)) || self.generic_count(def) > 0 {
            return;
        }
        self.program.main = Some(self.runner(def, scope, dialect, "__run_main"));
        if let Some(workers) = self.function(def).and_then(|f| f.start.workers) {
            self.program.workers = Some(workers);
        }
    }

    /// A function that calls another, awaits it if it is async, and hands the result to `std::process::<finish>`.
    fn runner(&mut self, def: DefId, scope: &Scope, dialect: Dialect, finish: &str) -> InstanceId {
        let span = self.defs[def.0 as usize].span;
        let name = self.defs[def.0 as usize].name;
        let id = self.anonymous_instance(format!("{{start of {name}}}"), span);
        let ret = self.instance_rets[id.0 as usize];
        self.unify(ret, Ty::UNIT);
        let mut cx = FnCx::new(id, scope.clone(), dialect, Vec::new(), Ty::UNIT);
        let mut statements = Vec::new();
        if self.function(def).is_some_and(|f| f.start.paused) {
            statements.push(Stmt::Expr(self.std_call(&mut cx, &["std", "time"], "__pause", Vec::new(), span)));
        }
        let mut value = self.call_def(&mut cx, def, Vec::new(), call::Args::Checked(Vec::new()), None, span);
        if self.is_lang(cx.ty(value), LangAdt::Future).is_some() {
            value = self.await_checked(&mut cx, value, span);
        }
        let ty = self.shallow(cx.ty(value));
        let root =
            if ty == Ty::UNIT || ty == Ty::NEVER { value } else { self.std_call(&mut cx, &["std", "process"], finish, vec![value], span) };
        statements.push(Stmt::Expr(root));
        let root = cx.push(ExprKind::Block { statements, tail: None }, Ty::UNIT, span);
        cx.body.root = Some(root);
        self.finish_body(&mut cx);
        id
    }

    fn collect_tests(&mut self) {
        for def in self.test_defs.clone() {
            let Some(f) = self.function(def) else { continue };
            let scope = Scope { module: f.scope.module, generics: Default::default(), impl_: None, trait_: None, adt: None };
            let dialect = self.defs[def.0 as usize].dialect;
            let instance = self.runner(def, &scope, dialect, "__finish_test");
            let module = self.module_path(f.scope.module);
            let module = module.trim_start_matches("{program}").trim_start_matches("::").to_string();
            let name = self.defs[def.0 as usize].name;
            let name = if module.is_empty() { name.to_string() } else { format!("{module}::{name}") };
            self.program.tests.push(Test {
                name,
                instance,
                should_panic: f.should_panic.clone(),
                ignored: f.ignored,
                workers: f.start.workers,
            });
        }
    }

    /// The global of a constant or static with concrete arguments; its initialiser is checked now.
    pub(crate) fn global_of(&mut self, def: DefId, args: &[Ty], span: Span) -> Option<GlobalId> {
        let key = (def, args.to_vec());
        if let Some(&g) = self.global_ids.get(&key) {
            return Some(g);
        }
        let DefKind::Const(c) = self.def_kind(def).clone() else { return None };
        let name = self.defs[def.0 as usize].name;
        let at = self.defs[def.0 as usize].span;
        let Some(value) = c.value.clone() else {
            self.error(Diagnostic::error("", span, format!("the constant `{name}` has no value")));
            return None;
        };
        let ty = match &c.ty {
            Some(t) => {
                let t = self.lower_type(t, &c.scope, &mut Holes::Fresh);
                let t = self.program.types.substitute(t, args);
                self.normalize(t, at)
            }
            None => self.fresh(VarKind::General),
        };
        let value_ty = if c.kind == GlobalKind::ThreadLocal {
            let key = self
                .std_module(&["std", "thread"])
                .and_then(|m| self.lookup_in(m, Symbol::new("LocalKey"), crate::resolve::Namespace::Types));
            match key {
                Some(d) => self.program.types.intern(TyKind::Adt(d, vec![ty])),
                None => ty,
            }
        } else {
            ty
        };
        let init = self.anonymous_instance(name.to_string(), at);
        let g = GlobalId(self.program.globals.len() as u32);
        self.program.globals.push(Global { name, ty: value_ty, kind: c.kind, init: Some(init) });
        self.global_ids.insert(key, g);
        let slot = self.instance_rets[init.0 as usize];
        self.unify(slot, value_ty);
        let dialect = self.defs[def.0 as usize].dialect;
        let pending = std::mem::take(&mut self.pending);
        let mut cx = FnCx::new(init, c.scope.clone(), dialect, args.to_vec(), value_ty);
        let mut root = self.expr_as(&mut cx, &value, ty);
        if c.kind == GlobalKind::ThreadLocal {
            root = self.std_path_call(&mut cx, &["std", "thread"], "LocalKey", "__new", vec![root], at);
            root = self.coerce(&mut cx, root, value_ty, at);
        }
        cx.body.root = Some(root);
        self.finish_body(&mut cx);
        self.pending = pending;
        let closed = self.close(value_ty);
        self.program.globals[g.0 as usize].ty = closed;
        if c.kind == GlobalKind::ThreadLocal {
            self.want_drop(closed);
        }
        Some(g)
    }
}

/// A setting's value as text.
fn setting_text(e: &tree::Expr) -> String {
    match &e.kind {
        tree::ExprKind::Literal(l) => match l {
            tree::Literal::Bool(b) => b.to_string(),
            tree::Literal::Int(n, _) => n.to_string(),
            tree::Literal::Float(x, _) => x.to_string(),
            tree::Literal::Str(s) => s.to_string(),
            tree::Literal::Char(c) => c.to_string(),
            _ => String::new(),
        },
        tree::ExprKind::Path(p) => p.segments.iter().map(|s| s.name.name.as_str()).collect::<Vec<_>>().join("::"),
        tree::ExprKind::Unary(tree::UnaryOp::Neg, e) => format!("-{}", setting_text(e)),
        tree::ExprKind::Array(items) => items.iter().map(setting_text).collect::<Vec<_>>().join(","),
        _ => String::new(),
    }
}
