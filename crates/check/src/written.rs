//! What the text of declarations alone decides, in Rust files: lifetimes that are not declared or cannot be left out, names given twice, words
//! that do not belong where they stand. Looked at before the tree is taken apart.

use crate::Checker;
use ruchy_syntax::{Diagnostic, Ident, Span, Symbol, tree};
use tree::{GenericParamKind, ItemKind, TypeKind};

/// Whether a lifetime may be left out of a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Elided {
    Allowed,
    /// In fields, and in results that could borrow from nothing or from several parameters.
    Missing(&'static str),
}

impl Checker {
    /// Reports what is wrong with the declarations of a Rust file.
    pub(crate) fn check_written(&mut self, file: &tree::File) {
        let Some(text) = file.statements.first().and_then(|s| self.sources.file(s.span.file)).map(|f| f.text.to_string()) else { return };
        // `for<'a>` is read over by the parser: its names count as declared everywhere.
        let mut bound = Vec::new();
        for (at, _) in text.match_indices("for") {
            let Some(names) = text[at + 3..].trim_start().strip_prefix('<') else { continue };
            let names = names.split('>').next().unwrap_or_default();
            bound.extend(names.split([',', ':', ' ']).map(str::trim).filter(|n| n.starts_with('\'')).map(Symbol::new));
        }
        let mut written = Written { errors: Vec::new(), scope: bound, top: true };
        for statement in &file.statements {
            if let tree::StatementKind::Item(item) = &statement.kind {
                written.item(item);
            }
        }
        for error in written.errors {
            self.error(error);
        }
    }
}

struct Written {
    errors: Vec<Diagnostic>,
    /// The lifetimes that are declared.
    scope: Vec<Symbol>,
    /// Outside all modules.
    top: bool,
}

impl Written {
    fn item(&mut self, item: &tree::Item) {
        let outer = self.scope.len();
        match &item.kind {
            ItemKind::Function(f) => {
                if item.name.name.as_str() == "main"
                    && self.top
                    && f.generics.params.iter().any(|p| !matches!(p.kind, GenericParamKind::Lifetime))
                {
                    self.errors.push(
                        Diagnostic::error("E0131", item.name.span, "`main` function is not allowed to have generic parameters")
                            .at("`main` cannot have generic parameters"),
                    );
                }
                self.function(f, false);
            }
            ItemKind::Struct { generics, fields } | ItemKind::Union { generics, fields } => {
                self.generics(generics);
                self.fields(fields);
            }
            ItemKind::Enum { generics, variants } => {
                self.generics(generics);
                self.twice(variants.iter().map(|v| v.name), "E0428", "the name `{}` is defined multiple times");
                for v in variants {
                    self.fields(&v.fields);
                }
            }
            ItemKind::Impl(imp) => {
                if item.visibility == tree::Visibility::Public {
                    self.errors.push(
                        Diagnostic::error("E0449", item.span, "visibility qualifiers are not permitted here")
                            .at("an impl is not named, so nothing can be hidden"),
                    );
                }
                self.generics(&imp.generics);
                self.ty(&imp.self_ty, Elided::Allowed);
                for it in &imp.items {
                    if imp.trait_.is_some() && it.visibility == tree::Visibility::Public {
                        self.errors.push(
                            Diagnostic::error("E0449", it.name.span, "visibility qualifiers are not permitted here")
                                .at("items of a trait's impl are as public as the trait"),
                        );
                    }
                    match &it.kind {
                        ItemKind::Function(f) => {
                            if imp.trait_.is_some() {
                                self.never_const(f, it.name);
                            }
                            self.function(f, true);
                        }
                        ItemKind::Const { ty: Some(t), .. } => self.ty(t, Elided::Allowed),
                        ItemKind::TypeAlias { generics, ty } => {
                            let inner = self.scope.len();
                            self.generics(generics);
                            self.ty(ty, Elided::Missing("E0637"));
                            self.scope.truncate(inner);
                        }
                        _ => {}
                    }
                }
            }
            ItemKind::Trait(t) => {
                self.generics(&t.generics);
                for it in &t.items {
                    if let tree::TraitItemKind::Function(f) = &it.kind {
                        self.never_const(f, it.name);
                        self.function(f, true);
                    }
                }
            }
            ItemKind::TypeAlias { generics, ty } => {
                self.generics(generics);
                self.ty(ty, Elided::Missing("E0106"));
            }
            ItemKind::Const { ty: Some(t), .. } | ItemKind::Static { ty: Some(t), .. } => self.ty(t, Elided::Allowed),
            ItemKind::Module { items: Some(items) } => {
                let top = std::mem::replace(&mut self.top, false);
                items.iter().for_each(|it| self.item(it));
                self.top = top;
            }
            _ => {}
        }
        self.scope.truncate(outer);
    }

    fn never_const(&mut self, f: &tree::Function, name: Ident) {
        if f.is_const {
            self.errors
                .push(Diagnostic::error("E0379", name.span, "functions in traits cannot be declared const").at("not allowed in traits"));
        }
    }

    fn fields(&mut self, fields: &tree::Fields) {
        let list = match fields {
            tree::Fields::Unit => return,
            tree::Fields::Tuple(list) => list,
            tree::Fields::Named(list) => {
                self.twice(list.iter().map(|f| f.name), "E0124", "field `{}` is already declared");
                list
            }
        };
        for f in list {
            self.ty(&f.ty, Elided::Missing("E0106"));
        }
    }

    /// Names that are given twice.
    fn twice(&mut self, names: impl Iterator<Item = Ident>, code: &'static str, message: &str) {
        let mut seen: Vec<Ident> = Vec::new();
        for name in names {
            match seen.iter().find(|n| n.variable() == name.variable()) {
                Some(first) => self.errors.push(
                    Diagnostic::error(code, name.span, message.replace("{}", name.name.as_str()))
                        .at("given again here")
                        .label(first.span, "first given here"),
                ),
                None => seen.push(name),
            }
        }
    }

    fn generics(&mut self, generics: &tree::Generics) {
        let types = generics.params.iter().filter(|p| !matches!(p.kind, GenericParamKind::Lifetime)).map(|p| p.name);
        self.twice(types, "E0403", "the name `{}` is already used for a generic parameter in this item's generic parameters");
        let lifetimes = generics.params.iter().filter(|p| matches!(p.kind, GenericParamKind::Lifetime)).map(|p| p.name);
        self.twice(lifetimes.clone(), "E0403", "the name `{}` is already used for a generic parameter in this item's generic parameters");
        for l in lifetimes {
            if matches!(l.name.as_str(), "'static" | "'_") {
                self.errors.push(Diagnostic::error("E0262", l.span, format!("invalid lifetime parameter name: `{}`", l.name)));
            }
            self.scope.push(l.name);
        }
    }

    fn function(&mut self, f: &tree::Function, method: bool) {
        let outer = self.scope.len();
        self.generics(&f.generics);
        let mut names = Vec::new();
        for p in &f.params {
            if let Some(t) = &p.ty {
                pattern_names(&p.pattern, &mut names);
                self.ty(t, Elided::Allowed);
            }
        }
        self.twice(names.into_iter(), "E0415", "identifier `{}` is bound more than once in this parameter list");
        if let Some(r) = &f.receiver
            && let Some(l) = r.lifetime
        {
            self.declared(l, r.span);
        }
        if let Some(ret) = &f.ret {
            // A receiver, or a parameter that may hold a borrow unseen, may say what the result borrows from.
            let mut seen = 0;
            let mut hidden = method && f.receiver.is_some();
            for p in f.params.iter().filter_map(|p| p.ty.as_ref()) {
                borrows(p, &mut seen, &mut hidden);
            }
            let missing = !(method && f.receiver.is_some()) && (seen > 1 || (seen == 0 && !hidden));
            self.ty(ret, if missing { Elided::Missing("E0106") } else { Elided::Allowed });
        }
        self.scope.truncate(outer);
    }

    fn declared(&mut self, lifetime: Symbol, span: Span) {
        let name = lifetime.as_str();
        if !matches!(name, "'static" | "'_") && !self.scope.contains(&lifetime) {
            self.errors.push(
                Diagnostic::error("E0261", span, format!("use of undeclared lifetime name `{name}`"))
                    .at("undeclared lifetime")
                    .help(format!("declare it before the parameters: `<{name}>`")),
            );
        }
    }

    fn ty(&mut self, t: &tree::Type, elided: Elided) {
        let missing = |written: &mut Written, span: Span| {
            if let Elided::Missing(code) = elided {
                let error = match code {
                    "E0637" => Diagnostic::error(code, span, "in the trait associated type, `&` needs a lifetime that is declared"),
                    _ => Diagnostic::error(code, span, "missing lifetime specifier").at("expected named lifetime parameter"),
                };
                written.errors.push(error.help("declare one, as in `<'a>`, and write `&'a`; or own the value instead of borrowing it"));
            }
        };
        match &t.kind {
            TypeKind::Ref { lifetime, ty, .. } => {
                match lifetime {
                    Some(l) if l.as_str() == "'_" => missing(self, t.span),
                    Some(l) => self.declared(*l, t.span),
                    None => missing(self, t.span),
                }
                self.ty(ty, elided);
            }
            TypeKind::Pointer { ty, .. } | TypeKind::Slice(ty) => self.ty(ty, elided),
            TypeKind::Array { element, .. } => self.ty(element, elided),
            TypeKind::Tuple(items) => items.iter().for_each(|t| self.ty(t, elided)),
            TypeKind::Function { params, ret } => {
                params.iter().for_each(|t| self.ty(t, Elided::Allowed));
                if let Some(ret) = ret {
                    self.ty(ret, Elided::Allowed);
                }
            }
            TypeKind::Path(path) => self.path(path, t.span, elided),
            TypeKind::Infer => self.errors.push(
                Diagnostic::error("E0121", t.span, "the placeholder `_` is not allowed within types on item signatures")
                    .at("not allowed in type signatures")
                    .help("write the type"),
            ),
            TypeKind::Impl { bounds, lifetimes } | TypeKind::Dyn { bounds, lifetimes } => {
                for &l in lifetimes {
                    self.declared(l, t.span);
                }
                for b in bounds {
                    self.path(&b.path, t.span, Elided::Allowed);
                }
            }
            _ => {}
        }
    }

    fn path(&mut self, path: &tree::Path, span: Span, elided: Elided) {
        for args in path.segments.iter().filter_map(|s| s.args.as_ref()) {
            let elided = if args.parenthesized { Elided::Allowed } else { elided };
            for &l in &args.lifetimes {
                self.declared(l, span);
            }
            for a in &args.args {
                if let tree::GenericArg::Type(t) = a {
                    self.ty(t, elided);
                }
            }
            for (_, t) in &args.bindings {
                self.ty(t, elided);
            }
        }
    }
}

/// Counts the borrows in a parameter's type; `hidden` where a name may stand for a type with some.
fn borrows(t: &tree::Type, seen: &mut usize, hidden: &mut bool) {
    match &t.kind {
        TypeKind::Ref { ty, .. } => {
            *seen += 1;
            borrows(ty, seen, hidden);
        }
        TypeKind::Pointer { ty, .. } | TypeKind::Slice(ty) => borrows(ty, seen, hidden),
        TypeKind::Array { element, .. } => borrows(element, seen, hidden),
        TypeKind::Tuple(items) => items.iter().for_each(|t| borrows(t, seen, hidden)),
        TypeKind::Path(path) => {
            let plain =
                ["bool", "char", "str", "String", "Vec", "Option", "Box", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32"];
            let more = ["u64", "u128", "usize", "f32", "f64"];
            let last = path.segments.last();
            *hidden |= path.segments.len() != 1
                || !last.is_some_and(|s| plain.contains(&s.name.name.as_str()) || more.contains(&s.name.name.as_str()));
            for args in path.segments.iter().filter_map(|s| s.args.as_ref()) {
                *hidden |= args.parenthesized;
                *seen += args.lifetimes.len();
                for a in &args.args {
                    if let tree::GenericArg::Type(t) = a {
                        borrows(t, seen, hidden);
                    }
                }
            }
        }
        _ => *hidden = true,
    }
}

/// The variables of a parameter's pattern.
fn pattern_names(p: &tree::Pattern, out: &mut Vec<Ident>) {
    use tree::PatternKind as P;
    match &p.kind {
        P::Ident { name, sub, .. } => {
            if name.name.as_str() != "_" {
                out.push(*name);
            }
            if let Some(sub) = sub {
                pattern_names(sub, out);
            }
        }
        P::Paren(inner) => pattern_names(inner, out),
        P::Ref { pattern, .. } => pattern_names(pattern, out),
        P::Tuple(items) | P::Slice(items) => items.iter().for_each(|p| pattern_names(p, out)),
        P::TupleStruct { patterns, .. } => patterns.iter().for_each(|p| pattern_names(p, out)),
        P::Struct { fields, .. } => fields.iter().for_each(|f| pattern_names(&f.pattern, out)),
        _ => {}
    }
}
