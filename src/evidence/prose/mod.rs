//! The words that authors quote in their own texts: briefs, profiles and notes.
//!
//! What stands between quotation marks in a sentence with a citation passes for the cited source's words, so it is held
//! to the same standard as an excerpt: the excerpts of the cited sources have it, or their archives do. Up to four
//! words may be a name or a manner of speaking and are left alone, and so are the titles and names of records.

mod attributed;
mod excerpts;
mod locate;
mod quoted;
mod quoting;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::consult::Consulted;
use super::find::{Found, Wanted, find};
use super::nearest::nearest;
use super::normalise::normalise;
use super::opened::locate;
use super::report;
use super::seen::{self, Seen};
use super::site::to_verify;
use super::text::ArchiveText;
use super::verifying::Verifying;
use crate::diagnostic::Diagnostics;
use crate::files::{ArchiveFolders, Archived, FileError, Files};
use crate::resolve::{Site, SourceId};
use attributed::{Attributed, quotations};
use excerpts::Excerpts;
pub(super) use quoting::Quoting;

/// The text that is read for the nearest passages, in bytes: about a second's work.
const NEAREST: usize = 32 * 1024 * 1024;

/// The excerpts of the sources that are cited beside quotations.
type OfExcerpts = BTreeMap<SourceId, Excerpts>;

/// The archives that were read for what no excerpt has.
type OfArchives = BTreeMap<SourceId, Arc<Consulted>>;

/// Proves the words that the texts of a site quote from the sources that they cite.
///
/// # Errors
/// An archive that is there and that the system refuses to read.
pub fn verify_texts(
    site: &Site,
    files: &Files,
    archives: &ArchiveFolders,
    verifying: &mut Verifying,
    sink: &mut Diagnostics,
) -> Result<(), FileError> {
    verifying.quoting.turn();
    let mut open = quotations(site, files, &mut verifying.quoting);
    let excerpts = strike_by_excerpts(&mut open, site);
    strike_names(&mut open, site);
    // Only what no excerpt has is worth the reading of an archive.
    let read = strike_by_archives(&mut open, site, archives, verifying)?;
    report_unproved(&open, site, &excerpts, &read, sink);
    Ok(())
}

/// Takes what excerpts have off the list.
fn strike_by_excerpts(open: &mut Vec<Attributed>, site: &Site) -> OfExcerpts {
    let excerpts: OfExcerpts =
        of_sources(open).into_iter().map(|source| (source, Excerpts::of(site, source))).collect();
    for (&source, excerpts) in &excerpts {
        strike(open, source, &excerpts.text);
    }
    excerpts
}

/// Takes what records are called off the list: a title between quotation marks quotes nobody.
fn strike_names(open: &mut Vec<Attributed>, site: &Site) {
    if open.is_empty() {
        return;
    }
    let records = site.records().map(|record| site.name(record));
    let actors = site.actors.values().flat_map(|actor| &actor.also_known_as);
    let options = site.options.values().flat_map(|option| &option.also_known_as);
    let names: BTreeSet<String> = records.chain(actors.chain(options).map(String::as_str)).map(normalise).collect();
    open.retain(|it| !names.contains(&normalise(&it.words)));
}

/// Takes what archives have off the list.
fn strike_by_archives(
    open: &mut Vec<Attributed>,
    site: &Site,
    archives: &ArchiveFolders,
    Verifying { seen, quoting, .. }: &mut Verifying,
) -> Result<OfArchives, FileError> {
    let mut read = OfArchives::new();
    for source in of_sources(open) {
        let to_verify = to_verify(site, &site.sources[source]);
        let Some(archive) = locate(&to_verify, archives, &mut Diagnostics::new())? else { continue };
        if strike_seen(open, source, &archive, seen)
            && let Some(consulted) = quoting.consult(&to_verify, &archive)?
        {
            for words in strike(open, source, &consulted.text) {
                seen.note(&archive, seen::quotation(&words));
            }
            read.insert(source, consulted);
        }
    }
    Ok(read)
}

/// Reports what nobody has, with what is nearest to it, and what nobody could be asked for.
fn report_unproved(open: &[Attributed], site: &Site, excerpts: &OfExcerpts, read: &OfArchives, sink: &mut Diagnostics) {
    let mut budget = NEAREST;
    for quotation in open {
        let is_read = quotation.sources.iter().all(|source| read.contains_key(source));
        let ids: Vec<&str> = quotation.sources.iter().map(|&source| site.sources[source].id.as_str()).collect();
        if !is_read {
            sink.push(report::unchecked_quotation(quotation.span, &ids));
            continue;
        }
        let words = normalise(&quotation.words);
        let near_excerpt = quotation.sources.iter().find_map(|source| {
            let excerpts = excerpts.get(source)?;
            budget = budget.checked_sub(excerpts.text.normal().len())?;
            excerpts.nearest(site, &words)
        });
        let near_passage = quotation.sources.iter().find_map(|source| {
            let text = &read.get(source)?.text;
            budget = budget.checked_sub(text.normal().len())?;
            nearest(text, &words).map(|nearest| (text, nearest))
        });
        sink.push(report::unproved_quotation(quotation.span, &ids, near_excerpt, near_passage));
    }
}

fn of_sources(open: &[Attributed]) -> BTreeSet<SourceId> {
    open.iter().flat_map(|it| it.sources.iter().copied()).collect()
}

/// Takes what was proved against a source's archive, as it is, off the list. Whether anything is left to ask it for.
fn strike_seen(open: &mut Vec<Attributed>, source: SourceId, archive: &Archived, seen: &mut Seen) -> bool {
    open.retain(|it| {
        // Most quote another source: there may be thousands of either.
        if !it.sources.contains(&source) {
            return true;
        }
        let what = seen::quotation(&normalise(&it.words));
        let is_seen = seen.vouches(archive, what);
        if is_seen {
            seen.note(archive, what);
        }
        !is_seen
    });
    open.iter().any(|it| it.sources.contains(&source))
}

/// Takes what a text of a source has off the list, and gives its words, normalised.
fn strike(open: &mut Vec<Attributed>, source: SourceId, text: &ArchiveText) -> Vec<String> {
    let asks = |it: &Attributed| it.sources.contains(&source);
    let wanted: Vec<Wanted<'_>> =
        open.iter().filter(|it| asks(it)).map(|it| Wanted { exact: &it.words, ..Wanted::default() }).collect();
    let found = find(text, &wanted);
    let mut found = found.iter().map(|found| !matches!(found, Found::Nowhere(_)));
    let is_struck = |it: &mut Attributed| asks(it) && found.next().unwrap_or(false);
    open.extract_if(.., is_struck).map(|it| normalise(&it.words)).collect()
}

#[cfg(test)]
mod tests;
