//! The closed vocabularies, each with the source of its words.

mod actor;
mod claim;
mod relation;
mod source;

pub use actor::{ActorKind, Bearing, Position};
pub use claim::{ClaimKind, ClaimStatus, Confidence};
pub use relation::RelationKind;
pub use source::{Reliability, SourceType, UrlStatus};

/// Defines a vocabulary: an enumeration whose variants each have one written word and one explanation, the same text
/// for the documentation and for the page that tells readers how to read the site.
macro_rules! vocabulary {
    ($(#[$outer:meta])* $name:ident, $what:literal, { $($variant:ident = $word:literal: $meaning:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $meaning] $variant,)+
        }

        impl $crate::syntax::Word for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            fn meaning(self) -> &'static str {
                Self::meaning(self)
            }
        }

        impl $name {
            /// What the word means, as readers are told.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)+ }
            }
        }
    };
}
use vocabulary;
