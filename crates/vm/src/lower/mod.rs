//! Lowering: from the typed program to code.
//!
//! One function per instance and per closure. A [`Lowerer`] lives as long as the program grows: each [`Lowerer::lower`] adds what is new and gives a code that begins
//! with all that was there.
//!
//! Order of work: types and drop plans, then a number for every new instance, then bodies; a closure is lowered where its expression is met.
//! `scan` looks over a body first: which locals may be lent, which live in cells, what closures change and move out.

mod builder;
mod call;
mod cases;
mod constants;
mod control;
mod expr;
mod inline;
mod operators;
mod parts;
mod pattern;
mod payload;
mod place;
mod scan;
mod shapes;

use crate::code::*;
use crate::interp::builtins;
use crate::native::NativeTable;
use crate::ops::Op;
use builder::Builder;
use ruchy_check::typed::*;
use ruchy_check::types::{Ty, TyKind};
use ruchy_syntax::Symbol;
use scan::Scan;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// Turns a growing program into growing code.
pub struct Lowerer {
    natives: NativeTable,
    functions: Vec<Arc<Function>>,
    calls: Vec<Arc<CallInfo>>,
    call_of: HashMap<InstanceId, u32>,
    drops: Vec<DropAction>,
    drop_of: HashMap<Ty, u32>,
    globals: Vec<GlobalInfo>,
    virtuals: Vec<VirtualMethod>,
    /// The function of each instance with a body.
    function_of: Vec<Option<u32>>,
    /// Functions that stand for an instance held in a value: of natives, and of those with in-out parameters.
    stub_of: HashMap<InstanceId, u32>,
    /// The function of each closure, by the forms in which its captures come.
    closure_functions: HashMap<(u32, Vec<builder::CaptureForm>), u32>,
    scans: HashMap<InstanceId, Rc<Scan>>,
    /// Types that natives change in place: their values are kept whole.
    whole: HashSet<Ty>,
    lowered: usize,
}

/// A problem of ours in lowering; such a function panics when it is called.
type Ice = String;

impl Lowerer {
    /// Nothing lowered yet; natives are looked up in `natives`.
    pub fn new(natives: NativeTable) -> Lowerer {
        Lowerer {
            natives,
            functions: builtins(),
            calls: Vec::new(),
            call_of: HashMap::new(),
            drops: vec![DropAction::Nothing, DropAction::Dyn],
            drop_of: HashMap::new(),
            globals: Vec::new(),
            virtuals: Vec::new(),
            function_of: Vec::new(),
            stub_of: HashMap::new(),
            closure_functions: HashMap::new(),
            scans: HashMap::new(),
            whole: HashSet::new(),
            lowered: 0,
        }
    }

    /// Lowers what the program has more than last time.
    pub fn lower(&mut self, program: &Program) -> Arc<Code> {
        for (index, instance) in program.instances.iter().enumerate().skip(self.function_of.len()) {
            let function = match instance.code {
                InstanceCode::Native(_) => {
                    for param in instance.params.iter().filter(|param| param.mode == ParamMode::InOut) {
                        if let TyKind::Ref { ty, .. } = program.types.kind(param.ty) {
                            self.whole.insert(*ty);
                        }
                    }
                    None
                }
                _ => Some(self.reserve()),
            };
            debug_assert_eq!(index, self.function_of.len());
            self.function_of.push(function);
        }
        let mut types: Vec<Ty> = program.drops.keys().copied().collect();
        types.sort();
        for ty in types {
            self.drop_plan(program, ty);
        }
        for global in program.globals.iter().skip(self.globals.len()) {
            let init = global.init.and_then(|id| self.function_value(program, id));
            self.globals.push(GlobalInfo { name: global.name, ty: global.ty, kind: global.kind, init });
        }
        let first = self.lowered;
        self.lowered = program.instances.len();
        for index in first..program.instances.len() {
            self.lower_instance(program, InstanceId(index as u32));
        }
        let mut vtables = HashMap::new();
        for (&ty, methods) in &program.vtables {
            let mut table = HashMap::new();
            for (&method, &id) in methods {
                if let Some(func) = self.method_function(program, id) {
                    table.insert(method, func);
                }
            }
            vtables.insert(ty, table);
        }
        let mut kinds = Vec::with_capacity(program.types.len());
        let mut closures = HashMap::new();
        for index in 0..program.types.len() {
            let kind = program.types.kind(Ty(index as u32));
            if let TyKind::Closure(id) = kind {
                closures.insert(id.0, Ty(index as u32));
            }
            kinds.push(kind.clone());
        }
        let types = Types { kinds, adts: program.adts.clone(), drops: self.drop_of.clone(), vtables, closures };
        let script = program.script.and_then(|id| self.function_value(program, id));
        let main = program.main.and_then(|id| self.function_value(program, id));
        Arc::new(Code {
            functions: self.functions.clone(),
            calls: self.calls.clone(),
            drops: self.drops.clone(),
            globals: self.globals.clone(),
            virtuals: self.virtuals.clone(),
            types: Arc::new(types),
            script,
            main,
            settings: program.settings.clone(),
        })
    }

    /// The function of an instance, to be called as a value: for tests and benches of single functions.
    pub fn function(&mut self, program: &Program, id: InstanceId) -> Option<u32> {
        self.function_value(program, id)
    }

    fn reserve(&mut self) -> u32 {
        self.functions.push(Function { name: "a function that was not lowered".into(), ..Function::default() }.verified());
        self.functions.len() as u32 - 1
    }

    fn lower_instance(&mut self, program: &Program, id: InstanceId) {
        let Some(func) = self.function_of[id.0 as usize] else { return };
        let instance = &program.instances[id.0 as usize];
        let function = match &instance.code {
            InstanceCode::Body(body) => {
                let scan = self.scan(program, id, body);
                let lowered = self.body(program, id, body, &scan);
                lowered.unwrap_or_else(|message| failed(&instance.name, instance, &message))
            }
            _ => failed(&instance.name, instance, "this function has no body"),
        };
        self.functions[func as usize] = function.verified();
    }

    fn scan(&mut self, program: &Program, id: InstanceId, body: &Body) -> Rc<Scan> {
        if let Some(scan) = self.scans.get(&id) {
            return scan.clone();
        }
        let scan = Rc::new(Scan::of(program, &program.instances[id.0 as usize], body));
        self.scans.insert(id, scan.clone());
        scan
    }

    fn body(&mut self, program: &Program, id: InstanceId, body: &Body, scan: &Rc<Scan>) -> Result<Function, Ice> {
        let mut far = false;
        loop {
            let mut builder = Builder::new(self, program, id, body, scan.clone(), far);
            builder.instance()?;
            let (function, too_far) = builder.finish()?;
            if !too_far || far {
                return Ok(function);
            }
            far = true;
        }
    }

    /// The number of a type's drop action; `None` where there is nothing to do.
    fn drop_plan(&mut self, program: &Program, ty: Ty) -> Option<u32> {
        if let Some(&plan) = self.drop_of.get(&ty) {
            return Some(plan);
        }
        let plan = program.drops.get(&ty)?.clone();
        if let TyKind::Adt(def, _) = program.types.kind(ty)
            && program.adts.get(def).is_some_and(|adt| adt.name.as_str() == "PhantomData")
        {
            return None;
        }
        if let DropPlan::Box(content) = plan {
            let plan = self.drop_plan(program, content)?;
            self.drop_of.insert(ty, plan);
            return Some(plan);
        }
        if let DropPlan::Dyn = plan {
            self.drop_of.insert(ty, crate::interp::DROP_DYN);
            return Some(crate::interp::DROP_DYN);
        }
        let number = self.drops.len() as u32;
        self.drops.push(DropAction::Nothing);
        self.drop_of.insert(ty, number);
        let parts = |lowerer: &mut Self, list: &[(u32, Ty)]| -> Vec<(u32, u32)> {
            list.iter().filter_map(|&(index, ty)| Some((index, lowerer.drop_plan(program, ty)?))).collect()
        };
        let action = match &plan {
            DropPlan::Adt { drop, variants } => DropAction::Adt {
                drop: drop.and_then(|id| self.method_function(program, id)),
                variants: variants.iter().map(|fields| parts(self, fields)).collect(),
            },
            DropPlan::Elements(ty) => match self.drop_plan(program, *ty) {
                Some(plan) => DropAction::Elements(plan),
                None => DropAction::Nothing,
            },
            DropPlan::Tuple(fields) => DropAction::Tuple(parts(self, fields)),
            DropPlan::Wrapped { some, err } => DropAction::Wrapped {
                some: some.and_then(|ty| self.drop_plan(program, ty)),
                err: err.and_then(|ty| self.drop_plan(program, ty)),
            },
            DropPlan::Rc(content) => DropAction::Rc(content.and_then(|ty| self.drop_plan(program, ty))),
            DropPlan::Weak => DropAction::Weak,
            DropPlan::Native { elements } => {
                // By position among the type's arguments: what has no plan of its own keeps its place.
                let args = match program.types.kind(ty) {
                    TyKind::Adt(_, args) => args.clone(),
                    _ => elements.clone(),
                };
                DropAction::Native(args.iter().map(|&ty| self.drop_plan(program, ty)).collect())
            }
            DropPlan::Closure(captures) => DropAction::Closure(parts(self, captures)),
            DropPlan::Box(_) | DropPlan::Dyn => DropAction::Dyn,
        };
        self.drops[number as usize] = action;
        Some(number)
    }

    /// The entry of a native's call with its types.
    fn native_call(&mut self, program: &Program, id: InstanceId, name: Symbol) -> u32 {
        if let Some(&call) = self.call_of.get(&id) {
            return call;
        }
        let instance = &program.instances[id.0 as usize];
        let call = self.calls.len() as u32;
        self.calls.push(Arc::new(CallInfo {
            name,
            function: self.natives.get(name.as_str()).or_else(|| crate::format::native(name.as_str())),
            type_args: instance.type_args.clone(),
            params: instance.params.iter().map(|param| (param.ty, param.mode)).collect(),
            ret: instance.ret,
        }));
        self.call_of.insert(id, call);
        call
    }

    /// The function of an instance with its own parameter modes (for methods of trait objects).
    fn method_function(&mut self, program: &Program, id: InstanceId) -> Option<u32> {
        match self.function_of.get(id.0 as usize).copied().flatten() {
            Some(func) => Some(func),
            None => self.stub(program, id, false),
        }
    }

    /// The function of an instance as a value: all parameters are values.
    fn function_value(&mut self, program: &Program, id: InstanceId) -> Option<u32> {
        let instance = program.instances.get(id.0 as usize)?;
        let direct = self.function_of.get(id.0 as usize).copied().flatten();
        if direct.is_some() && instance.params.iter().all(|param| param.mode == ParamMode::Value) {
            return direct;
        }
        self.stub(program, id, true)
    }

    /// A function that calls an instance, with `&mut` arguments as references where `references`, in-out otherwise.
    fn stub(&mut self, program: &Program, id: InstanceId, references: bool) -> Option<u32> {
        if references && let Some(&stub) = self.stub_of.get(&id) {
            return Some(stub);
        }
        let instance = program.instances.get(id.0 as usize)?;
        let func = self.reserve();
        if references {
            self.stub_of.insert(id, func);
        }
        let count = instance.params.len() as u16;
        let window = count + 1;
        let mut function = Function {
            name: instance.name.clone(),
            span: instance.span,
            registers: window + count + 3,
            params: count,
            ops: vec![Op::ResumeUnwind {}],
            lines: vec![Line { start: 0, span: instance.span, inlined: None }],
            ..Function::default()
        };
        let inout = |i: u16| references && instance.params[i as usize].mode == ParamMode::InOut;
        for i in 1..=count {
            let arg = window + i;
            if inout(i - 1) {
                function.paths.push(Path { base: i, steps: vec![Step::Deref] });
                function.ops.push(Op::PathTake { dst: arg, path: function.paths.len() as u16 - 1 });
            } else {
                function.ops.push(Op::Move { dst: arg, src: i });
            }
        }
        let pc = function.ops.len() as u32;
        function.ops.push(match &instance.code {
            InstanceCode::Native(name) => Op::CallNative { call: self.native_call(program, id, *name), base: window },
            _ => Op::Call { func: self.function_of.get(id.0 as usize).copied().flatten()?, base: window },
        });
        let mut path = 0;
        for i in 1..=count {
            let arg = window + i;
            if inout(i - 1) {
                let action = CleanupAction::PutBack { path, src: arg };
                function.cleanups.push(Cleanup { start: pc, end: pc + 1, action });
                function.ops.push(Op::PathSet { path: path as u16, src: arg });
                path += 1;
            } else if instance.params[i as usize - 1].mode == ParamMode::InOut {
                let action = CleanupAction::MoveBack { dst: i, src: arg };
                function.cleanups.push(Cleanup { start: pc, end: pc + 1, action });
                function.ops.push(Op::Move { dst: i, src: arg });
                function.inout.push(i);
            }
        }
        function.ops.push(Op::Move { dst: 0, src: window });
        function.ops.push(Op::ReturnClear {});
        self.functions[func as usize] = function.verified();
        Some(func)
    }

    /// Whether a function is known to return a scalar and to take only scalars.
    fn returns_scalar(&self, program: &Program, func: u32) -> bool {
        let found = self.function_of.iter().position(|known| *known == Some(func));
        found.is_some_and(|index| builder::is_scalar(program, program.instances[index].ret))
    }

    fn virtual_method(&mut self, trait_: ruchy_check::types::DefId, method: Symbol, args: u16) -> u32 {
        let wanted = VirtualMethod { trait_, method, args };
        let found = self.virtuals.iter().position(|known| *known == wanted);
        found.unwrap_or_else(|| {
            self.virtuals.push(wanted);
            self.virtuals.len() - 1
        }) as u32
    }
}

/// A function that panics with our own mistake.
fn failed(name: &str, instance: &Instance, message: &str) -> Function {
    Function {
        name: name.to_owned(),
        span: instance.span,
        registers: 2 + instance.params.len() as u16,
        params: instance.params.len() as u16,
        ops: vec![Op::ResumeUnwind {}, Op::Internal { message: 0 }],
        constants: vec![crate::value::Value::text(format!("{name}: {message}"))],
        lines: vec![Line { start: 0, span: instance.span, inlined: None }],
        ..Function::default()
    }
}
