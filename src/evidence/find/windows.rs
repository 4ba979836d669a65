//! The places of an elided excerpt: its parts in order, in one section, as close together as they stand anywhere.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use super::steps::Steps;
use crate::evidence::text::ArchiveText;

/// The smallest windows of the text that hold all parts in order, each given as its parts.
///
/// A window is among them if no other lies within it. Each part is its occurrences in order. Lazy: an excerpt whose
/// first part is "the" has as many windows as a long text has words.
pub(super) fn windows<'a>(
    text: &'a ArchiveText,
    parts: &'a [Cow<'a, [(u32, u32)]>],
    steps: &'a Steps,
) -> impl Iterator<Item = Vec<Range<usize>>> + 'a {
    let mut starts = parts.first().map_or(&[][..], |first| &**first);
    iter::from_fn(move || {
        loop {
            let (&first, rest) = starts.split_first()?;
            steps.take(parts.len())?;
            starts = rest;
            let Some(window) = window_from(text, parts, first) else {
                // Where the rest does not fit behind an earlier start, it does not behind a later one of that section.
                let end = text.section_end(text.section_at(first.0 as usize));
                starts = &starts[starts.partition_point(|(start, _)| (*start as usize) < end)..];
                continue;
            };
            // A later start that reaches the same end has the smaller window.
            let next = starts.first().and_then(|&next| window_from(text, parts, next));
            if next.is_some_and(|next| end(&next) == end(&window)) {
                continue;
            }
            return Some(window);
        }
    })
}

fn end(window: &[Range<usize>]) -> Option<usize> {
    window.last().map(|part| part.end)
}

/// The window that begins with this occurrence of the first part and ends soonest.
fn window_from(text: &ArchiveText, parts: &[Cow<'_, [(u32, u32)]>], first: (u32, u32)) -> Option<Vec<Range<usize>>> {
    let section_end = text.section_end(text.section_at(first.0 as usize));
    let mut window = Vec::with_capacity(parts.len());
    window.push(first.0 as usize..first.1 as usize);
    let mut end = first.1;
    for occurrences in parts.get(1..)? {
        let next = occurrences.partition_point(|&(start, _)| start < end);
        let &(start, part_end) = occurrences.get(next)?;
        if start as usize >= section_end {
            return None;
        }
        window.push(start as usize..part_end as usize);
        end = part_end;
    }
    Some(window)
}
