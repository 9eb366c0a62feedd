//! A database of one test: its URL, and questions to it through the product's own client.

use std::path::{Path, PathBuf};

use crate::client;
use crate::proxy::Proxy;

/// The family of SQL behind a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// PostgreSQL.
    Postgres,
    /// MySQL or MariaDB.
    Mysql,
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// The word in revision files and session files: `postgres`, `mysql`, `sqlite`.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Postgres => "postgres",
            Dialect::Mysql => "mysql",
            Dialect::Sqlite => "sqlite",
        }
    }
}

/// Where a server listens and who we are there.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    pub(crate) user: String,
    pub(crate) password: String,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The folder of the socket (PostgreSQL) or the socket itself (MySQL).
    pub(crate) socket: Option<PathBuf>,
    /// The folder of the server's own programs, where we started it.
    pub(crate) programs: Option<PathBuf>,
}

impl Login {
    /// Reads `scheme://user:password@host:port/…`; a missing port is the given one.
    pub(crate) fn from_url(url: &str, port: u16) -> Login {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let authority = rest.split(['/', '?']).next().unwrap_or(rest);
        let (who, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = who.split_once(':').unwrap_or((who, ""));
        let (host, port) = match place.rsplit_once(':') {
            Some((host, digits)) => (host, digits.parse().expect("the port in the URL is a number")),
            None => (place, port),
        };
        let text = |part: &str| part.to_owned();
        Login {
            user: text(user),
            password: text(password),
            host: text(host),
            port,
            socket: None,
            programs: None,
        }
    }
}

/// A fresh, empty database that is dropped at the test's end.
#[derive(Debug)]
pub struct TestDatabase {
    pub(crate) dialect: Dialect,
    pub(crate) name: String,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) enum Place {
    Server(Login),
    File { path: PathBuf, _folder: Option<tempfile::TempDir> },
}

impl TestDatabase {
    /// Makes the database on the server.
    pub(crate) fn create(dialect: Dialect, login: &Login) -> TestDatabase {
        let name = crate::machine::unique_name("t");
        let maintenance = if dialect == Dialect::Postgres { "postgres" } else { "mysql" };
        let statement = match dialect {
            Dialect::Postgres => format!("create database {name} template template0"),
            _ => format!("create database {name} character set utf8mb4"),
        };
        let ask = |sql: &str| client::ask_server(dialect, login, maintenance, sql);
        // Copying files is faster than logging their blocks; servers before PostgreSQL 15 do nothing else.
        let quick = dialect == Dialect::Postgres && ask(&format!("{statement} strategy file_copy")).is_ok();
        if !quick {
            ask(&statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        TestDatabase { dialect, name, place: Place::Server(login.clone()) }
    }

    /// Its family of SQL.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Its name on the server; for SQLite the file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its URL: over TCP with a password in it; for SQLite `sqlite:////absolute/path`.
    pub fn url(&self) -> String {
        match &self.place {
            Place::Server(login) => self.url_as(&login.user, &login.password),
            Place::File { path, .. } => format!("sqlite:///{}", path.display()),
        }
    }

    /// Its URL for another user. The password is put in as it is: percent-encode what needs it.
    pub fn url_as(&self, user: &str, password: &str) -> String {
        let Place::Server(login) = &self.place else { return self.url() };
        let who = if password.is_empty() { user.to_owned() } else { format!("{user}:{password}") };
        format!("{}://{who}@{}:{}/{}", self.dialect.name(), login.host, login.port, self.name)
    }

    /// Its URL by way of the proxy.
    ///
    /// # Panics
    ///
    /// For SQLite, which has no server.
    pub fn url_through(&self, proxy: &Proxy) -> String {
        let login = self.login();
        let place = format!("@{}:{}/", login.host, login.port);
        self.url().replace(&place, &format!("@127.0.0.1:{}/", proxy.port()))
    }

    /// Its URL by way of the server's Unix socket, in the form that libpq or MySQL drivers read.
    ///
    /// # Panics
    ///
    /// For SQLite, and for a server that was given by URL.
    pub fn socket_url(&self) -> String {
        let login = self.login();
        let socket = login.socket.as_ref().expect("a server that testkit started has a socket").display();
        match self.dialect {
            Dialect::Postgres => {
                let Login { user, port, .. } = login;
                format!("postgres:///{}?host={socket}&port={port}&user={user}", self.name)
            }
            _ => {
                format!("mysql://{}:{}@localhost/{}?socket={socket}", login.user, login.password, self.name)
            }
        }
    }

    /// The server's `host:port`, as a proxy's upstream.
    ///
    /// # Panics
    ///
    /// For SQLite, which has no server.
    pub fn address_of_server(&self) -> String {
        let login = self.login();
        format!("{}:{}", login.host, login.port)
    }

    /// The file of an SQLite database.
    pub fn file(&self) -> Option<&Path> {
        match &self.place {
            Place::File { path, .. } => Some(path),
            Place::Server(_) => None,
        }
    }

    /// The rows that the SQL returns, asked through `psql`, `mariadb` or `sqlite3`. A null is `NULL`.
    ///
    /// # Panics
    ///
    /// When the database refuses it.
    pub fn query(&self, sql: &str) -> Vec<Vec<String>> {
        self.try_query(sql).unwrap_or_else(|error| panic!("{sql}\n{error}"))
    }

    /// The rows as [`TestDatabase::query`] gives them, or the client's own words on what went wrong.
    pub fn try_query(&self, sql: &str) -> Result<Vec<Vec<String>>, String> {
        match &self.place {
            Place::Server(login) => client::ask_server(self.dialect, login, &self.name, sql),
            Place::File { path, .. } => client::ask_file(path, sql),
        }
    }

    /// The one value that the SQL returns.
    ///
    /// # Panics
    ///
    /// When it returns none, or several.
    pub fn value(&self, sql: &str) -> String {
        let rows = self.query(sql);
        match rows.as_slice() {
            [row] if row.len() == 1 => row[0].clone(),
            _ => panic!("{sql}: one value was expected: {rows:?}"),
        }
    }

    /// Runs the statements, one after the other, and stops at the first that fails.
    ///
    /// # Panics
    ///
    /// When one fails.
    pub fn run(&self, sql: &str) {
        self.query(sql);
    }

    /// The names of its tables, sorted: what a command that only reads must leave as it was.
    pub fn tables(&self) -> Vec<String> {
        let sql = match self.dialect {
            Dialect::Postgres => {
                "select schemaname || '.' || tablename from pg_tables
                 where schemaname not in ('pg_catalog', 'information_schema')"
            }
            Dialect::Mysql => {
                "select table_name from information_schema.tables where table_schema = database()"
            }
            Dialect::Sqlite => "select name from sqlite_schema where type = 'table'",
        };
        let mut names: Vec<String> = self.query(sql).into_iter().flatten().collect();
        for name in &mut names {
            if let Some(short) = name.strip_prefix("public.") {
                *name = short.to_owned();
            }
        }
        names.sort();
        names
    }

    /// What the product's own program for dumps writes: `pg_dump`, `mariadb-dump`, or `.schema` of
    /// `sqlite3`, with these arguments; or its own words on what went wrong.
    pub fn dump(&self, arguments: &[&str]) -> Result<String, String> {
        let mut command = match &self.place {
            Place::Server(login) => client::dump_of_server(self.dialect, login, &self.name)?,
            Place::File { path, .. } => client::dump_of_file(path),
        };
        client::output(command.args(arguments), "")
    }

    pub(crate) fn login(&self) -> &Login {
        match &self.place {
            Place::Server(login) => login,
            Place::File { .. } => panic!("an SQLite database has no server"),
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Place::Server(login) = &self.place else { return };
        let (maintenance, statement) = match self.dialect {
            Dialect::Postgres => ("postgres", format!("drop database if exists {} with (force)", self.name)),
            _ => ("mysql", format!("drop database if exists {}", self.name)),
        };
        // The server may have been stopped by the test: its folder goes anyway.
        let _ = client::ask_server(self.dialect, login, maintenance, &statement);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_read_from_a_url() {
        let login = Login::from_url("postgres://ann:se%20cret@db.example:6000/postgres?x=y", 5432);
        assert_eq!((login.user.as_str(), login.password.as_str()), ("ann", "se%20cret"));
        assert_eq!((login.host.as_str(), login.port), ("db.example", 6000));
        assert_eq!(Login::from_url("mysql://root@localhost", 3306).port, 3306);
    }
}
