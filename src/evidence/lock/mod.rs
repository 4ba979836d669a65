//! `sourcebook.lock`: what was proved, for machines on which the archives are not at hand.
//!
//! Written by `verify`, committed, read by every build. It holds no words of a source but the excerpts, the headings
//! that locators name, and the few words around an excerpt without which no link leads to it. One table an archive and
//! one an excerpt, each in a fixed order, so that an edit elsewhere changes no line of it and two branches merge.

mod changes;
mod entry;
mod headings;
mod read;
mod room;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::proof::{ArchiveRecord, Proved};
use crate::files::hex;

pub use changes::{Change, Difference, changes};
pub(super) use headings::headings;
pub use room::NoRoom;

/// The name of the file, beside `sourcebook.toml`.
pub const LOCK_FILE: &str = "sourcebook.lock";

/// The largest part of a lock in which no other entry begins, in bytes: what is larger was not written here.
const ENTRY: usize = 2 * 1024 * 1024;

/// What was proved, by source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// The sources whose archive has been read.
    pub sources: BTreeMap<String, Arc<LockedSource>>,
}

/// What was proved against one archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedSource {
    /// The archive.
    pub archive: ArchiveRecord,
    /// The excerpts found in it, by claim, and within a claim in the order of its quotations.
    pub excerpts: Vec<LockedExcerpt>,
}

/// One excerpt that was proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedExcerpt {
    /// `SOURCE/CLAIM`. For people: a proof holds for the same words in whatever claim they stand.
    pub claim: String,
    /// The excerpt as its author wrote it.
    pub exact: String,
    /// A [`context`] of what its author said about the place.
    pub context: Option<String>,
    /// How and where it was proved.
    pub proof: Proved,
}

/// A digest of the prefix, suffix and section that settle where an excerpt stands; none if there are none.
///
/// With another one the excerpt may stand elsewhere, so its entry no longer holds. A digest, because a prefix is text
/// of the source that nobody publishes.
#[must_use]
pub fn context(prefix: Option<&str>, suffix: Option<&str>, section: Option<&str>) -> Option<String> {
    let fields = [prefix, suffix, section];
    fields.iter().any(Option::is_some).then(|| {
        let mut hasher = Sha256::new();
        for field in fields {
            let text = field.unwrap_or("");
            // The length keeps apart what the concatenation would not.
            hasher
                .update(format!("{}:{text};", field.map_or(-1, |text| i64::try_from(text.len()).unwrap_or(i64::MAX))));
        }
        hex(&hasher.finalize()[..8])
    })
}

#[cfg(test)]
mod tests;
