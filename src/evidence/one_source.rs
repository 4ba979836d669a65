//! Verifies the excerpts of one source: by its archive, or by what the lock says.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::basis::Basis;
use super::find::{Found, Place, Wanted, find};
use super::known::Known;
use super::lock::{LockedExcerpt, LockedSource, headings};
use super::not_at_hand::NotAtHand;
use super::opened::open;
use super::pieces::written_parts;
use super::pointer::{Sought, pointers};
use super::proof::{ArchiveRecord, Part, Pointer, Proof, Proved, SectionRecord};
use super::report;
use super::seen::{self, Seen};
use super::source::{Quotation, SourceToVerify};
use super::text::ArchiveText;
use super::verified::VerifiedSource;
use crate::diagnostic::Diagnostics;
use crate::files::{ArchiveFile, Archived, FileError, Fingerprint};

/// What became of one source.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) verified: Arc<VerifiedSource>,
    pub(super) locked: Option<Arc<LockedSource>>,
    /// The archive and the section of the lock that was proved against it, if there is nothing to say about it.
    pub(super) proved: Option<(Archived, Fingerprint)>,
    pub(super) diagnostics: Diagnostics,
}

impl Checked {
    /// Whether all is proved and there is nothing to report: what is reported must be reported by the next run too.
    fn is_settled(&self) -> bool {
        self.diagnostics.is_empty() && self.verified.is_proved()
    }

    fn proved_against(self, archive: &Archived, source: &SourceToVerify<'_>) -> Self {
        let section =
            |locked: &Arc<LockedSource>| (archive.clone(), seen::section(source.id, source.has_address, locked));
        Self { proved: self.locked.as_ref().map(section), ..self }
    }
}

/// One source being verified.
pub(super) struct Check<'a> {
    source: &'a SourceToVerify<'a>,
    former: Option<&'a Arc<LockedSource>>,
    known: Known<'a>,
    today: Option<Date>,
    diagnostics: Diagnostics,
}

impl<'a> Check<'a> {
    pub(super) fn new(
        source: &'a SourceToVerify<'a>,
        former: Option<&'a Arc<LockedSource>>,
        today: Option<Date>,
    ) -> Self {
        Self { source, former, known: Known::new(former.map(AsRef::as_ref)), today, diagnostics: Diagnostics::new() }
    }

    pub(super) fn run(mut self, basis: &Basis, seen: &Seen) -> Result<Checked, FileError> {
        let archive = match &basis.archive {
            ArchiveFile::Found(archive) => archive,
            ArchiveFile::Absent => return Ok(self.by_lock(Some(&basis.not_at_hand.clone().unwrap_or_default()))),
            ArchiveFile::Refused(problem) => {
                let name = self.source.archive.unwrap_or("");
                self.diagnostics.push(report::refused(self.source, name, problem));
                return Ok(self.by_lock(None));
            }
        };
        let source = self.source;
        if self.is_seen(archive, seen) {
            return Ok(self.by_lock(Some(&NotAtHand::default())).proved_against(archive, source));
        }
        match open(self.source, archive, &mut self.diagnostics)? {
            Some(opened) => {
                let checked = self.by_archive(opened.sha256, &opened.text);
                Ok(if checked.is_settled() { checked.proved_against(archive, source) } else { checked })
            }
            None => Ok(self.by_lock(None)),
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
            let written = written_parts(quotation.exact, Some(place.how));
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
            Found::Several(_) => return Proof::Ambiguous,
            Found::Nowhere(_) => return Proof::Missing,
        };
        let is_same = self.former.is_some_and(|former| former.archive.sha256 == sha256);
        let former = self.known.of(quotation).filter(|_| is_same);
        Proof::Proved(Proved {
            how: place.how,
            locator: text.locator(place.range().start),
            position: text.points(place.range().start)..text.points(place.range().end),
            parts: parts(place, text, pointers),
            verified: former.map_or(self.today, |former| former.verified),
        })
    }

    /// By what the lock says. What it does not know is reported, with what is known of the archive, unless the archive
    /// itself has been.
    fn by_lock(mut self, not_at_hand: Option<&NotAtHand>) -> Checked {
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
                if let Some(proved) = known.of(quotation) {
                    return Proof::Proved(proved.clone());
                }
                if edited.contains(quotation.claim) {
                    self.diagnostics.push(report::unproved(quotation));
                } else {
                    unchecked += 1;
                }
                Proof::Unchecked
            })
            .collect();
        if let Some(known) = not_at_hand.filter(|_| unchecked > 0) {
            self.diagnostics.push(report::unchecked(self.source, unchecked, known));
        }
        let archive = trusted.map(|trusted| trusted.archive.clone());
        self.finish(archive, proofs)
    }

    fn finish(self, archive: Option<ArchiveRecord>, proofs: Vec<Proof>) -> Checked {
        let proved: Option<Vec<&Proved>> = proofs.iter().map(Proof::proved).collect();
        let locked = match archive.as_ref().zip(proved) {
            Some((archive, proved)) => Some(Arc::new(locked(self.source, archive.clone(), &proved))),
            None => self.former.filter(|_| self.source.archive.is_some()).cloned(),
        };
        let verified = Arc::new(VerifiedSource { archive, proofs });
        Checked { verified, locked, proved: None, diagnostics: self.diagnostics }
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
        Some((section.level, SectionRecord { heading, paragraph: section.first_paragraph }))
    };
    let sections = headings(text.sections().iter().filter_map(section));
    ArchiveRecord { name: name.to_owned(), sha256, paragraphs: text.paragraphs(), sections }
}

fn locked(source: &SourceToVerify<'_>, archive: ArchiveRecord, proved: &[&Proved]) -> LockedSource {
    let mut entries: Vec<(usize, LockedExcerpt)> = source
        .quotations
        .iter()
        .zip(proved)
        .map(|(quotation, &proved)| {
            let entry = LockedExcerpt {
                claim: quotation.claim.to_owned(),
                exact: quotation.exact.to_owned(),
                context: quotation.context(),
                proof: proved.clone(),
            };
            (quotation.ordinal, entry)
        })
        .collect();
    entries.sort_by(|(one, a), (other, b)| a.claim.cmp(&b.claim).then(one.cmp(other)));
    LockedSource { archive, excerpts: entries.into_iter().map(|(_, entry)| entry).collect() }
}
