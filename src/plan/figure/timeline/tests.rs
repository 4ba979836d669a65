use jiff::civil::{Date, date};

use super::{Dated, timeline};
use crate::model::Precision;
use crate::plan::figure::Length;
use crate::plan::figure::drawing::{Caption, Drawing, Mark};

fn event(label: &str, first: Date, last: Date, precision: Precision) -> Dated {
    Dated { first, last, precision, date: format!("date of {label}"), label: label.into(), href: format!("#{label}") }
}

fn day(label: &str, on: Date) -> Dated {
    event(label, on, on, Precision::Day)
}

fn year(label: &str, year: i16) -> Dated {
    event(label, date(year, 1, 1), date(year, 12, 31), Precision::Year)
}

fn draw(events: &[Dated]) -> Drawing {
    timeline(&Caption { id: "t".into(), title: "T".into() }, events)
}

/// The marks on the axis, without those of the legend.
fn marks(drawing: &Drawing) -> Vec<&Mark> {
    drawing.marks.iter().filter(|mark| mark.rect.x > Length::units(80) && mark.rect.y > Length::units(30)).collect()
}

#[test]
fn a_day_is_a_point_and_what_is_less_certain_a_bar() {
    let drawing = draw(&[day("a", date(2018, 6, 12)), year("b", 2021)]);
    let marks = marks(&drawing);
    assert_eq!(marks[0].class, "fig-mark fig-point");
    assert_eq!(marks[0].rect.width, marks[0].rect.height);
    assert_eq!(marks[1].class, "fig-mark fig-within");
    assert!(marks[1].rect.height > marks[1].rect.width * 2);
}

#[test]
fn a_bar_ends_where_its_time_ends() {
    let drawing = draw(&[year("a", 2019), day("b", date(2019, 6, 30)), day("c", date(2021, 1, 1))]);
    let marks = marks(&drawing);
    let (bar, within, after) = (&marks[0].rect, &marks[1].rect, &marks[2].rect);
    assert!(bar.y < within.y && bar.bottom() > within.bottom());
    assert!(bar.bottom() < after.y);
    assert!(within.x > bar.right(), "beside each other, not over each other");
}

#[test]
fn what_lasted_looks_different_from_what_is_uncertain() {
    let drawing = draw(&[event("talks", date(2003, 8, 1), date(2009, 4, 30), Precision::Interval)]);
    assert_eq!(marks(&drawing)[0].class, "fig-mark fig-lasted");
    assert!(drawing.texts.iter().any(|text| text.text == "throughout"));
    assert!(!drawing.texts.iter().any(|text| text.text == "on that day"), "the legend has only what occurs");
}

#[test]
fn events_stand_in_order_at_their_marks() {
    let drawing = draw(&[day("late", date(2025, 1, 20)), day("early", date(1994, 10, 21))]);
    let labels: Vec<_> = drawing.frames.iter().filter_map(|frame| Some(frame.link.as_ref()?.label.as_str())).collect();
    assert_eq!(labels, ["date of early early", "date of late late"]);
    for (frame, mark) in drawing.frames.iter().zip(marks(&drawing)) {
        assert!(frame.rect.y < mark.rect.y && mark.rect.bottom() < frame.rect.bottom());
    }
}

#[test]
fn decades_without_an_event_are_a_marked_gap() {
    let drawing = draw(&[day("a", date(1953, 7, 27)), day("b", date(1994, 10, 21))]);
    let texts: Vec<&str> = drawing.texts.iter().map(|text| text.text.as_str()).collect();
    assert!(texts.contains(&"no events 1960–1989"));
    assert!(texts.contains(&"1950s") && texts.contains(&"1990s") && !texts.contains(&"1970s"));
    assert_eq!(drawing.lines.iter().filter(|line| line.class == "fig-axis fig-gap").count(), 1);
    let near = draw(&[day("a", date(1989, 7, 27)), day("b", date(1990, 10, 21))]);
    assert!(!near.lines.iter().any(|line| line.class == "fig-axis fig-gap"));
}

#[test]
fn events_of_one_day_are_joined() {
    let drawing = draw(&[day("a", date(2025, 1, 20)), day("b", date(2025, 1, 20))]);
    assert_eq!(marks(&drawing).len(), 2);
    assert_eq!(drawing.lines.iter().filter(|line| line.class == "fig-same").count(), 1);
}

#[test]
fn more_at_a_time_than_there_is_room_for_are_cut_to_their_row() {
    let many: Vec<Dated> =
        (1..9).map(|n| event(&n.to_string(), date(2019, n, 1), date(2029, 1, 1), Precision::Interval)).collect();
    let drawing = draw(&many);
    let long = marks(&drawing).iter().filter(|mark| mark.rect.height > Length::units(60)).count();
    assert_eq!((marks(&drawing).len(), long), (8, 3));
}

#[test]
fn nothing_is_drawn_of_nothing() {
    assert!(draw(&[]).frames.is_empty());
}
