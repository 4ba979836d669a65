//! From the bytes of an archive to its readable text in blocks.
//!
//! One function per format, behind [`extract`]. What a format hides from its readers (markup, scripts, navigation)
//! is no part of the text; headings are told from paragraphs, because locators need both.

mod html;
mod markdown;
mod pdf;
mod plain;
mod shape;

use std::ops::Range;
use std::path::Path;

/// The number of this way to read archives. It goes up with every change after which an archive may yield another
/// text, other blocks or other positions, so that what was proved by a former way is proved anew.
pub(super) const READING: u32 = 3;

/// The most lines of an archive's text, signs of its Markdown, and blocks of any format.
///
/// Each takes some hundred bytes in memory however few it has in the file: an archive of nothing but line ends would
/// take fifty times its length. A thousand books have as many lines.
pub(super) const LINES: usize = 4_000_000;

/// The format of an archive, told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.txt`, `.text`, or no extension.
    Plain,
    /// `.md`, `.markdown`.
    Markdown,
    /// `.html`, `.htm`, `.xhtml`.
    Html,
    /// `.pdf`.
    Pdf,
    /// Anything else.
    Other,
}

impl Format {
    /// The format of a file of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or("");
        match extension.to_ascii_lowercase().as_str() {
            "" | "txt" | "text" => Self::Plain,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "pdf" => Self::Pdf,
            _ => Self::Other,
        }
    }

    /// The formats that can be read, as a message names them.
    pub const READABLE: &'static str = "plain text (.txt), Markdown (.md), HTML (.html) and PDF (.pdf)";
}

/// Why an archive yields no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is no extractor for its format.
    #[error("its format is not one of those that can be read: {}", Format::READABLE)]
    Format,
    /// Not UTF-8.
    #[error("it is not UTF-8 text: byte {0} belongs to no character")]
    Encoding(usize),
    /// Text that holds a NUL byte, as no text does.
    #[error("it is not text: byte {0} is a NUL byte")]
    Nul(usize),
    /// HTML that declares another encoding than UTF-8, and is in it.
    #[error("it is not UTF-8 text: it is encoded in {0}")]
    Charset(String),
    /// HTML without words outside of its navigation and scripts.
    #[error("its main part shows no words unless its scripts are run")]
    NoText,
    /// HTML whose elements nest without end.
    #[error("its elements are nested far deeper than in any real page")]
    TooDeep,
    /// HTML with a tag that was written to take time.
    #[error("one of its tags has more attributes than any real page uses")]
    TooManyAttributes,
    /// A text of nothing but beginnings.
    #[error("it has more than {LINES} lines, paragraphs or signs of markup, which no real document has")]
    TooManyLines,
    /// A PDF whose pages hold no characters.
    #[error("its pages are pictures of text, without characters")]
    Pictures,
    /// A PDF whose fonts do not say which characters they draw.
    #[error("its fonts do not say which characters they draw")]
    Unspelled,
    /// A PDF that needs a password.
    #[error("it is encrypted")]
    Encrypted,
    /// A PDF that cannot be made sense of.
    #[error("it is damaged, or not of the format that its name says")]
    Damaged,
    /// A PDF beyond the bounds of what is read.
    #[error("it is too large to be read")]
    TooLarge,
}

impl Unreadable {
    /// What the author can do about it.
    #[must_use]
    pub fn way_out(&self) -> String {
        match self {
            Self::Format => {
                format!("save the source's text in a format that can be read: {}", Format::READABLE)
            }
            Self::Encoding(_) | Self::Charset(_) => "save the text as UTF-8".to_owned(),
            Self::Nul(_) => {
                "is it another kind of file, or in UTF-16? Save its text as UTF-8, or name it as what it is".to_owned()
            }
            Self::NoText => "save the page as the browser shows it, or its text as plain text (.txt)".to_owned(),
            Self::TooManyLines => "archive only the part that the excerpts are from".to_owned(),
            Self::TooDeep | Self::TooManyAttributes => "save the page's text as plain text (.txt)".to_owned(),
            Self::Pictures => {
                "run text recognition over it, read the result against the pages, and save it as plain text (.txt)"
                    .to_owned()
            }
            Self::Encrypted => "save it without a password, or its text as plain text (.txt)".to_owned(),
            Self::Unspelled | Self::Damaged | Self::TooLarge => {
                "fetch it again, or save its text as plain text (.txt)".to_owned()
            }
        }
    }
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The heading of a section: 1 is the outermost.
    Heading(u8),
    /// A paragraph, an item of a list, a row or cell of a table.
    Paragraph,
}

/// A heading or a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Which of the two.
    pub kind: BlockKind,
    /// Its bytes in [`Extracted::text`].
    pub range: Range<usize>,
    /// The page on which it begins, from 1, where the format has pages.
    pub page: Option<u32>,
}

/// The readable text of an archive. Blocks are in order, do not overlap, and are not blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extracted {
    /// The text. For plain text these are the archive's own bytes.
    pub text: String,
    /// Its headings and paragraphs.
    pub blocks: Vec<Block>,
}

/// Extracts the readable text of an archive.
///
/// # Errors
/// A format without an extractor, or bytes that are not of their format.
pub fn extract(bytes: impl AsRef<[u8]>, format: Format) -> Result<Extracted, Unreadable> {
    let bytes = bytes.as_ref();
    let extracted = match format {
        Format::Plain => plain::extract(text(bytes)?)?,
        Format::Markdown => markdown::extract(text(bytes)?)?,
        Format::Html => html::extract(bytes)?,
        Format::Pdf => pdf::extract(bytes)?,
        Format::Other => return Err(Unreadable::Format),
    };
    if extracted.blocks.len() > LINES { Err(Unreadable::TooManyLines) } else { Ok(extracted) }
}

/// The bytes of a format of text, if they are some.
fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|error| Unreadable::Encoding(error.valid_up_to()))?;
    text.find('\0').map_or(Ok(text), |offset| Err(Unreadable::Nul(offset)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn extraction_never_panics_and_keeps_its_promises(
            text in "[a-c #\\-*>|`_\\[\\]()!:.\n\r\u{feff}é核]{0,120}",
            format in prop_oneof![Just(Format::Plain), Just(Format::Markdown)],
        ) {
            let extracted = extract(text, format).unwrap();
            let mut end = 0;
            for block in extracted.blocks {
                prop_assert!(block.range.start >= end);
                prop_assert!(!extracted.text[block.range.clone()].trim().is_empty());
                end = block.range.end;
            }
        }
    }

    #[test]
    fn a_format_without_an_extractor_and_broken_text_are_told_apart() {
        assert_eq!(extract(b"PK", Format::of_name("a.docx")), Err(Unreadable::Format));
        assert_eq!(extract(b"ab\xff", Format::of_name("a")), Err(Unreadable::Encoding(2)));
        for name in ["a.txt", "a.md", "a.html"] {
            assert_eq!(extract(b"<p>a\0 word", Format::of_name(name)), Err(Unreadable::Nul(4)), "{name}");
        }
        assert_eq!(extract(b"%PDF", Format::of_name("a.PDF")), Err(Unreadable::Damaged));
        assert!(Unreadable::Format.to_string().contains(".txt"));
    }
}
