use std::fmt;

/// The name of an author, divided into its parts only where the record divides it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// One text, of which nobody has said what it names.
    Plain(String),
    /// The name of an organisation, or another that has no parts.
    Literal(String),
    /// The name of a person.
    Personal(PersonalName),
}

/// The name of a person in parts, as CSL divides it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PersonalName {
    /// The family's, with the particles that belong to it: "van der Berg".
    pub family: String,
    /// The person's own: "Anna".
    pub given: Option<String>,
    /// What follows: "Jr.".
    pub suffix: Option<String>,
}

impl Name {
    /// What a source of this author is called by. Of a plain name the last word, or what stands before its comma: mostly
    /// the family's, and whoever knows better divides the name.
    #[must_use]
    pub fn short(&self) -> &str {
        match self {
            Self::Plain(name) => match name.split_once(',') {
                Some((family, _)) => family,
                None => name.split_whitespace().last().unwrap_or(name),
            },
            Self::Literal(name) => name,
            Self::Personal(name) => &name.family,
        }
    }
}

/// The whole name, as pages show it.
impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(name) | Self::Literal(name) => formatter.write_str(name),
            Self::Personal(name) => name.fmt(formatter),
        }
    }
}

/// In the order in which the person's script writes it.
impl fmt::Display for PersonalName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { family, given, suffix } = self;
        match (given, suffix) {
            (Some(given), None) if self.is_family_first() => write!(formatter, "{family}{given}"),
            _ => {
                let parts = [given.as_deref(), Some(family), suffix.as_deref()];
                formatter.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
            }
        }
    }
}

impl PersonalName {
    /// Whether both names are in a script whose people write the family name first and nothing after it. Such a name has
    /// one order only, which no style turns.
    #[must_use]
    pub fn is_family_first(&self) -> bool {
        is_family_first(&self.family) && self.given.as_deref().is_some_and(is_family_first)
    }

    /// The family name without the small words that it opens with, and before it these: its particle, as BibTeX and
    /// Zotero tell it. A name of small words alone has none.
    #[must_use]
    pub fn particle(&self) -> (Option<&str>, &str) {
        let is_small = |word: &str| word.starts_with(char::is_lowercase);
        let starts = self.family.match_indices(' ').map(|(space, _)| space + 1);
        let rest = std::iter::once(0).chain(starts).find(|&start| !is_small(&self.family[start..]));
        match rest {
            None | Some(0) => (None, &self.family),
            Some(start) => (Some(self.family[..start].trim_end()), &self.family[start..]),
        }
    }
}

/// Whether a name is in Chinese characters, Korean or Japanese letters. One in katakana alone is mostly a foreign one.
fn is_family_first(name: &str) -> bool {
    let is_east_asian = |c: char| matches!(c, '々' | '\u{3041}'..='\u{3096}' | '\u{3400}'..='\u{9fff}' | '가'..='힣' | '\u{20000}'..='\u{3ffff}');
    !name.is_empty() && name.chars().all(is_east_asian)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn personal(family: &str, given: &str) -> PersonalName {
        let given = Some(given).filter(|given| !given.is_empty()).map(str::to_owned);
        PersonalName { family: family.to_owned(), given, suffix: None }
    }

    #[test]
    fn a_name_stands_in_the_order_of_its_script() {
        for (family, given, shown) in [
            ("van der Berg", "Anna", "Anna van der Berg"),
            ("김", "정은", "김정은"),
            ("周", "恩来", "周恩来"),
            ("佐々木", "はるか", "佐々木はるか"),
            ("トランプ", "ドナルド", "ドナルド トランプ"),
            ("김", "Jong Un", "Jong Un 김"),
            ("김", "", "김"),
        ] {
            assert_eq!(Name::Personal(personal(family, given)).to_string(), shown);
        }
        let king = PersonalName { suffix: Some("Jr.".to_owned()), ..personal("King", "Martin Luther") };
        assert_eq!(king.to_string(), "Martin Luther King Jr.");
    }

    #[test]
    fn a_source_is_called_by_the_familys_name_or_by_all_of_an_organisations() {
        assert_eq!(Name::Personal(personal("van der Berg", "Anna")).short(), "van der Berg");
        assert_eq!(Name::Literal("Court of Auditors".to_owned()).short(), "Court of Auditors");
        assert_eq!(Name::Plain("Chaesung Chun".to_owned()).short(), "Chun");
        assert_eq!(Name::Plain("Voss, Petra".to_owned()).short(), "Voss");
    }

    #[test]
    fn a_particle_is_the_small_words_that_a_family_name_opens_with() {
        for (family, particle) in [
            ("van der Berg", (Some("van der"), "Berg")),
            ("García de Paredes", (None, "García de Paredes")),
            ("de la Cruz y Vega", (Some("de la"), "Cruz y Vega")),
            ("hooks", (None, "hooks")),
            ("d'Arcy", (None, "d'Arcy")),
        ] {
            assert_eq!(personal(family, "Anna").particle(), particle);
        }
    }
}
