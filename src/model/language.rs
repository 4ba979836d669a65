//! What readers call a language.

use std::borrow::Cow;

/// A tag and its name on each line, as English has it: all languages of two letters (ISO 639-1), a few of three, and the
/// varieties that have names of their own.
const NAMES: &str = include_str!("languages.txt");

/// The name of a language by its BCP 47 tag, in English, the language of the theme: `ko` is “Korean”, `zh-Hans` “Simplified
/// Chinese”. What has no name of its own stands as it is written: `ko-KP` is “Korean (KP)”, and a tag of which nothing is
/// known is its own name.
#[must_use]
pub fn language_name(tag: &str) -> Cow<'_, str> {
    let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
    let known = ends.rev().find_map(|end| Some((named(&tag[..end])?, tag[end..].trim_start_matches('-'))));
    match known {
        Some((name, "")) => Cow::Borrowed(name),
        Some((name, rest)) => Cow::Owned(format!("{name} ({rest})")),
        None => Cow::Borrowed(tag),
    }
}

/// Tags are the same whatever their case.
fn named(tag: &str) -> Option<&'static str> {
    let mut entries = NAMES.lines().filter_map(|line| line.split_once(' '));
    entries.find(|(known, _)| known.eq_ignore_ascii_case(tag)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_the_name_of_the_longest_part_that_is_known() {
        for (tag, name) in [
            ("ko", "Korean"),
            ("KO", "Korean"),
            ("en-GB", "British English"),
            ("en-gb-oxendict", "British English (oxendict)"),
            ("zh-Hans", "Simplified Chinese"),
            ("zh-Hant-TW", "Traditional Chinese (TW)"),
            ("ko-KP", "Korean (KP)"),
            ("yue", "Cantonese"),
            ("tlh", "tlh"),
            ("tlh-Latn", "tlh-Latn"),
            ("", ""),
        ] {
            assert_eq!(language_name(tag), name, "{tag}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_a_tag_and_its_name_in_order() {
        let tags: Vec<&str> = NAMES
            .lines()
            .map(|line| {
                let (tag, name) = line.split_once(' ').unwrap();
                assert!(name.starts_with(char::is_uppercase) && name.trim() == name, "{line}");
                assert!(tag.split('-').all(|part| matches!(part.len(), 2..=8)), "{line}");
                tag
            })
            .collect();
        assert!(tags.is_sorted() && tags.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(tags.iter().filter(|tag| tag.len() == 2).count(), 183);
    }
}
