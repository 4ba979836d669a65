//! One entry of a lock: an archive, or an excerpt.

use std::ops::Range;

use jiff::civil::Date;

use super::LockedExcerpt;
use crate::diagnostic::{Diagnostic, codes};
use crate::evidence::extract::LINES;
use crate::evidence::proof::{ArchiveRecord, Locator, Match, Outcome, Part, Pointer, Proved, SectionRecord, is_within};
use crate::evidence::text::HEADING;
use crate::files::{Span, Spanned};
use crate::syntax::{Fields, Reader, Value, Word as _, is_refused, list, text, word};

/// An archive, and the source that it is of.
pub(super) type Archive = (Spanned<String>, ArchiveRecord);

/// An excerpt, and where its claim is named.
pub(super) type Excerpt = (Span, LockedExcerpt);

pub(super) fn read_archive(reader: &mut Reader<'_, '_>) -> Option<Archive> {
    let place = reader.node()?.span;
    let mut fields = Fields::open(reader, "an archive")?;
    let source = fields.require("source", name);
    let name = fields.require("name", untrimmed);
    let sha256 = fields.require("sha256", sha256);
    let paragraphs = fields.require("paragraphs", number);
    let sections = fields.list("sections", read_section);
    fields.close()?;
    let record = ArchiveRecord { name: name?, sha256: sha256?, paragraphs: paragraphs?, sections };
    let message = "no archive can have this many paragraphs, or headings in this order";
    Some((source?, checked(has_shape(&record).then_some(record), place, message, reader)?))
}

/// Whether an archive can be of this shape: whoever reads its paragraphs by their numbers may do so in one pass.
fn has_shape(record: &ArchiveRecord) -> bool {
    let within = usize::try_from(record.paragraphs).is_ok_and(|paragraphs| paragraphs <= LINES);
    let last = record.sections.last().is_none_or(|section| section.paragraph <= record.paragraphs.saturating_add(1));
    within && last && record.sections.is_sorted_by_key(|section| section.paragraph)
}

fn read_section(reader: &mut Reader<'_, '_>) -> Option<SectionRecord> {
    let mut fields = Fields::open(reader, "a section")?;
    let heading = fields.require("heading", heading);
    let paragraph = fields.require("paragraph", number);
    fields.close()?;
    Some(SectionRecord { heading: heading?, paragraph: paragraph? })
}

pub(super) fn read_excerpt(reader: &mut Reader<'_, '_>) -> Option<Excerpt> {
    let mut fields = Fields::open(reader, "an excerpt")?;
    let claim = fields.require("claim", claim);
    let exact = fields.require("exact", untrimmed);
    let context = fields.get("context", untrimmed);
    let how = fields.require("outcome", proved);
    let section = fields.get("section", heading);
    let paragraph = fields.get("paragraph", number);
    let page = fields.get("page", number);
    let position = fields.require("position", position);
    let parts = fields.get("parts", |reader| list(reader, read_part));
    let verified = fields.get("verified", date);
    fields.close()?;
    let (claim, position) = (claim?, position?);
    let whole = || Part { position: position.clone(), paragraph, page, pointer: Pointer::default() };
    let parts = parts.unwrap_or_else(|| vec![whole()]);
    let proof = Proved { how: how?, locator: Locator { section, paragraph, page }, position, parts, verified };
    Some((claim.span, LockedExcerpt { claim: claim.value, exact: exact?, context, proof }))
}

fn read_part(reader: &mut Reader<'_, '_>) -> Option<Part> {
    let mut fields = Fields::open(reader, "a part")?;
    let position = fields.require("position", position);
    let paragraph = fields.get("paragraph", number);
    let page = fields.get("page", number);
    let pointer = Pointer {
        prefix: fields.get("prefix", |reader| bounded(reader, Pointer::WORDS)),
        spelling: fields.get("spelling", |reader| bounded(reader, Pointer::SPELLING)),
        suffix: fields.get("suffix", |reader| bounded(reader, Pointer::WORDS)),
    };
    fields.close()?;
    Some(Part { position: position?, paragraph, page, pointer })
}

/// What something is called. One that shows other letters than it holds has been reported, and names nothing.
fn name(reader: &mut Reader<'_, '_>) -> Option<Spanned<String>> {
    text(reader).filter(|name| !name.value.contains(is_refused))
}

fn claim(reader: &mut Reader<'_, '_>) -> Option<Spanned<String>> {
    let claim = name(reader)?;
    let is_full = claim.value.split_once('/').is_some_and(|(source, claim)| !source.is_empty() && !claim.is_empty());
    if !is_full {
        reader.report(invalid(claim.span, format!("`{}` is not `SOURCE/CLAIM`", claim.value)));
        return None;
    }
    Some(claim)
}

fn proved(reader: &mut Reader<'_, '_>) -> Option<Match> {
    let outcome = word::<Outcome>(reader)?;
    if let Outcome::Proved(how) = outcome.value {
        return Some(how);
    }
    reader.report(invalid(outcome.span, format!("`{}` is no proof", outcome.value.name())));
    None
}

/// Text as it stands, white space at its ends included: the lock repeats what others wrote.
fn untrimmed(reader: &mut Reader<'_, '_>) -> Option<String> {
    match reader.node().map(|node| &node.value) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => text(reader).map(|text| text.value),
    }
}

/// The same, no longer than `verify` writes any: on the pages of a site it may stand many times.
fn bounded(reader: &mut Reader<'_, '_>, most: usize) -> Option<String> {
    let words = untrimmed(reader)?;
    let place = reader.node()?.span;
    checked(
        is_within(&words, most).then_some(words),
        place,
        "these words are longer than any that `verify` writes",
        reader,
    )
}

/// The words of a heading. Pages show them, so they hold nothing that a text of the site may not hold.
fn heading(reader: &mut Reader<'_, '_>) -> Option<String> {
    // Where one was cut, a sign says so.
    let words = bounded(reader, HEADING + 1)?;
    let place = reader.node()?.span;
    let is_shown = !words.contains(is_refused);
    checked(is_shown.then_some(words), place, "`verify` writes no heading with these characters", reader)
}

fn sha256(reader: &mut Reader<'_, '_>) -> Option<String> {
    let digits = text(reader)?;
    let is_digest = digits.value.len() == 64 && digits.value.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    checked(is_digest.then_some(digits.value), digits.span, "this is not a SHA-256 in 64 hexadecimal digits", reader)
}

fn number(reader: &mut Reader<'_, '_>) -> Option<u32> {
    let digits = text(reader)?;
    checked(digits.value.parse().ok(), digits.span, "this is not a number below 2³²", reader)
}

fn date(reader: &mut Reader<'_, '_>) -> Option<Date> {
    let written = text(reader)?;
    checked(written.value.parse().ok(), written.span, "this is not a date", reader)
}

fn position(reader: &mut Reader<'_, '_>) -> Option<Range<u32>> {
    let numbers = list(reader, number)?;
    let range = match numbers.as_slice() {
        [start, end] if start < end => Some(*start..*end),
        _ => None,
    };
    let place = reader.node()?.span;
    checked(range, place, "this is not a position: `[START, END]`", reader)
}

fn checked<T>(value: Option<T>, span: Span, message: &str, reader: &mut Reader<'_, '_>) -> Option<T> {
    if value.is_none() {
        reader.report(invalid(span, message));
    }
    value
}

pub(super) fn invalid(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&codes::INVALID_LOCK, span, message)
}
