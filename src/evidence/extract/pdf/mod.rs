//! PDF: the words of its pages, with their page numbers.
//!
//! [`glyphs`] follows a page's instructions and notes which characters stand where, [`lines`] puts them on lines,
//! [`running`] removes what stands on every page, [`paragraphs`] joins lines to blocks, and [`hyphens`] the words
//! that were broken between them. The order is that in which the document draws its text, which is reading order for
//! whatever wrote it from a text; columns come one after another where they were drawn so.
//!
//! A document with nothing to read says why: pages that are pictures, fonts that do not say which characters they
//! draw, a password. Reading is bounded by [`BYTES`], [`PAGES`], the [`budget`], [`bomb`], which looks at what
//! the streams unpack to before anything is unpacked, [`repair`], which looks at how long the parser would look for what is
//! not where it should be, and [`tree`], which looks at what pages share before they are made.

mod bare;
mod bomb;
mod budget;
mod glyphs;
mod hyphens;
mod lines;
mod names;
mod packing;
mod paragraphs;
mod pictures;
mod repair;
mod running;
mod tree;
mod unpacked;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf};

use self::budget::Budget;
use self::glyphs::Reader;
use self::lines::Line;
use super::{Extracted, LINES, Unreadable};

/// The largest document, in bytes.
const BYTES: usize = 64 * 1024 * 1024;

/// The most pages of a document.
const PAGES: usize = 10_000;

/// What the streams of a document may unpack to, and what is read of it, each time anew, page by page. In bytes.
const UNPACKED: usize = 512 * 1024 * 1024;

/// What is read of the pages of a document as it is opened, in bytes. That of a book has some ten megabytes.
const TREE: usize = 128 * 1024 * 1024;

/// What the pages of a document may hold together, in bytes of characters.
const CHARACTERS: usize = 64 * 1024 * 1024;

/// The blocks of a document.
///
/// The parser is made for damaged documents and forbids itself to panic, but a document is a stranger's program in
/// several languages, its fonts among them: should one of their readers panic after all, this document is damaged, and
/// all others are still read.
pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    if bytes.len() > BYTES || !bomb::is_bounded(bytes, UNPACKED) {
        return Err(Unreadable::TooLarge);
    }
    if !repair::is_bounded(bytes) {
        return Err(Unreadable::Damaged);
    }
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or(Err(Unreadable::Damaged))
}

fn read(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let is_encrypted = tree::check(bytes, TREE)?;
    let document = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Unreadable::Encrypted,
        LoadPdfError::Invalid => Unreadable::Damaged,
    })?;
    let pages = document.pages();
    if pages.len() > PAGES {
        return Err(Unreadable::TooLarge);
    }
    let mut reader = Reader::new(Budget::new(UNPACKED, CHARACTERS, is_encrypted));
    let mut lines: Vec<Line> = Vec::new();
    let mut pages_with_text = 0;
    for (number, page) in (1..).zip(pages.iter()) {
        let glyphs = reader.read(page).ok_or(Unreadable::TooLarge)?;
        let of_page = self::lines::lines(glyphs, number);
        pages_with_text += usize::from(!of_page.is_empty());
        lines.extend(of_page);
        if lines.len() > LINES {
            return Err(Unreadable::TooManyLines);
        }
    }
    for line in &mut lines {
        line.text = hyphens::without_ligatures(&line.text);
    }
    check_characters(&lines)?;
    running::remove(&mut lines, pages_with_text);
    Ok(paragraphs::blocks(&lines))
}

/// Refuses a document without characters, and one of which most are unknown.
fn check_characters(lines: &[Line]) -> Result<(), Unreadable> {
    let (mut known, mut unknown) = (0_usize, 0_usize);
    for c in lines.iter().flat_map(|line| line.text.chars()).filter(|c| !c.is_whitespace()) {
        let is_unknown = matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}');
        *(if is_unknown { &mut unknown } else { &mut known }) += 1;
    }
    match (known, unknown) {
        (0, 0) => Err(Unreadable::Pictures),
        _ if unknown * 2 > known => Err(Unreadable::Unspelled),
        _ => Ok(()),
    }
}
