use crate::markdown::{Document, Mark, Piece, Unit};

/// A place of the HTML that the caller writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap<'d> {
    /// A mark, by index; see [`Piece::Mark`].
    Mark(usize, &'d Mark),
    /// Attributes of a unit, by index; see [`Piece::UnitAttributes`].
    UnitAttributes(usize, &'d Unit),
}

/// Writes the HTML of a document. `fill` writes every gap, each as often as it occurs, which is once.
pub(super) fn write_html(document: &Document, out: &mut String, fill: &mut dyn FnMut(Gap<'_>, &mut String)) {
    for piece in document.pieces.iter() {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::NoteLink(link) => link.push(out),
            Piece::Mark(index) => {
                if let Some(mark) = document.marks.get(index) {
                    fill(Gap::Mark(index, mark), out);
                }
            }
            Piece::UnitAttributes(index) => {
                if let Some(unit) = document.units.get(index) {
                    fill(Gap::UnitAttributes(index, unit), out);
                }
            }
        }
    }
}
