//! Generic parameters and `where` clauses.

use super::{Parsed, Parser};
use crate::keyword;
use crate::token::TokenKind;
use crate::tree::{GenericParam, GenericParamKind, Generics, WherePredicate};

impl Parser<'_> {
    /// `<'a, T: Bound = Default, const N: usize>`, if written.
    pub fn generics(&mut self) -> Parsed<Generics> {
        let mut generics = Generics::default();
        if self.eat(TokenKind::Less) {
            let (params, _) = self.bracketed(|p| p.comma_list(TokenKind::Greater, Self::generic_param))?;
            generics.params = params;
        }
        Ok(generics)
    }

    fn generic_param(&mut self) -> Parsed<GenericParam> {
        self.outer_attributes();
        if self.at(TokenKind::Lifetime) {
            let token = self.bump();
            if self.eat(TokenKind::Colon) {
                self.lifetime_bounds();
            }
            let name = token.ident();
            return Ok(GenericParam { name, kind: GenericParamKind::Lifetime });
        }
        if self.eat_keyword(keyword::CONST) {
            let name = self.name("the constant's name")?;
            self.expect(TokenKind::Colon)?;
            let ty = self.ty()?;
            let default = if self.eat_part(TokenKind::Eq) {
                Some(if self.at_name() { self.nested(|p| p.path_expression())? } else { self.const_argument()? })
            } else {
                None
            };
            return Ok(GenericParam { name, kind: GenericParamKind::Const { ty, default } });
        }
        let name = self.name("a type parameter")?;
        let bounds = if self.eat(TokenKind::Colon) { self.bounds(&mut Vec::new())? } else { Vec::new() };
        let default = if self.eat_part(TokenKind::Eq) { Some(self.ty()?) } else { None };
        Ok(GenericParam { name, kind: GenericParamKind::Type { bounds, default } })
    }

    /// `where T: Bound, …`, if written.
    pub fn where_clause(&mut self, generics: &mut Generics) -> Parsed<()> {
        if !self.eat_keyword(keyword::WHERE) {
            return Ok(());
        }
        while !matches!(
            self.current.kind,
            TokenKind::OpenBrace | TokenKind::Body | TokenKind::Semi | TokenKind::Eq | TokenKind::Eof | TokenKind::CloseBrace
        ) {
            if self.eat(TokenKind::Lifetime) {
                self.expect(TokenKind::Colon)?;
                self.lifetime_bounds();
            } else {
                let start = self.current.span;
                if self.at_keyword(keyword::FOR) {
                    self.for_lifetimes()?;
                }
                let ty = self.type_no_plus()?;
                self.expect(TokenKind::Colon)?;
                let bounds = self.bounds(&mut Vec::new())?;
                generics.wheres.push(WherePredicate { ty, bounds, span: start.to(self.previous) });
            }
            if !self.eat(TokenKind::Comma) && !self.current.newline_before {
                break;
            }
        }
        Ok(())
    }
}
