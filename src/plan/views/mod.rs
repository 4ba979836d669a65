//! What each kind of page shows: one plain serialisable type a page kind, built from a resolved site alone.

mod actor;
mod annotation;
mod brief;
mod claim;
mod compare;
mod conditions;
mod criterion;
mod disagreements;
mod excerpt;
mod feed;
mod gaps;
mod home;
mod indexes;
mod inner_marks;
mod method;
mod not_found;
mod option;
mod original;
mod parts;
mod passage;
mod source;
mod timeline;
mod topic;

pub(super) use actor::{actor_view, stances};
pub(super) use annotation::{annotation_path, annotation_view};
pub(super) use brief::brief_view;
pub(super) use claim::claim_view;
pub(super) use compare::compare_view;
pub(super) use conditions::conditions_view;
pub(super) use criterion::criterion_view;
pub(super) use disagreements::disagreements_view;
pub(super) use feed::feed_view;
pub(super) use gaps::gaps_view;
pub(super) use home::home_view;
pub(super) use indexes::{
    actors_view, briefs_view, claims_view, criteria_view, options_view, sources_view, topics_view,
};
pub(super) use method::method_view;
pub(super) use not_found::not_found_view;
pub(super) use option::{criteria_of, option_view};
pub(super) use source::source_view;
pub(super) use timeline::timeline_view;
pub(super) use topic::topic_view;

pub use actor::{ActorStance, ActorView};
pub use annotation::{AnnotationView, Selector, TargetView, Targets};
pub use brief::BriefView;
pub use claim::ClaimPageView;
pub use compare::CompareView;
pub use conditions::ConditionsView;
pub use criterion::CriterionView;
pub use disagreements::DisagreementsView;
pub use excerpt::{ExcerptPart, ExcerptView, ProofView};
pub use feed::{FeedView, RobotsView, SitemapEntry, SitemapView};
pub use gaps::GapsView;
pub use home::HomeView;
pub use indexes::{ActorsView, BriefsView, ClaimsView, ListView, OptionsView, SourcesView};
pub use method::MethodView;
pub use not_found::NotFoundView;
pub use option::{CriterionRow, OptionView};
pub use parts::{ClaimView, Link, WordView};
pub use source::SourceView;
pub use timeline::TimelineView;
pub use topic::TopicView;
