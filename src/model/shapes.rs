use super::{ActorRecord, BriefRecord, Config, CriterionRecord, EventRecord, OptionRecord, SourceRecord};
use crate::files::{Files, Span, Spanned};
use crate::syntax::{Reader, Shape, Syntax};

/// One of the files that an author writes.
#[derive(Debug)]
pub struct FileShape {
    /// What it is called in a word: `source`.
    pub name: &'static str,
    /// Where such files stand, below the site's folder: `content/sources/ID.yaml`.
    pub place: &'static str,
    /// What such a file is, in a sentence or two.
    pub about: &'static str,
    /// What it is written in. YAML in a Markdown file is its front matter.
    pub syntax: Syntax,
    /// What may stand in it.
    pub shape: Shape,
}

/// All files of a site that hold fields, each with the shape that its decoder gives.
#[must_use]
pub fn file_shapes() -> Vec<FileShape> {
    let yaml = |name, place, about, shape| FileShape { name, place, about, syntax: Syntax::Yaml, shape };
    vec![
        yaml(
            "source",
            "content/sources/ID.yaml",
            "A document that somebody else published: its bibliographic record, and what it asserts, claim by claim.",
            Reader::describe(|reader| SourceRecord::read(nameless(), reader)),
        ),
        yaml(
            "brief",
            "content/briefs/ID.md",
            "The front matter of a brief: a text that cites claims.",
            Reader::describe(|reader| BriefRecord::read(nameless(), reader)),
        ),
        yaml(
            "actor",
            "content/actors/ID.md",
            "The front matter of an actor: a state, person or organisation that acts, wants or is affected.",
            Reader::describe(|reader| ActorRecord::read(nameless(), reader)),
        ),
        yaml(
            "option",
            "content/options/ID.md",
            "The front matter of an option: a deal, or course of action, that actors may take.",
            Reader::describe(|reader| OptionRecord::read(nameless(), reader)),
        ),
        yaml(
            "criterion",
            "content/criteria/ID.md",
            "The front matter of a criterion: what an option is judged by.",
            Reader::describe(|reader| CriterionRecord::read(nameless(), reader)),
        ),
        yaml(
            "events",
            "content/events.yaml",
            "The events that claims refer to.",
            Reader::describe(EventRecord::read_all),
        ),
        FileShape {
            name: "sourcebook",
            place: "sourcebook.toml",
            about: "The settings of a site. All but `title` may be left out.",
            syntax: Syntax::Toml,
            shape: Reader::describe(Config::decode),
        },
    ]
}

/// A file's identifier comes from its name, and here there is no file.
fn nameless() -> Spanned<String> {
    let file = Files::default().add(String::new(), "");
    Spanned::new(String::new(), Span::new(file, 0, 0))
}
