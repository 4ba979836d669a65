//! Code with a flat row of classed spans.
//!
//! In: code and the name of its language. Out: HTML. A [line](line) is read by its [grammar](grammar), and [only
//! once](known).

mod grammar;
mod known;
mod line;

#[cfg(test)]
mod tests;

use syntect::util::LinesWithEndings;

use super::escape::push_text;
use known::At;
pub use known::KnownLines;
use line::Region;

/// Which class a scope shows as; the style sheet says how. The first prefix that fits decides, and a scope that none
/// fits shows as plain text.
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

/// How much code one document may still have highlighted, in bytes of lines of a usual length.
///
/// Grammars are regular expressions, which long lines are slow for: each place of a line may have to be tried with most
/// of what follows it. So a line costs more the longer it is, and for what it costs it may take so many steps of its
/// grammar and no more. Code takes some ten for each byte, and hardly ever a hundred. The worst text that is known,
/// written against its grammar and just short of what it may take, keeps a processor for a quarter of a second. What is
/// beyond is shown plain.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// Longest line that is highlighted, without its end.
    const LINE: usize = 500;
    /// Longest line that costs no more than its length.
    const USUAL: usize = 80;
    /// How many steps a line may take for each byte that it costs.
    const STEPS: usize = 500;
    /// What a line may take steps for at least.
    const LEAST: usize = 8;

    pub(super) const fn new() -> Self {
        Self(32 * 1024)
    }

    /// What a line costs, with its end.
    const fn cost(line: &str) -> usize {
        line.len() * line.len().div_ceil(Self::USUAL)
    }

    /// How many steps of its grammar a line may take: the same whatever else a text has, so that it always shows alike.
    const fn steps(line: &str) -> usize {
        let cost = Self::cost(line);
        Self::STEPS * if cost < Self::LEAST { Self::LEAST } else { cost }
    }

    /// Takes what the code costs, if it is there.
    fn spend(&mut self, code: &str) -> bool {
        let cost: usize = LinesWithEndings::from(code).map(Self::cost).sum();
        let affordable = cost <= self.0 && code.lines().all(|line| line.len() <= Self::LINE);
        if affordable {
            self.0 -= cost;
        }
        affordable
    }
}

/// Writes code with a flat row of spans. An unknown language and code beyond the budget are written plain.
pub(super) fn push_code(out: &mut String, code: &str, language: &str, budget: &mut Budget, known: &KnownLines) {
    let start = out.len();
    let highlighted = known
        .start(language)
        .is_some_and(|begin| budget.spend(code) && push_highlighted(out, code, begin, known).is_some());
    if !highlighted {
        out.truncate(start);
        push_text(out, code);
    }
}

fn push_highlighted(out: &mut String, code: &str, begin: At, known: &KnownLines) -> Option<()> {
    let mut at = begin;
    let mut spans = Spans { out, open: "" };
    for line in LinesWithEndings::from(code) {
        let (regions, after) = known.line(&at, line)?;
        spans.push(line, &regions);
        at = after;
    }
    spans.set("");
    Some(())
}

/// Joins neighbours of one class and never nests, which is several times less HTML than a span a scope.
struct Spans<'o> {
    out: &'o mut String,
    open: &'static str,
}

impl Spans<'_> {
    fn push(&mut self, line: &str, regions: &[Region]) {
        let mut start = 0;
        for region in regions {
            let end = start + region.length;
            if let Some(class) = region.class {
                self.set(class);
            }
            push_text(self.out, &line[start..end]);
            start = end;
        }
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
