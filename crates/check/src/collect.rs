//! Collecting: takes the items of a tree apart into definitions.
//!
//! Bodies and types are kept as syntax; they are lowered when asked for. `impl Trait` and left-out types in parameters become generic
//! parameters here, so the rest of the checker sees ordinary generic functions.

use crate::Checker;
use crate::defs::*;
use crate::typed::{GlobalKind, LangAdt, VariantShape};
use crate::types::DefId;
use ruchy_syntax::tree::{self, ItemKind};
use ruchy_syntax::{Diagnostic, Dialect, Ident, Span, Symbol};
use std::collections::HashMap;
use std::sync::Arc;

/// The parts of a file that are not items.
pub struct Collected {
    pub statements: Vec<tree::Statement>,
}

impl Checker {
    pub(crate) fn add_def(&mut self, name: Ident, module: ModuleId, public: bool, dialect: Dialect, kind: DefKind) -> DefId {
        let id = DefId(self.defs.len() as u32);
        let module = self.module_def(module);
        self.defs.push(Def { name: name.name, span: name.span, module, public, dialect, kind });
        id
    }

    pub(crate) fn module_def(&self, module: ModuleId) -> DefId {
        self.modules[module.0 as usize].def.unwrap_or(DefId(0))
    }

    /// Makes a module below another, or finds it.
    pub(crate) fn ensure_module(&mut self, parent: ModuleId, name: Ident, public: bool, dialect: Dialect) -> ModuleId {
        if let Some(b) = self.modules[parent.0 as usize].types.get(&name.name)
            && let DefKind::Module(m) = self.defs[b.def.0 as usize].kind
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
    pub(crate) fn block_module(&mut self, parent: ModuleId, dialect: Dialect, span: Span) -> ModuleId {
        let id = ModuleId(self.modules.len() as u32);
        self.modules.push(Module { parent: Some(parent), block: true, ..Module::default() });
        let name = Ident { name: Symbol::new("{block}"), span };
        let def = self.add_def(name, parent, false, dialect, DefKind::Module(id));
        self.modules[id.0 as usize].def = Some(def);
        id
    }

    fn bind(&mut self, module: ModuleId, types: bool, name: Ident, def: DefId) {
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
        Collected { statements }
    }

    pub(crate) fn collect_item(&mut self, item: tree::Item, module: ModuleId, dialect: Dialect) {
        let public = item.visibility == tree::Visibility::Public || dialect == Dialect::Std;
        let name = item.name;
        let plain = Scope { module, generics: Arc::default(), impl_: None, trait_: None, adt: None };
        let lang = item.attributes.iter().find(|a| a.path.as_str() == "lang").and_then(|a| a.words.first()).map(|w| w.name);
        let is_union = matches!(item.kind, ItemKind::Union { .. });
        match item.kind {
            ItemKind::Function(f) => {
                let def = self.collect_function(f, name, &item.attributes, public, dialect, &plain);
                self.bind(module, false, name, def);
                if let DefKind::Function(f) = &self.defs[def.0 as usize].kind
                    && f.is_test
                {
                    self.test_defs.push(def);
                }
                if dialect != Dialect::Std {
                    self.user_functions.push(def);
                }
            }
            ItemKind::Struct { generics, fields } | ItemKind::Union { generics, fields } => {
                let variant = tree::Variant { attributes: Vec::new(), doc: None, name, fields, discriminant: None };
                self.collect_adt(name, generics, vec![variant], false, is_union, &item.attributes, lang, module, public, dialect);
            }
            ItemKind::Enum { generics, variants } => {
                self.collect_adt(name, generics, variants, true, false, &item.attributes, lang, module, public, dialect);
            }
            ItemKind::Impl(imp) => self.collect_impl(imp, item.span, module, dialect),
            ItemKind::Trait(t) => {
                let id = self.add_def(name, module, public, dialect, DefKind::Module(ModuleId(0)));
                let mut generics = Generics::default();
                generics.params.push(GenericParam { name: Symbol::new("Self"), is_const: false, default: None, const_default: None });
                let lifetimes = self.extend_generics(&mut generics, t.generics);
                let _ = lifetimes;
                let generics = Arc::new(generics);
                let scope = Scope { module, generics: generics.clone(), impl_: None, trait_: Some(id), adt: None };
                let mut items = HashMap::new();
                let mut order = Vec::new();
                for it in t.items {
                    order.push(it.name.name);
                    let entry = match it.kind {
                        tree::TraitItemKind::Function(f) => {
                            let def = self.collect_function(f, it.name, &it.attributes, true, dialect, &scope);
                            TraitItem::Function(def)
                        }
                        tree::TraitItemKind::Const { ty, value } => {
                            let kind = DefKind::Const(Arc::new(ConstDef {
                                ty: ty.map(Arc::new),
                                value: value.map(Arc::new),
                                scope: scope.clone(),
                                kind: GlobalKind::Const,
                            }));
                            TraitItem::Const(self.add_def(it.name, module, true, dialect, kind))
                        }
                        tree::TraitItemKind::Type { default, .. } => TraitItem::Type { default: default.map(Arc::new) },
                    };
                    self.method_traits.entry(it.name.name).or_default().push(id);
                    items.insert(it.name.name, entry);
                }
                let data = TraitDef { generics, supertraits: t.supertraits, scope, items, order, lang };
                self.defs[id.0 as usize].kind = DefKind::Trait(Arc::new(data));
                if let Some(lang) = lang {
                    self.lang_traits.insert(lang, id);
                } else if dialect == Dialect::Std {
                    self.std_traits.entry(name.name).or_insert(id);
                }
                self.bind(module, true, name, id);
            }
            ItemKind::TypeAlias { generics, ty } => {
                let mut g = Generics::default();
                self.extend_generics(&mut g, generics);
                let g = Arc::new(g);
                let scope = Scope { generics: g.clone(), ..plain };
                let kind = DefKind::Alias(Arc::new(AliasDef { generics: g, ty: Arc::new(ty), scope }));
                let def = self.add_def(name, module, public, dialect, kind);
                self.bind(module, true, name, def);
            }
            ItemKind::Const { ty, value } => {
                let kind = DefKind::Const(Arc::new(ConstDef {
                    ty: ty.map(Arc::new),
                    value: value.map(Arc::new),
                    scope: plain,
                    kind: GlobalKind::Const,
                }));
                let def = self.add_def(name, module, public, dialect, kind);
                if name.name.as_str() != "_" {
                    self.bind(module, false, name, def);
                }
            }
            ItemKind::Static { ty, value, .. } => {
                let thread_local = item.attributes.iter().any(|a| a.path.as_str() == "thread_local");
                let kind = DefKind::Const(Arc::new(ConstDef {
                    ty: ty.map(Arc::new),
                    value: Some(Arc::new(value)),
                    scope: plain,
                    kind: if thread_local { GlobalKind::ThreadLocal } else { GlobalKind::Static },
                }));
                let def = self.add_def(name, module, public, dialect, kind);
                self.bind(module, false, name, def);
            }
            ItemKind::Module { items } => {
                let inner = self.ensure_module(module, name, public, dialect);
                for it in items.unwrap_or_default() {
                    self.collect_item(it, inner, dialect);
                }
            }
            ItemKind::Use(tree) => self.collect_use(tree, &mut Vec::new(), module),
            ItemKind::Ignored => {}
        }
    }

    fn collect_use(&mut self, tree: tree::UseTree, prefix: &mut Vec<Ident>, module: ModuleId) {
        let depth = prefix.len();
        prefix.extend(tree.path.iter().copied());
        match tree.kind {
            tree::UseKind::Simple { rename } => {
                let mut path = prefix.clone();
                let mut last = path.last().copied();
                if path.len() > 1 && last.is_some_and(|l| l.name.as_str() == "self") {
                    path.pop();
                    last = path.last().copied();
                }
                if let Some(last) = last {
                    let name = rename.unwrap_or(last);
                    let import = Import { path, name, span: tree.span, done: false };
                    self.modules[module.0 as usize].imports.push(import);
                    self.pending_imports = true;
                }
            }
            tree::UseKind::Glob => {
                let glob = Glob { path: prefix.clone(), span: tree.span, target: None };
                self.modules[module.0 as usize].globs.push(glob);
                self.pending_imports = true;
            }
            tree::UseKind::Group(items) => {
                for item in items {
                    self.collect_use(item, prefix, module);
                }
            }
        }
        prefix.truncate(depth);
    }

    /// Appends written generics; tells whether lifetimes were among them.
    fn extend_generics(&mut self, out: &mut Generics, generics: tree::Generics) -> bool {
        let mut lifetimes = false;
        for p in generics.params {
            match p.kind {
                tree::GenericParamKind::Lifetime => lifetimes = true,
                tree::GenericParamKind::Type { bounds, default } => {
                    let index = out.params.len() as u32;
                    out.params.push(GenericParam {
                        name: p.name.name,
                        is_const: false,
                        default: default.map(Arc::new),
                        const_default: None,
                    });
                    out.bounds.extend(bounds.into_iter().map(|b| (BoundSubject::Param(index), b)));
                }
                tree::GenericParamKind::Const { default, .. } => {
                    out.params.push(GenericParam { name: p.name.name, is_const: true, default: None, const_default: default.map(Arc::new) })
                }
            }
        }
        for w in generics.wheres {
            let ty = Arc::new(w.ty);
            out.bounds.extend(w.bounds.into_iter().map(|b| (BoundSubject::Type(ty.clone()), b)));
        }
        lifetimes
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn collect_function(
        &mut self,
        mut f: tree::Function,
        name: Ident,
        attributes: &[tree::Attribute],
        public: bool,
        dialect: Dialect,
        outer: &Scope,
    ) -> DefId {
        let mut generics = Generics {
            params: outer.generics.params.clone(),
            parent_count: outer.generics.params.len(),
            bounds: outer.generics.bounds.clone(),
        };
        self.extend_generics(&mut generics, std::mem::take(&mut f.generics));
        let mut implicit = Vec::new();
        for (i, p) in f.params.iter_mut().enumerate() {
            match &mut p.ty {
                None => {
                    let index = generics.params.len() as u32;
                    let symbol = Symbol::new(&format!("{{type of parameter {i}}}"));
                    generics.params.push(GenericParam { name: symbol, is_const: false, default: None, const_default: None });
                    implicit.push((i, index));
                    p.ty = Some(named_type(symbol, p.span));
                }
                Some(ty) => name_impl_types(ty, &mut generics),
            }
        }
        let word = |w: &str| attributes.iter().find(|a| a.path.as_str() == w);
        let should_panic = word("should_panic").map(|a| a.words.last().map(|w| w.name.as_str().to_string()));
        let is_test = attributes.iter().any(|a| matches!(a.path.as_str(), "test" | "tokio::test" | "async_std::test"));
        let infer_ret = f.ret.as_ref().is_some_and(has_holes)
            || (f.ret.is_none()
                && dialect == Dialect::Relaxed
                && name.name.as_str() != "main"
                && outer.trait_.is_none()
                && outer.impl_.is_none_or(|i| self.impls[i.0 as usize].trait_path.is_none())
                && f.body.as_ref().and_then(tree::Body::block).is_some_and(|b| b.tail.is_some() || returns_value(&b.statements)));
        let scope = Scope { generics: Arc::new(generics), ..outer.clone() };
        let def = FnDef {
            native: word("native").and_then(|a| a.words.first()).map(|w| w.name),
            ast: Arc::new(f),
            scope,
            is_test,
            should_panic,
            ignored: word("ignore").is_some(),
            infer_ret,
            attributes: attributes.iter().map(|a| a.path).collect(),
        };
        self.add_def(name, outer.module, public, dialect, DefKind::Function(Arc::new(def)))
    }

    #[allow(clippy::too_many_arguments)]
    fn collect_adt(
        &mut self,
        name: Ident,
        generics: tree::Generics,
        variants: Vec<tree::Variant>,
        is_enum: bool,
        is_union: bool,
        attributes: &[tree::Attribute],
        lang: Option<Symbol>,
        module: ModuleId,
        public: bool,
        dialect: Dialect,
    ) {
        let id = self.add_def(name, module, public, dialect, DefKind::Module(ModuleId(0)));
        let mut g = Generics::default();
        let has_lifetime = self.extend_generics(&mut g, generics);
        let generics = Arc::new(g);
        let scope = Scope { module, generics: generics.clone(), impl_: None, trait_: None, adt: Some(id) };
        let mut deref_field = None;
        let mut defs = Vec::new();
        let mut made = Vec::new();
        for (i, v) in variants.into_iter().enumerate() {
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
                    serde: serde_words(&f.attributes),
                });
            }
            let is_default = v.attributes.iter().any(|a| a.path.as_str() == "default");
            if is_enum {
                let kind = DefKind::Variant(id, i as u32);
                made.push((v.name.name, self.add_def(v.name, module, true, dialect, kind)));
            }
            let serde = serde_words(&v.attributes);
            defs.push(VariantDef { name: v.name, shape, fields: fs, discriminant: v.discriminant.map(Arc::new), is_default, serde });
        }
        for (n, d) in made {
            self.variant_names.entry(n).or_default().push(d);
            self.enum_variants.insert((id, n), d);
        }
        let lang = lang.map(|l| self.lang_adt(l, id));
        let shape = defs.first().map(|v| v.shape);
        let word = |w: &str| attributes.iter().any(|a| a.path.as_str() == w);
        let (structural, serde) = (word("structural"), serde_words(attributes));
        let data = AdtDef { generics, is_enum, is_union, lang, variants: defs, scope, deref_field, structural, has_lifetime, serde };
        self.defs[id.0 as usize].kind = DefKind::Adt(Arc::new(data));
        self.bind(module, true, name, id);
        if !is_enum && shape != Some(VariantShape::Named) {
            self.bind(module, false, name, id);
        }
        for a in attributes.iter().filter(|a| a.path.as_str() == "derive") {
            for w in &a.words {
                let last = w.name.as_str().rsplit("::").next().unwrap_or("");
                self.pending_derives.push((id, Symbol::new(last), w.span));
            }
        }
    }

    fn lang_adt(&mut self, word: Symbol, id: DefId) -> LangAdt {
        let lang = match word.as_str() {
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
        };
        self.lang_adts.entry(word).or_insert(id);
        lang
    }

    fn collect_impl(&mut self, imp: tree::Impl, span: Span, module: ModuleId, dialect: Dialect) {
        let id = ImplId(self.impls.len() as u32);
        let mut g = Generics::default();
        self.extend_generics(&mut g, imp.generics);
        let generics = Arc::new(g);
        let scope = Scope { module, generics, impl_: Some(id), trait_: None, adt: None };
        self.impls.push(ImplDef {
            scope: scope.clone(),
            trait_path: imp.trait_.map(Arc::new),
            self_ty: Arc::new(imp.self_ty),
            items: HashMap::new(),
            span,
            dialect,
            derived: None,
            derived_for: None,
            negative: imp.negative,
        });
        let items = self.collect_impl_items(imp.items, &scope, dialect);
        let imp = &mut self.impls[id.0 as usize];
        imp.items = items;
        self.pending_impls.push(id);
    }

    pub(crate) fn collect_impl_items(&mut self, list: Vec<tree::Item>, scope: &Scope, dialect: Dialect) -> HashMap<Symbol, ImplItem> {
        let mut items = HashMap::new();
        for it in list {
            let public = it.visibility == tree::Visibility::Public || dialect == Dialect::Std;
            let entry = match it.kind {
                ItemKind::Function(f) => {
                    let def = self.collect_function(f, it.name, &it.attributes, public, dialect, scope);
                    if dialect != Dialect::Std {
                        self.user_functions.push(def);
                    }
                    ImplItem::Function(def)
                }
                ItemKind::Const { ty, value } => {
                    let kind = DefKind::Const(Arc::new(ConstDef {
                        ty: ty.map(Arc::new),
                        value: value.map(Arc::new),
                        scope: scope.clone(),
                        kind: GlobalKind::Const,
                    }));
                    ImplItem::Const(self.add_def(it.name, scope.module, public, dialect, kind))
                }
                ItemKind::TypeAlias { generics, ty } => {
                    let mut g = Generics {
                        params: scope.generics.params.clone(),
                        parent_count: scope.generics.params.len(),
                        bounds: scope.generics.bounds.clone(),
                    };
                    self.extend_generics(&mut g, generics);
                    ImplItem::Type(Arc::new(ty), Arc::new(g))
                }
                _ => continue,
            };
            if let Some(ImplItem::Function(old)) = items.insert(it.name.name, entry) {
                let first = self.defs[old.0 as usize].span;
                self.diagnostics.push(
                    Diagnostic::error("E0592", it.name.span, format!("duplicate definitions with name `{}`", it.name.name))
                        .label(first, "first defined here"),
                );
            }
        }
        items
    }
}

fn named_type(name: Symbol, span: Span) -> tree::Type {
    let segment = tree::PathSegment { name: Ident { name, span }, args: None };
    tree::Type { kind: tree::TypeKind::Path(tree::Path { global: false, segments: vec![segment], span }), span }
}

/// `impl Trait` anywhere in a parameter's type becomes a generic parameter.
fn name_impl_types(ty: &mut tree::Type, generics: &mut Generics) {
    let span = ty.span;
    match &mut ty.kind {
        tree::TypeKind::Impl { bounds, .. } => {
            let index = generics.params.len() as u32;
            let name = Symbol::new(&format!("impl#{index}"));
            generics.params.push(GenericParam { name, is_const: false, default: None, const_default: None });
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

/// The words of `#[serde(…)]` attributes: `rename`, the name, `default` …
fn serde_words(attributes: &[tree::Attribute]) -> Vec<Symbol> {
    let all = attributes.iter().filter(|attribute| attribute.path.as_str() == "serde");
    all.flat_map(|attribute| attribute.words.iter().map(|word| word.name)).collect()
}
