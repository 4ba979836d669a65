//! Verifies the excerpts of all sources.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::absence::{Absence, absences};
use super::lock::{Change, Lock, LockedSource, changes};
use super::one_source::{Check, Checked};
use super::opened::look;
use super::proof::{ArchiveRecord, Proof};
use super::seen::Seen;
use super::source::SourceToVerify;
use super::verifying::Verifying;
use crate::diagnostic::Diagnostics;
use crate::files::{ArchiveFile, ArchiveFolders, FileError, Fingerprint};
use crate::model::Unread;

/// What is known about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedSource {
    /// Its archive, at hand or remembered by the lock.
    pub archive: Option<ArchiveRecord>,
    /// One proof a quotation, in their order.
    pub proofs: Vec<Proof>,
}

/// What is known about all sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The sources in their order.
    pub sources: Vec<Arc<VerifiedSource>>,
    /// What the lock is to be. A source enters it when all its excerpts are proved; until then its former entries stay,
    /// so that a lock written in the middle of an author's work never forgets what a changed excerpt once was. So do those
    /// of a source that could not be read whole.
    pub lock: Lock,
    /// What turns the former lock into this one: `verify` prints it, `verify --locked` refuses it.
    pub changes: Vec<Change>,
}

impl Verified {
    /// Leaves the former entries of sources that were not read whole as they were: a proof of what could not be read is
    /// needed again when it can be, and then the archive may not be at hand.
    pub(super) fn keep(&mut self, former: &Lock, unread: &Unread) {
        let identifiers: BTreeSet<&str> = unread.identifiers.iter().map(String::as_str).collect();
        let is_read = |id: &String| !unread.others && !identifiers.contains(id.as_str());
        let mut kept = former.sources.iter().filter(|(id, _)| !is_read(id)).peekable();
        if kept.peek().is_some() {
            self.lock.sources.extend(kept.map(|(id, locked)| (id.clone(), Arc::clone(locked))));
            self.changes = changes(former, &self.lock);
        }
    }
}

/// What was found out about a source, and all that it rests on.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    basis: Basis,
    checked: Arc<Checked>,
}

/// All that the proofs of a source depend on.
#[derive(Debug, Clone)]
pub(super) struct Basis {
    /// Of its record and the day.
    asked: Fingerprint,
    pub(super) archive: ArchiveFile,
    /// What is known of it, if it is not at hand.
    pub(super) absence: Option<Absence>,
    former: Option<Arc<LockedSource>>,
}

impl Basis {
    fn of(
        source: &SourceToVerify<'_>,
        archive: ArchiveFile,
        absence: Option<Absence>,
        lock: &Lock,
        today: Option<Date>,
    ) -> Self {
        let asked = Fingerprint::of_value(&(source, today));
        Self { asked, archive, absence, former: lock.sources.get(source.id).cloned() }
    }

    fn vouches_for(&self, now: &Self) -> bool {
        self.asked == now.asked
            && self.former == now.former
            && self.absence == now.absence
            && self.archive.vouches_for(&now.archive)
    }
}

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
    let Verifying { seen, sources: memo, looked, .. } = verifying;
    seen.turn();
    memo.turn();
    let found: Vec<ArchiveFile> =
        sources.par_iter().map(|source| look(source, archives)).collect::<Result<_, FileError>>()?;
    let absences = absences(sources, &found, archives);
    let bases: Vec<Basis> = sources
        .par_iter()
        .zip(found)
        .zip(absences)
        .map(|((source, archive), absence)| Basis::of(source, archive, absence, lock, today))
        .collect();
    let named = sources.iter().zip(&bases).filter_map(|(source, basis)| Some((source.archive?, &basis.archive)));
    *looked = named.map(|(name, archive)| (name.to_owned(), archive.clone())).collect();
    let mut take = |(source, now): (&SourceToVerify<'_>, &Basis)| {
        memo.take(source.id.to_owned(), |finding| finding.basis.vouches_for(now))
    };
    let known: Vec<Option<Finding>> = sources.iter().zip(&bases).map(&mut take).collect();
    let before: &Seen = seen;
    let find = |((source, basis), known): ((&SourceToVerify<'_>, Basis), Option<Finding>)| {
        if let Some(finding) = known {
            return Ok(finding);
        }
        let checked = Arc::new(Check::new(source, basis.former.as_ref(), today).run(&basis, before)?);
        Ok(Finding { basis, checked })
    };
    let findings: Vec<Finding> =
        sources.par_iter().zip(bases).zip(known).map(find).collect::<Result<_, FileError>>()?;
    let mut new_lock = Lock::default();
    let mut verified = Vec::with_capacity(sources.len());
    for (source, finding) in sources.iter().zip(findings) {
        let checked = &finding.checked;
        sink.extend(checked.diagnostics.iter().cloned());
        if let Some((archive, section)) = &checked.proved {
            seen.note(archive, *section);
        }
        if let Some(locked) = &checked.locked {
            new_lock.sources.insert(source.id.to_owned(), Arc::clone(locked));
        }
        verified.push(Arc::clone(&checked.verified));
        memo.keep(source.id.to_owned(), finding);
    }
    let changes = changes(lock, &new_lock);
    Ok(Verified { sources: verified, lock: new_lock, changes })
}
