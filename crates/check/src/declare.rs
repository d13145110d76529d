//! Declaring: numbers and names for what an item declares, before it is known what it says.

use crate::Checker;
use crate::defs::*;
use crate::types::DefId;
use ruchy_syntax::outline::{Declaration, Declared, ImplHead, Member, MemberKind, SelfName, Shape};
use ruchy_syntax::{Dialect, Ident, Symbol};
use std::cell::OnceCell;

impl Checker {
    /// Where the next definition and impl go.
    pub(crate) fn cursor(&self) -> Cursor {
        Cursor { def: DefId(self.defs.len() as u32), impl_: ImplId(self.impls.len() as u32) }
    }

    pub(crate) fn declare(&mut self, declaration: Declaration, module: ModuleId, dialect: Dialect, origin: Origin) {
        let Declaration { name, public, kind } = declaration;
        let public = public || dialect == Dialect::Std;
        match kind {
            Declared::Function { test } => {
                let def = self.add_unread(name, module, public, dialect, Sort::Function, origin);
                self.bind(module, false, name, def);
                if test {
                    self.test_defs.push(def);
                }
                if dialect != Dialect::Std {
                    self.user_functions.push(def);
                }
            }
            Declared::Struct(shape) => self.declare_adt(name, shape, Vec::new(), module, public, dialect, origin),
            Declared::Enum { shape, variants } => self.declare_adt(name, shape, variants, module, public, dialect, origin),
            Declared::Trait { lang, members } => {
                let id = self.add_unread(name, module, public, dialect, Sort::Trait, origin);
                for member in &members {
                    self.method_traits.entry(member.name.name).or_default().push(id);
                }
                let functions = self.declare_members(&members, module, dialect, origin);
                if dialect != Dialect::Std {
                    self.user_functions.extend(functions);
                    self.pending_traits.push(id);
                }
                match lang {
                    Some(lang) => {
                        self.lang_traits.insert(lang, id);
                    }
                    None if dialect == Dialect::Std => {
                        self.std_traits.entry(name.name).or_insert(id);
                    }
                    None => {}
                }
                self.bind(module, true, name, id);
            }
            Declared::Impl { head, members } => {
                self.declare_impl(head, module, dialect, origin);
                let functions = self.declare_members(&members, module, dialect, origin);
                if dialect != Dialect::Std {
                    self.user_functions.extend(functions);
                }
            }
            Declared::Alias => {
                let def = self.add_unread(name, module, public, dialect, Sort::Alias, origin);
                self.bind(module, true, name, def);
            }
            Declared::Const => {
                let def = self.add_unread(name, module, public, dialect, Sort::Const, origin);
                if name.name.as_str() != "_" {
                    self.bind(module, false, name, def);
                }
            }
            Declared::Static => {
                let def = self.add_unread(name, module, public, dialect, Sort::Const, origin);
                self.bind(module, false, name, def);
            }
            Declared::Use(imports) => {
                let data = &mut self.modules[module.0 as usize];
                for import in imports {
                    match import.name {
                        None => data.globs.push(Glob { path: import.path, span: import.span, target: None }),
                        Some(name) => {
                            let late = matches!(origin, Origin::Chunk(_));
                            let list = if late { &mut data.late_imports } else { &mut data.imports };
                            list.push(Import { path: import.path, name, span: import.span, done: false });
                            if late {
                                continue;
                            }
                        }
                    }
                    self.unsettled.insert(module);
                }
            }
            Declared::Module(items) => {
                let inner = self.ensure_module(module, name, public, dialect);
                for item in items {
                    self.declare(item, inner, dialect, origin);
                }
            }
            Declared::Macro => {
                self.library_macros.insert(name.name);
            }
            Declared::Nothing => {}
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn declare_adt(
        &mut self,
        name: Ident,
        shape: Shape,
        variants: Vec<Ident>,
        module: ModuleId,
        public: bool,
        dialect: Dialect,
        origin: Origin,
    ) {
        let id = self.add_unread(name, module, public, dialect, Sort::Adt, origin);
        for (i, variant) in variants.into_iter().enumerate() {
            let def = self.add_def(variant, module, true, dialect, DefKind::Variant(id, i as u32));
            self.variant_names.entry(variant.name).or_default().push(def);
            self.enum_variants.insert((id, variant.name), def);
        }
        if let Some(lang) = shape.lang {
            self.lang_adts.entry(lang).or_insert(id);
        }
        self.bind(module, true, name, id);
        if shape.is_value {
            self.bind(module, false, name, id);
        }
        if dialect.is_relaxed() {
            self.script_types.push(id);
        }
        self.pending_derives.extend(shape.derives.into_iter().map(|name| (id, name)));
    }

    /// Gives the functions among the members.
    fn declare_members(&mut self, members: &[Member], module: ModuleId, dialect: Dialect, origin: Origin) -> Vec<DefId> {
        let mut functions = Vec::new();
        for member in members {
            let public = member.public || dialect == Dialect::Std;
            if member.typed_receiver {
                self.typed_receivers.insert(member.name.name);
            }
            match member.kind {
                MemberKind::Function => functions.push(self.add_unread(member.name, module, public, dialect, Sort::Function, origin)),
                MemberKind::Const => {
                    self.add_unread(member.name, module, public, dialect, Sort::Const, origin);
                }
                MemberKind::Type => {}
            }
        }
        functions
    }

    fn declare_impl(&mut self, head: ImplHead, module: ModuleId, dialect: Dialect, origin: Origin) {
        let id = ImplId(self.impls.len() as u32);
        if matches!(origin, Origin::Chunk(_)) {
            self.file_by_name(id, &head);
        } else {
            self.pending_impls.push(id);
        }
        let (derived, derived_for, derived_methods) = (None, None, None);
        self.impls.push(Impl { head, module, dialect, derived, derived_for, derived_methods, origin, def: OnceCell::new() });
    }

    /// Puts an impl of the library where it is found when its trait or its type is asked for.
    pub(crate) fn file_by_name(&mut self, id: ImplId, head: &ImplHead) {
        use crate::traits::Head;
        if head.negative {
            return;
        }
        let last = |names: &ruchy_syntax::outline::Names| names.names.last().map_or(Symbol::default(), |name| name.name);
        match (&head.trait_, &head.self_ty) {
            (Some(path), _) => self.unfiled_by_trait.entry(last(path)).or_default().push(id),
            (None, SelfName::Path(path)) => {
                self.filed_heads.clear();
                self.unfiled_by_type.entry(last(path)).or_default().push(id);
            }
            (None, SelfName::Parameter) => self.family_impls.push(id),
            (None, SelfName::Ref { mutable }) => self.inherent_impls.entry(Head::Ref(*mutable)).or_default().push(id),
            (None, SelfName::Pointer) => self.inherent_impls.entry(Head::Pointer).or_default().push(id),
            (None, SelfName::Slice) => self.inherent_impls.entry(Head::Slice).or_default().push(id),
            (None, SelfName::Array) => self.inherent_impls.entry(Head::Array).or_default().push(id),
            (None, SelfName::Tuple { length }) => self.inherent_impls.entry(Head::Tuple(*length as usize)).or_default().push(id),
            (None, SelfName::Other) => self.pending_impls.push(id),
        }
    }
}
