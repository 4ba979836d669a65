use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::site::{ActorId, BriefId, ClaimId, CriterionId, EventId, OptionId, RecordId, SourceId};
use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::{Span, Spanned};
use crate::model::slug;

/// How many misspelled references of one run get a suggestion: each costs a look at every name.
pub(super) const SUGGESTIONS: usize = 200;

/// Everything that a reference may name.
#[derive(Debug, Default, PartialEq)]
pub struct Names {
    records: BTreeMap<String, Entry>,
    /// Names and other names, folded, to identifiers.
    spoken: BTreeMap<String, Entry>,
    claims: BTreeMap<String, ClaimId>,
    briefs: BTreeMap<String, BriefId>,
    /// Identifiers whose records could not be read: references to them are somebody else's error.
    unreadable: BTreeSet<String>,
    /// Whether events could not be read whose identifiers nobody knows.
    lost_events: bool,
    /// Former identifiers of records and keys of claims, with the present ones.
    former: BTreeMap<String, String>,
    suggested: Cell<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    record: RecordId,
    span: Span,
}

/// The kinds of record that a field accepts, as a message calls them.
pub(super) trait Wanted: Copy {
    /// "an actor"
    const WHAT: &'static str;
    /// Whether an event will do.
    const TAKES_EVENTS: bool;
    /// The handle, if the record is of the wanted kind.
    fn take(record: RecordId) -> Option<Self>;
}

macro_rules! wanted {
    ($id:ident, $variant:ident, $what:literal) => {
        wanted!($id, $variant, $what, false);
    };
    ($id:ident, $variant:ident, $what:literal, $takes_events:literal) => {
        impl Wanted for $id {
            const WHAT: &'static str = $what;
            const TAKES_EVENTS: bool = $takes_events;
            fn take(record: RecordId) -> Option<Self> {
                match record {
                    RecordId::$variant(id) => Some(id),
                    _ => None,
                }
            }
        }
    };
}
wanted!(ActorId, Actor, "an actor");
wanted!(OptionId, Option, "an option");
wanted!(CriterionId, Criterion, "a criterion");
wanted!(EventId, Event, "an event", true);
wanted!(SourceId, Source, "a source");

impl Wanted for RecordId {
    const WHAT: &'static str = "an actor, option, criterion or event";
    const TAKES_EVENTS: bool = true;
    fn take(record: RecordId) -> Option<Self> {
        matches!(record, Self::Actor(_) | Self::Option(_) | Self::Criterion(_) | Self::Event(_)).then_some(record)
    }
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
                Diagnostic::new(
                    &codes::DUPLICATE_IDENTIFIER,
                    id.span,
                    message,
                )
                .label("named again here")
                .also(first.span, "first named here")
                .help(
                    "rename one of the two: identifiers are unique over actors, options, criteria, events and sources",
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
                    format!("two records bear the name “{}”", name.value),
                )
                .label("and again here")
                .also(first.span, "first borne here")
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

    /// Looks up a claim; reports a name that no claim bears.
    pub(super) fn claim(&self, written: &Spanned<String>, sink: &mut Diagnostics) -> Option<ClaimId> {
        let name = written.as_str();
        if let Some(&claim) = self.claims.get(name) {
            return Some(claim);
        }
        let source = name.split('/').next().unwrap_or("");
        if self.unreadable.contains(name) || self.unreadable.contains(source) {
            return None;
        }
        let meant = self.suggest(|| {
            // A claim of the same name in another source, or of a nearby name in the same one.
            let same_name = |key: &&str| {
                key.split_once('/').is_some_and(|(_, slug)| slug == name || name.ends_with(&format!("/{slug}")))
            };
            let keys = || self.claims.keys().map(String::as_str);
            let former = self.former.get(name).map(String::as_str);
            former
                .or_else(|| keys().find(same_name))
                .or_else(|| closest(name, keys().filter(|key| key.starts_with(&format!("{source}/")))))
                .or_else(|| closest(name, keys()))
        });
        let diagnostic =
            Diagnostic::new(&codes::UNKNOWN_REFERENCE, written.span, format!("there is no claim `{name}`"));
        let form = (!name.contains('/')).then_some("a claim is written as `SOURCE/CLAIM`");
        sink.push(match meant {
            Some(key) if self.former.contains_key(name) => diagnostic.help(format!("it is now called `{key}`")),
            Some(key) => diagnostic.help(format!("did you mean `{key}`?")).maybe_help(form),
            None => diagnostic.help(form.unwrap_or("add the claim to its source, or correct the name")),
        });
        None
    }

    /// Looks up the identifier that a data field wrote; reports one that names nothing, or a record of another kind.
    pub(super) fn record<W: Wanted>(&self, written: &Spanned<String>, sink: &mut Diagnostics) -> Option<W> {
        let name = written.as_str();
        let Some(found) = self.records.get(name) else {
            let may_be_unread = self.is_unreadable(name) || (W::TAKES_EVENTS && self.lost_events);
            if !may_be_unread {
                sink.push(self.unknown::<W>(written));
            }
            return None;
        };
        let wanted = W::take(found.record);
        if wanted.is_none() {
            sink.push(
                Diagnostic::new(
                    &codes::WRONG_KIND,
                    written.span,
                    format!("`{name}` is {}, and {} is needed here", found.record.what(), W::WHAT),
                )
                .also(found.span, "it is defined here")
                .help(format!("write the identifier of {}", W::WHAT)),
            );
        }
        wanted
    }

    fn unknown<W: Wanted>(&self, written: &Spanned<String>) -> Diagnostic {
        let name = written.as_str();
        let by_name = self.spoken.get(&fold(name)).filter(|entry| W::take(entry.record).is_some());
        let meant = match by_name {
            Some(entry) => self.identifier(entry.record),
            None => self.suggest(|| {
                let fitting = self.records.iter().filter(|(_, entry)| W::take(entry.record).is_some());
                closest(name, fitting.map(|(id, _)| id.as_str()))
            }),
        };
        let what = W::WHAT.split_once(' ').map_or(W::WHAT, |(_, noun)| noun);
        let diagnostic =
            Diagnostic::new(&codes::UNKNOWN_REFERENCE, written.span, format!("there is no {what} `{name}`"));
        if let Some(present) = self.former.get(name) {
            return diagnostic.help(format!("it is now called `{present}`"));
        }
        diagnostic
            .maybe_help(meant.map(|id| format!("did you mean `{id}`?")))
            .maybe_help(meant.is_none().then(|| "add a record of that name, or correct the name".to_owned()))
    }

    /// Looks up what a link in a text names: a claim, an identifier, a name or another name, letter case aside.
    pub(super) fn link(&self, written: &Spanned<String>, sink: &mut Diagnostics) -> Option<RecordId> {
        let name = written.as_str();
        if name.contains('/') {
            return self.claim(written, sink).map(RecordId::Claim);
        }
        if let Some(entry) = self.records.get(name).or_else(|| self.spoken.get(&fold(name))) {
            return Some(entry.record);
        }
        if let Some(&brief) = self.briefs.get(name) {
            return Some(RecordId::Brief(brief));
        }
        if self.is_unreadable(name) || self.lost_events {
            return None;
        }
        let meant = self.suggest(|| {
            let known = self.records.keys().chain(self.spoken.keys()).chain(self.briefs.keys());
            let found = closest(&fold(name), known.map(String::as_str))?;
            // A name is kept folded; its record's identifier can be pasted.
            Some(self.spoken.get(found).and_then(|entry| self.identifier(entry.record)).unwrap_or(found))
        });
        sink.push(
            Diagnostic::new(&codes::UNKNOWN_REFERENCE, written.span, format!("no record is called “{name}”")).help(
                match (self.former.get(name), meant) {
                    (Some(present), _) => format!("it is now called `{present}`"),
                    (None, Some(id)) => format!("did you mean `[[{id}]]`?"),
                    (None, None) => "add a record of that name, or drop the brackets".to_owned(),
                },
            ),
        );
        None
    }

    /// Whether a record that could not be read may bear the identifier or the name.
    fn is_unreadable(&self, name: &str) -> bool {
        !self.unreadable.is_empty() && (self.unreadable.contains(name) || self.unreadable.contains(&slug(name)))
    }

    fn identifier(&self, record: RecordId) -> Option<&str> {
        self.records.iter().find(|(_, entry)| entry.record == record).map(|(id, _)| id.as_str())
    }

    /// How many suggestions were asked for so far.
    pub(super) fn suggested(&self) -> usize {
        self.suggested.get()
    }

    /// Begins to count suggestions anew.
    pub(super) fn forget_suggested(&self) {
        self.suggested.set(0);
    }

    fn suggest<'a>(&'a self, search: impl FnOnce() -> Option<&'a str>) -> Option<&'a str> {
        let spent = self.suggested.get();
        self.suggested.set(spent.saturating_add(1));
        if spent < SUGGESTIONS { search() } else { None }
    }
}

/// Letter case, Unicode form and runs of white space do not tell names apart.
fn fold(name: &str) -> String {
    let lower: String = name.nfc().flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}
