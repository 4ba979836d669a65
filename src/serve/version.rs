use std::fmt::{self, Display, Formatter};

use crate::files::Fingerprint;

/// What a page in a browser is made of, in three parts that change for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    /// Of the page's view and the theme's templates.
    pub(super) page: Fingerprint,
    /// Of the theme's stylesheets, which a browser takes anew without losing the page.
    pub(super) styles: Fingerprint,
    /// Of all other files of the theme.
    pub(super) files: Fingerprint,
}

impl Version {
    /// Reads what [`Display`] writes.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(Fingerprint::from_hex);
        let (page, styles, files) = (parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(Self { page, styles, files })
    }
}

impl Display for Version {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}.{}", self.page, self.styles, self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let [page, styles, files] = ["a", "b", "c"].map(|part| Fingerprint::of(part.as_bytes()));
        let version = Version { page, styles, files };
        assert_eq!(Version::read(&version.to_string()), Some(version));
        for other in [String::new(), page.to_string(), format!("{version}.{page}"), format!("{version}x")] {
            assert_eq!(Version::read(&other), None, "{other}");
        }
    }
}
