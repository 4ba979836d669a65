//! The body of a brief, through all stages but the disk's: every page that it shows on is drawn.

use sourcebook::plan::{Audience, Cards, Page, PageKind, pages, view};

use super::found::reports_are_sound;
use super::memory::{Compiled, THEME, compile};
use super::page::nothing_runs;
use super::text;

/// A small site with one record of each kind, for the brief to name.
const AROUND: [(&str, &str); 5] = [
    ("sourcebook.toml", "title = \"T\"\nbase-url = \"https://t.example/\"\n[severity]\nuncited-paragraph = \"off\"\n"),
    (
        "content/sources/s.yaml",
        "type: report\ntitle: A report\nauthor: [A. Author]\ndate: 2024\nclaims:\n\
         - { id: a, statement: It rains., kind: fact, quote: rain falls, about: [kim] }\n\
         - id: b\n  statement: It will rain.\n  kind: forecast\n  quote: more rain is likely\n  likelihood: likely\n  \
         bears-on: [{ option: pact, criterion: cost, bearing: against }]\n  relations: { supports: a }\n",
    ),
    ("content/actors/kim.md", "---\nname: Kim\nkind: person\n---\n"),
    ("content/options/pact.md", "---\nname: The pact\n---\n"),
    ("content/criteria/cost.md", "---\nname: Cost\n---\n"),
];

/// Any text as the body of a brief.
pub fn brief(bytes: &[u8]) {
    let body = text(bytes);
    let text = format!("---\ntitle: B\ndate: 2024-01-01\nsummary: S.\n---\n{body}");
    let site = || compile(AROUND.into_iter().chain([("content/briefs/b.md", text.as_str())]));
    let compiled = site();
    reports_are_sound(&compiled.found, &compiled.files, text.len());
    let again = site();
    assert_eq!(compiled.report(), again.report());
    let shown = pages(&compiled.site, &compiled.proofs).into_iter().filter(shows_briefs).map(|page| {
        let drawn = draw(&compiled, &page);
        assert_eq!(drawn, draw(&again, &page), "drawn twice, {} is another page", page.address.path());
        nothing_runs(&drawn);
        drawn.len()
    });
    let sizes: Vec<usize> = shown.collect();
    assert_eq!(sizes.len(), 3, "the brief, and the two claims that it may cite");
    // Each citation may bring its claim's card, each embedded record its table.
    assert!(sizes.iter().sum::<usize>() <= 100_000 + 1_000 * body.len(), "{sizes:?} of {} bytes", body.len());
}

fn shows_briefs(page: &Page) -> bool {
    matches!(page.kind, PageKind::Brief(_) | PageKind::Claim(_))
}

fn draw(compiled: &Compiled, page: &Page) -> String {
    let cards = Cards::new(&compiled.site);
    let view = view(&compiled.basis(&cards, &*THEME, Audience::Authors), page);
    let drawn = view.map_err(Into::into).and_then(|view| THEME.render(&view));
    let bytes = drawn.unwrap_or_else(|error| panic!("{}: {error}", page.address.path()));
    String::from_utf8(bytes).expect("a page is text")
}
