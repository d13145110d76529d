//! The standard library's declarations, read and worked into a checker.
//!
//! Its files use no macros of each other, so they are parsed on several threads.

use parking_lot::Mutex;
use ruchy_check::Checker;
use ruchy_syntax::{Diagnostic, Dialect, FileId, MacroTable, SourceMap, parse, tree};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A checker that knows the library, and the library's texts.
pub struct Library {
    pub checker: Checker,
    pub sources: SourceMap,
}

/// More threads than this gain nothing: the longest file is a good part of the whole.
const MOST_THREADS: usize = 4;

impl Library {
    /// Reads the library. What is wrong in it is our own mistake; it is told on standard error, and the rest is used.
    pub fn read() -> Library {
        let mut sources = SourceMap::new();
        let list = ruchy_std::sources();
        let mut files: Vec<(FileId, usize)> =
            list.iter().map(|(name, text)| (sources.add(format!("std/{name}"), *text, Dialect::Std), text.len())).collect();
        files.sort_by_key(|&(_, len)| std::cmp::Reverse(len));
        let mut parsed = parse_all(&sources, &files);
        parsed.sort_by_key(|(id, ..)| *id);
        let mut checker = Checker::new();
        checker.set_sources(sources.clone());
        let mut wrong = Vec::new();
        for (_, file, diagnostics) in parsed {
            wrong.extend(diagnostics);
            checker.add_library_file(file);
        }
        checker.finish_library();
        wrong.extend(checker.take_diagnostics());
        for diagnostic in &wrong {
            eprintln!("{}", ruchy_syntax::render(diagnostic, &sources, false));
        }
        Library { checker, sources }
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
            let (file, diagnostics) = parse(sources, id, &mut MacroTable::new());
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
