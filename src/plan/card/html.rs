use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::files::Fingerprint;

/// Finished HTML.
///
/// Templates are given the HTML. For comparing, its fingerprint stands for it: it is made once, however many views hold
/// the card.
#[derive(Debug, Clone)]
pub struct Card(Arc<Drawn>);

#[derive(Debug)]
struct Drawn {
    /// As the engine holds a text that needs no escaping: every page that shows it has this one, not a copy.
    html: Value,
    fingerprint: Fingerprint,
}

impl Card {
    /// How many bytes it takes on a page.
    pub(in crate::plan) fn len(&self) -> usize {
        self.html().map_or(0, str::len)
    }

    /// What it says. Its value is always a text.
    pub(super) fn html(&self) -> Option<&str> {
        self.0.html.as_str()
    }

    pub(in crate::plan) fn new(html: &str) -> Self {
        Self(Arc::new(Drawn { fingerprint: Fingerprint::of(html.as_bytes()), html: Value::safe_string(html) }))
    }
}

/// Nothing, in place of what could not be drawn.
impl Default for Card {
    fn default() -> Self {
        Self::new("")
    }
}

impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.0.html.serialize(serializer)
        } else {
            serializer.serialize_bytes(self.0.fingerprint.as_bytes())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_compare_by_what_they_say() {
        let bytes = |html: &str| {
            let mut bytes = Vec::new();
            crate::files::write_canonical(&Card::new(html), &mut bytes).unwrap();
            bytes
        };
        assert_eq!(bytes("a"), bytes("a"));
        assert_ne!(bytes("a"), bytes("b"));
        assert_eq!(serde_json::to_value(Card::new("<p>")).unwrap(), "<p>");
    }
}
