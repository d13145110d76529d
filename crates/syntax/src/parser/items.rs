//! Items, but for `impl` and `trait`.

use super::attributes::Outer;
use super::paths::PathMode;
use super::{Parsed, Parser, Reported};
use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::span::{Dialect, Ident, Span, Symbol};
use crate::token::{Fragment, TokenKind};
use crate::tree::{
    Body, Field, Fields, Function, Generics, Item, ItemKind, Param, Pattern, PatternKind, Receiver, ReceiverKind, Type, TypeKind, UseKind,
    UseTree, Variant, Visibility,
};

/// The words before `fn`.
#[derive(Default)]
pub(crate) struct Qualifiers {
    is_const: bool,
    is_async: bool,
    is_unsafe: bool,
}

impl Parser<'_> {
    /// Whether an item begins here, after attributes and visibility.
    pub fn at_item(&self) -> bool {
        if self.at_group(Fragment::Item) {
            return true;
        }
        if self.current.kind != TokenKind::Ident || self.current.raw {
            return false;
        }
        let next = self.peek(1);
        let next_is = |name| self.peek_keyword(1, name);
        match self.current.symbol {
            keyword::PUB
            | keyword::FN
            | keyword::STRUCT
            | keyword::ENUM
            | keyword::TRAIT
            | keyword::TYPE
            | keyword::MOD
            | keyword::USE
            | keyword::EXTERN => true,
            keyword::IMPL => true,
            keyword::FUN => next.kind == TokenKind::Ident,
            keyword::CONST => {
                next.kind == TokenKind::Underscore
                    || (next.kind == TokenKind::Ident && !next_is(keyword::MOVE) && (!next_is(keyword::ASYNC) || self.function_after(1)))
            }
            keyword::STATIC => next.kind == TokenKind::Ident && !next_is(keyword::MOVE) && !next_is(keyword::ASYNC),
            keyword::ASYNC => self.function_after(0),
            keyword::UNSAFE => {
                self.function_after(0)
                    || next_is(keyword::IMPL)
                    || next_is(keyword::TRAIT)
                    || next_is(keyword::MOD)
                    || next_is(keyword::AUTO)
                    || next_is(keyword::EXTERN)
            }
            keyword::UNION => is_plain_name(&next) && matches!(self.peek(2).kind, TokenKind::OpenBrace | TokenKind::Less),
            keyword::AUTO => next_is(keyword::TRAIT),
            keyword::SAFE => next_is(keyword::FN) || next_is(keyword::STATIC),
            keyword::DEFAULT => {
                next_is(keyword::FN)
                    || next_is(keyword::IMPL)
                    || next_is(keyword::UNSAFE)
                    || next_is(keyword::TYPE)
                    || next_is(keyword::ASYNC)
                    || (next_is(keyword::CONST) && self.peek(2).kind == TokenKind::Ident)
            }
            keyword::MACRO_RULES => next.kind == TokenKind::Not && matches!(self.peek(2).kind, TokenKind::Ident),
            _ => false,
        }
    }

    /// Whether a function begins here.
    pub fn function_follows(&self) -> bool {
        self.function_after(0)
    }

    /// Whether only qualifiers stand between the token at `offset` and `fn`.
    fn function_after(&self, offset: usize) -> bool {
        let mut offset = offset;
        loop {
            let token = self.peek(offset);
            match token.symbol {
                _ if token.kind == TokenKind::Str => {}
                _ if token.kind != TokenKind::Ident => return false,
                keyword::FN => return true,
                keyword::FUN => return self.peek(offset + 1).kind == TokenKind::Ident,
                keyword::ASYNC | keyword::UNSAFE | keyword::CONST | keyword::EXTERN | keyword::SAFE | keyword::DEFAULT => {}
                _ => return false,
            }
            offset += 1;
        }
    }

    pub fn visibility(&mut self) -> Parsed<Visibility> {
        if !self.eat_keyword(keyword::PUB) {
            return Ok(Visibility::Private);
        }
        if self.at(TokenKind::OpenParen) {
            let inner = self.peek(1).symbol;
            let closed = self.peek(2).kind == TokenKind::CloseParen;
            let restricted = matches!(inner, keyword::CRATE | keyword::SELF_VALUE | keyword::SUPER) && closed;
            if restricted || self.peek_keyword(1, keyword::IN) {
                self.skip_tree();
            }
        }
        Ok(Visibility::Public)
    }

    /// Reads one item into `items`; nothing is added where a `cfg` drops it, several where a macro makes them.
    pub fn item(&mut self, outer: Outer, items: &mut Vec<Item>) -> Parsed<()> {
        if self.at_group(Fragment::Item) {
            self.bump();
            let mut inner = self.outer_attributes();
            let mut outer = outer;
            outer.attributes.append(&mut inner.attributes);
            outer.doc = outer.doc.or(inner.doc);
            outer.dropped |= inner.dropped;
            self.nested(|p| p.item(outer, items))?;
            self.expect(TokenKind::CloseGroup)?;
            return Ok(());
        }
        let start = self.current.span;
        let visibility = self.visibility()?;
        let dropped = outer.dropped;
        let none = Ident::new(keyword::UNDERSCORE, self.current.span);
        let (name, kind) = match self.keyword() {
            keyword::STRUCT => self.structure()?,
            keyword::ENUM => self.enumeration()?,
            keyword::TYPE => self.type_alias()?,
            keyword::MOD => return self.module(outer, visibility, start, items),
            keyword::USE => match self.use_item()? {
                Some(tree) => (none, ItemKind::Use(tree)),
                None => (none, ItemKind::Ignored),
            },
            keyword::IMPL => (none, self.implementation()?),
            keyword::TRAIT => self.trait_item()?,
            keyword::STATIC => self.static_item()?,
            keyword::UNION if self.at_item() => {
                self.bump();
                let name = self.name("the union's name")?;
                let (generics, fields) = self.structure_body()?;
                (name, ItemKind::Union { generics, fields })
            }
            keyword::MACRO_RULES if self.at_item() && outer.describes_builtin() => {
                self.bump();
                self.bump();
                let name = self.name("the macro's name")?;
                self.skip_tree();
                (name, ItemKind::Macro)
            }
            keyword::MACRO_RULES if self.at_item() => {
                self.macro_definition(outer.has(keyword::MACRO_EXPORT), dropped)?;
                return Ok(());
            }
            keyword::CONST if !self.function_after(0) => self.const_item()?,
            keyword::AUTO if self.peek_keyword(1, keyword::TRAIT) => {
                self.bump();
                self.trait_item()?
            }
            keyword::UNSAFE | keyword::DEFAULT | keyword::SAFE if !self.function_after(0) => {
                self.bump();
                return self.item_after_word(outer, visibility, start, items);
            }
            keyword::EXTERN if !self.function_after(0) => {
                self.bump();
                if self.eat_keyword(keyword::CRATE) {
                    self.skip_to_semicolon();
                } else {
                    self.eat(TokenKind::Str);
                    if !self.at(TokenKind::OpenBrace) {
                        return Err(self.expected("`{`"));
                    }
                    self.skip_tree();
                }
                (none, ItemKind::Ignored)
            }
            _ if self.function_after(0) => {
                let (name, function) = self.function_with(&outer)?;
                (name, ItemKind::Function(function))
            }
            _ if self.at_path_start() => {
                let path = self.path(PathMode::Plain)?;
                if !self.at(TokenKind::Not) {
                    return Err(self.expected("an item"));
                }
                return self.item_macro(path, outer, items);
            }
            _ => return Err(self.expected("an item")),
        };
        if !dropped {
            let Outer { attributes, doc, .. } = outer;
            items.push(Item { attributes, doc, visibility, name, kind, span: start.to(self.previous) });
        }
        Ok(())
    }

    /// After `unsafe`, `default` or `safe` that belong to no function.
    fn item_after_word(&mut self, outer: Outer, visibility: Visibility, start: Span, items: &mut Vec<Item>) -> Parsed<()> {
        let first = items.len();
        self.nested(|p| p.item(outer, items))?;
        for item in &mut items[first..] {
            item.visibility = visibility;
            item.span = start.to(item.span);
        }
        Ok(())
    }

    /// Items up to `}` or the end of the file; each mistake costs one item.
    pub fn items_until_close(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while !self.at(TokenKind::CloseBrace) && !self.at_end() {
            if self.eat(TokenKind::Semi) {
                continue;
            }
            let before = self.position;
            let outer = self.outer_attributes();
            if self.at(TokenKind::CloseBrace) || self.at_end() {
                break;
            }
            if self.item(outer, &mut items).is_err() {
                self.skip_to_item(before);
            }
        }
        items
    }

    /// After a mistake: to where an item can begin again.
    pub fn skip_to_item(&mut self, before: usize) {
        if self.position == before && !self.at(TokenKind::CloseBrace) {
            self.skip_tree();
        }
        while !self.at_end() && !self.at(TokenKind::CloseBrace) {
            if self.current.newline_before && (self.at_item() || self.at(TokenKind::Pound)) {
                return;
            }
            if self.eat(TokenKind::Semi) {
                return;
            }
            self.skip_tree();
        }
    }

    pub fn skip_to_semicolon(&mut self) {
        while !self.at_end() && !self.at(TokenKind::Semi) && !self.current.kind.is_close() {
            if self.relaxed && self.current.newline_before {
                return;
            }
            self.skip_tree();
        }
        self.eat(TokenKind::Semi);
    }

    /// `;` after an item, or (relaxed) the end of its line.
    pub fn item_end(&mut self) -> Parsed<()> {
        if self.eat(TokenKind::Semi)
            || self.at(TokenKind::CloseBrace) && self.relaxed
            || self.current.newline_before && self.relaxed
            || self.at(TokenKind::CloseGroup)
            || self.at_end() && (self.relaxed || self.expansion_depth > 0)
        {
            return Ok(());
        }
        self.expected("`;`");
        // What was read is good; the next item may begin here.
        if self.current.newline_before { Ok(()) } else { Err(Reported) }
    }

    fn type_alias(&mut self) -> Parsed<(Ident, ItemKind)> {
        self.bump();
        let name = self.name("the type's name")?;
        let mut generics = self.generics()?;
        if self.eat(TokenKind::Colon) {
            self.bounds(&mut Vec::new())?;
        }
        self.where_clause(&mut generics)?;
        self.expect(TokenKind::Eq)?;
        let ty = self.ty()?;
        self.where_clause(&mut generics)?;
        self.item_end()?;
        Ok((name, ItemKind::TypeAlias { generics, ty }))
    }

    pub fn const_item(&mut self) -> Parsed<(Ident, ItemKind)> {
        self.bump();
        let name = if self.at(TokenKind::Underscore) {
            let token = self.bump();
            Ident::new(keyword::UNDERSCORE, token.span)
        } else {
            self.name("the constant's name")?
        };
        let ty = if self.eat(TokenKind::Colon) { Some(self.ty()?) } else { None };
        let value = if self.eat(TokenKind::Eq) { Some(self.braced(Self::expression)?) } else { None };
        self.item_end()?;
        Ok((name, ItemKind::Const { ty, value }))
    }

    fn static_item(&mut self) -> Parsed<(Ident, ItemKind)> {
        self.bump();
        let mutable = self.eat_keyword(keyword::MUT);
        let name = self.name("the static's name")?;
        let ty = if self.eat(TokenKind::Colon) { Some(self.ty()?) } else { None };
        self.expect(TokenKind::Eq)?;
        let value = self.braced(Self::expression)?;
        self.item_end()?;
        Ok((name, ItemKind::Static { mutable, ty, value }))
    }

    fn structure(&mut self) -> Parsed<(Ident, ItemKind)> {
        self.bump();
        let name = self.name("the struct's name")?;
        let (generics, fields) = self.structure_body()?;
        Ok((name, ItemKind::Struct { generics, fields }))
    }

    fn structure_body(&mut self) -> Parsed<(Generics, Fields)> {
        let mut generics = self.generics()?;
        self.where_clause(&mut generics)?;
        let fields = self.fields()?;
        if let Fields::Tuple(_) | Fields::Unit = fields {
            self.where_clause(&mut generics)?;
            self.item_end()?;
        }
        Ok((generics, fields))
    }

    /// `{ a: T }`, `(T, U)` or nothing.
    fn fields(&mut self) -> Parsed<Fields> {
        match self.current.kind {
            TokenKind::OpenBrace => {
                self.bump();
                let fields = self.braced_list(|p| {
                    let outer = p.outer_attributes();
                    if p.at(TokenKind::CloseBrace) {
                        return Ok(None);
                    }
                    let visibility = p.visibility()?;
                    let name = p.name("a field's name")?;
                    p.expect(TokenKind::Colon)?;
                    let ty = p.ty()?;
                    let default = if p.eat(TokenKind::Eq) { Some(p.expression()?) } else { None };
                    let Outer { attributes, doc, dropped } = outer;
                    Ok((!dropped).then_some(Field { attributes, doc, visibility, name, ty, default }))
                });
                Ok(Fields::Named(fields.into_iter().flatten().collect()))
            }
            TokenKind::OpenParen => {
                self.bump();
                let (fields, _) = self.bracketed(|p| {
                    p.comma_list(TokenKind::CloseParen, |p| {
                        let outer = p.outer_attributes();
                        let visibility = p.visibility()?;
                        let ty = p.ty()?;
                        Ok((outer, visibility, ty))
                    })
                })?;
                let kept = fields.into_iter().filter(|(outer, ..)| !outer.dropped).enumerate();
                let fields = kept.map(|(index, (outer, visibility, ty))| Field {
                    attributes: outer.attributes,
                    doc: outer.doc,
                    visibility,
                    name: Ident::new(Symbol::new(&index.to_string()), ty.span),
                    ty,
                    default: None,
                });
                Ok(Fields::Tuple(fields.collect()))
            }
            _ => Ok(Fields::Unit),
        }
    }

    fn enumeration(&mut self) -> Parsed<(Ident, ItemKind)> {
        self.bump();
        let name = self.name("the enum's name")?;
        let mut generics = self.generics()?;
        self.where_clause(&mut generics)?;
        self.expect(TokenKind::OpenBrace)?;
        let variants = self.braced_list(|p| {
            let outer = p.outer_attributes();
            if p.at(TokenKind::CloseBrace) {
                return Ok(None);
            }
            p.visibility()?;
            let name = p.name("a variant's name")?;
            let fields = p.fields()?;
            let discriminant = if p.eat(TokenKind::Eq) { Some(p.expression()?) } else { None };
            let Outer { attributes, doc, dropped } = outer;
            Ok((!dropped).then_some(Variant { attributes, doc, name, fields, discriminant }))
        });
        Ok((name, ItemKind::Enum { generics, variants: variants.into_iter().flatten().collect() }))
    }

    fn module(&mut self, mut outer: Outer, visibility: Visibility, start: Span, items: &mut Vec<Item>) -> Parsed<()> {
        self.bump();
        let name = self.name("the module's name")?;
        let keep_macros = outer.has(keyword::MACRO_USE);
        let content = if self.at(TokenKind::OpenBrace) {
            self.modules.push(name.name);
            let scope = self.macros.enter_scope();
            let content = self.nested(|p| {
                p.bump();
                Ok(p.braced(|p| {
                    p.inner_attributes(&mut outer.attributes);
                    let items = p.items_until_close();
                    if !p.eat(TokenKind::CloseBrace) {
                        p.expected("`}`");
                    }
                    items
                }))
            });
            if !keep_macros {
                self.macros.leave_scope(scope);
            }
            self.modules.pop();
            Some(content?)
        } else {
            self.item_end()?;
            if outer.dropped { None } else { self.module_file(&outer, name, keep_macros) }
        };
        if !outer.dropped {
            let Outer { attributes, doc, .. } = outer;
            let kind = ItemKind::Module { items: content };
            items.push(Item { attributes, doc, visibility, name, kind, span: start.to(self.previous) });
        }
        Ok(())
    }

    /// `mod name;`: the items of its file, where there is a loader.
    fn module_file(&mut self, outer: &Outer, name: Ident, keep_macros: bool) -> Option<Vec<Item>> {
        let given = outer.attributes.iter().find(|a| a.path == keyword::PATH).and_then(|a| a.words.first()).map(|w| w.name);
        let mut path = self.modules.clone();
        path.push(name.name);
        let file = self.file;
        if self.dry {
            return None;
        }
        let loading = self.loading.as_mut()?;
        let Some(loaded) = loading.loader.load(loading.map, file, &path, given) else {
            let message = format!("file not found for module `{name}`", name = name.name);
            let diagnostic = Diagnostic::error("E0583", name.span, message)
                .help(format!("create the file `{0}.rs` or `{0}/mod.rs` beside this one", name.name));
            self.report(diagnostic);
            return Some(Vec::new());
        };
        let scope = self.macros.enter_scope();
        let source = loading.map.file(loaded).cloned();
        let loading = super::Loading { map: &mut *loading.map, loader: &mut *loading.loader };
        let mut inner = Parser::new(source, loaded, self.macros, Some(loading));
        inner.depth = self.depth;
        let mut content = Vec::new();
        if inner.macros.enter_file() {
            let file = inner.file();
            for statement in file.statements {
                match statement.kind {
                    crate::tree::StatementKind::Item(item) => content.push(*item),
                    crate::tree::StatementKind::Macro(_) => {}
                    _ => {
                        inner.error(statement.span, "a module's file holds items only");
                    }
                }
            }
            inner.macros.leave_file();
        } else {
            inner.error(name.span, "modules load each other without end");
        }
        let diagnostics = std::mem::take(&mut inner.diagnostics);
        self.diagnostics.extend(diagnostics);
        if !keep_macros {
            self.macros.leave_scope(scope);
        }
        Some(content)
    }

    /// `None`: it names a macro, which has been brought into scope.
    fn use_item(&mut self) -> Parsed<Option<UseTree>> {
        self.bump();
        self.eat(TokenKind::PathSep);
        self.imports_from_futures = matches!(self.current.symbol.as_str(), "futures" | "futures_util");
        let tree = self.use_tree()?;
        self.item_end()?;
        self.import_attributes(&tree, &mut Vec::new());
        if let UseKind::Simple { rename } = tree.kind
            && let Some(last) = tree.path.last()
            && let Some(first) = tree.path.first()
            && (tree.path.len() == 1 || matches!(first.name, keyword::CRATE | keyword::SELF_VALUE | keyword::SUPER))
            && !self.dry
            && self.macros.import(last.name, rename.map_or(last.name, |r| r.name))
        {
            return Ok(None);
        }
        Ok(Some(tree))
    }

    /// Attributes that are imported, perhaps under another name: `use tokio::test as slow_test;`
    fn import_attributes(&mut self, tree: &UseTree, before: &mut Vec<Symbol>) {
        let length = before.len();
        before.extend(tree.path.iter().map(|part| part.name));
        match &tree.kind {
            UseKind::Group(trees) => trees.iter().for_each(|tree| self.import_attributes(tree, before)),
            UseKind::Simple { rename } => {
                if let [package, name] = before[..]
                    && package.as_str() == "tokio"
                    && matches!(name.as_str(), "main" | "test")
                {
                    let path = Symbol::new(&format!("{package}::{name}"));
                    self.imported_attributes.push((rename.map_or(name, |rename| rename.name), path));
                }
            }
            UseKind::Glob => {}
        }
        before.truncate(length);
    }

    fn use_tree(&mut self) -> Parsed<UseTree> {
        self.nested(|p| {
            let start = p.current.span;
            p.eat(TokenKind::PathSep);
            let mut path = Vec::new();
            loop {
                match p.current.kind {
                    TokenKind::Star => {
                        p.bump();
                        return Ok(UseTree { path, kind: UseKind::Glob, span: start.to(p.previous) });
                    }
                    TokenKind::OpenBrace => {
                        p.bump();
                        let (group, _) = p.bracketed(|p| p.comma_list(TokenKind::CloseBrace, Self::use_tree))?;
                        return Ok(UseTree { path, kind: UseKind::Group(group), span: start.to(p.previous) });
                    }
                    TokenKind::OpenGroup => {
                        let inner = p.path(PathMode::Plain)?;
                        path.extend(inner.segments.iter().map(|s| s.name));
                    }
                    // Any word may be a module's name (`std::async`).
                    TokenKind::Ident => {
                        let token = p.bump();
                        path.push(token.ident());
                    }
                    _ => return Err(p.expected("a path")),
                }
                if !p.eat(TokenKind::PathSep) {
                    break;
                }
            }
            let rename = if p.eat_keyword(keyword::AS) {
                if p.at(TokenKind::Underscore) {
                    let token = p.bump();
                    Some(Ident::new(keyword::UNDERSCORE, token.span))
                } else {
                    Some(p.name("a name")?)
                }
            } else {
                None
            };
            if path.last().is_some_and(|last| last.name.as_str() == "select") {
                p.fused_select = p.imports_from_futures;
            }
            Ok(UseTree { path, kind: UseKind::Simple { rename }, span: start.to(p.previous) })
        })
    }

    fn qualifiers(&mut self) -> Qualifiers {
        let mut found = Qualifiers::default();
        loop {
            match self.keyword() {
                keyword::CONST => found.is_const = true,
                keyword::ASYNC => found.is_async = true,
                keyword::UNSAFE => found.is_unsafe = true,
                keyword::SAFE | keyword::DEFAULT => {}
                keyword::EXTERN => {
                    self.bump();
                    self.eat(TokenKind::Str);
                    continue;
                }
                _ => return found,
            }
            self.bump();
        }
    }

    /// A function behind its attributes. `#[tokio::main]` on another than `main` makes it a plain function, which runs its body to the end.
    pub fn function_with(&mut self, outer: &Outer) -> Parsed<(Ident, Function)> {
        let runs_to_end = outer.attributes.iter().any(|attribute| attribute.path.as_str() == "tokio::main");
        let (name, mut function) = self.function()?;
        if runs_to_end && function.is_async && name.name.as_str() != "main" {
            function.is_async = false;
            function.body = function.body.map(|body| super::builtin_macros::run_to_end(body, name.span));
        }
        Ok((name, function))
    }

    /// `async unsafe fn name<T>(params) -> R where … { … }`
    pub fn function(&mut self) -> Parsed<(Ident, Function)> {
        let start = self.current.span;
        let Qualifiers { is_const, is_async, is_unsafe } = self.qualifiers();
        // `fn` or `fun`.
        self.bump();
        let name = self.name("the function's name")?;
        let mut generics = self.generics()?;
        if !self.at(TokenKind::OpenParen) {
            return Err(self.expected("`(`"));
        }
        let (receiver, params) = self.params()?;
        let ret = if self.eat(TokenKind::Arrow) { Some(self.ty()?) } else { None };
        self.where_clause(&mut generics)?;
        let body = if self.at(TokenKind::OpenBrace) {
            Some(self.block()?.into())
        } else if self.at(TokenKind::Body) {
            Some(self.unread_body())
        } else if self.eat(TokenKind::Semi)
            || self.dialect == Dialect::Std
            || self.relaxed && (self.current.newline_before || self.at(TokenKind::CloseBrace))
        {
            None
        } else {
            return Err(self.expected("`{`"));
        };
        let span = start.to(self.previous);
        Ok((name, Function { is_async, is_unsafe, is_const, generics, receiver, params, ret, body, span }))
    }

    /// Leaves the body for later, unless it may call one of this file's own macros, which nobody knows later.
    fn unread_body(&mut self) -> Body {
        let span = self.bump().span;
        if self.macros.is_empty() || !self.calls_macro(span) {
            return Body::unread(span);
        }
        let (block, diagnostics) = super::read_body(self.source().cloned(), span, self.macros);
        self.diagnostics.extend(diagnostics);
        block.into()
    }

    /// Whether `name!` stands anywhere in the text, for one of the macros in scope.
    pub fn calls_macro(&self, span: Span) -> bool {
        let text = self.text(span);
        text.match_indices('!').any(|(at, _)| {
            let before = text[..at].trim_end();
            let start = before.rfind(|c: char| c != '_' && !c.is_alphanumeric()).map_or(0, |at| at + 1);
            start < before.len() && self.macros.find(Symbol::new(&before[start..])).is_some()
        })
    }

    fn params(&mut self) -> Parsed<(Option<Receiver>, Vec<Param>)> {
        self.bump();
        self.bracketed(|p| {
            let mut receiver = None;
            let mut params = Vec::with_capacity(usize::from(!p.at(TokenKind::CloseParen)));
            while !p.at(TokenKind::CloseParen) {
                let outer = p.outer_attributes();
                if params.is_empty()
                    && receiver.is_none()
                    && let Some(found) = p.receiver()?
                {
                    receiver = Some(found);
                } else {
                    let param = p.param()?;
                    if !outer.dropped {
                        params.push(param);
                    }
                }
                if !p.eat(TokenKind::Comma) && !p.at(TokenKind::CloseParen) {
                    return Err(p.expected("`,` or `)`"));
                }
            }
            p.bump();
            Ok((receiver, params))
        })
    }

    /// `self`, `mut self`, `&'a mut self`, `self: Type`.
    fn receiver(&mut self) -> Parsed<Option<Receiver>> {
        let mut offset = 0;
        let by_ref = self.at(TokenKind::And);
        if by_ref {
            offset += 1;
            if self.peek(offset).kind == TokenKind::Lifetime {
                offset += 1;
            }
        }
        let mutable = self.peek_keyword(offset, keyword::MUT);
        offset += usize::from(mutable);
        if !self.peek_keyword(offset, keyword::SELF_VALUE) || self.peek(offset + 1).kind == TokenKind::PathSep {
            return Ok(None);
        }
        let start = self.current.span;
        let mut lifetime = None;
        for _ in 0..=offset {
            let token = self.bump();
            if token.kind == TokenKind::Lifetime {
                lifetime = Some(token.symbol);
            }
        }
        let kind = match (by_ref, mutable) {
            (true, true) => ReceiverKind::RefMut,
            (true, false) => ReceiverKind::Ref,
            (false, _) if self.eat(TokenKind::Colon) => ReceiverKind::Typed(Box::new(self.ty()?)),
            (false, _) => ReceiverKind::Value,
        };
        Ok(Some(Receiver { kind, mutable: mutable && !by_ref, lifetime, span: start.to(self.previous) }))
    }

    fn param(&mut self) -> Parsed<Param> {
        let start = self.current.span;
        if self.eat(TokenKind::DotDotDot) {
            let pattern = Pattern { kind: PatternKind::Wildcard, span: start };
            let ty = Some(Type { kind: TypeKind::Infer, span: start });
            return Ok(Param { pattern, ty, default: None, span: start });
        }
        let pattern = self.pattern_no_or()?;
        let ty = if self.eat(TokenKind::Colon) { Some(self.ty()?) } else { None };
        let default = if self.relaxed && self.eat_part(TokenKind::Eq) { Some(self.expression()?) } else { None };
        Ok(Param { pattern, ty, default: default.map(Box::new), span: start.to(self.previous) })
    }
}

fn is_plain_name(token: &crate::token::Token) -> bool {
    super::is_name(token)
}
