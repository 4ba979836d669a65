use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::lock::Lock;
use super::proof::{ArchiveRecord, Proof, Proved};
use super::source::{Quotation, SourceToVerify};
use super::verified::{Verified, VerifiedSource};
use super::verify::verify;
use super::verifying::Verifying;
use crate::diagnostic::Diagnostics;
use crate::files::{ArchiveFolders, FileError};
use crate::resolve::{ClaimId, Excerpt, Site, Source, SourceId};

/// What was proved of a site, beside its tables.
#[derive(Debug, Clone)]
pub struct Proofs {
    /// By source.
    sources: Vec<Arc<VerifiedSource>>,
    /// By claim: its source, and where its proofs stand among the source's.
    claims: Vec<(usize, Range<usize>)>,
}

impl Proofs {
    /// The proofs of a claim's excerpts, in their order.
    #[must_use]
    pub fn of(&self, claim: ClaimId) -> &[Proof] {
        let of = |(source, proofs): &(usize, Range<usize>)| self.sources.get(*source)?.proofs.get(proofs.clone());
        self.claims.get(claim.index()).and_then(of).unwrap_or_default()
    }

    /// What was found of one excerpt of a claim, if it is proved.
    #[must_use]
    pub fn proved(&self, claim: ClaimId, excerpt: usize) -> Option<&Proved> {
        self.of(claim).get(excerpt)?.proved()
    }

    /// Whether all excerpts of a claim are proved.
    #[must_use]
    pub fn is_proved(&self, claim: ClaimId) -> bool {
        self.of(claim).iter().all(|proof| proof.proved().is_some())
    }

    /// The shape of a source's archive, from the archive itself or from the lock.
    #[must_use]
    pub fn archive(&self, source: SourceId) -> Option<&ArchiveRecord> {
        self.sources.get(source.index())?.archive.as_ref()
    }
}

/// The stage `verify`: proves every excerpt of a site.
///
/// # Errors
/// An archive that is there and that the system refuses to read.
pub fn verify_site(
    site: &Site,
    archives: &ArchiveFolders,
    lock: &Lock,
    today: Option<Date>,
    verifying: &mut Verifying,
    sink: &mut Diagnostics,
) -> Result<(Proofs, Verified), FileError> {
    let sources: Vec<SourceToVerify<'_>> = site.sources.values().map(|source| to_verify(site, source)).collect();
    let mut verified = verify(&sources, archives, lock, today, verifying, sink)?;
    verified.keep(lock, &site.unread_sources);
    let mut claims = Vec::with_capacity(site.claims.len());
    for (id, source) in site.sources.iter() {
        // Claims stand by source and in its order, and so do the quotations that were made of them.
        let mut next = 0;
        for &claim in &source.claims {
            let first = next;
            next += site.claims[claim].excerpts.len();
            claims.push((id.index(), first..next));
        }
    }
    Ok((Proofs { sources: verified.sources.clone(), claims }, verified))
}

/// A source with its excerpts as its record has them.
#[must_use]
pub fn to_verify<'a>(site: &'a Site, source: &'a Source) -> SourceToVerify<'a> {
    let quotations = source.claims.iter().flat_map(|&id| {
        let claim = &site.claims[id];
        claim.excerpts.iter().enumerate().map(|(ordinal, excerpt)| quotation(&claim.key, ordinal, excerpt))
    });
    SourceToVerify {
        id: &source.id,
        archive: source.archive.as_ref().map(|archive| archive.value.as_str()),
        has_address: source.url.is_some() || source.archived_url.is_some(),
        archive_span: source.archive.as_ref().map(|archive| archive.span).or(source.archive_field),
        span: source.span,
        quotations: quotations.collect(),
    }
}

fn quotation<'a>(claim: &'a str, ordinal: usize, excerpt: &'a Excerpt) -> Quotation<'a> {
    Quotation {
        claim,
        ordinal,
        exact: &excerpt.exact,
        prefix: excerpt.prefix.as_deref(),
        suffix: excerpt.suffix.as_deref(),
        section: excerpt.section.as_deref(),
        span: excerpt.span,
    }
}
