//! `#[derive]`: impls made from a type's shape, written as text and read like any other source.
//!
//! Each method looks at the value with one `match`. Where a type is structural (see `structural`) the VM never calls these: it
//! compares, hashes and prints natively; they serve types with a hand-written impl somewhere inside.

use crate::Checker;
use crate::defs::*;
use crate::typed::VariantShape;
use crate::types::DefId;
use ruchy_syntax::{Diagnostic, Dialect, Span, Symbol, tree};
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

mod serde;

const KNOWN: [&str; 11] =
    ["Clone", "Copy", "Debug", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash", "Default", "Serialize", "Deserialize"];

impl Checker {
    pub(crate) fn expand_derives(&mut self) {
        for (adt, name, span) in std::mem::take(&mut self.pending_derives) {
            if !KNOWN.contains(&name.as_str()) {
                let near = crate::resolve::nearest(name.as_str(), KNOWN.iter().copied());
                let mut error = Diagnostic::error("E0774", span, format!("cannot find derive macro `{name}` in this scope"));
                error = match near {
                    Some(n) => error.help(format!("did you mean `{n}`?")),
                    None => error.help(format!("derives there are: {}", KNOWN.join(", "))),
                };
                self.diagnostics.push(error);
                continue;
            }
            if matches!(name.as_str(), "Serialize" | "Deserialize") && self.trait_named(name.as_str()).is_none() {
                let error = Diagnostic::error("E0774", span, format!("cannot find derive macro `{name}` in this scope"));
                self.diagnostics.push(error.help(format!("import it: `use serde::{name};`")));
                continue;
            }
            self.expand_derive(adt, name, span);
        }
    }

    fn expand_derive(&mut self, def: DefId, name: Symbol, span: Span) {
        let Some(adt) = self.adt(def) else { return };
        let id = ImplId(self.impls.len() as u32);
        let scope = Scope { impl_: Some(id), adt: None, ..adt.scope.clone() };
        let never = tree::Type { kind: tree::TypeKind::Never, span };
        self.impls.push(ImplDef {
            scope: scope.clone(),
            trait_path: None,
            self_ty: Arc::new(never),
            items: HashMap::new(),
            span,
            dialect: Dialect::Std,
            derived: Some(name),
            derived_for: Some(def),
            negative: false,
        });
        self.pending_impls.push(id);
        let type_name = self.defs[def.0 as usize].name;
        let text = match name.as_str() {
            "Clone" => clone_text(&adt),
            "Debug" => debug_text(&adt, type_name.as_str()),
            "PartialEq" => eq_text(&adt),
            "PartialOrd" => partial_cmp_text(&adt),
            "Ord" => cmp_text(&adt),
            "Hash" => hash_text(&adt),
            "Default" => default_text(&adt),
            "Serialize" => serde::serialize_text(&adt),
            "Deserialize" => serde::deserialize_text(&adt, type_name.as_str()),
            _ => return,
        };
        let text = format!("impl X {{ {text} }}");
        let mut map = ruchy_syntax::SourceMap::new();
        let file = map.add(format!("<derive {name} for {type_name}>"), text, Dialect::Std);
        let mut macros = ruchy_syntax::MacroTable::default();
        let (mut tree, errors) = ruchy_syntax::parse(&map, file, &mut macros);
        if let Some(e) = errors.first() {
            self.diagnostics.push(Diagnostic::error("", span, format!("internal error: derive({name}): {}", e.message)));
            return;
        }
        let Some(statement) = tree.statements.pop() else { return };
        let tree::StatementKind::Item(item) = statement.kind else { return };
        let tree::ItemKind::Impl(imp) = item.kind else { return };
        let items = self.collect_impl_items(imp.items, &scope, Dialect::Std);
        for item in items.values() {
            if let ImplItem::Function(f) = item {
                self.defs[f.0 as usize].span = span;
            }
        }
        self.impls[id.0 as usize].items = items;
    }
}

/// `Self::Name` or, for a struct, `Self`.
fn path(adt: &AdtDef, i: usize) -> String {
    if adt.is_enum { format!("Self::r#{}", adt.variants[i].name.name) } else { "Self".into() }
}

/// A pattern that binds every field to `prefix0`, `prefix1` …
fn pattern(adt: &AdtDef, i: usize, prefix: &str) -> String {
    let v = &adt.variants[i];
    let mut out = path(adt, i);
    match v.shape {
        VariantShape::Unit => {}
        VariantShape::Tuple => {
            let names: Vec<String> = (0..v.fields.len()).map(|k| format!("{prefix}{k}")).collect();
            let _ = write!(out, "({})", names.join(", "));
        }
        VariantShape::Named => {
            let names: Vec<String> = v.fields.iter().enumerate().map(|(k, f)| format!("r#{}: {prefix}{k}", f.name.name)).collect();
            let _ = write!(out, " {{ {} }}", names.join(", "));
        }
    }
    out
}

/// A literal of variant `i` with each field's value given by `value(k)`.
fn literal(adt: &AdtDef, i: usize, value: impl Fn(usize) -> String) -> String {
    let v = &adt.variants[i];
    let mut out = path(adt, i);
    match v.shape {
        VariantShape::Unit => {}
        VariantShape::Tuple => {
            let parts: Vec<String> = (0..v.fields.len()).map(value).collect();
            let _ = write!(out, "({})", parts.join(", "));
        }
        VariantShape::Named => {
            let parts: Vec<String> = v.fields.iter().enumerate().map(|(k, f)| format!("r#{}: {}", f.name.name, value(k))).collect();
            let _ = write!(out, " {{ {} }}", parts.join(", "));
        }
    }
    out
}

fn clone_text(adt: &AdtDef) -> String {
    let mut arms = String::new();
    for i in 0..adt.variants.len() {
        let value = literal(adt, i, |k| format!("::std::clone::Clone::clone(a{k})"));
        let _ = write!(arms, "{} => {value}, ", pattern(adt, i, "a"));
    }
    format!("fn clone(&self) -> Self {{ match self {{ {arms} }} }}")
}

fn debug_text(adt: &AdtDef, type_name: &str) -> String {
    let mut arms = String::new();
    for (i, v) in adt.variants.iter().enumerate() {
        let name = if adt.is_enum { v.name.name.as_str() } else { type_name };
        let body = match v.shape {
            VariantShape::Unit => format!("f.write_str(\"{name}\")"),
            VariantShape::Tuple => {
                let fields: String = (0..v.fields.len()).map(|k| format!(".field(a{k})")).collect();
                format!("f.debug_tuple(\"{name}\"){fields}.finish()")
            }
            VariantShape::Named => {
                let fields: String = v.fields.iter().enumerate().map(|(k, f)| format!(".field(\"{}\", a{k})", f.name.name)).collect();
                format!("f.debug_struct(\"{name}\"){fields}.finish()")
            }
        };
        let _ = write!(arms, "{} => {body}, ", pattern(adt, i, "a"));
    }
    format!("fn fmt(&self, f: &mut ::std::fmt::Formatter) -> ::std::fmt::Result {{ match self {{ {arms} }} }}")
}

fn eq_text(adt: &AdtDef) -> String {
    let mut arms = String::new();
    for (i, v) in adt.variants.iter().enumerate() {
        let tests: Vec<String> = (0..v.fields.len()).map(|k| format!("*a{k} == *b{k}")).collect();
        let test = if tests.is_empty() { "true".into() } else { tests.join(" && ") };
        let _ = write!(arms, "({}, {}) => {test}, ", pattern(adt, i, "a"), pattern(adt, i, "b"));
    }
    if adt.variants.len() != 1 {
        arms.push_str("_ => false,");
    }
    format!("fn eq(&self, other: &Self) -> bool {{ match (self, other) {{ {arms} }} }}")
}

fn rank(adt: &AdtDef, value: &str) -> String {
    let mut arms = String::new();
    for (i, v) in adt.variants.iter().enumerate() {
        let rest = match v.shape {
            VariantShape::Unit => "",
            VariantShape::Tuple => "(..)",
            VariantShape::Named => " { .. }",
        };
        let _ = write!(arms, "{}{rest} => {i}isize, ", path(adt, i));
    }
    format!("match {value} {{ {arms} }}")
}

fn ordering_text(adt: &AdtDef, call: &str, equal: &str) -> String {
    let mut arms = String::new();
    for (i, v) in adt.variants.iter().enumerate() {
        let mut body = String::new();
        for k in 0..v.fields.len() {
            let _ = write!(body, "match {call}(a{k}, b{k}) {{ {equal} => {{}}, other => return other, }}; ");
        }
        let _ = write!(arms, "({}, {}) => {{ {body} {equal} }}, ", pattern(adt, i, "a"), pattern(adt, i, "b"));
    }
    if adt.variants.len() != 1 {
        let _ = write!(arms, "_ => {call}(&{}, &{}),", rank(adt, "self"), rank(adt, "other"));
    }
    format!("match (self, other) {{ {arms} }}")
}

fn partial_cmp_text(adt: &AdtDef) -> String {
    let body = ordering_text(adt, "::std::cmp::PartialOrd::partial_cmp", "::std::option::Option::Some(::std::cmp::Ordering::Equal)");
    format!("fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {{ {body} }}")
}

fn cmp_text(adt: &AdtDef) -> String {
    let body = ordering_text(adt, "::std::cmp::Ord::cmp", "::std::cmp::Ordering::Equal");
    format!("fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {{ {body} }}")
}

fn hash_text(adt: &AdtDef) -> String {
    let mut arms = String::new();
    for (i, v) in adt.variants.iter().enumerate() {
        let mut body = String::new();
        if adt.is_enum {
            let _ = write!(body, "::std::hash::Hash::hash(&{i}isize, state); ");
        }
        for k in 0..v.fields.len() {
            let _ = write!(body, "::std::hash::Hash::hash(a{k}, state); ");
        }
        let _ = write!(arms, "{} => {{ {body} }}, ", pattern(adt, i, "a"));
    }
    format!("fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {{ match self {{ {arms} }} }}")
}

fn default_text(adt: &AdtDef) -> String {
    let i = if adt.is_enum { adt.variants.iter().position(|v| v.is_default).unwrap_or(0) } else { 0 };
    if adt.variants.is_empty() {
        return String::new();
    }
    let value = literal(adt, i, |_| "::std::default::Default::default()".into());
    format!("fn default() -> Self {{ {value} }}")
}
