use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::files;

/// An edition in memory.
pub(crate) struct Edition {
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Edition {
    pub(crate) fn read(folder: &Path) -> Self {
        let below = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
        let folders = below.filter(|entry| entry.file_type().is_dir());
        let folders = folders.map(|entry| entry.path().strip_prefix(folder).unwrap().to_path_buf()).collect();
        let read = |path: PathBuf| (path.clone(), fs::read(folder.join(path)).unwrap());
        Self { folders, files: files(folder).into_iter().map(read).collect() }
    }

    /// How many bytes it has.
    pub(crate) fn size(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// How many files it has.
    pub(crate) fn count(&self) -> usize {
        self.files.len()
    }

    /// The contents of its files.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice()))
    }

    /// Writes it into a folder that does not exist yet, with two threads. Gives the seconds: what no generator that
    /// writes these files can fall below.
    pub(crate) fn write(&self, folder: &Path) -> f64 {
        let begun = Instant::now();
        fs::create_dir_all(folder).unwrap();
        for path in &self.folders {
            fs::create_dir(folder.join(path)).unwrap();
        }
        std::thread::scope(|scope| {
            for half in self.files.chunks(self.files.len().div_ceil(2)) {
                scope.spawn(move || {
                    for (path, bytes) in half {
                        fs::write(folder.join(path), bytes).unwrap();
                    }
                });
            }
        });
        begun.elapsed().as_secs_f64()
    }
}
