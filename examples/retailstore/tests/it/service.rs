//! Starts the shop as a container does, and talks to it over HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_retailstore");

/// `aludel` with this example's revisions and the database of the test.
pub(crate) fn aludel(url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(testkit::aludel());
    command.args(["--migrations", crate::REVISIONS]).args(arguments);
    command.env("DATABASE_URL", url).env("PORT", "0");
    command
}

/// The entrypoint of a container: `aludel run -- retailstore`.
pub(crate) fn under_aludel(url: &str) -> Command {
    aludel(url, &["run", "--", PROGRAM])
}

/// The program alone: without aludel, and without anything it would read from the environment.
pub(crate) fn program() -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_remove("DATABASE_URL").env_remove("DATABASE_URL_FILE").env("PORT", "0");
    command
}

/// A running service; it is killed when it is dropped.
pub(crate) struct Service {
    process: Child,
    /// What it has not said yet. Kept open: a server whose messages nobody takes would fail.
    messages: BufReader<ChildStderr>,
    port: u16,
}

impl Service {
    /// Runs the shop, which migrates by itself, until the port is open.
    pub(crate) fn start(url: &str) -> Service {
        let mut command = program();
        command.env("DATABASE_URL", url);
        Self::listening(command)
    }

    /// Runs the command until it says on which port it listens.
    pub(crate) fn listening(mut command: Command) -> Service {
        let mut process = command.stderr(Stdio::piped()).spawn().expect("the command starts");
        let messages = BufReader::new(process.stderr.take().expect("stderr is piped"));
        let mut service = Service { process, messages, port: 0 };
        service.port = service.wait_for_port();
        service
    }

    fn wait_for_port(&mut self) -> u16 {
        let mut said = String::new();
        loop {
            let before = said.len();
            self.messages.read_line(&mut said).expect("messages are text");
            assert!(said.len() > before, "it ended before it listened:\n{said}");
            if let Some((_, port)) = said[before..].split_once(": listening on port ") {
                return port.trim().parse().expect("a port is a number");
            }
        }
    }

    pub(crate) fn get(&self, path: &str) -> (u16, Value) {
        self.request("GET", path, &Value::Null)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.request("POST", path, body)
    }

    pub(crate) fn put(&self, path: &str, body: &Value) -> (u16, Value) {
        self.request("PUT", path, body)
    }

    /// Sends SIGTERM, as `docker stop` does, and gives the exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        let id = self.process.id().to_string();
        let sent = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &id]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill -TERM {id}");
        self.process.wait().expect("a child can be waited for").code()
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let length = body.len();
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).expect("the port is open");
        write!(
            connection,
            "{method} {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .expect("the request is sent");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("the answer is text");
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok());
        let json = answer.split_once("\r\n\r\n").and_then(|(_, body)| serde_json::from_str(body).ok());
        (status.unwrap_or_else(|| panic!("no HTTP: {answer}")), json.unwrap_or_default())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
