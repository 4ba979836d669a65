use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::desk::{Desk, State};
use super::edition::Edition;
use super::notice::Notice;
use super::problems::Problems;
use super::watch::{Changes, Waited, Watch};
use crate::render::{RenderError, Theme, ThemeFiles};
use crate::stages::{CompileOptions, Compiled, Compiler};

/// How long bad news waits for better: a file that an editor has emptied and not yet written, a checkout in progress.
const BAD_NEWS: Duration = Duration::from_millis(80);
/// How long at most, while changes go on and on.
const LONGEST: Duration = Duration::from_secs(1);

/// Compiles the site whenever it may have changed.
pub(super) struct Rebuild<N> {
    /// Folders with archives: those that were asked for, and those of the configuration as it was last read.
    archives: Vec<PathBuf>,
    compiler: Compiler,
    desk: Arc<Desk>,
    watch: Watch,
    changes: Changes,
    theme: Option<(ThemeFiles, Arc<Theme>)>,
    /// Hears of every edition after its readers.
    published: Sender<()>,
    notify: N,
}

/// What a run gave.
enum Outcome {
    Good(Box<Edition>),
    /// The content has errors.
    Errors(Box<Compiled>),
    /// The machine refused, or the theme cannot be read.
    Failed(String),
}

impl<N: Fn(&Notice<'_>)> Rebuild<N> {
    pub(super) fn new(
        root: &Path,
        options: CompileOptions,
        desk: Arc<Desk>,
        watch: Watch,
        changes: Changes,
        published: Sender<()>,
        notify: N,
    ) -> Self {
        let archives = options.archives.clone();
        let compiler = Compiler::new(root, options);
        Self { archives, compiler, desk, watch, changes, theme: None, published, notify }
    }

    /// Runs until the server ends.
    pub(super) fn run(mut self) {
        let (mut begun, mut folders) = (Instant::now(), true);
        loop {
            let outcome = self.compile(folders);
            let is_bad = match &outcome {
                Outcome::Good(edition) => self.desk.would_lose(edition),
                Outcome::Errors(_) | Outcome::Failed(_) => true,
            };
            if is_bad && begun.elapsed() < LONGEST {
                match self.changes.wait_at_most(BAD_NEWS) {
                    Waited::Changed { folders: more } => {
                        folders |= more;
                        continue;
                    }
                    Waited::InVain => {}
                    Waited::Ended => return,
                }
            }
            self.publish(outcome, begun);
            match self.changes.wait() {
                Some(next) => (begun, folders) = next,
                None => return,
            }
        }
    }

    fn compile(&mut self, folders_changed: bool) -> Outcome {
        if folders_changed {
            self.renew(true);
        }
        let compiled = loop {
            let compiled = match self.compiler.compile() {
                Ok(compiled) => compiled,
                Err(error) => return Outcome::Failed(error.to_string()),
            };
            self.archives = compiled.archives.paths().map(Path::to_path_buf).collect();
            // What changed in a folder before it was watched has to be looked for.
            if !self.renew(false) {
                break compiled;
            }
        };
        if !compiled.report.is_publishable() {
            return Outcome::Errors(Box::new(compiled));
        }
        match self.theme(&compiled) {
            Ok(theme) => Outcome::Good(Box::new(Edition::new(compiled, theme))),
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }

    fn publish(&self, outcome: Outcome, begun: Instant) {
        let former = self.desk.state().edition;
        match outcome {
            Outcome::Good(edition) => {
                let edition = Arc::new(*edition);
                let told = self.desk.publish(State { edition: Some(Arc::clone(&edition)), problems: None });
                (self.notify)(&Notice::Compiled(edition.compiled()));
                let took = begun.elapsed();
                (self.notify)(&match former {
                    Some(_) => Notice::Rebuilt { took, changed: told.changed },
                    None => Notice::Built(took),
                });
                if let Some(failure) = told.failure {
                    (self.notify)(&Notice::Failed(&failure));
                }
                // Nobody keeps the index any more when the server ends.
                let _ = self.published.send(());
            }
            Outcome::Errors(compiled) => {
                let problems = Problems::of_report(&compiled.report, &compiled.files);
                let standing = if former.is_some() { Notice::Kept } else { Notice::Waiting };
                self.desk.publish(State { edition: former, problems: Some(problems) });
                (self.notify)(&Notice::Compiled(&compiled));
                (self.notify)(&standing);
            }
            Outcome::Failed(failure) => {
                let problems = Problems::of_failure(&failure);
                self.desk.publish(State { edition: former, problems: Some(problems) });
                (self.notify)(&Notice::Failed(&failure));
            }
        }
    }

    /// The theme, read again if one of its files is another.
    fn theme(&mut self, compiled: &Compiled) -> Result<Arc<Theme>, RenderError> {
        if let Some((files, theme)) = &self.theme
            && *files == compiled.theme
        {
            return Ok(Arc::clone(theme));
        }
        let theme = Arc::new(Theme::new(&compiled.theme)?);
        self.theme = Some((compiled.theme.clone(), Arc::clone(&theme)));
        Ok(theme)
    }

    fn renew(&mut self, folders_changed: bool) -> bool {
        let is_new = self.watch.renew(&self.archives, folders_changed);
        if let Some(because) = self.watch.polls_because() {
            (self.notify)(&Notice::Polling(&because));
        }
        is_new
    }
}
