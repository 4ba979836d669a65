//! Verifies the excerpts of all sources.

use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use super::find::{Found, Place, Wanted, find};
use super::known::Known;
use super::lock::{Change, Lock, LockedExcerpt, LockedSource, changes};
use super::opened::{Located, locate, open};
use super::pieces::written_parts;
use super::pointer::{Sought, pointers};
use super::proof::{ArchiveRecord, Outcome, Part, Pointer, Proof, SectionRecord};
use super::report;
use super::seen::{self, Seen};
use super::source::{Quotation, SourceToVerify};
use super::text::ArchiveText;
use crate::diagnostic::Diagnostic;
use crate::files::{ArchiveFolders, Archived, FileError};

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
    pub sources: Vec<VerifiedSource>,
    /// What the lock is to be. A source enters it when all its excerpts are proved; until then its former entries stay,
    /// so that a lock written in the middle of an author's work never forgets what a changed excerpt once was.
    pub lock: Lock,
    /// What turns the former lock into this one: `verify` prints it, `verify --locked` refuses it.
    pub changes: Vec<Change>,
}

/// Proves every excerpt against its source's archive or, where that is not at hand, by the lock.
///
/// A proof keeps the date of its entry in the lock as long as the archive and the excerpt are the same, so a site
/// comes out the same with the archives and without. New proofs get `today`. An archive of which all is `seen` is not
/// opened.
///
/// # Errors
/// An archive that is there and that the system refuses to read.
pub fn verify(
    sources: &[SourceToVerify<'_>],
    archives: &ArchiveFolders,
    lock: &Lock,
    today: Option<Date>,
    seen: &mut Seen,
    sink: &mut Vec<Diagnostic>,
) -> Result<Verified, FileError> {
    let former: &Seen = seen;
    let outcomes: Vec<Result<Checked, FileError>> =
        sources.par_iter().map(|source| Check::new(source, lock, today).run(archives, former)).collect();
    let mut new_lock = Lock::default();
    let mut verified = Vec::with_capacity(sources.len());
    for (source, outcome) in sources.iter().zip(outcomes) {
        let outcome = outcome?;
        sink.extend(outcome.diagnostics);
        if let Some(locked) = outcome.locked {
            if let Some(archive) = &outcome.proved_against {
                seen.note(archive, seen::section(source.id, source.has_address, &locked));
            }
            new_lock.sources.insert(source.id.to_owned(), locked);
        }
        verified.push(outcome.verified);
    }
    let changes = changes(lock, &new_lock);
    Ok(Verified { sources: verified, lock: new_lock, changes })
}

/// What became of one source.
struct Checked {
    verified: VerifiedSource,
    locked: Option<LockedSource>,
    /// The archive, if the proofs are of it and there is nothing to say about them.
    proved_against: Option<Archived>,
    diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether all is proved and there is nothing to report: what is reported must be reported by the next run too.
    fn is_settled(&self) -> bool {
        self.diagnostics.is_empty() && self.verified.proofs.iter().all(|proof| proof.outcome.is_proved())
    }
}

/// One source being verified.
struct Check<'a> {
    source: &'a SourceToVerify<'a>,
    former: Option<&'a LockedSource>,
    known: Known<'a>,
    today: Option<Date>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn new(source: &'a SourceToVerify<'a>, lock: &'a Lock, today: Option<Date>) -> Self {
        let former = lock.sources.get(source.id);
        Self { source, former, known: Known::new(former), today, diagnostics: Vec::new() }
    }

    fn run(mut self, archives: &ArchiveFolders, seen: &Seen) -> Result<Checked, FileError> {
        let archive = match locate(self.source, archives, &mut self.diagnostics)? {
            Located::At(archive) => archive,
            Located::Absent => return Ok(self.by_lock(true)),
            Located::Refused => return Ok(self.by_lock(false)),
        };
        if self.is_seen(&archive, seen) {
            return Ok(Checked { proved_against: Some(archive), ..self.by_lock(true) });
        }
        match open(self.source, &archive, &mut self.diagnostics)? {
            Some(opened) => {
                let checked = self.by_archive(opened.sha256, &opened.text);
                let proved_against = checked.is_settled().then_some(archive);
                Ok(Checked { proved_against, ..checked })
            }
            None => Ok(self.by_lock(false)),
        }
    }

    /// Whether this machine has proved all that the lock says of this source, against the archive as it is, and that is
    /// all there is to prove.
    fn is_seen(&self, archive: &Archived, seen: &Seen) -> bool {
        self.former.is_some_and(|former| {
            Some(former.archive.name.as_str()) == self.source.archive
                && self.source.quotations.iter().all(|quotation| self.known.of(quotation).is_some())
                && seen.vouches(archive, seen::section(self.source.id, self.source.has_address, former))
        })
    }

    fn by_archive(mut self, sha256: String, text: &ArchiveText) -> Checked {
        let name = self.source.archive.unwrap_or("");
        let wanted: Vec<Wanted<'_>> = self.source.quotations.iter().map(Quotation::wanted).collect();
        let found = find(text, &wanted);
        let mut pointers = self.pointers(&found, text).into_iter();
        let prove = |(it, found)| self.prove(it, found, &sha256, text, &mut pointers);
        let proofs: Vec<Proof> = self.source.quotations.iter().zip(&found).map(prove).collect();
        self.diagnostics.extend(report::unfound(self.source, name, text, &found));
        let drifted = self.former.filter(|former| former.archive.sha256 != sha256);
        self.diagnostics.extend(drifted.map(|_| report::drift(self.source, &self.known, &proofs)));
        let archive = record(name, sha256, text);
        self.finish(Some(archive), proofs)
    }

    /// What leads to the parts of all excerpts that were found, in their order.
    fn pointers(&self, found: &[Found], text: &ArchiveText) -> Vec<Pointer> {
        let mut sought = Vec::new();
        for (quotation, found) in self.source.quotations.iter().zip(found) {
            let Found::Once(place) = found else { continue };
            let written = written_parts(quotation.exact, place.outcome);
            let part = |(index, range): (usize, &Range<usize>)| Sought {
                range: range.clone(),
                written: written.get(index).copied().unwrap_or(""),
            };
            sought.extend(place.parts.iter().enumerate().map(part));
        }
        pointers(text, &sought, self.source.has_address)
    }

    fn prove(
        &self,
        quotation: &Quotation<'_>,
        found: &Found,
        sha256: &str,
        text: &ArchiveText,
        pointers: &mut impl Iterator<Item = Pointer>,
    ) -> Proof {
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
            parts: parts(place, text, pointers),
            archive_sha256: Some(sha256.to_owned()),
            verified: former.map_or(self.today, |former| former.verified),
        }
    }

    fn by_lock(mut self, reports_unchecked: bool) -> Checked {
        // Entries for an archive of another name say nothing about this one.
        let trusted = self.former.filter(|former| Some(former.archive.name.as_str()) == self.source.archive);
        let known = Known::new(trusted);
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
            Some(archive) if is_proved => Some(locked(self.source, archive.clone(), &proofs)),
            _ => self.former.filter(|_| self.source.archive.is_some()).cloned(),
        };
        let verified = VerifiedSource { archive, proofs };
        Checked { verified, locked, proved_against: None, diagnostics: self.diagnostics }
    }
}

fn parts(place: &Place, text: &ArchiveText, pointers: &mut impl Iterator<Item = Pointer>) -> Vec<Part> {
    let part = |range: &Range<usize>| {
        let locator = text.locator(range.start);
        let position = text.points(range.start)..text.points(range.end);
        let pointer = pointers.next().unwrap_or_default();
        Part { position, paragraph: locator.paragraph, page: locator.page, pointer }
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
