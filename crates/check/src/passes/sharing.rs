//! Law 4: a task changes only its own.
//!
//! For each closure that a call makes a task of, and each variable that it captures, the graph is walked from the
//! start of the task to every use that the same value may still see. Which pairs are refused depends on the kind of
//! task and on the dialect: a detached task that borrows is rustc's E0373, one that changes its copy while others use
//! the variable is R0401; scoped tasks may borrow, but not conflict (E0499, E0502). Uses are compared by paths, so
//! tasks may change different fields. Top-level variables that functions mention are not captured; they are judged
//! for the whole program by [`shared_globals`], from a [`Summary`] of each body (R0402).

use super::captures::Captured;
use super::events::{ClosureFlow, Flows};
use super::flow::{Access, Event, Flow, Node, TaskStart};
use super::moves::place_name;
use super::places::{Place, Root};
use super::{Queries, SpawnKind};
use crate::typed::*;
use crate::types::{ClosureId, TyKind};
use ruchy_syntax::{Diagnostic, Dialect, Span};
use std::collections::{HashMap, HashSet};

const MEND: &str = "share it as `Arc<Mutex<_>>`, send it through a channel, or return it from the task and take it from `join()`";

/// Finds variables that tasks share and change.
pub fn sharing(body: &Body, flows: &Flows, queries: &mut dyn Queries) -> Vec<Diagnostic> {
    if flows.dialect == Dialect::Std {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (flow, _) in flows.all() {
        let mut pass = Pass { body, flows, flow, queries, reported: HashSet::new(), out: Vec::new() };
        for task in &flow.tasks {
            pass.task(task);
        }
        out.extend(pass.out);
    }
    out.sort_by_key(|e| (e.span().file, e.span().lo));
    out
}

struct Pass<'a> {
    body: &'a Body,
    flows: &'a Flows,
    flow: &'a Flow,
    queries: &'a mut dyn Queries,
    reported: HashSet<LocalId>,
    out: Vec<Diagnostic>,
}

/// A later use of a captured variable.
struct Use<'f> {
    event: &'f Event,
    /// The task whose capture it is, if it is one's.
    task: Option<ClosureId>,
    changes: bool,
}

impl<'a> Pass<'a> {
    fn task(&mut self, task: &TaskStart) {
        let Some(closure) = self.flows.closure(task.closure) else { return };
        for captured in &closure.captured {
            match task.kind {
                SpawnKind::Detached if captured.mode == CaptureMode::Move => self.own(task, closure, captured),
                SpawnKind::Detached => self.outlives(closure, captured),
                SpawnKind::Scoped => self.scoped(task, closure, captured),
                SpawnKind::Parallel => self.parallel(closure, captured),
            }
        }
    }

    fn name(&self, local: LocalId) -> String {
        self.body.locals.get(local.0 as usize).map_or("_".into(), |l| l.name.to_string())
    }

    fn span(&self, id: ExprId) -> Span {
        self.body.exprs.get(id.0 as usize).map(|e| e.span).unwrap_or_default()
    }

    /// What a closure's capture does to the variable.
    fn capture_of(&self, closure: ClosureId, local: LocalId) -> Option<&'a Captured> {
        self.flows.closure(closure).and_then(|c| c.captured.iter().find(|c| c.local == local))
    }

    /// A detached task owns the variable: in a relaxed file it has a copy, and changing that is refused if anyone else uses
    /// the variable. In Rust the move errors say all.
    fn own(&mut self, task: &TaskStart, closure: &ClosureFlow, captured: &Captured) {
        if let Some(changed) = captured.changed.filter(|_| self.is_borrowed_parameter(captured.local)) {
            return self.escapes(task, captured.local, changed);
        }
        if !self.flows.dialect.is_relaxed() || self.reported.contains(&captured.local) {
            return;
        }
        let later = self.later_uses(task.node, captured.local, None);
        let conflict = later.into_iter().find(|u| captured.changed.is_some() || (u.task.is_some() && u.changes));
        let Some(conflict) = conflict else { return };
        self.reported.insert(captured.local);
        let name = self.name(captured.local);
        let spawn = self.span(task.call);
        let error = match conflict.task {
            Some(other) if other != closure.id => {
                let other_change = self.capture_of(other, captured.local).and_then(|c| c.changed);
                let other_span = self.flows.closure(other).map(|c| c.span).unwrap_or_default();
                let change = captured.changed.or(other_change).unwrap_or(conflict.event.span);
                let mut error = Diagnostic::error("R0401", change, format!("two tasks share `{name}`, and it is changed"))
                    .at(format!("`{name}` is changed here, in a copy that only this task sees"))
                    .label(spawn, format!("one task that uses `{name}` starts here"))
                    .label(other_span, format!("another task that uses `{name}` starts here"));
                if let (Some(_), Some(second)) = (captured.changed, other_change) {
                    error = error.label(second, format!("the other task changes `{name}` here"));
                }
                error
            }
            Some(_) => {
                let change = captured.changed.unwrap_or(captured.used);
                Diagnostic::error("R0401", change, format!("the tasks of a loop share `{name}`, and each changes it"))
                    .at(format!("`{name}` is changed here, in a copy that only this task sees"))
                    .label(spawn, "each turn of the loop starts a task here")
            }
            None => {
                let change = captured.changed.unwrap_or(captured.used);
                let later = conflict.event.span;
                Diagnostic::error("R0401", change, format!("a task changes `{name}`, which is used outside of it"))
                    .at(format!("`{name}` is changed here, in a copy that only this task sees"))
                    .label(spawn, "the task starts here")
                    .label(later, format!("`{name}` is used here later, and would not see the change"))
            }
        };
        self.out.push(error.help(MEND));
    }

    /// Whether the variable is a parameter that the caller lent for a change.
    fn is_borrowed_parameter(&self, local: LocalId) -> bool {
        let binds = |param: &PatId| {
            let pattern = self.body.patterns.get(param.0 as usize).map(|p| &p.kind);
            matches!(pattern, Some(PatKind::Bind { local: bound, sub: None, .. }) if *bound == local)
        };
        let ty = self.body.locals.get(local.0 as usize).map(|l| self.queries.types().kind(l.ty));
        matches!(ty, Some(TyKind::Ref { mutable: true, .. })) && self.body.params.iter().any(binds)
    }

    /// A detached task changes what its maker's caller lent: the loan ends before the task does.
    fn escapes(&mut self, task: &TaskStart, local: LocalId, changed: Span) {
        if !self.reported.insert(local) {
            return;
        }
        let name = self.name(local);
        let code = if self.flows.dialect.is_relaxed() { "R0401" } else { "E0521" };
        self.out.push(
            Diagnostic::error(code, changed, format!("a task changes what `{name}` refers to, which belongs to the function's caller"))
                .at(format!("changed here, when `{name}` may be no more"))
                .label(self.span(task.call), "the task that may outlive the call starts here")
                .help(MEND),
        );
    }

    /// A detached task borrows the variable.
    fn outlives(&mut self, closure: &ClosureFlow, captured: &Captured) {
        if captured.only_behind_reference && captured.mode == CaptureMode::Ref {
            return;
        }
        let relaxed = self.flows.dialect.is_relaxed();
        if relaxed && captured.changed.is_none() {
            return;
        }
        let name = self.name(captured.local);
        let what = if closure.is_async { "async block" } else { "closure" };
        let message = format!("{what} may outlive the current function, but it borrows `{name}`, which is owned by the current function");
        let code = if relaxed { "R0401" } else { "E0373" };
        let mut error = Diagnostic::error(code, closure.span, message)
            .at(format!("may outlive borrowed value `{name}`"))
            .label(captured.used, format!("`{name}` is borrowed here"));
        if let Some(changed) = captured.changed.filter(|&c| c != captured.used) {
            error = error.label(changed, format!("`{name}` is changed here"));
        }
        self.out.push(match captured.changed {
            Some(_) => error.help(format!("a task cannot change `{name}` of its maker: {MEND}; `move` would give the task its own")),
            None => error.help(format!(
                "to force the {what} to take ownership of `{name}` (and any other referenced variables), use the `move` keyword"
            )),
        });
    }

    /// Tasks that end before the variable does may borrow it, but one that changes it must be the only one.
    fn scoped(&mut self, task: &TaskStart, closure: &ClosureFlow, captured: &Captured) {
        if captured.mode == CaptureMode::Move || self.reported.contains(&captured.local) {
            return;
        }
        let name = self.name(captured.local);
        for path in &captured.paths {
            let changes = path.access == Access::Change && !self.queries.is_handle(path.place.ty);
            let later = self.later_uses(task.node, captured.local, Some(&path.place));
            let Some(other) = later.iter().find(|u| changes || u.changes) else { continue };
            self.reported.insert(captured.local);
            let itself = other.task == Some(closure.id);
            let other_span = other.task.and_then(|t| self.flows.closure(t)).map_or(other.event.span, |c| c.span);
            let how = |changes: bool| if changes { "mutable" } else { "immutable" };
            let name = place_name(self.body, &path.place, self.queries).unwrap_or_else(|| name.clone());
            let (code, message) = if changes && other.changes {
                ("E0499", format!("cannot borrow `{name}` as mutable more than once at a time"))
            } else {
                let (now, before) = (how(other.changes), how(changes));
                ("E0502", format!("cannot borrow `{name}` as {now} because it is also borrowed as {before}"))
            };
            let mut error = Diagnostic::error(code, other_span, message);
            if itself {
                error = error
                    .at(format!("`{name}` was mutably borrowed here in the previous iteration of the loop"))
                    .label(path.span, format!("borrows occur due to use of `{name}` in closure"));
            } else {
                error = error
                    .at(format!("{} borrow occurs here", how(other.changes)))
                    .label(closure.span, format!("{} borrow by a task that may still run occurs here", how(changes)))
                    .label(path.span, format!("this task uses `{name}` here"));
                if other.task.is_some() {
                    error = error.label(other.event.span, format!("the other uses `{name}` here"));
                }
            }
            self.out.push(error.help("give each task its own part, or share it as `Mutex<_>`"));
            return;
        }
    }

    /// Many tasks call the closure at once: it may change nothing around it.
    fn parallel(&mut self, closure: &ClosureFlow, captured: &Captured) {
        let Some(changed) = captured.changed else { return };
        let code = if self.flows.dialect.is_relaxed() { "R0401" } else { "E0594" };
        let name = self.name(captured.local);
        let what = format!("cannot change `{name}` in a closure that many tasks call at once");
        self.out.push(
            Diagnostic::error(code, changed, what)
                .at(format!("`{name}` is changed here"))
                .label(closure.span, "called by many tasks")
                .help("return the results and combine them (`map`, `sum`, `reduce`), or share it as `Arc<Mutex<_>>`"),
        );
    }

    /// The uses of a variable that the value it has when the task starts may still meet.
    fn later_uses(&mut self, from: Node, local: LocalId, part: Option<&Place>) -> Vec<Use<'a>> {
        let mut uses = Vec::new();
        let mut seen = HashSet::new();
        let mut work: Vec<Node> = self.flow.next(from).to_vec();
        while let Some(node) = work.pop() {
            if !seen.insert(node) {
                continue;
            }
            if let Some(event) = self.flow.event(node).filter(|e| e.place.root == Root::Local(local)) {
                let whole = event.place.steps.is_empty();
                if event.access == Access::Declare || (event.access == Access::Assign && whole && part.is_none()) {
                    continue;
                }
                if part.is_none_or(|p| p.overlaps(&event.place)) && event.access != Access::Declare {
                    let task = event.closure.filter(|c| self.flow.tasks.iter().any(|t| t.closure == *c));
                    let inner = event.closure.and_then(|c| self.capture_of(c, local));
                    let changes = match inner {
                        Some(captured) if part.is_none() => captured.changed.is_some(),
                        _ => matches!(event.access, Access::Change | Access::Assign) && !self.queries.is_handle(event.place.ty),
                    };
                    uses.push((node, Use { event, task, changes }));
                }
            }
            work.extend_from_slice(self.flow.next(node));
        }
        uses.sort_by_key(|(node, _)| *node);
        uses.into_iter().map(|(_, u)| u).collect()
    }
}

/// What a body does with top-level variables.
#[derive(Clone, Default, Debug)]
pub struct Summary {
    pub globals: Vec<GlobalUse>,
    /// Functions it calls or mentions, and from within which closure.
    pub calls: Vec<(InstanceId, Option<ClosureId>)>,
    /// Closures that it makes tasks of.
    pub tasks: Vec<SummaryTask>,
    /// For each closure the one around it.
    pub around: HashMap<ClosureId, Option<ClosureId>>,
    /// It is the script: its statements run once.
    pub runs_once: bool,
}

/// A use of a top-level variable.
#[derive(Clone, Copy, Debug)]
pub struct GlobalUse {
    pub global: GlobalId,
    pub changes: bool,
    pub span: Span,
    pub within: Option<ClosureId>,
}

/// A task in a [`Summary`].
#[derive(Clone, Copy, Debug)]
pub struct SummaryTask {
    pub closure: ClosureId,
    pub span: Span,
    pub in_loop: bool,
    pub within: Option<ClosureId>,
}

/// Sums a body up; `script` tells whether it is the file's top-level statements.
pub fn summarize(body: &Body, flows: &Flows, script: bool, queries: &mut dyn Queries) -> Summary {
    let mut summary = Summary { runs_once: script, ..Summary::default() };
    for (flow, closure) in flows.all() {
        let within = closure.map(|c| c.id);
        let mut initialized = HashSet::new();
        summary.calls.extend(flow.calls.iter().map(|&callee| (callee, within)));
        summary.around.extend(flow.closures.iter().map(|&inner| (inner, within)));
        for (_, event) in flow.events() {
            let Root::Global(global) = event.place.root else { continue };
            let variable = queries.global(global).is_some_and(|g| g.kind == GlobalKind::Variable);
            // The statement that gives the variable its first value is no use of it.
            let first = script && within.is_none() && event.access == Access::Assign && initialized.insert(global);
            if !variable || first {
                continue;
            }
            let changes = event.access == Access::Assign || (event.access == Access::Change && !queries.is_handle(event.place.ty));
            summary.globals.push(GlobalUse { global, changes, span: event.span, within });
        }
        for task in &flow.tasks {
            let span = body.exprs.get(task.call.0 as usize).map(|e| e.span).unwrap_or_default();
            let SpawnKind::Detached = task.kind else { continue };
            summary.tasks.push(SummaryTask { closure: task.closure, span, in_loop: task.in_loop, within });
        }
    }
    summary
}

/// What one task may do to top-level variables.
struct Reach {
    instance: InstanceId,
    task: SummaryTask,
    /// It may run several times at once.
    many: bool,
    uses: Vec<GlobalUse>,
    /// Functions reached.
    functions: HashSet<InstanceId>,
}

/// Judges the tasks of a whole program by what they reach.
pub fn shared_globals(summaries: &HashMap<InstanceId, Summary>, name: &dyn Fn(GlobalId) -> String) -> Vec<Diagnostic> {
    let inside = |summary: &Summary, mut at: Option<ClosureId>, closure: ClosureId| {
        let mut steps = 0;
        while let Some(id) = at {
            if id == closure {
                return true;
            }
            at = summary.around.get(&id).copied().flatten();
            steps += 1;
            if steps > summary.around.len() {
                break;
            }
        }
        false
    };
    let mut all: Vec<Reach> = Vec::new();
    let mut ids: Vec<&InstanceId> = summaries.keys().collect();
    ids.sort();
    for &&id in &ids {
        let summary = &summaries[&id];
        for &task in &summary.tasks {
            let of_task = |at: Option<ClosureId>| inside(summary, at, task.closure);
            let mut uses: Vec<GlobalUse> = summary.globals.iter().filter(|u| of_task(u.within)).copied().collect();
            let mut work: Vec<InstanceId> = summary.calls.iter().filter(|(_, at)| of_task(*at)).map(|(callee, _)| *callee).collect();
            let mut functions = HashSet::new();
            while let Some(callee) = work.pop() {
                let Some(called) = summaries.get(&callee).filter(|_| functions.insert(callee)) else { continue };
                uses.extend(called.globals.iter().copied());
                work.extend(called.calls.iter().map(|(c, _)| *c));
            }
            let many = task.in_loop || task.within.is_some() || !summary.runs_once;
            all.push(Reach { instance: id, task, many, uses, functions });
        }
    }
    let mut out = Vec::new();
    let mut reported = HashSet::new();
    for (i, reach) in all.iter().enumerate() {
        for change in reach.uses.iter().filter(|u| u.changes) {
            let global = change.global;
            let other_task = all.iter().enumerate().find(|(j, r)| *j != i && r.uses.iter().any(|u| u.global == global));
            let outside = ids.iter().find_map(|&&id| {
                let summary = &summaries[&id];
                let elsewhere = |u: &&GlobalUse| {
                    let own = id == reach.instance && inside(summary, u.within, reach.task.closure);
                    u.global == global && !own && (!reach.functions.contains(&id) || id == reach.instance)
                };
                summary.globals.iter().find(elsewhere)
            });
            if (other_task.is_none() && outside.is_none() && !reach.many) || !reported.insert(global) {
                continue;
            }
            let name = name(global);
            let mut error = Diagnostic::error("R0402", change.span, format!("tasks share the variable `{name}`, and it is changed"))
                .at(format!("`{name}` is changed here, in a task"))
                .label(reach.task.span, "the task starts here");
            if let Some((_, other)) = other_task {
                error = error.label(other.task.span, format!("another task that uses `{name}` starts here"));
            } else if let Some(outside) = outside {
                error = error.label(outside.span, format!("`{name}` is used here too"));
            } else {
                error = error.note("the task may be started several times");
            }
            out.push(error.help(MEND));
        }
    }
    out
}
