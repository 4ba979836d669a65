//! Refuses a document that would unpack to more than any document holds, before the parser sees it.
//!
//! The parser unpacks a stream whole, and a kilobyte may say a megabyte. So each stream of the file is unpacked beforehand,
//! into nothing, against one [`Allowance`]. Pictures are left out: they are large, and nothing here reads them.
//!
//! Not seen: the streams of a document that is encrypted (with an empty password, or it is refused), and of those whose
//! packings stand elsewhere in the file, what they are packed in. Of these, [`tree`](super::tree) sees what the document
//! consists of, and the [`budget`](super::budget) all others.

use aho_corasick::{AhoCorasick, MatchKind};

use super::names::unescaped;
use super::packing::{LZW, RUN_LENGTH};
use super::unpacked::{Allowance, spend_unpacked};

/// What ends, or begins, the words around a stream. The longest first: one is the end of another.
const WORDS: [&str; 3] = ["endstream", "endobj", "stream"];

/// Which part of all that is unpacked may say what the document consists of. That of a book of two thousand pages has some
/// twenty megabytes.
const STRUCTURE: usize = 4;

/// What a byte of a table of objects weighs.
const TABLE: usize = 16;

/// Whether the streams of a document unpack to no more than so many bytes together.
pub(super) fn is_bounded(bytes: &[u8], most: usize) -> bool {
    let Ok(words) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(WORDS) else { return false };
    let mut allowance = Allowance(most);
    let mut structure = Allowance(most / STRUCTURE);
    // Where the dictionary of the next stream begins at the earliest, and the stream that is open, with its dictionary.
    let (mut dictionary_start, mut open) = (0, None);
    for word in words.find_iter(bytes) {
        let before = &bytes[..word.start()];
        if word.pattern().as_usize() < 2 {
            // A name may read so as well.
            if !before.ends_with(b"/") {
                dictionary_start = word.end();
            }
            if let Some((dictionary, start)) = open.take()
                && !is_bounded_older(dictionary, word.start() - start, most / weight(dictionary).max(1))
            {
                return false;
            }
            continue;
        }
        let (dictionary, data) = (&before[dictionary_start.min(before.len())..], &bytes[word.end()..]);
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).or_else(|| data.strip_prefix(b"\r"));
        let Some(data) = data.filter(|_| !is_picture(dictionary)) else { continue };
        // A dictionary without end is looked through again for each stream.
        let before = allowance.0;
        let spent = allowance.spend(dictionary.len()).and_then(|()| spend_unpacked(data, &mut allowance));
        let of_structure = structure.spend((before - allowance.0).saturating_mul(weight(dictionary)));
        if spent.and(of_structure).is_none()
            || packings(dictionary) > 1
            || weight(dictionary) > 0 && is_packed_elsewhere(dictionary)
        {
            return false;
        }
        open = open.or(Some((dictionary, word.end())));
    }
    true
}

/// What a byte weighs that the parser makes entries of which it keeps: of a table of objects, each may be one of forty bytes;
/// of objects that are packed together, four are. All others are read where they lie.
fn weight(dictionary: &[u8]) -> usize {
    let dictionary = unescaped(dictionary);
    if holds(&dictionary, b"/Size") && holds(&dictionary, b"/W") {
        TABLE
    } else {
        usize::from(holds(&dictionary, b"/First"))
    }
}

/// Whether a dictionary is that of a picture for certain: it lacks what a stream that holds parts of the document needs,
/// and anything that could stand for it.
fn is_picture(dictionary: &[u8]) -> bool {
    holds(dictionary, b"/Image")
        && ![&b"/First"[..], b"/Size", b"/Length1", b"/CMapName", b"#", b"%", b"("]
            .iter()
            .any(|word| holds(dictionary, word))
}

/// Whether data in one of the older packings, if it is, is short enough.
fn is_bounded_older(dictionary: &[u8], length: usize, most: usize) -> bool {
    let dictionary = unescaped(dictionary);
    let by = if holds(&dictionary, b"/LZW") {
        LZW
    } else if holds(&dictionary, b"/RunLength") || holds(&dictionary, b"/RL") {
        RUN_LENGTH
    } else {
        1
    };
    length.saturating_mul(by) <= most
}

/// Whether what a dictionary says of packings is a reference, which nothing that programs write is.
fn is_packed_elsewhere(dictionary: &[u8]) -> bool {
    let dictionary = unescaped(dictionary);
    let after = [&b"/Filter"[..], b"/F "].into_iter().flat_map(|name| {
        memchr::memmem::find_iter(&dictionary, name).map(|at| dictionary.get(at + name.len()..).unwrap_or(&[]))
    });
    after.into_iter().any(|after| {
        let after = after.trim_ascii_start();
        let after = after.strip_prefix(b"[").map_or(after, <[u8]>::trim_ascii_start);
        after.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'%')
    })
}

/// How many times the data of a stream are packed.
fn packings(dictionary: &[u8]) -> usize {
    let dictionary = unescaped(dictionary);
    [&b"/FlateDecode"[..], b"/Fl ", b"/Fl]", b"/Fl/", b"/LZW", b"/RunLength", b"/RL"]
        .iter()
        .map(|name| dictionary.windows(name.len()).filter(|window| window == name).count())
        .sum()
}

fn holds(dictionary: &[u8], word: &[u8]) -> bool {
    dictionary.windows(word.len()).any(|window| window == word)
}
