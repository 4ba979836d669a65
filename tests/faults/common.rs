//! A site with two editions, and what must hold of its output whatever happened.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use crate::support::{Project, copy};

pub(crate) type Edition = BTreeMap<String, Vec<u8>>;

/// The text that differs between the editions.
pub(crate) const BRIEF: &str = "content/briefs/who-wants-what.md";

/// So many tries, or so many in the long form.
pub(crate) fn tries(short: u32, long: u32) -> u32 {
    if is_long() { long } else { short }
}

pub(crate) fn is_long() -> bool {
    std::env::var_os("SOURCEBOOK_LONG").is_some()
}

/// The golden site, published. Its code block goes without a language: to load the grammars is most of what an
/// unoptimised run takes.
static PUBLISHED: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::golden();
    let brief = "content/briefs/which-way-over-the-orle.md";
    let text = fs::read_to_string(project.path(brief)).unwrap();
    project.write(brief, text.replace("```python", "```"));
    project.build();
    project
});

/// A site of which an edition stands in the output folder, beside files that are not ours.
pub(crate) struct Site {
    pub(crate) project: Project,
    /// The texts of [`BRIEF`] that make the editions.
    texts: [String; 2],
    /// With the files that are not ours.
    pub(crate) editions: [Edition; 2],
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::with(Project::empty())
    }

    /// In a folder that is empty yet.
    pub(crate) fn with(project: Project) -> Self {
        copy(PUBLISHED.root(), project.root());
        project.write("public/CNAME", "example.org");
        project.write("public/briefs/uploads/own.txt", "own");
        let text = fs::read_to_string(project.path(BRIEF)).unwrap();
        let texts = [text.clone(), text.replacen("title: ", "title: Again, ", 1)];
        let mut site = Self { project, texts, editions: Default::default() };
        for edition in [1, 0] {
            site.turn_to(edition);
            site.project.build();
            site.editions[edition] = site.project.output();
        }
        assert!(site.editions[0] != site.editions[1]);
        site
    }

    /// Makes the content that of an edition.
    pub(crate) fn turn_to(&self, edition: usize) {
        self.project.write(BRIEF, &self.texts[edition]);
    }

    /// Whether the output folder holds one of the editions, complete; which.
    #[track_caller]
    pub(crate) fn standing(&self, after: &str) -> usize {
        let output = self.project.output();
        let found = self.editions.iter().position(|edition| *edition == output);
        found.unwrap_or_else(|| panic!("{after}: the output is no edition: {:?}", differing(&self.editions, &output)))
    }

    /// Holds the next build to go on, and to leave nothing behind.
    #[track_caller]
    pub(crate) fn heals(&self, edition: usize) {
        self.turn_to(edition);
        let run = self.project.build();
        assert!(!run.stderr.contains("aside"), "{}", run.stderr);
        assert_eq!(self.standing("healed"), edition);
        assert_eq!(self.left(), [".gitignore", "lock"]);
    }

    /// The names in the folder beside the output folder, but for the folders that the next edition is made in, and the
    /// note of a build that was not struck.
    pub(crate) fn left(&self) -> Vec<String> {
        let mut names = names(&self.project.path(".sourcebook-public"));
        names.retain(|name| name != "stage" && name != "note");
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        command(&self.project, arguments)
    }
}

/// The paths at which an output differs from both editions.
fn differing<'o>(editions: &'o [Edition; 2], output: &'o Edition) -> Vec<&'o String> {
    let paths = editions[0].keys().chain(output.keys());
    paths.filter(|path| editions.iter().all(|edition| edition.get(*path) != output.get(*path))).collect()
}

/// What is made of each number, in a row.
pub(crate) fn numbered(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}

/// What writers of a file in a folder left that did not come to their end.
pub(crate) fn half_written(folder: &Path) -> Vec<String> {
    names(folder).into_iter().filter(|name| Path::new(name).extension().is_some_and(|end| end == "new")).collect()
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The program in a site's folder, without wishes from the environment.
pub(crate) fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sourcebook"));
    command.args(arguments);
    at(project, command)
}

/// A command in a site's folder, without wishes from the environment.
pub(crate) fn at(project: &Project, mut command: Command) -> Command {
    command.current_dir(project.root()).env_remove("SOURCEBOOK_ARCHIVES").env("NO_COLOR", "1");
    command
}

/// Runs a command to its end: its status, and what it said.
#[track_caller]
pub(crate) fn ended(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    (output.status.code(), said)
}

/// The site that `init` makes, whose archives are at hand.
pub(crate) fn begun_in(project: Project) -> Project {
    for arguments in [&["init", "."][..], &["verify", "-q"]] {
        let run = project.run(arguments);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    project
}

/// Moments within a time, the same in each run; what happens at them is not.
pub(crate) struct Moments(pub(crate) u64);

impl Moments {
    pub(crate) fn next(&mut self, within: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % u64::try_from(within.as_micros()).unwrap().max(1))
    }
}
