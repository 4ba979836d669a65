//! What holds of every text.

use std::collections::BTreeSet;

use proptest::prelude::*;
use scraper::{Html, Selector};

use super::*;

/// Renders as later layers do: links as `<a>`, embedded records as blocks, so that a mark in a wrong place shows.
fn rendered(document: &Document) -> String {
    let mut out = String::new();
    write_html(document, &mut out, &mut |gap, out| match gap {
        Gap::UnitAttributes(..) => out.push_str(" data-unit=\"\""),
        Gap::Mark(_, mark) => out.push_str(match &mark.kind {
            MarkKind::Citation(_) | MarkKind::Link { .. } => "<a href=\"x/\">x</a>",
            MarkKind::Embed { .. } => "<figure><p>x</p></figure>",
            MarkKind::Likelihood { .. } => "<span>x</span>",
            MarkKind::Path { usage: PathUse::Link, .. } => " href=\"x/\"",
            MarkKind::Path { usage: PathUse::Image, .. } => " src=\"x/\"",
            MarkKind::NoEvidence | MarkKind::Stray { .. } => unreachable!("it has no piece"),
        }),
    });
    out
}

fn check_spans(parsed: &Parsed) {
    let slice = |span: Span| parsed.files.text(span.file).get(span.range()).unwrap_or_else(|| panic!("{span:?}"));
    let slices = |span: Span| assert!(slice(span).len() == span.range().len());
    for found in &parsed.sink {
        found.labels.iter().for_each(|label| slices(label.span));
    }
    parsed.document.units.iter().for_each(|unit| slices(unit.span));
    parsed.document.headings.iter().for_each(|heading| slices(heading.span));
    for mark in &parsed.document.marks {
        assert!(!slice(mark.span).is_empty());
        match &mark.kind {
            MarkKind::Citation(claims) => {
                let is_reported = || parsed.sink.iter().any(|found| found.code.name == "invalid-citation");
                assert!(!claims.is_empty() || is_reported());
                assert!(claims.iter().all(|claim| slice(claim.span) == claim.as_str()));
            }
            MarkKind::Link { target, .. } | MarkKind::Embed { target } => assert!(!slice(target.span).is_empty()),
            MarkKind::Likelihood { word } => assert!(!slice(word.span).is_empty()),
            MarkKind::Path { path, .. } => slices(path.span),
            MarkKind::Stray { key, .. } => assert!(slice(key.span).contains(key.as_str())),
            MarkKind::NoEvidence => assert!(slice(mark.span).contains("@none")),
        }
    }
}

fn check_units(document: &Document) {
    assert_eq!(document.standings().len(), document.units.len());
    for (index, unit) in document.units.iter().enumerate() {
        let sentences = document.sentences.run(unit.sentences);
        let of_sentences: Vec<usize> = sentences.flat_map(|sentence| sentence.marks().range()).collect();
        let is_embed = |mark: &usize| matches!(document.marks[*mark].kind, MarkKind::Embed { .. });
        let own: Vec<usize> = document.marks_of(index).map(|(mark, _)| mark).filter(|mark| !is_embed(mark)).collect();
        assert_eq!(own, of_sentences, "every mark is in one sentence");
        let is_of_unit = |mark: &&Mark| mark.unit.is_some_and(|unit| unit as usize == index);
        assert_eq!(document.marks_of(index).count(), document.marks.iter().filter(is_of_unit).count());
        assert!(!unit.sentences.is_empty());
        assert!(unit.introduces.is_empty() || unit.introduces.range().start > index);
        assert!(unit.introduces.range().end <= document.units.len());
    }
    let shown: Vec<usize> = document
        .pieces
        .iter()
        .filter_map(|piece| if let Piece::UnitAttributes(unit) = piece { Some(unit) } else { None })
        .collect();
    assert_eq!(shown.iter().copied().collect::<BTreeSet<_>>().len(), document.units.len(), "every unit has its place");
    assert_eq!(shown.len(), document.units.len());
}

fn check_html(document: &Document) {
    let is_unread = |mark: &Mark| mark.kind == MarkKind::Citation(Box::default());
    let shown =
        document.pieces.iter().filter_map(|piece| if let Piece::Mark(mark) = piece { Some(mark) } else { None });
    assert!(shown.map(|mark| &document.marks[mark]).all(|mark| !is_unread(mark)), "a citation of nothing is shown");
    let html = rendered(document);
    let tree = Html::parse_fragment(&html);
    assert!(tree.errors.is_empty(), "{:?}\n{html}", tree.errors);
    let with_id = Selector::parse("[id]").unwrap();
    let ids: Vec<&str> = tree.select(&with_id).filter_map(|element| element.attr("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for (selector, attribute) in [("a", "href"), ("img", "src")] {
        for element in tree.select(&Selector::parse(selector).unwrap()) {
            let address = element.attr(attribute).unwrap();
            let is_safe = ["x/", "#", "http://", "https://", "mailto:"].iter().any(|start| address.starts_with(start));
            assert!(is_safe, "{address}");
        }
    }
    let nested = Selector::parse("a a, p p, p figure, script, [onclick]").unwrap();
    assert!(tree.select(&nested).next().is_none(), "{html}");
}

fn check(text: &str) {
    let parsed = parsed(text);
    check_spans(&parsed);
    check_units(&parsed.document);
    check_html(&parsed.document);
    let twice = super::parsed(text);
    assert_eq!((parsed.document, parsed.sink), (twice.document, twice.sink));
}

fn inline() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "word",
        "é서울",
        "U.S. ",
        "End. ",
        "a:",
        "&amp;",
        "&#0;",
        "<b>",
        "</div>",
        "<!--",
        "\\[",
        "`code`",
        "`",
        "!",
        "|",
        "  \n",
        "[@a/b]",
        "[@a-1/b; @c/d]",
        "[@a/b;\n@c/d]",
        "[@a]",
        "[@",
        "[@none]",
        "[@a/b][@c/d]",
        "[x][@a/b]",
        "![@a/b]",
        "[@a/b](x)",
        "[~likely]",
        "[~very\nlikely]",
        "[~1]",
        "[[kim]]",
        "[[kim|Kim *Jong*]]",
        "[[kim",
        "]]",
        "[[ ]]",
        "![[a/b]]",
        "![[",
        "[a](/b/)",
        "[](/b/)",
        "[a](</b c/> 'd')",
        "[a](https://b.c/?d&e)",
        "[a](#b)",
        "[a](javascript:b)",
        "<https://a.b>",
        "<c@d.e>",
        "[a ",
        "](/b/)",
        "![a](/b.png)",
        "![a](https://b.c)",
        "![a ![[b]]](/c.png)",
        "[^1]",
        "[^2]",
        "[^x]",
        "[r]",
        "[r][]",
        "\u{1}",
        "\u{fffe}",
        "\u{a0}",
        "\u{202e}",
        "{#id}",
        "{.c}",
    ]);
    let leaf = word.prop_map(str::to_owned);
    leaf.prop_recursive(3, 12, 4, |inner| {
        (prop::sample::select(vec!["*", "**", "~~", "_", ""]), prop::collection::vec(inner, 1..4))
            .prop_map(|(sign, parts)| format!("{sign}{}{sign}", parts.join(" ")))
    })
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec((inline(), prop::sample::select(vec!["", " ", "\n"])), 1..6)
        .prop_map(|parts| parts.into_iter().map(|(part, gap)| part + gap).collect())
}

fn block() -> impl Strategy<Value = String> {
    let leaf = (
        prop::sample::select(vec![
            "",
            "",
            "",
            "# ",
            "#### ",
            "[^1]: ",
            "[^2]: ",
            "    ",
            "[r]: /x\n\n",
            "<div>\n",
            "term\n: ",
            "- [ ] ",
            "| a |\n|---|\n| ",
        ]),
        line(),
        prop::sample::select(vec!["", "", ":", " {#id}", " {#id .c}", "\n===\n", "\n---\n"]),
    )
        .prop_map(|(before, line, after)| format!("{before}{}{after}", line.trim_end_matches('\n')));
    let code = (prop::sample::select(vec!["", "rust", "no\"t"]), "[a-z<&\"{} \n]{0,20}")
        .prop_map(|(language, code)| format!("```{language}\n{code}\n```"));
    prop_oneof![6 => leaf, 1 => code, 1 => Just("---".to_owned())].prop_recursive(4, 20, 4, |inner| {
        let marker = prop::sample::select(vec![
            ("> ", "> "),
            ("- ", "  "),
            ("1. ", "   "),
            ("[^1]: ", "    "),
            (": ", "  "),
            ("> [!NOTE]\n> ", "> "),
            ("> [!JUDGEMENT]\n> ", "> "),
            ("> [!JUDGEMENT] ", "> "),
            ("> [!X]\n> ", "> "),
        ]);
        let gap = prop::sample::select(vec!["\n", "\n\n"]);
        (marker, gap, prop::collection::vec(inner, 1..4)).prop_map(|((first, rest), gap, blocks)| {
            format!("{first}{}", blocks.join(gap).replace('\n', &format!("\n{rest}")))
        })
    })
}

fn document() -> impl Strategy<Value = String> {
    (prop::collection::vec(block(), 1..6), prop::sample::select(vec!["\n", "\r\n"]))
        .prop_map(|(blocks, end)| blocks.join("\n\n").replace('\n', end))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn documents_of_every_construct_keep_the_laws(text in document()) {
        check(&text);
    }

    #[test]
    fn so_does_any_text(text in "[a-zA-Zé서0-9 \t\n\r>#*_~`|:.;!?@/^\\\\\\[\\](){}<&\"'=+-]{0,120}") {
        check(&text);
    }

    #[test]
    fn no_word_of_a_table_is_left_out_in_silence(
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..5).prop_map(|cells| cells.join("|")), 1..5),
        border in prop::sample::select(vec!["", "|"]),
    ) {
        let text = format!("| a | b |\n| - | - |\n{border}{}{border}\n", rows.join(&format!("{border}\n{border}")));
        let parsed = parsed(&text);
        let told: String = parsed.reports().into_iter().map(|(_, words)| words).collect();
        prop_assert_eq!(parsed.html().matches('ß').count() + told.matches('ß').count(), text.matches('ß').count());
    }
}

/// A cell whose words are letters that no markup has.
fn cell() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec!["ß", " ", "ß\\|ß", "`ß|ß`", "[[ß|ß]]", "[[ß\\|ß]]", "\\\\|", "*ß*"]);
    prop::collection::vec(part, 0..3).prop_map(|parts| parts.concat())
}
