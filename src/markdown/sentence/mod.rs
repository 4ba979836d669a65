mod bounds;

use bounds::bounds;

/// Longest run of characters that are neither letters nor digits in text that is cut into sentences. Real text has no
/// such run, and the segmentation is quadratic in runs of closing brackets.
const LONGEST_RUN: usize = 100;

/// Abbreviations after which a sentence goes on, without their last full stop, in lower case.
const ALWAYS: &[&str] = &[
    "adm", "amb", "art", "brig", "capt", "cf", "ch", "cmdr", "col", "cpl", "dr", "e.g", "ed", "eds", "fig", "figs",
    "gen", "gov", "hon", "i.e", "lt", "maj", "messrs", "mr", "mrs", "ms", "mt", "pp", "pres", "prof", "rep", "rev",
    "sec", "sen", "sgt", "st", "viz", "vol", "vols", "vs",
];

/// Abbreviations after which a number follows, if the sentence goes on.
const BEFORE_NUMBERS: &[&str] = &["no", "nos", "p", "para", "paras", "approx", "c", "ca", "vol", "sect", "§"];

/// Abbreviations that end sentences about as often as not, beside those of capitals (U.S.): what follows decides.
const SOMETIMES: &[&str] = &["a.m", "al", "assn", "bros", "co", "corp", "dept", "etc", "inc", "jr", "ltd", "p.m", "sr"];

/// Months may be shortened before a number.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// Words that begin sentences far more often than they are part of a name after an abbreviation.
const OPENERS: &[&str] = &[
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "even",
    "finally",
    "first",
    "for",
    "from",
    "given",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "many",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "neither",
    "no",
    "nobody",
    "none",
    "nor",
    "nothing",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "rather",
    "second",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "thus",
    "to",
    "today",
    "two",
    "under",
    "unless",
    "unlike",
    "until",
    "we",
    "what",
    "when",
    "whether",
    "while",
    "who",
    "why",
    "with",
    "without",
    "yet",
    "you",
];

/// The ends of the sentences of a text, in order; the last is the text's length.
///
/// The cuts are those of Unicode (UAX #29), less those after an abbreviation that does not end its sentence.
pub(super) fn boundaries(text: &str) -> Vec<usize> {
    if text.is_empty() {
        return Vec::new();
    }
    if has_long_run(text) {
        return vec![text.len()];
    }
    bounds(text).into_iter().filter(|&end| end == text.len() || !goes_on(&text[..end], &text[end..])).collect()
}

fn has_long_run(text: &str) -> bool {
    // Such a run would fill one of these whole, and most text has a letter early in each.
    let mut stretches = text.as_bytes().chunks_exact(LONGEST_RUN / 2);
    if stretches.all(|stretch| stretch.iter().any(u8::is_ascii_alphanumeric)) {
        return false;
    }
    let mut run = 0;
    text.chars().any(|c| {
        run = if c.is_alphanumeric() { 0 } else { run + 1 };
        run > LONGEST_RUN
    })
}

/// Whether `before`, which seems to end a sentence, ends in an abbreviation after which it goes on with `after`.
fn goes_on(before: &str, after: &str) -> bool {
    if before.ends_with('\n') {
        return false;
    }
    // "https://a.example/?b": Unicode asks for no space, our scripts do.
    if before.ends_with(|c: char| c.is_ascii() && !c.is_whitespace()) {
        return true;
    }
    let Some(before) = before.trim_end().strip_suffix('.') else { return false };
    // Only a few characters are ever looked at: text without a space must not be searched at each of its full stops.
    let before = last_chars(before, 16);
    let after = first_chars(after, 24);
    let start = before.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '[' | '—' | '–'));
    let word = start.map_or(before, |at| before[at..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '§'));
    let next = after.split_whitespace().next().unwrap_or("");
    let opens = || OPENERS.contains(&next.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str());
    if is_initial(word) {
        return true;
    }
    let is_number = next.starts_with(|c: char| c.is_ascii_digit());
    let lower = word.to_lowercase();
    ALWAYS.contains(&lower.as_str())
        || (is_number && (BEFORE_NUMBERS.contains(&lower.as_str()) || MONTHS.contains(&lower.as_str())))
        || ((is_acronym(word) || SOMETIMES.contains(&lower.as_str())) && !opens())
}

fn last_chars(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// A single capital, as in "Kim J. Un". "I" ends sentences.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(first), None) if first.is_uppercase() && first != 'I')
}

/// Capitals with full stops between them: `U.S`, `D.P.R.K`.
fn is_acronym(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_RUN, boundaries, has_long_run};

    fn cut(text: &str) -> Vec<&str> {
        let mut start = 0;
        boundaries(text).into_iter().map(|end| text[std::mem::replace(&mut start, end)..end].trim()).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        for one in [
            "The U.S. President said so.",
            "Kim J. Un and Mr. Trump met Gen. Lee.",
            "Resolution No. 1718, e.g. Article 41, i.e. Sanctions.",
            "It began on Feb. 27 in Hanoi.",
            "The D.P.R.K. Foreign Ministry objected (cf. Annex A).",
            "See fig. 3 vs. Table 4.",
            "Look at https://a.example/?B=1 again.",
        ] {
            assert_eq!(cut(one), [one]);
        }
    }

    #[test]
    fn sentences_end_where_they_do() {
        assert_eq!(cut("He left the U.S. The talks failed."), ["He left the U.S.", "The talks failed."]);
        assert_eq!(cut("No. That failed! Did it? Yes."), ["No.", "That failed!", "Did it?", "Yes."]);
        assert_eq!(cut("“It failed.” They left."), ["“It failed.”", "They left."]);
        assert_eq!(cut("하나. 둘 셋."), ["하나.", "둘 셋."]);
        assert_eq!(cut("one cell\nTwo. Three"), ["one cell", "Two.", "Three"]);
    }

    #[test]
    fn a_run_is_long_wherever_it_stands() {
        for before in 0..LONGEST_RUN {
            let run = |length: usize| ["a".repeat(before), "—".repeat(length), "a".repeat(9)].concat();
            assert!(!has_long_run(&run(LONGEST_RUN)));
            assert!(has_long_run(&run(LONGEST_RUN + 1)) && has_long_run(&run(LONGEST_RUN + 1).replace('—', " ")));
        }
    }

    #[test]
    fn a_run_of_brackets_is_not_searched_again_and_again() {
        let text = format!("a.{}", ")".repeat(1_000_000));
        assert_eq!(boundaries(&text), [text.len()]);
        assert_eq!(boundaries(&"U.S.가".repeat(100_000)).len(), 1);
    }
}
