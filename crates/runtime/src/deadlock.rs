//! Deadlock: what is reported when tasks wait on each other.
//!
//! *Whole*: nothing can ever run again. The schedulers decide that (each in its module doc), and ask here for the report.
//!
//! *Partial*: some tasks wait in a circle while others run. The edges are the live holders that a parked task names in its
//! [`WaitDescription`]. The circle is looked at twice: it is real if in both looks every task in it
//! was parked, named the next one as a holder, and had made no step in between. For then there was an instant between
//! the looks at which all of them waited and, none of them having run, held what they were said to hold.
//!
//! Every circle has a last edge, made by a task that parks; so looking when a lock wait parks finds them all. That look
//! is cheap: it goes on only if the holder is itself parked on a holder.

use crate::{
    runtime::Inner,
    task::{Task, TaskId, WaitDescription},
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

/// A parked task in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingTask {
    /// Its id.
    pub id: TaskId,
    /// Who spawned it.
    pub parent: Option<TaskId>,
    /// Its name.
    pub name: Option<Arc<str>>,
    /// What it waits for, where, and who holds it.
    pub wait: WaitDescription,
}

/// All parked tasks in the order of their spawning.
pub(crate) fn all_waiting(inner: &Inner) -> Vec<WaitingTask> {
    inner.registry.all().iter().filter_map(|task| Some(waiting(task, task.describe_wait()?))).collect()
}

/// Looks for a circle after `task` parked on a lock, and reports it.
pub(crate) fn check_partial(task: &Task) {
    let inner = task.runtime().inner();
    let Some(report) = inner.on_partial_deadlock.get() else {
        return;
    };
    // The holders as of now, not as of the step: the lock may have changed hands before the task was parked.
    let Some(wait) = task.describe_wait() else {
        return;
    };
    let is_blocked = |holder: &TaskId| {
        *holder == task.id() || inner.registry.get(*holder).is_some_and(|task| task.is_parked() && task.blocked_on().is_some())
    };
    if !wait.holders.iter().any(is_blocked) {
        return;
    }
    if let Some(cycle) = find_cycle(inner, task.id()) {
        // Two tasks of one circle may park at once, and both find it: the report goes out once.
        let first = cycle.iter().map(|waiting| waiting.id).min();
        if first.is_some_and(|first| inner.reported_cycles.lock().insert(first)) {
            // A panic in the embedder's report must not end the worker.
            let _ = catch_unwind(AssertUnwindSafe(|| report(cycle)));
        }
    }
}

/// The circle that `start` waits in, beginning with `start`.
pub(crate) fn find_cycle(inner: &Inner, start: TaskId) -> Option<Vec<WaitingTask>> {
    let mut path = Vec::new();
    let mut seen = Vec::new();
    if !search(inner, start, start, &mut path, &mut seen) {
        return None;
    }
    for (index, (task, waiting, steps)) in path.iter().enumerate() {
        let next = path[(index + 1) % path.len()].0.id();
        let again = task.describe_wait()?;
        if again.wait_differs(waiting, next) || task.steps() != *steps {
            return None;
        }
    }
    Some(path.into_iter().map(|(task, wait, _)| waiting(&task, wait)).collect())
}

type Path = Vec<(Arc<Task>, WaitDescription, u32)>;

/// Depth first along the holders; `path` is the way from `start` when it gives true.
fn search(inner: &Inner, at: TaskId, start: TaskId, path: &mut Path, seen: &mut Vec<TaskId>) -> bool {
    if seen.contains(&at) {
        return false;
    }
    seen.push(at);
    let Some(task) = inner.registry.get(at) else {
        return false;
    };
    let steps = task.steps();
    let Some(wait) = task.describe_wait() else {
        return false;
    };
    let holders = wait.holders.clone();
    path.push((task, wait, steps));
    for holder in holders {
        if holder == start || search(inner, holder, start, path, seen) {
            return true;
        }
    }
    path.pop();
    false
}

impl WaitDescription {
    fn wait_differs(&self, before: &Self, next: TaskId) -> bool {
        self.what != before.what || self.place != before.place || !self.holders.contains(&next)
    }
}

fn waiting(task: &Task, wait: WaitDescription) -> WaitingTask {
    let info = task.info();
    WaitingTask { id: info.id, parent: info.parent, name: info.name, wait }
}
