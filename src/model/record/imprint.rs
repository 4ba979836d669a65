//! The fields by which references find a document in what it appeared in.

use super::name::name;
use crate::diagnostic::{Diagnostic, codes};
use crate::files::Spanned;
use crate::model::{Doi, Imprint, Pages, is_web_address};
use crate::syntax::{Field, Fields, Form, Plain, Reader, text};

/// Reads them. Their values have passed when the record is read, and nobody later asks where they stand.
pub(super) fn imprint(fields: &mut Fields<'_, '_>) -> Imprint {
    let value = |written: Option<Spanned<String>>| written.map(|written| written.value);
    Imprint {
        container: value(fields.get(CONTAINER, text)),
        editors: fields.list(EDITOR, name).into_iter().map(|name| name.value).collect(),
        edition: value(fields.get(EDITION, |reader| reader.text(&EDITION_FORM))),
        volume: value(fields.get(VOLUME, |reader| reader.text(&VOLUME_FORM))),
        issue: value(fields.get(ISSUE, |reader| reader.text(&ISSUE_FORM))),
        number: value(fields.get(NUMBER, |reader| reader.text(&NUMBER_FORM))),
        pages: fields.get(PAGES, pages),
        doi: fields.get(DOI, doi),
    }
}

fn pages(reader: &mut Reader<'_, '_>) -> Option<Pages> {
    let written = reader.text(&PAGES_FORM)?;
    let pages = Pages::parse(&written.value);
    if pages.is_none() {
        let message = format!("`{}` are not page numbers", written.value);
        reader.report(Diagnostic::new(&codes::INVALID_PAGES, written.span, message).help(PAGES_FORM.expected));
    }
    pages
}

fn doi(reader: &mut Reader<'_, '_>) -> Option<Doi> {
    let written = reader.text(&DOI_FORM)?;
    let doi = Doi::parse(&written.value);
    if doi.is_none() {
        let is_elsewhere = is_web_address(&written.value) && !Doi::is_address(&written.value);
        let help = is_elsewhere.then_some("an address outside doi.org belongs in `url`");
        let message = format!("`{}` is not a DOI", written.value);
        let report = Diagnostic::new(&codes::INVALID_DOI, written.span, message).maybe_help(help);
        reader.report(report.help(DOI_FORM.expected));
    }
    doi
}

/// How many characters a number or a DOI has at most: references repeat them on the page of each claim.
const SHORT: usize = 100;
const LONGEST_DOI: usize = 300;

/// How many editors a source has at most, for the reason that bounds its authors.
const EDITORS: usize = 1_000;

const fn short(what: &'static str) -> Form {
    Form::text(what).at_most(SHORT)
}

const EDITION_FORM: Form = short("an edition").such_as(&["2", "Revised edition"]);
const VOLUME_FORM: Form = short("a volume").such_as(&["63", "XII"]);
const ISSUE_FORM: Form = short("an issue").such_as(&["3", "1–2"]);
const NUMBER_FORM: Form = short("a number").such_as(&["12", "RR-1408"]);

const PAGES_FORM: Form = Form::new(
    "pages",
    r"^\s*[^\s,\-‐‑‒–—−]+(\s*[\-‐‑‒–—−]+\s*[^\s,\-‐‑‒–—−]+)?(\s*,\s*[^\s,\-‐‑‒–—−]+(\s*[\-‐‑‒–—−]+\s*[^\s,\-‐‑‒–—−]+)?)*\s*$",
    "write the numbers alone: `12`, `12–19`, `12-19, 25`",
    Plain::Scalar,
)
.at_most(SHORT)
.such_as(&["12–19", "12-19, 25", "e104"]);

const DOI_FORM: Form = Form::new(
    "a DOI",
    concat!(
        r"^\s*(([Hh][Tt][Tt][Pp][Ss]?://)?([Ww]{3}\.)?([Dd][Xx]\.)?[Dd][Oo][Ii]\.[Oo][Rr][Gg]/|[Dd][Oo][Ii]:\s*)?",
        r"10\.\S+(/|%2[Ff])\S+\s*$"
    ),
    "write it by itself, `10.1234/abcd`, or as its address, `https://doi.org/10.1234/abcd`",
    Plain::Text,
)
.at_most(LONGEST_DOI)
.such_as(&["10.1234/abcd.5", "https://doi.org/10.1234/abcd.5"]);

const CONTAINER: Field = Field::new(
    "container",
    "What it appeared in: the journal of an article, the site of a page, the book of a chapter. Where an article or a \
     page has none, `publisher` takes its place in references.",
)
.such_as(&["Journal of Harbour Studies"]);
const EDITOR: Field = Field::new("editor", "Who edited the document or, of a chapter, the book that it stands in.")
    .such_as(&["{ family: Wren, given: Ada }"])
    .of_at_most(EDITORS);
const EDITION: Field = Field::new("edition", "Which edition of a book it is, if not the first.");
const VOLUME: Field = Field::new(
    "volume",
    "The volume of the journal, or of a work in several volumes. An article that has one, or a DOI, is cited as a \
     journal article.",
);
const ISSUE: Field = Field::new("issue", "The issue of the journal or magazine.");
const NUMBER: Field = Field::new(
    "number",
    "The document’s own number: for a report, a patent, or an article that has a number instead of pages.",
);
const PAGES: Field = Field::new("pages", "The pages that the document takes up in what it appeared in.");
const DOI: Field = Field::new(
    "doi",
    "Its digital object identifier. It leads readers to the document where there is no `url`; a `url` leads them to \
     the very words.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::files::Files;
    use crate::syntax::parse_yaml;

    /// What is read, and what is said: codes, the texts that they point at, and the ways out.
    fn read(text: &str) -> (Imprint, Vec<(&'static str, String, String)>) {
        let (mut files, mut sink) = (Files::default(), Diagnostics::new());
        let file = files.add("", text);
        let node = parse_yaml(file, text, 0, &mut sink).unwrap();
        let mut reader = Reader::new(&node, &mut sink);
        let mut fields = Fields::open(&mut reader, "a source").unwrap();
        let imprint = imprint(&mut fields);
        assert!(fields.close().is_some());
        let said =
            |found: Diagnostic| (found.code.name, files.slice(found.labels[0].span).to_owned(), found.help.join("; "));
        (imprint, sink.into_iter().map(said).collect())
    }

    #[test]
    fn all_of_it_is_read() {
        let (imprint, said) = read(
            "container: Survival\neditor: [Ada Wren]\nedition: 2\nvolume: 63\nissue: 3\nnumber: RR-7\n\
             pages: 117-22\ndoi: https://doi.org/10.1080/a%3Cb%3E\n",
        );
        assert_eq!(said, []);
        let texts = [&imprint.container, &imprint.edition, &imprint.volume, &imprint.issue, &imprint.number];
        assert_eq!(texts.map(|text| text.as_deref().unwrap()), ["Survival", "2", "63", "3", "RR-7"]);
        assert_eq!(imprint.editors, [crate::model::Name::Plain("Ada Wren".to_owned())]);
        assert_eq!(imprint.pages.unwrap().as_str(), "117–22");
        assert_eq!(imprint.doi.unwrap().as_str(), "10.1080/a<b>");
    }

    #[test]
    fn what_is_none_is_pointed_at_with_the_way_out() {
        let check = |field: &str, value: &str, code: &str, help: &str| {
            let (imprint, said) = read(&format!("{field}: {value}"));
            assert_eq!(imprint, Imprint::default(), "{value}");
            let [(said_code, place, said_help)] = said.as_slice() else { panic!("{value}: {said:?}") };
            assert_eq!((*said_code, place.as_str()), (code, value));
            assert!(said_help.contains(help), "{said_help}");
        };
        check("doi", "javascript:alert(10.1234/a)", "invalid-doi", "`10.1234/abcd`");
        check("doi", "https://example.org/10.1234/a", "invalid-doi", "belongs in `url`");
        check("doi", "https://doi.org/10.1234/a%00", "invalid-doi", "`10.1234/abcd`");
        check("doi", "\"10.1234/a\\u0007\"", "unusable-character", "delete it");
        check("doi", &format!("10.1234/{}", "a".repeat(LONGEST_DOI)), "too-long", "");
        check("pages", "pp. 12", "invalid-pages", "12–19");
        check("pages", "\"1\\e[2J\"", "unusable-character", "delete it");
        for field in ["pages", "volume", "issue", "number", "edition"] {
            check(field, &"1".repeat(SHORT + 1), "too-long", "");
        }
    }
}
