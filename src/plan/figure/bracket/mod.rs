//! One thing in the middle and what it is related to, in brackets above and below.
//!
//! A wheel of nodes leaves no room for labels on a phone. Here a rail runs down the left edge. Each relation branches
//! from it once, with its label on the branch and its nodes in a column at the end. What leads to the middle is above
//! it and what the middle leads to is below, so position shows the direction of the arrows as well as their heads do.

use std::collections::BTreeMap;

use super::drawing::{Caption, Drawing, Kind};
use super::label::Label;
use super::measure::Face;
use crate::model::SortKey;

mod pen;

use pen::{Pen, WIDEST_LABEL};

/// What stands in a box.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// An actor's name, a claim's statement.
    pub name: String,
    /// A few words set small above the name: the source of a claim, the kind of an actor. May be empty.
    pub note: String,
    /// The node's page.
    pub href: String,
}

/// A node related to the one in the middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The node.
    pub node: Node,
    /// The relation, read along the arrow: "part of", "contradicts".
    pub relation: String,
    /// Which way it is read.
    pub direction: Direction,
    /// How its line is drawn.
    pub stroke: Stroke,
}

/// Which way a relation is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the neighbour to the middle.
    Incoming,
    /// From the middle to the neighbour.
    Outgoing,
}

/// How a line is drawn, for relations whose nature should show before their label is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stroke {
    /// Agreement, membership and whatever else is plain.
    Solid,
    /// Opposition: "contradicts", "rival".
    Dashed,
    /// Reservation: "qualifies".
    Dotted,
}

/// An actor among those it is related to. Draws twelve; `list` is where the rest can be found.
///
/// The order of the neighbours has no meaning and does not matter.
#[must_use]
pub fn neighbourhood(caption: &Caption, actor: &Node, neighbours: &[Neighbour], list: &str) -> Drawing {
    let form = Form { kind: Kind::Neighbourhood, most: 12, lines: 2, centre: (Face::Strong, 2), things: "actors" };
    draw(&form, caption, actor, neighbours, list)
}

/// A claim among those that it supports, contradicts or qualifies, and that do so to it. Draws eight; `list` is where
/// the rest can be found.
///
/// The order of the neighbours has no meaning and does not matter.
#[must_use]
pub fn surroundings(caption: &Caption, claim: &Node, neighbours: &[Neighbour], list: &str) -> Drawing {
    let form = Form { kind: Kind::Surroundings, most: 8, lines: 4, centre: (Face::Body, 6), things: "claims" };
    draw(&form, caption, claim, neighbours, list)
}

/// How the two figures of this form differ.
struct Form {
    kind: Kind,
    most: usize,
    lines: usize,
    /// The face of what is in the middle, and its lines: a name is set heavier than a sentence.
    centre: (Face, usize),
    things: &'static str,
}

/// The neighbours of one relation.
struct Branch<'a> {
    key: Key<'a>,
    label: Label,
    nodes: Vec<&'a Node>,
}

type Key<'a> = (Direction, &'a str, Stroke);

fn draw(form: &Form, caption: &Caption, centre: &Node, neighbours: &[Neighbour], list: &str) -> Drawing {
    let (branches, left_over) = branches(neighbours, form.most);
    let shown: usize = branches.iter().map(|branch| branch.nodes.len()).sum();
    let description = format!(
        "{} of {} related {}. Above the middle stands what leads to it, below what it leads to; the label on a line is \
         the relation.",
        shown,
        shown + left_over,
        form.things
    );
    let mut drawing = Drawing::new(form.kind, caption, description);
    let (above, below) = sides(branches);
    let widest = above.iter().chain(&below).map(|branch| branch.label.width()).max().unwrap_or_default();
    let mut pen = Pen::new(&mut drawing, widest, form.lines);
    let top = above.iter().map(|branch| pen.branch(branch)).min();
    let middle = pen.centre(centre, form.centre);
    let bottom = below.iter().map(|branch| pen.branch(branch)).max();
    pen.rail(top, &middle, bottom);
    if left_over > 0 {
        pen.more(left_over, list);
    }
    pen.finish();
    drawing
}

/// Groups by relation, and takes from each relation in turn until `most` are taken, so that a relation with many
/// members does not hide the others.
fn branches(neighbours: &[Neighbour], most: usize) -> (Vec<Branch<'_>>, usize) {
    let mut groups: BTreeMap<Key<'_>, Vec<&Node>> = BTreeMap::new();
    for neighbour in neighbours {
        let key = (neighbour.direction, neighbour.relation.as_str(), neighbour.stroke);
        groups.entry(key).or_default().push(&neighbour.node);
    }
    for nodes in groups.values_mut() {
        nodes.sort_by_cached_key(|node| (SortKey::of(&node.name), *node));
        nodes.dedup();
    }
    let total: usize = groups.values().map(Vec::len).sum();
    let mut taken: Vec<usize> = vec![0; groups.len()];
    let mut room = most.min(total);
    while room > 0 {
        for (count, nodes) in taken.iter_mut().zip(groups.values()) {
            if room > 0 && *count < nodes.len() {
                *count += 1;
                room -= 1;
            }
        }
    }
    let branches = groups
        .into_iter()
        .zip(taken)
        .filter(|(_, count)| *count > 0)
        .map(|((key, mut nodes), count)| {
            nodes.truncate(count);
            Branch { key, label: Label::new(key.1, Face::Small, WIDEST_LABEL, 3), nodes }
        })
        .collect();
    (branches, total.saturating_sub(most))
}

/// Incoming branches, which stand above the middle, and outgoing ones, which stand below it.
fn sides(branches: Vec<Branch<'_>>) -> (Vec<Branch<'_>>, Vec<Branch<'_>>) {
    branches.into_iter().partition(|branch| branch.key.0 == Direction::Incoming)
}

#[cfg(test)]
mod tests {
    use super::{Direction, Neighbour, Node, Stroke, neighbourhood, surroundings};
    use crate::plan::figure::drawing::{Caption, Drawing};

    fn node(name: &str) -> Node {
        Node { name: name.into(), note: "a note".into(), href: format!("../{name}/") }
    }

    fn neighbour(name: &str, relation: &str, direction: Direction) -> Neighbour {
        Neighbour { node: node(name), relation: relation.into(), direction, stroke: Stroke::Solid }
    }

    fn draw(neighbours: &[Neighbour]) -> Drawing {
        neighbourhood(&Caption { id: "n".into(), title: "N".into() }, &node("kim"), neighbours, "#relations")
    }

    fn names(drawing: &Drawing) -> Vec<&str> {
        drawing.frames.iter().filter_map(|frame| Some(frame.link.as_ref()?.label.as_str())).collect()
    }

    #[test]
    fn what_leads_to_the_middle_stands_above_and_what_it_leads_to_below() {
        let drawing = draw(&[
            neighbour("state", "part of", Direction::Outgoing),
            neighbour("minister", "answers to", Direction::Incoming),
        ]);
        let expected = ["a note minister (incoming: answers to)", "a note kim", "a note state (outgoing: part of)"];
        assert_eq!(names(&drawing), expected);
        assert_eq!((drawing.arrowheads.len(), drawing.texts.len()), (2, 2), "a head and a label each");
    }

    #[test]
    fn a_relation_is_labelled_once_however_many_it_has() {
        let many: Vec<Neighbour> =
            (0..5).map(|n| neighbour(&n.to_string(), "adversary of", Direction::Outgoing)).collect();
        let drawing = draw(&many);
        assert_eq!(drawing.texts.len(), 1);
        assert_eq!(drawing.arrowheads.len(), 5);
    }

    #[test]
    fn what_has_no_room_is_counted_and_no_relation_is_left_out_for_a_longer_one() {
        let mut many: Vec<Neighbour> =
            (0..30).map(|n| neighbour(&format!("member {n}"), "member of", Direction::Incoming)).collect();
        many.push(neighbour("seat", "works at", Direction::Outgoing));
        let drawing = draw(&many);
        assert_eq!(drawing.frames.len(), 1 + 12 + 1);
        assert!(names(&drawing).contains(&"a note seat (outgoing: works at)"));
        let last = drawing.frames.last().and_then(|frame| frame.link.as_ref()).unwrap();
        assert_eq!((last.label.as_str(), last.href.as_str()), ("+ 19 more in the list", "#relations"));
    }

    #[test]
    fn a_claim_has_fewer_neighbours_and_opposition_shows_in_the_line() {
        let mut many: Vec<Neighbour> =
            (0..9).map(|n| neighbour(&n.to_string(), "supports", Direction::Incoming)).collect();
        many[0].relation = "contradicts".into();
        many[0].stroke = Stroke::Dashed;
        let caption = Caption { id: "s".into(), title: "S".into() };
        let drawing = surroundings(&caption, &node("claim"), &many, "#relations");
        assert_eq!(drawing.frames.len(), 1 + 8 + 1);
        assert_eq!(drawing.lines.iter().filter(|line| line.class == "fig-edge fig-dashed").count(), 1);
    }

    #[test]
    fn alone_it_is_a_box_without_lines() {
        let drawing = draw(&[]);
        assert_eq!((drawing.frames.len(), drawing.lines.len()), (1, 0));
    }
}
