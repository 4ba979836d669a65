use std::ops::Range;

use pulldown_cmark::Alignment;

use super::Reader;
use super::leaf::{Leaf, LeafKind};
use crate::diagnostic::codes;
use crate::markdown::UnitKind;
use crate::markdown::buffer::Slot;

/// Where in a table the walk is.
#[derive(Debug, Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    row: u32,
    column: u32,
    in_head: bool,
    has_rows: bool,
    /// Where the last cell ended that is shown.
    shown_until: usize,
    /// The opening tag of a cell of the head, which is no heading if nothing stands in it, and how much was shown before.
    cell: Option<(Slot, usize)>,
}

impl Reader<'_, '_> {
    pub(super) fn start_table(&mut self, columns: Vec<Alignment>, range: Range<usize>) {
        let introduced_by = self.before_block();
        // As for code: a wide table is scrolled.
        self.buffers.html("<div class=\"table-scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table");
        let attributes = self.buffers.slot();
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
        self.table.row += u32::from(!in_head);
        self.table.column = 0;
        if !in_head && !std::mem::replace(&mut self.table.has_rows, true) {
            self.buffers.html("<tbody>\n");
        }
        self.buffers.html(tags);
    }

    /// Reports the words of a row that the parser leaves out: those of cells beyond the columns of the table.
    pub(super) fn end_row(&mut self, tags: &str, range: &Range<usize>) {
        self.buffers.html(tags);
        let Some((surplus, place)) = surplus(self.raw(&(self.table.shown_until..range.end))) else { return };
        let place = self.table.shown_until + place.start..self.table.shown_until + place.end;
        let row = if self.table.in_head { "the head".to_owned() } else { format!("row {}", self.table.row) };
        let columns = self.table.columns.len();
        let cells = match columns + surplus {
            cells if surplus == 1 => format!("cell {cells} is"),
            cells => format!("cells {} to {cells} are", columns + 1),
        };
        let of = if columns == 1 { "1 column" } else { &format!("{columns} columns") };
        let message = format!("{row} of this table has too many cells for {of}: {cells} left out");
        self.report(&codes::SURPLUS_CELL, &place, message, SURPLUS_HELP);
    }

    pub(super) fn start_cell(&mut self) {
        if self.table.in_head {
            self.table.cell = Some((self.buffers.slot(), self.shown()));
            return;
        }
        self.buffers.html("<td");
        self.buffers.html(self.alignment());
        self.buffers.html(">");
    }

    pub(super) fn end_cell(&mut self, range: &Range<usize>) {
        self.table.shown_until = range.end;
        let mut end = "</td>";
        if let Some((slot, before)) = self.table.cell.take() {
            let mut tag = "td";
            if self.shown() > before {
                (tag, end) = ("th scope=\"col\"", "</th>");
            }
            self.buffers.fill(slot, &["<", tag, self.alignment(), ">"].concat());
        }
        self.buffers.html(end);
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
        match self.table.columns.get(self.table.column as usize) {
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

const SURPLUS_HELP: &str = "write `\\|` where the sign is part of a cell, also in `[[name\\|words]]` and between backticks; \
                            or give the head of the table more cells";

/// How many cells there are in what follows the last cell of a row that is shown, and where those with words stand. As
/// the parser cuts them: at every `|` without a backslash before it, in code as well.
fn surplus(rest: &str) -> Option<(usize, Range<usize>)> {
    let cells = rest.trim_end().strip_prefix('|')?;
    let words = cells.trim_matches(|c: char| c == '|' || c.is_whitespace());
    if words.is_empty() {
        return None;
    }
    let start = rest.len() - rest.trim_start_matches(|c: char| c == '|' || c.is_whitespace()).len();
    let borders = rest.as_bytes()[..start + words.len()].windows(2).filter(|pair| pair[1] == b'|' && pair[0] != b'\\');
    Some((borders.count() + 1, start..start + words.len()))
}
