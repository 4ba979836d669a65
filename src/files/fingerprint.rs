use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;

use super::hex::{from_hex, hex};

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
        Self::half(blake3::hash(bytes))
    }

    /// The fingerprint of all that a reader gives, of which a piece is held at a time.
    pub(super) fn of_reader(reader: impl io::Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(Self::half(hasher.finalize()))
    }

    pub(super) fn half(hash: blake3::Hash) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Self(half)
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
        Self::half(hasher.0.finalize())
    }

    /// Reads what [`Display`](fmt::Display) writes: 32 lower-case hexadecimal digits, and nothing else.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        from_hex(text).map(Self)
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

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
