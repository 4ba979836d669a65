use serde::Serialize;

use crate::cite::Work;
use crate::plan::card::{Card, CitingView, ExportLink};
use crate::plan::scope::Scope;
use crate::resolve::{Address, Citable, Export};

/// How others cite a source or a brief.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView {
    /// The reference as HTML, where enough is known for one.
    pub reference: Option<String>,
    /// What stands below it.
    pub hint: Card,
}

/// The text of a file for reference managers.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct ExportView(pub String);

impl Scope<'_> {
    /// How a source or a brief is cited.
    pub(in crate::plan) fn cite(&self, citable: Citable) -> CiteView {
        let reference = self.reference(citable);
        CiteView { hint: self.citing_card(citable, || self.citing(citable, reference.is_some())), reference }
    }

    /// The reference to a source or a brief as HTML, where enough is known for one.
    pub(in crate::plan) fn reference(&self, citable: Citable) -> Option<String> {
        self.references.of(self.site, citable).map(str::to_owned)
    }

    fn citing(&self, citable: Citable, has_reference: bool) -> CitingView {
        let site = self.site;
        let link = |export: Export| ExportLink {
            href: self.relative(Address::of_export(site, citable, export).path()),
            format: export.name(),
            media_type: export.media_type(),
        };
        CitingView {
            has_reference,
            style: site.config.citation_style.title(),
            unknown: Work::of(site, citable).unknown(),
            exports: Export::ALL.map(link).into(),
        }
    }
}

/// A source or a brief for reference managers.
pub(in crate::plan) fn export_view(scope: &Scope<'_>, citable: Citable, export: Export) -> ExportView {
    ExportView(Work::of(scope.site, citable).export(export))
}
