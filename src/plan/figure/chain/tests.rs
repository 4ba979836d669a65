use proptest::collection::vec;
use proptest::prelude::*;

use super::graph::chains;
use super::rows::{Column, Item, rows};
use super::{Condition, Conditional, condition_chains};
use crate::plan::figure::drawing::{Caption, Drawing, Point};

/// Claims as "a>b"; conditions are named by their letters.
fn parse(written: &str) -> (Vec<Condition>, Vec<Conditional>) {
    let pairs: Vec<(&str, &str)> = written.split_whitespace().filter_map(|pair| pair.split_once('>')).collect();
    let mut ids: Vec<&str> = pairs.iter().flat_map(|(from, to)| [*from, *to]).collect();
    ids.sort_unstable();
    ids.dedup();
    let conditions =
        ids.iter().map(|id| Condition { id: (*id).into(), text: (*id).into(), href: format!("#{id}") }).collect();
    let claims = pairs
        .iter()
        .enumerate()
        .map(|(n, (from, to))| Conditional {
            from: (*from).into(),
            to: (*to).into(),
            source: format!("S{n}"),
            href: format!("../{n}/"),
        })
        .collect();
    (conditions, claims)
}

/// What stands where: a row a line, claims as "a>b", a middle one without a bar.
fn layout(written: &str) -> Vec<String> {
    let (conditions, claims) = parse(written);
    let chain = &chains(&conditions, &claims)[0];
    let name = |item: &Item| match item {
        Item::Condition(node) => chain.conditions[*node].text.clone(),
        Item::Link(link) => {
            let link = &chain.links[*link];
            format!("{}>{}", chain.conditions[link.from].text, chain.conditions[link.to].text)
        }
    };
    let row = |row: &Vec<(Column, Item)>| match row.as_slice() {
        [(Column::Left, left), (Column::Right, right)] => format!("{} | {}", name(left), name(right)),
        [(Column::Left, left)] => format!("{} |", name(left)),
        [(Column::Right, right)] => format!("| {}", name(right)),
        [(_, middle)] => name(middle),
        other => format!("{other:?}"),
    };
    rows(chain).list.iter().map(row).collect()
}

fn draw(written: &str) -> Vec<Drawing> {
    let (conditions, claims) = parse(written);
    condition_chains(&Caption { id: "c".into(), title: "Chains".into() }, &conditions, &claims)
}

#[test]
fn a_chain_is_read_from_top_to_bottom() {
    assert_eq!(layout("b>c a>b"), ["a", "a>b", "b", "b>c", "c"]);
}

#[test]
fn what_fans_out_stands_two_by_two_each_under_its_claim() {
    assert_eq!(layout("a>b a>c a>d"), ["a", "a>b | a>c", "b | c", "a>d", "d"]);
}

#[test]
fn what_fans_in_stands_two_by_two_each_over_its_claim() {
    assert_eq!(layout("a>d b>d"), ["a | b", "a>d | b>d", "d"]);
    assert_eq!(layout("a>d b>d c>d"), ["a", "a>d", "b | c", "b>d | c>d", "d"]);
}

#[test]
fn a_branch_is_followed_before_the_next_begins() {
    assert_eq!(layout("a>b a>c a>d b>e").iter().position(|row| row.contains('e')), Some(3));
}

#[test]
fn a_circle_is_read_from_where_most_leaves_and_closed_by_a_dashed_line() {
    assert_eq!(layout("a>b b>c c>b c>d c>a")[0], "c");
    let drawing = &draw("a>b b>a")[0];
    assert!(drawing.lines.iter().any(|line| line.class == "fig-edge fig-dashed"));
    assert!(!draw("a>b")[0].lines.iter().any(|line| line.class.contains("dashed")));
    assert_eq!(draw("a>a")[0].frames.len(), 2);
}

#[test]
fn claims_of_the_same_link_share_an_arrow() {
    let drawing = &draw("a>b a>b")[0];
    assert_eq!(drawing.arrowheads.len(), 1);
    let labels: Vec<&str> =
        drawing.frames.iter().filter_map(|frame| Some(frame.link.as_ref()?.label.as_str())).collect();
    assert_eq!(labels, ["a", "S0: if a, then b", "S1: if a, then b", "b"]);
}

#[test]
fn each_chain_is_a_drawing_and_the_largest_comes_first() {
    let drawings = draw("x>y a>b b>c");
    let sizes: Vec<usize> = drawings.iter().map(|drawing| drawing.frames.len()).collect();
    assert_eq!(sizes, [5, 3]);
    assert_eq!(drawings.iter().map(|drawing| drawing.id.as_str()).collect::<Vec<_>>(), ["c-1", "c-2"]);
    assert_eq!(drawings[1].title, "Chains (2 of 2)");
}

#[test]
fn a_claim_about_nothing_given_and_a_condition_without_a_claim_are_left_out() {
    let (mut conditions, mut claims) = parse("a>b");
    conditions.push(Condition { id: "z".into(), text: "z".into(), href: String::new() });
    claims.push(Conditional { from: "a".into(), to: "q".into(), source: "S".into(), href: String::new() });
    let drawings = condition_chains(&Caption { id: "c".into(), title: String::new() }, &conditions, &claims);
    assert_eq!(drawings.len(), 1);
    assert_eq!(drawings[0].frames.len(), 3);
}

/// Lines between which a reader could not tell: that run over each other.
fn shared(drawing: &Drawing) -> Option<(Point, Point)> {
    let segments: Vec<(Point, Point)> = drawing
        .lines
        .iter()
        .flat_map(|line| line.points.0.windows(2))
        .map(|ends| (ends[0].min(ends[1]), ends[0].max(ends[1])))
        .collect();
    let over = |one: &(Point, Point), other: &(Point, Point)| {
        let plumb = [one, other].iter().all(|line| line.0.x == line.1.x) && one.0.x == other.0.x;
        let level = [one, other].iter().all(|line| line.0.y == line.1.y) && one.0.y == other.0.y;
        plumb && one.0.y < other.1.y && other.0.y < one.1.y || level && one.0.x < other.1.x && other.0.x < one.1.x
    };
    let pairs =
        segments.iter().enumerate().flat_map(|(at, one)| segments[at + 1..].iter().map(move |other| (one, other)));
    pairs.into_iter().find(|(one, other)| over(one, other)).map(|(one, _)| *one)
}

fn graph(most: usize, claims: usize) -> impl Strategy<Value = String> {
    let pair = (0..most, 0..most).prop_map(|(from, to)| format!("n{from}>n{to}"));
    vec(pair, 1..claims).prop_map(|pairs| pairs.join(" "))
}

/// Every condition but the first follows from an earlier one.
fn tree() -> impl Strategy<Value = String> {
    vec(any::<prop::sample::Index>(), 1..16).prop_map(|parents| {
        let pair = |(n, parent): (usize, &prop::sample::Index)| format!("n{}>n{}", parent.index(n + 1), n + 1);
        parents.iter().enumerate().map(pair).collect::<Vec<_>>().join(" ")
    })
}

proptest! {
    #[test]
    fn what_follows_stands_below_and_the_claim_between(written in graph(12, 24)) {
        let (conditions, claims) = parse(&written);
        for chain in chains(&conditions, &claims) {
            let rows = rows(&chain);
            let items: usize = rows.list.iter().map(Vec::len).sum();
            prop_assert_eq!(items, chain.conditions.len() + chain.links.len(), "each stands once");
            for (index, link) in chain.links.iter().enumerate() {
                let (from, to) = (rows.conditions[link.from].row, rows.conditions[link.to].row);
                let own = rows.links[index].row;
                prop_assert!(from < own && (link.back && to <= from || own < to), "{from} {own} {to}");
            }
        }
    }

    #[test]
    fn wires_of_ordinary_chains_can_be_told_apart(written in prop_oneof![tree(), graph(7, 10)]) {
        for drawing in draw(&written) {
            prop_assert_eq!(shared(&drawing), None);
        }
    }
}
