//! HTML: the words that a reader of the page sees in its main part.
//!
//! The parser is that of browsers (WHATWG), so damaged markup means what it means there; [`tree`] holds what it builds,
//! [`readable`] says which part of the page is read and what of it is left out, [`words`] makes blocks of the rest.
//! The text must be UTF-8, whatever the page declares: a page in another encoding is refused rather than guessed at.
//! A page that is nested deeper than any real one, whose open formatting multiplies its elements, or one of whose tags
//! has more [`attributes`] than any, is refused too, since the time that the parser takes would not be in proportion.

mod attributes;
mod heard;
mod readable;
mod tree;
mod words;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink as _;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use self::attributes::{Attributes, pieces};
use self::heard::Heard;
use self::tree::{Builder, Tree};
use super::{Extracted, Unreadable, text};

/// The deepest nesting that is read. Browsers give up at 512.
const DEEPEST: u32 = 1024;

/// Elements beyond those that the bytes of a page could have spelled.
const SPARE_NODES: usize = 1 << 16;

/// The most attributes of a tag that is longer than a piece.
const ATTRIBUTES: usize = 1_000;

/// How much the parser is given at once, in bytes: the growth of the tree and of a tag is looked at in between.
const PIECE: usize = 2 * 1024;

/// The blocks of a page.
pub(super) fn extract(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let html = decode(bytes)?;
    let tree = parse(html)?;
    for root in readable::roots(&tree) {
        let extracted = words::blocks(&tree, root);
        if !extracted.blocks.is_empty() {
            return Ok(extracted);
        }
    }
    Err(Unreadable::NoText)
}

/// The page's text, if it is UTF-8. Bytes that are valid UTF-8 are read as such even if the page declares an encoding
/// of the Latin family: it was saved again since. The few encodings that spell other letters with ASCII bytes are not.
fn decode(bytes: &[u8]) -> Result<&str, Unreadable> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Unreadable::Charset("UTF-16".to_owned()));
    }
    let declared = declared_charset(bytes).filter(|name| !matches!(name.as_str(), "utf-8" | "utf8"));
    let hides_letters = |name: &String| ["iso-2022-", "hz-gb", "utf-7"].iter().any(|start| name.starts_with(start));
    match (text(bytes), declared) {
        (_, Some(name)) if hides_letters(&name) => Err(Unreadable::Charset(name)),
        (Err(Unreadable::Encoding(_)), Some(name)) => Err(Unreadable::Charset(name)),
        (read, _) => read,
    }
}

/// The encoding that a page declares within its first kilobyte, in lower case.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    let meta = start.find("<meta")?;
    let (_, rest) = start.get(meta..)?.split_once("charset")?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))).unwrap_or(value.len());
    value.get(..end).filter(|name| !name.is_empty()).map(str::to_owned)
}

fn parse(html: &str) -> Result<Tree, Unreadable> {
    let builder = TreeBuilder::new(Builder::new(), TreeBuilderOpts::default());
    let tokenizer = Tokenizer::new(Heard::new(builder), TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut attributes = Attributes::default();
    let mut fed = 0;
    for piece in pieces(html, PIECE) {
        let before = tokenizer.sink.tokens();
        input.push_back(StrTendril::from_slice(piece));
        // It stops at the end of each script, which nobody runs here.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        fed += piece.len();
        if tokenizer.sink.tokens() > before {
            attributes.spoke(piece);
        } else if attributes.silent(piece) > ATTRIBUTES {
            return Err(Unreadable::TooManyAttributes);
        }
        let builder = &tokenizer.sink.inner.sink;
        if builder.deepest() > DEEPEST || builder.size() > fed + SPARE_NODES {
            return Err(Unreadable::TooDeep);
        }
    }
    tokenizer.end();
    Ok(tokenizer.sink.inner.sink.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::extract::BlockKind;

    /// The blocks, headings marked with as many `#` as their rank.
    pub(super) fn shown(html: &str) -> Vec<String> {
        let extracted = extract(html.as_bytes()).unwrap();
        let block = |block: &crate::evidence::extract::Block| {
            let words = &extracted.text[block.range.clone()];
            match block.kind {
                BlockKind::Heading(rank) => format!("{} {words}", "#".repeat(rank.into())),
                BlockKind::Paragraph => words.to_owned(),
            }
        };
        extracted.blocks.iter().map(block).collect()
    }

    #[test]
    fn an_encoding_that_is_not_utf_8_is_refused_by_name() {
        let of = |bytes: &[u8]| extract(bytes);
        let latin = b"<meta charset=\"windows-1252\"><p>caf\xe9</p>";
        assert_eq!(of(latin), Err(Unreadable::Charset("windows-1252".to_owned())));
        let equivalent = b"<meta http-equiv=Content-Type content='text/html; charset=EUC-KR'><p>\xb1\xb9</p>";
        assert_eq!(of(equivalent), Err(Unreadable::Charset("euc-kr".to_owned())));
        assert_eq!(of(b"<p>caf\xe9"), Err(Unreadable::Encoding(6)));
        assert_eq!(of(b"\xff\xfe<\0p\0"), Err(Unreadable::Charset("UTF-16".to_owned())));
        let escaped = b"<meta charset=iso-2022-jp><p>\x1b$B3K\x1b(B</p>";
        assert_eq!(of(escaped), Err(Unreadable::Charset("iso-2022-jp".to_owned())));
    }

    #[test]
    fn a_page_in_utf_8_or_ascii_is_read_whatever_it_declares() {
        assert_eq!(shown("\u{feff}<meta charset=utf-8><p>café</p>"), ["café"]);
        assert_eq!(shown("<meta charset=iso-8859-1><p>caf&eacute; &amp; &#8220;bar&#8221;</p>"), ["café & “bar”"]);
    }

    #[test]
    fn nesting_without_end_is_refused_in_good_time() {
        let started = std::time::Instant::now();
        let numbered = (0..200_000).map(|n| format!("<p><i id={n}>x")).collect::<Vec<_>>().concat();
        let repeated = ["<div>", "<b id=1><i id=2>", "<table><tr><td>", "<svg><a>"].map(|unit| unit.repeat(200_000));
        for html in repeated.into_iter().chain([numbered]) {
            let start = html[..16].to_owned();
            assert_eq!(extract(html.as_bytes()).err(), Some(Unreadable::TooDeep), "{start}");
        }
        assert!(started.elapsed().as_secs() < 20);
    }

    #[test]
    fn a_tag_of_very_many_attributes_is_refused_in_good_time() {
        let names = |separator: &str| (0..200_000).map(|n| format!("a{n}{separator}")).collect::<Vec<_>>().concat();
        let begins =
            ["<p ", "</p ", "<<p ", "&<p ", "<svg><style><p ", "<script>x<b c='</script><p ", "<a t=\"<y q='\">x<p "];
        for begin in begins {
            let found = extract(format!("{begin}{}>words", names(" ")).as_bytes());
            assert_eq!(found.err(), Some(Unreadable::TooManyAttributes), "{begin}");
        }
        for separator in ["/", "='' ", "=\"\"", "=b\n"] {
            let found = extract(format!("<p {}>words", names(separator)).as_bytes());
            assert_eq!(found.err(), Some(Unreadable::TooManyAttributes), "{separator}");
        }
    }

    #[test]
    fn long_values_comments_and_scripts_are_no_attributes() {
        let words = "a b/c='d' \u{e9} ".repeat(20_000);
        let data = format!("<p data-x=\"{words}\">one</p>");
        let comment = format!("<!-- {words} --><p>one</p>");
        let script = format!("<script>if (a<b && {words})</script><style>{words}</style><p>one</p>");
        let many = format!("{}<p>one</p>", "<i a b c d e></i>".repeat(2_000));
        for html in [data, comment, script, many] {
            assert_eq!(shown(&html), ["one"], "{}", &html[..20]);
        }
    }

    #[test]
    fn a_page_without_words_is_no_text() {
        assert_eq!(extract(b"<div id=app></div><script>run()</script>"), Err(Unreadable::NoText));
        assert_eq!(extract(b""), Err(Unreadable::NoText));
    }
}
