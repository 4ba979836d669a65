use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{DEVICE, Spanned, is_device};

/// Longest identifier. File systems stop at 255 bytes; links in running text stop being readable far earlier.
const LONGEST: usize = 80;

/// Words that are no identifiers: `none` marks text that needs no citation; `page` stands in the addresses of a list's
/// further pages (`/claims/page/2/`), beside which each record has a folder; the others, and all that begin with `sb-`,
/// are places on every page, beside which the timeline has a place for each event.
const RESERVED: [&str; 6] = ["none", "page", "main", "menu", "search", "contents"];

/// Why a word is no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierError {
    /// Empty.
    Empty,
    /// Longer than 80 characters.
    TooLong,
    /// Holds something other than `a`–`z`, `0`–`9` and `-`.
    Character,
    /// Begins or ends with a hyphen, or has two in a row.
    Hyphen,
    /// A name that Windows reserves for a device (`con`, `aux`, `lpt1` …): no folder can bear it there.
    Device,
    /// A word that the site's own addresses use.
    Reserved,
}

impl IdentifierError {
    /// The reason in words.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Empty => "it is empty",
            Self::TooLong => "it is longer than 80 characters",
            Self::Character => "it may contain only lower-case letters a–z, digits and hyphens",
            Self::Hyphen => "hyphens may stand only between words, one at a time",
            Self::Device => DEVICE,
            Self::Reserved => "the site reserves this word",
        }
    }
}

/// Whether a word can name a record: lower-case ASCII, digits and single hyphens, usable as a folder on every system.
///
/// # Errors
/// The first rule that it breaks.
pub fn check_identifier(word: &str) -> Result<(), IdentifierError> {
    if word.is_empty() {
        return Err(IdentifierError::Empty);
    }
    if !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        return Err(IdentifierError::Character);
    }
    if word.len() > LONGEST {
        return Err(IdentifierError::TooLong);
    }
    if word.starts_with('-') || word.ends_with('-') || word.contains("--") {
        return Err(IdentifierError::Hyphen);
    }
    if is_device(word) {
        return Err(IdentifierError::Device);
    }
    if RESERVED.contains(&word) || word.starts_with("sb-") {
        return Err(IdentifierError::Reserved);
    }
    Ok(())
}

/// Reports a word that cannot be an identifier, with one that could. Gives the word back if it can.
pub fn identifier(written: Spanned<String>, sink: &mut Diagnostics) -> Option<Spanned<String>> {
    let Err(error) = check_identifier(&written.value) else { return Some(written) };
    let proposal = slug(&written.value);
    let help = if check_identifier(&proposal).is_ok() {
        format!("write `{proposal}`")
    } else {
        "write a few words in small letters a–z, with hyphens between them".to_owned()
    };
    sink.push(
        Diagnostic::new(
            &codes::INVALID_IDENTIFIER,
            written.span,
            format!("`{}` is not an identifier: {}", written.value, error.reason()),
        )
        .help(help),
    );
    None
}

/// How a small Latin letter is written in the letters a–z, if it is no such letter with an accent, which Unicode takes
/// apart by itself.
#[must_use]
pub const fn in_plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' | 'ǽ' => "ae",
        'œ' => "oe",
        'ø' | 'ǿ' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ŋ' => "ng",
        _ => return None,
    })
}

/// An identifier made of a title: accents dropped, everything but letters and digits turned into hyphens.
///
/// May be empty, for a title without a single Latin letter or digit.
#[must_use]
pub fn slug(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut slug = String::with_capacity(title.len().min(LONGEST));
    for c in title.nfkd().flat_map(char::to_lowercase) {
        if let Some(letters) = in_plain_letters(c) {
            slug.push_str(letters);
        } else if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !unicode_normalization::char::is_combining_mark(c)
            && !matches!(c, '\'' | '’')
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    // Two letters may have been written for the last.
    slug.truncate(LONGEST);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// An identifier as words, for what has no name of its own: "deal-design" reads "Deal design".
#[must_use]
pub fn in_words(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_would_leave_the_site_or_not_exist_on_windows() {
        for word in ["", "../etc", "A", "a--b", "-a", "a-", "con", "com1", "none", "main", "sb-x", "a/b", "서울", "a b"]
        {
            assert!(check_identifier(word).is_err(), "{word}");
        }
        for word in ["a", "con-man", "com10", "coma", "8th-plenary", "x1"] {
            assert!(check_identifier(word).is_ok(), "{word}");
        }
    }

    #[test]
    fn slugs_read_like_their_titles() {
        assert_eq!(slug("Kim Jong Un’s “small deal”"), "kim-jong-uns-small-deal");
        assert_eq!(slug("Été à Séoul"), "ete-a-seoul");
        assert_eq!(slug("Große Straße, Łódź, Ærø"), "grosse-strasse-lodz-aero");
        assert_eq!(slug("Đặng Thuỳ Trâm, Işık"), "dang-thuy-tram-isik");
        assert_eq!(slug(&"ß".repeat(60)).len(), 80);
    }

    proptest! {
        #[test]
        fn a_slug_is_an_identifier_or_says_why(title in "\\PC{0,120}") {
            let slug = slug(&title);
            prop_assert!(matches!(
                check_identifier(&slug),
                Ok(()) | Err(IdentifierError::Empty | IdentifierError::Device | IdentifierError::Reserved)
            ), "{slug}");
        }
    }
}
