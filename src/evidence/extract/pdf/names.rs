//! Names as a document spells them, and where they end.

use std::borrow::Cow;

/// A name, or a text with names, in which `#` and two digits stand for a byte.
pub(super) fn unescaped(written: &[u8]) -> Cow<'_, [u8]> {
    if !written.contains(&b'#') {
        return Cow::Borrowed(written);
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut name = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = match after {
            [high, low, ..] if byte == b'#' => digit(high).zip(digit(low)),
            _ => None,
        };
        name.push(escaped.map_or(byte, |(high, low)| high << 4 | low));
        rest = &after[if escaped.is_some() { 2 } else { 0 }..];
    }
    Cow::Owned(name)
}

/// White space (ISO 32000-1, 7.2.2).
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// What names and numbers are written with: neither white space nor a delimiter (ISO 32000-1, 7.2.2). It is what the
/// parser goes by.
pub(super) fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn a_name_reads_as_it_is_meant() {
        for (written, meant) in [("Root", "Root"), ("R#6Fo#74", "Root"), ("a#", "a#"), ("#4", "#4"), ("#zz", "#zz")] {
            assert_eq!(&*unescaped(written.as_bytes()), meant.as_bytes());
        }
    }
}
