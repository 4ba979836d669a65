//! What texts rest on.

use crate::resolve::{BriefId, ClaimId, RecordId, Site, SourceId, Target, Text};

/// The claims that a text cites or shows, as often as it does.
pub(super) fn cited(text: &Text) -> impl Iterator<Item = ClaimId> {
    let claims = text.targets.iter().flat_map(|target| match target {
        Target::Claims(claims) => claims.as_slice(),
        Target::Record(RecordId::Claim(claim)) => std::slice::from_ref(claim),
        _ => &[],
    });
    claims.copied()
}

/// The document that a claim comes from in the end.
pub(super) fn origin(site: &Site, claim: ClaimId) -> SourceId {
    let claim = &site.claims[claim];
    claim.origin.unwrap_or(claim.source)
}

/// Whether all claims that a brief cites come from one document in the end, and there is one.
pub(super) fn has_one_origin(site: &Site, id: BriefId) -> bool {
    let mut origins = cited(&site.briefs[id].text).map(|claim| origin(site, claim));
    origins.next().is_some_and(|first| origins.all(|other| other == first))
}
