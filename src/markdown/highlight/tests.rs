use proptest::prelude::*;
use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, ScopeStack};

use super::line::SCOPES;
use super::*;

fn shown(code: &str, language: &str) -> String {
    let mut out = String::new();
    push_code(&mut out, code, language, &mut Budget::new(), &KnownLines::default());
    out
}

#[test]
fn code_is_classed_flat_and_escaped() {
    assert_eq!(
        shown("let a = \"<b>\"; // c\n", "rust"),
        "<span class=\"hl-keyword\">let</span> a <span class=\"hl-operator\">= </span><span class=\"hl-string\">\"&lt;b&gt;\"</span>\
         <span class=\"hl-punctuation\">; </span><span class=\"hl-comment\">// c\n</span>"
    );
}

#[test]
fn every_prefix_is_a_scope_and_the_style_sheet_dresses_no_class_that_code_never_has() {
    assert_eq!(SCOPES.len(), CLASSES.len());
    let style = include_str!("../../../static/site.css");
    let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
    let dressed = style.split(".hl-").skip(1).map(|rest| rest.split(|c| !is_name(c)).next().unwrap_or_default());
    let dressed: Vec<String> = dressed.map(|name| format!("hl-{name}")).collect();
    assert!(!dressed.is_empty());
    for class in dressed {
        assert!(CLASSES.iter().any(|(_, known)| *known == class), "{class}");
    }
}

#[test]
fn unknown_languages_long_lines_and_too_much_code_are_plain() {
    assert_eq!(shown("let a;", "no-such-language"), "let a;");
    let long = "1".repeat(501);
    assert_eq!(shown(&long, "rust"), long);
    let mut budget = Budget(10);
    let mut out = String::new();
    push_code(&mut out, "let a;\n", "rust", &mut budget, &KnownLines::default());
    push_code(&mut out, "let b;\n", "rust", &mut budget, &KnownLines::default());
    assert!(out.ends_with("let b;\n") && out.starts_with("<span"));
}

/// The definition: every line is read by syntect, every region judged by itself.
fn read_anew(code: &str, language: &str) -> String {
    let mut out = String::new();
    let syntaxes = grammar::syntaxes();
    let Some(syntax) = syntaxes.find_syntax_by_token(language).filter(|_| !language.is_empty()) else {
        push_text(&mut out, code);
        return out;
    };
    let (mut parser, mut scopes) = (ParseState::new(syntax), ScopeStack::new());
    let mut spans = Spans { out: &mut out, open: "" };
    for line in LinesWithEndings::from(code) {
        let operations = parser.parse_line(line, syntaxes).unwrap();
        for (text, operation) in ScopeRegionIterator::new(&operations, line) {
            scopes.apply(operation).unwrap();
            let class = |scope| SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|(_, class)| *class);
            if !text.trim().is_empty() || text.contains('\n') {
                spans.set(scopes.as_slice().iter().rev().find_map(|scope| class(*scope)).unwrap_or(""));
            }
            push_text(spans.out, text);
        }
    }
    spans.set("");
    out
}

/// Lines that open what later lines are in, close it, and are read otherwise within it.
const LINES: [&str; 16] = [
    "fn a() {\n",
    "}\n",
    "let a = \"b\n",
    "c\"; // d\n",
    "/* e\n",
    "*/ f\n",
    "\n",
    "   \n",
    "x = <<A\n",
    "cat <<'B'; y\n",
    "A\n",
    "B\n",
    "<script>if (a < b) {\n",
    "</script><p>&amp;\n",
    "# g: [h,\n",
    "((((",
];

proptest! {
    #[test]
    fn what_was_read_before_shows_in_nothing(
        blocks in proptest::collection::vec(
            (0_usize..7, proptest::collection::vec(proptest::sample::select(&LINES[..]), 0..8)),
            1..12,
        ),
        room in prop_oneof![Just(0), 200_usize..20_000, Just(1 << 20)],
    ) {
        let known = KnownLines::with_room(room);
        for (language, lines) in blocks {
            let language = ["rust", "sh", "ruby", "html", "yaml", "none", ""][language];
            let code = lines.concat();
            let mut out = String::new();
            push_code(&mut out, &code, language, &mut Budget::new(), &known);
            prop_assert_eq!(out, read_anew(&code, language));
        }
    }
}

#[test]
fn a_line_that_is_known_is_not_read_again_and_what_is_full_is_begun_anew() {
    let mut known = KnownLines::default();
    let code = "fn a() {\n    b();\n}\n";
    push_code(&mut String::new(), code, "rust", &mut Budget::new(), &known);
    let drawn = known.size();
    push_code(&mut String::new(), &code.repeat(9), "rust", &mut Budget::new(), &known);
    // The first line of a block is read as no other is.
    assert_eq!(known.size(), (drawn.0, drawn.1 + 1));
    known.turn();
    assert_eq!(known.size(), (drawn.0, drawn.1 + 1));
    let mut full = KnownLines::with_room(1000);
    push_code(&mut String::new(), code, "rust", &mut Budget::new(), &full);
    assert!(full.size() > (0, 0));
    full.turn();
    assert_eq!(full.size(), (0, 0));
}
