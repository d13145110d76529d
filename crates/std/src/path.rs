//! The parts of paths (`std::path`).

use crate::support::Natives;
use ruchy_vm::native::{Exit, arg};
use ruchy_vm::value::Value;
use std::ffi::OsStr;
use std::path::{Component, Path};

pub(crate) const NATIVES: Natives = &[
    ("path_components", |_, args| {
        let part = |component: Component<'_>| {
            let kind: u8 = match component {
                Component::RootDir | Component::Prefix(_) => 0,
                Component::CurDir => 1,
                Component::ParentDir => 2,
                Component::Normal(_) => 3,
            };
            Value::tuple([kind.into(), text(component.as_os_str()).into()])
        };
        Ok(Value::list(path(args, 0)?.components().map(part).collect()))
    }),
    ("path_parent", |_, args| Ok(path(args, 0)?.parent().map(|path| text(path.as_os_str())).into())),
    ("path_file_name", |_, args| Ok(path(args, 0)?.file_name().map(text).into())),
    ("path_file_stem", |_, args| Ok(path(args, 0)?.file_stem().map(text).into())),
    ("path_extension", |_, args| Ok(path(args, 0)?.extension().map(text).into())),
    ("path_join", |_, args| Ok(text(path(args, 0)?.join(path(args, 1)?).as_os_str()).into())),
    ("path_with_file_name", |_, args| Ok(text(path(args, 0)?.with_file_name(arg::str(args, 1)?).as_os_str()).into())),
    ("path_with_extension", |_, args| {
        let extension = arg::str(args, 1)?;
        if extension.contains(std::path::is_separator) {
            return Err(Exit::panic(format!("extension cannot contain path separators: {extension:?}")));
        }
        Ok(text(path(args, 0)?.with_extension(extension).as_os_str()).into())
    }),
    ("path_strip_prefix", |_, args| {
        let rest = path(args, 0)?.strip_prefix(path(args, 1)?).ok();
        Ok(rest.map(|path| text(path.as_os_str())).into())
    }),
    ("path_starts_with", |_, args| Ok(path(args, 0)?.starts_with(path(args, 1)?).into())),
    ("path_ends_with", |_, args| Ok(path(args, 0)?.ends_with(path(args, 1)?).into())),
    ("path_compare", |_, args| Ok((path(args, 0)?.cmp(path(args, 1)?) as i32).into())),
];

fn path(args: &[Value], index: usize) -> Result<&Path, Exit> {
    arg::str(args, index).map(Path::new)
}

fn text(part: &OsStr) -> String {
    part.to_string_lossy().into_owned()
}
