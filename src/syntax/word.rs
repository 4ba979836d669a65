use super::Reader;
use super::shape::Vocabulary;
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

    /// What it means, in a sentence for authors and readers. Empty for words that no author writes.
    fn meaning(self) -> &'static str {
        ""
    }

    /// The word of that name.
    #[must_use]
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.name() == name)
    }
}

/// Reads a word of a vocabulary. An unknown one is reported with the one that was probably meant.
pub fn word<W: Word>(reader: &mut Reader<'_, '_>) -> Option<Spanned<W>> {
    let words = || W::ALL.iter().map(|word| (word.name(), word.meaning())).collect();
    let written = reader.word(|| Vocabulary { what: W::WHAT, words: words() })?;
    if let Some(word) = W::from_name(written.value) {
        return Some(Spanned::new(word, written.span));
    }
    let names: Vec<&str> = W::ALL.iter().map(|word| word.name()).collect();
    let meant = closest(written.value, names.iter().copied());
    reader.report(
        Diagnostic::new(&codes::UNKNOWN_WORD, written.span, format!("`{}` is not {}", written.value, W::WHAT))
            .maybe_help(meant.map(|word| format!("did you mean `{word}`?")))
            .help(format!("one of: {}", names.join(", "))),
    );
    None
}
