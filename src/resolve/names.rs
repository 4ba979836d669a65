use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::ids::{BriefId, ClaimId, RecordId};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{Span, Spanned};
use crate::model::slug;

/// Everything that a reference may name.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Names {
    pub(super) records: BTreeMap<String, Entry>,
    /// Names and other names, folded, to identifiers.
    pub(super) spoken: BTreeMap<String, Entry>,
    pub(super) claims: BTreeMap<String, ClaimId>,
    pub(super) briefs: BTreeMap<String, BriefId>,
    /// Identifiers whose records could not be read: references to them are somebody else's error.
    pub(super) unreadable: BTreeSet<String>,
    /// Whether events could not be read whose identifiers nobody knows.
    pub(super) lost_events: bool,
    /// Former identifiers of records and keys of claims, with the present ones.
    pub(super) former: BTreeMap<String, String>,
}

/// What bears a name, and where it says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    pub(super) record: RecordId,
    pub(super) span: Span,
}

impl RecordId {
    /// What a message calls a record of this kind.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::Source(_) => "a source",
            Self::Claim(_) => "a claim",
            Self::Actor(_) => "an actor",
            Self::Option(_) => "an option",
            Self::Criterion(_) => "a criterion",
            Self::Event(_) => "an event",
            Self::Topic(_) => "a topic",
            Self::Brief(_) => "a brief",
        }
    }
}

impl Names {
    pub(super) fn mark_unreadable(&mut self, identifiers: impl IntoIterator<Item = String>) {
        self.unreadable.extend(identifiers);
    }

    /// Notes that there may be events of any identifier.
    pub(super) const fn lose_events(&mut self) {
        self.lost_events = true;
    }

    /// Enters former identifiers, or former keys of claims, so that a reference to one can be told the present one.
    pub(super) fn add_former(&mut self, former: String, present: &str) {
        self.former.entry(former).or_insert_with(|| present.to_owned());
    }

    /// Enters an identifier. Reports one that is taken, and gives false.
    pub(super) fn add(&mut self, id: &Spanned<String>, record: RecordId, sink: &mut Diagnostics) -> bool {
        if let Some(first) = self.records.get(&id.value) {
            let (what, whose) = (record.what(), first.record.what());
            let message = if what == whose {
                let noun = what.split_once(' ').map_or(what, |(_, noun)| noun);
                format!("two {noun}s are called `{}`", id.value)
            } else {
                format!("`{}` names {what} here and {whose} elsewhere", id.value)
            };
            sink.push(
                Diagnostic::new(&codes::DUPLICATE_IDENTIFIER, id.span, message)
                    .label("named again here")
                    .also(first.span, "first named here")
                    .help(
                        "rename one of the two: identifiers are unique across actors, options, criteria, events and \
                         sources",
                    ),
            );
            return false;
        }
        self.records.insert(id.value.clone(), Entry { record, span: id.span });
        true
    }

    /// Enters the names of a record whose identifier was refused, and which is thereby reported already.
    pub(super) fn add_name_of_refused(&mut self, name: &Spanned<String>, record: RecordId) {
        self.spoken.entry(fold(&name.value)).or_insert(Entry { record, span: name.span });
    }

    /// Enters a name or other name. One that two records bear is reported, and stays with the first.
    pub(super) fn add_name(&mut self, name: &Spanned<String>, record: RecordId, sink: &mut Diagnostics) {
        let folded = fold(&name.value);
        let taken = self.spoken.get(&folded).or_else(|| self.records.get(&folded));
        match taken.filter(|first| first.record != record) {
            Some(first) => sink.push(
                Diagnostic::new(
                    &codes::DUPLICATE_NAME,
                    name.span,
                    format!("two records have the name “{}”", name.value),
                )
                .label("and again here")
                .also(first.span, "first used here")
                .help(format!("`[[{}]]` leads to the first; drop the name from one of the two", name.value)),
            ),
            None => {
                self.spoken.insert(folded, Entry { record, span: name.span });
            }
        }
    }

    /// Enters a brief. Briefs have names of their own kind; where one is also a record's, a link leads to the record.
    pub(super) fn add_brief(&mut self, id: &Spanned<String>, brief: BriefId) {
        self.briefs.insert(id.value.clone(), brief);
    }

    /// Enters a claim under `SOURCE/CLAIM`, given the place of its identifier.
    pub(super) fn add_claim(&mut self, key: String, claim: ClaimId) {
        self.claims.insert(key, claim);
    }

    /// Whether there is a claim of that key.
    pub(super) fn has_claim(&self, key: &str) -> bool {
        self.claims.contains_key(key)
    }

    /// The keys of a source's claims, by their names.
    pub(super) fn claims_of(&self, source: &str) -> impl Iterator<Item = &str> {
        let beginning = format!("{source}/");
        let from = self.claims.range(beginning.clone()..).map(|(key, _)| key.as_str());
        from.take_while(move |key| key.starts_with(&beginning))
    }

    /// Whether there is the source that a claim's key begins with.
    pub(super) fn has_source_of(&self, key: &str) -> bool {
        let source = key.split_once('/').and_then(|(source, _)| self.records.get(source));
        source.is_some_and(|entry| matches!(entry.record, RecordId::Source(_)))
    }

    /// Whether a record that could not be read may bear the identifier or the name.
    pub(super) fn is_unreadable(&self, name: &str) -> bool {
        !self.unreadable.is_empty() && (self.unreadable.contains(name) || self.unreadable.contains(&slug(name)))
    }

    /// The identifier of a record.
    pub(super) fn identifier(&self, record: RecordId) -> Option<&str> {
        self.records.iter().find(|(_, entry)| entry.record == record).map(|(id, _)| id.as_str())
    }
}

/// Letter case, Unicode form and runs of white space do not tell names apart.
pub(super) fn fold(name: &str) -> String {
    let lower: String = name.nfc().flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}
