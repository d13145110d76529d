//! `Send` and `Sync`: which types a task may be given, and which several tasks may see.
//!
//! Both follow from what a type is made of. The program's types are looked into; of the library's, which are built in their own ways, the few that
//! differ from what their arguments say are named here. Trait objects do not tell (their marker bounds are not kept) and count as both.

use crate::Checker;
use crate::defs::{Crossing, DefKind};
use crate::passes::Flows;
use crate::passes::flow::Access;
use crate::typed::{Body, Callee, ExprId, ExprKind, LocalId};
use crate::types::{ClosureId, DefId, Ty, TyKind};
use ruchy_syntax::{Diagnostic, Dialect, Span};
use std::collections::HashSet;

impl Checker {
    /// In Rust files: what a call's bounds want to be `Send` or `Sync` is, with what closures and async blocks capture.
    pub(crate) fn check_crossings(&mut self, body: &Body, flows: &Flows) -> Vec<Diagnostic> {
        let mut errors = Vec::new();
        if flows.dialect != Dialect::Rust {
            return errors;
        }
        for e in &body.exprs {
            let ExprKind::Call { callee: Callee::Instance(id), args } = &e.kind else { continue };
            let Some(Some((def, generics))) = self.instance_defs.get(id.0 as usize).cloned() else { continue };
            let signature = self.signature(def);
            for &(bound, crossing) in signature.crossings.iter() {
                let wanted = self.program.types.substitute(bound, &generics);
                let at = args.iter().zip(&signature.params).find(|(_, param)| **param == bound).map(|(arg, _)| *arg);
                let mut walk = Walk { checker: self, flows, seen: HashSet::new() };
                let kept = match at.and_then(|at| task_body(body, at)) {
                    Some(closure) => walk.captured(closure, crossing),
                    None => walk.kept(wanted, crossing).map(|(ty, crossing)| (ty, crossing, None)),
                };
                if kept.is_none()
                    && crossing == Crossing::Sent
                    && let Some(error) = at.and_then(|at| self.sent_future(body, flows, at))
                {
                    errors.push(error);
                    break;
                }
                if let Some((ty, crossing, captured)) = kept {
                    let span = at.map_or(e.span, |at| body.exprs[at.0 as usize].span);
                    errors.push(self.does_not_cross(ty, crossing, span, captured.map(|l| body.locals[l.0 as usize].name.to_string())));
                    break;
                }
            }
        }
        errors
    }

    /// Whether some part of a type keeps it from crossing to another task.
    pub(crate) fn kept_back(&mut self, ty: Ty, crossing: Crossing, flows: &Flows) -> bool {
        Walk { checker: self, flows, seen: HashSet::new() }.kept(ty, crossing).is_some()
    }

    fn does_not_cross(&self, ty: Ty, crossing: Crossing, span: Span, captured: Option<String>) -> Diagnostic {
        let name = self.type_name(ty);
        let verb = if crossing == Crossing::Sent { "sent" } else { "shared" };
        let error = Diagnostic::error("E0277", span, format!("`{name}` cannot be {verb} between threads safely"));
        let error = match captured {
            Some(variable) => error.at(format!("`{variable}` is captured here")),
            None => error.at(format!("`{name}` is not `{}`", if crossing == Crossing::Sent { "Send" } else { "Sync" })),
        };
        let rule = match self.kind(ty) {
            TyKind::Adt(def, _) => self.crossings(def),
            _ => Rule::Arguments,
        };
        match rule {
            Rule::Never if name.starts_with("Rc<") => error.help("use `Arc`, which counts across threads"),
            Rule::Sent if !name.starts_with("Receiver") => {
                error.help("use a `Mutex`, an `RwLock` or an atomic, which several tasks may change")
            }
            Rule::SharedOnly => error.help("let the guard go before, or take the lock where it is needed"),
            _ => error,
        }
    }

    /// Whether the program says it itself: `unsafe impl Send for T {}`.
    fn says(&mut self, def: DefId, crossing: Crossing) -> bool {
        let name = if crossing == Crossing::Sent { "Send" } else { "Sync" };
        let Some(trait_) = self.trait_named(name) else { return false };
        self.impls_of(trait_).into_iter().any(|id| {
            let self_ty = self.impl_header(id).map(|header| header.self_ty);
            matches!(self_ty.map(|ty| self.kind(ty)), Some(TyKind::Adt(d, _)) if d == def)
        })
    }

    fn crossings(&self, def: DefId) -> Rule {
        let def = &self.defs[def.0 as usize];
        let module = match *self.def_kind(def.module) {
            DefKind::Module(module) => self.module_path(module),
            _ => return Rule::Arguments,
        };
        let top = module.split("::").next().unwrap_or_default();
        match (top, module.as_str(), def.name.as_str()) {
            (_, "std::rc", _) => Rule::Never,
            (_, "std::cell", "Ref" | "RefMut") => Rule::Never,
            (_, "std::cell" | "once_cell::unsync", _) => Rule::Sent,
            (_, "std::env", "Args" | "ArgsOs" | "Vars" | "VarsOs") => Rule::Never,
            ("rand", _, "ThreadRng") => Rule::Never,
            (_, "std::ptr", "NonNull") => Rule::Never,
            (_, "std::sync::atomic", _) | (_, "std::future", "AsyncBlock") | (_, "std::iter", "Empty") => Rule::Both,
            ("std" | "parking_lot", _, "MutexGuard" | "MappedMutexGuard" | "ReentrantMutexGuard") => Rule::SharedOnly,
            ("std" | "parking_lot", _, name) if name.starts_with("RwLock") && name.ends_with("Guard") => Rule::SharedOnly,
            (_, "std::sync::mpsc", "Receiver") => Rule::Sent,
            (_, "std::sync::mpsc", _) | ("std", _, "Mutex") => Rule::Locked,
            ("std", _, "Arc") | (_, "std::sync", "Weak") => Rule::Counted,
            ("std" | "core" | "alloc", ..) | (_, _, "RwLock" | "OnceCell") => Rule::Arguments,
            // Channels, locks and concurrent collections of other packages.
            _ => Rule::Locked,
        }
    }
}

/// Looks into a type, and into what the closures in it capture.
struct Walk<'a> {
    checker: &'a mut Checker,
    flows: &'a Flows,
    seen: HashSet<(Ty, Crossing)>,
}

impl Walk<'_> {
    /// The part of a type that keeps it from crossing to another task, and which crossing that part does not bear.
    fn kept(&mut self, ty: Ty, crossing: Crossing) -> Option<(Ty, Crossing)> {
        use Crossing::{Sent, Shared};
        let ty = self.checker.close(ty);
        if !self.seen.insert((ty, crossing)) {
            return None;
        }
        match self.checker.kind(ty) {
            TyKind::Pointer { .. } => Some((ty, crossing)),
            TyKind::Ref { mutable: false, ty } => self.kept(ty, Shared),
            TyKind::Ref { ty, .. } | TyKind::Slice(ty) | TyKind::Array(ty, _) => self.kept(ty, crossing),
            TyKind::Tuple(types) => types.into_iter().find_map(|ty| self.kept(ty, crossing)),
            TyKind::Closure(id) => self.captured(id, crossing).map(|(ty, crossing, _)| (ty, crossing)),
            TyKind::Adt(def, args) => {
                if self.checker.defs[def.0 as usize].dialect != Dialect::Std {
                    return if self.checker.says(def, crossing) { None } else { self.kept_by_fields(def, &args, crossing) };
                }
                match (self.checker.crossings(def), crossing) {
                    (Rule::Both, _) => None,
                    (Rule::Never, _) | (Rule::Sent, Shared) | (Rule::SharedOnly, Sent) => Some((ty, crossing)),
                    (Rule::Counted, _) => args.into_iter().find_map(|ty| self.kept(ty, Sent).or_else(|| self.kept(ty, Shared))),
                    (Rule::Locked, _) => args.into_iter().find_map(|ty| self.kept(ty, Sent)),
                    (Rule::Arguments | Rule::Sent | Rule::SharedOnly, _) => args.into_iter().find_map(|ty| self.kept(ty, crossing)),
                }
            }
            _ => None,
        }
    }

    fn kept_by_fields(&mut self, def: DefId, args: &[Ty], crossing: Crossing) -> Option<(Ty, Crossing)> {
        let variants = self.checker.adt(def).map_or(0, |adt| adt.variants.len());
        (0..variants).find_map(|variant| {
            let fields = self.checker.fields_of(def, args, variant);
            fields.into_iter().find_map(|ty| self.kept(ty, crossing))
        })
    }

    /// The same of a closure or async block of this body, and the variable that it is.
    fn captured(&mut self, id: ClosureId, crossing: Crossing) -> Option<(Ty, Crossing, Option<LocalId>)> {
        let flows = self.flows;
        let captured = &flows.closure(id)?.captured;
        captured.iter().flat_map(|c| c.paths.iter().map(move |path| (c.local, path))).find_map(|(local, path)| {
            let crossing = if path.access == Access::Read { Crossing::Shared } else { crossing };
            self.kept(path.place.ty, crossing).map(|(ty, crossing)| (ty, crossing, Some(local)))
        })
    }
}

/// The closure or async block that an argument is.
fn task_body(body: &Body, mut at: ExprId) -> Option<ClosureId> {
    loop {
        match body.exprs[at.0 as usize].kind {
            ExprKind::Coerce(_, inner) => at = inner,
            ExprKind::Closure(id) | ExprKind::Async(id) => return Some(id),
            _ => return None,
        }
    }
}

/// How a type of the library follows from its arguments.
enum Rule {
    /// Both, whatever they are.
    Both,
    /// Both as they do.
    Arguments,
    /// Neither.
    Never,
    /// Sent as they are, never shared.
    Sent,
    /// Shared as they are, never sent.
    SharedOnly,
    /// Both where they can be both.
    Counted,
    /// Both where they can be sent.
    Locked,
}
