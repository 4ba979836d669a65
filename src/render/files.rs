use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, File as EmbeddedFile, include_dir};

use crate::diagnostic::closest;
use crate::files::{
    Clash, FileError, Fingerprint, Problem, ProblemKind, Readings, Stored, clashes, look_through_folder, read_folder,
    split_folders,
};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The files of a theme, by path relative to `templates/` and `static/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeFiles {
    /// Templates.
    pub templates: BTreeMap<String, Arc<[u8]>>,
    /// Files that are copied as they are.
    pub statics: BTreeMap<String, Static>,
    /// Files of the site's own that cannot be taken.
    pub problems: Vec<Problem>,
}

/// Where the bytes of a file are that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Static {
    /// In the program, with the built-in theme.
    BuiltIn(&'static [u8]),
    /// In the site, where they stay until they are wanted: they may be many.
    Own(Stored),
}

impl Static {
    /// Of its bytes.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::BuiltIn(bytes) => Fingerprint::of(bytes),
            Self::Own(file) => file.fingerprint,
        }
    }

    /// The bytes, as they are now.
    ///
    /// # Errors
    /// The system's refusal to read them.
    pub fn read(&self) -> Result<Cow<'static, [u8]>, FileError> {
        match self {
            Self::BuiltIn(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Own(file) => file.read().map(Cow::Owned),
        }
    }
}

/// Hidden names in `static/` that mean something to hosts and to other programs. Any other is an editor's or git's.
const SHOWN: [&str; 2] = [".nojekyll", ".well-known"];

/// The built-in theme.
#[must_use]
pub fn built_in() -> ThemeFiles {
    ThemeFiles {
        templates: embedded(&TEMPLATES, Into::into),
        statics: embedded(&STATICS, Static::BuiltIn),
        problems: Vec::new(),
    }
}

fn embedded<T>(root: &'static Dir<'_>, take: impl Fn(&'static [u8]) -> T) -> BTreeMap<String, T> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, take(file.contents()));
        }
    }
    files
}

/// The text of the built-in template of that name.
pub(super) fn built_in_template(name: &str) -> Option<&'static [u8]> {
    TEMPLATES.get_file(name).map(EmbeddedFile::contents)
}

impl ThemeFiles {
    /// Whether no template differs from the built-in ones.
    pub(super) fn has_built_in_templates(&self) -> bool {
        self.templates == embedded::<Arc<[u8]>>(&TEMPLATES, Into::into)
    }

    /// Templates of the site's own that nothing draws with: they stand in place of none that is built in, no other one
    /// names them, and they define no component. Each with the one whose place it was probably meant to take.
    #[must_use]
    pub fn unused_templates(&self) -> Vec<(&str, Option<&str>)> {
        let is_built_in = |name: &str| built_in_template(name).is_some();
        let is_named = |name: &str| {
            let quoted = [format!("\"{name}\""), format!("'{name}'")];
            self.templates.values().any(|text| {
                let text = String::from_utf8_lossy(text);
                quoted.iter().any(|quoted| text.contains(quoted))
            })
        };
        let unused = self.templates.iter().filter(|(name, text)| {
            !is_built_in(name) && !String::from_utf8_lossy(text).contains("{% component ") && !is_named(name)
        });
        let built_in = || self.templates.keys().map(String::as_str).filter(|name| is_built_in(name));
        unused.map(|(name, _)| (name.as_str(), closest(name, built_in()))).collect()
    }
}

/// The theme of a site: the built-in one, with the site's own files in place of those of the same name.
///
/// # Errors
/// If one of the site's files cannot be read.
pub fn load_theme(root: &Path, readings: &mut Readings) -> Result<ThemeFiles, FileError> {
    let mut files = built_in();
    let templates = read_folder(root, "templates", readings)?;
    let mut statics = look_through_folder(root, "static", &SHOWN, readings)?;
    files.problems.extend(take_clashing(&files.statics, &mut statics.files));
    files.templates.extend(templates.files);
    files.statics.extend(statics.files.into_iter().map(|(path, file)| (path, Static::Own(file))));
    files.problems.extend(templates.problems.into_iter().chain(statics.problems));
    Ok(files)
}

/// Takes out what would be published beside a file of the theme, and not in its place, where letter case counts, and
/// falls on it where it does not.
fn take_clashing(theme: &BTreeMap<String, Static>, own: &mut BTreeMap<String, Stored>) -> Vec<Problem> {
    let paths: Vec<String> =
        theme.keys().chain(own.keys().filter(|path| !theme.contains_key(*path))).cloned().collect();
    let mut problems = Vec::new();
    for (path, theirs) in split_folders(paths.iter().map(String::as_str)) {
        let (path, theirs) = (&paths[path], &paths[theirs]);
        // Of two of the site's own it has been told.
        if own.contains_key(path) && theme.contains_key(theirs) {
            let reason =
                format!("its folder differs from that of the theme's `{theirs}` by letter case or Unicode form alone");
            problems.push(Problem { path: format!("static/{path}"), kind: ProblemKind::UnusableName { reason } });
        }
    }
    for (one, other, clash) in clashes(paths.iter().map(String::as_str)) {
        let (path, theirs) = (&paths[one.max(other)], &paths[one.min(other)]);
        let reason = match clash {
            Clash::Alike => {
                format!("its name differs from that of the theme's `{theirs}` only by letter case or Unicode form")
            }
            Clash::Inside => {
                format!("it and the theme's `{theirs}` need the same name, one for a file and one for a folder")
            }
        };
        if own.remove(path).is_some() {
            problems.push(Problem { path: format!("static/{path}"), kind: ProblemKind::UnusableName { reason } });
        }
    }
    problems
}
