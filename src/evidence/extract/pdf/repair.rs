//! Refuses a document whose repair would take a time that its length does not bound.
//!
//! Where an object is not where the table of objects says, the parser looks for all objects of the file by itself: at each
//! place where one may begin, it reads what may be the object, and goes on right behind that place. In a file that was
//! written so each of these readings goes to its end, as does the search for the end of a stream that has none. So the
//! same way is gone here first, with the same places and readings at least as long, against an [`Allowance`].

use super::names::{is_blank, is_regular, unescaped};
use super::unpacked::Allowance;

/// How many bytes are read for each byte of the file. What programs write takes three.
const TIMES: usize = 16;

/// The most dictionaries that may be the last of the file. Each edition of a document adds one.
const ENDS: usize = 256;

/// Beyond this nesting the parser gives up.
const DEEPEST: usize = 512;

/// Whether a document is repaired in a time in proportion to its length.
pub(super) fn is_bounded(bytes: &[u8]) -> bool {
    let mut walk = Walk { bytes, at: 0, ends: 0, allowance: Allowance(bytes.len().saturating_mul(TIMES) + (1 << 20)) };
    streams_end(bytes) && walk.run().is_some()
}

/// Whether a stream ends after the last place where one may begin. Each time that one without an end is asked for, it is
/// looked for to the end of the file.
fn streams_end(bytes: &[u8]) -> bool {
    let end = memchr::memmem::rfind(bytes, b"endstream").unwrap_or(0);
    let rest = bytes.get(end + 9..).unwrap_or(&[]);
    !memchr::memmem::find_iter(rest, b"stream").any(|at| matches!(rest.get(at + 6), Some(b'\n' | b'\r')))
}

/// A way through the file. What gives none has spent the allowance; what gives `false` could not be read on.
struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How many dictionaries may be the last.
    ends: usize,
    allowance: Allowance,
}

impl Walk<'_> {
    /// Goes from each place where an object or a dictionary may begin to where it ends.
    fn run(&mut self) -> Option<()> {
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            if byte.is_ascii_digit() && self.object_begins()? {
                let after = self.at;
                self.blank()?;
                self.object()?;
                self.at = after;
                continue;
            }
            self.at = start;
            if !self.rest().starts_with(b"<<") || !self.object()? {
                self.at = start;
                self.skip(|byte| !is_blank(byte))?;
                self.at = self.at.max(start + 1);
            }
        }
        Some(())
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or(&[])
    }

    /// Goes on while bytes are of a kind.
    fn skip(&mut self, is_of_kind: impl Fn(u8) -> bool) -> Option<usize> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_of_kind(*byte)).unwrap_or(rest.len());
        self.at += length;
        self.allowance.spend(length + 1)?;
        Some(length)
    }

    /// Goes over white space and comments.
    fn blank(&mut self) -> Option<()> {
        loop {
            self.skip(is_blank)?;
            if !self.rest().starts_with(b"%") {
                return Some(());
            }
            self.skip(|byte| !matches!(byte, b'\n' | b'\r'))?;
        }
    }

    /// `12 0 obj`.
    fn object_begins(&mut self) -> Option<bool> {
        for _ in 0..2 {
            if self.skip(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'+')? == 0 {
                return Some(false);
            }
            self.blank()?;
        }
        let begins = self.rest().starts_with(b"obj");
        self.at += if begins { 3 } else { 0 };
        Some(begins)
    }

    /// Goes over one object, lists and dictionaries with all that is in them.
    fn object(&mut self) -> Option<bool> {
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            let (opens, closes) = match rest {
                [b'<', b'<', ..] => (2, 0),
                [b'[', ..] => (1, 0),
                [b'>', b'>', ..] => (0, 2),
                [b']', ..] => (0, 1),
                _ => (0, 0),
            };
            self.at += opens + closes;
            self.allowance.spend(1)?;
            if opens > 0 {
                depth += 1;
            } else if closes > 0 {
                depth = depth.saturating_sub(1);
            } else if !self.token()? {
                return Some(false);
            }
            if depth == 0 || depth > DEEPEST {
                return Some(depth == 0);
            }
            self.blank()?;
        }
    }

    /// Goes over a text, a name or a word.
    fn token(&mut self) -> Option<bool> {
        match self.rest().first() {
            Some(b'(') => self.text(),
            Some(b'<') => {
                self.at += 1;
                self.skip(|byte| byte.is_ascii_hexdigit() || is_blank(byte))?;
                let ends = self.rest().starts_with(b">");
                self.at += 1;
                Some(ends)
            }
            Some(b'/') => {
                self.at += 1;
                let start = self.at;
                self.skip(is_regular)?;
                if self.bytes.get(start..self.at).is_some_and(|name| *unescaped(name) == *b"Root") {
                    self.ends += 1;
                }
                (self.ends <= ENDS).then_some(true)
            }
            _ => Some(self.skip(is_regular)? > 0),
        }
    }

    /// Goes over a text in parentheses, which may hold others.
    fn text(&mut self) -> Option<bool> {
        let mut open = 0_usize;
        let mut is_escaped = false;
        for (length, byte) in (1..).zip(self.rest()) {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                self.at += length;
                self.allowance.spend(length)?;
                return Some(true);
            }
        }
        self.allowance.spend(self.rest().len())?;
        Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_repaired() {
        let object = "12 0 obj\n<</Type/Page/Kids[3 0 R 4 0 R]/T(a \\) (b) c)/H<00 ff>>>\nendobj\n";
        let stream = "13 0 obj\n<</Length 9>>\nstream\n\u{1}(<<[ 12 0 x\nendstream\nendobj\n";
        let document = format!("%PDF-1.5\n{}trailer\n<</Root 1 0 R>>\n", format!("{object}{stream}").repeat(1_000));
        assert!(is_bounded(document.as_bytes()));
        assert!(is_bounded(b"") && is_bounded(b"1 0 obj") && is_bounded(b"<<"));
    }

    #[test]
    fn what_is_read_to_the_end_again_and_again_is_refused_in_good_time() {
        let started = std::time::Instant::now();
        for unit in [
            "<</a (\n",
            "1 0 obj <</a (",
            "1 0 obj ( ",
            "<< ",
            "1 % ",
            "1 0 obj [ ",
            "<</Root 1 0 R>>\n",
            "<</R#6fot 1>>\n",
        ] {
            assert!(!is_bounded(unit.repeat(400_000).as_bytes()), "{unit}");
        }
        for unit in ["1 0 obj <<>>\nstream\n", "a ", "/", "1", "\0", "% ", "]", "{", ">>"] {
            is_bounded(unit.repeat(400_000).as_bytes());
        }
        assert!(started.elapsed().as_secs() < 20);
    }

    #[test]
    fn a_stream_without_an_end_is_refused() {
        assert!(!is_bounded(b"1 0 obj\n<<>>\nstream\nabc\nendstream\n2 0 obj\n<<>>\nstream\nabc"));
        assert!(is_bounded(b"1 0 obj\n<<>>\nstream\nabc\nendstream\n2 0 obj\n<</Title (The stream of it)>>"));
    }
}
