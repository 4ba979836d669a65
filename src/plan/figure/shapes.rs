use serde::Serialize;

use super::Length;
use super::drawing::{Drawing, Frame, Kind, Path, Rect, Text};
use crate::markdown::{push_attribute, push_text};

/// A drawing as a page holds it: what the theme says around the shapes, and the shapes as finished SVG.
///
/// The shapes are written here, in one pass into one text, and not by the theme's templates: a figure has some thirty
/// of them, and as values of an engine, each with its class, place and words, they took as long as the rest of a page.
/// How they look is still the theme's: they bear classes, and neither colours nor fonts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Which figure it is: the second half of its class name.
    pub kind: Kind,
    /// Prefix of the identifiers inside it.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How to read it, and what is on it.
    pub description: String,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// What stands in the `svg` element, escaped, a line for each shape. Empty where no box is to be shown: then there
    /// is no figure.
    pub shapes: String,
}

impl From<Drawing> for Figure {
    fn from(drawing: Drawing) -> Self {
        let shapes = if drawing.frames.is_empty() { String::new() } else { shapes(&drawing) };
        let Drawing { kind, id, title, description, width, height, .. } = drawing;
        Self { kind, id, title, description, width, height, shapes }
    }
}

/// Room for a shape with its words.
const SHAPE: usize = 256;

/// Shapes in painting order, each list over the one before it.
fn shapes(drawing: &Drawing) -> String {
    let Drawing { lines, arrowheads, marks, texts, frames, .. } = drawing;
    let count = lines.len() + arrowheads.len() + marks.len() + texts.len() + 2 * frames.len();
    let mut out = String::with_capacity(count * SHAPE);
    for line in lines {
        push_polygon(&mut out, "polyline", line.class, &line.points);
    }
    for head in arrowheads {
        push_polygon(&mut out, "polygon", "fig-head", head);
    }
    for mark in marks {
        push_rect(&mut out, mark.class, &mark.rect);
        out.push('\n');
    }
    for text in texts {
        push_words(&mut out, text);
        out.push('\n');
    }
    for frame in frames {
        push_frame(&mut out, frame);
    }
    out
}

fn push_polygon(out: &mut String, element: &str, class: &str, points: &Path) {
    open(out, element, class);
    out.push_str(" points=\"");
    for (index, point) in points.0.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        point.x.push_to(out);
        out.push(',');
        point.y.push_to(out);
    }
    out.push_str("\"/>\n");
}

/// A box: a link where it leads somewhere, else a group. Its title comes first, as SVG wants it.
fn push_frame(out: &mut String, frame: &Frame) {
    let element = if frame.link.is_some() { "a" } else { "g" };
    open(out, element, frame.class);
    if let Some(link) = &frame.link {
        words(out, "href", &link.href);
        words(out, "aria-label", &link.label);
    }
    out.push('>');
    if let Some(title) = &frame.title {
        out.push_str("<title>");
        push_text(out, title);
        out.push_str("</title>");
    }
    push_rect(out, "fig-box", &frame.rect);
    for text in &frame.texts {
        out.push(' ');
        push_words(out, text);
    }
    out.push_str("</");
    out.push_str(element);
    out.push_str(">\n");
}

fn push_rect(out: &mut String, class: &str, rect: &Rect) {
    open(out, "rect", class);
    length(out, "x", rect.x);
    length(out, "y", rect.y);
    length(out, "width", rect.width);
    length(out, "height", rect.height);
    length(out, "rx", rect.radius);
    out.push_str("/>");
}

fn push_words(out: &mut String, text: &Text) {
    open(out, "text", text.class);
    length(out, "x", text.x);
    length(out, "y", text.y);
    out.push('>');
    push_text(out, &text.text);
    out.push_str("</text>");
}

/// The beginning of a tag. Elements and classes are this module's and the layouts' own words.
fn open(out: &mut String, element: &str, class: &str) {
    out.push('<');
    out.push_str(element);
    out.push_str(" class=\"");
    out.push_str(class);
    out.push('"');
}

fn length(out: &mut String, name: &str, value: Length) {
    begin(out, name);
    value.push_to(out);
    out.push('"');
}

fn words(out: &mut String, name: &str, value: &str) {
    begin(out, name);
    push_attribute(out, value);
    out.push('"');
}

fn begin(out: &mut String, name: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
}

#[cfg(test)]
mod tests {
    use super::Figure;
    use crate::plan::figure::{Caption, Drawing, Frame, Kind, Length, Link, Mark, Rect, Text};

    #[test]
    fn each_shape_has_its_line_in_painting_order() {
        let rect = |x| Rect {
            x: Length::units(x),
            y: Length::tenths(-5),
            width: Length::units(20),
            height: Length::ZERO,
            radius: Length::units(3),
        };
        let text = || Text { class: "small", x: Length::units(1), y: Length::units(2), text: "a \"<b>\" & c".into() };
        let mut drawing = Drawing::new(Kind::Coverage, &Caption { id: "k".into(), title: "K".into() }, String::new());
        drawing.line("rail", [(Length::ZERO, Length::ZERO), (Length::tenths(15), Length::units(10))]);
        drawing.marks.push(Mark { class: "bar", rect: rect(4) });
        drawing.texts.push(text());
        assert_eq!(Figure::from(drawing.clone()).shapes, "", "a figure without boxes is none");
        let link = Some(Link { href: "../\"/".into(), label: "a & b".into() });
        drawing.frames.push(Frame {
            class: "cell",
            rect: rect(1),
            title: Some("t<".into()),
            link,
            texts: vec![text()],
        });
        drawing.frames.push(Frame { class: "bare", rect: rect(2), title: None, link: None, texts: Vec::new() });
        let expected = r#"<polyline class="rail" points="0,0 1.5,10"/>
<rect class="bar" x="4" y="-0.5" width="20" height="0" rx="3"/>
<text class="small" x="1" y="2">a "&lt;b&gt;" &amp; c</text>
<a class="cell" href="../&quot;/" aria-label="a &amp; b"><title>t&lt;</title><rect class="fig-box" x="1" y="-0.5" width="20" height="0" rx="3"/> <text class="small" x="1" y="2">a "&lt;b&gt;" &amp; c</text></a>
<g class="bare"><rect class="fig-box" x="2" y="-0.5" width="20" height="0" rx="3"/></g>
"#;
        assert_eq!(Figure::from(drawing).shapes, expected);
    }
}
