use super::{Pieces, Run, Sentences};
use crate::files::{Span, Spanned};

/// A parsed body. Indices (of marks, of units, of sentences) count in its own lists.
///
/// All that it says is kept in a few long lists, whose entries know each other by their places: of a text that is nothing
/// but signs, each entry of a list of its own would take more room than the sign and its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What the body renders from, in order.
    pub pieces: Pieces,
    /// Everything that others resolve or render, in the order of the text.
    pub marks: Vec<Mark>,
    /// In the order of the text.
    pub headings: Vec<Heading>,
    /// What the rule of evidence is about, in the order of the text. Units never contain each other.
    pub units: Vec<Unit>,
    /// Those of units and, each as one, headings.
    pub sentences: Sentences,
    /// How many words of prose, for a reading time.
    pub words: usize,
}

/// A place of the text that only later layers can render, or that only they can judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The whole mark, with its brackets.
    pub span: Span,
    /// The unit that it stands in; none in headings, in terms of definition lists and in what asserts nothing.
    pub unit: Option<u32>,
    /// The sentence of that unit; none for a record that is embedded after the unit.
    pub sentence: Option<u32>,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is. Written names are as they stand in the file; whether they name anything is for later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// `[@a/b; @c/d]`: the claims that the text rests on, without `@`. None if the citation cannot be read: that has
    /// been reported, and what it stands in counts as cited.
    Citation(Box<[Spanned<Box<str>>]>),
    /// `[[kim-jong-un]]` or `[[Kim Jong Un|the leader]]`.
    Link {
        /// Identifier, name, other name, or `SOURCE/CLAIM`.
        target: Spanned<Box<str>>,
        /// Plain text to show instead of the record's name.
        label: Option<Box<str>>,
    },
    /// `![[a/b]]` in a paragraph of its own: rendered between blocks, never inside a `<p>`.
    Embed {
        /// As for a link.
        target: Spanned<Box<str>>,
    },
    /// `[~very likely]`.
    Likelihood {
        /// The words, with single spaces.
        word: Spanned<Box<str>>,
    },
    /// The address of an ordinary Markdown link or image, counted from the root of the site: `/options/`.
    Path {
        /// As written, decoded: begins with `/`, holds no control characters and no backslash.
        path: Spanned<Box<str>>,
        /// What the address is used for.
        usage: PathUse,
    },
    /// `@a/b` or `[a/b]`: a citation that lacks a sign, if it names what there is. It is shown as the words that it is,
    /// and has no piece.
    Stray {
        /// What would be cited.
        key: Spanned<Box<str>>,
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
    /// Its readable text, among the document's sentences.
    pub sentence: u32,
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
    /// From its first mark to its last, in order. A mark between them may stand alone: [`Document::marks_of`].
    pub marks: Run,
    /// Its sentences, in order, at least one; a table has at least one a cell that has words.
    pub sentences: Run,
    /// If it ends in a colon and a list, table, quote or definition list follows directly: the units of that block.
    pub introduces: Run,
}

impl Document {
    /// The marks of a unit, in order, each with its index.
    pub fn marks_of(&self, unit: usize) -> impl Iterator<Item = (usize, &Mark)> {
        let marks = self.units.get(unit).map_or(0..0, |unit| unit.marks.range());
        let own = move |mark: &&Mark| mark.unit.is_some_and(|of| of as usize == unit);
        marks.filter_map(move |index| Some((index, self.marks.get(index).filter(own)?)))
    }

    /// Gives back the room that its lists have grown into and do not need.
    pub(super) fn shrink(&mut self) {
        self.pieces.shrink();
        self.marks.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.units.shrink_to_fit();
        self.sentences.shrink();
    }
}
