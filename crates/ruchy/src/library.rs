//! The standard library's declarations, worked into a checker, which reads what they say when a program needs it.

use ruchy_check::Checker;
use ruchy_syntax::outline::Outline;
use ruchy_syntax::{Diagnostic, Dialect, FileId, SourceMap};

/// A checker that knows the library, and the library's texts. A package that no program has named is not there.
pub struct Library {
    pub checker: Checker,
    pub sources: SourceMap,
    declarations: Outline,
    unread: Vec<(&'static str, &'static [&'static str])>,
}

impl Library {
    /// What every program can use.
    pub fn read() -> Library {
        let mut library = Library::empty();
        library.add_packages(|name| name == "std");
        library.checker.finish_library();
        let wrong = library.checker.take_diagnostics();
        library.tell(&wrong);
        if ruchy_std::is_from_folder() {
            Library::tell_mistakes();
        }
        library
    }

    fn empty() -> Library {
        let (checker, sources) = (Checker::new(), SourceMap::new());
        Library { checker, sources, declarations: ruchy_std::declarations(), unread: ruchy_std::packages().to_vec() }
    }

    /// Looks at all of a library that somebody is working on.
    fn tell_mistakes() {
        let mut whole = Library::empty();
        whole.add_packages(|_| true);
        whole.checker.finish_library();
        let wrong = whole.checker.check_library();
        whole.tell(&wrong);
    }

    /// Adds the packages that the files from `first` on name.
    pub fn read_named(&mut self, first: FileId) {
        if self.unread.is_empty() {
            return;
        }
        let files: Vec<_> = (first.0..).map_while(|id| self.sources.file(FileId(id)).cloned()).collect();
        self.add_packages(|name| files.iter().any(|file| file.text.contains(name)));
    }

    /// Adds packages with all that they need.
    fn add_packages(&mut self, wanted: impl Fn(&str) -> bool) {
        let mut wanted: Vec<&str> = self.unread.iter().map(|(name, _)| *name).filter(|name| wanted(name)).collect();
        let mut names = Vec::new();
        while let Some(name) = wanted.pop() {
            if let Some(at) = self.unread.iter().position(|(unread, _)| *unread == name) {
                let (_, needs) = self.unread.swap_remove(at);
                names.push(name);
                wanted.extend(needs);
            }
        }
        if names.is_empty() {
            return;
        }
        for (place, &(name, text)) in ruchy_std::sources().iter().enumerate() {
            if names.contains(&ruchy_std::package(text)) {
                let id = self.sources.add_shared(format!("std/{name}"), text.into(), Dialect::Std);
                if let Some(file) = self.declarations.file(place, id) {
                    self.checker.add_library_file(file);
                }
            }
        }
        self.checker.set_sources(self.sources.clone());
    }

    /// What is wrong in the library is our own mistake; it is told on standard error, and the rest is used.
    fn tell(&self, wrong: &[Diagnostic]) {
        for diagnostic in wrong {
            eprintln!("{}", ruchy_syntax::render(diagnostic, &self.sources, false));
        }
    }
}
