use crate::diagnostic::{Diagnostic, codes};
use crate::files::Spanned;
use crate::model::{Name, PersonalName};
use crate::syntax::{Field, Fields, Reader, Rule, short_or_long, text};

/// The name of an author: text alone, or a mapping that says what it is. The names of the fields are those of CSL.
pub(super) fn name(reader: &mut Reader<'_, '_>) -> Option<Spanned<Name>> {
    short_or_long(reader, |reader| Some(text(reader)?.map(Name::Plain)), fields)
}

fn fields(reader: &mut Reader<'_, '_>) -> Option<Spanned<Name>> {
    let mut fields = Fields::open(reader, "a name")?;
    let family = fields.get(FAMILY, text);
    let (given, suffix) = (fields.get(GIVEN, text), fields.get(SUFFIX, text));
    let literal = fields.get(LITERAL, text);
    fields.rule(Rule::Some(&["family", "literal"]));
    for part in PARTS {
        fields.rule(Rule::NotBoth("literal", part));
    }
    let part = PARTS.into_iter().find_map(|part| fields.key_span(part));
    if let (Some(part), Some(whole)) = (part, fields.key_span("literal")) {
        fields.report(
            Diagnostic::new(&codes::DUPLICATE_KEY, whole, "a name has parts or is a `literal`, not both")
                .label("the whole of it")
                .also(part, "a part of it")
                .help("a person has `family` and `given`, an organisation a `literal`"),
        );
    }
    let is_written = ["family", "literal"].iter().any(|name| fields.node(name).is_some());
    let closed = fields.close()?;
    if !is_written && !closed.meant.contains("family") && !closed.meant.contains("literal") {
        reader.report(
            Diagnostic::new(&codes::MISSING_FIELD, closed.span, "a name needs `family` or `literal`").help(
                "write `{ family: Wren, given: Ada }` for a person, `{ literal: Harbour Office }` for anyone else",
            ),
        );
    }
    let name = match (literal, family) {
        (Some(literal), _) => Name::Literal(literal.value),
        (None, family) => Name::Personal(PersonalName {
            family: family?.value,
            given: given.map(|given| given.value),
            suffix: suffix.map(|suffix| suffix.value),
        }),
    };
    Some(Spanned::new(name, closed.span))
}

/// What a literal has none of.
const PARTS: [&str; 3] = ["family", "given", "suffix"];

const FAMILY: Field = Field::new(
    "family",
    "A person’s family name, by which a source is called. Small words before it are its particle, which some styles of \
     citation put last.",
)
.such_as(&["Wren", "van der Berg"]);
const GIVEN: Field = Field::new("given", "The person’s own names, in full or as initials.").such_as(&["Ada"]);
const SUFFIX: Field = Field::new("suffix", "What follows the name.").such_as(&["Jr."]);
const LITERAL: Field =
    Field::new("literal", "The whole name of an organisation, or of whoever has no family name. It is never divided.")
        .such_as(&["Court of Auditors"]);
