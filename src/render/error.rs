use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::sync::Arc;

use tera::ErrorKind;

use crate::diagnostic::{closest, did_you_mean};
use crate::files::one_line;
use crate::plan::CardError;

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
    /// A component failed on a claim that the page shows.
    #[error(transparent)]
    Card(#[from] CardError),
    /// A template failed on a page.
    #[error("`templates/{template}` cannot draw the page:\n{report}")]
    Page {
        /// The template that it was drawn by.
        template: &'static str,
        /// The engine's report, with the template's line.
        report: String,
    },
}

/// The engine's error and all that caused it, each template under the path at which its author finds it.
pub(super) fn report(error: &tera::Error, templates: &BTreeMap<String, Arc<[u8]>>) -> String {
    let mut lines = vec![in_words(error.kind(), templates).unwrap_or_else(|| with_paths(&error.to_string()))];
    let mut cause = error.source();
    while let Some(error) = cause {
        lines.push(with_paths(&error.to_string()));
        cause = error.source();
    }
    lines.join("\n")
}

/// The templates that a report says something about, by name.
pub(super) fn failing(report: &str) -> BTreeSet<&str> {
    let places = report.lines().filter_map(|line| line.trim_start().strip_prefix("--> templates/"));
    places.filter_map(|place| place.split(':').next()).collect()
}

/// The report of a template that leaves out what others build on: each thing once, however many templates ask for it.
pub(super) fn lacking(name: &str, report: &str) -> String {
    let is_message = |line: &&str| line.starts_with("Block ") || line.starts_with("error: ");
    let messages = report.lines().filter(is_message).map(|line| line.strip_prefix("error: ").unwrap_or(line));
    let messages: BTreeSet<&str> = messages.collect();
    let listed: Vec<&str> = messages.into_iter().collect();
    format!(
        "--> templates/{name}\nother templates build on it, and it lacks what they ask for:\n  {}\n\
         `sourcebook new template {name}` writes the built-in one, to begin with; move yours away first",
        listed.join("\n  ")
    )
}

/// The engine names templates without their folder, and begins with a word that the command line says already.
fn with_paths(report: &str) -> String {
    let report = report.strip_prefix("error: ").unwrap_or(report);
    let line = |line: &str| match line.trim_start().split_once(' ') {
        Some(("-->", place)) => line.replace(place, &format!("templates/{place}")),
        Some(("note:", _)) => {
            let (words, place) = line.rsplit_once(' ').unwrap_or(("", line));
            format!("{words} templates/{place}")
        }
        _ => line.to_owned(),
    };
    report.lines().map(|text| cut(line(text))).collect::<Vec<_>>().join("\n")
}

/// The beginning of a line that is longer than any that people read: a template may be one line.
fn cut(mut line: String) -> String {
    const LONGEST: usize = 400;
    if line.len() > LONGEST {
        line.truncate(line.floor_char_boundary(LONGEST));
        line.push_str(" …");
    }
    line
}

/// Errors of inheritance, for which the engine has no line.
fn in_words(kind: &ErrorKind, templates: &BTreeMap<String, Arc<[u8]>>) -> Option<String> {
    let (template, message) = match kind {
        ErrorKind::MissingParent { current, parent } => {
            let help = did_you_mean(closest(parent, templates.keys().map(String::as_str)));
            (current, format!("it extends `{parent}`, and there is no such template{help}"))
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            (tpl, format!("it extends itself: {}", inheritance_chain.join(" → ")))
        }
        _ => return None,
    };
    let text = templates.get(template).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let line = text.lines().position(|line| line.contains("extends")).map_or(1, |index| index + 1);
    Some(format!("--> templates/{}:{line}\n{}", one_line(template), one_line(&message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_templates_by_their_paths_and_says_error_once() {
        let report = "error: Field `x` is unknown\n --> a.html:2:4\n  |\n2 | {{ a.x }}\n  |    ^\n\nnote: included from b.html:1:1\n";
        let expected = "Field `x` is unknown\n --> templates/a.html:2:4\n  |\n2 | {{ a.x }}\n  |    ^\n\nnote: included from templates/b.html:1:1";
        assert_eq!(with_paths(report), expected);
    }
}
