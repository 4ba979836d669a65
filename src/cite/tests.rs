use std::sync::LazyLock;

use hayagriva::citationberg::json;
use proptest::prelude::*;

use super::Work;
use super::format::Formatter;
use crate::model::{CitationStyle, Doi, Imprint, Name, Pages, PartialDate, PersonalName, SourceType};
use crate::resolve::Export;
use crate::syntax::Word as _;

/// A work of which all is known.
fn whole(source_type: SourceType) -> Work {
    let date = |written| PartialDate::parse(written).ok();
    Work {
        key: "three-ways".to_owned(),
        source_type,
        title: Some("Three Ways over the Orle".to_owned()),
        authors: vec![plain("Institute of Transport")],
        publisher: Some("Orland Press".to_owned()),
        imprint: Imprint::default(),
        date: date("2023-03-14"),
        language: Some("en".to_owned()),
        url: None,
        accessed: None,
    }
}

fn plain(name: &str) -> Name {
    Name::Plain(name.to_owned())
}

fn personal(family: &str, given: &str) -> Name {
    Name::Personal(PersonalName { family: family.to_owned(), given: Some(given.to_owned()), suffix: None })
}

/// A work of which only its type is known.
fn bare(source_type: SourceType) -> Work {
    Work { title: None, authors: Vec::new(), publisher: None, date: None, language: None, ..whole(source_type) }
}

/// A work with all that finds it in what it appeared in.
fn found(source_type: SourceType) -> Work {
    let text = |text: &str| Some(text.to_owned());
    let imprint = Imprint {
        container: text("Orland Review"),
        editors: vec![personal("Osei", "Marit")],
        edition: text("2"),
        volume: text("63"),
        issue: text("3"),
        number: text("T-12"),
        pages: Pages::parse("117-22"),
        doi: Doi::parse("10.1234/orle<3>"),
    };
    Work { imprint, authors: vec![personal("Voss", "Petra")], ..whole(source_type) }
}

fn formatter(style: &str) -> Formatter {
    Formatter::new(CitationStyle::find(style).unwrap(), "en").unwrap()
}

static APA: LazyLock<Formatter> = LazyLock::new(|| formatter("apa"));

fn apa(work: &Work) -> String {
    APA.reference(work)
}

#[test]
fn each_type_is_cited_in_its_own_way() {
    let check = |source_type, reference: &str| assert_eq!(apa(&whole(source_type)), reference, "{source_type:?}");
    let in_italics = "Institute of Transport. (2023). <em>Three Ways over the Orle</em>";
    let in_outlet = "Institute of Transport. (2023, March 14). Three Ways over the Orle. <em>Orland Press</em>.";
    check(SourceType::Article, in_outlet);
    check(SourceType::Newspaper, in_outlet);
    check(SourceType::Report, &format!("{in_italics}. Orland Press."));
    check(SourceType::Book, &format!("{in_italics}. Orland Press."));
    check(SourceType::Chapter, &format!("{in_italics}. Orland Press."));
    check(SourceType::Thesis, &format!("{in_italics}. Orland Press."));
    check(SourceType::Repository, &format!("{in_italics} [Computer software]. Orland Press."));
    let dated = "Institute of Transport. (2023, March 14). <em>Three Ways over the Orle</em>";
    check(SourceType::Web, &format!("{dated}. Orland Press."));
    check(SourceType::Post, &format!("{dated} [Online post]. Orland Press."));
    check(SourceType::Performance, &format!("{dated}. Orland Press."));
    check(SourceType::Legislation, "Three Ways over the Orle (2023).");
}

/// As the manuals of APA 7, Chicago and IEEE have them.
#[test]
fn articles_chapters_and_reports_are_found_by_volume_pages_and_doi() {
    let of = |source_type, imprint: Imprint| Work { imprint, publisher: None, ..found(source_type) };
    let Imprint { container, volume, issue, pages, doi, editors, edition, number } = found(SourceType::Article).imprint;
    let article = of(
        SourceType::Article,
        Imprint {
            container: container.clone(),
            volume,
            issue,
            pages: pages.clone(),
            doi: doi.clone(),
            ..Imprint::default()
        },
    );
    let chapter = of(SourceType::Chapter, Imprint { container, editors, pages, ..Imprint::default() });
    let chapter = Work { publisher: Some("Orland Press".to_owned()), ..chapter };
    let report = of(SourceType::Report, Imprint { number, doi, ..Imprint::default() });
    let report = Work { publisher: Some("Orland Press".to_owned()), ..report };
    let book = of(SourceType::Book, Imprint { edition, ..Imprint::default() });
    let book = Work { publisher: Some("Orland Press".to_owned()), ..book };
    let check = |style: &str, work: &Work, reference: &str| {
        assert_eq!(formatter(style).reference(work), reference, "{style}");
    };
    let doi = "<a href=\"https://doi.org/10.1234/orle%3C3%3E\">https://doi.org/10.1234/orle%3C3%3E</a>";
    let in_apa = "Voss, P. (2023). ";
    let found = "Three Ways over the Orle. <em>Orland Review</em>, <em>63</em>(3), 117–122.";
    check("apa", &article, &format!("{in_apa}{found} {doi}"));
    let found = "Three Ways over the Orle. In M. Osei (Ed.), <em>Orland Review</em> (pp. 117–122). Orland Press.";
    check("apa", &chapter, &format!("{in_apa}{found}"));
    check("apa", &report, &format!("{in_apa}<em>Three Ways over the Orle</em> (No. T-12). Orland Press. {doi}"));
    check("apa", &book, &format!("{in_apa}<em>Three Ways over the Orle</em> (2nd ed.). Orland Press."));
    let in_chicago = "Voss, Petra. 2023. “Three Ways over the Orle.”";
    check("chicago-author-date", &article, &format!("{in_chicago} <em>Orland Review</em> 63 (3): 117–22. {doi}."));
    let found = "In <em>Orland Review</em>, edited by Marit Osei. Orland Press.";
    check("chicago-author-date", &chapter, &format!("{in_chicago} {found}"));
    let found = "<em>Orland Review</em> 63, no. 3 (2023): 117–22.";
    check("chicago-notes", &article, &format!("Voss, Petra. “Three Ways over the Orle.” {found} {doi}."));
    let found = "<em>Orland Review</em>, vol. 63, no. 3, pp. 117–122, Mar. 2023, doi:";
    let doi = doi.replace(">https://doi.org/", ">");
    check("ieee", &article, &format!("P. Voss, “Three Ways over the Orle,” {found} {doi}."));
}

/// A magazine's article is cited by its date, as long as no volume or DOI says that it is a journal's.
#[test]
fn an_article_is_of_a_journal_by_its_volume_or_doi() {
    let of = |imprint| Work { imprint, ..whole(SourceType::Article) };
    let issue = of(Imprint { issue: Some("3".to_owned()), ..Imprint::default() });
    assert!(apa(&issue).contains("(2023, March 14)"), "{}", apa(&issue));
    for imprint in [
        Imprint { volume: Some("63".to_owned()), ..Imprint::default() },
        Imprint { doi: Doi::parse("10.1234/orle"), ..Imprint::default() },
    ] {
        let reference = apa(&of(imprint));
        assert!(reference.contains("(2023). Three Ways"), "{reference}");
    }
}

/// What an article appeared in is its container and, where no record says more, its publisher.
#[test]
fn a_publisher_stands_in_for_a_container() {
    let named = Imprint { container: Some("Orland Review".to_owned()), ..Imprint::default() };
    for (source_type, imprint, expected) in [
        (SourceType::Article, Imprint::default(), (Some("Orland Press"), None)),
        (SourceType::Article, named.clone(), (Some("Orland Review"), Some("Orland Press"))),
        (SourceType::Chapter, Imprint::default(), (None, Some("Orland Press"))),
        (SourceType::Chapter, named.clone(), (Some("Orland Review"), Some("Orland Press"))),
    ] {
        let work = Work { imprint, ..whole(source_type) };
        assert_eq!((work.container(), work.house()), expected, "{source_type:?}");
    }
    let alone = Work { publisher: None, imprint: named, ..whole(SourceType::Article) };
    assert_eq!(alone.unknown(), [""; 0]);
    assert_eq!(Work { source_type: SourceType::Chapter, ..alone }.unknown(), ["publisher"]);
}

#[test]
fn exports_name_what_a_work_appeared_in() {
    let bibtex = found(SourceType::Article).export(Export::Bibtex);
    let fields = "  editor = {Osei, Marit},\n  journal = {Orland Review},\n  edition = {2},\n  volume = {63},\n  \
                  number = {3},\n  eid = {T-12},\n  pages = {117--22},\n  publisher = {Orland Press},\n";
    assert!(bibtex.contains(fields) && bibtex.contains("  doi = {10.1234/orle<3>},\n"), "{bibtex}");
    let ris = found(SourceType::Article).export(Export::Ris);
    let lines = "ED  - Osei, Marit\r\nT2  - Orland Review\r\nET  - 2\r\nVL  - 63\r\nIS  - 3\r\nM1  - T-12\r\n\
                 SP  - 117\r\nEP  - 22\r\nPB  - Orland Press\r\n";
    assert!(
        ris.starts_with("TY  - JOUR\r\n") && ris.contains(lines) && ris.contains("DO  - 10.1234/orle<3>\r\n"),
        "{ris}"
    );
    let csl: serde_json::Value = serde_json::from_str(&found(SourceType::Article).export(Export::CslJson)).unwrap();
    let of = |key: &str| csl[0][key].as_str().unwrap_or_default().to_owned();
    let keys = ["type", "container-title", "edition", "volume", "issue", "number", "page", "publisher", "DOI"];
    let values =
        ["article-journal", "Orland Review", "2", "63", "3", "T-12", "117-22", "Orland Press", "10.1234/orle<3>"];
    assert_eq!(keys.map(of), values);
    assert_eq!(csl[0]["editor"], serde_json::json!([{ "family": "Osei", "given": "Marit" }]));
}

#[test]
fn styles_of_notes_of_numbers_and_of_dates_give_a_reference_that_stands_alone() {
    let check = |style: &str, reference: &str| {
        assert_eq!(formatter(style).reference(&whole(SourceType::Report)), reference, "{style}");
    };
    check("chicago-author-date", "Institute of Transport. 2023. <em>Three Ways over the Orle</em>. Orland Press.");
    check("chicago-notes", "Institute of Transport. <em>Three Ways over the Orle</em>. Orland Press, 2023.");
    check("ieee", "Institute of Transport, “Three Ways over the Orle,” Orland Press, Mar. 2023.");
    check("vancouver", "Institute of Transport. Three Ways over the Orle. Orland Press; 2023 Mar.");
}

/// Each that the program brings along can be read, and says what the work is called and by whom.
#[test]
fn every_style_gives_a_reference() {
    let url = || Some("https://orland.example/3".to_owned());
    for work in [
        Work { url: url(), ..whole(SourceType::Article) },
        Work { url: url(), authors: whole(SourceType::Web).authors, ..found(SourceType::Article) },
    ] {
        for (style, formatter) in &*EVERY {
            let reference = formatter.reference(&work).to_lowercase();
            assert!(reference.contains("institute of transport"), "{style}: {reference}");
            assert!(!reference.contains("style="), "{style}: {reference}");
            // Wherever a DOI is a link, it leads where it should.
            assert!(!reference.contains("href=\"https://doi.org/10.1234/orle&lt;"), "{style}: {reference}");
        }
    }
}

#[test]
fn what_is_unknown_stays_unknown() {
    let work = |authors: &[&str], title: Option<&str>| Work {
        authors: authors.iter().map(|&name| plain(name)).collect(),
        title: title.map(str::to_owned),
        ..bare(SourceType::Article)
    };
    assert_eq!(apa(&work(&[], Some("Traffic Count"))), "<em>Traffic Count</em>. (n.d.).");
    assert_eq!(apa(&work(&["J. Tamm"], None)), "J. Tamm. (n.d.).");
    assert_eq!(work(&["J. Tamm"], None).unknown(), ["title", "publisher", "date"]);
    assert!(!bare(SourceType::Article).is_nameable());
    let late = Work { date: PartialDate::parse("late 2024").ok(), ..work(&["J. Tamm"], None) };
    assert_eq!(apa(&late), "J. Tamm. (2024).");
}

#[test]
fn a_title_that_ends_its_sentence_ends_it_once() {
    let work = |title: &str| Work { title: Some(title.to_owned()), ..bare(SourceType::Book) };
    assert_eq!(apa(&work("Which way?")), "<em>Which way?</em> (n.d.).");
    assert_eq!(apa(&work("Which way")), "<em>Which way</em>. (n.d.).");
}

/// Nobody has said which part of a name is the family's, so none is turned round or cut to an initial.
#[test]
fn names_stand_as_they_are_written() {
    let by = |names: &[&str]| {
        let authors = names.iter().map(|&name| plain(name)).collect();
        apa(&Work { authors, ..bare(SourceType::Report) })
    };
    assert_eq!(by(&["Kim Jong Un"]), "Kim Jong Un. (n.d.).");
    assert_eq!(by(&["김정은"]), "김정은. (n.d.).");
    let ministry = "Ministry of Foreign Affairs, Republic of Korea";
    assert_eq!(by(&[ministry]), format!("{ministry}. (n.d.)."));
    assert_eq!(by(&["Petra Voss", "Nils Aaker"]), "Petra Voss, &amp; Nils Aaker. (n.d.).");
}

/// A name that is divided stands in each style as this has it; what is no person's is never divided.
#[test]
fn names_in_parts_stand_as_styles_turn_them() {
    let cited = |style: &str, authors: &[Name]| {
        formatter(style).reference(&Work { authors: authors.to_vec(), ..bare(SourceType::Report) })
    };
    let two = [personal("Weiß", "Anna"), personal("O'Brien", "Séan")];
    assert_eq!(cited("apa", &two), "Weiß, A., &amp; O&#39;Brien, S. (n.d.).");
    let mixed = [personal("van der Berg", "Anna Maria"), Name::Literal("Court of Auditors".to_owned())];
    assert_eq!(cited("apa", &mixed), "van der Berg, A. M., &amp; Court of Auditors. (n.d.).");
    assert_eq!(cited("chicago-author-date", &mixed), "Berg, Anna Maria van der, and Court of Auditors. n.d.");
    assert!(cited("ieee", &mixed).starts_with("A. M. van der Berg and Court of Auditors"));
    assert_eq!(cited("apa", &[personal("García de Paredes", "Juan")]), "García de Paredes, J. (n.d.).");
    assert_eq!(cited("apa", &[personal("Beethoven", "Ludwig van")]), "Beethoven, L. van. (n.d.).");
    assert_eq!(cited("apa", &[personal("김", "정은")]), "김정은. (n.d.).");
    let king = PersonalName {
        family: "King".to_owned(),
        given: Some("Martin Luther".to_owned()),
        suffix: Some("Jr.".to_owned()),
    };
    assert_eq!(cited("apa", &[Name::Personal(king)]), "King, M. L., Jr. (n.d.).");
}

#[test]
fn an_interval_is_a_range() {
    let check = |style: &str, source_type, written: &str, expected: &str| {
        let dated = Work { date: PartialDate::parse(written).ok(), ..whole(source_type) };
        let reference = formatter(style).reference(&dated);
        assert!(reference.contains(expected), "{style}, {written}: {reference}");
    };
    check("apa", SourceType::Report, "2017/2021", "Institute of Transport. (2017–2021). <em>Three");
    check("apa", SourceType::Report, "2023-12/2024-01", "(2023–2024).");
    check("apa", SourceType::Report, "2024-05/2024-07", "(2024).");
    check("apa", SourceType::Web, "2024-05/2024-07", "(2024, May–July).");
    check("apa", SourceType::Web, "2024-05-14/2024-05-16", "(2024, May 14–16).");
    check("chicago-author-date", SourceType::Report, "2017/2021", "Institute of Transport. 2017–2021. <em>Three");
    check("ieee", SourceType::Report, "2024-05-30/2024-06-02", "May–Jun. 2024.");
}

#[test]
fn words_follow_the_language_of_the_site() {
    let work = Work { authors: vec![plain("Petra Voss")], ..bare(SourceType::Report) };
    let german = Formatter::new(CitationStyle::APA, "de").unwrap().reference(&work);
    assert_eq!(german, "Petra Voss. (o.&#160;J.).".replace("&#160;", "\u{a0}"));
}

#[test]
fn text_is_text() {
    let work = Work {
        title: Some("<script>alert(1)</script> & “quotes” <i>x</i>".to_owned()),
        authors: vec![plain("<img src=x onerror=y>")],
        url: Some("https://e.example/?a=1&b=\"'".to_owned()),
        ..bare(SourceType::Web)
    };
    let reference = apa(&work);
    assert!(reference.starts_with("&lt;img src=x onerror=y&gt;. (n.d.). <em>&lt;script&gt;alert(1)"), "{reference}");
    assert!(reference.contains("<a href=\"https://e.example/?a=1&amp;b=&quot;&#39;\">"), "{reference}");
}

#[test]
fn exports_have_their_formats_forms() {
    let work = Work {
        title: Some("Costs & 50% of {Öre} -- a View".to_owned()),
        authors: vec![personal("Berg", "Åsa"), personal("van der Berg", "Anna"), plain("R&D_Lab")],
        date: PartialDate::parse("2023-03").ok(),
        url: Some("https://e.example/a_b%20c".to_owned()),
        ..whole(SourceType::Report)
    };
    let bibtex = "@report{three-ways,\n  author = {Berg, Åsa and van der Berg, Anna and {R\\&D\\_Lab}},\n  title = {Costs \\& 50\\% of \
                  {\\textbraceleft{}Öre\\textbraceright{}} -{}- a {View}},\n  institution = {Orland Press},\n  \
                  year = {2023},\n  month = {3},\n  langid = {en},\n  url = {https://e.example/a_b%20c},\n}\n";
    assert_eq!(work.export(Export::Bibtex), bibtex);
    let ris = "TY  - RPRT\r\nID  - three-ways\r\nAU  - Berg, Åsa\r\nAU  - van der Berg, Anna\r\nAU  - R&D_Lab\r\nTI  - Costs & 50% of {Öre} -- a \
               View\r\nPB  - Orland Press\r\nPY  - 2023\r\nDA  - 2023/03//\r\nLA  - en\r\nUR  - \
               https://e.example/a_b%20c\r\nER  - \r\n";
    assert_eq!(work.export(Export::Ris), ris);
    let csl: serde_json::Value = serde_json::from_str(&work.export(Export::CslJson)).unwrap();
    assert_eq!(csl[0]["issued"], serde_json::json!({ "date-parts": [[2023, 3]] }));
    let names = serde_json::json!([
        { "family": "Berg", "given": "Åsa" },
        { "non-dropping-particle": "van der", "family": "Berg", "given": "Anna" },
        { "literal": "R&D_Lab" },
    ]);
    assert_eq!(csl[0]["author"], names);
}

/// Others' readers take them: hayagriva's own, which convert what they read.
#[test]
fn others_read_the_exports() {
    let authors = vec![plain("Institute of Transport"), personal("van der Berg", "Anna")];
    let work = Work { authors, ..whole(SourceType::Report) };
    let library = hayagriva::io::from_biblatex_str(&work.export(Export::Bibtex)).unwrap();
    let entry = library.get("three-ways").unwrap();
    assert_eq!(entry.title().unwrap().to_string(), "Three Ways over the Orle");
    let authors = entry.authors().unwrap();
    assert_eq!(authors[0].name, "Institute of Transport");
    assert_eq!((authors[1].prefix.as_deref(), authors[1].name.as_str()), (Some("van der"), "Berg"));
    assert_eq!(entry.date().map(|date| (date.year, date.month)), Some((2023, Some(2))));
    let items: Vec<json::Item> = serde_json::from_str(&work.export(Export::CslJson)).unwrap();
    assert_eq!(items, [super::csl::items(&work).0]);
}

/// The elements of a reference; what else is between angle brackets counts as one too.
fn elements(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|rest| rest.split(['>', ' ']).next().unwrap_or("")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_that_a_record_holds_becomes_markup_or_a_panic(
        title in proptest::option::of("\\PC{0,24}"),
        name in any_name("\\PC{0,16}"),
        publisher in proptest::option::of("\\PC{0,16}"),
        imprint in any_imprint("\\PC{0,12}"),
        kind in 0_usize..31,
    ) {
        let work = Work { title, authors: vec![name.clone()], publisher, imprint, ..whole(SourceType::ALL[kind % SourceType::ALL.len()]) };
        let html = apa(&work);
        for element in elements(&html) {
            prop_assert!(["em", "/em", "b", "/b", "u", "/u", "sup", "/sup", "sub", "/sub", "span", "/span", "a", "/a"]
                .contains(&element), "{html}");
        }
        for export in Export::ALL {
            prop_assert!(!work.export(export).is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// The law of `settle`: a style that was cut to the shape of a work says of it what the whole style does.
    #[test]
    fn a_settled_style_says_what_the_whole_style_says(work in any_work(), nth in 0_usize..8) {
        let others = EVERY.iter().skip(nth).step_by(8).map(|(_, formatter)| formatter);
        for formatter in USUAL.iter().chain(others) {
            prop_assert_eq!(formatter.reference(&work), formatter.unsettled(&work));
        }
    }
}

/// The styles in use most, for an English and a German site.
static USUAL: LazyLock<Vec<Formatter>> = LazyLock::new(|| {
    let styles = ["apa", "chicago-author-date", "chicago-notes", "modern-language-association", "vancouver", "ieee"];
    let styles = styles.iter().filter_map(|style| CitationStyle::find(style));
    styles.flat_map(|style| ["en", "de"].map(|language| Formatter::new(style, language).unwrap())).collect()
});

/// All styles, for an English site.
static EVERY: LazyLock<Vec<(&str, Formatter)>> =
    LazyLock::new(|| CitationStyle::all().map(|style| (style.name(), formatter(style.name()))).collect());

/// A name of any sort, of texts of one.
fn any_name(text: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = Name> {
    let part = proptest::option::of(text.clone());
    let parts =
        (text.clone(), part.clone(), part).prop_map(|(family, given, suffix)| PersonalName { family, given, suffix });
    prop_oneof![text.prop_map(Name::Plain), parts.prop_map(Name::Personal)]
}

/// What a work appeared in, of texts of one sort.
fn any_imprint(text: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = Imprint> {
    let number = || proptest::option::weighted(0.5, prop_oneof![2 => any_number(), 1 => text.clone()]);
    let pages = [
        "7",
        "117-22",
        "12–19, 25",
        "xii–xx",
        "e0104",
        "S1-S9",
        "99999999999-100000000000",
        "1a-1b",
        "100-7",
        "0012–0019",
        "000-00",
        "é1-é9",
        "²-٣",
        "1.2:3/4*",
    ];
    let pages = proptest::option::of(proptest::sample::select(pages.to_vec()).prop_map(|it| Pages::parse(it).unwrap()));
    let dois = ["10.1234/orle", "10.1002/(SICI)1<1::A>3.0.CO;2-1", "10.1234/?"];
    let doi = proptest::option::of(proptest::sample::select(dois.to_vec()).prop_map(|it| Doi::parse(it).unwrap()));
    let editors = proptest::collection::vec(any_name(text.clone()), 0..3);
    (proptest::option::of(text.clone()), editors, number(), number(), number(), number(), pages, doi).prop_map(
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

/// Numbers as they stand in records, and as nobody should write them.
fn any_number() -> impl Strategy<Value = String> {
    let numbers = [
        "1",
        "2",
        "63",
        "12–14",
        "1/2",
        "S1",
        "XII",
        "2nd",
        "Revised",
        "-5",
        "0",
        "1,,2",
        "1-",
        "2147483648",
        "٣",
        "&",
        "3 & 4",
    ];
    proptest::sample::select(numbers.to_vec()).prop_map(str::to_owned)
}

/// Works of all types, with values that styles take apart: marks at either end, numbers, names in other scripts.
fn any_work() -> impl Strategy<Value = Work> {
    let text = || {
        let odd =
            proptest::sample::select(vec!["Which way?", "12", "1a", "“Quoted,” she said", "3–4", "...a b.", "?", " "]);
        proptest::option::weighted(
            0.7,
            prop_oneof![2 => "[A-Z][a-z]{1,8} [a-z]{1,8}", 2 => odd.prop_map(str::to_owned), 1 => "\\PC{0,12}"],
        )
    };
    let names = prop_oneof![4 => "[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}", 1 => Just("김정은".to_owned()), 1 => Just("von".to_owned()), 1 => "\\PC{1,8}"];
    let names = any_name(names);
    let date = || {
        let written = ["1990", "2024-03", "2023-12-31", "late 2024", "2023/2024", "2024-05/2024-06", "0099-01-01"];
        proptest::option::weighted(
            0.7,
            proptest::sample::select(written.to_vec()).prop_map(|d| PartialDate::parse(d).unwrap()),
        )
    };
    let kind = proptest::sample::select(SourceType::ALL.to_vec());
    let languages = proptest::option::of(proptest::sample::select(vec!["en", "de", "ko-KR"]).prop_map(str::to_owned));
    let url = proptest::option::of(Just("https://orland.example/3".to_owned()));
    let imprint = prop_oneof![1 => Just(Imprint::default()), 3 => any_imprint("[A-Z][a-z]{1,8}")];
    let published = (text(), imprint);
    (kind, text(), proptest::collection::vec(names, 0..4), published, date(), languages, url, date()).prop_map(
        |(source_type, title, authors, (publisher, imprint), date, language, url, accessed)| Work {
            title,
            authors,
            publisher,
            imprint,
            date,
            language,
            url,
            accessed,
            ..whole(source_type)
        },
    )
}

/// Otherwise the law above would hold of a style that nothing was cut from.
#[test]
fn most_of_a_style_is_settled_before_a_work_is_formatted() {
    for kind in SourceType::ALL {
        // Whether what it holds is a number, the formatter alone can tell.
        for (work, least) in [(whole(*kind), 8), (bare(*kind), 8), (found(*kind), 6)] {
            let (settled, all) = APA.lengths(&work);
            assert!(settled * least < all, "{kind:?}: {settled} of {all}");
        }
    }
}
