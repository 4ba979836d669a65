use std::fmt::Write as _;

/// A link to a footnote, or the links back from it. They take a hundred times the room of the sign that stands for them, so
/// they are written when a page is drawn.
///
/// Readers know a note by a letter: numbers beside words are those of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteLink {
    /// A place that refers to a note.
    Reference {
        /// The number of the note, from 1.
        note: u32,
        /// Which of the references to it this is, from 1.
        nth: u32,
    },
    /// At the end of a note, a link to each place that refers to it.
    Back {
        /// The number of the note, from 1.
        note: u32,
        /// How many places there are.
        places: u32,
    },
}

impl NoteLink {
    /// Writes its HTML.
    pub fn push(self, html: &mut String) {
        match self {
            Self::Reference { note, nth } => push_reference(html, note, nth),
            Self::Back { note, places: 1 } => push_back(html, note, 1, "", ""),
            Self::Back { note, places } => {
                for nth in 1..=places {
                    html.push_str(if nth > 1 { " " } else { "" });
                    push_back(html, note, nth, &format!(", place {nth}"), &format!("<sup>{nth}</sup>"));
                }
            }
        }
    }
}

fn push_reference(html: &mut String, note: u32, nth: u32) {
    let id = Id { note, nth };
    let _ = write!(
        html,
        "<sup class=\"footnote-reference\"><a href=\"#fn-{note}\" id=\"{id}\" role=\"doc-noteref\" \
         aria-label=\"Note {letter}\">{letter}</a></sup>",
        letter = letters(note),
    );
}

fn push_back(html: &mut String, note: u32, nth: u32, place: &str, sign: &str) {
    let id = Id { note, nth };
    let _ = write!(
        html,
        "<a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to note {letter} in the \
         text{place}\">↩\u{fe0e}{sign}</a>",
        letter = letters(note),
    );
}

/// What a note is called by its number, as lists with letters count: after `z` come `aa` and `ab`.
fn letters(note: u32) -> String {
    let mut rest = note;
    let mut letters = Vec::new();
    while let Some(before) = rest.checked_sub(1) {
        letters.extend(char::from_digit(before % 26 + 10, 36));
        rest = before / 26;
    }
    letters.iter().rev().collect()
}

/// The id of a reference.
struct Id {
    note: u32,
    nth: u32,
}

impl std::fmt::Display for Id {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { note, nth } = self;
        if *nth == 1 { write!(out, "fnref-{note}") } else { write!(out, "fnref-{note}-{nth}") }
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn notes_are_lettered_as_lists_are() {
        for (note, expected) in
            [(1, "a"), (2, "b"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (702, "zz"), (703, "aaa")]
        {
            assert_eq!(letters(note), expected);
        }
    }
}
