use std::sync::Arc;

use super::first::{First, is_at_start};
use super::node::Node;
use super::program::{Instruction, Program, Run};
use super::set::Set;
use super::switch::Switch;

/// How long a program may get.
const LONGEST: usize = 1 << 16;
/// How few of a choice are tried one by one.
const FEW: usize = 3;

impl Program {
    /// Of an expression with so many groups. None if it would be too long, or looks behind for what varies in length.
    pub(super) fn new(node: &Node, groups: usize) -> Option<Self> {
        let mut writer = Writer { instructions: Vec::new(), slots: 2 * groups };
        writer.node(node)?;
        writer.add(Instruction::Match)?;
        let is_referring = writer.instructions.iter().any(|written| matches!(written, Instruction::Again { .. }));
        Some(Self {
            is_referring,
            instructions: writer.instructions.into(),
            slots: writer.slots,
            groups,
            heads: First::of(node).heads(),
            is_at_start: is_at_start(node),
        })
    }
}

struct Writer {
    instructions: Vec<Instruction>,
    /// Places that are kept while it runs: two for each group, one for each loop that might not move.
    slots: usize,
}

impl Writer {
    fn next(&self) -> usize {
        self.instructions.len()
    }

    fn add(&mut self, instruction: Instruction) -> Option<usize> {
        let at = self.next();
        self.instructions.push(instruction);
        (at < LONGEST).then_some(at)
    }

    /// Keeps a place for an instruction that is known only when what follows it has been written.
    fn reserve(&mut self) -> Option<usize> {
        self.add(Instruction::Match)
    }

    fn node(&mut self, node: &Node) -> Option<()> {
        match node {
            Node::Character(_) | Node::Row(_) => return self.row(std::slice::from_ref(node)),
            Node::Set(set) => {
                self.add(Instruction::Set(set.clone()))?;
            }
            Node::Assertion(assertion) => {
                self.add(Instruction::Assert(*assertion))?;
            }
            Node::SearchStart => {
                self.add(Instruction::SearchStart)?;
            }
            Node::Choice(branches) => return self.choice(branches),
            Node::Group(group, child) => {
                self.add(Instruction::Save(2 * group - 2))?;
                self.node(child)?;
                self.add(Instruction::Save(2 * group - 1))?;
            }
            Node::Repeat { child, least, most, greedy } if child.is_single() => {
                return self.run(child, (*least, *most), *greedy, false);
            }
            Node::Repeat { child, least, most, greedy } => return self.repeat(child, (*least, *most), *greedy),
            Node::Atomic(child) => match &**child {
                Node::Repeat { child, least, most, greedy: true } if child.is_single() => {
                    return self.run(child, (*least, *most), true, true);
                }
                child => return self.apart(|after| Instruction::Atomic { after }, child),
            },
            Node::Look { child, behind, negative } => return self.look(child, *behind, *negative),
            Node::Again { group, ignore_case } => {
                self.add(Instruction::Again { slot: 2 * group - 2, ignore_case: *ignore_case })?;
            }
        }
        Some(())
    }

    fn row(&mut self, row: &[Node]) -> Option<()> {
        let mut index = 0;
        while let Some(node) = row.get(index) {
            index += 1;
            match node {
                Node::Character(character) => {
                    let mut literal = String::from(*character);
                    while let Some(Node::Character(character)) = row.get(index) {
                        literal.push(*character);
                        index += 1;
                    }
                    self.add(Instruction::Literal(literal.into()))?;
                }
                Node::Row(row) => self.row(row)?,
                Node::Repeat { child, least, most, greedy: true } if child.is_single() => {
                    // To give back what cannot begin the rest helps nothing.
                    let rest = First::of_row(&row[index..]).heads();
                    let is_final = rest.and(First::of(child).heads()).is_none();
                    self.run(child, (*least, *most), true, is_final)?;
                }
                node => self.node(node)?,
            }
        }
        Some(())
    }

    fn run(&mut self, child: &Node, (least, most): (usize, usize), greedy: bool, is_final: bool) -> Option<()> {
        let set = match child {
            Node::Set(set) => set.clone(),
            Node::Character(character) => Arc::new(Set::only(*character)),
            _ => return None,
        };
        self.add(Instruction::Run(Run { set, least, most, greedy, is_final }))?;
        Some(())
    }

    fn repeat(&mut self, child: &Node, (least, most): (usize, usize), greedy: bool) -> Option<()> {
        for _ in 0..least {
            self.node(child)?;
        }
        if most == usize::MAX {
            return self.endless(child, greedy);
        }
        let mut forks = Vec::new();
        for _ in least..most {
            forks.push(self.reserve()?);
            self.node(child)?;
        }
        let after = self.next();
        for fork in forks {
            self.instructions[fork] = Self::fork(fork + 1, after, greedy);
        }
        Some(())
    }

    fn endless(&mut self, child: &Node, greedy: bool) -> Option<()> {
        let fork = self.reserve()?;
        if First::of(child).may_be_empty() {
            let slot = self.slots;
            self.slots += 1;
            self.add(Instruction::Save(slot))?;
            self.node(child)?;
            let stuck = self.reserve()?;
            self.add(Instruction::Jump(fork))?;
            self.instructions[stuck] = Instruction::Stuck { slot, after: self.next() };
        } else {
            self.node(child)?;
            self.add(Instruction::Jump(fork))?;
        }
        self.instructions[fork] = Self::fork(fork + 1, self.next(), greedy);
        Some(())
    }

    fn fork(into: usize, past: usize, greedy: bool) -> Instruction {
        if greedy {
            Instruction::Fork { first: into, second: past }
        } else {
            Instruction::Fork { first: past, second: into }
        }
    }

    fn choice(&mut self, branches: &[Node]) -> Option<()> {
        let by_head = branches.len() > FEW;
        let mut starts = Vec::new();
        let mut jumps = Vec::new();
        let switch = if by_head { Some(self.reserve()?) } else { None };
        for (index, branch) in branches.iter().enumerate() {
            let is_last = index + 1 == branches.len();
            let fork = if by_head || is_last { None } else { Some(self.reserve()?) };
            starts.push(self.next());
            self.node(branch)?;
            if !is_last {
                jumps.push(self.reserve()?);
            }
            if let Some(fork) = fork {
                self.instructions[fork] = Self::fork(fork + 1, self.next(), true);
            }
        }
        let after = self.next();
        for jump in jumps {
            self.instructions[jump] = Instruction::Jump(after);
        }
        if let Some(switch) = switch {
            let branches = starts.iter().copied().zip(branches.iter().map(|branch| First::of(branch).heads()));
            self.instructions[switch] = Instruction::Switch(Box::new(Switch::new(&branches.collect::<Vec<_>>())));
        }
        Some(())
    }

    fn look(&mut self, child: &Node, behind: bool, negative: bool) -> Option<()> {
        if !behind {
            return self.apart(|after| Instruction::Look { back: 0, negative, after }, child);
        }
        if let Some(back) = child.size() {
            return self.apart(|after| Instruction::Look { back, negative, after }, child);
        }
        // Each branch looks as far back as it is long.
        let Node::Choice(branches) = child else { return None };
        let looks = branches.iter().map(|branch| Node::Look { child: Box::new(branch.clone()), behind, negative });
        let looks: Vec<Node> = looks.collect();
        if negative { self.row(&looks) } else { self.choice(&looks) }
    }

    /// What runs by itself, and ends in a match of its own.
    fn apart(&mut self, instruction: impl FnOnce(usize) -> Instruction, child: &Node) -> Option<()> {
        let at = self.reserve()?;
        self.node(child)?;
        self.add(Instruction::Match)?;
        self.instructions[at] = instruction(self.next());
        Some(())
    }
}
