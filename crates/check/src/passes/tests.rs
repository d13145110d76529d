//! The passes on small bodies built by hand; programs in source are in `tests/`.

use super::*;
use crate::typed::*;
use crate::types::{TyKind, TypeTable};
use ruchy_syntax::{Dialect, FileId, Severity, Span, Symbol};
use std::collections::HashMap;

const STRING: DefId = DefId(0);
const BOX: DefId = DefId(1);
const OPTION: DefId = DefId(2);
const COLOR: DefId = DefId(3);
const PAIR: DefId = DefId(4);
const HANDLE: DefId = DefId(5);

const CONSUME: InstanceId = InstanceId(0);
const SPAWN: InstanceId = InstanceId(1);
const SCOPED: InstanceId = InstanceId(2);
const PARALLEL: InstanceId = InstanceId(3);

/// A body under construction, and the checker's answers.
struct Build {
    body: Body,
    types: TypeTable,
    adts: HashMap<DefId, Adt>,
    closures: Vec<ClosureInfo>,
    globals: Vec<Global>,
    at: u32,
}

impl Queries for Build {
    fn types(&self) -> &TypeTable {
        &self.types
    }
    fn is_copy(&mut self, ty: Ty) -> bool {
        match self.types.kind(ty).clone() {
            TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_) | TyKind::Never => true,
            TyKind::Ref { mutable, .. } => !mutable,
            TyKind::Tuple(items) => items.into_iter().all(|t| self.is_copy(t)),
            TyKind::Adt(OPTION, args) => self.is_copy(args[0]),
            TyKind::Adt(COLOR, _) => true,
            _ => false,
        }
    }
    fn can_copy(&mut self, ty: Ty) -> bool {
        !matches!(self.types.kind(ty), TyKind::Adt(HANDLE, _))
    }
    fn is_handle(&mut self, ty: Ty) -> bool {
        matches!(self.types.kind(ty), TyKind::Adt(HANDLE, _))
    }
    fn is_task_spawn(&self, callee: InstanceId) -> Option<SpawnKind> {
        match callee {
            SPAWN => Some(SpawnKind::Detached),
            SCOPED => Some(SpawnKind::Scoped),
            PARALLEL => Some(SpawnKind::Parallel),
            _ => None,
        }
    }
    fn adt(&self, def: DefId) -> Option<&Adt> {
        self.adts.get(&def)
    }
    fn field_types(&mut self, ty: Ty, variant: u32) -> Vec<Ty> {
        let string = self.string();
        match self.types.kind(ty) {
            TyKind::Adt(OPTION, args) if variant == 1 => args.clone(),
            TyKind::Adt(PAIR, _) => vec![string, string],
            _ => Vec::new(),
        }
    }
    fn closure(&self, id: ClosureId) -> Option<&ClosureInfo> {
        self.closures.get(id.0 as usize)
    }
    fn global(&self, id: GlobalId) -> Option<&Global> {
        self.globals.get(id.0 as usize)
    }
    fn type_name(&self, ty: Ty) -> String {
        match self.types.kind(ty) {
            TyKind::Adt(STRING, _) => "String".into(),
            TyKind::Adt(def, _) => self.adts.get(def).map_or("?".into(), |a| a.name.to_string()),
            TyKind::Int(kind) => kind.name().into(),
            _ => "?".into(),
        }
    }
}

fn adt(name: &str, lang: Option<LangAdt>, is_enum: bool, variants: &[(&str, &[&str])]) -> Adt {
    let variant = |&(name, fields): &(&str, &[&str])| AdtVariant {
        name: Symbol::new(name),
        shape: match fields.first() {
            None => VariantShape::Unit,
            Some(f) if f.starts_with('0') => VariantShape::Tuple,
            Some(_) => VariantShape::Named,
        },
        fields: fields.iter().map(|f| Symbol::new(f)).collect(),
        discriminant: 0,
    };
    Adt { name: Symbol::new(name), lang, is_enum, variants: variants.iter().map(variant).collect() }
}

impl Build {
    fn new() -> Self {
        let adts = HashMap::from([
            (STRING, adt("String", Some(LangAdt::String), false, &[("String", &[])])),
            (BOX, adt("Box", Some(LangAdt::Box), false, &[("Box", &[])])),
            (OPTION, adt("Option", Some(LangAdt::Option), true, &[("None", &[]), ("Some", &["0"])])),
            (COLOR, adt("Color", None, true, &[("Red", &[]), ("Green", &[]), ("Blue", &[])])),
            (PAIR, adt("Pair", None, false, &[("Pair", &["a", "b"])])),
            (HANDLE, adt("JoinHandle", Some(LangAdt::Native), false, &[("JoinHandle", &[])])),
        ]);
        Build { body: Body::default(), types: TypeTable::default(), adts, closures: vec![], globals: vec![], at: 0 }
    }
    fn named(&mut self, def: DefId, args: Vec<Ty>) -> Ty {
        self.types.intern(TyKind::Adt(def, args))
    }
    fn string(&mut self) -> Ty {
        self.named(STRING, vec![])
    }
    fn span(&mut self) -> Span {
        self.at += 10;
        Span::new(FileId(0), self.at, self.at + 5)
    }
    fn expr(&mut self, kind: ExprKind, ty: Ty) -> ExprId {
        let span = self.span();
        self.body.exprs.push(Expr { kind, ty, span });
        ExprId(self.body.exprs.len() as u32 - 1)
    }
    fn pat(&mut self, kind: PatKind, ty: Ty) -> PatId {
        let span = self.span();
        self.body.patterns.push(Pat { kind, ty, span });
        PatId(self.body.patterns.len() as u32 - 1)
    }
    fn local(&mut self, name: &str, ty: Ty) -> LocalId {
        let span = self.span();
        self.body.locals.push(Local { name: Symbol::new(name), ty, span, mutable: true, once: false });
        LocalId(self.body.locals.len() as u32 - 1)
    }
    fn bind(&mut self, local: LocalId) -> PatId {
        let ty = self.body.locals[local.0 as usize].ty;
        self.pat(PatKind::Bind { local, mode: BindMode::Move, sub: None }, ty)
    }
    fn param(&mut self, name: &str, ty: Ty) -> LocalId {
        let local = self.local(name, ty);
        let pattern = self.bind(local);
        self.body.params.push(pattern);
        local
    }
    fn var(&mut self, local: LocalId) -> ExprId {
        let ty = self.body.locals[local.0 as usize].ty;
        self.expr(ExprKind::Local(local), ty)
    }
    fn field(&mut self, local: LocalId, index: u32) -> ExprId {
        let base = self.var(local);
        let ty = self.string();
        self.expr(ExprKind::Field(base, index), ty)
    }
    fn int(&mut self, n: i128) -> ExprId {
        self.expr(ExprKind::Literal(Constant::Int(n)), Ty::I32)
    }
    fn condition(&mut self) -> ExprId {
        self.expr(ExprKind::Literal(Constant::Bool(true)), Ty::BOOL)
    }
    fn text(&mut self) -> ExprId {
        let ty = self.string();
        self.call(CONSUME, vec![], ty)
    }
    fn call(&mut self, callee: InstanceId, args: Vec<ExprId>, ty: Ty) -> ExprId {
        self.expr(ExprKind::Call { callee: Callee::Instance(callee), args }, ty)
    }
    fn consume(&mut self, local: LocalId) -> ExprId {
        let var = self.var(local);
        self.call(CONSUME, vec![var], Ty::UNIT)
    }
    fn borrow(&mut self, mutable: bool, place: ExprId) -> ExprId {
        let ty = self.body.exprs[place.0 as usize].ty;
        let ty = self.types.reference(mutable, ty);
        self.expr(ExprKind::Borrow { mutable, place }, ty)
    }
    /// `consume(&x)` or `consume(&mut x)`
    fn lend(&mut self, mutable: bool, local: LocalId) -> ExprId {
        let var = self.var(local);
        let arg = self.borrow(mutable, var);
        self.call(CONSUME, vec![arg], Ty::UNIT)
    }
    fn let_(&mut self, local: LocalId, value: Option<ExprId>) -> Stmt {
        Stmt::Let { pattern: self.bind(local), value, otherwise: None }
    }
    fn block(&mut self, statements: Vec<Stmt>) -> ExprId {
        self.expr(ExprKind::Block { statements, tail: None }, Ty::UNIT)
    }
    fn exprs(&mut self, list: &[ExprId]) -> ExprId {
        self.block(list.iter().map(|&e| Stmt::Expr(e)).collect())
    }
    fn looped(&mut self, body: ExprId) -> ExprId {
        let condition = self.condition();
        self.expr(ExprKind::While { label: LoopId(self.at), condition, body }, Ty::UNIT)
    }
    fn branch(&mut self, then: ExprId) -> ExprId {
        let condition = self.condition();
        self.expr(ExprKind::If { condition, then, otherwise: None }, Ty::UNIT)
    }
    fn lambda(&mut self, moves: bool, body: ExprId) -> ExprId {
        let id = ClosureId(self.closures.len() as u32);
        let ty = self.types.intern(TyKind::Closure(id));
        let span = self.span();
        self.closures.push(ClosureInfo {
            parent: InstanceId(9),
            params: vec![],
            ret: Ty::UNIT,
            param_patterns: vec![],
            body,
            captures: vec![],
            moves,
            is_async: false,
            span,
        });
        self.expr(ExprKind::Closure(id), ty)
    }
    fn spawn(&mut self, how: InstanceId, moves: bool, body: ExprId) -> ExprId {
        let closure = self.lambda(moves, body);
        self.call(how, vec![closure], Ty::UNIT)
    }
    fn flows(&mut self, dialect: Dialect, statements: Vec<Stmt>) -> (Body, Flows) {
        let root = self.block(statements);
        self.body.root = Some(root);
        let body = std::mem::take(&mut self.body);
        let flows = Flows::new(&body, dialect, self);
        (body, flows)
    }
    fn moves(&mut self, dialect: Dialect, statements: Vec<Stmt>) -> Moves {
        let (body, flows) = self.flows(dialect, statements);
        moves(&body, &flows, self)
    }
    fn move_errors(&mut self, statements: Vec<Stmt>) -> Vec<String> {
        messages(self.moves(Dialect::Rust, statements).errors)
    }
    fn sharing(&mut self, dialect: Dialect, statements: Vec<Stmt>) -> Vec<String> {
        let (body, flows) = self.flows(dialect, statements);
        messages(sharing(&body, &flows, self))
    }
    fn match_errors(&mut self, scrutinee: Ty, patterns: Vec<PatId>) -> Vec<String> {
        let local = self.param("value", scrutinee);
        let scrutinee = self.var(local);
        let arms = patterns.into_iter().map(|pattern| Arm { pattern, guard: None, body: scrutinee }).collect();
        let matched = self.expr(ExprKind::Match { scrutinee, arms }, Ty::UNIT);
        self.body.root = Some(matched);
        let body = std::mem::take(&mut self.body);
        messages(exhaustive(&body, Dialect::Rust, self))
    }
    fn variant(&mut self, ty: Ty, variant: u32, fields: Vec<PatId>) -> PatId {
        let fields = fields.into_iter().enumerate().map(|(i, p)| (i as u32, p)).collect();
        self.pat(PatKind::Fields { variant: Some(variant), fields }, ty)
    }
    fn tuple(&mut self, ty: Ty, fields: Vec<PatId>) -> PatId {
        let fields = fields.into_iter().enumerate().map(|(i, p)| (i as u32, p)).collect();
        self.pat(PatKind::Fields { variant: None, fields }, ty)
    }
    fn wild(&mut self, ty: Ty) -> PatId {
        self.pat(PatKind::Wild, ty)
    }
    fn range(&mut self, lo: i128, hi: i128, ty: Ty) -> PatId {
        let (start, end) = (Some(Constant::Int(lo)), Some(Constant::Int(hi)));
        self.pat(PatKind::Range { start, end, inclusive: true }, ty)
    }
}

fn messages(list: Vec<ruchy_syntax::Diagnostic>) -> Vec<String> {
    let show = |d: ruchy_syntax::Diagnostic| {
        let severity = if d.severity == Severity::Warning { "warning " } else { "" };
        format!("{severity}{}: {}", d.code, d.message)
    };
    list.into_iter().map(show).collect()
}

#[test]
fn a_closure_captures_by_what_it_does() {
    let mut b = Build::new();
    let string = b.string();
    let (read, changed, taken) = (b.param("read", string), b.param("changed", string), b.param("taken", string));
    let uses = [b.lend(false, read), b.lend(true, changed), b.consume(taken)];
    let inner_body = b.exprs(&uses);
    let inner = b.lambda(false, inner_body);
    let outer_body = b.exprs(&[inner]);
    let outer = b.lambda(false, outer_body);
    let (_, flows) = b.flows(Dialect::Rust, vec![Stmt::Expr(outer)]);
    for (_, list) in captures(&flows) {
        let list: Vec<_> = list.iter().map(|c| (c.local, c.mode)).collect();
        let expected = [(read, CaptureMode::Ref), (changed, CaptureMode::RefMut), (taken, CaptureMode::Move)];
        assert_eq!(list, expected);
    }
}

#[test]
fn a_moving_closure_and_a_relaxed_task_own_what_they_mention() {
    for (moves, relaxed) in [(true, false), (false, true)] {
        let mut b = Build::new();
        let n = b.param("n", Ty::I32);
        let body = b.lend(false, n);
        let spawn = b.spawn(SPAWN, moves, body);
        let dialect = if relaxed { Dialect::Relaxed } else { Dialect::Rust };
        let (_, flows) = b.flows(dialect, vec![Stmt::Expr(spawn)]);
        assert_eq!(captures(&flows)[0].1[0].mode, CaptureMode::Move);
    }
}

#[test]
fn changing_through_a_mutable_reference_borrows_the_variable() {
    let mut b = Build::new();
    let r = b.types.reference(true, Ty::I32);
    let r = b.param("r", r);
    let var = b.var(r);
    let target = b.expr(ExprKind::Deref(var), Ty::I32);
    let one = b.int(1);
    let body = b.expr(ExprKind::Assign(target, one), Ty::UNIT);
    let closure = b.lambda(false, body);
    let (_, flows) = b.flows(Dialect::Rust, vec![Stmt::Expr(closure)]);
    assert_eq!(captures(&flows)[0].1[0].mode, CaptureMode::RefMut);
}

#[test]
fn use_after_move() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let (first, second) = (b.consume(x), b.lend(false, x));
    let moves = b.moves(Dialect::Rust, vec![Stmt::Expr(first), Stmt::Expr(second)]);
    let error = &moves.errors[0];
    assert_eq!((error.code, &*error.message), ("E0382", "borrow of moved value: `x`"));
    let labels: Vec<&str> = error.labels.iter().map(|l| &*l.message).collect();
    assert_eq!(
        labels,
        [
            "value borrowed here after move",
            "value moved here",
            "move occurs because `x` has type `String`, which does not implement the `Copy` trait"
        ]
    );
}

#[test]
fn a_branch_that_moves_is_enough() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let taken = b.consume(x);
    let branch = b.branch(taken);
    let again = b.consume(x);
    let errors = b.move_errors(vec![Stmt::Expr(branch), Stmt::Expr(again)]);
    assert_eq!(errors, ["E0382: use of moved value: `x`"]);
}

#[test]
fn a_branch_that_returns_is_not() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let taken = b.consume(x);
    let ret = b.expr(ExprKind::Return(None), Ty::NEVER);
    let body = b.exprs(&[taken, ret]);
    let branch = b.branch(body);
    let again = b.consume(x);
    assert!(b.move_errors(vec![Stmt::Expr(branch), Stmt::Expr(again)]).is_empty());
}

#[test]
fn a_loop_moves_again() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let taken = b.consume(x);
    let looped = b.looped(taken);
    let moves = b.moves(Dialect::Rust, vec![Stmt::Expr(looped)]);
    assert_eq!(moves.errors[0].labels[0].message, "value moved here, in previous iteration of loop");
    assert_eq!(moves.errors.len(), 1);
}

#[test]
fn a_variable_of_the_loop_is_new_each_time_and_assignment_renews() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.local("x", string);
    let text = b.text();
    let declared = b.let_(x, Some(text));
    let taken = b.consume(x);
    let body = b.block(vec![declared, Stmt::Expr(taken)]);
    let looped = b.looped(body);
    let y = b.param("y", string);
    let first = b.consume(y);
    let (target, text) = (b.var(y), b.text());
    let renew = b.expr(ExprKind::Assign(target, text), Ty::UNIT);
    let second = b.consume(y);
    let list = [looped, first, renew, second].map(Stmt::Expr);
    assert!(b.move_errors(list.into()).is_empty());
}

#[test]
fn parts_move_apart() {
    let mut b = Build::new();
    let pair = b.named(PAIR, vec![]);
    let x = b.param("x", pair);
    let (a, other) = (b.field(x, 0), b.field(x, 1));
    let (a, other) = (b.call(CONSUME, vec![a], Ty::UNIT), b.call(CONSUME, vec![other], Ty::UNIT));
    let whole = b.lend(false, x);
    let errors = b.move_errors([a, other, whole].map(Stmt::Expr).into());
    assert_eq!(errors, ["E0382: borrow of partially moved value: `x`"]);
}

#[test]
fn a_moving_closure_takes_the_variable() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let body = b.lend(false, x);
    let spawn = b.spawn(SPAWN, true, body);
    let again = b.lend(false, x);
    let moves = b.moves(Dialect::Rust, vec![Stmt::Expr(spawn), Stmt::Expr(again)]);
    assert_eq!(messages(moves.errors.clone()), ["E0382: borrow of moved value: `x`"]);
    let labels: Vec<&str> = moves.errors[0].labels.iter().map(|l| &*l.message).collect();
    assert!(labels.contains(&"value moved into closure here"), "{labels:?}");
    assert!(labels.contains(&"variable moved due to use in closure"), "{labels:?}");
}

#[test]
fn a_closure_that_gives_its_capture_away_is_called_once() {
    for (dialect, expected) in [(Dialect::Rust, 1), (Dialect::Relaxed, 0)] {
        let mut b = Build::new();
        let string = b.string();
        let x = b.param("x", string);
        let body = b.var(x);
        let closure = b.lambda(true, body);
        let ty = b.body.exprs[closure.0 as usize].ty;
        let give = b.local("give", ty);
        let mut statements = vec![b.let_(give, Some(closure))];
        for _ in 0..2 {
            let callee = b.var(give);
            let callee = Callee::Value(callee);
            statements.push(Stmt::Expr(b.expr(ExprKind::Call { callee, args: vec![] }, string)));
        }
        let moves = b.moves(dialect, statements);
        assert_eq!(moves.errors.len(), expected);
        assert_eq!(moves.copies.len(), 1 - expected);
    }
}

#[test]
fn a_closure_that_only_reads_can_be_handed_on_twice() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let body = b.lend(false, x);
    let closure = b.lambda(false, body);
    let ty = b.body.exprs[closure.0 as usize].ty;
    let f = b.local("f", ty);
    let set = b.let_(f, Some(closure));
    let (first, second) = (b.consume(f), b.consume(f));
    assert!(b.move_errors(vec![set, Stmt::Expr(first), Stmt::Expr(second)]).is_empty());
}

#[test]
fn a_task_inside_a_task_changes_for_both() {
    let mut b = Build::new();
    let string = b.string();
    let log = b.param("log", string);
    let body = b.lend(true, log);
    let inner = b.spawn(SPAWN, false, body);
    let outer = b.spawn(SPAWN, false, inner);
    let later = b.lend(false, log);
    let errors = b.sharing(Dialect::Relaxed, vec![Stmt::Expr(outer), Stmt::Expr(later)]);
    assert_eq!(errors, ["R0401: a task changes `log`, which is used outside of it"]);
}

#[test]
fn unset_variables() {
    let mut b = Build::new();
    let x = b.local("x", Ty::I32);
    let declared = b.let_(x, None);
    let (target, one) = (b.var(x), b.int(1));
    let set = b.expr(ExprKind::Assign(target, one), Ty::UNIT);
    let maybe = b.branch(set);
    let used = b.consume(x);
    let errors = b.move_errors(vec![declared, Stmt::Expr(maybe), Stmt::Expr(used)]);
    assert_eq!(errors, ["E0381: used binding `x` is possibly-uninitialized"]);
}

#[test]
fn a_relaxed_file_copies_what_is_used_again() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let (first, last) = (b.var(x), b.var(x));
    let calls = [first, last].map(|v| b.call(CONSUME, vec![v], Ty::UNIT)).map(Stmt::Expr);
    let moves = b.moves(Dialect::Relaxed, calls.into());
    assert!(moves.errors.is_empty());
    assert_eq!(moves.copies, [first]);
}

#[test]
fn a_relaxed_loop_copies_until_the_end() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let again = b.var(x);
    let call = b.call(CONSUME, vec![again], Ty::UNIT);
    let looped = b.looped(call);
    let last = b.consume(x);
    let moves = b.moves(Dialect::Relaxed, vec![Stmt::Expr(looped), Stmt::Expr(last)]);
    assert_eq!(moves.copies, [again]);
}

#[test]
fn a_relaxed_task_gets_a_copy_of_what_is_used_again() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let body = b.consume(x);
    let spawn = b.spawn(SPAWN, false, body);
    let again = b.lend(false, x);
    let moves = b.moves(Dialect::Relaxed, vec![Stmt::Expr(spawn), Stmt::Expr(again)]);
    assert!(moves.errors.is_empty() && moves.copies.is_empty());
    assert_eq!(moves.capture_copies.len(), 1);
    assert_eq!(moves.capture_copies[0].1, x);
}

#[test]
fn what_cannot_be_copied_is_moved_once_in_relaxed_files_too() {
    let mut b = Build::new();
    let handle = b.named(HANDLE, vec![]);
    let x = b.param("x", handle);
    let (first, second) = (b.consume(x), b.consume(x));
    let moves = b.moves(Dialect::Relaxed, vec![Stmt::Expr(first), Stmt::Expr(second)]);
    assert_eq!(messages(moves.errors), ["E0382: use of moved value: `x`"]);
}

#[test]
fn what_a_living_closure_changes_is_not_taken_from_it() {
    let mut b = Build::new();
    let string = b.string();
    let x = b.param("x", string);
    let body = b.lend(true, x);
    let closure = b.lambda(false, body);
    let ty = b.body.exprs[closure.0 as usize].ty;
    let f = b.local("f", ty);
    let set = b.let_(f, Some(closure));
    let taken = b.var(x);
    let consume = b.call(CONSUME, vec![taken], Ty::UNIT);
    let callee = b.var(f);
    let call = b.expr(ExprKind::Call { callee: Callee::Value(callee), args: vec![] }, Ty::UNIT);
    let last = b.consume(x);
    let moves = b.moves(Dialect::Relaxed, vec![set, Stmt::Expr(consume), Stmt::Expr(call), Stmt::Expr(last)]);
    assert_eq!(moves.copies, [taken]);
}

#[test]
fn nothing_is_taken_out_of_a_reference() {
    for (dialect, expected) in
        [(Dialect::Rust, &["E0507: cannot move out of `r` which is behind a shared reference"][..]), (Dialect::Relaxed, &[])]
    {
        let mut b = Build::new();
        let string = b.string();
        let r = b.types.reference(false, string);
        let r = b.param("r", r);
        let var = b.var(r);
        let content = b.expr(ExprKind::Deref(var), string);
        let call = b.call(CONSUME, vec![content], Ty::UNIT);
        let moves = b.moves(dialect, vec![Stmt::Expr(call)]);
        assert_eq!(messages(moves.errors), expected);
        assert_eq!(moves.copies.len(), 1 - expected.len());
    }
}

#[test]
fn a_task_may_not_borrow_from_its_maker() {
    let mut b = Build::new();
    let string = b.string();
    let log = b.param("log", string);
    let (one, two) = (b.lend(true, log), b.lend(true, log));
    let tasks = [one, two].map(|body| b.spawn(SPAWN, false, body)).map(Stmt::Expr);
    let errors = b.sharing(Dialect::Rust, tasks.into());
    assert_eq!(errors.len(), 2);
    assert!(errors.iter().all(|e| e.starts_with("E0373:") && e.contains("`log`")), "{errors:?}");
}

#[test]
fn relaxed_tasks_that_change_one_variable() {
    let mut b = Build::new();
    let string = b.string();
    let log = b.param("log", string);
    let (one, two) = (b.lend(true, log), b.lend(true, log));
    let tasks = [one, two].map(|body| b.spawn(SPAWN, false, body)).map(Stmt::Expr);
    let errors = b.sharing(Dialect::Relaxed, tasks.into());
    assert_eq!(errors, ["R0401: two tasks share `log`, and it is changed"]);
}

#[test]
fn a_relaxed_task_that_changes_what_its_maker_uses_later() {
    for (later, expected) in [(true, 1), (false, 0)] {
        let mut b = Build::new();
        let string = b.string();
        let log = b.param("log", string);
        let body = b.lend(true, log);
        let task = b.spawn(SPAWN, true, body);
        let mut statements = vec![Stmt::Expr(task)];
        if later {
            statements.push(Stmt::Expr(b.lend(false, log)));
        }
        assert_eq!(b.sharing(Dialect::Relaxed, statements).len(), expected);
    }
}

#[test]
fn a_loop_of_tasks_over_one_variable() {
    let mut b = Build::new();
    let string = b.string();
    let log = b.param("log", string);
    let body = b.lend(true, log);
    let task = b.spawn(SPAWN, false, body);
    let looped = b.looped(task);
    let errors = b.sharing(Dialect::Relaxed, vec![Stmt::Expr(looped)]);
    assert_eq!(errors, ["R0401: the tasks of a loop share `log`, and each changes it"]);
}

#[test]
fn tasks_that_only_read_share_freely() {
    let mut b = Build::new();
    let string = b.string();
    let log = b.param("log", string);
    let (one, two) = (b.lend(false, log), b.lend(false, log));
    let tasks = [one, two].map(|body| b.spawn(SPAWN, false, body)).map(Stmt::Expr);
    assert!(b.sharing(Dialect::Relaxed, tasks.into()).is_empty());
}

#[test]
fn scoped_tasks_conflict_by_parts() {
    for (first, second, expected) in [
        ((true, 0), (true, 0), "E0499: cannot borrow `x.a` as mutable more than once at a time"),
        ((true, 0), (false, 0), "E0502: cannot borrow `x.a` as immutable because it is also borrowed as mutable"),
        ((false, 0), (true, 0), "E0502: cannot borrow `x.a` as mutable because it is also borrowed as immutable"),
        ((true, 0), (true, 1), ""),
        ((false, 0), (false, 0), ""),
    ] {
        let mut b = Build::new();
        let pair = b.named(PAIR, vec![]);
        let x = b.param("x", pair);
        let tasks = [first, second].map(|(mutable, field)| {
            let place = b.field(x, field);
            let arg = b.borrow(mutable, place);
            let body = b.call(CONSUME, vec![arg], Ty::UNIT);
            Stmt::Expr(b.spawn(SCOPED, false, body))
        });
        assert_eq!(b.sharing(Dialect::Rust, tasks.into()).join(""), expected);
    }
}

#[test]
fn parallel_closures_change_nothing_around_them() {
    let mut b = Build::new();
    let n = b.param("n", Ty::I32);
    let (target, one) = (b.var(n), b.int(1));
    let body = b.expr(ExprKind::AssignOp(ruchy_syntax::tree::BinaryOp::Add, target, one), Ty::UNIT);
    let call = b.spawn(PARALLEL, false, body);
    let errors = b.sharing(Dialect::Rust, vec![Stmt::Expr(call)]);
    assert_eq!(errors, ["E0594: cannot change `n` in a closure that many tasks call at once"]);
}

#[test]
fn top_level_variables_that_tasks_change() {
    let count = GlobalId(0);
    for (used_elsewhere, expected) in [(true, 1), (false, 0)] {
        let mut b = Build::new();
        let name = Symbol::new("count");
        b.globals.push(Global { name, ty: Ty::I32, kind: GlobalKind::Variable, init: None });
        let helper = InstanceId(7);
        // fn helper() { count = 1 }
        let (target, one) = (b.expr(ExprKind::Global(count), Ty::I32), b.int(1));
        let set = b.expr(ExprKind::Assign(target, one), Ty::UNIT);
        let (body, flows) = b.flows(Dialect::Relaxed, vec![Stmt::Expr(set)]);
        let helper_summary = summarize(&body, &flows, false, &mut b);
        // count = 1; spawn { helper() }; [use(count)]
        let (target, one) = (b.expr(ExprKind::Global(count), Ty::I32), b.int(1));
        let first = b.expr(ExprKind::Assign(target, one), Ty::UNIT);
        let task = b.call(helper, vec![], Ty::UNIT);
        let task = b.spawn(SPAWN, false, task);
        let mut statements = vec![Stmt::Expr(first), Stmt::Expr(task)];
        if used_elsewhere {
            let value = b.expr(ExprKind::Global(count), Ty::I32);
            statements.push(Stmt::Expr(b.call(CONSUME, vec![value], Ty::UNIT)));
        }
        let (body, flows) = b.flows(Dialect::Relaxed, statements);
        let script = summarize(&body, &flows, true, &mut b);
        let summaries = HashMap::from([(helper, helper_summary), (InstanceId(8), script)]);
        let errors = shared_globals(&summaries, &|_| "count".into());
        assert_eq!(errors.len(), expected, "{errors:?}");
    }
}

#[test]
fn enums_must_be_covered() {
    let mut b = Build::new();
    let color = b.named(COLOR, vec![]);
    let patterns = vec![b.variant(color, 0, vec![])];
    let errors = b.match_errors(color, patterns);
    assert_eq!(errors, ["E0004: non-exhaustive patterns: `Color::Green` and `Color::Blue` not covered"]);
}

#[test]
fn nested_options() {
    let mut b = Build::new();
    let inner = b.named(OPTION, vec![Ty::BOOL]);
    let outer = b.named(OPTION, vec![inner]);
    let none = b.variant(outer, 0, vec![]);
    let yes = b.pat(PatKind::Constant(Constant::Bool(true)), Ty::BOOL);
    let some_yes = b.variant(inner, 1, vec![yes]);
    let some_some = b.variant(outer, 1, vec![some_yes]);
    let errors = b.match_errors(outer, vec![none, some_some]);
    assert_eq!(errors, ["E0004: non-exhaustive patterns: `Some(None)` and `Some(Some(false))` not covered"]);
}

#[test]
fn an_uncovered_payload_is_any() {
    let mut b = Build::new();
    let color = b.named(COLOR, vec![]);
    let option = b.named(OPTION, vec![color]);
    let none = b.variant(option, 0, vec![]);
    let errors = b.match_errors(option, vec![none]);
    assert_eq!(errors, ["E0004: non-exhaustive patterns: `Some(_)` not covered"]);
}

#[test]
fn integer_ranges() {
    let mut b = Build::new();
    let patterns = vec![b.range(i32::MIN as i128, -1, Ty::I32), b.range(1, 9, Ty::I32)];
    let errors = b.match_errors(Ty::I32, patterns);
    assert_eq!(errors, ["E0004: non-exhaustive patterns: `0_i32` and `10_i32..=i32::MAX` not covered"]);
    let mut b = Build::new();
    let patterns = vec![b.range(0, 100, Ty::U8), b.range(101, 255, Ty::U8)];
    assert!(b.match_errors(Ty::U8, patterns).is_empty());
}

#[test]
fn tuples_of_bools() {
    let mut b = Build::new();
    let ty = b.types.tuple(vec![Ty::BOOL, Ty::BOOL]);
    let yes = b.pat(PatKind::Constant(Constant::Bool(true)), Ty::BOOL);
    let no = b.pat(PatKind::Constant(Constant::Bool(false)), Ty::BOOL);
    let any = b.wild(Ty::BOOL);
    let patterns = vec![b.tuple(ty, vec![yes, any]), b.tuple(ty, vec![any, no])];
    assert_eq!(b.match_errors(ty, patterns), ["E0004: non-exhaustive patterns: `(false, true)` not covered"]);
}

#[test]
fn texts_and_slices() {
    let mut b = Build::new();
    let text = b.types.reference(false, Ty::STR);
    let a = b.pat(PatKind::Constant(Constant::Str(Symbol::new("a"))), text);
    assert_eq!(b.match_errors(text, vec![a]), ["E0004: non-exhaustive patterns: `&_` not covered"]);
    let mut b = Build::new();
    let slice = b.types.intern(TyKind::Slice(Ty::I32));
    let empty = b.pat(PatKind::Slice { prefix: vec![], rest: None, suffix: vec![] }, slice);
    let any = b.wild(Ty::I32);
    let two = b.pat(PatKind::Slice { prefix: vec![any], rest: Some(None), suffix: vec![any] }, slice);
    let errors = b.match_errors(slice, vec![empty, two]);
    assert_eq!(errors, ["E0004: non-exhaustive patterns: `[_]` not covered"]);
    let mut again = Build::new();
    std::mem::swap(&mut again.types, &mut b.types);
    let empty = again.pat(PatKind::Slice { prefix: vec![], rest: None, suffix: vec![] }, slice);
    let any = again.wild(Ty::I32);
    let more = again.pat(PatKind::Slice { prefix: vec![any], rest: Some(None), suffix: vec![] }, slice);
    assert!(again.match_errors(slice, vec![empty, more]).is_empty());
}

#[test]
fn unreachable_arms_and_refutable_lets() {
    let mut b = Build::new();
    let color = b.named(COLOR, vec![]);
    let any = b.wild(color);
    let red = b.variant(color, 0, vec![]);
    assert_eq!(b.match_errors(color, vec![any, red]), ["warning R0403: unreachable pattern"]);
    let mut b = Build::new();
    let option = b.named(OPTION, vec![Ty::I32]);
    let x = b.param("x", option);
    let any = b.wild(Ty::I32);
    let pattern = b.variant(option, 1, vec![any]);
    let value = b.var(x);
    let (body, _) = b.flows(Dialect::Rust, vec![Stmt::Let { pattern, value: Some(value), otherwise: None }]);
    assert_eq!(messages(exhaustive(&body, Dialect::Rust, &mut b)), ["E0005: refutable pattern in local binding"]);
}
