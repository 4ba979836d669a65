use std::fmt;

use percent_encoding::{AsciiSet, percent_decode_str, utf8_percent_encode};

use super::web::UNSAFE_IN_ADDRESSES;

/// A digital object identifier (ISO 26324), bare: `10.1080/00396338.2021.1930410`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Doi(String);

/// Where each DOI leads on from.
const RESOLVER: &str = "https://doi.org/";

/// The same as others write it.
const RESOLVERS: [&str; 4] = ["doi.org/", "dx.doi.org/", "www.doi.org/", "www.dx.doi.org/"];

/// What may not stand in an address as it is, or would end its path (RFC 3986, 3.3).
const IN_PATHS: &AsciiSet = &UNSAFE_IN_ADDRESSES.add(b'#').add(b'%').add(b'?');

impl Doi {
    /// Takes a DOI by itself, after `doi:`, or as an address at doi.org; nothing where the text is none of these.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let name = match of_address(written) {
            // As a browser would read it.
            Some(path) => {
                let path = path.split(['?', '#']).next().filter(|path| path.starts_with("10."))?;
                percent_decode_str(path).decode_utf8().ok()?.into_owned()
            }
            None => after(written, &["doi:"]).unwrap_or(written).trim_start().to_owned(),
        };
        is_doi(&name).then_some(Self(name))
    }

    /// The DOI by itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The DOI with all that is no part of a path percent-encoded, as it stands in an address.
    #[must_use]
    pub fn encoded(&self) -> String {
        utf8_percent_encode(&self.0, IN_PATHS).to_string()
    }

    /// The address that leads on to the document, wherever it is kept.
    #[must_use]
    pub fn address(&self) -> String {
        [RESOLVER, &self.encoded()].concat()
    }

    /// Whether both are of one document: the case of English letters tells no DOIs apart (ISO 26324, 4.2).
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }

    /// Whether a text is an address at doi.org, whatever it leads to there.
    #[must_use]
    pub fn is_address(written: &str) -> bool {
        of_address(written.trim()).is_some()
    }

    /// The DOI whose address this is.
    #[must_use]
    pub fn of_address(address: &str) -> Option<Self> {
        Self::parse(address).filter(|_| Self::is_address(address))
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What follows the host of an address at doi.org, with or without its scheme.
fn of_address(written: &str) -> Option<&str> {
    let rest = after(written, &["https://", "http://"]).unwrap_or(written);
    after(rest, &RESOLVERS)
}

/// The text after one of several beginnings, in any case.
fn after<'a>(text: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    beginnings.iter().find_map(|beginning| {
        let (head, rest) = text.split_at_checked(beginning.len())?;
        head.eq_ignore_ascii_case(beginning).then_some(rest)
    })
}

/// A prefix, `10.` and the number of whoever registered it, and a suffix of visible characters. A step of dots within it
/// is none: no address could lead there.
fn is_doi(name: &str) -> bool {
    let Some((prefix, suffix)) = name.split_once('/') else { return false };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut registrant = prefix.strip_prefix("10.").unwrap_or_default().split('.');
    let is_registrant = registrant.next().is_some_and(|first| is_number(first) && (4..=9).contains(&first.len()));
    let is_visible = !suffix.contains(|c: char| c.is_whitespace() || c.is_control());
    let is_step = |part: &str| matches!(part, "." | "..");
    is_registrant && registrant.all(is_number) && !suffix.is_empty() && is_visible && !suffix.split('/').any(is_step)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::is_web_address;

    #[test]
    fn a_doi_is_the_same_however_it_is_written() {
        for written in [
            "10.1080/00396338.2021.1930410",
            " doi:10.1080/00396338.2021.1930410 ",
            "DOI: 10.1080/00396338.2021.1930410",
            "https://doi.org/10.1080/00396338.2021.1930410",
            "HTTP://DX.DOI.ORG/10.1080/00396338.2021.1930410",
            "doi.org/10.1080/00396338.2021.1930410",
            "https://www.doi.org/10.1080%2F00396338.2021.1930410?utm=x#abstract",
        ] {
            let doi = Doi::parse(written).unwrap();
            assert_eq!(doi.as_str(), "10.1080/00396338.2021.1930410", "{written}");
            assert_eq!(doi.address(), "https://doi.org/10.1080/00396338.2021.1930410");
        }
    }

    #[test]
    fn what_is_no_doi_is_refused() {
        for written in [
            "",
            "10.1080",
            "10.1080/",
            "10./x",
            "10.108/x",
            "10.1234567890/x",
            "10.1080./x",
            "11.1080/x",
            "javascript:alert(1)",
            "doi:javascript:10.1080/x",
            "https://doi.org.example/10.1080/x",
            "https://example.org/10.1080/x",
            "https://doi.org/",
            "10.1080/a b",
            "10.1080/a\u{7f}",
            "https://doi.org/10.1080/a%0Ab",
            "https://doi.org/10.1080/%FF",
            "10.1080/../../login",
            "https://doi.org/10.1080/%2E%2E/x",
        ] {
            assert_eq!(Doi::parse(written), None, "{written}");
        }
    }

    #[test]
    fn an_address_holds_what_an_address_may() {
        let doi = Doi::parse("10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1").unwrap();
        assert_eq!(doi.address(), "https://doi.org/10.1002/(SICI)1096-8644(199601)99:1%3C1::AID-AJPA1%3E3.0.CO;2-1");
        assert_eq!(Doi::parse("10.1234/50%a?b#c").unwrap().address(), "https://doi.org/10.1234/50%25a%3Fb%23c");
    }

    #[test]
    fn only_an_address_of_the_resolver_is_that_of_a_doi() {
        assert!(Doi::of_address("https://doi.org/10.1234/a").is_some());
        assert!(Doi::of_address("10.1234/a").is_none());
        assert!(Doi::of_address("https://example.org/10.1234/a").is_none());
    }

    proptest! {
        #[test]
        fn the_address_of_a_doi_leads_to_it(suffix in "\\PC{1,24}") {
            if let Some(doi) = Doi::parse(&format!("10.1234/{suffix}")) {
                prop_assert!(is_web_address(&doi.address()), "{}", doi.address());
                prop_assert_eq!(Doi::of_address(&doi.address()), Some(doi));
            }
        }
    }
}
