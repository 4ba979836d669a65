//! Units, their sentences and how they stand to the rule of evidence.

use super::{Standing, UnitKind, parsed, readable};

fn standings(written: &str) -> Vec<Standing> {
    parsed(written).document.standings()
}

#[test]
fn units_are_what_asserts_something() {
    let parsed = parsed(
        "# Heading\n\nA paragraph\nof two lines.\n\n- tight\n- [[link]]\n\n> quoted\n\nterm\n: meaning\n\n\
         | a | b |\n|---|---|\n| c | d |\n\n> [!JUDGEMENT]\n> ours\n>\n> > inner\n\n```\ncode\n```\n\n\
         ![picture](/p.png)\n\nx[^n]\n\n[^n]: note\n",
    );
    let units: Vec<_> = parsed.document.units.iter().map(|unit| (unit.kind, parsed.files.slice(unit.span))).collect();
    assert_eq!(
        units,
        [
            (UnitKind::Paragraph, "A paragraph\nof two lines."),
            (UnitKind::Item, "tight"),
            (UnitKind::Quotation, "quoted"),
            (UnitKind::Definition, "meaning"),
            (UnitKind::Table, "| a | b |\n|---|---|\n| c | d |"),
            (UnitKind::Judgement, "ours"),
            (UnitKind::Judgement, "inner"),
            (UnitKind::Paragraph, "x[^n]"),
            (UnitKind::Footnote, "note"),
        ]
    );
}

#[test]
fn a_unit_stands_by_its_own_marks() {
    assert_eq!(
        standings("A [@a/b].\n\nB [@none]\n\nC [[d]] [~likely]"),
        [Standing::Cited, Standing::Exempt, Standing::Uncited]
    );
    assert_eq!(standings("> [!JUDGEMENT]\n> A.\n>\n> B [@a/b]."), [Standing::Judgement, Standing::Cited]);
    assert_eq!(standings("| a |\n|---|\n| b |\n| c [@d/e] |"), [Standing::Cited]);
}

#[test]
fn an_introduction_and_its_block_cover_each_other() {
    use Standing::{Cited, Exempt, Uncited};
    assert_eq!(standings("Three: [@a/b]\n\n- a\n- b"), [Cited, Cited, Cited]);
    assert_eq!(standings("Three:\n\n- a [@a/b]\n- b"), [Cited, Cited, Uncited]);
    assert_eq!(standings("Three: [@none]\n\n1. a\n   - b"), [Exempt, Exempt, Exempt]);
    assert_eq!(standings("So:\n\n| a |\n|---|\n| b [@c/d] |"), [Cited, Cited]);
    assert_eq!(standings("So:\n\n> b [@c/d]"), [Cited, Cited]);
    assert_eq!(standings("- so: [@a/b]\n  - b\n- c"), [Cited, Cited, Uncited]);
    assert_eq!(standings("- so:\n  - b:\n    - c [@a/b]"), [Cited, Cited, Cited]);
    assert_eq!(standings("So:\n\n![[a/b]]\n\nElse:\n\n![[option]]"), [Cited, Uncited]);
    // Not directly.
    assert_eq!(standings("So: [@a/b]\n\nWell.\n\n- a"), [Cited, Uncited, Uncited]);
    assert_eq!(standings("> So: [@a/b]\n\n- a"), [Cited, Uncited]);
    assert_eq!(standings("So. [@a/b]\n\n- a"), [Cited, Uncited]);
}

#[test]
fn a_citation_belongs_to_the_sentence_that_it_follows() {
    let parsed = parsed(
        "It cannot survive. [@a/b] Next, the U.S. President [@c/d] said so [@e/f]. [@g/h; @a/b]\nLast?[@i/j] [[kim]] came.",
    );
    assert_eq!(parsed.sentences(), [["It cannot survive.", "Next, the U.S. President said so.", "Last?", "kim came."]]);
    let marks: Vec<_> =
        parsed.document.sentences.run(parsed.document.units[0].sentences).map(|it| it.marks().range()).collect();
    assert_eq!(marks, [0..1, 1..4, 4..5, 5..6]);
    assert_eq!((parsed.document.marks[2].unit, parsed.document.marks[2].sentence), (Some(0), Some(1)));
}

#[test]
fn sentences_read_without_their_marks() {
    for (written, read) in [
        ("*A* `b` ~~c~~\n[d](/e/) &amp; <f>", vec!["A b c d & <f>"]),
        ("It is [~very\nlikely] ([@a/b]).", vec!["It is very likely ()."]),
        ("[[a|The U.S. Army. Here]] went.[^1] So.\n\n[^1]: x", vec!["The U.S. Army. Here went.", "So."]),
        ("| Abc. B | c |\n|---|---|\n| d | |", vec!["Abc.", "B", "c", "d"]),
    ] {
        assert_eq!(parsed(written).sentences()[0], read, "{written}");
    }
}

#[test]
fn headings_are_an_outline() {
    let parsed = parsed("### A [[kim]]\n\n# B *c*\n\n> # D\n\n#### E");
    let headings: Vec<_> = parsed
        .document
        .headings
        .iter()
        .map(|heading| {
            let text = readable(&parsed.document, parsed.document.sentences.get(heading.sentence).unwrap());
            (heading.level, heading.id.as_str(), text, heading.nested)
        })
        .collect();
    let row = |level, id, text: &str, nested| (level, id, text.to_owned(), nested);
    assert_eq!(
        headings,
        [row(2, "a-kim", "A kim", false), row(2, "b-c", "B c", false), row(2, "d", "D", true), row(3, "e", "E", false)]
    );
}

#[test]
fn words_are_those_that_are_read() {
    assert_eq!(parsed("# One two\n\nThree [@a/b] four-five [[six]].\n\n![[x]]\n\n```\ncode\n```").document.words, 6);
}

#[test]
fn a_cell_knows_the_heads_of_its_row_and_column() {
    let parsed = parsed("| | Cost | Time |\n|-|-|-|\n| Bridge | 310 [@a/b]. More. | |\n| Ferry | | 9 [@a/c] |\n");
    let sentences = parsed.document.sentences.run(parsed.document.units[0].sentences);
    let shown: Vec<(String, Vec<String>)> = sentences
        .map(|sentence| {
            let heads = sentence.heads().map(|head| readable(&parsed.document, head));
            (readable(&parsed.document, sentence), heads.collect())
        })
        .collect();
    let row = |words: &str, heads: &[&str]| (words.to_owned(), heads.iter().map(|&head| head.to_owned()).collect());
    assert_eq!(
        shown,
        [
            row("Cost", &[]),
            row("Time", &[]),
            row("Bridge", &[]),
            row("310.", &["Bridge", "Cost"]),
            row("More.", &["Bridge", "Cost"]),
            row("Ferry", &[]),
            row("9", &["Ferry", "Time"]),
        ]
    );
}

#[test]
fn code_and_the_text_of_links_are_asides() {
    use crate::markdown::SentencePart::{Aside, Text};
    let reads = |body: &str, parts: &[_]| {
        let document = parsed(body).document;
        assert_eq!(document.sentences.get(0).unwrap().parts().collect::<Vec<_>>(), parts);
    };
    reads(
        "See `one` and [two `three`](/four/), five.",
        &[Text("See "), Aside("one"), Text(" and "), Aside("two three"), Text(", five.")],
    );
    // What closes takes the space away that an aside ends in.
    reads("`one `[@a/b]’ two", &[Aside("one"), Text("’ two")]);
    reads("one [@a/b]`’two`", &[Text("one"), Aside("’two")]);
}
