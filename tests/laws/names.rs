//! Readers find things by their names: lists stand in the order of these, and identifiers, which are for addresses, decide
//! no order that a reader sees.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::Value;
use sourcebook::plan::{Audience, Cards, pages, view};

use super::fuzz::memory::{THEME, compile};

/// Names as readers look them up. Code points would put accents last, `10` before `9`, and small letters after great ones.
const ACTORS: [&str; 4] = ["Aland 9", "Åland 10", "Éire", "zebra"];
/// The third and the fourth are variants of the second.
const OPTIONS: [&str; 5] = ["bridge", "Dam", "A low dam", "“High” dam", "Ferry"];
const CRITERIA: [&str; 3] = ["Cost", "Étiage", "price"];
const TOPICS: [&str; 3] = ["allies", "Énergie", "Water"];
const EVENTS: [&str; 3] = ["Ebb", "flood 9", "Flood 10"];
const BRIEFS: [&str; 3] = ["Alpha", "Ébauche", "zulu"];
/// Authors and dates, and what readers call the sources by them.
const SOURCES: [(&str, &str, &str); 3] =
    [("Eva Åkers", "2022", "Åkers 2022"), ("Z. van Voss", "2020", "Voss 2020"), ("A. Voss", "2021", "Voss 2021")];

/// Which identifiers the records of each kind have: numbers, in the order of the names above.
#[derive(Debug, Clone)]
struct Identifiers(BTreeMap<char, Vec<usize>>);

impl Identifiers {
    fn of(&self, kind: char, number: usize) -> String {
        let numbers = &self.0[&kind];
        format!("q{kind}{}x", numbers[number % numbers.len()])
    }

    /// A text in which records are called by their places among the names instead.
    fn replaced(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (&kind, numbers) in &self.0 {
            for number in 0..numbers.len() {
                text = text.replace(&self.of(kind, number), &format!("Q{kind}{number}X"));
            }
        }
        text
    }
}

fn identifiers() -> impl Strategy<Value = Identifiers> {
    let kinds = [('a', ACTORS.len()), ('o', OPTIONS.len()), ('c', CRITERIA.len()), ('t', TOPICS.len())];
    let kinds = kinds.into_iter().chain([('e', EVENTS.len()), ('b', BRIEFS.len()), ('s', SOURCES.len())]);
    let of_kind = |(kind, count)| (Just(kind), Just((0..count).collect::<Vec<_>>()).prop_shuffle());
    kinds.map(of_kind).collect::<Vec<_>>().prop_map(|kinds| Identifiers(kinds.into_iter().collect()))
}

/// A site of these records, each of which has to do with several others.
fn texts(ids: &Identifiers, page_size: usize) -> Vec<(String, String)> {
    let id = |kind, number| ids.of(kind, number);
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut config = format!("title = \"Names\"\npage-size = {page_size}\n\n[topics]\n");
    for (number, name) in TOPICS.iter().enumerate() {
        let _ = writeln!(config, "{} = \"{name}\"", id('t', number));
    }
    texts.push(("sourcebook.toml".to_owned(), config));
    for (n, name) in ACTORS.iter().enumerate() {
        let part_of = if n > 1 { format!("part-of: [{}]\n", id('a', 0)) } else { String::new() };
        let text = format!(
            "---\nname: {name}\nkind: state\n{part_of}relations:\n- {{ to: {}, kind: partner, claim: {}/c0 }}\n---\n\nSee \
             [[{}]] and [[{}]] [@{}/c1].\n",
            id('a', n + 1),
            id('s', n),
            id('o', n),
            id('c', n),
            id('s', n + 1)
        );
        texts.push((format!("content/actors/{}.md", id('a', n)), text));
    }
    for (n, name) in OPTIONS.iter().enumerate() {
        let variant = if n == 2 || n == 3 { format!("variant-of: {}\n", id('o', 1)) } else { String::new() };
        let text = format!("---\nname: {name}\n{variant}---\n\nSee [[{}]] [@{}/c0].\n", id('a', n), id('s', n));
        texts.push((format!("content/options/{}.md", id('o', n)), text));
    }
    for (n, name) in CRITERIA.iter().enumerate() {
        let text = format!("---\nname: {name}\n---\n\nSee [[{}]] [@{}/c1].\n", id('o', n), id('s', n));
        texts.push((format!("content/criteria/{}.md", id('c', n)), text));
    }
    let events = EVENTS.iter().enumerate().rev().map(|(n, name)| format!("- {{ id: {}, name: {name} }}\n", id('e', n)));
    texts.push(("content/events.yaml".to_owned(), events.collect()));
    for (n, name) in BRIEFS.iter().enumerate() {
        let text = format!(
            "---\ntitle: {name}\ndate: 2024-02-01\nsummary: One.\n---\n\nSo [@{}/c0; @{}/c1].\n\n![[{}]]\n\n![[{}]]\n",
            id('s', n),
            id('s', n + 1),
            id('o', n),
            id('a', n)
        );
        texts.push((format!("content/briefs/{}.md", id('b', n)), text));
    }
    texts.extend((0..SOURCES.len()).map(|n| (format!("content/sources/{}.yaml", id('s', n)), source(ids, n))));
    // As a disk gives them.
    texts.sort();
    texts
}

fn source(ids: &Identifiers, n: usize) -> String {
    let id = |kind, number| ids.of(kind, number);
    let (author, date, _) = SOURCES[n];
    let mut text = format!("type: report\ntitle: Untold\nauthor: [{author}]\ndate: {date}\nclaims:\n");
    for c in 0..2 {
        let k = 2 * n + c;
        let kind = ["assessment\n  origin: ", "conditional\n  if: it rains\n  then: it floods\n  speaker: "][c];
        let of = if c == 0 { id('s', n + 1) } else { id('a', k + 2) };
        let _ = writeln!(
            text,
            "- id: c{c}\n  statement: It is so ({n}, {c}).\n  quote: it is so\n  kind: {kind}{of}\n  about: [{}, {}, {}, {}]\n  \
             event: {}\n  topics: [{}, {}]\n  stances: [{{ actor: {}, option: {}, position: supports }}, {{ actor: {}, option: \
             {}, position: opposes }}]\n  bears-on: [{{ option: {}, criterion: {}, bearing: favours }}, {{ option: {}, \
             criterion: {}, bearing: against }}]\n  relations: {{ qualifies: [{}/c{c}] }}",
            id('a', k),
            id('a', k + 1),
            id('o', k),
            id('c', k),
            id('e', k),
            id('t', k),
            id('t', k + 1),
            id('a', k),
            id('o', k + 1),
            id('a', k + 3),
            id('o', k + 2),
            id('o', k),
            id('c', k + 1),
            id('o', k + 3),
            id('c', k),
            id('s', n + 1)
        );
    }
    text
}

/// What readers see of a site, by address.
fn seen(ids: &Identifiers, page_size: usize) -> BTreeMap<String, Value> {
    let texts = texts(ids, page_size);
    let compiled = compile(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    assert!(compiled.is_publishable(), "{}", compiled.report());
    let cards = Cards::new(&compiled.site);
    let shown = pages(&compiled.site, &compiled.proofs).into_iter().map(|page| {
        let view = view(&compiled.basis(&cards, &*THEME, Audience::Readers), &page).unwrap();
        let shown = ids.replaced(&serde_json::to_string(&view).unwrap());
        (ids.replaced(page.address.path()), serde_json::from_str(&shown).unwrap())
    });
    shown.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn identifiers_decide_no_order(one in identifiers(), other in identifiers(), page_size in prop::sample::select(vec![2, 200])) {
        let (one, other) = (seen(&one, page_size), seen(&other, page_size));
        prop_assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (address, page) in &one {
            prop_assert_eq!(page, &other[address], "{}", address);
        }
    }

    #[test]
    fn lists_are_in_the_order_of_names(ids in identifiers()) {
        let pages = seen(&ids, 200);
        let labels = SOURCES.map(|(_, _, label)| label);
        let lists: [(&str, &str, &[&str]); 14] = [
            ("actors/", "groups.0.actors.*.actor.text", &ACTORS),
            ("options/", "options.*.option.text", &OPTIONS),
            ("criteria/", "entries.*.link.text", &CRITERIA),
            ("topics/", "entries.*.link.text", &TOPICS),
            ("sources/", "sources.*.source.text", &labels),
            ("claims/", "sources.*.source.text", &labels),
            ("briefs/", "briefs.*.brief.text", &BRIEFS),
            ("timeline/", "undated.*.name", &EVENTS),
            ("gaps/", "events.*.text", &EVENTS),
            ("", "options.*.option.text", &OPTIONS),
            ("compare/", "options.*.option.text", &OPTIONS),
            ("compare/", "criteria.*.text", &CRITERIA),
            ("compare/", "actors.*.actor.text", &ACTORS),
            ("compare/", "stance_options.*.text", &OPTIONS),
        ];
        for (address, path, expected) in lists {
            prop_assert_eq!(at(&pages[address]["view"], path), expected, "{} {}", address, path);
        }
        let facets: [(&str, &[&str]); 6] = [
            ("actor", &ACTORS), ("option", &OPTIONS), ("criterion", &CRITERIA), ("topic", &TOPICS), ("source", &labels),
            ("speaker", &[ACTORS[1], ACTORS[3]]),
        ];
        for (facet, (key, expected)) in pages["claims/"]["view"]["facets"].as_array().unwrap().iter().zip(facets) {
            prop_assert_eq!(&facet["key"], key);
            prop_assert_eq!(at(facet, "values.*.text"), expected, "{}", key);
        }
    }
}

/// The texts at a path; `*` stands for every entry of a list.
fn at<'v>(value: &'v Value, path: &str) -> Vec<&'v str> {
    let found = path.split('.').fold(vec![value], |values, part| {
        let step = |value: &'v Value| -> Vec<&'v Value> {
            match (part, part.parse::<usize>()) {
                ("*", _) => value.as_array().into_iter().flatten().collect(),
                (_, Ok(index)) => value.get(index).into_iter().collect(),
                _ => value.get(part).into_iter().collect(),
            }
        };
        values.into_iter().flat_map(step).collect()
    });
    found.into_iter().filter_map(Value::as_str).collect()
}
