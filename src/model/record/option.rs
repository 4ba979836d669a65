use super::{Written, aliases, other_names};
use crate::diagnostic::{Diagnostic, codes};
use crate::files::Span;
use crate::syntax::{Fields, Node, text};

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
    pub fn read(id: Written, node: &Node, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut fields = Fields::open(node, "an option", sink)?;
        let name = fields.require("name", text);
        let also_known_as = other_names(&mut fields);
        let variant_of = fields.get("variant-of", text);
        let terms = fields.list("terms", term);
        let aliases = aliases(&mut fields);
        fields.close();
        Some(Self { id, name: name?, also_known_as, variant_of, terms, aliases })
    }
}

fn term(node: &Node, sink: &mut Vec<Diagnostic>) -> Option<TermRecord> {
    let mut fields = Fields::open(node, "a term", sink)?;
    let actor = fields.require("actor", text);
    let (gives, gets) = (fields.get("gives", text), fields.get("gets", text));
    let claim = fields.require("claim", text);
    let span = fields.span();
    let meant = fields.close_and_guess();
    if gives.is_none() && gets.is_none() && !meant.contains("gives") && !meant.contains("gets") {
        sink.push(
            Diagnostic::new(&codes::MISSING_FIELD, span, "a term needs `gives` or `gets`")
                .help("add what the actor gives or gets, in a few words"),
        );
    }
    Some(TermRecord { span, actor: actor?, gives, gets, claim: claim? })
}
