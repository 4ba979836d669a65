//! Lists that outgrow a page: what the pages of a small site hold when few entries fit on one.
#![cfg(test)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};
use support::Project;

type Tree = BTreeMap<String, Vec<u8>>;

/// The golden site with so many entries a page.
fn edition(page_size: usize) -> Tree {
    let project = Project::golden_on_pages_of(page_size);
    project.build();
    project.output()
}

/// The pages as documents, by address.
fn pages(tree: &Tree) -> BTreeMap<String, Html> {
    let html = tree.iter().filter(|(path, _)| path.ends_with("index.html"));
    html.map(|(path, bytes)| {
        (path.trim_end_matches("index.html").to_owned(), Html::parse_document(&String::from_utf8_lossy(bytes)))
    })
    .collect()
}

fn select<'a>(page: &'a Html, what: &str) -> Vec<scraper::ElementRef<'a>> {
    let selector = Selector::parse(what).unwrap();
    page.select(&selector).collect()
}

/// The address that a link of a page leads to, and its fragment.
fn target(page: &str, href: &str) -> Option<(String, Option<String>)> {
    if href.contains(':') {
        return None;
    }
    let base = joined(page, href.split(['#', '?']).next().unwrap_or(""));
    Some((base, href.split_once('#').map(|(_, fragment)| fragment.to_owned())))
}

/// A relative address from a page.
fn joined(page: &str, path: &str) -> String {
    if path.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let mut last = "";
    for part in path.split('/') {
        last = part;
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    let folder = if last.is_empty() || last.starts_with('.') { "/" } else { "" };
    let joined = parts.join("/");
    if joined.is_empty() { String::new() } else { format!("{joined}{folder}") }
}

#[test]
fn every_link_leads_to_a_place() {
    let tree = edition(3);
    let pages = pages(&tree);
    let mut broken = BTreeSet::new();
    for (address, page) in &pages {
        for link in select(page, "a[href], link[rel=prev], link[rel=next]") {
            let href = link.value().attr("href").unwrap();
            let Some((to, fragment)) = target(address, href) else { continue };
            let Some(other) = pages.get(&to) else {
                if !tree.contains_key(&to) {
                    broken.insert(format!("{address}: {href}"));
                }
                continue;
            };
            let has = |id: &str| !select(other, &format!("[id=\"{id}\"]")).is_empty();
            if fragment.is_some_and(|id| !id.starts_with(":~:") && !has(&id)) {
                broken.insert(format!("{address}: {href}"));
            }
        }
    }
    assert_eq!(broken, BTreeSet::new());
}

/// What the pages of a record or a list link to: of the lists that are spread, nothing is lost.
#[test]
fn the_pages_of_a_list_hold_together_what_one_page_would() {
    let (one, many) = (pages(&edition(200)), pages(&edition(3)));
    let links = |address: &str, page: &Html| -> BTreeSet<String> {
        let hrefs = select(page, "main a[href]").into_iter().filter_map(|link| link.value().attr("href"));
        let to = hrefs.filter_map(|href| target(address, href)).map(|(to, _)| to);
        to.filter(|to| to.starts_with("claims/") && !to.contains("/page/")).collect()
    };
    let mut compared = 0;
    for (address, page) in &one {
        // The home page is a selection, and a cell of the matrix opens a few claims of many.
        if address.is_empty() {
            continue;
        }
        let wanted = links(address, page);
        // An embedded table leads to its record's page for the rest.
        let embedded = select(&many[address], ".card .more a").into_iter().filter_map(|link| link.value().attr("href"));
        let embedded = embedded.filter_map(|href| target(address, href)).map(|(to, _)| to);
        let homes: BTreeSet<String> = embedded.chain([address.clone()]).collect();
        let is_of = |other: &str| homes.iter().any(|home| other.strip_prefix(home.as_str()).is_some_and(is_part));
        let further = many.iter().filter(|(other, _)| is_of(other));
        let found: BTreeSet<String> = further.flat_map(|(other, page)| links(other, page)).collect();
        let lost: Vec<_> = wanted.difference(&found).filter(|to| one.contains_key(*to)).collect();
        assert!(lost.is_empty(), "{address} loses {lost:?}");
        compared += wanted.len();
    }
    assert!(compared > 200, "{compared}");
}

/// Whether an address below a page's is one of its lists' further pages, or the page itself.
fn is_part(rest: &str) -> bool {
    let parts: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
    let is_number = |part: &str| part.parse::<usize>().is_ok();
    rest.is_empty() || matches!(parts[..], [_, number] | [_, _, number] if is_number(number))
}

#[test]
fn a_page_knows_its_neighbours() {
    let pages = pages(&edition(3));
    let second = &pages["claims/page/2/"];
    let text = |what| select(second, what).iter().map(|found| found.text().collect::<String>()).collect::<Vec<_>>();
    assert_eq!(text("title"), ["Claims, page 2 of 6 – Bridge, tunnel or ferry?"]);
    assert_eq!(text("nav.parts li"), ["1", "2", "3", "4", "…", "6"]);
    let attribute = |what, name| select(second, what)[0].value().attr(name).unwrap().to_owned();
    assert_eq!(attribute("link[rel=prev]", "href"), "../../../claims/");
    assert_eq!(attribute("link[rel=next]", "href"), "../../../claims/page/3/");
    assert_eq!(attribute("link[rel=canonical]", "href"), "https://orle.example/crossing/claims/page/2/");
    assert_eq!(attribute("nav.parts [aria-current]", "aria-label"), "Page 2");
    assert!(select(&pages["claims/page/6/"], "link[rel=next]").is_empty());
    assert!(select(&pages["claims/"], "link[rel=prev]").is_empty());
}

/// The index of a list on several pages names positions on them.
#[test]
fn the_filters_of_a_spread_list_find_their_claims() {
    let tree = edition(4);
    let index: serde_json::Value = serde_json::from_slice(&tree["claims/facets.json"]).unwrap();
    let pages = pages(&tree);
    let size = usize::try_from(index["page_size"].as_u64().unwrap()).unwrap();
    let row = |at: usize| {
        let number = at / size + 1;
        let address = if number == 1 { "claims/".to_owned() } else { format!("claims/page/{number}/") };
        let rows = select(&pages[&address], ".explored .claims > li .statement");
        target(&address, rows[at % size].value().attr("href").unwrap()).unwrap().0
    };
    let all: BTreeSet<String> = (0..usize::try_from(index["total"].as_u64().unwrap()).unwrap()).map(row).collect();
    assert_eq!(all.len(), 18);
    let sources = index["facets"].as_array().unwrap().iter().find(|facet| facet["key"] == "source").unwrap();
    for value in sources["values"].as_array().unwrap() {
        let mut at = 0;
        for gap in value["claims"].as_str().unwrap().split(' ') {
            at += gap.parse::<usize>().unwrap();
            assert!(row(at).starts_with(&format!("claims/{}/", value["value"].as_str().unwrap())), "{}", row(at));
        }
    }
}
