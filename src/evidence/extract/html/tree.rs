//! The tree that the HTML parser builds, in one vector: nodes are numbers, so that a deep tree needs no deep stack and
//! a large one no reference counts.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::num::NonZeroU32;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};

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

/// All comments, doctypes and processing instructions: they are not kept.
const NOTHING: NodeId = NodeId(NonZeroU32::MIN.saturating_add(1));

/// The attributes that are kept.
const ATTRIBUTES: [&str; 5] = ["hidden", "aria-hidden", "style", "href", "role"];

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
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

/// Receives the tree from the parser, and notes when it grows out of proportion: the parser's own work is quadratic in
/// the depth, and formatting that is never closed multiplies nodes.
#[derive(Debug)]
pub(super) struct Builder {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<u32>,
}

impl Builder {
    pub(super) fn new() -> Self {
        let builder = Self { nodes: RefCell::default(), deepest: Cell::new(0) };
        builder.add(Content::Nothing);
        builder.add(Content::Nothing);
        builder
    }

    /// How many nodes there are.
    pub(super) fn size(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// The greatest depth of a node.
    pub(super) fn deepest(&self) -> u32 {
        self.deepest.get()
    }

    fn add(&self, content: Content) -> NodeId {
        self.add_named(QualName::new(None, ns!(), LocalName::default()), content)
    }

    fn add_named(&self, name: QualName, content: Content) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { name, content, parent: None, first: None, last: None, before: None, after: None, depth: 0 });
        NodeId::last_of(nodes.len())
    }

    /// Puts a node, or text, before a sibling or, without one, at the end of the parent.
    fn insert(&self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<NodeId>) {
        let neighbour = {
            let nodes = self.nodes.borrow();
            before.map_or_else(|| nodes[parent.index()].last, |sibling| nodes[sibling.index()].before)
        };
        let child = match child {
            NodeOrText::AppendNode(NOTHING) => return,
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                if let Some(neighbour) = neighbour
                    && let Content::Text(known) = &mut self.nodes.borrow_mut()[neighbour.index()].content
                {
                    known.push_tendril(&text);
                    return;
                }
                self.add(Content::Text(text))
            }
        };
        self.link(parent, neighbour, child, before);
    }

    fn link(&self, parent: NodeId, left: Option<NodeId>, child: NodeId, right: Option<NodeId>) {
        let nodes = &mut *self.nodes.borrow_mut();
        let depth = nodes[parent.index()].depth.saturating_add(1);
        self.deepest.set(self.deepest.get().max(depth));
        let node = &mut nodes[child.index()];
        (node.parent, node.before, node.after, node.depth) = (Some(parent), left, right, depth);
        match left {
            Some(left) => nodes[left.index()].after = Some(child),
            None => nodes[parent.index()].first = Some(child),
        }
        match right {
            Some(right) => nodes[right.index()].before = Some(child),
            None => nodes[parent.index()].last = Some(child),
        }
    }

    fn detach(&self, child: NodeId) {
        let nodes = &mut *self.nodes.borrow_mut();
        let node = &mut nodes[child.index()];
        let (parent, left, right) = (node.parent.take(), node.before.take(), node.after.take());
        let Some(parent) = parent else { return };
        match left {
            Some(left) => nodes[left.index()].after = right,
            None => nodes[parent.index()].first = right,
        }
        match right {
            Some(right) => nodes[right.index()].before = left,
            None => nodes[parent.index()].last = left,
        }
    }
}

impl TreeSink for Builder {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[target.index()].name)
    }

    fn create_element(&self, name: QualName, mut attributes: Vec<Attribute>, _flags: ElementFlags) -> NodeId {
        attributes.retain(|attribute| ATTRIBUTES.contains(&&*attribute.name.local));
        self.add_named(name, Content::Element(attributes))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        NOTHING
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        NOTHING
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.nodes.borrow()[element.index()].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// A template's contents are never read, so they may as well be its children.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[sibling.index()].parent;
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), new);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, new: Vec<Attribute>) {
        if let Content::Element(attributes) = &mut self.nodes.borrow_mut()[target.index()].content {
            for attribute in new {
                if !attributes.iter().any(|known| known.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let child = self.nodes.borrow()[node.index()].first;
            let Some(child) = child else { return };
            self.insert(*new_parent, None, NodeOrText::AppendNode(child));
        }
    }
}
