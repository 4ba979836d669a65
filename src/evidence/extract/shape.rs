//! How the lines of a text make up its paragraphs.

/// A line without its end, with the offset of its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Offset of `text` in the file.
    pub(super) start: usize,
    /// The line without white space at its ends. Empty for a blank line, and for one that is a ruler (`-----`).
    pub(super) text: &'t str,
}

impl Line<'_> {
    /// Offset one past its last byte.
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The lines of a text; none if they are more than `most`. A lone carriage return ends a line only where no line feed
/// does anywhere.
pub(super) fn lines(text: &str, most: usize) -> Option<Vec<Line<'_>>> {
    let ending = if text.contains('\n') { '\n' } else { '\r' };
    if text.split(ending).nth(most).is_some() {
        return None;
    }
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive(ending) {
        let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        let from = line.trim_start_matches(blank);
        let offset = start + line.len() - from.len();
        let text = from.trim_end_matches(blank);
        lines.push(Line { start: offset, text: if is_ruler(text) { "" } else { text } });
        start += line.len();
    }
    Some(lines)
}

fn is_ruler(text: &str) -> bool {
    text.len() > 2 && text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'_' | b'*' | b'~'))
}

/// Whether the lines of a text were broken at a width, and what that width was.
///
/// Such a text keeps its lines below 120 columns, and its longest has 40 or more. Of the lines that are followed by
/// another without a blank line between, at least three in four are full (the next line's first word would have gone
/// beyond 85 % of the width), and fewer than half end a sentence; of a text whose paragraphs are parted by blank lines,
/// up to two in three may. Anything else is a text of one paragraph a line. Lines beyond 120 columns are forgiven when
/// they are at most one in twenty; those with a web address do not count.
pub(super) fn wrapped_width(lines: &[Line<'_>]) -> Option<usize> {
    const WIDEST: usize = 120;
    const NARROWEST: usize = 40;
    let column_count = |line: &Line<'_>| if line.text.contains("://") { 1 } else { line.text.chars().count() };
    let widths: Vec<usize> = lines.iter().filter(|line| !line.text.is_empty()).map(column_count).collect();
    let wide = widths.iter().filter(|width| **width > WIDEST).count();
    let width = widths.iter().copied().filter(|width| *width <= WIDEST).max().unwrap_or(0);
    if wide * 20 > widths.len() || width < NARROWEST {
        return None;
    }
    let (mut inner, mut full, mut ending) = (0, 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.text.is_empty() || next.text.is_empty() {
            continue;
        }
        inner += 1;
        full += usize::from(is_full(line.text, next.text, width));
        ending += usize::from(ends_sentence(line.text));
    }
    let has_blank_lines = lines
        .windows(3)
        .any(|three| three[1].text.is_empty() && !three[0].text.is_empty() && !three[2].text.is_empty());
    let reads_on = if has_blank_lines { ending * 3 <= inner * 2 } else { ending * 2 < inner };
    (inner >= 2 && full * 4 >= inner * 3 && reads_on).then_some(width)
}

/// Whether the first word of the next line would not have fitted.
pub(super) fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or("");
    (line.chars().count() + 1 + word.chars().count()) * 100 > width * 85
}

/// Whether a line ends as sentences and items do: with a mark, perhaps inside a quotation or brackets.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_');
    line.trim_end_matches(closing)
        .ends_with(['.', '!', '?', ':', ';', ',', '…', '。', '！', '？', '：', '；', '،', '؟', '۔', '।'])
}

/// Whether a line could be a heading: at most 80 characters and 12 words, with a letter, without a mark at its end or
/// the end of a sentence within, and neither an item nor an address.
pub(super) fn may_be_heading(line: &str) -> bool {
    const LONGEST: usize = 80;
    const WORDS: usize = 12;
    line.len() <= LONGEST * 4
        && line.chars().count() <= LONGEST
        && line.split_whitespace().count() <= WORDS
        && line.chars().any(char::is_alphabetic)
        && !ends_sentence(line)
        && !holds_sentence_end(line)
        && !line.contains(['@', '|'])
        && !line.contains("://")
        && bullet(line) == 0
}

/// Whether a sentence ends inside a line: a mark after a word of four letters or more ("vs." and "Dr." are shorter).
fn holds_sentence_end(line: &str) -> bool {
    line.split_whitespace().any(|word| {
        let letters = word.trim_end_matches(['.', '!', '?']);
        letters.len() < word.len() && letters.chars().count() >= 4 && letters.chars().all(char::is_alphabetic)
    })
}

/// The length of the mark that begins an item of a list, with the white space after it; 0 if the line is no item.
pub(super) fn bullet(line: &str) -> usize {
    let rest = line.trim_start_matches(['-', '*', '–', '—', '•', '‣', '◦', '▪', '■', '□', '●', '○', '·']);
    let words = rest.trim_start();
    let mark = line.len() - rest.len();
    let is_one_mark = line.chars().next().is_some_and(|first| first.len_utf8() == mark);
    if is_one_mark && words.len() < rest.len() && !words.is_empty() { line.len() - words.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_items_and_headings_are_told() {
        assert_eq!(bullet("- ensure"), 2);
        assert_eq!(bullet("■ Translated"), 4);
        assert_eq!(bullet("-5 degrees"), 0);
        assert_eq!(bullet("-- dash"), 0);
        assert!(may_be_heading("Nobel dreams"));
        assert!(may_be_heading("Israel vs. Hamas and U.S. policy"));
        assert!(may_be_heading("북한의 전략"));
        for line in [
            "It should.",
            "He said “no.”",
            "- item",
            "For inquiries: a@b.org",
            "1953",
            "Requirements:",
            "It ended. Then it",
        ] {
            assert!(!may_be_heading(line), "{line}");
        }
    }

    #[test]
    fn carriage_returns_do_not_make_blank_lines() {
        let texts: Vec<_> =
            lines("\u{feff}one\r\n two\r\n\r\n=====\r\n", 9).unwrap().into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["one", "two", "", ""]);
        assert_eq!(lines("one\rtwo", 2).map(|lines| lines.len()), Some(2));
        assert_eq!(lines("one\rtwo", 1), None);
    }
}
