//! The reader's terminal: a folder, a shell, and the program on its path.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use snapbox::{Data, IntoData as _};
use tempfile::TempDir;

/// How long a command may take, and a server until it answers.
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Shell {
    home: TempDir,
    folder: PathBuf,
    status: i32,
    printed: String,
}

impl Shell {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().canonicalize().unwrap();
        Self { home, folder, status: 0, printed: String::new() }
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn append(&self, path: &str, text: &str, place: &str) {
        let before = self.read(path, place);
        self.write(path, &(before + text));
    }

    pub(crate) fn patch(&self, path: &str, from: &str, to: &str, place: &str) {
        let before = self.read(path, place);
        assert_eq!(
            before.matches(from).count(),
            1,
            "{place}: these lines of {path} do not stand in it once:\n{from}\n{before}"
        );
        self.write(path, &before.replacen(from, to, 1));
    }

    fn read(&self, path: &str, place: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_else(|error| panic!("{place}: {path}: {error}"))
    }

    /// Runs a command, and compares what it prints with what the page shows. One that fails is followed by `echo $?`.
    pub(crate) fn run(&mut self, command: &str, shown: Option<&str>, place: &str) {
        assert!(self.status == 0 || command == "echo $?", "{place}: the command before fails:\n{}", self.printed);
        let printed =
            if command.starts_with("sourcebook serve") { self.serve(command, place) } else { self.output(command) };
        self.printed.clone_from(&printed);
        if let Some(shown) = shown {
            let expected = Data::text(shown.to_owned());
            let assert = snapbox::Assert::new().action(snapbox::assert::Action::Verify);
            if let Err(difference) = assert.try_eq(Some(&place), printed.clone().into_data(), expected) {
                panic!("{place}: `{command}` prints something else\n{difference}");
            }
        } else {
            assert!(self.status == 0, "{place}: `{command}` fails:\n{printed}");
        }
    }

    /// What a command prints, on both its outputs.
    pub(crate) fn output(&mut self, command: &str) -> String {
        let left = self.home.path().join(".left");
        let script = format!(
            "exec 2>&1; (exit {}); {command}\nstatus=$?; pwd > '{}'; exit $status",
            self.status,
            left.display()
        );
        let output = self.command("sh").args(["-c", &script]).output().unwrap();
        self.status = output.status.code().unwrap_or(-1);
        self.folder = PathBuf::from(fs::read_to_string(&left).unwrap().trim_end());
        fs::remove_file(left).unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Serves the site until its home page has been read, and stops as a reader does, by Ctrl-C.
    fn serve(&self, command: &str, place: &str) -> String {
        let log = self.home.path().join(".served");
        let file = File::create(&log).unwrap();
        let mut server = self
            .command("sh")
            .args(["-c", &format!("exec {command}")])
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let host = wait_for(&mut server, place, || {
            let printed = fs::read_to_string(&log).unwrap();
            let (_, address) = printed.split_once("http://")?;
            let (host, _) = address.split_once('/')?;
            Some(host.to_owned())
        });
        let page = wait_for(&mut server, place, || get(&host));
        assert!(page.starts_with("HTTP/1.1 200"), "{place}: {page}");
        assert!(Command::new("kill").args(["-INT", &server.id().to_string()]).status().unwrap().success());
        server.wait().unwrap();
        // The port that the guide shows is the first that it tries.
        fs::read_to_string(&log).unwrap().replace(&host, "127.0.0.1:4000")
    }

    fn command(&self, program: &str) -> Command {
        let binary = Path::new(env!("CARGO_BIN_EXE_sourcebook")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new(program);
        command
            .current_dir(&self.folder)
            .env("PATH", format!("{}:{path}", binary.display()))
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .env_remove("SOURCEBOOK_ARCHIVES");
        command
    }
}

fn get(host: &str) -> Option<String> {
    let mut stream = TcpStream::connect(host.replace("localhost", "127.0.0.1")).ok()?;
    write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    (!answer.is_empty()).then_some(answer)
}

fn wait_for<T>(server: &mut Child, place: &str, mut sign: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = sign() {
            return found;
        }
        assert!(server.try_wait().unwrap().is_none(), "{place}: the server has stopped");
        assert!(start.elapsed() < PATIENCE, "{place}: nothing came");
        sleep(Duration::from_millis(20));
    }
}
