use std::fmt;

/// Writes 16 bytes as 32 lower-case hexadecimal digits.
pub(super) fn write(bytes: &[u8; 16], formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 32];
    for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
        *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    }
    formatter.write_str(str::from_utf8(&text).unwrap_or_default())
}

/// Reads what [`write`] writes, and nothing looser.
pub(super) fn read(text: &str) -> Option<[u8; 16]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != 16 || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; 16];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::files::{Checksum, Fingerprint};

    #[test]
    fn reads_what_is_written_and_nothing_looser() {
        let (fingerprint, checksum) = (Fingerprint::of(b"a view"), Checksum::of(b"a page"));
        assert_eq!(Fingerprint::from_hex(&fingerprint.to_string()), Some(fingerprint));
        assert_eq!(Checksum::from_hex(&checksum.to_string()), Some(checksum));
        let text = fingerprint.to_string();
        for loose in [text.to_uppercase(), format!("{text}0"), text[1..].to_owned(), format!(" {}", &text[1..])] {
            assert_eq!(Fingerprint::from_hex(&loose), None, "{loose}");
            assert_eq!(Checksum::from_hex(&loose), None, "{loose}");
        }
    }
}
