/// Drops the blank lines and the indentation that a template's own lines leave behind. White space inside `<pre>` and
/// `<textarea>` is text and stays.
pub(super) fn without_blank_lines(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    // Most pages have neither element: one look at the page spares a look at each line.
    let any_verbatim = VERBATIM.iter().any(|[tag, _]| html.contains(tag));
    let mut verbatim = false;
    for line in html.lines() {
        let before = verbatim;
        let mut opens = false;
        for open in any_verbatim.then(|| verbatim_tags(line)).into_iter().flatten() {
            verbatim = open;
            opens |= open;
        }
        let kept = match (before, opens) {
            (true, _) => line,
            (false, true) => line.trim_start(),
            (false, false) => line.trim(),
        };
        if before || !kept.is_empty() {
            out.push_str(kept);
            out.push('\n');
        }
    }
    out
}

/// The beginnings of tags between which white space is text: one that opens, one that closes.
const VERBATIM: [[&str; 2]; 2] = [["<pre", "</pre"], ["<textarea", "</textarea"]];

/// The tags of verbatim elements in a line: `true` for one that opens, `false` for one that closes. A line is searched
/// once, for the character that all of them begin with.
fn verbatim_tags(line: &str) -> impl Iterator<Item = bool> {
    line.match_indices('<').filter_map(|(at, _)| {
        let begins = |tag: usize| VERBATIM.iter().any(|element| line[at..].starts_with(element[tag]));
        if begins(0) { Some(true) } else { begins(1).then_some(false) }
    })
}

#[cfg(test)]
mod tests {
    use super::without_blank_lines;

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
}
