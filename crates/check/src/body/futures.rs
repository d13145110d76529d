//! Futures that are handed to other threads: all that lives across their waits has to be `Send`, in Rust files.
//!
//! What one async function keeps is noted when its body is finished. Whether a future that a call wants to be `Send` reaches one that is not is judged at
//! the end, when all bodies are known: an async function holds the futures that it waits for.

use crate::Checker;
use crate::defs::Crossing;
use crate::passes::{self, Flows};
use crate::typed::{Body, Callee, ExprId, ExprKind, InstanceId};
use crate::types::{ClosureId, Ty};
use ruchy_syntax::{Diagnostic, Span};
use std::collections::{HashMap, HashSet};

/// A value that lives across a wait and cannot be sent.
#[derive(Clone, Debug)]
struct Kept {
    ty: Ty,
    /// The variable's name; none for a temporary.
    name: Option<String>,
    value: Span,
    wait: Span,
}

/// What is known of the future of an async function or block.
#[derive(Clone, Default, Debug)]
struct Future {
    kept: Option<Kept>,
    /// The async functions whose futures it waits for.
    waits_for: Vec<InstanceId>,
}

/// The async functions of the program, and which of their futures are sent where.
#[derive(Default)]
pub(crate) struct Futures {
    known: HashMap<InstanceId, Future>,
    sent: Vec<(InstanceId, Span)>,
}

impl Checker {
    /// Notes what the future of an async function keeps.
    pub(crate) fn note_future(&mut self, instance: InstanceId, body: &Body, flows: &Flows) {
        if let Some(ExprKind::Async(id)) = body.root.map(|root| &body.exprs[root.0 as usize].kind) {
            let future = self.future(body, flows, *id);
            self.futures.known.insert(instance, future);
        }
    }

    /// An argument that a call wants to be `Send`: the error, if it is an async block that keeps what is not.
    pub(crate) fn sent_future(&mut self, body: &Body, flows: &Flows, mut argument: ExprId) -> Option<Diagnostic> {
        let span = body.exprs[argument.0 as usize].span;
        while let ExprKind::Coerce(_, inner) | ExprKind::Block { tail: Some(inner), .. } = body.exprs[argument.0 as usize].kind {
            argument = inner;
        }
        match &body.exprs[argument.0 as usize].kind {
            ExprKind::Async(id) => {
                let future = self.future(body, flows, *id);
                self.futures.sent.extend(future.waits_for.iter().map(|&f| (f, span)));
                future.kept.map(|kept| self.future_not_sent(&kept, span))
            }
            ExprKind::Call { callee: Callee::Instance(id), .. } => {
                self.futures.sent.push((*id, span));
                None
            }
            _ => None,
        }
    }

    /// Judges the futures that are sent by what they reach.
    pub(crate) fn check_sent_futures(&mut self) {
        for (first, span) in std::mem::take(&mut self.futures.sent) {
            let mut seen = HashSet::from([first]);
            let mut work = vec![first];
            while let Some(future) = work.pop().and_then(|id| self.futures.known.get(&id)) {
                if let Some(kept) = future.kept.clone() {
                    let error = self.future_not_sent(&kept, span);
                    self.error(error);
                    break;
                }
                work.extend(future.waits_for.iter().copied().filter(|id| seen.insert(*id)));
            }
        }
    }

    fn future(&mut self, body: &Body, flows: &Flows, id: ClosureId) -> Future {
        let mut found = Future::default();
        let root = self.program.closures[id.0 as usize].body;
        let Some(closure) = flows.closure(id) else { return found };
        for wait in passes::waits(body, root) {
            let at = body.exprs[wait.expr.0 as usize].span;
            let mut future = wait.future;
            while let ExprKind::Coerce(_, inner) = body.exprs[future.0 as usize].kind {
                future = inner;
            }
            if let ExprKind::Call { callee: Callee::Instance(id), .. } = body.exprs[future.0 as usize].kind {
                found.waits_for.push(id);
            }
            if found.kept.is_some() {
                continue;
            }
            for &local in &wait.locals {
                let l = &body.locals[local.0 as usize];
                if self.stays(l.ty, flows) && passes::holds(&closure.flow, local, wait.expr) {
                    found.kept = Some(Kept { ty: l.ty, name: Some(l.name.to_string()), value: l.span, wait: at });
                }
            }
            for &(ty, value) in &wait.temporaries {
                if found.kept.is_none() && self.stays(ty, flows) {
                    found.kept = Some(Kept { ty, name: None, value, wait: at });
                }
            }
        }
        found
    }

    /// Whether a value of the type lives to the end of its scope and cannot be sent.
    fn stays(&mut self, ty: Ty, flows: &Flows) -> bool {
        self.needs_drop(ty) && self.kept_back(ty, Crossing::Sent, flows)
    }

    fn future_not_sent(&self, kept: &Kept, span: Span) -> Diagnostic {
        let ty = self.type_name(kept.ty);
        let what = match &kept.name {
            Some(name) => format!("`{name}` has type `{ty}`, which is not `Send`"),
            None => format!("this has type `{ty}`, which is not `Send`"),
        };
        let lives = match &kept.name {
            Some(name) => format!("the await occurs here, with `{name}` maybe used later"),
            None => "the await occurs here, while it is still there".to_string(),
        };
        let help = match &kept.name {
            Some(_) => "put what uses it into a block of its own that ends before the `.await`",
            None => "take what is needed out of it by a `let` before the `.await`",
        };
        Diagnostic::error("", span, "future cannot be sent between threads safely")
            .at("this future is not `Send`")
            .label(kept.value, what)
            .label(kept.wait, lives)
            .help(help)
    }
}
