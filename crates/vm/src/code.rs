//! Code: what lowering makes and the interpreter runs.
//!
//! Invariant: code only grows. Numbers of functions, calls, drops and globals stay what they are, so that a task may go on with the `Code`
//! it started with and fetch a longer one when it meets a number it does not know.

use crate::native::NativeFn;
use crate::ops::{Op, Reg};
use crate::value::{Value, Wrap};
use ruchy_check::typed::{Adt, GlobalKind, ParamMode};
use ruchy_check::types::{DefId, Ty, TyKind};
use ruchy_syntax::tree::{Align, FormatStyle};
use ruchy_syntax::{Span, Symbol};
use std::collections::HashMap;
use std::sync::Arc;

/// A whole program, lowered.
#[derive(Default)]
pub struct Code {
    pub functions: Vec<Arc<Function>>,
    /// Calls of natives: which, and with which types.
    pub calls: Vec<Arc<CallInfo>>,
    pub drops: Vec<DropAction>,
    pub globals: Vec<GlobalInfo>,
    /// Methods called through trait objects.
    pub virtuals: Vec<VirtualMethod>,
    pub types: Arc<Types>,
    pub script: Option<u32>,
    pub main: Option<u32>,
    /// Lines `key: value` below `[section]` headers, as ("section.key", text).
    pub settings: Vec<(String, String)>,
}

/// What types are, for natives, printing and dropping.
#[derive(Default)]
pub struct Types {
    pub kinds: Vec<TyKind>,
    pub adts: HashMap<DefId, Adt>,
    /// The number of the drop action of each type that has one.
    pub drops: HashMap<Ty, u32>,
    /// Functions of the methods of each type that is used as a trait object.
    pub vtables: HashMap<Ty, HashMap<(DefId, Symbol), u32>>,
    /// The type of each closure, by its number.
    pub closures: HashMap<u32, Ty>,
}

impl Types {
    /// What a type is.
    pub fn kind(&self, ty: Ty) -> Option<&TyKind> {
        self.kinds.get(ty.0 as usize)
    }

    /// The struct or enum that a type is.
    pub fn adt(&self, ty: Ty) -> Option<&Adt> {
        match self.kind(ty)? {
            TyKind::Adt(def, _) => self.adts.get(def),
            _ => None,
        }
    }
}

/// A call of a native.
#[derive(Debug)]
pub struct CallInfo {
    pub name: Symbol,
    pub function: Option<NativeFn>,
    /// The generic arguments of the declaration, concrete.
    pub type_args: Vec<Ty>,
    pub params: Vec<(Ty, ParamMode)>,
    pub ret: Ty,
}

/// One function, closure body or future.
#[derive(Debug, Default)]
pub struct Function {
    /// `module::Type::method`, for traces.
    pub name: String,
    pub span: Span,
    pub ops: Vec<Op>,
    /// The source place of each instruction, in the order of their beginnings.
    pub lines: Vec<Line>,
    /// The calls whose code stands in the function's own.
    pub inlined: Vec<Inlined>,
    /// How many registers a frame has.
    pub registers: u16,
    /// How many parameters; they lie in registers 1...
    pub params: u16,
    /// Parameters that stay in their registers for the caller at the end.
    pub inout: Vec<Reg>,
    /// A closure whose captures are moved out when it is called.
    pub once: bool,
    pub is_closure: bool,
    /// `#[track_caller]`: what happens in it is told with the place of its call.
    pub track_caller: bool,
    /// The type `std::cmp::Ordering`, where an instruction makes one.
    pub ordering: Option<Ty>,
    pub constants: Vec<Value>,
    pub paths: Vec<Path>,
    pub shapes: Vec<Shape>,
    pub formats: Vec<FormatSpec>,
    pub cleanups: Vec<Cleanup>,
    /// The interpreter's checks have passed; only such functions run.
    pub(crate) verified: bool,
}

impl Function {
    /// The function, checked; one that panics with our own mistake where a check fails.
    pub(crate) fn verified(mut self) -> Arc<Function> {
        match crate::interp::window::verify(&self) {
            Ok(()) => self.verified = true,
            Err(message) => {
                self.ops = vec![Op::ResumeUnwind {}, Op::Internal { message: 0 }];
                self.constants = vec![Value::text(format!("{}: {message}", self.name))];
                self.cleanups.clear();
                self.inout.clear();
                self.registers = self.registers.max(self.params + 2);
                self.verified = true;
            }
        }
        Arc::new(self)
    }

    fn line_at(&self, pc: usize) -> Option<&Line> {
        let index = self.lines.partition_point(|line| line.start as usize <= pc);
        index.checked_sub(1).map(|i| &self.lines[i])
    }

    /// The source place of an instruction.
    pub fn span_at(&self, pc: usize) -> Span {
        self.line_at(pc).map_or(self.span, |line| line.span)
    }

    /// The calls that an instruction stands in, the innermost first: those that are inlined, then the function itself.
    pub fn calls_at(&self, pc: usize) -> impl Iterator<Item = CallPlace<'_>> {
        let line = self.line_at(pc);
        let mut next = Some((line.map_or(self.span, |line| line.span), line.and_then(|line| line.inlined)));
        std::iter::from_fn(move || {
            let (span, inlined) = next?;
            Some(match inlined.and_then(|index| self.inlined.get(index as usize)) {
                Some(call) => {
                    next = Some((call.span, call.parent));
                    CallPlace { name: &call.name, span, track_caller: call.track_caller }
                }
                None => {
                    next = None;
                    CallPlace { name: &self.name, span, track_caller: self.track_caller }
                }
            })
        })
    }
}

/// From which instruction on the source place is which.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub start: u32,
    pub span: Span,
    /// The inlined call that the instructions are of.
    pub inlined: Option<u16>,
}

/// A call whose code stands in that of its caller.
#[derive(Clone, Debug)]
pub struct Inlined {
    /// The function that is called.
    pub name: Arc<str>,
    /// Where the call stands.
    pub span: Span,
    /// The inlined call that the call itself is of.
    pub parent: Option<u16>,
    pub track_caller: bool,
}

/// A function that was called, and where it is.
#[derive(Clone, Copy, Debug)]
pub struct CallPlace<'a> {
    pub name: &'a str,
    pub span: Span,
    /// `#[track_caller]`: what happens here is told with the place of the call.
    pub track_caller: bool,
}

/// What is made by an instruction that builds a struct, variant or closure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    pub ty: Ty,
    pub variant: u32,
    pub fields: u16,
}

/// A place: where it begins and how it goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Path {
    pub base: Reg,
    pub steps: Vec<Step>,
}

/// A step inside a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Field of a tuple, struct or variant.
    Field(u16),
    /// Inside this constructor.
    Payload(Wrap),
    /// The element whose number is in the register.
    Index(Reg),
    /// An element by number.
    At(u32),
    /// An element by number from the end (1 is the last).
    FromEnd(u32),
    /// The subslice without this many elements at the start and at the end.
    Subslice(u32, u32),
    /// Through a `&mut` (or raw pointer) that lies here.
    Deref,
    /// Through an `Rc` or `Arc` that lies here.
    Rc,
    /// Through a `Shared` place.
    Shared,
}

/// What a panic or cancellation does when it passes instructions `start..end`.
#[derive(Clone, Debug)]
pub struct Cleanup {
    pub start: u32,
    pub end: u32,
    pub action: CleanupAction,
}

#[derive(Clone, Debug)]
pub enum CleanupAction {
    /// Drop what is in a register.
    Drop { reg: Reg, plan: u32 },
    /// Drop a value whose fields lie in registers from `base` on, unless one of them was moved out.
    DropFields { base: Reg, shape: u16, plan: u32 },
    /// Put a moved-in value back into its place.
    PutBack { path: u32, src: Reg },
    /// The same where the place is a register.
    MoveBack { dst: Reg, src: Reg },
    /// Take a lent parameter back.
    TakeBack { reg: Reg },
}

/// What dropping does, by number; see `ruchy_check::typed::DropPlan`.
#[derive(Clone, Debug)]
pub enum DropAction {
    Nothing,
    Adt { drop: Option<u32>, variants: Vec<Vec<(u32, u32)>> },
    Elements(u32),
    Tuple(Vec<(u32, u32)>),
    Wrapped { some: Option<u32>, err: Option<u32> },
    Rc(Option<u32>),
    Weak,
    Native(Vec<Option<u32>>),
    Dyn,
    Closure(Vec<(u32, u32)>),
}

/// A static, constant or top-level variable.
#[derive(Clone, Debug)]
pub struct GlobalInfo {
    pub name: Symbol,
    pub ty: Ty,
    pub kind: GlobalKind,
    /// The function that makes its value.
    pub init: Option<u32>,
}

/// A method of a trait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VirtualMethod {
    pub trait_: DefId,
    pub method: Symbol,
    pub args: u16,
}

/// How an argument is printed. Width and precision that other arguments give are set by instructions.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FormatSpec {
    pub style: FormatStyle,
    pub fill: char,
    pub align: Option<Align>,
    pub plus: bool,
    pub minus: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: Option<usize>,
    pub precision: Option<usize>,
    /// `{:x?}` is `Some(false)`, `{:X?}` is `Some(true)`.
    pub debug_hex: Option<bool>,
}

impl Default for FormatSpec {
    fn default() -> Self {
        FormatSpec {
            style: FormatStyle::Display,
            fill: ' ',
            align: None,
            plus: false,
            minus: false,
            alternate: false,
            zero: false,
            width: None,
            precision: None,
            debug_hex: None,
        }
    }
}
