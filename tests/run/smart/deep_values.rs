//! Values are nested as deep as memory allows: to print, compare, hash, copy and drop them needs no more stack than a flat one.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum List {
    Nil,
    Cons(u8, Box<List>),
}
#[derive(Debug, Clone, PartialEq)]
struct Tree(Vec<Tree>);
#[derive(Debug)]
struct Chain(Option<Rc<Chain>>);

const DEPTH: usize = 120_000;

fn list() -> List {
    (0..DEPTH).fold(List::Nil, |list, _| List::Cons(1, Box::new(list)))
}

fn main() {
    println!("{} {}", format!("{:?}", list()).len(), list() == list());
    println!("{}", HashSet::from([list()]).contains(&list()));
    println!("{}", BTreeSet::from([list(), List::Nil]).contains(&list()));
    let tree = (0..DEPTH).fold(Tree(Vec::new()), |tree, _| Tree(vec![tree]));
    println!("{} {}", tree == tree.clone(), format!("{tree:?}").len());
    let chain = (0..DEPTH).fold(Chain(None), |chain, _| Chain(Some(Rc::new(chain))));
    println!("{}", format!("{chain:?}").len());
}
