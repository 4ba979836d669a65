//! What each record says: a value a record, from its number. Records are named by number; `aN` is the actor N, and so
//! on.

use super::shape::Shape;
use super::words::Words;

/// How many events there are, whatever the size: events have no pages.
pub(crate) const EVENTS: usize = 40;

pub(crate) struct Source {
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) publisher: String,
    /// A year and a month.
    pub(crate) date: String,
    pub(crate) url: String,
}

pub(crate) fn source(at: usize) -> Source {
    let mut words = Words::new(at, 1);
    Source {
        title: format!("Report {at} on {}", words.some(3)),
        author: words.name(),
        publisher: words.name(),
        date: format!("{}-0{}", 1990 + at % 30, 1 + at % 9),
        url: format!("https://example.org/reports/{at}"),
    }
}

/// The numbers of a source's claims, in its order.
pub(crate) fn claims_of(shape: &Shape, source: usize) -> impl Iterator<Item = usize> {
    (source..shape.claims).step_by(shape.sources)
}

pub(crate) struct Claim {
    pub(crate) statement: String,
    pub(crate) kind: &'static str,
    pub(crate) quote: String,
    /// The paragraph of the archive that the quotation stands in.
    pub(crate) paragraph: String,
    pub(crate) about: [usize; 2],
    pub(crate) topic: usize,
    pub(crate) event: Option<usize>,
    pub(crate) speaker: Option<usize>,
    pub(crate) condition: Option<(String, String)>,
    /// An option, and the criterion under which the claim favours it.
    pub(crate) bearing: Option<(usize, usize)>,
    /// An actor, and the option that it supports.
    pub(crate) stance: Option<(usize, usize)>,
    /// How the claim stands to another.
    pub(crate) relation: Option<(&'static str, usize)>,
}

pub(crate) fn claim(shape: &Shape, at: usize) -> Claim {
    let mut words = Words::new(at, 6);
    let is_drawn = at < shape.claims_about_the_first_actor;
    let actor = if is_drawn { 0 } else { at % shape.actors };
    let second = (at * 7 + 1) % shape.actors;
    let quote = format!("{} number {at} {}", words.some(3), words.some(4));
    let related = (at * 31 + 17) % shape.claims;
    Claim {
        statement: words.sentence(14),
        kind: ["fact", "assessment", "forecast", "recommendation", "report", "conditional"][at % 6],
        paragraph: format!("{} {quote} {}. {}", words.sentence(9), words.some(6), words.sentence(40)),
        quote,
        about: [actor, if second == actor { (actor + 1) % shape.actors } else { second }],
        topic: at % shape.topics,
        event: at.is_multiple_of(6).then_some(at / 6 % EVENTS),
        speaker: (at % 6 == 4).then_some(at / 6 % shape.actors),
        condition: (at % 6 == 5).then(|| (words.some(5), words.some(6))),
        // Counted by themselves, so that every option gets its share under every criterion and of every actor.
        bearing: at.is_multiple_of(3).then_some((at / 3 % shape.options, at / 3 / shape.options % shape.criteria)),
        stance: at
            .is_multiple_of(5)
            .then_some((at / 5 % shape.actors, (at / 5 + at / 5 / shape.actors) % shape.options)),
        relation: (at % 2 == 1 && related != at)
            .then_some((["supports", "contradicts", "qualifies", "restates", "depends-on"][at % 5], related)),
    }
}

pub(crate) const fn event_year(at: usize) -> usize {
    1960 + at
}

pub(crate) struct Actor {
    pub(crate) name: String,
    pub(crate) part_of: Option<usize>,
    /// A sentence without its full stop, before which the citation stands.
    pub(crate) profile: String,
    pub(crate) cites: usize,
}

pub(crate) fn actor(shape: &Shape, at: usize) -> Actor {
    let mut words = Words::new(at, 2);
    Actor {
        name: format!("Actor {at} {}", words.name()),
        part_of: (!at.is_multiple_of(4)).then_some(at / 4 * 4),
        profile: words.clause(30),
        cites: at * 3 % shape.claims,
    }
}

pub(crate) struct DealOption {
    pub(crate) name: String,
    pub(crate) variant_of: Option<usize>,
    pub(crate) actor: usize,
    pub(crate) gives: String,
    pub(crate) gets: String,
    pub(crate) profile: String,
    pub(crate) cites: usize,
}

pub(crate) fn option(shape: &Shape, at: usize) -> DealOption {
    let mut words = Words::new(at, 3);
    DealOption {
        name: format!("Option {at} {}", words.name()),
        variant_of: (!at.is_multiple_of(3)).then_some(at / 3 * 3),
        actor: at % shape.actors,
        gives: words.some(3),
        gets: words.some(3),
        profile: words.clause(30),
        cites: at * 5 % shape.claims,
    }
}

pub(crate) struct Criterion {
    pub(crate) name: String,
    pub(crate) profile: String,
    pub(crate) cites: usize,
}

pub(crate) fn criterion(shape: &Shape, at: usize) -> Criterion {
    let mut words = Words::new(at, 4);
    Criterion { name: format!("Criterion {at} {}", words.name()), profile: words.clause(20), cites: at % shape.claims }
}

/// About 600 words: eight paragraphs with two citations and a mention each, a table, a listing and a judgement.
pub(crate) struct Brief {
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) author: String,
    pub(crate) summary: String,
    pub(crate) paragraphs: Vec<Paragraph>,
    /// Three cells and the claim that the last one cites.
    pub(crate) rows: Vec<([String; 3], usize)>,
    pub(crate) listing: String,
    pub(crate) judgement: String,
}

/// `FIRST [cite]. SECOND It is likely that ACTOR THIRD [cite].`, at times below a heading.
pub(crate) struct Paragraph {
    pub(crate) heading: Option<String>,
    pub(crate) first: String,
    pub(crate) second: String,
    pub(crate) actor: usize,
    pub(crate) third: String,
    pub(crate) cites: [usize; 2],
}

pub(crate) fn brief(shape: &Shape, at: usize) -> Brief {
    let mut words = Words::new(at, 5);
    let is_drawn = at < shape.briefs_citing_the_first_claim;
    let paragraph = |words: &mut Words, part: usize| Paragraph {
        heading: part.is_multiple_of(2).then(|| words.name()),
        first: words.clause(24),
        second: words.sentence(20),
        actor: words.next() % shape.actors,
        third: words.some(16),
        cites: [
            if part == 0 && is_drawn { 0 } else { (at * 16 + part * 2) % shape.claims },
            (at * 97 + part * 1009) % shape.claims,
        ],
    };
    Brief {
        title: format!("Brief {at} on {}", words.some(4)),
        date: format!("20{:02}-{:02}-{:02}", at % 25, 1 + at % 12, 1 + at % 28),
        author: words.name(),
        summary: words.sentence(18),
        paragraphs: (0..8).map(|part| paragraph(&mut words, part)).collect(),
        rows: (0..4).map(|row| ([words.some(2), words.some(2), words.some(4)], (at + row) % shape.claims)).collect(),
        listing: format!(
            "fn weigh(claims: &[Claim]) -> usize {{\n    // {}\n    claims.iter().filter(|claim| claim.number > {at}).count()\n}}",
            words.some(6)
        ),
        judgement: words.sentence(40),
    }
}

impl Brief {
    /// The claims that it cites, in the order of the text.
    pub(crate) fn cited(&self) -> Vec<usize> {
        let cited = self.paragraphs.iter().flat_map(|paragraph| paragraph.cites);
        distinct(cited.chain(self.rows.iter().map(|(_, claim)| *claim)))
    }

    /// The actors that it names.
    pub(crate) fn named(&self) -> Vec<usize> {
        distinct(self.paragraphs.iter().map(|paragraph| paragraph.actor))
    }
}

fn distinct(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    for number in numbers {
        if !seen.contains(&number) {
            seen.push(number);
        }
    }
    seen
}
