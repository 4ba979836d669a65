//! The one place where text becomes HTML.

/// Writes text as the content of an element.
pub fn push_text(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    });
}

/// Writes text as the value of an attribute between double quotation marks.
pub fn push_attribute(out: &mut String, text: &str) {
    push(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    });
}

/// Copies in runs: nearly all text needs no escaping at all.
fn push(out: &mut String, text: &str, entity: impl Fn(char) -> Option<&'static str>) {
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let replacement = if is_forbidden(c) { Some("\u{fffd}") } else { entity(c) };
        if let Some(replacement) = replacement {
            out.push_str(&text[copied..at]);
            out.push_str(replacement);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
}

/// What the HTML standard calls a parse error in an input stream: control characters and noncharacters.
pub(super) fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::{push_attribute, push_text};

    #[test]
    fn text_and_attributes_cannot_leave_their_place() {
        let mut out = String::new();
        push_text(&mut out, "a<b>&c\u{1}\"é");
        assert_eq!(out, "a&lt;b&gt;&amp;c\u{fffd}\"é");
        out.clear();
        push_attribute(&mut out, "x\" onload=\"y\u{ffff}");
        assert_eq!(out, "x&quot; onload=&quot;y\u{fffd}");
    }
}
