//! The values of literals, from their text.

use crate::span::Symbol;
use crate::tree::Literal;

/// An integer or float with its suffix. `Err`: what is wrong, in the user's words.
pub fn number(text: &str, float: bool) -> Result<Literal, String> {
    let (radix, digits) = match text.as_bytes() {
        [b'0', b'x', ..] => (16, &text[2..]),
        [b'0', b'o', ..] => (8, &text[2..]),
        [b'0', b'b', ..] => (2, &text[2..]),
        _ => (10, text),
    };
    if float {
        return float_value(text);
    }
    // A suffix begins at the first letter that is no digit of the radix.
    let end = digits.find(|c: char| c != '_' && !c.is_digit(radix.max(10))).unwrap_or(digits.len());
    let (digits, suffix) = digits.split_at(end);
    if !suffix.is_empty() && !is_integer_suffix(suffix) {
        return Err(format!("invalid suffix `{suffix}` for number literal"));
    }
    let mut value: u128 = 0;
    let mut any = false;
    for c in digits.chars().filter(|&c| c != '_') {
        any = true;
        let Some(digit) = c.to_digit(radix) else {
            return Err(format!("invalid digit `{c}` for a base {radix} literal"));
        };
        value =
            value.checked_mul(u128::from(radix)).and_then(|v| v.checked_add(u128::from(digit))).ok_or("integer literal is too large")?;
    }
    if !any {
        return Err("no valid digits found for number".into());
    }
    Ok(Literal::Int(value, (!suffix.is_empty()).then(|| Symbol::new(suffix))))
}

fn is_integer_suffix(suffix: &str) -> bool {
    matches!(suffix, "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "f32" | "f64")
}

fn float_value(text: &str) -> Result<Literal, String> {
    let (digits, suffix) = match text.find('f') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    if !matches!(suffix, "" | "f32" | "f64") {
        return Err(format!("invalid suffix `{suffix}` for float literal"));
    }
    let digits: String = digits.chars().filter(|&c| c != '_').collect();
    match digits.parse::<f64>() {
        Ok(value) => Ok(Literal::Float(value, (!suffix.is_empty()).then(|| Symbol::new(suffix)))),
        Err(_) => Err(format!("invalid float literal `{text}`")),
    }
}

/// The text between the quotes of any string literal, and whether it is raw.
fn body(text: &str) -> (&str, bool) {
    let rest = text.trim_start_matches(['b', 'c']);
    let (rest, raw) = match rest.strip_prefix('r') {
        Some(rest) => (rest.trim_start_matches('#'), true),
        None => (rest, false),
    };
    let rest = rest.strip_prefix('"').unwrap_or(rest);
    // Past the closing quote lie only the hashes of a raw string, or an unread suffix.
    let end = rest.rfind('"').unwrap_or(rest.len());
    (&rest[..end], raw)
}

/// The value of `"…"` or `r"…"`.
pub fn string(text: &str) -> Result<String, String> {
    let (body, raw) = body(text);
    if raw || !body.contains(['\\', '\r']) {
        return Ok(body.to_owned());
    }
    let mut value = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(['\\', '\r']) {
        value.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("\r\n") {
            value.push('\n');
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix('\r') {
            value.push('\r');
            rest = after;
            continue;
        }
        rest = escape(rest, &mut |unit| match unit {
            Unit::Char(c) => {
                value.push(c);
                Ok(())
            }
            Unit::Byte(byte) if byte < 0x80 => {
                value.push(byte as char);
                Ok(())
            }
            Unit::Byte(_) => Err("out of range hex escape: must be at most `\\x7f`".into()),
        })?;
    }
    value.push_str(rest);
    Ok(value)
}

/// The value of `b"…"`, `br"…"`, `c"…"`.
pub fn bytes(text: &str) -> Result<Vec<u8>, String> {
    let (body, raw) = body(text);
    if raw {
        return Ok(body.as_bytes().to_vec());
    }
    let mut value = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('\\') {
        value.extend_from_slice(&rest.as_bytes()[..at]);
        rest = escape(&rest[at..], &mut |unit| {
            match unit {
                Unit::Char(c) => value.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                Unit::Byte(byte) => value.push(byte),
            }
            Ok(())
        })?;
    }
    value.extend_from_slice(rest.as_bytes());
    Ok(value)
}

/// The value of `'x'`.
pub fn character(text: &str) -> Result<char, String> {
    let body = text.strip_prefix('\'').unwrap_or(text);
    let body = body.strip_suffix('\'').unwrap_or(body);
    let mut result = None;
    let rest = if body.starts_with('\\') {
        escape(body, &mut |unit| {
            result = Some(match unit {
                Unit::Char(c) => c,
                Unit::Byte(byte) if byte < 0x80 => byte as char,
                Unit::Byte(_) => return Err("out of range hex escape: must be at most `\\x7f`".into()),
            });
            Ok(())
        })?
    } else {
        let mut chars = body.chars();
        result = chars.next();
        chars.as_str()
    };
    match result {
        Some(c) if rest.is_empty() => Ok(c),
        Some(_) => Err("character literal may only contain one codepoint".into()),
        None => Err("empty character literal".into()),
    }
}

/// The value of `b'x'`.
pub fn byte(text: &str) -> Result<u8, String> {
    let body = text.strip_prefix("b'").unwrap_or(text);
    let body = body.strip_suffix('\'').unwrap_or(body);
    let mut result = None;
    if body.starts_with('\\') {
        escape(body, &mut |unit| {
            result = Some(match unit {
                Unit::Byte(byte) => byte,
                Unit::Char(c) if c.is_ascii() => c as u8,
                Unit::Char(_) => return Err("non-ASCII character in byte literal".into()),
            });
            Ok(())
        })?;
    } else if let &[byte] = body.as_bytes() {
        result = Some(byte);
    }
    result.ok_or_else(|| "a byte literal holds one ASCII character".into())
}

enum Unit {
    Char(char),
    Byte(u8),
}

/// Reads the escape that `text` begins with and gives what follows it.
fn escape<'a>(text: &'a str, emit: &mut dyn FnMut(Unit) -> Result<(), String>) -> Result<&'a str, String> {
    let mut chars = text.chars();
    chars.next();
    let Some(kind) = chars.next() else { return Err("escape without a character".into()) };
    let rest = chars.as_str();
    let simple = match kind {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '\\' => '\\',
        '0' => '\0',
        '\'' => '\'',
        '"' => '"',
        '\n' | '\r' => return Ok(rest.trim_start_matches([' ', '\n', '\t', '\r'])),
        'x' => {
            let value = rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
            let Some(value) = value else { return Err("a `\\x` escape takes two hexadecimal digits".into()) };
            emit(Unit::Byte(value))?;
            return Ok(&rest[2..]);
        }
        'u' => {
            let inner = rest.strip_prefix('{').and_then(|r| r.split_once('}'));
            let Some((digits, rest)) = inner else { return Err("incorrect unicode escape: write `\\u{…}`".into()) };
            let digits: String = digits.chars().filter(|&c| c != '_').collect();
            match u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32) {
                Some(c) => emit(Unit::Char(c))?,
                None => return Err("invalid unicode character escape".into()),
            }
            return Ok(rest);
        }
        other => return Err(format!("unknown character escape: `{other}`")),
    };
    emit(Unit::Char(simple))?;
    Ok(rest)
}
