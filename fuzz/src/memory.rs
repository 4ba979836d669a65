//! A site in memory: its files by path, through the stages `parse → resolve → verify → check`, without a disk.

use std::sync::LazyLock;

use sourcebook::check::{Checking, Statics, check};
use sourcebook::cite::References;
use sourcebook::diagnostic::{Diagnostics, Format, Report, render};
use sourcebook::evidence::{Lock, Proofs, Verifying, verify_site, verify_texts};
use sourcebook::files::{ArchiveFolders, Files};
use sourcebook::parse::{Inputs, Parsing, parse};
use sourcebook::plan::{Audience, Basis, Cards, DrawCard};
use sourcebook::render::{Theme, built_in};
use sourcebook::resolve::{Resolving, Site, resolve};

/// The built-in theme.
pub static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::new(&built_in()).expect("the built-in theme is whole"));

/// A style of citation takes longer to read than a site of one file.
static STYLE: LazyLock<References> = LazyLock::new(|| References::new(&Site::default()));

/// A compiled site.
pub struct Compiled {
    pub files: Files,
    pub site: Site,
    pub proofs: Proofs,
    pub references: References,
    /// What is wrong with it, in the order in which it was found.
    pub found: Diagnostics,
}

impl Compiled {
    /// All diagnostics, as programs are given them.
    pub fn report(&self) -> String {
        render(&self.in_order(), &self.files, Format::Json)
    }

    /// What its views are built from.
    pub fn basis<'a>(&'a self, cards: &'a Cards, theme: &'a dyn DrawCard, audience: Audience) -> Basis<'a> {
        Basis { site: &self.site, proofs: &self.proofs, references: &self.references, cards, theme, audience }
    }

    /// Whether it may be published.
    pub fn is_publishable(&self) -> bool {
        self.in_order().is_publishable()
    }

    fn in_order(&self) -> Report {
        Report::new(self.found.clone(), &self.site.config.severities, &self.files)
    }
}

/// The files of a site in the order in which they are given.
pub fn compile<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Compiled {
    let mut inputs = Inputs::default();
    for (path, text) in texts {
        let file = inputs.files.add(path, text);
        match path {
            "sourcebook.toml" => inputs.config = Some(file),
            "sourcebook.lock" => inputs.lock = Some(file),
            _ => inputs.content.push(file),
        }
    }
    let mut found = Diagnostics::new();
    let records = parse(&inputs, &mut Parsing::default(), &mut found);
    let site = resolve(records, &mut Resolving::default(), &mut found);
    let lock = inputs.lock.map(|file| Lock::parse(file, inputs.files.text(file), &mut found)).unwrap_or_default();
    let (archives, mut verifying) = (ArchiveFolders::default(), Verifying::default());
    let proved = verify_site(&site, &archives, &lock, None, &mut verifying, &mut found);
    let (proofs, _) = proved.expect("no archive is at hand");
    verify_texts(&site, &inputs.files, &archives, &mut verifying, &mut found).expect("no archive is at hand");
    check(&site, &inputs.files, &Statics::default(), &mut Checking::default(), &mut found);
    let references = STYLE.again(&site);
    Compiled { files: inputs.files, site, proofs, references, found }
}
