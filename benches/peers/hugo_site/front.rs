//! What stands in the front matter of each kind of page.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sourcebook::files::hex;

use super::paths::{actor_path, claim_path, criterion_path, option_path, source_path, topic_path};
use super::text;
use crate::site::Shape;
use crate::site::records;

/// How many letters fit on a line of a drawing, in a box as wide as it and in one beside a label.
const LINES: [(&str, usize); 2] = [("wide", 42), ("narrow", 28)];

pub(super) fn source(shape: &Shape, at: usize) -> Value {
    let source = records::source(at);
    let family = source.author.rsplit(' ').next().unwrap_or_default();
    let digest = Sha256::digest(crate::site::written::archive(shape, at));
    let title = format!("{family} {}", &source.date[..4]);
    // Only the month is known, and shown; Hugo knows no date without a day.
    json!({ "title": title, "date": format!("{}-01", source.date), "params": {
        "work": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "original": source.url,
        "sha256": hex(&digest),
    } })
}

/// The claim at a place of its source, whose paragraph begins where the one before has ended.
pub(super) fn claim(shape: &Shape, at: usize, place: usize, begin: &mut usize) -> Value {
    let claim = records::claim(shape, at);
    let start = *begin + claim.paragraph.find(&claim.quote).unwrap();
    // Between two paragraphs of a text, a position counts one character, however many line breaks the file has there.
    *begin += claim.paragraph.len() + 1;
    let mut params = json!({
        "key": shape.key(at),
        "kind": claim.kind,
        "quote": claim.quote,
        "start": start,
        "end": start + claim.quote.len(),
        "source": source_path(at % shape.sources),
        "about": claim.about.map(actor_path),
        "topic": topic_path(claim.topic),
    });
    for (name, width) in LINES {
        params[name] = json!(text::lines(&claim.statement, width));
    }
    if let Some(event) = claim.event {
        params["event"] = json!(format!("e{event}"));
    }
    if let Some(speaker) = claim.speaker {
        params["speaker"] = json!(actor_path(speaker));
    }
    if let Some((condition, consequence)) = claim.condition {
        params["condition"] = json!({ "if": condition, "then": consequence });
    }
    if let Some((option, criterion)) = claim.bearing {
        params["bearing"] = json!({ "option": option_path(option), "criterion": criterion_path(criterion) });
    }
    if let Some((actor, option)) = claim.stance {
        params["stance"] = json!({ "actor": actor_path(actor), "option": option_path(option) });
    }
    if let Some((how, other)) = claim.relation {
        params["relation"] = json!({ "how": how, "claim": claim_path(shape, other) });
    }
    // The weight is what Hugo orders by: claims come in the order of their source.
    let link_title = claim.statement.trim_end_matches('.');
    json!({ "title": claim.statement, "linkTitle": link_title, "weight": place + 1, "params": params })
}

pub(super) fn actor(shape: &Shape, at: usize) -> Value {
    let actor = records::actor(shape, at);
    let mut params = profile(shape, &actor.profile, actor.cites);
    params["kind"] = json!("organisation");
    if let Some(whole) = actor.part_of {
        params["part_of"] = json!(actor_path(whole));
    }
    json!({ "title": actor.name, "weight": at + 1, "params": params })
}

pub(super) fn option(shape: &Shape, at: usize) -> Value {
    let option = records::option(shape, at);
    let mut params = profile(shape, &option.profile, option.cites);
    params["actor"] = json!(actor_path(option.actor));
    params["gives"] = json!(option.gives);
    params["gets"] = json!(option.gets);
    params["claim"] = json!(claim_path(shape, option.cites));
    if let Some(whole) = option.variant_of {
        params["variant_of"] = json!(option_path(whole));
    }
    json!({ "title": option.name, "weight": place_of_option(shape, at), "params": params })
}

/// Where an option stands among all: a variant below what it is a variant of, otherwise by the number in its name.
fn place_of_option(shape: &Shape, at: usize) -> usize {
    let key = |at: usize| {
        let whole = records::option(shape, at).variant_of;
        (whole.unwrap_or(at), whole.is_some(), at)
    };
    1 + (0..shape.options).filter(|other| key(*other) < key(at)).count()
}

pub(super) fn criterion(shape: &Shape, at: usize) -> Value {
    let criterion = records::criterion(shape, at);
    json!({ "title": criterion.name, "weight": at + 1, "params": profile(shape, &criterion.profile, criterion.cites) })
}

/// Of a text of one sentence with one citation.
fn profile(shape: &Shape, text: &str, cites: usize) -> Value {
    let claim = claim_path(shape, cites);
    json!({ "cites": [claim], "sentences": [{ "of": [claim], "text": format!("{text}.") }] })
}

pub(super) fn brief(shape: &Shape, at: usize) -> Value {
    let brief = records::brief(shape, at);
    let cites: Vec<String> = brief.cited().into_iter().map(|claim| claim_path(shape, claim)).collect();
    let mut params = json!({ "authors": [brief.author], "cites": cites, "sentences": text::sentences(shape, &brief) });
    let again = text::cited_again(&brief);
    if !again.is_empty() {
        params["again"] = Value::Object(again);
    }
    json!({ "title": brief.title, "date": brief.date, "description": brief.summary, "params": params })
}
