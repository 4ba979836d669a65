//! Cards: what many pages show alike, as finished HTML that is drawn once.
//!
//! A claim stands on some ten pages, its words on several, and the page of each of a source's claims says how the
//! source is cited. What that looks like is the theme's affair, and depends on the record, the form and the way to the
//! site's root alone; so it is drawn when the first page asks for it, and the same text is handed to all others. A view
//! holds the text, and so is still all that its page shows. What differs from page to page (numbers, anchors, the ways
//! back) stands around a card, in the page's own template.

mod citing;
mod claim;
mod draw;
mod excerpt;
mod form;
mod html;
mod kept;

pub use citing::{CitingView, ExportLink};
pub use claim::{ClaimView, ConditionalView, LikelihoodView, StatusView};
pub(super) use draw::{CITING, WORDS};
pub use draw::{CardError, CardView, DrawCard};
pub(super) use excerpt::Shown;
pub use excerpt::{ExcerptPart, ExcerptView, ProofView};
pub use form::Form;
pub use html::Card;
pub use kept::Cards;
