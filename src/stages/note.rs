//! What is noted beside an edition about the build that published it.
//!
//! A line that says what this is and ends in the fingerprint of the rest; the rest is JSON. Whatever cannot be read, is
//! damaged or of another version is no note.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Label, Report, Severity, codes};
use crate::files::{ArchiveFile, Files, Fingerprint, Span};

/// Begins the first line.
const HEADER: &str = "sourcebook-note 2 ";

/// All that a build rested on, and what it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// Of everything that the build was made from but archives.
    pub(super) made_from: String,
    /// What stood under the name of each archive.
    pub(super) archives: Vec<(String, String)>,
    /// What the edition is known by.
    pub(super) edition: String,
    report: Vec<Entry>,
}

/// An entry of the report. Its places name files by their paths: identities are those of one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    severity: String,
    code: String,
    message: String,
    labels: Vec<(String, u32, u32, String)>,
    notes: Vec<String>,
    help: Vec<String>,
    more: usize,
}

impl Note {
    /// A note about a build; none if it rests on an archive that may change unseen.
    pub(super) fn new(
        made_from: Fingerprint,
        looked: &[(String, ArchiveFile)],
        edition: Fingerprint,
        report: &Report,
        files: &Files,
    ) -> Option<Self> {
        Some(Self {
            made_from: made_from.to_string(),
            archives: looked
                .iter()
                .map(|(name, found)| Some((name.clone(), known_by(found)?)))
                .collect::<Option<_>>()?,
            edition: edition.to_string(),
            report: report.entries.iter().map(|(severity, found)| Entry::new(*severity, found, files)).collect(),
        })
    }

    pub(super) fn write(&self) -> Vec<u8> {
        // Strings, numbers and lists always serialise.
        let json = serde_json::to_vec(self).unwrap_or_default();
        let mut text = format!("{HEADER}{}\n", Fingerprint::of(&json)).into_bytes();
        text.extend(json);
        text
    }

    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let (expected, json) = text.strip_prefix(HEADER.as_bytes())?.split_at_checked(32)?;
        let json = json.strip_prefix(b"\n")?;
        let is_whole = Fingerprint::of(json).to_string().as_bytes() == expected;
        if is_whole { serde_json::from_slice(json).ok() } else { None }
    }

    /// The report as it was, with places in files of this run.
    pub(super) fn report(&self, files: &mut Files) -> Option<Report> {
        Some(Report { entries: self.report.iter().map(|entry| entry.read(files)).collect::<Option<_>>()? })
    }
}

/// What tells whether the same archive stands there as before.
pub(super) fn known_by(archive: &ArchiveFile) -> Option<String> {
    Some(match archive {
        ArchiveFile::Found(archive) => format!("{} {}", archive.stamp()?, archive.path().to_str()?),
        ArchiveFile::Absent => String::new(),
        ArchiveFile::Refused(because) => format!("{because:?}"),
    })
}

impl Entry {
    fn new(severity: Severity, found: &Diagnostic, files: &Files) -> Self {
        let label = |label: &Label| {
            let Span { file, start, end } = label.span;
            (files.path(file).to_owned(), start, end, label.text.clone())
        };
        Self {
            severity: severity.name().to_owned(),
            code: found.code.name.to_owned(),
            message: found.message.clone(),
            labels: found.labels.iter().map(label).collect(),
            notes: found.notes.clone(),
            help: found.help.clone(),
            more: found.more,
        }
    }

    fn read(&self, files: &mut Files) -> Option<(Severity, Diagnostic)> {
        let mut label = |(path, start, end, text): &(String, u32, u32, String)| {
            // Of some files only the path is known: of the theme's, or of one that is missing.
            let file = files.named(path).unwrap_or_else(|| files.add(path, ""));
            Label { span: Span { file, start: *start, end: *end }, text: text.clone() }
        };
        let found = Diagnostic {
            code: codes::find(&self.code)?,
            message: self.message.clone(),
            labels: self.labels.iter().map(&mut label).collect(),
            notes: self.notes.clone(),
            help: self.help.clone(),
            more: self.more,
        };
        Some((Severity::from_name(&self.severity)?, found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severities;

    fn sample(files: &mut Files) -> (Note, Report) {
        let (brief, picture) = (files.add("content/briefs/ä.md", "an “ä”"), files.add("static/a.png", ""));
        let found = Diagnostic::new(&codes::UNCITED_PARAGRAPH, Span::new(brief, 3, 8), "this\nrests on nothing")
            .label("here")
            .also(Span::new(picture, 0, 0), "and here")
            .note("known")
            .help("cite");
        let report = Report::new(vec![found].into(), &Severities::default(), files);
        let looked = [("a.txt".to_owned(), ArchiveFile::Absent)];
        let note = Note::new(Fingerprint::of(b"a"), &looked, Fingerprint::of(b"b"), &report, files).unwrap();
        (note, report)
    }

    #[test]
    fn a_report_reads_in_another_run_as_it_was_written() {
        let mut files = Files::default();
        let (note, report) = sample(&mut files);
        let note = Note::read(&note.write()).unwrap();
        assert_eq!(note.report(&mut files), Some(report));
        let mut other = Files::default();
        other.add("sourcebook.toml", "");
        let file = other.add("content/briefs/ä.md", "an “ä”");
        let report = note.report(&mut other).unwrap();
        let places: Vec<Span> = report.entries[0].1.labels.iter().map(|label| label.span).collect();
        assert_eq!(places, [Span::new(file, 3, 8), Span::new(other.named("static/a.png").unwrap(), 0, 0)]);
    }

    #[test]
    fn what_is_damaged_or_of_another_version_is_no_note() {
        let whole = sample(&mut Files::default()).0.write();
        assert!(Note::read(&whole).is_some());
        for cut in 0..whole.len() {
            assert_eq!(Note::read(&whole[..cut]), None);
            let mut changed = whole.clone();
            changed[cut] ^= 1;
            assert_eq!(Note::read(&changed), None, "{}", String::from_utf8_lossy(&changed));
        }
    }
}
