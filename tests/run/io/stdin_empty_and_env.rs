use std::collections::HashMap;
use std::env;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

fn main() {
    let mut line = String::new();
    println!("{:?} {line:?}", io::stdin().read_line(&mut line).unwrap());
    println!("{}", io::stdin().lock().lines().count());
    let mut all = String::new();
    io::stdin().read_to_string(&mut all).unwrap();
    println!("{}", all.is_empty());
    println!("{:?}", env::var("SURELY_NOT_SET_ANYWHERE").map_err(|e| e.to_string()));
    println!("{:?} {}", env::args().skip(1).next(), env::args().len());
    let vars: HashMap<String, String> = env::vars().collect();
    println!("{}", vars.contains_key("PATH"));
    println!("{}", env::current_dir().is_ok());
    let p = Path::new("/usr/lib/file.tar.gz");
    println!("{:?} {:?} {:?}", p.file_stem(), p.extension(), p.parent());
    println!("{:?} {}", p.components().count(), p.is_absolute());
    let mut b = PathBuf::from("a");
    b.push("b");
    b.set_extension("txt");
    println!("{} {:?}", b.display(), b.join("../c").to_str());
    println!("{:?} {}", p.strip_prefix("/usr").ok(), p.starts_with("/usr"));
    println!("{:?}", b.iter().map(|s| s.to_string_lossy()).collect::<Vec<_>>());
    println!("{:?}", Path::new("x.rs").with_extension("out"));
}
