//! A connection that the awaiting side serves, as the thread that migrates sees it.

use crate::Dialect;
use crate::database::{Canceller, Database, DatabaseError, ErrorKind, Row, Server};
use crate::mailbox::{Postbox, mailbox};

/// A text on its way to the connection.
pub(super) struct Errand {
    pub(super) text: String,
    pub(super) reply: Postbox<Result<Vec<Row>, DatabaseError>>,
}

pub(super) struct ServedDatabase {
    errands: Postbox<Errand>,
    server: Server,
    /// Whether SQLite was watching over them before we came.
    has_foreign_keys: bool,
}

impl ServedDatabase {
    /// Asks the connection what it is connected to.
    pub(super) fn open(errands: Postbox<Errand>, dialect: Dialect) -> Result<Self, DatabaseError> {
        let server = Server {
            dialect,
            product: String::new(),
            version: String::new(),
            version_number: (0, 0),
            session: 0,
            // sqlx does not tell what would show it; who has a pooler in between gives a URL.
            pooled: false,
            user: String::new(),
            database: String::new(),
            schema: String::new(),
            read_only: false,
        };
        let mut database = Self { errands, server, has_foreign_keys: false };
        database.server = database.facts()?;
        if dialect == Dialect::Sqlite {
            // sqlx switches them on; to rebuild a table needs them off, as SQLite has them by itself.
            let rows = database.query("PRAGMA foreign_keys")?;
            let was_on = rows.first().and_then(|row| row.first()) == Some(&Some("1".to_owned()));
            database.has_foreign_keys = was_on;
            if was_on {
                database.execute("PRAGMA foreign_keys = OFF")?;
            }
        }
        Ok(database)
    }

    fn facts(&mut self) -> Result<Server, DatabaseError> {
        let dialect = self.server.dialect;
        let (product, select) = match dialect {
            Dialect::Postgres => (
                "PostgreSQL",
                "SELECT current_setting('server_version'), pg_backend_pid()::text, current_user::text, \
                 current_database()::text, current_schema()::text, \
                 (pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on')::int::text",
            ),
            Dialect::Mysql => (
                "MySQL",
                "SELECT VERSION(), CONNECTION_ID(), CURRENT_USER(), DATABASE(), DATABASE(), @@global.read_only",
            ),
            Dialect::Sqlite => (
                "SQLite",
                "SELECT sqlite_version(), 0, '', (SELECT file FROM pragma_database_list LIMIT 1), '', 0",
            ),
        };
        let row = self.query(select)?.into_iter().next().unwrap_or_default();
        let value = |column: usize| row.get(column).cloned().flatten().unwrap_or_default();
        let version = value(0);
        Ok(Server {
            dialect,
            product: if version.contains("MariaDB") { "MariaDB" } else { product }.to_owned(),
            version_number: crate::database::version_number(&version),
            version: version.split(['-', ' ']).next().unwrap_or_default().to_owned(),
            session: value(1).parse().unwrap_or(0),
            pooled: false,
            user: value(2),
            database: value(3),
            schema: value(4),
            read_only: value(5) == "1",
        })
    }
}

impl Database for ServedDatabase {
    fn server(&self) -> &Server {
        &self.server
    }

    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        let (reply, mut answer) = mailbox();
        self.errands.put(Errand { text: statement.to_owned(), reply });
        answer.wait().unwrap_or_else(|| {
            let words = "nobody awaits the migration any more";
            Err(DatabaseError::new(ErrorKind::Cancelled, words))
        })
    }

    fn execute(&mut self, text: &str) -> Result<(), DatabaseError> {
        self.query(text).map(|_| ())
    }

    fn canceller(&self) -> Canceller {
        // Its options are not known, so no second connection can be made: the statement is awaited.
        Canceller::new(|| {})
    }
}

/// The session goes on: what a migration sets in it is set back.
impl Drop for ServedDatabase {
    fn drop(&mut self) {
        let statements: &[&str] = match self.server.dialect {
            Dialect::Postgres => {
                &["RESET lock_timeout; RESET statement_timeout; RESET client_connection_check_interval; \
                 RESET idle_in_transaction_session_timeout"]
            }
            Dialect::Mysql if self.server.product == "MariaDB" => {
                &["SET SESSION lock_wait_timeout = DEFAULT, SESSION innodb_lock_wait_timeout = DEFAULT, \
                 SESSION max_statement_time = DEFAULT"]
            }
            Dialect::Mysql => {
                &["SET SESSION lock_wait_timeout = DEFAULT, SESSION innodb_lock_wait_timeout = DEFAULT"]
            }
            Dialect::Sqlite if self.has_foreign_keys => &["PRAGMA foreign_keys = ON"],
            Dialect::Sqlite => &[],
        };
        for statement in statements {
            let _ = self.execute(statement);
        }
    }
}
