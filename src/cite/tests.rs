use std::sync::LazyLock;

use hayagriva::citationberg::json;
use proptest::prelude::*;

use super::Work;
use super::format::Formatter;
use crate::model::{CitationStyle, Name, PartialDate, PersonalName, SourceType};
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
    let work = Work { url: Some("https://orland.example/3".to_owned()), ..whole(SourceType::Article) };
    for (style, formatter) in &*EVERY {
        let reference = formatter.reference(&work).to_lowercase();
        assert!(reference.contains("institute of transport"), "{style}: {reference}");
        assert!(!reference.contains("style="), "{style}: {reference}");
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
        kind in 0_usize..31,
    ) {
        let work = Work { title, authors: vec![name.clone()], publisher, ..whole(SourceType::ALL[kind % SourceType::ALL.len()]) };
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
    (kind, text(), proptest::collection::vec(names, 0..4), text(), date(), languages, url, date()).prop_map(
        |(source_type, title, authors, publisher, date, language, url, accessed)| Work {
            title,
            authors,
            publisher,
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
        for work in [whole(*kind), bare(*kind)] {
            let (settled, all) = APA.lengths(&work);
            assert!(settled * 8 < all, "{kind:?}: {settled} of {all}");
        }
    }
}
