/// How a file is laid out.
pub(super) struct Layout<'t> {
    pub(super) text: &'t str,
    /// What ends its lines.
    pub(super) end: &'static str,
}

impl<'t> Layout<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let newline = text.find('\n');
        let is_crlf = newline.is_some_and(|at| text[..at].ends_with('\r'));
        Self { text, end: if is_crlf { "\r\n" } else { "\n" } }
    }

    /// The end of a line's words, before what ends the line.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let end = rest.find('\n').map_or(self.text.len(), |offset| at + offset);
        if self.text.get(at..end).is_some_and(|line| line.ends_with('\r')) { end - 1 } else { end }
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
    }

    /// The beginning of the line after the one that an offset lies in.
    pub(super) fn next_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        rest.find('\n').map_or(self.text.len(), |offset| at + offset + 1)
    }

    /// The end of what is not blank between two offsets.
    pub(super) fn trimmed(&self, from: usize, to: usize) -> usize {
        self.text.get(from..to).map_or(to, |slice| from + slice.trim_end().len())
    }

    /// After the comments that go on with a list: those that are indented as it is. At the end of a file, any.
    pub(super) fn after_comments(&self, content_end: usize, indent: usize, is_last: bool) -> usize {
        let mut at = self.next_line(content_end);
        let mut line = at;
        while line < self.text.len() {
            let next = self.next_line(line);
            let words = self.text.get(line..next).unwrap_or("");
            let is_comment = words.trim_start().starts_with('#');
            let is_inside = indent > 0 && words.len() - words.trim_start().len() >= indent;
            if is_comment && (is_inside || is_last) {
                at = next;
            } else if !words.trim().is_empty() {
                break;
            }
            line = next;
        }
        at
    }

    /// Before the line that ends the document (`...`), else the end of the file.
    pub(super) fn end_of_document(&self, from: usize) -> usize {
        let mut line = self.line_start(from);
        while line < self.text.len() {
            let next = self.next_line(line);
            let is_end = self.text.get(line..next).and_then(|words| words.strip_prefix("..."));
            if is_end.is_some_and(|rest| rest.trim_start().is_empty() || rest.starts_with([' ', '\t'])) {
                return line;
            }
            line = next;
        }
        self.text.len()
    }

    /// A block for an offset at which a line begins, or a file without a last line end stops.
    pub(super) fn on_new_line(&self, at: usize, block: &str) -> String {
        let before = self.text.get(..at).unwrap_or("");
        if before.is_empty() || before.ends_with('\n') { block.to_owned() } else { format!("{}{block}", self.end) }
    }
}

/// How many columns stand before an offset on its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or("");
    let line = before.rfind('\n').map_or(before, |newline| &before[newline + 1..]);
    line.trim_start_matches('\u{feff}').chars().count()
}
