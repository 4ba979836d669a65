//! What drawings and the theme's component make of each other, and that the style sheet agrees with the layouts.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use super::measure::Face;
use super::*;

const TEMPLATE: &str = include_str!("../../../templates/components/figure.html");
const STYLE: &str = include_str!("../../../static/site.css");

fn render(drawing: &Drawing) -> String {
    let mut tera = tera::Tera::default();
    let page = "{{ <figure drawing={drawing} /> }}";
    tera.add_raw_templates([("components/figure.html", TEMPLATE), ("page.html", page)]).unwrap();
    let mut context = tera::Context::new();
    context.insert("drawing", &Figure::from(drawing.clone()));
    tera.render("page.html", &context).unwrap()
}

fn hostile() -> Drawing {
    let text = "<script>alert(1)</script>\"' onload=\"alert(2)&amp;";
    let node = || Node { name: text.into(), note: text.into(), href: text.into() };
    let neighbour =
        Neighbour { node: node(), relation: text.into(), direction: Direction::Incoming, stroke: Stroke::Dashed };
    neighbourhood(&Caption { id: "figure".into(), title: text.into() }, &node(), &[neighbour], text)
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn hostile_labels_stay_text() {
    let drawing = hostile();
    let page = Html::parse_fragment(&render(&drawing));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    assert!(select(&page, "script, [onload], [style], style").is_empty());
    let names: Vec<&str> = select(&page, "a").iter().filter_map(|link| link.value().attr("aria-label")).collect();
    assert_eq!(names, drawing.frames.iter().filter_map(|frame| Some(&frame.link.as_ref()?.label)).collect::<Vec<_>>());
    assert!(
        select(&page, "a").iter().all(|link| link.value().attr("href").is_some_and(|href| href.contains("<script>")))
    );
}

#[test]
fn a_figure_is_named_described_and_its_identifiers_are_its_own() {
    let page = Html::parse_fragment(&render(&hostile()));
    let svg = select(&page, "figure.figure.figure-neighbourhood > svg")[0].value();
    // An image would hide the links in it from those who do not see them.
    assert_eq!(svg.attr("role"), Some("group"));
    let ids: Vec<&str> = select(&page, "[id]").iter().filter_map(|element| element.value().id()).collect();
    assert_eq!(ids, ["figure-title", "figure-desc"]);
    assert_eq!((svg.attr("aria-labelledby"), svg.attr("aria-describedby")), (Some(ids[0]), Some(ids[1])));
}

#[test]
fn every_shape_is_drawn_once_and_every_number_is_plain() {
    let drawing = hostile();
    let page = Html::parse_fragment(&render(&drawing));
    assert_eq!(select(&page, "polyline").len(), drawing.lines.len());
    assert_eq!(select(&page, "polygon").len(), drawing.arrowheads.len());
    assert_eq!(select(&page, "rect").len(), drawing.frames.len() + drawing.marks.len());
    let texts = drawing.texts.len() + drawing.frames.iter().map(|frame| frame.texts.len()).sum::<usize>();
    assert_eq!(select(&page, "text").len(), texts);
    for element in select(&page, "rect, text, polyline, polygon, svg") {
        for name in ["x", "y", "width", "height", "rx", "points", "viewBox"] {
            let numbers = element.value().attr(name).unwrap_or_default();
            let plain = |number: &str| !number.ends_with(".0") && number != "-0" && number.parse::<f64>().is_ok();
            assert!(numbers.split([' ', ',']).filter(|number| !number.is_empty()).all(plain), "{name}={numbers}");
        }
    }
}

#[test]
fn bare_cells_are_drawn_without_a_link_and_an_empty_figure_not_at_all() {
    let caption = Caption { id: "k".into(), title: "K".into() };
    let paragraphs = vec![Paragraph { claims: 0, href: String::new() }, Paragraph { claims: 2, href: "#p".into() }];
    let html = render(&coverage_strip(&caption, &[Section { heading: String::new(), paragraphs }]));
    let page = Html::parse_fragment(&html);
    assert_eq!(select(&page, "svg > g.fig-bare > title").len(), 1);
    assert_eq!(select(&page, "svg > a.fig-covered-2 > title").len(), 1);
    assert_eq!(render(&coverage_strip(&caption, &[])).trim(), "");
}

/// The layouts reckon with sizes that only the style sheet can set.
#[test]
fn the_style_sheet_sets_the_sizes_that_layouts_reckon_with() {
    for (class, face) in [("fig-body", Face::Body), ("fig-strong", Face::Strong), ("fig-small", Face::Small)] {
        let rule = STYLE.lines().find(|line| line.contains(class) && line.contains("font-size")).unwrap_or_default();
        assert!(rule.contains(&format!("font-size: {}px", face.size())), "{class}: {rule}");
    }
}

/// A class that no rule names would be drawn black on black.
#[test]
fn the_style_sheet_knows_every_class() {
    let sources = [
        include_str!("bracket/pen.rs"),
        include_str!("chain/sheet/boxes.rs"),
        include_str!("chain/sheet/wiring.rs"),
        include_str!("coverage.rs"),
        include_str!("label.rs"),
        include_str!("shapes.rs"),
        include_str!("timeline/axis.rs"),
        include_str!("timeline/mod.rs"),
    ];
    let quoted = sources.iter().flat_map(|source| source.split('"'));
    let classes: BTreeSet<&str> =
        quoted.flat_map(str::split_whitespace).filter(|word| word.starts_with("fig-")).collect();
    assert!(classes.len() > 15, "{classes:?}");
    for class in classes {
        assert!(STYLE.contains(&format!(".{class} ")) || STYLE.contains(&format!(".{class},")), "{class}");
    }
}
