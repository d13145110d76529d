//! Structural traits: whether comparing, hashing, printing or cloning a type can be done natively, because no impl that the program wrote
//! by hand is reached.

use crate::Checker;
use crate::defs::*;
use crate::traits::{Outcome, Selection};
use crate::typed::LangAdt;
use crate::types::{Ty, TyKind};

impl Checker {
    /// `what` is `Debug`, `PartialEq`, `PartialOrd` (and `Ord`), or `Hash`.
    pub(crate) fn structural(&mut self, ty: Ty, what: &'static str) -> bool {
        let ty = self.close(ty);
        if let Some(&known) = self.structural_cache.get(&(ty, what)) {
            return known;
        }
        // A recursive type is structural unless a part of it says otherwise.
        self.structural_cache.insert((ty, what), true);
        let answer = self.structural_now(ty, what);
        self.structural_cache.insert((ty, what), answer);
        answer
    }

    fn structural_now(&mut self, ty: Ty, what: &'static str) -> bool {
        match self.kind(ty) {
            TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_) | TyKind::Str | TyKind::Never => true,
            TyKind::Unknown | TyKind::Error => true,
            TyKind::Tuple(items) => items.iter().all(|&t| self.structural(t, what)),
            TyKind::Ref { ty, .. } | TyKind::Slice(ty) | TyKind::Array(ty, _) => self.structural(ty, what),
            TyKind::Adt(def, args) => {
                let Some(adt) = self.adt(def) else { return false };
                match adt.lang {
                    Some(LangAdt::String | LangAdt::Ordering) => return true,
                    Some(
                        LangAdt::Option
                        | LangAdt::Result
                        | LangAdt::Box
                        | LangAdt::Vec
                        | LangAdt::Rc
                        | LangAdt::Range
                        | LangAdt::RangeInclusive,
                    ) => return args.iter().all(|&t| self.structural(t, what)),
                    _ if adt.structural => return args.iter().all(|&t| self.structural(t, what)),
                    _ => {}
                }
                let names: &[&str] = match what {
                    "PartialOrd" => &["PartialOrd", "Ord"],
                    "Hash" => &["Hash", "PartialEq"],
                    other => &[other],
                };
                for name in names {
                    if !self.derives(ty, name) {
                        // `Ord` by hand with `PartialOrd` derived is rare, but then neither is structural.
                        if *name == "Ord" && !self.holds_named("Ord", ty) {
                            continue;
                        }
                        return false;
                    }
                }
                if what == "PartialOrd" && self.variant_ranks(def).iter().enumerate().any(|(i, &rank)| i != rank) {
                    return false;
                }
                for v in 0..adt.variants.len() {
                    for t in self.fields_of(def, &args, v) {
                        if !self.structural(t, what) {
                            return false;
                        }
                    }
                }
                true
            }
            _ => false,
        }
    }

    /// Whether values of two types that compare with each other are stored alike: `Vec<T>` and `[T; N]` are, `VecDeque<T>` and `[T; N]` are not.
    pub(crate) fn same_shape(&self, a: Ty, b: Ty) -> bool {
        let (a, b) = (self.stored_as(a), self.stored_as(b));
        if a == b {
            return true;
        }
        match (self.kind(a), self.kind(b)) {
            (TyKind::Unknown, _) | (_, TyKind::Unknown) => true,
            (TyKind::Slice(x) | TyKind::Array(x, _), TyKind::Slice(y) | TyKind::Array(y, _)) => self.same_shape(x, y),
            (TyKind::Tuple(x), TyKind::Tuple(y)) => x.len() == y.len() && x.iter().zip(&y).all(|(&x, &y)| self.same_shape(x, y)),
            (TyKind::Adt(d, x), TyKind::Slice(y) | TyKind::Array(y, _)) | (TyKind::Slice(y) | TyKind::Array(y, _), TyKind::Adt(d, x)) => {
                self.adt_lang(d) == Some(LangAdt::Vec) && self.same_shape(x[0], y)
            }
            (TyKind::Adt(c, x), TyKind::Adt(d, y)) => c == d && x.iter().zip(&y).all(|(&x, &y)| self.same_shape(x, y)),
            _ => false,
        }
    }

    /// The type that a value is stored as: what a reference or `Box` leads to, `str` for a `String`.
    fn stored_as(&self, ty: Ty) -> Ty {
        let ty = self.shallow(ty);
        match self.kind(ty) {
            TyKind::Ref { ty, .. } => self.stored_as(ty),
            TyKind::Adt(def, args) => match self.adt_lang(def) {
                Some(LangAdt::Box) => self.stored_as(args[0]),
                Some(LangAdt::String) => Ty::STR,
                _ => ty,
            },
            _ => ty,
        }
    }

    fn derives(&mut self, ty: Ty, name: &str) -> bool {
        let Some(trait_) = self.trait_named(name) else { return false };
        let n = self.trait_params(trait_);
        match self.select(&TraitRef { trait_, args: vec![ty; n] }, 0) {
            Outcome::Yes(Selection::Impl(id, _), _) => self.impls[id.0 as usize].derived.is_some(),
            _ => false,
        }
    }

    /// Whether cloning a value is sharing its contents: no handle with a count of its own, no clone written by hand inside.
    pub(crate) fn is_plain(&mut self, ty: Ty) -> bool {
        let ty = self.close(ty);
        if let Some(&known) = self.structural_cache.get(&(ty, "plain")) {
            return known;
        }
        self.structural_cache.insert((ty, "plain"), true);
        let answer = match self.kind(ty) {
            TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_) | TyKind::Str | TyKind::Never | TyKind::Error => true,
            TyKind::Ref { mutable, .. } => !mutable,
            TyKind::Pointer { .. } | TyKind::FnPointer(..) | TyKind::FnDef(..) => true,
            TyKind::Tuple(items) => items.iter().all(|&t| self.is_plain(t)),
            TyKind::Slice(t) | TyKind::Array(t, _) => self.is_plain(t),
            TyKind::Adt(def, args) => {
                let Some(adt) = self.adt(def) else { return false };
                match adt.lang {
                    Some(LangAdt::String | LangAdt::Ordering) => true,
                    Some(LangAdt::Option | LangAdt::Result | LangAdt::Box | LangAdt::Vec | LangAdt::Range | LangAdt::RangeInclusive) => {
                        args.iter().all(|&t| self.is_plain(t))
                    }
                    Some(_) => adt.structural && args.iter().all(|&t| self.is_plain(t)),
                    None => {
                        let clone = self.derives(ty, "Clone") || (adt.structural && self.holds_named("Clone", ty));
                        clone
                            && !self.needs_drop(ty)
                            && (0..adt.variants.len()).all(|v| {
                                let fields = self.fields_of(def, &args, v);
                                fields.into_iter().all(|t| self.is_plain(t))
                            })
                    }
                }
            }
            _ => false,
        };
        self.structural_cache.insert((ty, "plain"), answer);
        answer
    }
}
