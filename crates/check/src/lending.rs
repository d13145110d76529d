//! What the result of a call borrows from, as the lifetimes of the function's declaration tell; where they are left out, by the rules of RFC 141.

use crate::Checker;
use crate::defs::*;
use crate::passes::Lending;
use crate::types::{DefId, Ty, TyKind, for_each_child};
use ruchy_syntax::Symbol;
use ruchy_syntax::tree::{self, GenericArg, ReceiverKind, TypeKind};

/// What a written type says of borrows in a value of it.
#[derive(Default)]
struct Mentions {
    /// `None`: left out.
    lifetimes: Vec<Option<Symbol>>,
    /// Type parameters of which it holds a value.
    params: Vec<Symbol>,
    /// Something else in it may borrow too.
    other: bool,
}

/// Where a function stands.
struct Around<'a> {
    generics: &'a Generics,
    self_ty: Option<&'a tree::Type>,
}

impl Checker {
    /// The arguments whose borrows the result of a function holds.
    pub(crate) fn lending_of(&self, def: DefId) -> Lending {
        let Some(f) = self.function(def) else { return Lending::default() };
        let mut lending = Lending { stores: self.stored_by(def), ..Lending::default() };
        let Some(ret) = f.ast.ret.as_ref().filter(|_| !f.ast.is_async) else { return lending };
        let imp = f.scope.impl_.filter(|id| self.impls[id.0 as usize].derived.is_none()).map(|id| self.impl_def(id));
        let around = Around { generics: &f.scope.generics, self_ty: imp.map(|imp| &*imp.self_ty) };
        let given = around.mentions(ret);
        if given.lifetimes.is_empty() && given.params.is_empty() {
            return lending;
        }
        let params: Vec<&tree::Type> = f.ast.params.iter().filter_map(|p| p.ty.as_ref()).collect();
        if params.len() != f.ast.params.len() {
            return lending;
        }
        let receiver = f.ast.receiver.as_ref();
        let shift = usize::from(receiver.is_some());
        let mut named: Vec<Symbol> = given.lifetimes.iter().flatten().copied().collect();
        // Which argument a lifetime that is left out means.
        if given.lifetimes.contains(&None) {
            match receiver.map(|r| (&r.kind, r.lifetime)) {
                Some((ReceiverKind::Ref | ReceiverKind::RefMut, Some(lifetime))) => named.push(lifetime),
                Some((ReceiverKind::Ref | ReceiverKind::RefMut, None)) => lending.args.push(0),
                Some((ReceiverKind::Typed(_), _)) => return Lending::default(),
                _ => {
                    let all: Vec<(usize, Option<Symbol>)> = params
                        .iter()
                        .enumerate()
                        .flat_map(|(i, t)| around.mentions(t).lifetimes.into_iter().map(move |l| (i, l)))
                        .collect();
                    match all.as_slice() {
                        [(i, None)] => lending.args.push(i + shift),
                        [(_, Some(lifetime))] => named.push(*lifetime),
                        _ => return Lending::default(),
                    }
                }
            }
        }
        let lends = |t: &tree::Type| match &t.kind {
            TypeKind::Ref { lifetime, .. } => lifetime.is_some_and(|l| named.contains(&l)),
            _ => {
                let held = around.mentions(t);
                held.lifetimes.iter().flatten().any(|l| named.contains(l)) || held.params.iter().any(|p| given.params.contains(p))
            }
        };
        if let Some(receiver) = receiver {
            let holds = match &receiver.kind {
                ReceiverKind::Ref | ReceiverKind::RefMut => receiver.lifetime.is_some_and(|l| named.contains(&l)),
                ReceiverKind::Value => around.self_ty.map_or(given.params.contains(&self_name()), lends),
                ReceiverKind::Typed(t) => lends(t),
            };
            if holds {
                lending.args.push(0);
            }
        }
        lending.args.extend(params.iter().enumerate().filter(|(_, t)| lends(t)).map(|(i, _)| i + shift));
        lending.args.sort_unstable();
        lending.args.dedup();
        named.sort_unstable();
        named.dedup();
        let elided = usize::from(given.lifetimes.contains(&None) && named.len() == given.lifetimes.iter().flatten().count());
        let mut held = given.params;
        held.dedup();
        lending.uniform = !given.other && named.len().max(elided) + held.len() == 1;
        lending
    }

    /// Whether values of a type may borrow from something.
    /// The arguments that a method may keep in its `&mut self`: those whose type is a parameter of the impl, or a reference of a lifetime of its type.
    fn stored_by(&self, def: DefId) -> Vec<usize> {
        let Some(f) = self.function(def) else { return Vec::new() };
        let Some(imp) = f.scope.impl_.filter(|id| self.impls[id.0 as usize].derived.is_none()).map(|id| self.impl_def(id)) else {
            return Vec::new();
        };
        if !f.ast.receiver.as_ref().is_some_and(|r| matches!(r.kind, ReceiverKind::RefMut)) {
            return Vec::new();
        }
        let around = Around { generics: &f.scope.generics, self_ty: Some(&imp.self_ty) };
        let own = around.mentions(&imp.self_ty);
        let kept = |t: &tree::Type| match &t.kind {
            TypeKind::Path(path) => matches!(&path.segments[..], [only] if only.args.is_none() && own.params.contains(&only.name.name)),
            TypeKind::Ref { lifetime: Some(lifetime), .. } => own.lifetimes.contains(&Some(*lifetime)),
            _ => false,
        };
        f.ast.params.iter().enumerate().filter(|(_, p)| p.ty.as_ref().is_some_and(kept)).map(|(i, _)| i + 1).collect()
    }

    pub(crate) fn holds_borrow(&self, ty: Ty) -> bool {
        match self.program.types.kind(self.shallow(ty)) {
            TyKind::Ref { .. } => true,
            TyKind::Adt(def, args) => self.adt(*def).is_some_and(|adt| adt.has_lifetime) || args.iter().any(|&t| self.holds_borrow(t)),
            kind @ (TyKind::Tuple(_) | TyKind::Array(..) | TyKind::Slice(_)) => {
                let mut any = false;
                for_each_child(kind, &mut |t| any |= self.holds_borrow(t));
                any
            }
            _ => false,
        }
    }
}

fn self_name() -> Symbol {
    Symbol::new("Self")
}

impl Around<'_> {
    fn mentions(&self, t: &tree::Type) -> Mentions {
        let mut out = Mentions::default();
        self.mention(t, false, &mut out);
        out
    }

    fn lifetime(lifetime: Option<Symbol>, out: &mut Mentions) {
        match lifetime {
            Some(l) if l.as_str() == "'static" => out.other = true,
            Some(l) if l.as_str() == "'_" => out.lifetimes.push(None),
            other => out.lifetimes.push(other),
        }
    }

    /// `behind`: what is found lies behind a reference, so that a value of it is not held.
    fn mention(&self, t: &tree::Type, behind: bool, out: &mut Mentions) {
        match &t.kind {
            TypeKind::Ref { lifetime, ty, .. } => {
                Self::lifetime(*lifetime, out);
                self.mention(ty, true, out);
            }
            TypeKind::Slice(ty) | TypeKind::Array { element: ty, .. } => self.mention(ty, behind, out),
            TypeKind::Tuple(items) => items.iter().for_each(|t| self.mention(t, behind, out)),
            TypeKind::Impl { lifetimes, .. } | TypeKind::Dyn { lifetimes, .. } => {
                lifetimes.iter().for_each(|&l| Self::lifetime(Some(l), out));
                out.other = true;
            }
            TypeKind::Path(path) => {
                let first = path.segments.first().map(|s| s.name.name);
                let is_param = first.is_some_and(|n| self.generics.params.iter().any(|p| p.name == n));
                let is_self = first == Some(self_name());
                if path.segments.len() > 1 && (is_param || is_self) {
                    out.other = true;
                    return;
                }
                match self.self_ty {
                    Some(self_ty) if is_self => return self.mention(self_ty, behind, out),
                    _ if is_param || is_self => {
                        out.params.extend(first.filter(|_| !behind));
                        return;
                    }
                    _ => {}
                }
                for args in path.segments.iter().filter_map(|s| s.args.as_ref()) {
                    if args.parenthesized {
                        out.other = true;
                        continue;
                    }
                    args.lifetimes.iter().for_each(|&l| Self::lifetime(Some(l), out));
                    for arg in &args.args {
                        if let GenericArg::Type(t) = arg {
                            self.mention(t, behind, out);
                        }
                    }
                }
            }
            TypeKind::Qualified(_) | TypeKind::Function { .. } | TypeKind::Pointer { .. } | TypeKind::Infer => out.other = true,
            TypeKind::Never | TypeKind::Error => {}
        }
    }
}
