//! Literals.

use super::*;
use ruchy_syntax::tree::Literal;

impl Checker {
    pub(crate) fn literal(&mut self, cx: &mut FnCx, lit: &Literal, expect: Option<Ty>, span: Span) -> ExprId {
        match lit {
            Literal::Bool(b) => cx.push(ExprKind::Literal(Constant::Bool(*b)), Ty::BOOL, span),
            Literal::Char(c) => cx.push(ExprKind::Literal(Constant::Char(*c)), Ty::CHAR, span),
            Literal::Byte(b) => cx.push(ExprKind::Literal(Constant::Int(i128::from(*b))), Ty::U8, span),
            Literal::Str(s) => {
                let ty = self.program.types.reference(false, Ty::STR);
                cx.push(ExprKind::Literal(Constant::Str(*s)), ty, span)
            }
            Literal::ByteStr(bytes) => {
                let n = self.program.types.intern(TyKind::Const(bytes.len() as i128));
                let array = self.program.types.intern(TyKind::Array(Ty::U8, n));
                let ty = self.program.types.reference(false, array);
                cx.push(ExprKind::Literal(Constant::Bytes(bytes.clone())), ty, span)
            }
            Literal::CStr(bytes) => {
                let slice = self.program.types.intern(TyKind::Slice(Ty::U8));
                let ty = self.program.types.reference(false, slice);
                let bytes = cx.push(ExprKind::Literal(Constant::Bytes(bytes.clone())), ty, span);
                self.std_call(cx, &["std", "ffi"], "__c_string", vec![bytes], span)
            }
            Literal::Int(n, suffix) => {
                let ty = match suffix.map(|s| s.as_str()) {
                    Some("f32") => Ty::F32,
                    Some("f64") => Ty::F64,
                    Some(name) => match crate::types::IntKind::ALL.iter().find(|k| k.name() == name) {
                        Some(&k) => self.program.types.int(k),
                        None => {
                            self.error(Diagnostic::error("E0768", span, format!("`{name}` is not a type a number can have")));
                            Ty::ERROR
                        }
                    },
                    None => match expect.map(|t| self.kind(t)) {
                        Some(TyKind::Int(k)) => self.program.types.int(k),
                        Some(TyKind::Float(_)) if cx.relaxed() => expect.unwrap_or(Ty::F64),
                        _ => self.fresh(VarKind::Int),
                    },
                };
                if matches!(self.kind(ty), TyKind::Float(_)) {
                    return cx.push(ExprKind::Literal(Constant::Float(*n as f64)), ty, span);
                }
                let constant = match i128::try_from(*n) {
                    Ok(n) => Constant::Int(n),
                    Err(_) => Constant::UInt(*n),
                };
                cx.push(ExprKind::Literal(constant), ty, span)
            }
            Literal::Float(x, suffix) => {
                let ty = match suffix.map(|s| s.as_str()) {
                    Some("f32") => Ty::F32,
                    Some("f64") => Ty::F64,
                    _ => match expect.map(|t| self.kind(t)) {
                        Some(TyKind::Float(_)) => expect.unwrap_or(Ty::F64),
                        _ => self.fresh(VarKind::Float),
                    },
                };
                cx.push(ExprKind::Literal(Constant::Float(*x)), ty, span)
            }
        }
    }
}
