use std::collections::BTreeMap;

use super::{Code, Diagnostic, Diagnostics, Severity};
use crate::files::Files;

/// The severities that a site sets for single codes, over the defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Severities {
    overrides: BTreeMap<&'static str, Severity>,
    deny_warnings: bool,
}

impl Severities {
    /// Sets the severity of a code.
    pub fn set(&mut self, code: &'static Code, severity: Severity) {
        self.overrides.insert(code.name, severity);
    }

    /// Makes every warning an error, for CI.
    pub const fn deny_warnings(&mut self) {
        self.deny_warnings = true;
    }

    /// What a code counts as on this site. One that is fixed never counts less than by default.
    #[must_use]
    pub fn of(&self, code: &Code) -> Severity {
        let severity = self.overrides.get(code.name).copied().unwrap_or(code.severity);
        let severity = if code.is_fixed { severity.max(code.severity) } else { severity };
        if self.deny_warnings && severity == Severity::Warning { Severity::Error } else { severity }
    }
}

/// All diagnostics of a run that are not off, sorted by file and place, with their severities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The entries in the order in which they are shown.
    pub entries: Vec<(Severity, Diagnostic)>,
}

impl Report {
    /// Puts diagnostics in order and gives each its severity.
    #[must_use]
    pub fn new(diagnostics: Diagnostics, severities: &Severities, files: &Files) -> Self {
        let mut entries: Vec<_> = diagnostics
            .into_iter()
            .map(|diagnostic| (severities.of(diagnostic.code), diagnostic))
            .filter(|(severity, _)| *severity != Severity::Off)
            .collect();
        entries.sort_by(|(_, one), (_, other)| order(one, files).cmp(&order(other, files)));
        entries.dedup();
        Self { entries }
    }

    /// How many diagnostics have a severity, those that are not kept included.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.entries.iter().filter(|(found, _)| *found == severity).map(|(_, found)| 1 + found.more).sum()
    }

    /// Whether the content can be published.
    #[must_use]
    pub fn is_publishable(&self) -> bool {
        self.count(Severity::Error) == 0
    }
}

fn order<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> (&'a str, u32, u32, &'static str, &'a str) {
    let place = diagnostic.primary().map(|label| label.span);
    let (path, start, end) = place.map_or(("", 0, 0), |span| (files.path(span.file), span.start, span.end));
    (path, start, end, diagnostic.code.name, &diagnostic.message)
}
