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

/// Copies in runs: nearly all text needs no escaping at all, and most of it is passed by a look at its bytes.
fn push(out: &mut String, text: &str, entity: impl Fn(char) -> Option<&'static str>) {
    let (mut copied, mut at) = (0, 0);
    while let Some(further) = text.as_bytes()[at..].iter().position(|&byte| SUSPECT[usize::from(byte)]) {
        at += further;
        let Some(c) = text[at..].chars().next() else { break };
        if let Some(replacement) = if is_forbidden(c) { Some("\u{fffd}") } else { entity(c) } {
            out.push_str(&text[copied..at]);
            out.push_str(replacement);
            copied = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    out.push_str(&text[copied..]);
}

/// The bytes that begin a character which may not stay as it is: what has an entity, controls (the upper ones begin
/// with C2), and the ends of planes, where noncharacters are.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < suspect.len() {
        suspect[byte] = matches!(byte, 0..0x20 | 0x22 | 0x26 | 0x3c | 0x3e | 0x7f | 0xc2 | 0xef..);
        byte += 1;
    }
    suspect
};

/// What the HTML standard calls a parse error in an input stream: control characters and noncharacters.
pub(super) fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::{is_forbidden, push_attribute, push_text};

    #[test]
    fn text_and_attributes_cannot_leave_their_place() {
        let mut out = String::new();
        push_text(&mut out, "a<b>&c\u{1}\"é");
        assert_eq!(out, "a&lt;b&gt;&amp;c\u{fffd}\"é");
        out.clear();
        push_attribute(&mut out, "x\" onload=\"y\u{ffff}");
        assert_eq!(out, "x&quot; onload=&quot;y\u{fffd}");
    }

    /// The look at bytes passes by nothing that a look at every character would find.
    #[test]
    fn every_character_is_judged() {
        for c in '\0'..=char::MAX {
            let expected = match c {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                '"' => "&quot;".to_owned(),
                _ if is_forbidden(c) => "\u{fffd}".to_owned(),
                _ => c.to_string(),
            };
            let mut out = String::new();
            push_attribute(&mut out, c.encode_utf8(&mut [0; 4]));
            assert_eq!(out, expected, "{c:?}");
        }
    }
}
