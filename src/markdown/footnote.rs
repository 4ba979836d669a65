use std::collections::HashMap;

use super::buffer::{Buffers, Slot};
use super::run::narrow;
use super::{NoteLink, Pieces, push_text};
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{Span, folded};

/// A place that refers to a footnote; its number is known when all have been read.
#[derive(Debug)]
struct Reference {
    /// Its place among the labels.
    label: u32,
    /// In the buffer of the body or of another footnote.
    slot: Slot,
    /// Which of the references to its footnote it is, from 1.
    nth: u32,
}

/// The text of a footnote.
#[derive(Debug)]
struct Definition {
    label: String,
    span: Span,
    buffer: usize,
    /// Its number on the page, from 1, once a reader comes to it.
    number: Option<u32>,
    /// How many references a reader comes to.
    references: u32,
}

/// The footnotes of a document. They are numbered as a reader meets them and stand at its end.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// The labels of references, each once.
    labels: Vec<String>,
    /// Their places.
    by_label: HashMap<String, u32>,
    references: Vec<Reference>,
    definitions: Vec<Definition>,
    by_key: HashMap<String, usize>,
    /// The first of all definitions whose labels look alike, by their labels as [`folded`].
    alike: HashMap<String, usize>,
}

/// The footnotes of a document whose references are filled in.
#[derive(Debug)]
pub(super) struct Notes {
    definitions: Vec<Definition>,
    /// As they are numbered.
    order: Vec<usize>,
}

impl Footnotes {
    /// Notes a reference, `[^label]`.
    pub(super) fn refer(&mut self, label: &str, slot: Slot) {
        let label = self.by_label.get(label).copied().unwrap_or_else(|| {
            let place = narrow(self.labels.len());
            self.labels.push(label.to_owned());
            self.by_label.insert(label.to_owned(), place);
            place
        });
        self.references.push(Reference { label, slot, nth: 0 });
    }

    /// Notes a definition, whose text is written to `buffer`.
    pub(super) fn define(&mut self, label: &str, buffer: usize, span: Span, sink: &mut Diagnostics) {
        if let Some(first) = self.by_key.get(&key(label)).and_then(|&first| self.definitions.get(first)) {
            sink.push(
                Diagnostic::new(&codes::UNUSED_FOOTNOTE, span, format!("the footnote `{label}` is written twice"))
                    .label("again here")
                    .also(first.span, "first written here")
                    .help("give one of the two another name and refer to it"),
            );
        } else {
            self.by_key.insert(key(label), self.definitions.len());
            self.report_alike(label, span, sink);
        }
        self.definitions.push(Definition { label: label.to_owned(), span, buffer, number: None, references: 0 });
    }

    /// Reports a label that is another to a computer alone: each has its note, and nobody can tell which.
    fn report_alike(&mut self, label: &str, span: Span, sink: &mut Diagnostics) {
        let first = *self.alike.entry(folded(label).into_owned()).or_insert(self.definitions.len());
        if let Some(first) = self.definitions.get(first) {
            let message = format!("the footnotes `{}` and `{label}` differ only by Unicode form", first.label);
            sink.push(
                Diagnostic::new(&codes::UNUSED_FOOTNOTE, span, message)
                    .label("again here")
                    .also(first.span, "first written here")
                    .help("give one of the two another name and refer to it"),
            );
        }
    }

    /// Numbers the notes and fills the references in.
    pub(super) fn settle(mut self, buffers: &mut Buffers, sink: &mut Diagnostics) -> Notes {
        let order = self.number(sink);
        for reference in &self.references {
            self.fill(reference, buffers);
        }
        Notes { definitions: self.definitions, order }
    }

    /// Numbers the definitions in the order in which a reader meets them, in the body and then in the notes. Those that
    /// nobody refers to come last, so that nothing that was written is lost.
    fn number(&mut self, sink: &mut Diagnostics) -> Vec<usize> {
        let mut by_buffer: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, reference) in self.references.iter().enumerate() {
            by_buffer.entry(reference.slot.buffer()).or_default().push(index);
        }
        let mut order: Vec<usize> = Vec::new();
        let (mut read, mut unused) = (0, 0);
        let mut buffer = Buffers::BODY;
        loop {
            for index in by_buffer.remove(&buffer).unwrap_or_default() {
                self.meet(index, &mut order);
            }
            while read == order.len() && unused < self.definitions.len() {
                self.add_unused(unused, &mut order, sink);
                unused += 1;
            }
            let Some(&next) = order.get(read) else { return order };
            buffer = self.definitions[next].buffer;
            read += 1;
        }
    }

    fn meet(&mut self, reference: usize, order: &mut Vec<usize>) {
        let reference = &mut self.references[reference];
        let Some(&index) = self.by_key.get(&key(&self.labels[reference.label as usize])) else { return };
        let definition = &mut self.definitions[index];
        if definition.number.is_none() {
            order.push(index);
            definition.number = Some(narrow(order.len()));
        }
        definition.references += 1;
        reference.nth = definition.references;
    }

    fn add_unused(&mut self, index: usize, order: &mut Vec<usize>, sink: &mut Diagnostics) {
        let definition = &mut self.definitions[index];
        if definition.number.is_some() {
            return;
        }
        order.push(index);
        definition.number = Some(narrow(order.len()));
        let label = &definition.label;
        // One that is written twice has been reported as such.
        if self.by_key.get(&key(label)) == Some(&index) {
            sink.push(
                Diagnostic::new(
                    &codes::UNUSED_FOOTNOTE,
                    definition.span,
                    format!("nothing refers to the footnote `{label}`"),
                )
                .help(format!("write `[^{label}]` where the note belongs, or take it out")),
            );
        }
    }

    fn fill(&self, reference: &Reference, buffers: &mut Buffers) {
        let label = &self.labels[reference.label as usize];
        let definition = self.by_key.get(&key(label)).and_then(|&found| self.definitions.get(found));
        if let Some(note) = definition.and_then(|definition| definition.number) {
            buffers.fill_note_link(reference.slot, NoteLink::Reference { note, nth: reference.nth });
        } else {
            let mut words = String::new();
            push_text(&mut words, &format!("[^{label}]"));
            buffers.fill(reference.slot, &words);
        }
    }
}

impl Notes {
    /// Writes the notes, numbered, with links back.
    pub(super) fn write(self, buffers: &mut Buffers, out: &mut Pieces) {
        if self.order.is_empty() {
            return;
        }
        out.push_html("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol type=\"a\">\n");
        for (index, number) in self.order.into_iter().zip(1..) {
            let definition = &self.definitions[index];
            out.push_html(&format!("<li id=\"fn-{number}\">\n"));
            buffers.write(definition.buffer, out);
            link_back(out, number, definition.references);
            out.push_html("</li>\n");
        }
        out.push_html("</ol>\n</section>\n");
    }
}

/// Labels are the same whatever their case, as those of links are.
fn key(label: &str) -> String {
    label.to_lowercase()
}

/// Puts the links back at the end of a note, in its last paragraph if it ends in one.
fn link_back(out: &mut Pieces, note: u32, places: u32) {
    const END: &str = "</p>\n";
    if places > 0 {
        let is_in_paragraph = out.strip_end(END);
        out.push_html(if is_in_paragraph { " " } else { "<p>" });
        out.push_note_link(NoteLink::Back { note, places });
        out.push_html(END);
    }
}
