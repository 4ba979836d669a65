use crate::markdown::{Sentence, SentencePart};

/// Marks that open a quotation, and what closes it.
const PAIRS: [(char, char); 7] = [('“', '”'), ('„', '“'), ('"', '"'), ('«', '»'), ('‹', '›'), ('‘', '’'), ('\'', '\'')];

/// A sentence in lower case, without what it quotes, code and the text of links: those words are another's, or name
/// something. A bar stands for each of their letters, so that no term reaches across.
pub(super) fn own_text(sentence: Sentence<'_>) -> String {
    if quotes_nothing(sentence) { unquoted(sentence) } else { without_quotations(sentence) }
}

/// Whether a sentence is all in ASCII, as most are, and has no quotation mark.
fn quotes_nothing(sentence: Sentence<'_>) -> bool {
    sentence.parts().all(|part| match part {
        SentencePart::Text(text) | SentencePart::Likelihood(_, text) => {
            // A count over all bytes takes less time than a search that may end early.
            text.bytes().filter(|byte| !byte.is_ascii() || matches!(byte, b'"' | b'\'')).count() == 0
        }
        SentencePart::Aside(text) => text.is_ascii(),
        SentencePart::Link(_) => true,
    })
}

/// The words of such a sentence.
fn unquoted(sentence: Sentence<'_>) -> String {
    let mut own = String::new();
    for part in sentence.parts() {
        match part {
            SentencePart::Text(text) | SentencePart::Likelihood(_, text) => own.push_str(text),
            SentencePart::Aside(text) => own.extend(std::iter::repeat_n('|', text.len())),
            SentencePart::Link(_) => own.push(' '),
        }
    }
    own.make_ascii_lowercase();
    own
}

fn without_quotations(sentence: Sentence<'_>) -> String {
    let letters = letters_of(sentence);
    let mut own = String::new();
    let mut closing = None;
    let mut left_out = 0;
    let last = |close: char| letters.iter().rposition(|&letter| letter == close).unwrap_or(0);
    let last_singles = [last('’'), last('\'')];
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        if let Some(close) = closing {
            let is_apostrophe = is_single(close) && after.is_some_and(char::is_alphanumeric);
            closing = (letter != close || is_apostrophe).then_some(close);
            own.push('|');
        } else if letter == '”' {
            // The quotation began in a sentence before this one.
            let since = own.split_off(left_out).chars().count();
            own.extend(std::iter::repeat_n('|', since + 1));
            left_out = own.len();
        } else if let Some(close) = opened(letter, before, after, at, last_singles) {
            closing = Some(close);
            own.push('|');
        } else {
            own.extend(letter.to_lowercase());
        }
    }
    own
}

/// What closes the quotation that a letter opens, if it opens one. A single mark that nothing closes is an apostrophe.
fn opened(letter: char, before: Option<char>, after: Option<char>, at: usize, last: [usize; 2]) -> Option<char> {
    let (_, close) = PAIRS.into_iter().find(|(open, _)| *open == letter)?;
    let stands_before_a_word =
        !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|after| !after.is_whitespace());
    let is_closed = last[usize::from(close == '\'')] > at;
    (!is_single(close) || (stands_before_a_word && is_closed)).then_some(close)
}

const fn is_single(close: char) -> bool {
    matches!(close, '’' | '\'')
}

fn letters_of(sentence: Sentence<'_>) -> Vec<char> {
    let mut letters = Vec::new();
    for part in sentence.parts() {
        match part {
            SentencePart::Text(text) | SentencePart::Likelihood(_, text) => letters.extend(text.chars()),
            SentencePart::Aside(text) => letters.extend(text.chars().map(|_| '|')),
            SentencePart::Link(_) => letters.push(' '),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::own;
    use super::*;
    use crate::markdown::Sentences;

    #[test]
    fn another_s_words_are_left_out() {
        for text in [
            "It calls it “likely”.",
            "It calls it ‘likely’, the miller’s word.",
            "It calls it 'likely', the miller's word.",
            "It calls it \"likely\".",
            "It calls it «likely» and „likely“.",
            "likely,” it says.",
            "It says “likely",
        ] {
            assert!(!own(text).contains("likely"), "{text}");
        }
    }

    #[test]
    fn an_apostrophe_opens_no_quotation() {
        for text in [
            "The miller’s ice is likely, the owners’ not.",
            "The miller's ice is likely, the owners' not.",
            "’Tis likely.",
        ] {
            assert!(own(text).contains("likely"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn where_nothing_is_quoted_all_is_own(parts in proptest::collection::vec(("[a-zA-Z0-9,. |'\"é”]{0,8}", 0..4), 0..6)) {
            let parts = parts.iter().map(|(text, kind)| match kind {
                0 => SentencePart::Aside(text),
                1 => SentencePart::Link(0),
                _ => SentencePart::Text(text),
            });
            let sentences: Sentences = parts.collect();
            let sentence = sentences.get(0).unwrap();
            prop_assert_eq!(own_text(sentence), without_quotations(sentence));
        }
    }

    #[test]
    fn code_and_the_text_of_links_are_left_out() {
        let parts = [SentencePart::Text("It is "), SentencePart::Aside("likely"), SentencePart::Text(" that")];
        let sentences: Sentences = parts.into_iter().collect();
        assert_eq!(own_text(sentences.get(0).unwrap()), "it is |||||| that");
    }
}
