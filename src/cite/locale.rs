use std::fmt;

use hayagriva::archive::LOCALES;
use hayagriva::citationberg::{Locale, LocaleCode};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// The locale of a language: itself, the one of its own country (`de-DE`), or the first there is. `language` is a BCP 47
/// tag.
pub(super) fn closest(language: &str) -> Option<LocaleCode> {
    let base = primary(language);
    let of_base: Vec<LocaleCode> = archived().map(|(code, _)| code).filter(|code| primary(&code.0) == base).collect();
    let own = format!("{base}-{base}");
    let is = |wanted: &str| of_base.iter().find(|code| code.0.eq_ignore_ascii_case(wanted));
    is(language).or_else(|| is(&own)).or_else(|| is("en-US")).or_else(|| of_base.first()).cloned()
}

/// The locales of the language of one, whatever the country, and that of `en-US`, in which all others find what they
/// lack. Only these are read: there are sixty, and they take longer than a hundred pages.
pub(super) fn read(used: Option<&LocaleCode>) -> Vec<Locale> {
    let used = used.map(|code| primary(&code.0)).unwrap_or_default();
    let is_used = |code: &LocaleCode| primary(&code.0) == used || *code == LocaleCode::en_us();
    let bytes = archived().filter(|(code, _)| is_used(code)).map(|(_, bytes)| bytes);
    bytes.filter_map(|bytes| ciborium::from_reader(bytes).ok()).collect()
}

/// The locales that the program brings along, by their languages.
fn archived() -> impl Iterator<Item = (LocaleCode, &'static [u8])> {
    LOCALES.iter().filter_map(|&bytes| {
        let Named(code) = ciborium::from_reader(bytes).ok()?;
        Some((code?, bytes))
    })
}

/// The language of a locale without its country.
fn primary(code: &str) -> String {
    code.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// The name of a locale, which is read no further than to there.
struct Named(Option<LocaleCode>);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Name).map(Self)
    }
}

struct Name;

impl<'de> Visitor<'de> for Name {
    type Value = Option<LocaleCode>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a locale")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "@xml:lang" {
                return map.next_value();
            }
            map.next_value::<serde::de::IgnoredAny>()?;
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_finds_its_locale() {
        let of = |language: &str| closest(language).map(|code| code.0);
        assert_eq!(of("en").as_deref(), Some("en-US"));
        assert_eq!(of("en-gb").as_deref(), Some("en-GB"));
        assert_eq!(of("de").as_deref(), Some("de-DE"));
        assert_eq!(of("ko").as_deref(), Some("ko-KR"));
        assert_eq!(of("pt-AO").as_deref(), Some("pt-PT"));
        assert_eq!(of("tlh"), None);
    }

    #[test]
    fn the_locales_that_are_read_are_those_of_reading_all() {
        let all = hayagriva::archive::locales();
        let codes = |locales: &[Locale]| -> Vec<_> { locales.iter().filter_map(|it| it.lang.clone()).collect() };
        assert_eq!(archived().map(|(code, _)| code).collect::<Vec<_>>(), codes(&all));
        for used in codes(&all) {
            let read = read(Some(&used));
            let expected: Vec<_> = all
                .iter()
                .filter(|locale| {
                    let code = locale.lang.as_ref().map_or("", |code| code.0.as_str());
                    primary(code) == primary(&used.0) || code == "en-US"
                })
                .cloned()
                .collect();
            assert_eq!(read, expected, "{}", used.0);
        }
        assert_eq!(codes(&read(None)), [LocaleCode::en_us()]);
    }
}
