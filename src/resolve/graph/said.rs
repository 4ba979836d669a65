use std::collections::BTreeMap;

use super::lists;
use crate::resolve::{RecordId, Site, Target};

/// A sentence of a record's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Whose text.
    pub page: RecordId,
    /// Which of its sentences.
    pub sentence: u32,
    /// The first of the text's marks there that makes it one.
    pub mark: u32,
}

impl Mention {
    /// Whether two are of one sentence.
    fn is_beside(&self, other: &Self) -> bool {
        (self.page, self.sentence) == (other.page, other.sentence)
    }
}

/// What texts say of records. Nothing else is read in them, so that they are read beside the claims.
pub(super) struct Said {
    pub(super) citations: Vec<Vec<Mention>>,
    pub(super) mentions: BTreeMap<RecordId, Vec<Mention>>,
}

impl Said {
    pub(super) fn read(site: &Site) -> Self {
        let mut said = Self { citations: lists(site.claims.len()), mentions: BTreeMap::new() };
        for (page, text) in site.texts() {
            // A mark knows its sentence: the sentences themselves are far more to walk through.
            let marks = (0..).zip(&text.document.marks).zip(&text.targets);
            let mention = |index, sentence| Mention { page, sentence, mark: index };
            let mut named: Vec<(Mention, &Target)> =
                marks.filter_map(|((index, mark), target)| Some((mention(index, mark.sentence?), target))).collect();
            named.sort_by_key(|(mention, _)| *mention);
            for (mention, target) in named {
                said.read_mark(target, mention);
            }
        }
        said
    }

    fn read_mark(&mut self, target: &Target, mention: Mention) {
        match *target {
            Target::Claims(ref claims) => {
                for claim in claims {
                    say_once(&mut self.citations[claim.index()], mention);
                }
            }
            Target::Record(RecordId::Claim(claim)) => say_once(&mut self.citations[claim.index()], mention),
            Target::Record(record) if record != mention.page => {
                say_once(self.mentions.entry(record).or_default(), mention);
            }
            _ => {}
        }
    }
}

/// Sentences arrive in order, so a repeated one is always the last.
fn say_once(list: &mut Vec<Mention>, mention: Mention) {
    if !list.last().is_some_and(|last| last.is_beside(&mention)) {
        list.push(mention);
    }
}
