use std::ops::Range;

use pulldown_cmark::{BrokenLink, LinkType};

use super::Reader;
use super::link::OpenLink;
use crate::diagnostic::codes;
use crate::files::Spanned;
use crate::markdown::MarkKind;
use crate::markdown::bracket::{self, Bracket};

/// Whether the brackets of a link that the parser cannot resolve are a mark.
pub(super) fn is_ours(body: &str, link: &BrokenLink<'_>) -> bool {
    is_mark(body, &link.span, link.link_type)
}

/// Whether there is a mark in the brackets of a link.
pub(super) fn is_mark(body: &str, range: &Range<usize>, link_type: LinkType) -> bool {
    halves(body, range, link_type).is_some_and(|(first, second)| {
        bracket::read(body, first).is_some() || second.is_some_and(|second| bracket::read(body, second).is_some())
    })
}

/// The insides of `[first]`, `[first][]` or `[first][second]`.
fn halves(body: &str, range: &Range<usize>, link_type: LinkType) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let raw = body.get(range.clone())?;
    let start = range.start + raw.find('[')? + 1;
    match link_type {
        LinkType::Shortcut | LinkType::ShortcutUnknown => Some((start..range.end - 1, None)),
        LinkType::Collapsed | LinkType::CollapsedUnknown => Some((start..range.end.checked_sub(3)?.max(start), None)),
        LinkType::Reference | LinkType::ReferenceUnknown => {
            let split = range.start + raw.rfind("][")?;
            (split >= start).then_some((start..split, Some(split + 2..range.end - 1)))
        }
        _ => None,
    }
}

impl Reader<'_, '_> {
    /// Writes a link whose brackets hold marks; `None` if they do not.
    pub(super) fn brackets(&mut self, link_type: LinkType, range: &Range<usize>) -> Option<()> {
        if !is_mark(self.body, range, link_type) {
            return None;
        }
        let (first, second) = halves(self.body, range, link_type)?;
        if bracket::read(self.body, first.clone()).is_none() {
            self.words("[", &(range.start..range.start + 1));
            self.links.push(OpenLink::Bracketed(second?));
            return Some(());
        }
        self.bracket(&first);
        if let Some(second) = second {
            self.bracket(&second);
        }
        self.skip();
        Some(())
    }

    /// Writes what stands between two brackets.
    pub(super) fn bracket(&mut self, inner: &Range<usize>) {
        let whole = inner.start - 1..inner.end + 1;
        self.leaf_at(&whole);
        let file = |range: &Range<usize>, value: &str| Spanned::new(value.into(), self.places.span(range));
        let (kind, words) = match bracket::read(self.body, inner.clone()) {
            Some(Bracket::Citation(_)) if self.anchors > 0 => {
                self.report(
                    &codes::INVALID_CITATION,
                    &whole,
                    "a citation cannot stand in the text of a link",
                    "put it after the link",
                );
                self.unread_citation(&whole);
                return self.literal(&whole);
            }
            Some(Bracket::Citation(parts)) => {
                let claims = parts.iter().map(|part| file(part, self.raw(part))).collect();
                (MarkKind::Citation(claims), None)
            }
            Some(Bracket::Likelihood(place, word)) => (MarkKind::Likelihood { word: file(&place, &word) }, Some(word)),
            Some(Bracket::NoEvidence) => return self.no_evidence(&whole),
            Some(Bracket::Malformed(fault)) => {
                let form = match fault.meant {
                    Some(meant) => format!("did you mean `[{meant}]`?"),
                    None => "write a citation as `[@source/claim]`, or of several claims as `[@a/b; @c/d]`".to_owned(),
                };
                self.report(&codes::INVALID_CITATION, &fault.place, fault.message, &form);
                self.unread_citation(&whole);
                return self.literal(&whole);
            }
            None => return self.literal(&whole),
        };
        let mark = self.mark(&whole, kind);
        let leaf = self.leaf_here();
        leaf.shown += 1;
        match words {
            Some(words) => leaf.prose.push_words(mark, &words),
            None => leaf.prose.push_mark(mark),
        }
        self.buffers.mark(mark);
    }

    /// Marks a citation that has been reported, so that what it stands in is not reported as uncited as well. Nothing is
    /// shown of the mark.
    pub(super) fn unread_citation(&mut self, whole: &Range<usize>) {
        let mark = self.mark(whole, MarkKind::Citation(Box::default()));
        self.leaf_at(whole).prose.push_mark(mark);
    }

    /// `[@none]`, of which nothing is shown: neither is the space before it.
    fn no_evidence(&mut self, whole: &Range<usize>) {
        let mark = self.mark(whole, MarkKind::NoEvidence);
        self.leaf_here().prose.push_mark(mark);
        let next = self.raw(&(whole.end..self.body.len())).chars().next();
        let joins = next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
        if joins {
            self.buffers.take_space();
        }
    }
}
