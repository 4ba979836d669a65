//! Links into the originals, to the very words where the reader's program can find them.

use percent_encoding::{NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use super::passage::{Passage, passages};
use crate::evidence::Proved;
use crate::model::{Doi, UrlStatus};
use crate::resolve::{Excerpt, Source};

/// From so many characters on, a text fragment names the beginning and the end of its words.
const LONG: usize = 300;

/// How many words of the beginning, and of the end.
const ENDS: usize = 10;

/// Where readers can see the original, and the words of an excerpt in it: a public archive's copy where the address no
/// longer leads to it. Where there is neither, a DOI leads to the document, which mostly is a page about it, and not to
/// its words.
pub(super) fn original(source: &Source, excerpt: &Excerpt, proved: Option<&Proved>) -> Option<String> {
    let address = match source.url_status {
        Some(UrlStatus::Dead | UrlStatus::Unfit | UrlStatus::Usurped) => source.archived_url.as_deref(),
        Some(UrlStatus::Live) | None => source.url.as_deref(),
    };
    let to_words = address.map(|address| link_to_words(address, excerpt, proved));
    to_words.or_else(|| source.imprint.doi.as_ref().map(Doi::address))
}

/// An address that leads to the words of an excerpt.
///
/// In a PDF that is the page, as programs that show them know no text fragments. Elsewhere it is one text directive a
/// passage (WICG, *URL Fragment Text Directives*), after the fragment that the address may have already.
fn link_to_words(address: &str, excerpt: &Excerpt, proved: Option<&Proved>) -> String {
    let passages = passages(excerpt, proved);
    let page = passages.iter().find_map(|passage| passage.part?.page);
    if page.is_some() || is_pdf(address) {
        return page.map_or_else(|| address.to_owned(), |page| format!("{}#page={page}", without_fragment(address)));
    }
    if passages.is_empty() {
        return address.to_owned();
    }
    // Whoever copied the address from a browser may have copied a directive along.
    let address = address.split(":~:").next().unwrap_or(address);
    let mut link = String::with_capacity(address.len() + excerpt.exact.len() * 3 / 2);
    link.push_str(address);
    link.push_str(if address.contains('#') { ":~:" } else { "#:~:" });
    for (at, passage) in passages.iter().enumerate() {
        link.push_str(if at > 0 { "&text=" } else { "text=" });
        push_directive(&mut link, passage);
    }
    link
}

fn without_fragment(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}

fn is_pdf(address: &str) -> bool {
    let path = without_fragment(address).split('?').next().unwrap_or("");
    path.len() >= 4 && path.as_bytes()[path.len() - 4..].eq_ignore_ascii_case(b".pdf")
}

/// `[prefix-,]start[,end][,-suffix]`.
fn push_directive(link: &mut String, passage: &Passage<'_>) {
    if let Some(words) = passage.prefix {
        link.extend(encoded(words).chain(["-,"]));
    }
    match ends(passage.words) {
        Some((start, end)) => link.extend(encoded(start).chain([","]).chain(encoded(end))),
        None => link.extend(encoded(passage.words)),
    }
    if let Some(words) = passage.suffix {
        link.extend([",-"].into_iter().chain(encoded(words)));
    }
}

/// `-`, `,` and `&` belong to the directive's own syntax, so everything but letters and digits is encoded.
fn encoded(words: &str) -> PercentEncode<'_> {
    utf8_percent_encode(words.trim(), NON_ALPHANUMERIC)
}

/// The first and the last words of a long passage; none of one that has no more words than these.
fn ends(words: &str) -> Option<(&str, &str)> {
    if words.len() < LONG || words.chars().count() < LONG {
        return None;
    }
    let follows_space = |(at, _): &(usize, char)| words[..*at].chars().next_back().is_none_or(char::is_whitespace);
    let starts: Vec<usize> =
        words.char_indices().filter(|(_, c)| !c.is_whitespace()).filter(follows_space).map(|(at, _)| at).collect();
    let last = starts.len().checked_sub(ENDS).filter(|&last| last > ENDS)?;
    Some((words.get(..*starts.get(ENDS)?)?.trim_end(), words.get(*starts.get(last)?..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Locator, Match, Part, Pointer};
    use crate::files::{Files, Span};

    fn excerpt(exact: &str) -> Excerpt {
        let span = Span::new(Files::default().add("", ""), 0, 0);
        Excerpt { exact: exact.to_owned(), prefix: None, suffix: None, section: None, span }
    }

    fn proved(how: Match, parts: Vec<(Pointer, Option<u32>)>) -> Proved {
        let part = |(pointer, page)| Part { position: 0..1, paragraph: None, page, pointer };
        let parts = parts.into_iter().map(part).collect();
        Proved { how, locator: Locator::default(), position: 0..1, parts, verified: None }
    }

    #[track_caller]
    fn check(address: &str, exact: &str, proved: &Proved, expected: &str) {
        assert_eq!(link_to_words(address, &excerpt(exact), Some(proved)), expected);
    }

    #[test]
    fn what_the_directive_uses_is_encoded() {
        let proved = proved(Match::Exact, vec![(Pointer::default(), None)]);
        check(
            "https://example.org/a",
            "second-strike, & “서”",
            &proved,
            "https://example.org/a#:~:text=second%2Dstrike%2C%20%26%20%E2%80%9C%EC%84%9C%E2%80%9D",
        );
    }

    #[test]
    fn context_stands_where_the_proof_has_it_and_the_spelling_is_the_sources() {
        let words = |words: &str| Some(words.to_owned());
        let pointer = Pointer { prefix: words("on a"), spelling: words("small – deal"), suffix: words("(with") };
        check(
            "https://example.org/",
            "small - deal",
            &proved(Match::Normalised, vec![(pointer, None)]),
            "https://example.org/#:~:text=on%20a-,small%20%E2%80%93%20deal,-%28with",
        );
    }

    #[test]
    fn each_part_of_an_elided_excerpt_has_a_directive() {
        let the = Pointer { spelling: Some("The ferry".to_owned()), ..Pointer::default() };
        check(
            "https://example.org/",
            "[t]he ferry … by the river",
            &proved(Match::Elided, vec![(the, None), (Pointer::default(), None)]),
            "https://example.org/#:~:text=The%20ferry&text=by%20the%20river",
        );
    }

    #[test]
    fn a_fragment_of_the_address_stays_but_for_a_directive() {
        let proved = proved(Match::Exact, vec![(Pointer::default(), None)]);
        check("https://example.org/a#b", "x", &proved, "https://example.org/a#b:~:text=x");
        check("https://example.org/a#b:~:text=y", "x", &proved, "https://example.org/a#b:~:text=x");
        check("https://example.org/a#:~:text=y", "x", &proved, "https://example.org/a#:~:text=x");
    }

    #[test]
    fn a_pdf_opens_at_its_page() {
        let on = |page| proved(Match::Exact, vec![(Pointer::default(), page)]);
        check("https://example.org/a.pdf", "x", &on(Some(3)), "https://example.org/a.pdf#page=3");
        check("https://example.org/a?id=7#page=1", "x", &on(Some(3)), "https://example.org/a?id=7#page=3");
        check("https://example.org/A.PDF?v=2", "x", &on(None), "https://example.org/A.PDF?v=2");
    }

    #[test]
    fn long_words_are_named_by_their_ends() {
        let long = (100..200).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
        let (start, end) = ends(&long).unwrap();
        assert_eq!(start, "100 101 102 103 104 105 106 107 108 109");
        assert_eq!(end, "190 191 192 193 194 195 196 197 198 199");
        assert_eq!(ends(&long[..299]), None);
        assert_eq!(ends(&"核".repeat(400)), None, "nothing says where its words end");
    }

    #[test]
    fn what_nobody_has_checked_is_named_as_its_author_does() {
        let excerpt = Excerpt { suffix: Some("of".to_owned()), ..excerpt("a … b") };
        assert_eq!(link_to_words("https://example.org/", &excerpt, None), "https://example.org/#:~:text=a&text=b,-of");
    }
}
