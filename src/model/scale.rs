use crate::syntax::Word;

/// A published scale of words of estimative probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LikelihoodScale {
    /// Intelligence Community Directive 203 (2015), table in D.6.e.2.a.
    Icd203,
    /// The Professional Head of Intelligence Assessment's probability yardstick (2018). Its gaps are meant.
    Phia,
    /// Intergovernmental Panel on Climate Change, guidance note on uncertainty (2010), table 1.
    Ipcc,
}

impl Word for LikelihoodScale {
    const WHAT: &'static str = "a likelihood scale";
    const ALL: &'static [Self] = &[Self::Icd203, Self::Phia, Self::Ipcc];

    fn name(self) -> &'static str {
        match self {
            Self::Icd203 => "icd-203",
            Self::Phia => "phia",
            Self::Ipcc => "ipcc",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Icd203 => "Intelligence Community Directive 203 of the United States.",
            Self::Phia => "The probability yardstick of the United Kingdom’s intelligence assessment.",
            Self::Ipcc => "The Intergovernmental Panel on Climate Change.",
        }
    }
}

/// The words of one step of a scale and the range that they stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The words, synonyms included; in ICD 203 the first is of its first row, the second of its second.
    pub words: &'static [&'static str],
    /// The range in percent, as the scale writes it.
    pub percent: &'static str,
}

const fn range(words: &'static [&'static str], percent: &'static str) -> Range {
    Range { words, percent }
}

const ICD_203: &[Range] = &[
    range(&["almost no chance", "remote"], "1–5 %"),
    range(&["very unlikely", "highly improbable"], "5–20 %"),
    range(&["unlikely", "improbable"], "20–45 %"),
    range(&["roughly even chance", "roughly even odds"], "45–55 %"),
    range(&["likely", "probable"], "55–80 %"),
    range(&["very likely", "highly probable"], "80–95 %"),
    range(&["almost certain", "nearly certain"], "95–99 %"),
];

const PHIA: &[Range] = &[
    range(&["remote chance"], "over 0 to 5 %"),
    range(&["highly unlikely"], "10–20 %"),
    range(&["unlikely"], "25–35 %"),
    range(&["realistic possibility"], "40 to under 50 %"),
    range(&["likely", "probable"], "55–75 %"),
    range(&["highly likely"], "80–90 %"),
    range(&["almost certain"], "95 to under 100 %"),
];

const IPCC: &[Range] = &[
    range(&["exceptionally unlikely"], "under 1 %"),
    range(&["extremely unlikely"], "under 5 %"),
    range(&["very unlikely"], "under 10 %"),
    range(&["unlikely"], "under 33 %"),
    range(&["about as likely as not"], "33–66 %"),
    range(&["more likely than not"], "over 50 %"),
    range(&["likely"], "over 66 %"),
    range(&["very likely"], "over 90 %"),
    range(&["extremely likely"], "over 95 %"),
    range(&["virtually certain"], "over 99 %"),
];

impl LikelihoodScale {
    /// The scale's name as readers know it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Icd203 => "ICD 203",
            Self::Phia => "the PHIA probability yardstick",
            Self::Ipcc => "the IPCC likelihood scale",
        }
    }

    /// Its steps, from least to most likely.
    #[must_use]
    pub const fn ranges(self) -> &'static [Range] {
        match self {
            Self::Icd203 => ICD_203,
            Self::Phia => PHIA,
            Self::Ipcc => IPCC,
        }
    }

    /// The step that a word stands on, letter case aside.
    #[must_use]
    pub fn find(self, word: &str) -> Option<&'static Range> {
        let word = word.to_lowercase();
        self.ranges().iter().find(|range| range.words.contains(&word.as_str()))
    }

    /// Which of the scale's rows of words a word is of, counted from 0, if a text has to keep to one of them.
    ///
    /// ICD 203 has two and says not to mix them. The synonyms of the other scales are free.
    #[must_use]
    pub fn row(self, word: &str) -> Option<usize> {
        match self {
            Self::Icd203 => {
                let word = word.to_lowercase();
                self.find(&word)?.words.iter().position(|one| *one == word)
            }
            Self::Phia | Self::Ipcc => None,
        }
    }

    /// Whether a sentence may state a level of confidence beside a likelihood.
    ///
    /// ICD 203 (D.6.e.2.b) says that none must, and PHIA keeps the two apart; the IPCC's guidance note (paragraph 11)
    /// sets them side by side.
    #[must_use]
    pub const fn allows_confidence(self) -> bool {
        matches!(self, Self::Ipcc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A scale as it was published: its words in rows, each with lower and upper bound in percent.
    fn published(scale: LikelihoodScale) -> &'static [(&'static str, &'static str)] {
        match scale {
            LikelihoodScale::Icd203 => &[
                ("almost no chance / remote", "1–5 %"),
                ("very unlikely / highly improbable", "5–20 %"),
                ("unlikely / improbable", "20–45 %"),
                ("roughly even chance / roughly even odds", "45–55 %"),
                ("likely / probable", "55–80 %"),
                ("very likely / highly probable", "80–95 %"),
                ("almost certain / nearly certain", "95–99 %"),
            ],
            LikelihoodScale::Phia => &[
                ("remote chance", "over 0 to 5 %"),
                ("highly unlikely", "10–20 %"),
                ("unlikely", "25–35 %"),
                ("realistic possibility", "40 to under 50 %"),
                ("likely / probable", "55–75 %"),
                ("highly likely", "80–90 %"),
                ("almost certain", "95 to under 100 %"),
            ],
            LikelihoodScale::Ipcc => &[
                ("exceptionally unlikely", "under 1 %"),
                ("extremely unlikely", "under 5 %"),
                ("very unlikely", "under 10 %"),
                ("unlikely", "under 33 %"),
                ("about as likely as not", "33–66 %"),
                ("more likely than not", "over 50 %"),
                ("likely", "over 66 %"),
                ("very likely", "over 90 %"),
                ("extremely likely", "over 95 %"),
                ("virtually certain", "over 99 %"),
            ],
        }
    }

    #[test]
    fn every_scale_is_as_it_was_published() {
        for &scale in LikelihoodScale::ALL {
            let ours: Vec<(String, &str)> =
                scale.ranges().iter().map(|range| (range.words.join(" / "), range.percent)).collect();
            let theirs: Vec<(String, &str)> =
                published(scale).iter().map(|&(words, percent)| (words.to_owned(), percent)).collect();
            assert_eq!(ours, theirs, "{}", scale.title());
        }
    }

    #[test]
    fn every_word_of_a_scale_is_found_in_any_letter_case_and_stands_once() {
        for &scale in LikelihoodScale::ALL {
            for range in scale.ranges() {
                for word in range.words {
                    assert_eq!(scale.find(&word.to_uppercase()), Some(range), "{word}");
                }
            }
        }
        assert_eq!(LikelihoodScale::Icd203.find("highly likely"), None);
    }

    #[test]
    fn only_icd_203_has_rows() {
        let icd = LikelihoodScale::Icd203;
        assert!(icd.ranges().iter().all(|range| range.words.len() == 2));
        assert_eq!((icd.row("Very likely"), icd.row("highly probable"), icd.row("maybe")), (Some(0), Some(1), None));
        assert_eq!(LikelihoodScale::Phia.row("probable"), None);
    }
}
