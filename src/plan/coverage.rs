//! What claims rest on and what texts rest on: the numbers behind `sourcebook coverage`.
//!
//! A view that no page shows. Its form as JSON is stable: fields are added, never renamed or removed.

use std::collections::BTreeSet;

use serde::Serialize;

use super::cited::cited;
use super::paragraphs::Covered;
use super::runs::count;
use crate::evidence::{ArchiveRecord, Proofs};
use crate::files::Files;
use crate::markdown::Standing;
use crate::resolve::{RecordId, Site, SourceId, Text};

/// The whole report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// By identifier.
    pub sources: Vec<SourceCoverage>,
    /// Newest first.
    pub briefs: Vec<TextCoverage>,
    /// Actors, options and criteria that have a text, in that order; each by identifier.
    pub profiles: Vec<TextCoverage>,
}

/// Which paragraphs of a source claims rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceCoverage {
    /// The source's identifier.
    pub id: String,
    /// Its title, if known.
    pub title: Option<String>,
    /// How many claims it has.
    pub claims: usize,
    /// Its paragraphs; none where neither the archive nor the lock says how many there are.
    pub paragraphs: Option<Paragraphs>,
    /// Its parts from one heading to the next, those without a paragraph left out.
    pub sections: Vec<SectionCoverage>,
    /// Claims without an excerpt whose paragraph is known, as `SOURCE/CLAIM`: unchecked, not proved, or in a heading.
    pub unplaced: Vec<String>,
}

/// Paragraphs, counted as locators count them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Paragraphs {
    /// How many there are.
    pub total: usize,
    /// How many of them a claim rests on.
    pub covered: usize,
    /// Those that a claim rests on: runs of paragraphs, each `[first, last]`.
    pub with_claims: Vec<[u32; 2]>,
    /// Those that none rests on.
    pub without_claims: Vec<[u32; 2]>,
}

/// A part of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionCoverage {
    /// Its heading; none before the first.
    pub heading: Option<String>,
    /// How many claims rest on a paragraph of it.
    pub claims: usize,
    /// Its paragraphs.
    pub paragraphs: Paragraphs,
}

/// How the paragraphs of a text stand to the rule of evidence. A list item, a table and a footnote count as paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextCoverage {
    /// `brief`, `actor`, `option` or `criterion`.
    pub kind: &'static str,
    /// The record's identifier.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// Its file, relative to the site.
    pub file: String,
    /// How many claims it cites.
    pub claims: usize,
    /// How many paragraphs it has.
    pub total: usize,
    /// Lines at which a paragraph begins that rests on a claim.
    pub cited: Vec<usize>,
    /// Those that are the authors' judgement.
    pub judgements: Vec<usize>,
    /// Those that are marked as needing neither.
    pub exempt: Vec<usize>,
    /// Those that rest on nothing.
    pub bare: Vec<usize>,
}

/// Gathers the coverage of a site.
#[must_use]
pub fn coverage(site: &Site, proofs: &Proofs, files: &Files) -> Coverage {
    let (mut briefs, mut profiles): (Vec<TextCoverage>, Vec<TextCoverage>) = (Vec::new(), Vec::new());
    for (record, text) in site.texts() {
        let is_brief = matches!(record, RecordId::Brief(_));
        if is_brief || !text.document.units.is_empty() {
            let list = if is_brief { &mut briefs } else { &mut profiles };
            list.push(text_coverage(site, record, text, files));
        }
    }
    let of_kind = profiles.chunk_by_mut(|one, other| one.kind == other.kind);
    of_kind.for_each(|profiles| profiles.sort_by(|one, other| one.id.cmp(&other.id)));
    let sources = site.sources_by_identifier().map(|(id, _)| source_coverage(site, proofs, id)).collect();
    Coverage { sources, briefs, profiles }
}

fn source_coverage(site: &Site, proofs: &Proofs, id: SourceId) -> SourceCoverage {
    let source = &site.sources[id];
    let covered = Covered::of(site, proofs, id);
    let archive = proofs.archive(id);
    SourceCoverage {
        id: source.id.clone(),
        title: source.title.clone(),
        claims: source.claims.len(),
        paragraphs: archive.map(|archive| paragraphs(1, archive.paragraphs + 1, &covered)),
        sections: archive.map_or_else(Vec::new, |archive| sections(archive, &covered)),
        unplaced: covered.unplaced.iter().map(|&claim| site.claims[claim].key.clone()).collect(),
    }
}

fn sections(archive: &ArchiveRecord, covered: &Covered) -> Vec<SectionCoverage> {
    let headings = archive.sections.iter().map(|section| (Some(section.heading.clone()), section.paragraph));
    let starts: Vec<(Option<String>, u32)> = std::iter::once((None, 1)).chain(headings).collect();
    let ends = starts.iter().skip(1).map(|(_, first)| *first).chain(std::iter::once(archive.paragraphs + 1));
    let section = |((heading, first), end): (&(Option<String>, u32), u32)| {
        let (claims, paragraphs) = (covered.claims_between(*first, end).len(), paragraphs(*first, end, covered));
        (paragraphs.total > 0).then(|| SectionCoverage { heading: heading.clone(), claims, paragraphs })
    };
    starts.iter().zip(ends).filter_map(section).collect()
}

/// The paragraphs from `first` to the one before `end`.
fn paragraphs(first: u32, end: u32, covered: &Covered) -> Paragraphs {
    let (with_claims, without_claims) = covered.divide(first, end);
    let covered = count(&with_claims);
    Paragraphs { total: covered + count(&without_claims), covered, with_claims, without_claims }
}

fn text_coverage(site: &Site, record: RecordId, text: &Text, files: &Files) -> TextCoverage {
    let (kind, folder, id) = match record {
        RecordId::Brief(id) => ("brief", "briefs", site.briefs[id].id.as_str()),
        RecordId::Actor(id) => ("actor", "actors", site.actors[id].id.as_str()),
        RecordId::Option(id) => ("option", "options", site.options[id].id.as_str()),
        RecordId::Criterion(id) => ("criterion", "criteria", site.criteria[id].id.as_str()),
        // These have no text.
        RecordId::Source(_) | RecordId::Claim(_) | RecordId::Event(_) | RecordId::Topic(_) => ("", "", ""),
    };
    let mut coverage = TextCoverage {
        kind,
        id: id.to_owned(),
        title: site.name(record).to_owned(),
        file: format!("content/{folder}/{id}.md"),
        claims: cited(text).collect::<BTreeSet<_>>().len(),
        total: text.document.units.len(),
        cited: Vec::new(),
        judgements: Vec::new(),
        exempt: Vec::new(),
        bare: Vec::new(),
    };
    for (unit, standing) in text.document.units.iter().zip(text.document.standings()) {
        let lines = match standing {
            Standing::Cited => &mut coverage.cited,
            Standing::Judgement => &mut coverage.judgements,
            Standing::Exempt => &mut coverage.exempt,
            Standing::Uncited => &mut coverage.bare,
        };
        lines.push(files.position(unit.span).line);
    }
    coverage
}
