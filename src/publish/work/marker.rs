//! What tells the program's own folder from any other.

use std::path::Path;

use super::LOCK;
use crate::files::{self, Durability, FileError, Kind};

/// Marks the folder as ours, and keeps it out of the author's repository.
const MARKER: &str = ".gitignore";
const MARKER_TEXT: &str =
    "# Made by Sourcebook to build the site beside it. It may be deleted while no build runs.\n*\n";

/// Marks a folder, if it is not marked.
pub(super) fn mark(folder: &Path) -> Result<(), FileError> {
    if is_marked(folder)? {
        return Ok(());
    }
    let marker = folder.join(MARKER);
    files::remove_file(&marker)?;
    files::write_new(&marker, MARKER_TEXT.as_bytes(), Durability::Lazy)
}

/// Whether a folder is missing, or was made by this program, or was about to be when it was killed.
pub(super) fn is_ours(folder: &Path) -> Result<bool, FileError> {
    match files::look(folder)?.map(|standing| standing.kind) {
        None => Ok(true),
        Some(Kind::Folder) => {
            Ok(is_marked(folder)? || files::list(folder)?.iter().all(|(name, _)| name == MARKER || name == LOCK))
        }
        Some(_) => Ok(false),
    }
}

fn is_marked(folder: &Path) -> Result<bool, FileError> {
    let marker = folder.join(MARKER);
    let whole = files::look(&marker)?
        .is_some_and(|standing| standing.kind == Kind::File && standing.length == MARKER_TEXT.len() as u64);
    Ok(whole && files::read_bytes(&marker, MARKER_TEXT.len() as u64)? == MARKER_TEXT.as_bytes())
}
