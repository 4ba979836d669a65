use serde::Serialize;

use super::ends;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{Files, escaped_json};

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

/// A diagnostic as one line of JSON, without its end.
pub(super) fn json(severity: Severity, diagnostic: &Diagnostic, files: &Files) -> String {
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
    escaped_json(&serde_json::to_string(&object).unwrap_or_default())
}
