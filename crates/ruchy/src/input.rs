//! Reading program files.

use ruchy::Dialect;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A program's text and what is known about it.
pub struct Source {
    /// As the user wrote the path.
    pub name: String,
    pub text: String,
    pub dialect: Dialect,
}

/// No program is this long by intent; a span counts bytes in 32 bits.
const MOST_BYTES: u64 = 1 << 30;

/// Reads a program; `-` is standard input. `Err` is a message for the user.
pub fn read(path: &Path) -> Result<Source, String> {
    let name = path.display().to_string();
    if name == "-" {
        let mut bytes = Vec::new();
        io::stdin().take(MOST_BYTES).read_to_end(&mut bytes).map_err(|error| format!("cannot read standard input: {}", plain(&error)))?;
        return Ok(Source { name: "<stdin>".into(), text: text("<stdin>", bytes)?, dialect: Dialect::Relaxed });
    }
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file `{name}`"),
        _ => format!("cannot read `{name}`: {}", plain(&error)),
    })?;
    if about.is_dir() {
        return Err(format!("`{name}` is a folder; give a file, or `ruchy test {name}` to run its tests"));
    }
    if about.len() > MOST_BYTES {
        return Err(format!("`{name}` is too large for a program ({} bytes)", about.len()));
    }
    let bytes = fs::read(path).map_err(|error| format!("cannot read `{name}`: {}", plain(&error)))?;
    Ok(Source { text: text(&name, bytes)?, dialect: ruchy::dialect_of(path), name })
}

/// The program files in a folder and the folders below it, sorted.
pub fn programs_below(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read `{}`: {}", folder.display(), plain(&error)))?;
        for entry in entries.flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            // A link may lead round in a circle.
            let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_dir && !hidden {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "ruchy" || ending == "rs" || ending == "tsk") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("`{name}` is not UTF-8 text: line {line}, byte {at} of the file")
    })
}

/// The system's message without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
