/// What may stand at a place in a line: the values that its first byte may have, and whether the line may end there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in super::super) struct Heads([u64; 5]);

impl Heads {
    /// How many there are, the end of the line included.
    pub(in super::super) const COUNT: usize = 257;
    /// The end of the line, where others are bytes.
    const END: usize = 256;

    pub(in super::super) const NONE: Self = Self([0; 5]);
    pub(in super::super) const ANY: Self = Self([u64::MAX, u64::MAX, u64::MAX, u64::MAX, 1]);

    pub(super) fn end() -> Self {
        Self::NONE.with(Self::END)
    }

    pub(super) fn byte(byte: u8) -> Self {
        Self::NONE.with(usize::from(byte))
    }

    /// Which one stands at a place.
    pub(in super::super) fn at(line: &str, place: usize) -> usize {
        line.as_bytes().get(place).map_or(Self::END, |&byte| usize::from(byte))
    }

    pub(super) fn with(mut self, head: usize) -> Self {
        self.0[head / 64] |= 1 << (head % 64);
        self
    }

    pub(in super::super) fn contains(&self, head: usize) -> bool {
        self.0[head / 64] & (1 << (head % 64)) != 0
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }

    pub(super) fn is_none(self) -> bool {
        self == Self::NONE
    }
}
