use std::ops::Range;

use pulldown_cmark::{BrokenLink, Event, LinkType};

use super::Reader;
use crate::diagnostic::{Diagnostic, codes};
use crate::files::{Span, Spanned};
use crate::markdown::address::{self, Address};
use crate::markdown::bracket::{self, Bracket};
use crate::markdown::place::{trimmed, unwrapped};
use crate::markdown::{MarkKind, PathUse, Piece, encode_address, push_attribute};

/// A link of the parser that is open, and what its end does.
#[derive(Debug)]
pub(super) enum OpenLink {
    /// An `<a>`. If nothing is shown in it, its address is.
    Anchor { mark: Option<usize>, address: String, shown: usize },
    /// Only its text is shown.
    Text,
    /// `[text][@a/b]`: the text between brackets, then the mark at the range.
    Bracketed(Range<usize>),
    /// Wholly written when it began.
    Written,
}

/// The plain text of a label, which is collected while nothing is written.
#[derive(Debug)]
pub(super) struct Collecting {
    depth: usize,
    text: String,
    purpose: Purpose,
}

#[derive(Debug)]
enum Purpose {
    /// The alternative text of an image with that mark.
    Image { mark: usize, title: String },
    /// The label of a link with that mark.
    Label { mark: usize },
}

/// Whether the brackets of a link that the parser cannot resolve are a mark.
pub(super) fn is_ours(body: &str, link: &BrokenLink<'_>) -> bool {
    halves(body, &link.span, link.link_type).is_some_and(|(first, second)| {
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

/// What is reported of a record that is embedded among words.
pub(super) fn misplaced_embed(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISPLACED_EMBED, span, "an embedded record needs a paragraph of its own")
        .label("shown as a link")
        .help("put it between blank lines, or write `[[…]]` for a link")
}

impl Reader<'_, '_> {
    pub(super) fn open_link(&mut self, link_type: LinkType, address: &str, title: &str, range: Range<usize>) {
        self.leaf_at(&range);
        self.last_end = range.start + 1;
        let open = match link_type {
            LinkType::WikiLink { has_pothole } => {
                return self.wikilink(address, has_pothole, range, false);
            }
            // The parser lets an address between `<` and `>` stand in the text of another link; HTML does not.
            _ if self.anchors > 0 => OpenLink::Text,
            LinkType::Email => self.address(&format!("mailto:{address}"), title, &range),
            LinkType::Inline if self.raw(&range).starts_with("[@") => {
                self.report(
                    &codes::INVALID_CITATION,
                    &range,
                    "a citation has no address",
                    "put a space between the citation and the parenthesis",
                );
                OpenLink::Text
            }
            _ => {
                return self.brackets(link_type, &range).unwrap_or_else(|| {
                    let open = self.address(address, title, &range);
                    self.links.push(open);
                });
            }
        };
        self.links.push(open);
    }

    pub(super) fn open_image(&mut self, link_type: LinkType, address: &str, title: &str, range: Range<usize>) {
        self.leaf_at(&range);
        self.last_end = range.start + 2;
        if let LinkType::WikiLink { has_pothole } = link_type {
            return self.wikilink(address, has_pothole, range, true);
        }
        let after = range.start + 1..range.end;
        if halves(self.body, &range, link_type).is_some() && self.is_mark(link_type, &after) {
            // "Wow![@a/b]": an exclamation mark and a citation.
            self.words("!", &(range.start..range.start + 1));
            if self.brackets(link_type, &after).is_some() {
                return;
            }
        }
        match address::read(address) {
            Address::Root(path) => {
                let path = Spanned::new(path, self.places.span(&range));
                let mark = self.mark(&range, MarkKind::Path { path, usage: PathUse::Image });
                let purpose = Purpose::Image { mark, title: title.to_owned() };
                self.collecting = Some(Collecting { depth: 0, text: String::new(), purpose });
            }
            Address::External(_) => self.refuse(&range, "an image of another host is not shown", IMAGE_HELP),
            Address::Fragment(_) => self.refuse(&range, "an image needs the address of a file", IMAGE_HELP),
            Address::Refused(why) => self.refuse(&range, &format!("this image is not shown: {why}"), IMAGE_HELP),
        }
    }

    /// Shows only the text of a link or image, and says why.
    fn refuse(&mut self, range: &Range<usize>, message: &str, help: &str) {
        self.report(&codes::BROKEN_LINK, range, message, help);
        self.links.push(OpenLink::Text);
    }

    fn address(&mut self, address: &str, title: &str, range: &Range<usize>) -> OpenLink {
        let shown = self.leaf_here().shown;
        let mut mark = None;
        match address::read(address) {
            Address::External(url) => {
                self.buffers.html("<a href=\"");
                push_attribute(self.buffers.tail(), &url);
                self.buffers.html("\" rel=\"external\"");
            }
            Address::Fragment(fragment) => {
                self.buffers.html("<a href=\"#");
                push_attribute(self.buffers.tail(), &encode_address(&fragment));
                self.buffers.html("\"");
                self.fragments.push((fragment, range.clone()));
            }
            Address::Root(path) => {
                let path = Spanned::new(path, self.places.span(range));
                let index = self.mark(range, MarkKind::Path { path, usage: PathUse::Link });
                self.leaf_here().prose.push_mark(index);
                self.buffers.html("<a");
                self.buffers.piece(Piece::Mark(index));
                mark = Some(index);
            }
            Address::Refused(why) => {
                self.report(&codes::BROKEN_LINK, range, format!("this is no link: {why}"), LINK_HELP);
                return OpenLink::Text;
            }
        }
        self.title(title);
        self.anchors += 1;
        OpenLink::Anchor { mark, address: address.to_owned(), shown }
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.buffers.html(" title=\"");
            push_attribute(self.buffers.tail(), title);
            self.buffers.html("\"");
        }
        self.buffers.html(">");
    }

    pub(super) fn close_link(&mut self, range: Range<usize>) {
        match self.links.pop() {
            Some(OpenLink::Anchor { mark, address, shown }) => {
                if self.leaf_here().shown == shown {
                    self.words(&address, &range);
                }
                self.anchors -= 1;
                self.buffers.html("</a>");
                if let Some(mark) = mark {
                    self.locate_path(mark, &range);
                }
            }
            Some(OpenLink::Bracketed(second)) => {
                self.words("]", &(second.start - 2..second.start - 1));
                self.bracket(&second);
            }
            Some(OpenLink::Text | OpenLink::Written) | None => {}
        }
    }

    /// Points the span of a path at the address in `[text](address)`: it follows the text, which has just ended.
    fn locate_path(&mut self, mark: usize, range: &Range<usize>) {
        let rest = self.raw(&(self.last_end..range.end));
        let Some(inner) = rest.strip_prefix("](").map(str::trim_start) else { return };
        let start = range.end - inner.len();
        let address = match inner.strip_prefix('<') {
            Some(pointed) => start + 1..start + 1 + pointed.find('>').unwrap_or(pointed.len()),
            None => start..start + inner.find(char::is_whitespace).unwrap_or(inner.len() - 1),
        };
        let span = self.places.span(&address);
        if let Some(MarkKind::Path { path, .. }) = self.marks.get_mut(mark).map(|mark| &mut mark.kind) {
            path.span = span;
        }
    }

    fn is_mark(&self, link_type: LinkType, range: &Range<usize>) -> bool {
        halves(self.body, range, link_type).is_some_and(|(first, second)| {
            bracket::read(self.body, first).is_some()
                || second.is_some_and(|second| bracket::read(self.body, second).is_some())
        })
    }

    /// Writes a link whose brackets hold marks; `None` if they do not.
    fn brackets(&mut self, link_type: LinkType, range: &Range<usize>) -> Option<()> {
        if !self.is_mark(link_type, range) {
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

    /// Leaves out what stands in the link that has just begun.
    fn skip(&mut self) {
        self.links.push(OpenLink::Written);
        self.skipping = 1;
    }

    /// Writes what stands between two brackets.
    fn bracket(&mut self, inner: &Range<usize>) {
        let whole = inner.start - 1..inner.end + 1;
        self.leaf_at(&whole);
        let file = |range: &Range<usize>, value: &str| Spanned::new(value.to_owned(), self.places.span(range));
        let (kind, words) = match bracket::read(self.body, inner.clone()) {
            Some(Bracket::Citation(parts)) => {
                let claims = parts.iter().map(|part| file(part, self.raw(part))).collect();
                (MarkKind::Citation(claims), None)
            }
            Some(Bracket::Likelihood(place, word)) => (MarkKind::Likelihood { word: file(&place, &word) }, Some(word)),
            Some(Bracket::NoEvidence) => {
                return self.no_evidence(&whole);
            }
            Some(Bracket::Malformed(fault)) => {
                let form = match fault.meant {
                    Some(meant) => format!("did you mean `[{meant}]`?"),
                    None => "a citation reads `[@source/claim]`, and of several claims `[@a/b; @c/d]`".to_owned(),
                };
                self.report(&codes::INVALID_CITATION, &fault.place, fault.message, &form);
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
        self.buffers.piece(Piece::Mark(mark));
    }

    /// `[@none]`, of which nothing is shown: neither is the space before it.
    fn no_evidence(&mut self, whole: &Range<usize>) {
        let mark = self.mark(whole, MarkKind::NoEvidence);
        self.leaf_here().prose.push_mark(mark);
        let next = self.raw(&(whole.end..self.body.len())).chars().next();
        let joins = next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
        if joins && self.buffers.tail().ends_with(' ') {
            self.buffers.tail().pop();
        }
    }

    /// `[[target]]`, `[[target|label]]` or, as an image, `![[target]]`.
    fn wikilink(&mut self, target: &str, has_label: bool, range: Range<usize>, is_embed: bool) {
        let start = range.start + if is_embed { "![[".len() } else { "[[".len() };
        let mut place = start..start + target.len();
        if self.raw(&place) != target {
            place = range.clone();
        } else if has_label && target.ends_with('\\') {
            // In a table the bar between target and label is escaped.
            place.end -= 1;
        }
        let place = trimmed(self.body, place);
        let target = Spanned::new(unwrapped(self.raw(&place)), self.places.span(&place));
        if target.value.is_empty() {
            self.report(&codes::BROKEN_LINK, &range, "this link names no record", LINK_HELP);
            self.literal(&range);
            return self.skip();
        }
        if self.anchors > 0 {
            self.sink.push(misplaced_embed(self.places.span(&range)));
            self.words(&target.value, &place);
            return self.skip();
        }
        self.record_link(target, has_label, &range, is_embed);
    }

    fn record_link(&mut self, target: Spanned<String>, has_label: bool, range: &Range<usize>, is_embed: bool) {
        let written = target.value.clone();
        let kind = if is_embed { MarkKind::Embed { target } } else { MarkKind::Link { target, label: None } };
        let mark = self.mark(range, kind);
        self.buffers.piece(Piece::Mark(mark));
        let leaf = self.leaf_here();
        if is_embed {
            leaf.embeds += 1;
        } else {
            leaf.shown += 1;
        }
        if has_label && !is_embed {
            let purpose = Purpose::Label { mark };
            self.collecting = Some(Collecting { depth: 0, text: String::new(), purpose });
        } else {
            // Nobody knows the record's name yet, and a heading needs words for its id.
            let label = leaf.is_heading().then_some(written);
            leaf.prose.push_link(mark, label.as_deref());
            self.skip();
        }
    }

    /// Takes an event within a label.
    pub(super) fn collect(&mut self, event: &Event<'_>, range: Range<usize>) {
        let Some(collecting) = &mut self.collecting else { return };
        match event {
            Event::Start(_) => collecting.depth += 1,
            Event::End(_) if collecting.depth == 0 => self.collected(&range),
            Event::End(_) => collecting.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => collecting.text.push_str(text),
            Event::SoftBreak | Event::HardBreak => collecting.text.push(' '),
            _ => {}
        }
    }

    fn collected(&mut self, range: &Range<usize>) {
        let Some(Collecting { text, purpose, .. }) = self.collecting.take() else { return };
        let text = unwrapped(&text);
        match purpose {
            Purpose::Image { mark, title } => {
                self.locate_path(mark, range);
                let leaf = self.leaf_here();
                leaf.shown += 1;
                leaf.prose.push_mark(mark);
                self.buffers.html("<img");
                self.buffers.piece(Piece::Mark(mark));
                self.buffers.html(" alt=\"");
                push_attribute(self.buffers.tail(), &text);
                self.buffers.html("\" loading=\"lazy\"");
                self.title(&title);
            }
            Purpose::Label { mark } => {
                let words = (!text.is_empty()).then_some(text);
                self.leaf_here().prose.push_link(mark, words.as_deref());
                if let Some(MarkKind::Link { label, .. }) = self.marks.get_mut(mark).map(|mark| &mut mark.kind) {
                    *label = words;
                }
            }
        }
    }
}

const LINK_HELP: &str = "link to a record with `[[id]]`, to a page with `/options/`, to another site with `https://…`";
const IMAGE_HELP: &str = "put the file into `static/` and write its address from the root of the site: `/photo.png`";
