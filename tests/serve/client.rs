//! A server for one test, and a client that sends exactly what it is told.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// No answer may take longer, however busy the machine is.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program serving a folder. Dropped, it is killed.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) port: u16,
    /// The lines that it says, from that after its address on.
    said: Receiver<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The version of a page that is told to its script.
    pub(crate) fn version(&self) -> String {
        let text = self.text();
        let at = text.find("data-version=\"").unwrap() + "data-version=\"".len();
        text[at..].split('"').next().unwrap().to_owned()
    }

    /// The page as it would be published: without the line of the server's own.
    pub(crate) fn without_script(&self) -> String {
        let text = self.text();
        text.split_inclusive('\n').filter(|line| !line.contains("/.sourcebook/reload.js")).collect()
    }
}

impl Server {
    /// Serves a folder on a port that the system chooses, and waits for the first edition.
    pub(crate) fn start(root: &Path) -> Self {
        let mut server = Self::start_with(root, &[]);
        server.hear("built in");
        server
    }

    pub(crate) fn start_with(root: &Path, arguments: &[&str]) -> Self {
        let port = if arguments.contains(&"--port") { &[][..] } else { &["--port", "0"] };
        let mut child = Command::new(env!("CARGO_BIN_EXE_sourcebook"))
            .arg("serve")
            .args(port)
            .args(arguments)
            .current_dir(root)
            .env_remove("SOURCEBOOK_ARCHIVES")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        // A thread of its own, as nobody can wait for a line and for a time.
        let (say, said) = channel();
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        let line = said.recv_timeout(PATIENCE).unwrap();
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
        let port = port.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("no address: {line}"));
        Self { child, port, said }
    }

    /// Waits until it says a line with these words; all that it said up to there.
    pub(crate) fn hear(&mut self, words: &str) -> String {
        let mut heard = String::new();
        loop {
            let line = self.said.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|reason| panic!("no line has `{words}` ({reason}):\n{heard}"));
            heard.extend([&line, "\n"]);
            if line.contains(words) {
                return heard;
            }
        }
    }

    /// The memory that it takes now, in bytes.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("Host: localhost:{}\r\n", self.port))
    }

    /// Sends a request with just these lines of a head.
    pub(crate) fn ask(&self, method: &str, path: &str, head: &str) -> Answer {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\n{head}Connection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap_or_else(|| panic!("no head: {path}"));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = bytes[end + 4..].to_vec();
        let body =
            if head.to_ascii_lowercase().contains("transfer-encoding: chunked") { unchunked(&body) } else { body };
        Answer { status, head, body }
    }

    /// Opens a page as a browser does: its bytes, and then its messages.
    pub(crate) fn open(&self, path: &str) -> (Answer, Messages) {
        let answer = self.get(path);
        let messages = self.listen(path, &answer.version());
        (answer, messages)
    }

    pub(crate) fn listen(&self, path: &str, version: &str) -> Messages {
        let mut stream = self.connect();
        let page = path.trim_start_matches('/');
        let host = format!("Host: 127.0.0.1:{}", self.port);
        write!(stream, "GET /.sourcebook/events?page={page}&version={version} HTTP/1.1\r\n{host}\r\n\r\n").unwrap();
        Messages { stream: BufReader::new(stream) }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The messages to one page.
pub(crate) struct Messages {
    stream: BufReader<TcpStream>,
}

impl Messages {
    /// The next message: its name and its data.
    pub(crate) fn next(&mut self) -> (String, String) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            assert!(self.stream.read_line(&mut line).unwrap() > 0, "the messages ended");
            let line = line.trim_end();
            if let Some(event) = line.strip_prefix("event: ") {
                event.clone_into(&mut name);
            } else if let Some(data) = line.strip_prefix("data:") {
                return (name, data.trim_start().to_owned());
            }
        }
    }

    /// Waits for a message of this name and gives its data; no other may come before it.
    #[track_caller]
    pub(crate) fn expect(&mut self, name: &str) -> String {
        let (found, data) = self.next();
        assert_eq!(found, name, "{data}");
        data
    }
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = bytes.windows(2).position(|pair| pair == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap(), 16).unwrap();
        whole.extend_from_slice(&bytes[end + 2..end + 2 + length]);
        bytes = &bytes[(end + 4 + length).min(bytes.len())..];
        if length == 0 {
            break;
        }
    }
    whole
}
