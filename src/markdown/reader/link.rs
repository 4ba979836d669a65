use std::ops::Range;

use pulldown_cmark::LinkType;

use super::Reader;
use super::bracket::is_mark;
use super::record::Purpose;
use crate::diagnostic::codes;
use crate::files::Spanned;
use crate::markdown::address::{self, Address};
use crate::markdown::{MarkKind, PathUse, encode_address, push_attribute};

/// A link of the parser that is open, and what its end does.
#[derive(Debug)]
pub(super) enum OpenLink {
    /// An `<a>`. If nothing is shown in it, its address is. Its words begin at `start`.
    Anchor { mark: Option<usize>, address: String, shown: usize, start: usize },
    /// Only its text is shown.
    Text,
    /// `[text][@a/b]`: the text between brackets, then the mark at the range.
    Bracketed(Range<usize>),
    /// Wholly written when it began.
    Written,
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
                self.unread_citation(&range);
                self.cited_until = range.end;
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
        if is_mark(self.body, &after, link_type) {
            // "Wow![@a/b]": an exclamation mark and a citation.
            self.words("!", &(range.start..range.start + 1));
            if self.brackets(link_type, &after).is_some() {
                return;
            }
        }
        match address::read(address) {
            Address::Root(path) => {
                let path = Spanned::new(path.into(), self.places.span(&range));
                let mark = self.mark(&range, MarkKind::Path { path, usage: PathUse::Image });
                self.collect_text(Purpose::Image { mark, title: title.to_owned() });
            }
            Address::External(_) => self.refuse(&range, "an image from another host is not shown", IMAGE_HELP),
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
        let leaf = self.leaf_here();
        let (shown, start) = (leaf.shown, leaf.prose.end());
        let mut mark = None;
        match address::read(address) {
            Address::External(url) => {
                self.buffers.html("<a href=\"");
                push_attribute(self.buffers.tail(), &url);
                self.buffers.html(if url.starts_with("mailto:") { "\"" } else { "\" rel=\"external\"" });
            }
            Address::Fragment(fragment) => {
                self.buffers.html("<a href=\"#");
                push_attribute(self.buffers.tail(), &encode_address(&fragment));
                self.buffers.html("\"");
                self.fragments.push((fragment, range.clone()));
            }
            Address::Root(path) => {
                let path = Spanned::new(path.into(), self.places.span(range));
                let index = self.mark(range, MarkKind::Path { path, usage: PathUse::Link });
                self.leaf_here().prose.push_mark(index);
                self.buffers.html("<a");
                self.buffers.mark(index);
                mark = Some(index);
            }
            Address::Refused(why) => {
                let meant = address::record_in(address);
                let help =
                    meant.map_or(LINK_HELP.to_owned(), |id| LINK_HELP.replacen("[[id]]", &format!("[[{id}]]"), 1));
                self.report(&codes::BROKEN_LINK, range, format!("this is not a link: {why}"), &help);
                return OpenLink::Text;
            }
        }
        self.title(title);
        self.anchors += 1;
        OpenLink::Anchor { mark, address: address.to_owned(), shown, start }
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.buffers.html(" title=\"");
            push_attribute(self.buffers.tail(), title);
            self.buffers.html("\"");
        }
        self.buffers.html(">");
    }

    pub(super) fn close_link(&mut self, range: Range<usize>) {
        match self.links.pop() {
            Some(OpenLink::Anchor { mark, address, shown, start }) => {
                if self.leaf_here().shown == shown {
                    self.words(&address, &range);
                }
                self.leaf_here().prose.set_aside(start);
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
    pub(super) fn locate_path(&mut self, mark: usize, range: &Range<usize>) {
        let rest = self.raw(&(self.last_end..range.end));
        let Some(inner) = rest.strip_prefix("](").map(str::trim_start) else { return };
        let start = range.end - inner.len();
        let address = match inner.strip_prefix('<') {
            Some(pointed) => start + 1..start + 1 + pointed.find('>').unwrap_or(pointed.len()),
            None => start..start + inner.find(char::is_whitespace).unwrap_or(inner.len().saturating_sub(1)),
        };
        let span = self.places.span(&address);
        if let Some(MarkKind::Path { path, .. }) = self.marks.get_mut(mark).map(|mark| &mut mark.kind) {
            path.span = span;
        }
    }

    /// Leaves out what stands in the element that has just begun.
    pub(super) fn skip(&mut self) {
        self.links.push(OpenLink::Written);
        self.skipping = 1;
    }
}

pub(super) const LINK_HELP: &str =
    "link to a record with `[[id]]`, to a page with `/options/`, to another site with `https://…`";
const IMAGE_HELP: &str = "put the file into `static/` and write its address from the root of the site: `/photo.png`";
