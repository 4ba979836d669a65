//! What a site's pages hold grows as the site does: not as its square where one thing has very many others.
//!
//! Bytes are counted and no time is taken, so the result is the same on every machine. `cargo bench --bench growth`
//! measures the time of the same sites.
#![cfg(test)]

mod support;

#[path = "../benches/site/shapes.rs"]
mod shapes;

use rayon::prelude::*;
use shapes::Growing;
use sourcebook::diagnostic::Severity;
use sourcebook::plan::{Audience, Cards, pages, view};
use sourcebook::render::Theme;
use sourcebook::stages::{CompileOptions, compile};
use support::Project;

/// What a view may hold: a page of as many entries as fit on it, each with its excerpts.
const LARGEST: usize = 700_000;

/// The bytes of all views of a site, and of the largest with its address.
fn measure(shape: &Growing, many: usize) -> (usize, (usize, String)) {
    let project = Project::empty();
    shape.write(project.root(), many);
    let compiled = compile(project.root(), &CompileOptions::default()).unwrap();
    assert_eq!(compiled.report.count(Severity::Error), 0, "{}: {:?}", shape.name, compiled.report.entries.first());
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

#[test]
fn pages_grow_as_the_site_does_and_none_without_bound() {
    for shape in &shapes::ALL {
        let (small, _) = measure(shape, 250);
        let (large, (largest, address)) = measure(shape, 750);
        // Three times as much, and what a few pages of lists fill up on the way.
        assert!(large < small * 7 / 2, "{}: {small} bytes become {large}", shape.name);
        assert!(largest < LARGEST, "{}: /{address} holds {largest} bytes", shape.name);
    }
}
