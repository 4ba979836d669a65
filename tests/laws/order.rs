//! The order in which a file system lists files is its own affair.

use proptest::prelude::*;
use sourcebook::plan::{Audience, Cards, pages, view};

use super::fuzz::memory::{THEME, compile};
use super::site::texts;

/// All that readers and authors see of a site whose files are found in this order.
fn seen(texts: &[(&str, String)]) -> (String, Vec<(String, serde_json::Value)>) {
    let compiled = compile(texts.iter().map(|(path, text)| (*path, text.as_str())));
    let cards = Cards::new(&compiled.site);
    let shown = pages(&compiled.site, &compiled.proofs).into_iter().map(|page| {
        let view = view(&compiled.basis(&cards, &*THEME, Audience::Authors), &page).unwrap();
        (page.address.path().to_owned(), serde_json::to_value(&view).unwrap())
    });
    (compiled.report(), shown.collect())
}

proptest! {
    #[test]
    fn the_order_of_files_changes_nothing(
        versions in prop::collection::vec(0..60_usize, 11),
        broken in prop::option::of(0..11_usize),
        order in Just((0..11_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut sorted = texts(&versions);
        prop_assert_eq!(sorted.len(), order.len());
        if let Some((_, text)) = broken.and_then(|file| sorted.get_mut(file)) {
            text.truncate(text.floor_char_boundary(text.len() / 2));
        }
        sorted.sort();
        let shuffled: Vec<_> = order.into_iter().map(|index| sorted[index].clone()).collect();
        prop_assert_eq!(seen(&sorted), seen(&shuffled));
    }
}
