//! Which pages a site has.

use rayon::prelude::*;

use super::gap::Gap;
use super::list::List;
use super::page::{Page, PageKind, annotation_path};
use super::part::Part;
use super::views::{compare_rows, has_index, timeline_entries};
use crate::evidence::Proofs;
use crate::resolve::{Address, RecordId, SITEMAPS, Site};

/// Every page of a site, in the order of their addresses.
///
/// Feed and sitemap hold absolute addresses only, so a site without a base address has neither.
#[must_use]
pub fn pages(site: &Site, proofs: &Proofs) -> Vec<Page> {
    let mut pages = of_the_site(site);
    pages.extend(site.records().map(|record| only(Address::of(site, record), PageKind::of(record))));
    let with_lists = site.records().chain(site.events.handles().map(RecordId::Event));
    let lists = with_lists.flat_map(List::of).chain(Gap::ALL.map(List::Gap));
    pages.extend(lists.flat_map(|list| further(site, proofs, list)));
    pages.extend(site.claims.iter().flat_map(|(id, claim)| {
        let address = |index| Address::new(annotation_path(&claim.key, index));
        (0..claim.excerpts.len()).map(move |index| only(address(index), PageKind::Annotation(id, index)))
    }));
    pages.extend(
        site.exports().map(|(citable, export)| {
            only(Address::of_export(site, citable, export), PageKind::Export(citable, export))
        }),
    );
    pages.extend(site.redirects().map(|(address, record)| only(address, PageKind::Redirect(record))));
    pages.par_sort_by(|one, other| one.address.cmp(&other.address));
    if site.config.base_url.is_some() {
        for file in sitemap(&pages) {
            pages.insert(pages.partition_point(|page| page.address < file.address), file);
        }
    }
    pages
}

const fn only(address: Address, kind: PageKind) -> Page {
    Page { address, kind, part: Part::ONLY }
}

/// Pages of no single record.
fn of_the_site(site: &Site) -> Vec<Page> {
    let page = |kind: PageKind| only(Address::new(kind.about().place.path()), kind);
    let alone = [PageKind::Home, PageKind::Gaps, PageKind::Method, PageKind::NotFound, PageKind::Robots];
    let mut pages: Vec<Page> = alone.map(page).into();
    let size = site.config.page_size;
    let (rows, rows_of_page) = compare_rows(site);
    let lists = [
        (PageKind::Briefs, site.briefs.len(), size),
        (PageKind::Actors, site.actors.len(), size),
        (PageKind::Options, site.options.len(), size),
        (PageKind::Claims, site.claims.len(), size),
        (PageKind::Sources, site.sources.len(), size),
        (PageKind::Criteria, site.criteria.len(), size),
        (PageKind::Topics, site.topics.len(), size),
        (PageKind::Compare, rows, rows_of_page),
        (PageKind::Disagreements, site.graph.disagreements.len(), size),
        (PageKind::Conditions, site.graph.conditions.chains.iter().map(Vec::len).sum(), size),
        (PageKind::Timeline, timeline_entries(site), size),
    ];
    for (kind, entries, size) in lists {
        let first = page(kind);
        let address = |part: Part| first.sibling(site, part.number);
        pages.extend(Part::all(entries, size).map(|part| Page { address: address(part), part, ..first.clone() }));
    }
    if has_index(site) {
        pages.push(page(PageKind::Facets));
    }
    if site.config.search {
        pages.push(page(PageKind::Search));
        pages.push(page(PageKind::Names));
    }
    if site.config.base_url.is_some() {
        pages.push(page(PageKind::Feed));
    }
    pages
}

/// The pages of a list after the first.
fn further<'a>(site: &'a Site, proofs: &Proofs, list: List) -> impl Iterator<Item = Page> + use<'a> {
    let entries = list.items(site, proofs).count();
    Part::all(entries, site.config.page_size).skip(1).map(move |part| Page {
        address: list.address(site, part.number),
        kind: PageKind::Rest(list),
        part,
    })
}

/// How many addresses a file of the sitemap holds. The protocol allows 50,000 in 50 MB; an address has at most 2,048
/// characters there, so these stay below both.
const ADDRESSES: usize = 20_000;

/// The sitemap of those pages that a reader may want to find: one file, or several and a list of them.
fn sitemap(pages: &[Page]) -> Vec<Page> {
    let listed: Vec<&Page> = pages.iter().filter(|page| page.kind.about().is_listed).collect();
    let sitemap = |pages: &[&Page]| PageKind::Sitemap(pages.iter().copied().cloned().collect());
    let home = Address::new(PageKind::SitemapIndex.about().place.path());
    let count = listed.len().div_ceil(ADDRESSES);
    if count <= 1 {
        return vec![only(home, sitemap(&listed))];
    }
    let part = |number| Part { number, count, entries: pages.len() };
    let mut files = vec![Page { address: home, kind: PageKind::SitemapIndex, part: part(1) }];
    files.extend(listed.chunks(ADDRESSES).zip(1..).map(|(pages, number)| Page {
        address: Address::new(format!("{SITEMAPS}/{number}.xml")),
        kind: sitemap(pages),
        part: part(number),
    }));
    files
}
