use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::{FileId, Span, Spanned};
use crate::markdown::{MarkKind, PathUse};
use crate::resolve::{Address, FIXED_PAGES, RecordId, Site};

/// How many broken links of one run get a suggestion: each costs a look at every address.
const SUGGESTIONS: usize = 200;

/// The files of `static/` by their paths, which messages can point at.
pub type Statics = BTreeMap<String, FileId>;

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
    report_shared_files(site, statics, sink);
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

/// A file of `static/` may not stand where a page does.
fn report_shared_files(site: &Site, statics: &Statics, sink: &mut Diagnostics) {
    let is_page = |path: &str| match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => site.addresses().contains(folder),
        _ => FIXED_PAGES.contains(&path),
    };
    let shared: Vec<_> = statics.iter().filter(|(path, _)| is_page(path)).collect();
    if shared.is_empty() {
        return;
    }
    let mut records: BTreeMap<String, RecordId> = BTreeMap::new();
    let redirects = site.redirects().map(|(address, record)| (address.file(), record));
    records.extend(redirects);
    records.extend(site.records().map(|record| (Address::of(site, record).file(), record)));
    for (path, &file) in shared {
        let message = format!("`static/{path}` would stand where a page of the site does");
        let mut report =
            Diagnostic::new(&codes::DUPLICATE_ADDRESS, Span::new(file, 0, 0), message).help("move the file");
        if let Some(place) = records.get(path).and_then(|record| place(site, *record)) {
            report = report.also(place, "the page of this record");
        }
        sink.push(report);
    }
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
