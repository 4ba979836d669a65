//! Characters by which a text would lie about itself where it is shown.

use std::fmt::Write as _;

/// Whether a character opens or closes a stretch in which letters are shown in another order than they are written in.
///
/// The marks U+200E, U+200F and U+061C are none of these: they settle where a full stop goes in a text of two scripts,
/// and turn nothing round.
#[must_use]
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a terminal would obey a character, begin another line for it, or show others in another order. A line feed
/// and a tab are what texts are made of.
#[must_use]
pub fn is_deceptive(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || turns_direction(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
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

/// JSON with what is deceptive in its strings as escapes, which programs read as the very characters. Outside of strings
/// JSON has none of them.
#[must_use]
pub fn escaped_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_deceptive(c) {
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{escaped_json, one_line};

    #[test]
    fn json_says_the_same_and_shows_nothing_else() {
        let value = serde_json::Value::from("a\u{9b}\u{2028}\u{202e}\u{7f}b\n");
        let escaped = escaped_json(&value.to_string());
        assert_eq!(escaped, r#""a\u009b\u2028\u202e\u007fb\n""#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), value);
    }

    #[test]
    fn a_line_stays_one_and_shows_what_it_hides() {
        let hidden = "\n\r\u{b}\u{c}\u{1b}\u{7f}\u{85}\u{9b}\u{9c}\u{2028}\u{2029}\u{202e}\u{2066}\u{200f}\u{61c}\0";
        assert_eq!(one_line(hidden), "\u{fffd}".repeat(hidden.chars().count()));
        assert_eq!(one_line("a\té “한” 👩\u{200d}👧\u{a0}."), "a é “한” 👩\u{200d}👧\u{a0}.");
    }
}
