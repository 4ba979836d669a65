//! Many entries, indexed in slices side by side, and one index made of theirs.
//!
//! In: the entries. Out: the files that Pagefind makes of them all, byte for byte. Never here: what a word is, or how
//! it is found; that is Pagefind's.
//!
//! Pagefind looks for the address of each entry that it is given among all that it has, one entry after the other, and
//! keeps them all as they were and twice as words, until the last file is made. With 122,000 entries (50,000 pages)
//! that took 45 seconds and 3.3 GB. A slice is small, and what is left of it is its index.

mod cbor;
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

/// Makes an index of entries in slices of so many, which shows what is found from at most so many files.
pub(super) fn index(
    language: &str,
    entries: Vec<SearchEntry>,
    slice: usize,
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
        let shares = handles.into_iter().map(|handle| handle.join().unwrap_or_else(|_| Err(foreign())));
        Ok::<_, SearchError>(shares.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    })?;
    made.sort_unstable_by_key(|(at, _)| *at);
    merged(made.into_iter().map(|(_, slice)| slice).collect(), fragments).ok_or_else(foreign)
}

fn sliced(entries: Vec<SearchEntry>, size: usize) -> Vec<Vec<SearchEntry>> {
    let mut entries = entries.into_iter();
    std::iter::from_fn(|| Some(entries.by_ref().take(size.max(1)).collect()).filter(|slice: &Vec<_>| !slice.is_empty()))
        .collect()
}

fn indexed(language: &str, slices: Vec<(usize, Vec<SearchEntry>)>) -> Result<Vec<(usize, Slice)>, SearchError> {
    let indexed = |(at, entries)| {
        let slice = Slice::read(pagefind::files(language, entries, 1)?).ok_or_else(foreign)?;
        Ok((at, slice))
    };
    slices.into_iter().map(indexed).collect()
}

fn foreign() -> SearchError {
    SearchError::Index("Pagefind made something else than an index".to_owned())
}
