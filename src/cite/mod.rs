//! Sources and briefs as others cite them.
//!
//! In: a resolved [`Site`](crate::resolve::Site). Out: for each source and brief a [`Work`], its reference in the site's
//! style of citation as HTML, and the same as BibTeX, CSL-JSON and RIS. Never here: a value that the record does not
//! hold (what is unknown stays unknown; styles have words for that), a name divided into given and family name by
//! guessing, markup that is not ours, or one reference whose text depends on another's.

mod bibtex;
mod csl;
mod date;
mod format;
mod locale;
mod markup;
mod mend;
mod range;
mod references;
mod ris;
mod settle;
mod work;

pub use references::References;
pub use work::Work;

use crate::resolve::Export;

impl Work {
    /// The work in a format that reference managers read.
    #[must_use]
    pub fn export(&self, format: Export) -> String {
        match format {
            Export::Bibtex => bibtex::entry(self),
            Export::CslJson => csl::list(self),
            Export::Ris => ris::entry(self),
        }
    }
}

#[cfg(test)]
mod tests;
