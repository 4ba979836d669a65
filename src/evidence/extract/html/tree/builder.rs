use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::num::NonZeroU32;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};

use super::{Content, DOCUMENT, Node, NodeId, Tree};

/// All comments, doctypes and processing instructions: they are not kept.
const NOTHING: NodeId = NodeId(NonZeroU32::MIN.saturating_add(1));

/// The attributes that are kept.
const ATTRIBUTES: [&str; 5] = ["hidden", "aria-hidden", "style", "href", "role"];

/// Receives the tree from the parser, and notes when it grows out of proportion: the parser's own work is quadratic in
/// the depth, and formatting that is never closed multiplies nodes.
#[derive(Debug)]
pub(in super::super) struct Builder {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<u32>,
}

impl Builder {
    pub(in super::super) fn new() -> Self {
        let builder = Self { nodes: RefCell::default(), deepest: Cell::new(0) };
        builder.add(Content::Nothing);
        builder.add(Content::Nothing);
        builder
    }

    /// How many nodes there are.
    pub(in super::super) fn size(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// The greatest depth of a node.
    pub(in super::super) fn deepest(&self) -> u32 {
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
