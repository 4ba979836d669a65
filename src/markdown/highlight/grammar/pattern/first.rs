use fancy_regex::Assertion;

use super::heads::Heads;
use super::node::Node;

/// What a match can begin with. It may say too much, never too little.
#[derive(Debug, Clone, Copy)]
pub(super) struct First {
    /// What the first character can begin with, where it takes any.
    taken: Heads,
    /// What can come next, where it takes nothing; none if it cannot match so.
    passed: Heads,
}

impl First {
    const NOTHING: Self = Self { taken: Heads::NONE, passed: Heads::ANY };

    /// What can stand where a match begins.
    pub(super) fn heads(self) -> Heads {
        self.taken.or(self.passed)
    }

    /// Whether it may take nothing.
    pub(super) fn may_be_empty(self) -> bool {
        !self.passed.is_none()
    }

    pub(super) fn of(node: &Node) -> Self {
        match node {
            Node::Character(character) => Self::taking(Heads::byte(character.encode_utf8(&mut [0; 4]).as_bytes()[0])),
            Node::Set(set) => Self::taking(set.heads()),
            Node::Assertion(Assertion::EndText) => Self { passed: Heads::end(), ..Self::NOTHING },
            Node::Assertion(Assertion::EndLine { crlf: false }) => {
                Self { passed: Heads::end().or(Heads::byte(b'\n')), ..Self::NOTHING }
            }
            Node::Row(row) => Self::of_row(row),
            Node::Choice(branches) => {
                let none = Self { taken: Heads::NONE, passed: Heads::NONE };
                branches.iter().map(Self::of).fold(none, |one, other| Self {
                    taken: one.taken.or(other.taken),
                    passed: one.passed.or(other.passed),
                })
            }
            Node::Repeat { most: 0, .. } => Self::NOTHING,
            Node::Repeat { child, least: 0, .. } => Self { passed: Heads::ANY, ..Self::of(child) },
            Node::Group(_, child) | Node::Atomic(child) | Node::Repeat { child, .. } => Self::of(child),
            Node::Look { child, behind: false, negative: false } => {
                Self { passed: Self::of(child).heads(), ..Self::NOTHING }
            }
            Node::Assertion(_) | Node::SearchStart | Node::Look { .. } => Self::NOTHING,
            Node::Again { .. } => Self { taken: Heads::ANY, passed: Heads::ANY },
        }
    }

    pub(super) fn of_row(row: &[Node]) -> Self {
        let mut whole = Self::NOTHING;
        for node in row {
            let next = Self::of(node);
            whole.taken = whole.taken.or(whole.passed.and(next.taken));
            whole.passed = whole.passed.and(next.passed);
            if whole.passed.is_none() {
                break;
            }
        }
        whole
    }

    fn taking(taken: Heads) -> Self {
        Self { taken, passed: Heads::NONE }
    }
}

/// Whether it matches nowhere but where a line begins. False is no promise.
pub(super) fn is_at_start(node: &Node) -> bool {
    match node {
        Node::Assertion(Assertion::StartText) => true,
        Node::Row(row) => row.first().is_some_and(is_at_start),
        Node::Choice(branches) => branches.iter().all(is_at_start),
        Node::Group(_, child) | Node::Atomic(child) | Node::Look { child, behind: false, negative: false } => {
            is_at_start(child)
        }
        _ => false,
    }
}
