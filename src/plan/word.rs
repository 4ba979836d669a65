use serde::Serialize;

/// A word of a vocabulary: the name for class names and data, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WordView {
    /// The word as data files write it.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// The word and meaning of a vocabulary's word.
macro_rules! word_view {
    ($word:expr) => {
        $crate::plan::word::WordView { name: $crate::syntax::Word::name($word), meaning: $word.meaning() }
    };
}
pub(super) use word_view;
