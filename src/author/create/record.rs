//! The text of a new source's file.

use std::fmt::Write as _;

use crate::author::import::Reference;
use crate::model::{Doi, Imprint, Name, Pages, PartialDate, PersonalName};
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
    line(&mut out, "container", "null", "what it appeared in: a journal, newspaper, site or book");
    line(&mut out, "editor", "null", "written like `author`; for a chapter, who edited the book");
    line(&mut out, "edition", "null", "for a book: 2, Revised edition");
    line(&mut out, "volume", "null", "");
    line(&mut out, "issue", "null", "");
    line(&mut out, "number", "null", "the document's own: for a report, or an article without pages");
    line(&mut out, "pages", "null", "12, 12–19, e104");
    line(&mut out, "doi", "null", "10.1234/abcd");
    line(&mut out, "publisher", "null", "");
    line(&mut out, "date", "null", "as precise as the document: 2024, 2024-05, 2024-05-14, \"late 2024\"");
    line(&mut out, "language", "null", "en, en-GB, ko …");
    line(&mut out, "url", "null", "the whole address");
    line(&mut out, "accessed", "null", "when you last saw it there: 2024-06-01");
    line(&mut out, "archive", "null", "the name of the stored copy, in a folder of `archives` in sourcebook.toml");
    out + CLAIMS
}

/// What an export tells of a source. What it does not tell is null, but for what not every document has.
pub(super) fn imported_source(reference: &Reference) -> String {
    let text = |text: &Option<String>| text.as_deref().map_or_else(|| "null".to_owned(), scalar);
    let date = |date: &Option<PartialDate>| date.as_ref().map_or("null", PartialDate::written).to_owned();
    let copy = match &reference.copy {
        Some(name) => format!("the name of the stored copy; the export names {}", scalar(name)),
        None => "the name of the stored copy, in a folder of `archives` in sourcebook.toml".to_owned(),
    };
    let mut out = head();
    line(&mut out, "type", reference.source_type.name(), "");
    line(&mut out, "title", &text(&reference.title), "");
    line(&mut out, "author", &names(&reference.authors), "");
    imprint(&mut out, &reference.imprint);
    line(&mut out, "publisher", &text(&reference.publisher), "");
    line(&mut out, "date", &date(&reference.date), "");
    line(&mut out, "language", &text(&reference.language), "");
    line(&mut out, "url", &text(&reference.url), "");
    line(&mut out, "accessed", &date(&reference.accessed), "");
    line(&mut out, "archive", "null", &copy);
    out + CLAIMS
}

/// What it appeared in and where in that: the fields that have a value.
fn imprint(out: &mut String, imprint: &Imprint) {
    // As authors write it: to no reader of YAML does it mean anything else.
    let is_count =
        |text: &str| !text.starts_with('0') && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number =
        |text: &Option<String>| text.as_deref().map(|text| if is_count(text) { text.to_owned() } else { scalar(text) });
    let fields = [
        ("container", imprint.container.as_deref().map(scalar)),
        ("editor", Some(names(&imprint.editors)).filter(|_| !imprint.editors.is_empty())),
        ("edition", number(&imprint.edition)),
        ("volume", number(&imprint.volume)),
        ("issue", number(&imprint.issue)),
        ("number", number(&imprint.number)),
        ("pages", imprint.pages.as_ref().map(Pages::as_str).map(scalar)),
        ("doi", imprint.doi.as_ref().map(Doi::as_str).map(scalar)),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            line(out, field, &value, "");
        }
    }
}

/// One name on the line of the field, several each on a line.
fn names(names: &[Name]) -> String {
    match names {
        [] => "null".to_owned(),
        [one] => format!("[{}]", name(one)),
        several => several.iter().flat_map(|one| ["\n  - ".to_owned(), name(one)]).collect(),
    }
}

fn name(name: &Name) -> String {
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
