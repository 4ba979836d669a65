//! What is wrong with content, as data.
//!
//! In: spans of [`Files`](crate::files::Files). Out: [`Diagnostic`]s, collected in a [`Report`] and rendered by
//! [`render`]. Never here: printing, stopping at the first, or a judgement about a rule (each rule lives where its
//! knowledge is; its explanation lives in `codes/NAME.md`).

mod code;
pub mod codes;
mod render;
mod report;
mod size;
mod suggest;

pub use code::{Code, Severity};
pub use render::{Format, render};
pub use report::{Report, Severities};
pub use size::mebibytes;
pub use suggest::{closest, did_you_mean};

use crate::files::Span;

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
}

impl Diagnostic {
    /// Begins a diagnostic about one place.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        let label = Label { span, text: String::new() };
        Self { code, message: message.into(), labels: vec![label], notes: Vec::new(), help: Vec::new() }
    }

    /// Says a few words beside the place of the error.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Marks another place that takes part in the error.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds something that is known about it.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds a way out if there is one.
    #[must_use]
    pub fn maybe_help(mut self, text: Option<impl Into<String>>) -> Self {
        self.help.extend(text.map(Into::into));
        self
    }

    /// The place of the error.
    #[must_use]
    pub fn primary(&self) -> Option<&Label> {
        self.labels.first()
    }
}
