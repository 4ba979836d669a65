use super::scale::{Scale, Stop, YEAR};
use super::{AXIS, DATES, Dated, EDGE, LABELS};
use crate::model::Precision;
use crate::plan::figure::Length;
use crate::plan::figure::drawing::{Drawing, Mark, Rect, WIDTH};
use crate::plan::figure::label::{Align, Label};
use crate::plan::figure::measure::Face;

/// Between the places of marks that overlap in time, and how many there are.
const LANE: Length = Length::units(10);
const LANES: usize = 3;

/// The marks that occur, and what each means. Returns where the axis may begin.
pub(super) fn legend(drawing: &mut Drawing, events: &[&Dated]) -> Length {
    let has = |class: &str| events.iter().any(|event| mark(event.precision) == class);
    let mut x = EDGE;
    for (class, words, height) in [
        (POINT, "on that day", POINT_SIZE),
        (WITHIN, "at some time", Length::units(14)),
        (LASTED, "throughout", Length::units(14)),
    ] {
        if has(class) {
            let middle = Length::units(10);
            drawing.marks.push(bar(class, x + POINT_SIZE / 2, middle - height / 2, height));
            let label = Label::new(words, Face::Small, WIDTH, 1);
            drawing.texts.extend(label.at(x + Length::units(16), middle - label.height() / 2, Align::Start));
            x = x + Length::units(30) + label.width();
        }
    }
    Length::units(32)
}

const POINT: &str = "fig-mark fig-point";
const WITHIN: &str = "fig-mark fig-within";
const LASTED: &str = "fig-mark fig-lasted";
const POINT_SIZE: Length = Length::units(10);

const fn mark(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => POINT,
        Precision::Month | Precision::Part | Precision::Year => WITHIN,
        Precision::Interval => LASTED,
    }
}

/// A mark whose middle is at `x`. Points are round, bars narrow.
fn bar(class: &'static str, x: Length, top: Length, height: Length) -> Mark {
    let width = if class == POINT { POINT_SIZE } else { Length::units(7) };
    Mark { class, rect: Rect { x: x - width / 2, y: top, width, height, radius: width / 2 } }
}

pub(super) fn axis(drawing: &mut Drawing, scale: &Scale) {
    let (mut top, end) = scale.ends();
    for gap in &scale.gaps {
        drawing.line("fig-axis", [(AXIS, top), (AXIS, gap.top)]);
        drawing.line("fig-axis fig-gap", [(AXIS, gap.top), (AXIS, gap.bottom)]);
        let words = format!("no events {}–{}", gap.years.0, gap.years.1);
        let label = Label::new(&words, Face::Small, WIDTH - LABELS, 1);
        let middle = gap.top + (gap.bottom - gap.top) / 2;
        drawing.texts.extend(label.at(LABELS, middle - label.height() / 2, Align::Start));
        top = gap.bottom;
    }
    drawing.line("fig-axis", [(AXIS, top), (AXIS, end)]);
    for (y, year) in &scale.headings {
        let label = Label::new(&format!("{year}s"), Face::Strong, DATES, 1);
        drawing.texts.extend(label.at(DATES, *y, Align::End));
        let line = *y + label.height() / 2;
        drawing.line("fig-rule", [(AXIS - Length::units(4), line), (WIDTH - EDGE, line)]);
    }
    for year in scale.years() {
        let y = scale.at(year * YEAR);
        drawing.line("fig-axis", [(AXIS - Length::units(4), y), (AXIS, y)]);
    }
}

/// Draws the marks, those that overlap beside each other. Events of the same time share a mark.
pub(super) fn marks(drawing: &mut Drawing, events: &[&Dated], stops: &[Stop], scale: &Scale) {
    let same = |a: &Dated, b: &Dated| (a.first, a.last, a.precision) == (b.first, b.last, b.precision);
    let mut lanes = Lanes([Length::tenths(i32::MIN); LANES]);
    let mut rest = (stops, scale.stops.as_slice());
    for group in events.chunk_by(|a, b| same(a, b)) {
        let (Some((own, stops)), Some((heights, others))) =
            (rest.0.split_at_checked(group.len()), rest.1.split_at_checked(group.len()))
        else {
            return;
        };
        rest = (stops, others);
        if let ([event, ..], [stop, ..], [first, .., last] | [first @ last]) = (group, own, heights) {
            let class = mark(event.precision);
            let half = POINT_SIZE / 2;
            let (top, least) = (*first - half, *last + half);
            if class == POINT {
                let (x, _) = lanes.take(top, least, least);
                drawing.line("fig-same", [(x, *first), (x, *last)]);
                drawing.marks.extend(heights.iter().map(|y| bar(POINT, x, *y - half, POINT_SIZE)));
            } else {
                // Times that follow each other do not touch, or they would seem to be one.
                let end = scale.at(stop.to) - half - GAP;
                let (x, bottom) = lanes.take(top, end.max(least), least);
                drawing.marks.push(bar(class, x, top + half / 2, bottom - top - half / 2));
            }
        }
    }
}

/// Between two marks in one place beside the axis.
const GAP: Length = Length::units(2);

/// Until where each place beside the axis is taken.
struct Lanes([Length; LANES]);

impl Lanes {
    /// The middle of a free place from `top` on, and the end of the mark: `bottom`, or `least` where no place is free
    /// and the mark stands in a last one, in which none is longer than its row.
    fn take(&mut self, top: Length, bottom: Length, least: Length) -> (Length, Length) {
        let free = self.0.iter().position(|end| *end <= top);
        if let Some(end) = free.and_then(|lane| self.0.get_mut(lane)) {
            *end = bottom + GAP;
        }
        let x = AXIS + LANE.times(free.unwrap_or(LANES));
        (x, if free.is_some() { bottom } else { least })
    }
}
