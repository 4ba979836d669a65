//! Instructions without the pictures that stand among them.
//!
//! Where a picture among instructions ends is not said. The parser looks at each `EI` for what follows it, so instructions
//! of nothing but beginnings and ends of pictures take it a time that grows with the square of their length. Nothing
//! here reads pictures, so they are cut out beforehand, in one pass.

use std::borrow::Cow;

use memchr::memmem::Finder;

/// Cuts out what stands from each `BI` to the `EI` after its data. A picture without an end ends the instructions.
pub(super) fn without_pictures(instructions: &[u8]) -> Cow<'_, [u8]> {
    let [begin, data, end] = [&b"BI"[..], b"ID", b"EI"].map(Finder::new);
    let mut kept = Vec::new();
    // What is copied so far, and where the next picture is looked for.
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = word(instructions, &begin, at) {
        at = found + 2;
        if !begins_picture(&instructions[at..]) {
            continue;
        }
        kept.extend_from_slice(&instructions[copied..found]);
        // A beginning without data is none, but the parser would look for them to the end.
        let next = word(instructions, &begin, at).unwrap_or(instructions.len());
        let data = word(&instructions[..next], &data, at);
        at = data.map_or(at, |data| word(instructions, &end, data).map_or(instructions.len(), |end| end + 2));
        copied = at;
    }
    if copied == 0 {
        return Cow::Borrowed(instructions);
    }
    kept.extend_from_slice(&instructions[copied..]);
    Cow::Owned(kept)
}

/// Where a word begins that stands by itself.
fn word(bytes: &[u8], word: &Finder<'_>, from: usize) -> Option<usize> {
    let is_alone = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        [before, bytes.get(at + 2)].into_iter().flatten().all(|byte| !byte.is_ascii_alphanumeric())
    };
    word.find_iter(bytes.get(from..)?).map(|at| from + at).find(is_alone)
}

/// Whether what follows a `BI` are the properties of a picture. In a text that is shown, it may be a word.
fn begins_picture(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_start();
    rest.starts_with(b"/") || rest.starts_with(b"ID") || rest.starts_with(b"%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(instructions: &str, expected: &str) {
        assert_eq!(str::from_utf8(&without_pictures(instructions.as_bytes())), Ok(expected), "{instructions}");
    }

    #[test]
    fn pictures_go_and_words_stay() {
        check("BT (a) Tj ET", "BT (a) Tj ET");
        check("q BI /W 1 ID \u{1}xEI EI Q BI/W 2 ID x EI (b) Tj", "q  Q  (b) Tj");
        check("(the BI group and its ID) Tj", "(the BI group and its ID) Tj");
        check("(a) Tj BI /W 1 ID abc", "(a) Tj ");
        check("BI /W BI /W 1 ID x EI Q", " /W  Q");
    }

    #[test]
    fn beginnings_alone_are_cut_in_good_time() {
        let started = std::time::Instant::now();
        for unit in ["BI ID ", "BI /W ", "BI /W 1 ID EI ", "BI ID EI (", "BI %", "BI "] {
            without_pictures(unit.repeat(1_000_000).as_bytes());
        }
        assert!(started.elapsed().as_secs() < 20);
    }
}
