//! Many entries, indexed in slices side by side and merged into one index.
//!
//! In: the entries. Out: the files that Pagefind makes of them all, byte for byte. Never here: what a word is, or how
//! it is found; that is Pagefind's.
//!
//! For each entry it is given, Pagefind scans all that it has for the address, and it keeps each once as it was and
//! twice as words until the last file is made. With 122,000 entries (50,000 pages) that took 45 seconds and 3.3 GB. A
//! slice is small, in entries and in words, and only its index remains.

mod cbor;
mod fault;
mod merge;
mod names;
mod slice;
#[cfg(test)]
mod tests;
mod words;

use std::io;
use std::thread;

use self::merge::merged;
use self::slice::Slice;
use super::pagefind::{self, IndexFile};
use super::{SearchEntry, SearchError};

/// How much a slice may hold. Its last entry may go beyond.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) entries: usize,
    /// Of their texts.
    pub(super) bytes: usize,
}

impl Size {
    /// Whether some entries are more than that.
    pub(super) fn is_exceeded_by(self, entries: &[SearchEntry]) -> bool {
        entries.len() > self.entries || entries.iter().map(|entry| entry.text.len()).sum::<usize>() > self.bytes
    }
}

/// Makes an index of entries in slices of a size, which shows what is found from at most so many files.
pub(super) fn index(
    language: &str,
    entries: Vec<SearchEntry>,
    slice: Size,
    fragments: u32,
) -> Result<Vec<IndexFile>, SearchError> {
    let slices = sliced(entries, slice);
    let threads = rayon::current_num_threads().clamp(1, slices.len().max(1));
    let mut shares: Vec<Vec<_>> = (0..threads).map(|_| Vec::new()).collect();
    for (at, slice) in slices.into_iter().enumerate() {
        shares[at % threads].push((at, slice));
    }
    // Not tasks of the pool: Pagefind waits for tasks of its own there, and a thread that waits would begin another
    // slice.
    let mut made: Vec<(usize, Slice)> = thread::scope(|scope| {
        let work = |share: Vec<_>| thread::Builder::new().spawn_scoped(scope, move || indexed(language, share));
        let handles = shares.into_iter().map(work).collect::<io::Result<Vec<_>>>()?;
        let shares = handles.into_iter().map(|handle| handle.join().unwrap_or_else(|_| Err(broken_off())));
        Ok::<_, SearchError>(shares.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    })?;
    made.sort_unstable_by_key(|(at, _)| *at);
    merged(made.into_iter().map(|(_, slice)| slice).collect(), fragments)
}

fn sliced(entries: Vec<SearchEntry>, size: Size) -> Vec<Vec<SearchEntry>> {
    let (mut slices, mut bytes): (Vec<Vec<SearchEntry>>, usize) = (Vec::new(), 0);
    for entry in entries {
        let length = entry.text.len();
        match slices.last_mut() {
            Some(slice) if slice.len() < size.entries && bytes < size.bytes => slice.push(entry),
            _ => {
                slices.push(vec![entry]);
                bytes = 0;
            }
        }
        bytes += length;
    }
    slices
}

fn indexed(language: &str, slices: Vec<(usize, Vec<SearchEntry>)>) -> Result<Vec<(usize, Slice)>, SearchError> {
    let indexed = |(at, entries)| Ok((at, Slice::read(pagefind::files(language, entries, 1)?)?));
    slices.into_iter().map(indexed).collect()
}

/// What made it panic has been printed by then.
fn broken_off() -> SearchError {
    SearchError::Index("Pagefind broke off".to_owned())
}
