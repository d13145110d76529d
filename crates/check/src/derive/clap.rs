//! `#[derive(Parser, Args, Subcommand, ValueEnum)]`: command-line arguments into structs and enums, as the crate `clap` has it.
//!
//! What a field's `#[arg(…)]` says becomes calls of the builder's methods of that name (see the library's `clap`), so this knows only the words that mean
//! something of their own.

use super::serde::recased;
use super::{literal, path, pattern};
use crate::defs::{AdtDef, FieldDef, Notes, VariantDef};
use crate::typed::VariantShape;
use ruchy_syntax::tree::{GenericArg, Type, TypeKind};
use std::fmt::Write;

const FIELD: [&str; 2] = ["arg", "clap"];
const COMMAND: [&str; 2] = ["command", "clap"];

/// Names and values of the arguments of these attributes.
fn said<'a>(notes: &'a Notes, attributes: &'a [&'a str]) -> impl Iterator<Item = (&'a str, Option<&'a str>)> + 'a {
    let of_them = notes.arguments.iter().filter(|(path, _)| attributes.contains(&path.as_str()));
    of_them.map(|(_, argument)| (argument.name.as_str(), argument.value.as_deref()))
}

fn has(notes: &Notes, attributes: &[&str], name: &str) -> bool {
    said(notes, attributes).any(|(own, _)| own == name)
}

fn given<'a>(notes: &'a Notes, attributes: &'a [&'a str], name: &str) -> Option<&'a str> {
    said(notes, attributes).find(|(own, _)| *own == name).and_then(|(_, value)| value)
}

/// How many values a field holds.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Flag,
    One,
    Optional,
    List,
    OptionalList,
}

/// The last name of a type's path, and its first argument.
fn named(ty: &Type) -> Option<(&'static str, Option<&Type>)> {
    let TypeKind::Path(path) = &ty.kind else { return None };
    let last = path.segments.last()?;
    let argument = last.args.as_ref().and_then(|args| args.args.iter().find_map(|arg| if let GenericArg::Type(ty) = arg { Some(ty) } else { None }));
    Some((last.name.name.as_str(), argument))
}

fn shape(ty: &Type) -> Shape {
    match named(ty) {
        Some(("bool", _)) => Shape::Flag,
        Some(("Vec", _)) => Shape::List,
        Some(("Option", Some(inner))) if matches!(named(inner), Some(("Vec", _))) => Shape::OptionalList,
        Some(("Option", _)) => Shape::Optional,
        _ => Shape::One,
    }
}

/// A closure that gives field `k`: the library learns its type from it, and never calls it.
fn getter(adt: &AdtDef, i: usize, k: usize) -> String {
    let others = if adt.variants.len() > 1 { ", _ => ::std::process::exit(2)" } else { "" };
    format!("|me: Self| match me {{ {} => a{k}{others} }}", pattern(adt, i, "a"))
}

/// The first paragraph of a doc comment, and the whole where there is more.
fn help(doc: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(doc) = doc else { return (None, None) };
    let paragraphs: Vec<String> = doc.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|part| !part.is_empty()).collect();
    let Some(first) = paragraphs.first() else { return (None, None) };
    let short = if first.ends_with('.') && !first.ends_with("..") { &first[..first.len() - 1] } else { first };
    (Some(short.to_owned()), (paragraphs.len() > 1).then(|| paragraphs.join("\n\n")))
}

/// Whether a value parser is a function, whose results are the values.
fn is_function(parser: &str) -> bool {
    !parser.contains("value_parser!") && !parser.starts_with('[') && !parser.contains("PossibleValues")
}

/// `value_parser!(T)` as the call that it stands for: no macro of the library is known where derived impls are read.
fn without_macro(text: &str) -> String {
    const NAME: &str = "value_parser!(";
    let Some(at) = text.find(NAME) else { return text.to_owned() };
    let is_path = |c: char| c == ':' || c == '_' || c.is_alphanumeric();
    let (before, rest) = (text[..at].trim_end_matches(is_path), &text[at + NAME.len()..]);
    let mut depth = 0usize;
    let end = rest.find(|c: char| {
        depth += usize::from(c == '(');
        c == ')' && (depth == 0 || { depth -= 1; false })
    });
    let Some(end) = end else { return text.to_owned() };
    format!("{before}::clap::__parser::<{}>(){}", &rest[..end], &rest[end + 1..])
}

/// The expression that describes a field's argument.
fn argument(adt: &AdtDef, i: usize, k: usize) -> String {
    let field = &adt.variants[i].fields[k];
    let notes = &field.notes;
    let name = field.name.name.as_str();
    let kebab = recased(name, "kebab-case", false);
    let shape = shape(&field.ty);
    let get = getter(adt, i, k);
    let named = has(notes, &FIELD, "short") || has(notes, &FIELD, "long");
    let action = given(notes, &FIELD, "action").unwrap_or_default();
    let mut text = format!("::clap::Arg::new({:?})", id(field));
    let (short, long) = help(notes.doc.as_deref());
    for (method, doc) in [("help", short), ("long_help", long)] {
        if let Some(doc) = doc {
            let _ = write!(text, ".{method}({doc:?})");
        }
    }
    let takes_values = action.is_empty() && shape != Shape::Flag || action.ends_with("Set") || action.ends_with("Append");
    if takes_values {
        if !has(notes, &FIELD, "value_name") && !has(notes, &FIELD, "value_names") {
            let _ = write!(text, ".value_name({:?})", recased(name, "SCREAMING_SNAKE_CASE", false));
        }
        if !has(notes, &FIELD, "value_parser") {
            let by = match shape {
                Shape::Optional => "_option",
                Shape::List => "_list",
                Shape::OptionalList => "_options",
                _ => "",
            };
            let _ = write!(text, ".value_parser(::clap::__parser_of{by}({get}))");
        }
    }
    match shape {
        Shape::Flag if action.is_empty() => text.push_str(".action(::clap::ArgAction::SetTrue)"),
        Shape::List | Shape::OptionalList if action.is_empty() => {
            text.push_str(".action(::clap::ArgAction::Append)");
            if !named && !has(notes, &FIELD, "num_args") {
                text.push_str(".num_args(1..)");
            }
        }
        Shape::One if takes_values && !said(notes, &FIELD).any(|(name, _)| name.starts_with("default_value")) => text.push_str(".required(true)"),
        _ => {}
    }
    for (word, value) in said(notes, &FIELD) {
        let call = match (word, value) {
            ("skip" | "flatten" | "subcommand" | "value_enum" | "id" | "from_global", _) | ("help" | "long_help", None) => continue,
            ("short", None) => format!(".short({:?})", kebab.chars().next().unwrap_or('x')),
            ("long", None) => format!(".long({kebab:?})"),
            ("env", None) => format!(".env({:?})", recased(name, "SCREAMING_SNAKE_CASE", false)),
            ("default_value_t", Some(value)) => format!(".default_value(::clap::__default({get}, {value}))"),
            ("default_value_t", None) => format!(".default_value(::clap::__usual({get}))"),
            ("default_values_t", Some(value)) => {
                format!(".default_values(({value}).into_iter().map(|value| ::clap::__Shown::__shown(&value)))")
            }
            (word, Some(value)) => format!(".{word}({})", without_macro(value)),
            (word, None) => format!(".{word}(true)"),
        };
        text.push_str(&call);
    }
    text
}

fn id(field: &FieldDef) -> String {
    let given = given(&field.notes, &FIELD, "id").and_then(|id| ruchy_syntax::string_literal(id).ok());
    given.unwrap_or_else(|| field.name.name.as_str().to_owned())
}

/// The expression that reads a field from the matches `m`.
fn read(field: &FieldDef) -> String {
    let notes = &field.notes;
    let id = id(field);
    let shape = shape(&field.ty);
    if let Some(value) = said(notes, &FIELD).find(|(name, _)| *name == "skip").map(|(_, value)| value) {
        return value.map_or("::std::default::Default::default()".to_owned(), str::to_owned);
    }
    if has(notes, &COMMAND, "flatten") || has(notes, &FIELD, "flatten") {
        return "::clap::Args::__from_matches(m)?".into();
    }
    if has(notes, &COMMAND, "subcommand") || has(notes, &FIELD, "subcommand") {
        return match shape {
            Shape::Optional => "match m.subcommand_name() { Some(_) => Some(::clap::Subcommand::__from_matches(m)?), None => None }".into(),
            _ => "::clap::Subcommand::__from_matches(m)?".into(),
        };
    }
    let action = given(notes, &FIELD, "action").unwrap_or_default();
    if action.ends_with("Count") {
        return format!("m.get_count({id:?}) as _");
    }
    if let Some(parser) = given(notes, &FIELD, "value_parser").filter(|parser| is_function(parser)) {
        let list = format!("::clap::__by(m, {id:?}, {parser})?");
        return match shape {
            Shape::List => list,
            Shape::Optional => format!("{list}.into_iter().next()"),
            Shape::OptionalList => format!("Some({list}).filter(|list| !list.is_empty())"),
            _ => format!("match {list}.into_iter().next() {{ Some(value) => value, None => ::clap::__single(m, {id:?})? }}"),
        };
    }
    match shape {
        Shape::Flag if action.is_empty() || action.contains("SetTrue") || action.contains("SetFalse") => format!("m.get_flag({id:?})"),
        Shape::Flag | Shape::One => format!("::clap::__single(m, {id:?})?"),
        Shape::Optional => format!("::clap::__optional(m, {id:?})?"),
        Shape::List => format!("::clap::__list(m, {id:?})?"),
        Shape::OptionalList => format!("::clap::__optional_list(m, {id:?})?"),
    }
}

/// Calls that say what a command's notes say.
fn settings(notes: &Notes) -> String {
    let mut text = String::new();
    let (short, long) = help(notes.doc.as_deref());
    for (method, doc) in [("about", short), ("long_about", long)] {
        if let Some(doc) = doc {
            let _ = write!(text, ".{method}({doc:?})");
        }
    }
    for (word, value) in said(notes, &COMMAND) {
        let call = match (word, value) {
            ("flatten" | "subcommand" | "rename_all" | "skip", _) | ("about" | "long_about" | "author" | "name", None) | (_, Some("None")) => continue,
            // What a script has that says nothing.
            ("version", None) => ".version(\"0.0.0\")".into(),
            (word, Some(value)) => format!(".{word}({value})"),
            (word, None) => format!(".{word}(true)"),
        };
        text.push_str(&call);
    }
    text
}

/// Statements that give `command` the arguments of a variant's or struct's fields.
fn fields(adt: &AdtDef, i: usize) -> String {
    let mut text = String::new();
    for (k, field) in adt.variants[i].fields.iter().enumerate() {
        let says = |name: &str| has(&field.notes, &COMMAND, name) || has(&field.notes, &FIELD, name);
        let get = getter(adt, i, k);
        let value = if says("skip") {
            continue;
        } else if says("flatten") {
            format!("::clap::__flattened(command, {get})")
        } else if says("subcommand") {
            let which = if shape(&field.ty) == Shape::Optional { "__with_optional_subcommands" } else { "__with_subcommands" };
            format!("::clap::{which}(command, {get})")
        } else {
            format!("command.arg({})", argument(adt, i, k))
        };
        let _ = write!(text, "let command = {value}; ");
    }
    text
}

fn methods(augment: &str, read: &str) -> String {
    format!(
        "fn __augment(command: ::clap::Command) -> ::clap::Command {{ {augment} command }} fn __from_matches(m: &::clap::ArgMatches) -> ::std::result::Result<Self, ::clap::Error> {{ {read} }}"
    )
}

/// The impl of `Parser` or `Args`.
pub(super) fn arguments_text(adt: &AdtDef) -> String {
    let own = format!("let command = command{}; ", settings(&adt.notes));
    if adt.is_enum {
        let (augment, read) = subcommands(adt);
        return methods(&format!("{own}let command = command.subcommand_required(true).arg_required_else_help(true); {augment}"), &read);
    }
    let value = literal(adt, 0, |k| read(&adt.variants[0].fields[k]));
    methods(&format!("{own}{}", fields(adt, 0)), &format!("Ok({value})"))
}

/// The impl of `Subcommand`.
pub(super) fn subcommand_text(adt: &AdtDef) -> String {
    let (augment, read) = subcommands(adt);
    methods(&augment, &read)
}

fn name_of(variant: &VariantDef, attributes: &[&str]) -> String {
    let given = given(&variant.notes, attributes, "name").and_then(|name| ruchy_syntax::string_literal(name).ok());
    given.unwrap_or_else(|| recased(variant.name.name.as_str(), "kebab-case", true))
}

fn subcommands(adt: &AdtDef) -> (String, String) {
    let (mut augment, mut arms) = (String::new(), String::new());
    for (i, variant) in adt.variants.iter().enumerate().filter(|(_, variant)| !has(&variant.notes, &COMMAND, "skip")) {
        let name = name_of(variant, &COMMAND);
        let nested = has(&variant.notes, &COMMAND, "subcommand");
        let (inner, value) = match variant.shape {
            VariantShape::Tuple => {
                let get = getter(adt, i, 0);
                let (add, by) = if nested { ("__with_subcommands", "Subcommand") } else { ("__held", "Args") };
                let value = literal(adt, i, |_| format!("::clap::{by}::__from_matches(m)?"));
                (format!("let command = ::clap::{add}(command, {get}); "), value)
            }
            VariantShape::Unit => (String::new(), path(adt, i)),
            VariantShape::Named => (fields(adt, i), literal(adt, i, |k| read(&variant.fields[k]))),
        };
        // The notes of the variant come last: they win over those of the struct that it holds.
        let own = settings(&variant.notes);
        let _ = write!(
            augment,
            "let command = command.subcommand({{ let command = ::clap::Command::new({name:?}); {inner}let command = command{own}; command }}); "
        );
        let _ = write!(arms, "Some(({name:?}, m)) => {value}, ");
    }
    (augment, format!("Ok(match m.subcommand() {{ {arms} _ => return Err(::clap::__no_subcommand()) }})"))
}

/// The impl of `ValueEnum`.
pub(super) fn value_enum_text(adt: &AdtDef) -> String {
    const VALUE: [&str; 2] = ["value", "clap"];
    let (mut list, mut arms) = (Vec::new(), String::new());
    for (i, variant) in adt.variants.iter().enumerate() {
        let own = path(adt, i);
        if has(&variant.notes, &VALUE, "skip") {
            let _ = write!(arms, "{own} {{ .. }} => None, ");
            continue;
        }
        let mut made = format!("::clap::PossibleValue::new({:?})", name_of(variant, &VALUE));
        if let Some(doc) = help(variant.notes.doc.as_deref()).0 {
            let _ = write!(made, ".help({doc:?})");
        }
        for (word, value) in said(&variant.notes, &VALUE).filter(|(word, _)| *word != "name") {
            let _ = write!(made, ".{word}({})", value.unwrap_or("true"));
        }
        let _ = write!(arms, "{own} => Some({made}), ");
        list.push(own);
    }
    format!(
        "fn value_variants<'a>() -> &'a [Self] {{ &[{}] }} fn to_possible_value(&self) -> ::std::option::Option<::clap::PossibleValue> {{ match self {{ {arms} }} }}",
        list.join(", ")
    )
}
