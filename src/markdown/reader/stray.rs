use std::ops::Range;

use super::Reader;
use crate::diagnostic::{Diagnostic, codes};
use crate::files::Spanned;
use crate::markdown::MarkKind;
use crate::markdown::bracket::is_name;
use crate::syntax::{MERGE_HELP, merge_mark};

/// Signs that Obsidian and others know, which open and close words: each with what is used here.
const PAIRED: [(&str, &str); 2] = [
    ("==", "write `**…**` to make words stand out, or put it between backticks if it is meant to be seen"),
    ("%%", "readers see it: delete it, or put it between backticks if it is meant to be seen"),
];

/// How far a sign that is not closed is followed.
const SHOWN: usize = 80;

impl Reader<'_, '_> {
    /// Looks at words that are shown as they stand for signs that their author meant as more.
    pub(super) fn look_for_strays(&mut self, range: &Range<usize>) {
        let text = self.raw(range);
        for (at, _) in text.match_indices('@') {
            self.bare_citation(range.start + at);
        }
        for (sign, help) in PAIRED {
            if let Some(place) = paired(text, sign) {
                let place = range.start + place.start..range.start + place.end;
                self.report(&codes::STRAY_SIGN, &place, format!("`{sign}` is shown to readers as it stands"), help);
            }
        }
        for (at, _) in text.match_indices('{') {
            let rest = self.raw(&(range.start + at + 1..self.body.len()));
            if is_likelihood_sign(rest) {
                let place = range.start + at..range.start + at + 1 + words(&rest[1..]) + 1;
                self.report(&codes::STRAY_SIGN, &place, "`{~` is shown to readers as it stands", LIKELIHOOD_HELP);
            }
        }
    }

    /// `@a/b` that stands free: a citation without its brackets if there is such a source, which is not known here.
    fn bare_citation(&mut self, start: usize) {
        let before = self.raw(&(0..start)).chars().next_back();
        let stands_free = before.is_none_or(|c| c.is_whitespace() || "([{“‘\"'—–,;".contains(c));
        let rest = self.raw(&(start + 1..self.body.len()));
        let key = &rest[..rest.find(|c| !is_name(c) && c != '/').unwrap_or(rest.len())];
        if stands_free && start >= self.cited_until && is_key(key) {
            self.stray_citation(start..start + 1 + key.len(), key, true);
        }
    }

    /// A mark that shows nothing, by which later layers tell whether the words name a claim.
    fn stray_citation(&mut self, range: Range<usize>, key: &str, lacks_brackets: bool) {
        let key = Spanned::new(key.into(), self.places.span(&range));
        let mark = self.mark(&range, MarkKind::Stray { key, lacks_brackets });
        self.leaf_at(&range).prose.push_mark(mark);
    }

    /// Looks at a bracket that the parser took for text.
    pub(super) fn stray_bracket(&mut self, range: &Range<usize>) {
        let rest = self.raw(&(range.end..self.body.len()));
        let is_second = self.raw(&(0..range.start)).ends_with('[');
        if let Some(name) = rest.strip_prefix('[').filter(|name| !is_second && name.starts_with(char::is_alphabetic)) {
            let end = name.char_indices().take(SHOWN).find(|(_, c)| matches!(c, '[' | ']' | '\n')).map(|(at, _)| at);
            let is_closed = end.is_some_and(|at| ["](", "][", "]]"].iter().any(|sign| name[at..].starts_with(sign)));
            if !is_closed {
                let place = range.start..range.end + 1 + words(name);
                let help = "write `[[name]]`, or `\\[` for a bracket that is meant to be seen";
                self.report(&codes::STRAY_SIGN, &place, "this link to a record is not closed by `]]`", help);
            }
        } else if is_likelihood_sign(rest) {
            let place = range.start..range.end + 1 + words(&rest[1..]);
            let message = "this word of likelihood is not closed, or has more than words in it";
            self.report(&codes::STRAY_SIGN, &place, message, LIKELIHOOD_HELP);
        } else if let Some(end) = rest.char_indices().take(2 * SHOWN).find(|(_, c)| *c == ']').map(|(at, _)| at)
            && is_key(&rest[..end])
        {
            self.stray_citation(range.start..range.end + end + 1, &rest[..end], false);
        }
    }

    /// Reports the fence of a box as Quarto writes it, once a block: the line that closes it is left alone.
    pub(super) fn stray_fence(&mut self, range: &Range<usize>) {
        let line = self.raw(range).lines().next().unwrap_or("").trim_end();
        if line.trim_end_matches(':').trim().is_empty() || !line.trim_start().starts_with(FENCE) {
            return;
        }
        let span = self.places.span(&(range.start..range.start + line.len()));
        self.sink.push(Diagnostic::new(&codes::STRAY_SIGN, span, format!("`{FENCE}` opens no box here")).help(
            "write a quote whose first line is `> [!NOTE]`, `> [!WARNING]` or, for your own judgement, \
             `> [!JUDGEMENT]`",
        ));
    }
}

impl Reader<'_, '_> {
    /// Reports the fence of a code block that is never closed: all that follows is code.
    pub(super) fn open_fence(&mut self, range: &Range<usize>) {
        let block = self.raw(range);
        let first = block.lines().next().unwrap_or("");
        let Some(sign) = first.trim_start().chars().next().filter(|sign| matches!(sign, '`' | '~')) else { return };
        let is_fence = |line: &str| {
            let signs = line.trim_start_matches([' ', '\t', '>']).trim_end();
            signs.len() >= fence_length(first, sign) && signs.chars().all(|c| c == sign)
        };
        if block.lines().skip(1).last().is_some_and(is_fence) {
            return;
        }
        let place = range.start..range.start + first.trim_end().len();
        let message = "the code that begins here is never closed: all that follows is shown as code";
        let help = match fence_length(first, sign) {
            signs @ ..=SHOWN => format!("add a line {} where the code ends", sign.to_string().repeat(signs)),
            signs => format!("add a line of {signs} of these signs where the code ends"),
        };
        self.report(&codes::STRAY_SIGN, &place, message, &help);
    }

    /// Reports the marks of a merge.
    pub(super) fn stray_merge(&mut self, range: &Range<usize>) {
        if let Some(line) = merge_mark(self.raw(range)) {
            let place = range.start + line.start..range.start + line.end;
            self.report(&codes::STRAY_SIGN, &place, "this is a merge conflict marker, and readers see it", MERGE_HELP);
        }
    }
}

fn fence_length(line: &str, sign: char) -> usize {
    let line = line.trim_start();
    line.len() - line.trim_start_matches(sign).len()
}

const FENCE: &str = ":::";
const LIKELIHOOD_HELP: &str = "write `[~likely]`, or `\\~` for a sign that is meant to be seen";

/// `~` before a letter.
fn is_likelihood_sign(rest: &str) -> bool {
    rest.strip_prefix('~').is_some_and(|word| word.starts_with(char::is_alphabetic))
}

/// `a/b`, of two names.
fn is_key(word: &str) -> bool {
    let is_whole = |name: &str| !name.is_empty() && name.chars().all(is_name);
    word.split_once('/').is_some_and(|(source, claim)| is_whole(source) && is_whole(claim))
}

/// The length of the first word: letters, digits and hyphens.
fn words(text: &str) -> usize {
    let is_end = |c: char| !(c.is_alphanumeric() || c == '-');
    text.char_indices().take(SHOWN).find(|(_, c)| is_end(*c)).map_or(text.len().min(SHOWN), |(at, _)| at)
}

/// Where a sign opens words and closes them again, without a space on their side.
fn paired(text: &str, sign: &str) -> Option<Range<usize>> {
    let is_sign = |c: char| sign.contains(c);
    let opens = |at: usize| {
        !text[..at].ends_with(is_sign)
            && text[at + sign.len()..].starts_with(|c: char| !c.is_whitespace() && !is_sign(c))
    };
    let closes = |at: usize| text[..at].ends_with(|c: char| !c.is_whitespace() && !is_sign(c));
    // Hardly any text has one, and to find that out is quicker than to find the first.
    if !text.contains(sign) {
        return None;
    }
    let mut signs = text.match_indices(sign).map(|(at, _)| at);
    let start = signs.by_ref().find(|at| opens(*at))?;
    let end = signs.find(|at| closes(*at))?;
    Some(start..end + sign.len())
}
