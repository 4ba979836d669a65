use std::ops::Range;

use serde::Serialize;

use super::link::Link;

/// Which of the pages that a list is spread over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Counted from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// How many entries the list has.
    pub entries: usize,
}

impl Part {
    /// A page of no list.
    pub const ONLY: Self = Self { number: 1, count: 1, entries: 0 };

    /// The pages of a list of so many entries; one, if there are none.
    pub(super) fn all(entries: usize, size: usize) -> impl Iterator<Item = Self> {
        let count = entries.div_ceil(size).max(1);
        (1..=count).map(move |number| Self { number, count, entries })
    }

    /// The positions of its entries.
    pub(super) fn window(self, size: usize, entries: usize) -> Range<usize> {
        let first = (self.number - 1).saturating_mul(size).min(entries);
        first..first.saturating_add(size).min(entries)
    }
}

/// The other pages of a list, as one of them names them.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// Counted from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The first, the last and those around this one; none between two that do not follow each other.
    pub pages: Vec<Option<PartLink>>,
}

/// A page of the list.
#[derive(Debug, Clone, Serialize)]
pub struct PartLink {
    /// Its number.
    pub link: Link,
    /// Whether it is this one.
    pub is_current: bool,
}

/// How many pages on either side of this one are named: with the ends never more than seven, which fit a phone.
const NEAR: usize = 2;

impl PartView {
    /// None where the list stands on one page.
    pub(super) fn new(part: Part, href: impl Fn(usize) -> String) -> Option<Self> {
        if part.count < 2 {
            return None;
        }
        let near = part.number.saturating_sub(NEAR).max(1)..=(part.number + NEAR).min(part.count);
        let mut shown: Vec<usize> = std::iter::once(1).chain(near).chain([part.count]).collect();
        shown.dedup();
        let link = |number: usize| {
            let link = Link::new(href(number), number.to_string());
            PartLink { link, is_current: number == part.number }
        };
        let mut pages = Vec::new();
        for (at, &number) in shown.iter().enumerate() {
            if at > 0 && shown[at - 1] + 1 < number {
                pages.push(None);
            }
            pages.push(Some(link(number)));
        }
        Some(Self {
            number: part.number,
            count: part.count,
            previous: (part.number > 1).then(|| href(part.number - 1)),
            next: (part.number < part.count).then(|| href(part.number + 1)),
            pages,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: usize, count: usize, expected: &str) {
        let view = PartView::new(Part { number, count, entries: 0 }, |number| format!("{number}/")).unwrap();
        let shown: Vec<String> = view
            .pages
            .iter()
            .map(|page| match page {
                Some(page) if page.is_current => format!("[{}]", page.link.text()),
                Some(page) => page.link.text().to_owned(),
                None => "…".to_owned(),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn the_ends_and_the_neighbours_are_named() {
        check(1, 2, "[1] 2");
        check(1, 40, "[1] 2 3 … 40");
        check(4, 40, "1 2 3 [4] 5 6 … 40");
        check(20, 40, "1 … 18 19 [20] 21 22 … 40");
        check(40, 40, "1 … 38 39 [40]");
        assert!(PartView::new(Part::ONLY, |_| String::new()).is_none());
    }

    #[test]
    fn every_entry_is_on_one_page() {
        for (entries, size) in [(0, 3), (1, 3), (3, 3), (4, 3), (10, 3)] {
            let found: Vec<usize> = Part::all(entries, size).flat_map(|part| part.window(size, entries)).collect();
            assert_eq!(found, (0..entries).collect::<Vec<_>>());
        }
        assert_eq!(Part::all(401, 200).count(), 3);
    }
}
