//! The library's declarations, taken apart into modules, entries and their members.
//!
//! Methods join the type that they belong to: an `impl` of a type declared elsewhere (`impl str`) makes an entry of its own.

use ruchy_syntax::tree::{Fields, Impl, Item, ItemKind, StatementKind, TraitItemKind, UseKind, UseTree, Variant, Visibility};
use ruchy_syntax::{Dialect, MacroTable, SourceMap, Span, outline, parse};
use std::collections::BTreeMap;

/// Macros whose calls make calls are expanded so often; the library's do not nest deeper.
const MACRO_DEPTH: usize = 8;

/// A module of the library.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// `std::sync::mpsc`
    pub path: String,
    /// Its doc comment, in Markdown.
    pub doc: String,
    pub entries: Vec<Entry>,
    /// Names that lead to declarations elsewhere: `pub use` as it is written.
    pub exports: Vec<String>,
}

/// What an entry declares, in the order of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Struct,
    Enum,
    Union,
    /// Methods of a type that is declared elsewhere.
    Methods,
    Trait,
    Function,
    Macro,
    TypeAlias,
    Constant,
    Static,
}

impl Kind {
    /// The heading of its part of a page.
    pub fn heading(self) -> &'static str {
        match self {
            Kind::Struct => "Structs",
            Kind::Enum => "Enums",
            Kind::Union => "Unions",
            Kind::Methods => "Methods of other types",
            Kind::Trait => "Traits",
            Kind::Function => "Functions",
            Kind::Macro => "Macros",
            Kind::TypeAlias => "Type aliases",
            Kind::Constant => "Constants",
            Kind::Static => "Statics",
        }
    }
}

/// An item of a module.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: Kind,
    pub name: String,
    /// The declaration without its body.
    pub declaration: String,
    /// In Markdown.
    pub doc: String,
    pub members: Vec<Member>,
    /// Traits that it implements, as they are written.
    pub implements: Vec<String>,
}

/// A method, a variant, an associated constant or type.
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    pub declaration: String,
    /// In Markdown.
    pub doc: String,
}

/// Reads the declarations of the library: all modules, by path.
pub fn read() -> Vec<Module> {
    let mut reader = Reader::default();
    for &(name, text) in ruchy_std::documented_sources() {
        let mut file = reader.sources.add(format!("std/{name}"), text.to_owned(), Dialect::Std);
        for _ in 0..MACRO_DEPTH {
            let Some(text) = outline::expanded(&reader.sources, file) else { break };
            file = reader.sources.add(format!("std/{name}"), text, Dialect::Std);
        }
        let (tree, _) = parse(&reader.sources, file, &mut MacroTable::new());
        let declared = tree.attributes.iter().find(|attribute| attribute.path.as_str() == "module");
        let path = declared.and_then(|attribute| attribute.words.first()).map_or("std", |word| word.name.as_str());
        let module = reader.module(path);
        let doc: Vec<&str> =
            text.lines().skip(1).map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        if module.doc.is_empty() {
            module.doc = doc.join("\n");
        }
        let items: Vec<Item> = tree
            .statements
            .into_iter()
            .filter_map(|statement| match statement.kind {
                StatementKind::Item(item) => Some(*item),
                _ => None,
            })
            .collect();
        reader.items(path, &items);
    }
    let mut modules: Vec<Module> = reader.modules.into_values().collect();
    modules.retain(|module| !module.entries.is_empty() || !module.exports.is_empty());
    for module in &mut modules {
        module.entries.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    }
    modules
}

#[derive(Default)]
struct Reader {
    sources: SourceMap,
    modules: BTreeMap<String, Module>,
}

impl Reader {
    fn module(&mut self, path: &str) -> &mut Module {
        self.modules.entry(path.to_owned()).or_insert_with(|| Module { path: path.to_owned(), ..Module::default() })
    }

    fn items(&mut self, path: &str, items: &[Item]) {
        for item in items {
            self.item(path, item);
        }
        // Methods come when all types are known.
        for item in items {
            if let ItemKind::Impl(implementation) = &item.kind {
                self.implementation(path, implementation);
            }
        }
    }

    fn item(&mut self, path: &str, item: &Item) {
        let name = item.name.name.as_str();
        let is_internal = item.attributes.iter().any(|attribute| attribute.path.as_str() == "internal");
        let is_public = item.visibility == Visibility::Public || matches!(item.kind, ItemKind::Macro);
        if !is_public || is_hidden(name) || is_internal {
            return;
        }
        let mut members = Vec::new();
        let kind = match &item.kind {
            ItemKind::Function(_) => Kind::Function,
            ItemKind::Struct { .. } => Kind::Struct,
            ItemKind::Union { .. } => Kind::Union,
            ItemKind::Enum { variants, .. } => {
                members.extend(variants.iter().map(|variant| self.variant(variant)));
                Kind::Enum
            }
            ItemKind::Trait(declared) => {
                for item in declared.items.iter().filter(|item| !is_hidden(item.name.name.as_str())) {
                    let declaration = match &item.kind {
                        TraitItemKind::Function(_) => self.head(item.span),
                        TraitItemKind::Const { .. } | TraitItemKind::Type { .. } => self.line(item.span),
                    };
                    members.push(Member { name: item.name.name.to_string(), declaration, doc: item.doc.clone().unwrap_or_default() });
                }
                Kind::Trait
            }
            ItemKind::TypeAlias { .. } => Kind::TypeAlias,
            ItemKind::Const { .. } => Kind::Constant,
            ItemKind::Static { .. } => Kind::Static,
            ItemKind::Macro => Kind::Macro,
            ItemKind::Module { items: Some(items) } => {
                let inner = format!("{path}::{name}");
                let doc = item.doc.clone().unwrap_or_default();
                self.module(&inner).doc = doc;
                return self.items(&inner, items);
            }
            ItemKind::Use(tree) => {
                let mut names = Vec::new();
                exported(tree, &mut Vec::new(), &mut names);
                return self.module(path).exports.extend(names);
            }
            ItemKind::Module { items: None } | ItemKind::Impl(_) | ItemKind::Ignored => return,
        };
        let declaration = match &item.kind {
            ItemKind::Struct { fields: Fields::Named(fields), .. } => {
                let public = fields.iter().filter(|field| field.visibility == Visibility::Public);
                let shown: Vec<String> =
                    public.map(|field| format!("    pub {}: {},", field.name.name, self.line(field.ty.span))).collect();
                let head = self.head(item.span);
                if shown.is_empty() { head } else { format!("{head} {{\n{}\n}}", shown.join("\n")) }
            }
            ItemKind::Struct { .. } | ItemKind::Union { .. } => {
                self.head(item.span).split('(').next().unwrap_or_default().trim_end().to_owned()
            }
            ItemKind::Const { .. } | ItemKind::Static { .. } => self.line(item.span).split(" = ").next().unwrap_or_default().to_owned(),
            ItemKind::TypeAlias { .. } => self.line(item.span),
            ItemKind::Macro => self.calls(name, item.span),
            _ => self.head(item.span),
        };
        let doc = item.doc.clone().unwrap_or_default();
        let entry = Entry { kind, name: name.to_owned(), declaration, doc, members, implements: Vec::new() };
        self.module(path).entries.push(entry);
    }

    fn variant(&self, variant: &Variant) -> Member {
        let fields = match &variant.fields {
            Fields::Unit => String::new(),
            Fields::Tuple(fields) => {
                let types: Vec<String> = fields.iter().map(|field| self.line(field.ty.span)).collect();
                format!("({})", types.join(", "))
            }
            Fields::Named(fields) => {
                let all: Vec<String> = fields.iter().map(|field| format!("{}: {}", field.name.name, self.line(field.ty.span))).collect();
                format!(" {{ {} }}", all.join(", "))
            }
        };
        let name = variant.name.name.to_string();
        Member { declaration: format!("{name}{fields}"), name, doc: variant.doc.clone().unwrap_or_default() }
    }

    fn implementation(&mut self, path: &str, implementation: &Impl) {
        let self_type = self.line(implementation.self_ty.span);
        let name = self_type.split('<').next().unwrap_or_default().trim().to_owned();
        if implementation.negative || is_hidden(&name) {
            return;
        }
        if let Some(trait_) = &implementation.trait_ {
            let trait_ = self.line(trait_.span);
            let entry = self.modules.get_mut(path).and_then(|module| module.entries.iter_mut().find(|entry| entry.name == name));
            if let Some(entry) = entry.filter(|_| !is_hidden(&trait_) && !trait_.contains("__")) {
                entry.implements.push(trait_);
            }
            return;
        }
        let mut members = Vec::new();
        for item in &implementation.items {
            let method = item.name.name.as_str();
            if item.visibility != Visibility::Public || is_hidden(method) {
                continue;
            }
            let declaration = match &item.kind {
                ItemKind::Function(_) => self.head(item.span),
                ItemKind::Const { .. } => self.line(item.span).split(" = ").next().unwrap_or_default().to_owned(),
                _ => continue,
            };
            members.push(Member { name: method.to_owned(), declaration, doc: item.doc.clone().unwrap_or_default() });
        }
        if members.is_empty() {
            return;
        }
        let entries = &mut self.module(path).entries;
        match entries.iter_mut().find(|entry| entry.name == name) {
            Some(entry) => entry.members.extend(members),
            None => {
                let declaration = format!("impl {self_type}");
                let implements = Vec::new();
                entries.push(Entry { kind: Kind::Methods, name, declaration, doc: String::new(), members, implements });
            }
        }
    }

    /// The text on one line, without comments and what lies in attributes.
    fn line(&self, span: Span) -> String {
        without_attributes(self.sources.text(span)).split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(';').to_owned()
    }

    /// How a macro is called, as the left sides of its description say: `select!(…)`, a line each. One that is an attribute is written as it stands.
    fn calls(&self, name: &str, span: Span) -> String {
        let text = self.sources.text(span);
        let body = text.split_once('{').map_or("", |(_, body)| body);
        let calls = body.lines().filter_map(|line| line.trim().strip_suffix("=> {};")).map(|pattern| {
            let attribute = pattern.trim().strip_prefix("(#").and_then(|inner| inner.strip_suffix(')'));
            attribute.map_or_else(|| format!("{name}!{}", pattern.trim()), |attribute| format!("#{attribute}"))
        });
        calls.collect::<Vec<_>>().join("\n")
    }

    /// What stands before the body.
    fn head(&self, span: Span) -> String {
        let text = self.line(span);
        let mut depth = 0;
        let end = text.char_indices().find(|&(_, c)| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(c, '{' | ';')
        });
        text[..end.map_or(text.len(), |(at, _)| at)].trim_end().to_owned()
    }
}

/// Whether a name is the library's own business.
fn is_hidden(name: &str) -> bool {
    // `RawWaker` is the name that Rust's users know.
    name.starts_with("__") || name.starts_with("Raw") && !name.starts_with("RawWaker")
}

/// The text after the attributes and comments that it begins with.
fn without_attributes(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        if text.starts_with("//") {
            text = text.split_once('\n').map_or("", |(_, rest)| rest);
        } else if text.starts_with("#[") {
            let mut depth = 0;
            let end = text.char_indices().find(|&(_, c)| {
                depth += match c {
                    '[' => 1,
                    ']' => -1,
                    _ => 0,
                };
                c == ']' && depth == 0
            });
            text = end.map_or("", |(at, _)| &text[at + 1..]);
        } else {
            return text;
        }
    }
}

/// The paths that a `use` leads to, one by one.
fn exported(tree: &UseTree, before: &mut Vec<String>, names: &mut Vec<String>) {
    let length = before.len();
    before.extend(tree.path.iter().map(|part| part.name.to_string()));
    let path = before.join("::");
    match &tree.kind {
        UseKind::Simple { rename: Some(rename) } => names.push(format!("{path} as {}", rename.name)),
        UseKind::Simple { rename: None } => names.push(path),
        UseKind::Glob => names.push(format!("{path}::*")),
        UseKind::Group(trees) => trees.iter().for_each(|tree| exported(tree, before, names)),
    }
    before.truncate(length);
    names.retain(|name| !name.split("::").any(is_hidden));
}
