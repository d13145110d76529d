// More of the derives: groups, optional parts, names, defaults, subcommands within subcommands.
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, ArgGroup, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, arg, value_parser};
use std::collections::HashMap;
use std::ffi::OsString;
use std::net::IpAddr;
use std::str::FromStr;

#[derive(Parser, Debug, Clone, PartialEq)]
#[command(name = "tool", about = "A tool", rename_all = "snake_case", disable_version_flag = true)]
struct Tool {
    #[arg(long)]
    two_words: Option<Option<u8>>,
    #[arg(long, value_delimiter = ',')]
    ports: Option<Vec<u16>>,
    #[arg(short = 'x', long = "level", default_value_t, value_enum, ignore_case = true)]
    level: Level,
    #[arg(long, default_values_t = [1, 2])]
    weights: Vec<i64>,
    #[arg(long, default_values_t = vec![Level::Low, Level::HTTPLevel], value_enum)]
    levels: Vec<Level>,
    #[arg(long, num_args = 2, value_names = ["X", "Y"])]
    at: Vec<f32>,
    #[arg(long, action = ArgAction::Set, default_value = "true")]
    on: bool,
    #[arg(long, default_value = "127.0.0.1", env = "TOOL_ADDRESS_FOR_TEST")]
    address: IpAddr,
    #[arg(long, value_parser = PossibleValuesParser::new(["22", "80"]).map(|s| s.parse::<usize>().unwrap()))]
    door: Option<usize>,
    #[arg(short = 'D', value_parser = pair::<String, i32>)]
    define: Vec<(String, i32)>,
    #[arg(long, value_parser = |s: &str| s.parse::<Even>())]
    even: Option<Even>,
    #[arg(skip = 7u32)]
    internal: u32,
    #[arg(skip)]
    map: HashMap<String, String>,
    #[command(flatten)]
    which: Which,
    #[command(flatten, next_help_heading = "Login")]
    login: Option<Login>,
    /// A paragraph
    /// that goes on.
    #[arg(last = true, help_heading = "Rest")]
    rest: Vec<String>,
}

#[derive(Args, Debug, Clone, PartialEq)]
#[group(required = true, multiple = false)]
struct Which {
    #[arg(long)]
    all: bool,
    #[arg(long)]
    some: Option<String>,
}

#[derive(Args, Debug, Clone, PartialEq)]
struct Login {
    /// Who
    #[arg(long, required = false)]
    user: String,
    #[arg(long, requires = "user")]
    password: Option<String>,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Default)]
enum Level {
    #[default]
    Low,
    HTTPLevel,
    #[value(name = "top", aliases = ["high", "max"])]
    VeryHigh,
    #[value(skip)]
    Secret,
}

#[derive(Debug, Clone, PartialEq)]
struct Even(i32);
impl FromStr for Even {
    type Err = String;
    fn from_str(text: &str) -> Result<Even, String> {
        let n: i32 = text.parse().map_err(|e| format!("{text}: {e}"))?;
        if n % 2 == 0 { Ok(Even(n)) } else { Err(format!("{n} is odd")) }
    }
}

fn pair<A: FromStr, B: FromStr>(text: &str) -> Result<(A, B), Box<dyn std::error::Error + Send + Sync + 'static>>
where
    A::Err: std::error::Error + Send + Sync + 'static,
    B::Err: std::error::Error + Send + Sync + 'static,
{
    let (a, b) = text.split_once('=').ok_or("no `=`")?;
    Ok((a.parse()?, b.parse()?))
}

#[derive(Parser, Debug)]
#[command(name = "jobs", version = "2.0", propagate_version = true)]
enum Jobs {
    /// Starts one
    #[command(visible_alias = "s")]
    Start(Start),
    #[command(flatten)]
    More(More),
    #[command(subcommand)]
    Queue(Queue),
    #[command(external_subcommand)]
    Other(Vec<OsString>),
}

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
struct Start {
    #[arg(short, long, action = ArgAction::Count)]
    verbose: u8,
    #[arg(required_unless_present = "all")]
    names: Vec<String>,
    #[arg(long, conflicts_with = "names")]
    all: bool,
}

#[derive(Subcommand, Debug)]
enum More {
    /// Stops one
    StopIt { id: u32 },
    Wait,
}

#[derive(Subcommand, Debug)]
enum Queue {
    Show,
    Drop {
        #[arg(value_parser = value_parser!(u8).range(1..))]
        place: u8,
    },
}

fn tool(words: &[&str]) {
    match Tool::try_parse_from(std::iter::once("tool").chain(words.iter().copied())) {
        Ok(tool) => println!("{tool:?}"),
        Err(error) => println!("{} {:?}\n{error}", error.exit_code(), error.kind()),
    }
}

fn jobs(words: &[&str]) {
    match Jobs::try_parse_from(std::iter::once(&"jobs").chain(words)) {
        Ok(jobs) => println!("{jobs:?}"),
        Err(error) => println!("{}", error.to_string().trim_end()),
    }
}

fn main() {
    tool(&["--all"]);
    tool(&["--some", "s", "--two_words", "--ports", "1,2", "--ports=3", "-x", "HIGH", "--weights", "5", "--levels", "top"]);
    tool(&["--all", "--two_words=3", "--at", "1", "2.5", "--on=false", "--address", "::1", "--door", "80", "-Da=1", "-D", "b=2", "--even", "4"]);
    tool(&["--all", "--user", "u", "--password", "p", "--", "a", "-b"]);
    tool(&[]);
    tool(&["--all", "--some", "x"]);
    tool(&["--all", "--at", "1"]);
    tool(&["--all", "--door", "81"]);
    tool(&["--all", "-D", "b=x"]);
    tool(&["--all", "--even", "3"]);
    tool(&["--all", "-x", "secret"]);
    tool(&["--all", "--address", "nowhere"]);
    tool(&["--all", "--password", "p"]);
    tool(&["--help"]);
    jobs(&["start", "a", "b", "-vv"]);
    jobs(&["s", "--all"]);
    jobs(&["start"]);
    jobs(&["start", "x", "--all"]);
    jobs(&["stop-it", "5"]);
    jobs(&["wait"]);
    jobs(&["queue", "drop", "0"]);
    jobs(&["queue", "drop", "9"]);
    jobs(&["queue"]);
    jobs(&["else", "a", "--b"]);
    jobs(&["start", "--version"]);
    jobs(&["--help"]);

    // By hand and derived together.
    let command = Command::new("mix")
        .arg(arg!(-n --number <N> "A number").value_parser(value_parser!(i32)).default_value("-4").allow_negative_numbers(true))
        .arg(arg!(mode: -m [MODE] "How").default_missing_value("fast"))
        .arg(arg!(<files> ... "Files").value_parser(value_parser!(std::path::PathBuf)))
        .arg(arg!(--"dry-run" "Only says it").action(ArgAction::SetTrue))
        .group(ArgGroup::new("how").args(["mode", "dry-run"]).required(true));
    let mut matches = Login::augment_args(command).try_get_matches_from(["mix", "-m", "--user", "me", "--", "a", "b"]).unwrap();
    println!("{:?} {:?}", matches.get_one::<i32>("number"), matches.get_one::<String>("mode"));
    println!("{:?}", matches.get_many::<std::path::PathBuf>("files").unwrap().map(|p| p.display().to_string()).collect::<Vec<_>>());
    println!("{} {:?}", matches.get_flag("dry-run"), matches.get_one::<clap::Id>("how"));
    println!("{:?}", Login::from_arg_matches(&matches).unwrap());
    println!("{:?} {:?}", matches.remove_one::<i32>("number"), matches.try_get_one::<bool>("mode").is_err());
    let mut command = Tool::command();
    println!("{}", command.render_usage());
    print!("{}", command.error(clap::error::ErrorKind::ArgumentConflict, "not both"));
}
