//! What a run asks of the system: no network, no other program, no file but the site's, its archives and the program's
//! own. `doctor` alone looks around: for the repository that a site lies in.

use std::fs;
use std::process::Command;

use crate::common::{at, begun_in, ended};
use crate::support::{Project, pass_over};

/// What the language's own libraries read of the machine: libraries, the time zone, how many processors there are, how
/// memory is given out.
const MACHINE: [&str; 10] = [
    "/lib",
    "/usr/lib",
    "/etc/ld.so.",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/proc/self/",
    "/sys/fs/cgroup",
    "/sys/devices/system/",
    "/proc/sys/vm/overcommit_memory",
    "/sys/kernel/mm/transparent_hugepage",
];

#[test]
fn nothing_is_run_asked_of_the_network_or_read_elsewhere() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success()) {
        return pass_over("there is no strace");
    }
    let beside = tempfile::tempdir().unwrap();
    let project = begun_in(Project::empty());
    fs::rename(project.path("archives"), beside.path().join("archives")).unwrap();
    let archives = beside.path().join("archives");
    let root = fs::canonicalize(project.root()).unwrap();
    let own = [root.to_str().unwrap(), archives.to_str().unwrap(), env!("CARGO_BIN_EXE_sourcebook")];
    // Where a repository begins, `doctor` looks for no other above it.
    project.write(".git/HEAD", "ref: refs/heads/main\n");
    project.write("export.ris", "TY  - RPRT\nTI  - Tides\nAU  - Court of Auditors\nPY  - 2024\nER  -\n");
    let commands: [&[&str]; 13] = [
        &["build"],
        &["check"],
        &["verify"],
        &["verify", "--locked"],
        &["coverage"],
        &["clip", "pilots-letter", "in fog the harbour would close"],
        &["new", "brief", "A thing"],
        &["new", "source", "--from", "export.ris"],
        &["verify", "--fix"],
        &["schema", "--output", "schemas"],
        &["doctor"],
        &["init", "another"],
        &["explain", "nul-byte"],
    ];
    for arguments in commands {
        let log = beside.path().join("log");
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-y", "-s", "4096", "-e", "trace=network,process,file", "-o"]).arg(&log);
        command.arg(env!("CARGO_BIN_EXE_sourcebook")).args(arguments);
        let mut command = at(&project, command);
        // Where libraries are looked for is the business of whoever runs the tests.
        command.env("SOURCEBOOK_ARCHIVES", &archives).env_remove("LD_LIBRARY_PATH");
        let (status, said) = ended(&mut command);
        if said.contains("PTRACE") || said.contains("ptrace") {
            return pass_over("this machine lets nobody trace");
        }
        assert!(matches!(status, Some(0 | 1)), "{arguments:?}: {said}");
        let log = fs::read_to_string(log).unwrap();
        let faults: Vec<&str> = log.lines().filter(|line| !is_allowed(line, &own)).collect();
        // The program itself is run once.
        assert_eq!(faults.iter().filter(|line| line.contains("execve(")).count(), 1, "{arguments:?}: {faults:#?}");
        assert_eq!(faults.len(), 1, "{arguments:?}: {faults:#?}");
    }
}

/// Whether a line of the log is nothing but work in the site's folders, or on threads of the program's own.
fn is_allowed(line: &str, own: &[&str]) -> bool {
    let call = line.split_once(' ').map_or("", |(_, call)| call.trim_start());
    let name = call.split('(').next().unwrap_or("");
    match name {
        "clone" | "clone3" => call.contains("CLONE_THREAD"),
        "execve" | "execveat" | "fork" | "vfork" | "socket" | "socketpair" | "connect" | "bind" | "sendto"
        | "sendmsg" | "recvfrom" | "recvmsg" | "listen" | "accept4" => false,
        _ => {
            let absolute = call.split('"').skip(1).step_by(2).filter(|path| path.starts_with('/'));
            absolute.into_iter().all(|path| {
                let is_under = |folder: &&str| path.starts_with(*folder);
                // A folder on the way to one of ours is looked at to follow its links, and not read.
                let is_above = own.iter().any(|folder| folder.starts_with(path)) && !call.contains("O_RDONLY");
                own.iter().any(is_under) || MACHINE.iter().any(is_under) || is_above
            }) && !call.contains("\"..")
                && !call.contains("/../")
        }
    }
}

#[test]
fn a_line_of_the_log_that_reaches_out_is_seen() {
    let own = ["/tmp/site"];
    for line in [
        "7 openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY|O_CLOEXEC) = 3",
        "7 openat(AT_FDCWD</tmp/site>, \"../secret\", O_RDONLY|O_CLOEXEC) = 3",
        "7 openat(AT_FDCWD, \"content/../../secret\", O_RDONLY|O_CLOEXEC) = 3",
        "7 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3",
        "7 execve(\"/bin/sh\", [\"sh\"], 0x0) = 0",
        "7 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD) = 8",
        "7 rename(\"/tmp/site/a\", \"/home/a\") = 0",
        "7 openat(AT_FDCWD, \"/tmp\", O_RDONLY|O_DIRECTORY) = 3",
    ] {
        assert!(!is_allowed(line, &own), "{line}");
    }
    for line in [
        "7 openat(AT_FDCWD, \"content/a.md\", O_RDONLY|O_CLOEXEC) = 3",
        "7 openat(AT_FDCWD, \"/tmp/site/content\", O_RDONLY) = 3",
        "7 readlink(\"/tmp\", 0x7ffd, 1023) = -1 EINVAL (Invalid argument)",
        "7 clone3({flags=CLONE_VM|CLONE_THREAD}, 88) = 8",
        "7 +++ exited with 0 +++",
        "7 exit_group(0) = ?",
    ] {
        assert!(is_allowed(line, &own), "{line}");
    }
}

#[test]
fn a_build_needs_no_network() {
    let project = begun_in(Project::empty());
    let mut command = Command::new("unshare");
    command.args(["-rn", env!("CARGO_BIN_EXE_sourcebook"), "build"]);
    let (status, said) = ended(&mut at(&project, command));
    if said.contains("unshare") {
        return pass_over("this machine gives nobody a network of their own");
    }
    assert_eq!(status, Some(0), "{said}");
}
