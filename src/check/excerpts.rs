use unicode_segmentation::UnicodeSegmentation as _;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::resolve::{Claim, Excerpt, Site};

/// An excerpt is a fragment: of at most so many words, and never a whole sentence.
pub(super) fn check(site: &Site, claim: &Claim, sink: &mut Diagnostics) {
    for excerpt in &claim.excerpts {
        check_excerpt(excerpt, site.config.excerpt_words, sink);
    }
}

/// Holds one excerpt to the limit in words, and to being a fragment.
pub fn check_excerpt(excerpt: &Excerpt, limit: usize, sink: &mut Diagnostics) {
    check_length(excerpt, limit, sink);
    check_fragment(excerpt, sink);
}

/// The longest word, in bytes: what has no spaces may otherwise be as long as its file.
const WORD: usize = 100;

fn check_length(excerpt: &Excerpt, limit: usize, sink: &mut Diagnostics) {
    let words = excerpt.exact.unicode_words().count();
    let (bytes, most) = (excerpt.exact.len(), limit.saturating_mul(WORD));
    if words > limit || bytes > most {
        let message = if words > limit {
            format!("this excerpt has {words} words; the limit is {limit}")
        } else {
            format!("this excerpt has {bytes} bytes; {limit} words have at most {most}")
        };
        sink.push(
            Diagnostic::new(&codes::EXCERPT_TOO_LONG, excerpt.span, message)
                .help("keep the words that the claim rests on, and put `…` where you leave some out")
                .help("the limit is `excerpt-words` in `sourcebook.toml`"),
        );
    }
}

/// Text that opens with a capital and closes with a full stop is taken for a sentence; a short one may be a name.
fn check_fragment(excerpt: &Excerpt, sink: &mut Diagnostics) {
    const SHORTEST: usize = 4;
    let text = excerpt.exact.trim();
    let opens = text.chars().next().is_some_and(char::is_uppercase);
    let closes = text.ends_with(['.', '!', '?', '。']);
    if opens && closes && text.unicode_words().count() >= SHORTEST {
        sink.push(
            Diagnostic::new(&codes::WHOLE_SENTENCE, excerpt.span, "this excerpt looks like a whole sentence")
                .help("quote a fragment: the words that the claim rests on, without the full stop"),
        );
    }
}
