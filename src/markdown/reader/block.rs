use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Tag, TagEnd};

use super::Reader;
use super::inline::Code;
use crate::markdown::buffer::{Buffers, Slot};
use crate::markdown::heading::Levels;
use crate::markdown::push_attribute;
use crate::markdown::run::Run;
use crate::markdown::{UnitKind, highlight};

/// A block that holds blocks.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) kind: ContainerKind,
    /// Whether anything stands in it yet.
    pub(super) started: bool,
    /// The unit with a colon that it follows directly.
    introduced_by: Option<usize>,
    first_unit: usize,
}

#[derive(Debug)]
pub(super) enum ContainerKind {
    /// A block quote, an alert or a judgement, with its end tag.
    Quote {
        end: &'static str,
        unit: UnitKind,
    },
    /// A list, with its end tag.
    List {
        end: &'static str,
    },
    Item {
        attributes: Slot,
    },
    Definition {
        attributes: Slot,
    },
    /// A footnote, which has an outline of its own; the body's goes on after it.
    Note {
        label: String,
        buffer: usize,
        range: Range<usize>,
        outside: Option<Levels>,
    },
}

impl Reader<'_, '_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.stray_fence(&range);
                self.stray_merge(&range);
                self.open_paragraph();
            }
            Tag::HtmlBlock => {
                self.open_paragraph();
                self.report_html(&range);
            }
            Tag::Heading { level, .. } => {
                self.stray_merge(&range);
                self.open_heading(level, range);
            }
            Tag::BlockQuote(kind) => self.open_quote(kind, &range),
            Tag::CodeBlock(kind) => {
                if kind.is_fenced() {
                    self.open_fence(&range);
                }
                self.start_code(&kind);
            }
            Tag::List(first) => self.start_list(first),
            Tag::Item => {
                let attributes = self.start_element("<li");
                self.open(ContainerKind::Item { attributes }, None);
            }
            Tag::FootnoteDefinition(label) => self.start_note(&label, range),
            Tag::DefinitionList => {
                let introduced_by = self.before_block();
                self.buffers.html("<dl>\n");
                self.open(ContainerKind::List { end: "</dl>\n" }, introduced_by);
            }
            Tag::DefinitionListTitle => {
                self.stray_fence(&range);
                self.open_term();
            }
            Tag::DefinitionListDefinition => {
                self.stray_fence(&range);
                let attributes = self.start_element("<dd");
                self.open(ContainerKind::Definition { attributes }, None);
            }
            Tag::Table(columns) => self.start_table(columns, range),
            Tag::TableHead => self.start_row("<thead>\n<tr>", true),
            Tag::TableRow => self.start_row("<tr>", false),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.inline_tag("<em>", &range),
            Tag::Strong => self.inline_tag("<strong>", &range),
            Tag::Strikethrough => self.inline_tag("<del>", &range),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, range),
            Tag::Image { link_type, dest_url, title, .. } => self.open_image(link_type, &dest_url, &title, range),
            // Not switched on.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Heading(_) | TagEnd::DefinitionListTitle => {
                self.close_leaf();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => self.close(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_row("</tr>\n</thead>\n", &range),
            TagEnd::TableRow => self.end_row("</tr>\n", &range),
            TagEnd::TableCell => self.end_cell(&range),
            TagEnd::Emphasis => self.buffers.html("</em>"),
            TagEnd::Strong => self.buffers.html("</strong>"),
            TagEnd::Strikethrough => self.buffers.html("</del>"),
            TagEnd::Link | TagEnd::Image => self.close_link(range),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Called before every block: ends the text of a tight item, and returns the unit whose colon it follows.
    pub(super) fn before_block(&mut self) -> Option<usize> {
        if self.leaf.is_some() {
            self.close_leaf();
            self.buffers.html("\n");
        }
        if let Some(container) = self.containers.last_mut() {
            container.started = true;
        }
        self.introduction.take()
    }

    /// What a paragraph here is. A judgement is one to its last corner, a footnote too; else the innermost block counts.
    pub(super) fn unit_kind(&self) -> UnitKind {
        if self.judgements > 0 {
            return UnitKind::Judgement;
        }
        if self.buffers.open_number() != Buffers::BODY {
            return UnitKind::Footnote;
        }
        match self.containers.last().map(|container| &container.kind) {
            Some(ContainerKind::Quote { unit, .. }) => *unit,
            Some(ContainerKind::Item { .. }) => UnitKind::Item,
            Some(ContainerKind::Definition { .. }) => UnitKind::Definition,
            Some(ContainerKind::Note { .. }) => UnitKind::Footnote,
            Some(ContainerKind::List { .. }) | None => UnitKind::Paragraph,
        }
    }

    pub(super) fn open(&mut self, kind: ContainerKind, introduced_by: Option<usize>) {
        let first_unit = self.units.len();
        self.containers.push(Container { kind, started: false, introduced_by, first_unit });
    }

    /// Ends the innermost container.
    fn close(&mut self) {
        self.close_leaf();
        self.introduction = None;
        let Some(container) = self.containers.pop() else { return };
        if let Some(introduction) = container.introduced_by {
            self.units[introduction].introduces = Run::new(&(container.first_unit..self.units.len()));
        }
        match container.kind {
            ContainerKind::Quote { end, unit } => {
                self.judgements -= usize::from(unit == UnitKind::Judgement);
                self.buffers.html(end);
            }
            ContainerKind::List { end } => self.buffers.html(end),
            ContainerKind::Item { .. } => self.buffers.html("</li>\n"),
            ContainerKind::Definition { .. } => self.buffers.html("</dd>\n"),
            ContainerKind::Note { label, buffer, range, outside } => {
                self.buffers.close();
                self.levels = outside;
                self.footnotes.define(&label, buffer, self.places.span(&range), self.sink);
            }
        }
    }

    /// Opens the element of an item, leaving room for the attributes of the unit that its text may be.
    fn start_element(&mut self, tag: &str) -> Slot {
        self.before_block();
        self.buffers.html(tag);
        let attributes = self.buffers.slot();
        self.buffers.html(">");
        attributes
    }

    fn start_list(&mut self, first: Option<u64>) {
        let introduced_by = self.before_block();
        match first {
            None => self.buffers.html("<ul>\n"),
            Some(1) => self.buffers.html("<ol>\n"),
            Some(first) => self.buffers.html(&format!("<ol start=\"{first}\">\n")),
        }
        let end = if first.is_some() { "</ol>\n" } else { "</ul>\n" };
        self.open(ContainerKind::List { end }, introduced_by);
    }

    fn start_note(&mut self, label: &str, range: Range<usize>) {
        self.before_block();
        let start = range.start + self.raw(&range).find('[').unwrap_or(0);
        let place = start..(start + label.len() + "[^]".len()).min(range.end);
        let outside = self.levels.clone();
        self.levels = self.levels.as_ref().map(Levels::anew);
        let buffer = self.buffers.open();
        self.open(ContainerKind::Note { label: label.to_owned(), buffer, range: place, outside }, None);
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.before_block();
        let language = match kind {
            CodeBlockKind::Indented => "",
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next().unwrap_or(""),
        };
        self.code = Some(Code { language: language.to_owned(), text: String::new() });
    }

    fn end_code(&mut self) {
        let Some(Code { language, mut text }) = self.code.take() else { return };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        // A block that is wider than its column is scrolled, which takes a place that the keyboard can reach.
        self.buffers.html("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.buffers.html(" class=\"language-");
            push_attribute(self.buffers.tail(), &language);
            self.buffers.html("\"");
        }
        self.buffers.html(">");
        highlight::push_code(self.buffers.tail(), &text, &language, &mut self.budget, self.known);
        self.buffers.html("</code></pre>\n");
    }

    pub(super) fn rule(&mut self) {
        self.before_block();
        self.buffers.html("<hr>\n");
    }
}
