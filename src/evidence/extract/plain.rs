//! Plain text, with a paragraph a line or with lines broken at a width ([`shape`](super::shape) says which).
//!
//! A paragraph a line: blank lines have no meaning. Broken lines: a blank line ends a paragraph, and so does the first
//! line of an item. Either way, a heading is a short line without a mark at its end that is followed by a paragraph;
//! of several such lines in a row only the last. The mark before an item (`- `, `• `) is not part of its words.

use super::shape::{Line, bullet, ends_sentence, is_full, lines, may_be_heading, wrapped_width};
use super::{Block, BlockKind, Extracted, LINES, Unreadable};

/// The blocks of a plain text. Its bytes stay as they are.
pub(super) fn extract(text: &str) -> Result<Extracted, Unreadable> {
    let lines = lines(text, LINES).ok_or(Unreadable::TooManyLines)?;
    let mut blocks = match wrapped_width(&lines) {
        Some(width) => joined(&lines, width),
        None => lines.iter().filter_map(|line| block_of_lines(line, line, may_be_heading(line.text))).collect(),
    };
    keep_headings_before_paragraphs(&mut blocks);
    Ok(Extracted { text: text.to_owned(), blocks })
}

/// A block from its first line to its last; none if there are no words in it.
fn block_of_lines(first: &Line<'_>, last: &Line<'_>, may_be_heading: bool) -> Option<Block> {
    let kind = if may_be_heading { BlockKind::Heading(1) } else { BlockKind::Paragraph };
    let range = first.start + bullet(first.text)..last.end();
    (!first.text.is_empty()).then_some(Block { kind, range, page: None })
}

/// Joins lines that were broken at a width.
fn joined(lines: &[Line<'_>], width: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    for run in lines.split(|line| line.text.is_empty()) {
        let mut first = 0;
        for next in 1..=run.len() {
            let ends = run.get(next).is_none_or(|line| begins_block(&run[first..next], line, width));
            if ends && let (Some(begin), Some(last)) = (run.get(first), run.get(next - 1)) {
                let heading = next - first == 1 && may_be_heading(begin.text);
                blocks.extend(block_of_lines(begin, last, heading));
                first = next;
            }
        }
    }
    blocks
}

/// Whether a line inside a run begins a block of its own. A dash in running text may well have slipped to the
/// beginning of a line, so a mark alone does not make an item: the line before must have ended early or with a mark,
/// or be of an item itself.
fn begins_block(so_far: &[Line<'_>], line: &Line<'_>, width: usize) -> bool {
    let (Some(first), Some(last)) = (so_far.first(), so_far.last()) else { return false };
    let ended_early = !is_full(last.text, line.text, width);
    let after_heading = so_far.len() == 1 && may_be_heading(first.text) && ended_early;
    let is_item = bullet(line.text) > 0 && (ended_early || ends_sentence(last.text) || bullet(first.text) > 0);
    is_item || after_heading
}

fn keep_headings_before_paragraphs(blocks: &mut [Block]) {
    let mut next_is_paragraph = false;
    for block in blocks.iter_mut().rev() {
        let may_be_heading = block.kind != BlockKind::Paragraph;
        if may_be_heading && !next_is_paragraph {
            block.kind = BlockKind::Paragraph;
        }
        next_is_paragraph = !may_be_heading;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks, headings marked with `#`, line ends shown as spaces.
    fn blocks(text: &str) -> Vec<String> {
        let extracted = extract(text).unwrap();
        let shown = |block: &Block| {
            let words = extracted.text[block.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            if block.kind == BlockKind::Paragraph { words } else { format!("# {words}") }
        };
        extracted.blocks.iter().map(shown).collect()
    }

    #[test]
    fn a_paragraph_a_line() {
        let text = "A first paragraph that says a few things, and then stops.\nThe status\n\n\
            The second paragraph is about something else. It should\n- ensure transparency; and\n- include \
            consequences.\n\nReferences\nDoe, J. 2025. “Title.” Publisher. https://example.org/\nInquiries: a@example.org";
        assert_eq!(
            blocks(text),
            [
                "A first paragraph that says a few things, and then stops.",
                "# The status",
                "The second paragraph is about something else. It should",
                "ensure transparency; and",
                "include consequences.",
                "# References",
                "Doe, J. 2025. “Title.” Publisher. https://example.org/",
                "Inquiries: a@example.org",
            ]
        );
    }

    #[test]
    fn lines_broken_at_a_width() {
        let text = "The status of the arsenal\n\n\
            The arsenal has grown over the past decade, and estimates of independent\n\
            organisations say that there are between 40 and 60 warheads – the number\n\
            – nobody knows it – remains uncertain. See\n\
            https://example.org/a/very/long/address/that/does/not/fit/in/seventy-two/columns/of/text/whatever\n\n\
            A deal must meet these requirements if it is to have any effect at all:\n\
            - ensure full transparency in the declaration of all that there is and\n\
            \x20 has been;\n\
            - include consequences.\n\n\
            What comes next\n\
            ===============\n\
            Nothing is known about what comes next, and nobody has said anything that\n\
            would help.\n";
        assert_eq!(
            blocks(text),
            [
                "# The status of the arsenal",
                "The arsenal has grown over the past decade, and estimates of independent organisations say that there \
                 are between 40 and 60 warheads – the number – nobody knows it – remains uncertain. See \
                 https://example.org/a/very/long/address/that/does/not/fit/in/seventy-two/columns/of/text/whatever",
                "A deal must meet these requirements if it is to have any effect at all:",
                "ensure full transparency in the declaration of all that there is and has been;",
                "include consequences.",
                "# What comes next",
                "Nothing is known about what comes next, and nobody has said anything that would help.",
            ]
        );
        assert_eq!(blocks(&text.replace('\n', "\r\n")), blocks(text));
    }

    #[test]
    fn a_short_letter_broken_at_a_width() {
        let text = "To the board\n\n\
            I have kept the ferry for nineteen years, and on most days\n\
            of the winter it carries no one.\n\n\
            A bridge would end the waiting, and also our lifeboat’s crew.\n\
            I do not oppose a bridge.\n";
        assert_eq!(blocks(text).len(), 3, "{:?}", blocks(text));
    }

    #[test]
    fn short_lines_that_end_sentences_are_paragraphs_of_their_own() {
        let text = "The talks began in the spring of that year, in public.\nThey ended in the autumn, and nobody \
            was content.\nA third round is not planned, as both sides say.\n";
        assert_eq!(blocks(text).len(), 3);
    }

    #[test]
    fn of_short_lines_in_a_row_only_the_last_is_a_heading() {
        assert_eq!(blocks("Title\nSection\nIt begins.\nThe end"), ["Title", "# Section", "It begins.", "The end"]);
    }
}
