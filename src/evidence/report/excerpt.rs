//! Reports about single excerpts.

use std::ops::Range;

use super::passage::{around, quoted};
use crate::diagnostic::{Diagnostic, closest, codes};
use crate::evidence::difference::Difference;
use crate::evidence::find::{Absence, Found, PLACES, Place};
use crate::evidence::nearest::{Nearest, nearest};
use crate::evidence::source::{Quotation, SourceToVerify};
use crate::evidence::text::ArchiveText;

/// The text that is read for the nearest passages of one source's missing excerpts, in bytes: about a second's work.
const NEAREST: usize = 16 * 1024 * 1024;

/// The most places that one report lists.
const LISTED: usize = 5;

/// The most differences that one report lists.
const DIFFERENCES: usize = 5;

/// An excerpt was changed after it was proved, and its archive is not at hand.
pub(in crate::evidence) fn unproved(quotation: &Quotation<'_>) -> Diagnostic {
    let message = format!("an excerpt of `{}` was changed after it was verified", quotation.claim);
    Diagnostic::new(&codes::UNPROVED_EXCERPT, quotation.span, message)
        .label("the archive of its source is not at hand")
        .help("run `sourcebook verify --archive DIR` where the archive is, and commit `sourcebook.lock`")
}

/// Reports every excerpt that was not found, or found at several places.
pub(in crate::evidence) fn unfound(
    source: &SourceToVerify<'_>,
    archive: &str,
    text: &ArchiveText,
    found: &[Found],
) -> Vec<Diagnostic> {
    let mut searches = (NEAREST / text.normal().len().max(1)).max(1);
    let mut diagnostics = Vec::new();
    for (quotation, found) in source.quotations.iter().zip(found) {
        match found {
            Found::Once(_) => {}
            Found::Several(places) => diagnostics.push(ambiguous(quotation, text, places)),
            Found::Nowhere(Absence::Words(words)) => {
                let nearest = if searches > 0 { nearest(text, words) } else { None };
                searches = searches.saturating_sub(1);
                diagnostics.push(missing(quotation, archive, words, text, nearest.as_ref()));
            }
            Found::Nowhere(absence) => diagnostics.push(absent(quotation, archive, text, absence)),
        }
    }
    diagnostics
}

fn ambiguous(quotation: &Quotation<'_>, text: &ArchiveText, places: &[Place]) -> Diagnostic {
    let count = if places.len() < PLACES { places.len().to_string() } else { format!("{PLACES} or more") };
    let message = format!("an excerpt of `{}` stands at {count} places in its source", quotation.claim);
    let report = Diagnostic::new(&codes::AMBIGUOUS_EXCERPT, quotation.span, message);
    listed(report, text, places).help(
        "write `{ exact: …, prefix: …, suffix: … }` with the words directly before or after, or add `section: HEADING`",
    )
}

/// A line for each of the first places: "it stands in paragraph 3, after “a”, before “b”".
fn listed(report: Diagnostic, text: &ArchiveText, places: &[Place]) -> Diagnostic {
    let line = |place: &Place| {
        let (before, after) = around(text, &place.range());
        let mut shown = vec![format!("it stands in {}", text.locator(place.range().start))];
        let sides = [("after", before), ("before", after)];
        shown.extend(
            sides.iter().filter(|(_, words)| !words.is_empty()).map(|(side, words)| format!("{side} “{words}”")),
        );
        shown.join(", ")
    };
    let report = places.iter().take(LISTED).fold(report, |report, place| report.note(line(place)));
    let more = places.len().saturating_sub(LISTED);
    if more > 0 { report.note(format!("and at {more} more places")) } else { report }
}

/// An excerpt that is not in its source.
pub(in crate::evidence) fn report_missing(quotation: &Quotation<'_>) -> Diagnostic {
    let message = format!("an excerpt of `{}` is not in its source", quotation.claim);
    Diagnostic::new(&codes::MISSING_EXCERPT, quotation.span, message)
}

fn absent(quotation: &Quotation<'_>, archive: &str, text: &ArchiveText, absence: &Absence) -> Diagnostic {
    let report = report_missing(quotation);
    match absence {
        Absence::Elsewhere(places) => elsewhere(quotation, report, text, places),
        Absence::NoWords | Absence::Words(_) => {
            report.label("there are no words in it").help("write the source's exact words")
        }
        Absence::InsideWords => report
            .label(format!("`{archive}` has this only as part of longer words or numbers"))
            .help("begin and end each part of an excerpt with a whole word"),
        Absence::OutOfOrder => report
            .label(format!("its parts are in `{archive}`, but nowhere in this order in one section, with words left out only where `…` says so"))
            .help("make each part an excerpt of its own: `quotes: [FIRST, SECOND]`"),
        Absence::TooMany => report
            .label(format!("the excerpts of this source occur too often in `{archive}` to be told apart"))
            .help("take longer excerpts"),
    }
}

fn elsewhere(quotation: &Quotation<'_>, report: Diagnostic, text: &ArchiveText, places: &[Place]) -> Diagnostic {
    let fields = [("prefix", quotation.prefix), ("suffix", quotation.suffix), ("section", quotation.section)];
    let given: Vec<String> =
        fields.iter().filter_map(|(name, value)| value.map(|value| format!("`{name}: {value}`"))).collect();
    let names: Vec<String> =
        fields.iter().filter(|(_, value)| value.is_some()).map(|(name, _)| format!("`{name}`")).collect();
    let headings = text.sections().iter().filter_map(|section| section.heading.as_deref());
    let meant = quotation
        .section
        .filter(|written| !text.sections().iter().any(|section| section.heading.as_deref() == Some(*written)))
        .and_then(|written| closest(written, headings))
        .map(|heading| format!("there is a section “{heading}”"));
    let report = report.label(format!("the words are there, but not with {}", given.join(" and ")));
    listed(report, text, places).maybe_help(meant).help(format!("correct or drop {}", names.join(" and ")))
}

fn missing(
    quotation: &Quotation<'_>,
    archive: &str,
    words: &str,
    text: &ArchiveText,
    nearest: Option<&Nearest>,
) -> Diagnostic {
    let is_part = words != crate::evidence::normalise::normalise(quotation.exact);
    let what =
        if is_part { format!("its part “{words}” is not in `{archive}`") } else { format!("not in `{archive}`") };
    let report = report_missing(quotation).label(what);
    let Some(nearest) = nearest else {
        return report.help("copy the words from the archive, character for character");
    };
    let passage = quoted(text, &nearest.range);
    let locator = text.locator(nearest.range.start);
    let report =
        report.note(format!("the nearest passage is in {locator}: “{passage}”")).note(differences(text, nearest));
    if crosses(text, &nearest.range) || passage.ends_with('…') {
        return report.help("copy the words from the archive, character for character");
    }
    let what = if is_part { "write that part as" } else { "write" };
    report.help(format!("if that passage is meant, {what}: {passage}"))
}

fn crosses(text: &ArchiveText, range: &Range<usize>) -> bool {
    text.normal().get(range.clone()).is_some_and(|passage| passage.contains('\n'))
}

fn differences(text: &ArchiveText, nearest: &Nearest) -> String {
    if nearest.differences.is_empty() {
        return if crosses(text, &nearest.range) {
            "the words run from one paragraph into the next: write `…` between the two".to_owned()
        } else {
            "only punctuation differs".to_owned()
        };
    }
    let shown: Vec<String> =
        nearest.differences.iter().take(DIFFERENCES).map(|it| difference(it, "the excerpt")).collect();
    match nearest.differences.len().saturating_sub(DIFFERENCES) {
        0 => shown.join("; "),
        more => format!("{}; and {more} more differences", shown.join("; ")),
    }
}

/// One difference; `here` is what has other words than the archive.
pub(super) fn difference(difference: &Difference, here: &str) -> String {
    let Difference { excerpt, archive, after } = difference;
    match (excerpt.is_empty(), archive.is_empty()) {
        (false, false) if excerpt.to_lowercase() == archive.to_lowercase() => {
            format!("the archive has “{archive}”, {here} “{excerpt}”: letter case counts")
        }
        (false, false) => format!("the archive has “{archive}”, {here} “{excerpt}”"),
        (false, true) => format!("the archive does not have “{excerpt}” there"),
        (true, _) if after.is_empty() => format!("{here} leaves out “{archive}”"),
        (true, _) => format!("{here} leaves out “{archive}” after “{after}”"),
    }
}
