use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::markup::Markup;
use super::records::{self, Claim, EVENTS, event_year};
use super::shape::Shape;

const CONFIGURATION: &str =
    "title = \"A generated site\"\nbase-url = \"https://example.org/\"\narchives = [\"archives\"]\n";

/// Writes the files of a site, and the archives that its excerpts stand in.
pub(crate) fn write_shape(root: &Path, shape: &Shape) {
    for folder in ["sources", "actors", "options", "criteria", "briefs"] {
        fs::create_dir_all(root.join("content").join(folder)).unwrap();
    }
    fs::create_dir_all(root.join("archives")).unwrap();
    let put = |path: String, text: String| fs::write(root.join(path), text).unwrap();
    put("sourcebook.toml".to_owned(), CONFIGURATION.to_owned());
    put("content/events.yaml".to_owned(), events());
    for at in 0..shape.sources {
        put(format!("content/sources/s{at}.yaml"), source(shape, at));
        put(format!("archives/s{at}.txt"), archive(shape, at));
    }
    (0..shape.actors).for_each(|at| put(format!("content/actors/a{at}.md"), actor(shape, at)));
    (0..shape.options).for_each(|at| put(format!("content/options/o{at}.md"), option(shape, at)));
    (0..shape.criteria).for_each(|at| put(format!("content/criteria/c{at}.md"), criterion(shape, at)));
    (0..shape.briefs).for_each(|at| put(format!("content/briefs/b{at}.md"), brief(shape, at)));
}

fn events() -> String {
    let event = |at| format!("- {{ id: e{at}, name: Event number {at}, date: {} }}\n", event_year(at));
    (0..EVENTS).map(event).collect()
}

fn source(shape: &Shape, at: usize) -> String {
    let records::Source { title, author, publisher, date, url } = records::source(at);
    let mut text = format!(
        "type: article\ntitle: {title}\nauthor: [{author}]\npublisher: {publisher}\ndate: {date}\nurl: {url}\narchive: s{at}.txt\nclaims:\n"
    );
    records::claims_of(shape, at).for_each(|at| claim(&mut text, shape, at));
    text
}

/// The archive that the excerpts of a source stand in: a paragraph a claim.
pub(crate) fn archive(shape: &Shape, at: usize) -> String {
    records::claims_of(shape, at).map(|at| records::claim(shape, at).paragraph + "\n\n").collect()
}

fn claim(text: &mut String, shape: &Shape, at: usize) {
    let claim = records::claim(shape, at);
    let Claim { statement, kind, quote, about: [one, other], topic, .. } = &claim;
    let _ = writeln!(text, "  - id: k{at}\n    statement: {statement}\n    kind: {kind}\n    quote: {quote}");
    let _ = writeln!(text, "    about: [a{one}, a{other}]\n    topics: [t{topic}]");
    if let Some(event) = claim.event {
        let _ = writeln!(text, "    event: e{event}\n    when: {}", event_year(event));
    }
    if let Some(actor) = claim.speaker {
        let _ = writeln!(text, "    speaker: a{actor}");
    }
    if let Some((condition, consequence)) = &claim.condition {
        let _ = writeln!(text, "    if: {condition}\n    then: {consequence}");
    }
    if let Some((option, criterion)) = claim.bearing {
        let _ =
            writeln!(text, "    bears-on:\n      - {{ option: o{option}, criterion: c{criterion}, bearing: favours }}");
    }
    if let Some((actor, option)) = claim.stance {
        let _ = writeln!(text, "    stances:\n      - {{ actor: a{actor}, option: o{option}, position: supports }}");
    }
    if let Some((relation, other)) = claim.relation {
        let _ = writeln!(text, "    relations:\n      {relation}: [{}]", shape.key(other));
    }
}

fn actor(shape: &Shape, at: usize) -> String {
    let actor = records::actor(shape, at);
    let part = actor.part_of.map_or_else(String::new, |whole| format!("part-of: [a{whole}]\n"));
    let (name, profile, key) = (actor.name, actor.profile, shape.key(actor.cites));
    format!("---\nname: {name}\nkind: organisation\n{part}---\n\n{profile} [@{key}].\n")
}

fn option(shape: &Shape, at: usize) -> String {
    let option = records::option(shape, at);
    let part = option.variant_of.map_or_else(String::new, |whole| format!("variant-of: o{whole}\n"));
    let records::DealOption { name, actor, gives, gets, profile, cites, .. } = option;
    let key = shape.key(cites);
    format!(
        "---\nname: {name}\n{part}terms:\n  - {{ actor: a{actor}, gives: {gives}, gets: {gets}, claim: {key} }}\n---\n\n{profile} [@{key}].\n"
    )
}

fn criterion(shape: &Shape, at: usize) -> String {
    let records::Criterion { name, profile, cites } = records::criterion(shape, at);
    format!("---\nname: {name}\n---\n\n{profile} [@{}].\n", shape.key(cites))
}

fn brief(shape: &Shape, at: usize) -> String {
    let brief = records::brief(shape, at);
    let mut text = format!(
        "---\ntitle: {}\ndate: {}\nauthors: [{}]\nsummary: {}\n---\n\n",
        brief.title, brief.date, brief.author, brief.summary
    );
    text.push_str(&brief.body(&Sourcebook(shape)));
    text
}

/// How a text is marked up in Sourcebook.
struct Sourcebook<'a>(&'a Shape);

impl Markup for Sourcebook<'_> {
    fn cite(&self, claim: usize) -> String {
        format!("[@{}]", self.0.key(claim))
    }

    fn name(&self, actor: usize) -> String {
        format!("[[a{actor}]]")
    }

    fn likely(&self) -> String {
        "[~likely]".to_owned()
    }

    fn judgement(&self, text: &str) -> String {
        format!("> [!JUDGEMENT]\n> {text}\n")
    }
}
