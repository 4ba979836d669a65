use super::{Written, aliases, other_names};
use crate::diagnostic::Diagnostic;
use crate::syntax::{Fields, Node, text};

/// The front matter of a file of `content/criteria/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionRecord {
    /// From the file name.
    pub id: Written,
    /// Its name.
    pub name: Written,
    /// Other names.
    pub also_known_as: Vec<Written>,
    /// Former identifiers.
    pub aliases: Vec<Written>,
}

impl CriterionRecord {
    /// Reads the front matter of a criterion's file.
    pub fn read(id: Written, node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut fields = Fields::open(node, "a criterion", sink)?;
        let name = fields.require("name", text);
        let also_known_as = other_names(&mut fields);
        let aliases = aliases(&mut fields);
        fields.close();
        Some(Self { id, name: name?, also_known_as, aliases })
    }
}
