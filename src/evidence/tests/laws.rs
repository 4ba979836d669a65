//! What holds for any text and any excerpt.

use proptest::prelude::*;

use crate::evidence::{ArchiveText, Format, Found, Match, Wanted, extract, find, normalise};

/// Ways to write the same words otherwise, one a number.
fn rewritten(words: &str, way: usize) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    match way {
        0 => words.nfd().collect(),
        1 => words.replace(' ', "\u{a0}\n\u{2009}"),
        2 => words.replace('\'', "’").replace('"', "”"),
        3 => words.replace('-', "\u{2011}").replace('–', "—"),
        4 => words.replace(" – ", "—"),
        5 => words.replace("ro", "r\u{ad}o").replace("ca", "\u{200e}ca"),
        6 => words.replace("...", "…"),
        7 => words.replace(' ', "  "),
        _ => words.to_owned(),
    }
}

/// A text of words from several scripts, each with its number, so that every fragment of two words is unique.
fn numbered_text() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        "[a-z]{1,6}",
        Just("café".to_owned()),
        Just("\"credible\"".to_owned()),
        Just("Trump's".to_owned()),
        Just("second-strike".to_owned()),
        Just("– yes –".to_owned()),
        Just("wait...".to_owned()),
        Just("북한은".to_owned()),
        Just("한반도의".to_owned()),
        Just("核武器".to_owned()),
        Just("שלום".to_owned()),
        Just("می\u{200c}رود".to_owned()),
        Just("👩\u{200d}👧\u{1f3fd}".to_owned()),
        Just("👩🏽\u{200d}🚀".to_owned()),
        Just("❤\u{fe0f}".to_owned()),
        Just("🇰🇷".to_owned()),
        Just("\u{1112}\u{1161}\u{11ab}\u{1103}\u{1169}".to_owned()),
        Just("שָׁלוֹם".to_owned()),
        Just("العَرَبِيَّة".to_owned()),
        Just("مر\u{200f}حبا".to_owned()),
        Just("pro\u{ad}gram".to_owned()),
        Just("ten\u{a0}km".to_owned()),
        Just("हिन्दी".to_owned()),
    ];
    proptest::collection::vec(word, 4..40).prop_map(|words| {
        words.into_iter().enumerate().flat_map(|(number, word)| [format!("n{number}"), word]).collect()
    })
}

fn find_one(archive: &str, exact: &str) -> (ArchiveText, Found) {
    let text = ArchiveText::new(extract(archive, Format::Plain).unwrap());
    let found = find(&text, &[Wanted { exact, ..Wanted::default() }]).remove(0);
    (text, found)
}

proptest! {
    #[test]
    fn a_fragment_is_found_however_it_or_its_source_is_spelled(
        words in numbered_text(), start in any::<prop::sample::Index>(), length in 2_usize..12, way in 0_usize..9, in_source in any::<bool>(),
    ) {
        let start = start.index(words.len() - 2);
        let fragment = words[start..(start + length).min(words.len())].join(" ");
        let whole = words.join(" ");
        let (archive, exact) = if in_source { (rewritten(&whole, way).replace('\n', " "), fragment) } else { (whole, rewritten(&fragment, way)) };
        let (text, found) = find_one(&archive, &exact);
        let Found::Once(place) = found else { panic!("{exact:?} in {archive:?}: {found:?}") };
        prop_assert!(matches!(place.how, Match::Exact | Match::Normalised));
        prop_assert_eq!(&text.normal()[place.range()], normalise(&exact));
        prop_assert_eq!(normalise(text.original(place.range())), normalise(&exact));
        let points: Vec<char> = text.normal().chars().collect();
        let position = text.points(place.range().start) as usize..text.points(place.range().end) as usize;
        prop_assert_eq!(points[position].iter().collect::<String>(), normalise(&exact));
        if way > 7 {
            prop_assert_eq!(place.how, Match::Exact);
        }
    }

    #[test]
    fn an_excerpt_at_either_end_is_found_there(words in numbered_text(), count in 2_usize..8, way in 0_usize..9) {
        let whole = words.join(" ");
        let last = words.len().saturating_sub(count);
        for (fragment, is_first) in [(words[..count.min(words.len())].join(" "), true), (words[last..].join(" "), false)] {
            let (text, found) = find_one(&whole, &rewritten(&fragment, way));
            let Found::Once(place) = found else { panic!("{fragment:?} in {whole:?}: {found:?}") };
            let (start, end) = (place.range().start, text.normal().trim_end().len());
            let is_there = if is_first { start == 0 } else { place.range().end == end };
            prop_assert!(is_there, "{:?} of {}", place.range(), end);
        }
    }

    #[test]
    fn a_fragment_with_another_word_is_not_found(words in numbered_text(), at in 0_usize..1000, how in 0_usize..6) {
        // Words beside an ellipsis of the source may be left out.
        let words: Vec<String> = words.into_iter().filter(|word| !word.contains("...")).collect();
        let mut changed = words.clone();
        let at = at % words.len();
        match how {
            0 => changed[at] = format!("{}x", changed[at]),
            1 => { changed.remove(at); }
            2 => changed.insert(at, "not".to_owned()),
            3 => changed.swap(at, (at + 1) % words.len()),
            4 => {
                let number = changed.iter_mut().find(|word| word.starts_with('n') && word.len() > 1);
                *number.expect("every second word has a number") = "n999".to_owned();
            }
            _ => changed[at] = changed[at].to_uppercase(),
        }
        let (archive, exact) = (words.join(" "), changed.join(" "));
        // Where the change is at an end, what is left may still be a fragment.
        prop_assume!(!normalise(&archive).contains(&normalise(&exact)));
        let (_, found) = find_one(&archive, &exact);
        prop_assert!(matches!(found, Found::Nowhere(_)), "{found:?}");
    }

    #[test]
    fn parts_are_found_in_order_and_in_no_other(words in numbered_text(), cut in 1_usize..1000) {
        let cut = 2 + cut % (words.len() - 3);
        let (first, second) = (words[..2].join(" "), words[cut..].join(" "));
        let archive = words.join(" ");
        let (_, found) = find_one(&archive, &format!("{first} […] {second}"));
        prop_assert!(matches!(&found, Found::Once(place) if place.how == Match::Elided), "{found:?}");
        let (_, found) = find_one(&archive, &format!("{second} … {first}"));
        prop_assert!(matches!(found, Found::Nowhere(_)), "{found:?}");
    }

    #[test]
    fn nothing_panics(archive in crate::evidence::normalise::tests::MIXED, exact in crate::evidence::normalise::tests::MIXED, context in "[ab. ]{0,3}") {
        let text = ArchiveText::new(extract(archive, Format::Plain).unwrap());
        let wanted = Wanted { exact: &exact, prefix: Some(&context), ..Wanted::default() };
        for found in find(&text, &[wanted, Wanted { prefix: None, ..wanted }]) {
            if let Found::Once(place) = found {
                prop_assert!(!text.original(place.range()).is_empty());
            }
        }
    }
}
