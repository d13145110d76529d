//! Meaning: names, types, moves and sharing. From syntax trees to a [`typed::Program`]. No I/O.
//!
//! The order of work: `collect` takes files apart into definitions (the library's are read when asked for: `library`); `resolve` gives names their meaning; `lower_type` turns written types into
//! interned ones; `body` infers each function body with `infer` (unification) and `traits` (selection); `instances` asks for the bodies that a
//! finished body calls, until none is left; `passes` look at finished bodies (captures, moves, sharing, exhaustiveness); `drops` says what dropping means.
//! Generic functions are templates: each set of arguments is checked by itself (see ARCHITECTURE.md).
//! `written` and `declarations` look at what is declared, `parametric` checks generic bodies for all arguments.

mod body;
mod collect;
mod consts;
mod declarations;
mod declare;
mod defs;
mod derive;
mod drops;
mod evaluate;
mod infer;
mod instances;
mod layout;
mod lending;
mod library;
mod lower_type;
mod parametric;
pub mod passes;
mod resolve;
mod signatures;
mod structural;
mod text;
mod traits;
pub mod typed;
pub mod types;
mod written;

use defs::*;
use ruchy_syntax::{Diagnostic, Dialect, Ident, Severity, SourceMap, Span, Symbol, tree};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use traits::{Head, Obligation, Selection};
use typed::{GlobalId, InstanceId, LangAdt, LocalId, Program};
use types::{DefId, Ty};

/// A closure's signature while its body is being inferred.
#[derive(Debug, Clone)]
pub(crate) struct ClosureSig {
    pub params: Vec<Ty>,
    pub ret: Ty,
}

/// The checker: definitions of the library and of a program's files, and the typed program made of them. It is kept for
/// the life of a session at the prompt, which adds to it.
#[derive(Default)]
pub struct Checker {
    /// The typed program so far.
    pub program: Program,
    pub(crate) defs: Vec<Def>,
    pub(crate) modules: Vec<Module>,
    pub(crate) impls: Vec<Impl>,
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// How many imports of the library lead to the one at hand.
    pub(crate) import_depth: Cell<u32>,
    /// What is wrong in what was read on demand.
    pub(crate) complaints: RefCell<Vec<Diagnostic>>,
    pub(crate) reported: HashSet<(Span, &'static str)>,
    pub(crate) infer: infer::InferTable,
    pub(crate) pending: Vec<Obligation>,
    // Indexes.
    pub(crate) prelude: Option<ModuleId>,
    pub(crate) relaxed_prelude: Option<ModuleId>,
    pub(crate) primitives: HashMap<Symbol, DefId>,
    pub(crate) lang_traits: HashMap<Symbol, DefId>,
    pub(crate) std_traits: HashMap<Symbol, DefId>,
    /// The macros that the library describes; the parser knows them by their names alone.
    pub(crate) library_macros: HashSet<Symbol>,
    pub(crate) lang_adts: HashMap<Symbol, DefId>,
    pub(crate) variant_names: HashMap<Symbol, Vec<DefId>>,
    pub(crate) enum_variants: HashMap<(DefId, Symbol), DefId>,
    /// Names of methods whose receiver's type is written out (`self: Rc<Self>`).
    pub(crate) typed_receivers: HashSet<Symbol>,
    pub(crate) method_traits: HashMap<Symbol, Vec<DefId>>,
    pub(crate) trait_impls: HashMap<DefId, Vec<ImplId>>,
    pub(crate) inherent_impls: HashMap<Head, Vec<ImplId>>,
    pub(crate) family_impls: Vec<ImplId>,
    /// Impls of the library by the last name of their trait, until it is asked for.
    pub(crate) unfiled_by_trait: HashMap<Symbol, Vec<ImplId>>,
    /// Those without a trait, by the last name of their type.
    pub(crate) unfiled_by_type: HashMap<Symbol, Vec<ImplId>>,
    pub(crate) filed_heads: HashSet<Head>,
    pub(crate) impl_heads: HashMap<ImplId, Option<Head>>,
    // Not yet worked in.
    /// Modules with imports that are not resolved.
    pub(crate) unsettled: BTreeSet<ModuleId>,
    pub(crate) pending_derives: Vec<(DefId, Ident)>,
    /// Structs and enums of relaxed files whose derives are not declared yet.
    pub(crate) script_types: Vec<DefId>,
    pub(crate) pending_impls: Vec<ImplId>,
    pub(crate) pending_traits: Vec<DefId>,
    pub(crate) redefine: bool,
    /// How many definitions and impls are the library's.
    pub(crate) library_end: (usize, usize),
    // Caches.
    pub(crate) impl_headers: HashMap<ImplId, Arc<ImplHeader>>,
    pub(crate) signatures: HashMap<DefId, Arc<Signature>>,
    pub(crate) field_types: HashMap<DefId, Arc<Vec<Vec<Ty>>>>,
    pub(crate) selection_cache: HashMap<TraitRef, Selection>,
    /// See `Checker::candidate`.
    pub(crate) candidates: HashMap<TraitRef, traits::Candidate>,
    pub(crate) structural_cache: HashMap<(Ty, &'static str), bool>,
    /// The modules of blocks with items, by place, function, module around and number among those of the same place.
    pub(crate) block_modules: HashMap<(Span, Option<DefId>, ModuleId, u32), ModuleId>,
    // Instances.
    pub(crate) instance_ids: HashMap<(DefId, Vec<Ty>), InstanceId>,
    pub(crate) instance_defs: Vec<Option<(DefId, Vec<Ty>)>>,
    pub(crate) instance_rets: Vec<Ty>,
    pub(crate) instance_state: Vec<instances::State>,
    pub(crate) instance_locals: HashMap<InstanceId, Vec<Ty>>,
    pub(crate) queue: Vec<InstanceId>,
    pub(crate) global_ids: HashMap<(DefId, Vec<Ty>), GlobalId>,
    pub(crate) closure_sigs: Vec<ClosureSig>,
    pub(crate) spawns: HashMap<InstanceId, passes::SpawnKind>,
    pub(crate) drop_queue: Vec<Ty>,
    pub(crate) clone_queue: Vec<types::ClosureId>,
    pub(crate) drop_seen: HashSet<Ty>,
    // The program's own.
    pub(crate) test_defs: Vec<DefId>,
    pub(crate) user_functions: Vec<DefId>,
    pub(crate) depth: usize,
    /// Constant expressions that are being evaluated.
    pub(crate) evaluating: Vec<Span>,
    /// Where literals may be too large for their type (`#![allow(overflowing_literals)]`).
    pub(crate) large_literals: Vec<Span>,
    pub(crate) drop_depth: usize,
    /// Types of which it is not settled that dropping them does nothing.
    pub(crate) drop_unsettled: Vec<Ty>,
    /// How many goals the goal under selection has led to.
    pub(crate) selection_steps: u32,
    /// The bounds of the function under check, with its arguments. In a parametric check with all that follows from them.
    pub(crate) environment: Vec<Predicate>,
    /// The function that is being checked for all its arguments (see `parametric`).
    pub(crate) parametric: Option<parametric::Parametric>,
    /// Where something was asked of the library that it has not.
    pub(crate) lacking: Vec<Span>,
    /// A `use` was, so that what follows from it is no mistake either.
    pub(crate) lacks_import: bool,
    /// See `stand_in`, by what they do with closures.
    pub(crate) stand_ins: [Option<InstanceId>; 4],
    /// See `bounds_of_associated`; those of the function under check.
    pub(crate) associated_bounds: HashMap<Ty, Arc<Vec<Predicate>>>,
    /// Error types that `?` converts to: (target, given).
    pub(crate) converted: Vec<(Ty, Ty)>,
    /// Whether the file under check is relaxed (integer defaults, opened Results).
    pub(crate) relaxed: bool,
    pub(crate) sources: SourceMap,
    pub(crate) wrappers: HashMap<(DefId, Vec<Ty>), InstanceId>,
    pub(crate) summaries: HashMap<InstanceId, passes::Summary>,
    pub(crate) adt_types_seen: HashSet<Ty>,
    pub(crate) futures: body::futures::Futures,
}

impl Checker {
    /// A checker that knows the built-in types only.
    pub fn new() -> Self {
        let mut checker = Checker::default();
        checker.modules.push(Module::default());
        let root = Ident::new(Symbol::new("{libraries}"), Span::default());
        let def = checker.add_def(root, ModuleId(0), true, Dialect::Std, DefKind::Module(ModuleId(0)));
        checker.modules[0].def = Some(def);
        let builtin = [("bool", Ty::BOOL), ("char", Ty::CHAR), ("str", Ty::STR), ("f32", Ty::F32), ("f64", Ty::F64)];
        let ints = types::IntKind::ALL.map(|k| (k.name(), checker.program.types.int(k)));
        for (name, ty) in builtin.into_iter().chain(ints) {
            let name = Ident::new(Symbol::new(name), Span::default());
            let def = checker.add_def(name, ModuleId(0), true, Dialect::Std, DefKind::Primitive(ty));
            checker.primitives.insert(name.name, def);
        }
        checker.declare_families();
        checker
    }

    /// The traits that only the library's declarations name: families of built-in types (see `traits`).
    fn declare_families(&mut self) {
        let one = ["__Int", "__Float", "__Num", "__Signed", "__Unsigned", "__Tuple", "__FnPointer"].map(|n| (n, 1));
        let families = one.into_iter().chain([("__Widens", 2), ("__Narrows", 2)]);
        for (name, params) in families {
            let name = Ident::new(Symbol::new(name), Span::default());
            let id = self.add_def(name, ModuleId(0), true, Dialect::Std, DefKind::Module(ModuleId(0)));
            let param = |text: &str| GenericParam::of_type(Symbol::new(text));
            let generics = Generics { params: ["Self", "To"][..params].iter().map(|p| param(p)).collect(), ..Generics::default() };
            let generics = Arc::new(generics);
            let scope = Scope { module: ModuleId(0), generics: generics.clone(), impl_: None, trait_: Some(id), adt: None };
            let data =
                TraitDef { generics, supertraits: Vec::new(), scope, items: HashMap::new(), order: Vec::new(), lang: Some(name.name) };
            self.defs[id.0 as usize].kind = DefKind::Trait(Arc::new(data)).into();
            self.defs[id.0 as usize].sort = Sort::Trait;
            self.lang_traits.insert(name.name, id);
            self.primitives.insert(name.name, id);
        }
    }

    /// Works the library in: call once after all its files were added.
    pub fn finish_library(&mut self) {
        let find = |checker: &Checker, path: &[&str]| {
            let mut module = ModuleId(0);
            for part in path {
                let b = checker.modules[module.0 as usize].types.get(&Symbol::new(part))?;
                let DefKind::Module(m) = *checker.def_kind(b.def) else { return None };
                module = m;
            }
            Some(module)
        };
        if let Some(std) = find(self, &["std"]) {
            let def = self.module_def(std);
            for alias in ["core", "alloc"] {
                self.modules[0].types.insert(Symbol::new(alias), Binding { def, glob: false });
            }
        }
        self.prelude = find(self, &["std", "prelude"]);
        self.relaxed_prelude = find(self, &["std", "relaxed"]);
        // Whose traits are in scope is asked for by their whole tables.
        for module in [self.prelude, self.relaxed_prelude].into_iter().flatten() {
            let late = std::mem::take(&mut self.modules[module.0 as usize].late_imports);
            self.modules[module.0 as usize].imports.extend(late);
            self.unsettled.insert(module);
        }
        self.settle();
        self.library_end = (self.defs.len(), self.impls.len());
    }

    /// Resolves imports, derives and impls of all that was collected.
    pub(crate) fn settle(&mut self) {
        self.resolve_imports();
        self.cut_supertrait_cycles();
        self.declare_derives();
        self.index_impls();
    }

    /// A root module for a program's files.
    pub fn new_root(&mut self, dialect: Dialect) -> RootModule {
        let id = ModuleId(self.modules.len() as u32);
        self.modules.push(Module { parent: Some(ModuleId(0)), ..Module::default() });
        let name = Ident::new(Symbol::new("{program}"), Span::default());
        let def = self.add_def(name, ModuleId(0), true, dialect, DefKind::Module(id));
        self.modules[id.0 as usize].def = Some(def);
        RootModule(id, dialect)
    }

    /// At the prompt a name may be defined again; the last definition counts.
    pub fn allow_redefinition(&mut self) {
        self.redefine = true;
    }

    /// Checks a file: its items join the root module, its statements become the script. `all_globals` makes every top-level variable
    /// outlive the script (the prompt). Gives the diagnostics; without errors `program` is ready to run.
    pub fn check_file(&mut self, root: RootModule, file: tree::File, sources: &SourceMap, options: CheckOptions) -> Vec<Diagnostic> {
        self.sources = sources.clone();
        self.program.script = None;
        self.program.main = None;
        self.program.tests.clear();
        self.test_defs.clear();
        self.user_functions.clear();
        let settings = file.settings.clone();
        if root.1 == Dialect::Rust {
            self.check_written(&file);
        }
        let collected = self.collect_file(file, root.0, root.1);
        self.settle();
        self.check_program(root, collected.statements, settings, options);
        let mut out = self.take_diagnostics();
        out.sort_by_key(|d| (d.severity == Severity::Warning, d.span().file, d.span().lo));
        out.dedup();
        out
    }

    /// Takes the diagnostics that the library itself gave (a bug of ours if there are any).
    pub fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        self.diagnostics.append(&mut self.complaints.borrow_mut());
        std::mem::take(&mut self.diagnostics)
    }

    /// Lets the checker look at source texts: the library is read from them.
    pub fn set_sources(&mut self, sources: SourceMap) {
        self.sources = sources;
    }

    pub(crate) fn local_type(&self, instance: InstanceId, local: LocalId) -> Option<Ty> {
        self.instance_locals.get(&instance).and_then(|l| l.get(local.0 as usize)).copied()
    }

    pub(crate) fn lang_ty(&mut self, name: &str, args: Vec<Ty>) -> Ty {
        match self.lang_adts.get(&Symbol::new(name)) {
            Some(&def) => self.program.types.intern(types::TyKind::Adt(def, args)),
            None => Ty::ERROR,
        }
    }

    pub(crate) fn is_lang(&self, ty: Ty, lang: LangAdt) -> Option<Vec<Ty>> {
        match self.program.types.kind(self.shallow(ty)) {
            types::TyKind::Adt(def, args) if self.adt_lang(*def) == Some(lang) => Some(args.clone()),
            _ => None,
        }
    }
}

/// The module a program's items live in.
#[derive(Clone, Copy, Debug)]
pub struct RootModule(ModuleId, Dialect);

/// How a file is checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckOptions {
    /// Top-level variables outlive the script (the prompt).
    pub all_globals: bool,
    /// The value of the last expression is wanted (the prompt's echo).
    pub want_value: bool,
    /// `#[test]` functions are wanted.
    pub tests: bool,
}
