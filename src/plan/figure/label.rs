use super::Length;
use super::drawing::{Frame, Link, Rect, Text};
use super::measure::{Face, width};
use super::wrap::wrap;

/// How lines stand at a given `x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

/// Lines of text that have been broken but not placed yet.
#[derive(Debug, Default)]
pub(super) struct Label {
    lines: Vec<(Face, String)>,
    /// The whole text, where a line had to be cut.
    cut: bool,
    whole: String,
}

impl Label {
    /// Text within a width, in at most so many lines.
    pub(super) fn new(text: &str, face: Face, widest: Length, most: usize) -> Self {
        Self::default().then(text, face, widest, most)
    }

    /// More text beneath.
    pub(super) fn then(mut self, text: &str, face: Face, widest: Length, most: usize) -> Self {
        let wrapped = wrap(text, face, widest, most);
        self.cut |= !wrapped.whole;
        self.lines.extend(wrapped.lines.into_iter().map(|line| (face, line)));
        if !self.whole.is_empty() && !wrapped.text.is_empty() {
            self.whole.push(' ');
        }
        self.whole.push_str(&wrapped.text);
        self
    }

    /// All of the text on one line, cut or not: the beginning of a link's name.
    pub(super) fn whole(&self) -> &str {
        &self.whole
    }

    /// Whether a line had to be cut.
    pub(super) const fn is_cut(&self) -> bool {
        self.cut
    }

    /// Whether there is nothing to set.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The height of all lines.
    pub(super) fn height(&self) -> Length {
        self.lines.iter().map(|(face, _)| face.leading()).sum()
    }

    /// The width of the widest line.
    pub(super) fn width(&self) -> Length {
        self.lines.iter().map(|(face, line)| width(line, *face)).max().unwrap_or_default()
    }

    /// Places the lines, the top of the first at `top`.
    pub(super) fn at(&self, x: Length, top: Length, align: Align) -> Vec<Text> {
        let mut y = top;
        let mut texts = Vec::with_capacity(self.lines.len());
        for (face, line) in &self.lines {
            texts.push(Text { class: class(*face, align), x, y: y + face.ascent(), text: line.clone() });
            y = y + face.leading();
        }
        texts
    }

    /// Sets the lines in a box, in the middle of its height. `after` follows the text in the link's name.
    pub(super) fn framed(self, class: &'static str, rect: Rect, align: Align, href: &str, after: &str) -> Frame {
        let x = match align {
            Align::Start => rect.x + PADDING,
            Align::Middle => rect.x + rect.width / 2,
            Align::End => rect.right() - PADDING,
        };
        let texts = self.at(x, rect.y + (rect.height - self.height()) / 2, align);
        let title = self.cut.then(|| self.whole.clone());
        let mut label = self.whole;
        label.push_str(after);
        Frame { class, rect, title, link: Some(Link { href: href.to_owned(), label }), texts }
    }
}

/// Between a box and the text in it, left and right.
pub(super) const PADDING: Length = Length::units(10);

const fn class(face: Face, align: Align) -> &'static str {
    match (face, align) {
        (Face::Body, Align::Start) => "fig-body",
        (Face::Body, Align::Middle) => "fig-body fig-middle",
        (Face::Body, Align::End) => "fig-body fig-end",
        (Face::Strong, Align::Start) => "fig-strong",
        (Face::Strong, Align::Middle) => "fig-strong fig-middle",
        (Face::Strong, Align::End) => "fig-strong fig-end",
        (Face::Small, Align::Start) => "fig-small",
        (Face::Small, Align::Middle) => "fig-small fig-middle",
        (Face::Small, Align::End) => "fig-small fig-end",
    }
}
