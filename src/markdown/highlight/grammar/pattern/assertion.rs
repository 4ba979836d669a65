use fancy_regex::Assertion;

/// Whether an assertion holds at a place.
pub(super) fn holds(assertion: Assertion, line: &str, place: usize) -> bool {
    let is_word = |character: Option<char>| character.is_some_and(is_word_character);
    let before = || is_word(line[..place].chars().next_back());
    let after = || is_word(line[place..].chars().next());
    match assertion {
        Assertion::StartText => place == 0,
        Assertion::EndText => place == line.len(),
        Assertion::StartLine { .. } => place == 0 || line.as_bytes()[place - 1] == b'\n',
        Assertion::EndLine { .. } => line.as_bytes().get(place).is_none_or(|&byte| byte == b'\n'),
        Assertion::LeftWordBoundary => !before() && after(),
        Assertion::RightWordBoundary => before() && !after(),
        Assertion::WordBoundary => before() != after(),
        Assertion::NotWordBoundary => before() == after(),
    }
}

fn is_word_character(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric() || character == '_'
    } else {
        regex_syntax::try_is_word_character(character).unwrap_or(false)
    }
}
