//! JSON text to values and back (`json`), by serde_json.
//!
//! The declarations say how a value looks: `Value`'s variants are `Null`, `Bool`, `Number`, `String`, `Array` and `Object` in this order, and a
//! `Number` holds one of `Integer`, `Unsigned`, `Float`.

use crate::btree;
use crate::support::{Natives, UNIT, disagree};
use parking_lot::Mutex;
use ruchy_check::types::Ty;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Shape, Value};
use serde_json::{Number, Value as Json};

pub(crate) const NATIVES: Natives = &[
    ("json_parse", |cx, args| parse(cx, args)),
    ("json_locate", |_, args| locate(args)),
    ("json_print", |_, args| {
        let mut text = Text::new(args[1].as_bool() == Some(true));
        text.value(&args[0], 0)?;
        Ok(text.out.into())
    }),
    ("json_writer", |_, args| Ok(Value::object(Writer(Mutex::new(Text::new(args[0].as_bool() == Some(true))))))),
    ("json_writer_begin", |_, args| write(args, |text, object| text.begin(object.as_bool() == Some(true)))),
    ("json_writer_end", |_, args| write(args, |text, object| text.end(object.as_bool() == Some(true)))),
    ("json_writer_element", |_, args| {
        let Writer(text) = arg::object(args, 0)?;
        text.lock().element();
        UNIT
    }),
    ("json_writer_key", |_, args| write(args, |text, key| text.key(key.as_str().unwrap_or_default()))),
    ("json_writer_scalar", |_, args| write(args, |text, value| text.scalar(value))),
    ("json_writer_text", |_, args| {
        let Writer(text) = arg::object(args, 0)?;
        Ok(std::mem::take(&mut text.lock().out).into())
    }),
];

/// Deeper values are no JSON that could be read again; `serde_json` reads 128.
const MOST_DEPTH: usize = 1000;

const ARRAY: u32 = 4;
const OBJECT: u32 = 5;

/// The types that a parsed value is made of.
struct Made {
    value: Ty,
    number: Ty,
    number_kind: Ty,
}

fn parse(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let [value, number, number_kind] = cx.call.type_args[..] else { return Err(disagree("other type arguments")) };
    let text = arg::str(args, 0)?;
    match serde_json::from_str::<Json>(text) {
        Ok(json) => {
            let made = Made { value, number, number_kind };
            Ok(made.value(json).ok())
        }
        Err(error) => {
            let mut message = error.to_string();
            if let Some(cut) = message.rfind(" at line ") {
                message.truncate(cut);
            }
            Ok(Value::tuple([message.into(), error.line().into(), error.column().into()]).err())
        }
    }
}

impl Made {
    fn value(&self, json: Json) -> Value {
        let (variant, content) = match json {
            Json::Null => return Value::adt(self.value, 0, []),
            Json::Bool(b) => (1, b.into()),
            Json::Number(number) => (2, self.number(&number)),
            Json::String(text) => (3, text.into()),
            Json::Array(items) => (ARRAY, Value::list(items.into_iter().map(|item| self.value(item)).collect())),
            Json::Object(fields) => (OBJECT, btree::sorted_map(fields.into_iter().map(|(name, field)| (name.into(), self.value(field))))),
        };
        Value::adt(self.value, variant, [content])
    }

    fn number(&self, number: &Number) -> Value {
        let kind = |variant, content| Value::adt(self.number_kind, variant, [content]);
        let kind = match (number.as_i64(), number.as_u64()) {
            (Some(n), _) => kind(0, n.into()),
            (None, Some(n)) => kind(1, n.into()),
            (None, None) => kind(2, number.as_f64().unwrap_or(f64::NAN).into()),
        };
        Value::adt(self.number, 0, [kind])
    }
}

/// The place in a text of the value that a path leads to, innermost step first, as line and column. Which place of it: behind it (0), before it (1), its first character (2),
/// behind its key (3). The text is known to be JSON.
fn locate(args: &[Value]) -> NativeResult {
    let steps = args[1].as_list().ok_or_else(|| disagree("a path that is no list"))?;
    let mut scan = Scan { bytes: arg::str(args, 0)?.as_bytes(), at: 0 };
    let steps: Vec<Value> = steps.iter().collect();
    let key_end = steps.iter().rev().try_fold(0, |_, step| {
        let name = step.field(0)?;
        match name.as_str() {
            Some(name) => scan.enter_field(name),
            None => scan.enter_item(name.as_usize()?),
        }
    });
    let index = match (key_end, args[2].as_i64()) {
        (Some(end), Some(3)) => end,
        (_, Some(1)) => scan.start(),
        (_, Some(2)) => (scan.start() + 1).min(scan.bytes.len()),
        _ => {
            scan.skip();
            scan.at
        }
    };
    let before = &scan.bytes[..index];
    let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    Ok(Value::tuple([line.into(), (index - line_start).into()]))
}

/// Walks over JSON text without reading it.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    /// The first byte that is no white space.
    fn start(&mut self) -> usize {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.at
    }

    fn peek(&mut self) -> u8 {
        let start = self.start();
        self.bytes.get(start).copied().unwrap_or(0)
    }

    /// Passes the `,` or `:` that comes next.
    fn mark(&mut self, mark: u8) {
        if self.peek() == mark {
            self.at += 1;
        }
    }

    fn string(&mut self) -> &[u8] {
        let start = self.start();
        self.at += 1;
        while let Some(&b) = self.bytes.get(self.at) {
            self.at += if b == b'\\' { 2 } else { 1 };
            if b == b'"' {
                break;
            }
        }
        self.at = self.at.min(self.bytes.len());
        &self.bytes[start..self.at]
    }

    /// Passes a value.
    fn skip(&mut self) {
        let mut depth = 0usize;
        loop {
            match self.peek() {
                b'"' => {
                    self.string();
                }
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b']' | b'}' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                _ => {
                    let rest = &self.bytes[self.at..];
                    let ends = |b: &u8| b.is_ascii_whitespace() || b"[]{},:\"".contains(b);
                    self.at += rest.iter().position(ends).unwrap_or(rest.len());
                }
            }
            if depth == 0 || self.at >= self.bytes.len() {
                return;
            }
        }
    }

    /// Goes to the value of the last field of that name; gives where its key ends.
    fn enter_field(&mut self, name: &str) -> Option<usize> {
        let mut found = None;
        self.mark(b'{');
        while self.peek() == b'"' {
            let is_it = serde_json::from_slice::<String>(self.string()).is_ok_and(|key| key == name);
            let key_end = self.at;
            self.mark(b':');
            if is_it {
                found = Some((key_end, self.at));
            }
            self.skip();
            self.mark(b',');
        }
        let (key_end, at) = found?;
        self.at = at;
        Some(key_end)
    }

    fn enter_item(&mut self, index: usize) -> Option<usize> {
        self.mark(b'[');
        for _ in 0..index {
            self.skip();
            self.mark(b',');
        }
        Some(self.at)
    }
}

/// JSON text that is being written.
struct Writer(Mutex<Text>);

impl Object for Writer {
    fn type_name(&self) -> &'static str {
        "Writer"
    }
}

fn write(args: &[Value], how: impl FnOnce(&mut Text, &Value)) -> NativeResult {
    let Writer(text) = arg::object(args, 0)?;
    how(&mut text.lock(), &args[1]);
    UNIT
}

struct Text {
    out: String,
    pretty: bool,
    /// For each list and object that is open, whether it has something in it.
    open: Vec<bool>,
}

impl Text {
    fn new(pretty: bool) -> Text {
        Text { out: String::new(), pretty, open: Vec::new() }
    }

    fn begin(&mut self, object: bool) {
        self.out.push(if object { '{' } else { '[' });
        self.open.push(false);
    }

    fn end(&mut self, object: bool) {
        if self.open.pop() == Some(true) {
            self.line();
        }
        self.out.push(if object { '}' } else { ']' });
    }

    fn line(&mut self) {
        if self.pretty {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n("  ", self.open.len()));
        }
    }

    fn element(&mut self) {
        if let Some(filled) = self.open.last_mut()
            && std::mem::replace(filled, true)
        {
            self.out.push(',');
        }
        self.line();
    }

    fn key(&mut self, key: &str) {
        self.element();
        self.plain(key);
        self.out.push_str(if self.pretty { ": " } else { ":" });
    }

    /// What `serde_json` writes for a value without parts.
    fn plain<T: serde::Serialize + ?Sized>(&mut self, value: &T) {
        self.out.push_str(&serde_json::to_string(value).unwrap_or_default());
    }

    fn scalar(&mut self, value: &Value) {
        match value {
            Value::Bool(_, b) => self.plain(b),
            Value::F32(_, x) => self.plain(x),
            Value::F64(_, x) => self.plain(x),
            Value::I64(_, x) => self.plain(x),
            Value::U64(_, x) => self.plain(x),
            Value::I128(_, x) => self.plain(&**x),
            Value::U128(_, x) => self.plain(&**x),
            _ => match value.as_str() {
                Some(text) => self.plain(text),
                None => self.out.push_str("null"),
            },
        }
    }

    /// A `json::Value`.
    fn value(&mut self, value: &Value, depth: usize) -> Result<(), Exit> {
        if depth > MOST_DEPTH {
            return Err(Exit::panic(format!("a JSON value is nested more than {MOST_DEPTH} deep")));
        }
        let value = value.look();
        match (value.variant(), value.field(0)) {
            (Some(0), _) => self.out.push_str("null"),
            (Some(2), Some(number)) => {
                let kind = number.field(0).ok_or_else(|| disagree("a number without a kind"))?;
                self.scalar(&kind.field(0).unwrap_or_default());
            }
            (Some(ARRAY), Some(items)) => {
                let items = items.as_list().ok_or_else(|| disagree("an array that is no list"))?;
                self.begin(false);
                for item in items.iter() {
                    self.element();
                    self.value(&item, depth + 1)?;
                }
                self.end(false);
            }
            (Some(OBJECT), Some(fields)) => {
                let Some(Shape::Map(entries)) = fields.as_dyn_object().map(Object::shape) else {
                    return Err(disagree("an object that is no map"));
                };
                self.begin(true);
                for (name, field) in entries {
                    self.key(name.as_str().unwrap_or_default());
                    self.value(&field, depth + 1)?;
                }
                self.end(true);
            }
            (Some(_), Some(scalar)) => self.scalar(&scalar),
            _ => return Err(disagree("something else than a JSON value")),
        }
        Ok(())
    }
}
