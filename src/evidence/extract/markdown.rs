//! Markdown: the words that a reader of the rendered page sees.
//!
//! Not among them: markup, HTML, the text behind an image, the marks of footnotes, and front matter. A row of a table
//! is a paragraph.

use pulldown_cmark::{Event as Token, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Block, BlockKind, Extracted, LINES, Unreadable};
use crate::markdown::signs;

/// The blocks of a Markdown text.
pub(super) fn extract(markdown: &str) -> Result<Extracted, Unreadable> {
    if signs(markdown).nth(LINES).is_some() {
        return Err(Unreadable::TooManyLines);
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader::default();
    for token in Parser::new_ext(body(markdown), options) {
        reader.take(token);
    }
    reader.end_block();
    Ok(reader.out)
}

/// What follows the front matter, if there is any.
fn body(markdown: &str) -> &str {
    let text = markdown.strip_prefix('\u{feff}').unwrap_or(markdown);
    let mut lines = text.split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return text;
    }
    let mut end = 4;
    for line in lines {
        end += line.len();
        if line.trim_end() == "---" {
            return text.get(end..).unwrap_or("");
        }
    }
    text
}

#[derive(Default)]
struct Reader {
    out: Extracted,
    heading: Option<u8>,
    start: usize,
    images: usize,
}

impl Reader {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Start(Tag::Image { .. }) => self.images += 1,
            Token::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Token::Start(tag) => self.open(&tag),
            Token::End(end) => self.close(end),
            Token::Text(text) | Token::Code(text) | Token::InlineMath(text) | Token::DisplayMath(text) => {
                self.push(&text);
            }
            Token::SoftBreak | Token::HardBreak => self.push("\n"),
            Token::Rule => self.end_block(),
            Token::Html(_) | Token::InlineHtml(_) | Token::FootnoteReference(_) | Token::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {
            }
            Tag::TableCell => self.push(" "),
            other => {
                self.end_block();
                if let Tag::Heading { level, .. } = other {
                    self.heading = Some(rank(*level));
                }
            }
        }
    }

    fn close(&mut self, end: TagEnd) {
        match end {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::TableCell => {}
            _ => self.end_block(),
        }
    }

    fn push(&mut self, text: &str) {
        if self.images == 0 {
            self.out.text.push_str(text);
        }
    }

    fn end_block(&mut self) {
        let kind = self.heading.take().map_or(BlockKind::Paragraph, BlockKind::Heading);
        let written = &self.out.text[self.start..];
        let leading = written.len() - written.trim_start().len();
        let range = self.start + leading..self.start + written.trim_end().len();
        if range.start < range.end {
            self.out.blocks.push(Block { kind, range, page: None });
            self.out.text.push('\n');
        } else {
            self.out.text.truncate(self.start);
        }
        self.start = self.out.text.len();
    }
}

const fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_a_reader_sees() {
        let extracted = extract(
            "---\ntitle: hidden\n---\n# The *status*\n\nA **first**\nparagraph with [a link](https://example.org), \
             `code`[^1] and ![hidden](x.png).\n\n- one\n- [ ] two\n\n  more\n\n> quoted\n\n<p>hidden</p>\n\n\
             | a | b |\n|---|---|\n| c | d |\n\n## Next\n\n    as it is\n\n[^1]: The note.\n",
        )
        .unwrap();
        let shown: Vec<_> =
            extracted.blocks.iter().map(|block| (block.kind, &extracted.text[block.range.clone()])).collect();
        let paragraph = BlockKind::Paragraph;
        assert_eq!(
            shown,
            [
                (BlockKind::Heading(1), "The status"),
                (paragraph, "A first\nparagraph with a link, code and ."),
                (paragraph, "one"),
                (paragraph, "two"),
                (paragraph, "more"),
                (paragraph, "quoted"),
                (paragraph, "a b"),
                (paragraph, "c d"),
                (BlockKind::Heading(2), "Next"),
                (paragraph, "as it is"),
                (paragraph, "The note."),
            ]
        );
    }
}
