use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Padding, Renderer, Snippet};

use super::printable::printable_same_length;
use crate::diagnostic::{Diagnostic, Label, Report, Severity};
use crate::files::{FileId, Files, one_line, shortened};

/// The most reports of one file that people are shown. A generated file may break a rule on every line.
const OF_ONE_FILE: usize = 100;

/// The most that they are shown in all. One record that is gone may be named in every brief.
pub(super) const OF_ALL: usize = 1000;

type Entry = (Severity, Diagnostic);

/// Writes a report for people: of a flood the beginning, errors first, and how much more there is.
pub(super) fn for_people(report: &Report, files: &Files, colour: bool, out: &mut String) {
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
            let _ = write!(out, "… and {left} more in {}\n\n", one_line(place));
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
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.code.name)
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    let places = by_file(&diagnostic.labels);
    for (file, labels) in &places {
        // Of a file whose text is not known there is no line to show.
        group = if files.text(*file).is_empty() {
            group.element(Origin::path(one_line(&shortened(files.path(*file)))))
        } else {
            group.element(snippet(*file, labels, files, diagnostic))
        };
    }
    if places.last().is_some_and(|(file, _)| files.text(*file).is_empty()) {
        group = group.element(Padding);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(one_line(note)));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(one_line(help)));
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
    let mut snippet = Snippet::source(printable_same_length(text))
        .line_start(first_line)
        .path(one_line(&shortened(files.path(file))));
    for label in labels {
        let is_primary = diagnostic.labels.first().is_some_and(|first| std::ptr::eq(first, *label));
        let kind = if is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let clamp = |offset: u32| (offset as usize).clamp(window.start, window.end) - window.start;
        let mut annotation = kind.span(clamp(label.span.start)..clamp(label.span.end));
        if !label.text.is_empty() {
            annotation = annotation.label(one_line(&label.text));
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
    let boundary = |offset: usize| text.floor_char_boundary(offset);
    let line_start = text[..boundary(range.start)].rfind('\n').map_or(0, |at| at + 1);
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
