use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::lock::{Lock, LockedSource};
use super::not_at_hand::{NotAtHand, not_at_hand};
use super::opened::look;
use super::source::SourceToVerify;
use crate::files::{ArchiveFile, ArchiveFolders, FileError, Fingerprint};

/// All that the proofs of a source depend on.
#[derive(Debug, Clone)]
pub(super) struct Basis {
    /// Of its record and the day.
    asked: Fingerprint,
    pub(super) archive: ArchiveFile,
    /// What is known of it, if it is not at hand.
    pub(super) not_at_hand: Option<NotAtHand>,
    pub(super) former: Option<Arc<LockedSource>>,
}

impl Basis {
    /// Those of some sources, in their order. No archive is opened.
    pub(super) fn of_all(
        sources: &[SourceToVerify<'_>],
        archives: &ArchiveFolders,
        lock: &Lock,
        today: Option<Date>,
    ) -> Result<Vec<Self>, FileError> {
        let found: Vec<ArchiveFile> =
            sources.par_iter().map(|source| look(source, archives)).collect::<Result<_, FileError>>()?;
        let not_at_hand = not_at_hand(sources, &found, archives);
        let basis = |((source, archive), not_at_hand): ((&SourceToVerify<'_>, ArchiveFile), Option<NotAtHand>)| Self {
            asked: Fingerprint::of_value(&(source, today)),
            archive,
            not_at_hand,
            former: lock.sources.get(source.id).cloned(),
        };
        Ok(sources.par_iter().zip(found).zip(not_at_hand).map(basis).collect())
    }

    /// Whether what was found out on this one holds on another.
    pub(super) fn vouches_for(&self, now: &Self) -> bool {
        self.asked == now.asked
            && self.former == now.former
            && self.not_at_hand == now.not_at_hand
            && self.archive.vouches_for(&now.archive)
    }
}
