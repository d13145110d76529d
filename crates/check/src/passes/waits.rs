//! What async code has in its hands while it waits: at each `.await` the variables in scope and the temporaries of the statements around.
//!
//! A future owns what lives across its waits, so it can be handed to another thread only if all of that can (rustc's coroutine witness). Only scopes are told here;
//! whether a variable still holds its value at a wait is asked of the graph of [`super::events`] ([`holds`]).
//! Invariant: expressions are walked in the order in which they are evaluated.

use super::flow::{Access, Flow, Node};
use crate::body::bindings;
use crate::typed::*;
use crate::types::Ty;
use ruchy_syntax::Span;
use std::collections::HashSet;

/// One `.await`.
#[derive(Clone, Debug)]
pub struct Wait {
    /// The `.await`, and what it waits for.
    pub expr: ExprId,
    pub future: ExprId,
    pub locals: Vec<LocalId>,
    pub temporaries: Vec<(Ty, Span)>,
}

/// The waits of a function's or async block's body, those of closures and async blocks inside it left out.
pub fn waits(body: &Body, root: ExprId) -> Vec<Wait> {
    let mut walk = Walk { body, scope: Vec::new(), temporaries: Vec::new(), waits: Vec::new() };
    walk.value(root);
    walk.waits
}

/// Whether a variable may hold its value at a wait.
pub fn holds(flow: &Flow, local: LocalId, wait: ExprId) -> bool {
    let Some(&(_, target)) = flow.waits.iter().find(|(e, _)| *e == wait) else { return false };
    let whole = |node: Node, access: Access| {
        flow.event(node).is_some_and(|e| e.access == access && e.place.root_local() == Some(local) && e.place.steps.is_empty())
    };
    // To rustc a variable that was ever borrowed needs its place to the end of its scope, moved or not.
    let borrowed = flow.events().any(|(_, e)| matches!(e.access, Access::Read | Access::Change) && e.place.root_local() == Some(local));
    let mut work: Vec<Node> = flow.events().map(|(node, _)| node).filter(|&node| whole(node, Access::Assign)).collect();
    let mut seen: HashSet<Node> = work.iter().copied().collect();
    while let Some(node) = work.pop() {
        if node == target {
            return true;
        }
        for &next in flow.next(node) {
            if (borrowed || !whole(next, Access::Move)) && !whole(next, Access::Declare) && seen.insert(next) {
                work.push(next);
            }
        }
    }
    false
}

struct Walk<'a> {
    body: &'a Body,
    scope: Vec<LocalId>,
    temporaries: Vec<(Ty, Span)>,
    waits: Vec<Wait>,
}

impl Walk<'_> {
    fn declare(&mut self, pattern: PatId) {
        bindings(self.body, pattern, &mut self.scope);
    }

    /// Something whose temporaries end with it.
    fn ending(&mut self, e: ExprId) {
        let mark = self.temporaries.len();
        self.value(e);
        self.temporaries.truncate(mark);
    }

    fn all(&mut self, list: &[ExprId]) {
        list.iter().for_each(|&e| self.value(e));
    }

    fn place(&mut self, e: ExprId) {
        let Some(expr) = self.body.exprs.get(e.0 as usize) else { return };
        match &expr.kind {
            ExprKind::Field(inner, _) | ExprKind::Deref(inner) => self.place(*inner),
            ExprKind::Index(inner, at) => {
                self.place(*inner);
                self.value(*at);
            }
            ExprKind::Local(_) | ExprKind::Global(_) => {}
            ExprKind::Borrow { place, .. } => self.place(*place),
            _ => {
                self.value(e);
                self.temporaries.push((expr.ty, expr.span));
            }
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        let mark = self.temporaries.len();
        match statement {
            Stmt::Expr(e) => self.value(*e),
            Stmt::Let { pattern, value, otherwise } => {
                self.scope_free(|walk| {
                    walk.all(value.as_slice());
                    walk.all(otherwise.as_slice());
                });
                self.temporaries.truncate(mark);
                // What the variable borrows lives on with it.
                if let Some(ExprKind::Borrow { place, .. }) = value.and_then(|v| self.body.exprs.get(v.0 as usize)).map(|v| &v.kind) {
                    let waits = self.waits.len();
                    self.place(*place);
                    self.waits.truncate(waits);
                }
                self.declare(*pattern);
                return;
            }
        }
        self.temporaries.truncate(mark);
    }

    /// What is declared within is not in scope behind it.
    fn scope_free(&mut self, f: impl FnOnce(&mut Self)) {
        let mark = self.scope.len();
        f(self);
        self.scope.truncate(mark);
    }

    fn value(&mut self, e: ExprId) {
        let Some(expr) = self.body.exprs.get(e.0 as usize) else { return };
        match &expr.kind {
            ExprKind::Literal(_)
            | ExprKind::Local(_)
            | ExprKind::Global(_)
            | ExprKind::Function(_)
            | ExprKind::Continue { .. }
            | ExprKind::Closure(_)
            | ExprKind::Async(_)
            | ExprKind::Error => {}
            ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_) => self.place(e),
            ExprKind::Borrow { place, .. } | ExprKind::RawBorrow { place, .. } => self.place(*place),
            ExprKind::Unary(_, a)
            | ExprKind::Repeat { value: a, .. }
            | ExprKind::Cast(a)
            | ExprKind::Coerce(_, a)
            | ExprKind::Copied(a)
            | ExprKind::Panic(a) => self.value(*a),
            ExprKind::Binary(_, a, b) | ExprKind::StructuralCompare(_, a, b) | ExprKind::And(a, b) | ExprKind::Or(a, b) => {
                self.all(&[*a, *b])
            }
            ExprKind::Assign(place, value) | ExprKind::AssignOp(_, place, value) => {
                self.value(*value);
                self.place(*place);
            }
            ExprKind::Call { callee, args } => {
                if let Callee::Value(callee) = callee {
                    self.place(*callee);
                }
                self.all(args);
            }
            ExprKind::Tuple(list) | ExprKind::Array(list) | ExprKind::Format { args: list, .. } => self.all(list),
            ExprKind::Adt { fields, base, .. } => {
                fields.iter().for_each(|(_, field)| self.value(*field));
                self.all(base.as_slice());
            }
            ExprKind::Let { pattern, expr } => {
                self.value(*expr);
                self.declare(*pattern);
            }
            ExprKind::If { condition, then, otherwise } => {
                let mark = self.temporaries.len();
                self.scope_free(|walk| {
                    walk.condition(*condition);
                    walk.ending(*then);
                });
                self.temporaries.truncate(mark);
                self.all(otherwise.as_slice());
            }
            ExprKind::Match { scrutinee, arms } => {
                self.value(*scrutinee);
                for arm in arms {
                    self.scope_free(|walk| {
                        walk.declare(arm.pattern);
                        arm.guard.iter().for_each(|&guard| walk.ending(guard));
                        walk.ending(arm.body);
                    });
                }
            }
            ExprKind::While { condition, body, .. } => {
                let mark = self.temporaries.len();
                self.scope_free(|walk| {
                    walk.condition(*condition);
                    walk.ending(*body);
                });
                self.temporaries.truncate(mark);
            }
            ExprKind::For { pattern, iter, body, .. } => {
                let mark = self.temporaries.len();
                self.value(*iter);
                if let Some(iter) = self.body.exprs.get(iter.0 as usize) {
                    self.temporaries.push((iter.ty, iter.span));
                }
                self.scope_free(|walk| {
                    walk.declare(*pattern);
                    walk.ending(*body);
                });
                self.temporaries.truncate(mark);
            }
            ExprKind::Loop { body, .. } | ExprKind::Labelled { body, .. } => self.ending(*body),
            ExprKind::Break { value, .. } | ExprKind::Return(value) => self.all(value.as_slice()),
            ExprKind::Block { statements, tail } => {
                let mark = self.temporaries.len();
                self.scope_free(|walk| {
                    statements.iter().for_each(|statement| walk.statement(statement));
                    walk.all(tail.as_slice());
                });
                self.temporaries.truncate(mark);
            }
            ExprKind::Await(future) => {
                self.value(*future);
                self.waits.push(Wait { expr: e, future: *future, locals: self.scope.clone(), temporaries: self.temporaries.clone() });
            }
        }
    }

    /// A condition's temporaries end with it, but for those of a `let` in it.
    fn condition(&mut self, e: ExprId) {
        match self.body.exprs.get(e.0 as usize).map(|e| &e.kind) {
            Some(ExprKind::And(a, b)) => {
                self.condition(*a);
                self.condition(*b);
            }
            Some(ExprKind::Let { .. }) => self.value(e),
            _ => self.ending(e),
        }
    }
}
