use super::assertion::holds;
use super::heads::Heads;
use super::program::{Instruction, Program, Run};

/// The work that a line may still cost, in steps.
#[derive(Debug)]
pub(in super::super) struct Steps(pub(in super::super) usize);

/// Too much work: there are no steps left.
#[derive(Debug)]
pub(in super::super) struct Exhausted;

impl Steps {
    pub(in super::super) fn take(&mut self, steps: usize) -> Result<(), Exhausted> {
        self.0 = self.0.checked_sub(steps).ok_or(Exhausted)?;
        Ok(())
    }
}

/// Runs [programs](Program), and keeps its memory from one to the next.
#[derive(Debug)]
pub(in super::super) struct Machine {
    open: Vec<Open>,
    /// The groups of the last match, by twos, and what loops keep.
    slots: Vec<usize>,
    seen: Seen,
    /// After how many steps a run begins to note where ways part.
    patience: usize,
}

/// Where ways parted: to come there again by another way leads nowhere, or the first time would have led to a match. A
/// program that goes back much is kept from more than one visit to each of its instructions at each place of a line.
#[derive(Debug, Default)]
struct Seen {
    /// A bit for each instruction and place.
    partings: Vec<u64>,
    /// Those that are set, in order.
    list: Vec<usize>,
}

/// Most runs take a few steps, and to note where ways part takes longer than these.
const PATIENCE: usize = 500;

/// In a slot: no place.
const NOWHERE: usize = usize::MAX;

/// What is undone, or tried otherwise, when a way fails.
#[derive(Debug, Clone, Copy)]
enum Open {
    /// A way.
    Way { instruction: usize, place: usize },
    /// The ways of a switch from one on.
    Ways { switch: usize, next: usize, place: usize },
    /// A run that can give back characters down to a place.
    Shorter { run: usize, least: usize, place: usize },
    /// A run that can take so many more.
    Longer { run: usize, more: usize, place: usize },
    /// A slot had another value before.
    Slot { slot: usize, value: usize },
}

/// What a program is run on.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Text<'l> {
    pub(in super::super) line: &'l str,
    /// Where the search began, that this is a part of.
    pub(in super::super) search: usize,
}

impl Default for Machine {
    fn default() -> Self {
        Self::with_patience(PATIENCE)
    }
}

impl Machine {
    /// One whose runs begin to note where ways part after so many steps: all that comes of it is how many more they
    /// take.
    pub(super) fn with_patience(patience: usize) -> Self {
        Self { open: Vec::new(), slots: Vec::new(), seen: Seen::default(), patience }
    }

    /// The end of a match that begins at a place.
    pub(in super::super) fn run(
        &mut self,
        program: &Program,
        text: Text<'_>,
        place: usize,
        steps: &mut Steps,
    ) -> Result<Option<usize>, Exhausted> {
        self.open.clear();
        self.slots.clear();
        self.slots.resize(program.slots, NOWHERE);
        self.seen.forget(0);
        let begun = steps.0;
        Running { machine: self, program, text, steps, begun }.part(0, place)
    }

    /// Where a group of the last match is, which was of this program. The whole is none.
    pub(in super::super) fn group(&self, program: &Program, group: usize) -> Option<(usize, usize)> {
        if group == 0 || group > program.groups {
            return None;
        }
        let [start, end] = [self.slots[2 * group - 2], self.slots[2 * group - 1]];
        (start != NOWHERE && end != NOWHERE).then_some((start, end))
    }
}

struct Running<'m> {
    machine: &'m mut Machine,
    program: &'m Program,
    text: Text<'m>,
    steps: &'m mut Steps,
    /// How many steps there were at first.
    begun: usize,
}

impl Seen {
    /// Notes a parting of ways, and says whether it is new.
    fn note(&mut self, parting: usize) -> bool {
        let (word, bit) = (parting / 64, 1 << (parting % 64));
        if word >= self.partings.len() {
            self.partings.resize(word + 1, 0);
        }
        let is_new = self.partings[word] & bit == 0;
        if is_new {
            self.partings[word] |= bit;
            self.list.push(parting);
        }
        is_new
    }

    /// Forgets all but the first ones: what comes after them has led to the match of a part.
    fn forget(&mut self, first: usize) {
        for parting in self.list.drain(first..) {
            self.partings[parting / 64] &= !(1 << (parting % 64));
        }
    }
}

impl Running<'_> {
    /// Runs from an instruction to a match, whose end it gives. The ways that it leaves open stay open.
    fn part(&mut self, instruction: usize, place: usize) -> Result<Option<usize>, Exhausted> {
        let (bottom, seen) = (self.machine.open.len(), self.machine.seen.list.len());
        let (mut at, mut place) = (instruction, place);
        loop {
            self.steps.take(1)?;
            let next = match &self.program.instructions[at] {
                Instruction::Match => {
                    self.machine.seen.forget(seen);
                    return Ok(Some(place));
                }
                instruction => self.step(instruction, at, place)?,
            };
            match next.or_else(|| self.back(bottom)) {
                Some(next) => (at, place) = next,
                None => return Ok(None),
            }
        }
    }

    /// The instruction and the place to go on with; none if it fails.
    fn step(
        &mut self,
        instruction: &Instruction,
        at: usize,
        place: usize,
    ) -> Result<Option<(usize, usize)>, Exhausted> {
        let line = self.text.line;
        let here = |holds: bool| holds.then_some((at + 1, place));
        Ok(match *instruction {
            Instruction::Match => None,
            Instruction::Literal(ref literal) => {
                let is_there = line.as_bytes()[place..].starts_with(literal.as_bytes());
                is_there.then(|| (at + 1, place + literal.len()))
            }
            Instruction::Set(ref set) => set.after(line, place).map(|after| (at + 1, after)),
            Instruction::Fork { .. } | Instruction::Switch(_) | Instruction::Run(_) if !self.is_new(at, place) => None,
            Instruction::Run(ref run) => self.run(run, at, place)?.map(|after| (at + 1, after)),
            Instruction::Assert(assertion) => here(holds(assertion, line, place)),
            Instruction::SearchStart => here(place == self.text.search),
            Instruction::Save(slot) => {
                self.save(slot, place);
                here(true)
            }
            Instruction::Jump(target) => Some((target, place)),
            Instruction::Fork { first, second } => {
                self.machine.open.push(Open::Way { instruction: second, place });
                Some((first, place))
            }
            Instruction::Switch(_) => self.switch(at, 0, place),
            Instruction::Stuck { slot, after } => {
                let is_stuck = self.machine.slots[slot] == place;
                Some((if is_stuck { after } else { at + 1 }, place))
            }
            Instruction::Atomic { after } => {
                let bottom = self.machine.open.len();
                let end = self.part(at + 1, place)?;
                self.close(bottom);
                end.map(|end| (after, end))
            }
            Instruction::Look { back, negative, after } => {
                self.look(at, place, back, negative)?.then_some((after, place))
            }
            Instruction::Again { slot, ignore_case } => {
                self.again(slot, place, ignore_case).map(|after| (at + 1, after))
            }
        })
    }

    fn is_new(&mut self, at: usize, place: usize) -> bool {
        let taken = self.begun - self.steps.0;
        if self.program.is_referring || taken < self.machine.patience {
            return true;
        }
        self.machine.seen.note(at * (self.text.line.len() + 1) + place)
    }

    fn save(&mut self, slot: usize, place: usize) {
        let value = std::mem::replace(&mut self.machine.slots[slot], place);
        self.machine.open.push(Open::Slot { slot, value });
    }

    fn run(&mut self, run: &Run, at: usize, place: usize) -> Result<Option<usize>, Exhausted> {
        let line = self.text.line;
        let (mut count, mut end, mut least) = (0, place, place);
        let wanted = if run.greedy { run.most } else { run.least };
        while count < wanted
            && let Some(after) = run.set.after(line, end)
        {
            (count, end) = (count + 1, after);
            if count == run.least {
                least = end;
            }
        }
        // A character is far less than a step.
        self.steps.take(count / 8)?;
        if count < run.least {
            return Ok(None);
        }
        if run.greedy && !run.is_final && end > least {
            self.machine.open.push(Open::Shorter { run: at, least, place: end });
        } else if !run.greedy && run.most > run.least {
            self.machine.open.push(Open::Longer { run: at, more: run.most - run.least, place: end });
        }
        Ok(Some(end))
    }

    fn switch(&mut self, at: usize, way: usize, place: usize) -> Option<(usize, usize)> {
        let Instruction::Switch(switch) = &self.program.instructions[at] else { return None };
        let ways = switch.list(Heads::at(self.text.line, place));
        let instruction = *ways.get(way)?;
        if way + 1 < ways.len() {
            self.machine.open.push(Open::Ways { switch: at, next: way + 1, place });
        }
        Some((instruction, place))
    }

    fn look(&mut self, at: usize, place: usize, back: usize, negative: bool) -> Result<bool, Exhausted> {
        let Some(from) = back_from(self.text.line, place, back) else { return Ok(negative) };
        let bottom = self.machine.open.len();
        let is_there = self.part(at + 1, from)?.is_some();
        if negative {
            self.forget(bottom);
        } else {
            self.close(bottom);
        }
        Ok(is_there != negative)
    }

    fn again(&self, slot: usize, place: usize, ignore_case: bool) -> Option<usize> {
        let (start, end) = (self.machine.slots[slot], self.machine.slots[slot + 1]);
        if start == NOWHERE || end == NOWHERE {
            return None;
        }
        let group = self.text.line.get(start..end)?;
        let after = place + group.len();
        let there = self.text.line.get(place..after)?;
        let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
        (there == group || ignore_case && lower(there) == lower(group)).then_some(after)
    }

    /// Goes back to the last way that was left open, and that a part may take which began with so many.
    fn back(&mut self, bottom: usize) -> Option<(usize, usize)> {
        while self.machine.open.len() > bottom {
            if let Some(next) = self.undo() {
                return Some(next);
            }
        }
        None
    }

    fn undo(&mut self) -> Option<(usize, usize)> {
        match self.machine.open.pop()? {
            Open::Way { instruction, place } => Some((instruction, place)),
            Open::Ways { switch, next, place } => self.switch(switch, next, place),
            Open::Shorter { run, least, place } => {
                let place = back_from(self.text.line, place, 1)?;
                if place > least {
                    self.machine.open.push(Open::Shorter { run, least, place });
                }
                Some((run + 1, place))
            }
            Open::Longer { run, more, place } => {
                let Instruction::Run(Run { set, .. }) = &self.program.instructions[run] else { return None };
                let place = set.after(self.text.line, place)?;
                if more > 1 {
                    self.machine.open.push(Open::Longer { run, more: more - 1, place });
                }
                Some((run + 1, place))
            }
            Open::Slot { slot, value } => {
                self.machine.slots[slot] = value;
                None
            }
        }
    }

    /// Closes all ways above the first ones, and puts slots back to what they were.
    fn forget(&mut self, bottom: usize) {
        while self.machine.open.len() > bottom {
            if let Some(Open::Slot { slot, value }) = self.machine.open.pop() {
                self.machine.slots[slot] = value;
            }
        }
    }

    /// Closes all ways above the first ones. What slots were stays known.
    fn close(&mut self, bottom: usize) {
        let mut kept = bottom;
        for index in bottom..self.machine.open.len() {
            if let open @ Open::Slot { .. } = self.machine.open[index] {
                self.machine.open[kept] = open;
                kept += 1;
            }
        }
        self.machine.open.truncate(kept);
    }
}

/// The place so many characters before another; none before the line.
fn back_from(line: &str, place: usize, characters: usize) -> Option<usize> {
    let mut before = place;
    for _ in 0..characters {
        before = line[..before].char_indices().next_back()?.0;
    }
    Some(before)
}
