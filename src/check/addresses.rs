use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, closest, codes};
use crate::markdown::{MarkKind, PathUse};
use crate::resolve::Site;

/// A link written as a path leads to a page or file of the site.
pub(super) fn check(site: &Site, statics: &BTreeSet<String>, sink: &mut Vec<Diagnostic>) {
    let addresses = site.addresses();
    let notes = site.claims.values().filter_map(|claim| claim.note.as_ref());
    let notes = notes.chain(site.sources.values().filter_map(|source| source.note.as_ref()));
    for text in site.texts().map(|(_, text)| text).chain(notes) {
        for mark in &text.document.marks {
            let MarkKind::Path { path, usage } = &mark.kind else { continue };
            let target = path.value.trim_start_matches('/').split(['#', '?']).next().unwrap_or("");
            let is_page = *usage == PathUse::Link && addresses.contains(target);
            if is_page || statics.contains(target) {
                continue;
            }
            let known = addresses.iter().chain(statics).map(String::as_str);
            let meant = closest(target, known).map(|known| format!("did you mean `/{known}`?"));
            sink.push(
                Diagnostic::new(&codes::BROKEN_LINK, path.span, format!("nothing stands at `{}`", path.value))
                    .maybe_help(meant)
                    .help("link to a record with `[[…]]`; put files of your own into `static/`"),
            );
        }
    }
    report_shared_files(site, statics, sink);
}

/// A file of `static/` may not stand where a page does.
fn report_shared_files(site: &Site, statics: &BTreeSet<String>, sink: &mut Vec<Diagnostic>) {
    for (record, address) in site.records().map(|record| (record, crate::resolve::Address::of(site, record))) {
        if statics.contains(&address.file()) {
            let place = match record {
                crate::resolve::RecordId::Claim(id) => site.claims[id].span,
                crate::resolve::RecordId::Source(id) => site.sources[id].span,
                crate::resolve::RecordId::Brief(id) => site.briefs[id].span,
                _ => continue,
            };
            sink.push(
                Diagnostic::new(
                    &codes::DUPLICATE_ADDRESS,
                    place,
                    format!("`static/{}` would stand at this record's address", address.file()),
                )
                .help("move the file"),
            );
        }
    }
}
