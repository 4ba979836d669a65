//! The search index: what a reader's browser needs to find an entry by its words.
//!
//! In: the [`SearchEntry`]s of the plan and the language of the site. Out: the files of an index, as bytes under names
//! relative to its folder. The same entries give the same files on every machine, whatever the number of threads. Never
//! here: a page's HTML, the disk, the network, or a file that the site does not use.
//!
//! Pagefind makes the index and brings the script that reads it. It stores the stem of each word, by the rules of one
//! language and without diacritics, and matches the beginnings of words. So all entries are in one index, whatever the
//! languages of their words, and Korean needs no segmentation here: a noun with its particle (`서울은`) begins with the
//! noun (`서울`). For the reverse, the script of the search page drops a particle from the query.

mod error;
mod pagefind;
mod slices;

pub use error::SearchError;
pub use pagefind::{IndexFile, fingerprint, index};

use crate::plan::SearchEntry;
