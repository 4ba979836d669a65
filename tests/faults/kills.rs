//! SIGKILL, which no program hears, at moments spread over whole runs and at each step that a run takes on the disk: what
//! a command changes is as it was or as it was to be, and the next run goes on from there.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::common::{BRIEF, Moments, Site, at, begun_in, command, half_written, is_long, names, tries};
use crate::support::{Project, copy, files_below, pass_over};

/// What a command makes of a site.
struct Deed {
    arguments: &'static [&'static str],
    site: Project,
    before: BTreeMap<String, Vec<u8>>,
    after: BTreeMap<String, Vec<u8>>,
    /// How long it takes if nothing happens to it.
    time: Duration,
}

impl Deed {
    fn new(arguments: &'static [&'static str], site: Project) -> Self {
        let whole = copied(&site);
        let begun = Instant::now();
        let run = whole.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
        Self { arguments, time: begun.elapsed(), before: seen(&site), after: seen(&whole), site }
    }

    /// Holds what a kill left to be whole, and the next run to go on.
    fn is_whole(&self, project: &Project, when: &str) {
        let (deed, found) = (self.arguments, seen(project));
        let is_before = found == self.before;
        assert!(is_before || found == self.after, "{deed:?} killed {when} left {:?}", self.differing(&found));
        // To clip what has been clipped is another deed.
        if is_before || deed[0] == "build" || deed[0] == "verify" {
            let run = project.run(deed);
            assert_eq!(run.status, 0, "{deed:?} after it was killed {when}: {}", run.stderr);
            assert!(!run.stderr.contains("aside"), "{deed:?} after it was killed {when}: {}", run.stderr);
            assert!(seen(project) == self.after, "{deed:?} goes on after it was killed {when}");
        }
        for folder in ["", "content/sources", "content/briefs", ".sourcebook", ".sourcebook-public"] {
            let folder = project.path(folder);
            let left = if is_before && folder.is_dir() { half_written(&folder) } else { Vec::new() };
            assert!(left.is_empty(), "{deed:?} killed {when} left {left:?}");
        }
        if project.path(".sourcebook-public").is_dir() && deed[0] == "build" {
            let left = names(&project.path(".sourcebook-public"));
            let known = |name: &String| [".gitignore", "lock", "stage", "note"].contains(&name.as_str());
            assert!(left.iter().all(known), "{deed:?} killed {when} left {left:?}");
        }
    }

    fn differing(&self, found: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let paths = self.before.keys().chain(self.after.keys()).chain(found.keys());
        let differs = |path: &&String| [&self.before, &self.after].iter().all(|it| it.get(*path) != found.get(*path));
        paths.filter(differs).take(5).cloned().collect()
    }
}

/// All that is in a site's folder, but what a run keeps for the next one and what it left half-written.
fn seen(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_below(project.root());
    files.retain(|path, _| {
        !path.starts_with(".sourcebook") && Path::new(path).extension().is_none_or(|end| end != "new")
    });
    files
}

fn copied(site: &Project) -> Project {
    let project = Project::empty();
    copy(site.root(), project.root());
    project
}

/// Commands that write, on sites where they have something to write. `verify --fix` is none of them: it mends one file
/// after another, and may be stopped between two.
fn deeds() -> Vec<Deed> {
    let begun = || begun_in(Project::empty());
    let changed = |edition: usize| {
        let site = Site::new();
        site.turn_to(edition);
        site.project
    };
    let without_lock = begun();
    fs::remove_file(without_lock.path("sourcebook.lock")).unwrap();
    let other_archive = begun();
    let archive = fs::read_to_string(other_archive.path("archives/pilots-letter.txt")).unwrap();
    other_archive.write("archives/pilots-letter.txt", format!("A line above all.\n\n{archive}"));
    let shorter = changed(0);
    fs::remove_file(shorter.path(BRIEF)).unwrap();
    let with_export = begun();
    with_export.write("refs.bib", "@book{tides1999,\n  title = {Tides},\n  author = {Orr, Ann},\n  year = {1999}\n}\n");
    vec![
        Deed::new(&["build"], begun()),
        Deed::new(&["build"], changed(1)),
        Deed::new(&["build"], changed(0)),
        Deed::new(&["build", "-q"], shorter),
        Deed::new(&["verify", "-q"], without_lock),
        Deed::new(&["verify", "-q"], other_archive),
        Deed::new(&["clip", "pilots-letter", "in fog the harbour would close"], begun()),
        Deed::new(&["new", "brief", "A thing"], begun()),
        Deed::new(&["new", "source", "--from", "refs.bib"], with_export),
        Deed::new(&["schema", "source", "--output", "schemas"], begun()),
    ]
}

#[test]
fn a_kill_at_any_moment_leaves_all_or_nothing() {
    let each = tries(3, 40);
    for (number, deed) in deeds().iter().enumerate() {
        let (mut moments, mut killed, mut time) = (Moments(11 + number as u64), 0, deed.time);
        for nth in 0..each {
            let project = copied(&deed.site);
            // One moment in each part of the run.
            let part = time / each;
            let moment = part * nth + moments.next(part);
            let mut child =
                command(&project, deed.arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(moment);
            child.kill().unwrap();
            if was_killed(child.wait().unwrap()) {
                killed += 1;
            } else {
                // It takes no longer than that, on a machine that is less busy than it was.
                time = time.min(moment);
            }
            deed.is_whole(&project, &format!("after {moment:?} of {:?}", deed.time));
        }
        assert!(killed > 0, "{:?} was never killed in time", deed.arguments);
        eprintln!("{:?}: {killed} of {each} killed before their end", deed.arguments);
    }
}

fn was_killed(status: ExitStatus) -> bool {
    assert!(status.success() || status.signal() == Some(9), "{status}");
    !status.success()
}

/// What changes something on a disk.
const STEPS: &str = "write,pwrite64,copy_file_range,ftruncate,fsync,fdatasync,fchmod,chmod,mkdir,mkdirat,link,linkat,\
                     rename,renameat,renameat2,unlink,unlinkat,rmdir,utimensat,flock";

/// At how many steps of one deed it is killed in the long form.
const EACH: usize = 40;

#[test]
fn a_kill_at_any_step_on_the_disk_leaves_all_or_nothing() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success()) {
        return pass_over("there is no strace");
    }
    let deeds = deeds();
    if !killed_at(&deeds[0], 1).1 {
        return pass_over("this machine lets nobody trace");
    }
    deeds.par_iter().for_each(|deed| {
        let mut killed = 0;
        let mut at = |step: usize| {
            let (project, was_killed) = killed_at(deed, step);
            deed.is_whole(&project, &format!("at step {step}"));
            killed += usize::from(was_killed);
            was_killed
        };
        if is_long() {
            // One of each part of the run.
            let stride = last_step(deed).div_ceil(EACH).max(1);
            (1..).step_by(stride).take_while(|step| at(*step)).for_each(drop);
        } else {
            // The first ones, and then ever fewer.
            let steps = std::iter::successors(Some(1), |step| Some(step * 3 + 1));
            steps.take_while(|step| at(*step)).for_each(drop);
        }
        assert!(killed > 0, "{:?} was never killed", deed.arguments);
        eprintln!("{:?}: killed at {killed} steps", deed.arguments);
    });
}

/// A site after a command was killed as one of its threads took its nth step, and whether it was.
fn killed_at(deed: &Deed, step: usize) -> (Project, bool) {
    let project = copied(&deed.site);
    let mut tracer = Command::new("strace");
    tracer.args(["-f", "-qq", "-o", "/dev/null", "-e"]).arg(format!("trace={STEPS}"));
    tracer.arg("-e").arg(format!("inject={STEPS}:signal=KILL:when={step}"));
    tracer.arg(env!("CARGO_BIN_EXE_sourcebook")).args(deed.arguments);
    let mut tracer = at(&project, tracer);
    // Steps are counted by the thread.
    let status = tracer.env("RAYON_NUM_THREADS", "1").stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    let was_killed = status.signal() == Some(9) || status.code() == Some(128 + 9);
    (project, was_killed)
}

/// The last step at which the command can be killed, near enough.
fn last_step(deed: &Deed) -> usize {
    let (mut killed, mut spared) = (1, 2);
    while killed_at(deed, spared).1 {
        (killed, spared) = (spared, spared * 2);
    }
    while spared - killed > 1 {
        let middle = usize::midpoint(killed, spared);
        if killed_at(deed, middle).1 { killed = middle } else { spared = middle }
    }
    killed
}
