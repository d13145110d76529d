//! Recursion over what a program nests: values may be as deep as memory allows, so the stack grows with them.

/// Below this much free stack the recursion goes on in a new piece. More than the frames between two calls of [`nested`] need, in a debug build too.
const LEFT: usize = 128 << 10;
/// The size of a piece.
const PIECE: usize = 4 << 20;

/// Calls a function that calls itself for what lies inside a value.
#[inline]
pub fn nested<R>(recurse: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(LEFT, PIECE, recurse)
}
