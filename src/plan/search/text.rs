use crate::markdown::{Document, Heading, Unit};
use crate::plan::said::readable;
use crate::resolve::{Site, Target, Text};

/// A stretch of a text under one heading, or before the first.
pub(super) struct Section<'a> {
    /// None before the first heading.
    pub(super) heading: Option<&'a Heading>,
    /// All its prose as one line.
    pub(super) words: String,
    /// What it cites, links and embeds.
    pub(super) targets: Vec<&'a Target>,
}

/// The most sections of a text that are found by themselves: the last of them goes on to the text's end. An entry takes
/// more than its words do, and a text of 8 MiB holds a million headings.
const MOST: usize = 512;

/// The sections of a text in their order. What stands before the first heading is always one, if only an empty one.
pub(super) fn sections<'a>(site: &Site, text: &'a Text) -> Vec<Section<'a>> {
    let headings = outline(&text.document);
    let first = std::iter::once(None).chain(headings.iter().copied().map(Some));
    let mut sections: Vec<Section<'a>> =
        first.map(|heading| Section { heading, words: String::new(), targets: Vec::new() }).collect();
    for unit in &text.document.units {
        let Some(section) = sections.get_mut(section_at(&headings, unit.span.start)) else { continue };
        append(&mut section.words, site, text, unit);
    }
    for (mark, target) in text.document.marks.iter().zip(&text.targets) {
        let Some(section) = sections.get_mut(section_at(&headings, mark.span.start)) else { continue };
        section.targets.push(target);
    }
    sections
}

/// The headings that divide the text, [`MOST`] of them: not those inside a quote or a list.
fn outline(document: &Document) -> Vec<&Heading> {
    document.headings.iter().filter(|heading| !heading.nested).take(MOST).collect()
}

/// The position of the section that holds a byte of the file.
fn section_at(headings: &[&Heading], byte: u32) -> usize {
    headings.partition_point(|heading| heading.span.start <= byte)
}

fn append(words: &mut String, site: &Site, text: &Text, unit: &Unit) {
    for sentence in text.document.sentences.run(unit.sentences) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&readable(site, text, sentence));
    }
}
