//! Text that is owned and changed (`String`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, arg};
use ruchy_vm::value::Value;

pub(crate) const NATIVES: Natives = &[
    ("string_new", |_, _| Ok(String::new().into())),
    ("string_with_capacity", |_, args| {
        let capacity = arg::usize(args, 0)?;
        if capacity > isize::MAX as usize {
            return Err(Exit::panic("capacity overflow"));
        }
        Ok(String::with_capacity(capacity.min(1 << 20)).into())
    }),
    ("string_capacity", |_, args| {
        Ok(match &args[0] {
            Value::Str(_, text) => text.capacity(),
            _ => arg::str(args, 0)?.len(),
        }
        .into())
    }),
    ("string_reserve", |_, args| {
        let more = arg::usize(args, 1)?;
        if more > isize::MAX as usize {
            return Err(Exit::panic("capacity overflow"));
        }
        arg::string_mut(args, 0)?.reserve(more.min(1 << 20));
        UNIT
    }),
    ("string_shrink_to_fit", |_, args| {
        arg::string_mut(args, 0)?.shrink_to_fit();
        UNIT
    }),
    ("string_push", |_, args| {
        let c = arg::char(args, 1)?;
        arg::string_mut(args, 0)?.push(c);
        UNIT
    }),
    ("string_push_str", |_, args| {
        let more = arg::take(args, 1);
        let more = more.as_str().ok_or_else(|| disagree("text that is none"))?;
        arg::string_mut(args, 0)?.push_str(more);
        UNIT
    }),
    ("string_pop", |_, args| Ok(arg::string_mut(args, 0)?.pop().into())),
    ("string_clear", |_, args| {
        arg::string_mut(args, 0)?.clear();
        UNIT
    }),
    ("string_truncate", |_, args| {
        let len = arg::usize(args, 1)?;
        let text = arg::string_mut(args, 0)?;
        if !text.is_char_boundary(len) {
            return Err(disagree("an index that is outside the text"));
        }
        text.truncate(len);
        UNIT
    }),
    ("string_insert", |_, args| {
        let (at, more) = (arg::usize(args, 1)?, arg::take(args, 2));
        let more = more.as_str().ok_or_else(|| disagree("text that is none"))?;
        let text = arg::string_mut(args, 0)?;
        if !text.is_char_boundary(at) {
            return Err(disagree("an index that is outside the text"));
        }
        text.insert_str(at, more);
        UNIT
    }),
    ("string_remove_range", |_, args| {
        let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        let text = arg::string_mut(args, 0)?;
        if text.get(start..end).is_none() {
            return Err(disagree("a range that is outside the text"));
        }
        Ok(text.drain(start..end).collect::<String>().into())
    }),
    ("string_into_bytes", |_, args| {
        let text = arg::take(args, 0).into_string().ok_or_else(|| disagree("text that is none"))?;
        Ok(Value::bytes(text.into_bytes()))
    }),
    ("string_from_utf8_lossy", |_, args| {
        let bytes = arg::list(args, 0)?.bytes().ok_or_else(|| disagree("bytes that are none"))?;
        Ok(String::from_utf8_lossy(bytes).into_owned().into())
    }),
    ("string_from_utf16", |_, args| {
        let lossy = arg::bool(args, 1)?;
        let units: Vec<u16> = arg::list(args, 0)?.iter().filter_map(|unit| unit.as_int()).map(|unit| unit as u16).collect();
        Ok(if lossy { Some(String::from_utf16_lossy(&units)) } else { String::from_utf16(&units).ok() }.into())
    }),
    ("string_ref_str", |_, args| Ok(arg::take(args, 0))),
];
