mod github;
mod human;
mod json;
mod printable;
#[cfg(test)]
mod tests;

use super::{Label, Report};
use crate::files::{Files, LineColumn, Span};
use github::github;
use human::for_people;
use json::json;

pub use printable::printable;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal, as rustc does it.
    Human {
        /// With ANSI colours.
        colour: bool,
    },
    /// One JSON object a line, for programs: `severity` (`error` or `warning`), `code`, `message`, `places`, `notes`,
    /// `help` and `explanation`, the command that explains the code. The first place is that of the error, the others
    /// are what it conflicts with. Lines and columns count from 1, columns in characters, bytes from 0; ends are
    /// exclusive. Of what breaks one rule in one file a thousand times and more, the thousandth has the field `more`:
    /// how many are left out. What is here stays; new fields may be added.
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines. Lines and columns as in JSON.
    Github,
}

/// Writes a report in a format. Ends with a line end unless the report is empty.
///
/// For people it passes over most of what is wrong with a file that has more than a hundred reports, or with a site
/// that has more than a thousand, and says so; programs get all that is kept, and how many more there are.
#[must_use]
pub fn render(report: &Report, files: &Files, format: Format) -> String {
    let mut out = String::new();
    match format {
        Format::Human { colour } => for_people(report, files, colour, &mut out),
        Format::Json => {
            for (severity, diagnostic) in &report.entries {
                out.push_str(&json(*severity, diagnostic, files));
                out.push('\n');
            }
        }
        Format::Github => {
            out.extend(report.entries.iter().map(|(severity, diagnostic)| github(*severity, diagnostic, files)));
        }
    }
    out
}

/// Where a label begins and ends.
fn ends(label: &Label, files: &Files) -> (LineColumn, LineColumn) {
    let end = Span { start: label.span.end, ..label.span };
    (files.position(label.span), files.position(end))
}
