//! The words that authors quote in their own texts: briefs, profiles and notes.
//!
//! What stands between quotation marks in a sentence with a citation passes for the cited source's words, so it is held
//! to the same standard as an excerpt: the excerpts of the cited sources have it, or their archives do. Up to four
//! words may be a name or a manner of speaking and are left alone, and so are the titles and names of records.

mod locate;
mod quoted;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use super::consult::{Consulted, consult_at};
use super::extract::{Block, BlockKind, Extracted};
use super::find::{Found, Wanted, find};
use super::nearest::nearest;
use super::normalise::normalise;
use super::opened::locate;
use super::pieces::{Piece, pieces};
use super::report;
use super::seen::{self, Seen};
use super::site::to_verify;
use super::source::SourceToVerify;
use super::text::ArchiveText;
use super::verifying::Verifying;
use crate::diagnostic::Diagnostics;
use crate::files::{ArchiveFolders, Archived, FileError, Files, Span};
use crate::markdown::{Document, Run, Sentence, SentencePart};
use crate::memo::Memo;
use crate::resolve::{ClaimId, Site, SourceId, Target, Text};
use locate::Located;
use quoted::quoted;

/// Quotations of up to so many words are not looked for.
const SHORT: usize = 4;

/// The text that is read for the nearest passages, in bytes: about a second's work.
const NEAREST: usize = 32 * 1024 * 1024;

/// What a former run found: where a document may quote, and the archives that it had to ask.
#[derive(Debug, Default)]
pub(super) struct Quoting {
    /// By the address of the document, which it holds, so that no other document takes the address.
    suspects: Memo<usize, (Arc<Document>, Arc<[Suspect]>)>,
    /// By name.
    archives: Memo<String, (Archived, Option<Arc<Consulted>>)>,
}

impl Quoting {
    fn turn(&mut self) {
        self.suspects.turn();
        self.archives.turn();
    }

    fn suspects(&mut self, document: &Arc<Document>) -> Arc<[Suspect]> {
        let address = Arc::as_ptr(document).addr();
        if let Some((_, suspects)) = self.suspects.take(address, |(held, _)| Arc::ptr_eq(held, document)) {
            return suspects;
        }
        let suspects: Arc<[Suspect]> = suspects_of(document).collect();
        self.suspects.keep(address, (Arc::clone(document), Arc::clone(&suspects)));
        suspects
    }

    fn consult(
        &mut self,
        source: &SourceToVerify<'_>,
        archive: &Archived,
    ) -> Result<Option<Arc<Consulted>>, FileError> {
        let name = source.archive.unwrap_or_default();
        if let Some((_, known)) = self.archives.take(name.to_owned(), |(before, _)| before.vouches_for(archive)) {
            return Ok(known);
        }
        // What is wrong with an archive is reported with its excerpts.
        let consulted = consult_at(source, archive, &mut Diagnostics::new())?.map(Arc::new);
        self.archives.keep(name.to_owned(), (archive.clone(), consulted.clone()));
        Ok(consulted)
    }
}

/// A place where a unit may quote: in its own words, or in the name of the record that a link leads to.
#[derive(Debug, Clone, Copy)]
struct Suspect {
    unit: usize,
    /// The mark of the link.
    link: Option<usize>,
}

fn suspects_of(document: &Document) -> impl Iterator<Item = Suspect> {
    document.units.iter().enumerate().flat_map(|(number, unit)| {
        document.sentences.run(unit.sentences).flat_map(Sentence::parts).filter_map(move |part| match part {
            SentencePart::Text(words) | SentencePart::Likelihood(_, words) | SentencePart::Aside(words) => {
                quoted::may_quote(words).then_some(Suspect { unit: number, link: None })
            }
            SentencePart::Link(mark) => Some(Suspect { unit: number, link: Some(mark) }),
        })
    })
}

/// Words that a text attributes to sources.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Attributed {
    /// The words, without the marks around them and the punctuation that ends them.
    words: String,
    /// The sources that are cited beside them.
    sources: BTreeSet<SourceId>,
    /// The words in their file.
    span: Span,
}

/// Proves the words that the texts of a site quote from the sources that they cite.
///
/// # Errors
/// An archive that is there and that the system refuses to read.
pub fn verify_texts(
    site: &Site,
    files: &Files,
    archives: &ArchiveFolders,
    verifying: &mut Verifying,
    sink: &mut Diagnostics,
) -> Result<(), FileError> {
    let Verifying { seen, quoting, .. } = verifying;
    quoting.turn();
    let mut open = quotations(site, files, quoting);
    let excerpts: BTreeMap<SourceId, Excerpts> =
        of_sources(&open).into_iter().map(|source| (source, Excerpts::of(site, source))).collect();
    for (&source, excerpts) in &excerpts {
        strike(&mut open, source, &excerpts.text);
    }
    if open.is_empty() {
        return Ok(());
    }
    let names = names(site);
    open.retain(|it| !names.contains(&normalise(&it.words)));
    // Only what no excerpt has is worth the reading of an archive.
    let mut read = BTreeMap::new();
    for source in of_sources(&open) {
        let to_verify = to_verify(site, &site.sources[source]);
        let Some(archive) = locate(&to_verify, archives, &mut Diagnostics::new())? else { continue };
        if strike_seen(&mut open, source, &archive, seen)
            && let Some(consulted) = quoting.consult(&to_verify, &archive)?
        {
            for words in strike(&mut open, source, &consulted.text) {
                seen.note(&archive, seen::quotation(&words));
            }
            read.insert(source, consulted);
        }
    }
    let mut budget = NEAREST;
    for quotation in open {
        let is_read = quotation.sources.iter().all(|source| read.contains_key(source));
        let ids: Vec<&str> = quotation.sources.iter().map(|&source| site.sources[source].id.as_str()).collect();
        if !is_read {
            sink.push(report::unchecked_quotation(quotation.span, &ids));
            continue;
        }
        let words = normalise(&quotation.words);
        let near_excerpt = quotation.sources.iter().find_map(|source| excerpts.get(source)?.nearest(site, &words));
        let near_passage = quotation.sources.iter().find_map(|source| {
            let text = &read.get(source)?.text;
            budget = budget.checked_sub(text.normal().len())?;
            nearest(text, &words).map(|nearest| (text, nearest))
        });
        sink.push(report::unproved_quotation(quotation.span, &ids, near_excerpt, near_passage));
    }
    Ok(())
}

/// All that the texts of a site quote and attribute.
fn quotations(site: &Site, files: &Files, quoting: &mut Quoting) -> Vec<Attributed> {
    let mut found = Vec::new();
    for text in site.texts().map(|(_, text)| text).chain(site.notes()) {
        let mut last = None;
        for suspect in &*quoting.suspects(&text.document) {
            let may_quote = suspect.link.is_none_or(|mark| quoted::may_quote(site.link_words(text, mark)));
            if may_quote && last != Some(suspect.unit) {
                last = Some(suspect.unit);
                found.extend(attributed(site, text, suspect.unit, files));
            }
        }
    }
    found
}

fn of_sources(open: &[Attributed]) -> BTreeSet<SourceId> {
    open.iter().flat_map(|it| it.sources.iter().copied()).collect()
}

/// Takes what was proved against a source's archive, as it is, off the list. Whether anything is left to ask it for.
fn strike_seen(open: &mut Vec<Attributed>, source: SourceId, archive: &Archived, seen: &mut Seen) -> bool {
    open.retain(|it| {
        let what = seen::quotation(&normalise(&it.words));
        let is_seen = it.sources.contains(&source) && seen.vouches(archive, what);
        if is_seen {
            seen.note(archive, what);
        }
        !is_seen
    });
    open.iter().any(|it| it.sources.contains(&source))
}

/// Takes what a text of a source has off the list, and gives its words, normalised.
fn strike(open: &mut Vec<Attributed>, source: SourceId, text: &ArchiveText) -> Vec<String> {
    let asks = |it: &Attributed| it.sources.contains(&source);
    let wanted: Vec<Wanted<'_>> =
        open.iter().filter(|it| asks(it)).map(|it| Wanted { exact: &it.words, ..Wanted::default() }).collect();
    let found = find(text, &wanted);
    let mut found = found.iter().map(|found| !matches!(found, Found::Nowhere(_)));
    let is_struck = |it: &mut Attributed| asks(it) && found.next().unwrap_or(false);
    open.extract_if(.., is_struck).map(|it| normalise(&it.words)).collect()
}

/// What records are called: a title between quotation marks quotes nobody.
fn names(site: &Site) -> BTreeSet<String> {
    let records = site.records().map(|record| site.name(record));
    let others = site.actors.values().flat_map(|actor| &actor.also_known_as);
    let options = site.options.values().flat_map(|option| &option.also_known_as);
    records.chain(others.chain(options).map(String::as_str)).map(normalise).collect()
}

/// A long quotation: its words, the sentences that it lies in, and where it stands in its file.
struct Quoted {
    words: String,
    sentences: Range<usize>,
    place: Option<Range<usize>>,
}

/// The long quotations of a unit that stand in a sentence with a citation.
fn attributed(site: &Site, text: &Text, unit: usize, files: &Files) -> Vec<Attributed> {
    let cites = |mark: usize| matches!(text.targets.get(mark), Some(Target::Claims(claims)) if !claims.is_empty());
    if !text.document.marks_of(unit).any(|(mark, _)| cites(mark)) {
        return Vec::new();
    }
    let unit = &text.document.units[unit];
    let (line, ends) = line_of(site, text, unit.sentences);
    let mut located: Option<Located> = None;
    let mut quotations = Vec::new();
    for range in quoted(&line) {
        let Some(words) = line.get(range.clone()) else { continue };
        let words = words.trim().trim_end_matches([',', '.', ';', ':', '!', '?']);
        if words.unicode_words().count() <= SHORT {
            continue;
        }
        let located = located.get_or_insert_with(|| Located::new(files.slice(unit.span)));
        let place = located
            .take(words)
            .map(|place| place.start + unit.span.start as usize..place.end + unit.span.start as usize);
        quotations.push(Quoted { words: words.to_owned(), sentences: sentences(&ends, &range), place });
    }
    let attribute = |(index, quotation): (usize, &Quoted)| {
        let sources = sources(site, text, unit.sentences, &quotations, index);
        let of_place = |place: &Range<usize>| Span::new(unit.span.file, place.start, place.end);
        let span = quotation.place.as_ref().map_or(unit.span, of_place);
        (!sources.is_empty()).then(|| Attributed { words: quotation.words.clone(), sources, span })
    };
    quotations.iter().enumerate().filter_map(attribute).collect()
}

/// A unit as readers read it, on one line, and where each of its sentences ends in it.
fn line_of(site: &Site, text: &Text, unit: Run) -> (String, Vec<usize>) {
    let mut line = String::new();
    let mut ends = Vec::new();
    for sentence in text.document.sentences.run(unit) {
        for part in sentence.parts() {
            match part {
                SentencePart::Text(words) | SentencePart::Likelihood(_, words) | SentencePart::Aside(words) => {
                    line.push_str(words);
                }
                SentencePart::Link(mark) => line.push_str(site.link_words(text, mark)),
            }
        }
        line.push(' ');
        ends.push(line.len());
    }
    (line, ends)
}

/// The sentences that a range of a line lies in.
fn sentences(ends: &[usize], range: &Range<usize>) -> Range<usize> {
    let of = |at: usize| ends.partition_point(|&end| end <= at);
    of(range.start)..(of(range.end.saturating_sub(1)) + 1).min(ends.len())
}

/// The sources that a quotation is attributed to: those cited between it and the next one, as a citation follows what
/// it is for; where there are none, those cited between it and the one before; else all that its sentences cite.
fn sources(site: &Site, text: &Text, unit: Run, quotations: &[Quoted], index: usize) -> BTreeSet<SourceId> {
    let quotation = &quotations[index];
    let Range { start, end } = quotation.sentences.clone();
    let holding = text.document.sentences.run(unit).skip(start).take(end.saturating_sub(start));
    let cited: Vec<(usize, SourceId)> = holding
        .flat_map(|sentence| sentence.marks().range())
        .filter_map(|mark| match text.targets.get(mark) {
            Some(Target::Claims(claims)) => Some((text.document.marks[mark].span.start as usize, claims)),
            _ => None,
        })
        .flat_map(|(at, claims)| claims.iter().map(move |&claim| (at, site.claims[claim].source)))
        .collect();
    let within = |range: Range<usize>| -> BTreeSet<SourceId> {
        cited.iter().filter(|(at, _)| range.contains(at)).map(|&(_, source)| source).collect()
    };
    let beside = quotation.place.as_ref().and_then(|place| {
        let place_of = |it: &Quoted| it.place.clone();
        let next = quotations[index + 1..].iter().find_map(place_of).map_or(usize::MAX, |next| next.start);
        let before = quotations[..index].iter().rev().find_map(place_of).map_or(0, |before| before.end);
        [within(place.end..next), within(before..place.start)].into_iter().find(|sources| !sources.is_empty())
    });
    beside.unwrap_or_else(|| within(0..usize::MAX))
}

/// The excerpts of one source, as a text that can be searched.
struct Excerpts {
    text: ArchiveText,
    /// The claim and the excerpt that each block is of.
    owners: Vec<(ClaimId, usize)>,
}

impl Excerpts {
    fn of(site: &Site, source: SourceId) -> Self {
        let mut extracted = Extracted::default();
        let mut owners = Vec::new();
        let mut add = |owner: (ClaimId, usize), words: &str| {
            let words = words.trim();
            if words.is_empty() {
                return;
            }
            let start = extracted.text.len();
            extracted.text.push_str(words);
            let range = start..extracted.text.len();
            extracted.text.push('\n');
            extracted.blocks.push(Block { kind: BlockKind::Paragraph, range, page: None });
            owners.push(owner);
        };
        for &claim in &site.sources[source].claims {
            for (index, excerpt) in site.claims[claim].excerpts.iter().enumerate() {
                // Whole, as marks may be the source's own, and in the parts that its marks leave.
                add((claim, index), &excerpt.exact);
                let parts = pieces(&excerpt.exact);
                let words = parts.iter().filter_map(|piece| match piece {
                    Piece::Words(words) if parts.len() > 1 => Some(*words),
                    _ => None,
                });
                words.for_each(|words| add((claim, index), words));
            }
        }
        Self { text: ArchiveText::new(extracted), owners }
    }

    /// The claim and the words of the excerpt that is nearest.
    fn nearest<'s>(&self, site: &'s Site, words: &str) -> Option<(&'s str, &'s str)> {
        let nearest = nearest(&self.text, words)?;
        let &(claim, index) = self.owners.get(self.text.block_at(nearest.range.start))?;
        let claim = &site.claims[claim];
        Some((claim.key.as_str(), claim.excerpts.get(index)?.exact.as_str()))
    }
}

#[cfg(test)]
mod tests;
