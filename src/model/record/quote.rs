use super::Written;
use crate::diagnostic::Diagnostic;
use crate::files::Spanned;
use crate::syntax::{Fields, Node, Value, text};

/// The words of an excerpt as written: text alone, or a mapping with what settles an ambiguous one. The names of the
/// fields are those of the W3C Web Annotation model's `TextQuoteSelector`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteRecord {
    /// The source's words, `…` or `[…]` between elided parts.
    pub exact: Spanned<String>,
    /// Words that stand directly before.
    pub prefix: Option<Written>,
    /// Words that stand directly after.
    pub suffix: Option<Written>,
    /// The heading of the section that it stands in.
    pub section: Option<Written>,
}

impl QuoteRecord {
    pub(super) fn read(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return text(node, sink).map(|exact| Self { exact, prefix: None, suffix: None, section: None });
        }
        let mut fields = Fields::open(node, "an excerpt", sink)?;
        let exact = fields.require("exact", text);
        let (prefix, suffix) = (fields.get("prefix", text), fields.get("suffix", text));
        let section = fields.get("section", text);
        fields.close();
        Some(Self { exact: exact?, prefix, suffix, section })
    }
}
