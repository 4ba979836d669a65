//! What holds for every figure, whatever is in it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;

use super::drawing::{Drawing, Path, Rect, WIDTH};
use super::measure::{Face, width};
use super::*;
use crate::model::Precision;

fn caption() -> Caption {
    Caption { id: "figure".into(), title: "A figure".into() }
}

/// Labels as authors and as strangers write them.
fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z]{1,12}( [a-z]{1,12}){0,9}",
        1 => "\\PC{0,60}",
        1 => "[가-힣 ]{0,40}",
        1 => "[א-ת ]{0,40}",
        1 => "(W|👩‍👩‍👧|\u{202E}|<b>|\u{301}){0,40}",
        1 => Just("x".repeat(10_000)),
    ]
}

fn node() -> impl Strategy<Value = Node> {
    (label(), label()).prop_map(|(name, note)| Node { name, note, href: "../".into() })
}

fn neighbours() -> impl Strategy<Value = Vec<Neighbour>> {
    let direction = prop_oneof![Just(Direction::Incoming), Just(Direction::Outgoing)];
    let stroke = prop_oneof![Just(Stroke::Solid), Just(Stroke::Dashed), Just(Stroke::Dotted)];
    let relation = prop_oneof![3 => "part of|partner|contradicts", 1 => label()];
    let neighbour = (node(), relation, direction, stroke).prop_map(|(node, relation, direction, stroke)| Neighbour {
        node,
        relation,
        direction,
        stroke,
    });
    vec(neighbour, 0..20)
}

/// Conditions, and claims between any two of them: chains, branches, circles and tangles.
fn conditionals() -> impl Strategy<Value = (Vec<Condition>, Vec<Conditional>)> {
    (1_usize..14).prop_flat_map(|count| {
        let conditions = vec(label(), count).prop_map(|texts| {
            let condition = |(id, text): (usize, String)| Condition { id: id.to_string(), text, href: "#c".into() };
            texts.into_iter().enumerate().map(condition).collect()
        });
        let claims = vec((0..count, 0..count + 1, label()), 0..20).prop_map(|claims| {
            let claim = |(from, to, source): (usize, usize, String)| Conditional {
                from: from.to_string(),
                to: to.to_string(),
                source,
                href: "../".into(),
            };
            claims.into_iter().map(claim).collect()
        });
        (conditions, claims)
    })
}

fn events() -> impl Strategy<Value = Vec<Dated>> {
    let precision = prop_oneof![
        Just(Precision::Day),
        Just(Precision::Month),
        Just(Precision::Part),
        Just(Precision::Year),
        Just(Precision::Interval)
    ];
    // Few days, so that events meet.
    let year = prop_oneof![2 => 2018_i16..2020, 2 => 1990_i16..2030, 1 => -9999_i16..9999];
    let day = prop_oneof![3 => Just(1_i8), 1 => 1_i8..29];
    let event = (
        year,
        prop_oneof![Just(1_i8), 1_i8..13],
        day,
        prop_oneof![Just(0_i64), -40_i64..900],
        precision,
        label(),
        label(),
    );
    let event = event.prop_map(|(year, month, day, days, precision, written, label)| {
        let first = date(year, month, day);
        let last = first.saturating_add(jiff::Span::new().days(days));
        Dated { first, last, precision, date: written, label, href: "#e".into() }
    });
    vec(event, 0..24)
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    let paragraphs = vec(prop_oneof![Just(0_usize), 0_usize..5, 0_usize..2000], 0..60);
    let section = (label(), paragraphs).prop_map(|(heading, claims)| Section {
        heading,
        paragraphs: claims.into_iter().map(|claims| Paragraph { claims, href: "#p".into() }).collect(),
    });
    vec(section, 0..6)
}

/// Everything stays on the sheet, no box touches another, and no text leaves its box.
fn check(drawing: &Drawing) {
    let sheet = Rect { x: Length::ZERO, y: Length::ZERO, width: WIDTH, height: drawing.height, radius: Length::ZERO };
    assert_eq!(drawing.width, WIDTH);
    let paths = drawing.lines.iter().map(|line| &line.points).chain(&drawing.arrowheads);
    for Point { x, y } in paths.flat_map(|Path(points)| points) {
        assert!(
            *x >= sheet.x && *x <= sheet.right() && *y >= sheet.y && *y <= sheet.bottom(),
            "a line leaves at {x:?},{y:?}"
        );
    }
    for rect in drawing.marks.iter().map(|mark| &mark.rect).chain(drawing.frames.iter().map(|frame| &frame.rect)) {
        assert!(within(rect, &sheet), "{rect:?} leaves {sheet:?}");
    }
    for text in &drawing.texts {
        assert!(within(&extent(text), &sheet), "{text:?} leaves the sheet");
    }
    for (index, frame) in drawing.frames.iter().enumerate() {
        for text in &frame.texts {
            assert!(within(&extent(text), &frame.rect), "{text:?} leaves {:?}", frame.rect);
        }
        for other in drawing.frames.iter().skip(index + 1) {
            assert!(!overlap(&frame.rect, &other.rect), "{:?} lies on {:?}", frame.rect, other.rect);
        }
    }
}

/// No line runs through a box, and no label that stands by itself lies on one or on another.
fn check_lines(drawing: &Drawing) {
    let bands = drawing.lines.iter().flat_map(|line| line.points.0.windows(2)).map(|ends| Rect {
        x: ends[0].x.min(ends[1].x),
        y: ends[0].y.min(ends[1].y),
        width: ends[0].x.max(ends[1].x) - ends[0].x.min(ends[1].x),
        height: ends[0].y.max(ends[1].y) - ends[0].y.min(ends[1].y),
        radius: Length::ZERO,
    });
    for band in bands {
        assert!(band.width == Length::ZERO || band.height == Length::ZERO, "{band:?} is neither level nor plumb");
        for frame in &drawing.frames {
            assert!(!overlap(&band, &frame.rect), "a line along {band:?} runs through {:?}", frame.rect);
        }
    }
    for (index, text) in drawing.texts.iter().enumerate() {
        let others = drawing.texts.iter().skip(index + 1).map(extent);
        for other in others.chain(drawing.frames.iter().map(|frame| frame.rect)) {
            assert!(!overlap(&extent(text), &other), "{text:?} lies on {other:?}");
        }
    }
}

/// Roughly what a text covers: from the top of its capitals to its base line.
fn extent(text: &Text) -> Rect {
    let face = match text.class {
        class if class.starts_with("fig-strong") => Face::Strong,
        class if class.starts_with("fig-small") => Face::Small,
        _ => Face::Body,
    };
    let (width, height) = (width(&text.text, face), Length::units(face.size()) * 7 / 10);
    let x = match text.class {
        class if class.ends_with("fig-middle") => text.x - width / 2,
        class if class.ends_with("fig-end") => text.x - width,
        _ => text.x,
    };
    Rect { x, y: text.y - height, width, height, radius: Length::ZERO }
}

fn within(inner: &Rect, outer: &Rect) -> bool {
    inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom()
}

fn overlap(one: &Rect, other: &Rect) -> bool {
    one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom()
}

/// A list and the same list in another order.
fn shuffled<T: Clone + std::fmt::Debug + 'static>(
    list: impl Strategy<Value = Vec<T>>,
) -> impl Strategy<Value = (Vec<T>, Vec<T>)> {
    list.prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn neighbourhoods(actor in node(), (some, same) in shuffled(neighbours())) {
        for draw in [neighbourhood, surroundings] {
            let drawing = draw(&caption(), &actor, &some, "#list");
            check(&drawing);
            check_lines(&drawing);
            prop_assert_eq!(&drawing, &draw(&caption(), &actor, &same, "#list"));
        }
    }

    #[test]
    fn chains_of_conditions(
        ((conditions, claims), seed) in conditionals().prop_flat_map(|(conditions, claims)| {
            let other = (Just(conditions.clone()).prop_shuffle(), Just(claims.clone()).prop_shuffle());
            ((Just(conditions), Just(claims)), other)
        })
    ) {
        let drawings = condition_chains(&caption(), &conditions, &claims);
        for drawing in &drawings {
            check(drawing);
            check_lines(drawing);
        }
        prop_assert_eq!(&drawings, &condition_chains(&caption(), &seed.0, &seed.1));
    }

    #[test]
    fn timelines((some, same) in shuffled(events())) {
        let drawing = timeline(&caption(), &some);
        check(&drawing);
        prop_assert_eq!(&drawing, &timeline(&caption(), &same));
    }

    #[test]
    fn strips(sections in sections()) {
        let drawing = coverage_strip(&caption(), &sections);
        check(&drawing);
        check_lines(&drawing);
    }
}

/// Ten times the size that a page may have, and time enough for a slow machine without optimisation: what grows with
/// the square of its input fails.
#[test]
fn large_inputs_take_time_in_proportion() {
    let count = 5_000_usize;
    let node = |n: usize| Node { name: format!("actor {n}"), note: String::new(), href: String::new() };
    let some: Vec<Neighbour> = (0..count)
        .map(|n| Neighbour {
            node: node(n),
            relation: format!("relation {n}"),
            direction: Direction::Outgoing,
            stroke: Stroke::Solid,
        })
        .collect();
    let conditions: Vec<Condition> =
        (0..count).map(|n| Condition { id: n.to_string(), text: format!("it is {n}"), href: String::new() }).collect();
    let claim = |n: usize, to: usize| Conditional {
        from: (n % count).to_string(),
        to: (to % count).to_string(),
        source: "S".into(),
        href: String::new(),
    };
    let claims: Vec<Conditional> =
        (0..count).flat_map(|n| [claim(n, n * 7 + 1), claim(n, n + 1), claim(0, n)]).collect();
    let dated = |n: usize| {
        let first = date(1900, 1, 1).saturating_add(jiff::Span::new().days(i64::try_from(n).unwrap_or(0)));
        Dated {
            first,
            last: first,
            precision: Precision::Day,
            date: n.to_string(),
            label: n.to_string(),
            href: String::new(),
        }
    };
    let events: Vec<Dated> = (0..count).map(dated).collect();
    let paragraphs = (0..count).map(|n| Paragraph { claims: n % 3, href: String::new() }).collect();

    let start = Instant::now();
    black_box(neighbourhood(&caption(), &node(0), &some, ""));
    black_box(condition_chains(&caption(), &conditions, &claims));
    black_box(timeline(&caption(), &events));
    black_box(coverage_strip(&caption(), &[Section { heading: String::new(), paragraphs }]));
    assert!(start.elapsed() < Duration::from_secs(5), "it took {:?}", start.elapsed());
}
