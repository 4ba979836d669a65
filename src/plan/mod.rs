//! The stage `plan`: what stands on every page.
//!
//! In: a resolved [`Site`](crate::resolve::Site) and its proofs. Out: the list of [`Page`]s, and for each, on demand,
//! its view: a plain serialisable value that holds all that the page shows, addresses included. Claims stand in it as
//! finished cards, which whoever asks for views has drawn. Never here: a template, the disk, or a view kept longer than
//! its page needs.

pub mod figure;

mod card;
mod coverage;
mod frame;
mod gap;
mod line;
mod link;
mod list;
mod page;
mod paragraphs;
mod part;
mod prose;
mod runs;
mod said;
mod scope;
mod search;
mod shared;
mod view;
pub mod views;

pub use card::{Card, CardError, CardView, Cards, DrawCard, Form};
pub use coverage::{Coverage, Paragraphs, SectionCoverage, SourceCoverage, TextCoverage, coverage};
pub use frame::{Frame, SECTIONS, Section};
pub use gap::Gap;
pub use list::List;
pub use page::{Page, PageKind, pages};
pub use part::{Part, PartLink, PartView};
pub use scope::{Audience, Basis, Scope};
pub use search::{Facets, NameView, NamesView, SearchEntry, search_entries};
pub use view::{Content, DATA, TEXT, View, view};
