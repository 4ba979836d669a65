//! CBOR (RFC 8949), as Pagefind writes it: every length is known, and every number in as few bytes as hold it.

use serde::{Deserialize, Serialize};

use super::fault::{Fault, fault};

/// What the bytes of a place say, if they say that and nothing more.
pub(super) fn decoded<T: for<'de> Deserialize<'de>>(place: &str, mut bytes: &[u8]) -> Result<T, Fault> {
    let value = ciborium::from_reader(&mut bytes).map_err(fault(place, "one value in CBOR"))?;
    match bytes.len() {
        0 => Ok(value),
        more => Err(fault(place, "one value in CBOR")(format!("one with {more} bytes behind it"))),
    }
}

/// Adds a value.
pub(super) fn write<T: Serialize + ?Sized>(to: &mut Vec<u8>, value: &T) {
    // Numbers, strings and lists always have a form in CBOR.
    let _ = ciborium::into_writer(value, to);
}

/// Begins an array of so many items, which are for the caller to add: what they are is no value, but written already.
pub(super) fn write_array(to: &mut Vec<u8>, length: usize) {
    const ARRAY: u8 = 4 << 5;
    let bytes = (length as u64).to_be_bytes();
    let (size, count) = match length {
        0..24 => return to.push(ARRAY | bytes[7]),
        24..0x100 => (24, 1),
        0x100..0x1_0000 => (25, 2),
        0x1_0000..0x1_0000_0000 => (26, 4),
        _ => (27, 8),
    };
    to.push(ARRAY | size);
    to.extend_from_slice(&bytes[8 - count..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_begins_as_the_library_has_it() {
        for length in [0, 1, 23, 24, 255, 256, 65_535, 65_536] {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            write_array(&mut ours, length);
            ours.extend(std::iter::repeat_n(0, length));
            write(&mut theirs, &vec![0_u8; length]);
            assert_eq!(ours, theirs, "{length}");
        }
    }
}
