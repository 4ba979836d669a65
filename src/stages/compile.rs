use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::timing::timed;
use super::{Progress, Timings};
use crate::check::{Checking, StaticEntry, Statics, check};
use crate::cite::References;
use crate::diagnostic::{Diagnostic, Diagnostics, Report, codes};
use crate::evidence::{Lock, Proofs, Seen, Verified, Verifying, verify_site, verify_texts};
use crate::files::{ArchiveFile, ArchiveFolders, FileError, FileId, Files, Limits, Span};
use crate::model::Config;
use crate::parse::{Inputs, Loaded, Parsing, Records, load, parse, problem_diagnostic};
use crate::plan::{Audience, Basis, Cards, DrawCard};
use crate::render::{Static, ThemeFiles, load_theme};
use crate::resolve::{Resolving, Site, resolve};

/// What a run is asked for, beside what the site itself says.
#[derive(Debug, Clone, Default)]
pub struct CompileOptions {
    /// Folders with archives, before those of the configuration.
    pub archives: Vec<PathBuf>,
    /// The day that new proofs are dated with; none where nothing may depend on the day.
    pub today: Option<Date>,
    /// Makes every warning an error.
    pub deny_warnings: bool,
    /// The base address, in place of the configuration's. Ends in `/`.
    pub base_url: Option<String>,
    /// Who hears how far the run is.
    pub progress: Progress,
    /// Whether archives that have not changed since this machine proved what the lock says of them are taken as read,
    /// and what is proved now is kept for the next run. Otherwise every archive is read.
    pub trusts_seen: bool,
}

/// A site that has been through every stage before `plan`, with everything that was found wrong.
#[derive(Debug)]
pub struct Compiled {
    /// The texts that the report points into.
    pub files: Files,
    /// The site.
    pub site: Site,
    /// What was proved.
    pub proofs: Proofs,
    /// How sources and briefs are cited: made as pages ask for it.
    pub references: Arc<References>,
    /// The new lock, and how it differs from the one on disk.
    pub verified: Verified,
    /// Whether there is a lock on disk that could not be read whole: of a newer version, damaged, or half merged.
    /// Nobody may write over it: what it says that this run does not know would be lost.
    pub has_lost_lock: bool,
    /// The files of the theme.
    pub theme: ThemeFiles,
    /// Where archives were looked for.
    pub archives: ArchiveFolders,
    /// All diagnostics.
    pub report: Report,
    /// How long each stage took.
    pub timings: Timings,
}

impl Compiled {
    /// What the views of the site are built from, with cards drawn by its theme.
    #[must_use]
    pub fn basis<'a>(&'a self, cards: &'a Cards, theme: &'a dyn DrawCard, audience: Audience) -> Basis<'a> {
        Basis { site: &self.site, proofs: &self.proofs, references: &self.references, cards, theme, audience }
    }
}

/// Takes a site through `load → parse → resolve → verify → check`.
///
/// # Errors
/// If the system refuses to read the site or an archive that is there.
pub fn compile(root: &Path, options: &CompileOptions) -> Result<Compiled, FileError> {
    let mut compiler = Compiler::new(root, options.clone());
    let compiled = compiler.compile()?;
    if options.trusts_seen {
        compiler.save_seen();
    }
    Ok(compiled)
}

/// Compiles one site again and again. Every run gives what [`compile`] gives; what stages made of input that has not
/// changed since the run before is taken over from it.
#[derive(Debug)]
pub struct Compiler {
    root: PathBuf,
    options: CompileOptions,
    loaded: Loaded,
    parsing: Parsing,
    resolving: Resolving,
    verifying: Verifying,
    checking: Checking,
    references: Arc<References>,
    lock: Option<ReadLock>,
}

/// A site that has been read, and no more.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) inputs: Inputs,
    pub(super) theme: ThemeFiles,
    pub(super) timings: Timings,
}

/// A lock and the text that it was read from.
#[derive(Debug, Clone)]
struct ReadLock {
    file: FileId,
    text: Arc<str>,
    lock: Arc<Lock>,
    found: Diagnostics,
}

impl Compiler {
    /// A compiler that has not run yet.
    #[must_use]
    pub fn new(root: &Path, options: CompileOptions) -> Self {
        let seen = if options.trusts_seen { Seen::load(root) } else { Seen::default() };
        Self {
            root: root.to_path_buf(),
            options,
            loaded: Loaded::default(),
            parsing: Parsing::default(),
            resolving: Resolving::default(),
            verifying: Verifying::trusting(seen),
            checking: Checking::default(),
            references: Arc::default(),
            lock: None,
        }
    }

    /// Takes the site as it stands now through `load → parse → resolve → verify → check`.
    ///
    /// # Errors
    /// If the system refuses to read the site or an archive that is there.
    pub fn compile(&mut self) -> Result<Compiled, FileError> {
        let read = self.read()?;
        self.compile_read(read)
    }

    /// Reads the site as it stands now.
    pub(super) fn read(&mut self) -> Result<Read, FileError> {
        let mut timings = Timings::new(self.options.progress.clone());
        let (inputs, theme) = timings.time("load", || {
            let inputs = load(&self.root, Limits::default(), &mut self.loaded)?;
            Ok((inputs, load_theme(&self.root, &mut self.loaded.readings)?))
        })?;
        Ok(Read { inputs, theme, timings })
    }

    /// Takes the site as it was read through `parse → resolve → verify → check`.
    pub(super) fn compile_read(&mut self, read: Read) -> Result<Compiled, FileError> {
        let Read { mut inputs, theme, mut timings } = read;
        let mut sink = std::mem::take(&mut inputs.diagnostics);
        let (mut records, lock, has_lost_lock) = self.parse(&inputs, &mut timings, &mut sink);
        if let Some(base_url) = &self.options.base_url {
            records.config.base_url = Some(base_url.clone());
        }
        let mut site = timings.time("resolve", || resolve(records, &mut self.resolving, &mut sink));
        let mut known = |(path, file): (&String, &Static)| {
            let is_own = matches!(file, Static::Own(_));
            (path.clone(), StaticEntry { file: inputs.files.add(format!("static/{path}"), ""), is_own })
        };
        let statics: Statics = theme.statics.iter().map(&mut known).collect();
        let (proofs, verified, archives) =
            self.judge(&site, &inputs.files, &lock, &statics, &mut timings, &mut sink)?;
        if has_lost_lock || !archives.refused().is_empty() {
            // What it would have said, or what lies behind a link, is not known.
            sink.retain(|found| *found.code != codes::UNCHECKED_SOURCE);
        }
        sink.extend(refused_folders(&archives, &mut inputs.files));
        sink.extend(theme.problems.iter().map(|problem| problem_diagnostic(problem.clone(), &mut inputs.files)));
        sink.extend(
            theme.unused_templates().into_iter().map(|(name, meant)| unused_template(name, meant, &mut inputs.files)),
        );
        sink.retain(|found| site.config.can_judge(found.code));
        if self.options.deny_warnings {
            site.config.severities.deny_warnings();
        }
        let report = Report::new(sink, &site.config.severities, &inputs.files);
        self.references = Arc::new(self.references.again(&site));
        let references = Arc::clone(&self.references);
        let files = inputs.files;
        Ok(Compiled { files, site, proofs, references, verified, has_lost_lock, theme, archives, report, timings })
    }

    /// Parses the content and, beside it, the lock. The last says whether there is a lock that cannot be read whole.
    fn parse(&mut self, inputs: &Inputs, timings: &mut Timings, sink: &mut Diagnostics) -> (Records, Arc<Lock>, bool) {
        let Self { parsing, lock, .. } = self;
        let mut of_lock = Diagnostics::new();
        let (records, ((lock, is_lost), locking)) = timings.time("parse", || {
            rayon::join(|| parse(inputs, parsing, sink), || timed(|| read_lock(inputs, lock, &mut of_lock)))
        });
        timings.note("lock, in parallel", locking);
        sink.append(&mut of_lock);
        (records, lock, is_lost)
    }

    /// Holds the site to its archives and, beside that, to the rules: none of these asks for a proof.
    fn judge(
        &mut self,
        site: &Site,
        files: &Files,
        lock: &Lock,
        statics: &Statics,
        timings: &mut Timings,
        sink: &mut Diagnostics,
    ) -> Result<(Proofs, Verified, ArchiveFolders), FileError> {
        let Self { root, options, verifying, checking, .. } = self;
        let folders = archive_folders(root, &options.archives, &site.config);
        let mut of_check = Diagnostics::new();
        let (proved, ((), checked)) = timings.time("verify", || {
            rayon::join(
                || {
                    let proved = verify_site(site, &folders, lock, options.today, verifying, sink)?;
                    verify_texts(site, files, &folders, verifying, sink)?;
                    Ok(proved)
                },
                || timed(|| check(site, files, statics, checking, &mut of_check)),
            )
        });
        timings.note("check, in parallel", checked);
        sink.append(&mut of_check);
        let (proofs, verified) = proved?;
        Ok((proofs, verified, folders))
    }

    /// Keeps what was proved for the next process.
    pub(super) fn save_seen(&self) {
        self.verifying.seen().save(&self.root);
    }

    /// The archives that the last run looked for, each as it stood before any was read.
    pub(super) fn looked(&self) -> &[(String, ArchiveFile)] {
        self.verifying.looked()
    }
}

/// The lock, and whether what it says is not all known. Read again when its text is another.
fn read_lock(inputs: &Inputs, known: &mut Option<ReadLock>, sink: &mut Diagnostics) -> (Arc<Lock>, bool) {
    let Some(file) = inputs.lock else {
        *known = None;
        return (Arc::default(), inputs.lost_lock());
    };
    let text = inputs.files.shared_text(file);
    let read = known.take().filter(|read| read.file == file && read.text == text).unwrap_or_else(|| {
        let mut found = Diagnostics::new();
        let lock = Arc::new(Lock::parse(file, &text, &mut found));
        ReadLock { file, text, lock, found }
    });
    sink.extend(read.found.iter().cloned());
    let read = known.insert(read);
    (Arc::clone(&read.lock), !read.found.is_empty())
}

fn unused_template(name: &str, meant: Option<&str>, files: &mut Files) -> Diagnostic {
    let file = files.add(format!("templates/{name}"), "");
    Diagnostic::new(&codes::UNUSED_TEMPLATE, Span::new(file, 0, 0), format!("nothing is drawn with `templates/{name}`"))
        .maybe_help(meant.map(|name| format!("did you mean `templates/{name}`?")))
        .help("rename it to the template that it should replace, or extend or include it in one")
}

/// The folders with archives: those of the command line, then those of the configuration.
#[must_use]
pub fn archive_folders(root: &Path, first: &[PathBuf], config: &Config) -> ArchiveFolders {
    ArchiveFolders::new(first.iter().cloned()).and_of_site(root, &config.archives)
}

/// What is said of folders that the site names and that lie behind a link.
pub fn refused_folders(folders: &ArchiveFolders, files: &mut Files) -> Vec<Diagnostic> {
    const OTHER_WAY_OUT: &str =
        "or leave it out, and give the folder that it leads to by `--archive` or `SOURCEBOOK_ARCHIVES`";
    let refused = folders.refused().iter();
    refused.map(|problem| problem_diagnostic(problem.clone(), files).help(OTHER_WAY_OUT)).collect()
}
