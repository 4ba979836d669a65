//! Reads a lock. Whatever is wrong with it has one code and one way out, since nobody writes it by hand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Lock, LockedExcerpt, LockedSource};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::evidence::proof::{ArchiveRecord, Locator, Outcome, Part, Pointer, Proof, SectionRecord};
use crate::files::{FileId, Span, Spanned};
use crate::syntax::{Fields, Reader, list, parse_toml, text, word};

const WAY_OUT: &str = "delete the file, and run `sourcebook verify` where the archives are at hand";

/// The most that is reported of one lock: the way out is the same for all.
const REPORTED: usize = 3;

impl Lock {
    /// Parses a lock. Entries that cannot be read are reported and left out.
    #[must_use]
    pub fn parse(file: FileId, content: &str, sink: &mut Diagnostics) -> Self {
        if content.trim().is_empty() {
            return Self::default();
        }
        if let Some(start) = merge_mark(content) {
            let line = content[start..].lines().next().map_or(0, str::len);
            let place = Span::new(file, start, start + line);
            sink.push(invalid(place, "the lock holds the marks of a merge").help(WAY_OUT));
            return Self::default();
        }
        let mut found = Diagnostics::new();
        let lock =
            parse_toml(file, content, &mut found).and_then(|node| read_lock(&mut Reader::new(&node, &mut found)));
        // Nobody mends a lock by hand: what a field of it should be is no way out.
        let as_lock = |found: Diagnostic| {
            if *found.code == codes::INVALID_LOCK && !found.help.is_empty() {
                return found;
            }
            Diagnostic { code: &codes::INVALID_LOCK, help: vec![WAY_OUT.to_owned()], ..found }
        };
        sink.extend(found.into_iter().take(REPORTED).map(as_lock));
        lock.unwrap_or_default()
    }
}

/// Where the marks of a merge begin that was not finished.
fn merge_mark(content: &str) -> Option<usize> {
    const MARK: &str = "<<<<<<<";
    if content.starts_with(MARK) { Some(0) } else { content.find("\n<<<<<<<").map(|at| at + 1) }
}

fn read_lock(reader: &mut Reader<'_, '_>) -> Option<Lock> {
    let whole = reader.node()?.span;
    let top = Span { end: whole.start, ..whole };
    let mut fields = Fields::open(reader, "the lock")?;
    let Some(version) = fields.require("version", text) else {
        fields.report(invalid(top, "this lock has no version"));
        return None;
    };
    if version.value != "1" {
        fields.report(
            invalid(version.span, format!("this lock has version `{}`, not 1", version.value))
                .help("it was written by another version of Sourcebook: use that one"),
        );
        return None;
    }
    let mut sources: BTreeMap<String, LockedSource> = BTreeMap::new();
    for (source, archive) in fields.list("archive", read_archive) {
        let locked = LockedSource { archive, excerpts: Vec::new() };
        if sources.insert(source.value.clone(), locked).is_some() {
            fields.report(invalid(source.span, format!("the archive of `{}` has two entries", source.value)));
        }
    }
    for (claim, entry) in fields.list("excerpt", read_excerpt) {
        match sources.get_mut(source_of(&entry.claim)) {
            Some(locked) => {
                let archive_sha256 = Some(locked.archive.sha256.clone());
                locked.excerpts.push(LockedExcerpt { proof: Proof { archive_sha256, ..entry.proof }, ..entry });
            }
            None => fields.report(invalid(
                claim,
                format!("the archive of `{}` has no entry in this lock", source_of(&entry.claim)),
            )),
        }
    }
    for locked in sources.values_mut() {
        // Stable: within a claim the order of the file is the order of its quotations.
        locked.excerpts.sort_by(|one, other| one.claim.cmp(&other.claim));
    }
    fields.close()?;
    Some(Lock { sources: sources.into_iter().map(|(id, locked)| (id, Arc::new(locked))).collect() })
}

fn source_of(claim: &str) -> &str {
    claim.split_once('/').map_or("", |(source, _)| source)
}

fn read_archive(reader: &mut Reader<'_, '_>) -> Option<(Spanned<String>, ArchiveRecord)> {
    let mut fields = Fields::open(reader, "an archive")?;
    let source = fields.require("source", text);
    let name = fields.require("name", untrimmed);
    let sha256 = fields.require("sha256", sha256);
    let paragraphs = fields.require("paragraphs", number);
    let sections = fields.list("sections", read_section);
    fields.close()?;
    Some((source?, ArchiveRecord { name: name?, sha256: sha256?, paragraphs: paragraphs?, sections }))
}

fn read_section(reader: &mut Reader<'_, '_>) -> Option<SectionRecord> {
    let mut fields = Fields::open(reader, "a section")?;
    let heading = fields.require("heading", untrimmed);
    let paragraph = fields.require("paragraph", number);
    fields.close()?;
    Some(SectionRecord { heading: heading?, paragraph: paragraph? })
}

fn read_excerpt(reader: &mut Reader<'_, '_>) -> Option<(Span, LockedExcerpt)> {
    let mut fields = Fields::open(reader, "an excerpt")?;
    let claim = fields.require("claim", claim);
    let exact = fields.require("exact", untrimmed);
    let context = fields.get("context", untrimmed);
    let outcome = fields.require("outcome", outcome);
    let section = fields.get("section", untrimmed);
    let paragraph = fields.get("paragraph", number);
    let page = fields.get("page", number);
    let position = fields.require("position", position);
    let parts = fields.get("parts", |reader| list(reader, read_part));
    let verified = fields.get("verified", date);
    fields.close()?;
    let (claim, position) = (claim?, position?);
    let whole = || Part { position: position.clone(), paragraph, page, pointer: Pointer::default() };
    let parts = parts.unwrap_or_else(|| vec![whole()]);
    let proof = Proof {
        outcome: outcome?,
        locator: Some(Locator { section, paragraph, page }),
        position: Some(position),
        parts,
        archive_sha256: None,
        verified,
    };
    Some((claim.span, LockedExcerpt { claim: claim.value, exact: exact?, context, proof }))
}

fn read_part(reader: &mut Reader<'_, '_>) -> Option<Part> {
    let mut fields = Fields::open(reader, "a part")?;
    let position = fields.require("position", position);
    let paragraph = fields.get("paragraph", number);
    let page = fields.get("page", number);
    let pointer = Pointer {
        prefix: fields.get("prefix", untrimmed),
        spelling: fields.get("spelling", untrimmed),
        suffix: fields.get("suffix", untrimmed),
    };
    fields.close()?;
    Some(Part { position: position?, paragraph, page, pointer })
}

fn claim(reader: &mut Reader<'_, '_>) -> Option<Spanned<String>> {
    let claim = text(reader)?;
    let is_full = claim.value.split_once('/').is_some_and(|(source, claim)| !source.is_empty() && !claim.is_empty());
    if !is_full {
        reader.report(invalid(claim.span, format!("`{}` is not `SOURCE/CLAIM`", claim.value)));
        return None;
    }
    Some(claim)
}

fn outcome(reader: &mut Reader<'_, '_>) -> Option<Outcome> {
    let outcome = word::<Outcome>(reader)?;
    if !outcome.value.is_proved() {
        let name = text(reader)?.value;
        reader.report(invalid(outcome.span, format!("`{name}` is no proof")));
        return None;
    }
    Some(outcome.value)
}

/// Text as it stands, white space at its ends included: the lock repeats what others wrote.
fn untrimmed(reader: &mut Reader<'_, '_>) -> Option<String> {
    match reader.node().map(|node| &node.value) {
        Some(crate::syntax::Value::Text(text)) => Some(text.clone()),
        _ => text(reader).map(|text| text.value),
    }
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

fn invalid(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&codes::INVALID_LOCK, span, message)
}
