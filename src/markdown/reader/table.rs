use std::ops::Range;

use pulldown_cmark::Alignment;

use super::Reader;
use super::leaf::{Leaf, LeafKind};
use crate::markdown::buffer::Slot;
use crate::markdown::{Piece, UnitKind};

/// Where in a table the walk is.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    row: usize,
    column: usize,
    in_head: bool,
    has_rows: bool,
    /// The opening tag of the cell, which is no heading if nothing stands in it.
    cell: Option<(Slot, usize)>,
}

impl Reader<'_, '_> {
    pub(super) fn start_table(&mut self, columns: Vec<Alignment>, range: Range<usize>) {
        let introduced_by = self.before_block();
        // As for code: a wide table is scrolled.
        self.buffers.html("<div class=\"table-scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table");
        let attributes = self.buffers.slot("");
        self.buffers.html(">\n");
        self.table = Table { columns, ..Table::default() };
        self.open_table_leaf(attributes, range, introduced_by);
    }

    fn open_table_leaf(&mut self, attributes: Slot, range: Range<usize>, introduced_by: Option<usize>) {
        let unit = match self.unit_kind() {
            kind @ (UnitKind::Judgement | UnitKind::Footnote) => kind,
            _ => UnitKind::Table,
        };
        let mut leaf = Leaf::new(LeafKind::Table { unit, attributes }, self.marks.len(), introduced_by);
        leaf.range = Some(range);
        self.leaf = Some(leaf);
    }

    pub(super) fn start_row(&mut self, tags: &str, in_head: bool) {
        self.table.in_head = in_head;
        self.table.row += usize::from(!in_head);
        self.table.column = 0;
        if !in_head && !std::mem::replace(&mut self.table.has_rows, true) {
            self.buffers.html("<tbody>\n");
        }
        self.buffers.html(tags);
    }

    pub(super) fn start_cell(&mut self) {
        let tag = if self.table.in_head { "th scope=\"col\"" } else { "td" };
        let slot = self.buffers.slot(&format!("<{tag}{}>", self.alignment()));
        self.table.cell = Some((slot, self.shown()));
    }

    pub(super) fn end_cell(&mut self) {
        let Some((slot, before)) = self.table.cell.take() else { return };
        let is_heading = self.table.in_head && self.shown() > before;
        if self.table.in_head && !is_heading {
            let tag = format!("<td{}>", self.alignment());
            self.buffers.fill(slot, Piece::Html(tag));
        }
        self.buffers.html(if is_heading { "</th>" } else { "</td>" });
        if let Some(leaf) = &mut self.leaf {
            leaf.prose.break_cell((self.table.row, self.table.column));
        }
        self.table.column += 1;
    }

    pub(super) fn end_table(&mut self) {
        if self.table.has_rows {
            self.buffers.html("</tbody>\n");
        }
        self.buffers.html("</table></div>\n");
        self.close_leaf();
        self.introduction = None;
    }

    /// Classes, since a site's policy may forbid style attributes.
    fn alignment(&self) -> &'static str {
        match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        }
    }

    /// How much is shown of the open leaf.
    fn shown(&self) -> usize {
        self.leaf.as_ref().map_or(0, |leaf| leaf.shown + leaf.embeds)
    }
}
