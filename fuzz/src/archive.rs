//! Archives, and the excerpts that are looked for in them.

use sourcebook::evidence::{ArchiveText, Extracted, Format, Found, Piece, Wanted, extract, find, pieces};

use super::text;

/// Any bytes as a page of HTML.
pub fn extract_html(bytes: &[u8]) {
    blocks_stand_in_order(bytes, Format::Html);
}

/// Any bytes as a PDF.
pub fn extract_pdf(bytes: &[u8]) {
    blocks_stand_in_order(bytes, Format::Pdf);
}

fn blocks_stand_in_order(bytes: &[u8], format: Format) {
    let Ok(extracted) = extract(bytes, format) else { return };
    let mut end = 0;
    for block in &extracted.blocks {
        assert!(block.range.start >= end && !extracted.text[block.range.clone()].trim().is_empty());
        end = block.range.end;
    }
    let Ok(Extracted { text, blocks, .. }) = extract(bytes, format) else {
        panic!("the second time it cannot be read")
    };
    assert!((text, blocks) == (extracted.text.clone(), extracted.blocks.clone()), "read twice, it is another text");
    drop(ArchiveText::new(extracted));
}

/// Any text as archive and excerpt, parted by a NUL: every place that is found slices the text.
pub fn match_excerpt(bytes: &[u8]) {
    let text = text(bytes);
    let (archive, excerpt) = text.split_once('\0').unwrap_or((text, ""));
    let together: String = pieces(excerpt).iter().map(Piece::text).collect();
    assert_eq!(together, excerpt);
    for format in [Format::Plain, Format::Markdown] {
        places_slice_the_text(archive, format, excerpt);
    }
}

fn places_slice_the_text(archive: &str, format: Format, excerpt: &str) {
    let Ok(extracted) = extract(archive, format) else { return };
    let text = ArchiveText::new(extracted);
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
}
