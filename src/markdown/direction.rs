//! Characters in a text that turn the order in which it is shown, written as they are or as a reference (`&#x202E;`).

use std::ops::Range;

use super::place::Places;
use crate::diagnostic::Diagnostics;
use crate::files::turns_direction;
use crate::syntax::hidden_direction;

/// Reports the first such character of each line: one that is closed has a second.
pub(super) fn check(text: &str, places: Places, sink: &mut Diagnostics) {
    // As most texts are.
    if text.is_ascii() && !text.contains("&#") {
        return;
    }
    // Where the text comes from a field, its reader has seen the characters that stand in it as they are.
    let is_field = matches!(places, Places::Whole(_));
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let reference = line.match_indices("&#").find_map(|(at, _)| referred(line, at));
        let direct = line.char_indices().find(|(_, c)| turns_direction(*c)).filter(|_| !is_field);
        let direct = direct.map(|(at, c)| (at..at + c.len_utf8(), c));
        if let Some((range, c)) = direct.or(reference) {
            sink.push(hidden_direction(places.span(&(start + range.start..start + range.end)), c));
        }
        start += line.len();
    }
}

/// The most digits of a reference (CommonMark, 6.2) with the `;` after them.
const LONGEST: usize = 8;

/// The character that a reference stands for, if it is such a one.
fn referred(line: &str, at: usize) -> Option<(Range<usize>, char)> {
    let digits = line.get(at + "&#".len()..)?;
    let hexadecimal = digits.strip_prefix(['x', 'X']);
    let (digits, radix) = (hexadecimal.unwrap_or(digits), if hexadecimal.is_some() { 16 } else { 10 });
    // No number of a character is longer; a line may hold a million beginnings and no end.
    let end = digits.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let digits = digits.get(..end)?;
    let c = char::from_u32(u32::from_str_radix(digits, radix).ok()?).filter(|c| turns_direction(*c))?;
    let length = "&#;".len() + usize::from(hexadecimal.is_some()) + digits.len();
    Some((at..at + length, c))
}
