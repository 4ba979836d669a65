use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::parts::{Link, Row};
use crate::markdown::{MarkKind, PathUse, Piece, Standing, encode_address, push_attribute, push_text};
use crate::plan::card::{Card, Form};
use crate::plan::line::label;
use crate::plan::list::List;
use crate::plan::said::title;
use crate::plan::scope::{Audience, Scope};
use crate::resolve::{ClaimId, RecordId, Target, Text};

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
    /// Fragments of the citations.
    pub back: Vec<String>,
}

/// Writes a text for a page and gathers its evidence.
pub(in crate::plan) fn prose(scope: &Scope<'_>, text: &Text) -> ProseView {
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

struct Writer<'a> {
    scope: &'a Scope<'a>,
    text: &'a Text,
    standings: Vec<Standing>,
    view: ProseView,
    /// The position of a claim in the list of evidence.
    numbers: BTreeMap<ClaimId, usize>,
    html: String,
    /// What is set in the text so far.
    embedded: BTreeSet<RecordId>,
    /// What may still be set in it.
    room: Room,
    /// What its evidence may still take, with the words that each claim rests on.
    room_for_evidence: Room,
}

impl<'a> Writer<'a> {
    fn new(scope: &'a Scope<'a>, text: &'a Text) -> Self {
        let standings = text.document.standings();
        let uncited = standings.iter().filter(|standing| **standing == Standing::Uncited).count();
        let view = ProseView { uncited, ..ProseView::default() };
        let (numbers, html, embedded) = Default::default();
        let (room, room_for_evidence) = (Room(EMBEDDED), Room(EVIDENCE));
        Self { scope, text, standings, view, numbers, html, embedded, room, room_for_evidence }
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
            push_text(&mut self.html, &label(words));
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
            push_attribute(&mut self.html, &label(&self.scope.site.claims[claim].statement));
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
            let body = self.scope.card(Form::Body, claim);
            let fits = self.room_for_evidence.take(body.len());
            self.view.evidence.push(EvidenceView {
                number: next + 1,
                id: claim,
                anchor: Some(self.scope.site.claims[claim].anchor()),
                claim: if fits { body } else { self.scope.claim(claim) },
                back: Vec::new(),
            });
        }
        entry
    }

    /// Sets a record in the text. What stands there already, or is too much for it, is a link.
    fn embed(&mut self, record: RecordId) {
        if let RecordId::Claim(claim) = record {
            self.enter(claim);
        }
        if !self.embedded.insert(record) || !self.has_room(record) {
            return self.point(record);
        }
        self.cut();
        let part = match record {
            RecordId::Claim(claim) => {
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

    /// Whether a card has room; a table shows as much of its list as has.
    fn has_room(&mut self, record: RecordId) -> bool {
        match record {
            RecordId::Claim(claim) => self.room.take(self.scope.card(Form::Body, claim).len()),
            _ => true,
        }
    }

    /// A paragraph that leads to a record.
    fn point(&mut self, record: RecordId) {
        self.html.extend(["<p><a href=\"", &self.scope.href(record), "\">"]);
        push_text(&mut self.html, &label(self.scope.site.name(record)));
        self.html.push_str("</a></p>\n");
    }

    /// The beginning of a record's list, and the way to the rest.
    fn rows(&mut self, list: List) -> (Vec<Row>, Option<Link>) {
        let mut head = self.scope.head(list);
        let claims = head.claims().take(OF_TABLE);
        let fitting = claims.take_while(|&claim| self.room.take(self.scope.claim(claim).len())).count();
        head.items.truncate(fitting);
        (self.scope.rows(&head.items), self.scope.rest_on_page(list, &head))
    }
}

/// Bytes that cards may still take.
struct Room(usize);

impl Room {
    /// Takes as many, if there are.
    fn take(&mut self, bytes: usize) -> bool {
        let left = self.0.checked_sub(bytes);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// How many claims a table shows that is set in a text. The table stands whole on its record's page: a sign of the text
/// that repeats it must not be a thousand claims.
const OF_TABLE: usize = 50;

/// How many bytes of cards and tables are set in a text: a hundred cards, or nine full tables.
const EMBEDDED: usize = 200_000;

/// How many bytes the evidence of a text takes with the words that each claim rests on: some two hundred claims. What is
/// cited after that stands there as in a list, with a link to its words.
const EVIDENCE: usize = 300_000;
