//! Names that are two on one file system and one on another.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// One spelling for all names, or paths, that some file system takes for one.
///
/// What any of them does is done here: APFS and the folders of ext4 that ignore case know whole letters (`ß` is `ss`, `ς`
/// is `σ`) and pass over what shows nothing, NTFS compares capitals, HFS+ takes letters apart, and ZFS may take `ﬁ` for
/// `fi`. So capitals come in between, in which more letters are alike than in small ones.
#[must_use]
pub fn folded(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
    }
    let seen = name.nfkd().filter(|c| !shows_nothing(*c));
    let capitals = seen.flat_map(char::to_lowercase).flat_map(char::to_uppercase);
    Cow::Owned(capitals.flat_map(char::to_lowercase).nfkd().collect())
}

/// Whether a character shows nothing wherever it stands: what Unicode calls ignorable by default.
#[must_use]
pub const fn shows_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Why two names that are not the same cannot both be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// They are one name to some file system.
    Alike,
    /// One is a file, the other needs it to be a folder.
    Inside,
}

/// The paths that cannot stand beside one that comes before them, each with that one's place and the reason. Of a file and
/// what would lie in it, the file is the one that cannot stand.
///
/// Takes as long as sorting the paths does, however deep they are.
#[must_use]
pub fn clashes<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<(usize, usize, Clash)> {
    let mut keys: Vec<(Cow<'a, str>, usize)> = paths.map(folded).zip(0..).collect();
    keys.sort_unstable();
    let mut clashes: Vec<(usize, usize, Clash)> = Vec::new();
    for same in keys.chunk_by(|one, other| one.0 == other.0) {
        if let [first, others @ ..] = same {
            clashes.extend(others.iter().map(|other| (other.1, first.1, Clash::Alike)));
            let folder = format!("{}/", first.0);
            let inside = keys.get(keys.partition_point(|(path, _)| **path < *folder));
            let inside = inside.filter(|(path, _)| path.starts_with(&folder));
            clashes.extend(inside.map(|inside| (first.1, inside.1, Clash::Inside)));
        }
    }
    clashes
}

/// The paths whose folder is one to some file system with that of another, and is spelled otherwise: each with that
/// other's place, the earlier of the two last. There, links to what lies in the one find what lies in both.
///
/// Tells once of each folder, however many paths lie in it, and takes as long as sorting the paths does.
#[must_use]
pub fn split_folders<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<(usize, usize)> {
    let mut keys: Vec<(Cow<'a, str>, &'a str, usize)> =
        paths.zip(0..).map(|(path, place)| (folded(path), path, place)).collect();
    keys.sort_unstable();
    let mut found = Vec::new();
    // Of each folder that the path at hand lies in, whether it has been told of. What lies in one folder stands together.
    let mut told: Vec<bool> = Vec::new();
    for pair in keys.windows(2) {
        let [(_, one, first), (_, other, second)] = pair else { continue };
        let is_one = |(one, other): &(&str, &str)| one == other || folded(one) == folded(other);
        let is_spelled_alike: Vec<bool> =
            folders(one).zip(folders(other)).take_while(is_one).map(|(one, other)| one == other).collect();
        told.truncate(is_spelled_alike.len());
        told.resize(is_spelled_alike.len(), false);
        if let Some(level) = is_spelled_alike.iter().position(|is_alike| !is_alike)
            && !std::mem::replace(&mut told[level], true)
        {
            found.push((*first.max(second), *first.min(second)));
        }
    }
    found
}

/// The names of the folders in a path.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rsplit_once('/').into_iter().flat_map(|(folder, _)| folder.split('/'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_some_file_system_takes_for_one_has_one_spelling() {
        for alike in [
            &["A.css", "a.css"][..],
            &["caf\u{e9}", "cafe\u{301}", "CAF\u{c9}", "Cafe\u{301}"],
            &["서울", "\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}"],
            &["stra\u{df}e", "STRASSE", "stra\u{1e9e}e"],
            &["\u{3c3}\u{3c2}", "\u{3a3}\u{3a3}", "\u{3c3}\u{3c3}"],
            &["kelvin", "\u{212a}elvin"],
            &["\u{17f}et", "set"],
            &["\u{fb01}n", "fin"],
            &["so\u{ad}ft", "so\u{200b}ft", "\u{feff}soft", "soft"],
            &["\u{130}", "i\u{307}"],
        ] {
            for name in alike {
                assert_eq!(folded(name), folded(alike[0]), "{name} and {}", alike[0]);
            }
        }
        for (one, other) in [("a", "b"), ("e", "\u{e9}"), ("서울", "서월"), ("a/b", "a-b"), ("\u{430}", "a")] {
            assert_ne!(folded(one), folded(other));
        }
        assert!(matches!(folded("a-b/c.html"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_clash_is_told_once_and_names_the_first() {
        let found = |paths: &[&str]| clashes(paths.iter().copied());
        assert_eq!(found(&["B", "a", "b", "c", "b"]), [(2, 0, Clash::Alike), (4, 0, Clash::Alike)]);
        assert_eq!(found(&["a/b/c", "A", "a-b", "a.x"]), [(1, 0, Clash::Inside)]);
        assert_eq!(found(&["a", "a-b/c", "a.b"]), []);
    }

    #[test]
    fn a_folder_of_two_spellings_is_told_once() {
        let found = |paths: &[&str]| split_folders(paths.iter().copied());
        assert_eq!(found(&["D/y.css", "d/x.css"]), [(1, 0)]);
        assert_eq!(found(&["d/a", "D/b", "d/c", "D/d", "e/a", "E/b/c"]), [(1, 0), (5, 4)]);
        assert_eq!(found(&["a/caf\u{e9}/x", "b", "a/cafe\u{301}/y/z"]), [(2, 0)]);
        assert_eq!(found(&["d/E/a", "d/e/b", "D/e/c"]).len(), 2);
        assert_eq!(found(&["d/a", "D", "d-e/a", "d/a/b", "d/A/b"]), [(4, 3)]);
        assert_eq!(found(&["a/A", "a/a", "a", "A"]), []);
    }

    #[test]
    fn deep_folders_cost_their_length() {
        let started = std::time::Instant::now();
        let deep = "a/".repeat(2_000);
        let paths: Vec<String> = (0..2_000).map(|number| format!("{deep}{number}")).collect();
        assert!(clashes(paths.iter().map(String::as_str)).is_empty());
        assert!(split_folders(paths.iter().map(String::as_str)).is_empty());
        assert!(started.elapsed().as_secs() < 10);
    }

    proptest! {
        #[test]
        fn neither_case_nor_form_tells_names_apart(name in "[a-zA-ZßſςΣ서울éÉǅﬁ/.-]{0,12}") {
            let spellings = [name.to_uppercase(), name.to_lowercase(), name.nfc().collect(), name.nfd().collect()];
            for spelling in spellings {
                prop_assert_eq!(folded(&spelling), folded(&name));
            }
        }
    }
}
