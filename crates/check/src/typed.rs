//! The typed tree: what the checker hands to lowering.
//!
//! A program is a list of *instances*: functions with all generic parameters replaced by concrete types (templates
//! are checked once per set of arguments). In it every expression has its type, every method call names the instance
//! it calls, and every adjustment that Rust makes silently (autoref, deref, coercion, reborrow) is a node of its own.
//! Invariant: no inference variable, parameter or projection is left; `Unknown` may be, and means dynamic.

use crate::types::{ClosureId, DefId, Ty, TypeTable};
use ruchy_syntax::tree::{BinaryOp, FormatStyle, Placeholder};
use ruchy_syntax::{Span, Symbol};
use std::collections::{HashMap, HashSet};

/// Identifies a checked function instance: index into [`Program::instances`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct InstanceId(pub u32);

/// A local variable of a body: index into [`Body::locals`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LocalId(pub u32);

/// A static, a constant or a script's top-level variable: index into [`Program::globals`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct GlobalId(pub u32);

/// Index into [`Body::exprs`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ExprId(pub u32);

/// Index into [`Body::patterns`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct PatId(pub u32);

/// Everything lowering needs; it only ever grows (the prompt adds to it line by line).
#[derive(Debug, Default)]
pub struct Program {
    pub types: TypeTable,
    /// Structs and enums, by definition.
    pub adts: HashMap<DefId, Adt>,
    /// Functions and closures' parents; index is [`InstanceId`].
    pub instances: Vec<Instance>,
    /// Closures and async blocks, of whatever body; index is [`ClosureId`].
    pub closures: Vec<ClosureInfo>,
    pub globals: Vec<Global>,
    /// How to drop a value of a type; a type that is not here needs no drop.
    pub drops: HashMap<Ty, DropPlan>,
    /// For closures that are cloned: the captures (by position) whose clone is more than a share, and the instance of `Clone::clone` that makes it.
    pub closure_clones: HashMap<ClosureId, Vec<(u32, InstanceId)>>,
    /// For each concrete type that is coerced to a `dyn` of a trait: the instances of the trait's methods (and of
    /// its supertraits'), by (trait, method name).
    pub vtables: HashMap<Ty, HashMap<(DefId, Symbol), InstanceId>>,
    /// The top-level statements of the file (or prompt input) checked last.
    pub script: Option<InstanceId>,
    /// `fn main`, called after the script.
    pub main: Option<InstanceId>,
    /// On how many workers it wants to run.
    pub workers: Option<usize>,
    /// The seed that its interleavings and random numbers are to come from (`[runtime]` of a `.tsk` file).
    pub seed: Option<u64>,
    /// `#[test]` functions, in order.
    pub tests: Vec<Test>,
    /// `key: value` lines of `.tsk` files: ("section.key", value as text).
    pub settings: Vec<(String, String)>,
}

/// A `#[test]` function.
#[derive(Clone, Debug)]
pub struct Test {
    /// `module::name`
    pub name: String,
    pub instance: InstanceId,
    /// `#[should_panic]`, with the text expected in the message if given.
    pub should_panic: Option<Option<String>>,
    pub ignored: bool,
    /// On how many workers it wants to run.
    pub workers: Option<usize>,
}

/// What `#[tokio::main(…)]` and `#[tokio::test(…)]` ask for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start {
    /// `flavor = "current_thread"`, `worker_threads = n`; a test has one unless it says otherwise.
    pub workers: Option<usize>,
    /// `start_paused = true`
    pub paused: bool,
}

impl Start {
    /// What a function's attributes say.
    pub fn of(attributes: &[ruchy_syntax::tree::Attribute]) -> Start {
        let Some(attribute) = attributes.iter().find(|a| matches!(a.path.as_str(), "tokio::main" | "tokio::test")) else {
            return Start::default();
        };
        let words: Vec<&str> = attribute.words.iter().map(|word| word.name.as_str()).collect();
        let value = |key: &str| words.windows(2).find(|pair| pair[0] == key).map(|pair| pair[1]);
        let single = match value("flavor") {
            Some(flavor) => flavor == "current_thread",
            None => attribute.path.as_str() == "tokio::test",
        };
        let workers = if single { Some(1) } else { value("worker_threads").and_then(|count| count.parse().ok()) };
        Start { workers, paused: value("start_paused") == Some("true") }
    }
}

/// A struct or enum: what printing, comparing and laying out need.
#[derive(Clone, Debug)]
pub struct Adt {
    /// As `{:?}` prints it.
    pub name: Symbol,
    /// `Some` of a marker for those the VM stores in its own way.
    pub lang: Option<LangAdt>,
    pub is_enum: bool,
    /// One for a struct.
    pub variants: Vec<AdtVariant>,
}

#[derive(Clone, Debug)]
pub struct AdtVariant {
    pub name: Symbol,
    pub shape: VariantShape,
    pub fields: Vec<Symbol>,
    /// The value `as` gives for a variant without fields.
    pub discriminant: i128,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VariantShape {
    Unit,
    Tuple,
    Named,
}

/// Library types that have their own kind of value; named by `#[lang = "…"]` on their declaration.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LangAdt {
    /// `Some`/`None` are kept in the value's wrapping bits.
    Option,
    /// `Ok`/`Err` likewise.
    Result,
    /// Transparent: the value itself.
    Box,
    String,
    Vec,
    /// A shared, counted place with script-level strong and weak counts: `Rc`, `Arc`.
    Rc,
    /// The weak partner of `Rc`.
    Weak,
    /// A mutable place of its own, shared by identity (what `Cell`, `RefCell`, `Mutex` … are made of).
    Shared,
    /// A native object of the library (hash map, channel end, task handle …): opaque to the VM.
    Native,
    /// `std::cmp::Ordering`
    Ordering,
    /// An async block or the result of an async function, not yet run.
    Future,
    /// `a..b`
    Range,
    /// `a..=b`
    RangeInclusive,
}

/// A static, constant or top-level variable.
#[derive(Clone, Debug)]
pub struct Global {
    pub name: Symbol,
    pub ty: Ty,
    pub kind: GlobalKind,
    /// Evaluated on first use (constants and statics); `None` for a top-level variable, which the script assigns.
    pub init: Option<InstanceId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GlobalKind {
    /// Each use is a fresh copy of the value (evaluated once).
    Const,
    Static,
    ThreadLocal,
    /// A script's top-level `let`.
    Variable,
}

/// A function with concrete types.
#[derive(Debug)]
pub struct Instance {
    /// `module::Type<Args>::method`, for traces.
    pub name: String,
    /// The generic arguments it was made with.
    pub type_args: Vec<Ty>,
    pub params: Vec<ParamInfo>,
    pub ret: Ty,
    pub span: Span,
    pub code: InstanceCode,
    /// `#[track_caller]`: a panic in it is told with the place of its call.
    pub track_caller: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct ParamInfo {
    pub ty: Ty,
    pub mode: ParamMode,
}

/// How an argument travels; decided by the *declared* signature (a trait's for its impls), so every caller agrees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamMode {
    /// Handed over. A `&T` is the value itself (a snapshot), a `&mut T` a checked reference.
    Value,
    /// A `&mut T` that cannot outlive the call: the value itself is moved in, and moved back at the end, on panic
    /// and cancellation too.
    InOut,
}

#[derive(Debug)]
pub enum InstanceCode {
    /// A native of the library, by name.
    Native(Symbol),
    Body(Body),
    /// Its body had errors, or it is a required method without one.
    Missing,
}

/// The body of a function, with those of its closures.
#[derive(Debug, Default)]
pub struct Body {
    pub locals: Vec<Local>,
    pub exprs: Vec<Expr>,
    pub patterns: Vec<Pat>,
    /// One for each parameter; patterns that are not plain bindings are matched at entry.
    pub params: Vec<PatId>,
    pub root: Option<ExprId>,
    /// Places that a call uses up, as `FnOnce` does: what they hold is dropped when it returns.
    pub used_up: HashSet<ExprId>,
}

#[derive(Clone, Debug)]
pub struct Local {
    pub name: Symbol,
    pub ty: Ty,
    pub span: Span,
    pub mutable: bool,
    /// A parameter that is known as `FnOnce`.
    pub once: bool,
}

/// A closure expression or async block.
#[derive(Clone, Debug)]
pub struct ClosureInfo {
    /// The instance in whose body its code is.
    pub parent: InstanceId,
    pub params: Vec<ParamInfo>,
    pub ret: Ty,
    /// Patterns in the parent's body.
    pub param_patterns: Vec<PatId>,
    pub body: ExprId,
    pub captures: Vec<Capture>,
    /// `move` was written.
    pub moves: bool,
    pub is_async: bool,
    pub span: Span,
}

#[derive(Clone, Copy, Debug)]
pub struct Capture {
    pub local: LocalId,
    pub mode: CaptureMode,
    /// For `Move`: the variable is used again later, so the closure gets a copy of its own.
    pub copy: Option<CopyBy>,
}

/// How a value is copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CopyBy {
    /// The same contents, counted once more.
    Share,
    /// By this instance of `Clone::clone`.
    Clone(InstanceId),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum CaptureMode {
    /// Read only: a snapshot.
    Ref,
    /// Changed: shares the variable's cell with its owner.
    RefMut,
    /// The closure owns it.
    Move,
}

#[derive(Clone, Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub ty: Ty,
    pub span: Span,
}

/// Expressions. *Places* are `Local`, `Global`, `Field`, `VariantField`, `Index`, `Deref`; used where a value is wanted, a place is copied if
/// its type is `Copy` (or the dialect is relaxed and it is used again) and moved otherwise.
#[derive(Clone, Debug)]
pub enum ExprKind {
    Literal(Constant),
    Local(LocalId),
    Global(GlobalId),
    /// A function item as a value.
    Function(InstanceId),
    Unary(UnaryOp, ExprId),
    /// Built-in operators on numbers, bools, chars; both sides have the same type but for shifts.
    Binary(BinaryOp, ExprId, ExprId),
    /// `==` and the like where equality is structural all the way down (no user impl is reached): one native comparison.
    StructuralCompare(BinaryOp, ExprId, ExprId),
    And(ExprId, ExprId),
    Or(ExprId, ExprId),
    Assign(ExprId, ExprId),
    /// Built-in `+=` and the like; also `String += &str`.
    AssignOp(BinaryOp, ExprId, ExprId),
    Call {
        callee: Callee,
        args: Vec<ExprId>,
    },
    /// Field of a struct or tuple (or closure capture): the base is a place or value of that type itself, never a reference.
    Field(ExprId, u32),
    /// Element of a `Vec`, slice or array by `usize`.
    Index(ExprId, ExprId),
    /// Through `&`, `&mut`, `Box`, raw pointers, `Rc`/`Arc`, and library types with a place inside (guards).
    Deref(ExprId),
    /// `&place`, `&mut place` (a reborrow where the place is a `Deref`). The operand may be a value: it is kept in a temporary.
    Borrow {
        mutable: bool,
        place: ExprId,
    },
    RawBorrow {
        mutable: bool,
        place: ExprId,
    },
    Tuple(Vec<ExprId>),
    Array(Vec<ExprId>),
    /// `[value; n]`: the length is in the type. The value is `Copy`, a constant or evaluated once and cloned by `Clone` otherwise.
    Repeat {
        value: ExprId,
        len: u64,
    },
    /// Struct or enum variant literal; fields in order of evaluation. `base` gives the missing ones.
    Adt {
        variant: u32,
        fields: Vec<(u32, ExprId)>,
        base: Option<ExprId>,
    },
    If {
        condition: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    },
    /// A condition that matches and binds; the bindings live in the `then` of the `If`, the body of the `While`, or the arm.
    Let {
        pattern: PatId,
        expr: ExprId,
    },
    Match {
        scrutinee: ExprId,
        arms: Vec<Arm>,
    },
    Loop {
        label: LoopId,
        body: ExprId,
    },
    While {
        label: LoopId,
        condition: ExprId,
        body: ExprId,
    },
    /// `for`: `iter` is already an iterator (IntoIterator::into_iter applied), `next` gives `Option<Item>` from `&mut iter`.
    For {
        label: LoopId,
        pattern: PatId,
        iter: ExprId,
        next: Callee,
        item: Ty,
        body: ExprId,
    },
    /// A labelled block that `break` leaves.
    Labelled {
        label: LoopId,
        body: ExprId,
    },
    Break {
        label: LoopId,
        value: Option<ExprId>,
    },
    Continue {
        label: LoopId,
    },
    Return(Option<ExprId>),
    Block {
        statements: Vec<Stmt>,
        tail: Option<ExprId>,
    },
    Closure(ClosureId),
    /// `async { }`: makes a future from the closure; nothing runs yet.
    Async(ClosureId),
    /// Runs a future of the built-in kind to its end, on this task.
    Await(ExprId),
    Cast(ExprId),
    /// A change of representation that the checker found necessary.
    Coerce(Coercion, ExprId),
    /// Formats into a `String`.
    Format {
        pieces: Vec<FormatPart>,
        args: Vec<ExprId>,
    },
    /// The value of a place that is used again later (law 3): copied, not moved. The type is one whose copy is a
    /// share of the same contents; for others the checker has put a call of `Clone::clone` here.
    Copied(ExprId),
    /// Ends the task with a message (a `String` or `&str`).
    Panic(ExprId),
    Error,
}

/// Identifies a loop or labelled block within a body.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LoopId(pub u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    Neg,
    Not,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Constant {
    Unit,
    Bool(bool),
    Char(char),
    /// The type says which integer type.
    Int(i128),
    /// Values of `u128` above `i128::MAX`.
    UInt(u128),
    Float(f64),
    Str(Symbol),
    /// `b"…"`: a `&[u8; N]`.
    Bytes(Vec<u8>),
}

#[derive(Clone, Debug)]
pub enum Callee {
    /// A known function, native or not.
    Instance(InstanceId),
    /// A closure, function pointer, function item or `dyn Fn*` held in a value.
    Value(ExprId),
    /// A method of a trait object: the first argument is the object (through `&`, `&mut`, `Box` …; the checker has inserted the same
    /// `Borrow` as for a static call).
    Virtual { trait_: DefId, method: Symbol, params: Vec<ParamMode> },
    /// A method by name on a value whose type only the run will tell.
    Dynamic { method: Symbol },
}

#[derive(Clone, Copy, Debug)]
pub enum Coercion {
    /// To `dyn Trait` (behind `&`, `&mut`, `Box`, `Rc`, `Arc`): the concrete type must stay known at run time.
    Unsize { from: Ty },
    /// Function item or closure to function pointer.
    FnPointer,
    /// Law 6: `Ok(v)` becomes `v`; an `Err` ends the task with the error and this place.
    OpenResult,
    /// The same for each element of a vector.
    OpenResults,
    /// A type change with no effect at run time.
    NoOp,
}

#[derive(Clone, Debug)]
pub enum FormatPart {
    Text(String),
    Arg {
        placeholder: Placeholder,
        style: FormatStyle,
        /// How the argument is printed: natively (primitives, derived impls all the way down), or by calling this
        /// `fmt(&self, &mut Formatter) -> fmt::Result`.
        by: FormatBy,
    },
}

#[derive(Clone, Copy, Debug)]
pub enum FormatBy {
    Native,
    Instance(InstanceId),
    /// The argument is a trait object (or a reference to one): look `fmt` of this trait up at run time.
    Virtual(DefId),
}

#[derive(Clone, Debug)]
pub enum Stmt {
    /// `otherwise` is the diverging block of `let … else`.
    Let { pattern: PatId, value: Option<ExprId>, otherwise: Option<ExprId> },
    /// The value is dropped at the statement's end, as are its temporaries.
    Expr(ExprId),
}

#[derive(Clone, Debug)]
pub struct Arm {
    pub pattern: PatId,
    pub guard: Option<ExprId>,
    pub body: ExprId,
}

#[derive(Clone, Debug)]
pub struct Pat {
    pub kind: PatKind,
    /// The type of what it is matched against.
    pub ty: Ty,
    pub span: Span,
}

/// Patterns with all of Rust's default binding modes made explicit: a `Deref` node stands wherever a reference (or
/// `Box`) is looked through, a binding says how it binds.
#[derive(Clone, Debug)]
pub enum PatKind {
    Wild,
    Bind {
        local: LocalId,
        mode: BindMode,
        sub: Option<PatId>,
    },
    Deref(PatId),
    /// Struct, tuple or enum variant: fields by position, those left out match anything. `variant` is `None` for structs and tuples.
    Fields {
        variant: Option<u32>,
        fields: Vec<(u32, PatId)>,
    },
    Slice {
        prefix: Vec<PatId>,
        rest: Option<Option<PatId>>,
        suffix: Vec<PatId>,
    },
    Constant(Constant),
    /// Compares with a constant's value (an expression) structurally.
    Value(ExprId),
    Range {
        start: Option<Constant>,
        end: Option<Constant>,
        inclusive: bool,
    },
    Or(Vec<PatId>),
    Error,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BindMode {
    Move,
    Ref,
    RefMut,
}

/// What dropping a value of a type does; by type, since a `&T` is stored as the `T` but owns nothing.
#[derive(Clone, Debug)]
pub enum DropPlan {
    /// Run `Drop::drop` (if any), then drop these fields of each variant, in order: (field index, its type).
    Adt {
        drop: Option<InstanceId>,
        variants: Vec<Vec<(u32, Ty)>>,
    },
    /// Drop each element, in order (Vec, array, slice, tuple positions all of one plan).
    Elements(Ty),
    Tuple(Vec<(u32, Ty)>),
    /// `Option`/`Result`: the payloads' types (`None` where nothing is to do).
    Wrapped {
        some: Option<Ty>,
        err: Option<Ty>,
    },
    /// `Box<T>`: as the content.
    Box(Ty),
    /// One strong count less; the content's plan when it was the last.
    Rc(Option<Ty>),
    Weak,
    /// A native object or a `Shared` place: its own native drop, then the contents' type if it owns any.
    Native {
        elements: Vec<Ty>,
    },
    /// By the run-time type.
    Dyn,
    /// The captures it owns: (capture index, type).
    Closure(Vec<(u32, Ty)>),
}
