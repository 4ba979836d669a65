use std::ops::Range;

/// A kind of quotation mark: what opens, and what may close.
#[derive(Clone, Copy)]
struct Pair {
    open: char,
    close: &'static [char],
}

/// The pairs of English, German, French, Korean and Chinese. Of apostrophes only the typographic ones: `'` is one far
/// more often than it is a quotation mark.
const PAIRS: [Pair; 13] = [
    Pair { open: '“', close: &['”'] },
    Pair { open: '„', close: &['“', '”'] },
    Pair { open: '"', close: &['"'] },
    Pair { open: '‘', close: &['’'] },
    Pair { open: '‚', close: &['‘', '’'] },
    Pair { open: '«', close: &['»'] },
    Pair { open: '»', close: &['«'] },
    Pair { open: '‹', close: &['›'] },
    Pair { open: '›', close: &['‹'] },
    Pair { open: '「', close: &['」'] },
    Pair { open: '『', close: &['』'] },
    Pair { open: '《', close: &['》'] },
    Pair { open: '〈', close: &['〉'] },
];

/// Whether a text has a mark that opens a quotation.
pub(super) fn may_quote(text: &str) -> bool {
    // Of these marks only one is ASCII, as most text is.
    if text.is_ascii() { text.contains('"') } else { text.contains(PAIRS.map(|pair| pair.open)) }
}

/// The ranges of bytes between quotation marks, the outermost ones, in order.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // A mark that nothing closes is passed over, and so is every later one of its kind: nothing closes those either.
    let mut unclosed = [false; PAIRS.len()];
    let mut at = 0;
    while let Some((kind, start, inside)) = next_opening(text, at, &unclosed) {
        if let Some(end) = closing(text, inside, &PAIRS[kind]) {
            found.push(inside..end);
            at = end + text[end..].chars().next().map_or(1, char::len_utf8);
        } else {
            unclosed[kind] = true;
            at = start;
        }
    }
    found
}

/// The next mark that opens: its kind, and where it begins and ends.
fn next_opening(text: &str, from: usize, unclosed: &[bool; PAIRS.len()]) -> Option<(usize, usize, usize)> {
    let mut before = text.get(..from)?.chars().next_back();
    for (offset, c) in text.get(from..)?.char_indices() {
        let start = from + offset;
        let end = start + c.len_utf8();
        let kind = PAIRS.iter().zip(unclosed).position(|(pair, unclosed)| pair.open == c && !unclosed);
        if let Some(kind) = kind {
            let stands_before_words = text[end..].chars().next().is_some_and(|next| !next.is_whitespace() || c == '«');
            if stands_before_words && !before.is_some_and(|before| before.is_alphanumeric() && !is_east_asian(before)) {
                return Some((kind, start, end));
            }
        }
        before = Some(c);
    }
    None
}

/// Where the mark begins that closes.
fn closing(text: &str, from: usize, pair: &Pair) -> Option<usize> {
    let mut chars = text.get(from..)?.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let is_apostrophe = c == '’' && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if pair.close.contains(&c) && !is_apostrophe {
            return Some(from + offset);
        }
    }
    None
}

/// Scripts that set no space before a quotation mark.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::quoted;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quoted(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_marks_of_many_languages() {
        check("He said “a b”, and \"c d\".", &["a b", "c d"]);
        check("Er sagte „a b“ und »c d« und ‚e‘.", &["a b", "c d", "e"]);
        check("Il dit « a b » et “c”.", &[" a b ", "c"]);
        check("그는 “가 나”라고 「다 라」고", &["가 나", "다 라"]);
        check("‘Trump’s aims’ and the allies’ ‘b’", &["Trump’s aims", "b"]);
    }

    #[test]
    fn the_outermost_marks_count_and_open_ones_do_not() {
        check("“a ‘b’ c” d", &["a ‘b’ c"]);
        check("a 5\" pipe “b”", &["b"]);
        check("“a „b“ c", &["b"]);
        check("a “b", &[]);
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_slice(text in "[ab “”\"‘’„«»‹›「」가]{0,40}") {
            let mut end = 0;
            for range in quoted(&text) {
                prop_assert!(range.start > end || range.start >= 1);
                prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
