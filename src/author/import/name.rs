//! Names of people and organisations, divided where the export divides them.

use super::reference::tidy;
use crate::model::{Name, PersonalName};

/// A name that the export does not divide; nothing where it is empty.
pub(super) fn whole(written: &str) -> Option<Name> {
    Some(tidy(written)).filter(|name| !name.is_empty()).map(Name::Literal)
}

/// The name of its parts, each of which may be empty: without a family name, what there is as a whole.
pub(super) fn of_parts(given: &str, family: &str, suffix: &str) -> Option<Name> {
    let part = |text: &str| Some(tidy(text)).filter(|text| !text.is_empty());
    let Some(family) = part(family) else { return whole(&[given, suffix].join(" ")) };
    Some(Name::Personal(PersonalName { family, given: part(given), suffix: part(suffix) }))
}

/// A family name behind its particle: van der Hoek, d'Arcy, al-Asad.
pub(super) fn behind(particle: &str, family: &str) -> String {
    let between = if particle.ends_with(['\'', '’', '-']) { "" } else { " " };
    [particle, family].join(between)
}

/// "Family, Given", "Family, Given, Jr."; a name without a comma, or with one at its end, is whole.
pub(super) fn turned(written: &str) -> Option<Name> {
    match written.trim().trim_end_matches(',').split_once(',') {
        None => whole(written.trim().trim_end_matches(',')),
        Some((family, rest)) => {
            let (given, suffix) = rest.split_once(',').unwrap_or((rest, ""));
            of_parts(given, family, suffix)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::personal;
    use super::*;

    #[test]
    fn a_name_is_turned_at_its_comma() {
        assert_eq!(turned("Osei, Marit"), Some(personal("Osei", "Marit", "")));
        assert_eq!(turned("van der Berg, Jan , Jr."), Some(personal("van der Berg", "Jan", "Jr.")));
        assert_eq!(turned("King, , Jr."), Some(personal("King", "", "Jr.")));
        assert_eq!(turned("Court of Auditors"), whole("Court of Auditors"));
        assert_eq!(turned("Court of Auditors,"), whole("Court of Auditors"));
        assert_eq!(turned(" , "), None);
    }

    #[test]
    fn a_particle_stands_before_the_family_name() {
        assert_eq!(of_parts("Jan", &behind("van der", "Hoek"), ""), Some(personal("van der Hoek", "Jan", "")));
        assert_eq!(of_parts("Jean", &behind("d’", "Arcy"), ""), Some(personal("d’Arcy", "Jean", "")));
        assert_eq!(of_parts("Anna", &behind("", "Berg"), ""), Some(personal("Berg", "Anna", "")));
        assert_eq!(of_parts("Plato", &behind("", ""), ""), whole("Plato"));
    }
}
