use std::collections::BTreeSet;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::markdown::Heading;
use crate::markdown::place::Places;

/// Most headings among which, and most links for which, a misspelled id is looked for: with thousands of both, looking
/// would take minutes.
const LOOKED_FOR: usize = 100;

/// Reports links to headings that the document does not have. `#` and `#top` are the top of every page.
pub(super) fn check(
    fragments: &[(String, Range<usize>)],
    headings: &[Heading],
    places: Places,
    sink: &mut Diagnostics,
) {
    let ids: BTreeSet<&str> = headings.iter().map(|heading| heading.id.as_str()).collect();
    let mut looked_for = 0;
    for (fragment, range) in fragments {
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        if matches!(&*decoded, "" | "top") || ids.contains(&*decoded) {
            continue;
        }
        looked_for += 1;
        let candidates = if looked_for <= LOOKED_FOR { LOOKED_FOR } else { 0 };
        let meant = closest(&decoded, ids.iter().copied().take(candidates));
        sink.push(
            Diagnostic::new(&codes::BROKEN_LINK, places.span(range), format!("no heading here has the id `{decoded}`"))
                .maybe_help(meant.map(|id| format!("did you mean `#{id}`?")))
                .help("the id of a heading is its words in small letters, joined by hyphens, or what `{#id}` says"),
        );
    }
}
