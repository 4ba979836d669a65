//! The stage `render`: from a view to the bytes of a file.
//!
//! In: a [`View`](crate::plan::View) and a [`Theme`]. Out: bytes. The theme is the built-in one, overridden file by
//! file by the site's own `templates/` and `static/`. Never here: a look at the site or its records; the view settles
//! what a page shows.

mod culprit;
mod engine;
mod error;
mod files;
mod frames;
mod minify;
mod theme;

pub use error::RenderError;
pub use files::{Static, ThemeFiles, built_in, load_theme};
pub use theme::{StaticFile, Theme};
