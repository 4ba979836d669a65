use crate::author::tree::Tree;
use crate::evidence::Context;
use crate::syntax::scalar;

/// A claim with its excerpt, whose author has yet to say what it states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stub {
    /// Unique within the source.
    pub id: String,
    /// The excerpt.
    pub exact: String,
    /// What settles where it stands, if it stands at several places.
    pub context: Option<Context>,
}

impl Stub {
    /// As an item of a block list, each line with its end.
    pub(super) fn block(&self, indent: &str, gap: &str, end: &str) -> String {
        let inner = format!("{indent} {}", " ".repeat(gap.len()));
        let quote = match &self.context {
            None => format!("{inner}quote: {}{end}", scalar(&self.exact)),
            Some(context) => {
                let (field, words) = context.field();
                let (exact, words) = (scalar(&self.exact), scalar(words));
                format!("{inner}quote:{end}{inner}  exact: {exact}{end}{inner}  {field}: {words}{end}")
            }
        };
        format!(
            "{indent}-{gap}id: {id}{end}{inner}statement:{end}{inner}kind:{end}{quote}{inner}about: []{end}",
            id = self.id
        )
    }

    /// As an item of a list between brackets.
    pub(super) fn flow(&self) -> String {
        let exact = scalar(&self.exact);
        let quote = match &self.context {
            None => exact,
            Some(context) => {
                let (field, words) = context.field();
                format!("{{ exact: {exact}, {field}: {} }}", scalar(words))
            }
        };
        format!("{{ id: {}, statement: null, kind: null, quote: {quote}, about: [] }}", self.id)
    }

    /// What it reads back as.
    pub(super) fn tree(&self) -> Tree {
        let text = |text: &str| Tree::Text(text.trim().to_owned());
        let quote = match &self.context {
            None => text(&self.exact),
            Some(context) => {
                let (field, words) = context.field();
                Tree::Map(vec![("exact".to_owned(), text(&self.exact)), (field.to_owned(), text(words))])
            }
        };
        let field = |name: &str, value| (name.to_owned(), value);
        Tree::Map(vec![
            field("id", text(&self.id)),
            field("statement", Tree::Null),
            field("kind", Tree::Null),
            field("quote", quote),
            field("about", Tree::List(Vec::new())),
        ])
    }
}
