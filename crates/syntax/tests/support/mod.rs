//! The tree as compact s-expressions, for tests that assert its shape.

#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};

use ruchy_syntax::tree::{Path as TreePath, *};
use ruchy_syntax::{Diagnostic, Dialect, MacroTable, SourceMap, parse, render};

/// The texts of a folder beside the tests, sorted, each read as its ending says.
pub fn texts(folder: &str) -> Vec<(PathBuf, Dialect)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut texts: Vec<(PathBuf, Dialect)> = fs::read_dir(&folder)
        .expect("the folder of texts")
        .flatten()
        .map(|entry| entry.path())
        .filter_map(|path| {
            let dialect = match path.extension()?.to_str()? {
                "rs" => Dialect::Rust,
                "ruchy" => Dialect::Relaxed,
                "tsk" => Dialect::Tusk,
                _ => return None,
            };
            Some((path, dialect))
        })
        .collect();
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!texts.is_empty(), "{}: no texts", folder.display());
    texts
}

/// Compares with the expected text, or writes it with `BLESS=1`.
pub fn compare(expected: &Path, found: &str, failed: &mut Vec<String>) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(expected, found).expect("a writable folder");
        return;
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    if wanted != found {
        failed.push(format!("{}\n--- expected\n{wanted}--- found\n{found}", expected.display()));
    }
}

/// Reads a text with no macros but its own.
pub fn read(text: &str, dialect: Dialect) -> (File, Vec<Diagnostic>, SourceMap) {
    let mut map = SourceMap::new();
    let file = map.add("test", text, dialect);
    let (tree, diagnostics) = parse(&map, file, &mut MacroTable::new());
    (tree, diagnostics, map)
}

/// The statements of a text that must be without mistake, one per line.
pub fn shape(text: &str, dialect: Dialect) -> String {
    let (tree, diagnostics, map) = read(text, dialect);
    let messages: Vec<String> = diagnostics.iter().map(|d| render(d, &map, false)).collect();
    assert!(messages.is_empty(), "{text}\n{}", messages.join("\n"));
    tree.statements.iter().map(statement).collect::<Vec<_>>().join("\n")
}

fn list<T>(items: &[T], print: impl Fn(&T) -> String) -> String {
    items.iter().map(print).collect::<Vec<_>>().join(" ")
}

pub fn statement(s: &Statement) -> String {
    match &s.kind {
        StatementKind::Let { pattern: p, ty: t, value, otherwise } => {
            let mut text = format!("(let {}", pattern(p));
            if let Some(t) = t {
                text += &format!(": {}", ty(t));
            }
            if let Some(v) = value {
                text += &format!(" = {}", expr(v));
            }
            if let Some(o) = otherwise {
                text += &format!(" else {}", block(o));
            }
            text + ")"
        }
        StatementKind::Item(i) => item(i),
        StatementKind::Expr { expr: e, semicolon } => format!("{}{}", expr(e), if *semicolon { ";" } else { "" }),
        StatementKind::Macro(_) => "(macro)".into(),
        StatementKind::Empty => ";".into(),
    }
}

pub fn block(b: &Block) -> String {
    let mut parts: Vec<String> = b.statements.iter().map(statement).collect();
    parts.extend(b.tail.iter().map(|t| format!("=> {}", expr(t))));
    format!("{{{}}}", parts.join(" "))
}

fn attributes(list: &[Attribute]) -> String {
    list.iter()
        .map(|a| {
            let words: Vec<&str> = a.words.iter().map(|w| w.name.as_str()).collect();
            format!("#[{} {}] ", a.path, words.join(" ")).replace(" ]", "]")
        })
        .collect()
}

fn bounds(list: &[Bound]) -> String {
    list.iter().map(|b| path(&b.path)).collect::<Vec<_>>().join(" + ")
}

fn generics(g: &Generics) -> String {
    let mut text = String::new();
    for p in &g.params {
        text += &match &p.kind {
            GenericParamKind::Lifetime => format!(" <{}>", p.name.name),
            GenericParamKind::Type { bounds: b, default } => {
                let default = default.as_ref().map(|d| format!(" = {}", ty(d))).unwrap_or_default();
                format!(" <{}: {}{default}>", p.name.name, bounds(b))
            }
            GenericParamKind::Const { ty: t, default } => {
                let default = default.as_ref().map(|d| format!(" = {}", expr(d))).unwrap_or_default();
                format!(" <const {}: {}{default}>", p.name.name, ty(t))
            }
        };
    }
    for w in &g.wheres {
        text += &format!(" where {}: {}", ty(&w.ty), bounds(&w.bounds));
    }
    text
}

fn fields(f: &Fields) -> String {
    let field = |f: &Field| {
        let default = f.default.as_ref().map(|d| format!(" = {}", expr(d))).unwrap_or_default();
        format!("{}{}: {}{default}", attributes(&f.attributes), f.name.name, ty(&f.ty))
    };
    match f {
        Fields::Unit => "unit".into(),
        Fields::Tuple(list) => format!("({})", list.iter().map(field).collect::<Vec<_>>().join(", ")),
        Fields::Named(list) => format!("{{{}}}", list.iter().map(field).collect::<Vec<_>>().join(", ")),
    }
}

fn function(f: &Function) -> String {
    let mut text = String::new();
    for (set, word) in [(f.is_const, " const"), (f.is_async, " async"), (f.is_unsafe, " unsafe")] {
        if set {
            text += word;
        }
    }
    text += &generics(&f.generics);
    text += " (";
    if let Some(r) = &f.receiver {
        text += &match &r.kind {
            ReceiverKind::Value => "self".into(),
            ReceiverKind::Ref => "&self".into(),
            ReceiverKind::RefMut => "&mut self".into(),
            ReceiverKind::Typed(t) => format!("self: {}", ty(t)),
        };
        text += " ";
    }
    text += &params(&f.params);
    text += ")";
    if let Some(r) = &f.ret {
        text += &format!(" -> {}", ty(r));
    }
    if let Some(b) = f.body.as_ref().and_then(Body::block) {
        text += &format!(" {}", block(b));
    }
    text
}

fn params(list: &[Param]) -> String {
    let one = |p: &Param| match &p.ty {
        Some(t) => {
            let default = p.default.as_ref().map(|d| format!(" = {}", expr(d))).unwrap_or_default();
            format!("{}: {}{default}", pattern(&p.pattern), ty(t))
        }
        None => pattern(&p.pattern),
    };
    list.iter().map(one).collect::<Vec<_>>().join(", ")
}

pub fn item(i: &Item) -> String {
    let head = format!("{}{}", attributes(&i.attributes), if i.visibility == Visibility::Public { "pub " } else { "" });
    let name = i.name.name;
    let body = match &i.kind {
        ItemKind::Function(f) => format!("(fn {name}{})", function(f)),
        ItemKind::Struct { generics: g, fields: f } => format!("(struct {name}{} {})", generics(g), fields(f)),
        ItemKind::Union { generics: g, fields: f } => format!("(union {name}{} {})", generics(g), fields(f)),
        ItemKind::Enum { generics: g, variants } => {
            let variant = |v: &Variant| {
                let discriminant = v.discriminant.as_ref().map(|d| format!(" = {}", expr(d))).unwrap_or_default();
                format!("({}{} {}{discriminant})", attributes(&v.attributes), v.name.name, fields(&v.fields))
            };
            format!("(enum {name}{} {})", generics(g), list(variants, variant))
        }
        ItemKind::Impl(x) => {
            let of = x.trait_.as_ref().map(|t| format!("{}{} for ", if x.negative { "!" } else { "" }, path(t))).unwrap_or_default();
            format!("(impl{} {of}{} {})", generics(&x.generics), ty(&x.self_ty), list(&x.items, item))
        }
        ItemKind::Trait(t) => {
            let member = |m: &TraitItem| match &m.kind {
                TraitItemKind::Function(f) => format!("(fn {}{})", m.name.name, function(f)),
                TraitItemKind::Const { ty: t, value } => {
                    let value = value.as_ref().map(|v| format!(" = {}", expr(v))).unwrap_or_default();
                    format!("(const {}: {}{value})", m.name.name, t.as_ref().map(ty).unwrap_or_default())
                }
                TraitItemKind::Type { generics: g, bounds: b, default } => {
                    let default = default.as_ref().map(|d| format!(" = {}", ty(d))).unwrap_or_default();
                    format!("(type {}{}: {}{default})", m.name.name, generics(g), bounds(b))
                }
            };
            format!("(trait {name}{}: {} {})", generics(&t.generics), bounds(&t.supertraits), list(&t.items, member))
        }
        ItemKind::TypeAlias { generics: g, ty: t } => format!("(type {name}{} = {})", generics(g), ty(t)),
        ItemKind::Const { ty: t, value } => {
            format!("(const {name}: {} = {})", t.as_ref().map(ty).unwrap_or_default(), value.as_ref().map(expr).unwrap_or_default())
        }
        ItemKind::Static { mutable, ty: t, value } => {
            format!("(static {}{name}: {} = {})", if *mutable { "mut " } else { "" }, t.as_ref().map(ty).unwrap_or_default(), expr(value))
        }
        ItemKind::Module { items } => format!("(mod {name} {})", items.as_ref().map_or("?".into(), |i| list(i, item))),
        ItemKind::Use(u) => format!("(use {})", use_tree(u)),
        ItemKind::Macro => format!("(macro {name})"),
        ItemKind::Ignored => "(ignored)".into(),
    };
    head + &body
}

fn use_tree(u: &UseTree) -> String {
    let path: Vec<&str> = u.path.iter().map(|i| i.name.as_str()).collect();
    let path = path.join("::");
    match &u.kind {
        UseKind::Simple { rename: Some(r) } => format!("{path} as {}", r.name),
        UseKind::Simple { rename: None } => path,
        UseKind::Glob => format!("{path}::*"),
        UseKind::Group(g) => format!("{path}::{{{}}}", g.iter().map(use_tree).collect::<Vec<_>>().join(", ")),
    }
}

pub fn path(p: &TreePath) -> String {
    format!("{}{}", if p.global { "::" } else { "" }, segments(&p.segments))
}

fn segments(list: &[PathSegment]) -> String {
    list.iter().map(segment).collect::<Vec<_>>().join("::")
}

fn segment(s: &PathSegment) -> String {
    let Some(a) = &s.args else { return s.name.name.to_string() };
    let mut parts: Vec<String> = a.lifetimes.iter().map(|l| l.to_string()).collect();
    parts.extend(a.args.iter().map(|a| match a {
        GenericArg::Type(t) => ty(t),
        GenericArg::Const(e) => format!("const {}", expr(e)),
    }));
    parts.extend(a.bindings.iter().map(|(n, t)| format!("{}={}", n.name, ty(t))));
    parts.extend(a.constraints.iter().map(|(n, b)| format!("{}: {}", n.name, bounds(b))));
    format!("{}<{}>", s.name.name, parts.join(", "))
}

fn qualified(q: &QualifiedPath) -> String {
    let trait_ = q.trait_.as_ref().map(|t| format!(" as {}", path(t))).unwrap_or_default();
    format!("<{}{trait_}>::{}", ty(&q.self_ty), segments(&q.segments))
}

pub fn ty(t: &Type) -> String {
    let joined = |list: &[Type]| list.iter().map(ty).collect::<Vec<_>>().join(", ");
    let with = |b: &[Bound], l: &[ruchy_syntax::Symbol]| {
        let mut parts: Vec<String> = b.iter().map(|b| path(&b.path)).collect();
        parts.extend(l.iter().map(|l| l.to_string()));
        parts.join(" + ")
    };
    match &t.kind {
        TypeKind::Path(p) => path(p),
        TypeKind::Qualified(q) => qualified(q),
        TypeKind::Ref { lifetime, mutable, ty: t } => {
            format!("&{}{}{}", lifetime.map(|l| format!("{l} ")).unwrap_or_default(), if *mutable { "mut " } else { "" }, ty(t))
        }
        TypeKind::Pointer { mutable, ty: t } => format!("*{} {}", if *mutable { "mut" } else { "const" }, ty(t)),
        TypeKind::Slice(t) => format!("[{}]", ty(t)),
        TypeKind::Array { element, len } => format!("[{}; {}]", ty(element), expr(len)),
        TypeKind::Tuple(list) => format!("({})", joined(list)),
        TypeKind::Function { params, ret } => {
            format!("fn({}){}", joined(params), ret.as_ref().map(|r| format!(" -> {}", ty(r))).unwrap_or_default())
        }
        TypeKind::Impl { bounds, lifetimes } => format!("impl {}", with(bounds, lifetimes)),
        TypeKind::Dyn { bounds, lifetimes } => format!("dyn {}", with(bounds, lifetimes)),
        TypeKind::Never => "!".into(),
        TypeKind::Infer => "_".into(),
        TypeKind::Error => "ERROR".into(),
    }
}

pub fn pattern(p: &Pattern) -> String {
    let joined = |list: &[Pattern], by: &str| list.iter().map(pattern).collect::<Vec<_>>().join(by);
    match &p.kind {
        PatternKind::Wildcard => "_".into(),
        PatternKind::Rest => "..".into(),
        PatternKind::Ident { by_ref, mutable, name, sub } => format!(
            "{}{}{}{}",
            if *by_ref { "ref " } else { "" },
            if *mutable { "mut " } else { "" },
            name.name,
            sub.as_ref().map(|s| format!("@{}", pattern(s))).unwrap_or_default()
        ),
        PatternKind::Literal(e) => expr(e),
        PatternKind::Range { start, end, inclusive } => format!(
            "{}{}{}",
            start.as_ref().map(|e| expr(e)).unwrap_or_default(),
            if *inclusive { "..=" } else { ".." },
            end.as_ref().map(|e| expr(e)).unwrap_or_default()
        ),
        PatternKind::Ref { mutable, pattern: p } => format!("&{}{}", if *mutable { "mut " } else { "" }, pattern(p)),
        PatternKind::Tuple(list) => format!("({},)", joined(list, ", ")),
        PatternKind::Slice(list) => format!("[{}]", joined(list, ", ")),
        PatternKind::Path(p) => path(p),
        PatternKind::Qualified(q) => qualified(q),
        PatternKind::TupleStruct { path: p, patterns } => format!("{}({})", path(p), joined(patterns, ", ")),
        PatternKind::Struct { path: p, fields, rest } => {
            let mut parts: Vec<String> = fields.iter().map(|f| format!("{}: {}", f.name.name, pattern(&f.pattern))).collect();
            if *rest {
                parts.push("..".into());
            }
            format!("{}{{{}}}", path(p), parts.join(", "))
        }
        PatternKind::Or(list) => format!("({})", joined(list, " | ")),
        PatternKind::Paren(p) => format!("({})", pattern(p)),
        PatternKind::Error => "ERROR".into(),
    }
}

fn arguments(list: &[Argument]) -> String {
    list.iter().map(|a| format!(" {}{}", a.name.map(|n| format!("{}: ", n.name)).unwrap_or_default(), expr(&a.value))).collect()
}

fn label(l: &Option<ruchy_syntax::Ident>) -> String {
    l.map(|l| format!(" {}", l.name)).unwrap_or_default()
}

pub fn expr(e: &Expr) -> String {
    let maybe = |e: &Option<Box<Expr>>| e.as_ref().map(|e| format!(" {}", expr(e))).unwrap_or_default();
    match &e.kind {
        ExprKind::Literal(l) => literal(l),
        ExprKind::Path(p) => path(p),
        ExprKind::Qualified(q) => qualified(q),
        ExprKind::Unary(op, e) => format!("({op:?} {})", expr(e)),
        ExprKind::Binary(op, a, b) => format!("({op:?} {} {})", expr(a), expr(b)),
        ExprKind::Assign(a, b) => format!("(= {} {})", expr(a), expr(b)),
        ExprKind::AssignOp(op, a, b) => format!("({op:?}= {} {})", expr(a), expr(b)),
        ExprKind::Borrow { mutable, expr: e } => format!("(&{} {})", if *mutable { "mut" } else { "" }, expr(e)),
        ExprKind::RawBorrow { mutable, expr: e } => format!("(&raw {} {})", if *mutable { "mut" } else { "const" }, expr(e)),
        ExprKind::Call { callee, args } => format!("(call {}{})", expr(callee), arguments(args)),
        ExprKind::MethodCall { receiver, method, args } => format!("(.{} {}{})", segment(method), expr(receiver), arguments(args)),
        ExprKind::Field { expr: e, name } => format!("(.{} {})", name.name, expr(e)).replacen("(.", "(field ", 1),
        ExprKind::Index { expr: e, index } => format!("(index {} {})", expr(e), expr(index)),
        ExprKind::Range { start, end, inclusive } => {
            format!(
                "({}{}{})",
                if *inclusive { "..=" } else { ".." },
                start.as_ref().map_or(" -".into(), |s| format!(" {}", expr(s))),
                maybe(end)
            )
        }
        ExprKind::Tuple(l) => format!("(tuple {})", list(l, expr)),
        ExprKind::Array(l) => format!("[{}]", list(l, expr)),
        ExprKind::Repeat { value, count } => format!("[{}; {}]", expr(value), expr(count)),
        ExprKind::Struct { path: p, fields, base } => {
            let fields = list(fields, |f| format!("{}: {}", f.name.name, expr(&f.value)));
            format!("(new {} {fields}{})", path(p), base.as_ref().map(|b| format!(" ..{}", expr(b))).unwrap_or_default())
        }
        ExprKind::Block(BlockKind::Plain, l, b) => format!("{}{}", label(l).trim(), block(b)),
        ExprKind::Block(kind, l, b) => format!("({kind:?}{} {})", label(l), block(b)),
        ExprKind::If { condition, then, otherwise } => format!("(if {} {}{})", expr(condition), block(then), maybe(otherwise)),
        ExprKind::Let { pattern: p, expr: e } => format!("(let {} = {})", pattern(p), expr(e)),
        ExprKind::Match { scrutinee, arms } => {
            let arm = |a: &Arm| {
                let guard = a.guard.as_ref().map(|g| format!(" if {}", expr(g))).unwrap_or_default();
                format!("({}{guard} => {})", pattern(&a.pattern), expr(&a.body))
            };
            format!("(match {} {})", expr(scrutinee), list(arms, arm))
        }
        ExprKind::Loop { label: l, body } => format!("(loop{} {})", label(l), block(body)),
        ExprKind::While { label: l, condition, body } => format!("(while{} {} {})", label(l), expr(condition), block(body)),
        ExprKind::For { label: l, pattern: p, iter, body } => format!("(for{} {} in {} {})", label(l), pattern(p), expr(iter), block(body)),
        ExprKind::Break { label: l, value } => format!("(break{}{})", label(l), maybe(value)),
        ExprKind::Continue { label: l } => format!("(continue{})", label(l)),
        ExprKind::Return(value) => format!("(return{})", maybe(value)),
        ExprKind::Closure(c) => format!(
            "({}{}|{}|{} {})",
            if c.is_async { "async " } else { "" },
            if c.moves { "move " } else { "" },
            params(&c.params),
            c.ret.as_ref().map(|r| format!(" -> {}", ty(r))).unwrap_or_default(),
            expr(&c.body)
        ),
        ExprKind::Cast { expr: e, ty: t } => format!("(as {} {})", expr(e), ty(t)),
        ExprKind::Try(e) => format!("(? {})", expr(e)),
        ExprKind::Await(e) => format!("(await {})", expr(e)),
        ExprKind::Paren(e) => expr(e),
        ExprKind::Macro(m) => macro_call(m),
        ExprKind::Underscore => "_".into(),
        ExprKind::Error => "ERROR".into(),
    }
}

fn literal(l: &Literal) -> String {
    let suffix = |s: &Option<ruchy_syntax::Symbol>| s.map(|s| s.to_string()).unwrap_or_default();
    match l {
        Literal::Bool(b) => b.to_string(),
        Literal::Char(c) => format!("{c:?}"),
        Literal::Int(v, s) => format!("{v}{}", suffix(s)),
        Literal::Float(v, s) => format!("{v:?}{}", suffix(s)),
        Literal::Str(s) => format!("{:?}", s.as_str()),
        Literal::ByteStr(b) => format!("b{:?}", String::from_utf8_lossy(b)),
        Literal::CStr(b) => format!("c{:?}", String::from_utf8_lossy(b)),
        Literal::Byte(b) => format!("b'{}'", b.escape_ascii()),
    }
}

fn format_parts(format: &Option<FormatString>, args: &[FormatArgument]) -> String {
    let mut text = String::new();
    for piece in format.iter().flat_map(|f| &f.pieces) {
        text += &match piece {
            FormatPiece::Text(t) => format!(" {t:?}"),
            FormatPiece::Placeholder(p) => {
                let count = |c: &Count| match c {
                    Count::Is(n) => n.to_string(),
                    Count::Argument(n) => format!("{n}$"),
                };
                let mut spec = format!(" {{{}", p.argument);
                if p.style != FormatStyle::Display {
                    spec += &format!(" {:?}", p.style);
                }
                if let Some(a) = p.align {
                    spec += &format!(" {:?}:{:?}", p.fill, a);
                }
                for (set, sign) in [(p.plus, " +"), (p.alternate, " #"), (p.zero, " 0")] {
                    if set {
                        spec += sign;
                    }
                }
                if let Some(w) = &p.width {
                    spec += &format!(" w{}", count(w));
                }
                if let Some(w) = &p.precision {
                    spec += &format!(" p{}", count(w));
                }
                if let Some(upper) = p.debug_hex {
                    spec += if upper { " X" } else { " x" };
                }
                spec + "}"
            }
        };
    }
    for a in args {
        text += &format!(" {}{}", a.name.map(|n| format!("{}=", n.name)).unwrap_or_default(), expr(&a.value));
    }
    text
}

fn macro_call(m: &MacroCall) -> String {
    let name = m.name.name;
    let body = match &m.kind {
        MacroKind::Format { format, args } => format_parts(format, args),
        MacroKind::Write { dest, format, args, .. } => format!(" {}{}", expr(dest), format_parts(format, args)),
        MacroKind::Assert { condition, text, format, args } => format!(" {} {text:?}{}", expr(condition), format_parts(format, args)),
        MacroKind::AssertCompare { left, right, format, args, .. } => {
            format!(" {} {}{}", expr(left), expr(right), format_parts(format, args))
        }
        MacroKind::VecList(l) | MacroKind::Join(l) | MacroKind::TryJoin(l) => format!(" {}", list(l, expr)),
        MacroKind::VecRepeat { value, count } => format!(" {}; {}", expr(value), expr(count)),
        MacroKind::Matches { expr: e, pattern: p, guard } => {
            format!(" {} {}{}", expr(e), pattern(p), guard.as_ref().map(|g| format!(" if {}", expr(g))).unwrap_or_default())
        }
        MacroKind::Dbg(l) => format!(" {}", list(l, |(e, t)| format!("{} {t:?}", expr(e)))),
        MacroKind::Select(s) => {
            let arm = |a: &SelectArm| {
                let source = match &a.source {
                    SelectSource::Expr(e) => expr(e),
                    SelectSource::Recv(e) => format!("recv {}", expr(e)),
                    SelectSource::Send(a, b) => format!("send {} {}", expr(a), expr(b)),
                };
                let condition = a.precondition.as_ref().map(|c| format!(" if {}", expr(c))).unwrap_or_default();
                format!("({} = {source}{condition} => {})", pattern(&a.pattern), expr(&a.body))
            };
            let mut text = format!("{} {}", if s.biased { " biased" } else { "" }, list(&s.arms, arm));
            if let Some(t) = &s.timeout {
                text += &format!(" timeout {}", expr(t));
            }
            if let Some(d) = &s.default {
                text += &format!(" default {}", expr(d));
            }
            if let Some(o) = &s.otherwise {
                text += &format!(" else {}", expr(o));
            }
            text
        }
        MacroKind::ThreadLocal(items) => format!(" {}", list(items, item)),
        MacroKind::Builtin { args } => format!(" {}", list(args, expr)),
        MacroKind::Expanded(e) => format!(" {}", expr(e)),
        MacroKind::ExpandedStatements(l, _) => format!(" {}", list(l, statement)),
        MacroKind::Error => " ERROR".into(),
    };
    format!("({name}!{body})")
}
