use std::path::{Path, PathBuf};

use super::Timings;
use super::build::{BuildError, build, protected};
use super::compile::{CompileOptions, Compiled, Compiler, Read, archive_folders};
use super::note::{Note, known_by};
use crate::diagnostic::{Diagnostics, Report};
use crate::files::{ArchiveFile, FileError, Files, Fingerprint, Stamp};
use crate::model::Config;
use crate::plan::Audience;
use crate::publish::{Published, keep_note, note, stands};

/// A build of a site for its readers into one output folder, which does nothing that a former build has done.
#[derive(Debug)]
pub struct Build {
    root: PathBuf,
    output: PathBuf,
    options: CompileOptions,
    basis: Option<Basis>,
}

/// What the edition is made from.
#[derive(Debug)]
struct Basis {
    /// Of everything but archives.
    made_from: Fingerprint,
    /// The archives, each as it stood before any was read.
    looked: Vec<(String, ArchiveFile)>,
}

/// What a build found when it began.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one, and it is taken apart at once")]
pub enum Begun {
    /// The output folder holds what a former build made of the same.
    Standing(Standing),
    /// The site, to be published if it has no errors.
    Compiled(Compiled),
}

/// An edition that stands as a former build left it, and all that this one has to say.
#[derive(Debug)]
pub struct Standing {
    /// The texts that the report points into.
    pub files: Files,
    /// What the former build reported, and any build of the same would.
    pub report: Report,
    /// That nothing had to be done.
    pub published: Published,
    /// How long it took to find out.
    pub timings: Timings,
}

impl Build {
    /// A build that has not begun.
    #[must_use]
    pub fn new(root: &Path, output: &Path, options: &CompileOptions) -> Self {
        Self { root: root.to_path_buf(), output: output.to_path_buf(), options: options.clone(), basis: None }
    }

    /// Reads the site and, unless the output folder holds the edition of it, compiles it.
    ///
    /// # Errors
    /// If the system refuses to read the site or an archive that is there.
    pub fn begin(&mut self) -> Result<Begun, FileError> {
        // It is not kept: what it remembers would take memory from the pages.
        let mut compiler = Compiler::new(&self.root, self.options.clone());
        let mut read = compiler.read()?;
        // Who wants every archive read wants no word of a former build.
        let made_from = if self.options.trusts_seen { made_from(&self.options, &read) } else { None };
        let mut timings = std::mem::take(&mut read.timings);
        if let Some(noted) = timings.time("compare", || self.noted(made_from?, &read))
            && let Some(report) = noted.note.report(&mut read.inputs.files)
        {
            return Ok(Begun::Standing(Standing {
                files: read.inputs.files,
                report,
                published: noted.published,
                timings,
            }));
        }
        read.timings = timings;
        let compiled = compiler.compile_read(read)?;
        if self.options.trusts_seen {
            compiler.save_seen();
        }
        self.basis = made_from.map(|made_from| Basis { made_from, looked: compiler.looked().to_vec() });
        // To take apart what it remembers is work that pages need not wait for.
        rayon::spawn(|| drop(compiler));
        Ok(Begun::Compiled(compiled))
    }

    /// Takes the compiled site through `plan → render → publish`, and notes what it was made from.
    ///
    /// # Errors
    /// As [`build`].
    pub fn publish(&self, compiled: &Compiled, timings: &mut Timings) -> Result<Published, BuildError> {
        let published = build(&self.root, &self.output, compiled, Audience::Readers, timings)?;
        let note = |Basis { made_from, looked }: &Basis| {
            Note::new(*made_from, looked, published.edition, &compiled.report, &compiled.files)
        };
        if let Some(note) = self.basis.as_ref().and_then(note) {
            keep_note(&self.output, &protected(&self.root), &note.write());
        }
        Ok(published)
    }

    /// The note of a build that was made from the same, if its edition stands.
    fn noted(&self, made_from: Fingerprint, read: &Read) -> Option<Noted> {
        let protected = protected(&self.root);
        let note = Note::read(&note(&self.output, &protected)?)?;
        if note.made_from != made_from.to_string() || !self.has_archives_of(&note, read) {
            return None;
        }
        let edition = Fingerprint::from_hex(&note.edition)?;
        let unchanged = stands(&self.output, &protected, edition)?;
        let published = Published { edition, written: 0, unchanged, removed: 0, set_aside: Vec::new() };
        Some(Noted { note, published })
    }

    fn has_archives_of(&self, note: &Note, read: &Read) -> bool {
        let inputs = &read.inputs;
        let config = inputs.config.map(|file| Config::read(file, inputs.files.text(file), &mut Diagnostics::new()));
        let folders = archive_folders(&self.root, &self.options.archives, &config.unwrap_or_default());
        let is_same = |(name, before): &(String, String)| {
            folders.find(name).is_ok_and(|found| known_by(&found).as_ref() == Some(before))
        };
        // A link that has come since is an error, whatever stood there.
        folders.refused().is_empty() && note.archives.iter().all(is_same)
    }
}

/// A note that holds.
struct Noted {
    note: Note,
    published: Published,
}

/// Of everything that decides what a build makes and says, the archives aside: the texts of the site, its theme, what
/// the run was asked for, and the program. None if something of it cannot be told.
fn made_from(options: &CompileOptions, read: &Read) -> Option<Fingerprint> {
    // Named one by one: an option that is added has to be thought of here.
    let CompileOptions { archives, today, deny_warnings, base_url, progress: _, trusts_seen } = options;
    let asked = (archives, today, deny_warnings, base_url, trusts_seen);
    let program = Stamp::of_program()?.to_string();
    let theme = &read.theme;
    if !theme.problems.is_empty() {
        return None;
    }
    let statics: Vec<_> = theme.statics.iter().map(|(path, file)| (path, file.fingerprint())).collect();
    Some(Fingerprint::of_value(&(program, asked, read.inputs.fingerprint()?, &theme.templates, statics)))
}
