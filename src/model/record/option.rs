use super::{Written, aliases, forms, other_names};
use crate::diagnostic::{Diagnostic, codes};
use crate::files::Span;
use crate::syntax::{Field, Fields, Reader, Rule, text};

/// The front matter of a file of `content/options/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionRecord {
    /// From the file name.
    pub id: Written,
    /// Its name.
    pub name: Written,
    /// Other names.
    pub also_known_as: Vec<Written>,
    /// The option that it is a variant of.
    pub variant_of: Option<Written>,
    /// Who gives and gets what, each resting on a claim.
    pub terms: Vec<TermRecord>,
    /// Former identifiers.
    pub aliases: Vec<Written>,
}

/// One term of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRecord {
    /// The whole record.
    pub span: Span,
    /// Who gives or gets.
    pub actor: Written,
    /// What it gives.
    pub gives: Option<Written>,
    /// What it gets.
    pub gets: Option<Written>,
    /// The claim that says so.
    pub claim: Written,
}

impl OptionRecord {
    /// Reads the front matter of an option's file.
    pub fn read(id: Written, reader: &mut Reader<'_, '_>) -> Option<Self> {
        let mut fields = Fields::open(reader, "an option")?;
        let name = fields.require(NAME, text);
        let also_known_as = other_names(&mut fields);
        let variant_of = fields.get(VARIANT_OF, forms::option);
        let terms = fields.list(TERMS, term);
        let aliases = aliases(&mut fields);
        fields.close()?;
        Some(Self { id, name: name?, also_known_as, variant_of, terms, aliases })
    }
}

fn term(reader: &mut Reader<'_, '_>) -> Option<TermRecord> {
    let mut fields = Fields::open(reader, "a term")?;
    let actor = fields.require(ACTOR, forms::actor);
    let (gives, gets) = (fields.get(GIVES, forms::sentence), fields.get(GETS, forms::sentence));
    fields.rule(Rule::Some(&["gives", "gets"]));
    let claim = fields.require(CLAIM, forms::claim);
    let written = ["gives", "gets"].map(|name| fields.node(name).is_some());
    let closed = fields.close()?;
    if written == [false; 2] && !closed.meant.contains("gives") && !closed.meant.contains("gets") {
        reader.report(
            Diagnostic::new(&codes::MISSING_FIELD, closed.span, "a term needs `gives` or `gets`")
                .help("add what the actor gives or gets, in a few words: `gives: …`"),
        );
    }
    Some(TermRecord { span: closed.span, actor: actor?, gives, gets, claim: claim? })
}

const NAME: Field = Field::new("name", "The option’s name: a deal, or a course of action.").such_as(&["Stone bridge"]);
const VARIANT_OF: Field =
    Field::new("variant-of", "The option that this one is a variant of; it stands below that one in lists and tables.");
const TERMS: Field = Field::new("terms", "Who gives and who gets what, each resting on a claim.");
const ACTOR: Field = Field::new("actor", "Who gives or gets.");
const GIVES: Field =
    Field::new("gives", "What the actor gives, in a few words of your own.").such_as(&["land on both banks"]);
const GETS: Field = Field::new("gets", "What the actor gets, in a few words of your own.");
const CLAIM: Field = Field::new("claim", "The claim that says so.");
