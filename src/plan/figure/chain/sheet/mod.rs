use super::graph::Chain;
use super::rows::{Column, rows};
use super::wires::{Lane, Pin, Side, Wire, wires};
use crate::plan::figure::Length;
use crate::plan::figure::drawing::{Caption, Drawing, Kind, WIDTH};

mod boxes;
mod channel;
mod wiring;

use boxes::Boxes;
use channel::Channel;
use wiring::{Level, Wiring};

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
    let channels = channel::channels(&wires, rows.list.len() + 1, |wire, pin| grid.pin(wire, pin));

    let mut boxes = Boxes { chain, grid: &grid, drawing: &mut drawing };
    let mut levels = Vec::with_capacity(rows.list.len());
    let mut y = EDGE;
    for (row, channel) in rows.list.iter().zip(&channels) {
        let top = y + channel.height();
        let bottoms = boxes.row(row, top);
        let bottom = bottoms.iter().map(|(_, bottom)| *bottom).max().unwrap_or(top);
        levels.push(Level { channel: y, top, bottom, bottoms });
        y = bottom;
    }
    Wiring { drawing: &mut drawing, wires: &wires, channels: &channels, grid: &grid, levels, end: y }.draw();
    drawing.height = y + channels.last().map(Channel::height).unwrap_or_default() + EDGE;
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
                if lane.number.is_multiple_of(2) { centre + aside } else { centre - aside }
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
