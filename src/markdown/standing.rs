use super::{Document, Mark, MarkKind, Unit, UnitKind};

/// How a unit stands to the rule of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Rests on a claim: a citation, or a claim shown with `![[a/b]]` after its colon.
    Cited,
    /// Is the authors' judgement.
    Judgement,
    /// Marked `[@none]`.
    Exempt,
    /// Rests on nothing.
    Uncited,
}

impl Document {
    /// How every unit stands to the rule of evidence.
    ///
    /// An introduction and what it introduces cover each other: a unit without evidence has that of the nearest
    /// introduction above it; an introduction without evidence has the first of what it introduces.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        let own: Vec<Standing> =
            self.units.iter().enumerate().map(|(index, unit)| self.own_standing(index, unit)).collect();
        let mut all = own.clone();
        // Introduced ranges nest like the lists they come from, so the innermost open one is on top.
        let mut open: Vec<(usize, Standing)> = Vec::new();
        for (index, unit) in self.units.iter().enumerate() {
            while open.last().is_some_and(|(end, _)| *end <= index) {
                open.pop();
            }
            if let (Standing::Uncited, Some((_, above))) = (own[index], open.last()) {
                all[index] = *above;
            }
            if !unit.introduces.is_empty() && all[index] != Standing::Uncited {
                open.push((unit.introduces.range().end, all[index]));
            }
        }
        self.cover_introductions(&own, &mut all);
        all
    }

    /// Gives introductions the evidence of what they introduce: from the last unit back, so that each looks once.
    fn cover_introductions(&self, own: &[Standing], all: &mut [Standing]) {
        let mut next: Option<(usize, Standing)> = None;
        for (index, unit) in self.units.iter().enumerate().rev() {
            if own[index] != Standing::Uncited {
                next = Some((index, own[index]));
            } else if let (Standing::Uncited, Some((at, standing))) = (all[index], next)
                && unit.introduces.range().contains(&at)
            {
                all[index] = standing;
            }
        }
    }

    fn own_standing(&self, index: usize, unit: &Unit) -> Standing {
        let marks = || self.marks_of(index).map(|(_, mark)| mark);
        let cites = |mark: &Mark| match &mark.kind {
            MarkKind::Citation(_) => true,
            MarkKind::Embed { target } => target.value.contains('/'),
            _ => false,
        };
        if marks().any(cites) {
            Standing::Cited
        } else if unit.kind == UnitKind::Judgement {
            Standing::Judgement
        } else if marks().any(|mark| mark.kind == MarkKind::NoEvidence) {
            Standing::Exempt
        } else {
            Standing::Uncited
        }
    }
}
