//! Names of people and organisations.

use super::reference::tidy;

/// "Given von Family Jr." of the parts of a name, some of which may be empty.
pub(super) fn of_parts(given: &str, particle: &str, family: &str, suffix: &str) -> String {
    tidy(&[given, particle, family, suffix].join(" "))
}

/// "Family, Given", "Family, Given, Jr."; a name without a comma stands as it is.
pub(super) fn turned(written: &str) -> String {
    let mut parts = written.splitn(3, ',');
    let (family, given, suffix) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    of_parts(given, "", family, suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_turned_at_its_comma() {
        assert_eq!(turned("Osei, Marit"), "Marit Osei");
        assert_eq!(turned("van der Berg, Jan , Jr."), "Jan van der Berg Jr.");
        assert_eq!(turned("Harbour Office of Skarhaven"), "Harbour Office of Skarhaven");
        assert_eq!(turned("Osei,"), "Osei");
    }
}
