use super::Grid;
use crate::plan::figure::Length;
use crate::plan::figure::chain::graph::{Chain, Link};
use crate::plan::figure::chain::rows::{Column, Item};
use crate::plan::figure::drawing::{Drawing, Rect};
use crate::plan::figure::label::{Align, Label, PADDING};
use crate::plan::figure::measure::Face;
use crate::plan::figure::wrap::bounded;

/// Draws boxes row by row.
pub(super) struct Boxes<'a> {
    pub(super) chain: &'a Chain<'a>,
    pub(super) grid: &'a Grid,
    pub(super) drawing: &'a mut Drawing,
}

impl Boxes<'_> {
    /// Returns where each box of the row ends.
    pub(super) fn row(&mut self, row: &[(Column, Item)], top: Length) -> Vec<(Column, Length)> {
        let labels: Vec<Option<Label>> = row.iter().map(|(column, item)| self.condition(*column, *item)).collect();
        // Boxes side by side are of one height.
        let height = labels.iter().flatten().map(|label| label.height() + Length::units(16)).max().unwrap_or_default();
        let mut bottoms = Vec::new();
        for ((column, item), label) in row.iter().zip(labels) {
            let bottom = match (item, label) {
                (Item::Condition(node), Some(label)) => {
                    let href = &self.chain.conditions[*node].href;
                    let width = self.fitted(&label, *column, Length::units(140).min(self.grid.column));
                    let rect = self.rect(*column, top, width, height, Length::units(4));
                    self.drawing.frames.push(label.framed("fig-node", rect, Align::Start, href, ""));
                    top + height
                }
                (Item::Link(link), _) => self.claims(&self.chain.links[*link], *column, top),
                (Item::Condition(_), None) => top,
            };
            bottoms.push((*column, bottom));
        }
        bottoms
    }

    fn condition(&self, column: Column, item: Item) -> Option<Label> {
        let Item::Condition(node) = item else { return None };
        let text = &self.chain.conditions[node].text;
        Some(Label::new(text, Face::Body, self.grid.room(column) - PADDING * 2, 6))
    }

    /// The claims of one link, stacked. They are its arrow, so they touch.
    fn claims(&mut self, link: &Link<'_>, column: Column, top: Length) -> Length {
        let conditions = &self.chain.conditions;
        let after =
            format!(": if {}, then {}", bounded(&conditions[link.from].text), bounded(&conditions[link.to].text));
        let height = Length::units(27);
        let labels: Vec<Label> = link
            .claims
            .iter()
            .map(|claim| Label::new(&claim.source, Face::Small, self.grid.room(column) - PADDING * 2, 1))
            .collect();
        let width = labels.iter().map(|label| self.fitted(label, column, Length::units(48))).max().unwrap_or_default();
        let mut y = top;
        for (label, claim) in labels.into_iter().zip(&link.claims) {
            let rect = self.rect(column, y, width, height, height / 2);
            self.drawing.frames.push(label.framed("fig-claim", rect, Align::Middle, &claim.href, &after));
            y = rect.bottom() + Length::units(2);
        }
        y - Length::units(2)
    }

    fn fitted(&self, label: &Label, column: Column, least: Length) -> Length {
        (label.width() + PADDING * 2 + Length::units(4)).max(least).min(self.grid.room(column))
    }

    fn rect(&self, column: Column, y: Length, width: Length, height: Length, radius: Length) -> Rect {
        let width = if width.in_tenths() % 2 == 0 { width } else { width + Length::tenths(1) };
        Rect { x: self.grid.centre(column) - width / 2, y, width, height, radius }
    }
}
