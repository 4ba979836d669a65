//! What is reported, and where it points.

use super::{MarkKind, parsed};

#[test]
fn every_fault_points_at_its_words() {
    let rows: &[(&str, &[(&str, &str)])] = &[
        ("é [@Chun] x", &[("invalid-citation", "@Chun")]),
        ("[@a/b; c/d]", &[("invalid-citation", "c/d")]),
        ("> [@a/b;\n> @c/D]", &[("invalid-citation", "@c/D")]),
        ("[@a/b; @c/d", &[("invalid-citation", "[@a/b")]),
        ("[@a/b [x] c]", &[("invalid-citation", "[@a/b")]),
        ("[@a/b](p.5)", &[("invalid-citation", "[@a/b](p.5)")]),
        ("[a ![@a/b]](/c/)", &[("invalid-citation", "[@a/b]")]),
        ("a\n\n[@none]", &[("invalid-citation", "[@none]")]),
        ("[a](javascript:x)", &[("broken-link", "[a](javascript:x)")]),
        ("[a](JaVaScRiPt&#58;x)", &[("broken-link", "[a](JaVaScRiPt&#58;x)")]),
        ("[a](<java\u{b}script:x>)", &[("broken-link", "[a](<java\u{b}script:x>)")]),
        ("<javascript:x>", &[("broken-link", "<javascript:x>")]),
        ("[a](//b.c/)", &[("broken-link", "[a](//b.c/)")]),
        ("[a](b.html)", &[("broken-link", "[a](b.html)")]),
        ("[a]()", &[("broken-link", "[a]()")]),
        ("[a][b]\n\n[b]: data:x", &[("broken-link", "[a][b]")]),
        ("![a](https://b.c/d.png)", &[("broken-link", "![a](https://b.c/d.png)")]),
        ("# A\n\n[b](#c)", &[("broken-link", "[b](#c)")]),
        ("[[ ]]", &[("broken-link", "[[ ]]")]),
        ("a[^b]", &[("broken-link", "[^b]")]),
        ("a\n\n[^b]: c", &[("unused-footnote", "[^b]")]),
        ("a[^b]\n\n[^b]: c\n\n[^b]: d", &[("unused-footnote", "[^b]")]),
        ("a ![[b]]", &[("misplaced-embed", "![[b]]")]),
        ("# ![[b]]", &[("misplaced-embed", "![[b]]")]),
        ("a <b>c</b> <i>", &[("raw-html", "<b>")]),
        ("<div>\na\n</div>\n\n<!-- b -->", &[("raw-html", "<div>\na\n</div>"), ("raw-html", "<!-- b -->")]),
        ("# a {#x .b}", &[("raw-html", "{#x .b}")]),
        ("# a {#c}\n\n# b {#c}", &[("duplicate-heading", "c")]),
        ("# a {#evidence}", &[("duplicate-heading", "evidence")]),
        ("# a {#fn-1}", &[("duplicate-heading", "fn-1")]),
        ("# a {#b<}", &[("invalid-identifier", "b<")]),
        ("> [!JUDGMENT]\n> a", &[("unknown-word", "[!JUDGMENT]")]),
        ("> [!NOTE] a", &[("unknown-word", "[!NOTE]")]),
        ("> [!note]- a\n> b", &[("unknown-word", "[!note]")]),
        ("> [!JUDGEMENT]+\n> b", &[("unknown-word", "[!JUDGEMENT]")]),
        ("the [[harbour-pilots] and", &[("stray-sign", "[[harbour-pilots")]),
        ("the [[harbour-pilots are [@a/b].", &[("stray-sign", "[[harbour-pilots")]),
        ("it is [~likely to and", &[("stray-sign", "[~likely")]),
        ("it is {~likely} so", &[("stray-sign", "{~likely")]),
        ("::: {.callout-note}\na [@a/b]\n:::", &[("stray-sign", "::: {.callout-note}")]),
        ("a\n\n::: callout-note\n\nb\n\n:::\n", &[("stray-sign", "::: callout-note")]),
        ("a ==b c== d", &[("stray-sign", "==b c==")]),
        ("%%a%% b", &[("stray-sign", "%%a%%")]),
        ("| a |\n| - |\n| [[b|é]] |\nc | d\\|e|| f ", &[("surplus-cell", "é]]"), ("surplus-cell", "d\\|e|| f")]),
        ("> a | b\n> - | -\n> c | `d|e` |\n\n|", &[("surplus-cell", "e`")]),
    ];
    for (written, expected) in rows {
        assert_eq!(parsed(written).reports(), *expected, "{written}");
    }
}

#[test]
fn signs_that_mean_nothing_are_words() {
    for written in [
        "[[a](/b/)] [[1], [2]]",
        "a == b and b == c, 100 %% 5 %% 2, a=== b===",
        "[~10 km] {~5} \\[~likely \\[[a] `[[a] {~b} ==c== %%d%%`",
        "```\n::: {.note}\n[[a]\n==b==\n```",
        "a ::: b\n\n:: c\n\n:::\n",
    ] {
        assert_eq!(parsed(written).reports(), [], "{written}");
    }
}

#[test]
fn what_may_be_a_citation_is_left_to_those_who_know_the_names() {
    let strays = |written: &str| -> Vec<String> {
        let parsed = parsed(written);
        assert_eq!(parsed.reports(), []);
        let marks = parsed.document.marks.iter();
        marks
            .filter(|mark| matches!(mark.kind, MarkKind::Stray { .. }))
            .map(|mark| parsed.files.slice(mark.span).to_owned())
            .collect()
    };
    assert_eq!(strays("é @a-b/c-d, [see @e/f] [g/h] (@i/j)"), ["@a-b/c-d", "@e/f", "[g/h]", "@i/j"]);
    assert!(
        strays("me@a/b <https://c.d/@a/b> [x](https://c.d/@a/b) @a @a/ `@a/b` \\@a/b [@a/b] [a/b](/c/) \\[a/b]")
            .is_empty()
    );
}

#[test]
fn every_report_has_a_way_out() {
    for written in
        ["[@A]", "[a](b)", "![a](b)", "[a](#b)", "<b>", "a[^b]", "[^b]: c", "a ![[b]]", "> [!X]\n", "# a {#top}"]
    {
        let parsed = parsed(written);
        assert!(!parsed.sink.is_empty(), "{written}");
        assert!(parsed.sink.iter().all(|found| !found.help.is_empty()), "{written}");
    }
}

#[test]
fn a_row_of_a_table_says_which_of_its_cells_are_left_out() {
    let head = "| a | b |\n|---|---|\n";
    for (rows, message) in [
        ("| c | d | e |", "row 1 of this table has too many cells for 2 columns: cell 3 is left out"),
        (
            "| c |\n| d | e || f | \\| |",
            "row 2 of this table has too many cells for 2 columns: cells 3 to 5 are left out",
        ),
    ] {
        assert_eq!(parsed(&format!("{head}{rows}\n")).sink[0].message, message);
    }
    for rows in ["| c | d |  | |", "| c |", "| c\\|d | `e\\|f` |  ", "c | d", "| [[e\\|f]] | d\n\ng | h | i"] {
        assert_eq!(parsed(&format!("{head}{rows}\n")).reports(), [], "{rows}");
    }
}

#[test]
fn what_was_meant_is_suggested() {
    for (written, help) in [
        ("[@Chun/X, p. 3]", "did you mean `[@chun/x]`?"),
        ("# Small deal\n\n[a](#smal-deal)", "did you mean `#small-deal`?"),
        ("> [!JUDGMENT]\n> a", "did you mean `[!JUDGEMENT]`?"),
    ] {
        assert_eq!(parsed(written).sink[0].help[0], help);
    }
}

#[test]
fn what_is_refused_shows_its_text_and_no_address() {
    for written in
        ["[a](javascript:b)", "![a](https://b.c/d.png)", "[a *b*](//c)", "<data:b>", "<b onclick=c>", "[@a/B]"]
    {
        let html = parsed(written).html();
        let text = html.strip_prefix("<p u0>").and_then(|html| html.strip_suffix("</p>\n")).unwrap();
        assert!(!text.replace("<em>", "").replace("</em>", "").contains('<'), "{html}");
    }
}

#[test]
fn a_link_inside_another_link_is_only_text() {
    let parsed = parsed("[a <http://b.c>](/e/)");
    assert_eq!(parsed.html(), "<p u0><a href=\"/e/\">a http://b.c</a></p>\n");
}

#[test]
fn a_path_points_at_the_address_in_the_file() {
    for (written, address) in
        [("[a [b] c](/d/ \"e\")", "/d/"), ("[](/d/)", "/d/"), ("[`a`]( </d e/> )", "/d e/"), ("![a](/b.png)", "/b.png")]
    {
        let parsed = parsed(written);
        let crate::markdown::MarkKind::Path { path, .. } = &parsed.document.marks[0].kind else { panic!("{written}") };
        assert_eq!((parsed.files.slice(path.span), path.as_str()), (address, address));
    }
}

#[test]
fn code_that_is_never_closed_is_reported_at_its_fence() {
    let reports = |written: &str| {
        let parsed = parsed(written);
        let places =
            parsed.sink.iter().map(|found| found.labels[0].span).map(|span| parsed.files.slice(span).to_owned());
        places.collect::<Vec<_>>()
    };
    for (written, fence) in [
        ("a\n\n```python\nb\n\nc\n", "```python"),
        ("~~~~\nb\n~~~\n", "~~~~"),
        ("```\nb\n~~~", "```"),
        ("> ```\n> b\n\nc", "```"),
        ("- a\n\n  ```rs\n  b\n", "```rs"),
        ("```", "```"),
        ("```\n", "```"),
    ] {
        assert_eq!(reports(written), [fence], "{written}");
    }
    for written in [
        "```\nb\n```",
        "```\nb\n````\n\nc",
        "~~~\n```\n~~~\n",
        "    ```\n    b\n",
        "> ```\n> b\n> ```\nc",
        "- ```\n  b\n  ```\n- c",
        "1. a\n\n   ~~~\n   b\n\n   ~~~  \n\nc",
        "```\n```",
    ] {
        assert!(reports(written).is_empty(), "{written}: {:?}", reports(written));
    }
}

#[test]
fn the_marks_of_a_merge_are_reported_where_readers_see_them() {
    let parsed_one = parsed("a\n\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d\n");
    assert_eq!(parsed_one.files.slice(parsed_one.sink[0].labels[0].span), "<<<<<<< HEAD");
    assert!(parsed("```\n<<<<<<< HEAD\n```\n").sink.is_empty());
}
