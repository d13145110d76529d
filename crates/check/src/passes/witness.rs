//! Values that no pattern covers, as messages write them.

use super::Queries;
use super::exhaustive::Constructor;
use crate::typed::{LangAdt, VariantShape};
use crate::types::{Ty, TyKind};

/// A set of values: a constructor over sets of values; `None` is any value.
#[derive(Clone, Debug)]
pub struct Witness {
    pub ty: Ty,
    pub constructor: Option<Constructor>,
    pub fields: Vec<Witness>,
}

impl Witness {
    /// Any value of a type.
    pub fn any(ty: Ty) -> Self {
        Witness { ty, constructor: None, fields: Vec::new() }
    }

    fn is_any(&self) -> bool {
        self.constructor.is_none()
    }

    /// As a pattern in source.
    pub fn show(&self, queries: &dyn Queries) -> String {
        let Some(constructor) = &self.constructor else { return "_".into() };
        let fields = |from: &[Witness]| from.iter().map(|w| w.show(queries)).collect::<Vec<_>>().join(", ");
        let kind = queries.types().kind(self.ty);
        match constructor {
            Constructor::Range(lo, hi) => show_range(kind, *lo, *hi),
            Constructor::Slice { min, open } => {
                let mut items: Vec<String> = self.fields.iter().map(|w| w.show(queries)).collect();
                if *open {
                    items.insert((*min).min(items.len()), "..".into());
                }
                format!("[{}]", items.join(", "))
            }
            Constructor::Single => match kind {
                TyKind::Tuple(items) if items.len() == 1 => format!("({},)", fields(&self.fields)),
                TyKind::Tuple(_) => format!("({})", fields(&self.fields)),
                TyKind::Ref { mutable, .. } => {
                    let content = self.fields.first().map_or("_".into(), |w| w.show(queries));
                    format!("{}{content}", if *mutable { "&mut " } else { "&" })
                }
                TyKind::Adt(def, _) => match queries.adt(*def) {
                    Some(adt) if adt.lang == Some(LangAdt::Box) => self.fields.first().map_or("_".into(), |w| w.show(queries)),
                    Some(adt) => self.show_variant(adt.name.to_string(), adt.variants.first(), queries),
                    None => "_".into(),
                },
                _ => "_".into(),
            },
            Constructor::Variant(index) => match kind {
                TyKind::Adt(def, _) => match queries.adt(*def) {
                    Some(adt) => {
                        let variant = adt.variants.get(*index as usize);
                        let name = variant.map_or("_".into(), |v| v.name.to_string());
                        let bare = matches!(adt.lang, Some(LangAdt::Option | LangAdt::Result));
                        let path = if bare { name } else { format!("{}::{name}", adt.name) };
                        self.show_variant(path, variant, queries)
                    }
                    None => "_".into(),
                },
                _ => "_".into(),
            },
            Constructor::Literal(_) | Constructor::Missing | Constructor::Opaque => "_".into(),
        }
    }

    fn show_variant(&self, path: String, variant: Option<&crate::typed::AdtVariant>, queries: &dyn Queries) -> String {
        let Some(variant) = variant else { return path };
        match variant.shape {
            VariantShape::Unit => path,
            VariantShape::Tuple => {
                let fields: Vec<String> = self.fields.iter().map(|w| w.show(queries)).collect();
                format!("{path}({})", fields.join(", "))
            }
            VariantShape::Named if self.fields.iter().all(Witness::is_any) => format!("{path} {{ .. }}"),
            VariantShape::Named => {
                let named = self.fields.iter().zip(&variant.fields);
                let fields: Vec<String> = named.map(|(w, name)| format!("{name}: {}", w.show(queries))).collect();
                format!("{path} {{ {} }}", fields.join(", "))
            }
        }
    }
}

fn show_range(kind: &TyKind, lo: u128, hi: u128) -> String {
    match kind {
        TyKind::Bool => if lo == 0 && hi == 1 {
            "_"
        } else if lo == 1 {
            "true"
        } else {
            "false"
        }
        .into(),
        TyKind::Char => {
            let show = |c: u128| match char::from_u32(c as u32) {
                Some(char::MAX) => "char::MAX".to_string(),
                Some(c) => format!("{c:?}"),
                None => format!("'\\u{{{c:x}}}'"),
            };
            if lo == hi { show(lo) } else { format!("{}..={}", show(lo), show(hi)) }
        }
        TyKind::Int(int) => {
            let name = int.name();
            let (bits, signed) = (int.bits(), int.signed());
            let top = u128::MAX >> (128 - bits);
            let show = |v: u128| {
                if v == top {
                    format!("{name}::MAX")
                } else if signed && v == 0 {
                    format!("{name}::MIN")
                } else if signed {
                    let half = 1u128 << (bits - 1);
                    if v >= half { format!("{}_{name}", v - half) } else { format!("-{}_{name}", half - v) }
                } else {
                    format!("{v}_{name}")
                }
            };
            if lo == 0 && hi == top {
                "_".into()
            } else if lo == hi {
                show(lo)
            } else {
                format!("{}..={}", show(lo), show(hi))
            }
        }
        _ => "_".into(),
    }
}
