use super::vocabulary;

vocabulary! {
    /// How a claim stands to another claim. Each has an inverse label, so that a link reads right from both ends.
    RelationKind, "a relation", {
        Supports = "supports": "The claim gives a reason to believe the other.",
        Contradicts = "contradicts": "Both cannot hold.",
        Qualifies = "qualifies": "The claim limits, or sets a condition on, the other.",
        Restates = "restates": "The claim says the same as the other.",
        DependsOn = "depends-on": "The claim holds only if the other does.",
        Supersedes = "supersedes": "The claim takes the place of the other.",
    }
}

impl RelationKind {
    /// The label read from the claim that is related to.
    #[must_use]
    pub const fn inverse(self) -> &'static str {
        match self {
            Self::Supports => "supported by",
            Self::Contradicts => "contradicted by",
            Self::Qualifies => "qualified by",
            Self::Restates => "restated by",
            Self::DependsOn => "needed by",
            Self::Supersedes => "superseded by",
        }
    }

    /// The label read from the claim that relates.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::Qualifies => "qualifies",
            Self::Restates => "restates",
            Self::DependsOn => "depends on",
            Self::Supersedes => "supersedes",
        }
    }

    /// Whether the two claims disagree, in whole or in part.
    #[must_use]
    pub const fn is_disagreement(self) -> bool {
        matches!(self, Self::Contradicts | Self::Qualifies)
    }
}
