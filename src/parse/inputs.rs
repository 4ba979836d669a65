use std::path::Path;

use rayon::prelude::*;

use super::problems::problem_diagnostic;
use crate::diagnostic::{Diagnostic, Diagnostics, codes};
use crate::files::{
    FileError, FileId, Files, Fingerprint, Kind, Limits, Operation, Problem, Readings, Span, look, read_optional_text,
    read_tree,
};

/// The content folder of a site.
const CONTENT: &str = "content";
/// The endings of files that may be content, in any letter case: one that is not spelled as it should be is reported
/// rather than passed over.
const ENDINGS: [&str; 5] = ["md", "markdown", "mdown", "yaml", "yml"];
/// The configuration file of a site.
pub(super) const CONFIG: &str = "sourcebook.toml";
/// What `verify` proved, like `Cargo.lock`.
pub(super) const LOCK: &str = "sourcebook.lock";

/// Everything that a run reads of a site's own files: the only place where content is read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// All texts, for spans to point into.
    pub files: Files,
    /// `sourcebook.toml`, if there is one.
    pub config: Option<FileId>,
    /// `sourcebook.lock`, if there is one.
    pub lock: Option<FileId>,
    /// The files below `content/`, sorted by path.
    pub content: Vec<FileId>,
    /// What could not be read as text.
    pub unread: Vec<FileId>,
    /// What is wrong with these, and with the site as a whole.
    pub diagnostics: Diagnostics,
}

/// What a former run read, and the identities that it gave.
#[derive(Debug, Default)]
pub struct Loaded {
    files: Files,
    /// Of the theme too, which is no input of the content's.
    pub readings: Readings,
}

/// Reads a site's files, the theme and archives aside; of files that a former run has read, those that changed. The same
/// path has the same identity in each run.
///
/// # Errors
/// If there is no site at `root`, or the system refuses to read one of its files.
pub fn load(root: &Path, limits: Limits, loaded: &mut Loaded) -> Result<Inputs, FileError> {
    if !root.is_dir() {
        let missing = "there is no such folder; name a site's folder with `--root DIR`";
        return Err(FileError::during(Operation::Read, root)(std::io::Error::new(
            std::io::ErrorKind::NotFound,
            missing,
        )));
    }
    let content = root.join(CONTENT);
    match look(&content)?.map(|standing| standing.kind) {
        None => {
            let missing = std::io::Error::new(
                std::io::ErrorKind::NotFound,
                "a site has a folder `content/`; name another site with `--root DIR`",
            );
            return Err(FileError::during(Operation::Read, &content)(missing));
        }
        Some(Kind::File | Kind::Other) => {
            return Err(FileError::during(Operation::List, &content)(std::io::ErrorKind::NotADirectory.into()));
        }
        // A link is reported where the folder is read.
        Some(Kind::Folder | Kind::Link) => {}
    }
    loaded.readings.turn();
    // Lent to the inputs, which enter what they read.
    let mut inputs = Inputs { files: std::mem::take(&mut loaded.files), ..Inputs::default() };
    let read = inputs.read(root, &content, limits, &mut loaded.readings);
    loaded.files = inputs.files.clone();
    read.map(|()| inputs)
}

impl Inputs {
    fn read(&mut self, root: &Path, content: &Path, limits: Limits, readings: &mut Readings) -> Result<(), FileError> {
        self.config = self.optional(root, CONFIG, limits.of_file(limits.config_bytes), readings)?;
        self.lock = self.optional(root, LOCK, limits.of_file(limits.lock_bytes), readings)?;
        let tree = read_tree(root, CONTENT, &ENDINGS, limits, readings)?;
        if tree.texts.is_empty() && tree.problems.is_empty() {
            let empty = std::io::Error::new(std::io::ErrorKind::NotFound, "it holds no record and no brief");
            return Err(FileError::during(Operation::Read, content)(empty));
        }
        for (path, text) in tree.texts {
            let id = self.files.add(path, text);
            self.content.push(id);
        }
        for problem in tree.problems {
            self.refuse(problem);
        }
        if self.config.is_none() && !self.lost_configuration() {
            let file = self.files.add(CONFIG, "");
            self.diagnostics.push(missing_configuration(Span::new(file, 0, 0)));
        }
        let in_use = self.content.iter().chain(&self.config).chain(&self.lock).chain(&self.unread).copied();
        self.files.forget_texts_but(&in_use.collect());
        Ok(())
    }

    fn optional(
        &mut self,
        root: &Path,
        path: &str,
        limits: Limits,
        readings: &mut Readings,
    ) -> Result<Option<FileId>, FileError> {
        match read_optional_text(root, path, limits, readings)? {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some(self.files.add(path, text))),
            Some(Err(kind)) => {
                self.refuse(Problem { path: path.to_owned(), kind });
                Ok(None)
            }
        }
    }

    fn refuse(&mut self, problem: Problem) {
        let diagnostic = problem_diagnostic(problem, &mut self.files);
        self.unread.extend(diagnostic.primary().map(|label| label.span.file));
        self.diagnostics.push(diagnostic);
    }

    /// Of all texts under their paths; none if something could not be read as text, for what is wrong with that does
    /// not follow from texts.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        if !self.unread.is_empty() {
            return None;
        }
        let of = |file: &FileId| (self.files.path(*file), Fingerprint::of(self.files.text(*file).as_bytes()));
        let content: Vec<_> = self.content.par_iter().map(of).collect();
        Some(Fingerprint::of_value(&(self.config.as_ref().map(of), self.lock.as_ref().map(of), content)))
    }

    /// Whether there is a lock that could not be read.
    #[must_use]
    pub fn lost_lock(&self) -> bool {
        self.lost(LOCK)
    }

    /// Whether there is a configuration that could not be read.
    #[must_use]
    pub fn lost_configuration(&self) -> bool {
        self.lost(CONFIG)
    }

    fn lost(&self, path: &str) -> bool {
        self.unread.iter().any(|&file| self.files.path(file) == path)
    }
}

fn missing_configuration(place: Span) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_CONFIGURATION, place, format!("there is no `{CONFIG}`: the site has no title"))
        .help(format!("write a file `{CONFIG}` beside `{CONTENT}/`, with a line `title = \"…\"`"))
        .help("where archives are stored, name their folder in it: `archives = [\"archives\"]`")
}
