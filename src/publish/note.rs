use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::former::Former;
use super::place::Place;
use super::work::WorkFolder;
use crate::files::{self, Fingerprint};

/// The largest note that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What a caller noted beside an output folder when it had published into it. Anybody may have changed it since.
#[must_use]
pub fn note(output: &Path, protected: &[PathBuf]) -> Option<Vec<u8>> {
    let place = Place::check(output, protected).ok()?;
    files::read_bytes(&WorkFolder::note(&place), LARGEST).ok()
}

/// Keeps a note beside an output folder, in place of the last one. It serves to save work, so that it cannot be kept,
/// or that another process is at work there, is nothing to be told.
pub fn keep_note(output: &Path, protected: &[PathBuf], text: &[u8]) {
    if let Ok(place) = Place::check(output, protected)
        && let Ok(_work) = WorkFolder::open(&place)
    {
        let _ = files::write_atomically(&WorkFolder::note(&place), text);
    }
}

/// How many files an output folder holds, if it holds this edition, whole, and a build that leaves all as it is would
/// find nothing to do or to say: the same is looked at as when it publishes.
#[must_use]
pub fn stands(output: &Path, protected: &[PathBuf], edition: Fingerprint) -> Option<usize> {
    let place = Place::check(output, protected).ok()?;
    // Held while files are looked at: nobody changes them meanwhile.
    let work = WorkFolder::open(&place).ok()?;
    let former = Former::load(&place.output).ok()??;
    let entries = former.manifest.entries();
    let is_whole = |path: &str| former.whole(path).is_ok_and(|whole| whole.is_some());
    let stands =
        work.is_settled() && former.edition == edition && entries.par_iter().all(|entry| is_whole(&entry.path));
    stands.then_some(entries.len())
}
