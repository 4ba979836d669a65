//! Texts that quote, each as a small site in memory.

use proptest::prelude::*;

use super::{Verifying, verify_texts};
use crate::diagnostic::Diagnostics;
use crate::files::{ArchiveFolders, Files};
use crate::parse::{Inputs, Parsing, parse};
use crate::resolve::{Resolving, resolve};

const SOURCE: &str = "type: misc\ntitle: What the river does every winter\nclaims:\n  - id: a\n    statement: s\n    \
    kind: fact\n    quotes: [it lies idle for seven “long” weeks, letters … by the upper valley]\n  - id: b\n    \
    statement: s\n    kind: fact\n    quote: the council supports a stone bridge\n";

/// What is reported about a brief, as the code and the words of the file that it points at.
fn reported(body: &str) -> Vec<(&'static str, String)> {
    let (found, files) = verified(body);
    found.iter().map(|found| (found.code.name, files.slice(found.labels[0].span).to_owned())).collect()
}

fn verified(body: &str) -> (Diagnostics, Files) {
    let brief = format!("---\ntitle: T\ndate: 2025-01-01\nauthors: [A]\nsummary: S.\n---\n{body}\n");
    verified_files(&[("content/sources/letter.yaml", SOURCE), ("content/briefs/brief.md", &brief)])
}

fn verified_files(content: &[(&str, &str)]) -> (Diagnostics, Files) {
    let mut inputs = Inputs::default();
    for &(path, text) in content {
        let file = inputs.files.add(path, text);
        inputs.content.push(file);
    }
    let mut sink = Diagnostics::new();
    let records = parse(&inputs, &mut Parsing::default(), &mut sink);
    let site = resolve(records, &mut Resolving::default(), &mut sink);
    let mut found = Diagnostics::new();
    verify_texts(&site, &inputs.files, &ArchiveFolders::default(), &mut Verifying::default(), &mut found).unwrap();
    (found, inputs.files)
}

#[track_caller]
fn passes(body: &str) {
    assert_eq!(reported(body), [], "{body}");
}

#[track_caller]
fn points_at(body: &str, words: &[&str]) {
    let expected: Vec<_> = words.iter().map(|words| ("unchecked-quotation", (*words).to_owned())).collect();
    assert_eq!(reported(body), expected, "{body}");
}

#[test]
fn words_of_an_excerpt_may_be_quoted_in_any_marks_and_spelling() {
    passes("It ‘lies idle for seven “long” weeks’ [@letter/a].");
    passes("It says \"the  council supports a stone bridge,\" and more [@letter/a].");
    passes("„letters [go] … by the upper valley“ [@letter/b]");
    passes("It *says* “the *council* supports a [[letter|stone]] bridge.” [@letter/a; @letter/b]");
}

#[test]
fn other_words_are_reported_where_they_stand() {
    points_at("He says “it lies idle for eight long weeks” [@letter/a].", &["it lies idle for eight long weeks"]);
    points_at("“The council supports a stone bridge” [@letter/b]", &["The council supports a stone bridge"]);
    points_at(
        "“the council does not support a *stone* bridge”, so [@letter/a]",
        &["the council does not support a *stone* bridge"],
    );
    points_at(
        "- x [@letter/a]\n- “the upper valley by the letters”, «\u{a0}a b c d e\u{a0}» [@letter/a]",
        &["the upper valley by the letters", "a b c d e"],
    );
    // Over the end of a sentence and of a line.
    points_at("“The ferry is idle. Nobody\nminds it” [@letter/a].", &["The ferry is idle. Nobody\nminds it"]);
}

#[test]
fn what_attributes_nothing_to_a_source_is_left_alone() {
    passes("Four words: “as they always say” [@letter/a].");
    passes("No citation: “one two three four five six”. The next has one [@letter/a].");
    passes("A title: “What the river does every winter” [@letter/a].");
    passes("“one two three four five six” [@none]");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_every_span_slices(body in "(“|”|\"|‘|’|«|»|\\[@letter/a\\]|\\[\\[|\\]\\]|\\*|a b c d e f|서울 |[a-z] |\\. |\n|\\\\|\\[){0,24}") {
        let (found, files) = verified(&body);
        for found in found {
            let span = found.labels[0].span;
            prop_assert!(files.text(span.file).get(span.range()).is_some());
        }
    }
}

#[test]
fn notes_and_profiles_are_held_to_the_same() {
    let wrong = "They say “the council supports a wooden bridge” [@letter/b].";
    let right = "They say “the council supports a stone bridge” [@letter/b].";
    let source = |note: &str, of_claim: &str| {
        let (head, claims) = SOURCE.split_once("claims:").unwrap();
        format!("{head}note: {note}\nclaims:{claims}    note: >\n      {of_claim}\n")
    };
    let actor = |text: &str| format!("---\nname: A\nkind: person\n---\n{text}\n");
    let count = |source: &str, actor: &str| {
        let (found, files) =
            verified_files(&[("content/sources/letter.yaml", source), ("content/actors/somebody.md", actor)]);
        let words = "the council supports a wooden bridge";
        assert!(found.iter().all(|found| files.slice(found.labels[0].span) == words), "{found:?}");
        found.len()
    };
    assert_eq!(count(&source(right, right), &actor(right)), 0);
    assert_eq!(count(&source(wrong, right), &actor(right)), 1);
    assert_eq!(count(&source(right, wrong), &actor(right)), 1);
    assert_eq!(count(&source(right, right), &actor(wrong)), 1);
}

#[test]
fn of_several_citations_the_one_beside_the_words_says_whose_they_are() {
    let other = "type: misc\ntitle: Another\nclaims:\n  - id: c\n    statement: s\n    kind: fact\n    \
        quote: the ferry was never late in spring\n";
    let found = |body: &str| {
        let brief = format!("---\ntitle: T\ndate: 2025-01-01\nauthors: [A]\nsummary: S.\n---\n{body}\n");
        let files = [
            ("content/sources/letter.yaml", SOURCE),
            ("content/sources/other.yaml", other),
            ("content/briefs/brief.md", &brief),
        ];
        verified_files(&files).0.len()
    };
    let (council, ferry) = ("“the council supports a stone bridge”", "“the ferry was never late in spring”");
    assert_eq!(found(&format!("One says {council} [@letter/b], another {ferry} [@other/c].")), 0);
    assert_eq!(found(&format!("One says {ferry} [@letter/b], another {council} [@other/c].")), 2);
    assert_eq!(found(&format!("As [@letter/b] has it, {council} and {ferry} [@letter/b; @other/c].")), 0);
    assert_eq!(found(&format!("By [@other/c], it is said that {council}.")), 1);
}
