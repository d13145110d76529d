//! Command-line arguments (`clap`), by the crate of that name: it reads them, and writes the help and what is wrong.
//!
//! A command comes as the declarations' `Command`: its name, its settings (texts by name), its arguments, its subcommands, its groups. The values that the
//! script's own parsers make of the words are made by the declarations afterwards.

use crate::support::{Natives, disagree};
use clap::builder::{ArgPredicate, PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, Id};
use parking_lot::Mutex;
use ruchy_vm::native::{Exit, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub(crate) const NATIVES: Natives = &[
    ("clap_parse", |_, args| parse(args)),
    ("clap_help", |_, args| {
        let mut command = Maker::default().command(&args[0])?;
        let what = arg::str(args, 1)?;
        let text = checked(move || match what {
            "usage" => command.render_usage().to_string(),
            "version" => command.render_version(),
            "long_help" => command.render_long_help().to_string(),
            "check" => {
                command.build();
                String::new()
            }
            _ => command.render_help().to_string(),
        })?;
        Ok(text.into())
    }),
    ("clap_error", |_, args| {
        let mut command = Maker::default().command(&args[0])?;
        let (kind, message) = (kind(arg::str(args, 1)?), arg::str(args, 2)?.to_owned());
        Ok(checked(move || command.error(kind, message).render().to_string())?.into())
    }),
    ("clap_argument", |_, args| {
        let argument = Maker::default().argument(&args[0])?;
        let id = argument.get_id().clone();
        // How an argument is written is known once its command is built.
        let shown = checked(move || {
            let mut command = Command::new("").arg(argument);
            command.build();
            command.get_arguments().find(|argument| *argument.get_id() == id).map(Arg::to_string)
        })?;
        Ok(shown.unwrap_or_default().into())
    }),
    ("clap_ids", |_, args| Ok(Value::list(matches(args)?.0.ids().map(|id| id.as_str().into()).collect()))),
    ("clap_values", |_, args| {
        let groups = occurrences(&matches(args)?.0, arg::str(args, 1)?);
        let pair = |(number, text): (i64, String)| Value::tuple([number.into(), text.into()]);
        Ok(Value::list(groups.into_iter().map(|group| Value::list(group.into_iter().map(pair).collect())).collect()))
    }),
    ("clap_indices", |_, args| {
        let places = matches(args)?.0.indices_of(arg::str(args, 1)?);
        Ok(Value::list(places.into_iter().flatten().map(Value::from).collect()))
    }),
    ("clap_source", |_, args| {
        let found = matches(args)?;
        let id = arg::str(args, 1)?;
        let known = found.0.try_contains_id(id).unwrap_or(false);
        Ok(match known.then(|| found.0.value_source(id)).flatten() {
            None => 0i64,
            Some(ValueSource::DefaultValue) => 1,
            Some(ValueSource::EnvVariable) => 2,
            Some(_) => 3,
        }
        .into())
    }),
    ("clap_subcommand", |_, args| {
        Ok(match matches(args)?.0.subcommand() {
            Some((name, inner)) => Value::tuple([name.into(), Value::object(Found(inner.clone()))]).some(),
            None => Value::NONE,
        })
    }),
];

/// What was found on a command line.
struct Found(ArgMatches);

impl Object for Found {
    fn type_name(&self) -> &'static str {
        "ArgMatches"
    }
}

fn matches(args: &[Value]) -> Result<&Found, Exit> {
    arg::object(args, 0)
}

/// What stands instead of an argument's number where a value is none of a script's.
const FLAG: i64 = -1;
const COUNT: i64 = -2;
const MEMBER: i64 = -3;
const EXTERNAL: i64 = -4;

/// The values of an argument each time that it was given.
fn occurrences(matches: &ArgMatches, id: &str) -> Vec<Vec<(i64, String)>> {
    if let Ok(Some(groups)) = matches.try_get_occurrences::<Read>(id) {
        return groups.map(|group| group.map(|read| (read.number as i64, read.text.clone())).collect()).collect();
    }
    if let Ok(Some(flag)) = matches.try_get_one::<bool>(id) {
        return vec![vec![(FLAG, flag.to_string())]];
    }
    if let Ok(Some(count)) = matches.try_get_one::<u8>(id) {
        return vec![vec![(COUNT, count.to_string())]];
    }
    if let Ok(Some(members)) = matches.try_get_many::<Id>(id) {
        return vec![members.map(|member| (MEMBER, member.to_string())).collect()];
    }
    match matches.try_get_many::<String>(id) {
        Ok(Some(words)) => vec![words.map(|word| (EXTERNAL, word.clone())).collect()],
        _ => Vec::new(),
    }
}

/// A word that was read for the argument of that number.
#[derive(Clone)]
struct Read {
    number: usize,
    text: String,
}

/// Reads any text and writes down what it read: the script's own parsers are asked afterwards, in the same order.
#[derive(Clone)]
struct Reader {
    number: usize,
    possible: Option<PossibleValuesParser>,
    read: Arc<Mutex<Vec<Read>>>,
}

impl TypedValueParser for Reader {
    type Value = Read;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<Read, clap::Error> {
        let text = match &self.possible {
            Some(possible) => possible.parse_ref(command, argument, value)?,
            None => StringValueParser::new().parse_ref(command, argument, value)?,
        };
        let read = Read { number: self.number, text };
        self.read.lock().push(read.clone());
        Ok(read)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.possible.as_ref().and_then(TypedValueParser::possible_values)
    }
}

/// Runs what panics where a command contradicts itself.
fn checked<T>(run: impl FnOnce() -> T) -> Result<T, Exit> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|cause| {
        let cause = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
        Exit::panic(format!("this command contradicts itself: {}", cause.unwrap_or("look at the names of its arguments")))
    })
}

fn parse(args: &[Value]) -> NativeResult {
    let mut maker = Maker::default();
    let mut command = maker.command(&args[0])?;
    let words = args[1].as_list().ok_or_else(|| disagree("arguments that are no list"))?;
    let words: Vec<String> = words.iter().map(|word| word.as_str().unwrap_or_default().to_owned()).collect();
    let found = checked(|| command.try_get_matches_from_mut(words))?;
    let read = std::mem::take(&mut *maker.read.lock());
    let read = read.into_iter().map(|read| Value::tuple([(read.number as i64).into(), read.text.into()])).collect();
    let outcome = match found {
        Ok(matches) => Value::object(Found(matches)).ok(),
        Err(error) => {
            let text = error.render().to_string();
            Value::tuple([format!("{:?}", error.kind()).into(), error.use_stderr().into(), text.into()]).err()
        }
    };
    Ok(Value::tuple([Value::list(read), outcome]))
}

fn kind(name: &str) -> ErrorKind {
    use ErrorKind::*;
    const ALL: [ErrorKind; 17] = [
        InvalidValue,
        UnknownArgument,
        InvalidSubcommand,
        NoEquals,
        ValueValidation,
        TooManyValues,
        TooFewValues,
        WrongNumberOfValues,
        ArgumentConflict,
        MissingRequiredArgument,
        MissingSubcommand,
        InvalidUtf8,
        DisplayHelp,
        DisplayHelpOnMissingArgumentOrSubcommand,
        DisplayVersion,
        Io,
        Format,
    ];
    ALL.into_iter().find(|kind| format!("{kind:?}") == name).unwrap_or(Format)
}

/// Field `index` of a struct.
fn field(value: &Value, index: usize) -> Result<Value, Exit> {
    value.field(index).ok_or_else(|| disagree("a command without its fields"))
}

fn items(value: &Value) -> Result<Vec<Value>, Exit> {
    Ok(value.as_list().ok_or_else(|| disagree("a list that is none"))?.iter().collect())
}

fn text(value: &Value) -> Result<String, Exit> {
    value.as_str().map(str::to_owned).ok_or_else(|| disagree("a text that is none"))
}

fn settings(value: &Value) -> Result<Vec<(String, String)>, Exit> {
    items(value)?.iter().map(|pair| Ok((text(&field(pair, 0)?)?, text(&field(pair, 1)?)?))).collect()
}

/// Makes commands of the declarations' values. The arguments have numbers, in the order in which they come.
#[derive(Default)]
struct Maker {
    arguments: usize,
    read: Arc<Mutex<Vec<Read>>>,
}

/// What is between the texts of one setting.
const APART: char = '\u{1f}';

impl Maker {
    fn command(&mut self, value: &Value) -> Result<Command, Exit> {
        let mut command = Command::new(text(&field(value, 0)?)?);
        for (name, text) in settings(&field(value, 1)?)? {
            let yes = text == "true";
            let number = text.parse::<usize>().unwrap_or(0);
            command = match name.as_str() {
                "about" => command.about(text),
                "long_about" => command.long_about(text),
                "version" => command.version(text),
                "long_version" => command.long_version(text),
                "author" => command.author(text),
                "before_help" => command.before_help(text),
                "before_long_help" => command.before_long_help(text),
                "after_help" => command.after_help(text),
                "after_long_help" => command.after_long_help(text),
                "bin_name" => command.bin_name(text),
                "display_name" => command.display_name(text),
                "alias" => command.alias(text),
                "visible_alias" => command.visible_alias(text),
                "override_usage" => command.override_usage(text),
                "override_help" => command.override_help(text),
                "help_template" => command.help_template(text),
                "subcommand_value_name" => command.subcommand_value_name(text),
                "subcommand_help_heading" => command.subcommand_help_heading(text),
                "long_flag" => command.long_flag(text),
                "subcommand_required" => command.subcommand_required(yes),
                "arg_required_else_help" => command.arg_required_else_help(yes),
                "propagate_version" => command.propagate_version(yes),
                "disable_help_flag" => command.disable_help_flag(yes),
                "disable_version_flag" => command.disable_version_flag(yes),
                "disable_help_subcommand" => command.disable_help_subcommand(yes),
                "disable_colored_help" => command.disable_colored_help(yes),
                "infer_subcommands" => command.infer_subcommands(yes),
                "infer_long_args" => command.infer_long_args(yes),
                "args_conflicts_with_subcommands" => command.args_conflicts_with_subcommands(yes),
                "next_line_help" => command.next_line_help(yes),
                "hide" => command.hide(yes),
                "hide_possible_values" => command.hide_possible_values(yes),
                "allow_external_subcommands" => command.allow_external_subcommands(yes),
                "allow_hyphen_values" => command.allow_hyphen_values(yes),
                "allow_negative_numbers" => command.allow_negative_numbers(yes),
                "allow_missing_positional" => command.allow_missing_positional(yes),
                "args_override_self" => command.args_override_self(yes),
                "dont_delimit_trailing_values" => command.dont_delimit_trailing_values(yes),
                "flatten_help" => command.flatten_help(yes),
                "ignore_errors" => command.ignore_errors(yes),
                "multicall" => command.multicall(yes),
                "no_binary_name" => command.no_binary_name(yes),
                "subcommand_negates_reqs" => command.subcommand_negates_reqs(yes),
                "subcommand_precedence_over_arg" => command.subcommand_precedence_over_arg(yes),
                "trailing_var_arg" => command.trailing_var_arg(yes),
                "help_expected" => command.help_expected(yes),
                "short_flag" => command.short_flag(text.chars().next()),
                "display_order" => command.display_order(number),
                // Help is not wrapped.
                "term_width" | "max_term_width" => command,
                other => return Err(Exit::panic(format!("a command has no setting `{other}`"))),
            };
        }
        for value in items(&field(value, 2)?)? {
            command = command.arg(self.argument(&value)?);
        }
        for value in items(&field(value, 3)?)? {
            command = command.subcommand(self.command(&value)?);
        }
        for value in items(&field(value, 4)?)? {
            command = command.group(group(&value)?);
        }
        if command.is_allow_external_subcommands_set() {
            command = command.external_subcommand_value_parser(StringValueParser::new());
        }
        Ok(command)
    }

    fn argument(&mut self, value: &Value) -> Result<Arg, Exit> {
        let number_of_argument = self.arguments;
        self.arguments += 1;
        let mut is_read = true;
        let mut argument = Arg::new(text(&field(value, 0)?)?);
        let (mut defaults, mut missing, mut names, mut possible) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut unless_any, mut unless_all, mut if_all) = (Vec::new(), Vec::new(), Vec::new());
        for (name, text) in settings(&field(value, 1)?)? {
            let yes = text == "true";
            let number = text.parse::<usize>().unwrap_or(0);
            let first = text.chars().next().unwrap_or_default();
            let mut parts = text.split(APART).map(str::to_owned);
            let mut part = || parts.next().unwrap_or_default();
            argument = match name.as_str() {
                "short" => argument.short(first),
                "short_alias" => argument.short_alias(first),
                "visible_short_alias" => argument.visible_short_alias(first),
                "value_delimiter" => argument.value_delimiter(first),
                "index" => argument.index(number),
                "display_order" => argument.display_order(number),
                "action" => {
                    is_read = matches!(text.as_str(), "Set" | "Append");
                    argument.action(action(&text)?)
                }
                "num_args" => {
                    let (least, most) = text.split_once(' ').unwrap_or((&text, &text));
                    argument.num_args(least.parse().unwrap_or(0)..=most.parse().unwrap_or(usize::MAX))
                }
                "required_if_eq" => argument.required_if_eq(part(), part()),
                "required_if_eq_all" => {
                    if_all.push((part(), part()));
                    argument
                }
                "requires_if" => argument.requires_if(predicate(&part()), part()),
                "default_value_if" => {
                    let (other, value) = (part(), predicate(&part()));
                    match parts.next() {
                        Some(default) => argument.default_value_if(other, value, default),
                        None => argument.default_value_if(other, value, None::<&'static str>),
                    }
                }
                "required_unless_present_any_of" => {
                    unless_any.push(text);
                    argument
                }
                "required_unless_present_all_of" => {
                    unless_all.push(text);
                    argument
                }
                "default_value" => {
                    defaults.push(text);
                    argument
                }
                "default_missing_value" => {
                    missing.push(text);
                    argument
                }
                "value_name" => {
                    names.push(text);
                    argument
                }
                "possible" => {
                    possible.push(text);
                    argument
                }
                "long" => argument.long(text),
                "alias" => argument.alias(text),
                "visible_alias" => argument.visible_alias(text),
                "help" => argument.help(text),
                "long_help" => argument.long_help(text),
                "help_heading" => argument.help_heading(text),
                "conflicts_with" => argument.conflicts_with(text),
                "requires" => argument.requires(text),
                "required_unless_present" => argument.required_unless_present(text),
                "overrides_with" => argument.overrides_with(text),
                "group" => argument.group(text),
                "env" => argument.env(text),
                "value_terminator" => argument.value_terminator(text),
                "required" => argument.required(yes),
                "global" => argument.global(yes),
                "last" => argument.last(yes),
                "raw" => argument.raw(yes),
                "trailing_var_arg" => argument.trailing_var_arg(yes),
                "allow_hyphen_values" => argument.allow_hyphen_values(yes),
                "allow_negative_numbers" => argument.allow_negative_numbers(yes),
                "require_equals" => argument.require_equals(yes),
                "exclusive" => argument.exclusive(yes),
                "hide" => argument.hide(yes),
                "hide_short_help" => argument.hide_short_help(yes),
                "hide_long_help" => argument.hide_long_help(yes),
                "hide_default_value" => argument.hide_default_value(yes),
                "hide_possible_values" => argument.hide_possible_values(yes),
                "hide_env" => argument.hide_env(yes),
                "hide_env_values" => argument.hide_env_values(yes),
                "ignore_case" => argument.ignore_case(yes),
                "next_line_help" => argument.next_line_help(yes),
                other => return Err(Exit::panic(format!("an argument has no setting `{other}`"))),
            };
        }
        if !defaults.is_empty() {
            argument = argument.default_values(defaults);
        }
        if !missing.is_empty() {
            argument = argument.default_missing_values(missing);
        }
        if !names.is_empty() {
            argument = argument.value_names(names);
        }
        if !unless_any.is_empty() {
            argument = argument.required_unless_present_any(unless_any);
        }
        if !unless_all.is_empty() {
            argument = argument.required_unless_present_all(unless_all);
        }
        if !if_all.is_empty() {
            argument = argument.required_if_eq_all(if_all);
        }
        // The name, what it means, whether it is hidden, and its other names, with tabs between.
        let values = possible.iter().map(|value| {
            let mut parts = value.split('\t').map(str::to_owned);
            let mut made = PossibleValue::new(parts.next().unwrap_or_default());
            if let Some(help) = parts.next().filter(|help| !help.is_empty()) {
                made = made.help(help);
            }
            made = made.hide(parts.next().is_some_and(|hidden| !hidden.is_empty()));
            made.aliases(parts)
        });
        let has_parser = field(value, 2)?.into_option().is_some();
        if argument.get_num_args().is_some_and(|counts| counts.max_values() == 0) && !has_parser {
            is_read = false;
        }
        if is_read || has_parser {
            let possible = (!possible.is_empty()).then(|| PossibleValuesParser::new(values));
            argument = argument.value_parser(Reader { number: number_of_argument, possible, read: self.read.clone() });
        }
        Ok(argument)
    }
}

fn group(value: &Value) -> Result<ArgGroup, Exit> {
    let mut group = ArgGroup::new(text(&field(value, 0)?)?);
    for (name, text) in settings(&field(value, 1)?)? {
        group = match name.as_str() {
            "arg" => group.arg(text),
            "requires" => group.requires(text),
            "conflicts_with" => group.conflicts_with(text),
            "required" => group.required(text == "true"),
            "multiple" => group.multiple(text == "true"),
            other => return Err(Exit::panic(format!("a group has no setting `{other}`"))),
        };
    }
    Ok(group)
}

fn predicate(text: &str) -> ArgPredicate {
    match text.strip_prefix('=') {
        Some(value) => ArgPredicate::Equals(value.to_owned().into()),
        None => ArgPredicate::IsPresent,
    }
}

fn action(name: &str) -> Result<ArgAction, Exit> {
    Ok(match name {
        "Set" => ArgAction::Set,
        "Append" => ArgAction::Append,
        "SetTrue" => ArgAction::SetTrue,
        "SetFalse" => ArgAction::SetFalse,
        "Count" => ArgAction::Count,
        "Help" => ArgAction::Help,
        "HelpShort" => ArgAction::HelpShort,
        "HelpLong" => ArgAction::HelpLong,
        "Version" => ArgAction::Version,
        _ => return Err(disagree("an action that is none")),
    })
}
