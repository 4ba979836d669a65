//! The classes of characters that the comparison of texts distinguishes.

/// Removed wherever it stands: a reader sees no trace of it.
///
/// The zero-width space is one of these rather than white space: it marks where a line may break ("and/|or"), and
/// what a reader copies from the page has nothing there.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        SOFT_HYPHEN
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// A place where a word may be broken over two lines.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// Zero-width joiner and non-joiner. They spell words in some scripts and build emoji; elsewhere they only steer
/// ligatures.
pub(super) const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner after this character belongs to the text: the scripts from Arabic to Mongolian (but for Georgian
/// and Hangul letters), their later blocks, and whatever emoji are built from.
pub(super) const fn keeps_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{109f}'
            | '\u{1200}'..='\u{1cff}'
            | '\u{2190}'..='\u{2bff}'
            | '\u{a800}'..='\u{abff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10a00}'..='\u{11fff}'
            | '\u{1e800}'..='\u{1faff}'
    )
}

/// Hyphens, dashes and minus signs of every length.
pub(super) const fn is_dash(c: char) -> bool {
    is_short_dash(c) || matches!(c, '\u{2014}' | '\u{2015}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}')
}

/// The dashes that also serve as the sign of a number.
pub(super) const fn is_short_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// A typographic quotation mark, apostrophe or prime as its straight form; every other character as itself.
pub(super) const fn straight(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' | '‹' | '›' | '׳' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '״' | '＂' => '"',
        other => other,
    }
}

/// Characters between which white space, such as a line's end, says nothing: Han, kana, and their punctuation.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{2e80}'..='\u{2fdf}'
            | '\u{3001}'..='\u{3029}'
            | '\u{3030}'..='\u{3098}'
            | '\u{309b}'..='\u{312f}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff01}'
            | '\u{ff08}'..='\u{ff0c}'
            | '\u{ff0e}'
            | '\u{ff1a}'
            | '\u{ff1b}'
            | '\u{ff1f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Han characters, numerals among them.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Korean letters and syllables.
pub(super) const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// The characters that separate the digits of one number without a mark: no-break, figure, thin and narrow no-break
/// space.
pub(super) const fn groups_digits(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// Already composed, and never composing with what stands before it. A quick answer for most of the world's running
/// text; `false` only means "look it up".
pub(super) const fn is_settled(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{2002}'..='\u{2027}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
    )
}
