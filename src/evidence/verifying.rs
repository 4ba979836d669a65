use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::basis::Basis;
use super::one_source::{Check, Checked};
use super::prose::Quoting;
use super::seen::Seen;
use super::source::SourceToVerify;
use crate::files::{ArchiveFile, FileError};
use crate::memo::Memo;

/// What is known before a run: what this machine has proved, by [`Seen`], which outlasts the process, and what former
/// runs of this process found out. An empty one knows nothing, and every archive is read.
#[derive(Debug, Default)]
pub struct Verifying {
    pub(super) seen: Seen,
    /// By source.
    sources: Memo<String, Finding>,
    pub(super) quoting: Quoting,
    looked: Vec<(String, ArchiveFile)>,
}

/// What was found out about a source, and all that it rests on.
#[derive(Debug, Clone)]
struct Finding {
    basis: Basis,
    checked: Arc<Checked>,
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

    /// Begins another run, and finds out about each source what is not known from the one before.
    pub(super) fn find(
        &mut self,
        sources: &[SourceToVerify<'_>],
        bases: Vec<Basis>,
        today: Option<Date>,
    ) -> Result<Vec<Arc<Checked>>, FileError> {
        self.seen.turn();
        let named = sources.iter().zip(&bases).filter_map(|(source, basis)| Some((source.archive?, &basis.archive)));
        self.looked = named.map(|(name, archive)| (name.to_owned(), archive.clone())).collect();
        let known = self.known(sources, &bases);
        let seen = &self.seen;
        let find = |((source, basis), known): ((&SourceToVerify<'_>, Basis), Option<Finding>)| {
            if let Some(finding) = known {
                return Ok(finding);
            }
            let checked = Check::new(source, basis.former.as_ref(), today).run(&basis, seen)?;
            Ok(Finding { checked: Arc::new(checked), basis })
        };
        let findings: Vec<Finding> =
            sources.par_iter().zip(bases).zip(known).map(find).collect::<Result<_, FileError>>()?;
        Ok(sources.iter().zip(findings).map(|(source, finding)| self.keep(source, finding)).collect())
    }

    /// What the run before found out about each source, where it rests on the same.
    fn known(&mut self, sources: &[SourceToVerify<'_>], bases: &[Basis]) -> Vec<Option<Finding>> {
        self.sources.turn();
        let take = |(source, now): (&SourceToVerify<'_>, &Basis)| {
            self.sources.take(source.id.to_owned(), |finding| finding.basis.vouches_for(now))
        };
        sources.iter().zip(bases).map(take).collect()
    }

    /// Keeps a finding for the next run, and what it proved for the next process.
    fn keep(&mut self, source: &SourceToVerify<'_>, finding: Finding) -> Arc<Checked> {
        let checked = Arc::clone(&finding.checked);
        if let Some((archive, section)) = &checked.proved {
            self.seen.note(archive, *section);
        }
        self.sources.keep(source.id.to_owned(), finding);
        checked
    }
}
