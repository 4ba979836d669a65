//! How long a deflated stream is when it is unpacked, found out without keeping a byte of it.
//!
//! It reads as the parser reads, which goes on where others stop: a distance that leads nowhere is no end. Its steps count
//! as well as what it unpacks to, for a stream of empty blocks costs time and no memory.

/// What may still be spent on unpacking.
#[derive(Debug)]
pub(super) struct Allowance(pub(super) usize);

impl Allowance {
    pub(super) fn spend(&mut self, steps: usize) -> Option<()> {
        self.0 = self.0.checked_sub(steps)?;
        Some(())
    }
}

/// Spends the length of what the data unpacks to. None if that is more than there is.
pub(super) fn spend_unpacked(data: &[u8], allowance: &mut Allowance) -> Option<()> {
    let has_header = matches!(data, [method, flags, ..]
        if method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31) && flags & 0x20 == 0);
    let mut bits = Bits { rest: if has_header { &data[2..] } else { data }, buffer: 0, count: 0 };
    let mut goes_on = true;
    while goes_on {
        let Some(head) = bits.take(3) else { break };
        goes_on = head & 1 == 0 && !bits.rest.is_empty();
        let unread = bits.rest.len();
        let block = match head >> 1 {
            0 => stored(&mut bits, allowance),
            1 => packed(&mut bits, &fixed(), allowance),
            2 => match dynamic(&mut bits, allowance)? {
                Some(codes) => packed(&mut bits, &codes, allowance),
                None => Some(false),
            },
            _ => Some(false),
        };
        goes_on &= block?;
        allowance.spend(1 + unread.saturating_sub(bits.rest.len()))?;
    }
    Some(())
}

/// A block as it is. Whether another may follow; none if too much is spent, here and below.
fn stored(bits: &mut Bits<'_>, allowance: &mut Allowance) -> Option<bool> {
    (bits.buffer, bits.count) = (0, 0);
    let (Some([low, high, _, _]), Some(rest)) = (bits.rest.first_chunk::<4>(), bits.rest.get(4..)) else {
        return Some(false);
    };
    let length = usize::from(u16::from_le_bytes([*low, *high]));
    bits.rest = rest.get(length..).unwrap_or(&[]);
    allowance.spend(length)?;
    Some(length <= rest.len())
}

fn packed(bits: &mut Bits<'_>, (literals, distances): &(Codes, Codes), allowance: &mut Allowance) -> Option<bool> {
    loop {
        let length = match literals.next(bits) {
            Some(0..=255) => 1,
            Some(256) => return Some(true),
            Some(code) => match length_of(bits, usize::from(code) - 257) {
                Some(length) => length,
                None => return Some(false),
            },
            None => return Some(false),
        };
        allowance.spend(length)?;
        if length > 1 {
            // How far back it was copied from does not matter, only how many bits say so.
            let extra = distances.next(bits).map(|code| u32::from(code / 2).saturating_sub(1).min(13));
            if extra.and_then(|extra| bits.take(extra)).is_none() {
                return Some(false);
            }
        }
    }
}

/// The number of bytes that a code repeats.
fn length_of(bits: &mut Bits<'_>, code: usize) -> Option<usize> {
    let (shortest, extra) = match code {
        0..8 => (code + 3, 0),
        8..28 => {
            let extra = code / 4 - 1;
            (3 + ((4 + code % 4) << extra), extra)
        }
        _ => (258, 0),
    };
    Some(shortest + bits.take(u32::try_from(extra).ok()?)? as usize)
}

/// The codes that every reader knows.
fn fixed() -> (Codes, Codes) {
    let mut lengths = [8_u8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    (Codes::new(&lengths), Codes::new(&[5; 30]))
}

/// Reads the codes of a block.
#[expect(clippy::option_option, reason = "spent is not the same as damaged")]
fn dynamic(bits: &mut Bits<'_>, allowance: &mut Allowance) -> Option<Option<(Codes, Codes)>> {
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let mut read = || {
        let literals = bits.take(5)? as usize + 257;
        let all = literals + bits.take(5)? as usize + 1;
        let count = bits.take(4)? as usize + 4;
        let mut own = [0_u8; 19];
        for place in &ORDER[..count] {
            own[*place] = u8::try_from(bits.take(3)?).ok()?;
        }
        let codes = Codes::new(&own);
        let mut lengths: Vec<u8> = Vec::with_capacity(all);
        while lengths.len() < all {
            let (length, times) = match codes.next(bits)? {
                16 => (lengths.last().copied().unwrap_or(0), bits.take(2)? + 3),
                17 => (0, bits.take(3)? + 3),
                18 => (0, bits.take(7)? + 11),
                code => (u8::try_from(code).ok()?, 1),
            };
            lengths.extend(std::iter::repeat_n(length, times as usize));
        }
        lengths.truncate(all);
        Some((Codes::new(&lengths[..literals]), Codes::new(&lengths[literals..])))
    };
    let codes = read();
    if let Some((literals, distances)) = &codes {
        allowance.spend(literals.table.len() + distances.table.len())?;
    }
    Some(codes)
}

/// Bits, the lowest of each byte first.
struct Bits<'a> {
    rest: &'a [u8],
    buffer: u32,
    count: u32,
}

impl Bits<'_> {
    /// Makes so many bits ready, or as many as are left.
    fn fill(&mut self, count: u32) {
        while self.count < count
            && let Some((byte, rest)) = self.rest.split_first()
        {
            self.buffer |= u32::from(*byte) << self.count;
            (self.rest, self.count) = (rest, self.count + 8);
        }
    }

    fn take(&mut self, count: u32) -> Option<u32> {
        self.fill(count);
        let bits = self.buffer & ((1 << count) - 1);
        self.count = self.count.checked_sub(count)?;
        self.buffer >>= count;
        Some(bits)
    }
}

/// A Huffman code: by the next bits, as many as the longest has, what they stand for and how many of them do.
struct Codes {
    table: Vec<(u16, u8)>,
    longest: u32,
}

impl Codes {
    fn new(lengths: &[u8]) -> Self {
        let longest = u32::from(lengths.iter().copied().max().unwrap_or(0).max(1));
        let mut table = vec![(0, 0); 1 << longest];
        let mut code = 0_u32;
        for length in 1..=longest {
            for (value, _) in (0..).zip(lengths).filter(|(_, own)| u32::from(**own) == length) {
                let first = (code.reverse_bits() >> (32 - length)) as usize;
                for entry in table.iter_mut().skip(first).step_by(1 << length) {
                    *entry = (value, u8::try_from(length).unwrap_or(u8::MAX));
                }
                code += 1;
            }
            code <<= 1;
        }
        Self { table, longest }
    }

    fn next(&self, bits: &mut Bits<'_>) -> Option<u16> {
        bits.fill(self.longest);
        let (value, length) = *self.table.get((bits.buffer & ((1 << self.longest) - 1)) as usize)?;
        (length > 0).then_some(())?;
        bits.take(length.into()).map(|_| value)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};
    use proptest::prelude::*;

    fn packed(data: &[u8], level: u32, has_header: bool) -> Vec<u8> {
        let level = Compression::new(level);
        if has_header {
            let mut encoder = ZlibEncoder::new(Vec::new(), level);
            encoder.write_all(data).unwrap();
            encoder.finish().unwrap()
        } else {
            let mut encoder = DeflateEncoder::new(Vec::new(), level);
            encoder.write_all(data).unwrap();
            encoder.finish().unwrap()
        }
    }

    fn spent(data: &[u8]) -> Option<usize> {
        let mut allowance = Allowance(1 << 26);
        spend_unpacked(data, &mut allowance)?;
        Some((1 << 26) - allowance.0)
    }

    proptest! {
        #[test]
        fn at_least_the_length_is_spent_and_not_much_more(
            words in proptest::collection::vec("[a-d]{1,9}|\\PC{1,20}", 0..400),
            times in 1..40_usize,
            level in 0..10_u32,
            has_header: bool,
        ) {
            let data = words.concat().repeat(times);
            let packed = packed(data.as_bytes(), level, has_header);
            let spent = spent(&packed).unwrap();
            prop_assert!(spent >= data.len(), "{spent} < {}", data.len());
            // What is read counts too, and the tables of a block.
            prop_assert!(spent <= data.len() + packed.len() + 80_000 * (1 + packed.len() / 10_000), "{spent}");
        }

        #[test]
        fn noise_ends(data in proptest::collection::vec(any::<u8>(), 0..2000)) {
            prop_assert!(spent(&data).is_some());
        }
    }

    #[test]
    fn what_unpacks_beyond_the_allowance_is_stopped_there() {
        let bomb = packed(&vec![0; 100 << 20], 9, true);
        assert!(bomb.len() < 200_000);
        assert_eq!(spent(&bomb), None);
    }
}
