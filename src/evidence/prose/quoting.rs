use std::sync::Arc;

use super::quoted;
use crate::diagnostic::Diagnostics;
use crate::evidence::consult::{Consulted, consult_at};
use crate::evidence::source::SourceToVerify;
use crate::files::{Archived, FileError};
use crate::markdown::{Document, Sentence, SentencePart};
use crate::memo::Memo;

/// What a former run found: where a document may quote, and the archives that it had to ask.
#[derive(Debug, Default)]
pub(in crate::evidence) struct Quoting {
    /// By the address of the document, which it holds, so that no other document takes the address.
    suspects: Memo<usize, (Arc<Document>, Arc<[Suspect]>)>,
    /// By name.
    archives: Memo<String, (Archived, Option<Arc<Consulted>>)>,
}

impl Quoting {
    pub(super) fn turn(&mut self) {
        self.suspects.turn();
        self.archives.turn();
    }

    pub(super) fn suspects(&mut self, document: &Arc<Document>) -> Arc<[Suspect]> {
        let address = Arc::as_ptr(document).addr();
        if let Some((_, suspects)) = self.suspects.take(address, |(held, _)| Arc::ptr_eq(held, document)) {
            return suspects;
        }
        let suspects: Arc<[Suspect]> = suspects_of(document).collect();
        self.suspects.keep(address, (Arc::clone(document), Arc::clone(&suspects)));
        suspects
    }

    pub(super) fn consult(
        &mut self,
        source: &SourceToVerify<'_>,
        archive: &Archived,
    ) -> Result<Option<Arc<Consulted>>, FileError> {
        let name = source.archive.unwrap_or_default();
        if let Some((_, known)) = self.archives.take(name.to_owned(), |(before, _)| before.vouches_for(archive)) {
            return Ok(known);
        }
        // What is wrong with an archive is reported with its excerpts.
        let consulted = consult_at(source, archive, &mut Diagnostics::new())?.map(Arc::new);
        self.archives.keep(name.to_owned(), (archive.clone(), consulted.clone()));
        Ok(consulted)
    }
}

/// A place where a unit may quote: in its own words, or in the name of the record that a link leads to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Suspect {
    pub(super) unit: usize,
    /// The mark of the link.
    pub(super) link: Option<usize>,
}

fn suspects_of(document: &Document) -> impl Iterator<Item = Suspect> {
    document.units.iter().enumerate().flat_map(|(number, unit)| {
        document.sentences.run(unit.sentences).flat_map(Sentence::parts).filter_map(move |part| match part {
            SentencePart::Text(words) | SentencePart::Likelihood(_, words) | SentencePart::Aside(words) => {
                quoted::may_quote(words).then_some(Suspect { unit: number, link: None })
            }
            SentencePart::Link(mark) => Some(Suspect { unit: number, link: Some(mark) }),
        })
    })
}
