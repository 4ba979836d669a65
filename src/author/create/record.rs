//! The text of a new source's file.

use std::fmt::Write as _;

use crate::author::import::Reference;
use crate::model::{Name, PartialDate, PersonalName};
use crate::schema::modeline;
use crate::syntax::{Word as _, scalar};

const CLAIMS: &str = "
# What it asserts, claim by claim. `sourcebook clip ID \"words of the document\"` finds words in the archive and adds one:
#   - id: short-name                  # cited as [@ID/short-name]
#     statement: What the source asserts, in your own words.
#     kind: assessment                # fact, assessment, forecast, conditional, recommendation or report
#     quote: a few words of the document, never a whole sentence
#     about: [some-actor, some-option]
claims: []
";

/// What a file says before an author knows more than the title.
pub(super) fn empty_source(title: &str) -> String {
    let mut out = head();
    line(&mut out, "type", "", "article, report, book, chapter, web, newspaper, legislation, speech as misc …");
    line(&mut out, "title", &scalar(title.trim()), "");
    line(
        &mut out,
        "author",
        "null",
        "[{ family: …, given: … }, { literal: Some Organisation }]; unknown stays unknown, as null",
    );
    line(&mut out, "publisher", "null", "of an article, what it appeared in");
    line(&mut out, "date", "null", "as precise as the document: 2024, 2024-05, 2024-05-14, \"late 2024\"");
    line(&mut out, "language", "null", "en, en-GB, ko …");
    line(&mut out, "url", "null", "the whole address");
    line(&mut out, "accessed", "null", "when you last saw it there: 2024-06-01");
    line(&mut out, "archive", "null", "the name of the stored copy, in a folder of `archives` in sourcebook.toml");
    out + CLAIMS
}

/// What an export tells of a source. What it does not tell is null.
pub(super) fn imported_source(reference: &Reference) -> String {
    let text = |text: &Option<String>| text.as_deref().map_or_else(|| "null".to_owned(), scalar);
    let date = |date: &Option<PartialDate>| date.as_ref().map_or("null", PartialDate::written).to_owned();
    let copy = match &reference.copy {
        Some(name) => format!("the name of the stored copy; the export tells of {}", scalar(name)),
        None => "the name of the stored copy, in a folder of `archives` in sourcebook.toml".to_owned(),
    };
    let mut out = head();
    line(&mut out, "type", reference.source_type.name(), "");
    line(&mut out, "title", &text(&reference.title), "");
    line(&mut out, "author", &authors(&reference.authors), "");
    line(&mut out, "publisher", &text(&reference.publisher), "");
    line(&mut out, "date", &date(&reference.date), "");
    line(&mut out, "language", &text(&reference.language), "");
    line(&mut out, "url", &text(&reference.url), "");
    line(&mut out, "accessed", &date(&reference.accessed), "");
    line(&mut out, "archive", "null", &copy);
    out + CLAIMS
}

/// One author on the line of the field, several each on a line.
fn authors(names: &[Name]) -> String {
    match names {
        [] => "null".to_owned(),
        [one] => format!("[{}]", author(one)),
        several => several.iter().flat_map(|name| ["\n  - ".to_owned(), author(name)]).collect(),
    }
}

fn author(name: &Name) -> String {
    let PersonalName { family, given, suffix } = match name {
        Name::Plain(name) => return scalar(name),
        Name::Literal(name) => return format!("{{ literal: {} }}", scalar(name)),
        Name::Personal(name) => name,
    };
    let fields = [("family", Some(family)), ("given", given.as_ref()), ("suffix", suffix.as_ref())];
    let fields = fields.into_iter().filter_map(|(field, part)| Some(format!("{field}: {}", scalar(part?))));
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

/// The line by which editors find the schema.
fn head() -> String {
    modeline("source").map(|line| line + "\n").unwrap_or_default()
}

/// A field on its line, with its comment in the column of comments.
fn line(out: &mut String, field: &str, value: &str, comment: &str) {
    const COLUMN: usize = 38;
    let start = out.len();
    let between = if value.is_empty() || value.starts_with('\n') { "" } else { " " };
    // Writing into a string cannot fail.
    let _ = write!(out, "{field}:{between}{value}");
    if !comment.is_empty() {
        let width = out[start..].chars().count();
        let _ = write!(out, "{}# {comment}", " ".repeat(COLUMN.saturating_sub(width).max(1)));
    }
    out.push('\n');
}
