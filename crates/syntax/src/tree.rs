//! The syntax tree: what a file says, before any name has a meaning.
//!
//! One grammar serves `.rs`, `.ruchy` and `.tsk`. Macros that are part of the language (`println!`,
//! `vec!`, `matches!`, `select!` …) are nodes of their own; calls of `macro_rules!` macros are
//! expanded by the parser and leave no trace but their spans. Parsing never fails: what cannot be
//! read becomes an `Error` node and a diagnostic.
//! Invariant: every node's span lies in the file it was read from.

use std::sync::OnceLock;

use crate::diagnostic::Diagnostic;
use crate::hygiene::DefinitionId;
use crate::span::{Ident, SourceMap, Span, Symbol};

/// A whole file (or one input of the prompt): items and top-level statements, in order.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// `#![...]` attributes.
    pub attributes: Vec<Attribute>,
    /// Items and statements in source order; items are `StatementKind::Item`.
    pub statements: Vec<Statement>,
    /// `[section]` and `key: value` lines of a `.tsk` file: ("section.key", value as text).
    pub settings: Vec<Setting>,
}

/// One `key: value` line of a `.tsk` file.
#[derive(Clone, Debug)]
pub struct Setting {
    /// `section.key`.
    pub key: String,
    /// The value.
    pub value: Expr,
    pub span: Span,
}

/// `#[path(tokens)]`, `#[path = "value"]`.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// `derive`, `test`, `tokio::main` …, with `::` between the parts.
    pub path: Symbol,
    /// The words inside the parentheses, paths written with `::`, literals unquoted; for
    /// `#[path = "value"]` the one value.
    pub words: Vec<Ident>,
    /// The arguments of an attribute that speaks to a derive (`serde`, `arg` …).
    pub arguments: Vec<AttributeArgument>,
    pub span: Span,
}

/// `name`, `name = value` or `name(value)` in an attribute.
#[derive(Clone, Debug)]
pub struct AttributeArgument {
    pub name: Symbol,
    /// As it is written, as Rust source.
    pub value: Option<String>,
}

/// Who may see an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Visibility {
    /// No `pub`.
    #[default]
    Private,
    /// `pub`, `pub(crate)`, `pub(super)`, `pub(in …)`.
    Public,
}

#[derive(Clone, Debug)]
pub struct Item {
    pub attributes: Vec<Attribute>,
    /// The `///` lines before it, joined by newlines.
    pub doc: Option<String>,
    pub visibility: Visibility,
    /// `_` for impls and uses.
    pub name: Ident,
    pub kind: ItemKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum ItemKind {
    Function(Function),
    Struct {
        generics: Generics,
        fields: Fields,
    },
    Enum {
        generics: Generics,
        variants: Vec<Variant>,
    },
    Union {
        generics: Generics,
        fields: Fields,
    },
    Impl(Impl),
    Trait(Trait),
    /// `type Name<…> = Type;`
    TypeAlias {
        generics: Generics,
        ty: Type,
    },
    Const {
        ty: Option<Type>,
        value: Option<Expr>,
    },
    Static {
        mutable: bool,
        ty: Option<Type>,
        value: Expr,
    },
    /// `mod name { … }`, or `mod name;` with `items: None` until its file is loaded.
    Module {
        items: Option<Vec<Item>>,
    },
    Use(UseTree),
    /// A macro that a file of the library describes (`#[builtin] macro_rules! …`): the language knows it by itself.
    Macro,
    /// `extern crate`, `extern "C" { … }` and the like: read and ignored.
    Ignored,
}

/// The group, glob and rename forms of `use`.
#[derive(Clone, Debug)]
pub struct UseTree {
    /// The segments of the path before the group, glob or last name (inclusive for `Simple`).
    pub path: Vec<Ident>,
    pub kind: UseKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum UseKind {
    /// `a::b`, `a::b as c`, `a::b as _`.
    Simple { rename: Option<Ident> },
    /// `a::*`
    Glob,
    /// `a::{…}`
    Group(Vec<UseTree>),
}

#[derive(Clone, Debug)]
pub struct Variant {
    pub attributes: Vec<Attribute>,
    pub doc: Option<String>,
    pub name: Ident,
    pub fields: Fields,
    /// `= 3`
    pub discriminant: Option<Expr>,
}

#[derive(Clone, Debug)]
pub enum Fields {
    Unit,
    Tuple(Vec<Field>),
    Named(Vec<Field>),
}

#[derive(Clone, Debug)]
pub struct Field {
    pub attributes: Vec<Attribute>,
    pub doc: Option<String>,
    pub visibility: Visibility,
    /// `0`, `1` … for tuple fields.
    pub name: Ident,
    pub ty: Type,
    /// `name: Type = value` (relaxed; a default).
    pub default: Option<Expr>,
}

#[derive(Clone, Debug, Default)]
pub struct Generics {
    pub params: Vec<GenericParam>,
    pub wheres: Vec<WherePredicate>,
}

#[derive(Clone, Debug)]
pub struct GenericParam {
    pub name: Ident,
    pub kind: GenericParamKind,
}

#[derive(Clone, Debug)]
pub enum GenericParamKind {
    Lifetime,
    Type { bounds: Vec<Bound>, default: Option<Type> },
    Const { ty: Type, default: Option<Expr> },
}

#[derive(Clone, Debug)]
pub struct WherePredicate {
    pub ty: Type,
    pub bounds: Vec<Bound>,
    pub span: Span,
}

/// `Trait<Args, Item = T>`, `?Sized` (dropped by the parser), `'a` (dropped), `Fn(A) -> B`.
#[derive(Clone, Debug)]
pub struct Bound {
    pub path: Path,
}

#[derive(Clone, Debug)]
pub struct Function {
    pub is_async: bool,
    pub is_unsafe: bool,
    pub is_const: bool,
    pub generics: Generics,
    pub receiver: Option<Receiver>,
    /// Parameters after the receiver.
    pub params: Vec<Param>,
    /// `None`: no `->` was written.
    pub ret: Option<Type>,
    /// `None` in a trait's declaration or for a native.
    pub body: Option<Body>,
    /// Function was written with `fun`/`fn` and no types: kept so that messages can say so.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Receiver {
    pub kind: ReceiverKind,
    /// `mut self`
    pub mutable: bool,
    /// The lifetime's name in `&'a self`.
    pub lifetime: Option<Symbol>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum ReceiverKind {
    /// `self`
    Value,
    /// `&self`
    Ref,
    /// `&mut self`
    RefMut,
    /// `self: Type`
    Typed(Box<Type>),
}

#[derive(Clone, Debug)]
pub struct Param {
    pub pattern: Pattern,
    /// `None`: left out (relaxed, or a closure's).
    pub ty: Option<Type>,
    /// `name: Type = value` (relaxed): what is passed where the argument is left out.
    pub default: Option<Box<Expr>>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Impl {
    pub generics: Generics,
    /// `impl !Trait for T` is `negative`.
    pub negative: bool,
    pub trait_: Option<Path>,
    pub self_ty: Type,
    /// Functions, consts and type aliases.
    pub items: Vec<Item>,
}

#[derive(Clone, Debug)]
pub struct Trait {
    pub generics: Generics,
    pub supertraits: Vec<Bound>,
    /// Functions (body: None when required), consts, type aliases (`AssociatedType`s).
    pub items: Vec<TraitItem>,
}

#[derive(Clone, Debug)]
pub struct TraitItem {
    pub attributes: Vec<Attribute>,
    pub doc: Option<String>,
    pub name: Ident,
    pub kind: TraitItemKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum TraitItemKind {
    Function(Function),
    Const { ty: Option<Type>, value: Option<Expr> },
    Type { generics: Generics, bounds: Vec<Bound>, default: Option<Type> },
}

#[derive(Clone, Debug)]
pub struct Type {
    pub kind: TypeKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum TypeKind {
    Path(Path),
    /// `<T as Trait>::Name`, `<T>::Name`.
    Qualified(Box<QualifiedPath>),
    Ref {
        lifetime: Option<Symbol>,
        mutable: bool,
        ty: Box<Type>,
    },
    Pointer {
        mutable: bool,
        ty: Box<Type>,
    },
    Slice(Box<Type>),
    Array {
        element: Box<Type>,
        len: Box<Expr>,
    },
    Tuple(Vec<Type>),
    Function {
        params: Vec<Type>,
        ret: Option<Box<Type>>,
    },
    /// `impl A + B` with the lifetimes named in its bounds.
    Impl {
        bounds: Vec<Bound>,
        lifetimes: Vec<Symbol>,
    },
    /// `dyn A + B` with the lifetimes named in its bounds.
    Dyn {
        bounds: Vec<Bound>,
        lifetimes: Vec<Symbol>,
    },
    Never,
    /// `_`
    Infer,
    Error,
}

/// `a::b::<T>::c`
#[derive(Clone, Debug)]
pub struct Path {
    /// Written with a leading `::`.
    pub global: bool,
    pub segments: Vec<PathSegment>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct PathSegment {
    /// `self`, `super`, `crate`, `Self` or a name.
    pub name: Ident,
    /// Boxed: most segments have none, and paths are everywhere.
    pub args: Option<Box<GenericArgs>>,
}

#[derive(Clone, Debug, Default)]
pub struct GenericArgs {
    pub args: Vec<GenericArg>,
    /// `Item = T`
    pub bindings: Vec<(Ident, Type)>,
    /// `Item: Bound`
    pub constraints: Vec<(Ident, Vec<Bound>)>,
    /// Lifetimes among the arguments (`'_`, `'a`).
    pub lifetimes: Vec<Symbol>,
    /// Written `Fn(A, B) -> C`: `args` holds one tuple of the inputs, `bindings` holds `Output` (`()` where no `->` is written).
    pub parenthesized: bool,
}

#[derive(Clone, Debug)]
pub enum GenericArg {
    Type(Type),
    /// A literal or a block; a bare name is read as a type and told apart by the checker.
    Const(Box<Expr>),
}

#[derive(Clone, Debug)]
pub struct QualifiedPath {
    pub self_ty: Type,
    pub trait_: Option<Path>,
    /// What follows `>::`.
    pub segments: Vec<PathSegment>,
    pub span: Span,
}

/// The body of a function. What the library's functions do is read when it is asked for.
#[derive(Clone, Debug)]
pub struct Body {
    /// From `{` to `}`.
    pub span: Span,
    block: OnceLock<Box<Block>>,
}

impl Body {
    /// A body that is read later.
    pub(crate) fn unread(span: Span) -> Body {
        Body { span, block: OnceLock::new() }
    }

    /// The block, which is read now if it was not yet, and what is wrong in it if it is read now. `map` holds the file it is in.
    pub fn read(&self, map: &SourceMap) -> (&Block, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let block = self.block.get_or_init(|| {
            let (block, wrong) = crate::parse_body(map, self.span);
            diagnostics = wrong;
            Box::new(block)
        });
        (block, diagnostics)
    }

    /// The block, if it has been read.
    pub fn block(&self) -> Option<&Block> {
        self.block.get().map(|block| &**block)
    }
}

impl From<Block> for Body {
    fn from(block: Block) -> Body {
        Body { span: block.span, block: OnceLock::from(Box::new(block)) }
    }
}

#[derive(Clone, Debug)]
pub struct Block {
    pub statements: Vec<Statement>,
    /// The last expression without a semicolon.
    pub tail: Option<Box<Expr>>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Statement {
    pub kind: StatementKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "`let` is as common as the others")]
pub enum StatementKind {
    Let {
        pattern: Pattern,
        ty: Option<Type>,
        value: Option<Expr>,
        otherwise: Option<Block>,
    },
    Item(Box<Item>),
    /// A `macro_rules!` that ends here: its text sees the variables above, not those below.
    Macro(DefinitionId),
    /// An expression; `semicolon` tells whether one was written after it. In a relaxed file a line's end ends a
    /// statement without one: the last expression of a block is then its `tail` all the same.
    Expr {
        expr: Expr,
        semicolon: bool,
    },
    Empty,
}

#[derive(Clone, Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum ExprKind {
    Literal(Literal),
    /// A variable, constant, function, unit struct or variant, with generic arguments if written.
    Path(Path),
    Qualified(Box<QualifiedPath>),
    Unary(UnaryOp, Box<Expr>),
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    Assign(Box<Expr>, Box<Expr>),
    AssignOp(BinaryOp, Box<Expr>, Box<Expr>),
    /// `&e`, `&mut e`
    Borrow {
        mutable: bool,
        expr: Box<Expr>,
    },
    /// `&raw const e`, `&raw mut e`
    RawBorrow {
        mutable: bool,
        expr: Box<Expr>,
    },
    Call {
        callee: Box<Expr>,
        args: Vec<Argument>,
    },
    MethodCall {
        receiver: Box<Expr>,
        method: PathSegment,
        args: Vec<Argument>,
    },
    /// `e.name`, `e.0`
    Field {
        expr: Box<Expr>,
        name: Ident,
    },
    Index {
        expr: Box<Expr>,
        index: Box<Expr>,
    },
    Range {
        start: Option<Box<Expr>>,
        end: Option<Box<Expr>>,
        inclusive: bool,
    },
    Tuple(Vec<Expr>),
    Array(Vec<Expr>),
    /// `[value; count]`
    Repeat {
        value: Box<Expr>,
        count: Box<Expr>,
    },
    Struct {
        path: Path,
        fields: Vec<StructField>,
        base: Option<Box<Expr>>,
    },
    Block(BlockKind, Option<Ident>, Box<Block>),
    If {
        condition: Box<Expr>,
        then: Box<Block>,
        otherwise: Option<Box<Expr>>,
    },
    /// `let pattern = expr` inside a condition.
    Let {
        pattern: Box<Pattern>,
        expr: Box<Expr>,
    },
    Match {
        scrutinee: Box<Expr>,
        arms: Vec<Arm>,
    },
    Loop {
        label: Option<Ident>,
        body: Box<Block>,
    },
    While {
        label: Option<Ident>,
        condition: Box<Expr>,
        body: Box<Block>,
    },
    For {
        label: Option<Ident>,
        pattern: Box<Pattern>,
        iter: Box<Expr>,
        body: Box<Block>,
    },
    Break {
        label: Option<Ident>,
        value: Option<Box<Expr>>,
    },
    Continue {
        label: Option<Ident>,
    },
    Return(Option<Box<Expr>>),
    Closure(Box<Closure>),
    Cast {
        expr: Box<Expr>,
        ty: Box<Type>,
    },
    /// `e?`
    Try(Box<Expr>),
    /// `e.await`
    Await(Box<Expr>),
    Paren(Box<Expr>),
    Macro(Box<MacroCall>),
    /// `_` on the left of an assignment.
    Underscore,
    Error,
}

/// `f(value)`, `f(name: value)`
#[derive(Clone, Debug)]
pub struct Argument {
    pub name: Option<Ident>,
    pub value: Expr,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    Plain,
    Unsafe,
    Const,
    /// `async { }`, `async move { }`
    Async {
        moves: bool,
    },
    /// `spawn { }`, `spawn move { }`, `spawn async { }`: a new task (relaxed).
    Spawn {
        moves: bool,
    },
    /// `try { }` is not stable; `do { }` (relaxed) is a plain block. `instead_of { }` is read
    /// and never run.
    InsteadOf,
}

#[derive(Clone, Debug)]
pub struct StructField {
    pub name: Ident,
    /// For the short form `S { name }` a path of that name.
    pub value: Expr,
}

#[derive(Clone, Debug)]
pub struct Arm {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Expr,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Closure {
    pub moves: bool,
    pub is_async: bool,
    pub params: Vec<Param>,
    pub ret: Option<Type>,
    pub body: Expr,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Literal {
    Bool(bool),
    Char(char),
    /// The value and the suffix (`u8`), if written.
    Int(u128, Option<Symbol>),
    Float(f64, Option<Symbol>),
    Str(Symbol),
    /// `b"…"`
    ByteStr(Vec<u8>),
    /// `c"…"`
    CStr(Vec<u8>),
    /// `b'x'`
    Byte(u8),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    Neg,
    Not,
    Deref,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// A macro that the language knows.
#[derive(Clone, Debug)]
pub struct MacroCall {
    pub kind: MacroKind,
    /// Where the macro's name stands.
    pub name: Ident,
}

#[derive(Clone, Debug)]
pub enum MacroKind {
    /// `format!`, `print!`, `println!`, `eprint!`, `eprintln!`, `panic!`, `todo!`, `unimplemented!`, `unreachable!`,
    /// `format_args!`: which is told by the call's name. Without arguments `format` is `None`.
    Format { format: Option<FormatString>, args: Vec<FormatArgument> },
    /// `write!(dest, …)`, `writeln!(dest, …)`.
    Write { dest: Expr, format: Option<FormatString>, args: Vec<FormatArgument>, newline: bool },
    /// `assert!(cond, …)` and `debug_assert!`; `text` is the condition as written.
    Assert { condition: Expr, text: String, format: Option<FormatString>, args: Vec<FormatArgument> },
    /// `assert_eq!`, `assert_ne!` and their debug forms.
    AssertCompare { equal: bool, left: Expr, right: Expr, format: Option<FormatString>, args: Vec<FormatArgument> },
    /// `vec![a, b]`
    VecList(Vec<Expr>),
    /// `vec![value; count]`
    VecRepeat { value: Expr, count: Expr },
    /// `matches!(expr, pattern if guard)`
    Matches { expr: Expr, pattern: Pattern, guard: Option<Expr> },
    /// `dbg!(a, b)` with each expression's text.
    Dbg(Vec<(Expr, String)>),
    /// `join!(a, b)`, `tokio::join!`, `futures::join!`
    Join(Vec<Expr>),
    /// `try_join!(a, b)`
    TryJoin(Vec<Expr>),
    /// `select!`, `tokio::select!`, `crossbeam_channel::select!`, `futures::select!`
    Select(Select),
    /// `thread_local! { static NAME: T = init; … }` in a file or a block; the statics carry the attribute `thread_local`.
    /// Within `mod` they stand among its items. `lazy_static!` gives plain statics of type `LazyLock`.
    ThreadLocal(Vec<Item>),
    /// `env!("NAME")`, `option_env!`, `concat!`, `stringify!`, `line!`, `column!`, `file!`, `module_path!`, `include_str!`:
    /// told by name; `concat!`/`stringify!`/`line!`/… are already replaced by literals.
    Builtin { args: Vec<Expr> },
    /// A `macro_rules!` call in expression position: what it expanded to. The parser puts the expression itself in the call's place.
    Expanded(Expr),
    /// In statement position: the statements it expanded to, spliced into the block by the checker's walk
    /// (same scope). The parser splices them itself.
    ExpandedStatements(Vec<Statement>, Option<Box<Expr>>),
    /// `write_str`-like macros nobody declared: an error was reported.
    Error,
}

#[derive(Clone, Debug)]
pub struct FormatArgument {
    pub name: Option<Ident>,
    pub value: Expr,
}

/// A format string, read: literal pieces and places for arguments. Inline names (`{x}`, `{:width$}`)
/// that are not among the written arguments have been added to them as paths.
#[derive(Clone, Debug)]
pub struct FormatString {
    pub pieces: Vec<FormatPiece>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum FormatPiece {
    Text(String),
    Placeholder(Placeholder),
}

/// `{arg:spec}`
#[derive(Clone, Debug)]
pub struct Placeholder {
    /// Index into the arguments.
    pub argument: usize,
    pub style: FormatStyle,
    pub fill: char,
    pub align: Option<Align>,
    /// `+`
    pub plus: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    pub width: Option<Count>,
    pub precision: Option<Count>,
    /// `{:x?}` / `{:X?}`
    pub debug_hex: Option<bool>,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    Left,
    Center,
    Right,
}

/// A width or precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Count {
    Is(usize),
    /// Taken from the argument of this index.
    Argument(usize),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FormatStyle {
    Display,
    Debug,
    LowerHex,
    UpperHex,
    Octal,
    Binary,
    LowerExp,
    UpperExp,
    Pointer,
}

#[derive(Clone, Debug)]
pub struct Select {
    /// `biased;` was written.
    pub biased: bool,
    /// That of futures: its arms are futures that are not taken, and those that are over are left out.
    pub fused: bool,
    pub arms: Vec<SelectArm>,
    /// `else =>` (tokio), `complete =>` (futures): no arm is left.
    pub otherwise: Option<Expr>,
    /// `default =>` (crossbeam, futures): no arm is ready.
    pub default: Option<Expr>,
    /// `default(timeout) =>` (crossbeam).
    pub timeout: Option<Expr>,
}

#[derive(Clone, Debug)]
pub struct SelectArm {
    pub pattern: Pattern,
    /// What is waited for: an expression that may wait (tokio form).
    pub source: SelectSource,
    /// `, if condition`
    pub precondition: Option<Expr>,
    pub body: Expr,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum SelectSource {
    /// `pattern = expr => body`
    Expr(Expr),
    /// `recv(channel) -> pattern => body`
    Recv(Expr),
    /// `send(channel, value) -> pattern => body`
    Send(Expr, Expr),
}

#[derive(Clone, Debug)]
pub struct Pattern {
    pub kind: PatternKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum PatternKind {
    Wildcard,
    /// `..` inside a tuple or slice pattern.
    Rest,
    /// `name`, `ref mut name @ sub`; may turn out to be a constant or a variant.
    Ident {
        by_ref: bool,
        mutable: bool,
        name: Ident,
        sub: Option<Box<Pattern>>,
    },
    /// A literal, `-1`, or a constant block.
    Literal(Expr),
    Range {
        start: Option<Box<Expr>>,
        end: Option<Box<Expr>>,
        inclusive: bool,
    },
    Ref {
        mutable: bool,
        pattern: Box<Pattern>,
    },
    Tuple(Vec<Pattern>),
    Slice(Vec<Pattern>),
    /// `a::B` (more than one segment, or with generic arguments)
    Path(Path),
    Qualified(Box<QualifiedPath>),
    TupleStruct {
        path: Path,
        patterns: Vec<Pattern>,
    },
    Struct {
        path: Path,
        fields: Vec<FieldPattern>,
        rest: bool,
    },
    Or(Vec<Pattern>),
    Paren(Box<Pattern>),
    Error,
}

#[derive(Clone, Debug)]
pub struct FieldPattern {
    pub name: Ident,
    pub pattern: Pattern,
}
