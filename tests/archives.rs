//! Archives in HTML and PDF, from their bytes to proofs.

#![expect(clippy::unwrap_used, reason = "a test whose archive cannot be read has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use sourcebook::diagnostic::Diagnostics;
use sourcebook::evidence::{
    BlockKind, Extracted, Format, Lock, Match, Outcome, Proof, Quotation, SourceToVerify, Unreadable, Verifying,
    extract, verify,
};
use sourcebook::files::{ArchiveFolders, Files};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/archives")
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

fn read(name: &str) -> Extracted {
    extract(bytes(name), Format::of_name(name)).unwrap()
}

/// The blocks on lines of their own: pages, then headings with their rank, line ends shown as spaces.
fn shown(extracted: &Extracted) -> Vec<String> {
    let block = |block: &sourcebook::evidence::Block| {
        let words = extracted.text[block.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let rank = match block.kind {
            BlockKind::Heading(rank) => format!("{} ", "#".repeat(rank.into())),
            BlockKind::Paragraph => String::new(),
        };
        let page = block.page.map_or(String::new(), |page| format!("{page}: "));
        format!("{page}{rank}{words}")
    };
    extracted.blocks.iter().map(block).collect()
}

/// What becomes of excerpts of an archive.
fn proofs(archive: &str, excerpts: &[&str]) -> (Vec<Proof>, Diagnostics) {
    let mut files = Files::default();
    let file = files.add("source.md", String::new());
    let span = sourcebook::files::Span { file, start: 0, end: 0 };
    let quotation = |(ordinal, exact): (usize, &&'static str)| Quotation {
        claim: "s/c",
        ordinal,
        exact,
        prefix: None,
        suffix: None,
        section: None,
        span,
    };
    let excerpts: Vec<&'static str> = excerpts.iter().map(|words| &*words.to_string().leak()).collect();
    let quotations = excerpts.iter().enumerate().map(quotation).collect();
    let source =
        SourceToVerify { id: "s", archive: Some(archive), archive_span: None, span, has_address: true, quotations };
    let mut sink = Diagnostics::new();
    let verified = verify(
        &[source],
        &ArchiveFolders::new([folder()]),
        &Lock::default(),
        None,
        &mut Verifying::default(),
        &mut sink,
    )
    .unwrap();
    (verified.sources[0].proofs.clone(), sink)
}

const EXACT: Outcome = Outcome::Proved(Match::Exact);
const NORMALISED: Outcome = Outcome::Proved(Match::Normalised);

/// Outcome, page, paragraph and section of an excerpt.
#[track_caller]
fn check(archive: &str, excerpt: &str, outcome: Outcome, locator: &str) {
    let (proofs, sink) = proofs(archive, &[excerpt]);
    let shown = proofs[0].proved().map_or(String::new(), |proved| proved.locator.to_string());
    assert_eq!((proofs[0].outcome(), shown.as_str()), (outcome, locator), "{excerpt}: {sink:?}");
}

#[test]
fn a_page_of_html_is_read_as_a_reader_does() {
    assert_eq!(
        shown(&read("page.html")),
        [
            "# The bell of the outer harbour",
            "By a keeper, 3 May",
            "The bell was cast in 1887, it weighs 412 kilograms, and it has been rung on 9,310 nights. Nobody has ever \
             heard it from the main\u{ad}land.",
            "## Why it is rung",
            "It is not rung for ships, which have radar, but for the ferry — a “promise”, as the statutes put it.",
            "in fog, every two minutes;",
            "in ice, every five.",
            "Nights by year",
            "Year",
            "Nights",
            "1990",
            "88",
            "## What it costs",
            "The rope is never replaced each spring, at 40–60 crowns; the bellringer’s pay is H2O and bread.",
            "Corrected on 4 May.",
        ]
    );
}

#[test]
fn excerpts_of_html_are_proved_with_their_sections() {
    let costs = "paragraph 11, in “What it costs”";
    check("page.html", "at 40–60 crowns; the bellringer’s pay", EXACT, costs);
    check("page.html", "at 40-60 crowns; the bellringer's pay", NORMALISED, costs);
    check("page.html", "heard it from the mainland", NORMALISED, "paragraph 2, in “The bell of the outer harbour”");
    check(
        "page.html",
        "rung on 9,310 nights. Nobody has ever",
        EXACT,
        "paragraph 2, in “The bell of the outer harbour”",
    );
    check("page.html", "An earlier version", Outcome::Missing, "");
    check("page.html", "Lighthouse Quarterly", Outcome::Missing, "");
    check("page.html", "rung on 9,311 nights", Outcome::Missing, "");
}

#[test]
fn a_pdf_of_two_columns_is_read_in_order() {
    let extracted = read("harbour.pdf");
    insta::assert_snapshot!(shown(&extracted).join("\n"));
}

#[test]
fn a_pdf_with_ligatures_hyphens_and_running_heads_is_read_as_a_reader_does() {
    // `standard.pdf` names one of the fonts that every reader has, and holds none.
    let (letter, standard) = (shown(&read("letter.pdf")), shown(&read("standard.pdf")));
    assert_eq!(letter[..4], standard[..4]);
    assert_eq!(
        letter,
        [
            "1: # The keeper's letter",
            "1: The first lamp was lit in the year of the great storm, and the cooperation of both villages was needed to \
             carry the oil. A second-strike of the same bell told the boats that the harbour was closed.",
            "1: One strike means fog, a second means ice. The keepers have never agreed whether the third means anything \
             at all; the keeper before last maintained that it called him to supper, and no record contradicts him. The \
             office paid 40 to 60 crowns a year, which was not enough.",
            "3: Nothing else is known about the lamp, apart from its colour.",
            "3: The of\u{ad}fice has asked for a new one: it should be green, despite the cost.",
        ]
    );
}

#[test]
fn excerpts_of_a_pdf_are_proved_with_their_pages() {
    let first = "paragraph 1, page 1, in “The keeper's letter”";
    check("letter.pdf", "the cooperation of both villages", EXACT, first);
    check("letter.pdf", "A second-strike of the same bell", EXACT, first);
    check("letter.pdf", "The first lamp was lit", EXACT, first);
    check("letter.pdf", "the keeper before last maintained", EXACT, "paragraph 2, page 1, in “The keeper's letter”");
    check("letter.pdf", "it should be green, despite the cost", EXACT, "paragraph 4, page 3, in “The keeper's letter”");
    check("letter.pdf", "paid 40 to 61 crowns", Outcome::Missing, "");
    check("letter.pdf", "Letters of the lighthouse keepers", Outcome::Missing, "");
    check(
        "harbour.pdf",
        "exempted by an earlier harbour master",
        EXACT,
        "paragraph 5, page 1, in “What the counting found”",
    );
}

#[test]
fn a_sealed_pdf_is_read_and_held_to_the_same_bounds() {
    check("sealed.pdf", "The office of the sealed letter", EXACT, "paragraph 1, page 1");
    assert_eq!(extract(bytes("sealed-shared.pdf"), Format::Pdf), Err(Unreadable::TooLarge));
}

#[test]
fn a_pdf_without_text_says_why_and_what_to_do() {
    let of = |name: &str| extract(bytes(name), Format::Pdf);
    assert_eq!(of("picture.pdf"), Err(Unreadable::Pictures));
    assert_eq!(of("locked.pdf"), Err(Unreadable::Encrypted));
    assert_eq!(of("page.html"), Err(Unreadable::Damaged));
    let (proofs, sink) = proofs("picture.pdf", &["any words"]);
    assert_eq!(proofs[0], Proof::Unchecked);
    let report = format!("{sink:?}");
    assert!(report.contains("unreadable-archive") && report.contains("text recognition"), "{report}");
}

/// Flips bytes, takes a part out, and cuts the end off.
fn damaged(
    mut bytes: Vec<u8>,
    flips: &[(prop::sample::Index, u8)],
    gap: &(prop::sample::Index, usize),
    end: usize,
) -> Vec<u8> {
    for (at, value) in flips {
        let at = at.index(bytes.len());
        bytes[at] = *value;
    }
    let start = gap.0.index(bytes.len());
    bytes.drain(start..(start + gap.1).min(bytes.len()));
    bytes.truncate(bytes.len().saturating_sub(end));
    bytes
}

fn keeps_its_promises(extracted: &Extracted) {
    let mut end = 0;
    for block in &extracted.blocks {
        assert!(block.range.start >= end && !extracted.text[block.range.clone()].trim().is_empty());
        end = block.range.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn damaged_archives_never_panic(
        name in prop::sample::select(vec!["page.html", "letter.pdf", "harbour.pdf", "locked.pdf", "sealed.pdf"]),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..24),
        gap in (any::<prop::sample::Index>(), prop_oneof![Just(0_usize), 1..400_usize]),
        end in prop_oneof![Just(0_usize), 0..3_000_usize],
    ) {
        let bytes = damaged(bytes(name), &flips, &gap, end);
        if let Ok(extracted) = extract(bytes, Format::of_name(name)) {
            keeps_its_promises(&extracted);
        }
    }

    #[test]
    fn any_markup_is_read(html in "(<[/]?(p|b|i|a href=#|table|tr|td|sup|form|main|article|template|svg|select|option|li|h2|q|br)>|[a-c &;\n]|<!--|-->|<[!/?a-z]){0,60}") {
        if let Ok(extracted) = extract(html, Format::Html) {
            keeps_its_promises(&extracted);
        }
    }
}
