//! Short fields.

use super::*;

#[test]
fn a_note_has_nothing_with_an_id_and_points_at_its_field() {
    let mut files = Files::default();
    let file = files.add("a.yaml", "note: \"A\\n\"\n");
    let field = Span::new(file, 6, 11);
    let mut sink = Diagnostics::new();
    let document = parse_note("# A\n\nB[^1] [@a/b] [c](d)", field, &mut sink);
    let mut html = String::new();
    write_html(&document, &mut html, &mut |gap, out| {
        if let Gap::Mark(..) = gap {
            out.push_str("{cite}");
        }
    });
    assert!(html.starts_with("<p><strong>A</strong></p>\n<p>B[^1] {cite} c</p>\n"), "{html}");
    assert!(!html.contains(" id="));
    assert_eq!(readable(&document, document.sentences.get(0).unwrap()), "B[^1] c");
    assert!(!sink.is_empty() && sink.iter().all(|found| found.labels[0].span == field));
    assert!(document.marks.iter().all(|mark| mark.span == field));
}
