use std::ops::Range;

use super::Readable;
use crate::files::{Span, Spanned};

/// A parsed body. Indices (of marks, of units) count in its own lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What the body renders from, in order.
    pub pieces: Vec<Piece>,
    /// Everything that others resolve or render, in the order of the text.
    pub marks: Vec<Mark>,
    /// In the order of the text.
    pub headings: Vec<Heading>,
    /// What the rule of evidence is about, in the order of the text. Units never contain each other.
    pub units: Vec<Unit>,
    /// How many words of prose, for a reading time.
    pub words: usize,
}

/// A part of the rendered body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Finished HTML.
    Html(String),
    /// The HTML of a mark; for [`MarkKind::Path`] the attributes that hold the address (` href="…"`; ` src="…"`, and
    /// width and height if they are known), which begin with a space.
    Mark(usize),
    /// The end of a unit's opening tag, which has no attributes of its own: what is written here begins with a space.
    UnitAttributes(usize),
}

/// A place of the text that only later layers can render, or that only they can judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The whole mark, with its brackets.
    pub span: Span,
    /// The unit that it stands in; none in headings, in terms of definition lists and in what asserts nothing.
    pub unit: Option<usize>,
    /// The sentence of that unit; none for a record that is embedded after the unit.
    pub sentence: Option<usize>,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is. Written names are as they stand in the file; whether they name anything is for later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// `[@a/b; @c/d]`: the claims that the text rests on, without `@`. None if the citation cannot be read: that has
    /// been reported, and what it stands in counts as cited.
    Citation(Vec<Spanned<String>>),
    /// `[[kim-jong-un]]` or `[[Kim Jong Un|the leader]]`.
    Link {
        /// Identifier, name, other name, or `SOURCE/CLAIM`.
        target: Spanned<String>,
        /// Plain text to show instead of the record's name.
        label: Option<String>,
    },
    /// `![[a/b]]` in a paragraph of its own: rendered between blocks, never inside a `<p>`.
    Embed {
        /// As for a link.
        target: Spanned<String>,
    },
    /// `[~very likely]`.
    Likelihood {
        /// The words, with single spaces.
        word: Spanned<String>,
    },
    /// The address of an ordinary Markdown link or image, counted from the root of the site: `/options/`.
    Path {
        /// As written, decoded: begins with `/`, holds no control characters and no backslash.
        path: Spanned<String>,
        /// What the address is used for.
        usage: PathUse,
    },
    /// `@a/b` or `[a/b]`: a citation that lacks a sign, if it names what there is. It is shown as the words that it is,
    /// and has no piece.
    Stray {
        /// What would be cited.
        key: Spanned<String>,
        /// Whether it is the brackets that it lacks, and not the `@`.
        lacks_brackets: bool,
    },
    /// `[@none]`: the unit needs neither citation nor judgement. Renders as nothing and has no piece.
    NoEvidence,
}

/// What an address from the root is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathUse {
    /// `[text](/options/)`
    Link,
    /// `![text](/photo.png)`
    Image,
}

/// A heading. It is addressable by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Level on the page, from the body's base to 6. The first heading has the base; none skips a level.
    pub level: u8,
    /// Unique in the document and none of [`RESERVED_IDS`](super::RESERVED_IDS).
    pub id: String,
    /// Readable text.
    pub text: Readable,
    /// Where it stands.
    pub span: Span,
    /// Whether it stands inside a quote, list or footnote and so is no part of the body's outline.
    pub nested: bool,
}

/// What kind of text a unit is. A judgement is one to its last corner, then a footnote; else the innermost block counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A paragraph, also one of an alert, and raw HTML, which is shown as text.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A definition of a definition list.
    Definition,
    /// A paragraph of a block quote.
    Quotation,
    /// A whole table.
    Table,
    /// A paragraph of a footnote: a unit of its own, since the sentence that carries the note may rest on something else.
    Footnote,
    /// Anything inside a `[!JUDGEMENT]` quote.
    Judgement,
}

/// A stretch of prose that must rest on something. Text without a word of its own (a picture, a bare `[[link]]`, an
/// embedded record) asserts nothing and is no unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// From its first character to its last.
    pub span: Span,
    /// What it is.
    pub kind: UnitKind,
    /// Its marks, in order.
    pub marks: Vec<usize>,
    /// Its sentences, in order, at least one; a table has at least one a cell that has words.
    pub sentences: Vec<Sentence>,
    /// If it ends in a colon and a list, table, quote or definition list follows directly: the units of that block.
    pub introduces: Range<usize>,
}

/// A sentence of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// What it says. Citations are gone; words of likelihood stay.
    pub text: Readable,
    /// All marks of the sentence. A citation after the full stop belongs to the sentence before it.
    pub marks: Vec<usize>,
    /// In a table, the sentences of the same unit that say what it is about: the first of its row's first cell, the
    /// first of its column's head.
    pub heads: Vec<usize>,
}
