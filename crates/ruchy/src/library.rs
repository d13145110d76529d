//! The standard library's declarations, read and worked into a checker.
//!
//! Its files use no macros of each other, so they are parsed on several threads.

use parking_lot::Mutex;
use ruchy_check::Checker;
use ruchy_syntax::{Diagnostic, Dialect, FileId, MacroTable, SourceMap, parse_outline, tree};
use std::borrow::Cow;
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
        let mut files: Vec<(FileId, usize)> = Vec::new();
        for (name, text) in sources_of_library() {
            let length = text.len();
            files.push((sources.add_shared(format!("std/{name}"), text, Dialect::Std), length));
        }
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

/// The files' names and texts. A debug build reads them from the folder `RUCHY_LIBRARY`, if it is set, so that work on the
/// declarations needs no new build.
fn sources_of_library() -> Vec<(Cow<'static, str>, Cow<'static, str>)> {
    #[cfg(debug_assertions)]
    if let Some(root) = std::env::var_os("RUCHY_LIBRARY") {
        let root = std::path::PathBuf::from(root);
        let mut list = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "ruchy") {
                    let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
                    list.push((name.into(), std::fs::read_to_string(&path).unwrap_or_default().into()));
                }
            }
        }
        list.sort();
        return list;
    }
    ruchy_std::sources().iter().map(|&(name, text)| (name.into(), text.into())).collect()
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
