use super::run::{Run, narrow};

/// The sentences of a document, as readable text with single spaces: all words in one stretch, beside where their parts end
/// and where the sentences do. A text has far more sentences than anything else, and whoever reads one reads all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentences {
    text: String,
    /// In order, each from the end of the one before it.
    parts: Vec<Part>,
    /// As [`Sentence::heads`], those of all sentences.
    heads: Vec<u32>,
    /// In order, each from the end of the one before it.
    ends: Vec<End>,
    /// Where the marks of long sentences stand, by mark. Others are shown whole.
    places: Vec<MarkPlace>,
}

/// Where a mark stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MarkPlace {
    mark: u32,
    /// Of the sentence.
    part: u32,
    within: u32,
}

/// A place in a sentence; by default its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// The part of the sentence that it is in.
    pub part: usize,
    /// How many bytes of the part stand before it.
    pub within: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    kind: Kind,
    /// In the text.
    end: u32,
}

/// The end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    /// In the parts.
    parts: u32,
    /// In the heads.
    heads: u32,
    /// Its marks.
    marks: Run,
}

/// What a part is, with the mark that it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Likelihood(u32),
    Aside,
    Link(u32),
}

/// A sentence of a unit, or the text of a heading as if it were one. Citations are gone; words of likelihood stay.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'d> {
    all: &'d Sentences,
    number: usize,
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentencePart<'d> {
    /// Words.
    Text(&'d str),
    /// A [`MarkKind::Likelihood`](super::MarkKind::Likelihood), and the words that it reads as.
    Likelihood(usize, &'d str),
    /// Words that name something and assert nothing: code, the text of an ordinary link.
    Aside(&'d str),
    /// A [`MarkKind::Link`](super::MarkKind::Link): reads as its label, or as the name of the record that it leads to.
    Link(usize),
}

impl Sentences {
    /// The sentence with that number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<Sentence<'_>> {
        let number = number as usize;
        (number < self.ends.len()).then_some(Sentence { all: self, number })
    }

    /// The sentences with these numbers.
    #[must_use]
    pub fn run(&self, run: Run) -> impl ExactSizeIterator<Item = Sentence<'_>> + Clone {
        let numbers = run.range();
        (numbers.start..numbers.end.min(self.ends.len())).map(|number| Sentence { all: self, number })
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a part to the sentence that is being written; a link has no words of its own.
    pub(super) fn push(&mut self, kind: Kind, words: &str) {
        self.text.push_str(words);
        self.parts.push(Part { kind, end: narrow(self.text.len()) });
    }

    /// Whether the sentence that is being written has a part.
    pub(super) fn is_begun(&self) -> bool {
        self.parts.len() > self.parts_before(self.ends.len())
    }

    /// Takes white space off the end of the sentence that is being written, and with it a part that is nothing else.
    pub(super) fn trim_end(&mut self) {
        if !self.is_begun() {
            return;
        }
        let start = self.text_before(self.parts.len() - 1);
        if let Some(Part { kind: Kind::Text | Kind::Aside, end }) = self.parts.last_mut() {
            let kept = start + self.text[start..].trim_end().len();
            self.text.truncate(kept);
            *end = narrow(kept);
            if kept == start {
                self.parts.pop();
            }
        }
    }

    /// How much text has been written, links apart, in bytes.
    pub(super) const fn written(&self) -> usize {
        self.text.len()
    }

    /// Keeps the places of marks in the sentence that is being written, each with how much text there is before it.
    pub(super) fn keep_places(&mut self, marks: &[(u32, usize)]) {
        let first = self.parts_before(self.ends.len());
        let mut at = first;
        for &(mark, before) in marks {
            let is_before = |part: &Part| match part.kind {
                Kind::Link(other) | Kind::Likelihood(other) => other < mark && part.end as usize <= before,
                Kind::Text | Kind::Aside => part.end as usize <= before,
            };
            while self.parts.get(at).is_some_and(is_before) {
                at += 1;
            }
            let within = narrow(before.saturating_sub(self.text_before(at)));
            self.places.push(MarkPlace { mark, part: narrow(at - first), within });
        }
    }

    /// Ends the sentence that is being written, and returns its number.
    pub(super) fn close(&mut self, marks: Run, heads: impl Iterator<Item = u32>) -> u32 {
        self.heads.extend(heads);
        self.ends.push(End { parts: narrow(self.parts.len()), heads: narrow(self.heads.len()), marks });
        narrow(self.ends.len() - 1)
    }

    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.parts.shrink_to_fit();
        self.heads.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.places.sort_unstable_by_key(|place| place.mark);
        self.places.shrink_to_fit();
    }

    /// Where the parts of a sentence begin.
    fn parts_before(&self, number: usize) -> usize {
        self.before(number).map_or(0, |end| end.parts as usize)
    }

    /// Where the words of a part begin.
    fn text_before(&self, part: usize) -> usize {
        part.checked_sub(1).and_then(|before| self.parts.get(before)).map_or(0, |before| before.end as usize)
    }

    fn before(&self, number: usize) -> Option<&End> {
        number.checked_sub(1).and_then(|before| self.ends.get(before))
    }
}

impl<'d> Sentence<'d> {
    /// What it says, in order.
    pub fn parts(self) -> impl Iterator<Item = SentencePart<'d>> {
        let parts = self.all.parts_before(self.number)..self.all.ends[self.number].parts as usize;
        let mut start = self.all.text_before(parts.start);
        self.all.parts[parts].iter().map(move |part| {
            let end = part.end as usize;
            part.kind.of(&self.all.text[std::mem::replace(&mut start, end)..end])
        })
    }

    /// The part at a position.
    #[must_use]
    pub fn part(self, position: usize) -> Option<SentencePart<'d>> {
        let parts = self.all.parts_before(self.number)..self.all.ends[self.number].parts as usize;
        let at = parts.start.checked_add(position).filter(|at| *at < parts.end)?;
        let part = self.all.parts.get(at)?;
        Some(part.kind.of(&self.all.text[self.all.text_before(at)..part.end as usize]))
    }

    /// Where one of its marks stands, if it is long; else its beginning.
    #[must_use]
    pub fn place(self, mark: u32) -> Place {
        let found = self.all.places.binary_search_by_key(&mark, |place| place.mark);
        let place = found.ok().and_then(|at| self.all.places.get(at));
        place.map_or_else(Place::default, |it| Place { part: it.part as usize, within: it.within as usize })
    }

    /// All its marks. A citation after the full stop belongs to the sentence before it.
    #[must_use]
    pub fn marks(self) -> Run {
        self.all.ends[self.number].marks
    }

    /// In a table, what it is about: the first sentence of its row's first cell, the first of its column's head.
    pub fn heads(self) -> impl Iterator<Item = Self> {
        let start = self.all.before(self.number).map_or(0, |end| end.heads as usize);
        let heads = self.all.heads[start..self.all.ends[self.number].heads as usize].iter();
        heads.map(move |&head| Self { all: self.all, number: head as usize })
    }
}

impl Kind {
    fn of(self, words: &str) -> SentencePart<'_> {
        match self {
            Self::Text => SentencePart::Text(words),
            Self::Likelihood(mark) => SentencePart::Likelihood(mark as usize, words),
            Self::Aside => SentencePart::Aside(words),
            Self::Link(mark) => SentencePart::Link(mark as usize),
        }
    }
}

#[cfg(test)]
impl<'a> FromIterator<SentencePart<'a>> for Sentences {
    /// One sentence of these parts.
    fn from_iter<I: IntoIterator<Item = SentencePart<'a>>>(parts: I) -> Self {
        let mut sentences = Self::default();
        for part in parts {
            match part {
                SentencePart::Text(words) => sentences.push(Kind::Text, words),
                SentencePart::Likelihood(mark, words) => sentences.push(Kind::Likelihood(narrow(mark)), words),
                SentencePart::Aside(words) => sentences.push(Kind::Aside, words),
                SentencePart::Link(mark) => sentences.push(Kind::Link(narrow(mark)), ""),
            }
        }
        sentences.close(Run::default(), std::iter::empty());
        sentences
    }
}
