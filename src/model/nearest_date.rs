use super::PartialDate;
use super::date::month_named;

/// The accepted form of a text that is none and can mean one date alone: numbers that begin with the year (`2024-6-1`,
/// `2024/06/01`), or a month by its name (`11 June 2024`, `June 2024`). Which of `6/11/2024` is the month, nobody can
/// say.
pub(super) fn nearest_date(written: &str) -> Option<PartialDate> {
    const LONGEST: usize = 40;
    if written.len() > LONGEST {
        return None;
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ',' | '–');
    let parts: Vec<&str> = written.split(is_between).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts[..] {
        [year, month] if is_year(year) => (year, number(month).or_else(|| month_named(month))?, None),
        [year, month, day] if is_year(year) => (year, number(month).or_else(|| month_named(month))?, Some(day)),
        [month, year] => (year, month_named(month)?, None),
        [day, month, year] if month_named(month).is_some() => (year, month_named(month)?, Some(day)),
        [month, day, year] => (year, month_named(month)?, Some(day)),
        _ => return None,
    };
    if !is_year(year) {
        return None;
    }
    let form = match day {
        Some(day) => format!("{year}-{month:02}-{:02}", number(day)?),
        None => format!("{year}-{month:02}"),
    };
    PartialDate::parse(&form).ok()
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of a month or day; `11th` is one.
fn number(part: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part);
    digits.parse().ok().filter(|number| (1..=31).contains(number))
}

#[cfg(test)]
mod tests {
    use super::nearest_date;

    #[test]
    fn what_can_mean_one_date_alone_is_given_its_form() {
        for (written, form) in [
            ("2024-6-1", Some("2024-06-01")),
            ("2024/06/01", Some("2024-06-01")),
            ("11 June 2024", Some("2024-06-11")),
            ("June 11th, 2024", Some("2024-06-11")),
            ("11. Sept. 2024", Some("2024-09-11")),
            ("June 2024", Some("2024-06")),
            ("2024-6", Some("2024-06")),
            ("6/11/2024", None),
            ("30 February 2024", None),
            ("2024-13-01", None),
            ("circa 2024", None),
            ("Ma 2024", None),
            ("soon", None),
        ] {
            assert_eq!(nearest_date(written).as_ref().map(super::PartialDate::written), form, "{written}");
        }
    }
}
