/// Readable text with single spaces, in parts: one text, and where each part of it ends. Prose has far more sentences
/// than anything else, and whoever reads one reads all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readable {
    text: String,
    /// In order, each from the end of the one before it.
    parts: Vec<(Kind, usize)>,
    /// Where its marks stand, in their order; known of a long text alone, since others are shown whole.
    places: Box<[Place]>,
}

/// Where a mark stands in a readable text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    pub(crate) mark: usize,
    /// The part that the mark is, or stands in.
    pub part: usize,
    /// How many bytes of the part stand before it.
    pub within: usize,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Likelihood(usize),
    Aside,
    Link(usize),
}

/// A part of a readable text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentencePart<'a> {
    /// Words.
    Text(&'a str),
    /// A [`MarkKind::Likelihood`](super::MarkKind::Likelihood), and the words that it reads as.
    Likelihood(usize, &'a str),
    /// Words that name something and assert nothing: code, the text of an ordinary link.
    Aside(&'a str),
    /// A [`MarkKind::Link`](super::MarkKind::Link): reads as its label, or as the name of the record that it leads to.
    Link(usize),
}

impl Readable {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), parts: Vec::new(), places: Box::default() }
    }

    /// Its parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = SentencePart<'_>> {
        let mut start = 0;
        self.parts.iter().map(move |&(kind, end)| part(kind, &self.text[std::mem::replace(&mut start, end)..end]))
    }

    /// The part at a position.
    #[must_use]
    pub fn part(&self, at: usize) -> Option<SentencePart<'_>> {
        let &(kind, end) = self.parts.get(at)?;
        Some(part(kind, &self.text[self.start(at)..end]))
    }

    /// Where a mark stands in a long text; the beginning of a short one.
    #[must_use]
    pub fn place(&self, mark: usize) -> Place {
        let found = self.places.binary_search_by_key(&mark, |place| place.mark);
        found.ok().and_then(|at| self.places.get(at)).copied().unwrap_or_default()
    }

    /// Keeps the places of marks, each with how much text there was before it.
    pub(super) fn keep_places(&mut self, marks: &[(usize, usize)]) {
        let mut part = 0;
        let place = |&(mark, before): &(usize, usize)| {
            let is_before = |&(kind, end): &(Kind, usize)| match kind {
                Kind::Link(other) | Kind::Likelihood(other) => other < mark && end <= before,
                Kind::Text | Kind::Aside => end <= before,
            };
            while self.parts.get(part).is_some_and(is_before) {
                part += 1;
            }
            Place { mark, part, within: before.saturating_sub(self.start(part)) }
        };
        self.places = marks.iter().map(place).collect();
    }

    fn start(&self, part: usize) -> usize {
        part.checked_sub(1).and_then(|before| self.parts.get(before)).map_or(0, |&(_, end)| end)
    }

    /// Whether it has no part.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// How much text it has, links apart, in bytes.
    pub(super) const fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds a part; a link has no words of its own.
    pub(super) fn push(&mut self, kind: Kind, words: &str) {
        self.text.push_str(words);
        self.parts.push((kind, self.text.len()));
    }

    /// Takes white space off its end, and with it a part that is nothing else.
    pub(super) fn trim_end(&mut self) {
        let start = self.parts.len().checked_sub(2).map_or(0, |before| self.parts[before].1);
        if let Some((Kind::Text | Kind::Aside, end)) = self.parts.last_mut() {
            *end = start + self.text[start..].trim_end().len();
            self.text.truncate(*end);
            if *end == start {
                self.parts.pop();
            }
        }
    }
}

fn part(kind: Kind, words: &str) -> SentencePart<'_> {
    match kind {
        Kind::Text => SentencePart::Text(words),
        Kind::Likelihood(mark) => SentencePart::Likelihood(mark, words),
        Kind::Aside => SentencePart::Aside(words),
        Kind::Link(mark) => SentencePart::Link(mark),
    }
}

#[cfg(test)]
impl<'a> FromIterator<SentencePart<'a>> for Readable {
    fn from_iter<I: IntoIterator<Item = SentencePart<'a>>>(parts: I) -> Self {
        let mut readable = Self::default();
        for part in parts {
            match part {
                SentencePart::Text(words) => readable.push(Kind::Text, words),
                SentencePart::Likelihood(mark, words) => readable.push(Kind::Likelihood(mark), words),
                SentencePart::Aside(words) => readable.push(Kind::Aside, words),
                SentencePart::Link(mark) => readable.push(Kind::Link(mark), ""),
            }
        }
        readable
    }
}
