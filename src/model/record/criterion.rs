use super::{Written, aliases, other_names};
use crate::syntax::{Field, Fields, Reader, text};

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
    pub fn read(id: Written, reader: &mut Reader<'_, '_>) -> Option<Self> {
        let mut fields = Fields::open(reader, "a criterion")?;
        let name = fields.require(NAME, text);
        let also_known_as = other_names(&mut fields);
        let aliases = aliases(&mut fields);
        fields.close()?;
        Some(Self { id, name: name?, also_known_as, aliases })
    }
}

const NAME: Field = Field::new("name", "The criterion’s name: what options are judged by, in a word or two.")
    .such_as(&["Crossing in winter"]);
