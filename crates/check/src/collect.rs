//! Collecting: takes the items of a tree apart into definitions.
//!
//! In two steps: `declare` gives numbers to what an item declares and binds its names, `define` says what the numbers mean. For the library's items the second
//! is left until one of them is asked for (see `library`).
//!
//! Bodies and types are kept as syntax; they are lowered when asked for. `impl Trait` and left-out types in parameters become generic
//! parameters here, so the rest of the checker sees ordinary generic functions.

use crate::Checker;
use crate::defs::*;
use crate::typed::{GlobalKind, LangAdt, Start, VariantShape};
use crate::types::{DefId, IntKind};
use ruchy_syntax::outline::Declaration;
use ruchy_syntax::tree::{self, ItemKind};
use ruchy_syntax::{Diagnostic, Dialect, Ident, Span, Symbol};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

/// The parts of a file that are not items.
pub struct Collected {
    pub statements: Vec<tree::Statement>,
}

impl Checker {
    /// A definition that is known.
    pub(crate) fn add_def(&mut self, name: Ident, module: ModuleId, public: bool, dialect: Dialect, kind: DefKind) -> DefId {
        let sort = match &kind {
            DefKind::Module(_) => Sort::Module,
            DefKind::Adt(_) => Sort::Adt,
            DefKind::Variant(..) => Sort::Variant,
            DefKind::Function(_) => Sort::Function,
            DefKind::Trait(_) => Sort::Trait,
            DefKind::Alias(_) => Sort::Alias,
            DefKind::Const(_) => Sort::Const,
            DefKind::Primitive(_) => Sort::Primitive,
            DefKind::Variable(_) => Sort::Variable,
        };
        let id = self.add_unread(name, module, public, dialect, sort, Origin::Known);
        let _ = self.defs[id.0 as usize].kind.set(kind);
        id
    }

    /// A definition of which the name is known.
    pub(crate) fn add_unread(
        &mut self,
        name: Ident,
        module: ModuleId,
        public: bool,
        dialect: Dialect,
        sort: Sort,
        origin: Origin,
    ) -> DefId {
        let id = DefId(self.defs.len() as u32);
        let module = self.module_def(module);
        self.defs.push(Def { name: name.name, span: name.span, module, public, dialect, sort, origin, kind: OnceCell::new() });
        id
    }

    pub(crate) fn module_def(&self, module: ModuleId) -> DefId {
        self.modules[module.0 as usize].def.unwrap_or(DefId(0))
    }

    /// Makes a module below another, or finds it.
    pub(crate) fn ensure_module(&mut self, parent: ModuleId, name: Ident, public: bool, dialect: Dialect) -> ModuleId {
        if let Some(b) = self.modules[parent.0 as usize].types.get(&name.name)
            && let DefKind::Module(m) = *self.def_kind(b.def)
        {
            return m;
        }
        let id = ModuleId(self.modules.len() as u32);
        self.modules.push(Module { parent: Some(parent), ..Module::default() });
        let def = self.add_def(name, parent, public, dialect, DefKind::Module(id));
        self.modules[id.0 as usize].def = Some(def);
        self.modules[parent.0 as usize].types.insert(name.name, Binding { def, glob: false });
        id
    }

    /// A module for the items of a block: names it lacks are looked for around it.
    pub(crate) fn block_module(&mut self, around: &Scope, dialect: Dialect, span: Span) -> ModuleId {
        let parent = around.module;
        let id = ModuleId(self.modules.len() as u32);
        let around = Some(around.generics.clone());
        self.modules.push(Module { parent: Some(parent), block: true, around, ..Module::default() });
        let name = Ident::new(Symbol::new("{block}"), span);
        let def = self.add_def(name, parent, false, dialect, DefKind::Module(id));
        self.modules[id.0 as usize].def = Some(def);
        id
    }

    pub(crate) fn bind(&mut self, module: ModuleId, types: bool, name: Ident, def: DefId) {
        let m = &mut self.modules[module.0 as usize];
        let table = if types { &mut m.types } else { &mut m.values };
        let old = table.insert(name.name, Binding { def, glob: false });
        if let Some(old) = old
            && !old.glob
            && !self.redefine
        {
            let first = self.defs[old.def.0 as usize].span;
            if name.name.as_str() != "_" {
                self.diagnostics.push(
                    Diagnostic::error("E0428", name.span, format!("the name `{}` is defined multiple times", name.name))
                        .at(format!("`{}` redefined here", name.name))
                        .label(first, "first defined here"),
                );
            }
        }
    }

    /// Collects the items of a file's tree into a module; gives back its statements.
    pub fn collect_file(&mut self, file: tree::File, module: ModuleId, dialect: Dialect) -> Collected {
        let mut statements = Vec::new();
        for a in file.attributes.iter().filter(|a| allows_large_literals(a)) {
            self.large_literals.push(Span { file: a.span.file, lo: 0, hi: u32::MAX });
        }
        for statement in file.statements {
            match statement.kind {
                tree::StatementKind::Item(item) => self.collect_item(*item, module, dialect),
                tree::StatementKind::Expr { expr: tree::Expr { kind: tree::ExprKind::Macro(call), .. }, .. }
                    if matches!(call.kind, tree::MacroKind::ThreadLocal(_)) =>
                {
                    if let tree::MacroKind::ThreadLocal(items) = call.kind {
                        for item in items {
                            self.collect_item(item, module, dialect);
                        }
                    }
                }
                _ => statements.push(statement),
            }
        }
        // Macros alone make no script.
        if statements.iter().all(|s| matches!(s.kind, tree::StatementKind::Macro(_))) {
            statements.clear();
        }
        Collected { statements }
    }

    pub(crate) fn collect_item(&mut self, item: tree::Item, module: ModuleId, dialect: Dialect) {
        self.note_large_literals(&item);
        let mut cursor = self.cursor();
        self.declare(Declaration::of(&item), module, dialect, Origin::Known);
        self.define(item, &mut cursor, module, dialect);
    }

    /// Where literals may be larger than their types.
    fn note_large_literals(&mut self, item: &tree::Item) {
        if item.attributes.iter().any(allows_large_literals) {
            self.large_literals.push(item.span);
        }
        if let ItemKind::Module { items: Some(items) } = &item.kind {
            items.iter().for_each(|item| self.note_large_literals(item));
        }
    }

    /// Says what the definitions and impls are that an item has declared, from `cursor` on.
    pub(crate) fn define(&self, item: tree::Item, cursor: &mut Cursor, module: ModuleId, dialect: Dialect) {
        // A module has got its number when it was first named, and its meaning with it.
        while self.defs.get(cursor.def.0 as usize).is_some_and(|def| def.sort == Sort::Module) {
            cursor.def.0 += 1;
        }
        let name = item.name;
        let plain = Scope { module, generics: Arc::default(), impl_: None, trait_: None, adt: None };
        let lang = item.attributes.iter().find(|a| a.path.as_str() == "lang").and_then(|a| a.words.first()).map(|w| w.name);
        let is_union = matches!(item.kind, ItemKind::Union { .. });
        match item.kind {
            ItemKind::Function(f) => {
                let kind = self.function_def(f, name, &item.attributes, dialect, &plain);
                self.set_next(cursor, kind);
            }
            ItemKind::Struct { generics, fields } | ItemKind::Union { generics, fields } => {
                let variant = tree::Variant { attributes: Vec::new(), doc: None, name, fields, discriminant: None };
                let kind = adt_def(cursor.def, generics, vec![variant], is_union, false, &item.attributes, item.doc, lang, module);
                self.set_next(cursor, kind);
            }
            ItemKind::Enum { generics, variants } => {
                let count = variants.len() as u32;
                let kind = adt_def(cursor.def, generics, variants, false, true, &item.attributes, item.doc, lang, module);
                self.set_next(cursor, kind);
                cursor.def.0 += count;
            }
            ItemKind::Trait(t) => self.define_trait(t, lang, cursor, module, dialect),
            ItemKind::Impl(imp) => self.define_impl(imp, cursor, module, dialect),
            ItemKind::TypeAlias { generics, ty } => {
                let mut g = Generics::default();
                extend_generics(&mut g, generics);
                let g = Arc::new(g);
                let scope = Scope { generics: g.clone(), ..plain };
                self.set_next(cursor, DefKind::Alias(Arc::new(AliasDef { generics: g, ty: Arc::new(ty), scope })));
            }
            ItemKind::Const { ty, value } => self.set_next(cursor, const_def(ty, value, plain, GlobalKind::Const, false)),
            ItemKind::Static { ty, value, mutable } => {
                let thread_local = item.attributes.iter().any(|a| a.path.as_str() == "thread_local");
                let kind = if thread_local { GlobalKind::ThreadLocal } else { GlobalKind::Static };
                self.set_next(cursor, const_def(ty, Some(value), plain, kind, mutable));
            }
            ItemKind::Module { items } => {
                let binding = self.modules[module.0 as usize].types.get(&name.name);
                if let Some(DefKind::Module(inner)) = binding.map(|binding| self.def_kind(binding.def)) {
                    for item in items.unwrap_or_default() {
                        self.define(item, cursor, *inner, dialect);
                    }
                }
            }
            ItemKind::Use(_) | ItemKind::Macro | ItemKind::Ignored => {}
        }
    }

    fn set_next(&self, cursor: &mut Cursor, kind: DefKind) {
        if let Some(def) = self.defs.get(cursor.def.0 as usize) {
            let _ = def.kind.set(kind);
        }
        cursor.def.0 += 1;
    }

    fn define_trait(&self, mut t: tree::Trait, lang: Option<Symbol>, cursor: &mut Cursor, module: ModuleId, dialect: Dialect) {
        // `where Self: Other` is another way to write a supertrait.
        for w in &t.generics.wheres {
            if matches!(&w.ty.kind, tree::TypeKind::Path(p) if p.segments.len() == 1 && p.segments[0].name.name.as_str() == "Self") {
                t.supertraits.extend(w.bounds.iter().cloned());
            }
        }
        let id = cursor.def;
        cursor.def.0 += 1;
        let mut generics = Generics::default();
        generics.params.push(GenericParam::of_type(Symbol::new("Self")));
        extend_generics(&mut generics, t.generics);
        let generics = Arc::new(generics);
        let scope = Scope { module, generics: generics.clone(), impl_: None, trait_: Some(id), adt: None };
        let mut items = HashMap::new();
        let mut order = Vec::new();
        for it in t.items {
            order.push(it.name.name);
            let def = cursor.def;
            let entry = match it.kind {
                tree::TraitItemKind::Function(f) => {
                    let kind = self.function_def(f, it.name, &it.attributes, dialect, &scope);
                    self.set_next(cursor, kind);
                    TraitItem::Function(def)
                }
                tree::TraitItemKind::Const { ty, value } => {
                    self.set_next(cursor, const_def(ty, value, scope.clone(), GlobalKind::Const, false));
                    TraitItem::Const(def)
                }
                tree::TraitItemKind::Type { default, bounds, generics: own } => {
                    let mut generics = Generics {
                        params: scope.generics.params.clone(),
                        parent_count: scope.generics.params.len(),
                        bounds: scope.generics.bounds.clone(),
                    };
                    extend_generics(&mut generics, own);
                    TraitItem::Type(Arc::new(AssociatedType { default, bounds, generics: Arc::new(generics) }))
                }
            };
            items.insert(it.name.name, entry);
        }
        let data = TraitDef { generics, supertraits: t.supertraits, scope, items, order, lang };
        self.set_next(&mut Cursor { def: id, ..*cursor }, DefKind::Trait(Arc::new(data)));
    }

    fn function_def(&self, mut f: tree::Function, name: Ident, attributes: &[tree::Attribute], dialect: Dialect, outer: &Scope) -> DefKind {
        let mut generics = Generics {
            params: outer.generics.params.clone(),
            parent_count: outer.generics.params.len(),
            bounds: outer.generics.bounds.clone(),
        };
        extend_generics(&mut generics, std::mem::take(&mut f.generics));
        let mut implicit = Vec::new();
        for (i, p) in f.params.iter_mut().enumerate() {
            match &mut p.ty {
                None => {
                    let index = generics.params.len() as u32;
                    let symbol = Symbol::new(&format!("{{type of parameter {i}}}"));
                    generics.params.push(GenericParam::of_type(symbol));
                    implicit.push((i, index));
                    p.ty = Some(named_type(symbol, p.span));
                }
                Some(ty) => name_impl_types(ty, &mut generics),
            }
        }
        let word = |w: &str| attributes.iter().find(|a| a.path.as_str() == w);
        let should_panic = word("should_panic").map(|a| a.words.last().map(|w| w.name.as_str().to_string()));
        let infer_ret = f.ret.as_ref().is_some_and(has_holes)
            || (f.ret.is_none()
                && dialect.is_relaxed()
                && name.name.as_str() != "main"
                && outer.trait_.is_none()
                && outer.impl_.is_none_or(|i| self.impls[i.0 as usize].head.trait_.is_none())
                && f.body.as_ref().and_then(tree::Body::block).is_some_and(|b| b.tail.is_some() || returns_value(&b.statements)));
        let scope = Scope { generics: Arc::new(generics), ..outer.clone() };
        let def = FnDef {
            native: word("native").and_then(|a| a.words.first()).map(|w| w.name),
            ast: Arc::new(f),
            scope,
            should_panic,
            ignored: word("ignore").is_some(),
            start: Start::of(attributes),
            infer_ret,
            attributes: attributes.iter().map(|a| a.path).collect(),
        };
        DefKind::Function(Arc::new(def))
    }

    fn define_impl(&self, imp: tree::Impl, cursor: &mut Cursor, module: ModuleId, dialect: Dialect) {
        let id = cursor.impl_;
        cursor.impl_.0 += 1;
        let mut g = Generics::default();
        extend_generics(&mut g, imp.generics);
        let scope = Scope { module, generics: Arc::new(g), impl_: Some(id), trait_: None, adt: None };
        let items = self.define_impl_items(imp.items, &scope, cursor, dialect);
        let def = ImplDef { scope, trait_path: imp.trait_.map(Arc::new), self_ty: Arc::new(imp.self_ty), items };
        if let Some(imp) = self.impls.get(id.0 as usize) {
            let _ = imp.def.set(def);
        }
    }

    pub(crate) fn define_impl_items(
        &self,
        list: Vec<tree::Item>,
        scope: &Scope,
        cursor: &mut Cursor,
        dialect: Dialect,
    ) -> HashMap<Symbol, ImplItem> {
        let mut items = HashMap::new();
        for it in list {
            let def = cursor.def;
            let entry = match it.kind {
                ItemKind::Function(f) => {
                    let kind = self.function_def(f, it.name, &it.attributes, dialect, scope);
                    self.set_next(cursor, kind);
                    ImplItem::Function(def)
                }
                ItemKind::Const { ty, value } => {
                    self.set_next(cursor, const_def(ty, value, scope.clone(), GlobalKind::Const, false));
                    ImplItem::Const(def)
                }
                ItemKind::TypeAlias { generics, ty } => {
                    let mut g = Generics {
                        params: scope.generics.params.clone(),
                        parent_count: scope.generics.params.len(),
                        bounds: scope.generics.bounds.clone(),
                    };
                    extend_generics(&mut g, generics);
                    ImplItem::Type(Arc::new(ty), Arc::new(g))
                }
                _ => continue,
            };
            if let Some(ImplItem::Function(old)) = items.insert(it.name.name, entry) {
                let first = self.defs[old.0 as usize].span;
                self.complaints.borrow_mut().push(
                    Diagnostic::error("E0592", it.name.span, format!("duplicate definitions with name `{}`", it.name.name))
                        .label(first, "first defined here"),
                );
            }
        }
        items
    }
}

fn allows_large_literals(a: &tree::Attribute) -> bool {
    matches!(a.path.as_str(), "allow" | "warn") && a.words.iter().any(|w| w.name.as_str() == "overflowing_literals")
}

fn const_def(ty: Option<tree::Type>, value: Option<tree::Expr>, scope: Scope, kind: GlobalKind, mutable: bool) -> DefKind {
    DefKind::Const(Arc::new(ConstDef { ty: ty.map(Arc::new), value: value.map(Arc::new), scope, kind, mutable }))
}

#[allow(clippy::too_many_arguments)]
fn adt_def(
    id: DefId,
    generics: tree::Generics,
    variants: Vec<tree::Variant>,
    is_union: bool,
    is_enum: bool,
    attributes: &[tree::Attribute],
    doc: Option<String>,
    lang: Option<Symbol>,
    module: ModuleId,
) -> DefKind {
    let mut g = Generics::default();
    let has_lifetime = extend_generics(&mut g, generics);
    let generics = Arc::new(g);
    let scope = Scope { module, generics: generics.clone(), impl_: None, trait_: None, adt: Some(id) };
    let mut deref_field = None;
    let mut defs = Vec::new();
    for v in variants {
        let (shape, fields) = match v.fields {
            tree::Fields::Unit => (VariantShape::Unit, Vec::new()),
            tree::Fields::Tuple(f) => (VariantShape::Tuple, f),
            tree::Fields::Named(f) => (VariantShape::Named, f),
        };
        let mut fs = Vec::new();
        for (k, f) in fields.into_iter().enumerate() {
            if f.attributes.iter().any(|a| a.path.as_str() == "deref_field") {
                deref_field = Some(k as u32);
            }
            fs.push(FieldDef {
                name: f.name,
                ty: Arc::new(f.ty),
                public: f.visibility == tree::Visibility::Public,
                default: f.default.map(Arc::new),
                notes: notes(&f.attributes, f.doc),
            });
        }
        let is_default = v.attributes.iter().any(|a| a.path.as_str() == "default");
        let notes = notes(&v.attributes, v.doc);
        defs.push(VariantDef { name: v.name, shape, fields: fs, discriminant: v.discriminant.map(Arc::new), is_default, notes });
    }
    let lang = lang.map(lang_adt);
    let structural = attributes.iter().any(|a| a.path.as_str() == "structural");
    let repr = repr(attributes);
    let notes = notes(attributes, doc);
    let adt = AdtDef { generics, is_enum, is_union, lang, variants: defs, scope, deref_field, structural, has_lifetime, repr, notes };
    DefKind::Adt(Arc::new(adt))
}

fn notes(attributes: &[tree::Attribute], doc: Option<String>) -> Notes {
    let arguments = attributes.iter().flat_map(|a| a.arguments.iter().map(|argument| (a.path, argument.clone()))).collect();
    Notes { arguments, doc }
}

fn lang_adt(word: Symbol) -> LangAdt {
    match word.as_str() {
        "Option" => LangAdt::Option,
        "Result" => LangAdt::Result,
        "Box" => LangAdt::Box,
        "String" => LangAdt::String,
        "Vec" => LangAdt::Vec,
        "Rc" | "Arc" => LangAdt::Rc,
        "Weak" => LangAdt::Weak,
        "Shared" => LangAdt::Shared,
        "Ordering" => LangAdt::Ordering,
        "Future" => LangAdt::Future,
        "Range" => LangAdt::Range,
        "RangeInclusive" => LangAdt::RangeInclusive,
        _ => LangAdt::Native,
    }
}

/// Appends written generics; tells whether lifetimes were among them.
fn extend_generics(out: &mut Generics, generics: tree::Generics) -> bool {
    let mut lifetimes = false;
    for p in generics.params {
        match p.kind {
            tree::GenericParamKind::Lifetime => lifetimes = true,
            tree::GenericParamKind::Type { bounds, default } => {
                let index = out.params.len() as u32;
                out.params.push(GenericParam { name: p.name.name, const_ty: None, default: default.map(Arc::new), const_default: None });
                out.bounds.extend(bounds.into_iter().map(|b| (BoundSubject::Param(index), b)));
            }
            tree::GenericParamKind::Const { ty, default } => out.params.push(GenericParam {
                name: p.name.name,
                const_ty: Some(Arc::new(ty)),
                default: None,
                const_default: default.map(Arc::new),
            }),
        }
    }
    for w in generics.wheres {
        let ty = Arc::new(w.ty);
        out.bounds.extend(w.bounds.into_iter().map(|b| (BoundSubject::Type(ty.clone()), b)));
    }
    lifetimes
}

fn named_type(name: Symbol, span: Span) -> tree::Type {
    let segment = tree::PathSegment { name: Ident::new(name, span), args: None };
    tree::Type { kind: tree::TypeKind::Path(tree::Path { global: false, segments: vec![segment], span }), span }
}

/// `impl Trait` anywhere in a parameter's type becomes a generic parameter.
fn name_impl_types(ty: &mut tree::Type, generics: &mut Generics) {
    let span = ty.span;
    match &mut ty.kind {
        tree::TypeKind::Impl { bounds, .. } => {
            let index = generics.params.len() as u32;
            let name = Symbol::new(&format!("impl#{index}"));
            generics.params.push(GenericParam::of_type(name));
            for b in std::mem::take(bounds) {
                generics.bounds.push((BoundSubject::Param(index), b));
            }
            *ty = named_type(name, span);
        }
        tree::TypeKind::Ref { ty, .. } | tree::TypeKind::Pointer { ty, .. } | tree::TypeKind::Slice(ty) => {
            name_impl_types(ty, generics);
        }
        tree::TypeKind::Array { element, .. } => name_impl_types(element, generics),
        tree::TypeKind::Tuple(items) => items.iter_mut().for_each(|t| name_impl_types(t, generics)),
        tree::TypeKind::Path(path) => {
            for segment in &mut path.segments {
                if let Some(args) = &mut segment.args
                    && !args.parenthesized
                {
                    for a in &mut args.args {
                        if let tree::GenericArg::Type(t) = a {
                            name_impl_types(t, generics);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

/// Whether a plain `return value` stands among statements (the walk stays shallow: a declared type says more).
fn returns_value(statements: &[tree::Statement]) -> bool {
    statements.iter().any(|s| match &s.kind {
        tree::StatementKind::Expr { expr, .. } => matches!(&expr.kind, tree::ExprKind::Return(Some(_))),
        _ => false,
    })
}

/// Whether a return type says that part of it is to be inferred: `impl Trait` or `_`.
pub(crate) fn has_holes(ty: &tree::Type) -> bool {
    use tree::TypeKind as K;
    match &ty.kind {
        K::Impl { .. } | K::Infer => true,
        K::Ref { ty, .. } | K::Pointer { ty, .. } | K::Slice(ty) => has_holes(ty),
        K::Array { element, .. } => has_holes(element),
        K::Tuple(items) => items.iter().any(has_holes),
        K::Path(path) => path.segments.iter().any(|s| {
            s.args.as_ref().is_some_and(|a| {
                a.args.iter().any(|g| matches!(g, tree::GenericArg::Type(t) if has_holes(t)))
                    || (!a.parenthesized && a.bindings.iter().any(|(_, t)| has_holes(t)))
            })
        }),
        _ => false,
    }
}

/// The words of `#[repr(…)]`: `align(8)` comes as the words `align` and `8`.
fn repr(attributes: &[tree::Attribute]) -> Repr {
    let mut repr = Repr::default();
    for attribute in attributes.iter().filter(|a| a.path.as_str() == "repr") {
        let words: Vec<&str> = attribute.words.iter().map(|word| word.name.as_str()).collect();
        for (i, &word) in words.iter().enumerate() {
            let number = words.get(i + 1).and_then(|next| next.parse::<u64>().ok());
            match word {
                "C" => repr.c = true,
                "transparent" => repr.transparent = true,
                "packed" => repr.packed = Some(number.unwrap_or(1)),
                "align" => repr.align = repr.align.max(number),
                _ => repr.int = IntKind::ALL.into_iter().find(|kind| kind.name() == word).or(repr.int),
            }
        }
    }
    repr
}
