//! One archive, opened to be asked for words: for authors who take excerpts from it, and for the words that their own
//! texts quote.

use std::ops::Range;

use super::find::{Found, Wanted, find};
use super::normalise::normalise;
use super::opened::{locate, open};
use super::proof::{Locator, Match};
use super::report;
use super::source::{Quotation, SourceToVerify};
use super::text::ArchiveText;
use super::verbatim::{is_verbatim, on_one_line};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::files::{ArchiveFolders, Archived, FileError};
use crate::syntax::is_refused;

/// An archive that is at hand.
#[derive(Debug, Clone)]
pub struct Consulted {
    name: String,
    pub(super) text: ArchiveText,
}

/// Opens a source's archive. `None` if the source names none, if it is not at hand, or if it is not one that can be
/// read, which is reported.
///
/// # Errors
/// An archive that is there and that the system refuses to read.
pub fn consult(
    source: &SourceToVerify<'_>,
    archives: &ArchiveFolders,
    sink: &mut Diagnostics,
) -> Result<Option<Consulted>, FileError> {
    match locate(source, archives, sink)? {
        Some(archive) => consult_at(source, &archive, sink),
        None => Ok(None),
    }
}

/// Opens a source's archive where it was found.
pub(super) fn consult_at(
    source: &SourceToVerify<'_>,
    archive: &Archived,
    sink: &mut Diagnostics,
) -> Result<Option<Consulted>, FileError> {
    let opened = open(source, archive, sink)?;
    Ok(opened.map(|opened| Consulted { name: source.archive.unwrap_or("").to_owned(), text: opened.text }))
}

/// A place of an archive where wanted words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// How the words that were asked for stand there.
    pub how: Match,
    /// The archive's own spelling, on one line; of an elided excerpt the words that were asked for.
    pub exact: String,
    /// Where, as readers count.
    pub locator: Locator,
    /// A few words before, from the same paragraph.
    pub before: String,
    /// A few words after, from the same paragraph.
    pub after: String,
    range: Range<usize>,
}

impl Consulted {
    /// The places of some words, in the order of the archive; at least one.
    ///
    /// # Errors
    /// Words that are nowhere, as a report that shows the nearest passage.
    pub fn passages(&self, source: &SourceToVerify<'_>, quotation: &Quotation<'_>) -> Result<Vec<Passage>, Diagnostic> {
        let found = find(&self.text, &[quotation.wanted()]);
        let places = match found.first() {
            Some(Found::Once(place)) => std::slice::from_ref(place),
            Some(Found::Several(places)) => places.as_slice(),
            Some(Found::Nowhere(_)) | None => &[],
        };
        let passage = |place: &super::Place| {
            let range = place.range();
            let (before, after) = report::around(&self.text, &range);
            let exact = match place.how {
                Match::Exact | Match::Normalised => writable(self.text.original(range.clone())),
                Match::Elided => None,
            };
            let exact = exact.unwrap_or_else(|| quotation.exact.to_owned());
            let locator = self.text.locator(range.start);
            Passage { how: place.how, exact, locator, before, after, range }
        };
        let passages: Vec<Passage> = places.iter().map(passage).collect();
        if passages.is_empty() {
            let missing = report::unfound(source, &self.name, &self.text, &found).into_iter().next();
            return Err(missing.unwrap_or_else(|| report::missing(quotation)));
        }
        Ok(passages)
    }

    /// The shortest words before or after a passage that tell it from every other place of `exact`; none if the words
    /// of its paragraph do not.
    #[must_use]
    pub fn telling_apart(&self, exact: &str, passage: &Passage) -> Option<Context> {
        let is_this = |wanted: Wanted<'_>| match find(&self.text, &[wanted]).pop() {
            Some(Found::Once(place)) => place.range() == passage.range,
            _ => false,
        };
        // A quotation mark alone would tell nobody anything.
        let has_words = |words: &String| words.contains(char::is_alphanumeric);
        let before: Vec<&str> = passage.before.split(' ').filter(|word| !word.is_empty()).collect();
        let after: Vec<&str> = passage.after.split(' ').filter(|word| !word.is_empty()).collect();
        for count in 1..=before.len().max(after.len()) {
            let prefix = before.len().checked_sub(count).map(|from| before[from..].join(" ")).filter(has_words);
            if prefix.is_some() && is_this(Wanted { exact, prefix: prefix.as_deref(), ..Wanted::default() }) {
                return prefix.map(Context::Prefix);
            }
            let suffix = after.get(..count).map(|words| words.join(" ")).filter(has_words);
            if suffix.is_some() && is_this(Wanted { exact, suffix: suffix.as_deref(), ..Wanted::default() }) {
                return suffix.map(Context::Suffix);
            }
        }
        let section = passage.locator.section.clone();
        let fits = is_this(Wanted { exact, section: section.as_deref(), ..Wanted::default() });
        section.filter(|_| fits).map(Context::Section)
    }

    /// The spelling of the archive for an excerpt that differs from it by white space and typography alone. None if
    /// it is exact already, not found at one place, or without a spelling of its own on one line.
    #[must_use]
    pub fn own_spelling(&self, quotation: &Quotation<'_>) -> Option<String> {
        let Some(Found::Once(place)) = find(&self.text, &[quotation.wanted()]).pop() else { return None };
        if place.how != Match::Normalised {
            return None;
        }
        let original = self.text.original(place.range());
        let spelled = writable(original)?;
        // The same words, and the archive's very characters.
        let is_same = normalise(&spelled) == normalise(quotation.exact) && is_verbatim(&spelled, original);
        (is_same && spelled != quotation.exact).then_some(spelled)
    }
}

/// An archive's words as a record may hold them; none if they hold what no record may.
fn writable(original: &str) -> Option<String> {
    Some(on_one_line(original)).filter(|words| !words.contains(is_refused))
}

/// What settles which of several places is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Context {
    /// Words directly before.
    Prefix(String),
    /// Words directly after.
    Suffix(String),
    /// The heading of the section.
    Section(String),
}

impl Context {
    /// The field of an excerpt that holds it, and its text.
    #[must_use]
    pub fn field(&self) -> (&'static str, &str) {
        match self {
            Self::Prefix(words) => ("prefix", words),
            Self::Suffix(words) => ("suffix", words),
            Self::Section(heading) => ("section", heading),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::extract::{Format, extract};
    use crate::files::{Files, Span};

    const TEXT: &str = "A heading\nIt says “yes” to the bridge, and then yes to the ferry, and\u{a0}then yes to none.\n\n\
        It is the ro\u{202e}ad north.\n";

    fn ask<T>(exact: &str, ask: impl FnOnce(&Consulted, &SourceToVerify<'_>, &Quotation<'_>) -> T) -> T {
        let extracted = extract(TEXT, Format::Plain).unwrap();
        let consulted = Consulted { name: "a.txt".to_owned(), text: ArchiveText::new(extracted) };
        let span = Span::new(Files::default().add("a", ""), 0, 0);
        let quotation = Quotation { claim: "a/b", ordinal: 0, exact, prefix: None, suffix: None, section: None, span };
        let source = SourceToVerify {
            id: "a",
            archive: Some("a.txt"),
            archive_span: None,
            span,
            has_address: false,
            quotations: vec![quotation],
        };
        ask(&consulted, &source, &quotation)
    }

    #[test]
    fn a_passage_has_the_archives_own_spelling_and_its_place() {
        let passages = ask("\"yes\" to the bridge", Consulted::passages).unwrap();
        let [passage] = passages.as_slice() else { panic!("{passages:?}") };
        assert_eq!((passage.exact.as_str(), passage.how), ("“yes” to the bridge", Match::Normalised));
        assert_eq!((passage.before.as_str(), passage.after.as_str()), ("It says", ", and then yes"));
        assert_eq!(passage.locator.to_string(), "paragraph 1, in “A heading”");
    }

    #[test]
    fn what_no_record_may_hold_stays_in_the_archive() {
        let passages = ask("the road north", Consulted::passages).unwrap();
        assert_eq!((passages[0].exact.as_str(), passages[0].how), ("the road north", Match::Normalised));
    }

    #[test]
    fn what_is_nowhere_is_reported_with_the_nearest_passage() {
        let report = ask("yes to a bridge", Consulted::passages).unwrap_err();
        assert_eq!(report.code.name, "missing-excerpt");
        assert!(report.help.iter().any(|help| help.contains("yes” to the bridge")), "{:?}", report.help);
    }

    #[test]
    fn the_shortest_context_tells_places_apart() {
        let context = |at: usize| {
            ask("yes", |archive, source, it| {
                let passages = archive.passages(source, it).unwrap();
                archive.telling_apart("yes", &passages[at])
            })
        };
        assert_eq!(context(0), Some(Context::Prefix("says “".to_owned())));
        assert_eq!(context(1), Some(Context::Suffix("to the".to_owned())));
        assert_eq!(context(2), Some(Context::Suffix("to none.".to_owned())));
    }

    #[test]
    fn only_an_excerpt_in_another_spelling_has_an_own_spelling() {
        let spelling = |exact| ask(exact, |archive, _, it| archive.own_spelling(it));
        assert_eq!(spelling("ferry, and then yes").as_deref(), Some("ferry, and\u{a0}then yes"));
        assert_eq!(spelling("yes to the ferry"), None);
        assert_eq!(spelling("yes to … the ferry"), None);
        assert_eq!(spelling("Yes to the ferry"), None);
        assert_eq!(spelling("then yes"), None);
        assert_eq!(spelling("the road north"), None);
    }
}
