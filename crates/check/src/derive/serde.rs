//! `#[derive(Serialize, Deserialize)]`: values as JSON and back, in the shapes of serde's documentation.
//!
//! `#[serde(…)]` knows `rename`, `rename_all`, `default`, `skip`, `skip_serializing_if`, `tag`, `untagged`, `transparent` and
//! `deny_unknown_fields`; other words change nothing.

use super::{literal, path, pattern};
use crate::defs::{AdtDef, FieldDef, VariantDef};
use crate::typed::VariantShape;
use ruchy_syntax::Symbol;
use std::fmt::Write;

/// The word that follows `key`.
fn given<'a>(words: &'a [Symbol], key: &str) -> Option<&'a str> {
    let at = words.iter().position(|word| word.as_str() == key)?;
    words.get(at + 1).map(Symbol::as_str)
}

fn says(words: &[Symbol], key: &str) -> bool {
    words.iter().any(|word| word.as_str() == key)
}

/// A name as `rename_all` has it.
fn recased(name: &str, case: &str, is_variant: bool) -> String {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        if c == '_' {
            words.push(String::new());
        } else if words.is_empty() || (is_variant && c.is_uppercase()) {
            words.push(c.to_lowercase().collect());
        } else if let Some(last) = words.last_mut() {
            last.extend(c.to_lowercase());
        }
    }
    let title = |word: &String| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    let pascal = || words.iter().map(title).collect::<String>();
    match case {
        "lowercase" => name.to_lowercase(),
        "UPPERCASE" => name.to_uppercase(),
        "PascalCase" => pascal(),
        "camelCase" => {
            let text = pascal();
            let mut chars = text.chars();
            chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
        }
        "snake_case" => words.join("_"),
        "SCREAMING_SNAKE_CASE" => words.join("_").to_uppercase(),
        "kebab-case" => words.join("-"),
        "SCREAMING-KEBAB-CASE" => words.join("-").to_uppercase(),
        _ => name.to_owned(),
    }
}

fn field_name(adt: &AdtDef, variant: &VariantDef, field: &FieldDef) -> String {
    let own = field.name.name.as_str();
    let all = if adt.is_enum { given(&variant.serde, "rename_all") } else { given(&adt.serde, "rename_all") };
    let name = given(&field.serde, "rename").map(str::to_owned);
    name.unwrap_or_else(|| all.map_or(own.to_owned(), |case| recased(own, case, false)))
}

fn variant_name(adt: &AdtDef, variant: &VariantDef) -> String {
    let own = variant.name.name.as_str();
    let name = given(&variant.serde, "rename").map(str::to_owned);
    name.unwrap_or_else(|| given(&adt.serde, "rename_all").map_or(own.to_owned(), |case| recased(own, case, true)))
}

/// Statements that put the named fields into `out`.
fn fields_text(adt: &AdtDef, variant: &VariantDef) -> String {
    let mut text = String::new();
    for (k, field) in variant.fields.iter().enumerate() {
        if says(&field.serde, "skip") || says(&field.serde, "skip_serializing") {
            continue;
        }
        let put = format!("out.push(({:?}.to_string(), ::json::Serialize::to_json(a{k}))); ", field_name(adt, variant, field));
        match given(&field.serde, "skip_serializing_if") {
            Some(test) => {
                let _ = write!(text, "if !{test}(a{k}) {{ {put} }} ");
            }
            None => text.push_str(&put),
        }
    }
    text
}

/// What a variant (or struct) holds, as a value.
fn content_text(adt: &AdtDef, variant: &VariantDef) -> String {
    match variant.shape {
        VariantShape::Unit => "::json::Value::Null".into(),
        VariantShape::Tuple if variant.fields.len() == 1 => "::json::Serialize::to_json(a0)".into(),
        VariantShape::Named if says(&adt.serde, "transparent") && variant.fields.len() == 1 => "::json::Serialize::to_json(a0)".into(),
        VariantShape::Tuple => {
            let items: Vec<String> = (0..variant.fields.len()).map(|k| format!("::json::Serialize::to_json(a{k})")).collect();
            format!("::json::__array(vec![{}])", items.join(", "))
        }
        VariantShape::Named => format!("{{ let mut out = Vec::new(); {} ::json::__object(out) }}", fields_text(adt, variant)),
    }
}

/// `to_json`.
pub(super) fn serialize_text(adt: &AdtDef) -> String {
    let mut arms = String::new();
    for (i, variant) in adt.variants.iter().enumerate() {
        let name = variant_name(adt, variant);
        let value = match (adt.is_enum, variant.shape) {
            (false, _) => content_text(adt, variant),
            (true, _) if says(&adt.serde, "untagged") => content_text(adt, variant),
            (true, shape) => match given(&adt.serde, "tag") {
                Some(tag) if shape == VariantShape::Tuple => format!("::json::__tagged({tag:?}, {name:?}, {})", content_text(adt, variant)),
                Some(tag) => {
                    let fields = fields_text(adt, variant);
                    format!("{{ let mut out = vec![({tag:?}.to_string(), ::json::__key({name:?}).into())]; {fields} ::json::__object(out) }}")
                }
                None if shape == VariantShape::Unit => format!("::json::Value::String({name:?}.to_string())"),
                None => format!("::json::__object(vec![({name:?}.to_string(), {})])", content_text(adt, variant)),
            },
        };
        let _ = write!(arms, "{} => {value}, ", pattern(adt, i, "a"));
    }
    format!("fn to_json(&self) -> ::json::Value {{ match self {{ {arms} }} }}")
}

/// An expression that makes variant `i` of `content`; it may return an error.
fn build_text(adt: &AdtDef, i: usize, content: &str, what: &str) -> String {
    let variant = &adt.variants[i];
    match variant.shape {
        VariantShape::Unit => path(adt, i),
        VariantShape::Tuple if variant.fields.len() == 1 => literal(adt, i, |_| format!("::json::Deserialize::from_json({content})?")),
        VariantShape::Named if says(&adt.serde, "transparent") && variant.fields.len() == 1 => {
            literal(adt, i, |_| format!("::json::Deserialize::from_json({content})?"))
        }
        VariantShape::Tuple => {
            let count = variant.fields.len();
            let value = literal(adt, i, |k| format!("::json::__item(&items[{k}], {k})?"));
            format!("{{ let items = ::json::__items({content}, {count}, {what:?})?; {value} }}")
        }
        VariantShape::Named => {
            let mut known: Vec<String> = variant.fields.iter().map(|field| format!("{:?}", field_name(adt, variant, field))).collect();
            known.extend(given(&adt.serde, "tag").map(|tag| format!("{tag:?}")));
            let strict = match says(&adt.serde, "deny_unknown_fields") {
                true => format!("::json::__only(fields, &[{}])?; ", known.join(", ")),
                false => String::new(),
            };
            let value = literal(adt, i, |k| {
                let field = &variant.fields[k];
                let name = field_name(adt, variant, field);
                if says(&field.serde, "skip") || says(&field.serde, "skip_deserializing") {
                    "::std::default::Default::default()".into()
                } else if says(&field.serde, "default") || says(&adt.serde, "default") {
                    match given(&field.serde, "default").filter(|word| !matches!(*word, "rename" | "skip_serializing_if")) {
                        Some(function) => format!("match ::json::__optional_field(fields, {name:?})? {{ Some(value) => value, None => {function}() }}"),
                        None => format!("::json::__optional_field(fields, {name:?})?.unwrap_or_default()"),
                    }
                } else {
                    format!("::json::__field(fields, {name:?})?")
                }
            });
            format!("{{ let fields = ::json::__fields({content}, {what:?})?; {strict}{value} }}")
        }
    }
}

/// `from_json`.
pub(super) fn deserialize_text(adt: &AdtDef, type_name: &str) -> String {
    let body = if !adt.is_enum {
        match adt.variants[0].shape {
            VariantShape::Unit => format!("::json::__unit(value, {type_name:?})?; Ok(Self)"),
            _ => format!("Ok({})", build_text(adt, 0, "value", type_name)),
        }
    } else if says(&adt.serde, "untagged") {
        let mut tries = String::new();
        for i in 0..adt.variants.len() {
            let what = format!("{type_name}::{}", adt.variants[i].name.name);
            let build = match adt.variants[i].shape {
                VariantShape::Unit => format!("{{ ::json::__unit(value, {what:?})?; {} }}", path(adt, i)),
                _ => build_text(adt, i, "value", &what),
            };
            let _ = write!(tries, "let made: ::std::result::Result<Self, ::json::Error> = (|| Ok({build}))(); if made.is_ok() {{ return made; }} ");
        }
        format!("{tries} Err(::json::__no_variant({type_name:?}))")
    } else {
        let mut arms = String::new();
        let mut names = Vec::new();
        for (i, variant) in adt.variants.iter().enumerate() {
            let name = variant_name(adt, variant);
            let what = format!("{type_name}::{}", variant.name.name);
            let _ = write!(arms, "{name:?} => {}, ", build_text(adt, i, "content", &what));
            names.push(format!("`{name}`"));
        }
        let list = names.join(", ");
        let (find, within) = match given(&adt.serde, "tag") {
            Some(tag) => (format!("::json::__tag(value, {tag:?}, {type_name:?})?"), ""),
            None => (format!("::json::__variant(value, {type_name:?})?"), ""),
        };
        format!("let (name, content) = {find};{within} Ok(match name.as_str() {{ {arms} other => return Err(::json::__unknown_variant(other, {list:?})) }})")
    };
    format!("fn from_json(value: &::json::Value) -> ::std::result::Result<Self, ::json::Error> {{ {body} }}")
}
