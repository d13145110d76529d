//! Constants that types depend on: array lengths, const arguments, discriminants.
//!
//! Evaluates integer expressions on the syntax tree; what it cannot tell is left to the caller.

use crate::Checker;
use crate::defs::*;
use crate::resolve::{Namespace, Res};
use crate::types::{Ty, TyKind};
use ruchy_syntax::tree::{BinaryOp, Expr, ExprKind, Literal, UnaryOp};
use ruchy_syntax::{Ident, Symbol};

const DEPTH_LIMIT: usize = 64;

impl Checker {
    /// The value of a constant integer expression; `args` are the generic arguments of its item.
    pub(crate) fn const_eval(&mut self, expr: &Expr, scope: &Scope, args: &[Ty]) -> Option<i128> {
        self.const_eval_at(expr, scope, args, 0)
    }

    fn const_eval_at(&mut self, expr: &Expr, scope: &Scope, args: &[Ty], depth: usize) -> Option<i128> {
        if depth > DEPTH_LIMIT {
            return None;
        }
        match &expr.kind {
            ExprKind::Literal(Literal::Int(n, _)) => i128::try_from(*n).ok(),
            ExprKind::Literal(Literal::Byte(b)) => Some(i128::from(*b)),
            ExprKind::Literal(Literal::Bool(b)) => Some(i128::from(*b)),
            ExprKind::Literal(Literal::Char(c)) => Some(i128::from(u32::from(*c))),
            ExprKind::Paren(e) | ExprKind::Cast { expr: e, .. } => self.const_eval_at(e, scope, args, depth + 1),
            ExprKind::Block(_, None, block) if block.statements.is_empty() => {
                self.const_eval_at(block.tail.as_deref()?, scope, args, depth + 1)
            }
            ExprKind::Unary(UnaryOp::Neg, e) => self.const_eval_at(e, scope, args, depth + 1)?.checked_neg(),
            ExprKind::Binary(op, a, b) => {
                let a = self.const_eval_at(a, scope, args, depth + 1)?;
                let b = self.const_eval_at(b, scope, args, depth + 1)?;
                match op {
                    BinaryOp::Add => a.checked_add(b),
                    BinaryOp::Sub => a.checked_sub(b),
                    BinaryOp::Mul => a.checked_mul(b),
                    BinaryOp::Div => a.checked_div(b),
                    BinaryOp::Rem => a.checked_rem(b),
                    BinaryOp::Shl => a.checked_shl(u32::try_from(b).ok()?),
                    BinaryOp::Shr => a.checked_shr(u32::try_from(b).ok()?),
                    BinaryOp::BitAnd => Some(a & b),
                    BinaryOp::BitOr => Some(a | b),
                    BinaryOp::BitXor => Some(a ^ b),
                    _ => None,
                }
            }
            ExprKind::Path(path) => {
                let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
                let (res, used) = self.resolve_segments(scope, &names, path.global, Namespace::Values).ok()?;
                match res {
                    Res::Param(i) if used == names.len() => match self.program.types.kind(*args.get(i as usize)?) {
                        TyKind::Const(n) => Some(*n),
                        _ => None,
                    },
                    Res::Def(d) if used == names.len() => match self.defs[d.0 as usize].kind.clone() {
                        DefKind::Const(c) => {
                            let value = c.value.clone()?;
                            self.const_eval_at(&value, &c.scope, &[], depth + 1)
                        }
                        DefKind::Variant(adt, v) => self.discriminant(adt, v as usize),
                        _ => None,
                    },
                    Res::SelfType if used + 1 == names.len() => self.assoc_const(scope, names[used].name, args, depth),
                    Res::Def(d) if used + 1 == names.len() => {
                        if let Some(ty) = self.primitive_type(d)
                            && let TyKind::Int(k) = *self.program.types.kind(ty)
                        {
                            let bits = k.bits().min(127);
                            return match names[used].name.as_str() {
                                "MAX" if k.signed() => Some((1i128 << (bits - 1)) - 1),
                                "MAX" => Some((1i128 << bits) - 1),
                                "MIN" if k.signed() => Some(-(1i128 << (bits - 1))),
                                "MIN" => Some(0),
                                "BITS" => Some(i128::from(k.bits())),
                                _ => None,
                            };
                        }
                        for id in self.inherent_impls.get(&crate::traits::Head::Adt(d)).cloned().unwrap_or_default() {
                            if let Some(ImplItem::Const(c)) = self.impls[id.0 as usize].items.get(&names[used].name).cloned()
                                && let DefKind::Const(c) = self.defs[c.0 as usize].kind.clone()
                            {
                                return self.const_eval_at(&*c.value.clone()?, &c.scope, args, depth + 1);
                            }
                        }
                        let wanted = Some(crate::traits::Head::Adt(d));
                        let mut default = None;
                        for t in self.method_traits.get(&names[used].name).cloned().unwrap_or_default() {
                            if let Some(TraitItem::Const(c)) = self.trait_data(t).and_then(|t| t.items.get(&names[used].name).cloned())
                                && let DefKind::Const(c) = self.defs[c.0 as usize].kind.clone()
                                && let Some(value) = c.value.clone()
                            {
                                default = Some((value, c.scope.clone()));
                            }
                        }
                        for i in 0..self.impls.len() {
                            let Some(ImplItem::Const(c)) = self.impls[i].items.get(&names[used].name).cloned() else { continue };
                            let Some(header) = self.impl_header(ImplId(i as u32)) else { continue };
                            if self.head(header.self_ty) == wanted
                                && let DefKind::Const(c) = self.defs[c.0 as usize].kind.clone()
                            {
                                return self.const_eval_at(&*c.value.clone()?, &c.scope, args, depth + 1);
                            }
                        }
                        let (value, scope) = default?;
                        self.const_eval_at(&value, &scope, args, depth + 1)
                    }
                    _ => None,
                }
            }
            ExprKind::MethodCall { receiver, method, args: list } => {
                let a = self.const_eval_at(receiver, scope, args, depth + 1)?;
                match (method.name.name.as_str(), list.as_slice()) {
                    ("pow", [b]) => {
                        let b = self.const_eval_at(&b.value, scope, args, depth + 1)?;
                        a.checked_pow(u32::try_from(b).ok()?)
                    }
                    _ => None,
                }
            }
            ExprKind::Call { callee, args: list } => {
                // size_of::<T>() of the plain types.
                if let ExprKind::Path(p) = &callee.kind
                    && p.segments.last()?.name.name.as_str() == "size_of"
                    && list.is_empty()
                    && let Some(t) = first_type_arg(p.segments.last()?)
                {
                    let ty = self.lower_type(t, scope, &mut crate::lower_type::Holes::Unknown);
                    let ty = self.program.types.substitute(ty, args);
                    return self.size_of(ty).map(i128::from);
                }
                // A const function of constants: its body's tail, by value.
                let ExprKind::Path(path) = &callee.kind else { return None };
                let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
                let (Res::Def(d), used) = self.resolve_segments(scope, &names, path.global, Namespace::Values).ok()? else { return None };
                let f = self.function(d).filter(|_| used == names.len())?;
                let (body, wrong) = f.ast.body.as_ref()?.read(&self.sources);
                self.diagnostics.extend(wrong);
                let values: Option<Vec<i128>> = list.iter().map(|a| self.const_eval_at(&a.value, scope, args, depth + 1)).collect();
                let mut env: Vec<(Symbol, i128)> = Vec::new();
                for (p, v) in f.ast.params.iter().zip(values?) {
                    let ruchy_syntax::tree::PatternKind::Ident { name, .. } = &p.pattern.kind else { return None };
                    env.push((name.name, v));
                }
                let tail = body.tail.as_deref().filter(|_| body.statements.is_empty())?;
                self.const_eval_with(tail, &f.scope, &env, depth + 1)
            }
            _ => None,
        }
    }

    fn const_eval_with(&mut self, expr: &Expr, scope: &Scope, env: &[(Symbol, i128)], depth: usize) -> Option<i128> {
        match &expr.kind {
            ExprKind::Path(p) if p.segments.len() == 1 => {
                let name = p.segments[0].name.name;
                match env.iter().find(|(n, _)| *n == name) {
                    Some((_, v)) => Some(*v),
                    None => self.const_eval_at(expr, scope, &[], depth),
                }
            }
            ExprKind::Paren(e) | ExprKind::Cast { expr: e, .. } => self.const_eval_with(e, scope, env, depth),
            ExprKind::Binary(op, a, b) => {
                let a = self.const_eval_with(a, scope, env, depth)?;
                let b = self.const_eval_with(b, scope, env, depth)?;
                match op {
                    BinaryOp::Add => a.checked_add(b),
                    BinaryOp::Sub => a.checked_sub(b),
                    BinaryOp::Mul => a.checked_mul(b),
                    BinaryOp::Div => a.checked_div(b),
                    BinaryOp::Rem => a.checked_rem(b),
                    _ => None,
                }
            }
            _ => self.const_eval_at(expr, scope, &[], depth),
        }
    }

    fn assoc_const(&mut self, scope: &Scope, name: Symbol, args: &[Ty], depth: usize) -> Option<i128> {
        let id = scope.impl_?;
        let ImplItem::Const(c) = self.impls[id.0 as usize].items.get(&name).cloned()? else { return None };
        let DefKind::Const(c) = self.defs[c.0 as usize].kind.clone() else { return None };
        self.const_eval_at(&*c.value.clone()?, &c.scope, args, depth + 1)
    }

    /// The value `as` gives for a variant.
    pub(crate) fn discriminant(&mut self, adt: crate::types::DefId, variant: usize) -> Option<i128> {
        let data = self.adt(adt)?;
        let mut value = 0i128;
        for (i, v) in data.variants.iter().enumerate() {
            if let Some(e) = &v.discriminant {
                value = self.const_eval(e, &data.scope, &[])?;
            } else if i > 0 {
                value += 1;
            }
            if i == variant {
                return Some(value);
            }
        }
        None
    }

    /// The size in bytes that Rust gives a type, for those where that is plain.
    pub(crate) fn size_of(&mut self, ty: Ty) -> Option<u64> {
        Some(match self.kind(ty) {
            TyKind::Bool => 1,
            TyKind::Char => 4,
            TyKind::Int(k) => u64::from(k.bits() / 8),
            TyKind::Float(crate::types::FloatKind::F32) => 4,
            TyKind::Float(_) => 8,
            TyKind::Tuple(items) => {
                let parts: Option<Vec<(u64, u64)>> = items.iter().map(|&t| self.layout(t)).collect();
                struct_size(&parts?)
            }
            TyKind::Ref { ty, .. } | TyKind::Pointer { ty, .. } => match self.kind(ty) {
                TyKind::Str | TyKind::Slice(_) | TyKind::Dyn(_) => 16,
                _ => 8,
            },
            TyKind::FnPointer(..) => 8,
            TyKind::FnDef(..) => 0,
            TyKind::Array(t, n) => match self.kind(n) {
                TyKind::Const(n) => self.size_of(t)? * u64::try_from(n).ok()?,
                _ => return None,
            },
            TyKind::Adt(def, args) => {
                let adt = self.adt(def)?;
                use crate::typed::LangAdt as L;
                match adt.lang {
                    Some(L::Box | L::Rc | L::Weak) => match args.first().map(|&t| self.kind(t)) {
                        Some(TyKind::Str | TyKind::Slice(_) | TyKind::Dyn(_)) => 16,
                        _ => 8,
                    },
                    Some(L::String | L::Vec) => 24,
                    Some(L::Option) => match self.kind(*args.first()?) {
                        TyKind::Ref { .. } | TyKind::FnPointer(..) => self.size_of(args[0])?,
                        TyKind::Adt(d, _) if matches!(self.adt_lang(d), Some(L::Box | L::Rc | L::String | L::Vec)) => {
                            self.size_of(args[0])?
                        }
                        TyKind::Bool => 1,
                        TyKind::Char => 4,
                        _ => {
                            let (size, align) = self.layout(args[0])?;
                            (size + 1).next_multiple_of(align.max(1))
                        }
                    },
                    Some(_) => return None,
                    None if adt.is_enum => {
                        let mut largest = 0;
                        let mut align = 1;
                        for v in 0..adt.variants.len() {
                            let fields = self.fields_of(def, &args, v);
                            let parts: Option<Vec<(u64, u64)>> = fields.iter().map(|&t| self.layout(t)).collect();
                            let parts = parts?;
                            align = parts.iter().map(|p| p.1).max().unwrap_or(1).max(align);
                            largest = largest.max(parts.iter().map(|p| p.0).sum());
                        }
                        if adt.variants.len() <= 1 { largest } else { (largest + 1u64).next_multiple_of(align) }
                    }
                    None => {
                        let fields = self.fields_of(def, &args, 0);
                        let parts: Option<Vec<(u64, u64)>> = fields.iter().map(|&t| self.layout(t)).collect();
                        struct_size(&parts?)
                    }
                }
            }
            _ => return None,
        })
    }

    /// Size and alignment.
    fn layout(&mut self, ty: Ty) -> Option<(u64, u64)> {
        let size = self.size_of(ty)?;
        let align = match self.kind(ty) {
            TyKind::Tuple(items) => items.iter().filter_map(|&t| self.layout(t)).map(|l| l.1).max().unwrap_or(1),
            TyKind::Array(t, _) => self.layout(t)?.1,
            TyKind::Adt(def, args) => {
                let n = self.adt(def)?.variants.len();
                let mut align = 1;
                for v in 0..n {
                    for t in self.fields_of(def, &args, v) {
                        align = align.max(self.layout(t)?.1);
                    }
                }
                if self.adt_lang(def).is_some() { 8 } else { align }
            }
            _ => size.clamp(1, 16),
        };
        Some((size, align))
    }
}

/// The size of fields that the compiler may reorder: their sum, rounded up to the largest alignment.
fn struct_size(parts: &[(u64, u64)]) -> u64 {
    let align = parts.iter().map(|p| p.1).max().unwrap_or(1);
    parts.iter().map(|p| p.0).sum::<u64>().next_multiple_of(align)
}

fn first_type_arg(segment: &ruchy_syntax::tree::PathSegment) -> Option<&ruchy_syntax::tree::Type> {
    match segment.args.as_ref()?.args.first()? {
        ruchy_syntax::tree::GenericArg::Type(t) => Some(t),
        ruchy_syntax::tree::GenericArg::Const(_) => None,
    }
}
