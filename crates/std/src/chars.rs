//! Characters, and what characters and bytes share (`char`, `std::ascii`).

use crate::support::{Natives, disagree};
use ruchy_vm::native::{Exit, NativeResult, arg};
use ruchy_vm::value::Value;

pub(crate) const NATIVES: Natives = &[
    ("char_from_u32", |_, args| Ok(arg::int(args, 0)?.try_into().ok().and_then(char::from_u32).into())),
    ("char_from_digit", |_, args| {
        let (digit, radix) = (arg::int(args, 0)? as u32, radix(args, 1, "from_digit: radix is too high (maximum 36)")?);
        Ok(char::from_digit(digit, radix).into())
    }),
    ("char_to_digit", |_, args| {
        let radix = radix(args, 1, "to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive")?;
        if radix < 2 {
            return Err(Exit::panic("to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive"));
        }
        Ok(arg::char(args, 0)?.to_digit(radix).into())
    }),
    ("char_len_utf8", |_, args| Ok(arg::char(args, 0)?.len_utf8().into())),
    ("char_is_alphabetic", |_, args| Ok(arg::char(args, 0)?.is_alphabetic().into())),
    ("char_is_numeric", |_, args| Ok(arg::char(args, 0)?.is_numeric().into())),
    ("char_is_alphanumeric", |_, args| Ok(arg::char(args, 0)?.is_alphanumeric().into())),
    ("char_is_whitespace", |_, args| Ok(arg::char(args, 0)?.is_whitespace().into())),
    ("char_is_uppercase", |_, args| Ok(arg::char(args, 0)?.is_uppercase().into())),
    ("char_is_lowercase", |_, args| Ok(arg::char(args, 0)?.is_lowercase().into())),
    ("char_is_control", |_, args| Ok(arg::char(args, 0)?.is_control().into())),
    ("char_to_uppercase", |_, args| Ok(Value::list(arg::char(args, 0)?.to_uppercase().map(Value::from).collect()))),
    ("char_to_lowercase", |_, args| Ok(Value::list(arg::char(args, 0)?.to_lowercase().map(Value::from).collect()))),
    ("ascii_is", |_, args| ascii(args, |_| true)),
    ("ascii_is_alphabetic", |_, args| ascii(args, |b| b.is_ascii_alphabetic())),
    ("ascii_is_digit", |_, args| ascii(args, |b| b.is_ascii_digit())),
    ("ascii_is_hexdigit", |_, args| ascii(args, |b| b.is_ascii_hexdigit())),
    ("ascii_is_alphanumeric", |_, args| ascii(args, |b| b.is_ascii_alphanumeric())),
    ("ascii_is_uppercase", |_, args| ascii(args, |b| b.is_ascii_uppercase())),
    ("ascii_is_lowercase", |_, args| ascii(args, |b| b.is_ascii_lowercase())),
    ("ascii_is_whitespace", |_, args| ascii(args, |b| b.is_ascii_whitespace())),
    ("ascii_is_punctuation", |_, args| ascii(args, |b| b.is_ascii_punctuation())),
    ("ascii_is_graphic", |_, args| ascii(args, |b| b.is_ascii_graphic())),
    ("ascii_is_control", |_, args| ascii(args, |b| b.is_ascii_control())),
    ("ascii_to_uppercase", |_, args| match args[0] {
        Value::Char(_, c) => Ok(c.to_ascii_uppercase().into()),
        Value::U8(_, b) => Ok(b.to_ascii_uppercase().into()),
        _ => Err(disagree("something else than a character or byte")),
    }),
    ("ascii_to_lowercase", |_, args| match args[0] {
        Value::Char(_, c) => Ok(c.to_ascii_lowercase().into()),
        Value::U8(_, b) => Ok(b.to_ascii_lowercase().into()),
        _ => Err(disagree("something else than a character or byte")),
    }),
];

fn radix(args: &[Value], index: usize, message: &str) -> Result<u32, Exit> {
    match arg::usize(args, index)? {
        radix @ 0..=36 => Ok(radix as u32),
        _ => Err(Exit::panic(message)),
    }
}

/// Whether a character or byte is ASCII and of this kind.
fn ascii(args: &[Value], is: fn(u8) -> bool) -> NativeResult {
    let byte = match args[0] {
        Value::Char(_, c) => u8::try_from(u32::from(c)).ok(),
        Value::U8(_, b) => Some(b),
        _ => return Err(disagree("something else than a character or byte")),
    };
    Ok(byte.is_some_and(|b| b.is_ascii() && is(b)).into())
}
