//! The kinds of text that fields of several records hold: what each is called, and how it is read.

use super::Written;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::Spanned;
use crate::model::{PartialDate, identifier, is_web_address};
use crate::syntax::{Form, Plain, Reader};

/// How many characters a statement, a summary, a condition or a reason has at most: some ten times the longest that
/// stand in real sites. Like a name it stands on every page that shows its record among others.
const SENTENCE: usize = 3_000;

/// How many characters an excerpt has at most, whatever number of words the site allows it.
const EXCERPT: usize = 3_000;

/// How many characters an address has at most. Browsers and servers stop there or earlier.
const ADDRESS: usize = 4_000;

const IDENTIFIER: Form = Form::new(
    "an identifier",
    r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$",
    "write small letters a–z, digits and single hyphens",
    Plain::Scalar,
)
.such_as(&["not-against-a-bridge"]);

const URL: Form = Form::new(
    "an address on the web",
    r#"^\s*https?://[^\s<>"\\`/?#][^\s<>"\\`]*\s*$"#,
    "write the whole address, beginning with https:// or http://, without spaces",
    Plain::Text,
)
.at_most(ADDRESS)
.such_as(&["https://example.org/letters/12"]);

const LANGUAGE: Form = Form::new(
    "a language tag",
    r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\s*$",
    "write a BCP 47 tag: en, en-GB, ko, zh-Hant",
    Plain::Text,
)
.such_as(&["en", "en-GB", "ko", "zh-Hant"]);

// Whether there is such a record is for later layers to say: what the pattern refuses, no record bears.
const ACTOR: Form = Form { what: "the identifier of an actor", examples: &["ferrymen"], ..IDENTIFIER };
const OPTION: Form = Form { what: "the identifier of an option", examples: &["stone-bridge"], ..IDENTIFIER };
const CRITERION: Form = Form { what: "the identifier of a criterion", examples: &["winter-crossing"], ..IDENTIFIER };
const EVENT: Form = Form { what: "the identifier of an event", examples: &["great-flood"], ..IDENTIFIER };
const SOURCE: Form = Form { what: "the identifier of a source", examples: &["letter"], ..IDENTIFIER };
const CLAIM: Form = Form::new(
    "a claim, as `SOURCE/CLAIM`",
    r"^\s*[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*\s*$",
    "write the identifier of a source, a slash, and that of its claim",
    Plain::Scalar,
)
.such_as(&["letter/not-against-a-bridge"]);
const RECORD: Form = Form {
    what: "the identifier of an actor, option, criterion or event",
    examples: &["ferrymen", "great-flood"],
    ..IDENTIFIER
};
/// Stands on the page of its own record alone, as the text of a page does.
const MARKDOWN: Form = Form::text("Markdown").of_any_length();

pub(super) fn actor(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&ACTOR)
}

pub(super) fn option(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&OPTION)
}

pub(super) fn criterion(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&CRITERION)
}

pub(super) fn event(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&EVENT)
}

pub(super) fn source(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&SOURCE)
}

pub(super) fn claim(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&CLAIM)
}

/// Whatever a claim can be about.
pub(super) fn record(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&RECORD)
}

pub(super) fn markdown(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&MARKDOWN)
}

pub(super) fn date(reader: &mut Reader<'_, '_>) -> Option<Spanned<PartialDate>> {
    crate::model::date::date(reader)
}

/// What is asserted, in a sentence or two.
pub(in crate::model) fn sentence(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&Form::TEXT.at_most(SENTENCE))
}

/// The source's own words.
pub(super) fn excerpt(reader: &mut Reader<'_, '_>) -> Option<Written> {
    reader.text(&Form::text("words of the source").at_most(EXCERPT))
}

/// A word that names a record from now on.
pub(in crate::model) fn new_identifier(reader: &mut Reader<'_, '_>) -> Option<Written> {
    let written = reader.text(&IDENTIFIER)?;
    let mut found = Diagnostics::new();
    let checked = identifier(written, &mut found);
    for fault in found {
        reader.report(fault);
    }
    checked
}

/// An absolute address on the web.
pub(in crate::model) fn url(reader: &mut Reader<'_, '_>) -> Option<Written> {
    let written = reader.text(&URL)?;
    if !is_web_address(&written.value) {
        let has_scheme = ["https://", "http://"].iter().any(|scheme| written.value.starts_with(scheme));
        let help = if !has_scheme && written.value.contains('.') && !written.value.contains([':', ' ']) {
            format!("write the whole address: `https://{}`", written.value)
        } else {
            URL.expected.to_owned()
        };
        reader.report(
            Diagnostic::new(&codes::INVALID_URL, written.span, format!("`{}` is not an address", written.value))
                .help(help),
        );
        return None;
    }
    Some(written)
}

/// The language of a document or of the site.
pub(in crate::model) fn language(reader: &mut Reader<'_, '_>) -> Option<Written> {
    let written = reader.text(&LANGUAGE)?;
    let mut parts = written.value.split('-');
    // The code of a language has two letters or three (ISO 639); what BCP 47 reserves beyond that, nobody speaks.
    let is_code = |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag = |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !(parts.next().is_some_and(is_code) && parts.all(is_subtag)) {
        let message = format!("`{}` is not a language tag", written.value);
        reader.report(Diagnostic::new(&codes::UNKNOWN_WORD, written.span, message).help(LANGUAGE.expected));
        return None;
    }
    Some(written)
}
