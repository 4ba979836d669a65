use super::prose::Quoting;
use super::seen::Seen;
use super::verify::Finding;
use crate::files::ArchiveFile;
use crate::memo::Memo;

/// What is known before a run: what this machine has proved, by [`Seen`], which outlasts the process, and what former
/// runs of this process found out. An empty one knows nothing, and every archive is read.
#[derive(Debug, Default)]
pub struct Verifying {
    pub(super) seen: Seen,
    /// By source.
    pub(super) sources: Memo<String, Finding>,
    pub(super) quoting: Quoting,
    pub(super) looked: Vec<(String, ArchiveFile)>,
}

impl Verifying {
    /// Begins with what was seen.
    #[must_use]
    pub fn trusting(seen: Seen) -> Self {
        Self { seen, ..Self::default() }
    }

    /// The archives that the last run looked for, by name, each as it stood before any was read.
    #[must_use]
    pub fn looked(&self) -> &[(String, ArchiveFile)] {
        &self.looked
    }

    /// What this machine has seen now.
    #[must_use]
    pub const fn seen(&self) -> &Seen {
        &self.seen
    }
}
