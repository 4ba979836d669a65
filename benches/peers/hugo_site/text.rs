//! The texts in Hugo's Markdown, and what the front matter says of them.

use std::cell::RefCell;

use serde_json::{Map, Value, json};

use super::paths::{actor_path, claim_path};
use crate::site::Shape;
use crate::site::markup::Markup;
use crate::site::records::{self, Brief};

pub(super) fn brief(shape: &Shape, at: usize) -> String {
    records::brief(shape, at).body(&Links::new(shape))
}

pub(super) fn actor(shape: &Shape, at: usize) -> String {
    let actor = records::actor(shape, at);
    profile(shape, &actor.profile, actor.cites)
}

pub(super) fn option(shape: &Shape, at: usize) -> String {
    let option = records::option(shape, at);
    profile(shape, &option.profile, option.cites)
}

pub(super) fn criterion(shape: &Shape, at: usize) -> String {
    let criterion = records::criterion(shape, at);
    profile(shape, &criterion.profile, criterion.cites)
}

fn profile(shape: &Shape, text: &str, cites: usize) -> String {
    format!("{text} {}.\n", Links::new(shape).cite(cites))
}

/// The sentences of a brief, each with the paths of what it cites and names.
pub(super) fn sentences(shape: &Shape, brief: &Brief) -> Vec<Value> {
    let mut sentences = Vec::new();
    for paragraph in &brief.paragraphs {
        let [one, other] = paragraph.cites.map(|claim| claim_path(shape, claim));
        let name = records::actor(shape, paragraph.actor).name;
        let second = format!("It is {LIKELY} that {name} {}.", paragraph.third);
        sentences.push(json!({ "of": [one], "text": format!("{}.", paragraph.first) }));
        sentences.push(json!({ "of": [actor_path(paragraph.actor), other], "text": second }));
    }
    let rows = brief.rows.iter().map(|([what, _, how], claim)| (format!("{what}, How: {how}"), claim));
    sentences.extend(rows.map(|(text, claim)| json!({ "of": [claim_path(shape, *claim)], "text": text })));
    sentences
}

/// Which citations of the claims that a brief cites more than once come after the first, by the claim's number.
pub(super) fn cited_again(brief: &Brief) -> Map<String, Value> {
    let numbers = brief.cited();
    let cited = brief.paragraphs.iter().flat_map(|paragraph| paragraph.cites);
    let cited: Vec<usize> = cited.chain(brief.rows.iter().map(|(_, claim)| *claim)).collect();
    let times = |claim: usize| cited.iter().filter(|other| **other == claim).count();
    let numbered = numbers.iter().zip(1..).map(|(claim, number)| (number.to_string(), times(*claim)));
    numbered.filter(|(_, times)| *times > 1).map(|(number, times)| (number, (2..=times).collect())).collect()
}

/// A text broken by words into lines of at most so many letters.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= width => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

const LIKELY: &str = "likely (55–80 %)";

/// How a text is marked up for Hugo: links of plain Markdown, which cost it less than shortcodes. A link with a title
/// is a citation: its text is the claim's number, its title tells it from other citations of the same claim.
struct Links<'a> {
    shape: &'a Shape,
    /// The claims in the order of their numbers, and how often each was cited so far.
    cited: RefCell<Vec<(usize, usize)>>,
}

impl<'a> Links<'a> {
    const fn new(shape: &'a Shape) -> Self {
        Self { shape, cited: RefCell::new(Vec::new()) }
    }
}

impl Markup for Links<'_> {
    fn cite(&self, claim: usize) -> String {
        let mut cited = self.cited.borrow_mut();
        let place = cited.iter().position(|(other, _)| *other == claim).unwrap_or_else(|| {
            cited.push((claim, 0));
            cited.len() - 1
        });
        cited[place].1 += 1;
        let (number, times) = (place + 1, cited[place].1);
        format!("[{number}]({} \"{number}-{times}\")", claim_path(self.shape, claim))
    }

    fn name(&self, actor: usize) -> String {
        format!("[{}]({}/)", records::actor(self.shape, actor).name, actor_path(actor))
    }

    fn likely(&self) -> String {
        LIKELY.to_owned()
    }

    fn judgement(&self, text: &str) -> String {
        format!("> [!JUDGEMENT]\n> {text}\n")
    }
}
