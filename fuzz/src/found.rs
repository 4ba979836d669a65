//! What is reported: it points into the files, can be shown, and is not much more than there is to read.

use sourcebook::diagnostic::{Diagnostic, Format, Report, Severities, render};
use sourcebook::files::Files;

/// Holds diagnostics to their laws. `size` is how many bytes were read.
pub fn reports_are_sound(found: &[Diagnostic], files: &Files, size: usize) {
    assert!(found.len() <= size + 16, "{} reports of {size} bytes", found.len());
    for diagnostic in found {
        assert!(!diagnostic.labels.is_empty(), "{diagnostic:?} is nowhere");
        for label in &diagnostic.labels {
            let words = files.text(label.span.file).get(label.span.range());
            assert!(words.is_some(), "{diagnostic:?}");
        }
        let said = [&diagnostic.message].into_iter().chain(&diagnostic.notes).chain(&diagnostic.help);
        let length: usize = said.map(String::len).sum();
        assert!(length <= 2_000 + 4 * size, "{length} bytes are said of {size}: {diagnostic:?}");
    }
    // Drawing is dear, and one report is drawn like another.
    let some = found.iter().take(1).cloned().collect();
    let report = Report::new(some, &Severities::default(), files);
    let shown = render(&report, files, Format::Human { colour: false });
    assert!(!shown.contains(commands_a_terminal), "a terminal would obey: {shown:?}");
    for format in [Format::Json, Format::Github] {
        assert_eq!(render(&report, files, format).lines().count(), report.entries.len());
    }
}

/// Whether a character moves the cursor, changes colours, begins a line, or turns round what follows. A tab does no harm.
fn commands_a_terminal(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
