use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::read::{read_bytes, read_content};
use super::{FileError, Limits, Operation, ProblemKind, Stamp};
use crate::memo::Memo;

/// What was read in a former run, by path. A file is read again when the system says that it changed.
#[derive(Debug, Default)]
pub struct Readings {
    texts: Memo<PathBuf, Reading<Result<Arc<str>, ProblemKind>>>,
    bytes: Memo<PathBuf, Reading<Arc<[u8]>>>,
}

/// What a file held under a stamp.
#[derive(Debug, Clone)]
struct Reading<T> {
    /// None if it had been changed so shortly before that another change might leave no trace.
    stamp: Option<Stamp>,
    found: T,
}

impl Readings {
    /// Begins a run: what the last one did not read is forgotten.
    pub fn turn(&mut self) {
        self.texts.turn();
        self.bytes.turn();
    }

    /// The texts of some files, in their order; what is new or changed is read in parallel.
    pub(super) fn texts(
        &mut self,
        paths: &[PathBuf],
        limits: Limits,
    ) -> Result<Vec<Result<Arc<str>, ProblemKind>>, FileError> {
        let looked: Vec<Metadata> = paths.par_iter().map(|path| look(path)).collect::<Result<_, _>>()?;
        let known: Vec<_> = paths
            .iter()
            .zip(&looked)
            .map(|(path, now)| {
                let now = Stamp::of(now);
                self.texts.take(path.clone(), |reading| reading.stamp == Some(now))
            })
            .collect();
        let read: Vec<Reading<_>> = paths
            .par_iter()
            .zip(looked)
            .zip(known)
            .map(|((path, metadata), known)| match known {
                Some(reading) => Ok(reading),
                None => Ok(Reading { stamp: settled(&metadata), found: read_content(path, &metadata, limits)? }),
            })
            .collect::<Result<_, FileError>>()?;
        for (path, reading) in paths.iter().zip(&read) {
            self.texts.keep(path.clone(), reading.clone());
        }
        Ok(read.into_iter().map(|reading| reading.found).collect())
    }

    /// The bytes of a file, up to a limit.
    pub(super) fn bytes(&mut self, path: &Path, limit: u64) -> Result<Arc<[u8]>, FileError> {
        let metadata = look(path)?;
        let now = Stamp::of(&metadata);
        let known = self.bytes.take(path.to_path_buf(), |reading| reading.stamp == Some(now));
        if let Some(reading) = known {
            return Ok(reading.found);
        }
        let found: Arc<[u8]> = read_bytes(path, limit)?.into();
        self.bytes.keep(path.to_path_buf(), Reading { stamp: settled(&metadata), found: Arc::clone(&found) });
        Ok(found)
    }
}

/// The stamp of a file that is to be read now, if any later change will give it another one.
fn settled(metadata: &Metadata) -> Option<Stamp> {
    let stamp = Stamp::of(metadata);
    stamp.is_settled().then_some(stamp)
}

fn look(path: &Path) -> Result<Metadata, FileError> {
    fs::metadata(path).map_err(FileError::during(Operation::Read, path))
}
