use std::fmt::{Debug, Display};

trait Describe {
    fn describe(&self) -> String;
}
impl<T: Debug> Describe for T {
    fn describe(&self) -> String {
        format!("<<{self:?}>>")
    }
}

trait Ext: Iterator {
    fn every(self, n: usize) -> Every<Self>
    where
        Self: Sized,
    {
        Every { inner: self, n }
    }
    fn join_with(self, sep: &str) -> String
    where
        Self: Sized,
        Self::Item: Display,
    {
        let mut out = String::new();
        for (i, item) in self.enumerate() {
            if i > 0 {
                out += sep;
            }
            out += &item.to_string();
        }
        out
    }
}
impl<I: Iterator> Ext for I {}

struct Every<I> {
    inner: I,
    n: usize,
}
impl<I: Iterator> Iterator for Every<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {
        let item = self.inner.next();
        for _ in 1..self.n {
            self.inner.next();
        }
        item
    }
}

trait Double {
    fn double(self) -> Self;
}
impl<T> Double for T
where
    T: std::ops::Add<Output = T> + Copy,
{
    fn double(self) -> T {
        self + self
    }
}

fn main() {
    println!("{} {} {}", 5.describe(), "hi".describe(), Some(vec![1.5]).describe());
    println!("{}", (1..=10).every(3).join_with("-"));
    println!("{}", ["a", "b", "c"].iter().join_with(""));
    println!("{:?}", "abcdefg".chars().every(2).collect::<String>());
    println!("{} {} {}", 21.double(), 1.25f32.double(), 100u8.double());
}
