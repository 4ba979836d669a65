//! Dates as exports write them.

use crate::model::{PartialDate, month_named};

/// A date, and what was written beyond it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ReadDate {
    pub(super) date: Option<PartialDate>,
    pub(super) lost: Option<String>,
}

impl ReadDate {
    fn whole(date: PartialDate) -> Self {
        Self { date: Some(date), lost: None }
    }

    fn none(written: &str) -> Self {
        Self { date: None, lost: Some(written.to_owned()) }
    }
}

/// Reads ISO 8601 with or without a time, `2024/05/14/other` as RIS has it, and "14 May 2024" in English. What says more
/// than a date ("circa", a season) is never taken for one.
pub(super) fn read(written: &str) -> ReadDate {
    let written = written.trim();
    if written.is_empty() {
        return ReadDate::default();
    }
    if let Ok(date) = PartialDate::parse(written) {
        return ReadDate::whole(date);
    }
    slashed(written)
        .or_else(|| hyphened(written))
        .or_else(|| in_words(written))
        .unwrap_or_else(|| ReadDate::none(written))
}

/// A date of numbers, as precise as there are numbers.
pub(super) fn of_numbers(numbers: &[u32]) -> Option<PartialDate> {
    let written = match *numbers {
        [year] => format!("{year:04}"),
        [year, month] => format!("{year:04}-{month:02}"),
        [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
        _ => return None,
    };
    PartialDate::parse(&written).ok()
}

/// The number of a month that is written as a number, a name, or the beginning of one.
pub(super) fn month(written: &str) -> Option<u32> {
    let written = written.trim().trim_end_matches('.');
    if let Ok(number) = written.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    month_named(written).map(u32::from)
}

/// `2024/05/14/`, `2024/05//`, `2024///Spring`, `2024/06/01/12:00:00`.
fn slashed(written: &str) -> Option<ReadDate> {
    let mut parts = written.splitn(4, '/').map(str::trim);
    let mut numbers = Vec::new();
    let mut has_gap = false;
    for part in parts.by_ref().take(3) {
        if part.is_empty() {
            has_gap = true;
        } else if has_gap {
            return None;
        } else {
            numbers.push(number(part, numbers.is_empty())?);
        }
    }
    let rest = parts.next().unwrap_or("").trim_matches('/');
    let is_time = rest.contains(':') && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let lost = (!rest.is_empty() && !is_time).then(|| rest.to_owned());
    Some(ReadDate { date: Some(of_numbers(&numbers)?), lost })
}

/// `2024-5-4`, `2024-05-14T10:00:00Z`; `2024-21` is a season by ISO 8601-2.
fn hyphened(written: &str) -> Option<ReadDate> {
    let (date, time) = written.split_once(['T', ' ']).unwrap_or((written, ""));
    if !time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z')) {
        return None;
    }
    let mut numbers = Vec::new();
    for part in date.split('-') {
        numbers.push(number(part, numbers.is_empty())?);
    }
    if let [year, 21..=24] = numbers[..] {
        return Some(ReadDate { date: of_numbers(&[year]), lost: Some(written.to_owned()) });
    }
    Some(ReadDate::whole(of_numbers(&numbers)?))
}

/// "14 May 2024", "May 14, 2024", "May 2024".
fn in_words(written: &str) -> Option<ReadDate> {
    let words: Vec<&str> = written.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &str| word.starts_with(|c: char| c.is_ascii_alphabetic());
    let date = match words[..] {
        [name, year] if is_word(name) => of_numbers(&[number(year, true)?, month(name)?]),
        [day, name, year] if is_word(name) => of_numbers(&[number(year, true)?, month(name)?, number(day, false)?]),
        [name, day, year] if is_word(name) => of_numbers(&[number(year, true)?, month(name)?, number(day, false)?]),
        _ => None,
    };
    date.map(ReadDate::whole)
}

/// A year has four digits, a month or day one or two.
fn number(written: &str, is_year: bool) -> Option<u32> {
    let fits = if is_year { written.len() == 4 } else { (1..=2).contains(&written.len()) };
    (fits && written.bytes().all(|byte| byte.is_ascii_digit())).then(|| written.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str) -> (Option<String>, Option<String>) {
        let read = read(written);
        (read.date.map(|date| date.written().to_owned()), read.lost)
    }

    #[test]
    fn a_date_is_as_precise_as_it_is_written() {
        for (written, expected) in [
            ("2024", "2024"),
            ("2024-05", "2024-05"),
            ("2024-5-4", "2024-05-04"),
            ("2024-05-14T10:00:00Z", "2024-05-14"),
            ("2024-05-14 10:00:00", "2024-05-14"),
            ("2023-12/2024-01", "2023-12/2024-01"),
            ("2023/2024", "2023/2024"),
            ("2024/05//", "2024-05"),
            ("2024/05/14/", "2024-05-14"),
            ("2024/05/14", "2024-05-14"),
            ("2024/05", "2024-05"),
            ("2024///", "2024"),
            ("2024/06/01/12:00:00", "2024-06-01"),
            ("14 May 2024", "2024-05-14"),
            ("May 14, 2024", "2024-05-14"),
            ("Sept. 2024", "2024-09"),
        ] {
            assert_eq!(shown(written), (Some(expected.to_owned()), None), "{written}");
        }
    }

    #[test]
    fn what_is_no_date_is_told_and_never_guessed() {
        for written in
            ["2024~", "2024?", "circa 2024", "n.d.", "2024-05/..", "05/06/24", "2024-13", "2024-02-30", "1 2 3"]
        {
            assert_eq!(shown(written), (None, Some(written.to_owned())), "{written}");
        }
        assert_eq!(shown("2024-21"), (Some("2024".to_owned()), Some("2024-21".to_owned())));
        assert_eq!(shown("2024///Spring"), (Some("2024".to_owned()), Some("Spring".to_owned())));
        assert_eq!(shown(" "), (None, None));
    }
}
