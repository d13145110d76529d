//! Formatting: `{}` and its relatives for everything that does not have an impl of its own, as Rust prints it.
//!
//! Width, fill, sign and precision are handled here; digits come from Rust's own formatting. `{:#?}` indents by lines, as `core::fmt::builders` does.
//! [`Formatter`] is what a script's `fmt(&self, f: &mut Formatter)` is handed; its methods are natives of the library.

use crate::code::{FormatSpec, Types};
use crate::nesting::nested;
use crate::value::{Object, Shape, Value, Wrap};
use ruchy_check::typed::{LangAdt, VariantShape};
use ruchy_syntax::tree::{Align, FormatStyle};
use std::fmt::Write;

/// What went wrong: a text for a panic.
pub type FormatResult = Result<(), String>;

/// What a script's `fmt` writes to.
#[derive(Clone)]
pub struct Formatter {
    pub spec: FormatSpec,
    pub text: String,
}

impl Formatter {
    /// Nothing written yet.
    pub fn new(spec: FormatSpec) -> Formatter {
        Formatter { spec, text: String::new() }
    }

    /// What was written.
    pub fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

impl Object for Formatter {
    fn type_name(&self) -> &'static str {
        "Formatter"
    }
    fn copy(&self) -> Option<Box<dyn Object>> {
        Some(Box::new(self.clone()))
    }
}

/// `{:?}`
pub fn debug_spec() -> FormatSpec {
    FormatSpec { style: FormatStyle::Debug, ..FormatSpec::default() }
}

/// Appends a value as the spec says.
pub fn write(out: &mut String, value: &Value, spec: &FormatSpec, types: &Types) -> FormatResult {
    match spec.style {
        FormatStyle::Display => display(out, value, spec, types),
        FormatStyle::Debug => debug(out, value, spec, types),
        FormatStyle::Pointer => {
            pad_integral(out, spec, true, "0x", &format!("{:x}", value.address()));
            Ok(())
        }
        FormatStyle::LowerExp | FormatStyle::UpperExp => exponent(out, value, spec),
        style => radix(out, value, spec, style),
    }
}

/// The value as `{}` prints it.
pub fn to_text(value: &Value, types: &Types) -> String {
    let mut out = String::new();
    if display(&mut out, value, &FormatSpec::default(), types).is_err() {
        let _ = debug(&mut out, value, &debug_spec(), types);
    }
    out
}

/// The value as `{:?}` prints it.
pub fn to_debug(value: &Value, types: &Types) -> String {
    let mut out = String::new();
    let _ = debug(&mut out, value, &debug_spec(), types);
    out
}

/// Appends text with width and precision (`Formatter::pad`).
pub fn pad(out: &mut String, spec: &FormatSpec, text: &str) {
    let text = match spec.precision {
        Some(max) => text.char_indices().nth(max).map_or(text, |(end, _)| &text[..end]),
        None => text,
    };
    pad_to(out, spec, text, Align::Left);
}

fn pad_to(out: &mut String, spec: &FormatSpec, text: &str, default: Align) {
    let missing = match spec.width {
        Some(width) => width.saturating_sub(text.chars().count()),
        None => 0,
    };
    let before = match spec.align.unwrap_or(default) {
        Align::Left => 0,
        Align::Right => missing,
        Align::Center => missing / 2,
    };
    (0..before).for_each(|_| out.push(spec.fill));
    out.push_str(text);
    (before..missing).for_each(|_| out.push(spec.fill));
}

/// Appends digits with sign, prefix (with `#`) and width (`Formatter::pad_integral`).
pub fn pad_integral(out: &mut String, spec: &FormatSpec, positive: bool, prefix: &str, digits: &str) {
    let sign = match (positive, spec.plus) {
        (false, _) => "-",
        (true, true) => "+",
        (true, false) => "",
    };
    let prefix = if spec.alternate || spec.style == FormatStyle::Pointer { prefix } else { "" };
    pad_number(out, spec, sign, prefix, digits);
}

fn pad_number(out: &mut String, spec: &FormatSpec, sign: &str, prefix: &str, digits: &str) {
    let len = sign.len() + prefix.len() + digits.len();
    match spec.width {
        Some(width) if spec.zero && width > len => {
            out.push_str(sign);
            out.push_str(prefix);
            (len..width).for_each(|_| out.push('0'));
            out.push_str(digits);
        }
        Some(width) if width > len => pad_to(out, spec, &format!("{sign}{prefix}{digits}"), Align::Right),
        _ => {
            out.push_str(sign);
            out.push_str(prefix);
            out.push_str(digits);
        }
    }
}

fn integer(out: &mut String, value: &Value, spec: &FormatSpec) -> bool {
    if spec.width.is_none() && !spec.plus {
        // The common case needs no second buffer.
        let _ = match value {
            Value::I64(_, x) => write!(out, "{x}"),
            Value::I32(_, x) => write!(out, "{x}"),
            Value::Usize(_, x) => write!(out, "{x}"),
            Value::U64(_, x) => write!(out, "{x}"),
            Value::U8(_, x) => write!(out, "{x}"),
            Value::U128(_, x) => write!(out, "{x}"),
            other => match other.as_int() {
                Some(x) => write!(out, "{x}"),
                None => return false,
            },
        };
        return true;
    }
    match (value, value.as_int()) {
        (Value::U128(_, x), _) => pad_integral(out, spec, true, "", &x.to_string()),
        (_, Some(x)) => pad_integral(out, spec, x >= 0, "", &x.unsigned_abs().to_string()),
        _ => return false,
    }
    true
}

fn float(out: &mut String, value: &Value, spec: &FormatSpec) -> bool {
    let debug = spec.style == FormatStyle::Debug;
    let text = match (value, spec.precision) {
        (Value::F64(_, x), None) if debug => format!("{x:?}"),
        (Value::F32(_, x), None) if debug => format!("{x:?}"),
        (Value::F64(_, x), None) => format!("{x}"),
        (Value::F32(_, x), None) => format!("{x}"),
        (Value::F64(_, x), Some(p)) => format!("{x:.p$}"),
        (Value::F32(_, x), Some(p)) => format!("{x:.p$}"),
        _ => return false,
    };
    signed(out, &text, spec);
    true
}

fn signed(out: &mut String, text: &str, spec: &FormatSpec) {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None if spec.plus && text != "NaN" => ("+", text),
        None => ("", text),
    };
    if matches!(digits, "NaN" | "inf") {
        pad_number(out, &FormatSpec { zero: false, ..*spec }, sign, "", digits);
    } else {
        pad_number(out, spec, sign, "", digits);
    }
}

fn exponent(out: &mut String, value: &Value, spec: &FormatSpec) -> FormatResult {
    let upper = spec.style == FormatStyle::UpperExp;
    macro_rules! form {
        ($x:expr) => {
            match (upper, spec.precision) {
                (false, None) => format!("{:e}", $x),
                (true, None) => format!("{:E}", $x),
                (false, Some(p)) => format!("{:.p$e}", $x),
                (true, Some(p)) => format!("{:.p$E}", $x),
            }
        };
    }
    let text = match value {
        Value::F64(_, x) => form!(*x),
        Value::F32(_, x) => form!(*x),
        other => match other.as_int() {
            Some(x) => form!(x),
            None => return Err(format!("a {} has no exponent", other.kind_name())),
        },
    };
    signed(out, &text, spec);
    Ok(())
}

fn radix(out: &mut String, value: &Value, spec: &FormatSpec, style: FormatStyle) -> FormatResult {
    let (prefix, show): (&str, fn(u128) -> String) = match style {
        FormatStyle::LowerHex => ("0x", |x| format!("{x:x}")),
        FormatStyle::UpperHex => ("0x", |x| format!("{x:X}")),
        FormatStyle::Octal => ("0o", |x| format!("{x:o}")),
        _ => ("0b", |x| format!("{x:b}")),
    };
    let bits = match value {
        Value::U128(_, x) => **x,
        other => match (other.as_int(), other.int_kind()) {
            (Some(x), Some(kind)) => {
                let bits = x as u128;
                if kind.bits() == 128 { bits } else { bits & ((1 << kind.bits()) - 1) }
            }
            _ => return Err(format!("a {} has no digits to the base of {style:?}", other.kind_name())),
        },
    };
    pad_integral(out, spec, true, prefix, &show(bits));
    Ok(())
}

/// What stands for another value: references, `Rc`, trait objects.
fn target(value: &Value) -> Option<Value> {
    match value {
        Value::Lent(..) => Some(value.snapshot()),
        Value::Ref(..) | Value::Part(..) => value.read_ref().ok(),
        Value::Rc(_, rc) => rc.content().map(Value::snapshot),
        Value::Dyn(_, inner) => Some(inner.value.clone()),
        Value::Shared(_, cell) => Some(cell.get()),
        _ => None,
    }
}

fn display(out: &mut String, value: &Value, spec: &FormatSpec, types: &Types) -> FormatResult {
    if let Some(text) = value.as_str() {
        if spec.width.is_none() && spec.precision.is_none() {
            out.push_str(text);
        } else {
            pad(out, spec, text);
        }
        return Ok(());
    }
    if integer(out, value, spec) || float(out, value, spec) {
        return Ok(());
    }
    match value {
        Value::Bool(_, x) => pad(out, spec, if *x { "true" } else { "false" }),
        Value::Char(_, x) => pad(out, spec, x.encode_utf8(&mut [0; 4])),
        Value::Object(_, object) => match object.shape() {
            Shape::Text(text) => pad(out, spec, &text),
            _ => return debug(out, value, spec, types),
        },
        Value::Moved(_) => return Err("use of a value that was moved".into()),
        other => match target(other) {
            Some(target) => return display(out, &target, spec, types),
            None => return debug(out, value, &FormatSpec { style: FormatStyle::Debug, ..*spec }, types),
        },
    }
    Ok(())
}

/// Every line of what `write` adds, indented by four spaces.
pub fn indented(out: &mut String, write: impl FnOnce(&mut String) -> FormatResult) -> FormatResult {
    let mut inner = String::new();
    write(&mut inner)?;
    for line in inner.split_inclusive('\n') {
        out.push_str("    ");
        out.push_str(line);
    }
    Ok(())
}

/// `open a, b close`, or one to a line with `{:#?}`.
fn sequence(
    out: &mut String,
    spec: &FormatSpec,
    (open, close): (&str, &str),
    count: usize,
    mut item: impl FnMut(&mut String, usize) -> FormatResult,
) -> FormatResult {
    out.push_str(open);
    if spec.alternate && count > 0 {
        out.push('\n');
        for i in 0..count {
            indented(out, |out| {
                item(out, i)?;
                out.push_str(",\n");
                Ok(())
            })?;
        }
    } else {
        for i in 0..count {
            if i > 0 {
                out.push_str(", ");
            }
            item(out, i)?;
        }
    }
    out.push_str(close);
    Ok(())
}

fn tuple_like(out: &mut String, name: &str, fields: &[Value], spec: &FormatSpec, types: &Types) -> FormatResult {
    out.push_str(name);
    sequence(out, spec, ("(", ")"), fields.len(), |out, i| debug(out, &fields[i], spec, types))?;
    if name.is_empty() && fields.len() == 1 && !spec.alternate {
        out.pop();
        out.push_str(",)");
    }
    Ok(())
}

fn struct_like<'a>(
    out: &mut String,
    name: &str,
    fields: &[(&'a str, &'a Value)],
    exhaustive: bool,
    spec: &FormatSpec,
    types: &Types,
) -> FormatResult {
    out.push_str(name);
    if fields.is_empty() {
        out.push_str(if exhaustive { "" } else { " { .. }" });
        return Ok(());
    }
    let close = match (spec.alternate, exhaustive) {
        (false, true) => " }",
        (false, false) => ", .. }",
        (true, true) => "}",
        (true, false) => "    ..\n}",
    };
    let open = if spec.alternate { " {" } else { " { " };
    sequence(out, spec, (open, close), fields.len(), |out, i| {
        let _ = write!(out, "{}: ", fields[i].0);
        debug(out, fields[i].1, spec, types)
    })
}

fn debug(out: &mut String, value: &Value, spec: &FormatSpec, types: &Types) -> FormatResult {
    if let Some(wrap) = value.top() {
        let inner = value.clone().unwrap_one();
        let name = match wrap {
            Wrap::Some => "Some",
            Wrap::Ok => "Ok",
            Wrap::Err => "Err",
        };
        return nested(|| tuple_like(out, name, &[inner], spec, types));
    }
    if value.int_kind().is_some() {
        return match spec.debug_hex {
            Some(upper) => radix(out, value, spec, if upper { FormatStyle::UpperHex } else { FormatStyle::LowerHex }),
            None => {
                integer(out, value, spec);
                Ok(())
            }
        };
    }
    if float(out, value, &FormatSpec { style: FormatStyle::Debug, ..*spec }) {
        return Ok(());
    }
    if let Some(text) = value.as_str() {
        let _ = write!(out, "{text:?}");
        return Ok(());
    }
    match value {
        Value::Bool(_, x) => pad(out, spec, if *x { "true" } else { "false" }),
        Value::Char(_, x) => {
            let _ = write!(out, "{x:?}");
        }
        Value::Unit(_) => pad(out, spec, "()"),
        Value::None(_) => out.push_str("None"),
        Value::Null(_) => pad(out, spec, "0x0"),
        Value::Tuple(_, fields) => return nested(|| tuple_like(out, "", fields.values(), spec, types)),
        Value::Vec(_, vector) => {
            let list = vector.list();
            let item = |out: &mut String, i| debug(out, &list.get(i).unwrap_or_default(), spec, types);
            return nested(|| sequence(out, spec, ("[", "]"), list.len, item));
        }
        Value::Variant(..) | Value::Struct(..) => return nested(|| debug_adt(out, value, spec, types)),
        Value::Weak(..) => out.push_str("(Weak)"),
        Value::Object(_, object) => return nested(|| debug_shape(out, object.shape(), spec, types)),
        Value::Function(..) | Value::Closure(..) => out.push_str("<function>"),
        Value::Moved(_) => return Err("use of a value that was moved".into()),
        other => match target(other) {
            Some(target) => return nested(|| debug(out, &target, spec, types)),
            None => out.push_str(other.kind_name()),
        },
    }
    Ok(())
}

fn debug_shape(out: &mut String, shape: Shape, spec: &FormatSpec, types: &Types) -> FormatResult {
    match shape {
        Shape::Text(text) => out.push_str(&text),
        Shape::List(items) => {
            return sequence(out, spec, ("[", "]"), items.len(), |out, i| debug(out, &items[i], spec, types));
        }
        Shape::Set(items) => {
            return sequence(out, spec, ("{", "}"), items.len(), |out, i| debug(out, &items[i], spec, types));
        }
        Shape::Map(items) => {
            return sequence(out, spec, ("{", "}"), items.len(), |out, i| {
                debug(out, &items[i].0, spec, types)?;
                out.push_str(": ");
                debug(out, &items[i].1, spec, types)
            });
        }
        Shape::Struct { name, fields, exhaustive } => {
            let fields: Vec<(&str, &Value)> = fields.iter().map(|(name, value)| (*name, value)).collect();
            return struct_like(out, name, &fields, exhaustive, spec, types);
        }
        Shape::Tuple { name, fields } => return tuple_like(out, name, &fields, spec, types),
    }
    Ok(())
}

fn debug_adt(out: &mut String, value: &Value, spec: &FormatSpec, types: &Types) -> FormatResult {
    let Some((ty, variant)) = value.adt_header() else { return Ok(()) };
    let fields = value.fields().unwrap_or(&[]);
    let Some(adt) = types.adt(ty) else {
        return tuple_like(out, "?", fields, spec, types);
    };
    match (adt.lang, fields) {
        (Some(LangAdt::Range), [start, end, ..]) => {
            debug(out, start, spec, types)?;
            out.push_str("..");
            return debug(out, end, spec, types);
        }
        (Some(LangAdt::RangeInclusive), [start, end, ..]) => {
            debug(out, start, spec, types)?;
            out.push_str("..=");
            return debug(out, end, spec, types);
        }
        _ => {}
    }
    let Some(variant) = adt.variants.get(variant as usize) else { return Ok(()) };
    let name = if adt.is_enum { variant.name.as_str() } else { adt.name.as_str() };
    match variant.shape {
        VariantShape::Unit => out.push_str(name),
        VariantShape::Tuple => return tuple_like(out, name, fields, spec, types),
        VariantShape::Named => {
            let fields: Vec<(&str, &Value)> = variant.fields.iter().map(|name| name.as_str()).zip(fields).collect();
            return struct_like(out, name, &fields, true, spec, types);
        }
    }
    Ok(())
}

/// The natives behind `impl Display for i32` and the like: the value, and the formatter in and out.
pub fn native(name: &str) -> Option<crate::native::NativeFn> {
    use crate::native::{NativeCx, NativeResult, arg};
    macro_rules! styles {
        ($($name:literal $style:ident;)*) => {
            match name {
                $($name => {
                    fn native(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
                        let value = args[0].take();
                        let formatter: &mut Formatter = arg::object_mut(args, 1)?;
                        let spec = FormatSpec { style: FormatStyle::$style, ..formatter.spec };
                        let code = cx.code();
                        write(&mut formatter.text, &value, &spec, &code.types).map_err(crate::native::Exit::panic)?;
                        Ok(Value::UNIT.ok())
                    }
                    Some(native)
                })*
                _ => None,
            }
        };
    }
    styles! {
        "fmt_display" Display;
        "fmt_debug" Debug;
        "fmt_lower_hex" LowerHex;
        "fmt_upper_hex" UpperHex;
        "fmt_octal" Octal;
        "fmt_binary" Binary;
        "fmt_lower_exp" LowerExp;
        "fmt_upper_exp" UpperExp;
        "fmt_pointer" Pointer;
    }
}
