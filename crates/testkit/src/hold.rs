//! Another session with an open transaction: the traffic that a migration waits behind.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::client;
use crate::database::{Dialect, Place, TestDatabase};

/// A session that has begun a transaction and does nothing; dropping it rolls back.
#[derive(Debug)]
pub struct Hold {
    client: Child,
    _stdin: ChildStdin,
    _stdout: BufReader<ChildStdout>,
}

impl TestDatabase {
    /// Runs the statements in a transaction of another session, and keeps it open.
    ///
    /// # Panics
    ///
    /// When one fails.
    pub fn hold(&self, sql: &str) -> Hold {
        let (command, shell) = match &self.place {
            Place::Server(login) => (client::of_server(self.dialect, login, &self.name), r"\!"),
            Place::File { path, .. } => (Ok(client::of_file(path)), ".shell"),
        };
        let command: &mut Command = &mut command.unwrap_or_else(|error| panic!("{error}"));
        let mut client =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the client starts");
        let (mut stdin, stdout) = (client.stdin.take().expect("piped"), client.stdout.take().expect("piped"));
        let begin = if self.dialect == Dialect::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
        // Said by the shell: what the client itself prints may stay in its buffer.
        let script = format!("{begin};\n{sql};\n{shell} echo held\n");
        stdin.write_all(script.as_bytes()).and_then(|()| stdin.flush()).expect("the client reads");
        let mut stdout = BufReader::new(stdout);
        let mut line = String::new();
        while line.trim_end() != "held" {
            line.clear();
            let count = stdout.read_line(&mut line).expect("the client writes text");
            assert!(count > 0, "the client has ended: {sql}");
        }
        Hold { client, _stdin: stdin, _stdout: stdout }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let _ = self.client.kill();
        let _ = self.client.wait();
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_transaction_stays_open_until_it_is_dropped() {
        for database in crate::databases() {
            database.run("create table birds (id int)");
            let hold = database.hold("insert into birds values (1)");
            assert_eq!(database.value("select count(*) from birds"), "0");
            drop(hold);
            database.run("insert into birds values (2)");
            assert_eq!(database.value("select id from birds"), "2");
        }
    }
}
