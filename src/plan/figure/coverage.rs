//! The paragraphs of a source as a strip of cells, section by section.

use super::Length;
use super::drawing::{Caption, Drawing, Frame, Kind, Link, Rect, Text, WIDTH};
use super::label::{Align, Label};
use super::measure::Face;

/// A section of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading; empty for what stands before the first.
    pub heading: String,
    /// Its paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// How many claims rest on it.
    pub claims: usize,
    /// Where these stand: a fragment. Without claims it is not used.
    pub href: String,
}

/// Which paragraphs of a source claims rest on. Paragraphs are numbered through the source, from 1.
#[must_use]
pub fn coverage_strip(caption: &Caption, sections: &[Section]) -> Drawing {
    let total: usize = sections.iter().map(|section| section.paragraphs.len()).sum();
    let paragraphs = || sections.iter().flat_map(|section| &section.paragraphs);
    let covered = paragraphs().filter(|paragraph| paragraph.claims > 0).count();
    let description = format!(
        "{covered} of {total} paragraphs are covered by a claim. A cell is a paragraph; its number counts the claims \
         that rest on it; an empty cell has none."
    );
    let mut drawing = Drawing::new(Kind::Coverage, caption, description);
    let mut pen = Pen { drawing: &mut drawing, grid: Grid::of(total), y: EDGE, number: 1 };
    for section in sections.iter().filter(|section| !section.paragraphs.is_empty()) {
        pen.section(section);
    }
    let end = pen.y;
    drawing.height = end;
    drawing
}

const EDGE: Length = Length::units(2);
/// Between the number of the paragraph that begins a row and its cell.
const GAP: Length = Length::units(4);

/// How large the cells are.
#[derive(Clone, Copy)]
struct Grid {
    /// Where the cells begin: to the left stand the numbers of the paragraphs that begin a row.
    left: Length,
    pitch: Length,
    columns: usize,
}

impl Grid {
    /// Cells are targets of 24 pixels on a phone, unless a source is so long that the strip would fill several screens;
    /// the list beside the figure leads to the same places.
    fn of(paragraphs: usize) -> Self {
        if paragraphs <= 220 {
            Self { left: Length::units(34), pitch: Length::units(30), columns: 10 }
        } else {
            Self { left: Length::units(48), pitch: Length::units(22), columns: 13 }
        }
    }

    fn cell(self) -> Length {
        self.pitch - Length::units(3)
    }
}

struct Pen<'a> {
    drawing: &'a mut Drawing,
    grid: Grid,
    y: Length,
    number: usize,
}

impl Pen<'_> {
    fn section(&mut self, section: &Section) {
        let heading = Label::new(&section.heading, Face::Strong, WIDTH - self.grid.left - EDGE, 2);
        if !heading.is_empty() {
            self.drawing.texts.extend(heading.at(self.grid.left, self.y, Align::Start));
            self.y = self.y + heading.height() + Length::units(5);
        }
        for row in section.paragraphs.chunks(self.grid.columns) {
            self.row(row);
        }
        self.y = self.y + Length::units(12);
    }

    fn row(&mut self, row: &[Paragraph]) {
        let number = Label::new(&self.number.to_string(), Face::Small, self.grid.left - GAP, 1);
        let top = self.y + (self.grid.cell() - number.height()) / 2;
        self.drawing.texts.extend(number.at(self.grid.left - GAP, top, Align::End));
        for (column, paragraph) in row.iter().enumerate() {
            let cell = self.cell(self.grid.left + self.grid.pitch.times(column), paragraph);
            self.drawing.frames.push(cell);
            self.number += 1;
        }
        self.y = self.y + self.grid.pitch;
    }

    fn cell(&self, x: Length, paragraph: &Paragraph) -> Frame {
        let side = self.grid.cell();
        let rect = Rect { x, y: self.y, width: side, height: side, radius: Length::units(3) };
        let (class, claims) = match paragraph.claims {
            0 => ("fig-cell fig-bare", "no claim".to_owned()),
            1 => ("fig-cell fig-covered-1", "1 claim".to_owned()),
            2 => ("fig-cell fig-covered-2", "2 claims".to_owned()),
            more => ("fig-cell fig-covered-3", format!("{more} claims")),
        };
        let title = format!("Paragraph {}: {claims}", self.number);
        let covered = paragraph.claims > 0;
        let link = covered.then(|| Link { href: paragraph.href.clone(), label: title.clone() });
        let texts = if covered { count(&rect, paragraph.claims) } else { Vec::new() };
        Frame { class, rect, title: Some(title), link, texts }
    }
}

/// The number in a cell, which has room for two digits.
fn count(rect: &Rect, claims: usize) -> Vec<Text> {
    let count = if claims > 99 { "+".to_owned() } else { claims.to_string() };
    let label = Label::new(&count, Face::Small, WIDTH, 1);
    label.at(rect.x + rect.width / 2, rect.y + (rect.height - label.height()) / 2, Align::Middle)
}

#[cfg(test)]
mod tests {
    use super::{Paragraph, Section, coverage_strip};
    use crate::plan::figure::drawing::{Caption, Drawing};

    fn draw(sections: &[(&str, &[usize])]) -> Drawing {
        let paragraph = |claims: &usize| Paragraph { claims: *claims, href: format!("#p-{claims}") };
        let sections: Vec<Section> = sections
            .iter()
            .map(|(heading, claims)| Section {
                heading: (*heading).into(),
                paragraphs: claims.iter().map(paragraph).collect(),
            })
            .collect();
        coverage_strip(&Caption { id: "k".into(), title: "K".into() }, &sections)
    }

    #[test]
    fn covered_cells_link_to_their_claims_and_bare_ones_do_not() {
        let drawing = draw(&[("", &[0, 1]), ("At stake", &[3])]);
        let cells: Vec<_> = drawing
            .frames
            .iter()
            .map(|cell| (cell.title.as_deref().unwrap_or_default(), cell.link.as_ref().map(|link| link.href.as_str())))
            .collect();
        let expected = [
            ("Paragraph 1: no claim", None),
            ("Paragraph 2: 1 claim", Some("#p-1")),
            ("Paragraph 3: 3 claims", Some("#p-3")),
        ];
        assert_eq!(cells, expected);
        assert!(drawing.description.starts_with("2 of 3 paragraphs"));
    }

    #[test]
    fn a_section_begins_a_row_under_its_heading() {
        let drawing = draw(&[("", &[0, 1]), ("At stake", &[3])]);
        assert_eq!(drawing.frames[0].rect.y, drawing.frames[1].rect.y);
        assert!(drawing.frames[2].rect.y > drawing.frames[1].rect.bottom());
        assert_eq!(drawing.frames[2].rect.x, drawing.frames[0].rect.x);
        assert!(drawing.texts.iter().any(|text| text.text == "At stake"));
    }

    #[test]
    fn from_one_paragraph_to_many_every_one_has_its_cell() {
        for count in [1, 220, 221, 500] {
            let drawing = draw(&[("Whole", &vec![1; count])]);
            assert_eq!(drawing.frames.len(), count);
        }
        assert!(draw(&[("Empty", &[])]).frames.is_empty());
    }

    #[test]
    fn a_cell_has_room_for_its_number() {
        let drawing = draw(&[("", &[7, 42, 1_000])]);
        let numbers: Vec<_> = drawing.frames.iter().map(|cell| cell.texts[0].text.as_str()).collect();
        assert_eq!(numbers, ["7", "42", "+"]);
    }
}
