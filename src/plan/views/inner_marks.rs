/// Sets quotation marks that stand inside others: pages set every excerpt between double ones, so a quotation within it
/// has single ones, and what that quotes has double ones again. Only marks change places with marks; the words as they
/// were proved are those of the excerpt's annotation.
///
/// An excerpt may be set in several stretches, one after the other.
#[derive(Debug, Default)]
pub(super) struct InnerMarks {
    /// The marks that are open, the innermost last.
    open: Vec<char>,
    /// The last character.
    before: Option<char>,
}

impl InnerMarks {
    /// Sets the next stretch.
    pub(super) fn set(&mut self, text: &str) -> String {
        // All marks but the plain one begin with the same byte. What has none of them is as it will be.
        if !text.bytes().any(|byte| matches!(byte, b'"' | 0xe2)) {
            self.before = text.chars().next_back().or(self.before);
            return text.to_owned();
        }
        let mut set = String::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            set.push(self.mark(c, characters.peek().copied()));
            self.before = Some(c);
        }
        set
    }

    fn mark(&mut self, c: char, after: Option<char>) -> char {
        let is_inner = self.open.last().is_some_and(|&open| open != '‘');
        let opens = self.before.is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–'));
        match c {
            // In German the mark that closes is the one that opens in English.
            '“' if self.open.last() == Some(&'„') => self.close('‘'),
            '“' => self.opened(c, '‘'),
            '„' => self.opened(c, '‚'),
            '"' if opens => self.opened(c, '‘'),
            '”' | '"' => self.close('’'),
            '‘' if is_inner => self.opened(c, '“'),
            // Between letters it is an apostrophe.
            '’' if self.open.last() == Some(&'‘') && !after.is_some_and(char::is_alphanumeric) => self.close('”'),
            _ => c,
        }
    }

    fn opened(&mut self, mark: char, set: char) -> char {
        self.open.push(mark);
        set
    }

    fn close(&mut self, set: char) -> char {
        self.open.pop();
        set
    }
}

#[cfg(test)]
mod tests {
    use super::InnerMarks;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(InnerMarks::default().set(text), expected);
    }

    #[test]
    fn a_quotation_within_has_single_marks() {
        check("a “small deal” with", "a ‘small deal’ with");
        check("the \"small deal\" (\"so far\")", "the ‘small deal’ (‘so far’)");
        check("ein „kleiner Handel“ mit", "ein ‚kleiner Handel‘ mit");
        check("ends within a quotation”, he said", "ends within a quotation’, he said");
    }

    #[test]
    fn what_that_quotes_has_double_ones() {
        check("“he can’t say ‘no’ now”", "‘he can’t say “no” now’");
    }

    #[test]
    fn apostrophes_and_single_marks_of_the_outermost_level_stay() {
        check("Trump’s ‘deal’ of the states’ own", "Trump’s ‘deal’ of the states’ own");
        check("«no»", "«no»");
    }

    #[test]
    fn marks_stay_open_from_stretch_to_stretch() {
        let mut marks = InnerMarks::default();
        assert_eq!(marks.set("“all "), "‘all ");
        assert_eq!(marks.set("‘or’ nothing”"), "“or” nothing’");
    }
}
