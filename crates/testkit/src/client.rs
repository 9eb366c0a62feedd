//! Questions to a database through its product's own command-line client.
//!
//! Not through a driver: the drivers are what is tested.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::database::{Dialect, Login};
use crate::machine;

type Rows = Vec<Vec<String>>;

/// Asks a server; `Err` is what the client says.
pub(crate) fn ask_server(dialect: Dialect, login: &Login, database: &str, sql: &str) -> Result<Rows, String> {
    let text = output(&mut of_server(dialect, login, database)?, sql)?;
    Ok(match dialect {
        Dialect::Postgres => split(&text),
        _ => text.lines().map(|line| line.split('\t').map(unescape).collect()).collect(),
    })
}

/// The client of a server; it reads statements from its standard input.
pub(crate) fn of_server(dialect: Dialect, login: &Login, database: &str) -> Result<Command, String> {
    match dialect {
        Dialect::Postgres => of_postgres(login, database),
        _ => of_mysql(login, database),
    }
}

/// Asks an SQLite file.
pub(crate) fn ask_file(path: &Path, sql: &str) -> Result<Rows, String> {
    Ok(split(&output(&mut of_file(path), sql)?))
}

/// The client of an SQLite file; it reads statements from its standard input.
pub(crate) fn of_file(path: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.args(["-batch", "-bail", "-noheader", "-nullvalue", "NULL"]);
    command.args(["-separator", "\u{1f}", "-newline", "\u{1e}"]).args(["-cmd", ".timeout 10000"]).arg(path);
    command
}

/// The program that dumps a database of that server; the options of the dump are still to be said.
pub(crate) fn dump_of_server(dialect: Dialect, login: &Login, database: &str) -> Result<Command, String> {
    if dialect != Dialect::Postgres {
        let dump = machine::find("mariadb-dump", &[]).or_else(|| machine::find("mysqldump", &[]));
        let mut command = Command::new(dump.ok_or("neither mariadb-dump nor mysqldump is on this machine")?);
        command.args(["--no-defaults", "--protocol=TCP", "--default-character-set=utf8mb4"]);
        command.args(["-h", &login.host, "-P", &login.port.to_string(), "-u", &login.user, database]);
        command.env("MYSQL_PWD", &login.password);
        return Ok(command);
    }
    // A pg_dump does not read a newer server; the server's own stands first.
    let folders: Vec<PathBuf> = login.programs.iter().cloned().chain(machine::postgres_folders()).collect();
    let mut command =
        Command::new(machine::find("pg_dump", &folders).ok_or("pg_dump is not on this machine")?);
    of_postgres_login(&mut command, login, database);
    Ok(command)
}

/// The client of an SQLite file, to be told what to print.
pub(crate) fn dump_of_file(path: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.args(["-batch", "-bail"]).arg(path);
    command
}

/// The real `psql`; Debian's wrapper script is ten times as slow.
pub(crate) fn psql() -> Option<&'static Path> {
    static PSQL: OnceLock<Option<PathBuf>> = OnceLock::new();
    PSQL.get_or_init(|| machine::find("psql", &machine::postgres_folders())).as_deref()
}

/// The client of MariaDB, or else of MySQL.
pub(crate) fn mariadb() -> Option<&'static Path> {
    static CLIENT: OnceLock<Option<PathBuf>> = OnceLock::new();
    CLIENT.get_or_init(|| machine::find("mariadb", &[]).or_else(|| machine::find("mysql", &[]))).as_deref()
}

fn of_postgres(login: &Login, database: &str) -> Result<Command, String> {
    let mut command = Command::new(psql().ok_or("psql is not on this machine")?);
    command.args(["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-P", "null=NULL"]);
    command.args(["-F", "\u{1f}", "-R", "\u{1e}"]);
    of_postgres_login(&mut command, login, database);
    Ok(command)
}

fn of_postgres_login(command: &mut Command, login: &Login, database: &str) {
    command.args(["-h", &login.host, "-p", &login.port.to_string(), "-U", &login.user, "-d", database]);
    command.env("PGPASSWORD", &login.password).env("PGCONNECT_TIMEOUT", "10");
    // What is set for the person at the desk must not decide what a test sees.
    for variable in
        ["PGOPTIONS", "PGSSLMODE", "PGSERVICE", "PGPASSFILE", "PGHOSTADDR", "PGTZ", "PGCLIENTENCODING"]
    {
        command.env_remove(variable);
    }
    command.env("HOME", machine::temporary_root());
}

/// The client's command line, without the database's name, and the password for its environment.
pub(crate) fn mysql_words(login: &Login) -> (Vec<String>, String) {
    let client = mariadb().map(|path| path.display().to_string()).unwrap_or_default();
    let fixed = [
        "--no-defaults",
        "--batch",
        "--skip-column-names",
        "--protocol=TCP",
        "--default-character-set=utf8mb4",
    ];
    let port = login.port.to_string();
    let login_words = ["-h", &login.host, "-P", &port, "-u", &login.user];
    let words = std::iter::once(client.as_str()).chain(fixed).chain(login_words);
    (words.map(str::to_owned).collect(), login.password.clone())
}

fn of_mysql(login: &Login, database: &str) -> Result<Command, String> {
    mariadb().ok_or("neither mariadb nor mysql is on this machine")?;
    let (words, password) = mysql_words(login);
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).arg(database).env("MYSQL_PWD", password);
    Ok(command)
}

/// Splits records and fields at the two characters that the clients were told to put between them.
fn split(text: &str) -> Rows {
    if text.is_empty() {
        return Vec::new();
    }
    // Its end is a record's end; without it one empty value would look like no row at all.
    let text = text.strip_suffix(['\n', '\u{1e}']).unwrap_or(text);
    let record = |record: &str| record.split('\u{1f}').map(str::to_owned).collect();
    text.split('\u{1e}').map(record).collect()
}

/// Undoes what `mariadb --batch` does to tabs, line ends, zeros and backslashes in a value.
fn unescape(value: &str) -> String {
    let mut plain = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '\\' => match characters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('0') => '\0',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    plain
}

/// What the program prints when it is given this to read; `Err` is what it says when it fails.
pub(crate) fn output(command: &mut Command, sql: &str) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().map_err(|error| format!("{program}: {error}"))?;
    let mut stdin = child.stdin.take().ok_or("no pipe")?;
    let sql = sql.to_owned();
    // In a thread: a client that answers before it has read all must not wait for us, nor we for it.
    let writer = std::thread::spawn(move || stdin.write_all(sql.as_bytes()));
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let _ = writer.join();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_and_fields_are_split() {
        assert_eq!(split("1\u{1f}a\nb\u{1e}2\u{1f}\n"), [["1", "a\nb"], ["2", ""]]);
        assert!(split("").is_empty());
        assert_eq!(split("\n"), [[""]]);
        assert_eq!(unescape(r"a\tb\\n"), "a\tb\\n");
    }
}
