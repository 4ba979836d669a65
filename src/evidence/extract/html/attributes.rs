//! How many attributes the tag has that the parser is in.
//!
//! The parser compares each attribute with all before it in its tag, so a tag of a hundred thousand takes minutes; it
//! keeps them to itself until the tag ends, and says nothing meanwhile. So the bytes are counted that it takes in
//! silence. They come in pieces that begin at each `<`: a tag begins where a piece does.

/// What a page is cut into: pieces that begin at each `<`, and are no longer than `most` bytes.
pub(super) fn pieces(html: &str, most: usize) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?.len_utf8();
        let limit = rest.ceil_char_boundary(most.max(first));
        let end = rest[first..limit].find('<').map_or(limit, |at| first + at);
        let piece;
        (piece, rest) = rest.split_at(end);
        Some(piece)
    })
}

/// The attributes of the tag that a parser may be in.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// The places in a tag at which it may be: mostly one. After a piece of which the parser said something there may
    /// be another, as it may have begun a tag in it all the same (`&<p`), or have said it of the end of one.
    at: Vec<Tag>,
    has_spoken: bool,
}

impl Attributes {
    /// The parser has said something of a piece: it ended a tag, or it is in none.
    pub(super) fn spoke(&mut self, piece: &str) {
        self.at = Tag::begin(piece).into_iter().collect();
        self.has_spoken = true;
    }

    /// The parser has taken a piece and said nothing. How many attributes its tag has so far, at most.
    pub(super) fn silent(&mut self, piece: &str) -> usize {
        self.at.retain_mut(|tag| tag.go_on(piece));
        if self.has_spoken || self.at.is_empty() {
            self.at.extend(Tag::begin(piece));
            self.has_spoken = false;
        }
        self.at.iter().map(|tag| tag.attributes).max().unwrap_or(0)
    }
}

/// A place in a tag.
#[derive(Debug, Clone, Copy)]
struct Tag {
    attributes: usize,
    state: State,
}

/// Of the states of a tokeniser those in which it matters what a byte is (WHATWG HTML, 13.2.5.32 and following).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Name,
    Between,
    Attribute,
    BeforeValue,
    Bare,
    Quoted(u8),
}

impl Tag {
    /// The tag that a piece begins with, if it is not ended in it.
    fn begin(piece: &str) -> Option<Self> {
        let rest = piece.strip_prefix('<')?;
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let mut tag = Self { attributes: 0, state: State::Name };
        (rest.starts_with(|c: char| c.is_ascii_alphabetic()) && tag.go_on(rest)).then_some(tag)
    }

    /// Takes more bytes; whether the tag goes on behind them.
    fn go_on(&mut self, bytes: &str) -> bool {
        for &byte in bytes.as_bytes() {
            self.state = match (self.state, byte) {
                (State::Quoted(quote), _) if byte != quote => self.state,
                (State::Quoted(_), _) => State::Between,
                (_, b'>') => return false,
                (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
                (State::BeforeValue, _) if byte.is_ascii_whitespace() => State::BeforeValue,
                (State::BeforeValue, _) | (State::Bare, b'/') => State::Bare,
                (State::Attribute | State::Between, b'=') => State::BeforeValue,
                (_, b'/') => State::Between,
                (_, _) if byte.is_ascii_whitespace() => State::Between,
                (State::Between, _) => {
                    self.attributes += 1;
                    State::Attribute
                }
                (state, _) => state,
            };
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_begin_where_tags_do() {
        assert_eq!(pieces("a<b>cé<<d e", 4).collect::<Vec<_>>(), ["a", "<b>c", "é", "<", "<d e"]);
        assert_eq!(pieces("ééé", 1).collect::<Vec<_>>(), ["é", "é", "é"]);
        assert_eq!(pieces("", 4).count(), 0);
    }

    #[test]
    fn attributes_are_counted_over_pieces() {
        let count = |tag: &str| {
            let mut attributes = Attributes::default();
            pieces(tag, 3).map(|piece| attributes.silent(piece)).max().unwrap_or(0)
        };
        assert_eq!(count("<p a b=c d = 'e f <g h' i/j \"k"), 6);
        assert_eq!(count("<img src=\"data:image/png;base64,a/b c/d\" alt=x/y"), 2);
        assert_eq!(count("<!-- a b c d e -->"), 0);
        assert_eq!(count("</p a b"), 2);
    }
}
