//! The command line. Each command is a file of `commands`; this one reads what is common to all and starts the right one.

mod commands;
mod input;
mod terminal;

use std::process::exit;

/// Start-up allocates thousands of small tables and tasks come and go on all cores: a fast allocator is felt in both.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let status = ruchy::on_deep_stack(|| {
        let status = commands::start(std::env::args_os().skip(1).collect());
        // Here and not in `main`, so that no table is freed on the way.
        exit(status)
    });
    exit(status)
}
