//! Tests through the built `ruchy`: what a user sees.

mod cli;
mod corpus;
mod reference;
mod support;
