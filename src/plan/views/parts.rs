use serde::Serialize;

use crate::evidence::{Locator, Outcome, Proof};
use crate::model::RelationKind;
use crate::plan::scope::Scope;
use crate::resolve::{ClaimId, Excerpt, Mention, RecordId, Related, SourceId};
use crate::syntax::Word;

/// A link with its text; the address is relative to the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// A word of a vocabulary: the name for class names and data, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WordView {
    /// The word as data files write it.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// A claim wherever it is shown: as a card, a row or an entry of a list of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimView {
    /// `SOURCE/CLAIM`.
    pub key: String,
    /// An identifier for anchors, unique on a page.
    pub anchor: String,
    /// Its page.
    pub href: String,
    /// What is asserted.
    pub statement: String,
    /// How the source puts it.
    pub kind: WordView,
    /// The words that it rests on.
    pub excerpts: Vec<ExcerptView>,
    /// Whose document it is.
    pub source: Link,
    /// Whose words the document reports.
    pub speaker: Option<Link>,
    /// The document's own word of likelihood.
    pub likelihood: Option<LikelihoodView>,
    /// Condition and consequence.
    pub conditional: Option<ConditionalView>,
    /// Where it stands, if not active.
    pub status: Option<StatusView>,
}

/// The two halves of a conditional claim.
#[derive(Debug, Clone, Serialize)]
pub struct ConditionalView {
    /// If …
    pub condition: String,
    /// … then …
    pub consequence: String,
}

/// A status other than active.
#[derive(Debug, Clone, Serialize)]
pub struct StatusView {
    /// Which.
    pub status: WordView,
    /// Why.
    pub reason: String,
}

/// A source's word of likelihood, with the range that the site's scale gives it, if it is a word of that scale.
#[derive(Debug, Clone, Serialize)]
pub struct LikelihoodView {
    /// The source's word.
    pub word: String,
    /// The range.
    pub range: Option<&'static str>,
    /// Whose scale the range is.
    pub scale: &'static str,
}

/// An excerpt with its proof.
#[derive(Debug, Clone, Serialize)]
pub struct ExcerptView {
    /// The words, cut where something was left out or put in by an editor.
    pub parts: Vec<ExcerptPart>,
    /// Where it stands, for readers: "“Nobel dreams”, paragraph 25".
    pub locator: Option<String>,
    /// How it was proved.
    pub proof: ProofView,
    /// A link into the original, where it has an address.
    pub original: Option<String>,
}

/// A stretch of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcerptPart {
    /// `words` of the source, `gap` or `editor`.
    pub kind: &'static str,
    /// The text.
    pub text: String,
}

/// How an excerpt was proved.
#[derive(Debug, Clone, Serialize)]
pub struct ProofView {
    /// The outcome's name, for class names.
    pub name: &'static str,
    /// The outcome for readers: "found letter for letter".
    pub label: &'static str,
    /// Whether the words were found.
    pub is_proved: bool,
    /// When, in the machine's form.
    pub verified: Option<String>,
    /// When, for readers.
    pub verified_text: Option<String>,
    /// The SHA-256 of the archive that it was found in.
    pub sha256: Option<String>,
}

/// A sentence of a text that cites or names something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentionView {
    /// The page, and the place on it where that has an anchor.
    pub page: Link,
    /// What sort of page: "brief", "actor", "option" or "criterion".
    pub kind: &'static str,
    /// The sentence.
    pub sentence: String,
}

/// A related claim with the label that reads right from here.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    /// The label: "supports", "supported by".
    pub label: &'static str,
    /// The relation's name, for class names.
    pub relation: &'static str,
    /// Whether it is of another source than this claim.
    pub across: bool,
    /// The other claim.
    pub claim: ClaimView,
    /// Whether this claim is the one that relates.
    #[serde(skip)]
    pub(super) outward: bool,
    /// The relation itself.
    #[serde(skip)]
    pub(super) relation_kind: RelationKind,
}

/// The word and meaning of a vocabulary's word.
macro_rules! word_view {
    ($word:expr) => {
        $crate::plan::views::WordView { name: $crate::syntax::Word::name($word), meaning: $word.meaning() }
    };
}
pub(super) use word_view;

impl Scope<'_> {
    /// A link to a record, under its name.
    pub(in crate::plan) fn link(&self, record: RecordId) -> Link {
        Link { href: self.href(record), text: self.site.name(record).to_owned() }
    }

    /// A link to a source, under the short name that readers know it by.
    pub(in crate::plan) fn source_link(&self, source: SourceId) -> Link {
        Link { href: self.href(RecordId::Source(source)), text: source_label(self, source) }
    }

    /// A claim as it is shown on this page.
    pub(in crate::plan) fn claim(&self, id: ClaimId) -> ClaimView {
        let claim = &self.site.claims[id];
        ClaimView {
            key: claim.key.clone(),
            anchor: claim.key.replace('/', "--"),
            href: self.href(RecordId::Claim(id)),
            statement: claim.statement.clone(),
            kind: word_view!(claim.kind),
            excerpts: self.excerpts(id),
            source: self.source_link(claim.source),
            speaker: claim.speaker.map(|speaker| self.link(RecordId::Actor(speaker))),
            likelihood: claim.likelihood.as_ref().map(|word| self.likelihood(word)),
            conditional: claim
                .conditional
                .clone()
                .map(|(condition, consequence)| ConditionalView { condition, consequence }),
            status: claim
                .status
                .as_ref()
                .map(|status| StatusView { status: word_view!(status.status), reason: status.reason.clone() }),
        }
    }

    /// Claims as they are shown on this page.
    pub(in crate::plan) fn claims(&self, ids: impl IntoIterator<Item = ClaimId>) -> Vec<ClaimView> {
        ids.into_iter().map(|id| self.claim(id)).collect()
    }

    fn excerpts(&self, id: ClaimId) -> Vec<ExcerptView> {
        let claim = &self.site.claims[id];
        let url = self.site.sources[claim.source].url.as_deref();
        let view = |(index, excerpt): (usize, &Excerpt)| {
            let proof = self.proofs.of(id, index);
            ExcerptView {
                parts: excerpt_parts(&excerpt.exact),
                locator: proof.and_then(|proof| proof.locator.as_ref()).map(locator_text),
                proof: proof_view(proof),
                original: url.map(|url| text_fragment(url, excerpt)),
            }
        };
        claim.excerpts.iter().enumerate().map(view).collect()
    }

    /// A source's word of likelihood, with its range.
    pub(in crate::plan) fn likelihood(&self, word: &str) -> LikelihoodView {
        let scale = self.site.config.likelihood_scale;
        let range = scale.find(word).map(|range| range.percent);
        LikelihoodView { word: word.to_owned(), range, scale: scale.title() }
    }

    /// A sentence that cites or names something.
    pub(in crate::plan) fn mention(&self, mention: &Mention) -> MentionView {
        let kind = match mention.page {
            RecordId::Brief(_) => "brief",
            RecordId::Actor(_) => "actor",
            RecordId::Option(_) => "option",
            _ => "criterion",
        };
        MentionView { page: self.link(mention.page), kind, sentence: self.sentence(mention) }
    }

    /// A relation as it is shown on one of its claims' pages.
    pub(in crate::plan) fn related(&self, from: ClaimId, related: Related) -> RelatedView {
        RelatedView {
            label: related.label(),
            relation: related.kind.name(),
            across: self.site.claims[from].source != self.site.claims[related.other].source,
            claim: self.claim(related.other),
            outward: related.outward,
            relation_kind: related.kind,
        }
    }
}

/// The short name of a source: its first author's last name and year, else its title, else its identifier in words.
/// What is unknown is said to be unknown.
pub(super) fn source_label(scope: &Scope<'_>, id: SourceId) -> String {
    let source = &scope.site.sources[id];
    let year = source.date.as_ref().map(|date| date.first_day().year().to_string());
    let family = |name: &String| {
        name.split_once(',')
            .map_or_else(|| name.split_whitespace().last().unwrap_or(name).to_owned(), |(f, _)| f.to_owned())
    };
    let who = match source.authors.as_slice() {
        [] => source.title.clone().unwrap_or_else(|| {
            let words = source.id.replace('-', " ");
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }),
        [one] => family(one),
        [one, other] => format!("{} and {}", family(one), family(other)),
        [one, ..] => format!("{} et al.", family(one)),
    };
    match year {
        Some(year) => format!("{who} {year}"),
        None => format!("{who} (undated)"),
    }
}

fn proof_view(proof: Option<&Proof>) -> ProofView {
    let outcome = proof.map_or(Outcome::Unchecked, |proof| proof.outcome);
    let verified = proof.and_then(|proof| proof.verified);
    ProofView {
        name: outcome.name(),
        label: outcome_label(outcome),
        is_proved: outcome.is_proved(),
        verified: verified.map(|date| date.to_string()),
        verified_text: verified.map(crate::model::long_date),
        sha256: proof.and_then(|proof| proof.archive_sha256.clone()),
    }
}

/// An outcome beside an excerpt.
const fn outcome_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exact => "found letter for letter",
        Outcome::Normalised => "found; only typography differs",
        Outcome::Elided => "found in parts, in this order",
        Outcome::Ambiguous => "found in several places",
        Outcome::Missing => "not found",
        Outcome::Unchecked => "not checked",
    }
}

/// What an outcome means, as readers are told.
pub(super) const fn outcome_meaning(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exact => "The source has these words, letter for letter.",
        Outcome::Normalised => "The source has these words; only white space, quotation marks or dashes differ.",
        Outcome::Elided => "The source has the parts, in this order, in one section.",
        Outcome::Ambiguous => "The source has these words in several places.",
        Outcome::Missing => "The source does not have these words.",
        Outcome::Unchecked => "Nobody has checked: the source's archive was not at hand.",
    }
}

/// Where an excerpt stands, in words.
fn locator_text(locator: &Locator) -> String {
    let section = locator.section.as_ref().map(|heading| format!("“{heading}”"));
    let paragraph = locator.paragraph.map(|number| format!("paragraph {number}"));
    let page = locator.page.map(|number| format!("page {number}"));
    [section, paragraph, page].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Cuts an excerpt at `…`, `[…]` and `[words]`, so that what is not the source's own stays visible.
fn excerpt_parts(exact: &str) -> Vec<ExcerptPart> {
    let mut parts: Vec<ExcerptPart> = Vec::new();
    let mut rest = exact;
    let mut push = |kind: &'static str, text: &str| {
        let text = text.trim();
        if !text.is_empty() {
            parts.push(ExcerptPart { kind, text: text.to_owned() });
        }
    };
    while let Some(at) = rest.find(['…', '[']) {
        push("words", &rest[..at]);
        let tail = &rest[at..];
        let end = if tail.starts_with('[') { tail.find(']').map(|end| end + 1) } else { Some('…'.len_utf8()) };
        let Some(end) = end else {
            push("words", tail);
            return parts;
        };
        let cut = &tail[..end];
        let inner = cut.trim_matches(['[', ']']).trim();
        if inner == "…" || inner == "..." {
            push("gap", "…");
        } else {
            push("editor", inner);
        }
        rest = &tail[end..];
    }
    push("words", rest);
    parts
}

/// A link into the original (WICG text fragments). `-`, `,` and `&` part the directive's own syntax, so everything
/// but letters and digits is percent-encoded.
fn text_fragment(url: &str, excerpt: &Excerpt) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let words: Vec<String> = excerpt_parts(&excerpt.exact)
        .into_iter()
        .filter(|part| part.kind == "words")
        .map(|part| utf8_percent_encode(&part.text, NON_ALPHANUMERIC).to_string())
        .collect();
    let context =
        |text: &Option<String>| text.as_ref().map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
    let prefix = context(&excerpt.prefix).map(|prefix| format!("{prefix}-,")).unwrap_or_default();
    let suffix = context(&excerpt.suffix).map(|suffix| format!(",-{suffix}")).unwrap_or_default();
    let range = match words.as_slice() {
        [] => return url.to_owned(),
        [one] => one.clone(),
        [first, .., last] => format!("{first},{last}"),
    };
    let base = url.split('#').next().unwrap_or(url);
    format!("{base}#:~:text={prefix}{range}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_did_stays_visible() {
        let kinds: Vec<_> =
            excerpt_parts("a b … c [then-President] d […] e").into_iter().map(|p| (p.kind, p.text)).collect();
        let expected = [
            ("words", "a b"),
            ("gap", "…"),
            ("words", "c"),
            ("editor", "then-President"),
            ("words", "d"),
            ("gap", "…"),
            ("words", "e"),
        ];
        assert_eq!(kinds, expected.map(|(kind, text)| (kind, text.to_owned())));
        assert_eq!(excerpt_parts("open [ bracket").len(), 2);
    }

    #[test]
    fn text_fragments_encode_what_the_directive_uses() {
        let excerpt = Excerpt {
            exact: "second-strike, & more".to_owned(),
            prefix: None,
            suffix: Some("of".to_owned()),
            section: None,
            span: crate::files::Span::new(crate::files::Files::default().add("", ""), 0, 0),
        };
        assert_eq!(
            text_fragment("https://example.org/a#b", &excerpt),
            "https://example.org/a#:~:text=second%2Dstrike%2C%20%26%20more,-of"
        );
    }
}
