use std::error::Error;
use std::fmt;
use std::num::{ParseFloatError, ParseIntError};

#[derive(Debug)]
enum ConfigError {
    Missing(&'static str),
    BadInt { key: String, source: ParseIntError },
    BadFloat(ParseFloatError),
    Range(i64, std::ops::RangeInclusive<i64>),
}
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(key) => write!(f, "missing key {key}"),
            Self::BadInt { key, .. } => write!(f, "{key} is not a whole number"),
            Self::BadFloat(e) => write!(f, "float: {e}"),
            Self::Range(v, r) => write!(f, "{v} outside {}..={}", r.start(), r.end()),
        }
    }
}
impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::BadInt { source, .. } => Some(source),
            Self::BadFloat(e) => Some(e),
            _ => None,
        }
    }
}
impl From<ParseFloatError> for ConfigError {
    fn from(e: ParseFloatError) -> Self {
        Self::BadFloat(e)
    }
}

#[derive(Debug, PartialEq)]
struct Config {
    width: i64,
    ratio: f64,
}
fn lookup<'a>(text: &'a str, key: &'static str) -> Result<&'a str, ConfigError> {
    text.lines()
        .filter_map(|l| l.split_once('='))
        .find(|(k, _)| k.trim() == key)
        .map(|(_, v)| v.trim())
        .ok_or(ConfigError::Missing(key))
}
fn load(text: &str) -> Result<Config, ConfigError> {
    let width = lookup(text, "width")?
        .parse::<i64>()
        .map_err(|source| ConfigError::BadInt { key: "width".to_string(), source })?;
    if !(1..=100).contains(&width) {
        return Err(ConfigError::Range(width, 1..=100));
    }
    let ratio = lookup(text, "ratio")?.parse()?;
    Ok(Config { width, ratio })
}

fn main() {
    for text in ["width = 10\nratio = 0.5", "ratio=1", "width=ten\nratio=1", "width=500", "width=5\nratio=1.x", "width=5\n"] {
        match load(text) {
            Ok(c) => println!("{c:?}"),
            Err(e) => {
                print!("error: {e}");
                let mut cause = e.source();
                while let Some(c) = cause {
                    print!(" <- {c}");
                    cause = c.source();
                }
                println!();
            }
        }
    }
    println!("{:?}", load("width=").unwrap_err());
}
