//! Events on an axis of time that runs down, each with as much of its date as is known.
//!
//! An even scale would either crowd a busy year or leave a phone's length of blank. So the scale bends: time passes
//! evenly from one event to the next, and a stretch is as tall as its label needs; the axis carries a tick a year, so
//! that the bending shows. Labels therefore stand where their events begin, and cannot collide.

use jiff::civil::Date;

use super::Length;
use super::drawing::{Caption, Drawing, Frame, Kind, Link, Mark, Rect, WIDTH};
use super::label::{Align, Label};
use super::measure::Face;

mod scale;

use scale::{Instant, Scale, Stop, YEAR, beginning};

/// Something that happened at a time that is known in part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// The first day on which it may have happened, or on which it began.
    pub first: Date,
    /// The last such day.
    pub last: Date,
    /// How much is known.
    pub precision: Precision,
    /// The date as it is written: "late 2024".
    pub date: String,
    /// What happened.
    pub label: String,
    /// The event's page.
    pub href: String,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// The day: drawn as a point.
    Day,
    /// The month: drawn as a bar as long as a month, for it happened some time within.
    Month,
    /// The early, middle or late part of a year or month: such a bar.
    Part,
    /// The year: such a bar.
    Year,
    /// From one date to another: a filled bar, for it lasted.
    Interval,
}

/// Events on an axis. An event without a date belongs in a list beside the figure.
///
/// The order of the events does not matter; one that ends before it begins is drawn as if it ended there and then.
#[must_use]
pub fn timeline(caption: &Caption, events: &[Dated]) -> Drawing {
    let mut events: Vec<&Dated> = events.iter().collect();
    events.sort_unstable();
    events.dedup();
    let description = format!(
        "{} events; time runs down. A dot is a day, an outlined bar the time within which something happened, a filled \
         bar the time that it took. Years are drawn taller where more happened.",
        events.len()
    );
    let mut drawing = Drawing::new(Kind::Timeline, caption, description);
    if events.is_empty() {
        return drawing;
    }
    let rows: Vec<Row> = events.iter().map(|event| Row::new(event)).collect();
    let stops: Vec<Stop> = rows.iter().map(Row::stop).collect();
    let top = legend(&mut drawing, &events);
    let scale = Scale::new(&stops, top);
    axis(&mut drawing, &scale);
    marks(&mut drawing, &events, &stops, &scale);
    for ((event, row), y) in events.iter().zip(rows).zip(&scale.stops) {
        drawing.frames.push(row.frame(event, *y));
    }
    let lowest = drawing.frames.iter().map(|frame| frame.rect.bottom()).max().unwrap_or_default();
    drawing.height = lowest.max(scale.ends().1) + EDGE * 2;
    drawing
}

const EDGE: Length = Length::units(2);
/// The dates end here, the axis stands here, and here the labels begin.
const DATES: Length = Length::units(82);
const AXIS: Length = Length::units(95);
const LABELS: Length = Length::units(126);
/// Between the places of marks that overlap in time, and how many there are.
const LANE: Length = Length::units(10);
const LANES: usize = 3;
/// From the top of a row to the height at which its event stands.
const ABOVE: Length = Length::units(13);
const BETWEEN: Length = Length::units(4);

/// The texts of an event.
struct Row {
    date: Label,
    label: Label,
    from: Instant,
    to: Instant,
}

impl Row {
    fn new(event: &Dated) -> Self {
        let from = beginning(event.first);
        Self {
            date: Label::new(&event.date, Face::Small, DATES - EDGE, 3),
            label: Label::new(&event.label, Face::Body, WIDTH - EDGE * 3 - LABELS, 3),
            from,
            to: beginning(event.last).max(from) + 1,
        }
    }

    fn height(&self) -> Length {
        self.label.height().max(self.date.height()) + Length::units(8)
    }

    fn stop(&self) -> Stop {
        Stop { from: self.from, to: self.to, needs: self.height().max(Length::units(28)) + BETWEEN }
    }

    /// The whole row is the link, from the date to the end of the label.
    fn frame(self, event: &Dated, y: Length) -> Frame {
        let (top, height) = (y - ABOVE, self.height().max(Length::units(26)));
        let rect = Rect { x: EDGE, y: top, width: WIDTH - EDGE * 2, height, radius: Length::units(4) };
        let mut texts = self.date.at(DATES, top + Length::units(5), Align::End);
        texts.extend(self.label.at(LABELS, top + Length::units(4), Align::Start));
        let whole = format!("{} {}", self.date.whole(), self.label.whole());
        let title = (self.date.is_cut() || self.label.is_cut()).then(|| whole.clone());
        let link = Link { href: event.href.clone(), label: whole };
        Frame { class: "fig-event", rect, title, link: Some(link), texts }
    }
}

/// The marks that occur, and what each means. Returns where the axis may begin.
fn legend(drawing: &mut Drawing, events: &[&Dated]) -> Length {
    let has = |class: &str| events.iter().any(|event| mark(event.precision) == class);
    let mut x = EDGE;
    for (class, words, height) in [
        (POINT, "on that day", POINT_SIZE),
        (WITHIN, "some time within", Length::units(14)),
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

fn axis(drawing: &mut Drawing, scale: &Scale) {
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

/// Draws the marks, those that overlap beside each other. Events of the same time share a mark. Where more overlap than
/// there is room for, the bar of the last is cut to the height of its row.
fn marks(drawing: &mut Drawing, events: &[&Dated], stops: &[Stop], scale: &Scale) {
    let mut taken = [Length::tenths(i32::MIN); LANES];
    let same = |a: &Dated, b: &Dated| (a.first, a.last, a.precision) == (b.first, b.last, b.precision);
    let mut index = 0;
    for group in events.chunk_by(|a, b| same(a, b)) {
        let last = index + group.len() - 1;
        let (Some(first_y), Some(last_y), Some(stop)) =
            (scale.stops.get(index), scale.stops.get(last), stops.get(index))
        else {
            return;
        };
        index = last + 1;
        let Some(event) = group.first() else { return };
        let half = POINT_SIZE / 2;
        let is_point = event.precision == Precision::Day;
        let (top, mut bottom) = if is_point {
            (*first_y - half, *last_y + half)
        } else {
            (*first_y - half / 2, scale.at(stop.to).max(*last_y + half))
        };
        let lane = taken.iter().position(|end| *end <= top);
        if lane.is_none() {
            bottom = bottom.min(*last_y + half);
        }
        let lane = lane.unwrap_or(LANES - 1);
        if let Some(end) = taken.get_mut(lane) {
            *end = bottom + Length::units(2);
        }
        let x = AXIS + LANE.times(lane);
        if is_point {
            drawing.line("fig-same", [(x, *first_y), (x, *last_y)]);
            for y in scale.stops.iter().take(last + 1).skip(last + 1 - group.len()) {
                drawing.marks.push(bar(POINT, x, *y - half, POINT_SIZE));
            }
        } else {
            drawing.marks.push(bar(mark(event.precision), x, top, bottom - top));
        }
    }
}
