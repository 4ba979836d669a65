/// In which form a claim is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In a list, with its source.
    Row,
    /// In a list of one source.
    RowOfSource,
    /// With all that a reader needs in order to judge it.
    Body,
    /// As one of two that disagree.
    Side,
}

/// How many forms there are.
pub(super) const FORMS: usize = 4;

impl Form {
    /// The component of the theme that draws it.
    #[must_use]
    pub const fn component(self) -> &'static str {
        match self {
            Self::Row | Self::RowOfSource => "claim.row",
            Self::Body => "claim.body",
            Self::Side => "claim.side",
        }
    }
}
