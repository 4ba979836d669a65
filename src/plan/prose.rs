use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::card::{Card, Form};
use super::list::List;
use super::scope::{Audience, Scope};
use super::views::{Link, Row};
use crate::markdown::{
    Heading, MarkKind, PathUse, Piece, Sentence, SentencePart, Standing, encode_address, push_attribute, push_text,
};
use crate::resolve::{ClaimId, Mention, RecordId, Site, Target, Text};

/// A record's text as a page shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ProseView {
    /// The text, cut where something is set in it.
    pub parts: Vec<ProsePart>,
    /// Its headings.
    pub contents: Vec<HeadingView>,
    /// The claims that it cites, in the order of their first citation.
    pub evidence: Vec<EvidenceView>,
    /// How many of its paragraphs rest on nothing; shown to authors only.
    pub uncited: usize,
}

/// A stretch of a text: finished HTML, or a record that is set in it.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ProsePart {
    /// HTML of our own making.
    Html {
        /// The HTML.
        html: String,
    },
    /// A claim.
    Claim {
        /// The name of its source.
        source: String,
        /// The claim.
        claim: Card,
    },
    /// An option's table of criteria.
    Option {
        /// The option.
        option: Link,
        /// Its criteria that have claims.
        criteria: Vec<Row>,
        /// The way to the claims that are not shown.
        rest: Option<Link>,
    },
    /// An actor's stances.
    Actor {
        /// The actor.
        actor: Link,
        /// Its stances.
        stances: Vec<Row>,
        /// The way to the stances that are not shown.
        rest: Option<Link>,
    },
}

/// A heading for the table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct HeadingView {
    /// `2` to `6`.
    pub level: u8,
    /// A fragment of the page.
    pub href: String,
    /// Its words.
    pub text: String,
}

/// One cited claim with the ways back into the text.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceView {
    /// Counted from 1 in the order of first citation.
    pub number: usize,
    /// Which claim.
    #[serde(skip)]
    pub id: ClaimId,
    /// Its place on the page; none where another list of the page has it.
    pub anchor: Option<String>,
    /// The claim.
    pub claim: Card,
    /// The absolute address of its page, where the site has a base address: what paper can show.
    pub address: Option<String>,
    /// Fragments of the citations.
    pub back: Vec<String>,
}

/// Writes a text for a page and gathers its evidence.
pub(super) fn prose(scope: &Scope<'_>, text: &Text) -> ProseView {
    let mut writer = Writer::new(scope, text);
    for piece in text.document.pieces.iter() {
        match piece {
            Piece::Html(html) => writer.html.push_str(html),
            Piece::NoteLink(link) => link.push(&mut writer.html),
            Piece::Mark(mark) => writer.mark(mark),
            Piece::UnitAttributes(unit) => writer.unit_attributes(unit),
        }
    }
    writer.finish()
}

/// A sentence that another page shows, where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    text: &'a Text,
    sentence: Sentence<'a>,
}

impl<'a> Said<'a> {
    pub(super) fn find(site: &'a Site, mention: &Mention) -> Option<Self> {
        let text = site.text(mention.page)?;
        Some(Self { text, sentence: text.document.sentences.get(mention.sentence)? })
    }

    /// Its words: links by their labels, words of likelihood with their ranges. Those of a table follow the heads of
    /// their row and column, without which a cell says little: "Bridge, cost: 310 million".
    pub(super) fn words(self, site: &Site) -> String {
        let Self { text, sentence } = self;
        let words = line(sentence, |part| match part {
            SentencePart::Likelihood(mark, word) => match text.targets.get(mark) {
                Some(Target::Likelihood(range)) => Cow::from([word, " (", range.percent, ")"].concat()),
                _ => Cow::from(word),
            },
            _ => Cow::from(words_of(site, text, part)),
        });
        let heads = sentence.heads().map(|head| readable(site, text, head)).filter(|words| !words.is_empty());
        let about = heads.collect::<Vec<_>>().join(", ");
        match (about.as_str(), words.as_str()) {
            ("", _) => words,
            (_, "") => about,
            _ => [&about, ": ", &words].concat(),
        }
    }
}

/// A text as one line, links by their labels.
pub(super) fn readable(site: &Site, text: &Text, sentence: Sentence<'_>) -> String {
    line(sentence, |part| words_of(site, text, part).into())
}

/// The words of a heading.
pub(super) fn title(site: &Site, text: &Text, heading: &Heading) -> String {
    let sentence = text.document.sentences.get(heading.sentence);
    sentence.map(|sentence| readable(site, text, sentence)).unwrap_or_default()
}

fn words_of<'a>(site: &'a Site, text: &'a Text, part: SentencePart<'a>) -> &'a str {
    match part {
        SentencePart::Text(words) | SentencePart::Aside(words) | SentencePart::Likelihood(_, words) => words,
        SentencePart::Link(mark) => site.link_words(text, mark),
    }
}

/// Parts as one line, each by its words.
fn line<'a>(sentence: Sentence<'a>, words: impl Fn(SentencePart<'a>) -> Cow<'a, str>) -> String {
    let mut line = Line { text: String::with_capacity(SENTENCE), after_space: false };
    for part in sentence.parts() {
        line.push(&words(part));
    }
    line.text
}

/// A text in which one space stands for all white space between two words.
struct Line {
    text: String,
    after_space: bool,
}

impl Line {
    /// Goes on with the last word, unless white space stands between.
    fn push(&mut self, words: &str) {
        if is_even(words) {
            self.after_space |= words.starts_with(' ');
            self.push_word(words.trim_matches(' '));
            self.after_space = words.ends_with(' ');
            return;
        }
        for (at, word) in words.split(char::is_whitespace).enumerate() {
            self.after_space |= at > 0;
            if !word.is_empty() {
                self.push_word(word);
                self.after_space = false;
            }
        }
    }

    fn push_word(&mut self, word: &str) {
        if self.after_space && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }
}

/// Whether all white space in words is single spaces, as far as a look at the bytes can tell. To count over all bytes takes
/// less time than to ask after each whether to go on.
pub(super) fn is_even(words: &str) -> bool {
    let bytes = words.as_bytes();
    let odd = bytes.iter().filter(|byte| !(b' '..=b'~').contains(*byte)).count();
    let gaps = bytes.iter().zip(bytes.iter().skip(1)).filter(|pair| *pair == (&b' ', &b' ')).count();
    odd == 0 && gaps == 0 && !matches!(bytes, b"" | b" ")
}

/// Room for most sentences, in bytes.
const SENTENCE: usize = 256;

struct Writer<'a> {
    scope: &'a Scope<'a>,
    text: &'a Text,
    standings: Vec<Standing>,
    view: ProseView,
    /// The position of a claim in the list of evidence.
    numbers: BTreeMap<ClaimId, usize>,
    html: String,
}

impl<'a> Writer<'a> {
    fn new(scope: &'a Scope<'a>, text: &'a Text) -> Self {
        let standings = text.document.standings();
        let uncited = standings.iter().filter(|standing| **standing == Standing::Uncited).count();
        let view = ProseView { uncited, ..ProseView::default() };
        Self { scope, text, standings, view, numbers: BTreeMap::new(), html: String::new() }
    }

    fn finish(mut self) -> ProseView {
        self.cut();
        let site = self.scope.site;
        let outline = self.text.document.headings.iter().filter(|heading| !heading.nested);
        let headings = outline.map(|heading| HeadingView {
            level: heading.level,
            href: format!("#{}", heading.id),
            text: title(site, self.text, heading),
        });
        self.view.contents = headings.collect();
        self.view
    }

    /// Ends the current stretch of HTML.
    fn cut(&mut self) {
        if !self.html.trim().is_empty() {
            self.view.parts.push(ProsePart::Html { html: std::mem::take(&mut self.html) });
        }
    }

    fn mark(&mut self, index: usize) {
        let (Some(mark), Some(target)) = (self.text.document.marks.get(index), self.text.targets.get(index)) else {
            return;
        };
        match (&mark.kind, target) {
            (MarkKind::Citation(_), Target::Claims(claims)) => self.citation(claims),
            (MarkKind::Embed { .. }, Target::Record(record)) => self.embed(*record),
            (MarkKind::Link { .. }, target) => self.link(index, target),
            (MarkKind::Likelihood { word }, target) => self.likelihood(word.as_str(), target),
            (MarkKind::Path { path, usage }, _) => {
                let relative = self.scope.relative(path.value.trim_start_matches('/'));
                self.html.push_str(if *usage == PathUse::Image { " src=\"" } else { " href=\"" });
                push_attribute(&mut self.html, &encode_address(&relative));
                self.html.push('"');
            }
            _ => {}
        }
    }

    /// Paragraphs that rest on nothing are marked for those who can mend them.
    fn unit_attributes(&mut self, unit: usize) {
        let uncited = self.standings.get(unit) == Some(&Standing::Uncited);
        if uncited && self.scope.audience == Audience::Authors {
            self.html.push_str(" class=\"uncited\"");
        }
    }

    fn link(&mut self, index: usize, target: &Target) {
        let words = self.scope.site.link_words(self.text, index);
        if let Target::Record(record) = target {
            self.html.extend(["<a href=\"", &self.scope.href(*record), "\">"]);
            push_text(&mut self.html, words);
            self.html.push_str("</a>");
        } else {
            push_text(&mut self.html, words);
        }
    }

    fn likelihood(&mut self, word: &str, target: &Target) {
        self.html.push_str("<span class=\"likelihood\">");
        push_text(&mut self.html, word);
        if let Target::Likelihood(range) = target {
            let _ = write!(self.html, " <span class=\"range\">({})</span>", range.percent);
        }
        self.html.push_str("</span>");
    }

    /// A citation is a group of numbers, each a link to its entry in the list of evidence on the same page.
    fn citation(&mut self, claims: &[ClaimId]) {
        if claims.is_empty() {
            return;
        }
        self.glue();
        self.html.push_str("<span class=\"cite\">");
        for &claim in claims {
            let entry = self.enter(claim);
            let Some(evidence) = self.view.evidence.get_mut(entry) else { continue };
            let number = evidence.number.to_string();
            let back = format!("#cite-{number}-{}", evidence.back.len() + 1);
            let anchor = evidence.anchor.as_deref().unwrap_or_default();
            let link = ["<a class=\"cite-link\" id=\"", &back[1..], "\" href=\"#", anchor, "\" aria-label=\"Evidence "];
            self.html.extend(link);
            self.html.extend([&number, ": "]);
            push_attribute(&mut self.html, &self.scope.site.claims[claim].statement);
            self.html.extend(["\">", &number, "</a>"]);
            evidence.back.push(back);
        }
        self.html.push_str("</span>");
    }

    /// Puts a narrow no-break space in place of the white space before a citation, so that no line begins with its
    /// number.
    fn glue(&mut self) {
        let kept = self.html.trim_end().len();
        let follows_text = !self.html[..kept].ends_with('>') || self.html[..kept].ends_with("</a>");
        if kept < self.html.len() && follows_text {
            self.html.truncate(kept);
            self.html.push('\u{202f}');
        }
    }

    /// The position of a claim in the list of evidence, where it is entered at its first citation.
    fn enter(&mut self, claim: ClaimId) -> usize {
        let next = self.view.evidence.len();
        let entry = *self.numbers.entry(claim).or_insert(next);
        if entry == next {
            self.view.evidence.push(EvidenceView {
                number: next + 1,
                id: claim,
                anchor: Some(self.scope.site.claims[claim].anchor()),
                claim: self.scope.card(Form::Body, claim),
                address: self.scope.absolute(RecordId::Claim(claim)),
                back: Vec::new(),
            });
        }
        entry
    }

    fn embed(&mut self, record: RecordId) {
        self.cut();
        let part = match record {
            RecordId::Claim(claim) => {
                self.enter(claim);
                let source = self.scope.source_link(self.scope.site.claims[claim].source).text().to_owned();
                ProsePart::Claim { source, claim: self.scope.card(Form::Body, claim) }
            }
            RecordId::Option(id) => {
                let (criteria, rest) = self.rows(List::Criteria(id));
                ProsePart::Option { option: self.scope.link(record), criteria, rest }
            }
            RecordId::Actor(id) => {
                let (stances, rest) = self.rows(List::Stances(id));
                ProsePart::Actor { actor: self.scope.link(record), stances, rest }
            }
            _ => return,
        };
        self.view.parts.push(part);
    }
    /// The beginning of a record's list, and the way to the rest.
    fn rows(&self, list: List) -> (Vec<Row>, Option<Link>) {
        let head = self.scope.head(list);
        (self.scope.rows(&head.items), self.scope.rest(list, head.total))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markdown::Sentences;

    proptest! {
        #[test]
        fn a_line_has_the_words_of_its_parts(parts in prop::collection::vec("[ab \u{a0}\n]{0,6}", 0..6)) {
            let expected: Vec<String> = parts.concat().split_whitespace().map(str::to_owned).collect();
            let sentences: Sentences = parts.iter().map(|words| SentencePart::Text(words)).collect();
            let words = |part| match part {
                SentencePart::Text(words) => Cow::from(words),
                _ => Cow::default(),
            };
            prop_assert_eq!(line(sentences.get(0).unwrap(), words), expected.join(" "));
        }
    }
}
