//! What the formatter makes, as HTML of few elements and no attributes but the address of a link.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemMeta, Formatted, Formatting};

/// A reference as HTML, without its number in a list: it stands alone.
pub(super) fn html<'a>(parts: impl Iterator<Item = &'a ElemChild>) -> String {
    let mut page = Html::default();
    parts.for_each(|part| page.write(part));
    page.out.trim().to_owned()
}

/// HTML in the making.
#[derive(Default)]
struct Html {
    out: String,
    /// The last character that a reader sees.
    last: Option<char>,
}

impl Html {
    fn write(&mut self, part: &ElemChild) {
        match part {
            ElemChild::Elem(Elem { meta: Some(ElemMeta::CitationNumber | ElemMeta::CitationLabel), .. })
            | ElemChild::Transparent { .. } => {}
            ElemChild::Elem(elem) => {
                // What a style sets apart as a block is set apart by a space here.
                let is_apart = elem.display.is_some();
                self.space(is_apart);
                elem.children.0.iter().for_each(|child| self.write(child));
                self.space(is_apart);
            }
            ElemChild::Markup(text) => self.text(text),
            ElemChild::Link { text, url } if url.starts_with("https://") || url.starts_with("http://") => {
                self.out.push_str("<a href=\"");
                escape(url, &mut self.out);
                self.out.push_str("\">");
                self.formatted(text);
                self.out.push_str("</a>");
            }
            ElemChild::Text(text) | ElemChild::Link { text, .. } => self.formatted(text),
        }
    }

    fn space(&mut self, is_wanted: bool) {
        if is_wanted && self.last.is_some_and(|last| last != ' ') {
            self.text(" ");
        }
    }

    fn formatted(&mut self, text: &Formatted) {
        let tags = tags(text.formatting);
        self.out.extend(tags.iter().map(|(open, _)| *open));
        self.joined(&text.text);
        self.out.extend(tags.iter().rev().map(|(_, close)| *close));
    }

    /// Text after what stands there. Where a part of a date is absent, the formatter leaves the comma before it; where a
    /// part ends a sentence by itself, it ends it once more.
    fn joined(&mut self, text: &str) {
        let is_ended = self.last.is_some_and(|last| matches!(last, '.' | '?' | '!'));
        let text = text.strip_prefix('.').filter(|_| is_ended).unwrap_or(text);
        if text.contains(char::is_alphanumeric) {
            self.text(text);
        } else {
            self.text(&text.replace(",)", ")"));
        }
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
        self.last = text.chars().next_back().or(self.last);
    }
}

/// The elements of a format, the outermost first.
fn tags(formatting: Formatting) -> Vec<(&'static str, &'static str)> {
    let wanted = [
        (formatting.font_weight == FontWeight::Bold, ("<b>", "</b>")),
        (formatting.font_style == FontStyle::Italic, ("<em>", "</em>")),
        (formatting.font_variant == FontVariant::SmallCaps, ("<span class=\"small-caps\">", "</span>")),
        (formatting.text_decoration == TextDecoration::Underline, ("<u>", "</u>")),
        (formatting.vertical_align == VerticalAlign::Sup, ("<sup>", "</sup>")),
        (formatting.vertical_align == VerticalAlign::Sub, ("<sub>", "</sub>")),
    ];
    wanted.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, tags)| tags).collect()
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}
