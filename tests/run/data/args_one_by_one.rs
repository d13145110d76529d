// Command-line arguments by the builder.
use clap::{Arg, ArgAction, Command, value_parser};

fn command() -> Command {
    Command::new("pick")
        .version("0.3")
        .about("Picks things")
        .arg(Arg::new("name").required(true).help("What to pick"))
        .arg(Arg::new("count").short('c').long("count").value_name("N").value_parser(value_parser!(u32)).default_value("1"))
        .arg(Arg::new("loud").short('l').long("loud").action(ArgAction::SetTrue))
        .arg(Arg::new("tag").long("tag").action(ArgAction::Append))
        .arg(Arg::new("mode").long("mode").value_parser(["fast", "slow"]))
        .subcommand(Command::new("undo").about("Puts it back").arg(Arg::new("all").long("all").action(ArgAction::SetTrue)))
}

fn show(words: &[&str]) {
    match command().try_get_matches_from(words.iter()) {
        Ok(matches) => {
            println!("{:?} {:?} {}", matches.get_one::<String>("name"), matches.get_one::<u32>("count"), matches.get_flag("loud"));
            let tags: Vec<String> = matches.get_many::<String>("tag").map(|tags| tags.cloned().collect()).unwrap_or_default();
            println!("{tags:?} {:?} {}", matches.value_source("count"), matches.contains_id("mode"));
            match matches.subcommand() {
                Some(("undo", inner)) => println!("undo {}", inner.get_flag("all")),
                Some((other, _)) => println!("{other}?"),
                None => println!("no subcommand"),
            }
        }
        Err(error) => print!("{error}"),
    }
}

fn main() {
    show(&["pick", "apple"]);
    show(&["pick", "apple", "-lc", "3", "--tag", "a", "--tag=b", "--mode", "slow"]);
    show(&["pick", "apple", "undo", "--all"]);
    show(&["pick", "apple", "--mode", "odd"]);
    show(&["pick", "apple", "-c", "-1"]);
    show(&["pick"]);
    show(&["pick", "--help"]);
    show(&["pick", "undo", "--help"]);
}
