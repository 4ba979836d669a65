use std::collections::BTreeSet;

use super::source::SourceToVerify;
use crate::diagnostic::closest;
use crate::files::{ArchiveFile, ArchiveFolders, shown};

/// What is known of an archive that no folder has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NotAtHand {
    /// A file of the folders that no source names and that was probably meant.
    pub(super) meant: Option<String>,
    /// Folders that were to be searched and are not there.
    pub(super) missing_folders: Vec<String>,
}

/// Who lacks more archives than this has misspelled none of them, and keeps them elsewhere.
const MOST: usize = 50;

/// How many files of the folders are compared with a name.
const FILES: usize = 1_000;

/// What is known of each source's archive, given what was found under its name; nothing of those that are at hand.
pub(super) fn not_at_hand(
    sources: &[SourceToVerify<'_>],
    found: &[ArchiveFile],
    archives: &ArchiveFolders,
) -> Vec<Option<NotAtHand>> {
    let is_absent = |(source, found): &(&SourceToVerify<'_>, &ArchiveFile)| {
        **found == ArchiveFile::Absent && source.archive.is_some()
    };
    let absent = sources.iter().zip(found).filter(is_absent).count();
    if absent == 0 {
        return vec![None; sources.len()];
    }
    let missing_folders: Vec<String> = archives.missing().iter().map(|folder| shown(folder)).collect();
    let named: BTreeSet<&str> = sources.iter().filter_map(|source| source.archive).collect();
    let mut names = if absent <= MOST { archives.names(FILES) } else { Vec::new() };
    names.retain(|name| !named.contains(name.as_str()));
    let known = |pair: (&SourceToVerify<'_>, &ArchiveFile)| {
        let meant =
            is_absent(&pair).then(|| closest(pair.0.archive.unwrap_or(""), names.iter().map(String::as_str)))?;
        Some(NotAtHand { meant: meant.map(str::to_owned), missing_folders: missing_folders.clone() })
    };
    sources.iter().zip(found).map(known).collect()
}
