//! Tests of the layer as a whole.

mod bounds;
mod evidence;
mod golden;
mod laws;
mod notes;
mod reports;
mod write;

use std::fmt::{self, Write as _};

use self::write::{Gap, write_html};
use super::*;
use crate::files::{Files, Spanned};

/// A body after some front matter, so that a span that forgets the offset shows.
pub(super) struct Parsed {
    pub(super) files: Files,
    pub(super) document: Document,
    pub(super) sink: Diagnostics,
}

pub(super) fn parsed(body: &str) -> Parsed {
    let front = "---\nname: é\n---\n";
    let mut files = Files::default();
    let file = files.add("a.md", format!("{front}{body}"));
    let mut sink = Diagnostics::new();
    let document =
        parse(Body { file, text: body, offset: front.len(), heading_base: 2 }, &KnownLines::default(), &mut sink);
    Parsed { files, document: document.unwrap(), sink }
}

impl Parsed {
    /// The HTML with marks as `{kind words}` and units as ` uN`.
    pub(super) fn html(&self) -> String {
        let mut out = String::new();
        write_html(&self.document, &mut out, &mut |gap, out| match gap {
            Gap::UnitAttributes(index, _) => drop(write!(out, " u{index}")),
            Gap::Mark(_, mark) => drop(write_mark(out, &mark.kind)),
        });
        out
    }

    /// What was reported: the code and the words it points at.
    pub(super) fn reports(&self) -> Vec<(&'static str, &str)> {
        self.sink.iter().map(|found| (found.code.name, self.files.slice(found.labels[0].span))).collect()
    }

    /// The sentences of every unit, unlabelled links as their targets.
    pub(super) fn sentences(&self) -> Vec<Vec<String>> {
        let units = self.document.units.iter();
        units
            .map(|unit| self.document.sentences.run(unit.sentences).map(|it| readable(&self.document, it)).collect())
            .collect()
    }
}

/// A text as one line, unlabelled links as their targets.
pub(super) fn readable(document: &Document, sentence: Sentence<'_>) -> String {
    let part = |part: SentencePart<'_>| match part {
        SentencePart::Text(text) | SentencePart::Aside(text) | SentencePart::Likelihood(_, text) => text.to_owned(),
        SentencePart::Link(mark) => match &document.marks[mark].kind {
            MarkKind::Link { target, label } => label.as_ref().unwrap_or(&target.value).to_string(),
            other => panic!("{other:?} is no link"),
        },
    };
    sentence.parts().map(part).collect()
}

fn write_mark(out: &mut String, kind: &MarkKind) -> fmt::Result {
    match kind {
        MarkKind::Citation(claims) => {
            let claims: Vec<_> = claims.iter().map(Spanned::as_str).collect();
            write!(out, "{{cite {}}}", claims.join(" "))
        }
        MarkKind::Link { target, label: None } => write!(out, "{{link {}}}", target.value),
        MarkKind::Link { target, label: Some(label) } => write!(out, "{{link {}|{label}}}", target.value),
        MarkKind::Embed { target } => write!(out, "{{embed {}}}", target.value),
        MarkKind::Likelihood { word } => write!(out, "{{word {}}}", word.value),
        MarkKind::Path { path, usage: PathUse::Link } => write!(out, " href=\"{}\"", path.value),
        MarkKind::Path { path, usage: PathUse::Image } => write!(out, " src=\"{}\"", path.value),
        MarkKind::NoEvidence | MarkKind::Stray { .. } => unreachable!("it has no piece"),
    }
}
