use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use syntect::parsing::Scope;

use super::Budget;
use super::line::{Region, State};

/// Lines of code that have been read, and what they showed: code repeats itself line for line, and a grammar is slow.
///
/// How a line shows, and which state it leaves behind, is a function of the state before it; so the states that occur
/// and the lines between them are an automaton, which is drawn as far as texts have walked it. It is asked and drawn by
/// all threads that parse, which wait for each other only while something is entered, and never while a line is read.
/// Nothing shows whether a line was known.
#[derive(Debug)]
pub struct KnownLines {
    automaton: RwLock<Automaton>,
}

#[derive(Debug)]
struct Automaton {
    /// By number.
    nodes: Vec<Node>,
    /// The numbers of the states in which these scopes are open: states have no hash of their own.
    by_scopes: HashMap<Box<[Scope]>, Vec<usize>>,
    /// What code in a language begins with, by the name that authors wrote; none for one that is not known.
    starts: HashMap<Box<str>, Option<usize>>,
    /// How many more bytes it may take, by a rough count.
    room: usize,
}

/// A state, and the lines that were read in it.
#[derive(Debug)]
struct Node {
    state: Arc<State>,
    /// How many bytes of code lead here from the beginning, along the way that came first.
    way: usize,
    lines: HashMap<Box<str>, (Arc<[Region]>, usize)>,
}

/// How far code has been read.
#[derive(Debug, Clone)]
pub(super) enum At {
    /// At a state of the automaton.
    Node(usize),
    /// Beyond what it has room for.
    Beyond(Arc<State>),
}

/// What the automaton may take, in bytes.
const ROOM: usize = 32 << 20;
/// What an entry takes beside its words.
const ENTRY: usize = 128;
/// What a level takes that the parser is in, about: it may keep the line that opened it. A byte opens one at most.
const LEVEL: usize = 256;
/// How many levels the parser opens at most.
const DEEPEST: usize = 100;
/// How many states with the same scopes are told apart. Grammars have a few; a text that is written against one could
/// have as many as it has lines, and each is compared with those before it.
const ALIKE: usize = 64;

impl Default for KnownLines {
    fn default() -> Self {
        Self::with_room(ROOM)
    }
}

impl KnownLines {
    /// With room for so many bytes.
    pub(super) fn with_room(room: usize) -> Self {
        let (nodes, by_scopes, starts) = Default::default();
        Self { automaton: RwLock::new(Automaton { nodes, by_scopes, starts, room }) }
    }

    /// Begins a run: forgets everything if little more can be entered.
    pub(crate) fn turn(&mut self) {
        let automaton = self.automaton.get_mut().unwrap_or_else(PoisonError::into_inner);
        if automaton.room < ROOM / 4 {
            *self = Self::default();
        }
    }

    /// Where code in a language begins; none if the language is not known.
    pub(super) fn start(&self, language: &str) -> Option<At> {
        if let Some(start) = self.read(|automaton| automaton.starts.get(language).copied()) {
            return start.map(At::Node);
        }
        let start = State::start(language).map(Arc::new);
        self.write(|automaton| automaton.enter_start(language, start))
    }

    /// What a line shows as, and what comes after it. None where its grammar is at fault.
    pub(super) fn line(&self, at: &At, line: &str) -> Option<(Arc<[Region]>, At)> {
        let before = match at {
            At::Node(number) => match self.read(|automaton| automaton.look_up(*number, line)) {
                Ok((regions, after)) => return Some((regions, At::Node(after))),
                Err(state) => state,
            },
            At::Beyond(state) => Arc::clone(state),
        };
        let mut after = State::clone(&before);
        let regions: Arc<[Region]> = after.read(line, Budget::steps(line))?.into();
        let after = Arc::new(after);
        let next = match *at {
            At::Node(number) => self.write(|automaton| automaton.enter(number, line, &regions, after)),
            At::Beyond(_) => At::Beyond(after),
        };
        Some((regions, next))
    }

    /// How many states and lines are known.
    #[cfg(test)]
    pub(super) fn size(&self) -> (usize, usize) {
        self.read(|automaton| (automaton.nodes.len(), automaton.nodes.iter().map(|node| node.lines.len()).sum()))
    }

    fn read<T>(&self, ask: impl FnOnce(&Automaton) -> T) -> T {
        // Whatever ended another thread: what has been entered is whole.
        ask(&self.automaton.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, enter: impl FnOnce(&mut Automaton) -> T) -> T {
        enter(&mut self.automaton.write().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Automaton {
    /// A line and the number of the state after it; the state itself where the line is new to it.
    fn look_up(&self, number: usize, line: &str) -> Result<(Arc<[Region]>, usize), Arc<State>> {
        let node = &self.nodes[number];
        node.lines
            .get(line)
            .map_or_else(|| Err(Arc::clone(&node.state)), |(regions, after)| Ok((Arc::clone(regions), *after)))
    }

    fn enter_start(&mut self, language: &str, start: Option<Arc<State>>) -> Option<At> {
        let number = match &start {
            Some(state) => match self.number(state, 0) {
                Some(number) => Some(number),
                None => return start.map(At::Beyond),
            },
            None => None,
        };
        if self.spend(ENTRY + language.len()) {
            self.starts.insert(language.into(), number);
        }
        number.map(At::Node)
    }

    fn enter(&mut self, before: usize, line: &str, regions: &Arc<[Region]>, after: Arc<State>) -> At {
        let way = self.nodes[before].way + line.len();
        let Some(number) = self.number(&after, way) else { return At::Beyond(after) };
        if self.spend(ENTRY + line.len() + size_of_val::<[Region]>(regions)) {
            self.nodes[before].lines.insert(line.into(), (Arc::clone(regions), number));
        }
        At::Node(number)
    }

    /// The number of a state, which it has or is given; none if there is no room for it.
    fn number(&mut self, state: &Arc<State>, way: usize) -> Option<usize> {
        let alike = self.by_scopes.get(state.scopes()).map_or(&[][..], Vec::as_slice);
        if let Some(&known) = alike.iter().find(|&&number| self.nodes[number].state == *state) {
            return Some(known);
        }
        if alike.len() >= ALIKE || !self.spend(ENTRY + way.min(DEEPEST) * LEVEL) {
            return None;
        }
        let number = self.nodes.len();
        self.nodes.push(Node { state: Arc::clone(state), way, lines: HashMap::new() });
        self.by_scopes.entry(state.scopes().into()).or_default().push(number);
        Some(number)
    }

    fn spend(&mut self, bytes: usize) -> bool {
        let left = self.room.checked_sub(bytes);
        self.room = left.unwrap_or(self.room);
        left.is_some()
    }
}
