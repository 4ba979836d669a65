use std::cmp::{Ordering, Reverse};
use std::fmt;
use std::str::FromStr;

use super::nearest_date::nearest_date;
use crate::diagnostic::{Diagnostic, codes};
use crate::files::Spanned;
use crate::syntax::{Form, Plain, Reader};

/// A date as precise as its source and no more: ISO 8601 calendar dates at reduced precision, "early", "mid" and
/// "late" before a year or month, and intervals with a solidus (ISO 8601-1, 5.5; ISO 8601-2 levels 0 and 1 in part).
///
/// Dates order by where they begin, then the widest first, so that "2019" stands before "2019-01".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PartialDate {
    written: String,
    first: jiff::civil::Date,
    last: jiff::civil::Date,
    precision: Precision,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// The early, middle or late part of a year or month.
    Part,
    /// A year.
    Year,
    /// From one date to another.
    Interval,
}

impl Precision {
    /// The word for pages and class names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Part => "part",
            Self::Year => "year",
            Self::Interval => "interval",
        }
    }
}

/// A text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateParseError {
    /// Not of any accepted form.
    #[error("it has none of the accepted forms")]
    Form,
    /// Of the right form, but no such day or month exists.
    #[error("the calendar has no such day")]
    Calendar,
    /// An interval that ends before it begins.
    #[error("it ends before it begins")]
    Backwards,
}

impl PartialDate {
    /// Parses a written date.
    ///
    /// # Errors
    /// If the text is no date.
    pub fn parse(written: &str) -> Result<Self, DateParseError> {
        let written = written.trim();
        if let Some((from, to)) = written.split_once('/') {
            let (from, to) = (Self::parse_simple(from.trim())?, Self::parse_simple(to.trim())?);
            if to.last < from.first {
                return Err(DateParseError::Backwards);
            }
            let written = format!("{}/{}", from.written, to.written);
            return Ok(Self { written, first: from.first, last: to.last, precision: Precision::Interval });
        }
        Self::parse_simple(written)
    }

    fn parse_simple(written: &str) -> Result<Self, DateParseError> {
        if let Some((part, whole)) = written.split_once(' ') {
            let whole = Self::parse_calendar(whole.trim())?;
            return whole.part(part);
        }
        Self::parse_calendar(written)
    }

    fn parse_calendar(written: &str) -> Result<Self, DateParseError> {
        let mut parts = written.split('-');
        let year: i16 = digits(parts.next(), 4)?;
        let month: Option<i8> = parts.next().map(|part| digits(Some(part), 2)).transpose()?;
        let day: Option<i8> = parts.next().map(|part| digits(Some(part), 2)).transpose()?;
        if parts.next().is_some() {
            return Err(DateParseError::Form);
        }
        let date = |month, day| jiff::civil::Date::new(year, month, day).map_err(|_| DateParseError::Calendar);
        let (first, last, precision) = match (month, day) {
            (None, _) => (date(1, 1)?, date(12, 31)?, Precision::Year),
            (Some(month), None) => {
                let first = date(month, 1)?;
                (first, first.last_of_month(), Precision::Month)
            }
            (Some(month), Some(day)) => {
                let only = date(month, day)?;
                (only, only, Precision::Day)
            }
        };
        Ok(Self { written: written.to_owned(), first, last, precision })
    }

    /// The early, middle or late third of a year or month.
    fn part(self, part: &str) -> Result<Self, DateParseError> {
        let third = match part {
            "early" => 0,
            "mid" => 1,
            "late" => 2,
            _ => return Err(DateParseError::Form),
        };
        let date =
            |month, day| jiff::civil::Date::new(self.first.year(), month, day).map_err(|_| DateParseError::Calendar);
        let (first, last) = match self.precision {
            Precision::Year => {
                let month = 1 + 4 * third;
                (date(month, 1)?, date(month + 3, 1)?.last_of_month())
            }
            Precision::Month => {
                let month = self.first.month();
                let last = if third == 2 { self.last } else { date(month, 10 * (third + 1))? };
                (date(month, 1 + 10 * third)?, last)
            }
            Precision::Day | Precision::Part | Precision::Interval => return Err(DateParseError::Form),
        };
        Ok(Self { written: format!("{part} {}", self.written), first, last, precision: Precision::Part })
    }

    /// How much is known.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        self.precision
    }

    /// The first day that it may mean.
    #[must_use]
    pub const fn first_day(&self) -> jiff::civil::Date {
        self.first
    }

    /// The last day that it may mean.
    #[must_use]
    pub const fn last_day(&self) -> jiff::civil::Date {
        self.last
    }

    /// As it was written, with its precision: the machine's form.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The value of a `datetime` attribute, where HTML has a form for this precision.
    #[must_use]
    pub fn datetime(&self) -> Option<&str> {
        matches!(self.precision, Precision::Day | Precision::Month | Precision::Year).then_some(&self.written)
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| (date.first, Reverse(date.last), date.precision);
        key(self).cmp(&key(other)).then_with(|| self.written.cmp(&other.written))
    }
}

/// For readers: "20 January 2025", "January 2025", "late 2024", "2017 – 2021".
impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, half) in self.written.split('/').enumerate() {
            if index > 0 {
                formatter.write_str(" – ")?;
            }
            let (part, calendar) = half.split_once(' ').map_or(("", half), |(part, rest)| (part, rest));
            if !part.is_empty() {
                write!(formatter, "{part} ")?;
            }
            write_calendar(formatter, calendar)?;
        }
        Ok(())
    }
}

/// A full date for readers: "20 January 2025".
#[must_use]
pub fn long_date(date: jiff::civil::Date) -> String {
    PartialDate::parse(&date.to_string()).map_or_else(|_| date.to_string(), |date| date.to_string())
}

fn write_calendar(formatter: &mut fmt::Formatter<'_>, calendar: &str) -> fmt::Result {
    let mut parts = calendar.split('-');
    let year = parts.next().unwrap_or("");
    let month =
        parts.next().and_then(|month| month.parse::<usize>().ok()).and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (parts.next(), month) {
        (Some(day), Some(month)) => write!(formatter, "{} {month} {year}", day.trim_start_matches('0')),
        (None, Some(month)) => write!(formatter, "{month} {year}"),
        _ => formatter.write_str(year),
    }
}

fn digits<T: FromStr>(part: Option<&str>, length: usize) -> Result<T, DateParseError> {
    part.filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|part| part.parse().ok())
        .ok_or(DateParseError::Form)
}

/// What [`PartialDate::parse`] takes, but for what only a calendar knows.
const DATE: Form = Form::new(
    "a date",
    concat!(
        r"^\s*((early|mid|late) \s*)?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\s*",
        r"(/\s*((early|mid|late) \s*)?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?\s*)?$"
    ),
    "write 2025, 2025-01, 2025-01-20, “late 2024” or 2017/2021: as precise as the source, and no more",
    Plain::Number(0, 9999),
)
.such_as(&["2025", "2025-01", "2025-01-20", "late 2024", "2017/2021"]);

/// Reads a date field.
pub(super) fn date(reader: &mut Reader<'_, '_>) -> Option<Spanned<PartialDate>> {
    let written = reader.text(&DATE)?;
    match PartialDate::parse(&written.value) {
        Ok(date) => Some(Spanned::new(date, written.span)),
        Err(error) => {
            let message = format!("`{}` is not a date: {error}", written.value);
            let meant = nearest_date(&written.value).map(|date| format!("did you mean `{}`?", date.written()));
            let report = Diagnostic::new(&codes::INVALID_DATE, written.span, message);
            reader.report(report.maybe_help(meant).help(DATE.expected));
            None
        }
    }
}

/// The months by their English names, from January on.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The number of a month by its English name, or by three of its first letters or more, in any case.
#[must_use]
pub fn month_named(written: &str) -> Option<u8> {
    let begins = |month: &str| month.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written));
    (1..).zip(MONTHS).find(|(_, month)| written.len() >= 3 && begins(month)).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str) -> String {
        PartialDate::parse(written).map_or_else(|error| error.to_string(), |date| date.to_string())
    }

    #[test]
    fn shows_as_much_as_was_written() {
        assert_eq!(shown("2025"), "2025");
        assert_eq!(shown("2025-01"), "January 2025");
        assert_eq!(shown("2025-01-09"), "9 January 2025");
        assert_eq!(shown("late 2024"), "late 2024");
        assert_eq!(shown("mid 2024-02"), "mid February 2024");
        assert_eq!(shown("2017/2021"), "2017 – 2021");
    }

    #[test]
    fn refuses_what_is_no_date() {
        for written in [
            "",
            "25",
            "2025-13",
            "2025-02-30",
            "soon",
            "late",
            "late 2024-01-02",
            "2021/2017",
            "2025-1",
            "2025-01-01-01",
            "+025",
        ] {
            assert!(PartialDate::parse(written).is_err(), "{written}");
        }
    }

    #[test]
    fn orders_by_beginning_and_then_widest_first() {
        let mut dates: Vec<_> =
            ["2019-03", "2019", "late 2018", "2019-01-01", "2020"].map(|d| PartialDate::parse(d).unwrap()).into();
        dates.sort();
        let order: Vec<_> = dates.iter().map(PartialDate::written).collect();
        assert_eq!(order, ["late 2018", "2019", "2019-01-01", "2019-03", "2020"]);
    }
}
