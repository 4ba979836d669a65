use std::fmt;
use std::hash::{Hash, Hasher};

/// What bytes are known by: the first 128 bits of their BLAKE3 hash.
///
/// Half the hash keeps the manifest of a large edition small. Nobody gains by a collision: whoever can choose both of
/// two texts can only keep one of them, their own, from being published.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        blake3::hash(bytes).into()
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The fingerprint of a value, to be compared by the same program file only: how a value is fed to a hasher is the
    /// compiler's choice.
    #[must_use]
    pub fn of_value(value: &impl Hash) -> Self {
        let mut hasher = Blake(blake3::Hasher::new());
        value.hash(&mut hasher);
        hasher.0.finalize().into()
    }

    /// Reads what [`Display`](fmt::Display) writes: 32 lower-case hexadecimal digits, and nothing else.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 16 || !rest.is_empty() {
            return None;
        }
        let mut bytes = [0; 16];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Self(bytes))
    }
}

/// Takes all that a value feeds a hasher with.
struct Blake(blake3::Hasher);

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        u64::from_le_bytes(self.0.finalize().as_bytes().first_chunk().copied().unwrap_or_default())
    }
}

/// For those who feed a [`blake3::Hasher`] piece by piece: a view, then the theme that shows it.
impl From<blake3::Hash> for Fingerprint {
    fn from(hash: blake3::Hash) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Self(half)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 32];
        for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
        }
        formatter.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
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
    use super::Fingerprint;

    #[test]
    fn reads_what_it_writes_and_nothing_looser() {
        let fingerprint = Fingerprint::of(b"a view");
        let text = fingerprint.to_string();
        assert_eq!(Fingerprint::from_hex(&text), Some(fingerprint));
        for loose in [text.to_uppercase(), format!("{text}0"), text[1..].to_owned(), format!(" {}", &text[1..])] {
            assert_eq!(Fingerprint::from_hex(&loose), None, "{loose}");
        }
    }
}
