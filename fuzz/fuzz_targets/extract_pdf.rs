//! Any bytes as a PDF: no panic, and blocks that are in order and not blank.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sourcebook::evidence::{ArchiveText, Format, extract};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(extracted) = extract(bytes, Format::Pdf) {
        let mut end = 0;
        for block in &extracted.blocks {
            assert!(block.range.start >= end && !extracted.text[block.range.clone()].trim().is_empty());
            end = block.range.end;
        }
        drop(ArchiveText::new(extracted));
    }
});
