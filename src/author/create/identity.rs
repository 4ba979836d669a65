//! Identifiers of new records, and who has them already.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::{CreateError, NewKind};
use crate::author::identifier::telling;
use crate::diagnostic::Diagnostics;
use crate::files::{Limits, Spanned, exists};
use crate::model::{IdentifierError, check_identifier, in_plain_letters, slug};
use crate::parse::{Loaded, Parsing, Records, load, parse};

/// The identifiers of a site.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Of all records but briefs, with what has them.
    records: BTreeMap<String, String>,
    /// Of briefs.
    briefs: BTreeMap<String, String>,
}

impl Taken {
    /// Reads a site, which may be without content yet. What is wrong with its content does not matter here.
    pub(super) fn read(root: &Path) -> Result<Self, CreateError> {
        let has_settings = exists(&root.join("sourcebook.toml"));
        if !has_settings && !exists(&root.join("content")) {
            return Err(CreateError::NoSite(root.to_path_buf()));
        }
        match load(root, Limits::default(), &mut Loaded::default()) {
            Ok(inputs) => Ok(Self::of(&parse(&inputs, &mut Parsing::default(), &mut Diagnostics::new()))),
            Err(error) if error.source.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    fn of(records: &Records) -> Self {
        let mut taken = Self::default();
        for source in &records.sources {
            taken.add(NewKind::Source, source.id.as_str(), source.aliases.iter().map(Spanned::as_str));
        }
        for actor in records.actors.iter().map(|it| &it.record) {
            taken.add(NewKind::Actor, actor.id.as_str(), actor.aliases.iter().map(Spanned::as_str));
        }
        for option in records.options.iter().map(|it| &it.record) {
            taken.add(NewKind::Option, option.id.as_str(), option.aliases.iter().map(Spanned::as_str));
        }
        for criterion in records.criteria.iter().map(|it| &it.record) {
            taken.add(NewKind::Criterion, criterion.id.as_str(), criterion.aliases.iter().map(Spanned::as_str));
        }
        for brief in records.briefs.iter().map(|it| &it.record) {
            taken.add(NewKind::Brief, brief.id.as_str(), brief.aliases.iter().map(Spanned::as_str));
        }
        for event in &records.events {
            taken
                .records
                .entry(event.id.value.clone())
                .or_insert_with(|| "an event of `content/events.yaml`".to_owned());
        }
        for id in &records.unreadable {
            taken.records.entry(id.clone()).or_insert_with(|| "a record that cannot be read".to_owned());
        }
        taken
    }

    fn add<'a>(&mut self, kind: NewKind, id: &str, former: impl Iterator<Item = &'a str>) {
        let path = kind.path(id);
        let table = if kind == NewKind::Brief { &mut self.briefs } else { &mut self.records };
        for former in former {
            table.entry(former.to_owned()).or_insert_with(|| format!("`{path}`, whose former identifier it is"));
        }
        table.insert(id.to_owned(), format!("`{path}`"));
    }

    /// What has an identifier. Briefs have a space of their own; all other records share one, so that a link needs no
    /// prefix.
    pub(super) fn by(&self, kind: NewKind, id: &str) -> Option<String> {
        let table = if kind == NewKind::Brief { &self.briefs } else { &self.records };
        table.get(id).cloned()
    }

    /// An identifier that nothing has, made of one that something has.
    pub(super) fn free(&self, kind: NewKind, id: &str) -> Option<String> {
        let numbered = (2..100).map(|number| format!("{id}-{number}"));
        numbered.filter(|id| check_identifier(id).is_ok()).find(|id| self.by(kind, id).is_none())
    }
}

/// The identifier that is asked for, else one that is made of the name. Of a source it is short, as it stands in every
/// citation.
pub(super) fn identifier(kind: NewKind, name: &str, asked: Option<&str>) -> Result<String, CreateError> {
    if let Some(id) = asked {
        let not_one = |error: IdentifierError| CreateError::Identifier { id: id.to_owned(), reason: error.reason() };
        return check_identifier(id).map(|()| id.to_owned()).map_err(not_one);
    }
    let id = if kind == NewKind::Source { telling(name) } else { slug(name) };
    let nameless = |reason, proposal| CreateError::Nameless { name: name.trim().to_owned(), reason, proposal };
    if name.trim().is_empty() {
        return Err(nameless("it is empty", None));
    }
    if loses_letters(name) {
        let reason = "it has letters beyond a–z";
        return Err(nameless(reason, Some(id).filter(|id| check_identifier(id).is_ok())));
    }
    match check_identifier(&id) {
        Ok(()) => Ok(id),
        Err(error) => {
            let longer = format!("{}-{id}", kind.name());
            Err(nameless(error.reason(), Some(longer).filter(|id| check_identifier(id).is_ok())))
        }
    }
}

/// Whether letters of a name have no place in an identifier: what is made of the rest would read like another name.
fn loses_letters(name: &str) -> bool {
    use unicode_normalization::UnicodeNormalization as _;
    name.nfkd().flat_map(char::to_lowercase).any(|c| {
        c.is_alphabetic()
            && !c.is_ascii()
            && !unicode_normalization::char::is_combining_mark(c)
            && in_plain_letters(c).is_none()
    })
}
