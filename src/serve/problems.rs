use serde::Serialize;

use crate::diagnostic::{Format, Report, Severity, render};
use crate::files::Files;

/// The most that is shown over a page. The terminal has them all.
const SHOWN: usize = 20;

/// Why there is no new edition, as a page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Problems {
    /// One sentence.
    pub(super) summary: String,
    /// Each as the terminal shows it, without colours.
    pub(super) texts: Vec<String>,
}

impl Problems {
    /// The errors of a report.
    pub(super) fn of_report(report: &Report, files: &Files) -> Self {
        let count = report.count(Severity::Error);
        let errors = report.entries.iter().filter(|(severity, _)| *severity == Severity::Error);
        let text = |entry: &(Severity, _)| {
            let one = Report { entries: vec![entry.clone()] };
            render(&one, files, Format::Human { colour: false }).trim_end().to_owned()
        };
        let mut texts: Vec<String> = errors.take(SHOWN).map(text).collect();
        if count > texts.len() {
            texts.push(format!("… and {} more", count - texts.len()));
        }
        let summary = if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
        Self { summary, texts }
    }

    /// Something that is no fault of the content.
    pub(super) fn of_failure(failure: &str) -> Self {
        Self { summary: "The site cannot be built".to_owned(), texts: vec![failure.to_owned()] }
    }
}
