use std::ops::Range;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memrchr};

/// Drops the blank lines and the indentation that a template's own lines leave behind, where they stand. White space
/// inside `<pre>` and `<textarea>` is text and stays.
///
/// White space is what HTML takes for it: any other blank is a letter of somebody's text.
pub(super) fn drop_blank_lines(html: &mut Vec<u8>) {
    if html.last().is_some_and(|&last| last != b'\n') {
        html.push(b'\n');
    }
    let mut openings = VERBATIM.map(|[tag, _]| Opening { finder: Finder::new(tag), found: 0 });
    let (mut start, mut end) = (0, 0);
    while start < html.len() {
        // Lines without such an element go in one stretch; most pages are that stretch.
        let opening = openings.iter_mut().map(|opening| opening.after(html, start)).min();
        let line = opening.map_or(html.len(), |opening| line_of(html, start, opening));
        end = drop_everywhere(html, start..line, end);
        (start, end) = drop_around_verbatim(html, line, end);
    }
    html.truncate(end);
}

/// Where verbatim elements of a kind open. A page is searched once for each kind, however many it has of another.
struct Opening<'a> {
    finder: Finder<'a>,
    /// The last one that was asked for.
    found: usize,
}

impl Opening<'_> {
    /// The first one that is not before a place, or the end of the text.
    fn after(&mut self, html: &[u8], start: usize) -> usize {
        if self.found <= start {
            self.found = self.finder.find(&html[start..]).map_or(html.len(), |length| start + length);
        }
        self.found
    }
}

/// Where the line of a place begins, if it begins behind the start of the text that is looked at.
fn line_of(html: &[u8], start: usize, place: usize) -> usize {
    if place == html.len() {
        return place;
    }
    memrchr(b'\n', &html[start..place]).map_or(start, |length| start + length + 1)
}

/// Makes one line break of all white space around it, in whole lines where no white space is text; none at the
/// beginning. Says where what is kept ends.
fn drop_everywhere(html: &mut [u8], lines: Range<usize>, mut end: usize) -> usize {
    // What stays is moved in stretches: most lines follow each other as they are.
    let mut start = after_white(html, lines.start..lines.end);
    let mut searched = start;
    while let Some(length) = two_blanks(&html[searched..lines.end]) {
        let white = searched + length;
        let next = after_white(html, white..lines.end);
        searched = next.max(white + 1);
        if next - white > 1 && html[white..next].contains(&b'\n') {
            end = moved(html, start..white, end);
            html[end] = b'\n';
            end += 1;
            start = next;
        }
    }
    moved(html, start..lines.end, end)
}

/// Where the first two bytes stand that are both white space or some other sign that nobody sees: most line breaks have
/// letters on both sides, and an answer for a whole lane comes from many bytes at once.
fn two_blanks(html: &[u8]) -> Option<usize> {
    const LANE: usize = 32;
    let has_gap = |(ones, others): (&[u8; LANE], &[u8; LANE])| {
        ones.iter().zip(others).fold(u8::MAX, |least, (&one, &other)| least.min(one.max(other))) <= b' '
    };
    let others = html.get(1..)?;
    let (ones_in_lanes, _) = html.as_chunks();
    let (others_in_lanes, _) = others.as_chunks();
    let mut lanes = ones_in_lanes.iter().zip(others_in_lanes);
    let count = lanes.len();
    let start = lanes.position(has_gap).unwrap_or(count) * LANE;
    let mut pairs = html[start..].iter().zip(&others[start..]);
    pairs.position(|(&one, &other)| one.max(other) <= b' ').map(|length| start + length)
}

/// Where the white space that a stretch begins with ends.
fn after_white(html: &[u8], stretch: Range<usize>) -> usize {
    stretch.start + html[stretch].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The same from a line with a verbatim element on, as far as the tags let it, up to the first line that begins outside
/// of any. Says where that line begins, too.
fn drop_around_verbatim(html: &mut [u8], first: usize, mut end: usize) -> (usize, usize) {
    let (mut verbatim, mut start, mut stretch) = (false, first, first..first);
    while let Some(length) = memchr(b'\n', &html[start..]) {
        let line = start..start + length;
        start = line.end + 1;
        let before = verbatim;
        let mut opens = false;
        for open in verbatim_tags(&html[line.clone()]) {
            verbatim = open;
            opens |= open;
        }
        let kept = if before { line.clone() } else { trimmed(html, line.clone(), !opens) };
        if stretch.end == kept.start {
            stretch.end = kept.end;
        } else {
            end = moved(html, stretch, end);
            stretch = kept.clone();
        }
        if kept.end == line.end {
            stretch.end = start;
        } else {
            end = moved(html, stretch, end);
            html[end] = b'\n';
            end += 1;
            stretch = start..start;
        }
        if !verbatim {
            break;
        }
    }
    (start, moved(html, stretch, end))
}

/// Moves a stretch to where the kept text ends, and says where that ends then.
fn moved(html: &mut [u8], stretch: Range<usize>, end: usize) -> usize {
    let length = stretch.len();
    if stretch.start != end {
        html.copy_within(stretch, end);
    }
    end + length
}

/// A line without the white space before it and, if it may go, behind it.
fn trimmed(html: &[u8], line: Range<usize>, at_end: bool) -> Range<usize> {
    let whole = &html[line.clone()];
    let start = line.start + whole.len() - whole.trim_ascii_start().len();
    let end = if at_end { line.end - (whole.len() - whole.trim_ascii_end().len()) } else { line.end };
    start..end.max(start)
}

/// The beginnings of tags between which white space is text: one that opens, one that closes.
const VERBATIM: [[&[u8]; 2]; 2] = [[b"<pre", b"</pre"], [b"<textarea", b"</textarea"]];

/// The tags of verbatim elements in a line: `true` for one that opens, `false` for one that closes. A line is searched
/// once, for the character that all of them begin with.
fn verbatim_tags(line: &[u8]) -> impl Iterator<Item = bool> {
    memchr_iter(b'<', line).filter_map(|at| {
        let begins = |tag: usize| VERBATIM.iter().any(|element| line[at..].starts_with(element[tag]));
        if begins(0) { Some(true) } else { begins(1).then_some(false) }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::drop_blank_lines;

    fn without_blank_lines(html: &str) -> String {
        let mut bytes = html.as_bytes().to_vec();
        drop_blank_lines(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn code_keeps_its_lines() {
        let html = "<div>\n\n  <p>a</p>\n  <pre>  x\n\n  y</pre>\n\n</div>\n";
        assert_eq!(without_blank_lines(html), "<div>\n<p>a</p>\n<pre>  x\n\n  y</pre>\n</div>\n");
    }

    #[test]
    fn the_last_tag_of_a_line_decides() {
        let html = " <pre>a</pre> <pre>\n  b\n </pre><pre>c</pre>\n  <p>d</p>\n<textarea>\n\n e</textarea>\n\n f\n";
        let expected = "<pre>a</pre> <pre>\n  b\n </pre><pre>c</pre>\n<p>d</p>\n<textarea>\n\n e</textarea>\nf\n";
        assert_eq!(without_blank_lines(html), expected);
    }

    #[test]
    fn a_blank_that_is_no_white_space_of_html_is_text() {
        assert_eq!(
            without_blank_lines("  <p>a\n\u{3000}b\u{a0}\n \u{a0}\n</p>"),
            "<p>a\n\u{3000}b\u{a0}\n\u{a0}\n</p>\n"
        );
    }

    /// What is meant, said line by line.
    fn line_by_line(html: &str) -> String {
        let mut out = String::new();
        let mut verbatim = false;
        for line in html.split_terminator('\n') {
            let tags = ["<pre", "<textarea", "</pre", "</textarea"];
            let mut found: Vec<(usize, bool)> = tags
                .iter()
                .flat_map(|tag| line.match_indices(tag).map(|(at, tag)| (at, !tag.starts_with("</"))))
                .collect();
            found.sort_unstable();
            let white = |c: char| c.is_ascii_whitespace();
            let kept = match (verbatim, found.iter().any(|&(_, opens)| opens)) {
                (true, _) => line,
                (false, true) => line.trim_start_matches(white),
                (false, false) => line.trim_matches(white),
            };
            if verbatim || !kept.is_empty() {
                out.push_str(kept);
                out.push('\n');
            }
            verbatim = found.last().map_or(verbatim, |&(_, opens)| opens);
        }
        out
    }

    proptest! {
        #[test]
        fn lines_are_dropped_in_place_as_they_are_one_by_one(
            html in "(\n|  |\t|\r|\x01|<p>|a|é|\u{3000}|<pre>|</pre>|<textarea|</textarea>|<|\n\n){0,40}"
        ) {
            prop_assert_eq!(without_blank_lines(&html), line_by_line(&html));
        }
    }
}
