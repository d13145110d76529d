//! Finishing a body: defaults for what is open, callees bound to instances, types resolved, then the passes over the finished tree.

use super::*;
use crate::instances::Resolved;
use crate::passes::{self, Flows, Queries};
use crate::traits::{ObligationKind, Outcome, Selection};
use tree::FormatStyle;

/// A placeholder whose printing is decided when its argument's type is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FormatUse {
    pub format: ExprId,
    pub piece: usize,
    pub value: ExprId,
    pub style: FormatStyle,
}

impl Checker {
    /// Defaults for literals, then forces what is still deferred.
    pub(crate) fn fall_back(&mut self, cx: &mut FnCx) {
        self.solve(cx, false);
        for round in 0..4 {
            // What a deferred expression waits for may be a literal's type.
            let n = cx.body.exprs.len();
            for i in 0..n {
                let ty = cx.body.exprs[i].ty;
                self.default_literals(ty);
            }
            for i in 0..cx.body.locals.len() {
                let ty = cx.body.locals[i].ty;
                self.default_literals(ty);
            }
            for c in cx.callees.clone() {
                for t in c.args {
                    self.default_literals(t);
                }
            }
            self.solve(cx, round > 0);
            if round == 0 {
                self.default_errors();
                self.solve(cx, false);
                if cx.relaxed() {
                    self.default_collections();
                    self.solve(cx, false);
                }
            }
            if cx.deferred.is_empty() {
                break;
            }
            if round >= 1 {
                let list = std::mem::take(&mut cx.deferred);
                for d in list {
                    if !self.try_deferred(cx, &d, true) {
                        cx.deferred.push(d);
                    }
                }
            }
        }
        self.solve_pending(true);
    }

    /// A collection that nothing determines (`collect()` in a relaxed file) is a `Vec`.
    fn default_collections(&mut self) {
        let Some(from_iterator) = self.trait_named("FromIterator") else { return };
        let Some(vec) = self.std_adt("Vec") else { return };
        let open: Vec<TraitRef> = self
            .pending
            .iter()
            .filter_map(|o| match &o.kind {
                ObligationKind::Holds(t) if t.trait_ == from_iterator => Some(t.clone()),
                _ => None,
            })
            .collect();
        for t in open {
            if self.infer.var_kind(&self.program.types, t.args[0]) == Some(VarKind::General) {
                let list = self.program.types.intern(TyKind::Adt(vec, vec![t.args[1]]));
                self.unify(t.args[0], list);
            }
        }
    }

    /// An error type that only `?` mentions is the one it was given: `From` is reflexive.
    fn default_errors(&mut self) {
        if self.relaxed {
            // `(1..=4).sum()`: what is summed says what the sum is.
            let sums: Vec<DefId> = ["Sum", "Product"].iter().filter_map(|n| self.trait_named(n)).collect();
            let goals: Vec<TraitRef> = self
                .pending
                .iter()
                .filter_map(|o| match &o.kind {
                    crate::traits::ObligationKind::Holds(g) if sums.contains(&g.trait_) => Some(g.clone()),
                    _ => None,
                })
                .collect();
            for g in goals {
                if g.args.len() > 1 && self.infer.var_kind(&self.program.types, g.args[0]) == Some(VarKind::General) {
                    self.unify(g.args[0], g.args[1]);
                }
            }
        }
        for (to, from) in self.converted.clone() {
            if self.infer.var_kind(&self.program.types, to) == Some(VarKind::General) {
                self.unify(to, from);
            }
        }
    }

    /// Integer and float variables inside a type take their default.
    fn default_literals(&mut self, ty: Ty) {
        let ty = self.resolve(ty);
        if !self.program.types.has_infer(ty) {
            return;
        }
        match self.infer.var_kind(&self.program.types, ty) {
            Some(VarKind::Int) => {
                let t = self.default_int();
                self.unify(ty, t);
            }
            Some(VarKind::Float) => {
                self.unify(ty, Ty::F64);
            }
            Some(VarKind::General) => {}
            None => {
                let mut children = Vec::new();
                crate::types::for_each_child(self.program.types.kind(ty), &mut |t| children.push(t));
                for c in children {
                    self.default_literals(c);
                }
            }
        }
    }

    pub(crate) fn finish_body(&mut self, cx: &mut FnCx) {
        self.fall_back(cx);
        let id = cx.instance;
        // Closures that never return, and variables that nothing uses.
        for (c, _) in cx.closures.clone() {
            let sig = self.closure_sigs[c.0 as usize].clone();
            if matches!(self.kind(sig.ret), TyKind::Infer(_)) {
                self.unify(sig.ret, Ty::UNIT);
            }
        }
        let ret_slot = self.instance_rets[id.0 as usize];
        let output = self.is_lang(ret_slot, LangAdt::Future).and_then(|args| args.first().copied());
        for open in [Some(ret_slot), output].into_iter().flatten() {
            if matches!(self.kind(open), TyKind::Infer(_)) {
                self.unify(open, Ty::UNIT);
            }
        }
        let mut body = std::mem::take(&mut cx.body);
        for l in &mut body.locals {
            l.ty = self.close(l.ty);
        }
        for e in &mut body.exprs {
            e.ty = self.close(e.ty);
            if let ExprKind::Coerce(Coercion::Unsize { from }, _) = &mut e.kind {
                *from = self.close(*from);
            }
            if let ExprKind::For { item, .. } = &mut e.kind {
                *item = self.close(*item);
            }
        }
        for p in &mut body.patterns {
            p.ty = self.close(p.ty);
        }
        for (c, _) in &cx.closures {
            let sig = self.closure_sigs[c.0 as usize].clone();
            let params: Vec<Ty> = sig.params.iter().map(|&t| self.close(t)).collect();
            let ret = self.close(sig.ret);
            let modes = self.value_modes(&params, ret);
            self.closure_sigs[c.0 as usize] = crate::ClosureSig { params: params.clone(), ret };
            let info = &mut self.program.closures[c.0 as usize];
            info.params = params.into_iter().zip(modes).map(|(ty, mode)| ParamInfo { ty, mode }).collect();
            info.ret = ret;
        }
        self.instance_locals.insert(id, body.locals.iter().map(|l| l.ty).collect());
        self.check_casts(cx, &body);
        self.check_literals(&body);
        self.bind_formats(cx, &mut body);
        // Callees, once each.
        let callees = cx.callees.clone();
        let used = used_callees(&body);
        let resolved: Vec<Option<Resolved>> = callees
            .iter()
            .enumerate()
            .map(|(i, c)| {
                let constructor = matches!(*self.def_kind(c.def), DefKind::Variant(..) | DefKind::Adt(_));
                (used.contains(&(i as u32)) && !constructor).then(|| self.resolve_callee(c.def, &c.args.clone()))
            })
            .collect();
        for i in 0..body.exprs.len() {
            self.bind_expr(&mut body, i, &callees, &resolved);
        }
        if self.parametric.is_some() {
            self.record_adts(&body);
            self.run_passes(cx, &mut body);
            return;
        }
        for (from, object) in std::mem::take(&mut cx.vtables) {
            let (from, object) = (self.close(from), self.close(object));
            self.build_vtable(from, object);
        }
        let params: Vec<Ty> = cx.sig_params.iter().map(|&t| self.close(t)).collect();
        let ret = self.instance_rets[id.0 as usize];
        let ret = self.close(ret);
        let mut modes = cx.modes.clone();
        for (mode, &ty) in modes.iter_mut().zip(&params) {
            if !matches!(self.program.types.kind(ty), TyKind::Ref { mutable: true, .. }) {
                *mode = ParamMode::Value;
            }
        }
        modes.resize(params.len(), ParamMode::Value);
        self.record_adts(&body);
        self.run_passes(cx, &mut body);
        for l in 0..body.locals.len() {
            let ty = body.locals[l].ty;
            self.want_drop(ty);
        }
        for e in 0..body.exprs.len() {
            let ty = body.exprs[e].ty;
            self.want_drop(ty);
            // A future drops what its block captured.
            if let ExprKind::Async(id) = body.exprs[e].kind {
                let ty = self.program.types.intern(TyKind::Closure(id));
                self.want_drop(ty);
            }
        }
        let instance = &mut self.program.instances[id.0 as usize];
        instance.params = params.into_iter().zip(modes).map(|(ty, mode)| ParamInfo { ty, mode }).collect();
        instance.ret = ret;
        instance.code = InstanceCode::Body(body);
        self.instance_state[id.0 as usize] = State::Done;
    }

    /// How the parameters of closures and function pointers travel: by their types alone.
    pub(crate) fn value_modes(&mut self, params: &[Ty], ret: Ty) -> Vec<ParamMode> {
        let borrows = self.may_borrow(ret, 0);
        params
            .iter()
            .map(|&t| match self.program.types.kind(t) {
                TyKind::Ref { mutable: true, .. } if !borrows => ParamMode::InOut,
                _ => ParamMode::Value,
            })
            .collect()
    }

    /// Whether a value of a type may hold a borrow.
    fn may_borrow(&mut self, ty: Ty, depth: usize) -> bool {
        if depth > 8 {
            return true;
        }
        match self.kind(ty) {
            TyKind::Ref { .. } | TyKind::Unknown => true,
            TyKind::Closure(_) => true,
            TyKind::Adt(def, args) => self.adt(def).is_some_and(|a| a.has_lifetime) || args.iter().any(|&t| self.may_borrow(t, depth + 1)),
            _ => {
                let mut children = Vec::new();
                crate::types::for_each_child(self.program.types.kind(ty), &mut |t| children.push(t));
                children.into_iter().any(|t| self.may_borrow(t, depth + 1))
            }
        }
    }

    fn bind_expr(&mut self, body: &mut Body, i: usize, callees: &[CalleeRef], resolved: &[Option<Resolved>]) {
        match body.exprs[i].kind.clone() {
            ExprKind::Call { callee: Callee::Instance(n), args } => match &resolved[n.0 as usize] {
                Some(Resolved::Instance(id)) => {
                    body.exprs[i].kind = self.direct_call(*id, callees, n, args);
                }
                Some(Resolved::Virtual { trait_, method, params }) => {
                    body.exprs[i].kind =
                        ExprKind::Call { callee: Callee::Virtual { trait_: *trait_, method: *method, params: params.clone() }, args };
                }
                Some(Resolved::Share) => {
                    // The clone of a share: what the reference refers to, copied.
                    let span = body.exprs[i].span;
                    let ty = body.exprs[i].ty;
                    self.want_clone(ty);
                    let place = ExprId(body.exprs.len() as u32);
                    body.exprs.push(Expr { kind: ExprKind::Deref(args[0]), ty, span });
                    body.exprs[i].kind = ExprKind::Copied(place);
                }
                Some(Resolved::Dynamic(method)) => {
                    body.exprs[i].kind = ExprKind::Call { callee: Callee::Dynamic { method: *method }, args };
                }
                None => {}
            },
            ExprKind::Function(n) => match &resolved[n.0 as usize] {
                Some(Resolved::Instance(id)) => body.exprs[i].kind = ExprKind::Function(*id),
                Some(Resolved::Share | Resolved::Virtual { .. } | Resolved::Dynamic(_)) => {
                    let c = &callees[n.0 as usize];
                    let id = self.wrapper_instance(c.def, &c.args.clone());
                    body.exprs[i].kind = ExprKind::Function(id);
                }
                None => {
                    let c = &callees[n.0 as usize];
                    let args: Vec<Ty> = c.args.iter().map(|&t| self.close(t)).collect();
                    let id = self.constructor_instance(c.def, args, body.exprs[i].span);
                    body.exprs[i].kind = ExprKind::Function(id);
                }
            },
            ExprKind::For { label, pattern, iter, next: Callee::Instance(n), item, body: b } => {
                let next = match &resolved[n.0 as usize] {
                    Some(Resolved::Instance(id)) => Callee::Instance(*id),
                    Some(Resolved::Virtual { trait_, method, params }) => {
                        Callee::Virtual { trait_: *trait_, method: *method, params: params.clone() }
                    }
                    _ => Callee::Dynamic { method: Symbol::new("next") },
                };
                body.exprs[i].kind = ExprKind::For { label, pattern, iter, next, item, body: b };
            }
            ExprKind::Format { mut pieces, args } => {
                for p in &mut pieces {
                    if let FormatPart::Arg { by: FormatBy::Instance(n), .. } = p
                        && n.0 >= FORMAT_BASE
                    {
                        *n = InstanceId(n.0 - FORMAT_BASE);
                    }
                }
                body.exprs[i].kind = ExprKind::Format { pieces, args };
            }
            _ => {}
        }
    }

    /// A call of a known instance; comparisons that reach no hand-written impl become native ones.
    fn direct_call(&mut self, id: InstanceId, callees: &[CalleeRef], n: InstanceId, args: Vec<ExprId>) -> ExprKind {
        let c = &callees[n.0 as usize];
        if let Some((trait_, name)) = self.trait_method(c.def)
            && args.len() == 2
        {
            let op = match name.as_str() {
                "eq" => Some(tree::BinaryOp::Eq),
                "ne" => Some(tree::BinaryOp::Ne),
                "lt" => Some(tree::BinaryOp::Lt),
                "le" => Some(tree::BinaryOp::Le),
                "gt" => Some(tree::BinaryOp::Gt),
                "ge" => Some(tree::BinaryOp::Ge),
                _ => None,
            };
            let what = match self.defs[trait_.0 as usize].name.as_str() {
                "PartialEq" => Some("PartialEq"),
                "PartialOrd" => Some("PartialOrd"),
                _ => None,
            };
            if let (Some(op), Some(what)) = (op, what) {
                let (a, b) = (self.close(c.args[0]), self.close(c.args[1]));
                if self.same_shape(a, b)
                    && self.structural(a, what)
                    && self.structural(b, what)
                    && self.defs[trait_.0 as usize].dialect == Dialect::Std
                {
                    return ExprKind::StructuralCompare(op, args[0], args[1]);
                }
            }
        }
        ExprKind::Call { callee: Callee::Instance(id), args }
    }

    /// A trait method used as a value whose call is no plain instance: a closure-like function of its own.
    fn wrapper_instance(&mut self, def: DefId, args: &[Ty]) -> InstanceId {
        if self.parametric.is_some() {
            return self.stand_in(def);
        }
        let closed: Vec<Ty> = args.iter().map(|&t| self.close(t)).collect();
        let key = (def, closed.clone());
        if let Some(&id) = self.wrappers.get(&key) {
            return id;
        }
        let (params, ret) = self.fn_def_signature(def, &closed);
        let span = self.defs[def.0 as usize].span;
        let id = self.anonymous_instance(self.instance_name(def, &closed), span);
        self.wrappers.insert(key, id);
        let scope = self.function(def).map(|f| f.scope.clone());
        let Some(scope) = scope else { return id };
        let slot = self.instance_rets[id.0 as usize];
        self.unify(slot, ret);
        let mut cx = FnCx::new(id, scope, Dialect::Std, closed.clone(), ret);
        let mut values = Vec::new();
        for &t in &params {
            let l = cx.local(Symbol::new("arg"), t, false, span);
            let p = cx.push_pat(PatKind::Bind { local: l, mode: BindMode::Move, sub: None }, t, span);
            cx.body.params.push(p);
            values.push(cx.push(ExprKind::Local(l), t, span));
        }
        cx.modes = self.signature(def).modes.clone();
        cx.sig_params = params;
        let callee = cx.callee(def, closed);
        cx.body.root = Some(cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: values }, ret, span));
        self.finish_body(&mut cx);
        id
    }

    /// A tuple struct or variant used as a function.
    fn constructor_instance(&mut self, def: DefId, args: Vec<Ty>, span: Span) -> InstanceId {
        if self.parametric.is_some() {
            return self.stand_in(def);
        }
        let key = (def, args.clone());
        if let Some(&id) = self.wrappers.get(&key) {
            return id;
        }
        let (params, ret) = self.constructor_signature(def, &args);
        let id = self.anonymous_instance(self.defs[def.0 as usize].name.to_string(), span);
        self.wrappers.insert(key, id);
        let slot = self.instance_rets[id.0 as usize];
        self.unify(slot, ret);
        let adt = match *self.def_kind(def) {
            DefKind::Variant(a, _) => a,
            _ => def,
        };
        let Some(data) = self.adt(adt) else { return id };
        let mut cx = FnCx::new(id, data.scope.clone(), Dialect::Std, args, ret);
        let mut fields = Vec::new();
        for (i, &t) in params.iter().enumerate() {
            let l = cx.local(Symbol::new("arg"), t, false, span);
            let p = cx.push_pat(PatKind::Bind { local: l, mode: BindMode::Move, sub: None }, t, span);
            cx.body.params.push(p);
            fields.push((i as u32, cx.push(ExprKind::Local(l), t, span)));
        }
        cx.modes = vec![ParamMode::Value; params.len()];
        cx.sig_params = params;
        let variant = match *self.def_kind(def) {
            DefKind::Variant(_, v) => v,
            _ => 0,
        };
        cx.body.root = Some(cx.push(ExprKind::Adt { variant, fields, base: None }, ret, span));
        self.finish_body(&mut cx);
        id
    }

    fn bind_formats(&mut self, cx: &mut FnCx, body: &mut Body) {
        for u in std::mem::take(&mut cx.formats) {
            let ty = body.exprs[u.value.0 as usize].ty;
            let span = body.exprs[u.value.0 as usize].span;
            let mut inner = ty;
            while let TyKind::Ref { ty, .. } = self.kind(inner) {
                inner = ty;
            }
            if let Some(args) = self.is_lang(inner, LangAdt::Box) {
                let mut content = args[0];
                while let TyKind::Ref { ty, .. } = self.kind(content) {
                    content = ty;
                }
                inner = content;
            }
            // A script prints a list, a map or an `Option` as it is.
            let style = match u.style {
                FormatStyle::Display if cx.relaxed() && !self.holds_named("Display", inner) && self.holds_named("Debug", inner) => {
                    FormatStyle::Debug
                }
                style => style,
            };
            let by = self.format_by(inner, style, span);
            // What is printed of a `&mut` is what it refers to.
            let looked_at = if matches!(by, FormatBy::Native) { u.value } else { self.looked_through(body, u.value) };
            if let ExprKind::Format { pieces, args } = &mut body.exprs[u.format.0 as usize].kind
                && let Some(FormatPart::Arg { by: slot, style: shown, placeholder }) = pieces.get_mut(u.piece)
            {
                (*slot, *shown) = (by, style);
                if looked_at != u.value {
                    args[placeholder.argument] = looked_at;
                }
            }
        }
    }

    /// A shared reference to what an expression refers to, if it does so through a `&mut`; else the expression.
    fn looked_through(&mut self, body: &mut Body, value: ExprId) -> ExprId {
        let Expr { ty: value_ty, span, .. } = body.exprs[value.0 as usize];
        let mut push = |kind, ty| {
            body.exprs.push(Expr { kind, ty, span });
            ExprId(body.exprs.len() as u32 - 1)
        };
        let mut refs = Vec::new();
        let mut at = self.kind(value_ty);
        while let TyKind::Ref { mutable, ty } = at {
            refs.push((mutable, ty));
            at = self.kind(ty);
        }
        match refs.last() {
            Some(&(_, ty)) if refs.iter().any(|(mutable, _)| *mutable) => {
                let place = refs.iter().fold(value, |place, &(_, ty)| push(ExprKind::Deref(place), ty));
                let ty = self.program.types.intern(TyKind::Ref { mutable: false, ty });
                push(ExprKind::Borrow { mutable: false, place }, ty)
            }
            _ => value,
        }
    }

    fn format_by(&mut self, ty: Ty, style: FormatStyle, span: Span) -> FormatBy {
        let name = match style {
            FormatStyle::Display => "Display",
            FormatStyle::Debug => "Debug",
            FormatStyle::LowerHex => "LowerHex",
            FormatStyle::UpperHex => "UpperHex",
            FormatStyle::Octal => "Octal",
            FormatStyle::Binary => "Binary",
            FormatStyle::LowerExp => "LowerExp",
            FormatStyle::UpperExp => "UpperExp",
            // Only the program's own types have impls that are not the address.
            FormatStyle::Pointer if matches!(self.kind(ty), TyKind::Adt(d, _) if self.defs[d.0 as usize].dialect != Dialect::Std) => {
                "Pointer"
            }
            FormatStyle::Pointer => return FormatBy::Native,
        };
        let simple = matches!(
            self.kind(ty),
            TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_) | TyKind::Str | TyKind::Unknown | TyKind::Error | TyKind::Never
        ) || self.is_lang(ty, LangAdt::String).is_some();
        if simple || (style == FormatStyle::Debug && self.structural(ty, "Debug")) {
            let fits = matches!(
                (self.kind(ty), style),
                (_, FormatStyle::Debug | FormatStyle::Display)
                    | (TyKind::Unknown | TyKind::Error | TyKind::Never | TyKind::Int(_), _)
                    | (TyKind::Float(_), FormatStyle::LowerExp | FormatStyle::UpperExp)
            );
            if fits {
                return FormatBy::Native;
            }
        }
        let Some(trait_) = self.trait_named(name) else { return FormatBy::Native };
        let goal = TraitRef { trait_, args: vec![ty] };
        match self.select(&goal, 0) {
            Outcome::Yes(Selection::Dyn | Selection::Environment, _) => FormatBy::Virtual(trait_),
            Outcome::Yes(Selection::Impl(..), _) => {
                let def = self.trait_data(trait_).and_then(|d| d.items.get(&Symbol::new("fmt")).cloned());
                let Some(TraitItem::Function(def)) = def else { return FormatBy::Native };
                match self.resolve_callee(def, &[ty]) {
                    Resolved::Instance(id) => FormatBy::Instance(InstanceId(id.0 + FORMAT_BASE)),
                    _ => FormatBy::Native,
                }
            }
            Outcome::No => {
                self.unsatisfied(&goal, span);
                FormatBy::Native
            }
            _ => FormatBy::Native,
        }
    }

    fn check_casts(&mut self, cx: &mut FnCx, body: &Body) {
        for (operand, target, span) in std::mem::take(&mut cx.casts) {
            let from = self.close(body.exprs[operand.0 as usize].ty);
            let to = self.close(target);
            let number = |k: &TyKind| matches!(k, TyKind::Int(_) | TyKind::Float(_));
            let (f, t) = (self.kind(from), self.kind(to));
            let enum_like = matches!(&f, TyKind::Adt(d, _) if self.adt(*d).is_some_and(|a| a.is_enum));
            let ok = from == to
                || (number(&f) && number(&t))
                || (matches!(f, TyKind::Bool | TyKind::Char) && matches!(t, TyKind::Int(_)))
                || (from == Ty::U8 && to == Ty::CHAR)
                || (enum_like && matches!(t, TyKind::Int(_)))
                || matches!(f, TyKind::Pointer { .. } | TyKind::FnDef(..) | TyKind::FnPointer(..) | TyKind::Closure(_) | TyKind::Never)
                // What a coercion could not do when it was met may have come to fit since.
                || (matches!(f, TyKind::Ref { .. }) && !number(&t) && !matches!(t, TyKind::Slice(_) | TyKind::Str))
                || (matches!(t, TyKind::Ref { .. } | TyKind::Adt(..) | TyKind::Dyn(_)) && !number(&f) && !matches!(f, TyKind::Bool | TyKind::Char))
                || matches!(t, TyKind::Pointer { .. })
                || matches!(f, TyKind::Error | TyKind::Unknown)
                || matches!(t, TyKind::Error | TyKind::Unknown);
            if !ok {
                let code = if matches!(f, TyKind::Ref { .. } | TyKind::Bool | TyKind::Char) || number(&f) && number(&t) {
                    "E0606"
                } else {
                    "E0605"
                };
                let (f, t) = (self.type_name(from), self.type_name(to));
                let code = if matches!(self.kind(to), TyKind::Slice(_) | TyKind::Str) {
                    "E0620"
                } else if to == Ty::BOOL {
                    "E0054"
                } else if to == Ty::CHAR {
                    "E0604"
                } else {
                    code
                };
                self.error(Diagnostic::error(code, span, format!("casting `{f}` as `{t}` is invalid")));
            }
        }
    }

    /// Integer literals fit their types (rustc's `overflowing_literals`, denied by default).
    fn check_literals(&mut self, body: &Body) {
        for e in &body.exprs {
            let ExprKind::Literal(Constant::Int(n)) = e.kind else { continue };
            let TyKind::Int(k) = *self.program.types.kind(e.ty) else { continue };
            let bits = k.bits();
            let fits = match (k.signed(), bits) {
                (_, 128) => true,
                // The positive half of a negated literal may be one more.
                (true, _) => n >= -(1i128 << (bits - 1)) && n <= (1i128 << (bits - 1)),
                (false, _) => n >= 0 && n < (1i128 << bits),
            };
            if !fits && !self.large_literals.iter().any(|s| s.file == e.span.file && s.lo <= e.span.lo && e.span.hi <= s.hi) {
                let error = Diagnostic::error("", e.span, format!("literal out of range for `{}`", k.name()))
                    .at(format!("the literal `{n}` does not fit into the type `{}`", k.name()));
                self.error(error);
            }
        }
    }

    /// Notes the places that calls use up. Relaxed files may call them again, so nothing is used up there.
    fn find_used_up(&mut self, cx: &FnCx, body: &mut Body) {
        if cx.dialect.is_relaxed() {
            return;
        }
        for e in &body.exprs {
            let ExprKind::Call { callee: Callee::Value(callee), .. } = e.kind else { continue };
            let f = &body.exprs[callee.0 as usize];
            let once = match (&f.kind, self.kind(f.ty)) {
                (ExprKind::Local(local), _) if body.locals[local.0 as usize].once => true,
                (ExprKind::Local(_) | ExprKind::Field(..) | ExprKind::Deref(_), kind) => {
                    let object = match kind {
                        TyKind::Adt(def, args) if self.adt_lang(def) == Some(LangAdt::Box) => args.first().map(|&ty| self.kind(ty)),
                        other => Some(other),
                    };
                    let Some(TyKind::Dyn(bounds)) = object else { continue };
                    bounds.first().is_some_and(|bound| self.trait_lang(bound.trait_) == Some("FnOnce"))
                }
                _ => false,
            };
            if once {
                body.used_up.insert(callee);
            }
        }
    }

    /// Captures for every body; moves, sharing and exhaustiveness for the program's own.
    fn run_passes(&mut self, cx: &mut FnCx, body: &mut Body) {
        self.find_used_up(cx, body);
        let dialect = cx.dialect;
        let own: Vec<ClosureId> = cx.closures.iter().map(|c| c.0).collect();
        let (caps, moved, errors, summary) = {
            let flows = Flows::new(body, dialect, self);
            let caps = passes::captures(&flows);
            let moved = passes::moves(body, &flows, self);
            let mut errors = Vec::new();
            // What is wrong in the types of a body would be told again in other words.
            let sound = || !body.exprs.iter().any(|e| e.ty == Ty::ERROR || matches!(e.kind, ExprKind::Error));
            if dialect != Dialect::Std && (self.diagnostics.iter().all(|d| d.severity != ruchy_syntax::Severity::Error) || sound()) {
                errors.extend(passes::mutability(body, &flows, self));
                errors.extend(passes::borrows(body, &flows, self));
                errors.extend(passes::sharing(body, &flows, self));
                errors.extend(self.check_crossings(body, &flows));
                if dialect == Dialect::Rust {
                    self.note_future(cx.instance, body, &flows);
                }
                errors.extend(passes::exhaustive(body, dialect, self));
            }
            let is_script = self.program.script == Some(cx.instance);
            let summary = passes::summarize(body, &flows, is_script, self);
            (caps, moved, errors, summary)
        };
        if self.parametric.is_none() {
            self.summaries.insert(cx.instance, summary);
        }
        for (id, list) in caps {
            if own.contains(&id) {
                self.program.closures[id.0 as usize].captures = list;
            }
        }
        let right = moved.errors.is_empty() && errors.is_empty();
        for e in moved.errors.into_iter().chain(errors) {
            self.error(e);
        }
        if dialect == Dialect::Rust && !own.is_empty() && right && self.parametric.is_none() {
            self.split_captures(cx, body, &own);
        }
        for e in moved.copies {
            self.copy_place(body, e);
        }
        for (closure, local) in moved.capture_copies {
            self.capture_copy(body, closure, local);
        }
    }

    /// Gives the closures of a Rust file the parts that they own as variables of their own, outer closures first.
    fn split_captures(&mut self, cx: &FnCx, body: &mut Body, own: &[ClosureId]) {
        let mut flows = Flows::new(body, cx.dialect, self);
        let mut order: HashMap<LocalId, usize> = HashMap::new();
        let mut level = 0;
        while let Some(parts) = passes::parts(body, &flows, level, self) {
            level += 1;
            if parts.is_empty() {
                continue;
            }
            for part in parts {
                let local = self.own_part(body, part);
                order.insert(local, order.len());
            }
            self.instance_locals.insert(cx.instance, body.locals.iter().map(|l| l.ty).collect());
            flows = Flows::new(body, cx.dialect, self);
        }
        for (id, mut list) in passes::captures(&flows) {
            if !own.contains(&id) {
                continue;
            }
            // Parts of one variable are dropped in the order of its fields.
            let mut ranks: Vec<usize> = list.iter().filter_map(|c| order.get(&c.local).copied()).collect();
            ranks.sort_unstable();
            let mut sorted: Vec<Capture> = list.iter().filter(|c| order.contains_key(&c.local)).copied().collect();
            sorted.sort_by_key(|c| order[&c.local]);
            let mut next = sorted.into_iter();
            for capture in &mut list {
                if order.contains_key(&capture.local)
                    && let Some(part) = next.next()
                {
                    *capture = part;
                }
            }
            self.program.closures[id.0 as usize].captures = list;
        }
    }

    /// `closure` becomes `{ let part = variable.field; closure }`, and its body names `part`.
    fn own_part(&mut self, body: &mut Body, part: passes::Part) -> LocalId {
        let node = body.exprs[part.closure.0 as usize].clone();
        let span = node.span;
        let push = |body: &mut Body, kind, ty| {
            body.exprs.push(Expr { kind, ty, span });
            ExprId(body.exprs.len() as u32 - 1)
        };
        let whole = &body.locals[part.local.0 as usize];
        let mut name = whole.name.to_string();
        let mut ty = whole.ty;
        let mut place = push(body, ExprKind::Local(part.local), ty);
        for &(field, field_ty) in &part.fields {
            name = format!("{name}.{field}");
            ty = field_ty;
            place = push(body, ExprKind::Field(place, field), ty);
        }
        let local = LocalId(body.locals.len() as u32);
        body.locals.push(Local { name: Symbol::new(&name), ty, span, mutable: true, once: false });
        for at in part.uses {
            body.exprs[at.0 as usize].kind = ExprKind::Local(local);
        }
        body.patterns.push(Pat { kind: PatKind::Bind { local, mode: BindMode::Move, sub: None }, ty, span });
        let pattern = PatId(body.patterns.len() as u32 - 1);
        let given = Stmt::Let { pattern, value: Some(place), otherwise: None };
        let kind = match node.kind {
            // The second part of one closure: the closure itself is the block's end.
            ExprKind::Block { mut statements, tail } => {
                statements.push(given);
                ExprKind::Block { statements, tail }
            }
            closure => {
                let made = push(body, closure, node.ty);
                ExprKind::Block { statements: vec![given], tail: Some(made) }
            }
        };
        body.exprs[part.closure.0 as usize].kind = kind;
        local
    }

    /// A place that is used again: copied here.
    fn copy_place(&mut self, body: &mut Body, e: ExprId) {
        let node = body.exprs[e.0 as usize].clone();
        let ty = node.ty;
        let inner = ExprId(body.exprs.len() as u32);
        body.exprs.push(node.clone());
        let kind = match self.clone_of(ty) {
            Some(Resolved::Instance(id)) => {
                let r = self.program.types.reference(false, ty);
                let borrowed = ExprId(body.exprs.len() as u32);
                body.exprs.push(Expr { kind: ExprKind::Borrow { mutable: false, place: inner }, ty: r, span: node.span });
                ExprKind::Call { callee: Callee::Instance(id), args: vec![borrowed] }
            }
            _ => {
                self.want_clone(ty);
                ExprKind::Copied(inner)
            }
        };
        body.exprs[e.0 as usize].kind = kind;
    }

    /// A captured variable that its maker uses again: the closure gets a copy of its own.
    fn capture_copy(&mut self, body: &Body, closure: ExprId, local: LocalId) {
        let (ExprKind::Closure(id) | ExprKind::Async(id)) = body.exprs[closure.0 as usize].kind else { return };
        let by = match self.clone_of(body.locals[local.0 as usize].ty) {
            Some(Resolved::Instance(id)) => CopyBy::Clone(id),
            _ => CopyBy::Share,
        };
        for c in &mut self.program.closures[id.0 as usize].captures {
            if c.local == local {
                c.copy = Some(by);
            }
        }
    }

    /// The shapes of structs and enums that a finished instance mentions, for the VM.
    fn record_adts(&mut self, body: &Body) {
        let mut wanted: Vec<DefId> = Vec::new();
        // With how many fields lead to it.
        let mut tys: Vec<(Ty, usize)> = body.exprs.iter().map(|e| (e.ty, 0)).chain(body.locals.iter().map(|l| (l.ty, 0))).collect();
        tys.extend(body.patterns.iter().map(|p| (p.ty, 0)));
        let mut seen = std::collections::HashSet::new();
        while let Some((t, depth)) = tys.pop() {
            if depth > crate::drops::NESTING_LIMIT {
                self.endless_type(t);
                break;
            }
            if !seen.insert(t) || !self.adt_types_seen.insert(t) {
                continue;
            }
            let kind = self.program.types.kind(t).clone();
            if let TyKind::Adt(d, args) = &kind
                && let Some(adt) = self.adt(*d)
            {
                if !self.program.adts.contains_key(d) {
                    wanted.push(*d);
                }
                for v in 0..adt.variants.len() {
                    let fields = self.fields_of(*d, args, v);
                    for f in fields {
                        let f = self.close(f);
                        tys.push((f, depth + 1));
                    }
                }
            }
            crate::types::for_each_child(&kind, &mut |c| tys.push((c, depth)));
        }
        for d in wanted {
            self.record_adt(d);
        }
    }

    pub(crate) fn record_adt(&mut self, d: DefId) {
        let Some(adt) = self.adt(d) else { return };
        let mut variants = Vec::new();
        for (i, v) in adt.variants.iter().enumerate() {
            let discriminant = if adt.is_enum { self.discriminant(d, i).unwrap_or(i as i128) } else { 0 };
            variants.push(AdtVariant {
                name: v.name.name,
                shape: v.shape,
                fields: v.fields.iter().map(|f| f.name.name).collect(),
                discriminant,
            });
        }
        let name = self.defs[d.0 as usize].name;
        self.program.adts.insert(d, Adt { name, lang: adt.lang, is_enum: adt.is_enum, variants });
    }
}

/// Instances already bound in a format are told from callee numbers by this offset while a body is finished.
const FORMAT_BASE: u32 = 1 << 30;

fn used_callees(body: &Body) -> std::collections::HashSet<u32> {
    let mut used = std::collections::HashSet::new();
    for e in &body.exprs {
        match &e.kind {
            ExprKind::Call { callee: Callee::Instance(n), .. } | ExprKind::Function(n) => {
                used.insert(n.0);
            }
            ExprKind::For { next: Callee::Instance(n), .. } => {
                used.insert(n.0);
            }
            _ => {}
        }
    }
    used
}

impl Queries for Checker {
    fn types(&self) -> &crate::types::TypeTable {
        &self.program.types
    }

    fn is_copy(&mut self, ty: Ty) -> bool {
        Checker::is_copy(self, ty)
    }

    fn has_destructor(&mut self, ty: Ty) -> bool {
        matches!(self.kind(ty), TyKind::Adt(..)) && self.drop_impl(ty).is_some()
    }

    fn has_own_fields(&mut self, ty: Ty) -> bool {
        let TyKind::Adt(d, _) = self.kind(ty) else { return false };
        self.adt(d).is_some_and(|adt| !adt.is_enum && !adt.is_union && adt.repr.packed.is_none())
    }

    fn can_copy(&mut self, ty: Ty) -> bool {
        matches!(self.kind(ty), TyKind::Closure(_) | TyKind::Unknown | TyKind::Error | TyKind::Dyn(_)) || self.clone_of(ty).is_some()
    }

    fn is_shared_end(&mut self, ty: Ty) -> bool {
        let TyKind::Adt(d, _) = self.kind(ty) else { return false };
        let def = &self.defs[d.0 as usize];
        let DefKind::Module(module) = *self.def_kind(def.module) else { return false };
        def.dialect == Dialect::Std
            && matches!(def.name.as_str(), "Receiver" | "UnboundedReceiver")
            && self.module_path(module) == "tokio::sync::mpsc"
    }

    fn is_handle(&mut self, ty: Ty) -> bool {
        match self.kind(ty) {
            TyKind::Adt(d, _) => match self.adt_lang(d) {
                Some(LangAdt::Rc | LangAdt::Weak | LangAdt::Shared) => true,
                Some(LangAdt::Native) => !self.adt(d).is_some_and(|a| a.structural),
                Some(_) => false,
                None => {
                    // A library type made of handles (channel ends, locks, atomics).
                    self.defs[d.0 as usize].dialect == Dialect::Std
                        && self.adt(d).is_some_and(|a| !a.is_enum && !a.variants[0].fields.is_empty())
                        && {
                            let TyKind::Adt(_, args) = self.kind(ty) else { return false };
                            let fields = self.fields_of(d, &args, 0);
                            fields.into_iter().all(|f| {
                                let f = self.close(f);
                                !matches!(self.kind(f), TyKind::Ref { .. }) && Queries::is_handle(self, f)
                            })
                        }
                }
            },
            _ => false,
        }
    }

    fn is_task_spawn(&self, callee: InstanceId) -> Option<passes::SpawnKind> {
        self.spawns.get(&callee).copied()
    }

    fn adt(&self, def: DefId) -> Option<&Adt> {
        self.program.adts.get(&def)
    }

    fn field_types(&mut self, ty: Ty, variant: u32) -> Vec<Ty> {
        match self.kind(ty) {
            TyKind::Adt(d, args) => {
                let fields = self.fields_of(d, &args, variant as usize);
                fields.into_iter().map(|t| self.close(t)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn closure(&self, id: ClosureId) -> Option<&ClosureInfo> {
        self.program.closures.get(id.0 as usize)
    }

    fn global(&self, id: GlobalId) -> Option<&Global> {
        self.program.globals.get(id.0 as usize)
    }

    fn type_name(&self, ty: Ty) -> String {
        Checker::type_name(self, ty)
    }

    fn lending(&self, callee: InstanceId) -> passes::Lending {
        match self.instance_defs.get(callee.0 as usize) {
            Some(Some((def, _))) => self.lending_of(*def),
            _ => passes::Lending::default(),
        }
    }

    fn holds_borrow(&self, ty: Ty) -> bool {
        Checker::holds_borrow(self, ty)
    }
}
