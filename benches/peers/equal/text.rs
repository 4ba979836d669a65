//! How much a reader can read on the pages: on none does Hugo have to write more than Sourcebook, and on those of each
//! kind together hardly less.

use std::path::Path;

use scraper::{Html, Selector};

use super::kinds::{Kind, kinds, sample};
use super::pages;
use crate::site::Shape;

/// The least share of Sourcebook's text that Hugo's pages of a kind may have, in per cent.
const LEAST: usize = 90;

/// Compares a sample of pages. Gives the shares of the kinds, as a list.
pub(super) fn check(shape: &Shape, ours: &Path, theirs: &Path) -> String {
    let shares = kinds(shape).map(|Kind { name, count, path }| {
        let (mut all, mut others) = (0, 0);
        for path in sample(count).map(path) {
            let (length, other) = (length(&pages(ours, &path)), length(&pages(theirs, &path)));
            assert!(other <= length, "{path}: Hugo's page has {other} letters, Sourcebook's {length}");
            all += length;
            others += other;
        }
        let share = others * 100 / all;
        assert!(share >= LEAST, "{name}: Hugo's pages have {share} % of Sourcebook's text");
        format!("{share} % on {name}")
    });
    shares.join(", ")
}

/// What is read of a page, with single spaces.
pub(super) fn visible(html: &str) -> String {
    let body = Selector::parse("body").unwrap();
    let document = Html::parse_document(html);
    let text: String = document.select(&body).flat_map(|body| body.text()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many letters are read, spaces apart: these are also between tags.
fn length(pages: &[String]) -> usize {
    pages.iter().map(|html| visible(html).chars().filter(|letter| !letter.is_whitespace()).count()).sum()
}
