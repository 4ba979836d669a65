/// The candidate that was probably meant by a misspelled word, if one is near enough.
///
/// Near is a Damerau–Levenshtein distance of at most a third of the longer word, or one word containing the other as a
/// whole part between hyphens or slashes. Ties go to the first candidate in alphabetical order, so that reports are
/// the same on every machine.
#[must_use]
pub fn closest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| distance(&written, candidate).map(|distance| (distance, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Distance in edits; `None` when too far. Long words are cut: nobody misspells the two-hundredth letter.
fn distance(written: &str, candidate: &str) -> Option<usize> {
    const LONGEST: usize = 120;
    if written.len() > LONGEST || candidate.len() > LONGEST {
        return None;
    }
    let candidate = candidate.to_lowercase();
    let longer = written.chars().count().max(candidate.chars().count());
    let edits = strsim::damerau_levenshtein(written, &candidate);
    // A word of which no letter is right is not a slip of that one.
    if edits < longer && edits <= longer.div_ceil(3).min(6) {
        return Some(edits);
    }
    let contains = |whole: &str, part: &str| part.len() >= 4 && whole.split(['-', '/', ' ']).any(|word| word == part);
    (contains(&candidate, written) || contains(written, &candidate)).then_some(100 + edits)
}

/// What ends a message about a name that nothing bears: "; did you mean `x`?", or nothing.
#[must_use]
pub fn did_you_mean(meant: Option<&str>) -> String {
    meant.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_a_slip_and_a_part_but_not_a_stranger() {
        let names = ["north-korea", "south-korea", "kim-jong-un"];
        assert_eq!(closest("nroth-korea", names), Some("north-korea"));
        assert_eq!(closest("jong", names), Some("kim-jong-un"));
        assert_eq!(closest("belgium", names), None);
        assert_eq!(closest("G", ["A", "B"]), None);
        assert_eq!(closest("a", ["A", "B"]), Some("A"));
    }
}
