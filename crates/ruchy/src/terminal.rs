//! What the terminal can show.

use std::io::IsTerminal;

/// Whether messages on standard error are coloured: on a terminal, unless `NO_COLOR` is set.
pub fn colours() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !unwanted && std::io::stderr().is_terminal()
}

/// `error: …` on standard error.
pub fn error(message: &str) {
    if colours() {
        eprintln!("\x1b[1;31merror\x1b[0m\x1b[1m: {message}\x1b[0m");
    } else {
        eprintln!("error: {message}");
    }
}
