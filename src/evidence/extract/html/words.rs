//! Blocks of the words of a page.
//!
//! A heading is a heading; a paragraph, an item of a list, a cell of a table, a term, a definition, a caption, and
//! words that stand beside such in any other box are each a paragraph. Inline elements join without a space, `<br>` is
//! one, and `<wbr>` none. White space is one space, as a browser shows it. `<q>` brings the quotation marks that a
//! browser puts around it.

use super::readable::is_left_out;
use super::tree::{NodeId, Tree, Visit};
use crate::evidence::extract::{Block, BlockKind, Extracted};

/// The blocks below a node.
pub(super) fn blocks(tree: &Tree, root: NodeId) -> Extracted {
    let mut writer = Writer::default();
    let mut left_out = None;
    tree.walk(root, |visit| match visit {
        Visit::Begin(node) => {
            if node != root && is_left_out(tree, node) {
                left_out = Some(node);
                return false;
            }
            if let Some(text) = tree.text(node) {
                writer.push(text);
            } else if let Some(name) = tree.name(node) {
                writer.open(name);
            }
            true
        }
        Visit::End(node) => {
            if left_out.take_if(|out| *out == node).is_none()
                && let Some(name) = tree.name(node)
            {
                writer.close(name);
            }
            true
        }
    });
    writer.end_block();
    writer.out
}

#[derive(Default)]
struct Writer {
    out: Extracted,
    start: usize,
    heading: Option<u8>,
    /// Whether white space has been read that the next word will be parted by.
    space: bool,
}

impl Writer {
    fn open(&mut self, name: &str) {
        match name {
            "br" => self.space = true,
            "q" => self.push("“"),
            _ if is_box(name) => self.end_block(),
            _ => {}
        }
        if let Some(rank) = rank(name) {
            self.heading = Some(rank);
        }
    }

    fn close(&mut self, name: &str) {
        if name == "q" {
            self.push("”");
        } else if is_box(name) {
            self.end_block();
            if rank(name).is_some() {
                self.heading = None;
            }
        }
    }

    fn push(&mut self, text: &str) {
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        self.space |= text.starts_with(is_space);
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            if std::mem::take(&mut self.space) && self.out.text.len() > self.start {
                self.out.text.push(' ');
            }
            self.out.text.push_str(word);
            self.space = true;
        }
        if !text.is_empty() {
            self.space = text.ends_with(is_space);
        }
    }

    fn end_block(&mut self) {
        self.space = false;
        let written = &self.out.text[self.start..];
        let leading = written.len() - written.trim_start().len();
        let range = self.start + leading..self.start + written.trim_end().len();
        if range.start < range.end {
            let kind = self.heading.map_or(BlockKind::Paragraph, BlockKind::Heading);
            self.out.blocks.push(Block { kind, range, page: None });
            self.out.text.push('\n');
        } else {
            self.out.text.truncate(self.start);
        }
        self.start = self.out.text.len();
    }
}

fn rank(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Whether an element is shown as a box of its own.
fn is_box(name: &str) -> bool {
    rank(name).is_some()
        || matches!(
            name,
            "html"
                | "body"
                | "p"
                | "div"
                | "main"
                | "article"
                | "section"
                | "header"
                | "footer"
                | "hgroup"
                | "address"
                | "blockquote"
                | "pre"
                | "ul"
                | "ol"
                | "menu"
                | "dir"
                | "li"
                | "dl"
                | "dt"
                | "dd"
                | "figure"
                | "figcaption"
                | "table"
                | "caption"
                | "thead"
                | "tbody"
                | "tfoot"
                | "tr"
                | "td"
                | "th"
                | "hr"
                | "details"
                | "summary"
                | "dialog"
                | "form"
                | "fieldset"
                | "legend"
                | "center"
                | "search"
                | "listing"
                | "plaintext"
                | "xmp"
        )
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn blocks_are_what_a_reader_sees_as_such() {
        assert_eq!(
            shown(
                "<h1>The <em>status</em></h1>loose <b>wo</b>rds<p>A<br>break, a<wbr>word,\n\n two&nbsp;kinds</p>\
                 <ul><li>one<ul><li>inner</ul>after<li>two</ul><dl><dt>term<dd>meaning</dl>\
                 <table><caption>The table<tr><th>a<th>b<tr><td>c<td><p>d</p>e</table>\
                 <blockquote>quoted<footer>by whom</footer></blockquote>\
                 <figure><img alt=hidden><figcaption>seen</figcaption></figure><pre>as\n  it is</pre>\
                 <h3><span>Next</span></h3><p>It said <q>no</q>."
            ),
            [
                "# The status",
                "loose words",
                "A break, aword, two\u{a0}kinds",
                "one",
                "inner",
                "after",
                "two",
                "term",
                "meaning",
                "The table",
                "a",
                "b",
                "c",
                "d",
                "e",
                "quoted",
                "by whom",
                "seen",
                "as it is",
                "### Next",
                "It said “no”.",
            ]
        );
    }

    #[test]
    fn what_is_not_for_reading_is_left_out() {
        let hidden = [
            "<script>x</script>",
            "<style>x</style>",
            "<template><p>x</template>",
            "<noscript><p>x</p></noscript>",
            "<nav>x</nav>",
            "<aside>x</aside>",
            "<header><h1>x</h1></header>",
            "<footer>x</footer>",
            "<form><p>x</p></form>",
            "<button>x</button>",
            "<div hidden>x</div>",
            "<div aria-hidden=TRUE>x</div>",
            "<div style='color:red; Display : none !important'>x</div>",
            "<div style='visibility:hidden'>x</div>",
            "<svg><title>x</title><text>x</text></svg>",
            "<iframe>x</iframe>",
            "<!-- x -->",
        ];
        for markup in hidden {
            assert_eq!(shown(&format!("<title>t</title><p>one</p>{markup}<p>two</p>")), ["one", "two"], "{markup}");
        }
        let kept = "<article><header><p>one</p></header><p hidden=until-found>two</p><footer>three</footer></article>";
        assert_eq!(shown(kept), ["one", "two", "three"]);
        assert_eq!(shown("<form><h1>one</h1><p>two<input value=x><select><option>x</select></form>"), ["# one", "two"]);
        assert_eq!(shown("<p style='display:none;display:block'>one"), ["one"]);
    }

    #[test]
    fn the_only_main_part_is_the_page() {
        assert_eq!(shown("<p>x</p><main><p>one</p></main>"), ["one"]);
        assert_eq!(shown("<p>x</p><article><p>one</p></article>"), ["one"]);
        assert_eq!(shown("<p>0</p><article>one</article><article>two</article>"), ["0", "one", "two"]);
        assert_eq!(shown("<main hidden>x</main><article>y</article><main>one</main>"), ["one"]);
        assert_eq!(shown("<p>one</p><main><nav>x</nav></main>"), ["one"]);
    }

    #[test]
    fn marks_of_notes_are_left_out_and_other_raised_words_are_not() {
        assert_eq!(shown("<p>ends.<sup><a href='#n1'>1</a></sup> And"), ["ends. And"]);
        assert_eq!(shown("<p>ends.<a href='p.html#n1'><sup>[1]</sup></a> And"), ["ends. And"]);
        assert_eq!(shown("<p>ends.<a role=doc-noteref href=n>1</a> And"), ["ends. And"]);
        assert_eq!(shown("<p>10<sup>3</sup> on the 1<sup>st</sup>"), ["103 on the 1st"]);
        assert_eq!(shown("<p>see <a href='#a'>above<sup>2</sup></a>"), ["see above2"]);
    }

    #[test]
    fn damaged_markup_means_what_it_means_in_a_browser() {
        assert_eq!(shown("<p>one <b>two <i>three</b> four</i> five<p>six"), ["one two three four five", "six"]);
        assert_eq!(shown("<table>before<tr><td>cell"), ["before", "cell"]);
        assert_eq!(shown("a < b &notanentity; &#x110000; c</p>"), ["a < b \u{ac}anentity; \u{fffd} c"]);
    }
}
