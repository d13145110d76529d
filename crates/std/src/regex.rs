//! Regular expressions (`regex`), by the crate of that name. The natives tell places; the declarations make the rest of them.
//!
//! Expressions are bounded by the crate's limits of size and nesting, and searching is linear in the text.

use crate::support::{Natives, disagree};
use regex::{Error, RegexBuilder, RegexSet, RegexSetBuilder};
use ruchy_vm::native::{Exit, NativeResult, arg};
use ruchy_vm::value::{Object, Value};

pub(crate) const NATIVES: Natives = &[
    ("regex_new", |_, args| new(args)),
    ("regex_is_match", |_, args| Ok(single(args)?.is_match_at(arg::str(args, 1)?, start(args)?).into())),
    ("regex_find", |_, args| {
        let text = arg::str(args, 1)?;
        let find = |at| Ok(single(args)?.find_at(text, at).map(|found| (found.start(), found.end())));
        Ok(next(args, find)?.map_or(Value::NONE, |range| pair(range).some()))
    }),
    ("regex_shortest", |_, args| Ok(single(args)?.shortest_match_at(arg::str(args, 1)?, start(args)?).into())),
    ("regex_captures", |_, args| {
        let text = arg::str(args, 1)?;
        let regex = single(args)?;
        let mut groups = regex.capture_locations();
        let find = |at| Ok(regex.captures_read_at(&mut groups, text, at).map(|found| (found.start(), found.end())));
        Ok(match next(args, find)? {
            Some(_) => {
                Value::list((0..groups.len()).map(|index| groups.get(index).map_or(Value::NONE, |range| pair(range).some())).collect())
                    .some()
            }
            None => Value::NONE,
        })
    }),
    ("regex_names", |_, args| Ok(Value::list(single(args)?.capture_names().map(Value::from).collect()))),
    ("regex_static", |_, args| Ok(single(args)?.static_captures_len().into())),
    ("regex_set", |_, args| {
        let Program::Set(set) = arg::object(args, 0)? else { return Err(disagree("one expression for a set")) };
        let found = set.matches_at(arg::str(args, 1)?, start(args)?);
        Ok(Value::list(found.into_iter().map(Value::from).collect()))
    }),
    ("regex_escape", |_, args| Ok(regex::escape(arg::str(args, 0)?).into())),
];

enum Program {
    One(regex::Regex),
    Set(RegexSet),
}

impl Object for Program {
    fn type_name(&self) -> &'static str {
        "Program"
    }
}

fn single(args: &[Value]) -> Result<&regex::Regex, Exit> {
    match arg::object(args, 0)? {
        Program::One(regex) => Ok(regex),
        Program::Set(_) => Err(disagree("a set for one expression")),
    }
}

/// Where the search starts.
fn start(args: &[Value]) -> Result<usize, Exit> {
    let (text, start) = (arg::str(args, 1)?, arg::usize(args, 2)?);
    match text.is_char_boundary(start) {
        true => Ok(start),
        false => Err(Exit::panic(format!("the search of a text of {} bytes cannot start at {start}", text.len()))),
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
        Some((from, to)) if from == to && last == Some(to) => match arg::str(args, 1)?[at..].chars().next() {
            Some(c) => find(at + c.len_utf8()),
            None => Ok(None),
        },
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
    let switches: Vec<bool> = list(2).iter().filter_map(Value::as_bool).collect();
    let limits: Vec<usize> = list(3).iter().filter_map(Value::as_usize).collect();
    if switches.len() != 8 || limits.len() != 4 {
        return Err(disagree("other settings"));
    }
    let made = match (args[1].as_bool(), &patterns[..]) {
        (Some(false), [pattern]) => set_up!(RegexBuilder::new(pattern), &switches, &limits).map(Program::One),
        _ => set_up!(RegexSetBuilder::new(&patterns), &switches, &limits).map(Program::Set),
    };
    Ok(match made {
        Ok(program) => Value::object(program).ok(),
        Err(error) => Value::tuple([matches!(error, Error::CompiledTooBig(_)).into(), error.to_string().into()]).err(),
    })
}
