use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::read::{decode, open_regular, read_bytes};
use super::{FileError, Fingerprint, Limits, Operation, ProblemKind, Stamp};
use crate::memo::Memo;

/// What was read in a former run, by path. A file is read again when the system says that it changed.
#[derive(Debug, Default)]
pub struct Readings {
    texts: Read<Arc<str>>,
    bytes: Read<Arc<[u8]>>,
    fingerprints: Read<Fingerprint>,
}

/// What was found in some files, in their order.
type Found<T> = Vec<Result<T, ProblemKind>>;

type Read<T> = Memo<PathBuf, Reading<T>>;

/// What a file held under a stamp.
#[derive(Debug, Clone)]
struct Reading<T> {
    /// None if it had been changed so shortly before that another change might leave no trace.
    stamp: Option<Stamp>,
    found: Result<T, ProblemKind>,
}

impl Readings {
    /// Begins a run: what the last one did not read is forgotten.
    pub fn turn(&mut self) {
        self.texts.turn();
        self.bytes.turn();
        self.fingerprints.turn();
    }

    /// The texts of some files, in their order.
    pub(super) fn texts(&mut self, paths: &[PathBuf], limits: Limits) -> Result<Found<Arc<str>>, FileError> {
        let limit = limits.file_bytes;
        again(&mut self.texts, paths, limit, |path| Ok(decode(read_bytes(path, limit)?)))
    }

    /// The bytes of some files, in their order.
    pub(super) fn bytes(&mut self, paths: &[PathBuf], limit: u64) -> Result<Found<Arc<[u8]>>, FileError> {
        again(&mut self.bytes, paths, limit, |path| Ok(Ok(read_bytes(path, limit)?.into())))
    }

    /// What some files are known by, in their order. Holds a piece of each that is being read.
    pub(super) fn fingerprints(&mut self, paths: &[PathBuf], limit: u64) -> Result<Found<Fingerprint>, FileError> {
        again(&mut self.fingerprints, paths, limit, |path| {
            let fingerprint = open_regular(path).and_then(Fingerprint::of_reader);
            fingerprint.map(Ok).map_err(FileError::during(Operation::Read, path))
        })
    }
}

/// What some files hold; what is new or changed is read, in parallel.
fn again<T: Clone + Send + Sync>(
    known: &mut Read<T>,
    paths: &[PathBuf],
    limit: u64,
    read: impl Fn(&Path) -> Result<Result<T, ProblemKind>, FileError> + Sync,
) -> Result<Found<T>, FileError> {
    let looked: Vec<Metadata> = paths.par_iter().map(|path| look(path)).collect::<Result<_, _>>()?;
    let taken: Vec<_> = paths
        .iter()
        .zip(&looked)
        .map(|(path, now)| {
            let now = Stamp::of(now);
            known.take(path.clone(), |reading| reading.stamp == Some(now))
        })
        .collect();
    let found: Vec<Reading<T>> = paths
        .par_iter()
        .zip(looked)
        .zip(taken)
        .map(|((path, metadata), taken)| {
            if let Some(reading) = taken {
                return Ok(reading);
            }
            let found = fault(&metadata, limit).map_or_else(|| read(path), |kind| Ok(Err(kind)))?;
            Ok(Reading { stamp: settled(&metadata), found })
        })
        .collect::<Result<_, FileError>>()?;
    for (path, reading) in paths.iter().zip(&found) {
        known.keep(path.clone(), reading.clone());
    }
    Ok(found.into_iter().map(|reading| reading.found).collect())
}

/// Why what the system says this of is not read.
fn fault(metadata: &Metadata, limit: u64) -> Option<ProblemKind> {
    if !metadata.is_file() {
        return Some(ProblemKind::NotAFile);
    }
    (metadata.len() > limit).then_some(ProblemKind::TooLarge { bytes: metadata.len(), limit })
}

/// The stamp of a file that is to be read now, if any later change will give it another one.
fn settled(metadata: &Metadata) -> Option<Stamp> {
    let stamp = Stamp::of(metadata);
    stamp.is_settled().then_some(stamp)
}

fn look(path: &Path) -> Result<Metadata, FileError> {
    fs::symlink_metadata(path).map_err(FileError::during(Operation::Read, path))
}
