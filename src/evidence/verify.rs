//! Verifies the excerpts of all sources.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::extract::{Format, extract};
use super::find::{Found, Place, Wanted, find};
use super::known::Known;
use super::lock::{Change, Lock, LockedExcerpt, LockedSource, changes, hex};
use super::proof::{ArchiveRecord, Outcome, Part, Proof, SectionRecord};
use super::report;
use super::source::{Quotation, SourceToVerify};
use super::text::ArchiveText;
use crate::diagnostic::Diagnostic;
use crate::files::{ArchiveFile, ArchiveFolders, ArchiveStamps, FileError, Fingerprint};
use crate::memo::Memo;

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
    /// so that a lock written in the middle of an author's work never forgets what a changed excerpt once was.
    pub lock: Lock,
    /// What turns the former lock into this one: `verify` prints it, `verify --locked` refuses it.
    pub changes: Vec<Change>,
}

/// What a former run found out about each source: a function of its record, its archive, its entry in the lock and the
/// day.
#[derive(Debug, Default)]
pub struct Verifying {
    sources: Memo<String, Finding>,
}

/// What was found out about a source, and what that rests on.
#[derive(Debug, Clone)]
struct Finding {
    asked: Fingerprint,
    archive: ArchiveStamps,
    former: Option<Arc<LockedSource>>,
    checked: Arc<Checked>,
}

/// Proves every excerpt against its source's archive or, where that is not at hand, by the lock.
///
/// A proof keeps the date of its entry in the lock as long as the archive and the excerpt are the same, so a site
/// comes out the same with the archives and without. New proofs get `today`. Of a source that is as it was in a former
/// run the archive is not read again.
///
/// # Errors
/// An archive that is there and that the system refuses to read.
pub fn verify(
    sources: &[SourceToVerify<'_>],
    archives: &ArchiveFolders,
    lock: &Lock,
    today: Option<Date>,
    verifying: &mut Verifying,
    sink: &mut Vec<Diagnostic>,
) -> Result<Verified, FileError> {
    verifying.sources.turn();
    let asked: Vec<_> = sources.par_iter().map(|source| ask(source, archives, lock, today)).collect();
    let known: Vec<Option<Finding>> = sources
        .iter()
        .zip(&asked)
        .map(|(source, (asked, archive, former))| {
            verifying.sources.take(source.id.to_owned(), |it| {
                it.asked == *asked && it.former == *former && it.archive.vouch_for(archive)
            })
        })
        .collect();
    let findings: Vec<Finding> = sources
        .par_iter()
        .zip(asked)
        .zip(known)
        .map(|((source, (asked, archive, former)), known)| match known {
            Some(finding) => Ok(finding),
            None => {
                let checked = Arc::new(Check::new(source, former.as_ref(), today).run(archives)?);
                Ok(Finding { asked, archive, former, checked })
            }
        })
        .collect::<Result<_, FileError>>()?;
    let mut new_lock = Lock::default();
    let mut verified = Vec::with_capacity(sources.len());
    for (source, finding) in sources.iter().zip(findings) {
        let checked = &finding.checked;
        sink.extend(checked.diagnostics.iter().cloned());
        if let Some(locked) = &checked.locked {
            new_lock.sources.insert(source.id.to_owned(), Arc::clone(locked));
        }
        verified.push(Arc::clone(&checked.verified));
        verifying.sources.keep(source.id.to_owned(), finding);
    }
    let changes = changes(lock, &new_lock);
    Ok(Verified { sources: verified, lock: new_lock, changes })
}

/// All that the proofs of a source depend on.
fn ask(
    source: &SourceToVerify<'_>,
    archives: &ArchiveFolders,
    lock: &Lock,
    today: Option<Date>,
) -> (Fingerprint, ArchiveStamps, Option<Arc<LockedSource>>) {
    let asked = Fingerprint::of_value(&(source, today));
    (asked, archives.stamps(source.archive.unwrap_or_default()), lock.sources.get(source.id).cloned())
}

/// What became of one source.
#[derive(Debug)]
struct Checked {
    verified: Arc<VerifiedSource>,
    locked: Option<Arc<LockedSource>>,
    diagnostics: Vec<Diagnostic>,
}

/// One source being verified.
struct Check<'a> {
    source: &'a SourceToVerify<'a>,
    former: Option<&'a Arc<LockedSource>>,
    known: Known<'a>,
    today: Option<Date>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn new(source: &'a SourceToVerify<'a>, former: Option<&'a Arc<LockedSource>>, today: Option<Date>) -> Self {
        Self { source, former, known: Known::new(former.map(AsRef::as_ref)), today, diagnostics: Vec::new() }
    }

    fn run(mut self, archives: &ArchiveFolders) -> Result<Checked, FileError> {
        let Some(name) = self.source.archive else {
            return Ok(self.by_lock(true));
        };
        match archives.read(name)? {
            ArchiveFile::Absent => Ok(self.by_lock(true)),
            ArchiveFile::Refused(problem) => {
                self.diagnostics.push(report::refused(self.source, name, &problem));
                Ok(self.by_lock(false))
            }
            ArchiveFile::Found(bytes) => {
                let sha256 = hex(&Sha256::digest(&bytes));
                match extract(bytes, Format::of_name(name)) {
                    Ok(extracted) => Ok(self.by_archive(name, sha256, &ArchiveText::new(extracted))),
                    Err(unreadable) => {
                        self.diagnostics.push(report::unreadable(self.source, name, &unreadable));
                        Ok(self.by_lock(false))
                    }
                }
            }
        }
    }

    fn by_archive(mut self, name: &str, sha256: String, text: &ArchiveText) -> Checked {
        let wanted: Vec<Wanted<'_>> = self.source.quotations.iter().map(Quotation::wanted).collect();
        let found = find(text, &wanted);
        let proofs: Vec<Proof> =
            self.source.quotations.iter().zip(&found).map(|(it, found)| self.prove(it, found, &sha256, text)).collect();
        self.diagnostics.extend(report::unfound(self.source, name, text, &found));
        let drifted = self.former.filter(|former| former.archive.sha256 != sha256);
        self.diagnostics.extend(drifted.map(|_| report::drift(self.source, &self.known, &proofs)));
        let archive = record(name, sha256, text);
        self.finish(Some(archive), proofs)
    }

    fn prove(&self, quotation: &Quotation<'_>, found: &Found, sha256: &str, text: &ArchiveText) -> Proof {
        let place = match found {
            Found::Once(place) => place,
            Found::Several(_) => return Proof::unproved(Outcome::Ambiguous),
            Found::Nowhere(_) => return Proof::unproved(Outcome::Missing),
        };
        let former = self.known.of(quotation).filter(|entry| entry.archive_sha256.as_deref() == Some(sha256));
        Proof {
            outcome: place.outcome,
            locator: Some(text.locator(place.range().start)),
            position: Some(text.points(place.range().start)..text.points(place.range().end)),
            parts: parts(place, text),
            archive_sha256: Some(sha256.to_owned()),
            verified: former.map_or(self.today, |former| former.verified),
        }
    }

    fn by_lock(mut self, reports_unchecked: bool) -> Checked {
        // Entries for an archive of another name say nothing about this one.
        let trusted = self.former.filter(|former| Some(former.archive.name.as_str()) == self.source.archive);
        let known = Known::new(trusted.map(AsRef::as_ref));
        let edited = known.claims_with_other_words(&self.source.quotations);
        let mut unchecked = 0;
        let proofs: Vec<Proof> = self
            .source
            .quotations
            .iter()
            .map(|quotation| {
                if let Some(proof) = known.of(quotation) {
                    return proof.clone();
                }
                if edited.contains(quotation.claim) {
                    self.diagnostics.push(report::unproved(quotation));
                } else {
                    unchecked += 1;
                }
                Proof::unproved(Outcome::Unchecked)
            })
            .collect();
        if reports_unchecked && unchecked > 0 {
            self.diagnostics.push(report::unchecked(self.source, unchecked));
        }
        let archive = trusted.map(|trusted| trusted.archive.clone());
        self.finish(archive, proofs)
    }

    fn finish(self, archive: Option<ArchiveRecord>, proofs: Vec<Proof>) -> Checked {
        let is_proved = proofs.iter().all(|proof| proof.outcome.is_proved());
        let locked = match &archive {
            Some(archive) if is_proved => Some(Arc::new(locked(self.source, archive.clone(), &proofs))),
            _ => self.former.filter(|_| self.source.archive.is_some()).cloned(),
        };
        Checked { verified: Arc::new(VerifiedSource { archive, proofs }), locked, diagnostics: self.diagnostics }
    }
}

fn parts(place: &Place, text: &ArchiveText) -> Vec<Part> {
    let part = |range: &std::ops::Range<usize>| {
        let locator = text.locator(range.start);
        let position = text.points(range.start)..text.points(range.end);
        Part { position, paragraph: locator.paragraph, page: locator.page }
    };
    place.parts.iter().map(part).collect()
}

fn record(name: &str, sha256: String, text: &ArchiveText) -> ArchiveRecord {
    let section = |section: &super::text::Section| {
        let heading = section.heading.clone()?;
        Some(SectionRecord { heading, paragraph: section.first_paragraph })
    };
    let sections = text.sections().iter().filter_map(section).collect();
    ArchiveRecord { name: name.to_owned(), sha256, paragraphs: text.paragraphs(), sections }
}

fn locked(source: &SourceToVerify<'_>, archive: ArchiveRecord, proofs: &[Proof]) -> LockedSource {
    let mut entries: Vec<(usize, LockedExcerpt)> = source
        .quotations
        .iter()
        .zip(proofs)
        .map(|(quotation, proof)| {
            let entry = LockedExcerpt {
                claim: quotation.claim.to_owned(),
                exact: quotation.exact.to_owned(),
                context: quotation.context(),
                proof: proof.clone(),
            };
            (quotation.ordinal, entry)
        })
        .collect();
    entries.sort_by(|(one, a), (other, b)| a.claim.cmp(&b.claim).then(one.cmp(other)));
    LockedSource { archive, excerpts: entries.into_iter().map(|(_, entry)| entry).collect() }
}
