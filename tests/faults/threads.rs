//! A system that gives no further thread.

use std::process::Command;

use crate::common::{at, begun_in, ended};
use crate::support::{Project, pass_over};

#[test]
fn a_build_that_gets_no_thread_says_so_and_leaves_no_edition() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success()) {
        return pass_over("there is no strace");
    }
    let project = begun_in(Project::empty());
    // The first is to do all work, and the second to make the search index beside it.
    for (nth, said_of) in [(1, "cannot start worker threads"), (2, "cannot start another thread")] {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=clone3", "-e"]);
        command.arg(format!("inject=clone3:error=EAGAIN:when={nth}"));
        command.arg(env!("CARGO_BIN_EXE_sourcebook")).arg("build").env("RAYON_NUM_THREADS", "1");
        let (status, said) = ended(&mut at(&project, command));
        assert!(status == Some(2) && said.contains(said_of), "{nth}: {status:?}: {said}");
        assert!(!project.path("public").exists());
    }
}
