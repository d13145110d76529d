//! What files declare, without what they say about it: the names of items and of what is in them.
//!
//! A program's [`Declaration`]s are made of its tree. Those of the library are made when Ruchy is built and kept in an [`Outline`], from which each
//! start takes them; the items themselves are then read one by one, when a program reaches them ([`read_chunk`]).
//! Invariant: a chunk gives the same items, in the same order, whenever it is read.

mod stored;

use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::lexer;
use crate::macro_rules::MacroTable;
use crate::parser::{Parser, Reported};
use crate::span::{FileId, Ident, SourceMap, Span, Symbol};
use crate::token::TokenKind;
use crate::tree::{
    Fields, Function, Impl, Item, ItemKind, Path, ReceiverKind, Trait, TraitItem, TraitItemKind, TypeKind, UseKind, UseTree, Visibility,
};
pub use stored::{Outline, write};

/// What an item declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Declaration {
    /// `_` for impls and uses.
    pub name: Ident,
    pub public: bool,
    pub kind: Declared,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Declared {
    Function { test: bool },
    Struct(Shape),
    Enum { shape: Shape, variants: Vec<Ident> },
    Trait { lang: Option<Symbol>, members: Vec<Member> },
    Impl { head: ImplHead, members: Vec<Member> },
    Alias,
    Const,
    Static,
    Use(Vec<Import>),
    Module(Vec<Declaration>),
    Macro,
    Nothing,
}

/// What is known of a struct, union or enum by its attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// `#[lang = "…"]`
    pub lang: Option<Symbol>,
    /// The traits that are derived, and where.
    pub derives: Vec<Ident>,
    /// The name is a value too: a unit or tuple struct.
    pub is_value: bool,
}

/// Something in a trait or impl.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member {
    pub name: Ident,
    pub public: bool,
    /// A function that is called on something around its type: `self: Rc<Self>`.
    pub typed_receiver: bool,
    pub kind: MemberKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    Function,
    Const,
    Type,
}

/// What an impl is for, as far as names tell.
#[derive(Clone, Debug, PartialEq)]
pub struct ImplHead {
    pub span: Span,
    pub negative: bool,
    pub trait_: Option<Names>,
    pub self_ty: SelfName,
}

/// The names of a path, without arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Names {
    pub global: bool,
    pub names: Vec<Ident>,
}

/// How the type of an impl is written.
#[derive(Clone, Debug, PartialEq)]
pub enum SelfName {
    /// By a name that is no parameter of the impl.
    Path(Names),
    /// A parameter of the impl.
    Parameter,
    Ref {
        mutable: bool,
    },
    Pointer,
    Slice,
    Array,
    Tuple {
        length: u32,
    },
    Other,
}

/// A name that a `use` brings in.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub path: Vec<Ident>,
    /// `None`: all names of what the path means.
    pub name: Option<Ident>,
    pub span: Span,
}

/// A file of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct FileOutline {
    /// The path of its module, as its first line says.
    pub module: Ident,
    /// Where its macros are defined.
    pub macros: Vec<Span>,
    pub chunks: Vec<Chunk>,
}

/// A part of a file that is read as a whole: an item with its attributes, or a call of a macro that makes items.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    pub span: Span,
    /// The file's macros may be called in it.
    pub uses_macros: bool,
    pub declarations: Vec<Declaration>,
}

impl Declaration {
    /// What an item declares.
    pub fn of(item: &Item) -> Declaration {
        let word = |name: &str| item.attributes.iter().find(|a| a.path.as_str() == name);
        let lang = word("lang").and_then(|a| a.words.first()).map(|w| w.name);
        let shape = |is_value| Shape { lang, derives: derives(item), is_value };
        let is_value = |fields: &Fields| !matches!(fields, Fields::Named(_));
        let kind = match &item.kind {
            ItemKind::Function(_) => Declared::Function {
                test: item.attributes.iter().any(|a| matches!(a.path.as_str(), "test" | "tokio::test" | "async_std::test")),
            },
            ItemKind::Struct { fields, .. } | ItemKind::Union { fields, .. } => Declared::Struct(shape(is_value(fields))),
            ItemKind::Enum { variants, .. } => {
                Declared::Enum { shape: shape(false), variants: variants.iter().map(|v| v.name.of_item()).collect() }
            }
            ItemKind::Trait(trait_) => Declared::Trait { lang, members: trait_members(trait_) },
            ItemKind::Impl(imp) => Declared::Impl { head: impl_head(imp, item.span), members: impl_members(&imp.items) },
            ItemKind::TypeAlias { .. } => Declared::Alias,
            ItemKind::Const { .. } => Declared::Const,
            ItemKind::Static { .. } => Declared::Static,
            ItemKind::Use(tree) => {
                let mut imports = Vec::new();
                add_imports(tree, &mut Vec::new(), &mut imports);
                Declared::Use(imports)
            }
            ItemKind::Module { items } => Declared::Module(items.iter().flatten().map(Declaration::of).collect()),
            ItemKind::Macro => Declared::Macro,
            ItemKind::Ignored => Declared::Nothing,
        };
        Declaration { name: item.name.of_item(), public: item.visibility == Visibility::Public, kind }
    }
}

fn derives(item: &Item) -> Vec<Ident> {
    let words = item.attributes.iter().filter(|a| a.path.as_str() == "derive").flat_map(|a| &a.words);
    let last = |word: &Ident| Ident::new(Symbol::new(word.name.as_str().rsplit("::").next().unwrap_or("")), word.span);
    words.map(last).collect()
}

fn trait_members(trait_: &Trait) -> Vec<Member> {
    let member = |item: &TraitItem| {
        let (kind, typed_receiver) = match &item.kind {
            TraitItemKind::Function(f) => (MemberKind::Function, has_typed_receiver(f)),
            TraitItemKind::Const { .. } => (MemberKind::Const, false),
            TraitItemKind::Type { .. } => (MemberKind::Type, false),
        };
        Member { name: item.name.of_item(), public: true, typed_receiver, kind }
    };
    trait_.items.iter().map(member).collect()
}

/// The members of an impl; what else stands there is not part of it.
fn impl_members(items: &[Item]) -> Vec<Member> {
    let member = |item: &Item| {
        let (kind, typed_receiver) = match &item.kind {
            ItemKind::Function(f) => (MemberKind::Function, has_typed_receiver(f)),
            ItemKind::Const { .. } => (MemberKind::Const, false),
            ItemKind::TypeAlias { .. } => (MemberKind::Type, false),
            _ => return None,
        };
        Some(Member { name: item.name.of_item(), public: item.visibility == Visibility::Public, typed_receiver, kind })
    };
    items.iter().filter_map(member).collect()
}

fn has_typed_receiver(f: &Function) -> bool {
    f.receiver.as_ref().is_some_and(|receiver| matches!(receiver.kind, ReceiverKind::Typed(_)))
}

fn impl_head(imp: &Impl, span: Span) -> ImplHead {
    let is_parameter =
        |path: &Path| path.segments.len() == 1 && imp.generics.params.iter().any(|p| p.name.name == path.segments[0].name.name);
    let self_ty = match &imp.self_ty.kind {
        TypeKind::Path(path) if is_parameter(path) => SelfName::Parameter,
        TypeKind::Path(path) => SelfName::Path(names(path)),
        TypeKind::Ref { mutable, .. } => SelfName::Ref { mutable: *mutable },
        TypeKind::Pointer { .. } => SelfName::Pointer,
        TypeKind::Slice(_) => SelfName::Slice,
        TypeKind::Array { .. } => SelfName::Array,
        TypeKind::Tuple(items) => SelfName::Tuple { length: items.len() as u32 },
        _ => SelfName::Other,
    };
    ImplHead { span, negative: imp.negative, trait_: imp.trait_.as_ref().map(names), self_ty }
}

fn names(path: &Path) -> Names {
    Names { global: path.global, names: path.segments.iter().map(|s| s.name.of_item()).collect() }
}

fn add_imports(tree: &UseTree, prefix: &mut Vec<Ident>, imports: &mut Vec<Import>) {
    let depth = prefix.len();
    prefix.extend(tree.path.iter().map(|word| word.of_item()));
    match &tree.kind {
        UseKind::Simple { rename } => {
            let mut path = prefix.clone();
            let mut last = path.last().copied();
            if path.len() > 1 && last.is_some_and(|l| l.name == keyword::SELF_VALUE) {
                path.pop();
                last = path.last().copied();
            }
            if let Some(last) = last {
                imports.push(Import { path, name: Some(rename.map_or(last, Ident::of_item)), span: tree.span });
            }
        }
        UseKind::Glob => imports.push(Import { path: prefix.clone(), name: None, span: tree.span }),
        UseKind::Group(items) => items.iter().for_each(|item| add_imports(item, prefix, imports)),
    }
    prefix.truncate(depth);
}

/// The outline of a file of the library, and what is wrong in it but for the bodies of its functions.
pub fn outline(map: &SourceMap, file: FileId) -> (FileOutline, Vec<Diagnostic>) {
    let mut macros = MacroTable::new();
    let none = Ident::new(keyword::EMPTY, Span::new(file, 0, 0));
    let mut outline = FileOutline { module: none, macros: Vec::new(), chunks: Vec::new() };
    let Some(source) = map.file(file) else { return (outline, Vec::new()) };
    let mut parser = Parser::outline(source.clone(), lexer::lex_outline(&source.text, file, source.dialect), file, &mut macros);
    let mut attributes = Vec::new();
    parser.inner_attributes(&mut attributes);
    if let Some(module) = attributes.iter().find(|a| a.path.as_str() == "module").and_then(|a| a.words.first()) {
        outline.module = *module;
    }
    while !parser.at_end() {
        if parser.eat(TokenKind::Semi) {
            continue;
        }
        let (before, start) = (parser.position, parser.current.span);
        let mut items = Vec::new();
        let outer = parser.outer_attributes();
        if parser.at_end() {
            break;
        }
        let is_definition = parser.at_keyword(keyword::MACRO_RULES);
        if let Err(Reported) = parser.item(outer, &mut items) {
            parser.skip_to_item(before);
            continue;
        }
        let span = start.to(parser.previous);
        if is_definition && items.is_empty() {
            outline.macros.push(span);
            continue;
        }
        let uses_macros = !parser.macros.is_empty() && parser.calls_macro(span);
        outline.chunks.push(Chunk { span, uses_macros, declarations: items.iter().map(Declaration::of).collect() });
    }
    (outline, parser.diagnostics)
}

/// The items of a chunk; the bodies of their functions are left for later ([`crate::tree::Body::read`]). `macros` tells where the macros that
/// it may call are defined.
pub fn read_chunk(map: &SourceMap, span: Span, macros: &[Span]) -> (Vec<Item>, Vec<Diagnostic>) {
    let Some(source) = map.file(span.file) else { return (Vec::new(), Vec::new()) };
    let mut table = MacroTable::new();
    let mut items = Vec::new();
    let mut diagnostics = Vec::new();
    for part in macros.iter().chain([&span]) {
        let mut parser =
            Parser::outline(source.clone(), lexer::lex_outline_part(&source.text, *part, source.dialect), span.file, &mut table);
        items.extend(parser.items_until_close());
        diagnostics.append(&mut parser.diagnostics);
    }
    (items, diagnostics)
}

/// The text of a file with what its calls of macros among items become in their place; `None` if there are none. Calls in what they become are
/// left: the text can be given again.
pub fn expanded(map: &SourceMap, file: FileId) -> Option<String> {
    let source = map.file(file)?;
    let mut macros = MacroTable::new();
    let mut parser = Parser::outline(source.clone(), lexer::lex_outline(&source.text, file, source.dialect), file, &mut macros);
    parser.expansions = Some(Vec::new());
    parser.inner_attributes(&mut Vec::new());
    parser.items_until_close();
    let expansions = parser.expansions.take().filter(|list| !list.is_empty())?;
    let (mut text, mut done) = (String::new(), 0);
    for (call, made) in expansions {
        text.push_str(&source.text[done..call.lo as usize]);
        text.push_str(&made);
        done = call.hi as usize;
    }
    text.push_str(&source.text[done..]);
    Some(text)
}
