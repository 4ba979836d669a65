use std::fmt;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Not reported.
    Off,
    /// Reported; the site is still built.
    Warning,
    /// Reported; nothing is published.
    Error,
}

impl Severity {
    /// All severities, the least first.
    pub const ALL: [Self; 3] = [Self::Off, Self::Warning, Self::Error];

    /// The word that reports and `sourcebook.toml` use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// What follows from it.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Off => "It is not reported.",
            Self::Warning => "It is reported; the site is still built.",
            Self::Error => "It is reported; nothing is published.",
        }
    }

    /// The severity of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == name)
    }
}

/// One rule that content is held to.
#[derive(PartialEq, Eq)]
pub struct Code {
    /// Stable, kebab-case; what `sourcebook.toml`, `explain` and the reports call it.
    pub name: &'static str,
    /// How much breaking it matters unless `sourcebook.toml` says otherwise.
    pub severity: Severity,
    /// Whether no site can make it matter less than an error: what breaks the rule is left out, and so is, unreported,
    /// what refers to it. An edition without it would keep silent about what its author wrote.
    pub is_fixed: bool,
    /// What it checks, why that matters, and an example wrong and right: Markdown, for `explain`.
    pub explanation: &'static str,
}

impl Code {
    /// An error that no site can make matter less.
    pub(super) const fn fixed(name: &'static str, explanation: &'static str) -> Self {
        Self { name, severity: Severity::Error, is_fixed: true, explanation }
    }

    /// An error unless a site says otherwise.
    pub(super) const fn error(name: &'static str, explanation: &'static str) -> Self {
        Self { name, severity: Severity::Error, is_fixed: false, explanation }
    }

    /// A warning unless a site says otherwise.
    pub(super) const fn warning(name: &'static str, explanation: &'static str) -> Self {
        Self { name, severity: Severity::Warning, is_fixed: false, explanation }
    }

    /// The first line of the explanation: the rule in one sentence.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.explanation.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or("")
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}
