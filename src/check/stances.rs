use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::resolve::{ActorId, Claim, OptionId, Site, Stance};

/// One claim gives one actor one position on one option. Two claims may differ; that is what the site is for.
pub(super) fn check(site: &Site, claim: &Claim, sink: &mut Diagnostics) {
    let mut seen: BTreeMap<(ActorId, OptionId), &Stance> = BTreeMap::new();
    for stance in &claim.stances {
        if let Some(first) = seen.insert((stance.actor, stance.option), stance) {
            sink.push(second_stance(site, first, stance));
        }
    }
}

fn second_stance(site: &Site, first: &Stance, second: &Stance) -> Diagnostic {
    let (actor, option) = (&site.actors[second.actor].name, &site.options[second.option].name);
    let (what, help) = if first.position == second.position {
        ("the same position twice", "drop one")
    } else {
        ("two positions", "keep one; where the actor is torn, write `position: ambivalent`")
    };
    let message = format!("this claim gives “{actor}” {what} on “{option}”");
    Diagnostic::new(&codes::CONTRADICTORY_STANCE, second.span, message)
        .label("given again here")
        .also(first.span, "first given here")
        .help(help)
}
