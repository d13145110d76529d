//! Types and functions as a user would write them.

use crate::Checker;
use crate::defs::*;
use crate::infer::VarKind;
use crate::types::{DefId, FloatKind, Ty, TyKind};

impl Checker {
    /// A type as Rust would print it in a message.
    pub fn type_name(&self, ty: Ty) -> String {
        let ty = self.shallow(ty);
        match self.program.types.kind(ty) {
            TyKind::Bool => "bool".into(),
            TyKind::Char => "char".into(),
            TyKind::Int(k) => k.name().into(),
            TyKind::Float(FloatKind::F32) => "f32".into(),
            TyKind::Float(FloatKind::F64) => "f64".into(),
            TyKind::Str => "str".into(),
            TyKind::Never => "!".into(),
            TyKind::Tuple(items) if items.len() == 1 => format!("({},)", self.type_name(items[0])),
            TyKind::Tuple(items) => format!("({})", self.type_names(items)),
            TyKind::Adt(def, args) => {
                let name = self.defs[def.0 as usize].name;
                if args.is_empty() { name.to_string() } else { format!("{name}<{}>", self.type_names(args)) }
            }
            TyKind::Ref { mutable: false, ty } => format!("&{}", self.type_name(*ty)),
            TyKind::Ref { mutable: true, ty } => format!("&mut {}", self.type_name(*ty)),
            TyKind::Pointer { mutable: false, ty } => format!("*const {}", self.type_name(*ty)),
            TyKind::Pointer { mutable: true, ty } => format!("*mut {}", self.type_name(*ty)),
            TyKind::Slice(t) => format!("[{}]", self.type_name(*t)),
            TyKind::Array(t, n) => format!("[{}; {}]", self.type_name(*t), self.type_name(*n)),
            TyKind::Const(n) => n.to_string(),
            TyKind::FnPointer(params, ret) if self.shallow(*ret) == Ty::UNIT => format!("fn({})", self.type_names(params)),
            TyKind::FnPointer(params, ret) => format!("fn({}) -> {}", self.type_names(params), self.type_name(*ret)),
            TyKind::FnDef(def, _) => format!("fn item {{{}}}", self.defs[def.0 as usize].name),
            TyKind::Closure(_) => "{closure}".into(),
            TyKind::Dyn(bounds) => {
                let parts: Vec<String> = bounds.iter().map(|b| self.bound_name(b.trait_, &b.args, &b.bindings)).collect();
                format!("dyn {}", parts.join(" + "))
            }
            TyKind::Unknown | TyKind::Error => "_".into(),
            TyKind::Param(_, name) => name.to_string(),
            TyKind::Placeholder(_, _, name) => match name.as_str().strip_prefix("impl#") {
                Some(_) => self.placeholder_bounds(ty),
                None => name.to_string(),
            },
            TyKind::Infer(_) => match self.infer.var_kind(&self.program.types, ty) {
                Some(VarKind::Int) => "{integer}".into(),
                Some(VarKind::Float) => "{float}".into(),
                _ => "_".into(),
            },
            TyKind::Associated(_, args, name) if args.len() == 1 && matches!(self.program.types.kind(args[0]), TyKind::Placeholder(..)) => {
                format!("{}::{name}", self.type_name(args[0]))
            }
            TyKind::Projection(trait_, args, name) | TyKind::Associated(trait_, args, name) => {
                let self_ty = args.first().map_or("_".into(), |&t| self.type_name(t));
                format!("<{self_ty} as {}>::{name}", self.defs[trait_.0 as usize].name)
            }
            TyKind::Opaque(..) => "impl Trait".into(),
        }
    }

    /// A parameter without a name of its own, as it was written: `impl Display + Clone`.
    fn placeholder_bounds(&self, ty: Ty) -> String {
        let bounds: Vec<String> = self
            .environment
            .iter()
            .filter(|p| p.trait_ref.args[0] == ty)
            .map(|p| self.bound_name(p.trait_ref.trait_, &p.trait_ref.args[1..], &p.bindings))
            .take(1)
            .collect();
        format!("impl {}", bounds.first().map_or("Sized", String::as_str))
    }

    fn type_names(&self, list: &[Ty]) -> String {
        list.iter().map(|&t| self.type_name(t)).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn bound_name(&self, trait_: DefId, args: &[Ty], bindings: &[(ruchy_syntax::Symbol, Ty)]) -> String {
        let name = self.defs[trait_.0 as usize].name;
        if matches!(self.trait_lang(trait_), Some("Fn" | "FnMut" | "FnOnce"))
            && let Some(&tuple) = args.first()
            && let TyKind::Tuple(params) = self.program.types.kind(self.shallow(tuple))
        {
            let ret = bindings.first().map(|b| b.1).filter(|t| *t != Ty::UNIT);
            let ret = ret.map_or(String::new(), |t| format!(" -> {}", self.type_name(t)));
            return format!("{name}({}){ret}", self.type_names(params));
        }
        let mut parts: Vec<String> = args.iter().map(|&t| self.type_name(t)).collect();
        parts.extend(bindings.iter().map(|(n, t)| format!("{n} = {}", self.type_name(*t))));
        if parts.is_empty() { name.to_string() } else { format!("{name}<{}>", parts.join(", ")) }
    }

    /// An instance's name in traces.
    pub(crate) fn instance_name(&self, def: DefId, args: &[Ty]) -> String {
        let d = &self.defs[def.0 as usize];
        let module = match *self.def_kind(d.module) {
            DefKind::Module(m) => self.module_path(m),
            _ => String::new(),
        };
        let module = module.strip_prefix("{program}").map_or(module.clone(), |m| m.trim_start_matches("::").to_string());
        let mut parts: Vec<String> = Vec::new();
        if !module.is_empty() {
            parts.push(module);
        }
        if let DefKind::Function(f) = self.def_kind(def) {
            if let Some(id) = f.scope.impl_
                && let Some(h) = self.impl_headers.get(&id)
            {
                parts.push(self.head_name(h.self_ty));
            } else if let Some(t) = f.scope.trait_ {
                let own = args.first().map_or(String::new(), |&t| self.type_name(t));
                parts.push(format!("<{own} as {}>", self.defs[t.0 as usize].name));
            }
        }
        parts.push(d.name.to_string());
        parts.join("::")
    }

    fn head_name(&self, ty: Ty) -> String {
        match self.program.types.kind(ty) {
            TyKind::Adt(def, _) => self.defs[def.0 as usize].name.to_string(),
            _ => self.type_name(ty),
        }
    }
}
