use super::Piece;
use super::escape::push_text;

/// The place of one piece, to be filled when more is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    buffer: usize,
    index: usize,
}

#[derive(Debug, Default)]
struct Buffer {
    pieces: Vec<Piece>,
    /// HTML that is not a piece yet, since more may join it.
    tail: String,
}

impl Buffer {
    fn push(&mut self, piece: Piece) -> usize {
        if !self.tail.is_empty() {
            self.pieces.push(Piece::Html(std::mem::take(&mut self.tail)));
        }
        self.pieces.push(piece);
        self.pieces.len() - 1
    }
}

/// The pieces written so far: those of the body, and those of every footnote, which are shown elsewhere.
#[derive(Debug)]
pub(super) struct Buffers {
    body: Buffer,
    notes: Vec<Buffer>,
    /// Numbers of the footnotes that are being written; the last one takes what is written.
    open: Vec<usize>,
}

impl Buffers {
    /// The number of the body's buffer; a footnote's is its place in `notes`, from 1.
    pub(super) const BODY: usize = 0;

    pub(super) fn new() -> Self {
        Self { body: Buffer::default(), notes: Vec::new(), open: Vec::new() }
    }

    /// Writes HTML.
    pub(super) fn html(&mut self, html: &str) {
        self.tail().push_str(html);
    }

    /// Writes text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        push_text(self.tail(), text);
    }

    /// The string that HTML is appended to.
    pub(super) fn tail(&mut self) -> &mut String {
        &mut self.current().tail
    }

    /// Writes a piece that is complete.
    pub(super) fn piece(&mut self, piece: Piece) {
        self.current().push(piece);
    }

    /// Leaves room for one piece, which is `meanwhile` unless it is filled.
    pub(super) fn slot(&mut self, meanwhile: &str) -> Slot {
        let index = self.current().push(Piece::Html(meanwhile.to_owned()));
        Slot { buffer: self.open_number(), index }
    }

    /// Fills a slot.
    pub(super) fn fill(&mut self, slot: Slot, piece: Piece) {
        if let Some(place) = self.numbered(slot.buffer).pieces.get_mut(slot.index) {
            *place = piece;
        }
    }

    /// Sends everything that follows to a buffer of its own, until [`Buffers::close`]. Returns its number.
    pub(super) fn open(&mut self) -> usize {
        self.notes.push(Buffer::default());
        self.open.push(self.notes.len());
        self.notes.len()
    }

    /// Goes back to the buffer before the last [`Buffers::open`].
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// The number of the buffer that is being written to.
    pub(super) fn open_number(&self) -> usize {
        self.open.last().copied().unwrap_or(Self::BODY)
    }

    /// Takes the pieces of one buffer out.
    pub(super) fn take(&mut self, number: usize) -> Vec<Piece> {
        let Buffer { mut pieces, tail } = std::mem::take(self.numbered(number));
        pieces.push(Piece::Html(tail));
        pieces
    }

    fn current(&mut self) -> &mut Buffer {
        self.numbered(self.open_number())
    }

    fn numbered(&mut self, number: usize) -> &mut Buffer {
        match number.checked_sub(1).and_then(|index| self.notes.get_mut(index)) {
            Some(note) => note,
            None => &mut self.body,
        }
    }
}

/// Joins neighbouring HTML and drops what is empty, so that rendering touches as few pieces as possible.
pub(super) fn joined(pieces: impl Iterator<Item = Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (out.last_mut(), piece) {
            (_, Piece::Html(html)) if html.is_empty() => {}
            (Some(Piece::Html(before)), Piece::Html(html)) => before.push_str(&html),
            (_, piece) => out.push(piece),
        }
    }
    out
}
