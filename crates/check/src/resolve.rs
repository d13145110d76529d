//! Names: modules, imports, and what a path means.
//!
//! A name is looked for in the block modules around it, its module, the names of libraries, the prelude (and the relaxed prelude in
//! relaxed files), then among the built-in types. Imports are resolved to a fixed point, so their order does not matter.

use crate::Checker;
use crate::defs::*;
use crate::types::{DefId, Ty};
use ruchy_syntax::{Diagnostic, Dialect, Ident, Span, Symbol};
use std::sync::Arc;

/// Which of the two namespaces a name is looked up in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Namespace {
    Types,
    Values,
}

/// What the front of a path means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Res {
    Def(DefId),
    /// `Self`
    SelfType,
    /// A generic parameter.
    Param(u32),
}

/// How many imports of the library may lead to the next.
const MOST_IMPORTS: u32 = 16;

impl Checker {
    /// A name of a module itself, through its globs, not of those around it.
    pub(crate) fn lookup_in(&self, module: ModuleId, name: Symbol, ns: Namespace) -> Option<DefId> {
        self.lookup_seen(module, name, ns, &mut Vec::new())
    }

    fn lookup_seen(&self, module: ModuleId, name: Symbol, ns: Namespace, seen: &mut Vec<ModuleId>) -> Option<DefId> {
        if seen.contains(&module) {
            return None;
        }
        seen.push(module);
        let m = &self.modules[module.0 as usize];
        let table = if ns == Namespace::Types { &m.types } else { &m.values };
        if let Some(b) = table.get(&name) {
            return Some(b.def);
        }
        for import in m.late_imports.iter().filter(|import| import.name.name == name) {
            if let Some(found) = self.resolve_late(module, &import.path, ns) {
                return Some(found);
            }
        }
        for glob in &m.globs {
            let Some(target) = glob.target else { continue };
            let found = match (self.defs[target.0 as usize].sort, self.defs[target.0 as usize].kind.get()) {
                (_, Some(DefKind::Module(inner))) => self.lookup_seen(*inner, name, ns, seen),
                (Sort::Adt, _) => self.enum_variants.get(&(target, name)).copied(),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// What a `use` of the library means.
    fn resolve_late(&self, module: ModuleId, path: &[Ident], ns: Namespace) -> Option<DefId> {
        // Imports that lead to each other mean nothing.
        if self.import_depth.get() > MOST_IMPORTS {
            return None;
        }
        self.import_depth.update(|depth| depth + 1);
        let found = self.resolve_use(module, path, ns);
        self.import_depth.update(|depth| depth - 1);
        found
    }

    pub(crate) fn dialect_of(&self, module: ModuleId) -> Dialect {
        self.defs[self.module_def(module).0 as usize].dialect
    }

    /// The module a path's `crate` means.
    pub(crate) fn crate_root(&self, mut module: ModuleId) -> ModuleId {
        loop {
            match self.modules[module.0 as usize].parent {
                Some(parent) if parent != ModuleId(0) => module = parent,
                Some(_) | None => return module,
            }
        }
    }

    fn nearest_module(&self, mut module: ModuleId) -> ModuleId {
        while self.modules[module.0 as usize].block {
            match self.modules[module.0 as usize].parent {
                Some(p) => module = p,
                None => break,
            }
        }
        module
    }

    /// A single name, from inside a module outwards.
    pub(crate) fn lookup(&self, module: ModuleId, name: Symbol, ns: Namespace) -> Option<DefId> {
        let mut at = module;
        loop {
            if let Some(d) = self.lookup_in(at, name, ns) {
                return Some(d);
            }
            let m = &self.modules[at.0 as usize];
            match m.parent {
                Some(parent) if m.block => at = parent,
                _ => break,
            }
        }
        if ns == Namespace::Types
            && let Some(b) = self.modules[0].types.get(&name)
        {
            return Some(b.def);
        }
        if let Some(prelude) = self.prelude
            && let Some(d) = self.lookup_in(prelude, name, ns)
        {
            return Some(d);
        }
        if self.dialect_of(module).is_relaxed()
            && let Some(prelude) = self.relaxed_prelude
            && let Some(d) = self.lookup_in(prelude, name, ns)
        {
            return Some(d);
        }
        if ns == Namespace::Types {
            return self.primitives.get(&name).copied();
        }
        None
    }

    /// Resolves as many segments as name modules, items and variants. Gives what was found and how many segments that took;
    /// the rest are associated names.
    pub(crate) fn resolve_segments(&self, scope: &Scope, names: &[Ident], global: bool, ns: Namespace) -> Result<(Res, usize), usize> {
        let want = |i: usize| if i + 1 == names.len() { ns } else { Namespace::Types };
        let first = names.first().ok_or(0usize)?;
        let mut used = 1;
        let mut current: DefId = match first.name.as_str() {
            "Self" if !global => {
                if scope.trait_.is_some() {
                    return Ok((Res::Param(0), 1));
                }
                return if scope.impl_.is_some() || scope.adt.is_some() { Ok((Res::SelfType, 1)) } else { Err(0) };
            }
            "crate" | "$crate" => self.module_def(self.crate_root(scope.module)),
            "self" if names.len() > 1 => self.module_def(self.nearest_module(scope.module)),
            "super" => {
                let m = self.nearest_module(scope.module);
                let parent = self.modules[m.0 as usize].parent.unwrap_or(ModuleId(0));
                self.module_def(self.nearest_module(parent))
            }
            _ if global => self.modules[0].types.get(&first.name).map(|b| b.def).ok_or(0usize)?,
            _ => {
                let types = want(0) == Namespace::Types || names.len() > 1;
                let param = scope.generics.params.iter().rposition(|p| p.name == first.name && (types || p.is_const()));
                if let Some(i) = param.filter(|_| !self.hides_parameters(scope, first.name, want(0))) {
                    return Ok((Res::Param(i as u32), 1));
                }
                let found = self.lookup(scope.module, first.name, want(0));
                match found {
                    Some(d) => d,
                    None => return Err(0),
                }
            }
        };
        while used < names.len() {
            let name = names[used];
            match self.defs[current.0 as usize].sort {
                Sort::Module => {
                    let DefKind::Module(m) = self.def_kind(current) else { break };
                    if name.name.as_str() == "super" {
                        let parent = self.modules[m.0 as usize].parent.unwrap_or(ModuleId(0));
                        current = self.module_def(parent);
                        used += 1;
                        continue;
                    }
                    let found = self.lookup_in(*m, name.name, want(used)).or_else(|| {
                        // The number types' modules (`std::i32`, `std::f64`) are the types too.
                        if used + 1 < names.len() { None } else { self.lookup_in(*m, name.name, Namespace::Types) }
                    });
                    match found {
                        Some(d) => current = d,
                        // A module shares its name with a built-in type: `f64::MAX` when `std::f64` is imported.
                        None => match self.primitives.get(&names[used - 1].name) {
                            Some(&p) => return Ok((Res::Def(p), used)),
                            None => return Err(used),
                        },
                    }
                }
                Sort::Adt => match self.enum_variants.get(&(current, name.name)) {
                    Some(&v) => {
                        current = v;
                        used += 1;
                        break;
                    }
                    None => break,
                },
                Sort::Alias => {
                    let DefKind::Alias(alias) = self.def_kind(current) else { break };
                    // `type A = Enum; A::Variant`
                    if let Some(d) = self.alias_target(alias)
                        && let Some(&v) = self.enum_variants.get(&(d, name.name))
                    {
                        current = v;
                        used += 1;
                    }
                    break;
                }
                _ => break,
            }
            used += 1;
        }
        Ok((Res::Def(current), used))
    }

    /// Whether an item in a block of the function at hand has this name, and so hides a generic parameter.
    fn hides_parameters(&self, scope: &Scope, name: Symbol, ns: Namespace) -> bool {
        let mut at = scope.module;
        loop {
            let module = &self.modules[at.0 as usize];
            if !module.around.as_ref().is_some_and(|generics| Arc::ptr_eq(generics, &scope.generics)) {
                return false;
            }
            let table = if ns == Namespace::Types { &module.types } else { &module.values };
            if table.contains_key(&name) {
                return true;
            }
            let Some(parent) = module.parent else { return false };
            at = parent;
        }
    }

    /// E0603: each part of a path can be seen from where it is written.
    pub(crate) fn check_visible(&mut self, scope: &Scope, names: &[Ident], used: usize, global: bool, ns: Namespace) {
        let Some((i, d)) = self.hidden_part(scope, names, used, global, ns) else { return };
        let def = &self.defs[d.0 as usize];
        let what = match self.def_kind(d) {
            DefKind::Module(_) => "module",
            DefKind::Adt(a) if a.is_enum => "enum",
            DefKind::Adt(_) => "struct",
            DefKind::Trait(_) => "trait",
            DefKind::Alias(_) => "type alias",
            DefKind::Function(_) => "function",
            _ => "constant",
        };
        let (name, at) = (names[i], def.span);
        self.error(
            Diagnostic::error("E0603", name.span, format!("{what} `{}` is private", name.name))
                .at(format!("private {what}"))
                .label(at, "defined here")
                .help("write `pub` before its declaration"),
        );
    }

    /// The first part of a path that cannot be seen from where it is written: its position and what it names.
    fn hidden_part(&self, scope: &Scope, names: &[Ident], used: usize, global: bool, ns: Namespace) -> Option<(usize, DefId)> {
        if names.len() < 2 || self.dialect_of(scope.module) == Dialect::Std {
            return None;
        }
        for i in 1..used {
            let ns = if i + 1 == names.len() { ns } else { Namespace::Types };
            let Ok((Res::Def(d), n)) = self.resolve_segments(scope, &names[..=i], global, ns) else { return None };
            let def = &self.defs[d.0 as usize];
            if n != i + 1 || def.dialect == Dialect::Std || def.sort == Sort::Variant {
                return None;
            }
            if !def.public && !self.inside(scope.module, def.module) {
                return Some((i, d));
            }
        }
        None
    }

    /// The struct or enum an alias names plainly.
    pub(crate) fn alias_target(&self, alias: &AliasDef) -> Option<DefId> {
        let ruchy_syntax::tree::TypeKind::Path(path) = &alias.ty.kind else { return None };
        let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
        match self.resolve_segments(&alias.scope, &names, path.global, Namespace::Types) {
            Ok((Res::Def(d), n)) if n == names.len() => match self.def_kind(d) {
                DefKind::Adt(_) => Some(d),
                DefKind::Alias(inner) => self.alias_target(inner),
                _ => None,
            },
            _ => None,
        }
    }

    /// Resolves all `use`s collected so far; those that name nothing are errors.
    pub fn resolve_imports(&mut self) {
        let unsettled = std::mem::take(&mut self.unsettled);
        let mut clashes: Vec<(ModuleId, usize, Binding)> = Vec::new();
        let mut written: Vec<(ModuleId, usize)> = Vec::new();
        for &module in unsettled.iter().filter(|&&m| self.dialect_of(m) == Dialect::Rust) {
            let imports = &self.modules[module.0 as usize].imports;
            written.extend(imports.iter().enumerate().filter(|(_, import)| !import.done).map(|(i, _)| (module, i)));
        }
        loop {
            let mut progress = false;
            for &module in &unsettled {
                let m = module.0 as usize;
                for i in 0..self.modules[m].globs.len() {
                    if self.modules[m].globs[i].target.is_none() {
                        let path = self.modules[m].globs[i].path.clone();
                        if let Some(target) = self.resolve_use(module, &path, Namespace::Types) {
                            self.modules[m].globs[i].target = Some(target);
                            progress = true;
                        }
                    }
                }
                for i in 0..self.modules[m].imports.len() {
                    let import = self.modules[m].imports[i].clone();
                    if import.done {
                        continue;
                    }
                    let mut any = false;
                    for ns in [Namespace::Types, Namespace::Values] {
                        let Some(def) = self.resolve_use(module, &import.path, ns) else { continue };
                        any = true;
                        let table = &mut self.modules[m];
                        let table = if ns == Namespace::Types { &mut table.types } else { &mut table.values };
                        let binding = Binding { def, glob: false };
                        // What is imported as `_` has a name that nobody can write, and none other has.
                        let name = if import.name.name.as_str() == "_" { Symbol::new(&format!("_#{i}")) } else { import.name.name };
                        match table.get(&name) {
                            Some(b) if !b.glob && !self.redefine => {
                                if b.def != def {
                                    clashes.push((module, i, *b));
                                }
                            }
                            _ => {
                                table.insert(name, binding);
                                progress = true;
                            }
                        }
                    }
                    if any {
                        self.modules[m].imports[i].done = true;
                        progress = true;
                    }
                }
            }
            if !progress {
                break;
            }
        }
        for (module, i, first) in clashes {
            self.import_clash(module, i, first);
        }
        for (module, i) in written {
            self.check_import_visible(module, i);
        }
        for ModuleId(m) in unsettled {
            let m = m as usize;
            let mut bad: Vec<(Vec<Ident>, Span)> = Vec::new();
            for i in &mut self.modules[m].imports {
                if !i.done {
                    i.done = true;
                    bad.push((i.path.clone(), i.span));
                }
            }
            let dead: Vec<_> = self.modules[m].globs.iter().filter(|g| g.target.is_none()).map(|g| (g.path.clone(), g.span)).collect();
            self.modules[m].globs.retain(|g| g.target.is_some());
            bad.extend(dead);
            for (path, span) in bad {
                if self.imports_macro(ModuleId(m as u32), &path) {
                    continue;
                }
                let error = self.unresolved_import(ModuleId(m as u32), &path, span);
                let library = path.first().and_then(|p| self.modules[0].types.get(&p.name));
                if library.is_some_and(|b| self.defs[b.def.0 as usize].dialect == Dialect::Std) {
                    self.lacking.push(error.span());
                    self.lacks_import = true;
                }
                self.diagnostics.push(error);
            }
        }
    }

    /// E0603: what a `use` names can be seen from there, as a type or as a value.
    fn check_import_visible(&mut self, module: ModuleId, i: usize) {
        let import = self.modules[module.0 as usize].imports[i].clone();
        if !import.done {
            return;
        }
        let scope = Scope { module, generics: Default::default(), impl_: None, trait_: None, adt: None };
        let found = [Namespace::Types, Namespace::Values].into_iter().filter(|&ns| self.resolve_use(module, &import.path, ns).is_some());
        let found: Vec<Namespace> = found.collect();
        let n = import.path.len();
        if let Some(&ns) = found.first()
            && found.iter().all(|&ns| self.hidden_part(&scope, &import.path, n, false, ns).is_some())
        {
            self.check_visible(&scope, &import.path, n, false, ns);
        }
    }

    /// E0252, E0255: an import whose name the module has already, for something else.
    fn import_clash(&mut self, module: ModuleId, i: usize, first: Binding) {
        if self.dialect_of(module) != Dialect::Rust {
            return;
        }
        let imports = &self.modules[module.0 as usize].imports;
        let name = imports[i].name;
        let other = imports[..i].iter().find(|o| o.name.name == name.name);
        let (code, at) = match other {
            Some(o) => ("E0252", o.span),
            None => ("E0255", self.defs[first.def.0 as usize].span),
        };
        self.error(
            Diagnostic::error(code, name.span, format!("the name `{}` is defined multiple times", name.name))
                .at(format!("`{}` imported again here", name.name))
                .label(at, "first here")
                .help(format!("rename one of them: `use … as Other{};`", name.name)),
        );
    }

    pub(crate) fn resolve_use(&self, module: ModuleId, path: &[Ident], ns: Namespace) -> Option<DefId> {
        let scope = Scope { module, generics: Default::default(), impl_: None, trait_: None, adt: None };
        // A `use` never resolves to the very name it introduces: `use x::y as y` looks at `x` first.
        if path.len() == 1 {
            let name = path[0].name;
            if let Some(b) = self.modules[0].types.get(&name)
                && ns == Namespace::Types
            {
                return Some(b.def);
            }
            if matches!(name.as_str(), "crate" | "self") {
                let m = if name.as_str() == "crate" { self.crate_root(module) } else { self.nearest_module(module) };
                return (ns == Namespace::Types).then(|| self.module_def(m));
            }
        }
        match self.resolve_segments(&scope, path, false, ns) {
            Ok((Res::Def(d), n)) if n == path.len() => {
                if n > 1 {
                    return Some(d).filter(|d| self.in_namespace(*d, ns));
                }
                Some(d)
            }
            _ => None,
        }
    }

    fn in_namespace(&self, def: DefId, ns: Namespace) -> bool {
        match self.defs[def.0 as usize].sort {
            Sort::Module | Sort::Trait | Sort::Alias | Sort::Primitive => ns == Namespace::Types,
            Sort::Function | Sort::Const | Sort::Variable => ns == Namespace::Values,
            Sort::Adt | Sort::Variant => true,
        }
    }

    /// Whether a path names a macro of a library: those are known everywhere, so importing one does nothing.
    pub(crate) fn imports_macro(&self, module: ModuleId, path: &[Ident]) -> bool {
        let Some((last, holder)) = path.split_last() else { return false };
        let scope = Scope { module, generics: Default::default(), impl_: None, trait_: None, adt: None };
        !holder.is_empty()
            && self.library_macros.contains(&last.name)
            && self.resolve_segments(&scope, holder, false, Namespace::Types).is_ok_and(|(res, used)| {
                used == holder.len() && matches!(res, Res::Def(d) if self.defs[d.0 as usize].dialect == Dialect::Std)
            })
    }

    pub(crate) fn unresolved_import(&self, module: ModuleId, path: &[Ident], span: Span) -> Diagnostic {
        let text: Vec<&str> = path.iter().map(|i| i.name.as_str()).collect();
        let text = text.join("::");
        let mut error = Diagnostic::error("E0432", span, format!("unresolved import `{text}`"));
        let scope = Scope { module, generics: Default::default(), impl_: None, trait_: None, adt: None };
        for n in (1..path.len()).rev() {
            if let Ok((Res::Def(d), used)) = self.resolve_segments(&scope, &path[..n], false, Namespace::Types)
                && used == n
                && let DefKind::Module(m) = *self.def_kind(d)
            {
                let missing = path[n].name.as_str();
                let holder: Vec<&str> = path[..n].iter().map(|i| i.name.as_str()).collect();
                error = error.at(format!("no `{missing}` in `{}`", holder.join("::")));
                let m = &self.modules[m.0 as usize];
                let names = m.names().map(|s| s.as_str());
                if let Some(near) = nearest(missing, names) {
                    error = error.help(format!("a similar name exists there: `{near}`"));
                } else {
                    let mut all: Vec<&str> = m.names().map(|s| s.as_str()).collect();
                    all.sort_unstable();
                    all.dedup();
                    if !all.is_empty() && all.len() <= 40 {
                        error = error.help(format!("`{}` has: {}", holder.join("::"), all.join(", ")));
                    }
                }
                return error;
            }
        }
        let missing = path.first().map_or("", |i| i.name.as_str());
        error = error.at(format!("no module or library `{missing}`"));
        let names = self.modules[0].types.keys().map(|s| s.as_str());
        match nearest(missing, names) {
            Some(near) => error.help(format!("a library with a similar name exists: `{near}`")),
            None => error
                .help("libraries are part of Ruchy: std, tokio, futures, rayon, crossbeam, dashmap and others; there is no package to add"),
        }
    }
}

/// The name most like `wanted`, if one is near enough to be what was meant.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (wanted.chars().count() / 3).max(1);
    names.filter(|n| *n != wanted).map(|n| (distance(wanted, n), n)).filter(|(d, _)| *d <= limit).min().map(|(_, n)| n)
}

/// Edit distance (Levenshtein), ignoring case.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().flat_map(char::to_lowercase).enumerate() {
        let mut last = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = last + usize::from(x != *y);
            last = row[j + 1];
            row[j + 1] = cost.min(last + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

impl Checker {
    /// A built-in type's definition, for paths such as `i32::MAX`.
    pub(crate) fn primitive_type(&self, def: DefId) -> Option<Ty> {
        match *self.def_kind(def) {
            DefKind::Primitive(ty) => Some(ty),
            _ => None,
        }
    }
}
