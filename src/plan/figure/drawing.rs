use serde::Serialize;

use super::Length;

/// The width of every figure. On a phone of 320 pixels, whose page keeps a margin of 16 at each side, a unit is then
/// 6/7 of a pixel, and type of 14 units is 12 pixels high.
pub const WIDTH: Length = Length::units(336);

/// What the page says about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// Prefix of the identifiers inside the figure: unique on its page, of letters, digits and hyphens.
    pub id: String,
    /// The figure's name, for those who do not see it.
    pub title: String,
}

/// A finished layout: shapes in painting order, each list over the one before it. A page holds it as a
/// [`Figure`](super::Figure).
///
/// Classes say what a shape is; how that looks is the style sheet's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Which figure it is: the second half of its class name.
    pub kind: Kind,
    /// Prefix of the identifiers inside it.
    pub id: String,
    /// Its name.
    pub title: String,
    /// How to read it, and what is on it.
    pub description: String,
    /// Always [`WIDTH`].
    pub width: Length,
    /// As tall as its content needs.
    pub height: Length,
    /// Lines that connect or divide.
    pub lines: Vec<Line>,
    /// Arrowheads: closed triangles.
    pub arrowheads: Vec<Path>,
    /// Rectangles without text.
    pub marks: Vec<Mark>,
    /// Texts that stand by themselves.
    pub texts: Vec<Text>,
    /// Boxes, in reading order. No two of them overlap.
    pub frames: Vec<Frame>,
}

/// Which figure a drawing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An actor among those it is related to.
    Neighbourhood,
    /// Conditions, and the claims that lead from one to the next.
    Conditions,
    /// Events on an axis of time.
    Timeline,
    /// The paragraphs of a source, and which of them claims rest on.
    Coverage,
    /// A claim among those that it supports, contradicts or qualifies.
    Surroundings,
}

/// A line through points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub class: &'static str,
    /// Where it runs.
    pub points: Path,
}

/// Points, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path(pub Vec<Point>);

/// A point; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// From the left edge.
    pub x: Length,
    /// From the top edge.
    pub y: Length,
}

/// A rectangle without text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub class: &'static str,
    /// Where it is.
    pub rect: Rect,
}

/// A rectangle; half as round as it is high where `radius` is half its height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// Its left edge.
    pub x: Length,
    /// Its top edge.
    pub y: Length,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// The radius of its corners.
    pub radius: Length,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its face and how it is set at `x`.
    pub class: &'static str,
    /// Its start, middle or end, as the class says.
    pub x: Length,
    /// Its base line.
    pub y: Length,
    /// The words, not escaped.
    pub text: String,
}

/// A box with text, usually a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What it is.
    pub class: &'static str,
    /// Where it is. The whole of it is the target of the link.
    pub rect: Rect,
    /// The whole text, where the lines show only its beginning or nothing.
    pub title: Option<String>,
    /// Where it leads.
    pub link: Option<Link>,
    /// What stands in it.
    pub texts: Vec<Text>,
}

/// Where a box leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// A finished relative URL.
    pub href: String,
    /// The link's name: what is written in the box, whole, and then what the figure shows by its place.
    pub label: String,
}

impl Drawing {
    /// An empty sheet.
    pub(super) fn new(kind: Kind, caption: &Caption, description: String) -> Self {
        Self {
            kind,
            id: caption.id.clone(),
            title: super::wrap::bounded(&caption.title),
            description,
            width: WIDTH,
            height: Length::ZERO,
            lines: Vec::new(),
            arrowheads: Vec::new(),
            marks: Vec::new(),
            texts: Vec::new(),
            frames: Vec::new(),
        }
    }

    /// Adds a line, unless it has no length.
    pub(super) fn line(&mut self, class: &'static str, points: impl IntoIterator<Item = (Length, Length)>) {
        let mut path: Vec<Point> = points.into_iter().map(|(x, y)| Point { x, y }).collect();
        path.dedup();
        if path.len() > 1 {
            self.lines.push(Line { class, points: Path(path) });
        }
    }

    /// Adds an arrowhead whose tip is at a point.
    pub(super) fn arrowhead(&mut self, x: Length, y: Length, pointing: Pointing) {
        let (long, half) = (Length::units(8), Length::units(4));
        let base = match pointing {
            Pointing::Right => [(x - long, y - half), (x - long, y + half)],
            Pointing::Left => [(x + long, y - half), (x + long, y + half)],
            Pointing::Down => [(x - half, y - long), (x + half, y - long)],
        };
        self.arrowheads.push(Path([(x, y), base[0], base[1]].map(|(x, y)| Point { x, y }).to_vec()));
    }
}

/// Which way an arrow points.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pointing {
    Right,
    Left,
    Down,
}

impl Rect {
    /// The bottom edge.
    #[must_use]
    pub fn bottom(&self) -> Length {
        self.y + self.height
    }

    /// The right edge.
    #[must_use]
    pub fn right(&self) -> Length {
        self.x + self.width
    }
}
