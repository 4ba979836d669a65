//! The search index: what a reader's browser needs so as to find an entry by its words.
//!
//! In: the [`SearchEntry`]s of the plan and the language of the site. Out: the files of an index, as bytes under names
//! relative to its folder; the same entries give the same files on every machine, whatever the number of threads.
//! Never here: a page's HTML, the disk, the network, or a file that the site does not use.
//!
//! Pagefind makes the index and brings the script that reads it. Of each word it stores the stem by the rules of one
//! language and without diacritics, and it finds words by how they begin. So all entries are in one index, whatever
//! the languages of their words, and Korean needs no segmentation here: a noun with its particle (`서울은`) begins with
//! the noun (`서울`). The other way round, the script of the search page drops a particle from what is asked.

mod error;
mod pagefind;
mod slices;

pub use error::SearchError;
pub use pagefind::{FOLDER, IndexFile, fingerprint, index};

use crate::plan::SearchEntry;
