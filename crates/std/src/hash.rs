//! Hashing: the standard hasher that scripts see, and the fast one that maps use (`std::hash`).
//!
//! Both give the same numbers in every run.

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::arg;
use ruchy_vm::structural;
use ruchy_vm::value::{Object, Value};
use std::hash::{DefaultHasher, Hasher};

pub(crate) const NATIVES: Natives = &[
    ("hasher_new", |_, _| Ok(Value::object(ScriptHasher(DefaultHasher::new())))),
    ("hasher_clone", |_, args| {
        let ScriptHasher(hasher) = arg::object(args, 0)?;
        Ok(Value::object(ScriptHasher(hasher.clone())))
    }),
    ("hasher_finish", |_, args| {
        let ScriptHasher(hasher) = arg::object(args, 0)?;
        Ok(hasher.finish().into())
    }),
    ("hasher_write", |_, args| {
        let bytes = arg::take(args, 1);
        let bytes = bytes.as_list().and_then(|list| list.bytes()).ok_or_else(|| disagree("bytes that are none"))?;
        let ScriptHasher(hasher) = arg::object_mut(args, 0)?;
        hasher.write(bytes);
        UNIT
    }),
    ("value_hash", |_, args| {
        let mut hasher = DefaultHasher::new();
        structural::hash(&args[0], &mut hasher);
        Ok(hasher.finish().into())
    }),
];

/// The same algorithm and keys as Rust's `DefaultHasher::new()`.
struct ScriptHasher(DefaultHasher);

impl Object for ScriptHasher {
    fn type_name(&self) -> &'static str {
        "DefaultHasher"
    }
    fn copy(&self) -> Option<Box<dyn Object>> {
        Some(Box::new(ScriptHasher(self.0.clone())))
    }
}

/// Multiply and fold, after wyhash.
pub(crate) struct FastHasher(u64);

impl FastHasher {
    pub(crate) fn new() -> FastHasher {
        FastHasher(0x9e37_79b9_7f4a_7c15)
    }

    #[inline]
    fn add(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * 0xa076_1d64_78bd_642f;
        self.0 = (product >> 64) as u64 ^ product as u64;
    }
}

impl Hasher for FastHasher {
    #[inline]
    fn finish(&self) -> u64 {
        let product = u128::from(self.0) * 0x9e37_79b9_7f4a_7c15;
        (product >> 64) as u64 ^ product as u64
    }
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.add(word.try_into().map_or(0, u64::from_le_bytes));
        }
        let rest = words.remainder();
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last) ^ (rest.len() as u64) << 56);
        }
    }
    #[inline]
    fn write_u8(&mut self, word: u8) {
        self.add(u64::from(word));
    }
    #[inline]
    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }
    #[inline]
    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }
    #[inline]
    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }
    #[inline]
    fn write_i32(&mut self, word: i32) {
        self.add(word as u32 as u64);
    }
    #[inline]
    fn write_i64(&mut self, word: i64) {
        self.add(word as u64);
    }
}
