//! Opens a document without its pages.
//!
//! The parser makes all pages as it opens a document, and gives nobody its objects before. So it is given the document with
//! one more edition at the end, as programs append them: a catalog whose tree of pages is empty. Its own catalogs are
//! told apart by their names alone, and whoever wants to know what their pages would cost can ask.

use std::borrow::Cow;

use hayro_syntax::object::dict::keys::ENCRYPT;
use hayro_syntax::object::{Dict, FromBytes as _, ObjectIdentifier};
use hayro_syntax::{LoadPdfError, Pdf};
use memchr::memmem;

use super::names::{is_blank, unescaped};

/// A document as it is opened here.
pub(super) struct Bare {
    pub(super) document: Pdf,
    /// What may be its own catalog: every object that it calls so.
    pub(super) catalogs: Vec<ObjectIdentifier>,
    /// Whether its streams are encrypted.
    pub(super) is_encrypted: bool,
}

/// The number of the appended catalog, which no program comes to; the tree has the next.
const CATALOG: u32 = 4_000_000_000;

/// The most catalogs that are told apart: each edition of a document names one.
const ENDS: usize = 256;

/// How many places that speak of encryption are read.
const TRIED: usize = 16;

/// How a document finds its objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// By its own tables, the last of which begins here.
    Listed(usize),
    /// As the parser does where those are damaged.
    Searched,
}

impl Found {
    /// Where the last table begins that a document names.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let named = memmem::rfind(bytes, b"startxref").and_then(|at| bytes.get(at + 9..));
        named.and_then(|rest| number(&mut Cursor(rest))).map_or(Self::Searched, Self::Listed)
    }
}

/// Opens a document.
///
/// # Errors
/// Those of the parser, or that it cannot be said what it would do.
pub(super) fn open(bytes: &[u8], found: Found) -> Result<Bare, LoadPdfError> {
    let plain = unescaped(bytes);
    let catalogs = catalogs(&plain).ok_or(LoadPdfError::Invalid)?;
    let last = last_words(bytes, &plain).ok_or(LoadPdfError::Invalid)?;
    let before = match found {
        Found::Listed(at) => at,
        // Where no table is, so that it has to search.
        Found::Searched => 0,
    };
    let mut with_another = bytes.to_vec();
    with_another.push(b'\n');
    let [catalog, tree] = [0, 1].map(|nth| {
        let at = with_another.len();
        let object = if nth == 0 { format!("<</Pages {} 0 R>>", CATALOG + 1) } else { "<</Kids[]>>".to_owned() };
        with_another.extend(format!("{} 0 obj\n{object}\nendobj\n", CATALOG + nth).into_bytes());
        at
    });
    let table = with_another.len();
    with_another.extend(format!("xref\n{CATALOG} 2\n{catalog:010} 00000 n \n{tree:010} 00000 n \n").into_bytes());
    with_another.extend_from_slice(b"trailer\n<<");
    with_another.extend_from_slice(&last);
    // Of a name that is there twice, the last counts.
    with_another.extend(format!("/Root {CATALOG} 0 R/Prev {before}/Info null/XRefStm null>>\n").into_bytes());
    with_another.extend(format!("startxref\n{table}\n%%EOF\n").into_bytes());
    Ok(Bare { document: Pdf::new(with_another)?, catalogs, is_encrypted: !last.is_empty() })
}

/// What the last words of a document say beside the name of its catalog: how it is encrypted, if it is. None if they do
/// not say how.
fn last_words<'a>(bytes: &'a [u8], plain: &[u8]) -> Option<Cow<'a, [u8]>> {
    let is_named = |text: &[u8]| memmem::rfind(text, b"/Encrypt").is_some();
    if !is_named(plain) {
        return Some(Cow::Borrowed(b""));
    }
    let mut before = bytes;
    for _ in 0..TRIED {
        let at = memmem::rfind(before, b"/Encrypt")?;
        let near = &bytes[at.saturating_sub(AROUND)..at];
        let start = memmem::rfind(near, b"trailer").map(|at| at + 7).max(memmem::rfind(near, b"obj").map(|at| at + 3));
        let words = start.and_then(|start| bytes.get(at - near.len() + start..)).unwrap_or(&[]).trim_ascii_start();
        if let Some(words) = Dict::from_bytes(words).filter(|words| words.contains_key(ENCRYPT)) {
            let words = words.data();
            return words.strip_prefix(b"<<")?.strip_suffix(b">>").map(Cow::Borrowed);
        }
        before = &bytes[..at];
    }
    None
}

/// Every object that a document names as its catalog, or that says it is one. None if there are very many.
fn catalogs(plain: &[u8]) -> Option<Vec<ObjectIdentifier>> {
    let named = memmem::find_iter(plain, b"/Root").take(ENDS + 1).filter_map(|at| {
        let mut cursor = Cursor(plain.get(at + 5..)?);
        let id = identifier(&mut cursor)?;
        cursor.blank();
        cursor.0.starts_with(b"R").then_some(id)
    });
    let calls_itself = memmem::find_iter(plain, b"/Catalog").take(ENDS + 1);
    let calls_itself = calls_itself.filter_map(|at| object_around(plain, at).map(|(id, _)| id));
    let mut catalogs: Vec<ObjectIdentifier> = named.chain(calls_itself).collect();
    catalogs.sort_unstable();
    catalogs.dedup();
    (catalogs.len() <= ENDS).then_some(catalogs)
}

/// How far before a name its object is looked for, in bytes.
const AROUND: usize = 4096;

/// The object that something stands in, if it stands near its beginning, and where its words begin.
pub(super) fn object_around(bytes: &[u8], at: usize) -> Option<(ObjectIdentifier, usize)> {
    let from = at.saturating_sub(AROUND);
    let before = bytes.get(from..at)?;
    let begins = memmem::rfind(before, b"obj")?;
    // A comment may go on for as long as the file does: its words are looked for before the place alone.
    let mut words = Cursor(&before[begins + 3..]);
    words.blank();
    Some((identifier_before(&before[..begins])?, at - words.0.len()))
}

fn identifier(cursor: &mut Cursor<'_>) -> Option<ObjectIdentifier> {
    let (object, generation) = (number(cursor)?, number(cursor)?);
    Some(ObjectIdentifier::new(u32::try_from(object).ok()?, i32::try_from(generation).ok()?))
}

/// The two numbers at the end of a text.
fn identifier_before(text: &[u8]) -> Option<ObjectIdentifier> {
    let mut numbers = text.trim_ascii_end().rsplit(|byte| !byte.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let (generation, object) = (digits(numbers.next()?)?, digits(numbers.next()?)?);
    Some(ObjectIdentifier::new(u32::try_from(object).ok()?, i32::try_from(generation).ok()?))
}

fn number(cursor: &mut Cursor<'_>) -> Option<usize> {
    cursor.blank();
    let length = cursor.0.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(cursor.0.len());
    let (number, rest) = cursor.0.split_at(length);
    cursor.0 = rest;
    digits(number)
}

fn digits(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The rest of a text.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    /// Goes over white space and comments.
    fn blank(&mut self) {
        loop {
            let length = self.0.iter().position(|byte| !is_blank(*byte)).unwrap_or(self.0.len());
            self.0 = &self.0[length..];
            if !self.0.starts_with(b"%") {
                return;
            }
            let end = self.0.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.0.len());
            self.0 = &self.0[end..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_object_begin_after_what_the_parser_passes_over() {
        for (written, words) in [
            ("1 0 obj<</N 2/First 3>>", "<</N 2/First 3>>"),
            ("1 0 obj\0 \n<</First 3>>", "<</First 3>>"),
            ("1 0 obj%<<\r%%\n<</First 3>>", "<</First 3>>"),
            ("1 0 obj%<</First 3>>\n", "/First 3>>\n"),
        ] {
            let at = written.find("/First").unwrap();
            let (id, begin) = object_around(written.as_bytes(), at).unwrap();
            assert_eq!((id, &written[begin..]), (ObjectIdentifier::new(1, 0), words));
        }
    }
}
