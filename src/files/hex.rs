/// Bytes as lower-case hexadecimal digits, two each.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// Reads what [`hex`] writes of 16 bytes, and nothing looser.
pub(super) fn from_hex(text: &str) -> Option<[u8; 16]> {
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
