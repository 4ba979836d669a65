use crate::syntax::Word;

/// A published scale of words of estimative probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LikelihoodScale {
    /// Intelligence Community Directive 203 (2015), table in D.6.e.2.a.
    Icd203,
    /// The Professional Head of Intelligence Assessment's probability yardstick (2018). Its gaps are meant.
    Phia,
    /// Intergovernmental Panel on Climate Change, guidance note on uncertainty (2010), table 1, with the further terms
    /// that its fifth and sixth reports use.
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

/// “almost certain(ly)”, “improbable (improbably)”, “probable (probably)”: the directive prints these three.
const ICD_203_ADVERBS: &[(&str, &str)] =
    &[("almost certainly", "almost certain"), ("improbably", "improbable"), ("probably", "probable")];

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
    range(&["exceptionally unlikely"], "0–1 %"),
    range(&["extremely unlikely"], "0–5 %"),
    range(&["very unlikely"], "0–10 %"),
    range(&["unlikely"], "0–33 %"),
    range(&["about as likely as not"], "33–66 %"),
    range(&["more likely than not"], "over 50 to 100 %"),
    range(&["likely"], "66–100 %"),
    range(&["very likely"], "90–100 %"),
    range(&["extremely likely"], "95–100 %"),
    range(&["virtually certain"], "99–100 %"),
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

    /// The adverbs that it prints, each with the word whose step and row it shares.
    #[must_use]
    pub const fn adverbs(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Icd203 => ICD_203_ADVERBS,
            Self::Phia | Self::Ipcc => &[],
        }
    }

    /// All its words, from least to most likely, then its adverbs.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let words = self.ranges().iter().flat_map(|range| range.words.iter().copied());
        words.chain(self.adverbs().iter().map(|(adverb, _)| *adverb))
    }

    /// The step that a word stands on, letter case aside.
    #[must_use]
    pub fn find(self, word: &str) -> Option<&'static Range> {
        let word = self.plain(word);
        self.ranges().iter().find(|range| range.words.contains(&word.as_str()))
    }

    /// A word in lower case, and for one of the adverbs the word that it is made of.
    #[must_use]
    pub fn plain(self, word: &str) -> String {
        let word = word.to_lowercase();
        let made_of = self.adverbs().iter().find(|(adverb, _)| *adverb == word);
        made_of.map_or(word, |(_, made_of)| (*made_of).to_owned())
    }

    /// Which of the scale's rows of words a word is of, counted from 0, if a text has to keep to one of them.
    ///
    /// ICD 203 has two and says not to mix them. The synonyms of the other scales are free.
    #[must_use]
    pub fn row(self, word: &str) -> Option<usize> {
        match self {
            Self::Icd203 => {
                let word = self.plain(word);
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
                ("exceptionally unlikely", "0–1 %"),
                ("extremely unlikely", "0–5 %"),
                ("very unlikely", "0–10 %"),
                ("unlikely", "0–33 %"),
                ("about as likely as not", "33–66 %"),
                ("more likely than not", "over 50 to 100 %"),
                ("likely", "66–100 %"),
                ("very likely", "90–100 %"),
                ("extremely likely", "95–100 %"),
                ("virtually certain", "99–100 %"),
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

    #[test]
    fn an_adverb_is_of_the_step_and_the_row_of_its_word() {
        let icd = LikelihoodScale::Icd203;
        for (adverb, word, row) in
            [("Probably", "probable", 1), ("improbably", "improbable", 1), ("almost certainly", "almost certain", 0)]
        {
            assert_eq!(icd.find(adverb), icd.find(word), "{adverb}");
            assert_eq!(icd.row(adverb), Some(row), "{adverb}");
        }
        assert_eq!(icd.find("nearly certainly"), None, "it is not printed");
        assert_eq!(LikelihoodScale::Phia.find("probably"), None);
        assert!(LikelihoodScale::ALL.iter().all(|scale| scale.words().all(|word| scale.find(word).is_some())));
    }
}
