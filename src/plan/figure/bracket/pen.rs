use super::{Branch, Direction, Node, Stroke};
use crate::plan::figure::Length;
use crate::plan::figure::drawing::{Drawing, Pointing, Rect, WIDTH};
use crate::plan::figure::label::{Align, Label, PADDING};
use crate::plan::figure::measure::Face;
use crate::plan::figure::wrap::bounded;

/// Where the rail stands.
const RAIL: Length = Length::units(14);
/// Where the labels of branches begin.
const LABELS: Length = Length::units(27);
/// The widest label of a branch.
pub(super) const WIDEST_LABEL: Length = Length::units(94);
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

/// Goes down the sheet and draws.
pub(super) struct Pen<'a> {
    drawing: &'a mut Drawing,
    fork: Length,
    lines: usize,
    y: Length,
}

impl<'a> Pen<'a> {
    /// Begins at the top. Boxes begin where labels of this width end, and hold this many lines.
    pub(super) fn new(drawing: &'a mut Drawing, labels: Length, lines: usize) -> Self {
        Self { drawing, fork: LABELS + labels + FORK, lines, y: EDGE }
    }

    /// Draws one relation: label, fork and boxes. Returns where its line leaves the rail.
    pub(super) fn branch(&mut self, branch: &Branch<'_>) -> Length {
        let (direction, relation, stroke) = branch.key;
        let x = self.fork + TINE;
        let width = WIDTH - EDGE - x;
        let boxes: Vec<Label> = branch.nodes.iter().map(|node| label(node, width, Face::Body, self.lines)).collect();
        let heights: Length = boxes.iter().map(|label| label.height() + INSET * 2).sum();
        let total = heights + GAP.times(boxes.len().saturating_sub(1));
        let line = (total / 2).max(branch.label.height() + Length::units(5));

        let axis = self.y + line;
        let mut top = axis - total / 2;
        let mut middles = Vec::with_capacity(boxes.len());
        let after = spoken(direction, relation);
        for (node, text) in branch.nodes.iter().zip(boxes) {
            let height = text.height() + INSET * 2;
            let rect = Rect { x, y: top, width, height, radius: Length::units(4) };
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
        }
    }

    /// Draws the box in the middle, as wide as its text.
    pub(super) fn centre(&mut self, node: &Node, (face, lines): (Face, usize)) -> Rect {
        let text = label(node, WIDTH - EDGE * 2, face, lines);
        let width = (text.width() + PADDING * 2 + Length::units(8)).max(Length::units(110)).min(WIDTH - EDGE * 2);
        let height = text.height() + Length::units(22);
        let rect = Rect { x: EDGE, y: self.y, width, height, radius: Length::units(4) };
        self.drawing.frames.push(text.framed("fig-node fig-centre", rect, Align::Start, &node.href, ""));
        self.y = rect.bottom() + BRANCH_GAP;
        rect
    }

    /// Draws the rail from the first branch to the box in the middle, and from there to the last.
    pub(super) fn rail(&mut self, first: Option<Length>, middle: &Rect, last: Option<Length>) {
        if let Some(y) = first {
            self.drawing.line("fig-edge", [(RAIL, y), (RAIL, middle.y)]);
        }
        if let Some(y) = last {
            self.drawing.line("fig-edge", [(RAIL, middle.bottom()), (RAIL, y)]);
        }
    }

    /// Ends the sheet below the lowest box.
    pub(super) fn finish(self) {
        let lowest = self.drawing.frames.iter().map(|frame| frame.rect.bottom()).max().unwrap_or_default();
        self.drawing.height = lowest + EDGE;
    }

    /// Says that there are more than are drawn, and where.
    pub(super) fn more(&mut self, count: usize, list: &str) {
        let text = Label::new(&format!("+ {count} more in the list"), Face::Small, WIDTH / 2, 1);
        let x = self.fork + TINE;
        let width = (text.width() + PADDING * 2 + Length::units(8)).min(WIDTH - EDGE - x);
        let rect = Rect { x, y: self.y, width, height: Length::units(28), radius: Length::units(14) };
        self.drawing.frames.push(text.framed("fig-more", rect, Align::Start, list, ""));
    }
}

fn label(node: &Node, width: Length, face: Face, lines: usize) -> Label {
    let room = width - PADDING * 2;
    Label::new(&node.note, Face::Small, room, 2).then(&node.name, face, room, lines)
}

/// The relation, as the link's name says it: the picture shows by an arrow which way it is read.
fn spoken(direction: Direction, relation: &str) -> String {
    let relation = bounded(relation);
    match direction {
        Direction::Incoming => format!(" (incoming: {relation})"),
        Direction::Outgoing => format!(" (outgoing: {relation})"),
    }
}
