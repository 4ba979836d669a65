//! Verifies the excerpts of all sources.

use std::sync::Arc;

use jiff::civil::Date;

use super::basis::Basis;
use super::lock::{Lock, changes};
use super::source::SourceToVerify;
use super::verified::Verified;
use super::verifying::Verifying;
use crate::diagnostic::Diagnostics;
use crate::files::{ArchiveFolders, FileError};

/// Proves every excerpt against its source's archive or, where that is not at hand, by the lock.
///
/// A proof keeps the date of its entry in the lock as long as the archive and the excerpt are the same, so a site
/// comes out the same with the archives and without. New proofs get `today`. An archive of which all is known is not
/// opened.
///
/// # Errors
/// An archive that is there and that the system refuses to read.
pub fn verify(
    sources: &[SourceToVerify<'_>],
    archives: &ArchiveFolders,
    lock: &Lock,
    today: Option<Date>,
    verifying: &mut Verifying,
    sink: &mut Diagnostics,
) -> Result<Verified, FileError> {
    let bases = Basis::of_all(sources, archives, lock, today)?;
    let findings = verifying.find(sources, bases, today)?;
    let mut verified =
        Verified { sources: Vec::with_capacity(sources.len()), lock: Lock::default(), changes: Vec::new() };
    for (source, checked) in sources.iter().zip(findings) {
        sink.extend(checked.diagnostics.iter().cloned());
        let locked = checked.locked.iter().map(|locked| (source.id.to_owned(), Arc::clone(locked)));
        verified.lock.sources.extend(locked);
        verified.sources.push(Arc::clone(&checked.verified));
    }
    verified.changes = changes(lock, &verified.lock);
    Ok(verified)
}
