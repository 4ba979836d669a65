//! What a site's pages hold grows as the site does: not as its square where one thing has very many others.
//!
//! Bytes are counted and no time is taken, so the result is the same on every machine. `cargo bench --bench growth`
//! measures the time of the same sites.
#![cfg(test)]

mod support;

#[path = "growth/repeated.rs"]
mod repeated;
#[path = "../benches/site/shapes.rs"]
mod shapes;

use rayon::prelude::*;
use repeated::Repeated;
use sourcebook::diagnostic::{Severity, codes};
use sourcebook::plan::{Audience, Cards, pages, view};
use sourcebook::render::Theme;
use sourcebook::stages::{CompileOptions, Compiled, compile};
use support::Project;

/// What a view may hold: a page of as many entries as fit on it, each with its excerpts.
const LARGEST: usize = 700_000;

fn compiled(project: &Project) -> Compiled {
    compile(project.root(), &CompileOptions::default()).unwrap()
}

/// The bytes of all views of a site, and of the largest with its address.
fn measure(project: &Project, name: &str) -> (usize, (usize, String)) {
    let compiled = compiled(project);
    assert_eq!(compiled.report.count(Severity::Error), 0, "{name}: {:?}", compiled.report.entries.first());
    let pages = pages(&compiled.site, &compiled.proofs);
    let (cards, theme) = (Cards::new(&compiled.site), Theme::new(&compiled.theme).unwrap());
    let basis = compiled.basis(&cards, &theme, Audience::Readers);
    // The sitemap holds an address for each page, and is cut by the rules of its own format.
    let sizes = pages.par_iter().filter(|page| page.address.path() != "sitemap.xml").map(|page| {
        let view = view(&basis, page).unwrap();
        (serde_json::to_vec(&view).unwrap().len(), page.address.path().to_owned())
    });
    let sizes: Vec<(usize, String)> = sizes.collect();
    (sizes.iter().map(|(size, _)| size).sum(), sizes.into_iter().max().unwrap())
}

/// What the page of a site's first brief holds.
fn brief(project: &Project) -> String {
    let compiled = compiled(project);
    let (cards, theme) = (Cards::new(&compiled.site), Theme::new(&compiled.theme).unwrap());
    let basis = compiled.basis(&cards, &theme, Audience::Readers);
    let pages = pages(&compiled.site, &compiled.proofs);
    let page = pages.iter().find(|page| page.address.path() == "briefs/b0/").unwrap();
    serde_json::to_string(&view(&basis, page).unwrap()).unwrap()
}

#[test]
fn pages_grow_as_the_site_does_and_none_without_bound() {
    for shape in &shapes::ALL {
        let of = |many: usize| {
            let project = Project::empty();
            shape.write(project.root(), many);
            measure(&project, shape.name)
        };
        let (small, _) = of(250);
        let (large, (largest, address)) = of(750);
        // Three times as much, and what a few pages of lists fill up on the way.
        assert!(large < small * 7 / 2, "{}: {small} bytes become {large}", shape.name);
        assert!(largest < LARGEST, "{}: /{address} holds {largest} bytes", shape.name);
    }
}

/// What is said once and used many times, as long as it may be: twice the uses make twice the pages, not four times, and
/// no page is larger than its marks can make it.
#[test]
fn what_is_used_again_and_again_costs_its_uses() {
    let fault = |shape: &Repeated| {
        let of = |uses: usize| measure(&shape.site(shape.longest, uses), shape.name);
        let (small, _) = of(shape.uses / 2);
        let (large, (largest, address)) = of(shape.uses);
        let bound = LARGEST.max(shape.uses * shape.of_use);
        let is_fault = large >= small * 9 / 4 || largest >= bound;
        let found = format!("{small} bytes become {large}; /{address} holds {largest}, and may hold {bound}");
        is_fault.then(|| format!("{}: {found}", shape.name))
    };
    let faults: Vec<String> = repeated::ALL.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// However long a sentence is, the page of a claim shows that part of it which cites the claim.
#[test]
fn a_long_sentence_is_shown_around_what_it_cites() {
    let project = repeated::counted(300);
    let compiled = compiled(&project);
    let (cards, theme) = (Cards::new(&compiled.site), Theme::new(&compiled.theme).unwrap());
    let basis = compiled.basis(&cards, &theme, Audience::Readers);
    let pages = pages(&compiled.site, &compiled.proofs);
    for id in 0..300_usize {
        let address = format!("claims/s/k{id}/");
        let page = pages.iter().find(|page| page.address.path() == address).unwrap();
        let view = serde_json::to_string(&view(&basis, page).unwrap()).unwrap();
        assert!(view.contains(&format!("then so on {id} times,")), "{view}");
        assert!(id.abs_diff(150) < 80 || !view.contains("then so on 150 times,"), "{view}");
    }
}

/// A sign of a text that repeats a claim is not fifty long excerpts, and a text of such signs is a page.
#[test]
fn what_is_set_in_a_text_has_room_on_a_page() {
    // Of two kilobytes each.
    let (one, _) = measure(&repeated::set(1, 50, 1), "one brief");
    let (many, (largest, address)) = measure(&repeated::set(1, 50, 101), "briefs");
    let shown = brief(&repeated::set(1, 50, 1));
    assert_eq!([shown.matches("45 more excerpts").count(), shown.matches("[…]").count()], [2, 10], "{shown}");
    assert!(many - one < 10_000_000, "a hundred briefs take {} bytes", many - one);
    assert!(largest < LARGEST, "/{address} holds {largest} bytes");
    let of_claims = brief(&repeated::set(200, 5, 1)).len();
    assert!(of_claims < LARGEST, "a brief of claims holds {of_claims} bytes");
}

/// A text of tables is a page of so many claims, however many each table has.
#[test]
fn tables_in_a_text_share_the_room_of_a_page() {
    let held = brief(&repeated::tables(200)).len();
    assert!(held < LARGEST, "the brief holds {held} bytes");
}

/// Beyond that there is no page, but one error that says so.
#[test]
fn what_is_longer_than_it_may_be_makes_no_page() {
    let is_refused = |site: &Project| compiled(site).report.entries.iter().any(|it| *it.1.code == codes::TOO_LONG);
    let of_shapes = repeated::ALL.iter().filter(|shape| shape.longest > 0);
    let taken = of_shapes.filter(|shape| !is_refused(&shape.site(shape.longest + 1, 1))).map(|shape| shape.name);
    assert_eq!(taken.collect::<Vec<_>>(), [""; 0]);
    assert!(is_refused(&repeated::tables(201)));
}
