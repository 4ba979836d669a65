use super::graph::{Chain, Link};
use super::rows::{Column, Item, Place, Rows, rows};
use super::wires::{Lane, Pin, Side, Wire, wires};
use crate::plan::figure::Length;
use crate::plan::figure::drawing::{Caption, Drawing, Kind, Mark, Pointing, Rect, WIDTH};
use crate::plan::figure::label::{Align, Label, PADDING};
use crate::plan::figure::measure::Face;
use crate::plan::figure::wrap::bounded;

mod channel;

use channel::{Channel, Run};

/// Draws a chain.
pub(super) fn draw(caption: &Caption, chain: &Chain<'_>) -> Drawing {
    let claims: usize = chain.links.iter().map(|link| link.claims.len()).sum();
    let description = format!(
        "{} conditions and {claims} claims. A line runs from what is supposed down through a claim, named by its \
         source, to what follows by it; a dashed line leads back up.",
        chain.conditions.len()
    );
    let mut drawing = Drawing::new(Kind::Conditions, caption, description);
    let rows = rows(chain);
    let wires = wires(chain, &rows);
    let grid = Grid::new(&wires);
    let channels = channel::channels(&wires, rows.rows.len() + 1, |wire, pin| grid.pin(wire, pin));

    let mut boxes = Boxes { chain, grid: &grid, drawing: &mut drawing };
    let mut levels = Vec::with_capacity(rows.rows.len());
    let mut y = EDGE;
    for (row, channel) in rows.rows.iter().zip(&channels) {
        let top = y + channel.height();
        let bottoms = boxes.row(row, top);
        let bottom = bottoms.iter().map(|(_, bottom)| *bottom).max().unwrap_or(top);
        levels.push(Level { channel: y, top, bottom, bottoms });
        y = bottom;
    }
    let end = y;
    draw_wires(&mut drawing, &Heights { levels, end, channels: &channels }, &wires, &grid);
    drawing.height = end + channels.last().map(Channel::height).unwrap_or_default() + EDGE;
    drawing
}

const EDGE: Length = Length::units(2);
/// Between two lanes.
const LANE: Length = Length::units(7);
/// Between the first lane and the edge, and the last and the boxes.
const LANE_MARGIN: Length = Length::units(4);

/// Where columns and lanes stand.
struct Grid {
    left: Length,
    right: Length,
    column: Length,
}

impl Grid {
    /// Leaves room for as many lanes as are used.
    fn new(wires: &[Wire]) -> Self {
        let lanes = |gutter| {
            let lanes = wires.iter().filter_map(|wire| wire.lane).filter(|lane| lane.gutter == gutter);
            lanes.map(|lane| lane.number + 1).max().unwrap_or_default()
        };
        let side = |lanes: usize| if lanes == 0 { EDGE } else { EDGE + LANE_MARGIN * 2 + LANE.times(lanes - 1) };
        let (left, right) = (side(lanes(Column::Left)), WIDTH - side(lanes(Column::Right)));
        let middle = LANE_MARGIN * 2 + Length::units(6) + LANE.times(lanes(Column::Middle).saturating_sub(1));
        Self { left, right, column: (right - left - middle) / 2 }
    }

    fn centre(&self, column: Column) -> Length {
        match column {
            Column::Left => self.left + self.column / 2,
            Column::Middle => (self.left + self.right) / 2,
            Column::Right => self.right - self.column / 2,
        }
    }

    fn lane(&self, lane: Lane) -> Length {
        let inwards = EDGE + LANE_MARGIN + LANE.times(lane.number);
        match lane.gutter {
            Column::Left => inwards,
            Column::Right => WIDTH - inwards,
            Column::Middle => {
                let aside = LANE.times(lane.number.div_ceil(2));
                let centre = self.centre(Column::Middle);
                if lane.number % 2 == 0 { centre + aside } else { centre - aside }
            }
        }
    }

    /// Where a wire ends at a box, or, without a pin, where its lane is.
    fn pin(&self, wire: &Wire, pin: Option<&Pin>) -> Length {
        match (pin, wire.lane) {
            (Some(pin), _) if pin.side == Side::SecondArrow => self.centre(pin.place.column) + Length::units(18),
            (Some(pin), _) => self.centre(pin.place.column),
            (None, Some(lane)) => self.lane(lane),
            (None, None) => self.centre(Column::Middle),
        }
    }

    /// The room for a box in a column.
    fn room(&self, column: Column) -> Length {
        match column {
            Column::Middle => (self.right - self.left).min(Length::units(240)),
            Column::Left | Column::Right => self.column,
        }
    }
}

/// Draws boxes row by row.
struct Boxes<'a> {
    chain: &'a Chain<'a>,
    grid: &'a Grid,
    drawing: &'a mut Drawing,
}

impl Boxes<'_> {
    /// Returns where each box of the row ends.
    fn row(&mut self, row: &[(Column, Item)], top: Length) -> Vec<(Column, Length)> {
        let labels: Vec<Option<Label>> = row.iter().map(|(column, item)| self.condition(*column, *item)).collect();
        // Boxes side by side are of one height.
        let height = labels.iter().flatten().map(|label| label.height() + Length::units(16)).max().unwrap_or_default();
        let mut bottoms = Vec::new();
        for ((column, item), label) in row.iter().zip(labels) {
            let bottom = match (item, label) {
                (Item::Condition(node), Some(label)) => {
                    let href = &self.chain.conditions[*node].href;
                    let width = self.fitted(&label, *column, Length::units(140).min(self.grid.column));
                    let rect = self.rect(*column, top, width, height, Length::units(4));
                    self.drawing.frames.push(label.framed("fig-node", rect, Align::Start, href, ""));
                    top + height
                }
                (Item::Link(link), _) => self.claims(&self.chain.links[*link], *column, top),
                (Item::Condition(_), None) => top,
            };
            bottoms.push((*column, bottom));
        }
        bottoms
    }

    fn condition(&self, column: Column, item: Item) -> Option<Label> {
        let Item::Condition(node) = item else { return None };
        let text = &self.chain.conditions[node].text;
        Some(Label::new(text, Face::Body, self.grid.room(column) - PADDING * 2, 6))
    }

    /// The claims of one link, stacked. They are its arrow, so they touch.
    fn claims(&mut self, link: &Link<'_>, column: Column, top: Length) -> Length {
        let conditions = &self.chain.conditions;
        let after =
            format!(": if {}, then {}", bounded(&conditions[link.from].text), bounded(&conditions[link.to].text));
        let height = Length::units(27);
        let labels: Vec<Label> = link
            .claims
            .iter()
            .map(|claim| Label::new(&claim.source, Face::Small, self.grid.room(column) - PADDING * 2, 1))
            .collect();
        let width = labels.iter().map(|label| self.fitted(label, column, Length::units(48))).max().unwrap_or_default();
        let mut y = top;
        for (label, claim) in labels.into_iter().zip(&link.claims) {
            let rect = self.rect(column, y, width, height, height / 2);
            self.drawing.frames.push(label.framed("fig-claim", rect, Align::Middle, &claim.href, &after));
            y = rect.bottom() + Length::units(2);
        }
        y - Length::units(2)
    }

    fn fitted(&self, label: &Label, column: Column, least: Length) -> Length {
        (label.width() + PADDING * 2 + Length::units(4)).max(least).min(self.grid.room(column))
    }

    fn rect(&self, column: Column, y: Length, width: Length, height: Length, radius: Length) -> Rect {
        let width = if width.in_tenths() % 2 == 0 { width } else { width + Length::tenths(1) };
        Rect { x: self.grid.centre(column) - width / 2, y, width, height, radius }
    }
}

/// Where a row and the channel above it stand.
struct Level {
    channel: Length,
    top: Length,
    bottom: Length,
    bottoms: Vec<(Column, Length)>,
}

struct Heights<'a> {
    levels: Vec<Level>,
    end: Length,
    channels: &'a [Channel],
}

impl Heights<'_> {
    /// Where a channel begins.
    fn channel(&self, number: usize) -> Length {
        self.levels.get(number).map_or(self.end, |level| level.channel)
    }

    /// Where a channel ends.
    fn row(&self, number: usize) -> Length {
        self.levels.get(number).map_or(self.end + self.channels[number].height(), |level| level.top)
    }

    /// Where a box ends.
    fn exit(&self, place: Place) -> Length {
        let Some(level) = self.levels.get(place.row) else { return self.end };
        level.bottoms.iter().find(|(column, _)| *column == place.column).map_or(level.bottom, |(_, bottom)| *bottom)
    }
}

fn draw_wires(drawing: &mut Drawing, heights: &Heights<'_>, wires: &[Wire], grid: &Grid) {
    for wire in wires {
        let class = if wire.back { "fig-edge fig-dashed" } else { "fig-edge" };
        if let Some(lane) = wire.lane {
            let (x, (first, last)) = (grid.lane(lane), wire.channels);
            drawing.line(class, [(x, heights.row(first)), (x, heights.channel(last))]);
        }
    }
    for (number, channel) in heights.channels.iter().enumerate() {
        for run in &channel.runs {
            draw_run(drawing, heights, &wires[run.wire], number, channel, run);
        }
    }
}

/// A dot where a wire branches. Only where other wires run too: they cross without one.
fn joint(x: Length, y: Length) -> Mark {
    let radius = Length::tenths(25);
    let rect = Rect { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2, radius };
    Mark { class: "fig-joint", rect }
}

/// Draws what a wire does in one channel: down from above, along its track, down to what is below.
fn draw_run(drawing: &mut Drawing, heights: &Heights<'_>, wire: &Wire, number: usize, channel: &Channel, run: &Run) {
    let class = if wire.back { "fig-edge fig-dashed" } else { "fig-edge" };
    let (top, bottom) = (heights.channel(number), heights.row(number));
    let track = top + channel.track(run.track);
    let mut ends: Vec<(Length, Length, bool)> = Vec::new();
    for (x, pin) in &run.above {
        ends.push((*x, pin.map_or(top, |pin| heights.exit(pin.place)), false));
    }
    for (x, pin) in &run.below {
        let arrow = pin.is_some_and(|pin| matches!(pin.side, Side::Arrow | Side::SecondArrow));
        ends.push((*x, if arrow { bottom - Length::units(6) } else { bottom }, true));
        if arrow {
            drawing.arrowhead(*x, bottom, Pointing::Down);
        }
    }
    if let [(first_x, first_y, false), (last_x, last_y, true)] = ends.as_slice() {
        drawing.line(class, [(*first_x, *first_y), (*first_x, track), (*last_x, track), (*last_x, *last_y)]);
        return;
    }
    let columns = || ends.iter().map(|(x, _, _)| *x);
    if let (Some(from), Some(to)) = (columns().min(), columns().max()) {
        drawing.line(class, [(from, track), (to, track)]);
    }
    let lone = channel.runs.len() == 1;
    for (x, y, _) in &ends {
        drawing.line(class, [(*x, track), (*x, *y)]);
        let turns = Some(*x) == columns().min() || Some(*x) == columns().max();
        let alone = ends.iter().filter(|end| end.0 == *x).count() == 1;
        if !(lone || turns && alone) {
            drawing.marks.push(joint(*x, track));
        }
    }
}
