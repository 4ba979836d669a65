//! The order of the tables, and what the records' own order must not depend on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, codes};
use crate::files::Spanned;
use crate::model::{OptionRecord, SortKey, SourceRecord};
use crate::parse::{Records, WithText};

/// Puts records in the order of the site's tables, which is that of names, and breaks circles.
pub(super) fn sort(records: &mut Records, sink: &mut Diagnostics) {
    break_circles(records, sink);
    records.sources.sort_by_cached_key(|source| {
        let title = source.title.as_ref().map(|title| SortKey::of(&title.value));
        (SortKey::of(&source.label()), title, source.id.value.clone())
    });
    records.actors.sort_by_cached_key(|actor| by_name(&actor.record.name, &actor.record.id));
    records.criteria.sort_by_cached_key(|criterion| by_name(&criterion.record.name, &criterion.record.id));
    records.options.sort_by_cached_key(|option| by_name(&option.record.name, &option.record.id));
    let families = families(&records.options);
    records.options.sort_by_cached_key(|option| families.get(&option.record.id.value).copied());
    records.briefs.sort_by_cached_key(|brief| {
        let date = brief.record.date.as_ref().map(|date| date.value.clone());
        (Reverse(date), by_name(&brief.record.title, &brief.record.id))
    });
}

/// Identifiers tell apart what bears one name.
fn by_name(name: &Spanned<String>, id: &Spanned<String>) -> (SortKey, String) {
    (SortKey::of(&name.value), id.value.clone())
}

/// The place of each option where variants follow what they are variants of, and those of one thing are in the order in
/// which they come here.
fn families(options: &[Arc<WithText<OptionRecord>>]) -> BTreeMap<String, usize> {
    let known: BTreeSet<&str> = options.iter().map(|option| option.record.id.as_str()).collect();
    let mut variants: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut next: Vec<&str> = Vec::new();
    for option in options {
        // What is no option may still be named as one.
        let whole = option.record.variant_of.as_ref().map(Spanned::as_str).filter(|whole| known.contains(whole));
        whole.map_or(&mut next, |whole| variants.entry(whole).or_default()).push(option.record.id.as_str());
    }
    next.reverse();
    let mut places = BTreeMap::new();
    while let Some(id) = next.pop() {
        // Two files may bear one name, which is reported elsewhere.
        if !places.contains_key(id) {
            places.insert(id.to_owned(), places.len());
            next.extend(variants.get(id).into_iter().flatten().rev().copied());
        }
    }
    places
}

/// Drops the references that close a circle of parts or variants, and reports each.
fn break_circles(records: &mut Records, sink: &mut Diagnostics) {
    let mut edges: Vec<(String, Spanned<String>)> = Vec::new();
    for actor in &records.actors {
        edges.extend(actor.record.part_of.iter().map(|whole| (actor.record.id.value.clone(), whole.clone())));
    }
    let closing = closing_edges(&edges, &codes::CIRCULAR_MEMBERSHIP, "is part of itself", sink);
    let closes = |whole: &Spanned<String>| closing.contains(&(whole.span.file, whole.span.start));
    for actor in records.actors.iter_mut().filter(|actor| actor.record.part_of.iter().any(closes)) {
        Arc::make_mut(actor).record.part_of.retain(|whole| !closes(whole));
    }
    let edges: Vec<_> = records
        .options
        .iter()
        .filter_map(|option| Some((option.record.id.value.clone(), option.record.variant_of.clone()?)))
        .collect();
    let closing = closing_edges(&edges, &codes::CIRCULAR_VARIANT, "is a variant of itself", sink);
    let closes = |whole: &Spanned<String>| closing.contains(&(whole.span.file, whole.span.start));
    for option in records.options.iter_mut().filter(|option| option.record.variant_of.as_ref().is_some_and(closes)) {
        Arc::make_mut(option).record.variant_of = None;
    }
}

/// Edges that lead back to a node still on the path of a depth-first walk. The walk keeps its own stack: a chain may
/// be as long as a site has records.
fn closing_edges(
    edges: &[(String, Spanned<String>)],
    code: &'static Code,
    what: &str,
    sink: &mut Diagnostics,
) -> BTreeSet<(crate::files::FileId, u32)> {
    let mut next: BTreeMap<&str, Vec<&Spanned<String>>> = BTreeMap::new();
    for (from, to) in edges {
        next.entry(from).or_default().push(to);
    }
    let mut closing = BTreeSet::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in next.keys().copied() {
        let mut on_path: BTreeMap<&str, usize> = BTreeMap::from([(start, 0)]);
        let mut path: Vec<(&str, usize)> = if done.contains(start) { Vec::new() } else { vec![(start, 0)] };
        while let Some((node, at)) = path.last_mut() {
            let Some(&edge) = next.get(node).and_then(|edges| edges.get(*at)) else {
                on_path.remove(node);
                done.insert(node);
                path.pop();
                continue;
            };
            *at += 1;
            let to = edge.as_str();
            if let Some(&from) = on_path.get(to) {
                closing.insert((edge.span.file, edge.span.start));
                let before = path[from..path.len() - 1].iter().take(SHOWN);
                let before = before.filter_map(|(node, at)| next.get(node)?.get(at.checked_sub(1)?)).copied();
                sink.push(circle(code, what, edge, &before.collect::<Vec<_>>()));
            } else if !done.contains(to) {
                on_path.insert(to, path.len());
                path.push((to, 0));
            }
        }
    }
    closing
}

/// The most references that the report of one circle shows.
const SHOWN: usize = 8;

/// Reports a circle of references, of which the last leads back to the record that has the first.
fn circle(code: &'static Code, what: &str, last: &Spanned<String>, others: &[&Spanned<String>]) -> Diagnostic {
    let mut way: Vec<&str> = std::iter::once(last).chain(others.iter().copied()).map(Spanned::as_str).collect();
    if way.len() > SHOWN {
        way.truncate(SHOWN);
        way.push("…");
    }
    let message = format!("`{to}` {what}: {} → {to}", way.join(" → "), to = last.value);
    let report = Diagnostic::new(code, last.span, message).label("this closes the circle");
    others
        .iter()
        .take(SHOWN)
        .fold(report, |report, reference| report.also(reference.span, "part of the circle"))
        .help("drop one reference of the circle")
}

/// A folder of addresses, a record's identifier and its aliases.
type Named<'a> = (&'static str, &'a Spanned<String>, &'a [Spanned<String>]);

/// An alias is an address of its own: it may not be another record's.
pub(super) fn report_shared_addresses(records: &Records, sink: &mut Diagnostics) {
    let mut taken: BTreeMap<(&str, &str), &Spanned<String>> = BTreeMap::new();
    let mut pages: Vec<Named<'_>> = Vec::new();
    pages.extend(records.briefs.iter().map(|b| ("briefs", &b.record.id, b.record.aliases.as_slice())));
    pages.extend(records.actors.iter().map(|a| ("actors", &a.record.id, a.record.aliases.as_slice())));
    pages.extend(records.options.iter().map(|o| ("options", &o.record.id, o.record.aliases.as_slice())));
    pages.extend(records.criteria.iter().map(|c| ("criteria", &c.record.id, c.record.aliases.as_slice())));
    pages.extend(records.sources.iter().map(|s| ("sources", &s.id, s.aliases.as_slice())));
    // Identifiers are told apart elsewhere: only an alias takes an address again, and most sites have none.
    if pages.iter().any(|(_, _, aliases)| !aliases.is_empty()) {
        for (folder, id, _) in &pages {
            taken.entry((folder, id.as_str())).or_insert(id);
        }
    }
    for (folder, _, aliases) in &pages {
        for alias in *aliases {
            report_if_taken(&mut taken, folder, alias, &format!("{folder}/{}", alias.value), sink);
        }
    }
    let with_alias = |source: &&Arc<SourceRecord>| source.claims.iter().any(|claim| !claim.aliases.is_empty());
    for source in records.sources.iter().filter(with_alias) {
        let mut taken: BTreeMap<(&str, &str), &Spanned<String>> = BTreeMap::new();
        for claim in &source.claims {
            taken.entry(("", claim.id.as_str())).or_insert(&claim.id);
        }
        for alias in source.claims.iter().flat_map(|claim| &claim.aliases) {
            let address = format!("claims/{}/{}", source.id.value, alias.value);
            report_if_taken(&mut taken, "", alias, &address, sink);
        }
    }
}

fn report_if_taken<'a>(
    taken: &mut BTreeMap<(&'a str, &'a str), &'a Spanned<String>>,
    folder: &'a str,
    alias: &'a Spanned<String>,
    address: &str,
    sink: &mut Diagnostics,
) {
    if let Some(first) = taken.get(&(folder, alias.as_str())) {
        sink.push(
            Diagnostic::new(&codes::DUPLICATE_ADDRESS, alias.span, format!("two pages would stand at `/{address}/`"))
                .label("this alias takes the address again")
                .also(first.span, "the address belongs to this one")
                .help("drop the alias"),
        );
        return;
    }
    taken.insert((folder, alias.as_str()), alias);
}
