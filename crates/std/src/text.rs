//! Text that is looked at (`str`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::Value;

pub(crate) const NATIVES: Natives = &[
    ("str_range", |_, args| {
        let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        part(&args[0], start, end)
    }),
    ("str_char_at", |_, args| {
        let at = arg::usize(args, 1)?;
        arg::str(args, 0)?.get(at..).and_then(|rest| rest.chars().next()).map(Value::from).ok_or_else(outside)
    }),
    ("str_char_before", |_, args| {
        let end = arg::usize(args, 1)?;
        arg::str(args, 0)?.get(..end).and_then(|text| text.chars().next_back()).map(Value::from).ok_or_else(outside)
    }),
    ("str_byte_at", |_, args| {
        let at = arg::usize(args, 1)?;
        arg::str(args, 0)?.as_bytes().get(at).map(|byte| Value::from(*byte)).ok_or_else(outside)
    }),
    ("str_find_str", |_, args| {
        let (text, start) = span(args)?;
        Ok(text.find(arg::str(args, 1)?).map(|at| at + start).into())
    }),
    ("str_rfind_str", |_, args| {
        let (text, start) = span(args)?;
        Ok(text.rfind(arg::str(args, 1)?).map(|at| at + start).into())
    }),
    ("str_find_char", |_, args| {
        let (text, start) = span(args)?;
        Ok(text.find(arg::char(args, 1)?).map(|at| at + start).into())
    }),
    ("str_rfind_char", |_, args| {
        let (text, start) = span(args)?;
        Ok(text.rfind(arg::char(args, 1)?).map(|at| at + start).into())
    }),
    ("str_find_space", |_, args| {
        let (text, start, ascii) = (arg::str(args, 0)?, arg::usize(args, 1)?, arg::bool(args, 2)?);
        let rest = text.get(start..).ok_or_else(outside)?;
        Ok(rest.find(|c: char| is_space(c, ascii)).map_or(text.len(), |at| at + start).into())
    }),
    ("str_skip_space", |_, args| {
        let (text, start, ascii) = (arg::str(args, 0)?, arg::usize(args, 1)?, arg::bool(args, 2)?);
        let rest = text.get(start..).ok_or_else(outside)?;
        Ok(rest.find(|c: char| !is_space(c, ascii)).map_or(text.len(), |at| at + start).into())
    }),
    ("str_len", |_, args| Ok(arg::str(args, 0)?.len().into())),
    ("str_is_char_boundary", |_, args| Ok(arg::str(args, 0)?.is_char_boundary(arg::usize(args, 1)?).into())),
    ("str_as_bytes", |_, args| Ok(Value::bytes(arg::str(args, 0)?.as_bytes().to_vec()))),
    ("str_trim", |_, args| trimmed(args, str::trim)),
    ("str_trim_start", |_, args| trimmed(args, str::trim_start)),
    ("str_trim_end", |_, args| trimmed(args, str::trim_end)),
    ("str_trim_ascii", |_, args| trimmed(args, str::trim_ascii)),
    ("str_to_lowercase", |_, args| Ok(arg::str(args, 0)?.to_lowercase().into())),
    ("str_to_uppercase", |_, args| Ok(arg::str(args, 0)?.to_uppercase().into())),
    ("str_to_ascii_lowercase", |_, args| Ok(arg::str(args, 0)?.to_ascii_lowercase().into())),
    ("str_to_ascii_uppercase", |_, args| Ok(arg::str(args, 0)?.to_ascii_uppercase().into())),
    ("str_make_ascii_lowercase", |_, args| {
        arg::string_mut(args, 0)?.make_ascii_lowercase();
        UNIT
    }),
    ("str_make_ascii_uppercase", |_, args| {
        arg::string_mut(args, 0)?.make_ascii_uppercase();
        UNIT
    }),
    ("str_eq_ignore_ascii_case", |_, args| Ok(arg::str(args, 0)?.eq_ignore_ascii_case(arg::str(args, 1)?).into())),
    ("str_is_ascii", |_, args| Ok(arg::str(args, 0)?.is_ascii().into())),
    ("str_repeat", |_, args| {
        let (text, count) = (arg::str(args, 0)?, arg::usize(args, 1)?);
        match text.len().checked_mul(count) {
            Some(len) if len <= isize::MAX as usize => {
                let mut out = String::new();
                out.try_reserve_exact(len).map_err(|_| Exit::panic(format!("memory allocation of {len} bytes failed")))?;
                (0..count).for_each(|_| out.push_str(text));
                Ok(out.into())
            }
            _ => Err(Exit::panic("capacity overflow")),
        }
    }),
    ("str_escape_debug", |_, args| Ok(arg::str(args, 0)?.escape_debug().to_string().into())),
    ("str_escape_default", |_, args| Ok(arg::str(args, 0)?.escape_default().to_string().into())),
    ("str_escape_unicode", |_, args| Ok(arg::str(args, 0)?.escape_unicode().to_string().into())),
    ("str_encode_utf16", |_, args| Ok(Value::list(arg::str(args, 0)?.encode_utf16().map(Value::from).collect()))),
    ("str_slice_error", |_, args| Ok(slice_error(arg::str(args, 0)?, arg::usize(args, 1)?, arg::usize(args, 2)?).into())),
    ("str_ref_range", str_ref_range),
    ("str_count_chars", |_, args| {
        let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        Ok(arg::str(args, 0)?.get(start..end).ok_or_else(outside)?.chars().count().into())
    }),
    ("str_from_utf8", |_, args| {
        let bytes = arg::list(args, 0)?.bytes().ok_or_else(|| disagree("bytes that are none"))?;
        Ok(match std::str::from_utf8(bytes) {
            Ok(text) => Value::text(text).ok(),
            Err(error) => {
                let len = error.error_len().unwrap_or(0) as u8;
                Value::tuple([error.valid_up_to().into(), len.into()]).err()
            }
        })
    }),
];

fn outside() -> Exit {
    disagree("an index that is outside the text")
}

fn part(text: &Value, start: usize, end: usize) -> NativeResult {
    let inside = text.as_str().is_some_and(|text| text.get(start..end).is_some());
    text.text_part(start, end).filter(|_| inside).ok_or_else(outside)
}

/// The part of argument 0 from argument 2 up to argument 3, and where it starts.
fn span(args: &[Value]) -> Result<(&str, usize), Exit> {
    let (start, end) = (arg::usize(args, 2)?, arg::usize(args, 3)?);
    Ok((arg::str(args, 0)?.get(start..end).ok_or_else(outside)?, start))
}

fn is_space(c: char, ascii: bool) -> bool {
    if ascii { c.is_ascii_whitespace() } else { c.is_whitespace() }
}

fn trimmed(args: &[Value], trim: fn(&str) -> &str) -> NativeResult {
    let text = arg::str(args, 0)?;
    let inner = trim(text);
    let start = inner.as_ptr() as usize - text.as_ptr() as usize;
    part(&args[0], start, start + inner.len())
}

/// Why a range of a text cannot be taken, in Rust's words.
fn slice_error(text: &str, start: usize, end: usize) -> String {
    let cut = (0..=text.len().min(256)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let (shown, dots) = (&text[..cut], if cut < text.len() { "[...]" } else { "" });
    if start > text.len() || end > text.len() {
        let (which, at) = if start > text.len() { ("start", start) } else { ("end", end) };
        return format!("{which} byte index {at} is out of bounds of `{shown}`{dots}");
    }
    if start > end {
        return format!("begin > end ({start} > {end}) when slicing `{shown}`{dots}");
    }
    let (which, at) = if text.is_char_boundary(start) { ("end", end) } else { ("start", start) };
    let from = (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let c = text[from..].chars().next().unwrap_or_default();
    let to = from + c.len_utf8();
    format!("{which} byte index {at} is not a char boundary; it is inside {c:?} (bytes {from}..{to}) of `{shown}`{dots}")
}

/// A mutable part of a text. A text is one place: only the whole of it can be referred to; a part is a copy of its own.
fn str_ref_range(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
    let content = args[0].read_ref()?;
    if start == 0 && content.as_str().is_some_and(|text| text.len() == end) {
        return Ok(arg::take(args, 0));
    }
    part(&content, start, end)?;
    Ok(args[0].ref_range(start, end - start)?)
}
