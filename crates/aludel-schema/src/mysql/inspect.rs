//! Reads `information_schema`: some queries a kind, whatever the number of objects.
//!
//! Only what belongs to the current database is read, each view of `information_schema` for itself:
//! joins between them make the server read its dictionary again for every row. Columns that need
//! statistics of the storage engine (`AUTO_INCREMENT`, `ROW_FORMAT`, `TABLE_ROWS`) are not asked for.
//! <https://mariadb.com/kb/en/information-schema-tables/>

use std::collections::HashMap;

use aludel::Dialect;
use aludel::database::{Database, Row};

use super::{Facts, MysqlKind, quote, text};
use crate::catalog::{Catalog, CatalogBuilder, Handle};
use crate::dialect::{InspectError, InspectOptions};
use crate::object::ObjectId;

/// What everything else depends on. How names and strings are printed depends on the mode, which is
/// given back at the end.
const FACTS: &str = "SELECT DATABASE(), @@SESSION.sql_mode, @@collation_database, \
                     CASE WHEN VERSION() LIKE '%MariaDB%' THEN 'yes' END";

/// The modes in which a text is read otherwise.
pub(super) const READING_MODES: &[&str] = &[
    "ANSI_QUOTES",
    "HIGH_NOT_PRECEDENCE",
    "IGNORE_SPACE",
    "NO_BACKSLASH_ESCAPES",
    "ORACLE",
    "PIPES_AS_CONCAT",
];

/// Reads the objects of the kinds.
pub(super) fn inspect(
    database: &mut dyn Database,
    kinds: &[&'static dyn MysqlKind],
    options: &InspectOptions,
) -> Result<Catalog, InspectError> {
    let facts = facts(database, options)?;
    let prints_otherwise = !reading_modes(&facts.sql_mode).is_empty();
    if prints_otherwise {
        database.execute("SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'")?;
    }
    let mode = quote::literal(&facts.sql_mode);
    let version = database.server().version_number;
    let mut reader = Reader::new(database, facts, version);
    let read = reader.read(kinds);
    let builder = reader.builder;
    if prints_otherwise {
        database.execute(&format!("SET SESSION sql_mode = {mode}"))?;
    }
    read?;
    Ok(builder.finish())
}

fn facts(database: &mut dyn Database, options: &InspectOptions) -> Result<Facts, InspectError> {
    let mut values = database.query(FACTS)?.into_iter().flatten();
    let mut value = || values.next().flatten();
    Ok(Facts {
        database: value().unwrap_or_default(),
        sql_mode: value().unwrap_or_default(),
        collation: value().unwrap_or_default(),
        mariadb: value().is_some(),
        privileges: options.privileges,
    })
}

/// Which of a list of modes change how a text is read.
pub(super) fn reading_modes(modes: &str) -> Vec<String> {
    let reading = modes.split(',').filter(|mode| READING_MODES.contains(mode));
    reading.map(str::to_owned).collect()
}

/// What has been read so far.
pub(super) struct Reader<'a> {
    pub(super) database: &'a mut dyn Database,
    pub(super) facts: Facts,
    builder: CatalogBuilder,
    handles: HashMap<ObjectId, Handle>,
    /// Tables, views and sequences: they share their names.
    relations: HashMap<String, Handle>,
    functions: HashMap<String, Handle>,
    /// The indexes of each table with the columns they begin with.
    pub(super) indexes: HashMap<String, Vec<(Handle, Vec<String>)>>,
    /// What `SHOW CREATE TABLE` says of the few tables that need it.
    shown: HashMap<String, String>,
    /// Columns into which the server writes from when until when a row was current.
    pub(super) row_times: Vec<(String, String, bool)>,
    /// The sequences, in no order.
    pub(super) sequences: Vec<String>,
    /// The checks that are written with columns.
    column_checks: HashMap<(String, String), String>,
    /// The expressions that tables check.
    pub(super) checks: Vec<super::check_constraint::Check>,
}

impl<'a> Reader<'a> {
    fn new(database: &'a mut dyn Database, facts: Facts, version: (u32, u32)) -> Self {
        Self {
            database,
            facts,
            builder: CatalogBuilder::new(Dialect::Mysql, version),
            handles: HashMap::new(),
            relations: HashMap::new(),
            functions: HashMap::new(),
            indexes: HashMap::new(),
            shown: HashMap::new(),
            row_times: Vec::new(),
            sequences: Vec::new(),
            column_checks: HashMap::new(),
            checks: Vec::new(),
        }
    }

    fn read(&mut self, kinds: &[&'static dyn MysqlKind]) -> Result<(), InspectError> {
        self.checks = super::check_constraint::read(self)?;
        let checks = self.checks.iter().filter_map(super::check_constraint::Check::of_column);
        let owned = |((table, column), text): ((&str, &str), &str)| {
            ((table.to_owned(), column.to_owned()), text.to_owned())
        };
        self.column_checks = checks.map(owned).collect();
        kinds.iter().try_for_each(|kind| kind.read(self))
    }

    /// The check that is written with a column.
    pub(super) fn column_check(&mut self, table: &str, column: &str) -> Option<String> {
        self.column_checks.remove(&(table.to_owned(), column.to_owned()))
    }

    /// Asks for SHOW CREATE TABLE of these, all in one message.
    pub(super) fn show_tables(&mut self, mut names: Vec<String>) -> Result<(), InspectError> {
        names.sort();
        names.dedup();
        names.retain(|name| self.relations.contains_key(name) && !self.shown.contains_key(name));
        for row in self.show("TABLE", &names)? {
            let mut row = Values::new(row);
            self.shown.insert(row.text(), row.text());
        }
        Ok(())
    }

    /// What SHOW CREATE TABLE said of it; empty where it was not asked.
    pub(super) fn shown(&self, table: &str) -> &str {
        self.shown.get(table).map_or("", |text| text)
    }

    /// The periods that the server writes: table, name, start and end.
    pub(super) fn row_times(&self) -> Vec<(String, String, String, String)> {
        let mut times = self.row_times.clone();
        times.sort_by_key(|(table, _, is_end)| (table.clone(), *is_end));
        let pairs = times.chunk_by(|a, b| a.0 == b.0).filter_map(|pair| match pair {
            [(table, start, false), (_, end, true)] => {
                Some((table.clone(), "SYSTEM_TIME".to_owned(), start.clone(), end.clone()))
            }
            _ => None,
        });
        pairs.collect()
    }

    /// The rows of a query in which `{database}` is the name of the current database as a value.
    pub(super) fn query(&mut self, query: &str) -> Result<Vec<Values>, InspectError> {
        let query = query.replace("{database}", &quote::literal(&self.facts.database));
        Ok(self.database.query(&query)?.into_iter().map(Values::new).collect())
    }

    /// What `SHOW CREATE …` says, all in one message: its row for each name that can be shown.
    pub(super) fn show(&mut self, what: &str, names: &[String]) -> Result<Vec<Row>, InspectError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let statements: Vec<String> =
            names.iter().map(|name| format!("SHOW CREATE {what} {}", quote::name(name))).collect();
        Ok(self.database.query(&statements.join("; "))?)
    }

    /// Adds an object.
    pub(super) fn add<T: serde::Serialize>(
        &mut self,
        id: ObjectId,
        order: u32,
        definition: &T,
    ) -> Result<Handle, InspectError> {
        let definition = serde_json::to_string(definition)
            .map_err(|error| InspectError::Unreadable { kind: id.kind(), reason: error.to_string() })?;
        let handle = self.builder.add(id.clone(), order, definition);
        match id.kind() {
            "table" | "view" | "sequence" => {
                self.relations.insert(id.name().to_owned(), handle);
            }
            "function" => {
                self.functions.insert(id.name().to_owned(), handle);
            }
            _ => {}
        }
        self.handles.insert(id, handle);
        Ok(handle)
    }

    /// Says that `object` is dropped with a table; `false`: there is no such table.
    pub(super) fn own(&mut self, object: Handle, table: &str) -> bool {
        let owner = self.find("table", &[table]);
        if let Some(owner) = owner {
            self.builder.own(object, owner);
        }
        owner.is_some()
    }

    /// Says that `object` stands on another.
    pub(super) fn need(&mut self, object: Handle, needed: Handle) {
        self.builder.need(object, needed);
    }

    /// Says that `object` stands on columns of a table, where they are there.
    pub(super) fn need_columns<S: AsRef<str>>(
        &mut self,
        object: Handle,
        table: &str,
        columns: impl IntoIterator<Item = S>,
    ) {
        for column in columns {
            if let Some(needed) = self.find("column", &[table, column.as_ref()]) {
                self.builder.need(object, needed);
            }
        }
    }

    /// Says that `object` stands on the relations and functions that an expression mentions.
    pub(super) fn need_mentions(&mut self, object: Handle, expression: &str) {
        for mention in text::mentions(expression) {
            let Some(first) = mention.names.first() else { continue };
            let needed = match mention.called {
                true => mention.names.last().and_then(|name| self.functions.get(name)),
                false => self.relations.get(first),
            };
            if let Some(needed) = needed.copied() {
                self.builder.need(object, needed);
            }
        }
    }

    /// The object of this kind and path.
    pub(super) fn find(&self, kind: &'static str, path: &[&str]) -> Option<Handle> {
        self.handles.get(&ObjectId::new(kind, path.iter().copied())).copied()
    }

    /// Says what the database holds that is not looked at.
    pub(super) fn warn(&mut self, warning: impl Into<String>) {
        self.builder.warn(warning);
    }

    /// An expression as the server prints it, without the name of this database.
    pub(super) fn unqualified(&self, expression: &str) -> String {
        text::unqualified(expression, &self.facts.database)
    }

    /// An expression of `information_schema`: MySQL escapes all of it once more.
    // https://bugs.mysql.com/bug.php?id=100607
    pub(super) fn expression(&self, expression: &str) -> String {
        match self.facts.mariadb {
            true => self.unqualified(expression),
            false => self.unqualified(&text::unescaped(expression)),
        }
    }

    /// The modes in which the text of a stored program is read otherwise than here.
    pub(super) fn modes(&self, modes: &str) -> Vec<String> {
        let here = reading_modes(&self.facts.sql_mode);
        let mut other = reading_modes(modes);
        other.retain(|mode| !here.contains(mode));
        other
    }
}

/// The values of a row, one after the other.
#[derive(Debug)]
pub(super) struct Values(std::vec::IntoIter<Option<String>>);

impl Values {
    pub(super) fn new(row: Row) -> Self {
        Self(row.into_iter())
    }

    /// The next value; NULL is none.
    pub(super) fn option(&mut self) -> Option<String> {
        self.0.next().flatten()
    }

    /// The next value; NULL is empty.
    pub(super) fn text(&mut self) -> String {
        self.option().unwrap_or_default()
    }

    /// The next value as a number; anything else is 0.
    pub(super) fn number(&mut self) -> u32 {
        self.option().and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// Whether the next value is this word.
    pub(super) fn is(&mut self, word: &str) -> bool {
        self.option().is_some_and(|value| value == word)
    }

    /// The next value, where it is not empty.
    pub(super) fn filled(&mut self) -> Option<String> {
        self.option().filter(|value| !value.is_empty())
    }
}
