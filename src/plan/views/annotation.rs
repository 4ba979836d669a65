use serde::Serialize;

use super::passage::{Passage, passages};
use crate::evidence::{Part, Proved};
use crate::model::Doi;
use crate::plan::page::annotation_path;
use crate::plan::scope::Scope;
use crate::resolve::{Address, ClaimId, Excerpt, RecordId};

/// An excerpt as a Web Annotation (W3C Recommendation, 2017-02-23): the claim, linked to the words that it rests on.
///
/// Addresses are absolute where the site has a base address; without one they are relative to the file, as JSON-LD
/// allows. Of the source's text it holds the excerpt and the few words that settle its place, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnnotationView {
    #[serde(rename = "@context")]
    context: &'static str,
    /// The annotation's own address.
    pub id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    /// The claim's page.
    pub body: String,
    /// The words. Of an elided excerpt each part is a target of its own.
    pub target: Targets,
}

/// One target, or several that the body is linked to alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Targets {
    /// The whole excerpt.
    One(TargetView),
    /// The parts of an elided one.
    Several(Vec<TargetView>),
}

/// Words of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetView {
    /// The original's address, or that of its DOI. Where it has neither, the source's page on this site stands for it.
    pub source: String,
    /// What selects the words. Selectors of one list select the same.
    pub selector: Vec<Selector>,
}

/// What selects words of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type")]
pub enum Selector {
    /// The words themselves.
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        /// The words.
        exact: String,
        /// Words directly before, where the words alone do not lead to their place.
        #[serde(skip_serializing_if = "Option::is_none")]
        prefix: Option<String>,
        /// Words directly after.
        #[serde(skip_serializing_if = "Option::is_none")]
        suffix: Option<String>,
    },
    /// Their place in the normalised text of the archive, in Unicode code points.
    #[serde(rename = "TextPositionSelector")]
    Position {
        /// The first, counted from 0.
        start: u32,
        /// The one after the last.
        end: u32,
    },
}

pub(in crate::plan) fn annotation_view(scope: &Scope<'_>, id: ClaimId, index: usize) -> AnnotationView {
    let site = scope.site;
    let claim = &site.claims[id];
    let absolute = |path: &str| {
        let base = site.config.base_url.as_deref();
        base.map_or_else(|| scope.relative(path), |base| format!("{base}{path}"))
    };
    let page = |record| absolute(Address::of(site, record).path());
    let source = &site.sources[claim.source];
    let address = source.url.clone().or_else(|| source.imprint.doi.as_ref().map(Doi::address));
    let source = address.unwrap_or_else(|| page(RecordId::Source(claim.source)));
    let proved = scope.proofs.proved(id, index);
    AnnotationView {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: absolute(&annotation_path(&claim.key, index)),
        kind: "Annotation",
        motivation: "linking",
        body: page(RecordId::Claim(id)),
        target: claim
            .excerpts
            .get(index)
            .map_or_else(|| Targets::Several(Vec::new()), |it| targets(it, proved, &source)),
    }
}

fn targets(excerpt: &Excerpt, proved: Option<&Proved>, source: &str) -> Targets {
    let target = |passage: &Passage<'_>| TargetView {
        source: source.to_owned(),
        selector: std::iter::once(quote(passage)).chain(passage.part.map(position)).collect(),
    };
    match passages(excerpt, proved).as_slice() {
        [whole] => Targets::One(target(whole)),
        parts => Targets::Several(parts.iter().map(target).collect()),
    }
}

fn quote(passage: &Passage<'_>) -> Selector {
    let owned = |words: Option<&str>| words.map(str::to_owned);
    Selector::Quote { exact: passage.words.to_owned(), prefix: owned(passage.prefix), suffix: owned(passage.suffix) }
}

fn position(part: &Part) -> Selector {
    Selector::Position { start: part.position.start, end: part.position.end }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::evidence::{ArchiveText, Format, Found, Match, Pointer, Wanted, extract, find, normalise};
    use crate::files::{Files, Span};

    /// The proof of an excerpt in a text, as `verify` makes it.
    fn proved(text: &ArchiveText, exact: &str) -> Option<Proved> {
        let Found::Once(place) = find(text, &[Wanted { exact, ..Wanted::default() }]).remove(0) else { return None };
        let point = |range: &std::ops::Range<usize>| text.points(range.start)..text.points(range.end);
        let part = |range: &std::ops::Range<usize>| Part {
            position: point(range),
            paragraph: Some(1),
            page: None,
            pointer: Pointer { spelling: Some(text.original(range.clone()).to_owned()), ..Pointer::default() },
        };
        let parts: Vec<Part> = place.parts.iter().map(part).collect();
        let (locator, position) = (text.locator(place.range().start), point(&place.range()));
        Some(Proved { how: place.how, locator, position, parts, verified: None })
    }

    fn text(plain: &str) -> ArchiveText {
        ArchiveText::new(extract(plain, Format::Plain).unwrap())
    }

    fn excerpt(exact: &str, prefix: Option<&str>, suffix: Option<&str>) -> Excerpt {
        let span = Span::new(Files::default().add("", ""), 0, 0);
        let [prefix, suffix] = [prefix, suffix].map(|words| words.map(str::to_owned));
        Excerpt { exact: exact.to_owned(), prefix, suffix, section: None, span }
    }

    #[track_caller]
    fn check(archive: &str, excerpt: &Excerpt, expected: &serde_json::Value) {
        let proved = proved(&text(archive), &excerpt.exact);
        let targets = targets(excerpt, proved.as_ref(), "s");
        assert_eq!(&serde_json::to_value(targets).unwrap(), expected);
    }

    #[test]
    fn positions_are_code_points_and_words_the_sources_own() {
        check(
            "🙂 서울 says “no” to a bridge.",
            &excerpt("\"no\" to a bridge", Some("says"), None),
            &json!({ "source": "s", "selector": [
                { "type": "TextQuoteSelector", "exact": "“no” to a bridge" },
                { "type": "TextPositionSelector", "start": 10, "end": 26 },
            ]}),
        );
    }

    #[test]
    fn every_part_of_an_elided_excerpt_is_a_target() {
        check(
            "The ferry and the mill stand by the river.",
            &excerpt("[t]he ferry … by the river", None, Some(".")),
            &json!([
                { "source": "s", "selector": [
                    { "type": "TextQuoteSelector", "exact": "The ferry" },
                    { "type": "TextPositionSelector", "start": 0, "end": 9 },
                ]},
                { "source": "s", "selector": [
                    { "type": "TextQuoteSelector", "exact": "by the river" },
                    { "type": "TextPositionSelector", "start": 29, "end": 41 },
                ]},
            ]),
        );
    }

    #[test]
    fn what_is_not_proved_has_no_position() {
        check(
            "nothing",
            &excerpt("a", Some("not"), None),
            &json!({ "source": "s", "selector": [
                { "type": "TextQuoteSelector", "exact": "a", "prefix": "not" },
            ]}),
        );
    }

    proptest! {
        #[test]
        fn a_position_is_as_long_as_the_words(words in proptest::collection::vec("[a-z]{1,4}|서울|é|🙂|—|“a”", 3..20), from in 0..9_usize, count in 1..9_usize) {
            let archive = text(&words.join(" "));
            let exact = words.iter().skip(from).take(count).cloned().collect::<Vec<_>>().join(" ");
            let Some(proved) = proved(&archive, &exact) else { return Ok(()) };
            prop_assume!(proved.how == Match::Exact);
            let Targets::One(target) = targets(&excerpt(&exact, None, None), Some(&proved), "s") else { panic!() };
            let [Selector::Quote { exact, .. }, Selector::Position { start, end }] = target.selector.as_slice() else { panic!() };
            prop_assert_eq!((end - start) as usize, normalise(exact).chars().count());
            let slice: String = archive.normal().chars().skip(*start as usize).take((end - start) as usize).collect();
            prop_assert_eq!(slice, normalise(exact));
        }
    }
}
