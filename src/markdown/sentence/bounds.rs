//! Where Unicode (UAX #29) cuts a text into sentences, before abbreviations are thought of.

use unicode_segmentation::UnicodeSegmentation;

/// The ends of the sentences, in order; the last is the text's length. Most text is ASCII, for which the rules are few.
pub(super) fn bounds(text: &str) -> Vec<usize> {
    if text.is_ascii() {
        return of_ascii(text.as_bytes());
    }
    text.split_sentence_bound_indices().map(|(at, part)| at + part.len()).collect()
}

/// The rules for text in which every character is one of these: nothing is cut but behind a line, and behind a full
/// stop, `!` or `?` with the brackets and white space that follow it. The numbers are those of the rules.
fn of_ascii(text: &[u8]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | b'.' | b'!' | b'?')) {
        let sign = at + found;
        at = sign + 1;
        if matches!(text[sign], b'\n' | b'\r') {
            // SB3, SB4
            at += usize::from(text[sign..].starts_with(b"\r\n"));
            ends.push(at);
            continue;
        }
        let is_full_stop = text[sign] == b'.';
        let before = sign.checked_sub(1).map(|before| text[before]);
        match text.get(at) {
            // SB6, SB7
            Some(b'0'..=b'9') if is_full_stop => continue,
            Some(b'A'..=b'Z') if is_full_stop && before.is_some_and(|byte| byte.is_ascii_alphabetic()) => continue,
            _ => {}
        }
        // SB9, SB10
        at += count(&text[at..], |byte| matches!(byte, b'"' | b'\'' | b'(' | b')' | b'[' | b']' | b'{' | b'}'));
        at += count(&text[at..], |byte| matches!(byte, b' ' | b'\t' | 0x0b | 0x0c));
        let goes_on = match text.get(at) {
            // SB8a; a line is cut behind its end.
            None | Some(b',' | b'-' | b':' | b';' | b'.' | b'!' | b'?' | b'\n' | b'\r') => true,
            Some(_) => is_full_stop && goes_on_small(&text[at..]),
        };
        if !goes_on {
            // SB11
            ends.push(at);
        }
    }
    if ends.last() != Some(&text.len()) && !text.is_empty() {
        ends.push(text.len());
    }
    ends
}

/// SB8: the next letter is a small one, and no sentence or line ends before it.
fn goes_on_small(text: &[u8]) -> bool {
    let is_seen = |byte: &&u8| byte.is_ascii_alphabetic() || matches!(byte, b'\n' | b'\r' | b'.' | b'!' | b'?');
    text.iter().find(is_seen).is_some_and(u8::is_ascii_lowercase)
}

fn count(text: &[u8], is_one: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|byte| is_one(**byte)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::of_ascii;

    fn by_unicode(text: &str) -> Vec<usize> {
        text.split_sentence_bound_indices().map(|(at, part)| at + part.len()).collect()
    }

    /// One character of each kind that the rules tell apart, so that short texts have every sequence of them.
    #[test]
    fn every_sequence_of_kinds_is_cut_as_unicode_cuts_it() {
        const KINDS: &[u8] = b"\r\n aA0.!),@";
        let mut text = [0; 5];
        for number in 0..KINDS.len().pow(5) {
            let mut rest = number;
            for byte in &mut text {
                *byte = KINDS[rest % KINDS.len()];
                rest /= KINDS.len();
            }
            let text = str::from_utf8(&text).unwrap();
            assert_eq!(of_ascii(text.as_bytes()), by_unicode(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn ascii_is_cut_as_unicode_cuts_it(
            text in "[\\x00-\\x7f]{0,40}",
            dense in "[.?! )\"aA1,\n\r]{0,30}",
        ) {
            for text in [&text, &dense] {
                prop_assert_eq!(of_ascii(text.as_bytes()), by_unicode(text));
            }
        }
    }
}
