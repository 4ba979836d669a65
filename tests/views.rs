//! Views and templates fit together: what a template asks for exists, and what a view holds is shown.
//!
//! The engine refuses an unknown field where it is printed, and takes it for nothing in a condition: a misspelled
//! `{% if view.mentoins %}` would only ever hide something.
#![cfg(test)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde_json::Value;
use sourcebook::plan::{Audience, CardError, CardView, Cards, DATA, DrawCard, SECTIONS, TEXT, pages, view};
use sourcebook::render::{Theme, built_in};
use sourcebook::stages::{CompileOptions, compile};

/// What is in scope of an expression beside the fields of views: the engine's own, and what a theme makes itself.
const ENGINE: [&str; 10] =
    ["first", "index", "last", "length", "index0", "has_custom_styles", "sections", "head", "header", "footer"];

/// Draws nothing, and takes down the fields of what it is given to draw.
#[derive(Debug, Default)]
struct Clerk(Mutex<BTreeMap<&'static str, BTreeSet<String>>>);

impl DrawCard for Clerk {
    fn draw_card(&self, component: &'static str, view: &CardView) -> Result<String, CardError> {
        collect(&serde_json::to_value(view).unwrap(), self.0.lock().unwrap().entry(component).or_default());
        Ok(String::new())
    }
}

/// The views of both sites of this repository, and of one whose lists have several pages: the keys of each template's
/// view, and all keys at any depth, those of what cards are drawn from among them.
fn keys() -> (BTreeMap<&'static str, BTreeSet<String>>, BTreeSet<String>) {
    let (mut by_template, mut all): (BTreeMap<_, BTreeSet<String>>, _) = (BTreeMap::new(), BTreeSet::new());
    let clerk = Clerk::default();
    let paged = support::Project::golden_on_pages_of(1);
    for root in [support::repository(), &support::repository().join("tests/golden/site"), paged.root()] {
        let compiled = compile(root, &CompileOptions::default()).unwrap();
        let cards = Cards::new(&compiled.site);
        for page in pages(&compiled.site, &compiled.proofs) {
            let view = view(&compiled.basis(&cards, &clerk, Audience::Readers), &page).unwrap();
            if [DATA, TEXT].contains(&view.template) {
                continue;
            }
            let value = serde_json::to_value(&view).unwrap();
            let own = value["view"].as_object().into_iter().flat_map(|fields| fields.keys().cloned());
            by_template.entry(view.template).or_default().extend(own);
            collect(&value, &mut all);
        }
    }
    // What the theme says of itself.
    collect(&serde_json::to_value(SECTIONS).unwrap(), &mut all);
    let of_cards = clerk.0.into_inner().unwrap();
    assert_eq!(of_cards.len(), 5, "{:?}", of_cards.keys());
    all.extend(of_cards.into_values().flatten());
    (by_template, all)
}

fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            keys.insert(key.clone());
            collect(value, keys);
        }),
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}

/// The expressions of a template, without comments, text literals and the names of components and blocks.
fn expressions(template: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find(['{']) {
        rest = &rest[start..];
        let close = match rest.get(..2) {
            Some("{#") => "#}",
            Some("{{") => "}}",
            Some("{%") => "%}",
            _ => {
                rest = &rest[1..];
                continue;
            }
        };
        // An argument of a component ends in `}` before the expression does.
        let ends = [format!(" {close}"), format!("-{close}")].map(|end| rest.find(&end));
        let end = ends.into_iter().flatten().min().or_else(|| rest.find(close)).unwrap_or(rest.len() - 2);
        if close != "#}" {
            found.push(without_literals(&rest[2..end]));
        }
        rest = &rest[end + 1..];
    }
    found
}

fn without_literals(expression: &str) -> String {
    let code: String = expression.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let is_name = |before: &str, word: &str| {
        word.starts_with('<') || matches!(before, "component" | "endcomponent" | "block" | "endblock")
    };
    let words: Vec<&str> = code.split_whitespace().collect();
    let kept = words.iter().enumerate().filter(|&(at, word)| !is_name(if at > 0 { words[at - 1] } else { "" }, word));
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// The fields that an expression asks for, each after the name before its dot.
fn fields(expression: &str) -> Vec<(String, String)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in expression.match_indices('.') {
        let owner: String = expression[..at].chars().rev().take_while(|&c| is_name(c)).collect();
        let field: String = expression[at + 1..].chars().take_while(|&c| is_name(c)).collect();
        if field.starts_with(|c: char| c.is_ascii_lowercase()) {
            found.push((owner.chars().rev().collect(), field));
        }
    }
    found
}

/// Draws by a theme, each card for its own depth.
#[derive(Debug)]
struct Drawing<'t>(&'t Theme);

impl DrawCard for Drawing<'_> {
    fn draw_card(&self, component: &'static str, view: &CardView) -> Result<String, CardError> {
        self.0.draw_card(component, view)
    }
}

/// Were it otherwise, what a page shows would depend on which page was made first.
#[test]
fn a_card_that_was_moved_is_what_would_be_drawn() {
    let paged = support::Project::golden_on_pages_of(1);
    for root in [support::repository(), paged.root()] {
        let compiled = compile(root, &CompileOptions::default()).unwrap();
        let theme = Theme::new(&built_in()).unwrap();
        assert!(theme.prints_addresses());
        let (moved, drawn) = (Cards::new(&compiled.site), Cards::new(&compiled.site));
        for page in pages(&compiled.site, &compiled.proofs) {
            let moved = view(&compiled.basis(&moved, &theme, Audience::Readers), &page).unwrap();
            let drawn = view(&compiled.basis(&drawn, &Drawing(&theme), Audience::Readers), &page).unwrap();
            assert_eq!(
                serde_json::to_value(moved).unwrap(),
                serde_json::to_value(drawn).unwrap(),
                "{:?}",
                page.address
            );
        }
    }
}

#[test]
fn templates_and_views_fit_together() {
    let (by_template, all) = keys();
    let theme = built_in();
    let (mut asked, mut unshown, mut unseen) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (name, text) in &theme.templates {
        let text = std::str::from_utf8(text).unwrap();
        let wanted: Vec<_> = expressions(text).iter().flat_map(|expression| fields(expression)).collect();
        let of_view: BTreeSet<&String> =
            wanted.iter().filter(|(owner, _)| owner == "view").map(|(_, field)| field).collect();
        if let Some(known) = by_template.get(name.as_str()) {
            let unknown: Vec<_> = of_view.iter().filter(|field| !known.contains(**field)).collect();
            assert!(unknown.is_empty(), "`templates/{name}` asks for {unknown:?}, which its view has not");
            unshown
                .extend(known.iter().filter(|field| !of_view.contains(field)).map(|field| format!("{name}: {field}")));
        }
        for (owner, field) in wanted {
            if !all.contains(&field) && !ENGINE.contains(&field.as_str()) {
                unseen.insert(format!("{name}: {owner}.{field}"));
            }
            asked.insert(field);
        }
    }
    assert_eq!(unseen.iter().map(String::as_str).collect::<Vec<_>>(), UNSEEN, "no view has these fields");
    unshown.extend(all.difference(&asked).cloned());
    assert_eq!(unshown.iter().map(String::as_str).collect::<Vec<_>>(), UNSHOWN, "no template shows these fields");
    assert!(by_template.len() > 15, "{}", by_template.len());
}

/// What only a site with faults has.
const UNSEEN: [&str; 0] = [];

/// What the built-in templates leave to a site's own, and what all of them begin with.
const UNSHOWN: [&str; 2] = ["brief.html: words", "view"];

#[test]
fn a_misspelled_field_is_found() {
    let found: Vec<_> = expressions(
        "{# a.b #}{% if view.mentoins %}{{ <claim.row claim={view.x} note=\"a.b\" /> }}{{ c.d | length }}{% endif %}",
    )
    .iter()
    .flat_map(|expression| fields(expression))
    .collect();
    let pair = |owner: &str, field: &str| (owner.to_owned(), field.to_owned());
    assert_eq!(found, [pair("view", "mentoins"), pair("view", "x"), pair("c", "d")]);
}
