//! How wide a text will roughly be.
//!
//! The reader's font is not known when a page is built. Widths are therefore Helvetica's, made wider by as much as the
//! widest common system face needs, `DejaVu Sans`, and its bold for what is semi-bold here: with Segoe UI, Roboto or
//! San Francisco a line is then a little shorter than its box, with none is it longer.

use unicode_segmentation::UnicodeSegmentation;

use super::Length;

/// A face that the style sheet defines under the same name. Sizes here and there must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// 14 units.
    Body,
    /// 14 units, semi-bold.
    Strong,
    /// 14 units, muted.
    Small,
}

impl Face {
    /// The size of the letters, in units. One for all: anything smaller would be too small on a phone.
    pub(super) const fn size(self) -> i32 {
        match self {
            Self::Body | Self::Strong | Self::Small => 14,
        }
    }

    /// From one base line to the next.
    pub(super) const fn leading(self) -> Length {
        match self {
            Self::Body | Self::Strong => Length::units(18),
            Self::Small => Length::units(16),
        }
    }

    /// From the top of a line to its base line: capitals stand in the middle.
    pub(super) const fn ascent(self) -> Length {
        match self {
            Self::Body | Self::Strong => Length::units(14),
            Self::Small => Length::tenths(126),
        }
    }
}

/// Widths of the printable ASCII characters, from the space on, in thousandths of the size.
const ASCII: [i32; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The width of a character that no table has.
const OTHER: i32 = 620;

/// The width of a text on one line.
pub(super) fn width(text: &str, face: Face) -> Length {
    scaled(advance(text), face)
}

/// The width of a text in thousandths of its size, which adds up over its parts.
pub(super) fn advance(text: &str) -> i32 {
    if text.is_ascii() {
        let widths = text.bytes().map(|byte| ASCII.get(usize::from(byte).wrapping_sub(32)).unwrap_or(&OTHER));
        return widths.fold(0, |sum, width| sum.saturating_add(*width));
    }
    text.graphemes(true).map(cluster).fold(0, i32::saturating_add)
}

/// A width in thousandths of the size, as a length.
pub(super) fn scaled(advance: i32, face: Face) -> Length {
    let percent = if face == Face::Strong { 129 } else { 115 };
    Length::tenths(advance.saturating_mul(face.size()) / 100).scaled(percent, 100)
}

/// The width of what a reader takes for one character. Emoji joined from several are drawn as one.
fn cluster(cluster: &str) -> i32 {
    let first = cluster.chars().next().unwrap_or(' ');
    if matches!(first, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}') {
        return 1250;
    }
    cluster.chars().map(character).fold(0, i32::saturating_add)
}

fn character(character: char) -> i32 {
    let code = u32::from(character);
    if let Some(width) = code.checked_sub(32).and_then(|index| ASCII.get(usize::try_from(index).ok()?)) {
        return *width;
    }
    if is_full_width(character) {
        return 1000;
    }
    match code {
        // Combining marks, joiners and variation selectors are drawn over or within what they follow.
        0x0300..=0x036F
        | 0x0483..=0x0489
        | 0x0591..=0x05C7
        | 0x0610..=0x061A
        | 0x064B..=0x065F
        | 0x200B..=0x200F
        | 0x20D0..=0x20FF
        | 0xFE00..=0xFE0F
        | 0xFE20..=0xFE2F => 0,
        0x2014 | 0x2026 | 0x1_0000.. => 1000,
        0x2018..=0x201A | 0x00B7 => 240,
        0x201C..=0x201E => 370,
        // Ligatures of whole phrases.
        0xFDF0..=0xFDFF => 4000,
        _ => OTHER,
    }
}

/// Whether a character fills a square: Chinese, Japanese and Korean, and the full-width forms.
pub(super) const fn is_full_width(character: char) -> bool {
    matches!(character as u32,
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6 | 0x2_0000..=0x3_FFFD)
}

#[cfg(test)]
mod tests {
    use super::{Face, width};

    #[test]
    fn a_korean_syllable_is_twice_a_latin_letter_and_marks_are_nothing() {
        assert!(width("서울", Face::Body) > width("ab", Face::Body) * 3 / 2);
        assert_eq!(width("e\u{301}\u{302}\u{303}", Face::Body), width("e", Face::Body));
        assert_eq!(width("👩‍👩‍👧‍👦", Face::Body), width("👩", Face::Body));
        assert!(width("Wide", Face::Strong) > width("Wide", Face::Body));
    }

    #[test]
    fn the_table_has_the_letters_in_their_places() {
        let wide = |text| width(text, Face::Body).in_tenths();
        assert_eq!([wide("i"), wide("m"), wide("W"), wide("~"), wide("0")], [35, 133, 151, 93, 88]);
    }
}
