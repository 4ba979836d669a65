use super::Address;
use super::ids::{BriefId, RecordId, SourceId};
use super::site::Site;

/// A format that reference managers read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Export {
    /// BibTeX, with the fields that BibLaTeX adds.
    Bibtex,
    /// CSL-JSON.
    CslJson,
    /// RIS.
    Ris,
}

impl Export {
    /// All formats, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Bibtex, Self::CslJson, Self::Ris];

    /// What readers call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::CslJson => "CSL-JSON",
            Self::Ris => "RIS",
        }
    }

    /// How names of such files end, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::CslJson => "json",
            Self::Ris => "ris",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Bibtex => "application/x-bibtex",
            Self::CslJson => "application/vnd.citationstyles.csl+json",
            Self::Ris => "application/x-research-info-systems",
        }
    }
}

/// A record that can be cited as a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Citable {
    /// A source.
    Source(SourceId),
    /// A brief.
    Brief(BriefId),
}

impl From<Citable> for RecordId {
    fn from(citable: Citable) -> Self {
        match citable {
            Citable::Source(id) => Self::Source(id),
            Citable::Brief(id) => Self::Brief(id),
        }
    }
}

impl Citable {
    /// Its identifier.
    #[must_use]
    pub fn id(self, site: &Site) -> &str {
        match self {
            Self::Source(id) => &site.sources[id].id,
            Self::Brief(id) => &site.briefs[id].id,
        }
    }
}

impl Site {
    /// The exports of every source and brief.
    pub fn exports(&self) -> impl Iterator<Item = (Citable, Export)> {
        let citable = self.sources.handles().map(Citable::Source).chain(self.briefs.handles().map(Citable::Brief));
        citable.flat_map(|citable| Export::ALL.map(|export| (citable, export)))
    }
}

impl Address {
    /// Where an export stands: in the folder of the record's page, under the record's own name, so that a
    /// reader's copy is called by it.
    #[must_use]
    pub fn of_export(site: &Site, citable: Citable, export: Export) -> Self {
        let folder = Self::of(site, citable.into());
        Self::new(format!("{}{}.{}", folder.path(), citable.id(site), export.extension()))
    }
}
