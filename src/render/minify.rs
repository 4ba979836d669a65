/// Drops the blank lines and the indentation that a template's own lines leave behind. White space inside `<pre>` and
/// `<textarea>` is text and stays.
pub(super) fn without_blank_lines(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut verbatim = false;
    for line in html.lines() {
        if verbatim {
            out.push_str(line);
            out.push('\n');
        } else if !line.trim().is_empty() {
            let opens = line.contains("<pre") || line.contains("<textarea");
            out.push_str(if opens { line.trim_start() } else { line.trim() });
            out.push('\n');
        }
        verbatim = still_verbatim(line, verbatim);
    }
    out
}

/// Whether a `<pre>` or `<textarea>` is open at the end of a line.
fn still_verbatim(line: &str, before: bool) -> bool {
    let last = |needles: [&str; 2]| needles.iter().filter_map(|needle| line.rfind(needle)).max();
    match (last(["<pre", "<textarea"]), last(["</pre", "</textarea"])) {
        (Some(open), Some(close)) => open > close,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => before,
    }
}

#[cfg(test)]
mod tests {
    use super::without_blank_lines;

    #[test]
    fn code_keeps_its_lines() {
        let html = "<div>\n\n  <p>a</p>\n  <pre>  x\n\n  y</pre>\n\n</div>\n";
        assert_eq!(without_blank_lines(html), "<div>\n<p>a</p>\n<pre>  x\n\n  y</pre>\n</div>\n");
    }
}
