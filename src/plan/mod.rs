//! The stage `plan`: what stands on every page.
//!
//! In: a resolved [`Site`](crate::resolve::Site) and its proofs. Out: the list of [`Page`]s, and for each, on demand,
//! its view: a plain serialisable value that holds all that the page shows, addresses included. Claims stand in it as
//! finished cards, which whoever asks for views has drawn. Never here: a template, the disk, or a view kept longer than
//! its page needs.
//!
//! Each module uses only those listed before it: what pages hold, then cards, the pages themselves, and their views.

mod line;
pub mod figure;
mod said;
mod runs;
mod paragraphs;
mod cited;
mod coverage;
mod shared;
mod word;
mod link;
mod part;
mod item;
mod gap;
mod list;
mod section;
mod card;
mod scope;
mod page;
pub mod views;
mod frame;
mod search;
mod pages;
mod view;

pub use card::{
    Card, CardError, CardView, Cards, CitingView, ClaimView, ConditionalView, DrawCard, ExcerptPart, ExcerptView,
    ExportLink, Form, LikelihoodView, ProofView, StatusView,
};
pub use coverage::{Coverage, Paragraphs, SectionCoverage, SourceCoverage, TextCoverage, coverage};
pub use frame::Frame;
pub use gap::Gap;
pub use link::Link;
pub use list::List;
pub use page::{DATA, Page, PageKind, TEXT};
pub use pages::pages;
pub use part::{Part, PartLink, PartView};
pub use scope::{Audience, Basis, Scope};
pub use search::{Facets, NameView, NamesView, SearchEntry, search_entries};
pub use section::{SECTIONS, Section};
pub use view::{Content, View, view};
pub use word::WordView;
