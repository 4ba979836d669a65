//! What the site gives to reference managers comes back as it was: the exports, read by the importers.

use proptest::prelude::*;
use proptest::sample::select;

use super::tests::{bib, csl, ris};
use super::*;
use crate::cite::Work;
use crate::model::{PartialDate, SourceType};
use crate::resolve::Export;
use crate::syntax::Word as _;

fn read(export: Export, text: &str) -> Reference {
    match export {
        Export::Bibtex => bib(text),
        Export::CslJson => csl(text),
        Export::Ris => ris(text),
    }
}

/// Words and marks that mean something to one format or another.
const PIECES: [&str; 22] = [
    "Three",
    "ways",
    "over",
    "Öre",
    "김정은",
    "{",
    "}",
    "\\",
    "\\LaTeX",
    "$x$",
    "100%",
    "A&B",
    "#1",
    "a_b",
    "~",
    "^",
    "<b",
    "“quoted”",
    "it's",
    "--",
    "a:b",
    "@x",
];

/// A date, what BibTeX and CSL-JSON can say of it, and what RIS can.
const DATES: [(&str, &str, Option<&str>); 7] = [
    ("2024", "2024", Some("2024")),
    ("2024-05", "2024-05", Some("2024-05")),
    ("2024-05-04", "2024-05-04", Some("2024-05-04")),
    ("late 2024", "2024", Some("2024")),
    ("early 2024-05", "2024-05", Some("2024-05")),
    ("2024-05/2024-07", "2024-05/2024-07", Some("2024")),
    ("2023/2024", "2023/2024", None),
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&PIECES[..]), 1..6).prop_map(|pieces| pieces.join(" "))
}

/// A type as it comes back where the format has no word for it.
fn nearest(source_type: SourceType, export: Export) -> SourceType {
    use SourceType as T;
    match (export, source_type) {
        (_, T::Scene) => T::Video,
        (_, T::Original | T::Exhibition) | (Export::Bibtex, T::Conference) | (Export::Ris, T::Performance) => T::Misc,
        (Export::CslJson, T::Tweet | T::Thread) => T::Post,
        (Export::Bibtex | Export::Ris, T::Post | T::Tweet | T::Thread) | (Export::Bibtex, T::Blog) => T::Web,
        (Export::CslJson | Export::Ris, T::Anthos) => T::Chapter,
        (Export::CslJson, T::Proceedings | T::Anthology | T::Reference) | (Export::Ris, T::Reference) => T::Book,
        (Export::Ris, T::Conference) => T::Proceedings,
        (_, kept) => kept,
    }
}

proptest! {
    #[test]
    fn exports_come_back_as_they_were(
        source_type in select(SourceType::ALL),
        title in proptest::option::of(text()),
        authors in proptest::collection::vec(text(), 0..3),
        publisher in proptest::option::of(text()),
        date in proptest::option::of(select(&DATES[..])),
        accessed in proptest::option::of(select(&["2024", "2024-06", "2024-06-02"][..])),
        language in proptest::option::of(select(&["en", "en-GB", "ko", "zh-Hant"][..])),
        url in proptest::option::of(select(&["https://a.example/b_c~d?e=1&f=%20#g", "http://a.example/"][..])),
    ) {
        let parse = |written: &str| PartialDate::parse(written).unwrap();
        let work = Work {
            key: "three-ways".to_owned(),
            source_type,
            title: title.clone(),
            authors: authors.clone(),
            publisher: publisher.clone(),
            date: date.map(|(written, ..)| parse(written)),
            language: language.map(str::to_owned),
            url: url.map(str::to_owned),
            accessed: accessed.map(parse),
        };
        for export in Export::ALL {
            let text = work.export(export);
            let back = read(export, &text);
            let date = date.and_then(|(_, most, ris)| if export == Export::Ris { ris } else { Some(most) });
            let expected = Reference {
                source_type: nearest(source_type, export),
                title: title.clone(),
                authors: authors.clone(),
                publisher: publisher.clone(),
                date: date.map(parse),
                language: language.map(str::to_owned),
                url: url.map(str::to_owned),
                accessed: accessed.map(parse),
                copy: None,
                left: Vec::new(),
            };
            prop_assert_eq!(back, expected, "{}", text);
        }
    }
}

/// A name with a comma is one name. RIS alone cannot say so: there the comma parts family and given name.
#[test]
fn an_organisation_keeps_its_comma() {
    let name = "Ministry of Foreign Affairs, Republic of Korea";
    let work = Work {
        key: "note".to_owned(),
        source_type: SourceType::Report,
        title: None,
        authors: vec![name.to_owned()],
        publisher: None,
        date: None,
        language: None,
        url: None,
        accessed: None,
    };
    assert_eq!(bib(&work.export(Export::Bibtex)).authors, [name]);
    assert_eq!(csl(&work.export(Export::CslJson)).authors, [name]);
}
