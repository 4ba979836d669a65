//! The way back: text as a YAML scalar on one line.

use std::fmt::Write as _;

/// Text as a scalar that reads back as exactly this text, on one line, in block and flow collections alike.
///
/// As authors write it: without quotation marks where that is safe, else between double ones; between single ones
/// where the text itself holds double ones. What nobody can see (a soft hyphen, a no-break space, a control character)
/// is escaped, so that it is seen.
#[must_use]
pub fn scalar(text: &str) -> String {
    let needs_escapes = text.chars().any(is_unseen);
    if !needs_escapes && is_plain(text) {
        text.to_owned()
    } else if !needs_escapes && text.contains('"') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double_quoted(text)
    }
}

/// Text as a scalar in the style of another one: what stood between quotation marks stays between them.
#[must_use]
pub fn scalar_like(text: &str, former: &str) -> String {
    let needs_escapes = text.chars().any(is_unseen);
    match former.chars().next() {
        Some('"') => double_quoted(text),
        Some('\'') if !needs_escapes => format!("'{}'", text.replace('\'', "''")),
        _ => scalar(text),
    }
}

/// Whether a text may stand without quotation marks. Stricter than YAML: nothing that another reader could take for a
/// number, a truth value, a date or an indicator.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let opens = |c: char| c.is_alphabetic() || matches!(c, '“' | '‘' | '„' | '«' | '(' | '…');
    text.starts_with(opens)
        && !text.ends_with(|c: char| c.is_whitespace() || c == ':')
        && !text.contains([',', '[', ']', '{', '}', '"'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Characters that must be escaped (YAML 1.2, 5.1) or that would not be seen.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_unseen(c) && u32::from(c) <= 0xffff => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c if is_unseen(c) => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::files::Files;
    use crate::syntax::{Value, parse_yaml};
    use proptest::prelude::*;

    /// What a scalar reads back as, as the value of a field and as an item between brackets.
    fn read_back(scalar: &str) -> [Option<String>; 2] {
        [format!("a: {scalar} # c\nb: c\n"), format!("a: [x, {scalar}, y]\n")].map(|text| {
            let mut files = Files::default();
            let file = files.add("a.yaml", text.as_str());
            let Value::Map(entries) = parse_yaml(file, &text, 0, &mut Diagnostics::new())?.value else { return None };
            match &entries.first()?.value.value {
                Value::Text(text) => Some(text.clone()),
                Value::List(items) => match &items.get(1).filter(|_| items.len() == 3)?.value {
                    Value::Text(text) => Some(text.clone()),
                    _ => None,
                },
                _ => None,
            }
        })
    }

    #[test]
    fn text_is_written_as_authors_write_it() {
        for (text, expected) in [
            ("lack of a credible second-strike capability", "lack of a credible second-strike capability"),
            ("“small deal” that freezes", "“small deal” that freezes"),
            ("Trump’s aims", "Trump’s aims"),
            ("one thing: another", "\"one thing: another\""),
            ("arms, and more", "\"arms, and more\""),
            ("the \"small deal\"", "'the \"small deal\"'"),
            ("2025", "\"2025\""),
            ("yes", "\"yes\""),
            ("pro\u{ad}gram", "\"pro\\u00ADgram\""),
            ("- not", "\"- not\""),
        ] {
            assert_eq!(scalar(text), expected);
        }
        assert_eq!(scalar_like("it’s", "'it''s'"), "'it’s'");
        assert_eq!(scalar_like("a \"b\"", "\"a\""), r#""a \"b\"""#);
    }

    proptest! {
        #[test]
        fn every_text_reads_back(
            text in prop_oneof![
                "[a-c0:#\\-,\\[\\]{}&*!|>'\"%@`?~ \t\\\\\n.é서\u{ad}\u{a0}\u{2028}\u{85}\u{feff}\u{7f}]{1,24}",
                "\\PC{1,24}",
                any::<String>(),
            ],
            style in prop_oneof![Just("x"), Just("'x'"), Just("\"x\"")],
        ) {
            prop_assume!(!text.contains('\0') && !text.is_empty());
            for written in [scalar(&text), scalar_like(&text, style)] {
                prop_assert!(!written.contains('\n'));
                prop_assert_eq!(read_back(&written), [Some(text.clone()), Some(text.clone())], "{}", written);
            }
        }
    }
}
