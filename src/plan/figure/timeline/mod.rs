//! Events on a vertical axis of time, each with as much of its date as is known.
//!
//! An even scale would either crowd a busy year or leave a phone's length blank. So the scale bends: time passes evenly
//! from one event to the next, and a stretch is as tall as its label needs; a tick for each year on the axis shows the
//! bending. Labels therefore begin where their events begin, and cannot collide.

use jiff::civil::Date;

use super::Length;
use super::drawing::{Caption, Drawing, Frame, Kind, Link, Rect, WIDTH};
use super::label::{Align, Label};
use super::measure::Face;
use crate::model::Precision;

mod axis;
mod scale;

use scale::{Instant, Scale, Stop, beginning};

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
    let top = axis::legend(&mut drawing, &events);
    let scale = Scale::new(&stops, top);
    axis::axis(&mut drawing, &scale);
    axis::marks(&mut drawing, &events, &stops, &scale);
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
const LABELS: Length = Length::units(134);
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

#[cfg(test)]
mod tests;
