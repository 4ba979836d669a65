use std::collections::BTreeMap;

use crate::plan::figure::Length;
use crate::plan::figure::chain::wires::{Pin, Side, Wire};

/// The space above a row, in which wires change columns.
#[derive(Debug, Default)]
pub(super) struct Channel {
    pub(super) runs: Vec<Run>,
    tracks: usize,
    arrows: bool,
}

/// What a wire does in a channel.
#[derive(Debug)]
pub(super) struct Run {
    /// The index of the wire.
    pub(super) wire: usize,
    /// Where it comes from above and where it goes below: boxes, or its lane.
    pub(super) above: Vec<(Length, Option<Pin>)>,
    pub(super) below: Vec<(Length, Option<Pin>)>,
    /// At which height it runs sideways, if it does.
    pub(super) track: usize,
}

/// Above the first and below the last track, and between two.
const MARGIN: Length = Length::units(10);
const TRACK: Length = Length::units(8);
/// The room for an arrowhead.
const ARROW: Length = Length::units(6);

impl Channel {
    pub(super) fn height(&self) -> Length {
        if self.runs.is_empty() {
            return Length::ZERO;
        }
        let arrow = if self.arrows { ARROW } else { Length::ZERO };
        MARGIN * 2 + TRACK.times(self.tracks.saturating_sub(1)) + arrow
    }

    /// Where a track runs, from the top of the channel.
    pub(super) fn track(number: usize) -> Length {
        MARGIN + TRACK.times(number)
    }
}

/// All channels, with the tracks of their wires.
pub(super) fn channels(wires: &[Wire], count: usize, x: impl Fn(&Wire, Option<&Pin>) -> Length) -> Vec<Channel> {
    let mut channels: Vec<Channel> = (0..count).map(|_| Channel::default()).collect();
    for (index, wire) in wires.iter().enumerate() {
        for (number, run) in runs(index, wire, &x) {
            channels[number].runs.push(run);
        }
    }
    for channel in &mut channels {
        channel.assign_tracks();
    }
    channels
}

/// A wire's run in each of the channels in which it meets a box.
fn runs(index: usize, wire: &Wire, x: &impl Fn(&Wire, Option<&Pin>) -> Length) -> BTreeMap<usize, Run> {
    let mut runs: BTreeMap<usize, Run> = BTreeMap::new();
    for pin in &wire.pins {
        let new = || Run { wire: index, above: Vec::new(), below: Vec::new(), track: 0 };
        let run = runs.entry(pin.channel()).or_insert_with(new);
        let ends = if pin.side == Side::Exit { &mut run.above } else { &mut run.below };
        ends.push((x(wire, Some(pin)), Some(*pin)));
    }
    let (first, last) = wire.channels;
    let lane = x(wire, None);
    for (number, run) in &mut runs {
        if *number > first {
            run.above.push((lane, None));
        }
        if *number < last {
            run.below.push((lane, None));
        }
    }
    runs
}

impl Run {
    fn columns(&self) -> impl Iterator<Item = Length> + '_ {
        self.above.iter().chain(&self.below).map(|(x, _)| *x)
    }

    /// From where to where it runs sideways.
    pub(super) fn span(&self) -> (Length, Length) {
        (self.columns().min().unwrap_or_default(), self.columns().max().unwrap_or_default())
    }

    fn is_straight(&self) -> bool {
        let (from, to) = self.span();
        from == to
    }
}

impl Channel {
    /// Gives every run that goes sideways a track. What comes down into a column runs above what leaves by it, so that
    /// the two do not meet; two runs share a track where they are apart.
    fn assign_tracks(&mut self) {
        let order = self.order();
        let mut tracks: Vec<Vec<(Length, Length)>> = Vec::new();
        let mut lowest: Vec<usize> = vec![0; self.runs.len()];
        for (index, after) in order {
            let run = &mut self.runs[index];
            if run.is_straight() {
                continue;
            }
            let (from, to) = (run.span().0 - TRACK, run.span().1 + TRACK);
            let fits = |taken: &Vec<(Length, Length)>| taken.iter().all(|(start, end)| *end < from || to < *start);
            let start = lowest[index];
            let track = (start..tracks.len()).find(|track| fits(&tracks[*track])).unwrap_or(tracks.len().max(start));
            tracks.resize_with(tracks.len().max(track + 1), Vec::new);
            tracks[track].push((from, to));
            run.track = track;
            for next in after {
                lowest[next] = lowest[next].max(track + 1);
            }
        }
        self.tracks = tracks.len();
        let arrow = |pin: &Option<Pin>| pin.is_some_and(|pin| matches!(pin.side, Side::Arrow | Side::SecondArrow));
        self.arrows = self.runs.iter().any(|run| run.below.iter().any(|(_, pin)| arrow(pin)));
    }

    /// The runs from top to bottom, each with those that must be below it. A circle among them is cut anywhere: wires
    /// then touch, which is ugly, not wrong.
    fn order(&self) -> Vec<(usize, Vec<usize>)> {
        let mut enters: BTreeMap<Length, Vec<usize>> = BTreeMap::new();
        for (index, run) in self.runs.iter().enumerate() {
            for (x, _) in &run.below {
                enters.entry(*x).or_default().push(index);
            }
        }
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); self.runs.len()];
        let mut before = vec![0_usize; self.runs.len()];
        for (index, run) in self.runs.iter().enumerate() {
            for (x, _) in &run.above {
                for next in enters.get(x).into_iter().flatten().filter(|next| **next != index) {
                    after[index].push(*next);
                    before[*next] += 1;
                }
            }
        }
        let mut order = Vec::new();
        let mut waiting: Vec<usize> = (0..self.runs.len()).collect();
        while !waiting.is_empty() {
            let at = waiting.iter().position(|run| before[*run] == 0).unwrap_or(0);
            let run = waiting.remove(at);
            for next in &after[run] {
                before[*next] = before[*next].saturating_sub(1);
            }
            order.push((run, std::mem::take(&mut after[run])));
        }
        order
    }
}
