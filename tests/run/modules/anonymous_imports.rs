// What is imported as `_` clashes with nothing, and its methods are there.
mod shapes {
    pub trait Area {
        fn area(&self) -> i32;
    }
    pub trait Name {
        fn name(&self) -> String;
    }
    impl Area for i32 {
        fn area(&self) -> i32 {
            self * self
        }
    }
    impl Name for i32 {
        fn name(&self) -> String {
            format!("square of {self}")
        }
    }
}
use shapes::{Area as _, Name as _};
use std::ffi::OsString;
use std::path::PathBuf;

fn main() {
    println!("{} {}", 3.name(), 3.area());
    // Texts behind several references become those of the system.
    let words = ["a", "b"];
    println!("{:?}", words.iter().map(OsString::from).collect::<Vec<_>>());
    println!("{:?}", words.iter().map(PathBuf::from).collect::<PathBuf>());
    let path: PathBuf = "x/y".into();
    println!("{:?} {:?}", path, OsString::from(&path));
}
