//! Any text as archive and excerpt, parted by a NUL: no panic, and every place that is found slices the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sourcebook::evidence::{ArchiveText, Format, Found, Wanted, extract, find, pieces};

fuzz_target!(|input: (&str, bool)| {
    let (text, is_markdown) = input;
    let (archive, excerpt) = text.split_once('\0').unwrap_or((text, ""));
    let format = if is_markdown { Format::Markdown } else { Format::Plain };
    let Ok(extracted) = extract(archive, format) else { return };
    let text = ArchiveText::new(extracted);
    let together: String = pieces(excerpt).iter().map(|piece| piece.text()).collect();
    assert_eq!(together, excerpt);
    let wanted = Wanted { exact: excerpt, ..Wanted::default() };
    for found in find(&text, &[wanted]) {
        let places = match found {
            Found::Once(place) => vec![place],
            Found::Several(places) => places,
            Found::Nowhere(_) => Vec::new(),
        };
        for range in places.iter().flat_map(|place| place.parts.clone()) {
            assert!(text.normal().get(range.clone()).is_some_and(|words| !words.is_empty()));
            assert!(!text.original(range.clone()).is_empty());
            assert!(text.points(range.start) < text.points(range.end));
            let _ = text.locator(range.start);
        }
    }
});
