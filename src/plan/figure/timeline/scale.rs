use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::plan::figure::Length;

/// A time in days of a calendar whose months all have 31 days: whole numbers that keep the order of dates and let
/// every year, and every month, begin at a multiple.
pub(super) type Instant = i64;

/// A year.
pub(super) const YEAR: Instant = 12 * 31;
const DECADE: Instant = 10 * YEAR;

/// When a day begins.
pub(super) fn beginning(day: Date) -> Instant {
    i64::from(day.year()) * YEAR + (i64::from(day.month()) - 1) * 31 + i64::from(day.day()) - 1
}

/// A stop on the way down: a beginning, the end of the uncertainty, and the height that its label needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    pub(super) from: Instant,
    pub(super) to: Instant,
    pub(super) needs: Length,
}

/// Where times stand.
#[derive(Debug, Default)]
pub(super) struct Scale {
    /// Times and their heights, both never falling; a time may have two heights, above and below a heading.
    knots: Vec<(Instant, Length)>,
    /// For each stop, where it stands.
    pub(super) stops: Vec<Length>,
    /// For each decade with an event, the top of its heading and its first year.
    pub(super) headings: Vec<(Length, Instant)>,
    /// Stretches of decades without an event.
    pub(super) gaps: Vec<Gap>,
}

/// A stretch of the axis that stands for decades in which nothing happened.
#[derive(Debug)]
pub(super) struct Gap {
    pub(super) top: Length,
    pub(super) bottom: Length,
    /// First and last year, both within.
    pub(super) years: (Instant, Instant),
}

/// The height of a decade's heading.
pub(super) const HEADING: Length = Length::units(32);
const GAP: Length = Length::units(40);
/// How fast time passes where nothing asks for more.
const A_YEAR: Length = Length::units(6);

impl Scale {
    /// Lays out stops that are sorted by their beginnings.
    pub(super) fn new(stops: &[Stop], top: Length) -> Self {
        let mut scale = Self::default();
        let mut next = stops.iter().peekable();
        let mut free = top;
        let mut former: Option<Instant> = None;
        for decade in decades(stops) {
            let begins = decade * DECADE;
            match former {
                None => free = scale.heading(free, decade),
                Some(former) => {
                    let mut y = scale.pass(former * DECADE + DECADE, free);
                    if decade > former + 1 {
                        let years = ((former + 1) * 10, decade * 10 - 1);
                        scale.gaps.push(Gap { top: y, bottom: y + GAP, years });
                        y = y + GAP;
                        scale.knots.push((begins, y));
                    }
                    free = scale.heading(y, decade);
                    scale.knots.push((begins, free));
                }
            }
            while let Some(stop) = next.next_if(|stop| stop.from.div_euclid(DECADE) == decade) {
                let y = scale.pass(stop.from, free);
                scale.stops.push(y);
                free = y + stop.needs;
            }
            former = Some(decade);
        }
        if let Some(end) = stops.iter().map(|stop| stop.to).max() {
            scale.pass(end, free);
        }
        scale
    }

    /// Goes on to a time, no higher than what is free.
    fn pass(&mut self, time: Instant, free: Length) -> Length {
        let y = match self.knots.last() {
            Some((last, y)) => free.max(*y + A_YEAR.scaled(time - last, YEAR)),
            None => free,
        };
        self.knots.push((time, y));
        y
    }

    fn heading(&mut self, y: Length, decade: Instant) -> Length {
        self.headings.push((y, decade * 10));
        y + HEADING
    }

    /// Where the axis begins and ends.
    pub(super) fn ends(&self) -> (Length, Length) {
        let at = |knot: Option<&(Instant, Length)>| knot.map_or(Length::ZERO, |knot| knot.1);
        (at(self.knots.first()), at(self.knots.last()))
    }

    /// Where a time stands; above the heading, if one stands at that very time.
    pub(super) fn at(&self, time: Instant) -> Length {
        let after = self.knots.partition_point(|knot| knot.0 < time);
        match (after.checked_sub(1).and_then(|before| self.knots.get(before)), self.knots.get(after)) {
            (Some((from, top)), Some((to, bottom))) => *top + (*bottom - *top).scaled(time - from, to - from),
            (None, Some(knot)) | (Some(knot), None) => knot.1,
            (None, None) => Length::ZERO,
        }
    }

    /// The years that begin on the axis outside its gaps.
    pub(super) fn years(&self) -> impl Iterator<Item = Instant> + '_ {
        let first = self.knots.first().map_or(0, |knot| knot.0);
        let last = self.knots.last().map_or(0, |knot| knot.0);
        self.headings
            .iter()
            .flat_map(|(_, year)| *year + 1..*year + 10)
            .filter(move |year| (first..=last).contains(&(year * YEAR)))
    }
}

/// The decades in which a stop begins or ends.
fn decades(stops: &[Stop]) -> BTreeSet<Instant> {
    stops
        .iter()
        .flat_map(|stop| [stop.from, stop.to.max(stop.from + 1) - 1])
        .map(|time| time.div_euclid(DECADE))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Scale, Stop, YEAR};
    use crate::plan::figure::Length;

    fn stop(from: i64, to: i64) -> Stop {
        Stop { from, to, needs: Length::units(30) }
    }

    #[test]
    fn a_busy_year_stretches_and_an_empty_decade_is_a_gap() {
        let stops = [
            stop(1994 * YEAR, 1995 * YEAR),
            stop(2018 * YEAR, 2018 * YEAR + 1),
            stop(2018 * YEAR + 40, 2018 * YEAR + 41),
        ];
        let scale = Scale::new(&stops, Length::ZERO);
        assert_eq!(scale.gaps.len(), 1);
        assert_eq!(scale.gaps[0].years, (2000, 2009));
        assert_eq!(scale.headings.iter().map(|heading| heading.1).collect::<Vec<_>>(), [1990, 2010]);
        assert_eq!(scale.stops[2] - scale.stops[1], Length::units(30));
        assert!(scale.gaps[0].top >= scale.stops[0] + Length::units(30));
        assert!(scale.at(1995 * YEAR) > scale.stops[0]);
    }

    #[test]
    fn time_never_runs_up() {
        let stops: Vec<Stop> =
            (0..40).map(|n| stop(1900 * YEAR + n * n * 50, 1900 * YEAR + n * n * 50 + 372)).collect();
        let scale = Scale::new(&stops, Length::ZERO);
        let heights: Vec<_> = (1899..2130).map(|year| scale.at(year * YEAR)).collect();
        assert!(heights.is_sorted());
        assert!(scale.stops.is_sorted());
    }
}
