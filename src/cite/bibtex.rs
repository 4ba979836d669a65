//! BibTeX with the types and the dates of BibLaTeX: what older programs do not know, they pass over.

use std::fmt::Write as _;

use super::Work;
use super::date::{covering, is_finer_than_month, iso};
use super::work::on_one_line;
use crate::model::{Name, SourceType};

/// One entry, in UTF-8.
pub(super) fn entry(work: &Work) -> String {
    let (kind, subtype) = kind(work.source_type);
    let mut out = format!("@{kind}{{{},\n", work.key);
    // Writing to a text cannot fail.
    let mut field = |name: &str, value: &str| _ = writeln!(out, "  {name} = {{{value}}},");
    if !work.authors.is_empty() {
        field("author", &names(&work.authors));
    }
    if let Some(title) = &work.title {
        field("title", &title_text(title));
    }
    for (name, value) in published(work) {
        field(name, &value);
    }
    if let Some(date) = &work.date {
        if let Some([year, rest @ ..]) = covering(date).as_deref() {
            field("year", &format!("{year:04}"));
            if let Some(month) = rest.first() {
                field("month", &month.to_string());
            }
        }
        if is_finer_than_month(date) {
            field("date", &iso(date));
        }
    }
    if let Some(subtype) = subtype {
        field("entrysubtype", subtype);
    }
    if let Some(language) = &work.language {
        field("langid", language);
    }
    if let Some(doi) = &work.imprint.doi {
        // The field is taken as it stands, so a brace in it would end it.
        let is_plain = !doi.as_str().contains(['{', '}', '\\']);
        field("doi", &if is_plain { doi.to_string() } else { doi.address() });
    }
    if let Some(url) = &work.url {
        field("url", &url.replace('{', "%7B").replace('}', "%7D"));
    }
    if let Some(accessed) = &work.accessed {
        field("urldate", &iso(accessed));
    }
    out.push_str("}\n");
    out
}

fn names(names: &[Name]) -> String {
    names.iter().map(author).collect::<Vec<_>>().join(" and ")
}

/// What it appeared in, where in that, and who published it.
fn published(work: &Work) -> impl Iterator<Item = (&'static str, String)> {
    let imprint = &work.imprint;
    let text = |text: Option<&str>| text.map(escaped);
    let editors = (!imprint.editors.is_empty()).then(|| names(&imprint.editors));
    let (issue, number) = numbers(work.source_type);
    let fields = [
        ("editor", editors),
        (container_field(work.source_type), text(work.container())),
        ("edition", text(imprint.edition.as_deref())),
        ("volume", text(imprint.volume.as_deref())),
        (issue, text(imprint.issue.as_deref())),
        (number, text(imprint.number.as_deref())),
        ("pages", imprint.pages.as_ref().map(|pages| pages.joined_by("--"))),
        (house_field(work.source_type), text(work.house())),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?)))
}

/// A name. Braces keep it whole, unless its record divides it into more than one part.
fn author(name: &Name) -> String {
    let Name::Personal(name) = name else { return braced(&name.to_string()) };
    let (particle, family) = name.particle();
    let has_small_words = family.split_whitespace().skip(1).any(|word| word.starts_with(char::is_lowercase));
    // BibTeX takes all before a small word for a particle.
    let family = if has_small_words { braced(family) } else { part(family) };
    let family = particle.map(part).into_iter().chain([family]).collect::<Vec<_>>().join(" ");
    let given = name.given.as_deref().map(part).unwrap_or_default();
    match &name.suffix {
        Some(suffix) => format!("{family}, {}, {given}", part(suffix)),
        None if given.is_empty() => braced(&name.family),
        None => format!("{family}, {given}"),
    }
}

/// A part of a name, in braces where it holds more than letters, as a comma or an “and” would divide it.
fn part(written: &str) -> String {
    let is_sign = |c: char| matches!(c, '.' | '-' | '\'' | '’');
    let is_plain = |word: &str| {
        word != "and" && word.starts_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphabetic() || is_sign(c))
    };
    let escaped = escaped(written);
    if escaped.split(' ').all(is_plain) { escaped } else { format!("{{{escaped}}}") }
}

fn braced(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

/// Styles set titles in small letters; words that are not written so are kept as they are.
fn title_text(title: &str) -> String {
    let keeps = |word: &str| word.chars().any(char::is_uppercase);
    let words = title.split_whitespace().enumerate().map(|(at, word)| {
        let text = escaped(word);
        if at > 0 && keeps(word) { format!("{{{text}}}") } else { text }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Text in which LaTeX sees no command and no brace that is not closed: many programs count those behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in on_one_line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            // Two hyphens are a dash, two strokes a quotation mark.
            '-' | '\'' | '`' if before == Some(c) => out.extend(['{', '}', c]),
            _ => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// The fields of the issue and of the document's own number. Of an article, BibTeX means the issue by its `number`.
const fn numbers(source_type: SourceType) -> (&'static str, &'static str) {
    match source_type {
        SourceType::Article | SourceType::Newspaper | SourceType::Periodical => ("number", "eid"),
        _ => ("issue", "number"),
    }
}

/// The field of what it appeared in.
const fn container_field(source_type: SourceType) -> &'static str {
    match source_type {
        SourceType::Article | SourceType::Newspaper => "journal",
        SourceType::Web | SourceType::Blog | SourceType::Post | SourceType::Tweet | SourceType::Thread => {
            "organization"
        }
        _ => "booktitle",
    }
}

/// The field of whoever brought it out.
const fn house_field(source_type: SourceType) -> &'static str {
    match source_type {
        SourceType::Report | SourceType::Thesis => "institution",
        SourceType::Book
        | SourceType::Anthology
        | SourceType::Proceedings
        | SourceType::Reference
        | SourceType::Chapter
        | SourceType::Anthos
        | SourceType::Entry => "publisher",
        kind if kind.appears_in_another() => "publisher",
        _ => "organization",
    }
}

/// The type of an entry, and what narrows it down.
const fn kind(source_type: SourceType) -> (&'static str, Option<&'static str>) {
    match source_type {
        SourceType::Newspaper => ("article", Some("newspaper")),
        SourceType::Article => ("article", None),
        SourceType::Web | SourceType::Blog | SourceType::Post | SourceType::Tweet | SourceType::Thread => {
            ("online", None)
        }
        SourceType::Report => ("report", None),
        SourceType::Book => ("book", None),
        SourceType::Chapter => ("inbook", None),
        SourceType::Anthos => ("incollection", None),
        SourceType::Anthology => ("collection", None),
        SourceType::Proceedings => ("proceedings", None),
        SourceType::Reference => ("reference", None),
        SourceType::Entry => ("inreference", None),
        SourceType::Thesis => ("thesis", None),
        SourceType::Manuscript => ("unpublished", None),
        SourceType::Periodical => ("periodical", None),
        SourceType::Patent => ("patent", None),
        SourceType::Legislation => ("legislation", None),
        SourceType::Case => ("jurisdiction", None),
        SourceType::Video | SourceType::Scene => ("video", None),
        SourceType::Audio => ("audio", None),
        SourceType::Artwork => ("artwork", None),
        SourceType::Performance => ("performance", None),
        SourceType::Repository => ("software", None),
        SourceType::Misc | SourceType::Conference | SourceType::Exhibition | SourceType::Original => ("misc", None),
    }
}
