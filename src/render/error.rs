use std::error::Error as _;

/// A template that could not be read or drawn. Templates are the theme's and so are trusted: this is a failure of the
/// environment, not of content.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The templates do not fit together.
    #[error("the theme's templates cannot be read:\n{report}")]
    Theme {
        /// The engine's report, with the template's line.
        report: String,
    },
    /// A template failed on a page.
    #[error("`templates/{template}` cannot draw the page:\n{report}")]
    Page {
        /// The template that it was drawn by.
        template: &'static str,
        /// The engine's report, with the template's line.
        report: String,
    },
}

/// The engine's error and all that caused it.
pub(super) fn report(error: &tera::Error) -> String {
    let mut lines = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        lines.push(error.to_string());
        cause = error.source();
    }
    lines.join("\n")
}
