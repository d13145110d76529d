//! `a op= b` on plain numbers evaluates `b` first; where it is a call, `a` comes first.

use std::ops::{AddAssign, Index, IndexMut};

fn told<T>(what: &str, value: T) -> T {
    print!("{what} ");
    value
}

struct Sum(i32);

impl AddAssign<i32> for Sum {
    fn add_assign(&mut self, other: i32) {
        print!("add_assign ");
        self.0 += other;
    }
}

struct Row(Vec<i32>);

impl Index<usize> for Row {
    type Output = i32;
    fn index(&self, at: usize) -> &i32 {
        print!("index ");
        &self.0[at]
    }
}

impl IndexMut<usize> for Row {
    fn index_mut(&mut self, at: usize) -> &mut i32 {
        print!("index_mut ");
        &mut self.0[at]
    }
}

fn main() {
    let mut sums = [Sum(1), Sum(2)];
    sums[told("left", 0)] += told("right", 5);
    println!("{}", sums[0].0);

    let mut numbers = vec![1, 2];
    numbers[told("left", 0)] += told("right", 5);
    println!("{numbers:?}");
    numbers[told("left", 1)] += told("right", &5);
    println!("{numbers:?}");
    numbers[told("left", 0)] = told("right", 7);
    println!("{numbers:?}");

    let mut row = Row(vec![1, 2]);
    row[told("left", 0)] += told("right", 5);
    println!("{:?}", row.0);
    row[told("left", 0)] += told("right", &5);
    println!("{:?}", row.0);

    let mut words = vec![String::from("a"), String::from("b")];
    words[told("left", 0)] += told("right", "c");
    let mut at = 1;
    words[at] += {
        at = 7;
        "d"
    };
    println!("{words:?} {at}");

    let mut x = 1;
    x += {
        x = 10;
        1
    };
    println!("{x}");
}
