//! Dates for formats that know years, months and days only.

use crate::model::{PartialDate, Precision};

/// Year, month and day, as many as are known.
pub(super) type Numbers = Vec<i16>;

/// A date, or the two ends of an interval. The early, middle or late part of a year or month is given as the whole of
/// it: formats have no word for it, and the whole is true.
pub(super) fn ends(date: &PartialDate) -> Vec<Numbers> {
    date.written().split('/').map(numbers).collect()
}

/// The most precise year, month or day that holds all of a date; nothing for an interval over a turn of the year.
pub(super) fn covering(date: &PartialDate) -> Option<Numbers> {
    let ends = ends(date);
    let (first, last) = (ends.first()?, ends.last()?);
    let shared: Numbers = first.iter().zip(last).take_while(|(one, other)| one == other).map(|(one, _)| *one).collect();
    (!shared.is_empty()).then_some(shared)
}

/// A date as a reference gives it: what holds all of it, or, where that would be one number more, the two ends of it.
/// From 30 May to 2 June 2024 is from May to June 2024 then: styles write days and months in any order, and a range of
/// both would say something else in some.
pub(super) fn cited(date: &PartialDate) -> (Numbers, Option<Numbers>) {
    let (ends, shared) = (ends(date), covering(date).unwrap_or_default());
    let end = |end: Option<&Numbers>| Some(end?.get(..=shared.len())?.to_vec());
    match (end(ends.first()), end(ends.last())) {
        (Some(first), Some(last)) => (first, Some(last)),
        _ => (shared, None),
    }
}

/// As ISO 8601 writes it.
pub(super) fn iso(date: &PartialDate) -> String {
    let written = |numbers: &Numbers| {
        let parts = numbers.iter().enumerate();
        parts.map(|(at, part)| if at == 0 { format!("{part:04}") } else { format!("{part:02}") }).collect::<Vec<_>>()
    };
    ends(date).iter().map(|end| written(end).join("-")).collect::<Vec<_>>().join("/")
}

/// Whether a date says more than its covering year and month do.
pub(super) fn is_finer_than_month(date: &PartialDate) -> bool {
    date.precision() == Precision::Interval || covering(date).is_some_and(|numbers| numbers.len() > 2)
}

/// A date without an interval, which the model has checked: digits and hyphens, perhaps after a word.
fn numbers(written: &str) -> Numbers {
    let (_, calendar) = written.rsplit_once(' ').unwrap_or(("", written));
    calendar.split('-').filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_cited_by_its_ends() {
        let check = |written: &str, expected: (&[i16], Option<&[i16]>)| {
            let (first, last) = cited(&PartialDate::parse(written).unwrap());
            assert_eq!((first.as_slice(), last.as_deref()), expected, "{written}");
        };
        check("2024-05-04", (&[2024, 5, 4], None));
        check("2017/2021", (&[2017], Some(&[2021])));
        check("early 2023/late 2024", (&[2023], Some(&[2024])));
        check("2023-12-30/2024-01-02", (&[2023], Some(&[2024])));
        check("2024-05-30/2024-06-02", (&[2024, 5], Some(&[2024, 6])));
        check("2024-05-01/2024-05-04", (&[2024, 5, 1], Some(&[2024, 5, 4])));
        check("2024/2024-05", (&[2024], None));
    }

    #[test]
    fn a_date_is_never_made_more_precise() {
        let check = |written: &str, whole: &str, shared: Option<&[i16]>| {
            let date = PartialDate::parse(written).unwrap();
            assert_eq!((iso(&date).as_str(), covering(&date).as_deref()), (whole, shared), "{written}");
        };
        check("2024", "2024", Some(&[2024]));
        check("0987-03", "0987-03", Some(&[987, 3]));
        check("2024-05-04", "2024-05-04", Some(&[2024, 5, 4]));
        check("late 2024", "2024", Some(&[2024]));
        check("early 2024-05", "2024-05", Some(&[2024, 5]));
        check("2024-05/2024-07", "2024-05/2024-07", Some(&[2024]));
        check("2024-05-01/2024-05-04", "2024-05-01/2024-05-04", Some(&[2024, 5]));
        check("2023-12/2024-01", "2023-12/2024-01", None);
        check("early 2023/late 2024", "2023/2024", None);
    }
}
