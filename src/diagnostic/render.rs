use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Padding, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Label, Report, Severity};
use crate::files::{FileId, Files};

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
    /// exclusive. Of what breaks one rule in one file a thousand times and more, the thousandth has the field `more`: how
    /// many are left out. What is here stays; new fields may be added.
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines. Lines and columns as in JSON.
    Github,
}

/// The most reports of one file that people are shown. A generated file may break a rule on every line.
const OF_ONE_FILE: usize = 100;

/// The most that they are shown in all. One record that is gone may be named in every brief.
const OF_ALL: usize = 1000;

/// Writes a report in a format. Ends with a line end unless the report is empty.
///
/// For people it passes over most of what is wrong with a file that has more than a hundred reports, or with a site that has
/// more than a thousand, and says so; programs get all that is kept, and how many more there are.
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

type Entry = (Severity, Diagnostic);

fn for_people(report: &Report, files: &Files, colour: bool, out: &mut String) {
    let path = |diagnostic: &Diagnostic| diagnostic.primary().map_or("", |label| files.path(label.span.file));
    // Entries stand in the order of their files.
    let by_file: Vec<&[Entry]> = report.entries.chunk_by(|(_, one), (_, other)| path(one) == path(other)).collect();
    let of_files = by_file.iter().flat_map(|entries| most_important(entries.iter().collect(), OF_ONE_FILE));
    let mut shown = most_important(of_files.collect(), OF_ALL).into_iter().peekable();
    let (mut other_files, mut others) = (0, 0);
    for entries in by_file {
        let place = entries.first().map_or("", |(_, first)| path(first));
        let mut left: usize = entries.iter().map(|(_, found)| 1 + found.more).sum();
        let mut none_shown = true;
        while let Some((severity, diagnostic)) = shown.next_if(|(_, diagnostic)| path(diagnostic) == place) {
            out.push_str(&human(*severity, diagnostic, files, colour));
            out.push_str("\n\n");
            (left, none_shown) = (left - 1, false);
        }
        if none_shown {
            (other_files, others) = (other_files + 1, others + left);
        } else if left > 0 {
            let _ = write!(
                out,
                "… and {left} more in {}

",
                printable(place)
            );
        }
    }
    if others > 0 {
        let files = if other_files == 1 { "file" } else { "files" };
        let _ = write!(out, "… and {others} more in {other_files} other {files}\n\n");
    }
}

/// So many of some reports: the first errors and then the first of the rest, in the order in which they stand.
fn most_important(entries: Vec<&Entry>, most: usize) -> Vec<&Entry> {
    let errors = entries.iter().filter(|(severity, _)| *severity == Severity::Error).count().min(most);
    let mut left = [most - errors, errors];
    let mut is_shown = |entry: &&Entry| {
        let left = &mut left[usize::from(entry.0 == Severity::Error)];
        let is_shown = *left > 0;
        *left = left.saturating_sub(1);
        is_shown
    };
    entries.into_iter().filter(|entry| is_shown(entry)).collect()
}

/// Longest line that is quoted whole. A minified file of one line must not flood the terminal.
const QUOTED_LINE: usize = 2_000;

fn human(severity: Severity, diagnostic: &Diagnostic, files: &Files, colour: bool) -> String {
    let level = if severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let mut group = level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.code.name)
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    let places = by_file(&diagnostic.labels);
    for (file, labels) in &places {
        // Of a file whose text is not known there is no line to show.
        group = if files.text(*file).is_empty() {
            group.element(Origin::path(printable(files.path(*file))))
        } else {
            group.element(snippet(*file, labels, files, diagnostic))
        };
    }
    if places.last().is_some_and(|(file, _)| files.text(*file).is_empty()) {
        group = group.element(Padding);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(printable(note)));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(120).render(&[group])
}

fn snippet<'a>(
    file: FileId,
    labels: &[&'a Label],
    files: &'a Files,
    diagnostic: &Diagnostic,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let start = labels.iter().map(|label| label.span.start as usize).min().unwrap_or(0);
    let end = labels.iter().map(|label| label.span.end as usize).max().unwrap_or(0);
    let (window, first_line) = quoted_window(files, file, start..end);
    let text = files.text(file).get(window.clone()).unwrap_or("");
    let mut snippet =
        Snippet::source(printable_same_length(text)).line_start(first_line).path(printable(files.path(file)));
    for label in labels {
        let is_primary = diagnostic.labels.first().is_some_and(|first| std::ptr::eq(first, *label));
        let kind = if is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let clamp = |offset: u32| (offset as usize).clamp(window.start, window.end) - window.start;
        let mut annotation = kind.span(clamp(label.span.start)..clamp(label.span.end));
        if !label.text.is_empty() {
            annotation = annotation.label(printable(&label.text));
        }
        snippet = snippet.annotation(annotation);
    }
    snippet
}

/// The lines under a range; of a very long line, the part around the range.
fn quoted_window(files: &Files, file: FileId, range: Range<usize>) -> (Range<usize>, usize) {
    let (lines, first) = files.lines_around(file, range.clone());
    if lines.len() <= QUOTED_LINE.max(range.len().saturating_mul(2)) {
        return (lines, first);
    }
    let text = files.text(file);
    let boundary = |mut offset: usize| {
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    let line_start = text[..boundary(range.start.min(text.len()))].rfind('\n').map_or(0, |at| at + 1);
    let begin = boundary(range.start.saturating_sub(60)).max(line_start).max(lines.start);
    let end = boundary((range.start + 200).min(lines.end)).max(begin);
    (begin..end, first)
}

fn by_file(labels: &[Label]) -> Vec<(FileId, Vec<&Label>)> {
    let mut groups: Vec<(FileId, Vec<&Label>)> = Vec::new();
    for label in labels {
        match groups.iter_mut().find(|(file, _)| *file == label.span.file) {
            Some((_, group)) => group.push(label),
            None => groups.push((label.span.file, vec![label])),
        }
    }
    groups
}

/// Content comes from strangers: control characters and direction overrides would let a message lie on the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if is_deceptive(c) { '\u{fffd}' } else { c }).collect()
}

/// As [`printable`], keeping every byte offset, and the ends of lines however they are written.
fn printable_same_length(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let ends_line = c == '\r' && rest.as_str().starts_with('\n');
        match (is_deceptive(c) && !ends_line, c.len_utf8()) {
            (false, _) => out.push(c),
            (true, 3) => out.push('\u{fffd}'),
            (true, 2) => out.push('\u{b7}'),
            (true, length) => out.extend(std::iter::repeat_n('?', length)),
        }
    }
    out
}

fn is_deceptive(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start_byte: u32,
    end_byte: u32,
    label: &'a str,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    places: Vec<JsonPlace<'a>>,
    notes: &'a [String],
    help: &'a [String],
    explanation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

fn json(severity: Severity, diagnostic: &Diagnostic, files: &Files) -> String {
    let places = diagnostic.labels.iter().map(|label| {
        let (start, end) = ends(label, files);
        JsonPlace {
            file: files.path(label.span.file),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            start_byte: label.span.start,
            end_byte: label.span.end,
            label: &label.text,
        }
    });
    let object = JsonDiagnostic {
        severity: severity.name(),
        code: diagnostic.code.name,
        message: &diagnostic.message,
        places: places.collect(),
        notes: &diagnostic.notes,
        help: &diagnostic.help,
        explanation: format!("sourcebook explain {}", diagnostic.code.name),
        more: (diagnostic.more > 0).then_some(diagnostic.more),
    };
    // Strings and numbers always serialise.
    let json = serde_json::to_string(&object).unwrap_or_default();
    // Programs get the very characters, terminals never: outside of strings JSON has none of them.
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_deceptive(c) {
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

fn ends(label: &Label, files: &Files) -> (crate::files::LineColumn, crate::files::LineColumn) {
    let end = crate::files::Span { start: label.span.end, ..label.span };
    (files.position(label.span), files.position(end))
}

/// The format is GitHub's "workflow commands for GitHub Actions"; `%`, line ends, and in properties `:` and `,` are
/// percent-encoded.
fn github(severity: Severity, diagnostic: &Diagnostic, files: &Files) -> String {
    let data = |text: &str| printable(text).replace('%', "%25").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    let _ = write!(out, "::{} title={}", severity.name(), property(diagnostic.code.name));
    if let Some(label) = diagnostic.primary() {
        let (start, end) = ends(label, files);
        let file = property(files.path(label.span.file));
        let _ = write!(out, ",file={file},line={},endLine={},col={}", start.line, end.line, start.column);
        // GitHub takes an end only on the line of the beginning.
        if start.line == end.line {
            let _ = write!(out, ",endColumn={}", end.column);
        }
    }
    let mut message = diagnostic.message.clone();
    for label in diagnostic.labels.iter().skip(1) {
        let place = files.position(label.span);
        let _ = write!(message, "\n{}: {}:{}", label.text, files.path(label.span.file), place.line);
    }
    for note in &diagnostic.notes {
        let _ = write!(message, "\nnote: {note}");
    }
    for help in &diagnostic.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    if diagnostic.more > 0 {
        let _ = write!(message, "\n… and {} more of the kind in this file", diagnostic.more);
    }
    let _ = writeln!(out, "::{}", data(&message));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Severities, codes};
    use crate::files::Span;

    /// A report about the bytes of the second of two files, in conflict with the first.
    fn rendered(span: Range<usize>, message: &str, format: Format) -> String {
        let mut files = Files::default();
        let first = files.add("a.yaml", "id: x\n");
        let second = files.add("b,c:50%.yaml", "한 id: x\ny\n");
        let found = Diagnostic::new(&codes::DUPLICATE_KEY, Span::new(second, span.start, span.end), message)
            .also(Span::new(first, 0, 2), "first: here")
            .help("keep one,\nnot both: 100%");
        render(&Report::new(vec![found].into(), &Severities::default(), &files), &files, format)
    }

    #[test]
    fn a_command_for_github_stays_one_line_whatever_is_in_it() {
        assert_eq!(
            rendered(4..6, "a::b %0A\r\n::error::c", Format::Github),
            "::error title=duplicate-key,file=b%2Cc%3A50%25.yaml,line=1,endLine=1,col=3,endColumn=5\
             ::a::b %250A\u{fffd}%0A::error::c%0Afirst: here: a.yaml:1%0Ahelp: keep one,%0Anot both: 100%25\n"
        );
        // Over several lines there is no last column.
        assert!(rendered(4..11, "a", Format::Github).contains(",line=1,endLine=2,col=3::"));
    }

    /// A carriage return lets what follows it stand over what was said before.
    #[test]
    fn people_see_no_line_written_over_another() {
        let human = Format::Human { colour: false };
        assert!(!rendered(4..6, "bad\rgood", human).contains('\r'));
        let mut files = Files::default();
        let file = files.add("a.yaml", "id: x\r\nid: bad\rgood\r\n");
        let found =
            Diagnostic::new(&codes::DUPLICATE_KEY, Span::new(file, 11, 14), "twice").also(Span::new(file, 0, 2), "");
        let shown = render(&Report::new(vec![found].into(), &Severities::default(), &files), &files, human);
        assert!(!shown.contains('\r') && shown.contains("id: bad?good"), "{shown:?}");
    }

    /// A report of so many warnings in each of some files, and one error in the last.
    fn flood(each: usize, places: usize) -> (Report, Files) {
        let mut files = Files::default();
        let mut found = Vec::new();
        for at in 0..places {
            let file = files.add(format!("{at:03}.md"), "word ".repeat(each));
            let span = |word: usize| Span::new(file, word * 5, word * 5 + 4);
            found.extend(
                (0..each).map(|word| Diagnostic::new(&codes::UNCITED_PARAGRAPH, span(word), "rests on nothing")),
            );
            if at + 1 == places {
                found.push(Diagnostic::new(&codes::DUPLICATE_KEY, span(0), "the one error"));
            }
        }
        (Report::new(found.into(), &Severities::default(), &files), files)
    }

    #[test]
    fn people_are_shown_so_much_of_a_flood_and_its_errors_first() {
        let (report, files) = flood(50, 30);
        let shown = render(&report, &files, Format::Human { colour: false });
        assert_eq!(shown.matches("warning[").count(), OF_ALL - 1);
        assert_eq!(shown.matches("error[").count(), 1);
        // The last warning of the twentieth file, and all but the error of the last, which is shown for it.
        assert!(shown.contains("… and 1 more in 019.md\n") && shown.contains("… and 50 more in 029.md\n"), "{shown}");
        assert!(shown.ends_with("… and 450 more in 9 other files\n\n"));
        assert_eq!(render(&report, &files, Format::Json).lines().count(), 1501);
        let (report, files) = flood(33, 30);
        assert!(!render(&report, &files, Format::Human { colour: false }).contains('…'));
    }

    #[test]
    fn programs_get_every_place_in_lines_columns_and_bytes() {
        let json: serde_json::Value = serde_json::from_str(&rendered(4..11, "a\nb", Format::Json)).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "severity": "error",
                "code": "duplicate-key",
                "message": "a\nb",
                "places": [
                    { "file": "b,c:50%.yaml", "line": 1, "column": 3, "end_line": 2, "end_column": 2,
                      "start_byte": 4, "end_byte": 11, "label": "" },
                    { "file": "a.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 3,
                      "start_byte": 0, "end_byte": 2, "label": "first: here" },
                ],
                "notes": [],
                "help": ["keep one,\nnot both: 100%"],
                "explanation": "sourcebook explain duplicate-key",
            })
        );
    }
}
