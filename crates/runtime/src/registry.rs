//! The table of live tasks: who lives, for reports, cancellation and the final clean-up.
//!
//! Invariant: a task is in the table from before it can first run until its step is done, so the table keeps every parked
//! task alive and [`Registry::drain`] finds them all. Sharded by task id, so registering is no bottleneck.

use crate::task::{Task, TaskId};
use parking_lot::Mutex;
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::Arc,
};

/// More shards than any machine has workers that spawn at the same instant.
const SHARDS: usize = 64;

/// Task ids are counted up, so mixing by one multiplication spreads them well.
#[derive(Default)]
struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32);
    }
}

type Shard = HashMap<TaskId, Arc<Task>, BuildHasherDefault<IdHasher>>;

/// All live tasks.
pub(crate) struct Registry {
    shards: Box<[Mutex<Shard>]>,
}

impl Registry {
    pub(crate) fn new() -> Self {
        Self { shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }

    pub(crate) fn insert(&self, task: Arc<Task>) {
        self.shard(task.id()).lock().insert(task.id(), task);
    }

    pub(crate) fn remove(&self, id: TaskId) {
        let removed = self.shard(id).lock().remove(&id);
        drop(removed);
    }

    pub(crate) fn get(&self, id: TaskId) -> Option<Arc<Task>> {
        self.shard(id).lock().get(&id).cloned()
    }

    pub(crate) fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.lock().len()).sum()
    }

    /// All live tasks in the order of their spawning.
    pub(crate) fn all(&self) -> Vec<Arc<Task>> {
        let mut tasks: Vec<_> = self.shards.iter().flat_map(|shard| shard.lock().values().cloned().collect::<Vec<_>>()).collect();
        tasks.sort_by_key(|task| task.id());
        tasks
    }

    /// Empties the table and gives what was in it.
    pub(crate) fn drain(&self) -> Vec<Arc<Task>> {
        self.shards.iter().flat_map(|shard| std::mem::take(&mut *shard.lock()).into_values()).collect()
    }

    fn shard(&self, id: TaskId) -> &Mutex<Shard> {
        &self.shards[id.get() as usize % SHARDS]
    }
}
