//! Figures: layouts that turn a handful of names and links into shapes with coordinates.
//!
//! In: small plain structs of labels (plain text) and addresses (finished relative URLs). Out: a [`Drawing`], and from
//! it a [`Figure`]: its shapes as finished SVG, around which the theme's one component writes the rest. Only
//! `shapes.rs` writes markup; every other layout is lists of shapes. Never here: colours and fonts, which belong to the
//! theme; randomness or sums in floating point, so that the same input gives the same bytes on every machine;
//! inference, for a figure shows only what it was given.
//!
//! Every figure is [`WIDTH`] units wide, so that its type is no smaller than 12 on a phone of 320 pixels. Labels are
//! cut to a bounded length before anything measures them: a label from a stranger can be ugly, not harmful.

mod bracket;
mod chain;
mod coverage;
mod drawing;
mod label;
mod length;
mod measure;
mod shapes;
mod timeline;
mod wrap;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod markup;

pub use bracket::{Direction, Neighbour, Node, Stroke, neighbourhood, surroundings};
pub use chain::{Condition, Conditional, condition_chains};
pub use coverage::{Paragraph, Section, coverage_strip};
pub use drawing::{Caption, Drawing, Frame, Kind, Line, Link, Mark, Path, Point, Rect, Text, WIDTH};
pub use length::Length;
pub use shapes::Figure;
pub use timeline::{Dated, timeline};
