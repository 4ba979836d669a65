//! Hostile texts: time and memory follow the length of the text, and nothing recurses.

use std::time::{Duration, Instant};

use super::parsed;
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::markdown::reader::{SIGNS, signs};
use crate::markdown::{Body, KnownLines, parse};

/// Every text holds about this many of what it is made of.
const MANY: usize = 10_000;

fn repeated(parts: &[(&str, usize)]) -> String {
    parts.iter().map(|(part, times)| part.repeat(*times)).collect()
}

fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

/// Far more than any of the texts takes in a slow build, far less than anything quadratic would.
fn within_bounds(name: &str, text: &str) {
    let start = Instant::now();
    let parsed = parsed(text);
    assert_eq!(parsed.document.standings().len(), parsed.document.units.len());
    let html = parsed.html();
    let taken = start.elapsed();
    assert!(taken < Duration::from_secs(8), "{name}: {taken:?}");
    assert!(html.len() < 400 * text.len() + 1_000, "{name}: {} bytes from {}", html.len(), text.len());
}

#[test]
fn ten_thousand_levels() {
    let levels = MANY;
    for (name, text) in [
        ("quotes", repeated(&[("> ", levels), ("x", 1)])),
        ("lists", repeated(&[("- ", levels), ("x\n", 1), ("\n", levels)])),
        ("mixed", repeated(&[("> - 1. ", levels), ("x", 1)])),
        ("judgements", repeated(&[("> ", levels), ("[!JUDGEMENT] x", 1)])),
        ("definitions", repeated(&[("x\n", 1), (": ", levels), ("x", 1)])),
        ("footnotes", numbered(levels, |index| format!("[^{index}]: "))),
        ("brackets", repeated(&[("[", levels), ("x", 1), ("]", levels)])),
        ("record links", repeated(&[("[[", levels), ("x", 1), ("]]", levels)])),
        ("embeds", repeated(&[("![[", levels), ("x", 1), ("]]", levels)])),
        ("citations", repeated(&[("[@a/b ", levels), ("]", levels)])),
        ("citations as references", repeated(&[("![@a ", levels), ("][r]", levels)])),
        ("likelihoods as references", repeated(&[("[~a ", levels), ("][r]", levels)])),
        ("images", repeated(&[("![", levels), ("](/x)", levels)])),
        ("emphasis", repeated(&[("*a **b ", levels), ("c** d* ", levels)])),
    ] {
        within_bounds(name, &text);
    }
}

#[test]
fn many_of_everything() {
    let many = 2 * MANY;
    for (name, text) in [
        ("links", "[a](/b) ".repeat(many)),
        ("unclosed links", "[a](<".repeat(many)),
        ("citations", "[@a/b; @c/d] ".repeat(many)),
        ("unclosed citations", "[@a".repeat(many)),
        ("record links", "[[a|b]] ".repeat(many)),
        ("fragments", "[a](#b) ".repeat(many)),
        ("fragments and headings", numbered(MANY, |index| format!("# h{index}\n[a](#b{index})\n"))),
        ("equal headings", "# a\n".repeat(many)),
        ("equal ids", "# a {#b}\n".repeat(many)),
        ("references to a note", repeated(&[("[^1]", many), ("\n\n[^1]: x", 1)])),
        ("references to nothing", "[^1] ".repeat(many)),
        ("sentences", "U.S. The. ".repeat(many)),
        ("sentences without a space", "U.S.가?A".repeat(many)),
        ("closing brackets", repeated(&[("a.", 1), (")", 10 * many)])),
        ("HTML", "<a>".repeat(many)),
        ("words of boxes", "> [!FOO]\n> x\n\n".repeat(MANY)),
        ("code blocks", "```rust\nfn a() {}\n```\n".repeat(MANY)),
        ("columns", repeated(&[("|a", MANY), ("|\n", 1), ("|-", MANY), ("|\n", 1), ("|b|\n", MANY)])),
        ("rows", repeated(&[("|a|b|\n|-|-|\n", 1), ("|a [@x/y]|b. C|\n", many)])),
        ("introductions", numbered(400, |depth| format!("{}- a:\n", "  ".repeat(depth)))),
    ] {
        within_bounds(name, &text);
    }
}

/// As much code as one document may have highlighted. No line occurs twice, or it would not be read twice.
#[test]
fn code_against_its_grammar() {
    for (language, part) in
        [("less", "-a"), ("less", "a-"), ("scala", "@"), ("bash", "0"), ("cs", "0"), ("py", "{a"), ("makefile", "+")]
    {
        for length in [40, 240] {
            let line = |number| format!("{}{number}\n", part.repeat(length / part.len()));
            let lines = 32 * 1024 / (length + 5) / (length + 5).div_ceil(80);
            within_bounds(language, &format!("```{language}\n{}```\n", numbered(lines, line)));
        }
    }
}

#[test]
fn as_many_links_in_a_line_as_a_text_may_hold() {
    let text = "[a](/b)".repeat(SIGNS);
    let start = Instant::now();
    assert_eq!(parsed(&text).document.marks.len(), SIGNS);
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_text_with_one_sign_more_is_not_read_and_that_is_one_report() {
    let rows = [
        ("[a](/b)", 7 * SIGNS),
        ("a\n", 2 * SIGNS + 1),
        ("- ", 2 * SIGNS + 1),
        ("a@b", 3 * SIGNS + 1),
        ("# a\n", 2 * SIGNS),
        ("[^a]", 2 * SIGNS),
    ];
    for (text, beyond) in rows {
        let (mut files, mut sink) = (Files::default(), Diagnostics::new());
        let text = text.repeat(SIGNS + 1);
        let file = files.add("a.md", text.as_str());
        let body = Body { file, text: &text, offset: 0, heading_base: 2 };
        assert!(parse(body, &KnownLines::default(), &mut sink).is_none());
        let found: Vec<_> = sink.iter().map(|found| (found.code.name, found.labels[0].span.range())).collect();
        assert_eq!(found, [("file-too-large", beyond..beyond + 1)]);
    }
}

/// A hundred thousand words with five thousand citations, and what else a long report has.
#[test]
fn a_book_is_far_below_the_bound() {
    let cited = "The harbour of Vessa was dredged in 1904, as the guild of its pilots had asked for\n\
        so many years [@a-report/dredged-in-1904].\n\n";
    let other = "It was *late*: [[a-guild]] had [written](https://a.example/b) of it “for years”[^1].\n\n";
    let table = "- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n";
    let section = ["## A section\n\n", &cited.repeat(50), &other.repeat(10), table].concat();
    let text = section.repeat(100) + "[^1]: A note.\n";
    assert!(text.split_whitespace().count() > 100_000 && text.matches("[@").count() == 5_000);
    let signs = signs(&text).count();
    assert!(2 * signs < SIGNS, "{signs} signs");
    assert!(parsed(&text).sink.is_empty());
}

/// A row of signs that the parser takes for one, as of a rule or of a fence, is one.
#[test]
fn a_long_row_of_signs_is_one() {
    let row = "`".repeat(300_000);
    let text = format!("{}\n\n{row}\n{row}\n", "*".repeat(300_000));
    assert!(parsed(&text).sink.is_empty());
    let open = parsed(&row).sink;
    assert!(open.len() == 1 && open[0].help.iter().all(|help| help.len() < 100), "a fence that is not closed");
}
