//! Reports about words that a text quotes.

use super::excerpt::difference;
use super::passage::quoted;
use crate::diagnostic::{Diagnostic, codes};
use crate::evidence::nearest::Nearest;
use crate::evidence::text::ArchiveText;
use crate::files::Span;

/// The most differences that one report lists.
const DIFFERENCES: usize = 5;

/// Neither an excerpt nor the archive of any cited source has the words.
pub(in crate::evidence) fn unproved_quotation(
    span: Span,
    sources: &[&str],
    excerpt: Option<(&str, &str)>,
    passage: Option<(&ArchiveText, Nearest)>,
) -> Diagnostic {
    let message = match sources {
        [one] => format!("the cited source `{one}` does not have these words"),
        _ => "no source that is cited here has these words".to_owned(),
    };
    let mut report =
        Diagnostic::new(&codes::UNPROVED_QUOTATION, span, message).label(format!("not in {}", listed(sources)));
    if let Some((claim, words)) = excerpt {
        report = report.note(format!("the nearest excerpt is that of `{claim}`: “{words}”"));
    }
    if let Some((text, nearest)) = &passage {
        let locator = text.locator(nearest.range.start);
        report = report.note(format!("the nearest passage is in {locator}: “{}”", quoted(text, &nearest.range)));
    }
    let shown = passage.filter(|(_, nearest)| !nearest.differences.is_empty()).map(|(_, nearest)| {
        nearest.differences.iter().take(DIFFERENCES).map(|it| difference(it, "the text")).collect::<Vec<_>>().join("; ")
    });
    let report = shown.into_iter().fold(report, Diagnostic::note);
    report.help("quote the source's exact words, or drop the quotation marks and use your own")
}

/// No excerpt has the words, and not every archive is at hand.
pub(in crate::evidence) fn unchecked_quotation(span: Span, sources: &[&str]) -> Diagnostic {
    Diagnostic::new(&codes::UNCHECKED_QUOTATION, span, "these words have not been checked against the cited source")
        .label(format!("no excerpt of {} has them, and not every archive is at hand", listed(sources)))
        .help("make an excerpt of them where the archive is: `sourcebook clip SOURCE \"WORDS\"`")
}

fn listed(sources: &[&str]) -> String {
    sources.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" and ")
}
