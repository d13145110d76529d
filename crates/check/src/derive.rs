//! `#[derive]`: impls made from a type's shape, written as text and read like any other source when one is asked for.
//!
//! Each method looks at the value with one `match`. Where a type is structural (see `structural`) the VM never calls these: it
//! compares, hashes and prints natively; they serve types with a hand-written impl somewhere inside.

use crate::Checker;
use crate::defs::*;
use crate::typed::VariantShape;
use crate::types::DefId;
use ruchy_syntax::outline::{ImplHead, SelfName};
use ruchy_syntax::{Diagnostic, Dialect, Ident, Symbol, tree};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

mod clap;
mod serde;

/// A trait that can be derived.
struct Derivable {
    name: &'static str,
    /// The methods that its impls have, in the order in which they are written.
    methods: &'static [&'static str],
    /// The crate whose name has to be in a program, if it is not `std`.
    package: Option<&'static str>,
}

const fn derivable(name: &'static str, methods: &'static [&'static str]) -> Derivable {
    Derivable { name, methods, package: None }
}

/// Whether a derive is of a crate beside `std`: it may do without some fields, or make them by functions.
pub(crate) fn is_of_package(name: Symbol) -> bool {
    KNOWN.iter().any(|known| known.package.is_some() && known.name == name.as_str())
}

const KNOWN: [Derivable; 17] = [
    derivable("Clone", &["clone"]),
    derivable("Copy", &[]),
    derivable("Debug", &["fmt"]),
    derivable("PartialEq", &["eq"]),
    derivable("Eq", &[]),
    derivable("PartialOrd", &["partial_cmp"]),
    derivable("Ord", &["cmp"]),
    derivable("Hash", &["hash"]),
    derivable("Default", &["default"]),
    Derivable { name: "Serialize", methods: &["serialize"], package: Some("serde") },
    Derivable { name: "Deserialize", methods: &["__read", "__names"], package: Some("serde") },
    Derivable { name: "Parser", methods: &[], package: Some("clap") },
    Derivable { name: "CommandFactory", methods: &["command"], package: Some("clap") },
    Derivable { name: "FromArgMatches", methods: &["from_arg_matches"], package: Some("clap") },
    Derivable { name: "Args", methods: &["group_id", "augment_args"], package: Some("clap") },
    Derivable { name: "Subcommand", methods: &["augment_subcommands", "has_subcommand"], package: Some("clap") },
    Derivable { name: "ValueEnum", methods: &["value_variants", "to_possible_value"], package: Some("clap") },
];

impl Checker {
    /// Relaxed: a struct or enum is written and read by `serde` without being declared to, if the program uses it.
    fn imply_derives(&mut self) {
        let implied: Vec<&str> = KNOWN.iter().filter(|known| known.package == Some("serde")).map(|known| known.name).collect();
        for adt in std::mem::take(&mut self.script_types) {
            let name = self.defs[adt.0 as usize].name;
            for trait_ in &implied {
                let last = |names: &ruchy_syntax::outline::Names| names.names.last().map(|last| last.name);
                let by_hand = self.impls.iter().any(|imp| {
                    matches!(&imp.head.self_ty, SelfName::Path(path) if last(path) == Some(name))
                        && imp.head.trait_.as_ref().and_then(last).is_some_and(|last| last.as_str() == *trait_)
                });
                let derived = self.pending_derives.iter().any(|(def, derive)| *def == adt && derive.name.as_str() == *trait_);
                if self.trait_named(trait_).is_some() && !by_hand && !derived {
                    let span = self.defs[adt.0 as usize].span;
                    self.pending_derives.push((adt, Ident::new(Symbol::new(trait_), span)));
                }
            }
        }
    }

    /// A derive of `clap` writes the impls of several traits.
    fn add_companions(&mut self) {
        let with_companions = |derive: &Ident| !clap::companions(derive.name.as_str(), false).is_empty();
        let found: Vec<_> = self.pending_derives.iter().filter(|(_, derive)| with_companions(derive)).copied().collect();
        for (adt, name) in found {
            // Asked of these alone: it reads the definition.
            let is_enum = matches!(self.def_kind(adt), DefKind::Adt(adt) if adt.is_enum);
            for companion in clap::companions(name.name.as_str(), is_enum) {
                let companion = Symbol::new(companion);
                if !self.pending_derives.iter().any(|(def, derive)| *def == adt && derive.name == companion) {
                    self.pending_derives.push((adt, Ident::new(companion, name.span)));
                }
            }
        }
    }

    /// Declares the impls that are derived.
    pub(crate) fn declare_derives(&mut self) {
        self.imply_derives();
        self.add_companions();
        for (adt, name) in std::mem::take(&mut self.pending_derives) {
            let Some(trait_) = KNOWN.iter().find(|known| known.name == name.name.as_str()) else {
                let names = || KNOWN.iter().map(|known| known.name);
                let mut error = Diagnostic::error("E0774", name.span, format!("cannot find derive macro `{}` in this scope", name.name));
                error = match crate::resolve::nearest(name.name.as_str(), names()) {
                    Some(n) => error.help(format!("did you mean `{n}`?")),
                    None => error.help(format!("derives there are: {}", names().collect::<Vec<_>>().join(", "))),
                };
                self.diagnostics.push(error);
                continue;
            };
            if let Some(package) = trait_.package
                && self.trait_named(trait_.name).is_none()
            {
                let error = Diagnostic::error("E0774", name.span, format!("cannot find derive macro `{}` in this scope", name.name));
                self.diagnostics.push(error.help(format!("bring it into scope: `use {package}::{};`", name.name)));
                continue;
            }
            let id = ImplId(self.impls.len() as u32);
            let def = &self.defs[adt.0 as usize];
            let is_library = def.dialect == Dialect::Std;
            let DefKind::Module(module) = *self.def_kind(def.module) else { continue };
            let head = ImplHead { span: name.span, negative: false, trait_: None, self_ty: SelfName::Other };
            let methods = trait_.methods.iter().map(|method| {
                let method = Ident::new(Symbol::new(method), name.span);
                self.add_unread(method, module, true, Dialect::Std, Sort::Function, Origin::Derive(id))
            });
            let methods: Vec<DefId> = methods.collect();
            let derived_methods = methods.first().copied();
            self.impls.push(Impl {
                head,
                module,
                dialect: Dialect::Std,
                derived: Some(name.name),
                derived_for: Some(adt),
                derived_methods,
                origin: Origin::Derive(id),
                def: OnceCell::new(),
            });
            if is_library {
                self.unfiled_by_trait.entry(Symbol::new(trait_.name)).or_default().push(id);
            } else {
                self.pending_impls.push(id);
            }
        }
    }

    /// Says what a derived impl is.
    pub(crate) fn define_derive(&self, id: ImplId) {
        let imp = &self.impls[id.0 as usize];
        let (Some(name), Some(def)) = (imp.derived, imp.derived_for) else { return };
        let Some(adt) = self.adt(def) else { return };
        let span = imp.head.span;
        let scope = Scope { impl_: Some(id), adt: None, ..adt.scope.clone() };
        let type_name = self.defs[def.0 as usize].name;
        let text = match name.as_str() {
            "Clone" => clone_text(&adt),
            "Debug" => debug_text(&adt, type_name.as_str()),
            "PartialEq" => eq_text(&adt),
            "PartialOrd" => partial_cmp_text(&adt, &self.variant_ranks(def)),
            "Ord" => cmp_text(&adt, &self.variant_ranks(def)),
            "Hash" => hash_text(&adt),
            "Default" => default_text(&adt),
            "CommandFactory" => clap::command_text(&adt),
            "FromArgMatches" => clap::matches_text(&adt),
            "Args" => clap::arguments_text(&adt, type_name.as_str()),
            "Subcommand" => clap::subcommand_text(&adt),
            "ValueEnum" => clap::value_enum_text(&adt),
            "Serialize" => serde::serialize_text(&adt, type_name.as_str()),
            "Deserialize" => serde::deserialize_text(&adt, type_name.as_str()),
            _ => String::new(),
        };
        let text = format!("impl X {{ {text} }}");
        let (mut tree, errors) = ruchy_syntax::parse_derived(&text, span);
        if let Some(e) = errors.first() {
            let message = format!("internal error: derive({name}): {}", e.message);
            self.complaints.borrow_mut().push(Diagnostic::error("", span, message));
        }
        let mut items = HashMap::new();
        if let Some(tree::Statement { kind: tree::StatementKind::Item(item), .. }) = tree.statements.pop()
            && let tree::ItemKind::Impl(derived) = item.kind
        {
            let mut cursor = Cursor { def: imp.derived_methods.unwrap_or(DefId(u32::MAX)), impl_: id };
            items = self.define_impl_items(derived.items, &scope, &mut cursor, Dialect::Std);
        }
        let never = tree::Type { kind: tree::TypeKind::Never, span };
        let _ = imp.def.set(ImplDef { scope, trait_path: None, self_ty: Arc::new(never), items });
    }
}

impl Checker {
    /// The place of each variant in the order of the discriminants, where those are plain numbers: derives are expanded before anything can be evaluated.
    pub(crate) fn variant_ranks(&self, def: DefId) -> Vec<usize> {
        let Some(adt) = self.adt(def) else { return Vec::new() };
        let mut order: Vec<usize> = (0..adt.variants.len()).collect();
        if let Some(values) = plain_discriminants(&adt) {
            order.sort_by_key(|&i| values[i]);
        }
        let mut ranks = vec![0; order.len()];
        for (rank, variant) in order.into_iter().enumerate() {
            ranks[variant] = rank;
        }
        ranks
    }
}

/// The discriminants, if each that is written is a literal.
fn plain_discriminants(adt: &AdtDef) -> Option<Vec<i128>> {
    fn value(e: &tree::Expr) -> Option<i128> {
        match &e.kind {
            tree::ExprKind::Literal(tree::Literal::Int(n, _)) => i128::try_from(*n).ok(),
            tree::ExprKind::Unary(tree::UnaryOp::Neg, e) => value(e)?.checked_neg(),
            tree::ExprKind::Paren(e) => value(e),
            _ => None,
        }
    }
    let mut next = 0;
    let mut values = Vec::with_capacity(adt.variants.len());
    for variant in &adt.variants {
        if let Some(e) = &variant.discriminant {
            next = value(e)?;
        }
        values.push(next);
        next = next.checked_add(1)?;
    }
    Some(values)
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

fn rank(adt: &AdtDef, ranks: &[usize], value: &str) -> String {
    let mut arms = String::new();
    for (i, v) in adt.variants.iter().enumerate() {
        let rest = match v.shape {
            VariantShape::Unit => "",
            VariantShape::Tuple => "(..)",
            VariantShape::Named => " { .. }",
        };
        let _ = write!(arms, "{}{rest} => {}isize, ", path(adt, i), ranks[i]);
    }
    format!("match {value} {{ {arms} }}")
}

fn ordering_text(adt: &AdtDef, ranks: &[usize], call: &str, equal: &str) -> String {
    let mut arms = String::new();
    for (i, v) in adt.variants.iter().enumerate() {
        let mut body = String::new();
        for k in 0..v.fields.len() {
            let _ = write!(body, "match {call}(a{k}, b{k}) {{ {equal} => {{}}, other => return other, }}; ");
        }
        let _ = write!(arms, "({}, {}) => {{ {body} {equal} }}, ", pattern(adt, i, "a"), pattern(adt, i, "b"));
    }
    if adt.variants.len() != 1 {
        let _ = write!(arms, "_ => {call}(&{}, &{}),", rank(adt, ranks, "self"), rank(adt, ranks, "other"));
    }
    format!("match (self, other) {{ {arms} }}")
}

fn partial_cmp_text(adt: &AdtDef, ranks: &[usize]) -> String {
    let body = ordering_text(adt, ranks, "::std::cmp::PartialOrd::partial_cmp", "::std::option::Option::Some(::std::cmp::Ordering::Equal)");
    format!("fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {{ {body} }}")
}

fn cmp_text(adt: &AdtDef, ranks: &[usize]) -> String {
    let body = ordering_text(adt, ranks, "::std::cmp::Ord::cmp", "::std::cmp::Ordering::Equal");
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
