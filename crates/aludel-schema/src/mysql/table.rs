//! Tables, <https://mariadb.com/kb/en/create-table/>, <https://dev.mysql.com/doc/refman/8.4/en/create-table.html>.
//!
//! Where a counter of AUTO_INCREMENT stands is no property of a table. How a table is partitioned is
//! an object of its own.

use serde::{Deserialize, Serialize};

use super::inspect::Reader;
use super::online::Online;
use super::options::{self, Options};
use super::{MysqlKind, partitioning, quote};
use crate::catalog::Entry;
use crate::dialect::InspectError;
use crate::kind::{Alteration, InPlace, Kind, Pair, Refusal};
use crate::object::ObjectId;
use crate::statement::{Shape, Statement};

/// A table.
pub(super) struct Table;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Definition {
    pub(super) engine: String,
    /// The collation of columns that say none.
    pub(super) collation: String,
    #[serde(default, skip_serializing_if = "Options::is_empty")]
    pub(super) options: Options,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
    /// Whether its rows as they were are kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) versioned: bool,
}

/// `SEQUENCE` is a sequence of MariaDB's.
const QUERY: &str = "\
SELECT table_name, table_type, engine, table_collation, create_options, table_comment
  FROM information_schema.tables
 WHERE table_schema = {database} AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')";

impl MysqlKind for Table {
    fn read(&self, reader: &mut Reader<'_>) -> Result<(), InspectError> {
        for mut row in reader.query(QUERY)? {
            let (name, sort, engine) = (row.text(), row.text(), row.option());
            if sort == "SEQUENCE" {
                reader.sequences.push(name);
                continue;
            }
            let Some(engine) = engine else {
                reader.warn(format!("table {name} is broken: the server can't open it"));
                continue;
            };
            let (collation, mut options) = (row.text(), options::parse(&row.text()));
            // Aria says so of every table that does not say otherwise; to others it means nothing.
            options.retain(|name, value| {
                let of_aria = matches!(name.as_str(), "transactional" | "page_checksum");
                !of_aria || (engine == "Aria" && value != "1")
            });
            let definition = Definition {
                engine,
                collation,
                options,
                comment: row.text(),
                versioned: sort == "SYSTEM VERSIONED",
            };
            reader.add(ObjectId::new(self.name(), [name]), 0, &definition)?;
        }
        Ok(())
    }

    fn online(&self, from: Option<Entry<'_>>, to: Option<Entry<'_>>) -> Option<Online> {
        let light = if quote::is_mariadb(to?) { Online::Instant } else { Online::Light };
        let (from, to): (Definition, Definition) = (from?.read().ok()?, to?.read().ok()?);
        let is_light =
            from.engine == to.engine && from.options == to.options && from.versioned == to.versioned;
        Some(if is_light { light } else { Online::Copy })
    }
}

impl Kind for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn to_create(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let Definition { engine, collation, options, comment, versioned } = object.read()?;
        let mut close = format!(" ENGINE={engine} {}", charset(&collation));
        for (name, value) in &options {
            close.push_str(&format!(" {}", options::written(name, value)));
        }
        if !comment.is_empty() {
            close.push_str(&format!(" COMMENT={}", quote::literal(&comment)));
        }
        if versioned {
            close.push_str(" WITH SYSTEM VERSIONING");
        }
        for partitioning in object.owned_of("partitioning") {
            close.push_str(&format!("\n{}", partitioning::clause(partitioning)?));
        }
        let open = format!("CREATE TABLE {}", quote::name(object.id().name()));
        Ok(vec![Statement::shaped(Shape::Container { open, close, bare_when_empty: false })])
    }

    fn to_drop(&self, object: Entry<'_>) -> Result<Vec<Statement>, Refusal> {
        let table = object.id().name();
        let statement = Statement::whole(format!("DROP TABLE {}", quote::name(table)));
        Ok(vec![statement.destroying(format!("table {table}"))])
    }

    fn to_alter(&self, pair: Pair<'_>) -> Result<Alteration, Refusal> {
        let (from, to): (Definition, Definition) = (pair.from.read()?, pair.to.read()?);
        let Definition { engine, collation, options, comment, versioned } = to;
        let head = quote::head(pair.to.id());
        let mut how = InPlace::default();
        let mut add = |words: String, clause: String| how.add(words, Statement::clause(&head, clause));
        if from.engine != engine {
            add(format!("engine {} → {engine}", from.engine), format!("ENGINE={engine}"));
        }
        if from.collation != collation {
            add(format!("collation {} → {collation}", from.collation), charset(&collation));
        }
        for (name, value) in options.iter().filter(|(name, value)| from.options.get(*name) != Some(*value)) {
            add(format!("{name} {value}"), options::written(name, value));
        }
        for name in from.options.keys().filter(|name| !options.contains_key(*name)) {
            add(format!("no {name}"), options::default(name));
        }
        if from.comment != comment {
            add("comment".to_owned(), format!("COMMENT={}", quote::literal(&comment)));
        }
        match (from.versioned, versioned) {
            (false, true) => add("system versioning".to_owned(), "ADD SYSTEM VERSIONING".to_owned()),
            (true, false) => {
                let clause = Statement::clause(&head, "DROP SYSTEM VERSIONING");
                let lost = format!("the history of table {}", pair.to.id().name());
                how.add("no system versioning", clause.destroying(lost));
            }
            (true, true) | (false, false) => {}
        }
        Ok(Alteration::InPlace(how))
    }

    fn to_rename(&self, from: &ObjectId, to: &ObjectId) -> Option<Vec<Statement>> {
        let (from, to) = (quote::name(from.name()), quote::name(to.name()));
        Some(vec![Statement::whole(format!("RENAME TABLE {from} TO {to}"))])
    }

    fn holds_data(&self) -> bool {
        true
    }

    fn claims(&self, object: Entry<'_>) -> Vec<String> {
        vec![format!("relation {}", object.id().name())]
    }

    fn is_in_schema(&self) -> bool {
        false
    }
}

/// `DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci`.
fn charset(collation: &str) -> String {
    format!("DEFAULT CHARSET={} COLLATE={collation}", charset_of(collation))
}

/// The character set of a collation: the beginning of its name.
pub(super) fn charset_of(collation: &str) -> &str {
    collation.split('_').next().unwrap_or(collation)
}

/// The collation that a column of this table has which says none.
pub(super) fn collation(table: Option<Entry<'_>>) -> Option<String> {
    table?.read::<Definition>().ok().map(|definition| definition.collation)
}

/// What somebody has written of it.
pub(super) fn comment(table: Entry<'_>) -> String {
    table.read::<Definition>().map(|definition| definition.comment).unwrap_or_default()
}

/// Whether its rows as they were are kept.
pub(super) fn is_versioned(table: Entry<'_>) -> bool {
    table.read::<Definition>().is_ok_and(|definition| definition.versioned)
}

/// Whether InnoDB keeps the table, in a form in which it is altered online.
pub(super) fn is_innodb(table: Entry<'_>) -> bool {
    let definition = table.read::<Definition>();
    definition.is_ok_and(|definition| definition.engine == "InnoDB" && !definition.versioned)
}
