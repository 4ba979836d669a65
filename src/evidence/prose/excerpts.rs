use crate::evidence::extract::{Block, BlockKind, Extracted};
use crate::evidence::nearest::nearest;
use crate::evidence::pieces::{Piece, pieces};
use crate::evidence::text::ArchiveText;
use crate::resolve::{ClaimId, Site, SourceId};

/// The excerpts of one source, as a text that can be searched.
pub(super) struct Excerpts {
    pub(super) text: ArchiveText,
    /// The claim and the excerpt that each block is of.
    owners: Vec<(ClaimId, usize)>,
}

impl Excerpts {
    pub(super) fn of(site: &Site, source: SourceId) -> Self {
        let mut extracted = Extracted::default();
        let mut owners = Vec::new();
        let mut add = |owner: (ClaimId, usize), words: &str| {
            let words = words.trim();
            if words.is_empty() {
                return;
            }
            let start = extracted.text.len();
            extracted.text.push_str(words);
            let range = start..extracted.text.len();
            extracted.text.push('\n');
            extracted.blocks.push(Block { kind: BlockKind::Paragraph, range, page: None });
            owners.push(owner);
        };
        for &claim in &site.sources[source].claims {
            for (index, excerpt) in site.claims[claim].excerpts.iter().enumerate() {
                // Whole, as marks may be the source's own, and in the parts that its marks leave.
                add((claim, index), &excerpt.exact);
                let parts = pieces(&excerpt.exact);
                let words = parts.iter().filter_map(|piece| match piece {
                    Piece::Words(words) if parts.len() > 1 => Some(*words),
                    _ => None,
                });
                words.for_each(|words| add((claim, index), words));
            }
        }
        Self { text: ArchiveText::new(extracted), owners }
    }

    /// The claim and the words of the excerpt that is nearest.
    pub(super) fn nearest<'s>(&self, site: &'s Site, words: &str) -> Option<(&'s str, &'s str)> {
        let nearest = nearest(&self.text, words)?;
        let &(claim, index) = self.owners.get(self.text.block_at(nearest.range.start))?;
        let claim = &site.claims[claim];
        Some((claim.key.as_str(), claim.excerpts.get(index)?.exact.as_str()))
    }
}
