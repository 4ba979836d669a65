use std::cell::Cell;

use super::ids::{ClaimId, RecordId, TopicId};
use super::known::Known;
use super::names::fold;
use super::wanted::Wanted;
use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::Spanned;

/// What the references of one record are looked up in.
///
/// For what a misspelled one means it looks at every name, as often as it was granted. How often it is asked to does not
/// depend on that, so a record can be resolved first and be granted its suggestions when all others have asked.
pub(super) struct Lookup<'a> {
    pub(super) known: &'a Known,
    granted: usize,
    asked: Cell<usize>,
}

impl<'a> Lookup<'a> {
    /// A look at the names, with so many suggestions.
    pub(super) const fn new(known: &'a Known, granted: usize) -> Self {
        Self { known, granted, asked: Cell::new(0) }
    }

    /// How many suggestions were asked for.
    pub(super) const fn asked(&self) -> usize {
        self.asked.get()
    }

    /// Looks up a claim; reports a name that no claim bears.
    pub(super) fn claim(&self, written: &Spanned<impl AsRef<str>>, sink: &mut Diagnostics) -> Option<ClaimId> {
        let (name, names) = (written.as_str(), &self.known.names);
        if let Some(&claim) = names.claims.get(name) {
            return Some(claim);
        }
        let source = name.split('/').next().unwrap_or("");
        if names.unreadable.contains(name) || names.unreadable.contains(source) {
            return None;
        }
        let meant = self.suggest(|| {
            // A claim of the same name in another source, or of a nearby name in the same one.
            let same_name = |key: &&str| {
                key.split_once('/').is_some_and(|(_, slug)| slug == name || name.ends_with(&format!("/{slug}")))
            };
            let keys = || names.claims.keys().map(String::as_str);
            let former = names.former.get(name).map(String::as_str);
            former
                .or_else(|| keys().find(same_name))
                .or_else(|| closest(name, keys().filter(|key| key.starts_with(&format!("{source}/")))))
                .or_else(|| closest(name, keys()))
        });
        let diagnostic =
            Diagnostic::new(&codes::UNKNOWN_REFERENCE, written.span, format!("there is no claim `{name}`"));
        let form = (!name.contains('/')).then_some("a claim is written as `SOURCE/CLAIM`");
        sink.push(match meant {
            Some(key) if names.former.contains_key(name) => diagnostic.help(format!("it is now called `{key}`")),
            Some(key) => diagnostic.help(format!("did you mean `{key}`?")).maybe_help(form),
            None => diagnostic.help(form.unwrap_or("add the claim to its source, or correct the name")),
        });
        None
    }

    /// Looks up the identifier that a data field wrote; reports one that names nothing, or a record of another kind.
    pub(super) fn record<W: Wanted>(&self, written: &Spanned<String>, sink: &mut Diagnostics) -> Option<W> {
        let (name, names) = (written.as_str(), &self.known.names);
        let Some(found) = names.records.get(name) else {
            let may_be_unread = names.is_unreadable(name) || (W::TAKES_EVENTS && names.lost_events);
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
        let (name, names) = (written.as_str(), &self.known.names);
        let meant = self.suggest(|| {
            let by_name = names.spoken.get(&fold(name)).filter(|entry| W::take(entry.record).is_some());
            let fitting = names.records.iter().filter(|(_, entry)| W::take(entry.record).is_some());
            match by_name {
                Some(entry) => names.identifier(entry.record),
                None => closest(name, fitting.map(|(id, _)| id.as_str())),
            }
        });
        let what = W::WHAT.split_once(' ').map_or(W::WHAT, |(_, noun)| noun);
        let diagnostic =
            Diagnostic::new(&codes::UNKNOWN_REFERENCE, written.span, format!("there is no {what} `{name}`"));
        if let Some(present) = names.former.get(name) {
            return diagnostic.help(format!("it is now called `{present}`"));
        }
        diagnostic
            .maybe_help(meant.map(|id| format!("did you mean `{id}`?")))
            .maybe_help(meant.is_none().then(|| "add a record of that name, or correct the name".to_owned()))
    }

    /// Looks up what a link in a text names: a claim, an identifier, a name or another name, letter case aside.
    pub(super) fn link(&self, written: &Spanned<impl AsRef<str>>, sink: &mut Diagnostics) -> Option<RecordId> {
        let (name, names) = (written.as_str(), &self.known.names);
        if name.contains('/') {
            return self.claim(written, sink).map(RecordId::Claim);
        }
        if let Some(entry) = names.records.get(name).or_else(|| names.spoken.get(&fold(name))) {
            return Some(entry.record);
        }
        if let Some(&brief) = names.briefs.get(name) {
            return Some(RecordId::Brief(brief));
        }
        if names.is_unreadable(name) || names.lost_events {
            return None;
        }
        let meant = self.suggest(|| {
            let known = names.records.keys().chain(names.spoken.keys()).chain(names.briefs.keys());
            let found = closest(&fold(name), known.map(String::as_str))?;
            // A name is kept folded; its record's identifier can be pasted.
            Some(names.spoken.get(found).and_then(|entry| names.identifier(entry.record)).unwrap_or(found))
        });
        sink.push(
            Diagnostic::new(&codes::UNKNOWN_REFERENCE, written.span, format!("no record is called “{name}”")).help(
                match (names.former.get(name), meant) {
                    (Some(present), _) => format!("it is now called `{present}`"),
                    (None, Some(id)) => format!("did you mean `[[{id}]]`?"),
                    (None, None) => "add a record of that name, or drop the brackets".to_owned(),
                },
            ),
        );
        None
    }
    /// Looks up a topic; reports one that the configuration, where it names topics, does not name.
    pub(super) fn topic(&self, written: &Spanned<String>, sink: &mut Diagnostics) -> Option<TopicId> {
        let Known { topic_places, configured_topics, .. } = self.known;
        if let Some(&topic) = topic_places.get(&written.value) {
            return Some(topic);
        }
        let meant = self.suggest(|| closest(written.as_str(), configured_topics.iter().map(String::as_str)));
        let or = if meant.is_some() { "or " } else { "" };
        sink.push(
            Diagnostic::new(
                &codes::UNKNOWN_TOPIC,
                written.span,
                format!("`{}` is not among the topics of `sourcebook.toml`", written.value),
            )
            .maybe_help(meant.map(|topic| format!("did you mean `{topic}`?")))
            .help(format!("{or}add `{} = \"…\"` under `[topics]`", written.value)),
        );
        None
    }

    fn suggest(&self, search: impl FnOnce() -> Option<&'a str>) -> Option<&'a str> {
        let before = self.asked.replace(self.asked.get().saturating_add(1));
        if before < self.granted { search() } else { None }
    }
}
