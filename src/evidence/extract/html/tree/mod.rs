//! The tree that the HTML parser builds, in one vector: nodes are numbers, so that a deep tree needs no deep stack and
//! a large one no reference counts.

mod builder;

use std::num::NonZeroU32;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, ns};

pub(super) use builder::Builder;

/// The number of a node, from 1, in four bytes: a page has as many nodes as words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeId(NonZeroU32);

impl NodeId {
    /// The last of `count` nodes.
    fn last_of(count: usize) -> Self {
        Self(u32::try_from(count).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX))
    }

    const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// The document itself.
pub(super) const DOCUMENT: NodeId = NodeId(NonZeroU32::MIN);

/// What a node is.
#[derive(Debug)]
enum Content {
    Nothing,
    Text(StrTendril),
    Element(Vec<Attribute>),
}

#[derive(Debug)]
struct Node {
    /// Empty unless it is an element.
    name: QualName,
    content: Content,
    parent: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    before: Option<NodeId>,
    after: Option<NodeId>,
    /// How many nodes stood above it when it was put into the tree.
    depth: u32,
}

/// The tree, readable once the parser is done.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// The element's name, if the node is an HTML element; elements of SVG and `MathML` have none.
    pub(super) fn name(&self, node: NodeId) -> Option<&str> {
        self.nodes.get(node.index()).filter(|node| node.name.ns == ns!(html)).map(|node| &*node.name.local)
    }

    /// Whether the node is an element of SVG or `MathML`.
    pub(super) fn is_foreign(&self, node: NodeId) -> bool {
        self.nodes
            .get(node.index())
            .is_some_and(|node| matches!(node.content, Content::Element(_)) && node.name.ns != ns!(html))
    }

    /// Whether the node is an element of `MathML`.
    pub(super) fn is_formula(&self, node: NodeId) -> bool {
        self.nodes.get(node.index()).is_some_and(|node| node.name.ns == ns!(mathml))
    }

    /// The text, if the node is one.
    pub(super) fn text(&self, node: NodeId) -> Option<&str> {
        match &self.nodes.get(node.index())?.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, node: NodeId, wanted: &str) -> Option<&str> {
        let Content::Element(attributes) = &self.nodes.get(node.index())?.content else { return None };
        attributes.iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| &*attribute.value)
    }

    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes.get(node.index())?.parent
    }

    /// The nodes below `root` in order: each is announced when it begins and when it ends. What `visit`
    /// refuses to enter is left out with all that is in it.
    pub(super) fn walk(&self, root: NodeId, mut visit: impl FnMut(Visit) -> bool) {
        let mut at = root;
        loop {
            let enters = visit(Visit::Begin(at));
            if let Some(child) = self.nodes.get(at.index()).and_then(|node| node.first).filter(|_| enters) {
                at = child;
                continue;
            }
            loop {
                visit(Visit::End(at));
                if at == root {
                    return;
                }
                let Some(node) = self.nodes.get(at.index()) else { return };
                if let Some(next) = node.after {
                    at = next;
                    break;
                }
                let Some(parent) = node.parent else { return };
                at = parent;
            }
        }
    }

    /// Whether a node is like this among the first `count` below `root`, itself among them.
    pub(super) fn some_below(&self, root: NodeId, count: usize, is_such: impl Fn(NodeId) -> bool) -> bool {
        let (mut left, mut found) = (count, false);
        self.walk(root, |visit| {
            if let Visit::Begin(node) = visit
                && left > 0
                && !found
            {
                left -= 1;
                found = is_such(node);
            }
            left > 0 && !found
        });
        found
    }
}

/// A step of [`Tree::walk`].
#[derive(Debug, Clone, Copy)]
pub(super) enum Visit {
    /// The node begins; the answer says whether to go into it.
    Begin(NodeId),
    /// The node ends, whether it was gone into or not.
    End(NodeId),
}
