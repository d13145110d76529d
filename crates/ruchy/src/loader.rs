//! The files of `mod name;`, found where rustc finds them.

use ruchy_syntax::{FileId, ModuleLoader, SourceMap, Symbol};
use std::path::{Path, PathBuf};

/// Endings that a module's file may have, beside its parent's own.
const ENDINGS: [&str; 3] = ["rs", "ruchy", "tsk"];

/// Loads modules from files beside the program's.
pub struct FileLoader {
    /// The program's own file: its modules lie beside it, not in a folder of its name.
    pub root: FileId,
}

impl ModuleLoader for FileLoader {
    fn load(&mut self, map: &mut SourceMap, parent: FileId, path: &[Symbol], given: Option<Symbol>) -> Option<FileId> {
        let parent_path = PathBuf::from(&map.file(parent)?.name);
        let folder = parent_path.parent().unwrap_or(Path::new(""));
        if let Some(given) = given {
            let (_, around) = path.split_last()?;
            let inner: PathBuf = around.iter().map(|name| name.as_str()).collect();
            return add(map, &folder.join(inner).join(given.as_str()));
        }
        let stem = parent_path.file_stem()?.to_str()?;
        let mut base = folder.to_path_buf();
        if parent != self.root && stem != "mod" {
            base.push(stem);
        }
        base.extend(path.iter().map(|name| name.as_str()));
        let own = parent_path.extension().and_then(|ending| ending.to_str()).unwrap_or("rs");
        let endings = std::iter::once(own).chain(ENDINGS.into_iter().filter(|ending| *ending != own));
        for ending in endings {
            for candidate in [base.with_extension(ending), base.join("mod").with_extension(ending)] {
                if candidate.is_file() {
                    return add(map, &candidate);
                }
            }
        }
        None
    }

    fn read(&mut self, map: &SourceMap, from: FileId, path: &str) -> Result<Vec<u8>, String> {
        let folder = map.file(from).and_then(|file| Path::new(&file.name).parent().map(Path::to_path_buf)).unwrap_or_default();
        std::fs::read(folder.join(path)).map_err(|error| error.to_string())
    }
}

fn add(map: &mut SourceMap, path: &Path) -> Option<FileId> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(map.add(path.display().to_string(), text, crate::dialect_of(path)))
}
