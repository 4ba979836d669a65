//! The stages in their order: `load → parse → resolve → verify → check` gives a [`Compiled`] site and a report,
//! `plan → render → publish` puts it into the output folder.
//!
//! In: a folder and the wishes of whoever runs it. Out: values; nothing is printed here. Content problems go into the
//! report of [`Compiled`], whatever stage found them; only the machine can stop a run early. A [`Build`] does both
//! halves, or learns from the note of an earlier build that neither would change anything.

mod again;
mod build;
mod compile;
mod note;
mod progress;
mod timing;

pub use again::{Begun, Build, Standing};
pub use build::{BuildError, ProduceError, build, check_output, default_output};
pub use compile::{CompileOptions, Compiled, Compiler, archive_folders, compile, refused_folders};
pub use progress::{Listener, Progress};
pub use timing::Timings;
