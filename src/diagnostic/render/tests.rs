use std::ops::Range;

use super::human::OF_ALL;
use super::*;
use crate::diagnostic::{Diagnostic, Severities, codes};

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
    // Nor one that a value has begun.
    let shown = rendered(4..6, "bad\n::error::good\u{2028}::error::c", human);
    assert!(shown.contains("bad\u{fffd}::error::good\u{fffd}::error::c\n"), "{shown:?}");
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
        found.extend((0..each).map(|word| Diagnostic::new(&codes::UNCITED_PARAGRAPH, span(word), "rests on nothing")));
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
