use std::fmt;
use std::fmt::Result;
use std::io::Result;

struct Twice {
    a: i32,
    a: i64,
}

struct List {
    next: Option<List>,
}

struct Unused<T> {
    n: i32,
}

struct Borrowed {
    name: &str,
}

#[derive(Debug, PartialEq)]
struct Outer {
    inner: Inner,
}

struct Inner;

#[derive(Clone, Copy)]
struct Copied {
    names: Vec<String>,
}

trait Speak {
    fn speak(&self, words: u32) -> bool;
    fn often<T>(&self, t: T);
}

impl Speak for Inner {
    fn speak(&self, words: u64) -> bool {
        words > 0
    }
    fn often(&self) {}
}

impl Speak for Inner {
    fn speak(&self, _words: u32) -> bool {
        true
    }
    fn often<T>(&self, _t: T) {}
}

impl fmt::Display for Vec<i32> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        Ok(())
    }
}

impl Vec<i32> {
    fn extra(&self) {}
}

impl<T: Default> Inner {
    fn make() -> T {
        T::default()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {}
}

fn same<T, T>(a: T, a: T) {}

fn longest(a: &str, b: &str) -> &str {
    a
}

fn undeclared(a: &'a str) {}

fn main() {
    let i = Inner;
    i.drop();
}
