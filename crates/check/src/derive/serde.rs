//! `#[derive(Serialize, Deserialize)]`, in the shapes of serde's documentation.
//!
//! `Serialize` calls the serializer's methods. `Deserialize` makes the value of what any reader's content becomes (`__read`, see `serde::de`).
//! Of `#[serde(…)]`, `bound`, `borrow`, `crate` and `expecting` change nothing.

use super::{literal, path, pattern};
use crate::defs::{AdtDef, FieldDef, Notes, VariantDef};
use crate::typed::VariantShape;
use std::fmt::Write;

impl Notes {
    /// The values of all arguments of that name in `#[attribute(…)]`.
    pub(super) fn all<'a>(&'a self, attribute: &'a str, name: &'a str) -> impl Iterator<Item = Option<&'a str>> + 'a {
        let of_name = move |(path, argument): &&(ruchy_syntax::Symbol, ruchy_syntax::tree::AttributeArgument)| {
            path.as_str() == attribute && argument.name.as_str() == name
        };
        self.arguments.iter().filter(of_name).map(|(_, argument)| argument.value.as_deref())
    }
}

fn says(notes: &Notes, name: &str) -> bool {
    notes.all("serde", name).next().is_some()
}

/// The text that an argument is given. Of `rename(serialize = "a", deserialize = "b")` it is the one for `direction`.
fn given(notes: &Notes, name: &str, direction: &str) -> Option<String> {
    let value = notes.all("serde", name).flatten().next()?;
    if value.starts_with('"') || value.starts_with('r') {
        return unquoted(value);
    }
    let rest = &value[value.find(direction)? + direction.len()..];
    let rest = &rest[rest.find('"')?..];
    unquoted(&rest[..=rest[1..].find('"')? + 1])
}

const WRITE: &str = "serialize";
const READ: &str = "deserialize";

fn unquoted(text: &str) -> Option<String> {
    ruchy_syntax::string_literal(text).ok()
}

/// A path that an argument gives as a text.
fn function(notes: &Notes, name: &str) -> Option<String> {
    notes.all("serde", name).flatten().next().and_then(unquoted)
}

/// A name as `rename_all` has it.
pub(super) fn recased(name: &str, case: &str, is_variant: bool) -> String {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        if c == '_' && !is_variant {
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

fn field_name(adt: &AdtDef, variant: &VariantDef, field: &FieldDef, direction: &str) -> String {
    let own = field.name.name.as_str();
    if let Some(name) = given(&field.notes, "rename", direction) {
        return name;
    }
    let all = match adt.is_enum {
        true => given(&variant.notes, "rename_all", direction).or_else(|| given(&adt.notes, "rename_all_fields", direction)),
        false => given(&adt.notes, "rename_all", direction),
    };
    all.map_or(own.to_owned(), |case| recased(own, &case, false))
}

fn variant_name(adt: &AdtDef, variant: &VariantDef, direction: &str) -> String {
    let own = variant.name.name.as_str();
    let name = given(&variant.notes, "rename", direction);
    name.unwrap_or_else(|| given(&adt.notes, "rename_all", direction).map_or(own.to_owned(), |case| recased(own, &case, true)))
}

/// A struct of one field that is written as this field: `struct Name(T)`, or `#[serde(transparent)]`.
fn is_newtype(adt: &AdtDef, variant: &VariantDef) -> bool {
    let one = variant.fields.iter().filter(|field| !says(&field.notes, "skip")).count() == 1;
    one && (says(&adt.notes, "transparent") || variant.shape == VariantShape::Tuple && variant.fields.len() == 1)
}

fn newtype_field(variant: &VariantDef) -> usize {
    variant.fields.iter().position(|field| !says(&field.notes, "skip")).unwrap_or(0)
}

/// What is written of a field: the field itself, or what its function makes of it.
fn written(field: &FieldDef, k: usize) -> String {
    let module = function(&field.notes, "with").map(|module| format!("{module}::serialize"));
    match function(&field.notes, "serialize_with").or(module) {
        Some(function) => format!(
            "&match {function}(a{k}, ::json::__ToValue) {{ Ok(value) => value, Err(error) => return Err(::serde::ser::Error::custom(error)) }}"
        ),
        None => format!("a{k}"),
    }
}

fn is_written(field: &FieldDef) -> bool {
    !says(&field.notes, "skip") && !says(&field.notes, "skip_serializing")
}

/// Statements that put the named fields into `state` by that method.
fn fields_text(adt: &AdtDef, variant: &VariantDef, method: &str) -> String {
    let mut text = String::new();
    for (k, field) in variant.fields.iter().enumerate().filter(|(_, field)| is_written(field)) {
        let put = match says(&field.notes, "flatten") {
            true => format!("::serde::ser::__flatten(&mut state, a{k})?; "),
            false => format!("{method}(&mut state, {:?}, {})?; ", field_name(adt, variant, field, WRITE), written(field, k)),
        };
        match function(&field.notes, "skip_serializing_if") {
            Some(test) => {
                let _ = write!(text, "if !{test}(a{k}) {{ {put} }} ");
            }
            None => text.push_str(&put),
        }
    }
    text
}

const ENTRY: &str = "::serde::ser::SerializeMap::serialize_entry";
const END_MAP: &str = "::serde::ser::SerializeMap::end(state)";

/// An expression that writes what a struct or an untagged variant holds; `tag` comes first.
fn content_text(adt: &AdtDef, variant: &VariantDef, type_name: &str, serializer: &str, tag: Option<(&str, &str)>) -> String {
    let count = variant.fields.len();
    let is_flat = variant.fields.iter().any(|field| says(&field.notes, "flatten"));
    match variant.shape {
        _ if is_newtype(adt, variant) => {
            let k = newtype_field(variant);
            let value = written(&variant.fields[k], k);
            match (tag, adt.is_enum || says(&adt.notes, "transparent")) {
                (Some((tag, name)), _) => format!(
                    "{{ let mut state = ::serde::Serializer::serialize_map({serializer}, None)?; {ENTRY}(&mut state, {tag:?}, {name:?})?; ::serde::ser::__flatten(&mut state, {value})?; {END_MAP} }}"
                ),
                (None, true) => format!("::serde::Serialize::serialize({value}, {serializer})"),
                (None, false) => format!("::serde::Serializer::serialize_newtype_struct({serializer}, {type_name:?}, {value})"),
            }
        }
        VariantShape::Unit if tag.is_none() && adt.is_enum => format!("::serde::Serializer::serialize_unit({serializer})"),
        VariantShape::Unit if tag.is_none() => format!("::serde::Serializer::serialize_unit_struct({serializer}, {type_name:?})"),
        VariantShape::Tuple => {
            let mut items = String::new();
            for (k, field) in variant.fields.iter().enumerate().filter(|(_, field)| is_written(field)) {
                let _ = write!(items, "::serde::ser::SerializeTupleStruct::serialize_field(&mut state, {})?; ", written(field, k));
            }
            format!(
                "{{ let mut state = ::serde::Serializer::serialize_tuple_struct({serializer}, {type_name:?}, {count})?; {items} ::serde::ser::SerializeTupleStruct::end(state) }}"
            )
        }
        _ if is_flat => {
            let tag = tag.map(|(tag, name)| format!("{ENTRY}(&mut state, {tag:?}, {name:?})?; ")).unwrap_or_default();
            let fields = fields_text(adt, variant, ENTRY);
            format!("{{ let mut state = ::serde::Serializer::serialize_map({serializer}, None)?; {tag}{fields} {END_MAP} }}")
        }
        _ => {
            const FIELD: &str = "::serde::ser::SerializeStruct::serialize_field";
            let tag = tag.map(|(tag, name)| format!("{FIELD}(&mut state, {tag:?}, {name:?})?; ")).unwrap_or_default();
            let fields = fields_text(adt, variant, FIELD);
            format!(
                "{{ let mut state = ::serde::Serializer::serialize_struct({serializer}, {type_name:?}, {count})?; {tag}{fields} ::serde::ser::SerializeStruct::end(state) }}"
            )
        }
    }
}

/// An expression that writes a variant under its name.
fn named_text(adt: &AdtDef, i: usize, type_name: &str, name: &str) -> String {
    let variant = &adt.variants[i];
    let count = variant.fields.len();
    let head = format!("serializer, {type_name:?}, {i}u32, {name:?}");
    if is_newtype(adt, variant) {
        let k = newtype_field(variant);
        return format!("::serde::Serializer::serialize_newtype_variant({head}, {})", written(&variant.fields[k], k));
    }
    match variant.shape {
        VariantShape::Unit => format!("::serde::Serializer::serialize_unit_variant({head})"),
        VariantShape::Tuple => {
            let mut items = String::new();
            for (k, field) in variant.fields.iter().enumerate().filter(|(_, field)| is_written(field)) {
                let _ = write!(items, "::serde::ser::SerializeTupleVariant::serialize_field(&mut state, {})?; ", written(field, k));
            }
            format!(
                "{{ let mut state = ::serde::Serializer::serialize_tuple_variant({head}, {count})?; {items} ::serde::ser::SerializeTupleVariant::end(state) }}"
            )
        }
        VariantShape::Named => {
            let fields = fields_text(adt, variant, "::serde::ser::SerializeStructVariant::serialize_field");
            format!(
                "{{ let mut state = ::serde::Serializer::serialize_struct_variant({head}, {count})?; {fields} ::serde::ser::SerializeStructVariant::end(state) }}"
            )
        }
    }
}

/// `serialize`.
pub(super) fn serialize_text(adt: &AdtDef, type_name: &str) -> String {
    let type_name = given(&adt.notes, "rename", WRITE).unwrap_or_else(|| type_name.to_owned());
    let mut arms = String::new();
    for (i, variant) in adt.variants.iter().enumerate() {
        let name = variant_name(adt, variant, WRITE);
        let (tag, content) = (given(&adt.notes, "tag", WRITE), given(&adt.notes, "content", WRITE));
        let value = match (adt.is_enum, tag, content) {
            (true, ..) if says(&variant.notes, "skip") || says(&variant.notes, "skip_serializing") => {
                let what = format!("the enum variant {type_name}::{} cannot be serialized", variant.name.name);
                format!("Err(::serde::ser::Error::custom({what:?}))")
            }
            (true, ..) if says(&adt.notes, "untagged") || says(&variant.notes, "untagged") => {
                content_text(adt, variant, &type_name, "serializer", None)
            }
            (true, Some(tag), Some(content)) => {
                let held = match variant.shape {
                    VariantShape::Unit => String::new(),
                    _ => {
                        let value = content_text(adt, variant, &type_name, "::json::__ToValue", None);
                        let value = format!("(|| -> ::std::result::Result<::json::Value, ::json::Error> {{ {value} }})()");
                        format!(
                            "let held = match {value} {{ Ok(value) => value, Err(error) => return Err(::serde::ser::Error::custom(error)) }}; {ENTRY}(&mut state, {content:?}, &held)?; "
                        )
                    }
                };
                format!(
                    "{{ let mut state = ::serde::Serializer::serialize_map(serializer, None)?; {ENTRY}(&mut state, {tag:?}, {name:?})?; {held}{END_MAP} }}"
                )
            }
            (true, Some(tag), None) => content_text(adt, variant, &type_name, "serializer", Some((&tag, &name))),
            (true, None, _) => named_text(adt, i, &type_name, &name),
            (false, Some(tag), _) => content_text(adt, variant, &type_name, "serializer", Some((&tag, &type_name))),
            (false, None, _) => content_text(adt, variant, &type_name, "serializer", None),
        };
        let _ = write!(arms, "{} => {value}, ", pattern(adt, i, "a"));
    }
    let body = match function(&adt.notes, "into") {
        Some(other) => format!(
            "let other: {other} = ::std::convert::Into::into(::std::clone::Clone::clone(self)); ::serde::Serialize::serialize(&other, serializer)"
        ),
        None => format!("match self {{ {arms} }}"),
    };
    format!("fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {{ {body} }}")
}

/// What a field is if it is not there; `None`: an error.
fn absent(adt: &AdtDef, field: &FieldDef) -> Option<String> {
    if let Some(function) = function(&field.notes, "default") {
        Some(format!("{function}()"))
    } else if says(&field.notes, "default") {
        Some("::std::default::Default::default()".into())
    } else if says(&adt.notes, "default") {
        Some(format!("absent.r#{}", field.name.name))
    } else {
        None
    }
}

fn reader(field: &FieldDef) -> Option<String> {
    function(&field.notes, "deserialize_with").or_else(|| function(&field.notes, "with").map(|module| format!("{module}::deserialize")))
}

fn is_read(field: &FieldDef) -> bool {
    !says(&field.notes, "skip") && !says(&field.notes, "skip_deserializing")
}

/// The names that a field may have.
fn names(adt: &AdtDef, variant: &VariantDef, field: &FieldDef) -> Vec<String> {
    let mut names = vec![field_name(adt, variant, field, READ)];
    names.extend(field.notes.all("serde", "alias").flatten().filter_map(unquoted));
    names
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

/// An expression that makes variant `i` of `content`, a `&Value`; it may return an error.
fn build_text(adt: &AdtDef, i: usize, content: &str, what: &str) -> String {
    let variant = &adt.variants[i];
    if is_newtype(adt, variant) {
        let at = newtype_field(variant);
        return literal(adt, i, |k| match reader(&variant.fields[k]) {
            _ if k != at => "::std::default::Default::default()".into(),
            Some(function) => format!("{function}({content})?"),
            None => format!("::serde::Deserialize::__read({content})?"),
        });
    }
    match variant.shape {
        VariantShape::Unit => format!("{{ ::serde::de::__unit({content}, \"unit {what}\")?; {} }}", path(adt, i)),
        VariantShape::Tuple => {
            let read: Vec<usize> = (0..variant.fields.len()).filter(|&k| is_read(&variant.fields[k])).collect();
            let value = literal(adt, i, |k| match (read.iter().position(|&at| at == k), reader(&variant.fields[k])) {
                (None, _) => "::std::default::Default::default()".into(),
                (Some(at), Some(function)) => format!("{function}(&items[{at}])?"),
                (Some(at), None) => format!("::serde::de::__item(&items[{at}], {at})?"),
            });
            let count = read.len();
            format!(
                "{{ let items = ::serde::de::__items({content}, {count}, \"tuple {what}\", \"tuple {what} with {count} elements\")?; {value} }}"
            )
        }
        VariantShape::Named => {
            let mut known: Vec<String> = variant
                .fields
                .iter()
                .filter(|field| is_read(field) && !says(&field.notes, "flatten"))
                .flat_map(|field| names(adt, variant, field))
                .collect();
            let tag = given(&adt.notes, "tag", READ).filter(|_| !says(&adt.notes, "content"));
            let expected = quoted(&known);
            known.extend(tag);
            let strict = match says(&adt.notes, "deny_unknown_fields") {
                true => format!("::serde::de::__only(fields, &[{expected}])?; "),
                false => String::new(),
            };
            let whole = match !adt.is_enum && says(&adt.notes, "default") {
                true => match function(&adt.notes, "default") {
                    Some(function) => format!("let absent: Self = {function}(); "),
                    None => "let absent: Self = ::std::default::Default::default(); ".into(),
                },
                false => String::new(),
            };
            let value = literal(adt, i, |k| {
                let field = &variant.fields[k];
                let names = names(adt, variant, field);
                let name = match names.len() {
                    1 => format!("{:?}", names[0]),
                    _ => format!("::serde::de::__alias(fields, &[{}])", quoted(&names)),
                };
                let absent = absent(adt, field);
                match reader(field) {
                    _ if !is_read(field) => absent.unwrap_or_else(|| "::std::default::Default::default()".into()),
                    _ if says(&field.notes, "flatten") => "::serde::de::__flat(fields, &mut taken)?".into(),
                    Some(function) => {
                        let missing = absent.unwrap_or_else(|| format!("return Err(::serde::de::__missing({name}))"));
                        format!(
                            "match ::serde::de::__field_by(fields, {name}, |content| {function}(content))? {{ Some(value) => value, None => {missing} }}"
                        )
                    }
                    None => match absent {
                        Some(absent) => {
                            format!("match ::serde::de::__optional_field(fields, {name})? {{ Some(value) => value, None => {absent} }}")
                        }
                        None => format!("::serde::de::__field(fields, {name})?"),
                    },
                }
            });
            let taken = match variant.fields.iter().any(|field| says(&field.notes, "flatten")) {
                true => format!(
                    "let known: &[&str] = &[{}]; let mut taken: ::std::vec::Vec<::std::string::String> = known.iter().map(|name| name.to_string()).collect(); ",
                    quoted(&known)
                ),
                false => String::new(),
            };
            let listed = variant.fields.iter().filter(|field| is_read(field) && !says(&field.notes, "flatten"));
            let listed: Vec<String> = listed.map(|field| field_name(adt, variant, field, READ)).collect();
            let listed = quoted(&listed);
            format!("{{ let fields = &::serde::de::__struct({content}, &[{listed}], \"{what}\")?; {strict}{whole}{taken}{value} }}")
        }
    }
}

/// `__read`.
pub(super) fn deserialize_text(adt: &AdtDef, type_name: &str) -> String {
    const OUT: &str = "::std::result::Result<Self, ::json::Error>";
    let other = |name: &str| function(&adt.notes, name);
    let body = if let Some(other) = other("from") {
        format!("let other: {other} = ::serde::Deserialize::__read(value)?; Ok(::std::convert::From::from(other))")
    } else if let Some(other) = other("try_from") {
        format!(
            "let other: {other} = ::serde::Deserialize::__read(value)?; match ::std::convert::TryFrom::try_from(other) {{ Ok(made) => Ok(made), Err(error) => Err(::serde::de::Error::custom(error)) }}"
        )
    } else if !adt.is_enum {
        format!("Ok({})", build_text(adt, 0, "value", &format!("struct {type_name}")))
    } else {
        enum_text(adt, type_name, OUT)
    };
    let names = match &adt.variants[..] {
        [variant] if !adt.is_enum && variant.shape == VariantShape::Named => {
            let own = variant.fields.iter().filter(|field| is_read(field) && !says(&field.notes, "flatten"));
            own.flat_map(|field| names(adt, variant, field)).collect()
        }
        _ => Vec::new(),
    };
    let names = quoted(&names);
    format!(
        "fn __read(value: &::json::Value) -> {OUT} {{ {body} }} fn __names() -> ::std::vec::Vec<::std::string::String> {{ let names: &[&str] = &[{names}]; names.iter().map(|name| name.to_string()).collect() }}"
    )
}

fn enum_text(adt: &AdtDef, type_name: &str, out: &str) -> String {
    let is_read = |variant: &VariantDef| !says(&variant.notes, "skip") && !says(&variant.notes, "skip_deserializing");
    let what = |variant: &VariantDef| format!("variant {type_name}::{}", variant.name.name);
    let untagged = |variant: &VariantDef| says(&adt.notes, "untagged") || says(&variant.notes, "untagged");
    let mut tries = String::new();
    for (i, variant) in adt.variants.iter().enumerate().filter(|(_, variant)| is_read(variant) && untagged(variant)) {
        let build = build_text(adt, i, "value", &what(variant));
        let _ = write!(tries, "let made: {out} = (|| Ok({build}))(); if made.is_ok() {{ return made; }} ");
    }
    if says(&adt.notes, "untagged") {
        return format!("{tries} Err(::serde::de::__no_variant({type_name:?}))");
    }
    let (tag, content) = (given(&adt.notes, "tag", READ), given(&adt.notes, "content", READ));
    let mut arms = String::new();
    let mut expected = Vec::new();
    let mut otherwise = String::new();
    for (i, variant) in adt.variants.iter().enumerate().filter(|(_, variant)| is_read(variant) && !untagged(variant)) {
        let name = variant_name(adt, variant, READ);
        let mut spellings = vec![name.clone()];
        spellings.extend(variant.notes.all("serde", "alias").flatten().filter_map(unquoted));
        expected.push(name);
        let what = what(variant);
        let build = match variant.shape {
            VariantShape::Unit if tag.is_some() && content.is_none() => path(adt, i),
            VariantShape::Named => build_text(adt, i, "content", &format!("struct {what}")),
            _ => build_text(adt, i, "content", &what),
        };
        if says(&variant.notes, "other") {
            otherwise = path(adt, i);
        }
        let spellings: Vec<String> = spellings.iter().map(|name| format!("{name:?}")).collect();
        let _ = write!(arms, "{} => {build}, ", spellings.join(" | "));
    }
    if otherwise.is_empty() {
        let expected = quoted(&expected);
        let keyed = if tag.is_some() { "false" } else { "value.is_object()" };
        otherwise = format!("return Err(::serde::de::__unknown_variant(other, &[{expected}], {keyed}))");
        if !tries.is_empty() {
            otherwise = format!("{{ {tries} {otherwise} }}");
        }
    }
    let make = format!("Ok(match name.as_str() {{ {arms} other => {otherwise} }})");
    let make = format!("let read = |content: &::json::Value| -> {out} {{ {make} }}; ");
    match (tag, content) {
        (Some(tag), Some(content)) => format!(
            "let name = ::serde::de::__tag(value, {tag:?}, \"adjacently tagged enum {type_name}\")?; {make} match value.get({content:?}) {{ Some(held) => ::serde::de::__in_variant(read(held), {content:?}), None => read(&::json::Value::Null) }}"
        ),
        (Some(tag), None) => format!(
            "let name = ::serde::de::__tag(value, {tag:?}, \"internally tagged enum {type_name}\")?; {make} read(&::serde::de::__without(value, {tag:?}))"
        ),
        (None, _) => format!(
            "let (name, held) = ::serde::de::__variant(value)?; {make} if value.is_object() {{ ::serde::de::__in_variant(read(&held), &name) }} else {{ read(&held) }}"
        ),
    }
}
