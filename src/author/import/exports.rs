//! What the site gives to reference managers comes back as it was: the exports, read by the importers.

use proptest::prelude::*;
use proptest::sample::select;

use super::tests::{bib, csl, ris};
use super::*;
use crate::cite::Work;
use crate::model::{Doi, Imprint, Name, Pages, PartialDate, PersonalName, SourceType};
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

/// Names that a record divides, and some of which a format thinks that it must divide further.
fn name() -> impl Strategy<Value = Name> {
    let family = prop_oneof![
        3 => select(&["Weiß", "O'Brien", "van der Berg", "García de Paredes", "de la Cruz y Vega", "hooks", "Barnes and Noble"][..])
            .prop_map(str::to_owned),
        1 => text(),
    ];
    let given =
        proptest::option::of(prop_oneof![select(&["Anna", "J. R.", "Ludwig van"][..]).prop_map(str::to_owned), text()]);
    let suffix = proptest::option::of(select(&["Jr.", "III"][..]).prop_map(str::to_owned));
    prop_oneof![
        1 => text().prop_map(Name::Plain),
        1 => text().prop_map(Name::Literal),
        2 => (family, given, suffix).prop_map(|(family, given, suffix)| Name::Personal(PersonalName { family, given, suffix })),
    ]
}

/// A name as it comes back. What its record does not divide comes back as one whole; so does, but for CSL-JSON, a
/// person of one name, of whom the formats say no more.
fn kept(name: &Name, export: Export) -> Name {
    match name {
        Name::Plain(name) => Name::Literal(name.clone()),
        Name::Personal(PersonalName { family, given: None, suffix: None }) if export != Export::CslJson => {
            Name::Literal(family.clone())
        }
        kept => kept.clone(),
    }
}

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

/// What a work appeared in, and where in that.
fn imprint() -> impl Strategy<Value = Imprint> {
    let some = || proptest::option::of(text());
    let pages = select(&["7", "e104", "117–22", "12–19, 25", "xii–xx"][..]).prop_map(|it| Pages::parse(it).unwrap());
    let dois = &["10.1234/a_b~c%20#d", "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1", "10.1234/{a}\\b"];
    let doi = select(&dois[..]).prop_map(|it| Doi::parse(it).unwrap());
    let (pages, doi) = (proptest::option::of(pages), proptest::option::of(doi));
    (some(), proptest::collection::vec(name(), 0..3), some(), some(), some(), some(), pages, doi).prop_map(
        |(container, editors, edition, volume, issue, number, pages, doi)| Imprint {
            container,
            editors,
            edition,
            volume,
            issue,
            number,
            pages,
            doi,
        },
    )
}

/// What of it comes back: in RIS, a whole book appears in nothing, and pages of a whole work are how many it has.
fn kept_imprint(work: &Work, export: Export) -> Imprint {
    use SourceType as T;
    let is_book = matches!(work.source_type, T::Book | T::Anthology | T::Reference);
    let is_whole = is_book || matches!(work.source_type, T::Thesis | T::Manuscript);
    let is_ris = export == Export::Ris;
    Imprint {
        container: work.container().filter(|_| !(is_ris && is_book)).map(str::to_owned),
        editors: work.imprint.editors.iter().map(|name| kept(name, export)).collect(),
        pages: work.imprint.pages.clone().filter(|_| !(is_ris && is_whole)),
        ..work.imprint.clone()
    }
}

proptest! {
    #[test]
    fn exports_come_back_as_they_were(
        source_type in select(SourceType::ALL),
        title in proptest::option::of(text()),
        authors in proptest::collection::vec(name(), 0..3),
        (publisher, imprint) in (proptest::option::of(text()), imprint()),
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
            publisher,
            imprint,
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
                authors: authors.iter().map(|name| kept(name, export)).collect(),
                imprint: kept_imprint(&work, export),
                publisher: work.house().map(str::to_owned),
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
    let name = Name::Literal("Ministry of Foreign Affairs, Republic of Korea".to_owned());
    let work = Work {
        key: "note".to_owned(),
        source_type: SourceType::Report,
        title: None,
        authors: vec![name.clone()],
        publisher: None,
        imprint: Imprint::default(),
        date: None,
        language: None,
        url: None,
        accessed: None,
    };
    assert_eq!(bib(&work.export(Export::Bibtex)).authors, std::slice::from_ref(&name));
    assert_eq!(csl(&work.export(Export::CslJson)).authors, [name]);
}
