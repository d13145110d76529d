// Generic bodies that nothing calls are checked with what their bounds promise, and are right.
#![allow(dead_code)]
use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::ops::{Add, Deref, Index, Mul};

trait Named {
    const KIND: &'static str;
    type Id: Copy + Eq + Hash + Debug;
    fn id(&self) -> Self::Id;
    fn label(&self) -> String {
        format!("{} {:?}", Self::KIND, self.id())
    }
}

trait Special: Named<Id = u32> + Clone {
    fn next(&self) -> u32 {
        self.clone().id() + 1
    }
}

fn index<T: Named>(items: Vec<T>) -> HashMap<T::Id, T> {
    items.into_iter().map(|t| (t.id(), t)).collect()
}

fn labels<'a, I, T>(items: I) -> Vec<String>
where
    I: IntoIterator<Item = &'a T>,
    T: Named + 'a,
{
    items.into_iter().map(Named::label).collect()
}

fn dot<T>(a: &[T], b: &[T]) -> T
where
    T: Copy + Default + Add<Output = T> + Mul<Output = T>,
{
    a.iter().zip(b).fold(T::default(), |sum, (&x, &y)| sum + x * y)
}

fn sums<T>(list: &[T]) -> T
where
    T: Clone,
    for<'a> &'a T: Add<&'a T, Output = T>,
{
    let mut total = list[0].clone();
    for x in &list[1..] {
        total = &total + x;
    }
    total
}

fn largest<T: PartialOrd>(list: &[T]) -> Option<&T> {
    let mut best = list.first()?;
    for x in list {
        if x > best {
            best = x;
        }
    }
    Some(best)
}

fn shown<T: Display + ?Sized>(x: &T) -> String {
    x.to_string() + &format!("{x:>4}")
}

fn evens(items: impl Iterator<Item = u32> + Clone) -> impl Iterator<Item = u32> + Clone {
    items.filter(|n| n % 2 == 0)
}

fn twice_even<I: Iterator<Item = u32> + Clone>(items: I) -> u32 {
    let one = evens(items.clone());
    one.clone().chain(evens(items)).sum::<u32>() + one.count() as u32
}

fn apply<F, A, B>(f: F, a: A) -> impl Fn() -> B
where
    F: Fn(A) -> B,
    A: Clone,
{
    move || f(a.clone())
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn boxed<T: Named<Id = u32> + 'static>(x: T) -> Box<dyn Fn() -> u32> {
    Box::new(move || x.id())
}

fn behind<P>(p: P) -> usize
where
    P: Deref,
    P::Target: AsRef<str>,
{
    p.as_ref().len()
}

fn at<C: Index<usize>>(c: &C) -> &C::Output {
    &c[0]
}

fn convert<T, U, E>(items: Vec<T>) -> Result<Vec<U>, E>
where
    T: TryInto<U, Error = E>,
{
    let mut out = Vec::new();
    for t in items {
        out.push(t.try_into()?);
    }
    Ok(out)
}

struct Matrix<T, const R: usize, const C: usize> {
    cells: [[T; C]; R],
}

impl<T: Copy + Default, const R: usize, const C: usize> Matrix<T, R, C> {
    fn new() -> Self {
        Matrix { cells: [[T::default(); C]; R] }
    }

    fn turned(&self) -> Matrix<T, C, R> {
        let mut out = Matrix::<T, C, R>::new();
        for r in 0..R {
            for c in 0..C {
                out.cells[c][r] = self.cells[r][c];
            }
        }
        out
    }
}

struct Stack<T> {
    items: Vec<T>,
}

impl<T> Stack<T> {
    fn pop_while(&mut self, mut keep: impl FnMut(&T) -> bool) -> Vec<T> {
        let mut out = Vec::new();
        while self.items.last().is_some_and(|x| keep(x)) {
            out.extend(self.items.pop());
        }
        out
    }
}

impl<T> IntoIterator for Stack<T> {
    type Item = T;
    type IntoIter = std::iter::Rev<std::vec::IntoIter<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter().rev()
    }
}

fn main() {
    println!("all right");
}
