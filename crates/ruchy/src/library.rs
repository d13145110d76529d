//! The standard library's declarations, read and worked into a checker.
//!
//! Its files use no macros of each other, so they are parsed on several threads.

use parking_lot::Mutex;
use ruchy_check::Checker;
use ruchy_syntax::{Diagnostic, Dialect, FileId, MacroTable, SourceMap, parse_outline, tree};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A checker that knows the library, and the library's texts. A package that no program has named is not read.
pub struct Library {
    pub checker: Checker,
    pub sources: SourceMap,
    unread: Vec<(&'static str, &'static [&'static str])>,
}

/// More threads than this gain nothing: the longest file is a good part of the whole.
const MOST_THREADS: usize = 4;

impl Library {
    /// Reads what every program can use. What is wrong in it is our own mistake; it is told on standard error, and the rest is used.
    pub fn read() -> Library {
        let mut library = Library { checker: Checker::new(), sources: SourceMap::new(), unread: ruchy_std::packages().to_vec() };
        library.add_packages(|name| name == "std");
        library.checker.finish_library();
        let wrong = library.checker.take_diagnostics();
        library.tell(&wrong);
        library
    }

    /// Reads the packages that the files from `first` on name.
    pub fn read_named(&mut self, first: FileId) {
        if self.unread.is_empty() {
            return;
        }
        let files: Vec<_> = (first.0..).map_while(|id| self.sources.file(FileId(id)).cloned()).collect();
        self.add_packages(|name| files.iter().any(|file| file.text.contains(name)));
    }

    /// Reads packages with all that they need.
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
        let mut files: Vec<(FileId, usize)> = Vec::new();
        for &(name, text) in ruchy_std::sources().iter().filter(|(_, text)| names.contains(&ruchy_std::package(text))) {
            files.push((self.sources.add_shared(format!("std/{name}"), text.into(), Dialect::Std), text.len()));
        }
        files.sort_by_key(|&(_, len)| std::cmp::Reverse(len));
        let mut parsed = parse_all(&self.sources, &files);
        parsed.sort_by_key(|(id, ..)| *id);
        self.checker.set_sources(self.sources.clone());
        for (_, file, diagnostics) in parsed {
            self.tell(&diagnostics);
            self.checker.add_library_file(file);
        }
    }

    fn tell(&self, wrong: &[Diagnostic]) {
        for diagnostic in wrong {
            eprintln!("{}", ruchy_syntax::render(diagnostic, &self.sources, false));
        }
    }
}

type ParsedFile = (FileId, tree::File, Vec<Diagnostic>);

/// Parses the files, given from the longest to the shortest, on several threads; the order of the result is any.
fn parse_all(sources: &SourceMap, files: &[(FileId, usize)]) -> Vec<ParsedFile> {
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST_THREADS);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(files.len()));
    let work = || {
        while let Some(&(id, _)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (file, diagnostics) = parse_outline(sources, id, &mut MacroTable::new());
            done.lock().push((id, file, diagnostics));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            // Without the thread the others have more to do.
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    done.into_inner()
}
