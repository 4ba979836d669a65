//! One thing in the middle and what it is related to, in brackets above and below.
//!
//! A wheel of nodes leaves no room for labels on a phone. Here a rail runs down the left edge; from it each relation
//! branches once, with its label on the branch and its nodes in a column at the end. What leads to the middle stands
//! above it, what the middle leads to below, so that the arrows' direction shows by place as well as by heads.

use std::collections::BTreeMap;

use super::Length;
use super::drawing::{Caption, Drawing, Kind, Pointing, Rect, WIDTH};
use super::label::{Align, Label, PADDING};
use super::measure::Face;
use super::wrap::bounded;

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
    /// Either way: partners, rivals. Drawn without a head.
    Mutual,
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

/// Where the rail stands.
const RAIL: Length = Length::units(14);
/// Where the labels of branches begin.
const LABELS: Length = Length::units(27);
/// The widest label of a branch.
const WIDEST_LABEL: Length = Length::units(94);
/// From the end of the labels to the fork, and from there to the boxes.
const FORK: Length = Length::units(8);
const TINE: Length = Length::units(16);
/// Half a line's width, so that no border is cut off at the edge.
const EDGE: Length = Length::units(2);
/// Between two boxes, and between two branches.
const GAP: Length = Length::units(8);
const BRANCH_GAP: Length = Length::units(16);
/// Between the text of a box and its upper and lower border.
const INSET: Length = Length::units(8);

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
    let mut pen = Pen { fork: LABELS + widest + FORK, y: EDGE, lines: form.lines, drawing: &mut drawing };

    let first = above.iter().map(|branch| pen.branch(branch)).min();
    let middle = pen.centre(centre, form.centre);
    if let Some(y) = first {
        pen.drawing.line("fig-edge", [(RAIL, y), (RAIL, middle.y)]);
    }
    let last = below.iter().map(|branch| pen.branch(branch)).max();
    if let Some(y) = last {
        pen.drawing.line("fig-edge", [(RAIL, middle.bottom()), (RAIL, y)]);
    }
    if left_over > 0 {
        pen.more(left_over, list);
    }
    drawing.height = pen_end(&drawing);
    drawing
}

/// The lowest border of a box, and the room that it needs.
fn pen_end(drawing: &Drawing) -> Length {
    drawing.frames.iter().map(|frame| frame.rect.bottom()).max().unwrap_or_default() + EDGE
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
        nodes.sort_unstable();
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

/// Incoming branches above, outgoing below, mutual ones wherever less stands.
fn sides(branches: Vec<Branch<'_>>) -> (Vec<Branch<'_>>, Vec<Branch<'_>>) {
    let (mut above, mut below): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    let count = |side: &[Branch<'_>]| side.iter().map(|branch| branch.nodes.len()).sum::<usize>();
    for branch in branches {
        match branch.key.0 {
            Direction::Incoming => above.push(branch),
            Direction::Outgoing => below.push(branch),
            Direction::Mutual if count(&above) < count(&below) => above.push(branch),
            Direction::Mutual => below.push(branch),
        }
    }
    (above, below)
}

/// Goes down the sheet and draws.
struct Pen<'a> {
    drawing: &'a mut Drawing,
    fork: Length,
    lines: usize,
    y: Length,
}

impl Pen<'_> {
    /// Draws one relation: label, fork and boxes. Returns where its line leaves the rail.
    fn branch(&mut self, branch: &Branch<'_>) -> Length {
        let (direction, relation, stroke) = branch.key;
        let x = self.fork + TINE;
        let width = WIDTH - EDGE - x;
        let boxes: Vec<Label> = branch.nodes.iter().map(|node| label(node, width, Face::Body, self.lines)).collect();
        let heights: Length = boxes.iter().map(|label| label.height() + INSET * 2).sum();
        let total = heights + GAP.times(boxes.len().saturating_sub(1));
        let line = (total / 2).max(branch.label.height() + Length::units(5));

        let axis = self.y + line;
        let mut top = axis - total / 2;
        let mut middles = Vec::new();
        for (node, text) in branch.nodes.iter().zip(boxes) {
            let height = text.height() + INSET * 2;
            let rect = Rect { x, y: top, width, height, radius: Length::units(4) };
            let after = spoken(direction, relation);
            self.drawing.frames.push(text.framed("fig-node", rect, Align::Start, &node.href, &after));
            middles.push(top + height / 2);
            top = top + height + GAP;
        }
        self.fork(axis, &middles, stroke);
        self.heads(axis, &middles, direction);
        let label_top = axis - Length::units(4) - branch.label.height();
        self.drawing.texts.extend(branch.label.at(LABELS, label_top, Align::Start));
        self.y = axis + (total - total / 2) + BRANCH_GAP;
        axis
    }

    fn fork(&mut self, axis: Length, middles: &[Length], stroke: Stroke) {
        let class = match stroke {
            Stroke::Solid => "fig-edge",
            Stroke::Dashed => "fig-edge fig-dashed",
            Stroke::Dotted => "fig-edge fig-dotted",
        };
        let boxes = self.fork + TINE;
        if let ([only], true) = (middles, middles.len() == 1) {
            self.drawing.line(class, [(RAIL, axis), (self.fork, axis), (self.fork, *only), (boxes, *only)]);
            return;
        }
        self.drawing.line(class, [(RAIL, axis), (self.fork, axis)]);
        if let ([first, inner @ .., last], true) = (middles, middles.len() > 1) {
            // Only the stem shows the stroke: dashes round corners look like gaps.
            let tines = [(boxes, *first), (self.fork, *first), (self.fork, *last), (boxes, *last)];
            self.drawing.line("fig-edge", tines);
            for middle in inner {
                self.drawing.line("fig-edge", [(self.fork, *middle), (boxes, *middle)]);
            }
        }
    }

    fn heads(&mut self, axis: Length, middles: &[Length], direction: Direction) {
        match direction {
            Direction::Incoming => self.drawing.arrowhead(RAIL + Length::units(1), axis, Pointing::Left),
            Direction::Outgoing => {
                for middle in middles {
                    self.drawing.arrowhead(self.fork + TINE - Length::units(1), *middle, Pointing::Right);
                }
            }
            Direction::Mutual => {}
        }
    }

    /// Draws the box in the middle, as wide as its text.
    fn centre(&mut self, node: &Node, (face, lines): (Face, usize)) -> Rect {
        let text = label(node, WIDTH - EDGE * 2, face, lines);
        let width = (text.width() + PADDING * 2 + Length::units(8)).max(Length::units(110)).min(WIDTH - EDGE * 2);
        let height = text.height() + Length::units(22);
        let rect = Rect { x: EDGE, y: self.y, width, height, radius: Length::units(4) };
        self.drawing.frames.push(text.framed("fig-node fig-centre", rect, Align::Start, &node.href, ""));
        self.y = rect.bottom() + BRANCH_GAP;
        rect
    }

    /// Says that there are more than are drawn, and where.
    fn more(&mut self, count: usize, list: &str) {
        let text = Label::new(&format!("+ {count} more in the list"), Face::Small, WIDTH / 2, 1);
        let x = self.fork + TINE;
        let width = (text.width() + PADDING * 2 + Length::units(8)).min(WIDTH - EDGE - x);
        let rect = Rect { x, y: self.y, width, height: Length::units(28), radius: Length::units(14) };
        self.drawing.frames.push(text.framed("fig-more", rect, Align::Start, list, ""));
    }
}

fn label(node: &Node, width: Length, face: Face, lines: usize) -> Label {
    let room = width - PADDING * 2;
    let note = if node.note.is_empty() { Label::default() } else { Label::new(&node.note, Face::Small, room, 1) };
    note.then(&node.name, face, room, lines)
}

/// The relation, as the link's name says it: the picture shows by an arrow which way it is read.
fn spoken(direction: Direction, relation: &str) -> String {
    let relation = bounded(relation);
    match direction {
        Direction::Incoming => format!(" (incoming: {relation})"),
        Direction::Outgoing => format!(" (outgoing: {relation})"),
        Direction::Mutual => format!(" ({relation})"),
    }
}
