//! Command-line arguments (`clap`), by the crate of that name: it reads them, and writes the help and what is wrong.
//!
//! A command comes as the declarations' `Command`: its name, its settings (texts by name), its arguments and its subcommands.

use crate::support::{Natives, disagree};
use clap::builder::PossibleValue;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use ruchy_vm::native::{Exit, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub(crate) const NATIVES: Natives = &[
    ("clap_parse", |_, args| parse(args)),
    ("clap_help", |_, args| {
        let mut command = command(&args[0])?;
        Ok(checked(move || command.render_help().to_string())?.into())
    }),
    ("clap_values", |_, args| {
        let found = matches(args)?;
        let id = arg::str(args, 1)?;
        Ok(match found.matches.try_get_many::<String>(id) {
            Ok(Some(values)) => Value::list(values.map(|value| value.as_str().into()).collect()).some(),
            _ => Value::NONE,
        })
    }),
    ("clap_flag", |_, args| Ok(matches(args)?.matches.try_get_one::<bool>(arg::str(args, 1)?).is_ok_and(|flag| flag == Some(&true)).into())),
    ("clap_count", |_, args| {
        let count = matches(args)?.matches.try_get_one::<u8>(arg::str(args, 1)?).ok().flatten().copied();
        Ok(count.unwrap_or(0).into())
    }),
    ("clap_source", |_, args| {
        let found = matches(args)?;
        let id = arg::str(args, 1)?;
        let known = found.shown.contains_key(id);
        Ok(match known.then(|| found.matches.value_source(id)).flatten() {
            None => 0i64,
            Some(ValueSource::DefaultValue) => 1,
            Some(ValueSource::EnvVariable) => 2,
            Some(_) => 3,
        }
        .into())
    }),
    ("clap_shown", |_, args| {
        let id = arg::str(args, 1)?;
        Ok(matches(args)?.shown.get(id).map_or(id, String::as_str).into())
    }),
    ("clap_subcommand", |_, args| {
        let found = matches(args)?;
        Ok(match found.matches.subcommand() {
            Some((name, inner)) => {
                Value::tuple([name.into(), Value::object(Found { matches: inner.clone(), shown: found.shown.clone() })]).some()
            }
            None => Value::NONE,
        })
    }),
];

/// What was found on a command line, and how each argument is written in messages.
struct Found {
    matches: ArgMatches,
    shown: Arc<HashMap<String, String>>,
}

impl Object for Found {
    fn type_name(&self) -> &'static str {
        "ArgMatches"
    }
}

fn matches(args: &[Value]) -> Result<&Found, Exit> {
    arg::object(args, 0)
}

/// Runs what panics where a command contradicts itself.
fn checked<T>(run: impl FnOnce() -> T) -> Result<T, Exit> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| Exit::panic("this command contradicts itself: look at the names of its arguments"))
}

fn parse(args: &[Value]) -> NativeResult {
    let mut command = command(&args[0])?;
    let words = args[1].as_list().ok_or_else(|| disagree("arguments that are no list"))?;
    let words: Vec<String> = words.iter().map(|word| word.as_str().unwrap_or_default().to_owned()).collect();
    let mut shown = HashMap::new();
    let found = checked(|| {
        // How an argument is written is known once the command is built.
        command.build();
        show(&command, &mut shown);
        command.try_get_matches_from_mut(words)
    })?;
    Ok(match found {
        Ok(matches) => Value::object(Found { matches, shown: Arc::new(shown) }).ok(),
        Err(error) => {
            let text = error.render().to_string();
            Value::tuple([format!("{:?}", error.kind()).into(), error.use_stderr().into(), text.into()]).err()
        }
    })
}

fn show(command: &Command, shown: &mut HashMap<String, String>) {
    for argument in command.get_arguments() {
        shown.insert(argument.get_id().to_string(), argument.to_string());
    }
    for inner in command.get_subcommands() {
        show(inner, shown);
    }
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

fn command(value: &Value) -> Result<Command, Exit> {
    let mut command = Command::new(text(&field(value, 0)?)?);
    for (name, text) in settings(&field(value, 1)?)? {
        let yes = text == "true";
        command = match name.as_str() {
            "about" => command.about(text),
            "long_about" => command.long_about(text),
            "version" => command.version(text),
            "long_version" => command.long_version(text),
            "author" => command.author(text),
            "before_help" => command.before_help(text),
            "after_help" => command.after_help(text),
            "after_long_help" => command.after_long_help(text),
            "bin_name" => command.bin_name(text),
            "display_name" => command.display_name(text),
            "alias" => command.alias(text),
            "visible_alias" => command.visible_alias(text),
            "override_usage" => command.override_usage(text),
            "override_help" => command.override_help(text),
            "subcommand_value_name" => command.subcommand_value_name(text),
            "subcommand_help_heading" => command.subcommand_help_heading(text),
            "help_template" => command.help_template(text),
            "subcommand_required" => command.subcommand_required(yes),
            "arg_required_else_help" => command.arg_required_else_help(yes),
            "propagate_version" => command.propagate_version(yes),
            "disable_help_flag" => command.disable_help_flag(yes),
            "disable_version_flag" => command.disable_version_flag(yes),
            "disable_help_subcommand" => command.disable_help_subcommand(yes),
            "infer_subcommands" => command.infer_subcommands(yes),
            "args_conflicts_with_subcommands" => command.args_conflicts_with_subcommands(yes),
            "next_line_help" => command.next_line_help(yes),
            "hide" => command.hide(yes),
            other => return Err(Exit::panic(format!("a command has no setting `{other}`"))),
        };
    }
    for value in items(&field(value, 2)?)? {
        command = command.arg(argument(&value)?);
    }
    for value in items(&field(value, 3)?)? {
        command = command.subcommand(self::command(&value)?);
    }
    Ok(command)
}

fn argument(value: &Value) -> Result<Arg, Exit> {
    let mut argument = Arg::new(text(&field(value, 0)?)?);
    let (mut defaults, mut names, mut possible) = (Vec::new(), Vec::new(), Vec::new());
    for (name, text) in settings(&field(value, 1)?)? {
        let yes = text == "true";
        let number = text.parse::<usize>().unwrap_or(0);
        let first = text.chars().next().unwrap_or_default();
        argument = match name.as_str() {
            "short" => argument.short(first),
            "long" => argument.long(text),
            "alias" => argument.alias(text),
            "visible_alias" => argument.visible_alias(text),
            "short_alias" => argument.short_alias(first),
            "help" => argument.help(text),
            "long_help" => argument.long_help(text),
            "help_heading" => argument.help_heading(text),
            "action" => argument.action(action(&text)?),
            "required" => argument.required(yes),
            "default_missing_value" => argument.default_missing_value(text),
            "num_args" => {
                let (least, most) = text.split_once(' ').unwrap_or((&text, &text));
                argument.num_args(least.parse().unwrap_or(0)..=most.parse().unwrap_or(usize::MAX))
            }
            "conflicts_with" => argument.conflicts_with(text),
            "requires" => argument.requires(text),
            "required_unless_present" => argument.required_unless_present(text),
            "overrides_with" => argument.overrides_with(text),
            "group" => argument.group(text),
            "global" => argument.global(yes),
            "last" => argument.last(yes),
            "trailing_var_arg" => argument.trailing_var_arg(yes),
            "allow_hyphen_values" => argument.allow_hyphen_values(yes),
            "allow_negative_numbers" => argument.allow_negative_numbers(yes),
            "require_equals" => argument.require_equals(yes),
            "exclusive" => argument.exclusive(yes),
            "hide" => argument.hide(yes),
            "hide_default_value" => argument.hide_default_value(yes),
            "hide_possible_values" => argument.hide_possible_values(yes),
            "ignore_case" => argument.ignore_case(yes),
            "value_delimiter" => argument.value_delimiter(first),
            "index" => argument.index(number),
            "display_order" => argument.display_order(number),
            "env" => argument.env(text),
            "default_value" => {
                defaults.push(text);
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
            other => return Err(Exit::panic(format!("an argument has no setting `{other}`"))),
        };
    }
    if !defaults.is_empty() {
        argument = argument.default_values(defaults);
    }
    if !names.is_empty() {
        argument = argument.value_names(names);
    }
    if !possible.is_empty() {
        // The name, what it means, and its other names, with tabs between.
        let values = possible.iter().map(|value| {
            let mut parts = value.split('\t').map(str::to_owned);
            let mut made = PossibleValue::new(parts.next().unwrap_or_default());
            if let Some(help) = parts.next().filter(|help| !help.is_empty()) {
                made = made.help(help);
            }
            made.aliases(parts)
        });
        argument = argument.value_parser(clap::builder::PossibleValuesParser::new(values));
    }
    Ok(argument)
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
