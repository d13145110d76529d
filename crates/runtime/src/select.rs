//! Waiting for the first of several futures.
//!
//! Invariant: exactly one branch's output is taken. The others are dropped unfinished, and since every future of this crate
//! passes on what it was chosen for when it is dropped, a lost race loses no message, permit or lock.

use crate::runtime::Runtime;
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// A branch of a [`Select`].
pub type Branch<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Gives the number and the output of the first branch that is ready; the others are dropped then.
pub struct Select<T> {
    branches: Vec<Branch<T>>,
    first: usize,
}

impl<T> Select<T> {
    /// Looks at the branches in their order, so an earlier one wins over a later one that is ready too.
    pub fn biased(branches: Vec<Branch<T>>) -> Self {
        Self { branches, first: 0 }
    }

    /// Looks at the branches from a random one onwards, so that none starves.
    pub fn fair(runtime: &Runtime, branches: Vec<Branch<T>>) -> Self {
        let first = if branches.is_empty() { 0 } else { (runtime.random() % branches.len() as u64) as usize };
        Self { branches, first }
    }
}

impl<T> Future for Select<T> {
    type Output = (usize, T);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<(usize, T)> {
        let this = &mut *self;
        let count = this.branches.len();
        for offset in 0..count {
            let index = (this.first + offset) % count;
            if let Poll::Ready(output) = this.branches[index].as_mut().poll(cx) {
                this.branches.clear();
                return Poll::Ready((index, output));
            }
        }
        Poll::Pending
    }
}
