//! What is wrong with content, as data.
//!
//! In: spans of [`Files`](crate::files::Files). Out: [`Diagnostic`]s. They are pushed to [`Diagnostics`], which keeps a
//! bounded number and counts the rest; a [`Report`] puts them in order, and [`render`] renders it. Never here:
//! printing, stopping at the first, or a judgement about a rule. Each rule lives where its knowledge is; its
//! explanation is in `codes/NAME.md`.

mod code;
pub mod codes;
mod found;
mod render;
mod report;
mod size;
mod suggest;

pub use code::{Code, Severity};
pub use found::Diagnostics;
pub use render::{Format, printable, render};
pub use report::{Report, Severities};
pub use size::mebibytes;
pub use suggest::{closest, did_you_mean};

use std::borrow::Cow;

use crate::files::Span;

/// A text as it is, or cut, if it is no sentence: what it quotes may be a whole file.
fn shortened(text: String) -> String {
    match crate::files::shortened(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(cut) => cut,
    }
}

/// A place in a file and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words, shown beside the marked place. May be empty.
    pub text: String,
}

/// One thing that is wrong with the content: what, where, why and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub code: &'static Code,
    /// One sentence without a full stop.
    pub message: String,
    /// The first is the place of the error; others are what it conflicts with.
    pub labels: Vec<Label>,
    /// What else is known about it, and is no way out.
    pub notes: Vec<String>,
    /// Ways out, best first.
    pub help: Vec<String>,
    /// How many more break the rule in this file, and are counted but not kept: see [`Diagnostics`].
    pub more: usize,
}

impl Diagnostic {
    /// Begins a diagnostic about one place.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        let label = Label { span, text: String::new() };
        Self {
            code,
            message: shortened(message.into()),
            labels: vec![label],
            notes: Vec::new(),
            help: Vec::new(),
            more: 0,
        }
    }

    /// Says a few words beside the place of the error.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = shortened(text.into());
        }
        self
    }

    /// Marks another place that takes part in the error.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: shortened(text.into()) });
        self
    }

    /// Adds something that is known about it.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(shortened(text.into()));
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(shortened(text.into()));
        self
    }

    /// Adds a way out if there is one.
    #[must_use]
    pub fn maybe_help(mut self, text: Option<impl Into<String>>) -> Self {
        self.help.extend(text.map(|text| shortened(text.into())));
        self
    }

    /// The place of the error.
    #[must_use]
    pub fn primary(&self) -> Option<&Label> {
        self.labels.first()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;

    #[test]
    fn a_sentence_that_quotes_a_whole_file_is_cut_between_its_ends() {
        let span = Span::new(Files::default().add("a", ""), 0, 0);
        for quoted in ["a".repeat(8_000), "서".repeat(3_000)] {
            let found = Diagnostic::new(&codes::INVALID_DATE, span, format!("`{quoted}` is no date"))
                .label(&quoted)
                .also(span, &quoted)
                .note(&quoted)
                .help(&quoted)
                .maybe_help(Some(&quoted));
            assert!(found.message.starts_with('`') && found.message.ends_with("` is no date"), "{}", found.message);
            let labels = found.labels.iter().map(|label| &label.text);
            for said in labels.chain([&found.message]).chain(&found.notes).chain(&found.help) {
                assert!(said.len() < 1_010 && said.contains(" … "), "{} {said}", said.len());
            }
        }
        let whole = "a".repeat(1_000);
        assert_eq!(Diagnostic::new(&codes::INVALID_DATE, span, &whole).message, whole);
    }
}
