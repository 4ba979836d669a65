//! Characters by which a text would lie about itself where it is shown.

/// Whether a terminal would obey a character, begin another line for it, or show others in another order. A line feed
/// and a tab are what texts are made of.
#[must_use]
pub fn is_deceptive(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// A text as part of one line of a message, whatever it quotes: content, names and settings come from strangers. Ends
/// of lines are shown by a sign, as everything else is that a terminal obeys.
#[must_use]
pub fn one_line(text: &str) -> String {
    let shown = |c| match c {
        '\t' => ' ',
        '\n' => '\u{fffd}',
        c if is_deceptive(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_line_stays_one_and_shows_what_it_hides() {
        let hidden = "\n\r\u{b}\u{c}\u{1b}\u{7f}\u{85}\u{9b}\u{9c}\u{2028}\u{2029}\u{202e}\u{2066}\u{200f}\u{61c}\0";
        assert_eq!(one_line(hidden), "\u{fffd}".repeat(hidden.chars().count()));
        assert_eq!(one_line("a\té “한” 👩\u{200d}👧\u{a0}."), "a é “한” 👩\u{200d}👧\u{a0}.");
    }
}
