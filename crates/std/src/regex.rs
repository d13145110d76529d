//! Regular expressions (`regex`), by the crate of that name. The natives tell places; the declarations make the rest of them.
//!
//! Expressions are bounded by the crate's limits of size and nesting, and searching is linear in the text.

use crate::fs::bytes as bytes_of;
use crate::support::{Natives, disagree};
use regex::{Error, bytes};
use ruchy_vm::native::{Exit, NativeResult, arg};
use ruchy_vm::value::{Object, Value};

/// What an expression over texts or over bytes gives: both have the same methods.
macro_rules! of_either {
    ($args:expr, |$regex:ident| $answer:expr) => {
        match program($args)? {
            Program::Text($regex) => $answer,
            Program::Bytes($regex) => $answer,
            _ => return Err(disagree("a set for one expression")),
        }
    };
    ($args:expr, |$regex:ident, $searched:ident| $answer:expr) => {
        match program($args)? {
            Program::Text($regex) => {
                let $searched = arg::str($args, 1)?;
                $answer
            }
            Program::Bytes($regex) => {
                let $searched = bytes_of($args, 1)?;
                $answer
            }
            _ => return Err(disagree("a set for one expression")),
        }
    };
}

pub(crate) const NATIVES: Natives = &[
    ("regex_new", |_, args| new(args)),
    ("regex_is_match", |_, args| {
        let start = start(args)?;
        Ok(of_either!(args, |regex, searched| regex.is_match_at(searched, start)).into())
    }),
    ("regex_find", |_, args| {
        let find = |at| Ok(of_either!(args, |regex, searched| regex.find_at(searched, at).map(|found| (found.start(), found.end()))));
        Ok(next(args, find)?.map_or(Value::NONE, |range| pair(range).some()))
    }),
    ("regex_shortest", |_, args| {
        let start = start(args)?;
        Ok(of_either!(args, |regex, searched| regex.shortest_match_at(searched, start)).into())
    }),
    ("regex_captures", |_, args| {
        let groups = |groups: Vec<Option<(usize, usize)>>| {
            Value::list(groups.into_iter().map(|range| range.map_or(Value::NONE, |range| pair(range).some())).collect()).some()
        };
        Ok(of_either!(args, |regex, searched| {
            let mut places = regex.capture_locations();
            let find = |at| Ok(regex.captures_read_at(&mut places, searched, at).map(|found| (found.start(), found.end())));
            let found = next(args, find)?;
            found.map_or(Value::NONE, |_| groups((0..places.len()).map(|index| places.get(index)).collect()))
        }))
    }),
    ("regex_names", |_, args| Ok(Value::list(of_either!(args, |regex| regex.capture_names().map(Value::from).collect())))),
    ("regex_static", |_, args| Ok(of_either!(args, |regex| regex.static_captures_len()).into())),
    ("regex_set", |_, args| {
        let start = start(args)?;
        Ok(Value::list(match program(args)? {
            Program::TextSet(set) => set.matches_at(arg::str(args, 1)?, start).into_iter().map(Value::from).collect(),
            Program::BytesSet(set) => set.matches_at(bytes_of(args, 1)?, start).into_iter().map(Value::from).collect(),
            _ => return Err(disagree("one expression for a set")),
        }))
    }),
    ("regex_escape", |_, args| Ok(regex::escape(arg::str(args, 0)?).into())),
];

enum Program {
    Text(regex::Regex),
    TextSet(regex::RegexSet),
    Bytes(bytes::Regex),
    BytesSet(bytes::RegexSet),
}

impl Object for Program {
    fn type_name(&self) -> &'static str {
        "Program"
    }
}

fn program(args: &[Value]) -> Result<&Program, Exit> {
    arg::object(args, 0)
}

/// Where the search starts.
fn start(args: &[Value]) -> Result<usize, Exit> {
    let start = arg::usize(args, 2)?;
    let (length, fits) = match args[1].as_str() {
        Some(text) => (text.len(), text.is_char_boundary(start)),
        None => {
            let length = bytes_of(args, 1)?.len();
            (length, start <= length)
        }
    };
    match fits {
        true => Ok(start),
        false => Err(Exit::panic(format!("the search of a text of {length} bytes cannot start at {start}"))),
    }
}

fn pair((start, end): (usize, usize)) -> Value {
    Value::tuple([start.into(), end.into()])
}

/// What is found from the start on. An empty match where the last one ended is that one again: it is looked for one character further.
fn next(args: &[Value], mut find: impl FnMut(usize) -> Result<Option<(usize, usize)>, Exit>) -> Result<Option<(usize, usize)>, Exit> {
    let at = start(args)?;
    let last = args[3].clone().into_option().and_then(|last| last.as_usize());
    match find(at)? {
        Some((from, to)) if from == to && last == Some(to) => {
            let step = match args[1].as_str() {
                Some(text) => text[at..].chars().next().map(char::len_utf8),
                None => (at < bytes_of(args, 1)?.len()).then_some(1),
            };
            step.map_or(Ok(None), |step| find(at + step))
        }
        found => Ok(found),
    }
}

/// The settings of an expression and of a set are the same.
macro_rules! set_up {
    ($builder:expr, $switches:expr, $limits:expr) => {{
        let (mut builder, switches, limits) = ($builder, $switches, $limits);
        builder.case_insensitive(switches[0]).multi_line(switches[1]).dot_matches_new_line(switches[2]).swap_greed(switches[3]);
        builder.ignore_whitespace(switches[4]).unicode(switches[5]).octal(switches[6]).crlf(switches[7]);
        builder.size_limit(limits[0]).dfa_size_limit(limits[1]).nest_limit(limits[2].try_into().unwrap_or(u32::MAX));
        builder.line_terminator(limits[3] as u8);
        builder.build()
    }};
}

fn new(args: &[Value]) -> NativeResult {
    let list = |index: usize| args[index].as_list().map(|list| list.iter().collect::<Vec<Value>>()).unwrap_or_default();
    let patterns: Vec<Value> = list(0);
    let patterns: Vec<&str> = patterns.iter().filter_map(Value::as_str).collect();
    let switches: Vec<bool> = list(3).iter().filter_map(Value::as_bool).collect();
    let limits: Vec<usize> = list(4).iter().filter_map(Value::as_usize).collect();
    if switches.len() != 8 || limits.len() != 4 {
        return Err(disagree("other settings"));
    }
    let made = match (args[1].as_bool(), args[2].as_bool(), &patterns[..]) {
        (Some(false), Some(false), [pattern]) => set_up!(regex::RegexBuilder::new(pattern), &switches, &limits).map(Program::Text),
        (Some(true), Some(false), [pattern]) => set_up!(bytes::RegexBuilder::new(pattern), &switches, &limits).map(Program::Bytes),
        (Some(true), ..) => set_up!(bytes::RegexSetBuilder::new(&patterns), &switches, &limits).map(Program::BytesSet),
        _ => set_up!(regex::RegexSetBuilder::new(&patterns), &switches, &limits).map(Program::TextSet),
    };
    Ok(match made {
        Ok(program) => Value::object(program).ok(),
        Err(error) => Value::tuple([matches!(error, Error::CompiledTooBig(_)).into(), error.to_string().into()]).err(),
    })
}
