//! Small programs, built as typed trees by hand: what lowering and the interpreter do without a checker.

use ruchy_check::typed::*;
use ruchy_check::types::Ty;
use ruchy_runtime::{Config, Outcome, Runtime, SpawnOptions};
use ruchy_syntax::tree::BinaryOp;
use ruchy_syntax::{SourceMap, Span, Symbol};
use ruchy_vm::code::Code;
use ruchy_vm::lower::Lowerer;
use ruchy_vm::machine::{Captured, Env, Machine};
use ruchy_vm::native::{NativeCx, NativeResult, NativeTable, arg};
use ruchy_vm::task::{Failure, Task};
use ruchy_vm::value::Value;
use std::sync::Arc;

/// A body in the making.
#[derive(Default)]
struct Bodies {
    body: Body,
}

impl Bodies {
    fn e(&mut self, kind: ExprKind, ty: Ty) -> ExprId {
        self.body.exprs.push(Expr { kind, ty, span: Span::default() });
        ExprId(self.body.exprs.len() as u32 - 1)
    }

    fn local(&mut self, name: &str, ty: Ty) -> LocalId {
        self.body.locals.push(Local { name: Symbol::new(name), ty, span: Span::default(), mutable: true, once: false });
        LocalId(self.body.locals.len() as u32 - 1)
    }

    fn bind(&mut self, local: LocalId, ty: Ty) -> PatId {
        let kind = PatKind::Bind { local, mode: BindMode::Move, sub: None };
        self.body.patterns.push(Pat { kind, ty, span: Span::default() });
        PatId(self.body.patterns.len() as u32 - 1)
    }

    fn int(&mut self, x: i128, ty: Ty) -> ExprId {
        self.e(ExprKind::Literal(Constant::Int(x)), ty)
    }

    fn get(&mut self, local: LocalId) -> ExprId {
        let ty = self.body.locals[local.0 as usize].ty;
        self.e(ExprKind::Local(local), ty)
    }

    fn bin(&mut self, op: BinaryOp, a: ExprId, b: ExprId, ty: Ty) -> ExprId {
        self.e(ExprKind::Binary(op, a, b), ty)
    }

    fn call(&mut self, id: u32, args: Vec<ExprId>, ty: Ty) -> ExprId {
        self.e(ExprKind::Call { callee: Callee::Instance(InstanceId(id)), args }, ty)
    }

    fn block(&mut self, statements: Vec<Stmt>, tail: Option<ExprId>, ty: Ty) -> ExprId {
        self.e(ExprKind::Block { statements, tail }, ty)
    }

    fn let_(&mut self, local: LocalId, value: ExprId) -> Stmt {
        let ty = self.body.locals[local.0 as usize].ty;
        let pattern = self.bind(local, ty);
        Stmt::Let { pattern, value: Some(value), otherwise: None }
    }

    fn instance(mut self, name: &str, params: &[(LocalId, ParamMode)], ret: Ty, root: ExprId) -> Instance {
        let mut infos = Vec::new();
        for &(local, mode) in params {
            let ty = self.body.locals[local.0 as usize].ty;
            let pat = self.bind(local, ty);
            self.body.params.push(pat);
            infos.push(ParamInfo { ty, mode });
        }
        self.body.root = Some(root);
        Instance {
            name: name.into(),
            type_args: Vec::new(),
            params: infos,
            ret,
            span: Span::default(),
            code: InstanceCode::Body(self.body),
            track_caller: false,
        }
    }
}

fn native(name: &str, params: Vec<ParamInfo>, ret: Ty) -> Instance {
    let code = InstanceCode::Native(Symbol::new(name));
    Instance { name: name.into(), type_args: Vec::new(), params, ret, span: Span::default(), code, track_caller: false }
}

fn natives() -> NativeTable {
    fn print(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
        let text = arg::str(args, 0)?.to_owned();
        cx.print(&text);
        Ok(Value::UNIT)
    }
    fn double(_: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
        let x = arg::i64(args, 0)?;
        args[0] = Value::from(x * 2);
        Ok(Value::UNIT)
    }
    let mut table = NativeTable::default();
    table.register("print", print);
    table.register("double", double);
    table
}

/// Runs instance 0.
fn run(program: &Program) -> (Result<Value, Failure>, String, Arc<Code>) {
    let mut lowerer = Lowerer::new(natives());
    let mut code = lowerer.lower(program);
    let func = lowerer.function(program, InstanceId(0)).expect("instance 0 has code");
    if code.functions.len() <= func as usize {
        code = lowerer.lower(program);
    }
    let machine = Machine::new(code.clone(), Arc::new(SourceMap::new()));
    let output = Arc::new(Captured::default());
    let env = Arc::new(Env { output: output.clone(), args: Vec::new(), launch: None });
    let closure = Value::Function(Default::default(), func);
    let (task, slot) = Task::new(machine, env, closure, Vec::new());
    let runtime = Runtime::production(Config::default());
    let outcome = runtime.run(task.named("main"), SpawnOptions::default());
    assert_eq!(outcome, Outcome::Finished);
    let result = slot.try_take().expect("the task is over").expect("its result is there");
    runtime.shutdown();
    let out = String::from_utf8(output.out.lock().clone()).unwrap() + &String::from_utf8(output.err.lock().clone()).unwrap();
    (result, out, code)
}

fn fib(n: i128) -> Program {
    let mut program = Program::default();
    let mut m = Bodies::default();
    let n = m.int(n, Ty::I64);
    let root = m.call(1, vec![n], Ty::I64);
    program.instances.push(m.instance("main", &[], Ty::I64, root));
    let mut f = Bodies::default();
    let n = f.local("n", Ty::I64);
    let (a, two) = (f.get(n), f.int(2, Ty::I64));
    let condition = f.bin(BinaryOp::Lt, a, two, Ty::BOOL);
    let then = f.get(n);
    let (a, one) = (f.get(n), f.int(1, Ty::I64));
    let less = f.bin(BinaryOp::Sub, a, one, Ty::I64);
    let x = f.call(1, vec![less], Ty::I64);
    let (a, two) = (f.get(n), f.int(2, Ty::I64));
    let less = f.bin(BinaryOp::Sub, a, two, Ty::I64);
    let y = f.call(1, vec![less], Ty::I64);
    let sum = f.bin(BinaryOp::Add, x, y, Ty::I64);
    let root = f.e(ExprKind::If { condition, then, otherwise: Some(sum) }, Ty::I64);
    program.instances.push(f.instance("fib", &[(n, ParamMode::Value)], Ty::I64, root));
    program
}

#[test]
fn calls_and_conditions() {
    let (result, _, code) = run(&fib(20));
    println!("{}", ruchy_vm::disasm::code(&code, None));
    assert_eq!(result.unwrap().as_i64(), Some(6765));
}

#[test]
fn loops_and_vectors() {
    // let v = []; for i in 0..10 { v.push(i * i) }; v[3] + v[9]
    let mut program = Program::default();
    let list = program.types.intern(ruchy_check::types::TyKind::Slice(Ty::I64));
    let mut m = Bodies::default();
    let (v, i) = (m.local("v", list), m.local("i", Ty::USIZE));
    let value = {
        let zero = m.int(0, Ty::I64);
        m.e(ExprKind::Repeat { value: zero, len: 10 }, list)
    };
    let make = m.let_(v, value);
    let zero = m.int(0, Ty::USIZE);
    let begin = m.let_(i, zero);
    let (a, ten) = (m.get(i), m.int(10, Ty::USIZE));
    let condition = m.bin(BinaryOp::Lt, a, ten, Ty::BOOL);
    let (list_place, index) = (m.get(v), m.get(i));
    let place = m.e(ExprKind::Index(list_place, index), Ty::I64);
    let n = m.get(i);
    let n = m.e(ExprKind::Cast(n), Ty::I64);
    let k = m.get(i);
    let k = m.e(ExprKind::Cast(k), Ty::I64);
    let square = m.bin(BinaryOp::Mul, n, k, Ty::I64);
    let assign = m.e(ExprKind::Assign(place, square), Ty::UNIT);
    let (target, one) = (m.get(i), m.int(1, Ty::USIZE));
    let step = m.e(ExprKind::AssignOp(BinaryOp::Add, target, one), Ty::UNIT);
    let body = m.block(vec![Stmt::Expr(assign), Stmt::Expr(step)], None, Ty::UNIT);
    let looped = m.e(ExprKind::While { label: LoopId(0), condition, body }, Ty::UNIT);
    let (a, three) = (m.get(v), m.int(3, Ty::USIZE));
    let a = m.e(ExprKind::Index(a, three), Ty::I64);
    let (b, nine) = (m.get(v), m.int(9, Ty::USIZE));
    let b = m.e(ExprKind::Index(b, nine), Ty::I64);
    let sum = m.bin(BinaryOp::Add, a, b, Ty::I64);
    let root = m.block(vec![make, begin, Stmt::Expr(looped)], Some(sum), Ty::I64);
    program.instances.push(m.instance("main", &[], Ty::I64, root));
    let (result, out, code) = run(&program);
    println!("{}", ruchy_vm::disasm::code(&code, None));
    assert_eq!(result.unwrap_or_else(|_| panic!("{out}")).as_i64(), Some(90));
}

#[test]
fn a_moved_in_argument_comes_back() {
    // let x = (20, 1); double(&mut x.0); bump(&mut x); x.0
    let mut program = Program::default();
    let pair = program.types.tuple(vec![Ty::I64, Ty::I64]);
    let reference = program.types.reference(true, Ty::I64);
    let pair_reference = program.types.reference(true, pair);
    let mut m = Bodies::default();
    let x = m.local("x", pair);
    let (a, b) = (m.int(20, Ty::I64), m.int(1, Ty::I64));
    let value = m.e(ExprKind::Tuple(vec![a, b]), pair);
    let make = m.let_(x, value);
    let base = m.get(x);
    let place = m.e(ExprKind::Field(base, 0), Ty::I64);
    let borrow = m.e(ExprKind::Borrow { mutable: true, place }, reference);
    let doubled = m.call(1, vec![borrow], Ty::UNIT);
    let place = m.get(x);
    let borrow = m.e(ExprKind::Borrow { mutable: true, place }, pair_reference);
    let bumped = m.call(2, vec![borrow], Ty::UNIT);
    let base = m.get(x);
    let tail = m.e(ExprKind::Field(base, 0), Ty::I64);
    let root = m.block(vec![make, Stmt::Expr(doubled), Stmt::Expr(bumped)], Some(tail), Ty::I64);
    program.instances.push(m.instance("main", &[], Ty::I64, root));
    program.instances.push(native("double", vec![ParamInfo { ty: reference, mode: ParamMode::InOut }], Ty::UNIT));
    let mut f = Bodies::default();
    let p = f.local("p", pair_reference);
    let base = f.get(p);
    let target = f.e(ExprKind::Deref(base), pair);
    let place = f.e(ExprKind::Field(target, 0), Ty::I64);
    let two = f.int(2, Ty::I64);
    let add = f.e(ExprKind::AssignOp(BinaryOp::Add, place, two), Ty::UNIT);
    let root = f.block(vec![Stmt::Expr(add)], None, Ty::UNIT);
    program.instances.push(f.instance("bump", &[(p, ParamMode::InOut)], Ty::UNIT, root));
    let (result, out, _) = run(&program);
    assert_eq!(result.unwrap_or_else(|_| panic!("{out}")).as_i64(), Some(42));
}

#[test]
fn a_closure_changes_its_maker_s_variable() {
    // let n = 0; let add = |k| n += k; add(40); add(2); n
    let mut program = Program::default();
    let closure_ty = program.types.intern(ruchy_check::types::TyKind::Closure(ruchy_check::types::ClosureId(0)));
    let mut m = Bodies::default();
    let (n, add, k) = (m.local("n", Ty::I64), m.local("add", closure_ty), m.local("k", Ty::I64));
    let zero = m.int(0, Ty::I64);
    let make = m.let_(n, zero);
    let (target, by) = (m.get(n), m.get(k));
    let body = m.e(ExprKind::AssignOp(BinaryOp::Add, target, by), Ty::UNIT);
    let param = m.bind(k, Ty::I64);
    let closure = m.e(ExprKind::Closure(ruchy_check::types::ClosureId(0)), closure_ty);
    let bind = m.let_(add, closure);
    let mut calls = Vec::new();
    for x in [40, 2] {
        let (callee, x) = (m.get(add), m.int(x, Ty::I64));
        calls.push(Stmt::Expr(m.e(ExprKind::Call { callee: Callee::Value(callee), args: vec![x] }, Ty::UNIT)));
    }
    let tail = m.get(n);
    let mut statements = vec![make, bind];
    statements.extend(calls);
    let root = m.block(statements, Some(tail), Ty::I64);
    program.instances.push(m.instance("main", &[], Ty::I64, root));
    program.closures.push(ClosureInfo {
        parent: InstanceId(0),
        params: vec![ParamInfo { ty: Ty::I64, mode: ParamMode::Value }],
        ret: Ty::UNIT,
        param_patterns: vec![param],
        body,
        captures: vec![Capture { local: n, mode: CaptureMode::RefMut, copy: None }],
        moves: false,
        is_async: false,
        span: Span::default(),
    });
    let (result, out, code) = run(&program);
    println!("{}", ruchy_vm::disasm::code(&code, None));
    assert_eq!(result.unwrap_or_else(|_| panic!("{out}")).as_i64(), Some(42));
}

#[test]
fn overflow_and_bounds_are_panics_with_rustc_s_words() {
    let mut program = Program::default();
    let mut m = Bodies::default();
    let x = m.local("x", Ty::U8);
    let value = m.int(250, Ty::U8);
    let make = m.let_(x, value);
    let (a, b) = (m.get(x), m.get(x));
    let sum = m.bin(BinaryOp::Add, a, b, Ty::U8);
    let root = m.block(vec![make], Some(sum), Ty::U8);
    program.instances.push(m.instance("main", &[], Ty::U8, root));
    let (result, out, _) = run(&program);
    assert!(matches!(result, Err(Failure::Panic(_))));
    assert!(out.contains("attempt to add with overflow"), "{out}");
}
