//! Names of languages into BCP 47 tags.

/// Names as LaTeX's babel, CSL and people write them.
const NAMES: [(&str, &str); 34] = [
    ("american", "en-US"),
    ("arabic", "ar"),
    ("australian", "en-AU"),
    ("british", "en-GB"),
    ("canadian", "en-CA"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hungarian", "hu"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("newzealand", "en-NZ"),
    ("ngerman", "de"),
    ("norwegian", "no"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukenglish", "en-GB"),
    ("ukrainian", "uk"),
    ("usenglish", "en-US"),
    ("vietnamese", "vi"),
];

/// The tag of a language, given as a tag already, or by one of the names above.
pub(super) fn tag(written: &str) -> Option<String> {
    let written = written.trim().replace('_', "-");
    let lower = written.to_ascii_lowercase();
    if let Some((_, tag)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some((*tag).to_owned());
    }
    let mut parts = written.split('-');
    let is_primary = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (parts.next().is_some_and(is_primary) && parts.all(is_part)).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_tags_and_tags_stay() {
        assert_eq!(tag("ngerman").as_deref(), Some("de"));
        assert_eq!(tag("English").as_deref(), Some("en"));
        assert_eq!(tag("en_US").as_deref(), Some("en-US"));
        assert_eq!(tag("zh-Hant").as_deref(), Some("zh-Hant"));
        assert_eq!(tag("the Queen’s own"), None);
        assert_eq!(tag("klingon"), None);
    }
}
