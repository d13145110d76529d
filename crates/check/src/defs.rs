//! Definitions: what the items of all files declare, by number.
//!
//! A file's items are declared when it is collected: each gets its number and its name. What a program's items say is known from then on; what
//! the library's say is read when it is first asked for ([`Checker::def_kind`], [`Checker::impl_def`]). Types in them are lowered when first asked for, so the
//! order of items does not matter. Invariant: a [`DefId`] indexes [`Checker::defs`] and stays valid; definitions are only added.

use crate::typed::{LangAdt, ParamMode, Start};
use crate::types::{DefId, IntKind, Ty};
use ruchy_syntax::outline;
use ruchy_syntax::tree;
use ruchy_syntax::{Dialect, Ident, Span, Symbol};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

/// One definition.
#[derive(Debug)]
pub struct Def {
    pub name: Symbol,
    pub span: Span,
    /// The module it stands in (itself for the root).
    pub module: DefId,
    pub public: bool,
    pub dialect: Dialect,
    pub sort: Sort,
    pub origin: Origin,
    /// What it says, if that has been read: see [`Checker::def_kind`].
    pub kind: OnceCell<DefKind>,
}

/// What is known of a definition before it is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    Module,
    Adt,
    Variant,
    Function,
    Trait,
    Alias,
    Const,
    Primitive,
    Variable,
}

/// Where it is said what a definition or an impl is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// In the program, or nowhere: it is known.
    Known,
    /// In a part of a library's file.
    Chunk(ChunkId),
    /// It is derived by this impl.
    Derive(ImplId),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChunkId(pub u32);

/// A part of a library's file, which is read when something in it is asked for.
#[derive(Debug)]
pub struct Chunk {
    pub span: Span,
    /// Where the macros that it may call are defined.
    pub macros: Arc<[Span]>,
    pub module: ModuleId,
    pub first: Cursor,
}

/// The definitions and impls of items are numbered in the order in which they stand: the next one of each.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    pub def: DefId,
    pub impl_: ImplId,
}

#[derive(Debug, Clone)]
pub enum DefKind {
    Module(ModuleId),
    Adt(Arc<AdtDef>),
    /// A variant: its enum and position.
    Variant(DefId, u32),
    Function(Arc<FnDef>),
    Trait(Arc<TraitDef>),
    Alias(Arc<AliasDef>),
    /// A constant or static, free or associated.
    Const(Arc<ConstDef>),
    /// A name for a built-in type (`i32`, `str`) in the root of the built-in scope.
    Primitive(Ty),
    /// A script's top-level variable.
    Variable(crate::typed::GlobalId),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ModuleId(pub u32);

/// The names of a module.
#[derive(Debug, Default)]
pub struct Module {
    pub def: Option<DefId>,
    pub parent: Option<ModuleId>,
    /// Names of types, traits and modules.
    pub types: HashMap<Symbol, Binding>,
    /// Names of functions, constants, statics, unit and tuple constructors.
    pub values: HashMap<Symbol, Binding>,
    pub imports: Vec<Import>,
    /// The `use`s of a library's file, resolved whenever a name is looked for.
    pub late_imports: Vec<Import>,
    pub globs: Vec<Glob>,
    /// A block's module: names not found are looked up in the parent.
    pub block: bool,
    /// The generic parameters of the function that the block is in, which its names hide.
    pub around: Option<Arc<Generics>>,
}

impl Module {
    /// All names but those of globs; one may come twice.
    pub fn names(&self) -> impl Iterator<Item = Symbol> {
        let late = self.late_imports.iter().map(|import| import.name.name);
        self.types.keys().chain(self.values.keys()).copied().chain(late)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Binding {
    pub def: DefId,
    /// By `use` of a glob: yields to any other.
    pub glob: bool,
}

/// A `use` not yet resolved.
#[derive(Clone, Debug)]
pub struct Import {
    pub path: Vec<Ident>,
    pub name: Ident,
    pub span: Span,
    pub done: bool,
}

#[derive(Clone, Debug)]
pub struct Glob {
    pub path: Vec<Ident>,
    pub span: Span,
    pub target: Option<DefId>,
}

/// Generic parameters of an item, with those of the impl or trait around it first.
#[derive(Debug, Default)]
pub struct Generics {
    pub params: Vec<GenericParam>,
    /// How many belong to the surrounding impl or trait (a trait's `Self` among them).
    pub parent_count: usize,
    /// Bounds written on parameters and in where clauses: (type, bound).
    pub bounds: Vec<(BoundSubject, tree::Bound)>,
}

#[derive(Debug, Clone)]
pub enum BoundSubject {
    Param(u32),
    Type(Arc<tree::Type>),
}

#[derive(Debug, Clone)]
pub struct GenericParam {
    pub name: Symbol,
    /// The type of a constant parameter.
    pub const_ty: Option<Arc<tree::Type>>,
    pub default: Option<Arc<tree::Type>>,
    pub const_default: Option<Arc<tree::Expr>>,
}

impl GenericParam {
    /// A parameter for a type, without a default.
    pub fn of_type(name: Symbol) -> GenericParam {
        GenericParam { name, const_ty: None, default: None, const_default: None }
    }

    pub fn is_const(&self) -> bool {
        self.const_ty.is_some()
    }
}

/// What types in an item mean: its module, parameters, `Self`.
#[derive(Clone, Debug)]
pub struct Scope {
    pub module: ModuleId,
    pub generics: Arc<Generics>,
    /// The impl the item is in.
    pub impl_: Option<ImplId>,
    /// The trait the item is in (`Self` is parameter 0).
    pub trait_: Option<DefId>,
    /// The struct or enum being declared (`Self` in its fields).
    pub adt: Option<DefId>,
}

#[derive(Debug)]
pub struct AdtDef {
    pub generics: Arc<Generics>,
    pub is_enum: bool,
    pub is_union: bool,
    pub lang: Option<LangAdt>,
    pub variants: Vec<VariantDef>,
    pub scope: Scope,
    /// Index of the field marked `#[deref_field]`.
    pub deref_field: Option<u32>,
    /// Its `Debug`, `PartialEq` … are done natively when its arguments' are.
    pub structural: bool,
    /// Declares lifetime parameters: a value of it may hold a borrow.
    pub has_lifetime: bool,
    pub repr: Repr,
    pub notes: Notes,
}

/// What a type, variant or field says to those who derive from it: its `#[serde(…)]`, `#[arg(…)]` and the like, and its doc comment.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// With the attribute's name.
    pub arguments: Vec<(Symbol, tree::AttributeArgument)>,
    pub doc: Option<String>,
}

/// What `#[repr(…)]` says of a type's layout.
#[derive(Clone, Copy, Debug, Default)]
pub struct Repr {
    pub c: bool,
    pub transparent: bool,
    /// The integer that holds an enum's discriminant.
    pub int: Option<IntKind>,
    /// `packed(n)`: no field is aligned to more.
    pub packed: Option<u64>,
    /// `align(n)`: the whole is aligned to no less.
    pub align: Option<u64>,
}

#[derive(Debug)]
pub struct VariantDef {
    pub name: Ident,
    pub shape: crate::typed::VariantShape,
    pub fields: Vec<FieldDef>,
    pub discriminant: Option<Arc<tree::Expr>>,
    pub is_default: bool,
    pub notes: Notes,
}

#[derive(Debug)]
pub struct FieldDef {
    pub name: Ident,
    pub ty: Arc<tree::Type>,
    pub public: bool,
    pub default: Option<Arc<tree::Expr>>,
    pub notes: Notes,
}

#[derive(Debug)]
pub struct FnDef {
    pub ast: Arc<tree::Function>,
    pub scope: Scope,
    pub native: Option<Symbol>,
    pub should_panic: Option<Option<String>>,
    pub ignored: bool,
    pub start: Start,
    /// The return type has holes: it is found by checking the body.
    pub infer_ret: bool,
    /// Marked `#[open]`: an argument that is a Result is not opened. Other words the checker knows by attribute.
    pub attributes: Vec<Symbol>,
}

#[derive(Debug)]
pub struct TraitDef {
    pub generics: Arc<Generics>,
    pub supertraits: Vec<tree::Bound>,
    pub scope: Scope,
    pub items: HashMap<Symbol, TraitItem>,
    /// In order of declaration.
    pub order: Vec<Symbol>,
    pub lang: Option<Symbol>,
}

#[derive(Debug, Clone)]
pub enum TraitItem {
    Function(DefId),
    Const(DefId),
    Type(Arc<AssociatedType>),
}

/// An associated type as its trait declares it.
#[derive(Debug)]
pub struct AssociatedType {
    pub default: Option<tree::Type>,
    /// What each impl's type has to be.
    pub bounds: Vec<tree::Bound>,
    /// The trait's generics, then its own.
    pub generics: Arc<Generics>,
}

#[derive(Debug)]
pub struct AliasDef {
    pub generics: Arc<Generics>,
    pub ty: Arc<tree::Type>,
    pub scope: Scope,
}

#[derive(Debug)]
pub struct ConstDef {
    pub ty: Option<Arc<tree::Type>>,
    pub value: Option<Arc<tree::Expr>>,
    pub scope: Scope,
    pub kind: crate::typed::GlobalKind,
    /// `static mut`
    pub mutable: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct ImplId(pub u32);

/// An `impl` block, as far as it is known before it is read.
#[derive(Debug)]
pub struct Impl {
    pub head: outline::ImplHead,
    pub module: ModuleId,
    pub dialect: Dialect,
    /// Made from a `#[derive]`: which trait.
    pub derived: Option<Symbol>,
    /// For derives: the struct, whose own parameters are the impl's.
    pub derived_for: Option<DefId>,
    /// For derives: the first of their methods, which follow each other.
    pub derived_methods: Option<DefId>,
    pub origin: Origin,
    /// What it says, if that has been read: see [`Checker::impl_def`].
    pub def: OnceCell<ImplDef>,
}

/// What an `impl` block says.
#[derive(Debug)]
pub struct ImplDef {
    pub scope: Scope,
    pub trait_path: Option<Arc<tree::Path>>,
    pub self_ty: Arc<tree::Type>,
    pub items: HashMap<Symbol, ImplItem>,
}

#[derive(Debug, Clone)]
pub enum ImplItem {
    Function(DefId),
    Const(DefId),
    Type(Arc<tree::Type>, Arc<Generics>),
}

/// An impl's header, lowered.
#[derive(Debug, Clone)]
pub struct ImplHeader {
    pub self_ty: Ty,
    /// The trait with its arguments, self first.
    pub trait_ref: Option<TraitRef>,
    pub predicates: Arc<Vec<Predicate>>,
    pub params: usize,
}

/// A trait and its arguments, the self type first.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TraitRef {
    pub trait_: DefId,
    pub args: Vec<Ty>,
}

/// A bound, lowered: the trait and the associated types it fixes.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicate {
    pub trait_ref: TraitRef,
    pub bindings: Vec<(Symbol, Ty)>,
}

/// What a value goes through.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Crossing {
    /// Another task gets it: `Send`.
    Sent,
    /// Several tasks see it: `Sync`.
    Shared,
}

/// A function's signature, in terms of its generic parameters.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The receiver first, if there is one.
    pub params: Vec<Ty>,
    /// `None`: inferred (see `FnDef::infer_ret`).
    pub ret: Option<Ty>,
    pub modes: Vec<ParamMode>,
    pub predicates: Arc<Vec<Predicate>>,
    /// What has to be `Send` or `Sync`.
    pub crossings: Arc<Vec<(Ty, Crossing)>>,
    pub has_self: bool,
    pub is_async: bool,
}
