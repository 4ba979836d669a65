use std::collections::BTreeSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::locate::Located;
use super::quoted::{self, quoted};
use super::quoting::Quoting;
use crate::files::{Files, Span};
use crate::markdown::{Run, SentencePart};
use crate::resolve::{Site, SourceId, Target, Text};

/// Quotations of up to so many words are not looked for.
const SHORT: usize = 4;

/// Words that a text attributes to sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attributed {
    /// The words, without the marks around them and the punctuation that ends them.
    pub(super) words: String,
    /// The sources that are cited beside them.
    pub(super) sources: BTreeSet<SourceId>,
    /// The words in their file.
    pub(super) span: Span,
}

/// All that the texts of a site quote and attribute.
pub(super) fn quotations(site: &Site, files: &Files, quoting: &mut Quoting) -> Vec<Attributed> {
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
