//! From the body of a Markdown file to a document that needs no further parsing.
//!
//! In: a [`Body`] (a slice of a file and where it begins) or a short field. Out: a [`Document`], which later layers
//! resolve and render as often as they like. It holds HTML in pieces, with a gap for everything that depends on other
//! records or on the page ([`Mark`]); the headings, for the table of contents; and, in sentences, the [`Unit`]s to
//! which the rule of evidence applies.
//!
//! 1. pulldown-cmark reads the text into a flat stream of events; citations and words of likelihood come back through
//!    its broken-link callback.
//! 2. The reader walks the stream once and writes pieces, marks and units. What becomes known only later (the
//!    attributes of a unit, the id of a heading, the number of a footnote) is a slot, filled afterwards.
//! 3. At the end headings get their ids, footnotes their numbers and places, and fragment links are checked.
//!
//! The few words that the text itself does not contain (the label of an alert or of a link back) are English.
//!
//! Never here: what an identifier names, an address relative to a page, or HTML that the author wrote. No syntax is an
//! error, nothing recurses, time and memory grow no faster than the text, and a text with more signs than any book is
//! not read.

mod address;
mod bracket;
mod buffer;
mod direction;
mod document;
mod escape;
mod footnote;
mod heading;
mod highlight;
mod note_link;
mod pieces;
mod place;
mod prose;
mod reader;
mod run;
mod sentence;
mod sentences;
mod standing;

#[cfg(test)]
mod tests;

pub use address::encode_address;
pub use document::{Document, Heading, Mark, MarkKind, PathUse, Unit, UnitKind};
pub use escape::{push_attribute, push_text};
pub use heading::{RESERVED_IDS, is_reserved_id};
pub use highlight::KnownLines;
pub use note_link::NoteLink;
pub use pieces::{Piece, Pieces};
pub use reader::signs;
pub use run::Run;
pub use sentences::{Place, Sentence, SentencePart, Sentences};
pub use standing::Standing;

use crate::diagnostic::Diagnostics;
use crate::files::{FileId, Span};
use place::Places;

/// The Markdown part of a file.
#[derive(Debug, Clone, Copy)]
pub struct Body<'t> {
    /// The file that spans point into.
    pub file: FileId,
    /// The slice of the file after its front matter.
    pub text: &'t str,
    /// The byte of the file at which the slice begins.
    pub offset: usize,
    /// The level of the body's highest heading on its page: 2 where the page's own `h1` stands above it.
    pub heading_base: u8,
}

/// Reads the body of a file. Lines of code that other texts hold too are read once for all. `None` if it holds more
/// than any text does, which is reported.
#[must_use]
pub fn parse(body: Body<'_>, known: &KnownLines, sink: &mut Diagnostics) -> Option<Document> {
    reader::read(body.text, Places::exact(body.file, body.offset), Some(body.heading_base), known, sink)
}

/// Reads a short field of a data file, such as a claim's note.
///
/// The text of a YAML scalar is not the file's own (escapes, folded lines), so every span is that of the whole field.
/// Several notes may stand on one page, so a note has nothing with an id: headings become bold paragraphs, and
/// footnotes are not known.
#[must_use]
pub fn parse_note(text: &str, field: Span, sink: &mut Diagnostics) -> Document {
    reader::read(text, Places::whole(field), None, &KnownLines::default(), sink).unwrap_or_default()
}
