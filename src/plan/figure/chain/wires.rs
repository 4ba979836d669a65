use super::graph::Chain;
use super::rows::{Column, Place, Rows};

/// A wire with any number of ends: from a condition to all its claims, or from claims to the condition they lead to.
#[derive(Debug)]
pub(super) struct Wire {
    pub(super) pins: Vec<Pin>,
    /// It runs back up, against the direction of reading.
    pub(super) back: bool,
    /// The channels that it touches, first and last. Channel `n` lies above row `n`.
    pub(super) channels: (usize, usize),
    /// Where it passes rows, if it touches more than one channel.
    pub(super) lane: Option<Lane>,
}

/// An end of a wire.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pin {
    pub(super) place: Place,
    pub(super) side: Side,
}

/// On which side of a box a wire ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// At the top of a claim.
    Entry,
    /// At the top of a condition, with an arrowhead.
    Arrow,
    /// At the top of a condition, with an arrowhead, beside the one of another wire.
    SecondArrow,
    /// At the bottom.
    Exit,
}

/// A place for a wire beside the boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lane {
    pub(super) gutter: Column,
    /// Counted from the edge inwards, in the middle from the centre outwards.
    pub(super) number: usize,
}

impl Pin {
    /// The channel in which the wire leaves the box.
    pub(super) const fn channel(self) -> usize {
        match self.side {
            Side::Exit => self.place.row + 1,
            Side::Entry | Side::Arrow | Side::SecondArrow => self.place.row,
        }
    }
}

/// The wires of a chain, with lanes.
pub(super) fn wires(chain: &Chain<'_>, rows: &Rows) -> Vec<Wire> {
    let count = chain.conditions.len();
    let (mut from, mut to, mut back) = (vec![Vec::new(); count], vec![Vec::new(); count], vec![Vec::new(); count]);
    for (link, place) in chain.links.iter().zip(&rows.links) {
        from[link.from].push(Pin { place: *place, side: Side::Entry });
        let entering = if link.back { &mut back } else { &mut to };
        entering[link.to].push(Pin { place: *place, side: Side::Exit });
    }
    let mut wires = Vec::new();
    for (node, place) in rows.conditions.iter().enumerate() {
        let second = if to[node].is_empty() { Side::Arrow } else { Side::SecondArrow };
        let ends = [(Side::Exit, &mut from, false), (Side::Arrow, &mut to, false), (second, &mut back, true)];
        for (side, pins, back) in ends {
            let mut pins = std::mem::take(&mut pins[node]);
            if !pins.is_empty() {
                pins.push(Pin { place: *place, side });
                wires.push(wire(pins, back));
            }
        }
    }
    wires.sort_by_key(|wire| wire.channels);
    assign_lanes(&mut wires, rows);
    wires
}

fn wire(pins: Vec<Pin>, back: bool) -> Wire {
    let channels = pins.iter().map(|pin| pin.channel());
    let first = channels.clone().min().unwrap_or_default();
    let last = channels.max().unwrap_or_default();
    Wire { pins, back, channels: (first, last), lane: None }
}

/// Lanes in the middle and at each side. A chain that needs more than these has wires that share one.
const MOST: [usize; 3] = [4, 3, 4];

/// Gives every wire that passes rows a lane: straight down the middle where no box stands there, else at the side that
/// it starts from or that is less crowded.
fn assign_lanes(wires: &mut [Wire], rows: &Rows) {
    let blocked = blocked_before(rows);
    // For each gutter and lane the first channel in which it is free again.
    let mut free: [Vec<usize>; 3] = MOST.map(|most| vec![0; most]);
    for wire in wires {
        let (first, last) = wire.channels;
        if first == last {
            continue;
        }
        let lane = |free: &[Vec<usize>; 3], gutter: Column| {
            free[gutter as usize].iter().position(|from| *from <= first).map(|number| Lane { gutter, number })
        };
        let sides = preferred_sides(wire);
        let middle = (blocked[first] == blocked[last]).then_some(Column::Middle);
        let chosen = middle
            .and_then(|middle| lane(&free, middle))
            .or_else(|| {
                let [near, far] = sides.map(|side| lane(&free, side));
                match (near, far) {
                    (Some(near), Some(far)) if far.number < near.number && sides[0] == Column::Right => Some(far),
                    (near, far) => near.or(far),
                }
            })
            .unwrap_or(Lane { gutter: sides[0], number: MOST[sides[0] as usize] - 1 });
        let until = &mut free[chosen.gutter as usize][chosen.number];
        *until = (last + 1).max(*until);
        wire.lane = Some(chosen);
    }
}

/// For each channel, how many rows above it have a box in the middle.
fn blocked_before(rows: &Rows) -> Vec<usize> {
    let blocked = |row: &[(Column, _)]| usize::from(row.iter().any(|(column, _)| *column == Column::Middle));
    let mut count = 0;
    let mut before = vec![0];
    before.extend(rows.list.iter().map(|row| {
        count += blocked(row);
        count
    }));
    before
}

/// The side on which the end of the wire stands that is alone, first.
fn preferred_sides(wire: &Wire) -> [Column; 2] {
    match wire.pins.last().map(|pin| pin.place.column) {
        Some(Column::Left) => [Column::Left, Column::Right],
        _ => [Column::Right, Column::Left],
    }
}
