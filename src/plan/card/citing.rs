use serde::Serialize;

/// What stands below a reference: the same wherever the source is cited.
#[derive(Debug, Clone, Serialize)]
pub struct CitingView {
    /// Whether enough is known for a reference.
    pub has_reference: bool,
    /// The style that it follows.
    pub style: &'static str,
    /// What it should say and nobody knows: "title", "date".
    pub unknown: Vec<&'static str>,
    /// The same for reference managers.
    pub exports: Vec<ExportLink>,
}

/// A file for reference managers.
#[derive(Debug, Clone, Serialize)]
pub struct ExportLink {
    /// Where it stands.
    pub href: String,
    /// What the format is called.
    pub format: &'static str,
    /// Its media type.
    pub media_type: &'static str,
}
