use std::ops::Range;

use super::place::{trimmed, unwrapped};

/// What the text between single brackets is to Sourcebook. Ranges count in the text that is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bracket {
    /// `@a/b; @c/d`: the ranges of `a/b` and `c/d`; of a source alone, which cites nothing, that of `@a`.
    Citation(Vec<Range<usize>>),
    /// `@none`
    NoEvidence,
    /// `~likely`: the range of `likely`, and the words with single spaces.
    Likelihood(Range<usize>, String),
    /// Begins with `@` and is no citation.
    Malformed(Fault),
}

/// What is wrong with a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The part of it that is wrong.
    pub(super) place: Range<usize>,
    /// One sentence without a full stop.
    pub(super) message: String,
    /// A citation that was probably meant.
    pub(super) meant: Option<String>,
}

/// Longest citation in bytes: some forty claims.
const LONGEST: usize = 2_000;
const TOO_LONG: &str = "this citation is too long";

/// Reads the text between two brackets; `None` if it is ordinary text.
pub(super) fn read(body: &str, inner: Range<usize>) -> Option<Bracket> {
    let inner = trimmed(body, inner);
    let text = body.get(inner.clone())?;
    // Brackets may nest a million deep, and each is read for itself: what is long is not searched.
    if text.len() > LONGEST {
        let fault = || Fault { place: inner.start..inner.start + 1, message: TOO_LONG.to_owned(), meant: None };
        return text.starts_with('@').then(|| Bracket::Malformed(fault()));
    }
    if text == "@none" {
        return Some(Bracket::NoEvidence);
    }
    if text.starts_with('@') {
        return Some(match citation(body, inner) {
            Ok(parts) => Bracket::Citation(parts),
            Err(fault) => Bracket::Malformed(fault),
        });
    }
    let words = trimmed(body, inner.start + text.strip_prefix('~').map(|_| 1)?..inner.end);
    let word = unwrapped(&body[words.clone()]);
    is_likelihood(&word).then_some(Bracket::Likelihood(words, word))
}

/// Letters, and what joins words. Anything else (`[~10 km]`, `[~~struck~~]`) is ordinary text.
fn is_likelihood(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
        && word.len() <= 80
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'))
}

fn citation(body: &str, inner: Range<usize>) -> Result<Vec<Range<usize>>, Fault> {
    let mut parts = Vec::new();
    let mut start = inner.start;
    for part in body[inner].split(';') {
        let range = trimmed(body, start..start + part.len());
        start += part.len() + 1;
        parts.push(claim(body, range)?);
    }
    Ok(parts)
}

/// The range of `a/b` in `@a/b`, and of `@a` where that is all: which claims it could mean is known later.
fn claim(body: &str, part: Range<usize>) -> Result<Range<usize>, Fault> {
    let text = &body[part.clone()];
    let fault = |message: String| Fault { place: part.clone(), message, meant: meant(text) };
    if text.is_empty() {
        return Err(fault("a part of this citation is empty".to_owned()));
    }
    let Some(name) = text.strip_prefix('@') else {
        return Err(fault("a part of this citation does not begin with `@`".to_owned()));
    };
    match name.split_once('/') {
        None if !name.is_empty() && name.chars().all(is_name) => Ok(part),
        None => Err(fault("this citation names a source, but none of its claims".to_owned())),
        Some((source, claim)) if source.is_empty() || claim.is_empty() => {
            Err(fault("this citation lacks the name of the source or of the claim".to_owned()))
        }
        Some((source, claim)) => match [source, claim].iter().flat_map(|name| name.chars()).find(|c| !is_name(*c)) {
            Some(stray) => Err(fault(format!("`{stray}` is not part of an identifier"))),
            None => Ok(part.start + 1..part.end),
        },
    }
}

/// Whether a letter may stand in an identifier.
pub(super) const fn is_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

/// What a malformed part most probably says, if it says it in a wrong way.
fn meant(text: &str) -> Option<String> {
    let lower = text.trim_start_matches('@').to_lowercase();
    let end = lower.find(|c: char| !is_name(c) && c != '/').unwrap_or(lower.len());
    let (source, claim) = lower[..end].split_once('/')?;
    let is_whole = |name: &str| !name.is_empty() && name.chars().all(is_name);
    (is_whole(source) && is_whole(claim)).then(|| format!("@{source}/{claim}"))
}

#[cfg(test)]
mod tests {
    use super::{Bracket, read};

    fn cited(text: &str) -> Vec<&str> {
        match read(text, 0..text.len()) {
            Some(Bracket::Citation(parts)) => parts.into_iter().map(|part| &text[part]).collect(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn every_part_of_a_citation_keeps_its_place() {
        assert_eq!(cited("@a/b"), ["a/b"]);
        assert_eq!(cited("@a/b; @c"), ["a/b", "@c"]);
        assert_eq!(cited(" @a-1/b ;\n> @c/d "), ["a-1/b", "c/d"]);
    }

    #[test]
    fn a_citation_is_whole_or_malformed() {
        for (text, place) in [
            ("@A", "@A"),
            ("@a b", "@a b"),
            ("@", "@"),
            ("@/b", "@/b"),
            ("@a/", "@a/"),
            ("@a/b;", ""),
            ("@a/b; c/d", "c/d"),
            ("@a/b/c", "@a/b/c"),
            ("@A/b", "@A/b"),
            ("@a/b, p. 3", "@a/b, p. 3"),
            ("@a/b @c/d", "@a/b @c/d"),
        ] {
            let Some(Bracket::Malformed(fault)) = read(text, 0..text.len()) else { panic!("{text}") };
            assert_eq!(&text[fault.place], place);
        }
    }

    #[test]
    fn a_malformed_citation_suggests_what_was_meant() {
        for (text, meant) in [("@A/B", Some("@a/b")), ("@a/b, p. 3", Some("@a/b")), ("@A", None)] {
            let Some(Bracket::Malformed(fault)) = read(text, 0..text.len()) else { panic!("{text}") };
            assert_eq!(fault.meant.as_deref(), meant);
        }
    }

    #[test]
    fn only_words_are_words_of_likelihood() {
        for (text, word) in [
            ("~likely", Some("likely")),
            ("~very\n> likely", Some("very likely")),
            ("~10 km", None),
            ("~~x~~", None),
            ("~", None),
        ] {
            let read = match read(text, 0..text.len()) {
                Some(Bracket::Likelihood(_, word)) => Some(word),
                _ => None,
            };
            assert_eq!(read.as_deref(), word, "{text}");
        }
    }
}
