//! A compiler for evidence.
//!
//! Markdown briefs and structured source excerpts become a static site in which every claim has a page, every quotation
//! has been proved against its source, and every assertion shows how it is known. `ARCHITECTURE.md` draws the stages
//! and the layers. Each module uses only those listed before it.

pub mod memo;
pub mod files;
pub mod diagnostic;
pub mod syntax;
pub mod model;
pub mod schema;
pub mod markdown;
pub mod parse;
pub mod resolve;
pub mod evidence;
pub mod check;
pub mod cite;
pub mod plan;
pub mod search;
pub mod render;
pub mod publish;
pub mod stages;
pub mod serve;
pub mod author;
pub mod cli;
