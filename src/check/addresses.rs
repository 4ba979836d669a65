use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::{Clash, FileId, Span, Spanned, folded};
use crate::markdown::{MarkKind, PathUse};
use crate::resolve::{ANNOTATIONS, Address, FIXED_PAGES, RecordId, SEARCH_INDEX, SITEMAPS, Site};

/// How many broken links of one run get a suggestion: each costs a look at every address.
const SUGGESTIONS: usize = 200;

/// Folders of files that belong to no page.
const OWN_FOLDERS: [&str; 3] = [ANNOTATIONS, SEARCH_INDEX, SITEMAPS];

/// The files that are copied as they are, by their paths.
pub type Statics = BTreeMap<String, StaticEntry>;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaticEntry {
    /// What messages point at.
    pub file: FileId,
    /// Whether it is the site's, and not the theme's: those stand where no page does.
    pub is_own: bool,
}

/// A link written as a path leads to a page or file of the site.
pub(super) fn check(site: &Site, statics: &Statics, sink: &mut Diagnostics) {
    // Few sites have links that are written as paths.
    let addresses = LazyCell::new(|| site.addresses());
    let mut suggestions = 0;
    let notes = site.claims.values().filter_map(|claim| claim.note.as_ref());
    let notes = notes.chain(site.sources.values().filter_map(|source| source.note.as_ref()));
    for text in site.texts().map(|(_, text)| text).chain(notes) {
        for mark in &text.document.marks {
            let MarkKind::Path { path, usage } = &mark.kind else { continue };
            let target = target(path.as_str());
            let is_page = *usage == PathUse::Link && addresses.contains(target);
            let is_unread = || target.split('/').any(|part| site.unreadable.contains(part));
            if is_page || statics.contains_key(target) || is_unread() {
                continue;
            }
            suggestions += 1;
            let known = |pages: bool| addresses.iter().filter(move |_| pages).chain(statics.keys()).map(String::as_str);
            let meant = if suggestions <= SUGGESTIONS {
                closest(target, known(*usage == PathUse::Link).filter(|known| !known.is_empty()))
            } else {
                None
            };
            sink.push(broken(path, *usage, meant));
        }
    }
    report_shared_files(site, &addresses, statics, sink);
}

/// What a path leads to, without its query and fragment.
fn target(path: &str) -> &str {
    path.trim_start_matches('/').split(['#', '?']).next().unwrap_or("")
}

fn broken(path: &Spanned<Box<str>>, usage: PathUse, meant: Option<&str>) -> Diagnostic {
    let rest = path.value.find(['#', '?']).map_or("", |at| &path.value[at..]);
    let help = match usage {
        PathUse::Link => "link to a record with `[[…]]`; put files of your own into `static/`",
        PathUse::Image => "put the file into `static/`",
    };
    Diagnostic::new(&codes::BROKEN_LINK, path.span, format!("nothing stands at `{}`", path.value))
        .maybe_help(meant.map(|known| format!("did you mean `/{known}{rest}`?")))
        .help(help)
}

/// A file of `static/` may not stand where a page does, on any file system; nor be what a page needs a folder for, or lie
/// in a page, or in a folder that is a page's on some file systems alone.
fn report_shared_files<F>(
    site: &Site,
    addresses: &LazyCell<BTreeSet<String>, F>,
    statics: &Statics,
    sink: &mut Diagnostics,
) where
    F: FnOnce() -> BTreeSet<String>,
{
    let first = |path: &str| path.split('/').next().unwrap_or("").to_owned();
    let others = OWN_FOLDERS.into_iter().chain(["index.html", "search"]);
    let begun: BTreeSet<String> = FIXED_PAGES.into_iter().chain(others).map(first).collect();
    let own = statics.iter().filter(|(_, it)| it.is_own).map(|(path, it)| (path, folded(path), it.file));
    let near: Vec<_> = own.filter(|(_, folded, _)| begun.contains(&first(folded))).collect();
    if near.is_empty() {
        return;
    }
    let pages: BTreeSet<String> = addresses.iter().map(|address| Address::new(address.as_str()).file()).collect();
    let mut records: BTreeMap<String, RecordId> = BTreeMap::new();
    let redirects = site.redirects().map(|(address, record)| (address.file(), record));
    records.extend(redirects);
    records.extend(site.records().map(|record| (Address::of(site, record).file(), record)));
    for (path, folded, file) in near {
        let Some((page, message)) = taken(path, &folded, &pages) else { continue };
        let mut report =
            Diagnostic::new(&codes::DUPLICATE_ADDRESS, Span::new(file, 0, 0), message).help("move the file");
        if *path != *folded {
            report = report.note("some file systems ignore differences of letter case and Unicode form");
        }
        if let Some(place) = records.get(page).and_then(|record| place(site, *record)) {
            report = report.also(place, "the page of this record");
        }
        sink.push(report);
    }
}

/// What a file of `static/` may not stand at: a page, or the folder that has such files, and why.
fn taken<'p>(path: &str, folded: &str, pages: &'p BTreeSet<String>) -> Option<(&'p str, String)> {
    match met(folded, pages) {
        Some((page, Clash::Alike)) => {
            return Some((page, format!("`static/{path}` would take the place of a page of the site")));
        }
        Some((page, Clash::Inside)) => {
            let both = format!("`static/{path}` and the page `{page}` need the same name");
            return Some((page, format!("{both}, one for a file and one for a folder")));
        }
        None => {}
    }
    if let Some(page) = beside(path, pages) {
        let folder = format!("`static/{path}` would lie in the folder of the page `{page}`");
        return Some((page, format!("{folder}, but only on some systems")));
    }
    if let Some(folder) =
        OWN_FOLDERS.into_iter().find(|folder| is_at_or_below(folded, folder) || is_at_or_below(folder, folded))
    {
        return Some((folder, format!("`static/{path}` would lie among the files that are made in `{folder}/`")));
    }
    let page = continued(folded, pages)?;
    Some((page, format!("`static/{path}` would stand where a list on the page `{page}` goes on when it is long")))
}

fn is_at_or_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The page of which a list goes on at a path (`claims/page/2/`, `actors/kim-jong-un/claims/2/`), whether it is long or
/// not: a site grows.
fn continued<'p>(path: &str, pages: &'p BTreeSet<String>) -> Option<&'p str> {
    path.match_indices('/').find_map(|(end, _)| {
        let (list, rest) = path[end + 1..].split_once('/').unwrap_or((&path[end + 1..], ""));
        let number = rest.split('/').next().unwrap_or("");
        let is_numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_named = list.bytes().any(|byte| !byte.is_ascii_digit());
        let is_list = (is_named && is_numbered) || (rest.is_empty() && list == "page");
        is_list.then(|| pages.get(&format!("{}/index.html", &path[..end])))?.map(String::as_str)
    })
}

/// The page that a file meets.
fn met<'p>(path: &str, pages: &'p BTreeSet<String>) -> Option<(&'p str, Clash)> {
    if let Some(page) = pages.get(path) {
        return Some((page, Clash::Alike));
    }
    let folder = format!("{path}/");
    let inside = pages.range(folder.clone()..).next().filter(|page| page.starts_with(&folder));
    let around = || path.match_indices('/').find_map(|(end, _)| pages.get(&path[..end]));
    Some((inside.or_else(around)?, Clash::Inside))
}

/// A page in a folder that is another one to some file systems, and the same to others.
fn beside<'p>(path: &str, pages: &'p BTreeSet<String>) -> Option<&'p str> {
    let is_folded = |folder: &&str| *folded(folder) == **folder;
    let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
    let folder = format!("{}/", folded(folders.find(|folder| !is_folded(folder))?));
    pages.range(folder.clone()..).next().filter(|page| page.starts_with(&folder)).map(String::as_str)
}

fn place(site: &Site, record: RecordId) -> Option<Span> {
    match record {
        RecordId::Source(id) => Some(site.sources[id].span),
        RecordId::Claim(id) => Some(site.claims[id].span),
        RecordId::Actor(id) => Some(site.actors[id].span),
        RecordId::Option(id) => Some(site.options[id].span),
        RecordId::Criterion(id) => Some(site.criteria[id].span),
        RecordId::Brief(id) => Some(site.briefs[id].span),
        RecordId::Event(_) | RecordId::Topic(_) => None,
    }
}
