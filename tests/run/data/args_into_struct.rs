// Command-line arguments into structs and enums: values, help, mistakes.
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Counts things.
///
/// It has more to say about it here.
#[derive(Parser, Debug)]
#[command(name = "count", version = "1.2", about, long_about = None)]
struct Count {
    /// What to count.
    what: String,

    /// More files
    files: Vec<PathBuf>,

    /// How often
    #[arg(short, long, default_value_t = 1)]
    times: u8,

    #[arg(short = 'o', long = "out", value_name = "FILE")]
    output: Option<PathBuf>,

    /// Says more; may be repeated
    #[arg(short, long, action = clap::ArgAction::Count)]
    verbose: u8,

    #[arg(long)]
    dry_run: bool,

    /// How fast
    #[arg(long, value_enum, default_value_t = Speed::Slow)]
    speed: Speed,

    #[arg(short = 'D', value_parser = parse_pair)]
    define: Vec<(String, i32)>,

    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=10))]
    port: Option<u16>,

    #[arg(long, default_value = "a,b", value_delimiter = ',')]
    list: Vec<String>,

    #[command(flatten)]
    log: Log,
}

#[derive(Args, Debug)]
struct Log {
    #[arg(long, conflicts_with = "quiet")]
    log_file: Option<String>,
    #[arg(long)]
    quiet: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq)]
enum Speed {
    /// Takes its time
    Slow,
    #[value(alias = "quick")]
    VeryFast,
}

fn parse_pair(text: &str) -> Result<(String, i32), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| format!("no `=` in `{text}`"))?;
    Ok((name.to_string(), value.parse().map_err(|e| format!("{e}"))?))
}

#[derive(Parser, Debug)]
#[command(name = "store")]
struct Store {
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Adds an item
    Add {
        name: String,
        #[arg(short, long, default_value_t = 5)]
        priority: i32,
    },
    /// Removes items
    Remove(Remove),
    List,
    #[command(subcommand, name = "cfg")]
    Config(Config),
}

#[derive(Args, Debug)]
struct Remove {
    #[arg(required = true)]
    ids: Vec<u32>,
    #[arg(short, long)]
    force: bool,
}

#[derive(Subcommand, Debug)]
enum Config {
    Get { key: String },
    Set { key: String, value: String },
}

fn count(words: &[&str]) {
    let mut all = vec!["count"];
    all.extend(words);
    match Count::try_parse_from(all) {
        Ok(args) => println!("{args:?}"),
        Err(error) => println!("{} {:?}\n{error}", error.exit_code(), error.kind()),
    }
}

fn store(words: &[&str]) {
    let mut all = vec!["store"];
    all.extend(words);
    match Store::try_parse_from(all) {
        Ok(args) => println!("{args:?}"),
        Err(error) => println!("{} {:?}\n{error}", error.exit_code(), error.kind()),
    }
}

fn main() {
    count(&["apples"]);
    count(&["apples", "a.txt", "b.txt", "-t", "3", "--out=x", "-vvv", "--dry-run", "--speed", "very-fast", "-D", "a=1", "-Db=2"]);
    count(&["apples", "--speed", "quick", "--list", "x,y,z", "--port", "7", "--quiet"]);
    count(&[]);
    count(&["apples", "--times", "many"]);
    count(&["apples", "--times", "300"]);
    count(&["apples", "--port", "70"]);
    count(&["apples", "-D", "x"]);
    count(&["apples", "--speed", "medium"]);
    count(&["apples", "--tims", "3"]);
    count(&["apples", "--quiet", "--log-file", "x"]);
    count(&["apples", "--out"]);
    count(&["--version"]);
    count(&["--help"]);
    count(&["-h"]);
    store(&["add", "nail", "-p", "-3", "--json"]);
    store(&["add", "nail"]);
    store(&["remove", "1", "2", "--force"]);
    store(&["--json", "list"]);
    store(&["cfg", "set", "k", "v"]);
    store(&["cfg", "get", "k"]);
    store(&["remove"]);
    store(&["ad"]);
    store(&[]);
    store(&["add", "--help"]);
    println!("{}", Store::command().get_name());
    println!("{:?}", Speed::from_str("Slow", true));
}
