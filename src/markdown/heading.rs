use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::Heading;
use super::buffer::{Buffers, Slot};
use super::escape::push_attribute;
use super::place::Places;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{Span, Spanned, folded};

/// Ids that the pages' own parts may have; no heading takes one. Beside these, pages may use any id that
/// [`is_reserved_id`] accepts.
///
/// The address of a heading is part of the site's stable addresses, so headings have the plain names and the list is
/// longer than what the built-in theme needs: a name that is added later would move a heading.
pub const RESERVED_IDS: &[&str] = &[
    "about",
    "actors",
    "archive",
    "bearings",
    "briefs",
    "citation",
    "cite",
    "cite-this",
    "claims",
    "compare",
    "conditions",
    "contents",
    "content",
    "corrections",
    "criteria",
    "disagreements",
    "events",
    "evidence",
    "excerpt",
    "excerpts",
    "feed",
    "filter",
    "filters",
    "footer",
    "footnotes",
    "gaps",
    "graph",
    "header",
    "home",
    "index",
    "languages",
    "main",
    "menu",
    "method",
    "nav",
    "navigation",
    "notes",
    "options",
    "origins",
    "page",
    "print",
    "profile",
    "proof",
    "references",
    "related",
    "relations",
    "results",
    "search",
    "sidebar",
    "skip",
    "sources",
    "stances",
    "summary",
    "table-of-contents",
    "terms",
    "theme",
    "timeline",
    "title",
    "toc",
    "top",
    "topics",
    "variants",
];

/// Whether an id belongs to the page and not to its text: one of [`RESERVED_IDS`], one that begins with `sb-`, or one
/// of a footnote (`fn-1`, `fnref-1-2`).
#[must_use]
pub fn is_reserved_id(id: &str) -> bool {
    let is_note =
        |prefix: &str| id.strip_prefix(prefix).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '-'));
    RESERVED_IDS.contains(&id) || id.starts_with("sb-") || is_note("fn-") || is_note("fnref-")
}

/// A heading whose id is not decided yet: ids that authors chose come first.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) level: u8,
    pub(super) explicit: Option<Spanned<String>>,
    /// Its text as one line, for the slug.
    pub(super) line: String,
    /// Its readable text, among the document's sentences.
    pub(super) sentence: u32,
    pub(super) span: Span,
    pub(super) nested: bool,
    pub(super) opening: Slot,
}

/// Gives headings their levels: the first has the base, and one below another is exactly one deeper, whatever number of
/// `#` the author took.
#[derive(Debug, Clone)]
pub(super) struct Levels {
    base: u8,
    /// The author's levels of the headings above, strictly rising: six at most.
    above: Vec<u8>,
}

impl Levels {
    pub(super) const fn new(base: u8) -> Self {
        Self { base, above: Vec::new() }
    }

    /// An outline that begins anew at the same base.
    pub(super) const fn anew(&self) -> Self {
        Self::new(self.base)
    }

    /// The level on the page of the next heading.
    pub(super) fn next(&mut self, written: u8) -> u8 {
        while self.above.last().is_some_and(|&above| above >= written) {
            self.above.pop();
        }
        let depth = u8::try_from(self.above.len()).unwrap_or(6);
        self.above.push(written);
        self.base.saturating_add(depth).clamp(1, 6)
    }
}

/// Decides the ids and writes the opening tags that were waiting for them.
pub(super) fn settle(
    pending: Vec<Pending>,
    places: Places,
    buffers: &mut Buffers,
    sink: &mut Diagnostics,
) -> Vec<Heading> {
    let mut ids = Ids::default();
    let explicit: Vec<bool> = pending.iter().map(|heading| ids.claim(heading, places, sink)).collect();
    let mut headings = Vec::with_capacity(pending.len());
    for (heading, is_explicit) in pending.into_iter().zip(explicit) {
        let id = match heading.explicit {
            Some(id) if is_explicit => id.value,
            _ => ids.unique(&slug(&heading.line)),
        };
        let mut tag = format!("<h{} id=\"", heading.level);
        push_attribute(&mut tag, &id);
        tag.push_str("\">");
        buffers.fill(heading.opening, &tag);
        headings.push(Heading {
            level: heading.level,
            id,
            sentence: heading.sentence,
            span: heading.span,
            nested: heading.nested,
        });
    }
    headings
}

#[derive(Debug, Default)]
struct Ids {
    taken: HashSet<String>,
    /// What authors chose, as [`folded`], with how and where they wrote it.
    chosen: HashMap<String, (String, Span)>,
    /// The last number tried after a slug, so that a thousand equal headings are not a million tries.
    last: HashMap<String, usize>,
}

impl Ids {
    /// Takes the id that an author chose; `false` if there is none or it cannot be had, which is reported.
    fn claim(&mut self, heading: &Pending, places: Places, sink: &mut Diagnostics) -> bool {
        // A whole-field place has no braces to point at, and notes have no ids.
        let (Some(id), Places::Exact { .. }) = (&heading.explicit, places) else { return false };
        if !id.value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) || id.value.is_empty() {
            let message = format!("`{}` cannot be the id of a heading", id.value);
            sink.push(
                Diagnostic::new(&codes::INVALID_IDENTIFIER, id.span, message)
                    .help("use letters, digits, hyphens and full stops: `{#what-follows}`"),
            );
            return false;
        }
        if is_reserved_id(&id.value) {
            let message = format!("the id `{}` is already used by the page itself", id.value);
            sink.push(Diagnostic::new(&codes::DUPLICATE_HEADING, id.span, message).help("choose another id"));
            return false;
        }
        if let Some((first, place)) = self.chosen.get(&*folded(&id.value)) {
            let message = if *first == id.value {
                format!("two headings have the id `{}`", id.value)
            } else {
                format!("the ids `{first}` and `{}` differ only by letter case or Unicode form", id.value)
            };
            sink.push(
                Diagnostic::new(&codes::DUPLICATE_HEADING, id.span, message)
                    .label("again here")
                    .also(*place, "first here")
                    .help("choose another id for one of the two"),
            );
            return false;
        }
        self.chosen.insert(folded(&id.value).into_owned(), (id.value.clone(), id.span));
        self.taken.insert(id.value.clone());
        true
    }

    fn unique(&mut self, slug: &str) -> String {
        if !is_reserved_id(slug) && self.taken.insert(slug.to_owned()) {
            return slug.to_owned();
        }
        let number = self.last.entry(slug.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let id = format!("{slug}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The id of a heading from its words: small letters and digits of any script, joined by hyphens.
fn slug(text: &str) -> String {
    /// Longest slug in characters: an address is read, typed and quoted.
    const LONGEST: usize = 60;
    let mut out = String::new();
    let mut length = 0;
    for c in text.nfc().flat_map(char::to_lowercase) {
        if length >= LONGEST {
            break;
        }
        if c.is_alphanumeric() {
            out.push(c);
            length += 1;
        } else if !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
            length += 1;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "section".to_owned() } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Ids, Levels, slug};

    #[test]
    fn slugs_are_addresses() {
        assert_eq!(slug("Kim’s “small deal”: what now?"), "kims-small-deal-what-now");
        assert_eq!(slug("북한의 E\u{301}tat"), "북한의-état");
        assert_eq!(slug("?!"), "section");
    }

    #[test]
    fn no_level_is_skipped() {
        let mut levels = Levels::new(2);
        let shown: Vec<u8> = [2, 4, 3, 1, 6, 6, 2].into_iter().map(|written| levels.next(written)).collect();
        assert_eq!(shown, [2, 3, 3, 2, 3, 3, 3]);
    }

    #[test]
    fn ids_avoid_those_of_the_page_and_each_other() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["evidence", "evidence", "deal", "deal-2", "deal"].map(|slug| ids.unique(slug)).to_vec();
        assert_eq!(given, ["evidence-2", "evidence-3", "deal", "deal-2", "deal-3"]);
    }
}
