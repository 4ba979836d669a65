//! The layer as its callers see it: sources and archives in, proofs, lock and diagnostics out.

mod laws;
mod seen;

use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::*;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::files::{ArchiveFolders, Files, Span, write_atomically};

const ARCHIVE: &str = "It does not have a credible second-strike capability, they said in 2019.\n\nThe small deal\nThe \
    “small deal” freezes the pro\u{ad}gram – for 50 percent relief.\nThe deal lasts.\n\nNobel dreams\nThe deal ends here.\n";

const EXACT: Outcome = Outcome::Proved(Match::Exact);
const NORMALISED: Outcome = Outcome::Proved(Match::Normalised);
const ELIDED: Outcome = Outcome::Proved(Match::Elided);

const FIRST_DAY: Date = date(2026, 8, 1);
const LATER: Date = date(2026, 9, 9);

/// A site of one source, `s`, whose excerpts are claims `s/c0`, `s/c1`, …
struct Site {
    folder: TempDir,
    name: Option<&'static str>,
    quotes: Vec<Wanted<'static>>,
    lock: Lock,
    today: Option<Date>,
}

struct Result {
    verified: Verified,
    /// `code: message | label | note | help | …`
    reports: Vec<String>,
}

impl Site {
    fn new(archive: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_atomically(&folder.path().join("a.txt"), archive.as_bytes()).unwrap();
        Self { folder, name: Some("a.txt"), quotes: Vec::new(), lock: Lock::default(), today: Some(FIRST_DAY) }
    }

    fn quote(mut self, exact: &'static str) -> Self {
        self.quotes.push(Wanted { exact, ..Wanted::default() });
        self
    }

    fn archive(self, text: &str) -> Self {
        write_atomically(&self.folder.path().join("a.txt"), text.as_bytes()).unwrap();
        self
    }

    fn no_archive(mut self) -> Self {
        self.folder = tempfile::tempdir().unwrap();
        self
    }

    fn on(mut self, today: Option<Date>) -> Self {
        self.today = today;
        self
    }

    /// Verifies, and takes over the new lock by way of its file.
    fn locked(mut self) -> Self {
        let mut sink = Diagnostics::new();
        let text = self.verify().verified.lock.to_string();
        let mut files = Files::default();
        self.lock = Lock::parse(files.add(LOCK_FILE, text.as_str()), &text, &mut sink);
        assert!(sink.is_empty());
        self
    }

    fn verify(&self) -> Result {
        let mut files = Files::default();
        let file = files.add("content/sources/s.yaml", "archive: a.txt\nquotes");
        let claims: Vec<String> = (0..self.quotes.len()).map(|index| format!("s/c{index}")).collect();
        let quotations = self
            .quotes
            .iter()
            .zip(&claims)
            .enumerate()
            .map(|(ordinal, (wanted, claim))| Quotation {
                claim,
                ordinal,
                exact: wanted.exact,
                prefix: wanted.prefix,
                suffix: wanted.suffix,
                section: wanted.section,
                span: Span::new(file, 15, 21),
            })
            .collect();
        let source = SourceToVerify {
            id: "s",
            archive: self.name,
            archive_span: Some(Span::new(file, 9, 14)),
            span: Span::new(file, 0, 7),
            has_address: true,
            quotations,
        };
        let mut sink = Diagnostics::new();
        let archives = ArchiveFolders::new([self.folder.path().to_path_buf()]);
        let verified =
            verify(&[source], &archives, &self.lock, self.today, &mut Verifying::default(), &mut sink).unwrap();
        Result { verified, reports: sink.iter().map(shown).collect() }
    }
}

fn shown(found: &Diagnostic) -> String {
    let labels = found.labels.iter().map(|label| label.text.as_str()).filter(|text| !text.is_empty());
    let parts: Vec<&str> = labels.chain(found.notes.iter().chain(&found.help).map(String::as_str)).collect();
    format!("{}: {} | {}", found.code.name, found.message, parts.join(" | "))
}

impl Result {
    fn proofs(&self) -> &[Proof] {
        &self.verified.sources[0].proofs
    }

    fn outcomes(&self) -> Vec<Outcome> {
        self.proofs().iter().map(Proof::outcome).collect()
    }

    #[track_caller]
    fn reports_only(&self, code: &str) -> &str {
        assert_eq!(self.reports.len(), 1, "{:#?}", self.reports);
        assert!(self.reports[0].starts_with(&format!("{code}: ")), "{}", self.reports[0]);
        &self.reports[0]
    }
}

fn proved_site() -> Site {
    Site::new(ARCHIVE)
        .quote("credible second-strike capability")
        .quote("freezes the program — for 50 percent")
        .quote("small deal … lasts")
        .quote("The deal ends")
}

#[test]
fn a_proof_says_how_where_when_and_against_what() {
    let result = proved_site().verify();
    assert_eq!(result.reports, Vec::<String>::new());
    assert_eq!(result.outcomes(), [EXACT, NORMALISED, ELIDED, EXACT]);
    let proved: Vec<&Proved> = result.proofs().iter().filter_map(Proof::proved).collect();
    let elided = proved[2];
    assert_eq!(elided.locator.to_string(), "paragraph 2, in “The small deal”");
    assert_eq!(elided.parts.iter().map(|part| part.paragraph).collect::<Vec<_>>(), [Some(2), Some(3)]);
    assert_eq!(elided.verified, Some(FIRST_DAY));
    let text = ArchiveText::new(extract(ARCHIVE, Format::Plain).unwrap());
    let points: Vec<char> = text.normal().chars().collect();
    let words =
        |range: &std::ops::Range<u32>| -> String { points[range.start as usize..range.end as usize].iter().collect() };
    assert_eq!(words(&elided.parts[0].position), "small deal");
    assert_eq!(words(&proved[1].position), "freezes the program-for 50 percent");
    let record = result.verified.sources[0].archive.clone().unwrap();
    let sections: Vec<_> = record.sections.iter().map(|it| (it.heading.as_str(), it.paragraph)).collect();
    assert_eq!(record.sha256.len(), 64);
    assert_eq!((record.paragraphs, sections), (4, vec![("The small deal", 2), ("Nobel dreams", 4)]));
}

#[test]
fn the_same_comes_out_with_the_archives_and_without() {
    let site = proved_site().locked().on(Some(LATER));
    let with = site.verify();
    let without = site.no_archive().verify();
    assert_eq!(with.reports, Vec::<String>::new());
    assert_eq!(without.reports, Vec::<String>::new());
    assert_eq!(with.verified, without.verified);
    assert!(with.verified.changes.is_empty());
    assert_eq!(with.proofs()[0].proved().unwrap().verified, Some(FIRST_DAY));
}

#[test]
fn a_missing_excerpt_shows_the_nearest_passage_what_differs_and_the_way_out() {
    for (exact, expected) in [
        ("does have a credible second-strike", "the excerpt leaves out “not” after “does”"),
        ("does not have a credible first-strike", "the archive has “second”, the excerpt “first”"),
        ("not have a Credible second-strike", "the archive has “credible”, the excerpt “Credible”: letter case counts"),
        ("they said in 2018", "the archive has “2019”, the excerpt “2018”"),
        ("a truly credible second-strike", "the archive does not have “truly” there"),
        ("credible second-strike capability they said", "only punctuation differs"),
        ("for 50 percent relief. The deal", "run from one paragraph into the next"),
        ("they said in 2018", "if that passage is meant, write: they said in 2019"),
        ("they said in 2018", "in paragraph 1: “they said in 2019”"),
        ("freezes the programme – for 50 percent", "write: freezes the program – for 50 percent"),
        ("small deal … lasted long", "its part “lasted long” is not in `a.txt`"),
        ("about something else altogether", "copy the words from the archive"),
        ("“large deal” freezes", "if that passage is meant, write: “small deal” freezes"),
        ("deal lasts … end here", "write that part as: ends here"),
        ("ends … freezes", "nowhere in this order in one section"),
        ("redible second-strike", "only as part of longer words"),
        ("[…]", "there are no words in it"),
    ] {
        let result = Site::new(ARCHIVE).quote(exact).verify();
        assert_eq!(result.outcomes(), [Outcome::Missing]);
        let report = result.reports_only("missing-excerpt");
        assert!(report.contains("`s/c0`") && report.contains(expected), "{report}");
    }
}

#[test]
fn a_report_quotes_little_of_an_archive() {
    let words: Vec<String> = (0..200).map(|number| format!("word{number}")).collect();
    let mut quote = words[20..70].to_vec();
    quote[10] = "other".to_owned();
    let result = Site::new(&format!("{}.", words.join(" "))).quote(quote.join(" ").leak()).verify();
    let report = result.reports_only("missing-excerpt");
    assert!(report.contains("word20") && report.matches("word").count() <= 30, "{report}");
}

#[test]
fn an_ambiguous_excerpt_lists_its_places() {
    let mut site = Site::new(ARCHIVE).quote("The deal");
    let report = site.verify().reports_only("ambiguous-excerpt").to_owned();
    for place in
        ["paragraph 3, in “The small deal”, before “lasts.”", "paragraph 4, in “Nobel dreams”, before “ends here.”"]
    {
        assert!(report.contains(&format!("it stands in {place} |")), "{report}");
    }
    site.quotes[0].section = Some("Nobel dreams");
    assert_eq!(site.verify().outcomes(), [EXACT]);
    site.quotes[0].section = Some("Nobel dream");
    let report = site.verify().reports_only("missing-excerpt").to_owned();
    assert!(
        report.contains("not with `section: Nobel dream`") && report.contains("there is a section “Nobel dreams”"),
        "{report}"
    );
    site.quotes[0] = Wanted { exact: "deal", prefix: Some("“small"), ..Wanted::default() };
    assert_eq!(site.verify().outcomes(), [EXACT]);
}

#[test]
fn unchecked_is_one_warning_a_source() {
    let result = proved_site().no_archive().verify();
    let report = result.reports_only("unchecked-source");
    assert!(report.contains("the 4 excerpts of this source are unchecked") && report.contains("`a.txt`"), "{report}");
    assert_eq!(result.outcomes(), [Outcome::Unchecked; 4]);
    let mut site = proved_site();
    site.name = None;
    assert!(site.verify().reports_only("unchecked-source").contains("it names no archive"));
    site.quotes.clear();
    assert_eq!(site.verify().reports, Vec::<String>::new());
}

#[test]
fn without_the_archive_the_lock_vouches_for_no_other_words() {
    let mut site = proved_site().locked().no_archive();
    site.quotes[0].exact = "credible first-strike capability";
    let result = site.verify();
    assert!(result.reports_only("unproved-excerpt").contains("`s/c0`"));
    assert_eq!(result.outcomes()[..2], [Outcome::Unchecked, NORMALISED]);
    assert!(result.verified.changes.is_empty(), "the lock keeps what it knew");

    let mut site = proved_site().locked().no_archive();
    site.quotes[3].prefix = Some("x");
    site.verify().reports_only("unproved-excerpt");

    let site = proved_site().locked().no_archive().quote("a claim that is new");
    assert!(site.verify().reports_only("unchecked-source").contains("1 of the 5 excerpts of this source is unchecked"));

    let mut site = proved_site().locked().no_archive();
    site.name = Some("b.txt");
    assert_eq!(site.verify().outcomes(), [Outcome::Unchecked; 4]);
}

#[test]
fn words_stay_proved_when_their_claim_is_renamed_or_gone() {
    let mut site = proved_site().locked().no_archive();
    site.quotes.remove(0);
    let result = site.verify();
    assert_eq!(result.reports, Vec::<String>::new());
    assert_eq!(result.outcomes(), [NORMALISED, ELIDED, EXACT]);
    assert!(!result.verified.changes.is_empty());
    assert_eq!(result.verified.lock.sources["s"].excerpts.len(), 3);
}

#[test]
fn a_changed_archive_shows_what_moved_changed_and_is_gone() {
    let later = ARCHIVE
        .replace("in 2019.", "in 2019.\nA paragraph more, with a few words.")
        .replace("pro\u{ad}gram – for", "program — for")
        .replace("The deal ends", "The accord ends");
    let site = proved_site().locked().on(Some(LATER)).archive(&later);
    let result = site.verify();
    assert_eq!(result.outcomes(), [EXACT, EXACT, ELIDED, Outcome::Missing]);
    let drift = result.reports.iter().find(|report| report.starts_with("changed-archive: ")).unwrap();
    for expected in [
        "no longer proved: `s/c3` “The deal ends” (missing)",
        "proved differently: `s/c1` “freezes the program — for 50 percent” (exact, was normalised)",
        "moved: `s/c2` “small deal … lasts” (paragraph 2, in “The small deal” → paragraph 3, in “The small deal”)",
        "still where they stood: 1 of 4",
    ] {
        assert!(drift.contains(expected), "{drift}");
    }
    assert!(result.verified.changes.is_empty(), "a source with an excerpt that is gone keeps its entries");

    let site = proved_site().locked().on(Some(LATER)).archive(&later.replace("accord", "deal"));
    let result = site.verify();
    result.reports_only("changed-archive");
    let changes: Vec<String> = result.verified.changes.iter().map(ToString::to_string).collect();
    assert_eq!(changes[0], "archive of s: changed");
    assert_eq!(changes.len(), 5);
    assert_eq!(result.proofs()[0].proved().unwrap().verified, Some(LATER));
    assert_eq!(site.locked().verify().reports, Vec::<String>::new());
}

#[test]
fn archives_that_cannot_be_searched_are_named_with_the_formats_that_can() {
    let mut site = proved_site();
    for (name, code) in
        [("a.pdf", "unreadable-archive"), ("a.docx", "unreadable-archive"), ("../a.txt", "unusable-name")]
    {
        if !name.starts_with("..") {
            write_atomically(&site.folder.path().join(name), b"x").unwrap();
        }
        site.name = Some(name);
        let result = site.verify();
        let report = result.reports_only(code);
        assert!(name != "a.docx" || report.contains("Markdown (.md), HTML (.html) and PDF (.pdf)"), "{report}");
        assert_eq!(result.outcomes(), [Outcome::Unchecked; 4]);
    }
    write_atomically(&site.folder.path().join("latin.txt"), b"caf\xe9").unwrap();
    site.name = Some("latin.txt");
    assert!(site.verify().reports_only("unreadable-archive").contains("byte 3"));
}
