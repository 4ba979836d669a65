use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

use super::in_plain_letters;

/// Where a name stands among others: what lists that readers look something up in are sorted by.
///
/// Names go word by word, as in the index of a book. Letter case, accents and punctuation do not part them, and a number
/// stands where it counts to: "Option 2" before "Option 10". Letters of other scripts stand in the order of Unicode, which
/// for Hangul is that of a dictionary. No locale is asked: a site has one language, its names have several, and a list must
/// be the same on every machine. What is read alike is parted by its very spelling, so only equal names have equal keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    read: String,
    spelled: String,
}

/// Marks of this combining class and above stand over, under or on a letter of an alphabet: accents. Those below are the
/// vowels and tones of other scripts, which make another word.
const ACCENT: u8 = 200;

/// Comes after all digits and before all letters. Nothing else but words, numbers and spaces stands in a key.
const ANOTHER_DIGIT: char = ':';

impl SortKey {
    /// The key of a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self { read: as_read(name), spelled: name.to_owned() }
    }
}

/// What is read of a name. One in ASCII has nothing to take apart, and every run sorts all names.
fn as_read(name: &str) -> String {
    if name.is_ascii() { words(name.chars().map(|c| c.to_ascii_lowercase())) } else { words(letters(name)) }
}

/// The words and numbers that letters make, with one space between them.
fn words(letters: impl Iterator<Item = char>) -> String {
    let mut letters = letters.peekable();
    let mut read = String::with_capacity(letters.size_hint().0);
    let mut is_apart = false;
    while let Some(letter) = letters.next() {
        if !is_of_word(letter) {
            // "O’Brien" is one word.
            is_apart |= !matches!(letter, '\'' | '’');
            continue;
        }
        if is_apart && !read.is_empty() {
            read.push(' ');
        }
        is_apart = false;
        if letter.is_ascii_digit() {
            let mut number = String::from(letter);
            number.extend(std::iter::from_fn(|| letters.next_if(char::is_ascii_digit)));
            push_number(&number, &mut read);
        } else {
            read.push(letter);
        }
    }
    read
}

/// Small letters without accents. Taken apart and put together again, so that a name has one form however it is stored.
fn letters(name: &str) -> impl Iterator<Item = char> {
    let bare = name.nfkd().filter(|&letter| canonical_combining_class(letter) < ACCENT);
    let small = bare.flat_map(char::to_lowercase);
    let plain = small.flat_map(|letter| {
        let plain = in_plain_letters(letter);
        plain.unwrap_or_default().chars().chain(plain.is_none().then_some(letter))
    });
    plain.nfc()
}

/// A mark that is no accent is part of its word, as letters are.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || canonical_combining_class(letter) > 0
}

/// A number of more digits is the greater one: each digit but the last is announced by what comes after all digits.
fn push_number(digits: &str, read: &mut String) {
    let significant = digits.trim_start_matches('0');
    let significant = if significant.is_empty() { "0" } else { significant };
    read.extend(std::iter::repeat_n(ANOTHER_DIGIT, significant.len() - 1));
    read.push_str(significant);
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(names: &[&str]) {
        for pair in names.windows(2) {
            assert!(SortKey::of(pair[0]) < SortKey::of(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn names_stand_where_a_reader_looks_for_them() {
        check(&["a bridge", "Bridge", "canal", "Dam"]);
        check(&["Ebert", "Éluard", "Emil", "Ørsted", "Oslo", "Ostia"]);
        check(&["Goethe", "Gösser", "Grass", "Große", "Grosz"]);
        check(&["Kim", "Kim 2024", "Kim and Lee 2023", "Kim (undated)", "Kimura"]);
        check(&["small deal", "“Small deal”, again", "Small-deal option", "Smaller deal"]);
        check(&["North Korea", "North Koreans", "North Korea’s army"]);
        check(&["Brien", "O’Brien", "Obst"]);
        check(&["가나다", "각", "나", "다"]);
        check(&["Zürich", "Москва", "中国", "가"]);
        check(&["か", "かき", "が", "き"]);
    }

    #[test]
    fn numbers_count() {
        check(&[
            "Option",
            "Option 0a",
            "Option 2",
            "Option 2b",
            "Option 10",
            "Option 10, revised",
            "Option 100",
            "Options",
        ]);
        check(&["Track 1.5", "Track 1.10", "Track 2"]);
        check(&["8th Plenary", "11th Plenary"]);
    }

    #[test]
    fn what_is_read_alike_is_parted_by_its_spelling() {
        for (one, other) in [("Rene", "René"), ("deal", "Deal"), ("007", "7"), ("a b", "a–b"), ("", "…")] {
            let (one, other) = (SortKey::of(one), SortKey::of(other));
            assert_eq!(one.read, other.read);
            assert_ne!(one.cmp(&other), Ordering::Equal);
        }
    }

    proptest! {
        #[test]
        fn hangul_has_the_order_of_its_syllables(one in "[가-힣]{0,6}", other in "[가-힣]{0,6}") {
            prop_assert_eq!(SortKey::of(&one).cmp(&SortKey::of(&other)), one.cmp(&other));
        }

        #[test]
        fn a_name_has_one_reading_however_it_is_stored(name in "\\PC{0,12}") {
            prop_assert_eq!(as_read(&name.nfc().collect::<String>()), as_read(&name.nfd().collect::<String>()));
        }

        #[test]
        fn the_short_way_is_the_long_one(name in "[ -~]{0,20}") {
            prop_assert_eq!(as_read(&name), words(letters(&name)));
        }

        #[test]
        fn the_smaller_number_comes_first(
            before in "[\\p{L} .,-]{0,6}",
            one in 0..5_000_u64,
            other in 0..5_000_u64,
            (after, after_other) in ("([\\p{L} .,-][\\p{L} 0-9]{0,4})?", "([\\p{L} .,-][\\p{L} 0-9]{0,4})?"),
            (zeros, zeros_other) in ("0{0,3}", "0{0,3}"),
        ) {
            prop_assume!(one != other);
            let first = SortKey::of(&format!("{before}{zeros}{one}{after}"));
            let second = SortKey::of(&format!("{before}{zeros_other}{other}{after_other}"));
            prop_assert_eq!(first.cmp(&second), one.cmp(&other));
        }

        #[test]
        fn nothing_but_words_numbers_and_single_spaces_is_read(name in "\\PC{0,20}") {
            let read = as_read(&name);
            prop_assert!(!read.starts_with(' ') && !read.ends_with(' ') && !read.contains("  "), "{read:?}");
            prop_assert!(read.chars().all(|c| is_of_word(c) || c == ' ' || c == ANOTHER_DIGIT), "{read:?}");
        }
    }
}
