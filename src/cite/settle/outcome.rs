//! What an element will come to, as far as that is certain.

/// A statement: true, false, or not settled.
pub(super) type Maybe = Option<bool>;

/// What the formatter finds out about an element before it formats it: by this, groups and macros whose variables are
/// all empty are left out (CSL 1.0.2, “Group”).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Whether it prints anything.
    pub(super) prints: Maybe,
    /// Whether it asks for a variable.
    pub(super) asks: Maybe,
    /// Whether any of these has a value, or a macro or group within it prints.
    pub(super) gets: Maybe,
    /// Whether formatting it leaves no trace in the output, even where nobody looks before whether it prints: the
    /// children of a macro are formatted so, those of a group are not.
    pub(super) is_traceless: bool,
}

impl Outcome {
    /// No element at all.
    pub(super) const NOTHING: Self =
        Self { prints: Some(false), asks: Some(false), gets: Some(false), is_traceless: true };
    /// A variable without a value.
    pub(super) const EMPTY: Self = Self { asks: Some(true), ..Self::NOTHING };
    /// A variable with a value.
    pub(super) const VALUE: Self = Self { prints: Some(true), asks: Some(true), gets: Some(true), is_traceless: false };
    /// A variable that may have a value.
    pub(super) const VARIABLE: Self = Self { prints: None, asks: Some(true), gets: None, is_traceless: false };
    /// Text of the style's own.
    pub(super) const TEXT: Self = Self { prints: None, asks: Some(false), gets: Some(false), is_traceless: false };
    /// Anything.
    pub(super) const OPEN: Self = Self { prints: None, asks: None, gets: None, is_traceless: false };

    /// Two elements one after the other.
    pub(super) fn then(self, next: Self) -> Self {
        Self {
            prints: or(self.prints, next.prints),
            asks: or(self.asks, next.asks),
            gets: or(self.gets, next.gets),
            is_traceless: self.is_traceless && next.is_traceless,
        }
    }

    /// Whether what holds these stays: it is left out if it asks for variables and gets nothing.
    pub(super) fn stays(self) -> Maybe {
        or(self.asks.map(|asks| !asks), self.gets)
    }

    /// What is known of that which holds these, a group or a macro.
    pub(super) fn held(self, is_traceless: bool) -> Self {
        Self { prints: and(self.prints, self.stays()), is_traceless, ..self }
    }
}

/// Whether one or the other is true.
pub(super) const fn or(one: Maybe, other: Maybe) -> Maybe {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// Whether both are true.
const fn and(one: Maybe, other: Maybe) -> Maybe {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
