use std::sync::Arc;

use super::ids::RecordId;
use super::lookup::Lookup;
use super::names::Names;
use super::site::{Target, Text};
use crate::diagnostic::{Diagnostic, Diagnostics, closest, codes};
use crate::files::Spanned;
use crate::markdown::{Document, Mark, MarkKind, parse_note};
use crate::model::LikelihoodScale;
use crate::syntax::Word as _;

/// Looks up what every mark of a text names.
pub(super) fn resolve_document(document: Arc<Document>, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Text {
    let beyond = document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Embed { .. })).nth(EMBEDS);
    sink.extend(beyond.map(|mark| {
        Diagnostic::new(&codes::TOO_LONG, mark.span, format!("this text embeds more than {EMBEDS} records"))
            .help("link to the others with `[[…]]`: each has a page of its own")
    }));
    let targets = document.marks.iter().map(|mark| target(mark, lookup, sink)).collect();
    Text { document, targets }
}

/// How many records may be set in one text. Each is a mark of a few letters and a table or card of many.
const EMBEDS: usize = 200;

/// Parses and resolves a short Markdown field.
pub(super) fn resolve_note(note: &Spanned<String>, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Text {
    resolve_document(Arc::new(parse_note(&note.value, note.span, sink)), lookup, sink)
}

fn target(mark: &Mark, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Target {
    match &mark.kind {
        MarkKind::Citation(claims) => {
            let cited = claims.iter().filter_map(|claim| match claim.value.strip_prefix('@') {
                None => lookup.claim(claim, sink),
                Some(source) => {
                    sink.push(citation_of_a_source(claim, source, &lookup.known.names));
                    None
                }
            });
            Target::Claims(cited.collect())
        }
        MarkKind::Link { target, .. } => lookup.link(target, sink).map_or(Target::Nothing, Target::Record),
        MarkKind::Embed { target } => match lookup.link(target, sink) {
            Some(record @ (RecordId::Claim(_) | RecordId::Option(_) | RecordId::Actor(_))) => Target::Record(record),
            Some(record) => {
                sink.push(
                    Diagnostic::new(
                        &codes::WRONG_KIND,
                        target.span,
                        format!("`{}` is {}, which cannot be embedded in a text", target.value, record.what()),
                    )
                    .help("a claim, an option or an actor can be; link to the others with `[[…]]`"),
                );
                Target::Nothing
            }
            None => Target::Nothing,
        },
        MarkKind::Likelihood { word } => likelihood(word, lookup.known.scale, sink),
        MarkKind::Stray { key, lacks_brackets } => stray(key, *lacks_brackets, lookup, sink),
        MarkKind::Path { .. } | MarkKind::NoEvidence => Target::Nothing,
    }
}

/// `[@source]`, which cites no claim: of a source that there is, with its claims.
fn citation_of_a_source(written: &Spanned<Box<str>>, source: &str, names: &Names) -> Diagnostic {
    const SHOWN: usize = 5;
    let report = |message: String| Diagnostic::new(&codes::INVALID_CITATION, written.span, message);
    let mut claims = names.claims_of(source);
    let shown: Vec<String> = claims.by_ref().take(SHOWN).map(|key| format!("`[@{key}]`")).collect();
    if shown.is_empty() {
        let meant = closest(source, [NO_EVIDENCE]).map(|meant| format!("did you mean `[@{meant}]`?"));
        return report("this citation names no claim".to_owned())
            .maybe_help(meant)
            .help("write a citation as `[@source/claim]`, or of several claims as `[@a/b; @c/d]`");
    }
    let more = if claims.next().is_some() { " and more" } else { "" };
    report("this citation names a source, but none of its claims".to_owned())
        .help(format!("its claims: {}{more}", shown.join(", ")))
}

/// What stands where a citation would, for a paragraph that needs none.
const NO_EVIDENCE: &str = "none";

/// Words that would be a citation with one sign more. They count as evidence that has been reported if they are `@a/b` of
/// a source that there is, or `[a/b]` of a claim that there is; else they are words.
fn stray(key: &Spanned<Box<str>>, lacks_brackets: bool, lookup: &Lookup<'_>, sink: &mut Diagnostics) -> Target {
    let claim = key.as_str();
    let is_claim = lookup.known.names.has_claim(claim);
    let message = match (lacks_brackets, is_claim) {
        (true, true) => "a citation stands in brackets of its own",
        (true, false) if lookup.known.names.has_source_of(claim) => {
            "a citation stands in brackets of its own, and names a claim"
        }
        (false, true) => "a citation begins with `@`",
        _ => return Target::Nothing,
    };
    let meant = is_claim.then(|| format!("write `[@{claim}]`"));
    let help = "write a citation as `[@source/claim]`, and put anything else between backticks";
    sink.push(Diagnostic::new(&codes::INVALID_CITATION, key.span, message).maybe_help(meant).help(help));
    Target::Claims(Vec::new())
}

fn likelihood(word: &Spanned<Box<str>>, scale: LikelihoodScale, sink: &mut Diagnostics) -> Target {
    if let Some(range) = scale.find(word.as_str()) {
        return Target::Likelihood(range);
    }
    let meant = closest(word.as_str(), scale.words());
    let other = LikelihoodScale::ALL.iter().find(|other| other.find(word.as_str()).is_some());
    sink.push(
        Diagnostic::new(
            &codes::UNKNOWN_LIKELIHOOD,
            word.span,
            format!("“{}” is not a word of {}", word.value, scale.title()),
        )
        .maybe_help(other.map(|other| format!("it is a word of {}; a site keeps to one scale", other.title())))
        .maybe_help(meant.map(|word| format!("did you mean `[~{word}]`?")))
        .help(format!("its words are: {}", scale.words().collect::<Vec<_>>().join(", "))),
    );
    Target::Nothing
}
