use super::Grid;
use super::channel::{Channel, Run};
use crate::plan::figure::Length;
use crate::plan::figure::chain::rows::{Column, Place};
use crate::plan::figure::chain::wires::{Side, Wire};
use crate::plan::figure::drawing::{Drawing, Mark, Pointing, Rect};

/// Where a row and the channel above it stand.
pub(super) struct Level {
    pub(super) channel: Length,
    pub(super) top: Length,
    pub(super) bottom: Length,
    /// Where each box of the row ends.
    pub(super) bottoms: Vec<(Column, Length)>,
}

/// Draws wires between boxes that stand already.
pub(super) struct Wiring<'a> {
    pub(super) drawing: &'a mut Drawing,
    pub(super) wires: &'a [Wire],
    pub(super) channels: &'a [Channel],
    pub(super) grid: &'a Grid,
    pub(super) levels: Vec<Level>,
    /// Where the last row ends.
    pub(super) end: Length,
}

/// Where a wire ends in a channel.
struct End {
    x: Length,
    y: Length,
    /// Down to a box or a lane, rather than up.
    down: bool,
    /// Into a lane that the wire passes by, so that its line is there already.
    drawn: bool,
}

impl Wiring<'_> {
    /// Draws all wires: first where they pass rows, then what they do between.
    pub(super) fn draw(mut self) {
        for wire in self.wires {
            if let Some(lane) = wire.lane {
                let (x, (first, last)) = (self.grid.lane(lane), wire.channels);
                let ends = [(x, self.channel_end(first)), (x, self.channel_start(last))];
                self.drawing.line(class(wire), ends);
            }
        }
        for (number, channel) in self.channels.iter().enumerate() {
            for run in &channel.runs {
                self.run(number, run, channel.runs.len() == 1);
            }
        }
    }

    /// Draws what a wire does in one channel: down from above, along its track, down to what is below.
    fn run(&mut self, number: usize, run: &Run, alone: bool) {
        let class = class(&self.wires[run.wire]);
        let track = self.channel_start(number) + Channel::track(run.track);
        let ends = self.ends(number, run);
        if let [from @ End { down: false, .. }, to @ End { down: true, .. }] = ends.as_slice() {
            self.drawing.line(class, [(from.x, from.y), (from.x, track), (to.x, track), (to.x, to.y)]);
            return;
        }
        let (first, last) = run.span();
        self.drawing.line(class, [(first, track), (last, track)]);
        for end in &ends {
            if !end.drawn {
                self.drawing.line(class, [(end.x, track), (end.x, end.y)]);
            }
            let turns = end.x == first || end.x == last;
            let single = ends.iter().filter(|other| other.x == end.x).count() == 1;
            if !(alone || turns && single) {
                self.drawing.marks.push(joint(end.x, track));
            }
        }
    }

    /// Where a run ends; draws the arrowheads there.
    fn ends(&mut self, number: usize, run: &Run) -> Vec<End> {
        let (top, bottom) = (self.channel_start(number), self.channel_end(number));
        let (first, last) = self.wires[run.wire].channels;
        let drawn = number > first && number < last;
        let mut ends = Vec::new();
        for (x, pin) in &run.above {
            let y = pin.map_or(top, |pin| self.exit(pin.place));
            ends.push(End { x: *x, y, down: false, drawn: drawn && pin.is_none() });
        }
        for (x, pin) in &run.below {
            let arrow = pin.is_some_and(|pin| matches!(pin.side, Side::Arrow | Side::SecondArrow));
            if arrow {
                self.drawing.arrowhead(*x, bottom, Pointing::Down);
            }
            let y = if arrow { bottom - Length::units(6) } else { bottom };
            ends.push(End { x: *x, y, down: true, drawn: drawn && pin.is_none() });
        }
        ends
    }

    fn channel_start(&self, number: usize) -> Length {
        self.levels.get(number).map_or(self.end, |level| level.channel)
    }

    fn channel_end(&self, number: usize) -> Length {
        self.levels.get(number).map_or(self.end + self.channels[number].height(), |level| level.top)
    }

    /// Where a box ends.
    fn exit(&self, place: Place) -> Length {
        let Some(level) = self.levels.get(place.row) else { return self.end };
        level.bottoms.iter().find(|(column, _)| *column == place.column).map_or(level.bottom, |(_, bottom)| *bottom)
    }
}

const fn class(wire: &Wire) -> &'static str {
    if wire.back { "fig-edge fig-dashed" } else { "fig-edge" }
}

/// A dot where a wire branches. Only where other wires run too: they cross without one.
fn joint(x: Length, y: Length) -> Mark {
    let radius = Length::tenths(25);
    let rect = Rect { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2, radius };
    Mark { class: "fig-joint", rect }
}
