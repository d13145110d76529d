//! The library's definitions: declared when its files are added, read when something in them is asked for.
//!
//! A file comes as its outline (see `ruchy_syntax::outline`). The item, or the call of a macro that makes items, that a definition stands in is its *chunk*: asking what a
//! definition or an impl says reads its whole chunk. Impls are filed by the name of their trait or type alone, and put under the
//! definition that the name means when somebody asks for that one's impls. So a start costs what the program reaches, and
//! little for what it does not.

use crate::Checker;
use crate::defs::*;
use crate::resolve::{Namespace, Res};
use crate::traits::Head;
use crate::types::{DefId, Ty};
use ruchy_syntax::outline::{self, FileOutline, Names, SelfName};
use ruchy_syntax::{Diagnostic, Dialect, Ident, Symbol};
use std::sync::Arc;

/// What an unreadable definition is taken for: a module without names.
static NOTHING: DefKind = DefKind::Module(ModuleId(0));

impl Checker {
    /// Adds a file of the library. Its text has to be among the sources (see [`Checker::set_sources`]).
    pub fn add_library_file(&mut self, file: FileOutline) {
        let mut module = ModuleId(0);
        for part in file.module.name.as_str().split("::").filter(|part| !part.is_empty()) {
            let name = Ident::new(Symbol::new(part), file.module.span);
            module = self.ensure_module(module, name, true, Dialect::Std);
        }
        let macros: Arc<[_]> = file.macros.into();
        for chunk in file.chunks {
            let id = ChunkId(self.chunks.len() as u32);
            let macros = if chunk.uses_macros { macros.clone() } else { Arc::default() };
            self.chunks.push(Chunk { span: chunk.span, macros, module, first: self.cursor() });
            for declaration in chunk.declarations {
                self.declare(declaration, module, Dialect::Std, Origin::Chunk(id));
            }
        }
    }

    /// What a definition is.
    pub(crate) fn def_kind(&self, def: DefId) -> &DefKind {
        let def = &self.defs[def.0 as usize];
        if def.kind.get().is_none() {
            self.read(def.origin);
        }
        def.kind.get().unwrap_or(&NOTHING)
    }

    /// What an impl says.
    pub(crate) fn impl_def(&self, id: ImplId) -> &ImplDef {
        let imp = &self.impls[id.0 as usize];
        if imp.def.get().is_none() {
            match imp.derived {
                Some(_) => self.read(Origin::Derive(id)),
                None => self.read(imp.origin),
            }
        }
        imp.def.get_or_init(|| {
            let scope = Scope { module: imp.module, generics: Arc::default(), impl_: Some(id), trait_: None, adt: None };
            let never = ruchy_syntax::tree::Type { kind: ruchy_syntax::tree::TypeKind::Never, span: imp.head.span };
            ImplDef { scope, trait_path: None, self_ty: Arc::new(never), items: Default::default() }
        })
    }

    fn read(&self, origin: Origin) {
        match origin {
            Origin::Known => {}
            Origin::Derive(id) => self.define_derive(id),
            Origin::Chunk(id) => {
                let chunk = &self.chunks[id.0 as usize];
                let (items, wrong) = outline::read_chunk(&self.sources, chunk.span, &chunk.macros);
                self.complaints.borrow_mut().extend(wrong);
                let mut cursor = chunk.first;
                for item in items {
                    self.define(item, &mut cursor, chunk.module, Dialect::Std);
                }
            }
        }
    }

    /// The impls of a trait, the library's first.
    pub(crate) fn impls_of(&mut self, trait_: DefId) -> Vec<ImplId> {
        let name = self.defs[trait_.0 as usize].name;
        for id in self.unfiled_by_trait.remove(&name).unwrap_or_default() {
            let found = match self.impls[id.0 as usize].derived {
                Some(name) => self.trait_named(name.as_str()),
                None => self.impls[id.0 as usize].head.trait_.as_ref().and_then(|path| self.named(self.impls[id.0 as usize].module, path)),
            };
            if let Some(found) = found {
                self.trait_impls.entry(found).or_default().push(id);
            }
        }
        self.trait_impls.get(&trait_).cloned().unwrap_or_default()
    }

    /// The inherent impls of the types that begin like this.
    pub(crate) fn inherent(&mut self, head: Head) -> Vec<ImplId> {
        if self.filed_heads.insert(head)
            && let Some(name) = self.name_of_head(head)
        {
            for id in self.unfiled_by_type.remove(&name).unwrap_or_default() {
                if let Some(head) = self.impl_head(id) {
                    self.inherent_impls.entry(head).or_default().push(id);
                }
            }
        }
        self.inherent_impls.get(&head).cloned().unwrap_or_default()
    }

    fn name_of_head(&self, head: Head) -> Option<Symbol> {
        match head {
            Head::Adt(def) => Some(self.defs[def.0 as usize].name),
            Head::Plain(ty) => self.primitives.iter().find(|(_, def)| self.primitive_type(**def) == Some(ty)).map(|(name, _)| *name),
            _ => None,
        }
    }

    /// How the type of an impl begins, without reading the impl where names tell; `None`: any type.
    pub(crate) fn impl_head(&mut self, id: ImplId) -> Option<Head> {
        if let Some(&head) = self.impl_heads.get(&id) {
            return head;
        }
        let imp = &self.impls[id.0 as usize];
        let head = match (imp.derived_for, &imp.head.self_ty) {
            (Some(def), _) => Some(Head::Adt(def)),
            (None, SelfName::Parameter) => None,
            (None, SelfName::Ref { mutable }) => Some(Head::Ref(*mutable)),
            (None, SelfName::Pointer) => Some(Head::Pointer),
            (None, SelfName::Slice) => Some(Head::Slice),
            (None, SelfName::Array) => Some(Head::Array),
            (None, SelfName::Tuple { length }) => Some(Head::Tuple(*length as usize)),
            (None, SelfName::Path(path)) => match self.named(imp.module, path) {
                Some(def) if self.defs[def.0 as usize].sort == Sort::Adt => Some(Head::Adt(def)),
                Some(def) if self.defs[def.0 as usize].sort == Sort::Primitive => self.primitive_type(def).map(Head::Plain),
                _ => self.header_head(id),
            },
            (None, SelfName::Other) => self.header_head(id),
        };
        self.impl_heads.insert(id, head);
        head
    }

    fn header_head(&mut self, id: ImplId) -> Option<Head> {
        let self_ty: Ty = self.impl_header(id)?.self_ty;
        self.head(self_ty)
    }

    /// What a path of plain names means in a module.
    fn named(&self, module: ModuleId, path: &Names) -> Option<DefId> {
        let scope = Scope { module, generics: Arc::default(), impl_: None, trait_: None, adt: None };
        match self.resolve_segments(&scope, &path.names, path.global, Namespace::Types) {
            Ok((Res::Def(def), used)) if used == path.names.len() => Some(def),
            _ => None,
        }
    }

    /// Reads all of the library and gives what is wrong with its declarations, which would otherwise be found when a program needs them.
    pub fn check_library(&mut self) -> Vec<Diagnostic> {
        let mut wrong = Vec::new();
        for at in 0..self.modules.len() {
            let module = ModuleId(at as u32);
            for import in self.modules[at].late_imports.clone() {
                let found = [Namespace::Types, Namespace::Values].iter().any(|&ns| self.resolve_use(module, &import.path, ns).is_some());
                if !found && !self.imports_macro(module, &import.path) {
                    wrong.push(self.unresolved_import(module, &import.path, import.span));
                }
            }
        }
        for at in 0..self.defs.len() {
            let def = DefId(at as u32);
            self.def_kind(def);
            match self.defs[at].sort {
                Sort::Trait => drop(self.impls_of(def)),
                Sort::Adt => drop(self.inherent(Head::Adt(def))),
                Sort::Primitive => {
                    let ty = self.primitive_type(def).unwrap_or(Ty::ERROR);
                    self.inherent(Head::Plain(ty));
                }
                _ => {}
            }
            if self.defs[at].kind.get().is_none() {
                wrong.push(Diagnostic::error("", self.defs[at].span, "this is not found again where it was declared"));
            }
        }
        let unfiled = self.unfiled_by_trait.values().chain(self.unfiled_by_type.values()).flatten();
        for id in unfiled {
            let message = "a library's impl has to call its trait and its type by their own names";
            wrong.push(Diagnostic::error("", self.impls[id.0 as usize].head.span, message));
        }
        for at in 0..self.impls.len() {
            let id = ImplId(at as u32);
            self.impl_def(id);
            self.impl_header(id);
        }
        wrong.append(&mut self.complaints.borrow_mut());
        wrong.append(&mut self.diagnostics);
        wrong
    }
}
