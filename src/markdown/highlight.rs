use std::sync::LazyLock;

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::escape::push_text;

/// Classes of highlighted code, for the style sheet: each `<span>` has exactly one.
pub const HIGHLIGHT_CLASSES: &[&str] = &[
    "hl-comment",
    "hl-string",
    "hl-number",
    "hl-constant",
    "hl-keyword",
    "hl-operator",
    "hl-type",
    "hl-function",
    "hl-variable",
    "hl-tag",
    "hl-attribute",
    "hl-heading",
    "hl-inserted",
    "hl-deleted",
    "hl-punctuation",
];

/// Which class a scope shows as. The first prefix that fits decides; `""` shows as plain text.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-comment"),
    ("string", "hl-string"),
    ("constant.numeric", "hl-number"),
    ("constant", "hl-constant"),
    ("keyword.operator", "hl-operator"),
    ("keyword", "hl-keyword"),
    ("storage", "hl-keyword"),
    ("entity.name.function", "hl-function"),
    ("entity.name.tag", "hl-tag"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("entity.name", "hl-type"),
    ("support.function", "hl-function"),
    ("support", "hl-type"),
    ("variable", "hl-variable"),
    ("markup.heading", "hl-heading"),
    ("markup.inserted", "hl-inserted"),
    ("markup.deleted", "hl-deleted"),
    ("punctuation.definition.comment", "hl-comment"),
    ("punctuation.definition.string", "hl-string"),
    ("punctuation", "hl-punctuation"),
];

/// The syntaxes: constant data of the program, unpacked when the first code block asks for it and the same for every
/// site and thread. No content can change it, so it is no state that a value would have to carry about.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// As [`SYNTAXES`]: the prefixes of [`CLASSES`], interned.
static SCOPES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    CLASSES.iter().filter_map(|&(prefix, class)| Scope::new(prefix).ok().map(|scope| (scope, class))).collect()
});

/// How much code one document may still have highlighted, in bytes.
///
/// Highlighting reads about a megabyte a second; long lines that are written against the slowest grammar, of some 220, five
/// kilobytes. What is beyond is shown plain.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// Longest line that is highlighted: the grammars are regular expressions, which long lines are slow for.
    const LINE: usize = 500;

    pub(super) const fn new() -> Self {
        Self(32 * 1024)
    }

    /// Takes what the code costs, if it is there.
    fn spend(&mut self, code: &str) -> bool {
        let affordable = code.len() <= self.0 && code.lines().all(|line| line.len() <= Self::LINE);
        if affordable {
            self.0 -= code.len();
        }
        affordable
    }
}

/// Writes code with a flat row of spans. An unknown language and code beyond the budget are written plain.
pub(super) fn push_code(out: &mut String, code: &str, language: &str, budget: &mut Budget) {
    let start = out.len();
    let syntax = if language.is_empty() { None } else { SYNTAXES.find_syntax_by_token(language) };
    let highlighted = syntax.is_some_and(|syntax| budget.spend(code) && push_highlighted(out, code, syntax).is_some());
    if !highlighted {
        out.truncate(start);
        push_text(out, code);
    }
}

fn push_highlighted(out: &mut String, code: &str, syntax: &SyntaxReference) -> Option<()> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut spans = Spans { out, open: "" };
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, &SYNTAXES).ok()?;
        for (text, operation) in ScopeRegionIterator::new(&operations, line) {
            stack.apply(operation).ok()?;
            spans.push(text, class_of(&stack));
        }
    }
    spans.set("");
    Some(())
}

/// The class of the innermost scope that has one.
fn class_of(stack: &ScopeStack) -> &'static str {
    let class = |scope: &Scope| SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(class).unwrap_or("")
}

/// Joins neighbours of one class and never nests, which is several times less HTML than a span a scope.
struct Spans<'o> {
    out: &'o mut String,
    open: &'static str,
}

impl Spans<'_> {
    fn push(&mut self, text: &str, class: &'static str) {
        if text.is_empty() {
            return;
        }
        if !text.trim().is_empty() || text.contains('\n') {
            self.set(class);
        }
        push_text(self.out, text);
    }

    fn set(&mut self, class: &'static str) {
        if class == self.open {
            return;
        }
        if !self.open.is_empty() {
            self.out.push_str("</span>");
        }
        if !class.is_empty() {
            self.out.push_str("<span class=\"");
            self.out.push_str(class);
            self.out.push_str("\">");
        }
        self.open = class;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, language: &str) -> String {
        let mut out = String::new();
        push_code(&mut out, code, language, &mut Budget::new());
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
    fn every_class_is_listed() {
        assert!(CLASSES.iter().all(|(_, class)| HIGHLIGHT_CLASSES.contains(class)));
        assert!(HIGHLIGHT_CLASSES.iter().all(|listed| CLASSES.iter().any(|(_, class)| class == listed)));
        assert_eq!(SCOPES.len(), CLASSES.len());
    }

    #[test]
    fn unknown_languages_long_lines_and_too_much_code_are_plain() {
        assert_eq!(shown("let a;", "no-such-language"), "let a;");
        let long = "1".repeat(501);
        assert_eq!(shown(&long, "rust"), long);
        let mut budget = Budget(10);
        let mut out = String::new();
        push_code(&mut out, "let a;\n", "rust", &mut budget);
        push_code(&mut out, "let b;\n", "rust", &mut budget);
        assert!(out.ends_with("let b;\n") && out.starts_with("<span"));
    }
}
