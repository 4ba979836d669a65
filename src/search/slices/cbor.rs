//! As much of CBOR (RFC 8949) as Pagefind writes: numbers, texts and arrays whose length is known.

/// The major types in use.
const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;

/// What is left to read. All methods give `None` where something else stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// The number of items that follow and belong to the array.
    pub(super) fn array(&mut self) -> Option<u64> {
        self.head_of(ARRAY)
    }

    pub(super) fn unsigned(&mut self) -> Option<u64> {
        self.head_of(UNSIGNED)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.head_of(TEXT)?;
        std::str::from_utf8(self.take(usize::try_from(length).ok()?)?).ok()
    }

    /// A number: whether it is negative, and how far it is from 0 or, if it is negative, from -1.
    pub(super) fn integer(&mut self) -> Option<(bool, u64)> {
        match self.head()? {
            (UNSIGNED, number) => Some((false, number)),
            (NEGATIVE, number) => Some((true, number)),
            _ => None,
        }
    }

    fn head_of(&mut self, wanted: u8) -> Option<u64> {
        let (major, argument) = self.head()?;
        (major == wanted).then_some(argument)
    }

    fn head(&mut self) -> Option<(u8, u64)> {
        let first = *self.take(1)?.first()?;
        let length = match first & 0x1f {
            small @ 0..24 => return Some((first >> 5, u64::from(small))),
            size @ 24..28 => 1 << (size - 24),
            _ => return None,
        };
        let argument = self.take(length)?.iter().fold(0, |argument, &byte| argument << 8 | u64::from(byte));
        Some((first >> 5, argument))
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

pub(super) fn write_array(to: &mut Vec<u8>, length: usize) {
    write_head(to, ARRAY, length as u64);
}

pub(super) fn write_text(to: &mut Vec<u8>, text: &str) {
    write_head(to, TEXT, text.len() as u64);
    to.extend_from_slice(text.as_bytes());
}

pub(super) fn write_unsigned(to: &mut Vec<u8>, number: u64) {
    write_head(to, UNSIGNED, number);
}

/// Writes what [`Reader::integer`] read.
pub(super) fn write_integer(to: &mut Vec<u8>, (is_negative, number): (bool, u64)) {
    write_head(to, if is_negative { NEGATIVE } else { UNSIGNED }, number);
}

/// In as few bytes as hold the number.
fn write_head(to: &mut Vec<u8>, major: u8, argument: u64) {
    let bytes = argument.to_be_bytes();
    let (size, length) = match argument {
        0..24 => return to.push(major << 5 | bytes[7]),
        24..0x100 => (24, 1),
        0x100..0x1_0000 => (25, 2),
        0x1_0000..0x1_0000_0000 => (26, 4),
        _ => (27, 8),
    };
    to.push(major << 5 | size);
    to.extend_from_slice(&bytes[8 - length..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(shift in 0_u32..64, number: u64, is_negative: bool, text in ".{0,40}") {
            let number = number >> shift;
            let mut bytes = Vec::new();
            write_integer(&mut bytes, (is_negative, number));
            write_unsigned(&mut bytes, number);
            write_array(&mut bytes, text.len());
            write_text(&mut bytes, &text);
            let mut reader = Reader(&bytes);
            prop_assert_eq!(reader.integer(), Some((is_negative, number)));
            prop_assert_eq!(reader.unsigned(), Some(number));
            prop_assert_eq!(reader.array(), Some(text.len() as u64));
            prop_assert_eq!(reader.text(), Some(text.as_str()));
            prop_assert!(reader.0.is_empty());
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            let mut reader = Reader(&bytes);
            while reader.text().is_some() || reader.array().is_some() || reader.integer().is_some() {}
        }
    }
}
