use std::fmt::Write as _;

use super::ends;
use super::printable::printable;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;

/// A diagnostic as one line.
///
/// The format is GitHub's "workflow commands for GitHub Actions"; `%`, line ends, and in properties `:` and `,` are
/// percent-encoded.
pub(super) fn github(severity: Severity, diagnostic: &Diagnostic, files: &Files) -> String {
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
        let _ = write!(message, "\n… and {} more of this kind in this file", diagnostic.more);
    }
    let _ = writeln!(out, "::{}", data(&message));
    out
}
