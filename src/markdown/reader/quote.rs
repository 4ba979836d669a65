use std::ops::Range;

use pulldown_cmark::BlockQuoteKind;

use super::Reader;
use super::block::ContainerKind;
use crate::diagnostic::{Diagnostic, closest, codes};
use crate::markdown::UnitKind;

/// What the author's own judgement is opened by.
const JUDGEMENT: &str = "JUDGEMENT";

/// All words that may stand in the sign of a quote.
const WORDS: [&str; 6] = [JUDGEMENT, "NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// `[!WORD]` at the beginning of a quote.
struct Sign<'t> {
    word: &'t str,
    range: Range<usize>,
    /// Whether Obsidian's sign of a box that folds follows.
    folds: bool,
}

impl Reader<'_, '_> {
    pub(super) fn open_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let introduced_by = self.before_block();
        let (start, end, unit) = match kind {
            Some(kind) => (alert(kind), "</aside>\n", UnitKind::Paragraph),
            None => self.signed_quote(range),
        };
        self.judgements += usize::from(unit == UnitKind::Judgement);
        self.buffers.html(start);
        self.open(ContainerKind::Quote { end, unit }, introduced_by);
    }

    /// A quote that is none of the parser's alerts: a judgement, or words that somebody said.
    fn signed_quote(&mut self, range: &Range<usize>) -> (&'static str, &'static str, UnitKind) {
        let plain = ("<blockquote>\n", "</blockquote>\n", UnitKind::Quotation);
        let Some(sign) = sign(self.body, range) else { return plain };
        if sign.word.eq_ignore_ascii_case(JUDGEMENT) && !sign.folds {
            self.signs_end = sign.range.end;
            return (
                "<section class=\"judgement\" role=\"group\" aria-label=\"The authors’ judgement\">\n\
                 <p class=\"judgement-label\">The authors’ judgement</p>\n",
                "</section>\n",
                UnitKind::Judgement,
            );
        }
        let upper = sign.word.to_ascii_uppercase();
        let mut is_judgement = upper == JUDGEMENT;
        let span = self.places.span(&sign.range);
        if WORDS.contains(&upper.as_str()) {
            let message = format!("`[!{upper}]` opens a box only if nothing follows on its line");
            let help = if sign.folds {
                "drop the sign after the bracket, since boxes do not fold, and put what follows on the next line"
            } else {
                "put the text on the next line, after `> `"
            };
            self.sink.push(Diagnostic::new(&codes::UNKNOWN_WORD, span, message).help(help));
        } else {
            let meant = closest(&upper, WORDS);
            is_judgement = meant == Some(JUDGEMENT);
            let meant = meant.map(|word| format!("did you mean `[!{word}]`?"));
            self.sink.push(
                Diagnostic::new(&codes::UNKNOWN_WORD, span, format!("`[!{}]` is not a kind of box", sign.word))
                    .maybe_help(meant)
                    .help(format!("one of: {}", WORDS.map(|word| format!("`[!{word}]`")).join(", "))),
            );
        }
        // What was meant as a judgement is not asked for evidence on top.
        if is_judgement { (plain.0, plain.1, UnitKind::Judgement) } else { plain }
    }
}

/// The sign that a quote begins with, if the parser did not take it for one of its own.
fn sign<'t>(body: &'t str, range: &Range<usize>) -> Option<Sign<'t>> {
    let is_space = |c: char| matches!(c, ' ' | '\t');
    let raw = body.get(range.clone())?;
    let rest = raw.trim_start_matches(is_space).strip_prefix('>')?.trim_start_matches(is_space);
    let start = range.start + raw.len() - rest.len();
    let word = rest.strip_prefix("[!")?;
    let word = &word[..word.find(|c: char| !c.is_alphabetic())?];
    let after = rest["[!".len() + word.len()..].strip_prefix(']')?;
    let unfolded = after.strip_prefix(['-', '+']);
    let (after, folds) = (unfolded.unwrap_or(after), unfolded.is_some());
    let range = start..start + word.len() + "[!]".len();
    (!word.is_empty() && (after.is_empty() || after.starts_with(char::is_whitespace))).then_some(Sign {
        word,
        range,
        folds,
    })
}

const fn alert(kind: BlockQuoteKind) -> &'static str {
    // A note is no landmark: a page with ten of them would have ten.
    match kind {
        BlockQuoteKind::Note => "<aside class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-label\">Note</p>\n",
        BlockQuoteKind::Tip => "<aside class=\"alert alert-tip\" role=\"note\">\n<p class=\"alert-label\">Tip</p>\n",
        BlockQuoteKind::Important => {
            "<aside class=\"alert alert-important\" role=\"note\">\n<p class=\"alert-label\">Important</p>\n"
        }
        BlockQuoteKind::Warning => {
            "<aside class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-label\">Warning</p>\n"
        }
        BlockQuoteKind::Caution => {
            "<aside class=\"alert alert-caution\" role=\"note\">\n<p class=\"alert-label\">Caution</p>\n"
        }
    }
}
