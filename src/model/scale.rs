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
    /// The words, synonyms included.
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
}
