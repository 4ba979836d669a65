use std::path::Path;

use super::problems::problem_diagnostic;
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, FileId, Files, Limits, Operation, Problem, exists, read_optional_text, read_tree};

/// The content folder of a site.
const CONTENT: &str = "content";
/// The configuration file of a site.
const CONFIG: &str = "sourcebook.toml";
/// What `verify` proved, like `Cargo.lock`.
const LOCK: &str = "sourcebook.lock";

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
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a site's files, the theme and archives aside.
///
/// # Errors
/// If there is no site at `root`, or the system refuses to read one of its files.
pub fn load(root: &Path, limits: Limits) -> Result<Inputs, FileError> {
    let content = root.join(CONTENT);
    if !exists(&content) {
        let missing = std::io::Error::new(
            std::io::ErrorKind::NotFound,
            "a site has a folder `content/`; name another site with `--root DIR`",
        );
        return Err(FileError::during(Operation::Read, &content)(missing));
    }
    let mut inputs = Inputs::default();
    inputs.config = inputs.optional(root, CONFIG, limits)?;
    inputs.lock = inputs.optional(root, LOCK, limits)?;
    let tree = read_tree(root, CONTENT, &["md", "yaml", "yml"], limits)?;
    for (path, text) in tree.texts {
        let id = inputs.files.add(path, text);
        inputs.content.push(id);
    }
    for problem in tree.problems {
        let diagnostic = problem_diagnostic(problem, &mut inputs.files);
        inputs.diagnostics.push(diagnostic);
    }
    Ok(inputs)
}

impl Inputs {
    fn optional(&mut self, root: &Path, path: &str, limits: Limits) -> Result<Option<FileId>, FileError> {
        match read_optional_text(root, path, limits)? {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some(self.files.add(path, text))),
            Some(Err(kind)) => {
                let problem = Problem { path: path.to_owned(), kind };
                let diagnostic = problem_diagnostic(problem, &mut self.files);
                self.diagnostics.push(diagnostic);
                Ok(None)
            }
        }
    }
}
