//! What an expression is going to give, as far as its text and that of inlined calls tells: an enum's variants, a struct whose fields are written out. Whoever takes
//! that apart at once says so ([`super::inline::Dest`]), and it is never made.

use super::builder::{Builder, Storage};
use super::inline::simple_binding;
use super::parts::PartsKind;
use ruchy_check::typed::*;
use ruchy_check::types::{Ty, TyKind};
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

/// How many expressions are looked at for one answer.
const MOST_LOOKED_AT: u32 = 400;
/// How deep calls are followed.
const MOST_NESTED: usize = 8;

/// What is known of a value before it is there.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Unknown,
    /// There will be none: the expression leaves.
    Never,
    /// A struct or tuple with fields of these types, which can lie in registers.
    Apart(Rc<[Ty]>),
    /// An enum: the variants that it may be, with what is known of their fields.
    Enum(Rc<Vec<(u32, Vec<Shape>)>>),
}

impl Shape {
    /// What is known of a value that comes from one of two places.
    fn or(self, other: Shape) -> Shape {
        match (self, other) {
            (Shape::Never, shape) | (shape, Shape::Never) => shape,
            (Shape::Apart(a), Shape::Apart(b)) if a == b => Shape::Apart(a),
            (Shape::Enum(a), Shape::Enum(b)) => {
                let mut all: Vec<(u32, Vec<Shape>)> = a.to_vec();
                for (variant, fields) in b.iter() {
                    match all.iter_mut().find(|(known, _)| known == variant) {
                        Some((_, known)) => {
                            for (known, shape) in known.iter_mut().zip(fields) {
                                *known = std::mem::replace(known, Shape::Unknown).or(shape.clone());
                            }
                        }
                        None => all.push((*variant, fields.clone())),
                    }
                }
                Shape::Enum(Rc::new(all))
            }
            _ => Shape::Unknown,
        }
    }

    /// What is known of the fields of a variant.
    pub fn fields(&self, variant: u32) -> &[Shape] {
        match self {
            Shape::Enum(variants) => variants.iter().find(|(known, _)| *known == variant).map_or(&[], |(_, fields)| fields),
            _ => &[],
        }
    }
}

/// The shapes of the variables of a body that is looked at.
type Variables = HashMap<LocalId, Shape>;

impl Builder<'_> {
    /// What an expression of the body that is being lowered is going to give.
    pub fn shape_of(&self, e: ExprId) -> Shape {
        let left = Cell::new(MOST_LOOKED_AT);
        self.look_at_shape(self.body, e, &mut Variables::new(), &left, 0)
    }

    fn look_at_shape(&self, body: &Body, e: ExprId, variables: &mut Variables, left: &Cell<u32>, depth: usize) -> Shape {
        match left.get().checked_sub(1) {
            Some(rest) => left.set(rest),
            None => return Shape::Unknown,
        }
        let expr = &body.exprs[e.0 as usize];
        match &expr.kind {
            ExprKind::Adt { variant, fields, base: None } if self.is_taken_apart(expr.ty) => {
                let count = fields.iter().map(|&(index, _)| index as usize + 1).max().unwrap_or(0);
                let mut shapes = vec![Shape::Unknown; count];
                for &(index, field) in fields {
                    shapes[index as usize] = self.look_at_shape(body, field, variables, left, depth);
                }
                Shape::Enum(Rc::new(vec![(*variant, shapes)]))
            }
            ExprKind::Adt { fields, base: None, .. } if self.comes_apart(expr.ty) => {
                let mut types = vec![None; fields.len()];
                for &(index, field) in fields {
                    match types.get_mut(index as usize) {
                        Some(slot) => *slot = Some(body.exprs[field.0 as usize].ty),
                        None => return Shape::Unknown,
                    }
                }
                match types.into_iter().collect::<Option<Rc<[Ty]>>>() {
                    Some(types) if self.can_lie_apart(expr.ty, &types) => Shape::Apart(types),
                    _ => Shape::Unknown,
                }
            }
            ExprKind::Tuple(items) if self.comes_apart(expr.ty) => {
                Shape::Apart(items.iter().map(|&item| body.exprs[item.0 as usize].ty).collect())
            }
            ExprKind::Local(local) => match variables.get(local) {
                Some(shape) => shape.clone(),
                None if depth == 0 => self.shape_of_local(*local),
                None => Shape::Unknown,
            },
            ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } | ExprKind::Panic(_) => Shape::Never,
            ExprKind::Coerce(Coercion::NoOp, inner) => self.look_at_shape(body, *inner, variables, left, depth),
            ExprKind::Block { statements, tail } => {
                for statement in statements {
                    if let Stmt::Let { pattern, value: Some(value), otherwise: None } = statement
                        && let PatKind::Bind { local, mode: BindMode::Move, sub: None } = body.patterns[pattern.0 as usize].kind
                    {
                        let shape = self.look_at_shape(body, *value, variables, left, depth);
                        variables.insert(local, shape);
                    }
                }
                match tail {
                    Some(tail) => self.look_at_shape(body, *tail, variables, left, depth),
                    None if matches!(self.kind(expr.ty), TyKind::Never) => Shape::Never,
                    None => Shape::Unknown,
                }
            }
            ExprKind::If { then, otherwise: Some(otherwise), .. } => {
                let then = self.look_at_shape(body, *then, variables, left, depth);
                then.or(self.look_at_shape(body, *otherwise, variables, left, depth))
            }
            ExprKind::Match { scrutinee, arms } => {
                let scrutinee = self.look_at_shape(body, *scrutinee, variables, left, depth);
                let mut all = Shape::Never;
                for arm in arms {
                    if let PatKind::Fields { variant: Some(variant), fields } = &body.patterns[arm.pattern.0 as usize].kind {
                        for &(index, field) in fields {
                            if let PatKind::Bind { local, mode: BindMode::Move, sub: None } = body.patterns[field.0 as usize].kind {
                                let shape = scrutinee.fields(*variant).get(index as usize).cloned();
                                variables.insert(local, shape.unwrap_or(Shape::Unknown));
                            }
                        }
                    }
                    all = all.or(self.look_at_shape(body, arm.body, variables, left, depth));
                }
                all
            }
            ExprKind::Call { callee: Callee::Instance(id), args } if depth < MOST_NESTED => {
                let Some(callee) = self.inlinable(*id) else { return Shape::Unknown };
                let Some(root) = callee.root else { return Shape::Unknown };
                let params = &self.program.instances[id.0 as usize].params;
                let mut inner = Variables::new();
                for ((&pat, &arg), param) in callee.params.iter().zip(args).zip(params) {
                    if let (Some(local), ParamMode::Value) = (simple_binding(callee, pat), param.mode) {
                        inner.insert(local, self.look_at_shape(body, arg, variables, left, depth));
                    }
                }
                let mut all = self.look_at_shape(callee, root, &mut inner, left, depth + 1);
                for expr in &callee.exprs {
                    if let ExprKind::Return(Some(value)) = expr.kind {
                        all = all.or(self.look_at_shape(callee, value, &mut inner, left, depth + 1));
                    }
                }
                all
            }
            _ if matches!(self.kind(expr.ty), TyKind::Never) => Shape::Never,
            _ => Shape::Unknown,
        }
    }

    fn shape_of_local(&self, local: LocalId) -> Shape {
        match self.locals.get(&local) {
            Some(Storage::Deferred(deferred)) => deferred.shape.clone(),
            Some(Storage::Parts(parts, false)) => match &parts.kind {
                PartsKind::Fields { fields, .. } => Shape::Apart(fields.iter().map(|&(_, ty)| ty).collect()),
                PartsKind::Closure(_) => Shape::Unknown,
            },
            _ => Shape::Unknown,
        }
    }

    /// Whether a type is an enum that a `match` can take apart before it is made.
    pub fn is_taken_apart(&self, ty: Ty) -> bool {
        self.adt(ty).is_some_and(|adt| {
            adt.is_enum
                && matches!(adt.lang, None | Some(LangAdt::Option | LangAdt::Result))
                && adt.variants.iter().any(|variant| !variant.fields.is_empty())
        }) && !matches!(self.program.drops.get(&ty), Some(DropPlan::Adt { drop: Some(_), .. }))
    }
}
