//! What the formatter makes, as HTML of few elements and no attributes but the address of a link.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemMeta, Formatted, Formatting};

/// A reference as HTML, without its number in a list: it stands alone.
pub(super) fn html<'a>(parts: impl Iterator<Item = &'a ElemChild>) -> String {
    let mut out = String::new();
    parts.for_each(|part| write(part, &mut out));
    out.trim().to_owned()
}

fn write(part: &ElemChild, out: &mut String) {
    match part {
        ElemChild::Text(text) => formatted(text, out),
        ElemChild::Elem(Elem { meta: Some(ElemMeta::CitationNumber | ElemMeta::CitationLabel), .. })
        | ElemChild::Transparent { .. } => {}
        ElemChild::Elem(elem) => {
            // What a style sets apart as a block is set apart by a space here.
            let apart = elem.display.is_some();
            let space = |out: &mut String| {
                if apart && !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            };
            space(out);
            elem.children.0.iter().for_each(|child| write(child, out));
            space(out);
        }
        ElemChild::Markup(text) => escape(text, out),
        ElemChild::Link { text, url } if url.starts_with("https://") || url.starts_with("http://") => {
            out.push_str("<a href=\"");
            escape(url, out);
            out.push_str("\">");
            formatted(text, out);
            out.push_str("</a>");
        }
        ElemChild::Link { text, .. } => formatted(text, out),
    }
}

fn formatted(text: &Formatted, out: &mut String) {
    let tags = tags(&text.formatting);
    tags.iter().for_each(|(open, _)| out.push_str(open));
    if text.text.contains(char::is_alphanumeric) {
        escape(&text.text, out);
    } else {
        // Between a year and a day that nobody knows, the formatter leaves a comma.
        escape(&text.text.replace(",)", ")"), out);
    }
    tags.iter().rev().for_each(|(_, close)| out.push_str(close));
}

/// The elements of a format, the outermost first.
fn tags(formatting: &Formatting) -> Vec<(&'static str, &'static str)> {
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
