//! Random numbers (`rand`): the generators. What is made of their bits is in the declarations.
//!
//! A run's own source is the runtime's, so that a run is repeated from its seed.

use crate::support::{Natives, disagree};
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rand_chacha::{ChaCha8Rng, ChaCha12Rng, ChaCha20Rng};
use ruchy_vm::native::{Exit, arg};
use ruchy_vm::value::{Object, Value};

pub(crate) const NATIVES: Natives = &[
    ("rand_chacha", |_, args| {
        let seed = seed(&args[1]);
        Ok(Value::object(match args[0].as_int() {
            Some(8) => State::ChaCha8(SeedableRng::from_seed(seed)),
            Some(12) => State::ChaCha12(SeedableRng::from_seed(seed)),
            _ => State::ChaCha20(SeedableRng::from_seed(seed)),
        }))
    }),
    ("rand_xoshiro", |_, args| {
        let mut words = [0; 4];
        for (word, bytes) in words.iter_mut().zip(seed(&args[0]).chunks_exact(8)) {
            *word = bytes.try_into().map_or(0, u64::from_le_bytes);
        }
        Ok(Value::object(State::Xoshiro(words)))
    }),
    ("rand_copy", |_, args| Ok(Value::object(arg::object::<State>(args, 0)?.clone()))),
    ("rand_equal", |_, args| Ok((arg::object::<State>(args, 0)? == arg::object::<State>(args, 1)?).into())),
    ("rand_next_u32", |_, args| {
        Ok(match arg::object_mut(args, 0)? {
            State::ChaCha8(state) => state.next_u32(),
            State::ChaCha12(state) => state.next_u32(),
            State::ChaCha20(state) => state.next_u32(),
            State::Xoshiro(state) => (xoshiro(state) >> 32) as u32,
        }
        .into())
    }),
    ("rand_next_u64", |_, args| {
        Ok(match arg::object_mut(args, 0)? {
            State::ChaCha8(state) => state.next_u64(),
            State::ChaCha12(state) => state.next_u64(),
            State::ChaCha20(state) => state.next_u64(),
            State::Xoshiro(state) => xoshiro(state),
        }
        .into())
    }),
    ("rand_fill", |_, args| {
        let mut bytes = vec![0; arg::usize(args, 1)?];
        match arg::object_mut(args, 0)? {
            State::ChaCha8(state) => state.fill_bytes(&mut bytes),
            State::ChaCha12(state) => state.fill_bytes(&mut bytes),
            State::ChaCha20(state) => state.fill_bytes(&mut bytes),
            State::Xoshiro(_) => return Err(disagree("a generator that fills by its numbers")),
        }
        Ok(Value::bytes(bytes))
    }),
    ("rand_run", |cx, _| Ok(cx.runtime().random().into())),
    ("rand_within", |_, args| {
        let (high, low) = product(args, 3)?;
        let zone = args[2].as_u64().ok_or_else(|| disagree("a zone that is no number"))?;
        Ok((low <= zone).then_some(high).into())
    }),
    ("rand_product", |_, args| product(args, 2).map(|(high, low)| Value::tuple([high.into(), low.into()]))),
];

/// A generator.
#[derive(Clone, PartialEq)]
enum State {
    ChaCha8(ChaCha8Rng),
    ChaCha12(ChaCha12Rng),
    ChaCha20(ChaCha20Rng),
    Xoshiro([u64; 4]),
}

impl Object for State {
    fn type_name(&self) -> &'static str {
        "State"
    }
    fn copy(&self) -> Option<Box<dyn Object>> {
        Some(Box::new(self.clone()))
    }
}

fn seed(bytes: &Value) -> [u8; 32] {
    let mut seed = [0; 32];
    if let Some(bytes) = bytes.as_list().and_then(|list| list.bytes()) {
        let length = bytes.len().min(32);
        seed[..length].copy_from_slice(&bytes[..length]);
    }
    seed
}

/// xoshiro256++ by Blackman and Vigna.
fn xoshiro(s: &mut [u64; 4]) -> u64 {
    let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
    let t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = s[3].rotate_left(45);
    result
}

/// The two halves of the product of arguments 0 and 1, of 64 bits or of 32; argument `wide` says which.
fn product(args: &[Value], wide: usize) -> Result<(u64, u64), Exit> {
    let number = |index: usize| args[index].as_u64().ok_or_else(|| disagree("something else than a number"));
    let (bits, range) = (number(0)?, number(1)?);
    Ok(match args[wide].as_bool() {
        Some(true) => {
            let product = u128::from(bits) * u128::from(range);
            ((product >> 64) as u64, product as u64)
        }
        _ => {
            let product = bits.wrapping_mul(range);
            (product >> 32, product & u64::from(u32::MAX))
        }
    })
}
