//! Functions of the relaxed language that take any number of arguments: `println("{} of {}", a, b)` and its kin.

use super::*;
use tree::{FormatArgument, FormatStyle};

impl Checker {
    /// `println(…)`, `print(…)`, `eprintln(…)`, `eprint(…)`, `format(…)`, `panic(…)` as plain calls, unless the program declares its own.
    pub(crate) fn builtin_call(&mut self, cx: &mut FnCx, path: &tree::Path, args: &[tree::Argument], span: Span) -> Option<ExprId> {
        if path.segments.len() != 1 || path.global || cx.dialect == Dialect::Std {
            return None;
        }
        let name = path.segments[0].name.name;
        let known = matches!(
            name.as_str(),
            "println" | "print" | "eprintln" | "eprint" | "format" | "panic" | "assert" | "assert_eq" | "assert_ne" | "todo"
        );
        if !known || !cx.dialect.is_relaxed() || cx.lookup(path.segments[0].name).is_some() {
            return None;
        }
        if self.lookup(cx.scope.module, name, crate::resolve::Namespace::Values).is_some() {
            return None;
        }
        if name.as_str().starts_with("assert") {
            return self.assert_call(cx, name.as_str(), args, span);
        }
        let first = args.first();
        if let Some(tree::Argument { name: None, value: tree::Expr { kind: tree::ExprKind::Literal(tree::Literal::Str(text)), span: at } }) =
            first
            && (args.len() > 1 || text.as_str().contains(['{', '}']))
        {
            let mut list: Vec<FormatArgument> = args[1..].iter().map(|a| FormatArgument { name: a.name, value: a.value.clone() }).collect();
            let (format, errors) = ruchy_syntax::parse_format(*text, *at, &mut list);
            for e in errors {
                self.error(e);
            }
            return Some(self.format_call(cx, name.as_str(), Some(&format), &list, span));
        }
        let list: Vec<FormatArgument> = args.iter().map(|a| FormatArgument { name: a.name, value: a.value.clone() }).collect();
        if list.is_empty() {
            return Some(self.format_call(cx, name.as_str(), None, &[], span));
        }
        // Values side by side, as `{} {}` would print them.
        let mut pieces = Vec::new();
        for i in 0..list.len() {
            if i > 0 {
                pieces.push(tree::FormatPiece::Text(" ".into()));
            }
            pieces.push(tree::FormatPiece::Placeholder(macros::plain_placeholder(i, FormatStyle::Display, span)));
        }
        let format = tree::FormatString { pieces, span };
        Some(self.format_call(cx, name.as_str(), Some(&format), &list, span))
    }

    fn format_call(
        &mut self,
        cx: &mut FnCx,
        name: &str,
        format: Option<&tree::FormatString>,
        args: &[FormatArgument],
        span: Span,
    ) -> ExprId {
        match name {
            "format" => self.format(cx, format, args, "", "", true, span),
            "panic" | "todo" => self.format_macro(cx, name, format, args, span),
            _ => {
                let end = if name.ends_with("ln") { "\n" } else { "" };
                let mut values = Vec::new();
                for a in args {
                    let e = self.expr(cx, &a.value, None);
                    values.push(e);
                }
                let text = self.format_values(cx, format, values, "", end, true, span);
                let f = if name.starts_with('e') { "__eprint" } else { "__print" };
                self.std_call(cx, &["std", "io"], f, vec![text], span)
            }
        }
    }

    fn assert_call(&mut self, cx: &mut FnCx, name: &str, args: &[tree::Argument], span: Span) -> Option<ExprId> {
        let kind = match (name, args) {
            ("assert", [c]) => tree::MacroKind::Assert {
                condition: c.value.clone(),
                text: self.sources.text(c.value.span).to_string(),
                format: None,
                args: Vec::new(),
            },
            ("assert_eq" | "assert_ne", [a, b]) => tree::MacroKind::AssertCompare {
                equal: name == "assert_eq",
                left: a.value.clone(),
                right: b.value.clone(),
                format: None,
                args: Vec::new(),
            },
            _ => return None,
        };
        let call = tree::MacroCall { kind, name: self.ident(name, span) };
        Some(self.macro_call(cx, &call, None, span))
    }

    /// Struct literals.
    pub(crate) fn struct_literal(
        &mut self,
        cx: &mut FnCx,
        path: &tree::Path,
        fields: &[tree::StructField],
        base: Option<&tree::Expr>,
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        let Some((def, variant, args)) = self.struct_path(cx, path) else {
            for f in fields {
                self.expr(cx, &f.value, None);
            }
            if let Some(b) = base {
                self.expr(cx, b, None);
            }
            return cx.push(ExprKind::Error, Ty::ERROR, span);
        };
        let ty = self.program.types.intern(TyKind::Adt(def, args.clone()));
        if let Some(e) = expect {
            self.try_unify(ty, e);
        }
        self.struct_bounds(cx, def, &args, span);
        let types = self.fields_of(def, &args, variant);
        let Some(adt) = self.adt(def) else { return cx.push(ExprKind::Error, Ty::ERROR, span) };
        let mut out: Vec<(u32, ExprId)> = Vec::new();
        for f in fields {
            match adt.variants[variant].fields.iter().position(|x| x.name.name == f.name.name) {
                Some(i) => {
                    if out.iter().any(|(k, _)| *k as usize == i) {
                        self.error(Diagnostic::error("E0062", f.name.span, format!("field `{}` specified more than once", f.name.name)));
                    }
                    self.check_field_visible(cx, def, &adt, variant, i, f.name.span);
                    let t = self.normalize(types[i], span);
                    let value = self.expr_as(cx, &f.value, t);
                    // The fields of a union share one place.
                    out.push((if adt.is_union { 0 } else { i as u32 }, value));
                }
                None => {
                    let name = self.path_text(path);
                    let (code, what) = if adt.is_enum { ("E0559", "variant") } else { ("E0560", "struct") };
                    let mut error = Diagnostic::error(code, f.name.span, format!("{what} `{name}` has no field named `{}`", f.name.name))
                        .at("unknown field");
                    let names = adt.variants[variant].fields.iter().map(|x| x.name.name.as_str());
                    if let Some(near) = crate::resolve::nearest(f.name.name.as_str(), names) {
                        error = error.help(format!("a field with a similar name exists: `{near}`"));
                    }
                    self.error(error);
                    self.expr(cx, &f.value, None);
                }
            }
        }
        let base = base.map(|b| self.expr_as(cx, b, ty));
        let missing: Vec<usize> = (0..types.len()).filter(|i| !out.iter().any(|(k, _)| *k as usize == *i)).collect();
        if base.is_none() && !missing.is_empty() && !adt.is_union {
            let mut left = Vec::new();
            for i in missing {
                match &adt.variants[variant].fields[i].default {
                    Some(e) => {
                        let t = self.normalize(types[i], span);
                        let value = self.expr_as(cx, e, t);
                        out.push((i as u32, value));
                    }
                    None => left.push(format!("`{}`", adt.variants[variant].fields[i].name.name)),
                }
            }
            if !left.is_empty() {
                let s = if left.len() == 1 { "" } else { "s" };
                let name = self.path_text(path);
                self.error(
                    Diagnostic::error("E0063", path.span, format!("missing field{s} {} in initializer of `{name}`", left.join(", ")))
                        .at(format!("missing {}", left.join(", "))),
                );
            }
        }
        cx.push(ExprKind::Adt { variant: variant as u32, fields: out, base }, ty, span)
    }

    /// What a struct or enum asks of its arguments becomes an obligation where a value is made.
    pub(crate) fn struct_bounds(&mut self, cx: &FnCx, def: DefId, args: &[Ty], span: Span) {
        if cx.dialect == Dialect::Std || self.defs[def.0 as usize].dialect == Dialect::Std {
            return;
        }
        let Some(adt) = self.adt(def).filter(|a| !a.generics.bounds.is_empty()) else { return };
        for p in self.lower_predicates(&adt.scope).iter() {
            let p = self.substitute_predicate(p, args);
            self.add_predicate(&p, span);
        }
    }

    /// E0071, E0574: an enum itself has no literal.
    fn plain_struct(&mut self, def: DefId, args: Vec<Ty>, path: &tree::Path) -> Option<(DefId, usize, Vec<Ty>)> {
        if !self.adt(def)?.is_enum {
            return Some((def, 0, args));
        }
        let name = self.path_text(path);
        self.error(
            Diagnostic::error("E0574", path.span, format!("expected struct, variant or union type, found enum `{name}`"))
                .help(format!("name one of its variants: `{name}::…`")),
        );
        None
    }

    fn struct_path(&mut self, cx: &mut FnCx, path: &tree::Path) -> Option<(DefId, usize, Vec<Ty>)> {
        use crate::resolve::{Namespace, Res};
        let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
        let scope = cx.scope.clone();
        let found = self.resolve_segments(&scope, &names, path.global, Namespace::Types);
        match found {
            Ok((Res::Def(d), n)) if n == names.len() => {
                let (adt, variant) = match self.def_kind(d).clone() {
                    DefKind::Variant(a, v) => (a, v as usize),
                    DefKind::Adt(_) => {
                        self.plain_struct(d, Vec::new(), path)?;
                        (d, 0)
                    }
                    DefKind::Alias(_) => {
                        let ty = tree::Type { kind: tree::TypeKind::Path(path.clone()), span: path.span };
                        let t = self.body_type(cx, &ty);
                        if let TyKind::Adt(d, args) = self.kind(t) {
                            return self.plain_struct(d, args, path);
                        }
                        return None;
                    }
                    _ => {
                        self.error(Diagnostic::error("E0574", path.span, format!("expected struct, found `{}`", self.path_text(path))));
                        return None;
                    }
                };
                let data = self.adt(adt)?;
                let generics = data.generics.clone();
                let segment = path.segments.iter().rev().find(|s| s.args.is_some()).or(path.segments.last())?.clone();
                let args = self.lower_args(&generics, &segment, adt, &scope, &mut Holes::Open, None);
                let args = args.into_iter().map(|t| self.program.types.substitute(t, &cx.args)).collect();
                Some((adt, variant, args))
            }
            Ok((Res::SelfType, n)) => {
                let t = self.self_type(&scope);
                let t = self.program.types.substitute(t, &cx.args);
                let TyKind::Adt(d, args) = self.kind(t) else { return None };
                if n == names.len() {
                    return self.plain_struct(d, args, path);
                }
                match self.enum_variants.get(&(d, names[n].name)).map(|&v| self.def_kind(v).clone()) {
                    Some(DefKind::Variant(_, v)) => Some((d, v as usize, args)),
                    _ => None,
                }
            }
            Ok((_, n))
                if n < names.len()
                    && self.associated_struct(cx, &tree::Type { kind: tree::TypeKind::Path(path.clone()), span: path.span }).is_some() =>
            {
                let (d, args) = self.associated_struct(cx, &tree::Type { kind: tree::TypeKind::Path(path.clone()), span: path.span })?;
                Some((d, 0, args))
            }
            Ok((Res::Param(i), n)) if n == names.len() => match self.kind(cx.args.get(i as usize).copied()?) {
                TyKind::Adt(d, args) => Some((d, 0, args)),
                _ => None,
            },
            _ => {
                let last = names.last()?;
                if names.len() == 1
                    && cx.relaxed()
                    && let Some((d, i)) = self.only_variant(last.name)
                {
                    let n = self.adt(d)?.generics.params.len();
                    return Some((d, i, self.fresh_args(n)));
                }
                let mut error = Diagnostic::error(
                    "E0422",
                    last.span,
                    format!("cannot find struct, variant or union type `{}` in this scope", last.name),
                )
                .at("not found in this scope");
                if let Some(p) = self.std_path_of(last.name) {
                    error = error.help(format!("import it: `use {p};`"));
                }
                self.error(error);
                None
            }
        }
    }
}
