//! Arguments, environment variables, folders (`std::env`).
//!
//! The process's own environment cannot be changed while other threads run: what a script sets lies over it, for the script and the processes it starts.

use crate::support::{Natives, disagree, io_result};
use parking_lot::RwLock;
use ruchy_vm::native::arg;
use ruchy_vm::value::Value;
use std::collections::BTreeMap;
use std::env::{self, consts};
use std::path::PathBuf;

pub(crate) const NATIVES: Natives = &[
    ("env_args", |cx, _| Ok(Value::list(cx.env.args.iter().map(|arg| arg.as_str().into()).collect()))),
    ("env_setting", |cx, args| {
        let key = arg::str(args, 0)?;
        let code = cx.code();
        Ok(code.settings.iter().rev().find(|(name, _)| name == key).map(|(_, text)| text.clone()).into())
    }),
    ("env_settings", |cx, _| {
        let code = cx.code();
        let pairs = code.settings.iter().map(|(key, text)| Value::tuple([key.as_str().into(), text.as_str().into()]));
        Ok(Value::list(pairs.collect()))
    }),
    ("env_var", |_, args| Ok(variable(arg::str(args, 0)?).into())),
    ("env_vars", |_, _| {
        let pairs = variables().into_iter().map(|(name, value)| Value::tuple([name.into(), value.into()]));
        Ok(Value::list(pairs.collect()))
    }),
    ("env_set_var", |_, args| {
        let name = arg::str(args, 0)?.to_owned();
        let value = arg::take(args, 1).into_option().and_then(Value::into_string);
        let valid = !name.is_empty() && !name.contains(['=', '\0']) && !value.as_ref().is_some_and(|v| v.contains('\0'));
        if valid {
            CHANGED.write().insert(name, value);
        }
        Ok(valid.into())
    }),
    ("env_current_dir", |_, _| io_result(env::current_dir().map(text))),
    ("env_set_current_dir", |_, args| io_result(env::set_current_dir(arg::str(args, 0)?))),
    ("env_temp_dir", |_, _| Ok(text(env::temp_dir()).into())),
    ("env_home_dir", |_, _| Ok(variable("HOME").filter(|home| !home.is_empty()).into())),
    // A script's program is its file: run as a command, it is started as it was (see `process`).
    ("env_current_exe", |cx, _| match &cx.env.launch {
        Some(launch) => Ok(Value::from(text(launch.file.clone())).ok()),
        None => io_result(env::current_exe().map(text)),
    }),
    ("env_const", |_, args| {
        let constant = match arg::str(args, 0)? {
            "os" => consts::OS,
            "arch" => consts::ARCH,
            "family" => consts::FAMILY,
            "exe_suffix" => consts::EXE_SUFFIX,
            "exe_extension" => consts::EXE_EXTENSION,
            "dll_prefix" => consts::DLL_PREFIX,
            "dll_suffix" => consts::DLL_SUFFIX,
            "dll_extension" => consts::DLL_EXTENSION,
            _ => return Err(disagree("a constant that does not exist")),
        };
        Ok(constant.into())
    }),
];

/// Variables that the script set, or removed (`None`).
static CHANGED: RwLock<BTreeMap<String, Option<String>>> = RwLock::new(BTreeMap::new());

fn variable(name: &str) -> Option<String> {
    match CHANGED.read().get(name) {
        Some(changed) => changed.clone(),
        None => env::var_os(name).map(|value| value.to_string_lossy().into_owned()),
    }
}

fn variables() -> BTreeMap<String, String> {
    let lossy = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
    let mut all: BTreeMap<_, _> = env::vars_os().map(|(name, value)| (lossy(name), lossy(value))).collect();
    for (name, value) in changes() {
        match value {
            Some(value) => all.insert(name, value),
            None => all.remove(&name),
        };
    }
    all
}

/// What the script changed, for processes that it starts.
pub(crate) fn changes() -> BTreeMap<String, Option<String>> {
    CHANGED.read().clone()
}

/// A path as text; what is no Unicode in it is replaced.
pub(crate) fn text(path: PathBuf) -> String {
    path.to_string_lossy().into_owned()
}
