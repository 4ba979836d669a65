use std::fmt;

use twox_hash::XxHash3_128;

use super::hex::{from_hex, hex};

/// What tells bytes from what has become of them by accident: their XXH3, of 128 bits.
///
/// It takes a tenth of the time of a [`Fingerprint`](super::Fingerprint), and a stranger can make two texts that share
/// one. So where bytes are spared for it that a stranger wrote, they are compared as well.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Checksum([u8; 16]);

impl Checksum {
    /// The checksum of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes).to_be_bytes())
    }

    /// The checksum of all that was fed to a hasher.
    pub(super) fn made(hasher: &XxHash3_128) -> Self {
        Self(hasher.finish_128().to_be_bytes())
    }

    /// Reads what [`Display`](fmt::Display) writes: 32 lower-case hexadecimal digits, and nothing else.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        from_hex(text).map(Self)
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
