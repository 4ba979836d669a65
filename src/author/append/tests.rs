use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::evidence::Context;
use crate::files::{Files, Spanned};
use crate::model::SourceRecord;
use crate::syntax::{Reader, parse_yaml};

fn stub(exact: &str) -> Stub {
    Stub { id: "new".to_owned(), exact: exact.to_owned(), context: None }
}

/// Appends a claim and expects the text before and after it to stay.
#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(append_claim(text, &stub("b c")).as_deref(), Some(expected));
    let crlf = |text: &str| text.replace('\n', "\r\n");
    if text.contains('\n') {
        assert_eq!(append_claim(&crlf(text), &stub("b c")).as_deref(), Some(crlf(expected).as_str()));
    }
}

const NEW: &str = "  - id: new\n    statement:\n    kind:\n    quote: b c\n    about: []\n";

#[test]
fn the_list_goes_on_below_its_last_item() {
    let one = "type: misc\nclaims:\n  - id: a\n    quote: x # why\n";
    check(one, &format!("{one}{NEW}"));
    check(one.trim_end_matches('\n'), &format!("{one}{NEW}"));
    let spaced =
        "claims:\n  - id: a\n    note: >-\n      folded\n      text\n\n  # ¶ 2\n  - id: b\n    about:\n      - c\n";
    check(spaced, &format!("{spaced}\n{NEW}"));
    let comment_after = "claims:\n  - id: a\n\n  # ¶ 2 comes here\n";
    check(comment_after, &format!("{comment_after}{NEW}"));
    let key_after = "claims:\n  - id: a\n    note: |\n      text\n    speaker:\n# about the source\n\nnote: x\n";
    check(key_after, &key_after.replace("# about", &format!("{NEW}# about")));
}

#[test]
fn the_layout_is_that_of_the_last_item() {
    check(
        "claims:\n- id: a\nnote: x\n",
        "claims:\n- id: a\n- id: new\n  statement:\n  kind:\n  quote: b c\n  about: []\nnote: x\n",
    );
    check(
        "claims:\n    -   id: a\n        quote: x",
        "claims:\n    -   id: a\n        quote: x\n    -   id: new\n        statement:\n        kind:\n        quote: b c\n        about: []\n",
    );
    check(
        "  type: misc\n  claims:\n    - { id: a,\n        quote: x }   # c\n  note: y\n",
        "  type: misc\n  claims:\n    - { id: a,\n        quote: x }   # c\n    - id: new\n      statement:\n      kind:\n      quote: b c\n      about: []\n  note: y\n",
    );
}

#[test]
fn a_source_without_claims_gets_a_list() {
    check("type: misc\n", &format!("type: misc\nclaims:\n{NEW}"));
    check("type: misc", &format!("type: misc\nclaims:\n{NEW}"));
    check("# nothing yet\n", &format!("# nothing yet\nclaims:\n{NEW}"));
    check("---\ntype: misc\n...\n", &format!("---\ntype: misc\nclaims:\n{NEW}...\n"));
    for nothing in ["claims:", "claims: []", "claims: null", "claims: ~", "claims:   [ ]  "] {
        check(&format!("{nothing}\nnote: x\n"), &format!("claims:\n{NEW}note: x\n"));
        check(nothing, &format!("claims:\n{NEW}"));
    }
    check("claims: # to come\nnote: x\n", &format!("claims: # to come\n{NEW}note: x\n"));
    check("claims: [] # to come\nnote: x\n", &format!("claims:  # to come\n{NEW}note: x\n"));
}

#[test]
fn a_list_between_brackets_goes_on_between_them() {
    let new = "{ id: new, statement: null, kind: null, quote: b c, about: [] }";
    check("claims: [{ id: a }]\n", &format!("claims: [{{ id: a }}, {new}]\n"));
    check("claims: [\n  { id: a }, # c\n]\n", &format!("claims: [\n  {{ id: a }}, {new}, # c\n]\n"));
    check("claims: [ # none\n]\n", &format!("claims: [{new} # none\n]\n"));
    check("{ type: misc }\n", &format!("{{ type: misc, claims: [{new}] }}\n"));
    check("{ claims: [], type: misc }\n", &format!("{{ claims: [{new}], type: misc }}\n"));
}

#[test]
fn what_is_no_list_is_left_alone() {
    assert_eq!(append_claim("claims: text\n", &stub("b")), None);
    assert_eq!(append_claim("claims: [\n", &stub("b")), None);
    assert_eq!(append_claim("- a\n", &stub("b")), None);
}

#[test]
fn what_tells_the_place_is_written_with_the_excerpt() {
    let stub = Stub { context: Some(Context::Prefix("it says: “".to_owned())), ..stub("b c") };
    let text = append_claim("type: misc\n", &stub).unwrap();
    assert!(text.contains("    quote:\n      exact: b c\n      prefix: \"it says: “\"\n    about: []\n"), "{text}");
}

fn read(text: &str) -> (Option<SourceRecord>, Diagnostics, Files) {
    let mut files = Files::default();
    let file = files.add("content/sources/a.yaml", text);
    let mut sink = Diagnostics::new();
    let id = Spanned::new("a".to_owned(), crate::files::Span::new(file, 0, 0));
    let record = parse_yaml(file, text, 0, &mut sink)
        .and_then(|node| SourceRecord::read(id, &mut Reader::new(&node, &mut sink)));
    (record, sink, files)
}

#[test]
fn the_reports_about_a_stub_point_at_what_is_to_be_finished() {
    let text = append_claim("type: misc\n", &stub("b c")).unwrap();
    let (_, sink, files) = read(&text);
    let shown: Vec<_> = sink
        .iter()
        .map(|found| (found.code.name, files.position(found.labels[0].span).line, files.slice(found.labels[0].span)))
        .collect();
    assert_eq!(shown, [("missing-field", 4, "statement"), ("missing-field", 5, "kind")]);
}

/// Files of sources as people lay them out.
fn layouts() -> impl Strategy<Value = String> {
    let claim = prop_oneof![
        Just("id: a\n@statement: x\n@kind: fact\n@quote: y\n"),
        Just("id: b # c\n@# ¶ 3\n@statement: >-\n@  x: y\n@  z\n@kind: fact\n@quotes:\n@  - y\n@  - 'z'\n"),
        Just("{ id: c, statement: x, kind: fact,\n@  quote: \"y\" }\n"),
        Just(
            "id: d\n@statement: \"x\n@  y\"\n@kind: fact\n@quote: { exact: y, prefix: z }\n@note: |\n@  # text\n@  b\n"
        ),
        Just("id: e\n@statement: x\n@kind: fact\n@quote: y\n@note: |+\n@  b\n\n\n"),
        Just("id: f\n@statement: x\n@kind: fact\n@quote: y\n@speaker:\n"),
    ];
    let claims = proptest::collection::vec(claim, 0..4);
    let between = prop_oneof![Just(""), Just("\n"), Just("  # ¶ 1\n"), Just("\n# a\n\n")];
    let after =
        prop_oneof![Just(""), Just("note: x\n"), Just("# end\n"), Just("\n\n  # end\n"), Just("url: null\n# end\n")];
    (claims, between, after, 0..3_usize, 1..4_usize, any::<bool>(), any::<bool>()).prop_map(
        |(claims, between, after, indent, gap, crlf, cut)| {
            let mut text = "type: misc # what it is\n# the claims\nclaims:\n".to_owned();
            let dash = " ".repeat(indent * 2);
            let inner = " ".repeat(indent * 2 + 1 + gap);
            for (index, claim) in claims.iter().enumerate() {
                let separator = if index > 0 { between } else { "" };
                let _ = write!(text, "{separator}{dash}-{}{}", " ".repeat(gap), claim.replace('@', &inner));
            }
            text.push_str(after);
            let text = if cut { text.trim_end().to_owned() } else { text };
            if crlf { text.replace('\n', "\r\n") } else { text }
        },
    )
}

proptest! {
    /// parse(append(file, words)) gives the old claims and one with exactly the words; the rest of the file stays.
    #[test]
    fn the_claims_are_the_former_ones_and_the_new_one(text in layouts(), words in "\\PC{0,20}[a-z:# '\"\\-]{1,20}") {
        let words = words.trim();
        prop_assume!(!words.is_empty());
        let (Some(before), ..) = read(&text) else { return Err(TestCaseError::reject("not a source")) };
        let new = append_claim(&text, &stub(words));
        prop_assert!(new.is_some(), "{}", text);
        let new = new.unwrap();
        let shared_before = new.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
        let shared_after = new.bytes().rev().zip(text.bytes().rev()).take_while(|(a, b)| a == b).count();
        prop_assert!(shared_before + shared_after >= text.len(), "a pure insertion:\n{}\n->\n{}", text, new);
        // The stub is not finished; finished, it is a claim with these words.
        let finished = new.replace("statement:\r\n", "statement:\n").replacen("statement:\n", "statement: s\n", 1);
        let finished = finished.replace("kind:\r\n", "kind:\n").replacen("kind:\n", "kind: fact\n", 1);
        let (Some(after), sink, _) = read(&finished) else { return Err(TestCaseError::fail("not a source")) };
        prop_assert!(sink.is_empty(), "{:?}\n{}", sink, finished);
        prop_assert_eq!(after.claims.len(), before.claims.len() + 1);
        for (one, other) in before.claims.iter().zip(&after.claims) {
            prop_assert_eq!(&one.id.value, &other.id.value);
            prop_assert_eq!(one.note.as_ref().map(|note| &note.value), other.note.as_ref().map(|note| &note.value));
            prop_assert_eq!(&one.quotes[0].exact.value, &other.quotes[0].exact.value);
        }
        prop_assert_eq!(&after.claims[before.claims.len()].quotes[0].exact.value, words);
    }

    #[test]
    fn appending_never_panics(text in "[a-z:\\-\\[\\]{}|>#'\",\n\r é서]{0,60}", words in "\\PC{1,10}") {
        let _ = append_claim(&text, &stub(&words));
        let _ = append_claim(&format!("claims:\n{text}"), &stub(&words));
    }
}
