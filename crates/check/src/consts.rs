//! Constants that types have: discriminants, sizes.

use crate::Checker;
use crate::types::{Ty, TyKind};

impl Checker {
    /// The value `as` gives for a variant.
    pub(crate) fn discriminant(&mut self, adt: crate::types::DefId, variant: usize) -> Option<i128> {
        let data = self.adt(adt)?;
        let mut value = 0i128;
        for (i, v) in data.variants.iter().enumerate() {
            if let Some(e) = &v.discriminant {
                value = self.const_eval(e, &data.scope, &[], None)?;
            } else if i > 0 {
                value += 1;
            }
            if i == variant {
                return Some(value);
            }
        }
        None
    }

    /// The size in bytes that Rust gives a type, for those where that is plain.
    pub(crate) fn size_of(&mut self, ty: Ty) -> Option<u64> {
        Some(match self.kind(ty) {
            TyKind::Bool => 1,
            TyKind::Char => 4,
            TyKind::Int(k) => u64::from(k.bits() / 8),
            TyKind::Float(crate::types::FloatKind::F32) => 4,
            TyKind::Float(_) => 8,
            TyKind::Tuple(items) => {
                let parts: Option<Vec<(u64, u64)>> = items.iter().map(|&t| self.layout(t)).collect();
                struct_size(&parts?)
            }
            TyKind::Ref { ty, .. } | TyKind::Pointer { ty, .. } => match self.kind(ty) {
                TyKind::Str | TyKind::Slice(_) | TyKind::Dyn(_) => 16,
                _ => 8,
            },
            TyKind::FnPointer(..) => 8,
            TyKind::FnDef(..) => 0,
            TyKind::Array(t, n) => match self.kind(n) {
                TyKind::Const(n) => self.size_of(t)? * u64::try_from(n).ok()?,
                _ => return None,
            },
            TyKind::Adt(def, args) => {
                let adt = self.adt(def)?;
                use crate::typed::LangAdt as L;
                match adt.lang {
                    Some(L::Box | L::Rc | L::Weak) => match args.first().map(|&t| self.kind(t)) {
                        Some(TyKind::Str | TyKind::Slice(_) | TyKind::Dyn(_)) => 16,
                        _ => 8,
                    },
                    Some(L::String | L::Vec) => 24,
                    Some(L::Option) => match self.kind(*args.first()?) {
                        TyKind::Ref { .. } | TyKind::FnPointer(..) => self.size_of(args[0])?,
                        TyKind::Adt(d, _) if matches!(self.adt_lang(d), Some(L::Box | L::Rc | L::String | L::Vec)) => {
                            self.size_of(args[0])?
                        }
                        TyKind::Bool => 1,
                        TyKind::Char => 4,
                        _ => {
                            let (size, align) = self.layout(args[0])?;
                            (size + 1).next_multiple_of(align.max(1))
                        }
                    },
                    Some(_) => return None,
                    None if adt.is_enum => {
                        let mut largest = 0;
                        let mut align = 1;
                        for v in 0..adt.variants.len() {
                            let fields = self.fields_of(def, &args, v);
                            let parts: Option<Vec<(u64, u64)>> = fields.iter().map(|&t| self.layout(t)).collect();
                            let parts = parts?;
                            align = parts.iter().map(|p| p.1).max().unwrap_or(1).max(align);
                            largest = largest.max(parts.iter().map(|p| p.0).sum());
                        }
                        if adt.variants.len() <= 1 { largest } else { (largest + 1u64).next_multiple_of(align) }
                    }
                    None => {
                        let fields = self.fields_of(def, &args, 0);
                        let parts: Option<Vec<(u64, u64)>> = fields.iter().map(|&t| self.layout(t)).collect();
                        struct_size(&parts?)
                    }
                }
            }
            _ => return None,
        })
    }

    /// Size and alignment.
    fn layout(&mut self, ty: Ty) -> Option<(u64, u64)> {
        let size = self.size_of(ty)?;
        let align = match self.kind(ty) {
            TyKind::Tuple(items) => items.iter().filter_map(|&t| self.layout(t)).map(|l| l.1).max().unwrap_or(1),
            TyKind::Array(t, _) => self.layout(t)?.1,
            TyKind::Adt(def, args) => {
                let n = self.adt(def)?.variants.len();
                let mut align = 1;
                for v in 0..n {
                    for t in self.fields_of(def, &args, v) {
                        align = align.max(self.layout(t)?.1);
                    }
                }
                if self.adt_lang(def).is_some() { 8 } else { align }
            }
            _ => size.clamp(1, 16),
        };
        Some((size, align))
    }
}

/// The size of fields that the compiler may reorder: their sum, rounded up to the largest alignment.
fn struct_size(parts: &[(u64, u64)]) -> u64 {
    let align = parts.iter().map(|p| p.1).max().unwrap_or(1);
    parts.iter().map(|p| p.0).sum::<u64>().next_multiple_of(align)
}
