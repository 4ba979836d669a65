//! What became known of a site's sources.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::lock::{Change, Lock, changes};
use super::proof::{ArchiveRecord, Proof};
use crate::model::Unread;

/// What is known about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedSource {
    /// Its archive, at hand or remembered by the lock.
    pub archive: Option<ArchiveRecord>,
    /// One proof a quotation, in their order.
    pub proofs: Vec<Proof>,
}

impl VerifiedSource {
    /// Whether all its excerpts are proved.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        self.proofs.iter().all(|proof| proof.proved().is_some())
    }
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
