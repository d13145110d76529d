//! Names the grammar knows, interned ahead of all others so that a keyword is a constant.
//!
//! Invariant: the symbols up to [`LAST_RESERVED`] are Rust's strict keywords; they are no identifiers.

use crate::span::Symbol;

macro_rules! predefined {
    ($($name:ident = $text:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Index { $($name,)* }
        $(
            #[doc = concat!("`", $text, "`")]
            pub const $name: Symbol = Symbol::predefined(Index::$name as u32);
        )*
        pub(crate) const PREDEFINED: &[&str] = &[$($text,)*];
    };
}

predefined! {
    AS = "as",
    ASYNC = "async",
    AWAIT = "await",
    BREAK = "break",
    CONST = "const",
    CONTINUE = "continue",
    CRATE = "crate",
    DYN = "dyn",
    ELSE = "else",
    ENUM = "enum",
    EXTERN = "extern",
    FALSE = "false",
    FN = "fn",
    FOR = "for",
    IF = "if",
    IMPL = "impl",
    IN = "in",
    LET = "let",
    LOOP = "loop",
    MATCH = "match",
    MOD = "mod",
    MOVE = "move",
    MUT = "mut",
    PUB = "pub",
    REF = "ref",
    RETURN = "return",
    SELF_VALUE = "self",
    SELF_TYPE = "Self",
    STATIC = "static",
    STRUCT = "struct",
    SUPER = "super",
    TRAIT = "trait",
    TRUE = "true",
    TYPE = "type",
    UNSAFE = "unsafe",
    USE = "use",
    WHERE = "where",
    WHILE = "while",
    EMPTY = "",
    UNDERSCORE = "_",
    FUN = "fun",
    SPAWN = "spawn",
    DO = "do",
    INSTEAD_OF = "instead_of",
    UNION = "union",
    AUTO = "auto",
    SAFE = "safe",
    DEFAULT = "default",
    RAW = "raw",
    MACRO_RULES = "macro_rules",
    BIASED = "biased",
    COMPLETE = "complete",
    YIELD = "yield",
    RECV = "recv",
    SEND = "send",
    DERIVE = "derive",
    CFG = "cfg",
    CFG_ATTR = "cfg_attr",
    DOC = "doc",
    OUTPUT = "Output",
    STD = "std",
    MACRO_USE = "macro_use",
    MACRO_EXPORT = "macro_export",
    PATH = "path",
    THREAD_LOCAL = "thread_local",
    NOT = "not",
    ALL = "all",
    ANY = "any",
    TEST = "test",
    STATIC_LIFETIME = "'static",
}

/// The last of Rust's strict keywords in the list.
pub const LAST_RESERVED: Symbol = WHILE;

/// Whether the name cannot be used as an identifier.
pub fn is_reserved(name: Symbol) -> bool {
    name.index() <= LAST_RESERVED.index()
}
