use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::resolve::{ActorId, OptionId, Site};

/// One claim gives one actor one position on one option. Two claims may differ; that is what the site is for.
pub(super) fn check(site: &Site, sink: &mut Vec<Diagnostic>) {
    for claim in site.claims.values() {
        let mut seen: BTreeMap<(ActorId, OptionId), crate::model::Position> = BTreeMap::new();
        for stance in &claim.stances {
            if seen.insert((stance.actor, stance.option), stance.position).is_some() {
                let (actor, option) = (&site.actors[stance.actor].name, &site.options[stance.option].name);
                sink.push(
                    Diagnostic::new(
                        &codes::CONTRADICTORY_STANCE,
                        claim.span,
                        format!("this claim gives {actor} two positions on “{option}”"),
                    )
                    .help("keep one; where the source is torn, write `position: ambivalent`"),
                );
            }
        }
    }
}
