use std::fmt;

/// The pages that a document takes up in what it appeared in: `12`, `e104`, `12–19`, `12–19, 25`, `xii–xx`.
///
/// Kept with an en dash between the ends of a range and a comma and a space between ranges; the numbers themselves are as
/// they are written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pages(String);

/// What people and programs set between the ends of a range: hyphens, dashes and the minus sign.
const DASHES: [char; 7] = ['-', '‐', '‑', '‒', '–', '—', '−'];

impl Pages {
    /// Takes pages and ranges with commas between them; nothing where the text is none.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let ranges: Option<Vec<String>> = written.split(',').map(range).collect();
        Some(Self(ranges?.join(", ")))
    }

    /// As readers know them: `12–19, 25`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// With another sign between the ends of a range.
    #[must_use]
    pub fn joined_by(&self, dash: &str) -> String {
        self.0.replace('–', dash)
    }

    /// The first and the last page of a single range.
    #[must_use]
    pub fn ends(&self) -> Option<(&str, &str)> {
        self.0.split_once('–').filter(|_| !self.0.contains(','))
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A page, or the ends of a range.
fn range(written: &str) -> Option<String> {
    let Some((first, rest)) = written.split_once(DASHES) else { return page(written).map(str::to_owned) };
    // LaTeX writes a dash as two hyphens.
    Some([page(first)?, page(rest.trim_start_matches(DASHES))?].join("–"))
}

/// The number of a page, which may have letters in it.
fn page(written: &str) -> Option<&str> {
    let is_of_number = |c: char| c.is_alphanumeric() || matches!(c, '.' | ':' | '/' | '*');
    Some(written.trim()).filter(|page| page.contains(char::is_alphanumeric) && page.chars().all(is_of_number))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_range_is_the_same_whatever_stands_between_its_ends() {
        for written in ["12-19", "12–19", "12--19", " 12 — 19 ", "12\u{2011}19", "12−19"] {
            let pages = Pages::parse(written).unwrap();
            assert_eq!((pages.as_str(), pages.ends()), ("12–19", Some(("12", "19"))), "{written}");
        }
        let several = Pages::parse("S12-S19,25 , xii–xx").unwrap();
        assert_eq!((several.as_str(), several.ends()), ("S12–S19, 25, xii–xx", None));
        assert_eq!(several.joined_by("--"), "S12--S19, 25, xii--xx");
        assert_eq!(Pages::parse("e104").unwrap().ends(), None);
    }

    #[test]
    fn what_names_no_pages_is_refused() {
        for written in ["", " ", "12-", "-12", "12-19-25", "12,", "pp. 12", "12 19", "12 ff", "–", ".", "<b>1</b>"] {
            assert_eq!(Pages::parse(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn pages_are_read_as_they_are_shown(written in "[0-9a-zé.:/ ,–—-]{0,12}") {
            if let Some(pages) = Pages::parse(&written) {
                for dash in ["–", "-", "--"] {
                    prop_assert_eq!(Pages::parse(&pages.joined_by(dash)), Some(pages.clone()));
                }
            }
        }
    }
}
