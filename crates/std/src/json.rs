//! JSON text to values and back (`json`), by serde_json.
//!
//! The declarations say how a value looks: `Value`'s variants are `Null`, `Bool`, `Number`, `String`, `Array` and `Object` in this order, and a
//! `Number` holds one of `Integer`, `Unsigned`, `Float`.

use crate::btree;
use crate::support::{Natives, disagree};
use ruchy_check::types::Ty;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Shape, Value};
use serde_json::{Map, Number, Value as Json};

pub(crate) const NATIVES: Natives = &[("json_parse", |cx, args| parse(cx, args)), ("json_print", |_, args| print(args))];

/// Deeper values are no JSON that anybody could read again.
const MOST_DEPTH: usize = 128;

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

fn print(args: &mut [Value]) -> NativeResult {
    let json = to_json(&args[0], 0)?;
    let text = if matches!(args[1], Value::Bool(_, true)) { serde_json::to_string_pretty(&json) } else { serde_json::to_string(&json) };
    text.map(Value::from).map_err(|error| Exit::panic(error.to_string()))
}

fn to_json(value: &Value, depth: usize) -> Result<Json, Exit> {
    if depth > MOST_DEPTH {
        return Err(Exit::panic(format!("a JSON value is nested more than {MOST_DEPTH} deep")));
    }
    let value = value.snapshot();
    let content = value.field(0);
    Ok(match (value.variant(), content) {
        (Some(0), _) => Json::Null,
        (Some(1), Some(b)) => Json::Bool(matches!(b, Value::Bool(_, true))),
        (Some(2), Some(number)) => {
            let kind = number.field(0).ok_or_else(|| disagree("a number without a value"))?;
            let content = kind.field(0).ok_or_else(|| disagree("a number without a value"))?;
            match content {
                Value::I64(_, n) => Json::Number(n.into()),
                Value::U64(_, n) => Json::Number(n.into()),
                Value::F64(_, n) => Number::from_f64(n).map_or(Json::Null, Json::Number),
                _ => return Err(disagree("a number of another kind")),
            }
        }
        (Some(3), Some(text)) => Json::String(text.as_str().unwrap_or_default().to_owned()),
        (Some(ARRAY), Some(items)) => {
            let items = items.as_list().ok_or_else(|| disagree("an array that is no list"))?;
            Json::Array(items.iter().map(|item| to_json(&item, depth + 1)).collect::<Result<_, _>>()?)
        }
        (Some(OBJECT), Some(fields)) => {
            let mut map = Map::new();
            let Value::Object(_, object) = &fields else { return Err(disagree("an object that is no map")) };
            let Shape::Map(entries) = object.shape() else { return Err(disagree("an object that is no map")) };
            for (name, field) in entries {
                map.insert(name.as_str().unwrap_or_default().to_owned(), to_json(&field, depth + 1)?);
            }
            Json::Object(map)
        }
        _ => return Err(disagree("something else than a JSON value")),
    })
}
