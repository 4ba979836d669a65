//! Names of people and organisations.

use super::reference::tidy;

/// "Given von Family Jr." of the parts of a name, some of which may be empty.
pub(super) fn of_parts(given: &str, particle: &str, family: &str, suffix: &str) -> String {
    if particle.is_empty() && suffix.is_empty() && is_family_first(family) && is_family_first(given) {
        return tidy(family) + &tidy(given);
    }
    tidy(&[given, particle, family, suffix].join(" "))
}

/// Whether the people of that script write the family name first and nothing after it: Chinese characters, Korean and
/// Japanese letters. A name in katakana alone is mostly a foreign one.
fn is_family_first(name: &str) -> bool {
    let is_east_asian = |c: char| matches!(c, '々' | '\u{3041}'..='\u{3096}' | '\u{3400}'..='\u{9fff}' | '가'..='힣' | '\u{20000}'..='\u{3ffff}');
    !name.trim().is_empty() && name.trim().chars().all(is_east_asian)
}

/// "Family, Given", "Family, Given, Jr."; a name without a comma stands as it is.
pub(super) fn turned(written: &str) -> String {
    let mut parts = written.splitn(3, ',');
    let (family, given, suffix) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    of_parts(given, "", family, suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_turned_at_its_comma() {
        assert_eq!(turned("Osei, Marit"), "Marit Osei");
        assert_eq!(turned("van der Berg, Jan , Jr."), "Jan van der Berg Jr.");
        assert_eq!(turned("Harbour Office of Skarhaven"), "Harbour Office of Skarhaven");
        assert_eq!(turned("Osei,"), "Osei");
        assert_eq!(turned("김, 정은"), "김정은");
    }

    #[test]
    fn a_name_stands_in_the_order_of_its_script() {
        for (given, family, expected) in [
            ("정은", "김", "김정은"),
            ("恩来", "周", "周恩来"),
            ("はるか", "佐々木", "佐々木はるか"),
            ("ドナルド", "トランプ", "ドナルド トランプ"),
            ("Jong Un", "김", "Jong Un 김"),
            ("", "김", "김"),
        ] {
            assert_eq!(of_parts(given, "", family, ""), expected);
        }
    }
}
