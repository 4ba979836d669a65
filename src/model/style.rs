use hayagriva::archive::ArchivedStyle;

use crate::diagnostic::{Diagnostic, closest, codes};
use crate::syntax::{Reader, Vocabulary};

/// A style of citation: one of those of the Citation Style Language (CSL) that the program brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitationStyle {
    name: &'static str,
    style: ArchivedStyle,
}

impl CitationStyle {
    /// The style of the American Psychological Association, by author and date.
    pub const APA: Self = Self { name: "apa", style: ArchivedStyle::AmericanPsychologicalAssociation };

    /// All styles, under all of their names: those that have a form for references, and not labels alone.
    pub fn all() -> impl Iterator<Item = Self> {
        let styles = ArchivedStyle::all().iter().filter(|&&style| style != ArchivedStyle::Alphanumeric);
        styles.flat_map(|&style| style.names().iter().map(move |&name| Self { name, style }))
    }

    /// The style of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|style| style.name == name)
    }

    /// The name that the configuration gives it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Its title, as its authors call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.style.display_name()
    }

    /// The style itself, not yet read.
    #[must_use]
    pub const fn archived(self) -> ArchivedStyle {
        self.style
    }
}

/// Reads the name of a style. An unknown one is reported with the one that was probably meant.
pub(super) fn citation_style(reader: &mut Reader<'_, '_>) -> Option<CitationStyle> {
    let words = || CitationStyle::all().map(|style| (style.name(), style.title())).collect();
    let written = reader.word(|| Vocabulary { what: "a style of citation", words: words() })?;
    let found = CitationStyle::find(written.value);
    if found.is_none() {
        let like_a_name = written.value.trim().to_lowercase().replace([' ', '_'], "-");
        let meant = closest(like_a_name.trim_end_matches(".csl"), CitationStyle::all().map(CitationStyle::name));
        let message = format!("there is no style of citation `{}`", written.value);
        reader.report(
            Diagnostic::new(&codes::UNKNOWN_WORD, written.span, message)
                .maybe_help(meant.map(|name| format!("did you mean `{name}`?")))
                .help("`sourcebook schema --format markdown` lists the styles, under `citation-style`"),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::CitationStyle;

    #[test]
    fn each_name_means_one_style() {
        let names: Vec<&str> = CitationStyle::all().map(CitationStyle::name).collect();
        assert!(names.len() > 80, "{}", names.len());
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        assert_eq!(CitationStyle::find("apa"), Some(CitationStyle::APA));
        assert_eq!(CitationStyle::find("APA"), None);
    }
}
