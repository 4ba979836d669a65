use super::{Node, text};
use crate::diagnostic::{Diagnostic, closest, codes};
use crate::files::Spanned;

/// A closed vocabulary: the words that a field accepts.
pub trait Word: Copy + Eq + 'static {
    /// What a message calls a word of this vocabulary, with its article: "a kind of claim".
    const WHAT: &'static str;
    /// All words, in the order in which they are shown.
    const ALL: &'static [Self];

    /// The word as it is written in data files and on pages.
    fn name(self) -> &'static str;

    /// The word of that name.
    #[must_use]
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.name() == name)
    }
}

/// Reads a word of a vocabulary. An unknown one is reported with the one that was probably meant.
pub fn word<W: Word>(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Spanned<W>> {
    let written = text(node, sink)?;
    if let Some(word) = W::from_name(written.as_str()) {
        return Some(Spanned::new(word, written.span));
    }
    let names: Vec<&str> = W::ALL.iter().map(|word| word.name()).collect();
    let meant = closest(written.as_str(), names.iter().copied());
    sink.push(
        Diagnostic::new(&codes::UNKNOWN_WORD, written.span, format!("`{}` is not {}", written.value, W::WHAT))
            .maybe_help(meant.map(|word| format!("did you mean `{word}`?")))
            .help(format!("one of: {}", names.join(", "))),
    );
    None
}
