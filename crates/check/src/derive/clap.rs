//! `#[derive(Parser, Args, Subcommand, ValueEnum)]`: command-line arguments into structs and enums, as the crate `clap` has it.
//!
//! What a field's `#[arg(…)]` says becomes calls of the builder's methods of that name (see the library's `clap`), so this knows only the words that mean
//! something of their own.

use super::{literal, path, pattern};
use crate::defs::{AdtDef, FieldDef, Notes, VariantDef};
use crate::typed::VariantShape;
use ruchy_syntax::tree::{GenericArg, Type, TypeKind};
use std::fmt::Write;

const FIELD: [&str; 2] = ["arg", "clap"];
const COMMAND: [&str; 2] = ["command", "clap"];
const GROUP: [&str; 1] = ["group"];

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
    OptionalValue,
    List,
    OptionalList,
}

/// The last name of a type's path, and its first argument.
fn named(ty: &Type) -> Option<(&'static str, Option<&Type>)> {
    let TypeKind::Path(path) = &ty.kind else { return None };
    let last = path.segments.last()?;
    let argument =
        last.args.as_ref().and_then(|args| args.args.iter().find_map(|arg| if let GenericArg::Type(ty) = arg { Some(ty) } else { None }));
    Some((last.name.name.as_str(), argument))
}

fn shape(ty: &Type) -> Shape {
    match named(ty) {
        Some(("bool", _)) => Shape::Flag,
        Some(("Vec", _)) => Shape::List,
        Some(("Option", Some(inner))) if matches!(named(inner), Some(("Vec", _))) => Shape::OptionalList,
        Some(("Option", Some(inner))) if matches!(named(inner), Some(("Option", _))) => Shape::OptionalValue,
        Some(("Option", _)) => Shape::Optional,
        _ => Shape::One,
    }
}

/// A closure that gives field `k`: the library learns its type from it, and never calls it.
fn getter(adt: &AdtDef, i: usize, k: usize) -> String {
    let others = if adt.variants.len() > 1 { ", _ => ::std::process::exit(2)" } else { "" };
    format!("|me: Self| match me {{ {} => a{k}{others} }}", pattern(adt, i, "a"))
}

/// A name of the source in a style: words begin at an underscore, at a capital after a small letter, and at the last capital of several before a small letter.
fn recased(name: &str, style: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = vec![String::new()];
    for (i, &c) in chars.iter().enumerate() {
        let after_small = i > 0 && (chars[i - 1].is_lowercase() || chars[i - 1].is_numeric());
        let before_small = chars.get(i + 1).is_some_and(|next| next.is_lowercase());
        if c == '_' || c.is_uppercase() && (after_small || before_small) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c != '_') {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    let title = |word: &String| {
        let mut chars = word.chars();
        chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
    };
    match style {
        "lowercase" => words.concat(),
        "UPPERCASE" => words.concat().to_uppercase(),
        "PascalCase" => words.iter().map(title).collect(),
        "camelCase" => words.iter().enumerate().map(|(i, word)| if i == 0 { word.clone() } else { title(word) }).collect(),
        "snake_case" => words.join("_"),
        "SCREAMING_SNAKE_CASE" => words.join("_").to_uppercase(),
        _ => words.join("-"),
    }
}

/// The first paragraph of a doc comment, and the whole where there is more.
fn help(notes: &Notes) -> (Option<String>, Option<String>) {
    let Some(doc) = notes.doc.as_deref() else { return (None, None) };
    let says = |name: &str| has(notes, &FIELD, name) || has(notes, &COMMAND, name);
    if says("verbatim_doc_comment") {
        let lines: Vec<&str> = doc.lines().map(str::trim_end).collect();
        let first = lines.split(|line| line.trim().is_empty()).next().unwrap_or_default().join("\n");
        let whole = lines.join("\n").trim_end().to_owned();
        let more = (whole != first).then_some(whole);
        return (Some(first), more);
    }
    let paragraphs: Vec<String> =
        doc.split("\n\n").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|part| !part.is_empty()).collect();
    let Some(first) = paragraphs.first() else { return (None, None) };
    let short = if first.ends_with('.') && !first.ends_with("..") { &first[..first.len() - 1] } else { first };
    (Some(short.to_owned()), (paragraphs.len() > 1).then(|| paragraphs.join("\n\n")))
}

/// `value_parser!(T)` and the like as the calls that they stand for: no macro of the library is known where derived impls are read.
fn without_macros(text: &str) -> String {
    let text = without_macro(text, "value_parser!(", |of| {
        format!("({{ use ::clap::builder::__choice::*; (&&&&&::clap::builder::__Type::<{of}>::__new()).__parser() }})")
    });
    let text = without_macro(&text, "crate_version!(", |_| "\"0.0.0\".to_string()".into());
    let text = without_macro(&text, "crate_name!(", |_| "::clap::__name_of_program()".into());
    without_macro(&without_macro(&text, "crate_authors!(", |_| "\"\"".into()), "crate_description!(", |_| "\"\"".into())
}

fn without_macro(text: &str, name: &str, stands_for: impl Fn(&str) -> String) -> String {
    let Some(at) = text.find(name) else { return text.to_owned() };
    let is_path = |c: char| c == ':' || c == '_' || c.is_alphanumeric();
    let (before, rest) = (text[..at].trim_end_matches(is_path), &text[at + name.len()..]);
    let mut depth = 0usize;
    let end = rest.find(|c: char| {
        depth += usize::from(c == '(');
        c == ')'
            && (depth == 0 || {
                depth -= 1;
                false
            })
    });
    let Some(end) = end else { return text.to_owned() };
    format!("{before}{}{}", stands_for(&rest[..end]), &rest[end + 1..])
}

/// The expression that describes a field's argument.
fn argument(adt: &AdtDef, i: usize, k: usize, renamed: Renamed) -> String {
    let field = &adt.variants[i].fields[k];
    let notes = &field.notes;
    let name = field.name.name.as_str();
    let long_name = recased(name, renamed.arguments);
    let shape = shape(&field.ty);
    let get = getter(adt, i, k);
    let named = has(notes, &FIELD, "short") || has(notes, &FIELD, "long");
    let action = given(notes, &FIELD, "action").unwrap_or_default();
    let is_enum = has(notes, &FIELD, "value_enum");
    let mut text = format!("::clap::Arg::new({:?})", id(field));
    let (short, long) = help(notes);
    for (method, doc) in [("help", short), ("long_help", long)] {
        if let Some(doc) = doc {
            let _ = write!(text, ".{method}({doc:?})");
        }
    }
    let takes_values = action.is_empty() && shape != Shape::Flag || action.ends_with("Set") || action.ends_with("Append");
    if takes_values {
        if !has(notes, &FIELD, "value_name") && !has(notes, &FIELD, "value_names") {
            let _ = write!(text, ".value_name({:?})", recased(name, "SCREAMING_SNAKE_CASE"));
        }
        if !has(notes, &FIELD, "value_parser") {
            let by = match shape {
                Shape::Optional => "_option",
                Shape::OptionalValue => "_option_option",
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
        Shape::OptionalValue if action.is_empty() && !has(notes, &FIELD, "num_args") => text.push_str(".num_args(0..=1)"),
        Shape::One if takes_values && !said(notes, &FIELD).any(|(name, _)| name.starts_with("default_value")) => {
            text.push_str(".required(true)")
        }
        _ => {}
    }
    for (word, value) in said(notes, &FIELD) {
        let call = match (word, value) {
            (
                "skip"
                | "flatten"
                | "subcommand"
                | "value_enum"
                | "id"
                | "from_global"
                | "verbatim_doc_comment"
                | "rename_all"
                | "rename_all_env",
                _,
            )
            | ("help" | "long_help", None)
            | (_, Some("None")) => continue,
            ("short", None) => format!(".short({:?})", long_name.chars().next().unwrap_or('x')),
            ("long", None) => format!(".long({long_name:?})"),
            ("env", None) => format!(".env({:?})", recased(name, renamed.variables)),
            ("default_value_t", Some(value)) if is_enum => format!(".default_value(::clap::__default_variant({get}, {value}))"),
            ("default_value_t", None) if is_enum => format!(".default_value(::clap::__usual_variant({get}))"),
            ("default_value_t", Some(value)) => format!(".default_value(::clap::__default({get}, {value}))"),
            ("default_value_t", None) => format!(".default_value(::clap::__usual({get}))"),
            ("default_values_t", Some(value)) if is_enum => {
                format!(
                    ".default_values(({value}).into_iter().map(|value| ::clap::__written(&value)).collect::<::std::vec::Vec<::std::string::String>>())"
                )
            }
            ("default_values_t", Some(value)) => {
                format!(
                    ".default_values(({value}).into_iter().map(|value| ::std::string::ToString::to_string(&value)).collect::<::std::vec::Vec<::std::string::String>>())"
                )
            }
            (word, Some(value)) => format!(".{word}({})", without_macros(value)),
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

/// What a field is, beside an argument.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Argument,
    Skipped,
    Flattened,
    Subcommands,
}

fn part(notes: &Notes) -> Part {
    let says = |name: &str| has(notes, &COMMAND, name) || has(notes, &FIELD, name);
    match () {
        () if says("skip") => Part::Skipped,
        () if says("flatten") => Part::Flattened,
        () if says("subcommand") => Part::Subcommands,
        () => Part::Argument,
    }
}

/// The expression that reads a field from the matches `m`.
fn read(field: &FieldDef) -> String {
    let notes = &field.notes;
    let id = id(field);
    let shape = shape(&field.ty);
    match part(notes) {
        Part::Skipped => {
            let value = said(notes, &FIELD).find(|(name, _)| *name == "skip").and_then(|(_, value)| value);
            value.map_or("::std::default::Default::default()".to_owned(), str::to_owned)
        }
        Part::Flattened if shape == Shape::Optional => "::clap::__present(m)?".into(),
        Part::Flattened => "::clap::FromArgMatches::from_arg_matches(m)?".into(),
        Part::Subcommands if shape == Shape::Optional => {
            "match m.subcommand_name() { Some(_) => Some(::clap::FromArgMatches::from_arg_matches(m)?), None => None }".into()
        }
        Part::Subcommands => "::clap::FromArgMatches::from_arg_matches(m)?".into(),
        Part::Argument if given(notes, &FIELD, "action").is_some_and(|action| action.ends_with("Count")) => {
            // A count that the script reads by a parser of its own has that parser's type.
            match has(notes, &FIELD, "value_parser") {
                true => format!("::clap::__single(m, {id:?})?"),
                false => format!("m.get_count({id:?}) as _"),
            }
        }
        Part::Argument => match shape {
            Shape::Flag | Shape::One => format!("::clap::__single(m, {id:?})?"),
            Shape::Optional => format!("::clap::__optional(m, {id:?})?"),
            Shape::OptionalValue => format!("::clap::__optional_value(m, {id:?})?"),
            Shape::List => format!("::clap::__list(m, {id:?})?"),
            Shape::OptionalList => format!("::clap::__optional_list(m, {id:?})?"),
        },
    }
}

/// Calls that say what a command's notes say before its arguments are known.
fn heading(notes: &Notes) -> String {
    let value = given(notes, &COMMAND, "next_help_heading").map(|value| format!(".next_help_heading({value})"));
    value.unwrap_or_default()
}

/// Calls that say what a command's notes say.
fn settings(notes: &Notes) -> String {
    let mut text = String::new();
    let (short, long) = help(notes);
    for (method, doc) in [("about", short), ("long_about", long)] {
        if let Some(doc) = doc {
            let _ = write!(text, ".{method}({doc:?})");
        }
    }
    for (word, value) in said(notes, &COMMAND) {
        let call = match (word, value) {
            (
                "flatten"
                | "subcommand"
                | "rename_all"
                | "rename_all_env"
                | "skip"
                | "external_subcommand"
                | "next_help_heading"
                | "verbatim_doc_comment",
                _,
            )
            | ("about" | "long_about" | "author" | "name", None) => continue,
            // What a script has that says nothing.
            ("version", None) => ".version(\"0.0.0\")".into(),
            (word, Some("None")) => format!(".__without({word:?})"),
            (word, Some(value)) => format!(".{word}({})", without_macros(value)),
            (word, None) => format!(".{word}(true)"),
        };
        text.push_str(&call);
    }
    text
}

/// How names become those of the command line.
#[derive(Clone, Copy)]
struct Renamed<'a> {
    arguments: &'a str,
    variables: &'a str,
}

impl Renamed<'static> {
    fn of(notes: &Notes, outer: Option<Renamed<'static>>) -> Renamed<'static> {
        let outer = outer.unwrap_or(Renamed { arguments: "kebab-case", variables: "SCREAMING_SNAKE_CASE" });
        let style = |word: &str, usual: &'static str| given(notes, &COMMAND, word).and_then(case).unwrap_or(usual);
        Renamed { arguments: style("rename_all", outer.arguments), variables: style("rename_all_env", outer.variables) }
    }
}

/// A style of names by the name that is written for it.
fn case(written: &str) -> Option<&'static str> {
    let plain: String = written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match plain.as_str() {
        "camel" | "camelcase" => "camelCase",
        "kebab" | "kebabcase" => "kebab-case",
        "pascal" | "pascalcase" => "PascalCase",
        "screamingsnake" | "screamingsnakecase" => "SCREAMING_SNAKE_CASE",
        "snake" | "snakecase" => "snake_case",
        "lower" | "lowercase" => "lowercase",
        "upper" | "uppercase" => "UPPERCASE",
        _ => return None,
    })
}

/// Statements that give `command` the arguments of a variant's or struct's fields.
fn fields(adt: &AdtDef, i: usize, renamed: Renamed) -> String {
    let mut text = String::new();
    for (k, field) in adt.variants[i].fields.iter().enumerate() {
        let get = getter(adt, i, k);
        let optional = shape(&field.ty) == Shape::Optional;
        let value = match part(&field.notes) {
            Part::Skipped => continue,
            Part::Flattened => {
                let which = if optional { "__held_optional" } else { "__held" };
                format!("::clap::{which}(command{}, {get}){}", heading(&field.notes), settings(&field.notes))
            }
            Part::Subcommands => {
                let which = if optional { "__with_optional_subcommands" } else { "__with_subcommands" };
                format!("::clap::{which}(command, {get}){}", settings(&field.notes))
            }
            Part::Argument if has(&field.notes, &FIELD, "from_global") => continue,
            Part::Argument => format!("command.arg({})", argument(adt, i, k, renamed)),
        };
        let _ = write!(text, "let command = {value}; ");
    }
    text
}

/// The traits that a derive is besides of.
pub(super) fn companions(derive: &str, is_enum: bool) -> &'static [&'static str] {
    match derive {
        "Parser" if is_enum => &["CommandFactory", "FromArgMatches", "Subcommand"],
        "Parser" => &["CommandFactory", "FromArgMatches", "Args"],
        "Args" | "Subcommand" => &["FromArgMatches"],
        _ => &[],
    }
}

/// The impl of `CommandFactory`.
pub(super) fn command_text(adt: &AdtDef) -> String {
    let name = match given(&adt.notes, &COMMAND, "name") {
        Some(name) => without_macros(name),
        None => "::clap::__name_of_program()".into(),
    };
    let augment = if adt.is_enum {
        // An enum is nothing but its subcommands.
        "<Self as ::clap::Subcommand>::augment_subcommands(command.subcommand_required(true).arg_required_else_help(true))"
    } else {
        "<Self as ::clap::Args>::augment_args(command)"
    };
    format!("fn command() -> ::clap::Command {{ let command = ::clap::Command::new({name}); {augment} }}")
}

/// The impl of `Args`.
pub(super) fn arguments_text(adt: &AdtDef, type_name: &str) -> String {
    let members: Vec<String> = adt.variants[0]
        .fields
        .iter()
        .filter(|field| part(&field.notes) == Part::Argument)
        .map(|field| format!("{:?}", id(field)))
        .collect();
    let no_group = has(&adt.notes, &GROUP, "skip");
    let group_id = given(&adt.notes, &GROUP, "id").map_or_else(|| format!("{type_name:?}"), str::to_owned);
    let mut group = String::new();
    let mut id = "fn group_id() -> ::std::option::Option<::clap::Id> { None } ".to_owned();
    if !no_group {
        group = format!("let command = command.group(::clap::ArgGroup::new({group_id}).multiple(true)");
        if !members.is_empty() {
            let _ = write!(group, ".args([{}])", members.join(", "));
        }
        for (word, value) in said(&adt.notes, &GROUP).filter(|(word, _)| *word != "id") {
            let _ = write!(group, ".{word}({})", value.unwrap_or("true"));
        }
        group.push_str("); ");
        id = format!("fn group_id() -> ::std::option::Option<::clap::Id> {{ Some(::clap::Id::from({group_id})) }} ");
    }
    let fields = fields(adt, 0, Renamed::of(&adt.notes, None));
    format!(
        "{id}fn augment_args(command: ::clap::Command) -> ::clap::Command {{ {group}let command = command{}; {fields}command{} }}",
        heading(&adt.notes),
        settings(&adt.notes)
    )
}

/// The impl of `FromArgMatches`.
pub(super) fn matches_text(adt: &AdtDef) -> String {
    let value = match adt.is_enum {
        true => variants_read(adt),
        false => format!("Ok({})", literal(adt, 0, |k| read(&adt.variants[0].fields[k]))),
    };
    format!("fn from_arg_matches(m: &::clap::ArgMatches) -> ::std::result::Result<Self, ::clap::Error> {{ {value} }}")
}

fn name_of(variant: &VariantDef, attributes: &[&str], style: &str) -> String {
    let given = given(&variant.notes, attributes, "name").and_then(|name| ruchy_syntax::string_literal(name).ok());
    given.unwrap_or_else(|| recased(variant.name.name.as_str(), style))
}

fn subcommand_variants(adt: &AdtDef) -> impl Iterator<Item = (usize, &VariantDef)> {
    adt.variants.iter().enumerate().filter(|(_, variant)| !has(&variant.notes, &COMMAND, "skip"))
}

/// The impl of `Subcommand`.
pub(super) fn subcommand_text(adt: &AdtDef) -> String {
    let renamed = Renamed::of(&adt.notes, None);
    let mut augment = String::new();
    let mut known = String::new();
    for (i, variant) in subcommand_variants(adt) {
        let name = name_of(variant, &COMMAND, renamed.arguments);
        let get = || getter(adt, i, 0);
        if has(&variant.notes, &COMMAND, "external_subcommand") {
            let _ = write!(augment, "let command = ::clap::__external_parser_of(command, {}); ", get());
            known.push_str(" || true");
            continue;
        }
        if has(&variant.notes, &COMMAND, "flatten") {
            let _ = write!(augment, "let command = ::clap::__flattened_subcommands(command{}, {}); ", heading(&variant.notes), get());
            let _ = write!(known, " || ::clap::__has({}, name)", get());
            continue;
        }
        let inner = match variant.shape {
            VariantShape::Tuple if has(&variant.notes, &COMMAND, "subcommand") => {
                format!("let command = ::clap::__with_subcommands(command, {}); ", get())
            }
            VariantShape::Tuple => format!("let command = ::clap::__held(command, {}); ", get()),
            VariantShape::Unit => String::new(),
            VariantShape::Named => fields(adt, i, Renamed::of(&variant.notes, Some(renamed))),
        };
        // The notes of the variant come last: they win over those of the struct that it holds.
        let _ = write!(
            augment,
            "let command = command.subcommand({{ let command = ::clap::Command::new({name:?}){}; {inner}command{} }}); ",
            heading(&variant.notes),
            settings(&variant.notes)
        );
        let _ = write!(known, " || name == {name:?}");
    }
    format!(
        "fn augment_subcommands(command: ::clap::Command) -> ::clap::Command {{ let command = command{}; {augment}command{} }} fn has_subcommand(name: &str) -> bool {{ false{known} }}",
        heading(&adt.notes),
        settings(&adt.notes)
    )
}

/// The expression that makes the variant of the subcommand that was found.
fn variants_read(adt: &AdtDef) -> String {
    let style = Renamed::of(&adt.notes, None).arguments;
    let (mut arms, mut last) = (String::new(), String::new());
    for (i, variant) in subcommand_variants(adt) {
        let name = name_of(variant, &COMMAND, style);
        if has(&variant.notes, &COMMAND, "external_subcommand") {
            let value = literal(adt, i, |_| "::clap::__external(name, inner)".into());
            last = format!("Some((name, inner)) => Ok({value}), ");
            continue;
        }
        if has(&variant.notes, &COMMAND, "flatten") {
            let value = literal(adt, i, |_| "::clap::FromArgMatches::from_arg_matches(m)?".into());
            let _ = write!(arms, "Some((name, _)) if ::clap::__has({}, name) => Ok({value}), ", getter(adt, i, 0));
            continue;
        }
        let value = match variant.shape {
            VariantShape::Tuple => literal(adt, i, |_| "::clap::FromArgMatches::from_arg_matches(m)?".into()),
            VariantShape::Unit => path(adt, i),
            VariantShape::Named => literal(adt, i, |k| read(&variant.fields[k])),
        };
        let _ = write!(arms, "Some(({name:?}, m)) => Ok({value}), ");
    }
    format!("match m.subcommand() {{ {arms}{last}_ => Err(::clap::__no_subcommand(m)) }}")
}

/// The impl of `ValueEnum`.
pub(super) fn value_enum_text(adt: &AdtDef) -> String {
    const VALUE: [&str; 2] = ["value", "clap"];
    let (mut list, mut arms) = (Vec::new(), String::new());
    let style = said(&adt.notes, &VALUE).find(|(word, _)| *word == "rename_all").and_then(|(_, value)| value).and_then(case);
    for (i, variant) in adt.variants.iter().enumerate() {
        let own = path(adt, i);
        if has(&variant.notes, &VALUE, "skip") {
            let _ = write!(arms, "{own} {{ .. }} => None, ");
            continue;
        }
        let mut made = format!("::clap::PossibleValue::new({:?})", name_of(variant, &VALUE, style.unwrap_or("kebab-case")));
        if let Some(doc) = help(&variant.notes).0 {
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
