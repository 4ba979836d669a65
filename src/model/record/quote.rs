use super::{Written, forms};
use crate::files::Spanned;
use crate::syntax::{Field, Fields, Reader, short_or_long};

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
    pub(super) fn read(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let short = |reader: &mut Reader<'_, '_>| {
            forms::excerpt(reader).map(|exact| Self { exact, prefix: None, suffix: None, section: None })
        };
        short_or_long(reader, short, Self::read_fields)
    }

    fn read_fields(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let mut fields = Fields::open(reader, "an excerpt")?;
        let exact = fields.require(EXACT, forms::excerpt);
        let (prefix, suffix) = (fields.get(PREFIX, forms::excerpt), fields.get(SUFFIX, forms::excerpt));
        let section = fields.get(SECTION, forms::sentence);
        fields.close()?;
        Some(Self { exact: exact?, prefix, suffix, section })
    }
}

const EXACT: Field = Field::new(
    "exact",
    "The source’s own words, letter for letter: a fragment, not a sentence. `…` stands for what is left out, `[words]` \
     are yours.",
);
const PREFIX: Field = Field::new("prefix", "The words directly before, to tell this place from others. Not published.");
const SUFFIX: Field = Field::new("suffix", "The words directly after, to tell this place from others. Not published.");
const SECTION: Field =
    Field::new("section", "The heading of the section that is meant, where the words stand in several.");
