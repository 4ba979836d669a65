use super::*;
use crate::model::{Imprint, Name, Pages, PersonalName};

pub(super) fn bib(text: &str) -> Reference {
    choose(Path::new("refs.bib"), bibtex::read(text).unwrap(), None).unwrap()
}

pub(super) fn csl(text: &str) -> Reference {
    choose(Path::new("refs.json"), csl::read(text).unwrap(), None).unwrap()
}

pub(super) fn ris(text: &str) -> Reference {
    choose(Path::new("refs.ris"), ris::read(text).unwrap(), None).unwrap()
}

fn left(reference: &Reference) -> Vec<(&str, &str)> {
    reference.left.iter().map(|left| (left.field.as_str(), left.value.as_str())).collect()
}

fn date(date: Option<&crate::model::PartialDate>) -> Option<&str> {
    date.map(crate::model::PartialDate::written)
}

fn doi(reference: &Reference) -> Option<&str> {
    reference.imprint.doi.as_ref().map(crate::model::Doi::as_str)
}

/// Container, publisher, edition, volume, issue, number and pages.
fn places(reference: &Reference) -> [&str; 7] {
    let Imprint { container, edition, volume, issue, number, pages, .. } = &reference.imprint;
    let pages = pages.as_ref().map(Pages::as_str);
    let [container, publisher, edition, volume, issue, number] =
        [container, &reference.publisher, edition, volume, issue, number].map(|text| text.as_deref().unwrap_or(""));
    [container, publisher, edition, volume, issue, number, pages.unwrap_or("")]
}

/// A name in parts, those that are empty absent.
pub(super) fn personal(family: &str, given: &str, suffix: &str) -> Name {
    let part = |text: &str| Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
    Name::Personal(PersonalName { family: family.to_owned(), given: part(given), suffix: part(suffix) })
}

/// As Better BibTeX writes an article of a newspaper's site.
const ZOTERO: &str = r"
@article{bergqvistFarjorna2024,
  entrysubtype = {newspaper},
  title = {{{What}} a Bridge Would Do to the {Öre} Channel},
  shorttitle = {What a Bridge Would Do},
  subtitle = {A Pilot's View \& Log},
  author = {Bergqvist, {\AA}sa and van der Hoek, Jan and {{Harbour Office of Skarhaven}} and others},
  date = {2024-06-11},
  journaltitle = {Skarhaven Evening Post},
  publisher = {Post Press},
  issn = {1234-5678},
  url = {https://post.example/bridge?a=1&b=2},
  urldate = {2024-06-20},
  doi = {10.1234/abc.5},
  langid = {british},
  abstract = {Ships, {\ss}hips, ships.},
  file = {Full Text:/home/asa/Zotero/storage/AB12/bridge letter.pdf:application/pdf}
}";

#[test]
fn bibtex_of_zotero() {
    let reference = bib(ZOTERO);
    assert_eq!(reference.source_type, crate::model::SourceType::Newspaper);
    assert_eq!(reference.title.as_deref(), Some("What a Bridge Would Do to the Öre Channel: A Pilot's View & Log"),);
    let office = Name::Literal("Harbour Office of Skarhaven".to_owned());
    assert_eq!(reference.authors, [personal("Bergqvist", "Åsa", ""), personal("van der Hoek", "Jan", ""), office]);
    assert_eq!(reference.imprint.container.as_deref(), Some("Skarhaven Evening Post"));
    assert_eq!(reference.publisher.as_deref(), Some("Post Press"));
    assert_eq!(doi(&reference), Some("10.1234/abc.5"));
    assert_eq!(date(reference.date.as_ref()), Some("2024-06-11"));
    assert_eq!(date(reference.accessed.as_ref()), Some("2024-06-20"));
    assert_eq!(reference.language.as_deref(), Some("en-GB"));
    assert_eq!(reference.url.as_deref(), Some("https://post.example/bridge?a=1&b=2"));
    assert_eq!(reference.copy.as_deref(), Some("bridge letter.pdf"));
    let fields: Vec<&str> = left(&reference).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["author", "abstract", "issn", "shorttitle"]);
}

/// “Tame the `BeaST`” tells the rule.
#[test]
fn bibtex_divides_names_by_its_own_rule() {
    let of = |author: &str| bib(&format!("@misc{{x, author = {{{author}}}}}")).authors;
    assert_eq!(of("van der Berg, Anna"), [personal("van der Berg", "Anna", "")]);
    assert_eq!(of("Anna van der Berg"), [personal("van der Berg", "Anna", "")]);
    assert_eq!(of("Anna Weiß and O'Brien, Séan"), [personal("Weiß", "Anna", ""), personal("O'Brien", "Séan", "")]);
    assert_eq!(of("King, Jr., Martin Luther"), [personal("King", "Martin Luther", "Jr.")]);
    assert_eq!(of("Plato"), [personal("Plato", "", "")]);
    assert_eq!(of("{Her Majesty's Treasury}"), [Name::Literal("Her Majesty's Treasury".to_owned())]);
    assert_eq!(of("family={Berg}, given={Anna}, prefix={van der}"), [personal("van der Berg", "Anna", "")]);
    assert_eq!(left(&bib("@misc{x, author = {{A=B} and Ng, Wei}}")), [("author", "A=B and Ng, Wei")]);
    assert_eq!(of("{Barnes and Noble, Inc.}"), [Name::Literal("Barnes and Noble, Inc.".to_owned())]);
}

#[test]
fn bibtex_titles_lose_their_commands_and_keep_their_words() {
    let of = |title: &str| bib(&format!("@misc{{x, title = {title}}}")).title;
    assert_eq!(of("{A \\textit{study} of {\\em ways}}").as_deref(), Some("A study of ways"));
    assert_eq!(of("{A {\\textbf{Study}} of \\LaTeX{} \\& \\'e}").as_deref(), Some("A Study of LaTeX & é"));
}

#[test]
fn csl_particles_stand_where_zotero_keeps_them() {
    let of = |person: &str| csl(&format!(r#"{{ "id": 7, "type": "book", "author": [{person}] }}"#)).authors;
    let beethoven = r#"{ "family": "Beethoven", "given": "Ludwig", "dropping-particle": "van" }"#;
    assert_eq!(of(beethoven), [personal("Beethoven", "Ludwig van", "")]);
    assert_eq!(of(r#"{ "family": "Plato" }"#), [personal("Plato", "", "")]);
    assert_eq!(of(r#"{ "given": "Plato" }, {}, 7"#), [Name::Literal("Plato".to_owned())]);
}

#[test]
fn bibtex_of_old() {
    let reference = bib(r#"
@string{ho = "Harbour Office"}
@techreport{x, author = "M{\"u}ller, J{\'o}zef and Ng, Wei", title = {Ways \emph{over} the harbour}, institution = ho,
  year = 2024, month = may, number = {12}, doi = {https://doi.org/10.5555/x}}"#);
    assert_eq!(reference.source_type, crate::model::SourceType::Report);
    assert_eq!(reference.title.as_deref(), Some("Ways over the harbour"));
    assert_eq!(reference.authors, [personal("Müller", "Józef", ""), personal("Ng", "Wei", "")]);
    assert_eq!(reference.publisher.as_deref(), Some("Harbour Office"));
    assert_eq!(date(reference.date.as_ref()), Some("2024-05"));
    assert_eq!((doi(&reference), reference.url.as_deref()), (Some("10.5555/x"), None));
    assert_eq!(places(&reference), ["", "Harbour Office", "", "", "", "12", ""]);
    assert_eq!(left(&reference), []);
}

#[test]
fn bibtex_of_articles_chapters_and_books() {
    let article = bib("@article{x, journal = {Survival}, volume = 63, number = {3}, pages = {117--122}, \
                       publisher = {Routledge}, url = {https://doi.org/10.1080/a%3Cb%3E}}");
    assert_eq!(places(&article), ["Survival", "Routledge", "", "63", "3", "", "117–122"]);
    assert_eq!((doi(&article), article.url.as_deref()), (Some("10.1080/a<b>"), None));
    let small = bib("@article{x, doi = {10.1080/ABC}, url = {http://dx.doi.org/10.1080/abc}}");
    assert_eq!((doi(&small), small.url.as_deref()), (Some("10.1080/ABC"), None));
    let other = bib("@article{x, doi = {10.1080/a}, url = {https://doi.org/10.1080/b}}");
    assert_eq!((doi(&other), other.url.as_deref()), (Some("10.1080/a"), Some("https://doi.org/10.1080/b")));
    let numbered = bib("@article{x, journaltitle = {Survival}, number = 3, issue = {Spring}, eid = {e104}}");
    assert_eq!(places(&numbered), ["Survival", "", "", "", "3", "e104", ""]);
    assert_eq!(left(&numbered), [("issue", "Spring")]);
    let chapter = bib("@incollection{x, booktitle = {Ways}, editor = {Osei, Marit and {Harbour Office}}, \
                       publisher = {Press}, edition = {2}, pages = {pp. 7-9}, series = {Harbours}, number = {4}}");
    assert_eq!(places(&chapter), ["Ways", "Press", "2", "", "", "", "7–9"]);
    let office = Name::Literal("Harbour Office".to_owned());
    assert_eq!(chapter.imprint.editors, [personal("Osei", "Marit", ""), office]);
    assert_eq!(left(&chapter), [("number", "4"), ("series", "Harbours")]);
    let odd = bib("@book{x, editor = {Osei, Marit}, editortype = {compiler}, pages = {ix + 12 plates}, doi = {none}}");
    assert_eq!((doi(&odd), odd.imprint.editors.len()), (None, 0));
    let fields: Vec<&str> = left(&odd).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["pages", "doi", "editor", "editortype"]);
}

/// The address of another DOI is an address.
#[test]
fn an_address_is_the_doi_where_it_leads_to_it() {
    let of = |fields: &str| {
        let reference = csl(&format!("{{ \"id\": 7, \"type\": \"report\", {fields} }}"));
        (doi(&reference).map(str::to_owned), reference.url)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(of(r#""URL": "https://doi.org/10.1234/a", "DOI": "10.1234/a""#), (some("10.1234/a"), None));
    assert_eq!(of(r#""URL": "http://dx.doi.org/10.1234/a""#), (some("10.1234/a"), None));
    let other = some("https://doi.org/10.1234/b");
    assert_eq!(of(r#""URL": "https://doi.org/10.1234/b", "DOI": "10.1234/a""#), (some("10.1234/a"), other));
    assert_eq!(of(r#""DOI": "javascript:alert(1)""#), (None, None));
}

#[test]
fn bibtex_dates_are_never_made_more_precise() {
    let of = |fields: &str| bib(&format!("@misc{{x, {fields}}}"));
    let spring = of("year = {2024}, month = {Spring}");
    assert_eq!(date(spring.date.as_ref()), Some("2024"));
    assert_eq!(left(&spring), [("month", "Spring")]);
    let about = of("date = {2024~}");
    assert_eq!((about.date.as_ref(), left(&about)), (None, vec![("date", "2024~")]));
    assert_eq!(date(of("date = {2023-12/2024-01}").date.as_ref()), Some("2023-12/2024-01"));
    assert_eq!(date(of("year = 2024, month = 5, day = 3").date.as_ref()), Some("2024-05-03"));
    let none = of("title = {A}");
    assert_eq!((none.date, none.publisher, none.url, none.authors.len()), (None, None, None, 0));
}

/// As Better CSL JSON of Zotero, and with what other exporters do otherwise.
const CSL: &str = r#"[
  {
    "id": "http://zotero.org/users/1/items/AB12CD34", "citation-key": "osei2024",
    "type": "article-newspaper",
    "title": "What a <i>bridge</i> would do to the <span class=\"nocase\">Öre</span>",
    "container-title": "Skarhaven Evening Post", "publisher-place": "Skarhaven",
    "edition": 2, "volume": "12", "issue": 3, "number": "7", "page": "4-5, 9",
    "author": [
      { "family": "Osei", "given": "Marit", "suffix": "Jr." },
      { "family": "Hoek", "given": "Jan", "non-dropping-particle": "van der" },
      { "literal": "Harbour Office" }
    ],
    "editor": [{ "family": "Lund", "given": "Ida" }],
    "issued": { "date-parts": [["2024", 6, "11"]] },
    "accessed": { "date-parts": [[2024, 6]] },
    "language": "en-US", "DOI": "10.1234/abc", "URL": "https://post.example/bridge"
  }
]"#;

#[test]
fn csl_json_of_zotero() {
    let reference = csl(CSL);
    assert_eq!(reference.source_type, crate::model::SourceType::Newspaper);
    assert_eq!(reference.title.as_deref(), Some("What a bridge would do to the Öre"));
    let office = Name::Literal("Harbour Office".to_owned());
    assert_eq!(reference.authors, [personal("Osei", "Marit", "Jr."), personal("van der Hoek", "Jan", ""), office]);
    assert_eq!(places(&reference), ["Skarhaven Evening Post", "", "2", "12", "3", "7", "4–5, 9"]);
    assert_eq!(
        (doi(&reference), &reference.imprint.editors[..]),
        (Some("10.1234/abc"), &[personal("Lund", "Ida", "")][..])
    );
    assert_eq!(date(reference.date.as_ref()), Some("2024-06-11"));
    assert_eq!(date(reference.accessed.as_ref()), Some("2024-06"));
    assert_eq!(reference.language.as_deref(), Some("en-US"));
    assert_eq!(reference.url.as_deref(), Some("https://post.example/bridge"));
    assert_eq!(left(&reference), [("publisher-place", "Skarhaven")]);
    for key in ["osei2024", "http://zotero.org/users/1/items/AB12CD34"] {
        assert!(choose(Path::new("a"), csl::read(CSL).unwrap(), Some(key)).is_ok(), "{key}");
    }
}

#[test]
fn csl_dates_of_every_form() {
    let of = |issued: &str| csl(&format!(r#"{{ "id": 7, "type": "webpage", "issued": {issued} }}"#));
    let shown = |issued: &str| date(of(issued).date.as_ref()).map(str::to_owned);
    assert_eq!(shown(r#"{ "date-parts": [[2024]] }"#).as_deref(), Some("2024"));
    assert_eq!(shown(r#"{ "date-parts": [[2023, 12], [2024, 1]] }"#).as_deref(), Some("2023-12/2024-01"));
    assert_eq!(shown(r#"{ "raw": "2024/05/14" }"#).as_deref(), Some("2024-05-14"));
    assert_eq!(shown(r#"{ "literal": "14 May 2024" }"#).as_deref(), Some("2024-05-14"));
    assert_eq!(shown(r#""2024-05""#).as_deref(), Some("2024-05"));
    assert_eq!(shown(r#"{ "date-parts": [[null]] }"#), None);
    let season = of(r#"{ "date-parts": [[2024]], "season": 2 }"#);
    assert_eq!((date(season.date.as_ref()), left(&season)), (Some("2024"), vec![("issued.season", "2")]));
    let circa = of(r#"{ "date-parts": [[2024]], "circa": true }"#);
    assert_eq!((circa.date.as_ref(), left(&circa)), (None, vec![("issued", "circa 2024")]));
    let words = of(r#"{ "literal": "spring of 2024" }"#);
    assert_eq!((words.date.as_ref(), left(&words)), (None, vec![("issued", "spring of 2024")]));
}

const RIS: &str = "\u{feff}TY  - NEWS\r\nTI  - What a bridge would do\r\n  to the channel\r\nAU  - Osei, Marit\r\n\
AU  - van der Hoek, Jan\r\nAU  - Harbour Office\r\nVL  - 12\r\nIS  - 3\r\nSP  - 4\r\nEP  - 5\r\nDO  - 10.1234/abc\r\nT2  - Skarhaven Evening Post\r\nPB  - Post Press\r\nPY  - 2024\r\n\
DA  - 2024/05//\r\nY2  - 2024/06/01/12:00:00\r\nLA  - English\r\nUR  - https://post.example/bridge\r\n\
L1  - internal-pdf://12/bridge.pdf\r\nKW  - ships\r\nKW  - piers\r\nER  -\r\n";

#[test]
fn ris_of_zotero_and_endnote() {
    let reference = ris(RIS.trim_start_matches('\u{feff}'));
    assert_eq!(reference.source_type, crate::model::SourceType::Newspaper);
    assert_eq!(reference.title.as_deref(), Some("What a bridge would do to the channel"));
    let office = Name::Literal("Harbour Office".to_owned());
    assert_eq!(reference.authors, [personal("Osei", "Marit", ""), personal("van der Hoek", "Jan", ""), office]);
    assert_eq!(places(&reference), ["Skarhaven Evening Post", "Post Press", "", "12", "3", "", "4–5"]);
    assert_eq!(doi(&reference), Some("10.1234/abc"));
    assert_eq!(date(reference.date.as_ref()), Some("2024-05"));
    assert_eq!(date(reference.accessed.as_ref()), Some("2024-06-01"));
    assert_eq!(reference.language.as_deref(), Some("en"));
    assert_eq!(reference.copy.as_deref(), Some("bridge.pdf"));
    assert_eq!(left(&reference), [("KW", "ships"), ("KW", "piers")]);
}

/// RIS has one tag for several things: what it means hangs on the type.
#[test]
fn ris_of_books_reports_and_chapters() {
    let book =
        ris("TY  - BOOK\nT2  - Harbours\nA3  - Osei, Marit\nPB  - Press\nET  - 2\nSP  - 350\nSN  - 978-1\nER  - \n");
    assert_eq!(places(&book), ["", "Press", "2", "", "", "", ""]);
    assert_eq!(book.imprint.editors, [personal("Osei", "Marit", "")]);
    assert_eq!(left(&book), [("T2", "Harbours"), ("SP", "350"), ("SN", "978-1")]);
    let report = ris("TY  - RPRT\nSN  - RR-7\nSP  - 3-4\nER  - \n");
    assert_eq!(places(&report), ["", "", "", "", "", "RR-7", "3–4"]);
    let chapter = ris("TY  - CHAP\nT2  - Ways\nA2  - Osei, Marit\nSP  - 7\nEP  - 7\nER  - \n");
    assert_eq!(places(&chapter), ["Ways", "", "", "", "", "", "7"]);
    assert_eq!(chapter.imprint.editors.len(), 1);
    let whole_range = ris("TY  - JOUR\nSP  - 12-19\nEP  - 19\nER  - \n");
    assert_eq!(places(&whole_range)[6], "12–19");
}

#[test]
fn ris_dates_that_contradict_each_other_are_told() {
    let reference = ris("TY  - RPRT\nPY  - 2023\nDA  - 2024/05/14\nER  - \n");
    assert_eq!(date(reference.date.as_ref()), Some("2024-05-14"));
    assert_eq!(left(&reference), [("PY", "2023")]);
    let season = ris("TY  - RPRT\nY1  - 2024///Spring\nER  - \n");
    assert_eq!((date(season.date.as_ref()), left(&season)), (Some("2024"), vec![("Y1", "Spring")]));
}

#[test]
fn broken_files_say_where() {
    let place = |broken: Broken| (broken.line, broken.column, broken.reason);
    let (line, column, reason) = place(bibtex::read("@book{a,\n  title = {A}\n  year = 2024\n}\n").unwrap_err());
    assert_eq!((line, column.is_some()), (3, true), "{reason}");
    let (line, _, reason) = place(csl::read("[\n  { \"id\": }\n]").unwrap_err());
    assert_eq!((line, reason.as_str()), (2, "expected value"));
    assert!(csl::read("[1, 2]").unwrap_err().reason.contains("not CSL-JSON"));
    assert!(csl::read("{}").is_err());
    assert_eq!(ris::read("TY  - NEWS\nTI  - A\n").unwrap_err().line, 1);
    assert_eq!(ris::read("TY  - NEWS\nTY  - NEWS\n").unwrap_err().line, 2);
    assert_eq!(ris::read("\nTI  - A\n").unwrap_err().line, 2);
    assert_eq!(ris::read("hello\n").unwrap_err().line, 1);
}

#[test]
fn bibtex_that_would_never_end_is_refused() {
    let reason = |text: &str| {
        let broken = bibtex::read(text).unwrap_err();
        (broken.line, broken.reason)
    };
    let circle = "@book{a, crossref = {b}}\n@book{b, xdata = {c, a}}\n@book{c, title = {C}}\n";
    assert_eq!(
        reason(circle),
        (1, "the entries that `a` refers to refer back to it, or to too many others".to_owned())
    );
    assert_eq!(reason("\n@book{a, crossref = {a}}").0, 2);
    let strings = "@string{s = t}\n@string{t = s # \"x\"}\n@book{a, title = s}\n";
    assert_eq!(reason(strings), (1, "the abbreviation `s` is defined by itself, or by too many others".to_owned()));
    for open in ["{", "\\emph{"] {
        let deep = format!("@book{{a,\n title = {{{}x{}}}}}", open.repeat(100_000), "}".repeat(100_000));
        assert_eq!(reason(&deep), (2, "braces are nested too deep here".to_owned()));
    }
    let parent = "@book{a, crossref = {b}}\n@collection{b, publisher = {House}, title = {\\{{\\{B}}}\n";
    let child = choose(Path::new("a"), bibtex::read(parent).unwrap(), Some("a")).unwrap();
    assert_eq!(child.publisher.as_deref(), Some("House"));
}

#[test]
fn a_key_is_asked_for_listed_and_suggested() {
    let text = "@book{harbour2024, title = {A}}\n@book{bridge2023, title = {B}}\n";
    let ask = |key| {
        choose(Path::new("refs.bib"), bibtex::read(text).unwrap(), key).map(|it| it.title).map_err(|it| it.to_string())
    };
    assert_eq!(ask(Some("bridge2023")), Ok(Some("B".to_owned())));
    assert_eq!(
        ask(Some("habour2024")).unwrap_err(),
        "`refs.bib` holds no entry `habour2024`; did you mean `harbour2024`?\n  harbour2024: A\n  bridge2023: B"
    );
    assert_eq!(
        ask(None).unwrap_err(),
        "`refs.bib` holds 2 entries: name one by its key\n  harbour2024: A\n  bridge2023: B"
    );
    let none = choose(Path::new("refs.bib"), bibtex::read("").unwrap(), Some("a")).unwrap_err();
    assert_eq!(none.to_string(), "`refs.bib` holds no entry");
}

#[test]
fn the_name_or_the_beginning_tells_the_format() {
    let is = |name: &str, text: &str, expected: Read| {
        reader(Path::new(name), text).is_some_and(|read| std::ptr::fn_addr_eq(read, expected))
    };
    assert!(is("a.BIB", "", bibtex::read) && is("a.json", "", csl::read) && is("a.ris", "", ris::read));
    assert!(is("a.txt", "\n@book{", bibtex::read) && is("a", " [", csl::read) && is("a", "TY  - BOOK", ris::read));
    assert!(reader(Path::new("a.docx"), "PK").is_none());
}

mod laws {
    use super::super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_makes_a_reader_panic(text in "[@{}a-z\"\\\\ =,\n\\[\\]:0-9A-Z<>/-]{0,200}") {
            for read in [bibtex::read as Read, csl::read, ris::read] {
                let _ = read(&text);
            }
        }

        #[test]
        fn no_field_of_bibtex_makes_its_reader_panic(
            name in "author|title|date|year|month|langid|url|doi|file|editor|pages|number|volume",
            value in "[a-zA-Z0-9,=&~^ \\\\'\"/{}$%:-]{0,40}|\\PC{0,20}",
        ) {
            let _ = bibtex::read(&format!("@misc{{a, {name} = {{{value}}}}}"));
        }

        #[test]
        fn no_line_of_ris_makes_its_reader_panic(values in proptest::collection::vec("[A-Z][A-Z0-9]  - ?\\PC{0,12}", 0..12)) {
            let _ = ris::read(&format!("TY  - BOOK\n{}\nER  - ", values.join("\n")));
        }
    }
}
