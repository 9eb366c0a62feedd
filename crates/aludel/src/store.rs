//! What aludel keeps in a database: the version table and the log, in the SQL of each dialect.
//!
//! Values stand in the text as literals, because on PostgreSQL the record of a step travels in
//! one message with the step itself, and that message takes no parameters. All of them go
//! through [`Dialect::literal`].

mod mysql;
mod postgres;
mod sqlite;

use crate::database::{Database, DatabaseError, ErrorKind, Row, Server};
use crate::log::{self, LogEntry, LogRecord, NewEntry, words};
use crate::revision::RevisionId;
use crate::settings::TableName;
use crate::{Dialect, Settings};

/// The names of our tables in one database, quoted and with their schema.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    pub(crate) dialect: Dialect,
    /// The version table as SQL says it.
    pub(crate) version: String,
    /// The log table as SQL says it.
    pub(crate) log: String,
    /// The table of leases as SQL says it.
    pub(crate) lease: String,
    /// What the lock is called: one for each version table of a database.
    pub(crate) lock_name: String,
    /// The bare name of the version table.
    pub(crate) version_name: String,
    longest_id: usize,
    prefix: String,
}

/// What a database says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) has_version_table: bool,
    pub(crate) has_log: bool,
    pub(crate) rows: Vec<RevisionId>,
    pub(crate) entries: Vec<LogEntry>,
}

/// The log's table; it stands beside the version table, and serves all that stand there.
const LOG: &str = "aludel_log";
/// The table of leases, made only where session locks are void.
const LEASE: &str = "aludel_lease";

impl Store {
    fn new(dialect: Dialect, schema: Option<&str>, table: &TableName) -> Self {
        let prefix = match schema {
            Some(schema) if !schema.is_empty() => format!("{}.", dialect.quote(schema)),
            _ => String::new(),
        };
        Self {
            dialect,
            version: format!("{prefix}{}", dialect.quote(&table.name)),
            log: format!("{prefix}{}", dialect.quote(LOG)),
            lease: format!("{prefix}{}", dialect.quote(LEASE)),
            lock_name: format!("aludel:{}.{}", schema.unwrap_or(""), table.name),
            version_name: table.name.clone(),
            longest_id: table.longest_id(),
            prefix,
        }
    }

    /// The names for a script that meets no database: as bare as they were given.
    pub(crate) fn offline(dialect: Dialect, table: &TableName) -> Self {
        Self::new(dialect, table.schema.as_deref(), table)
    }

    /// Where the tables are, or would be made.
    fn of_server(server: &Server, table: &TableName) -> Self {
        let schema = match server.dialect {
            Dialect::Sqlite => "main",
            Dialect::Postgres | Dialect::Mysql => table.schema.as_deref().unwrap_or(&server.schema),
        };
        Self::new(server.dialect, Some(schema), table)
    }

    /// Reads the heads and the log, by the names as they were given, in one statement.
    ///
    /// In a fresh session a question to the server's own catalog takes it as long as all of this: in
    /// which schema the tables are is asked only where something is to be done.
    pub(crate) fn look(database: &mut dyn Database, settings: &Settings) -> Result<Held, DatabaseError> {
        let assumed = Self::offline(database.server().dialect, &settings.version_table);
        match database.query(&assumed.select_all(true, true)) {
            Ok(rows) => Ok(Held::from_rows(rows, true, true)?.0),
            Err(error) if is_missing_table(&error) => {
                Ok(Self::read_what_there_is(database, &settings.version_table)?.1)
            }
            Err(error) => Err(error),
        }
    }

    /// Reads the same, and finds the names by which the tables are reached whatever a script sets.
    pub(crate) fn read(
        database: &mut dyn Database,
        settings: &Settings,
    ) -> Result<(Self, Held), DatabaseError> {
        let table = &settings.version_table;
        let assumed = Self::offline(database.server().dialect, table);
        let select = match assumed.dialect {
            Dialect::Postgres => {
                let schema = postgres::select_schema(&assumed.version);
                format!("{schema} UNION ALL {}", assumed.select_all(true, true))
            }
            Dialect::Sqlite | Dialect::Mysql => assumed.select_all(true, true),
        };
        match database.query(&select) {
            Ok(rows) => {
                let held = Held::from_rows(rows, true, true)?;
                let schema = held.1.unwrap_or_else(|| database.server().schema.clone());
                let table = TableName { schema: Some(schema), name: table.name.clone() };
                Ok((Self::of_server(database.server(), &table), held.0))
            }
            Err(error) if is_missing_table(&error) => Self::read_what_there_is(database, table),
            Err(error) => Err(error),
        }
    }

    fn read_what_there_is(
        database: &mut dyn Database,
        table: &TableName,
    ) -> Result<(Self, Held), DatabaseError> {
        let assumed = Self::offline(database.server().dialect, table);
        let find = match assumed.dialect {
            Dialect::Postgres => postgres::find(&assumed.version, &assumed.log),
            Dialect::Sqlite => sqlite::find(&table.name, LOG),
            Dialect::Mysql => mysql::find(&table.name, LOG, table.schema.as_deref()),
        };
        let found = database.query(&find)?;
        let row = found.into_iter().next().unwrap_or_default();
        let cell = |index: usize| row.get(index).cloned().flatten().filter(|text| !text.is_empty());
        let (version_schema, log_schema) = (cell(0), cell(1));
        let schema = version_schema.clone().or_else(|| table.schema.clone());
        let named = TableName { schema, name: table.name.clone() };
        let store = Self::of_server(database.server(), &named);
        let (has_version, has_log) = (version_schema.is_some(), log_schema.is_some());
        if !has_version && !has_log {
            return Ok((store, Held::default()));
        }
        let rows = database.query(&store.select_all(has_version, has_log))?;
        Ok((store, Held::from_rows(rows, has_version, has_log)?.0))
    }

    /// Reads them again, by the names already found.
    pub(crate) fn read_again(&self, database: &mut dyn Database) -> Result<Held, DatabaseError> {
        Ok(Held::from_rows(database.query(&self.select_all(true, true))?, true, true)?.0)
    }

    fn select_all(&self, version: bool, log: bool) -> String {
        let mut parts = Vec::new();
        if version {
            parts.push(format!("SELECT {} FROM {}", self.packed(&["'v'", "version_num"]), self.version));
        }
        if log {
            let unfinished = self.packed(&[
                "segments_done",
                "segments_total",
                "segment_started",
                "CASE WHEN error IS NULL THEN '' ELSE 'e' END",
                "segments",
            ]);
            let unfinished = format!("CASE WHEN finished_at IS NULL THEN {unfinished} ELSE '' END");
            let entry =
                ["'l'", "id", "revision", "direction", "checksum", "parents", "depends_on", &unfinished];
            parts.push(format!(
                "SELECT {} FROM {} WHERE version_table = {}",
                self.packed(&entry),
                self.log,
                self.dialect.literal(&self.version_name)
            ));
        }
        // No order is asked for: the entries come as they were written, mostly, and are sorted here.
        parts.join(" UNION ALL ")
    }

    /// One text of several values, a line each: none of them holds a line end. Rows of one column
    /// are what costs least, on the server, on the way and here.
    fn packed(&self, values: &[&str]) -> String {
        match self.dialect {
            // PostgreSQL looks at a dozen operators called `||` before it takes one.
            Dialect::Postgres | Dialect::Mysql => format!("CONCAT_WS('\n', {})", values.join(", ")),
            Dialect::Sqlite => values.join(" || '\n' || "),
        }
    }

    /// The statements that make the tables, where they are not there.
    pub(crate) fn to_create(&self) -> Vec<String> {
        let mut statements = self.to_create_schema();
        statements.push(self.to_create_version_table());
        statements.push(self.to_create_log());
        statements
    }

    /// The statements that make what a database lacks.
    pub(crate) fn to_create_missing(&self, held: &Held) -> Vec<String> {
        let mut statements = Vec::new();
        if !held.has_version_table {
            statements = self.to_create_schema();
            statements.push(self.to_create_version_table());
        }
        if !held.has_log {
            statements.push(self.to_create_log());
        }
        statements
    }

    fn to_create_schema(&self) -> Vec<String> {
        match self.dialect {
            Dialect::Postgres => postgres::to_create_schema(self).into_iter().collect(),
            Dialect::Sqlite | Dialect::Mysql => Vec::new(),
        }
    }

    fn to_create_version_table(&self) -> String {
        let longest = self.longest_id;
        match self.dialect {
            // A binary collation: ids that differ in case differ.
            Dialect::Mysql => format!(
                "CREATE TABLE IF NOT EXISTS {} (version_num VARCHAR({longest}) NOT NULL PRIMARY KEY) \
                 ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
                self.version
            ),
            Dialect::Postgres | Dialect::Sqlite => format!(
                "CREATE TABLE IF NOT EXISTS {} (version_num VARCHAR({longest}) NOT NULL, \
                 CONSTRAINT {} PRIMARY KEY (version_num))",
                self.version,
                self.dialect.quote(&format!("{}_pkc", self.version_name))
            ),
        }
    }

    fn to_create_log(&self) -> String {
        let options = match self.dialect {
            Dialect::Postgres | Dialect::Sqlite => "",
            Dialect::Mysql => " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
        };
        let columns = log::declarations(self.dialect);
        format!("CREATE TABLE IF NOT EXISTS {} ({columns}){options}", self.log)
    }

    /// The statements that bring the rows of the version table from one set to another.
    pub(crate) fn to_change_rows(&self, removes: &[RevisionId], adds: &[RevisionId]) -> Vec<String> {
        let literal = |id: &RevisionId| self.dialect.literal(id.as_str());
        if let ([old], [new]) = (removes, adds) {
            return vec![format!(
                "UPDATE {} SET version_num = {} WHERE version_num = {}",
                self.version,
                literal(new),
                literal(old)
            )];
        }
        let mut statements = Vec::new();
        if !removes.is_empty() {
            let list: Vec<_> = removes.iter().map(literal).collect();
            statements.push(format!(
                "DELETE FROM {} WHERE version_num IN ({})",
                self.version,
                list.join(", ")
            ));
        }
        if !adds.is_empty() {
            let list: Vec<_> = adds.iter().map(|id| format!("({})", literal(id))).collect();
            statements.push(format!("INSERT INTO {} (version_num) VALUES {}", self.version, list.join(", ")));
        }
        statements
    }

    /// The expression for this moment.
    fn now(&self) -> &'static str {
        match self.dialect {
            Dialect::Postgres => "clock_timestamp()",
            Dialect::Sqlite => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
            Dialect::Mysql => "UTC_TIMESTAMP(6)",
        }
    }

    /// The expression for the moment the transaction began, or near it.
    fn began(&self) -> &'static str {
        match self.dialect {
            Dialect::Postgres => "now()",
            Dialect::Sqlite | Dialect::Mysql => self.now(),
        }
    }

    /// The statement that writes an entry of the log.
    pub(crate) fn to_insert_entry(&self, entry: &NewEntry<'_>) -> String {
        self.to_insert_entries(std::slice::from_ref(entry))
    }

    /// The statement that writes several entries.
    pub(crate) fn to_insert_entries(&self, entries: &[NewEntry<'_>]) -> String {
        let role = match self.dialect {
            Dialect::Postgres => "session_user",
            Dialect::Sqlite => "NULL",
            Dialect::Mysql => "current_user()",
        };
        let literal = |text: &str| self.dialect.literal(text);
        let optional = |text: Option<&str>| text.map_or_else(|| "NULL".to_owned(), literal);
        let table = literal(&self.version_name);
        let rows: Vec<_> = entries
            .iter()
            .map(|entry| {
                format!(
                    "({table}, {}, '{}', {}, {}, {}, {}, {}, {}, {}, 0, {}, {}, {role}, {}, {}, {}, {}, {})",
                    literal(&entry.revision),
                    entry.kind.name(),
                    literal(&words(entry.parents)),
                    literal(&entry.depends_on.join(" ")),
                    literal(entry.message),
                    literal(entry.checksum),
                    literal(entry.segments),
                    entry.segments_done,
                    entry.segments_total,
                    self.began(),
                    if entry.finished { self.now() } else { "NULL" },
                    literal(entry.host),
                    literal(entry.tool),
                    optional(entry.error),
                    optional(entry.downgrade),
                    i32::from(entry.downgrade_no_transaction),
                )
            })
            .collect();
        format!(
            "INSERT INTO {} (version_table, revision, direction, parents, depends_on, message, checksum, segments, \
             segments_done, segments_total, segment_started, started_at, finished_at, role, host, tool, \
             error, downgrade, downgrade_no_transaction) VALUES {}",
            self.log,
            rows.join(", ")
        )
    }

    /// The statement that says a segment begins; `before` is what it will be held against.
    pub(crate) fn to_start_segment(&self, id: i64, number: usize, before: &str) -> String {
        format!(
            "UPDATE {} SET segment_started = {number}, segment_before = {}, error = NULL WHERE id = {id}",
            self.log,
            self.dialect.literal(before)
        )
    }

    /// The statement that says so many segments are done.
    pub(crate) fn to_advance(&self, id: i64, done: usize, finished: bool) -> String {
        let finished = if finished { format!(", finished_at = {}", self.now()) } else { String::new() };
        format!(
            "UPDATE {} SET segments_done = {done}, segment_started = 0, error = NULL{finished} \
             WHERE id = {id}",
            self.log
        )
    }

    /// The statement that says nothing of an entry is left in the database.
    pub(crate) fn to_forget(&self, id: i64) -> String {
        format!(
            "UPDATE {} SET segments_done = 0, segment_started = 0, error = 'taken back by hand' \
             WHERE id = {id}",
            self.log
        )
    }

    /// The statement that says how an entry failed.
    pub(crate) fn to_fail(&self, id: i64, error: &str) -> String {
        format!("UPDATE {} SET error = {} WHERE id = {id}", self.log, self.dialect.literal(error))
    }

    /// The statement that makes an entry agree with the file as it is now.
    pub(crate) fn to_repair(&self, id: i64, entry: &NewEntry<'_>) -> String {
        let literal = |text: &str| self.dialect.literal(text);
        format!(
            "UPDATE {} SET checksum = {}, parents = {}, depends_on = {}, message = {}, downgrade = {}, \
             downgrade_no_transaction = {} WHERE id = {id}",
            self.log,
            literal(entry.checksum),
            literal(&words(entry.parents)),
            literal(&entry.depends_on.join(" ")),
            literal(entry.message),
            entry.downgrade.map_or_else(|| "NULL".to_owned(), literal),
            i32::from(entry.downgrade_no_transaction),
        )
    }

    /// The statement that makes an entry that is resumed agree with the text as it is now.
    pub(crate) fn to_renew(&self, id: i64, entry: &NewEntry<'_>) -> Vec<String> {
        let segments = format!(
            "UPDATE {} SET segments = {}, segments_total = {} WHERE id = {id}",
            self.log,
            self.dialect.literal(entry.segments),
            entry.segments_total
        );
        vec![self.to_repair(id, entry), segments]
    }

    /// The newest entry's number.
    pub(crate) fn newest_entry(&self, database: &mut dyn Database) -> Result<i64, DatabaseError> {
        let table = self.dialect.literal(&self.version_name);
        let rows =
            database.query(&format!("SELECT max(id) FROM {} WHERE version_table = {table}", self.log))?;
        Ok(number(rows.first().and_then(|row| row.first())))
    }

    /// The revision whose segments run now, if somebody runs any.
    pub(crate) fn revision_at_work(
        &self,
        database: &mut dyn Database,
    ) -> Result<Option<String>, DatabaseError> {
        let rows = database.query(&format!(
            "SELECT revision FROM {} WHERE finished_at IS NULL AND error IS NULL ORDER BY id DESC LIMIT 1",
            self.log
        ))?;
        Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten())
    }

    /// What a segment that was begun is held against.
    pub(crate) fn segment_before(
        &self,
        database: &mut dyn Database,
        id: i64,
    ) -> Result<String, DatabaseError> {
        let rows = database.query(&format!("SELECT segment_before FROM {} WHERE id = {id}", self.log))?;
        Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten().unwrap_or_default())
    }

    /// The log, whole, oldest first; of one revision where one is named.
    pub(crate) fn records(
        &self,
        database: &mut dyn Database,
        revision: Option<&str>,
    ) -> Result<Vec<LogRecord>, DatabaseError> {
        let filter =
            revision.map_or_else(String::new, |id| format!(" AND revision = {}", self.dialect.literal(id)));
        let table = self.dialect.literal(&self.version_name);
        let (started, finished) = match self.dialect {
            Dialect::Postgres => (postgres::utc("started_at"), postgres::utc("finished_at")),
            Dialect::Sqlite => ("started_at".to_owned(), "finished_at".to_owned()),
            Dialect::Mysql => (mysql::utc("started_at"), mysql::utc("finished_at")),
        };
        let rows = database.query(&format!(
            "SELECT id, revision, direction, parents, depends_on, message, checksum, segments_done, \
             segments_total, {started}, {finished}, role, host, tool, error, downgrade, \
             downgrade_no_transaction, segment_started FROM {} WHERE version_table = {table}{filter} ORDER BY id",
            self.log
        ))?;
        rows.into_iter().map(LogRecord::from_row).collect::<Result<_, _>>().map_err(unreadable)
    }

    /// The other tables' prefix: `"public".`, or nothing.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }
}

impl Held {
    fn from_rows(
        rows: Vec<Row>,
        has_version_table: bool,
        has_log: bool,
    ) -> Result<(Self, Option<String>), DatabaseError> {
        let mut held = Self { has_version_table, has_log, ..Self::default() };
        let mut schema = None;
        held.entries.reserve(rows.len());
        for packed in rows.iter().filter_map(|row| row.first()?.as_deref()) {
            match packed.split_once('\n') {
                Some(("v", id)) => held.rows.push(RevisionId::from_row(id.trim())),
                Some(("l", entry)) => {
                    let entry = LogEntry::from_packed(entry, held.entries.last()).map_err(unreadable)?;
                    held.entries.push(entry);
                }
                Some((_, name)) => schema = Some(name.to_owned()),
                None => {}
            }
        }
        held.rows.sort();
        held.entries.sort_by_key(|entry| entry.id);
        Ok((held, schema))
    }
}

fn unreadable(what: String) -> DatabaseError {
    DatabaseError::new(ErrorKind::Statement, format!("the log table can't be read: {what}"))
}

pub(crate) fn number(cell: Option<&Option<String>>) -> i64 {
    cell.and_then(Option::as_deref).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Whether an error says that a table is not there.
fn is_missing_table(error: &DatabaseError) -> bool {
    match error.code.as_deref() {
        // 3F000: the schema is not there either.
        Some("42P01" | "3F000") => true,
        Some(code) if code.starts_with("1146") || code.starts_with("1049") => true,
        _ => error.message.starts_with("no such table"),
    }
}
