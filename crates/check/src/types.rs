//! Types: interned, compared by number.
//!
//! Invariant: two types are the same type exactly when their [`Ty`] is the same number; a table only grows,
//! so a `Ty` stays valid for the life of the table. What a finished [`crate::typed::Program`] holds contains no
//! `Infer`, `Param` or `Projection`.

use ruchy_syntax::Symbol;
use std::collections::HashMap;

/// An interned type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Ty(pub u32);

/// Identifies a struct, enum, trait, function … in the checker's table of definitions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct DefId(pub u32);

/// Identifies a closure or async block of one checked body.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ClosureId(pub u32);

/// The integer types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum IntKind {
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
}

impl IntKind {
    /// All of them.
    pub const ALL: [IntKind; 12] = [
        IntKind::I8,
        IntKind::I16,
        IntKind::I32,
        IntKind::I64,
        IntKind::I128,
        IntKind::Isize,
        IntKind::U8,
        IntKind::U16,
        IntKind::U32,
        IntKind::U64,
        IntKind::U128,
        IntKind::Usize,
    ];

    /// As written in source.
    pub fn name(self) -> &'static str {
        match self {
            IntKind::I8 => "i8",
            IntKind::I16 => "i16",
            IntKind::I32 => "i32",
            IntKind::I64 => "i64",
            IntKind::I128 => "i128",
            IntKind::Isize => "isize",
            IntKind::U8 => "u8",
            IntKind::U16 => "u16",
            IntKind::U32 => "u32",
            IntKind::U64 => "u64",
            IntKind::U128 => "u128",
            IntKind::Usize => "usize",
        }
    }

    /// Whether it has a sign.
    pub fn signed(self) -> bool {
        (self as u8) < (IntKind::U8 as u8)
    }

    /// Width in bits; `isize` and `usize` are 64 bits on every machine Ruchy runs on.
    pub fn bits(self) -> u32 {
        match self {
            IntKind::I8 | IntKind::U8 => 8,
            IntKind::I16 | IntKind::U16 => 16,
            IntKind::I32 | IntKind::U32 => 32,
            IntKind::I64 | IntKind::U64 | IntKind::Isize | IntKind::Usize => 64,
            IntKind::I128 | IntKind::U128 => 128,
        }
    }
}

/// The floating-point types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum FloatKind {
    F32,
    F64,
}

/// A trait with its arguments (the self type not among them) and the associated types it fixes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DynBound {
    pub trait_: DefId,
    pub args: Vec<Ty>,
    /// Sorted by name.
    pub bindings: Vec<(Symbol, Ty)>,
}

/// What a type is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum TyKind {
    Bool,
    Char,
    Int(IntKind),
    Float(FloatKind),
    /// `str`; `String` is an ADT of the library that is stored the same way.
    Str,
    Never,
    /// `()` is the empty tuple.
    Tuple(Vec<Ty>),
    /// A struct or enum, the library's (`Vec`, `Option`, `Rc` …) too.
    Adt(DefId, Vec<Ty>),
    Ref {
        mutable: bool,
        ty: Ty,
    },
    Pointer {
        mutable: bool,
        ty: Ty,
    },
    Slice(Ty),
    /// The length is a `Const` type (or `Infer`, `Param` while checking).
    Array(Ty, Ty),
    /// A constant as a generic argument.
    Const(i128),
    /// `fn(A, B) -> C`
    FnPointer(Vec<Ty>, Ty),
    /// A function item as a value: the function and all its generic arguments (those of its impl first).
    FnDef(DefId, Vec<Ty>),
    /// A closure; each evaluation site in each instance has its own type.
    Closure(ClosureId),
    /// `dyn Trait`; the first bound is the principal one.
    Dyn(Vec<DynBound>),
    /// What nothing determines: dynamic.
    Unknown,
    /// A generic parameter, by position (those of the impl or trait first; a trait's parameter 0 is `Self`).
    Param(u32, Symbol),
    /// A variable of inference.
    Infer(u32),
    /// A generic parameter in the check of a function for all its arguments: the function, the position, the name. Nothing is known of it
    /// but its bounds.
    Placeholder(DefId, u32, Symbol),
    /// `<self as Trait<args>>::Name` whose self is not yet known: the trait, its arguments with self first, the name.
    Projection(DefId, Vec<Ty>, Symbol),
    /// The same of a placeholder, where no bound says what it is: a type by itself.
    Associated(DefId, Vec<Ty>, Symbol),
    /// `impl Trait` in the return type of a function: the function, its generic arguments, which one.
    Opaque(DefId, Vec<Ty>, u32),
    /// A type in error; unifies with everything so that one mistake gives one message.
    Error,
}

/// The interner.
#[derive(Debug)]
pub struct TypeTable {
    kinds: Vec<TyKind>,
    ids: HashMap<TyKind, Ty>,
    /// Whether a type contains inference variables, parameters, projections or placeholders: the bits below.
    flags: Vec<u8>,
}

/// Types every table knows, at fixed numbers.
impl Ty {
    pub const UNIT: Ty = Ty(0);
    pub const NEVER: Ty = Ty(1);
    pub const BOOL: Ty = Ty(2);
    pub const CHAR: Ty = Ty(3);
    pub const STR: Ty = Ty(4);
    pub const F32: Ty = Ty(5);
    pub const F64: Ty = Ty(6);
    pub const UNKNOWN: Ty = Ty(7);
    pub const ERROR: Ty = Ty(8);
    pub const I32: Ty = Ty(11);
    pub const I64: Ty = Ty(12);
    pub const U8: Ty = Ty(15);
    pub const U32: Ty = Ty(17);
    pub const U64: Ty = Ty(18);
    pub const USIZE: Ty = Ty(20);
}

impl Default for TypeTable {
    fn default() -> Self {
        let mut table = TypeTable { kinds: Vec::new(), ids: HashMap::new(), flags: Vec::new() };
        for kind in [
            TyKind::Tuple(Vec::new()),
            TyKind::Never,
            TyKind::Bool,
            TyKind::Char,
            TyKind::Str,
            TyKind::Float(FloatKind::F32),
            TyKind::Float(FloatKind::F64),
            TyKind::Unknown,
            TyKind::Error,
        ] {
            table.intern(kind);
        }
        for kind in IntKind::ALL {
            table.intern(TyKind::Int(kind));
        }
        table
    }
}

const HAS_INFER: u8 = 1;
const HAS_PARAM: u8 = 2;
const HAS_PROJECTION: u8 = 4;
const HAS_PLACEHOLDER: u8 = 8;

impl TypeTable {
    /// The number of a type.
    pub fn intern(&mut self, kind: TyKind) -> Ty {
        if let Some(&ty) = self.ids.get(&kind) {
            return ty;
        }
        let mut flags = match kind {
            TyKind::Infer(_) => HAS_INFER,
            TyKind::Param(..) => HAS_PARAM,
            TyKind::Projection(..) | TyKind::Opaque(..) => HAS_PROJECTION,
            TyKind::Placeholder(..) => HAS_PLACEHOLDER,
            _ => 0,
        };
        for_each_child(&kind, &mut |t| flags |= self.flags[t.0 as usize]);
        let ty = Ty(self.kinds.len() as u32);
        self.kinds.push(kind.clone());
        self.flags.push(flags);
        self.ids.insert(kind, ty);
        ty
    }

    /// The number of a type, if it has one already.
    pub fn find(&self, kind: &TyKind) -> Option<Ty> {
        self.ids.get(kind).copied()
    }

    /// What a type is.
    pub fn kind(&self, ty: Ty) -> &TyKind {
        &self.kinds[ty.0 as usize]
    }

    /// Whether inference variables occur in it.
    pub fn has_infer(&self, ty: Ty) -> bool {
        self.flags[ty.0 as usize] & HAS_INFER != 0
    }

    /// Whether generic parameters occur in it.
    pub fn has_param(&self, ty: Ty) -> bool {
        self.flags[ty.0 as usize] & HAS_PARAM != 0
    }

    /// Whether projections or opaque types occur in it.
    pub fn has_projection(&self, ty: Ty) -> bool {
        self.flags[ty.0 as usize] & HAS_PROJECTION != 0
    }

    /// Whether placeholders occur in it.
    pub fn has_placeholder(&self, ty: Ty) -> bool {
        self.flags[ty.0 as usize] & HAS_PLACEHOLDER != 0
    }

    /// How many types there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Never: a table has the built-in types.
    pub fn is_empty(&self) -> bool {
        false
    }

    pub fn int(&mut self, kind: IntKind) -> Ty {
        self.intern(TyKind::Int(kind))
    }

    pub fn reference(&mut self, mutable: bool, ty: Ty) -> Ty {
        self.intern(TyKind::Ref { mutable, ty })
    }

    pub fn tuple(&mut self, items: Vec<Ty>) -> Ty {
        self.intern(TyKind::Tuple(items))
    }

    /// Rebuilds a type with each immediate child replaced.
    pub fn map_children(&mut self, ty: Ty, f: &mut dyn FnMut(&mut TypeTable, Ty) -> Ty) -> Ty {
        let kind = self.kind(ty).clone();
        let mut all = |table: &mut TypeTable, list: &[Ty]| -> Vec<Ty> { list.iter().map(|&t| f(table, t)).collect() };
        let new = match kind {
            TyKind::Tuple(items) => TyKind::Tuple(all(self, &items)),
            TyKind::Adt(def, args) => TyKind::Adt(def, all(self, &args)),
            TyKind::FnDef(def, args) => TyKind::FnDef(def, all(self, &args)),
            TyKind::Projection(def, args, name) => TyKind::Projection(def, all(self, &args), name),
            TyKind::Associated(def, args, name) => TyKind::Associated(def, all(self, &args), name),
            TyKind::Opaque(def, args, n) => TyKind::Opaque(def, all(self, &args), n),
            TyKind::Ref { mutable, ty } => TyKind::Ref { mutable, ty: f(self, ty) },
            TyKind::Pointer { mutable, ty } => TyKind::Pointer { mutable, ty: f(self, ty) },
            TyKind::Slice(t) => TyKind::Slice(f(self, t)),
            TyKind::Array(t, n) => TyKind::Array(f(self, t), f(self, n)),
            TyKind::FnPointer(params, ret) => {
                let params = all(self, &params);
                TyKind::FnPointer(params, f(self, ret))
            }
            TyKind::Dyn(bounds) => TyKind::Dyn(
                bounds
                    .into_iter()
                    .map(|b| DynBound {
                        trait_: b.trait_,
                        args: b.args.iter().map(|&t| f(self, t)).collect(),
                        bindings: b.bindings.iter().map(|&(n, t)| (n, f(self, t))).collect(),
                    })
                    .collect(),
            ),
            leaf => leaf,
        };
        self.intern(new)
    }

    /// Replaces generic parameters by position; those beyond `args` stay.
    pub fn substitute(&mut self, ty: Ty, args: &[Ty]) -> Ty {
        if !self.has_param(ty) {
            return ty;
        }
        if let TyKind::Param(i, _) = self.kind(ty) {
            return args.get(*i as usize).copied().unwrap_or(ty);
        }
        self.map_children(ty, &mut |table, t| table.substitute(t, args))
    }
}

/// Calls `f` with every immediate part of a type.
pub fn for_each_child(kind: &TyKind, f: &mut dyn FnMut(Ty)) {
    match kind {
        TyKind::Tuple(list)
        | TyKind::Adt(_, list)
        | TyKind::FnDef(_, list)
        | TyKind::Projection(_, list, _)
        | TyKind::Associated(_, list, _)
        | TyKind::Opaque(_, list, _) => list.iter().for_each(|&t| f(t)),
        TyKind::Ref { ty, .. } | TyKind::Pointer { ty, .. } | TyKind::Slice(ty) => f(*ty),
        TyKind::Array(t, n) => {
            f(*t);
            f(*n);
        }
        TyKind::FnPointer(params, ret) => {
            params.iter().for_each(|&t| f(t));
            f(*ret);
        }
        TyKind::Dyn(bounds) => {
            for b in bounds {
                b.args.iter().for_each(|&t| f(t));
                b.bindings.iter().for_each(|&(_, t)| f(t));
            }
        }
        _ => {}
    }
}
