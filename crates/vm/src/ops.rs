//! The instruction table: every instruction, its operands and its meaning. Lowering emits them, the interpreter runs them, `disasm` prints them.
//!
//! Registers are numbered within a frame; `r[n]` is register n. Register 0 is where the result of a call goes; 1.. are the parameters.
//! "Copies" means one count more on heap contents; "moves" leaves `Moved` behind. Arithmetic is checked: an overflow panics as rustc's does.
//! Jumps are relative to the next instruction. The first instruction
//! of every function is `ResumeUnwind`; calls begin at the second.

/// A register of the running frame.
pub type Reg = u16;

/// One of the first 256 registers, where an instruction has four operands.
pub type ShortReg = u8;

/// Operators of `Arith` and `Compare`, for the kinds of numbers that have no instructions of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ArithOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
}

/// Comparisons.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Functions of one `f64` that have an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum FloatFunction {
    Sqrt,
    Abs,
    Floor,
    Ceil,
    Trunc,
    Sin,
    Cos,
    Exp,
    Ln,
}

impl FloatFunction {
    /// The function that a native of the library is.
    pub(crate) fn of_native(name: &str) -> Option<FloatFunction> {
        Some(match name {
            "float_sqrt" => FloatFunction::Sqrt,
            "float_abs" => FloatFunction::Abs,
            "float_floor" => FloatFunction::Floor,
            "float_ceil" => FloatFunction::Ceil,
            "float_trunc" => FloatFunction::Trunc,
            "float_sin" => FloatFunction::Sin,
            "float_cos" => FloatFunction::Cos,
            "float_exp" => FloatFunction::Exp,
            "float_ln" => FloatFunction::Ln,
            _ => return None,
        })
    }

    /// Its value.
    #[inline]
    pub(crate) fn apply(self, x: f64) -> f64 {
        match self {
            FloatFunction::Sqrt => x.sqrt(),
            FloatFunction::Abs => x.abs(),
            FloatFunction::Floor => x.floor(),
            FloatFunction::Ceil => x.ceil(),
            FloatFunction::Trunc => x.trunc(),
            FloatFunction::Sin => x.sin(),
            FloatFunction::Cos => x.cos(),
            FloatFunction::Exp => x.exp(),
            FloatFunction::Ln => x.ln(),
        }
    }
}

/// Kinds of numbers, as targets of casts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CastTo {
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
    F32,
    F64,
    Char,
}

/// The kinds of integers that have instructions of their own, with the names of these: `with_integers!(name! { … })` is `name! { … (kind type names…) … }`.
///
/// The names stand in the order: operators, operators with a small number on the right, the step of a range loop, comparisons, jumps, jumps that compare with a
/// small number. The instructions' meanings are the rows of the macro `integer_ops`.
macro_rules! with_integers {
    ($then:ident! { $($fixed:tt)* }) => {
        $then! {
            $($fixed)*
            (I32 i32
                AddI32 SubI32 MulI32 DivI32 RemI32 BitAndI32 BitOrI32 BitXorI32 ShlI32 ShrI32
                AddImmI32 SubImmI32 MulImmI32 DivImmI32 RemImmI32 BitAndImmI32 ShlImmI32 ShrImmI32
                ForI32
                LtI32 LeI32 EqI32 NeI32
                JumpLtI32 JumpLeI32 JumpEqI32 JumpNeI32
                JumpLtImmI32 JumpLeImmI32 JumpGtImmI32 JumpGeImmI32 JumpEqImmI32 JumpNeImmI32
            )
            (I64 i64
                AddI64 SubI64 MulI64 DivI64 RemI64 BitAndI64 BitOrI64 BitXorI64 ShlI64 ShrI64
                AddImmI64 SubImmI64 MulImmI64 DivImmI64 RemImmI64 BitAndImmI64 ShlImmI64 ShrImmI64
                ForI64
                LtI64 LeI64 EqI64 NeI64
                JumpLtI64 JumpLeI64 JumpEqI64 JumpNeI64
                JumpLtImmI64 JumpLeImmI64 JumpGtImmI64 JumpGeImmI64 JumpEqImmI64 JumpNeImmI64
            )
            (U64 u64
                AddU64 SubU64 MulU64 DivU64 RemU64 BitAndU64 BitOrU64 BitXorU64 ShlU64 ShrU64
                AddImmU64 SubImmU64 MulImmU64 DivImmU64 RemImmU64 BitAndImmU64 ShlImmU64 ShrImmU64
                ForU64
                LtU64 LeU64 EqU64 NeU64
                JumpLtU64 JumpLeU64 JumpEqU64 JumpNeU64
                JumpLtImmU64 JumpLeImmU64 JumpGtImmU64 JumpGeImmU64 JumpEqImmU64 JumpNeImmU64
            )
            (Usize usize
                AddUsize SubUsize MulUsize DivUsize RemUsize BitAndUsize BitOrUsize BitXorUsize ShlUsize ShrUsize
                AddImmUsize SubImmUsize MulImmUsize DivImmUsize RemImmUsize BitAndImmUsize ShlImmUsize ShrImmUsize
                ForUsize
                LtUsize LeUsize EqUsize NeUsize
                JumpLtUsize JumpLeUsize JumpEqUsize JumpNeUsize
                JumpLtImmUsize JumpLeImmUsize JumpGtImmUsize JumpGeImmUsize JumpEqImmUsize JumpNeImmUsize
            )
        }
    };
}
pub(crate) use with_integers;

macro_rules! operand {
    (Reg $field:ident $f:ident) => {
        $f(*$field)
    };
    (ShortReg $field:ident $f:ident) => {
        $f(Reg::from(*$field))
    };
    ($ty:tt $field:ident $f:ident) => {
        let _ = ($field, &$f);
    };
}

macro_rules! source {
    (Reg dst $f:ident) => {};
    (Reg $field:ident $f:ident) => {
        $f(*$field)
    };
    (ShortReg $field:ident $f:ident) => {
        $f(Reg::from(*$field))
    };
    ($ty:tt $field:ident $f:ident) => {
        let _ = ($field, &$f);
    };
}

macro_rules! ops {
    ($($(#[doc = $doc:expr])* $name:ident { $($field:ident : $ty:tt),* $(,)? })*) => {
        /// One instruction.
        #[derive(Clone, Copy, PartialEq, Debug)]
        pub enum Op {
            $($(#[doc = $doc])* $name { $($field: $ty),* },)*
        }

        impl Op {
            /// The instruction's name, as `disasm` prints it.
            pub fn name(&self) -> &'static str {
                match self { $(Op::$name { .. } => stringify!($name),)* }
            }

            /// Calls `f` with every register that is an operand.
            pub fn each_register(&self, f: &mut dyn FnMut(Reg)) {
                match self { $(Op::$name { $($field),* } => { $(operand!($ty $field f);)* })* }
            }

            /// Calls `f` with every register that is an operand but not the destination.
            #[allow(unused_variables)]
            pub(crate) fn each_source(&self, f: &mut dyn FnMut(Reg)) {
                match self { $(Op::$name { $($field),* } => { $(source!($ty $field f);)* })* }
            }

            /// Operand names and values, as `disasm` prints them.
            pub fn operands(&self) -> Vec<(&'static str, String)> {
                match self { $(Op::$name { $($field),* } => vec![$((stringify!($field), format!("{:?}", $field))),*],)* }
            }
        }
    };
}

/// The instructions of the kinds of integers, added to the other rows.
macro_rules! integer_ops {
    ({ $($fixed:tt)* } $(($kind:ident $ty:ident $add:ident $sub:ident $mul:ident $div:ident $rem:ident $bit_and:ident $bit_or:ident $bit_xor:ident $shl:ident $shr:ident $add_imm:ident $sub_imm:ident $mul_imm:ident $div_imm:ident $rem_imm:ident $bit_and_imm:ident $shl_imm:ident $shr_imm:ident $for:ident $lt:ident $le:ident $eq:ident $ne:ident $jump_lt:ident $jump_le:ident $jump_eq:ident $jump_ne:ident $jump_lt_imm:ident $jump_le_imm:ident $jump_gt_imm:ident $jump_ge_imm:ident $jump_eq_imm:ident $jump_ne_imm:ident))*) => {
        ops! {
            $($fixed)*
            $(
                    #[doc = concat!("r[dst] = r[a] + r[b] (", stringify!($ty), ")")]
                    $add { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] - r[b] (", stringify!($ty), ")")]
                    $sub { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] * r[b] (", stringify!($ty), ")")]
                    $mul { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] / r[b] (", stringify!($ty), ")")]
                    $div { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] % r[b] (", stringify!($ty), ")")]
                    $rem { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] & r[b] (", stringify!($ty), ")")]
                    $bit_and { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] | r[b] (", stringify!($ty), ")")]
                    $bit_or { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] ^ r[b] (", stringify!($ty), ")")]
                    $bit_xor { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] << r[b] (", stringify!($ty), "; r[b] is any integer)")]
                    $shl { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] >> r[b] (", stringify!($ty), "; r[b] is any integer)")]
                    $shr { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] + value (", stringify!($ty), ")")]
                    $add_imm { dst: Reg, a: Reg, value: i16 }
                    #[doc = concat!("r[dst] = r[a] - value (", stringify!($ty), ")")]
                    $sub_imm { dst: Reg, a: Reg, value: i16 }
                    #[doc = concat!("r[dst] = r[a] * value (", stringify!($ty), "); the value is positive")]
                    $mul_imm { dst: Reg, a: Reg, value: i16 }
                    #[doc = concat!("r[dst] = r[a] / value (", stringify!($ty), "); the value is positive")]
                    $div_imm { dst: Reg, a: Reg, value: i16 }
                    #[doc = concat!("r[dst] = r[a] % value (", stringify!($ty), "); the value is positive")]
                    $rem_imm { dst: Reg, a: Reg, value: i16 }
                    #[doc = concat!("r[dst] = r[a] & value (", stringify!($ty), "); the value is positive")]
                    $bit_and_imm { dst: Reg, a: Reg, value: i16 }
                    #[doc = concat!("r[dst] = r[a] << value (", stringify!($ty), "); the value is positive")]
                    $shl_imm { dst: Reg, a: Reg, value: i16 }
                    #[doc = concat!("r[dst] = r[a] >> value (", stringify!($ty), "); the value is positive")]
                    $shr_imm { dst: Reg, a: Reg, value: i16 }
                    #[doc = concat!("r[base] += 1; if r[base] < r[base + 1], r[base + 2] = r[base] and on at this distance (", stringify!($ty), ").")]
                    $for { base: Reg, to: i32 }
                    #[doc = concat!("r[dst] = r[a] < r[b] (", stringify!($ty), ")")]
                    $lt { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] <= r[b] (", stringify!($ty), ")")]
                    $le { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] == r[b] (", stringify!($ty), ")")]
                    $eq { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("r[dst] = r[a] != r[b] (", stringify!($ty), ")")]
                    $ne { dst: Reg, a: Reg, b: Reg }
                    #[doc = concat!("Jumps if r[a] < r[b] (", stringify!($ty), ").")]
                    $jump_lt { a: Reg, b: Reg, to: i16 }
                    #[doc = concat!("Jumps if r[a] <= r[b] (", stringify!($ty), ").")]
                    $jump_le { a: Reg, b: Reg, to: i16 }
                    #[doc = concat!("Jumps if r[a] == r[b] (", stringify!($ty), ").")]
                    $jump_eq { a: Reg, b: Reg, to: i16 }
                    #[doc = concat!("Jumps if r[a] != r[b] (", stringify!($ty), ").")]
                    $jump_ne { a: Reg, b: Reg, to: i16 }
                    #[doc = concat!("Jumps if r[a] < value (", stringify!($ty), ").")]
                    $jump_lt_imm { a: Reg, value: i16, to: i16 }
                    #[doc = concat!("Jumps if r[a] <= value (", stringify!($ty), ").")]
                    $jump_le_imm { a: Reg, value: i16, to: i16 }
                    #[doc = concat!("Jumps if r[a] > value (", stringify!($ty), ").")]
                    $jump_gt_imm { a: Reg, value: i16, to: i16 }
                    #[doc = concat!("Jumps if r[a] >= value (", stringify!($ty), ").")]
                    $jump_ge_imm { a: Reg, value: i16, to: i16 }
                    #[doc = concat!("Jumps if r[a] == value (", stringify!($ty), ").")]
                    $jump_eq_imm { a: Reg, value: i16, to: i16 }
                    #[doc = concat!("Jumps if r[a] != value (", stringify!($ty), ").")]
                    $jump_ne_imm { a: Reg, value: i16, to: i16 }
            )*
        }
    };
}

const _: () = assert!(size_of::<Op>() == 8);

with_integers! { integer_ops! { {
    /// Goes on with the unwinding of this frame.
    ResumeUnwind { }
    /// r[dst] = constants[index] (copied).
    Const { dst: Reg, index: u16 }
    /// r[dst] = value
    I32 { dst: Reg, value: i32 }
    /// r[dst] = value
    I64 { dst: Reg, value: i32 }
    /// r[dst] = value
    Usize { dst: Reg, value: u32 }
    /// r[dst] = ()
    Unit { dst: Reg }
    /// r[dst] = true/false
    Bool { dst: Reg, value: bool }
    /// r[dst] = None
    None { dst: Reg }
    /// r[dst] = the function as a value.
    Function { dst: Reg, func: u32 }
    /// r[dst] copies r[src].
    Copy { dst: Reg, src: Reg }
    /// r[dst] moves r[src].
    Move { dst: Reg, src: Reg }
    /// r[reg..reg + count] = Moved; what was there is forgotten without being dropped for the script.
    Clear { reg: Reg, count: u16 }
    /// Takes the content of r[reg] back if it is lent.
    TakeBack { reg: Reg }
    /// r[dst] = `Some(r[dst])` (1), `Ok` (2), `Err` (3)
    Wrap { reg: Reg, wrap: u8 }
    /// r[dst] moves r[src] and loses the outermost constructor.
    Unwrap { dst: Reg, src: Reg }
    /// r[dst] copies what is in r[src] inside the constructor: 1 Some, 2 Ok, 3 Err.
    Payload { wrap: u8, dst: Reg, src: Reg }

    /// Jumps.
    Jump { to: i32 }
    /// Jumps backwards; counts against the budget.
    Loop { to: i32 }
    /// Jumps if r[cond] is false.
    JumpIfNot { cond: Reg, to: i32 }
    /// Jumps if r[cond] is true.
    JumpIf { cond: Reg, to: i32 }
    /// Jumps if the outermost constructor of r[src] is not `wrap` (0 is none, as for `None`).
    JumpIfWrapNot { src: Reg, wrap: u16, to: i16 }
    /// Jumps if r[src] was moved out.
    JumpIfMoved { src: Reg, to: i32 }
    /// Jumps if r[src] is not this variant.
    JumpIfVariantNot { src: Reg, variant: u16, to: i16 }

    /// r[dst] = r[a] + r[b] (f64)
    AddF64 { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] - r[b] (f64)
    SubF64 { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] * r[b] (f64)
    MulF64 { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] / r[b] (f64)
    DivF64 { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] % r[b] (f64)
    RemF64 { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] < r[b] (f64)
    LtF64 { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] <= r[b] (f64)
    LeF64 { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] == r[b] (f64)
    EqF64 { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] != r[b] (f64)
    NeF64 { dst: Reg, a: Reg, b: Reg }
    /// Jumps if r[a] < r[b] (f64).
    JumpLtF64 { a: Reg, b: Reg, to: i16 }
    /// Jumps if r[a] <= r[b] (f64).
    JumpLeF64 { a: Reg, b: Reg, to: i16 }
    /// Jumps if r[a] == r[b] (f64).
    JumpEqF64 { a: Reg, b: Reg, to: i16 }
    /// Jumps if r[a] != r[b] (f64).
    JumpNeF64 { a: Reg, b: Reg, to: i16 }
    /// Jumps unless r[a] < r[b] (f64).
    JumpNotLtF64 { a: Reg, b: Reg, to: i16 }
    /// Jumps unless r[a] <= r[b] (f64).
    JumpNotLeF64 { a: Reg, b: Reg, to: i16 }

    /// r[dst] = r[a] op r[b], for every kind of number (and `&`, `|`, `^` of bools).
    Arith { op: ArithOp, dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] op r[b], for every kind of number, bool and char.
    Compare { op: CompareOp, dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] op r[b], structurally.
    CompareStructure { op: CompareOp, dst: Reg, a: Reg, b: Reg }
    /// r[dst] = how r[a] compares with r[b], structurally, as the function's `Ordering`.
    Order { dst: Reg, a: Reg, b: Reg }
    /// r[dst] = r[a] op constants[index], structurally (patterns).
    CompareConst { op: CompareOp, dst: Reg, a: Reg, index: u16 }
    /// r[dst] = function(r[src]) (f64)
    Float { function: FloatFunction, dst: Reg, src: Reg }
    /// r[dst] = -r[src]
    Neg { dst: Reg, src: Reg }
    /// r[dst] = !r[src]
    Not { dst: Reg, src: Reg }
    /// r[dst] = r[src] as a number of another kind.
    Cast { to: CastTo, dst: Reg, src: Reg }
    /// r[dst] = the discriminant of the unit-like enum in r[src], as an integer of the kind.
    CastEnum { to: CastTo, dst: Reg, src: Reg }
    /// Appends r[src] to the text in r[dst].
    PushText { dst: Reg, src: Reg }
    /// r[dst] = r[a] followed by r[b], reusing r[a]'s buffer.
    ConcatText { dst: Reg, a: Reg, b: Reg }

    /// r[dst] = a tuple of r[base..base + count], moved.
    Tuple { dst: Reg, base: Reg, count: u16 }
    /// r[dst] = a list of r[base..base + count], moved.
    List { dst: Reg, base: Reg, count: u16 }
    /// r[dst] = a list of r[len] times r[value], shared.
    Repeat { dst: Reg, value: Reg, len: Reg }
    /// r[dst] = a struct or variant of shapes[shape] with fields r[base..], moved.
    Struct { dst: Reg, base: Reg, shape: u16 }
    /// r[dst] = a closure of shapes[shape] (function, closure) with captures r[base..], moved.
    Closure { dst: Reg, base: Reg, shape: u16 }
    /// Gives the closure in r[reg] cells of its own.
    CloneClosure { reg: Reg }
    /// r[dst] copies capture `index` of the closure in r[src], read through its cell where it lies in one.
    GetCapture { dst: Reg, src: Reg, index: u16 }
    /// That capture = r[src], moved.
    SetCapture { closure: Reg, src: Reg, index: u16 }
    /// r[dst] = a new cell that holds r[src], moved.
    NewCell { dst: Reg, src: Reg }
    /// r[dst] copies field `field` of r[src].
    GetField { dst: Reg, src: Reg, field: u16 }
    /// r[dst] moves field `field` of r[src].
    TakeField { dst: Reg, src: Reg, field: u16 }
    /// Field `field` of r[obj] = r[src], moved.
    SetField { obj: Reg, field: u16, src: Reg }
    /// r[dst] copies the element r[index] of r[list].
    Index { dst: Reg, list: Reg, index: Reg }
    /// Element r[index] of r[list] = r[src], moved.
    SetIndex { list: Reg, index: Reg, src: Reg }
    /// r[dst] copies r[list][r[i]][r[j]].
    Index2 { i: ShortReg, dst: Reg, list: Reg, j: ShortReg }
    /// r[list][r[i]][r[j]] = r[src], moved.
    SetIndex2 { i: ShortReg, list: Reg, src: Reg, j: ShortReg }
    /// r[dst] copies the field of r[list][r[index]].
    IndexField { index: ShortReg, dst: Reg, list: Reg, field: u8 }
    /// The field of r[list][r[index]] = r[src], moved.
    SetIndexField { index: ShortReg, list: Reg, src: Reg, field: u8 }
    /// r[dst] = the next item of the slice's iterator in r[iter].
    NextOfSlice { dst: Reg, iter: Reg }
    /// r[dst] = the next number of the range in r[iter].
    NextOfRange { dst: Reg, iter: Reg }
    /// r[dst] = the next item of the slice's iterator in r[iter]; jumps if there is none.
    NextOfSliceOr { dst: Reg, iter: Reg, to: i16 }
    /// r[dst] = the next number of the range in r[iter]; jumps if there is none.
    NextOfRangeOr { dst: Reg, iter: Reg, to: i16 }
    /// r[dst] = the next item of the slice's iterator at paths[path].
    PathNextOfSlice { dst: Reg, path: u16 }
    /// r[dst] = the next number of the range at paths[path].
    PathNextOfRange { dst: Reg, path: u16 }
    /// r[dst] = the number of elements of r[list].
    Len { dst: Reg, list: Reg }
    /// Appends r[src], moved, to r[list].
    Push { list: Reg, src: Reg }
    /// Appends r[src], moved, to the list at paths[path].
    PathPush { path: u16, src: Reg }
    /// r[dst] = whether r[src] was moved out of.
    IsMoved { dst: Reg, src: Reg }
    /// r[dst] = the content of the cell in r[src], copied.
    CellGet { dst: Reg, src: Reg }
    /// The content of the cell in r[cell] = r[src], moved.
    CellSet { cell: Reg, src: Reg }
    /// r[dst] copies paths[path].
    PathGet { dst: Reg, path: u16 }
    /// r[dst] moves paths[path].
    PathTake { dst: Reg, path: u16 }
    /// paths[path] = r[src], moved; the old content is forgotten without being dropped for the script.
    PathSet { path: u16, src: Reg }
    /// r[dst] = a reference to paths[path]; what is not a whole cell is lent.
    PathRef { dst: Reg, path: u16 }
    /// r[dst] = the variant (or 0..3 for `None`/plain, `Some`, `Ok`, `Err`) at paths[path], as a usize.
    PathTag { dst: Reg, path: u16 }
    /// r[dst] = the outermost constructor at paths[path]: 0 none, 1 Some, 2 Ok, 3 Err, as a usize.
    PathWrap { dst: Reg, path: u16 }
    /// r[dst] = the number of elements at paths[path].
    PathLen { dst: Reg, path: u16 }
    /// r[dst] copies the value of a static, constant or variable; makes it first where that was not yet done.
    GlobalGet { dst: Reg, global: u32 }
    /// r[dst] = a reference to its cell.
    GlobalRef { dst: Reg, global: u32 }

    /// Calls functions[func]; window at base (result to r[base], arguments in r[base+1..]).
    Call { func: u32, base: Reg }
    /// Calls the closure or function value in r[callee]; window at base with `args` arguments.
    CallValue { callee: Reg, base: Reg, args: u16 }
    /// Calls virtuals[method] by the run-time type of r[base+1].
    CallVirtual { method: u32, base: Reg }
    /// Calls the native of calls[call]; window at base. May wait.
    CallNative { call: u32, base: Reg }
    /// Calls the closure in r[base+1]; r[base] = `Ok(result)`, or `Err(payload)` where it panicked.
    CatchUnwind { base: Reg }
    /// Drops the task's thread-locals, the last made first.
    DropLocals { }
    /// The panic hook has returned: unwinding begins.
    Hooked { }
    /// Returns r[0]; the frame has no heap registers.
    Return { }
    /// r[0] copies r[src], a scalar; returns it. The frame has no heap registers.
    ReturnScalar { src: Reg }
    /// r[dst] copies r[src], which is mostly a scalar.
    CopyScalar { dst: Reg, src: Reg }
    /// Returns r[0] and clears the frame's registers but for in-out parameters.
    ReturnClear { }
    /// Ends the task with r[reg].
    End { reg: Reg }
    /// r[dst + i] = capture i of the closure in r[src], for all; moved for a closure that is called once.
    Captures { dst: Reg, src: Reg, count: u16 }

    /// Drops r[reg] by drops[plan].
    Drop { reg: Reg, plan: u32 }
    /// Goes on with the drops at work.
    DropNext { }
    /// Makes the value of the global numbered r[1].
    InitGlobal { }
    /// Stores r[2] as the value of the global numbered r[1].
    StoreGlobal { }
    /// r[0] = `Ok(r[2])`.
    Caught { }

    /// r[dst] gets its concrete type, as a trait object.
    MakeDyn { dst: Reg, shape: u16 }
    /// r[dst] = the type of the trait object at paths[path] if it is wrapped with one, `()` otherwise.
    DynType { dst: Reg, path: u16 }
    /// r[reg] gets the type in r[ty], if that is one and it has none.
    MakeDynAgain { reg: Reg, ty: Reg }
    /// r[reg] loses the type it is wrapped with.
    WithoutDyn { reg: Reg }
    /// The same, if r[ty] holds a type.
    WithoutDynAgain { reg: Reg, ty: Reg }
    /// r[reg] loses `Ok`; an `Err` ends the task with the error.
    OpenResult { reg: Reg }
    /// The same for each element of the list in r[reg].
    OpenResults { reg: Reg }
    /// Panics with the text in r[message].
    Panic { message: Reg }
    /// Panics: our own mistake.
    Internal { message: u16 }

    /// r[dst] = an empty text.
    TextNew { dst: Reg }
    /// Appends constants[index] to the text in r[dst].
    TextPush { dst: Reg, index: u16 }
    /// Appends r[src] to the text in r[dst] as formats[spec] says.
    TextFormat { dst: Reg, src: Reg, spec: u16 }
    /// The width (which 0) or precision (1) of the next `TextFormat` or `FormatterNew` is r[src].
    FormatCount { which: u8, src: Reg }
    /// r[dst] = a `Formatter` of formats[spec].
    FormatterNew { dst: Reg, spec: u16 }
    /// Appends what the `Formatter` in r[formatter] has collected to the text in r[dst]; r[result] is what `fmt` returned.
    FormatterEnd { dst: Reg, formatter: Reg, result: Reg }
} } }
