//! `impl` and `trait`, and what stands in them.

use super::attributes::Outer;
use super::paths::PathMode;
use super::{Parsed, Parser};
use crate::keyword;
use crate::span::Ident;
use crate::token::TokenKind;
use crate::tree::{Impl, Item, ItemKind, Trait, TraitItem, TraitItemKind, TypeKind};

impl Parser<'_> {
    pub fn implementation(&mut self) -> Parsed<ItemKind> {
        self.bump();
        let mut generics = if self.at(TokenKind::Less) && self.generics_follow() { self.generics()? } else { Default::default() };
        self.eat_keyword(keyword::CONST);
        let negative = self.eat(TokenKind::Not);
        let first = self.ty()?;
        let (trait_, self_ty) = if self.eat_keyword(keyword::FOR) {
            let span = first.span;
            let TypeKind::Path(path) = first.kind else {
                return Err(self.error(span, "expected a trait, found a type"));
            };
            (Some(path), self.ty()?)
        } else {
            (None, first)
        };
        self.where_clause(&mut generics)?;
        self.expect(TokenKind::OpenBrace)?;
        let items = self.nested(|p| Ok(p.braced(Self::impl_items)))?;
        Ok(ItemKind::Impl(Impl { generics, negative, trait_, self_ty, items }))
    }

    /// Tells `impl<T> …` from `impl <T as Trait>::Name`.
    fn generics_follow(&self) -> bool {
        let next = self.peek(1);
        match next.kind {
            TokenKind::Greater | TokenKind::Lifetime | TokenKind::Pound => true,
            TokenKind::Ident if next.symbol == keyword::CONST => true,
            TokenKind::Ident => matches!(self.peek(2).kind, TokenKind::Greater | TokenKind::Comma | TokenKind::Colon | TokenKind::Eq),
            _ => false,
        }
    }

    /// Up to the closing brace, which is taken.
    fn impl_items(&mut self) -> Vec<Item> {
        let mut attributes = Vec::new();
        let dropped = self.inner_attributes(&mut attributes);
        let items = self.associated_items();
        if !self.eat(TokenKind::CloseBrace) {
            self.expected("`}`");
        }
        if dropped { Vec::new() } else { items }
    }

    /// Functions, constants and types up to a closing brace or the end.
    pub fn associated_items(&mut self) -> Vec<Item> {
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
            if self.associated_item(outer, &mut items).is_err() {
                self.skip_to_item(before);
            }
        }
        items
    }

    fn associated_item(&mut self, outer: Outer, items: &mut Vec<Item>) -> Parsed<()> {
        // A macro call, or what may as well stand outside an `impl`.
        if self.at_path_start() && matches!(self.peek(1).kind, TokenKind::Not | TokenKind::PathSep) && !self.at_item() {
            let path = self.path(PathMode::Plain)?;
            return self.associated_macro(path, items);
        }
        self.item(outer, items)
    }

    pub fn trait_item(&mut self) -> Parsed<(Ident, ItemKind)> {
        self.bump();
        let name = self.name("the trait's name")?;
        let mut generics = self.generics()?;
        let supertraits = if self.eat(TokenKind::Colon) { self.bounds(&mut Vec::new())? } else { Vec::new() };
        self.where_clause(&mut generics)?;
        self.expect(TokenKind::OpenBrace)?;
        let items = self.nested(|p| Ok(p.braced(Self::trait_items)))?;
        Ok((name, ItemKind::Trait(Trait { generics, supertraits, items })))
    }

    fn trait_items(&mut self) -> Vec<TraitItem> {
        let mut attributes = Vec::new();
        self.inner_attributes(&mut attributes);
        let mut items = Vec::new();
        self.trait_items_until_close(&mut items);
        if !self.eat(TokenKind::CloseBrace) {
            self.expected("`}`");
        }
        items
    }

    pub fn trait_items_until_close(&mut self, items: &mut Vec<TraitItem>) {
        while !self.at(TokenKind::CloseBrace) && !self.at_end() {
            if self.eat(TokenKind::Semi) {
                continue;
            }
            let before = self.position;
            let outer = self.outer_attributes();
            if self.at(TokenKind::CloseBrace) || self.at_end() {
                break;
            }
            if self.trait_member(outer, items).is_err() {
                self.skip_to_item(before);
            }
        }
    }

    fn trait_member(&mut self, outer: Outer, items: &mut Vec<TraitItem>) -> Parsed<()> {
        let start = self.current.span;
        if self.at_path_start() && matches!(self.peek(1).kind, TokenKind::Not | TokenKind::PathSep) && !self.at_item() {
            let path = self.path(PathMode::Plain)?;
            return self.trait_macro(path, items);
        }
        self.visibility()?;
        let (name, kind) = if self.at_keyword(keyword::TYPE) {
            self.associated_type()?
        } else if self.at_keyword(keyword::CONST) && self.at_item() && !self.function_follows() {
            match self.const_item()? {
                (name, ItemKind::Const { ty, value }) => (name, TraitItemKind::Const { ty, value }),
                (name, _) => (name, TraitItemKind::Const { ty: None, value: None }),
            }
        } else if self.function_follows() {
            let (name, function) = self.function()?;
            (name, TraitItemKind::Function(function))
        } else {
            return Err(self.expected("a function, a type or a constant"));
        };
        if !outer.dropped {
            let Outer { attributes, doc, .. } = outer;
            items.push(TraitItem { attributes, doc, name, kind, span: start.to(self.previous) });
        }
        Ok(())
    }

    fn associated_type(&mut self) -> Parsed<(Ident, TraitItemKind)> {
        self.bump();
        let name = self.name("the type's name")?;
        let mut generics = self.generics()?;
        let bounds = if self.eat(TokenKind::Colon) { self.bounds(&mut Vec::new())? } else { Vec::new() };
        self.where_clause(&mut generics)?;
        let default = if self.eat(TokenKind::Eq) { Some(self.ty()?) } else { None };
        self.where_clause(&mut generics)?;
        self.item_end()?;
        Ok((name, TraitItemKind::Type { generics, bounds, default }))
    }
}
