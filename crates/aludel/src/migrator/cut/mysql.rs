//! What MySQL's and MariaDB's information_schema tells of a statement that commits by itself.
//!
//! A definition is atomic there: it happened or it did not
//! (<https://dev.mysql.com/doc/refman/8.0/en/atomic-ddl.html>). So a digest of the whole schema,
//! taken before, tells: another digest, and it happened; the same, and it did not, or does no harm
//! when it is said again.

use super::Found;
use crate::database::{Database, DatabaseError};

/// What makes up the digest: a table of information_schema, its schema column, what is read.
const PARTS: [(&str, &str, &str); 10] = [
    (
        "TABLES",
        "TABLE_SCHEMA",
        "TABLE_NAME, TABLE_TYPE, ENGINE, ROW_FORMAT, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT",
    ),
    (
        "COLUMNS",
        "TABLE_SCHEMA",
        "TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_DEFAULT, IS_NULLABLE, COLUMN_TYPE, \
         CHARACTER_SET_NAME, COLLATION_NAME, EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION",
    ),
    (
        "STATISTICS",
        "TABLE_SCHEMA",
        "TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, NON_UNIQUE, COLLATION, SUB_PART, INDEX_TYPE, \
         INDEX_COMMENT",
    ),
    ("TABLE_CONSTRAINTS", "TABLE_SCHEMA", "TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE"),
    (
        "REFERENTIAL_CONSTRAINTS",
        "CONSTRAINT_SCHEMA",
        "TABLE_NAME, CONSTRAINT_NAME, REFERENCED_TABLE_NAME, UPDATE_RULE, DELETE_RULE",
    ),
    (
        "ROUTINES",
        "ROUTINE_SCHEMA",
        "ROUTINE_NAME, ROUTINE_TYPE, ROUTINE_DEFINITION, DTD_IDENTIFIER, SQL_DATA_ACCESS, SECURITY_TYPE",
    ),
    (
        "TRIGGERS",
        "TRIGGER_SCHEMA",
        "TRIGGER_NAME, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, ACTION_TIMING, ACTION_STATEMENT",
    ),
    ("VIEWS", "TABLE_SCHEMA", "TABLE_NAME, VIEW_DEFINITION, SECURITY_TYPE"),
    ("EVENTS", "EVENT_SCHEMA", "EVENT_NAME, EVENT_DEFINITION, STATUS, INTERVAL_VALUE, INTERVAL_FIELD"),
    (
        "PARTITIONS",
        "TABLE_SCHEMA",
        "TABLE_NAME, PARTITION_NAME, PARTITION_METHOD, PARTITION_EXPRESSION, PARTITION_DESCRIPTION",
    ),
];

/// A digest of all that is defined in the current database.
pub(super) fn schema_digest(database: &mut dyn Database) -> Result<String, DatabaseError> {
    let parts: Vec<String> = PARTS
        .iter()
        .map(|(table, schema, columns)| {
            let columns: Vec<String> = columns
                .split(", ")
                .map(|column| format!("COALESCE({}, '~')", column.trim()))
                .collect();
            // XOR takes the rows in any order; a part of SHA-256 makes two alike improbable;
            // newer MySQL has no MD5.
            format!(
                "(SELECT COALESCE(BIT_XOR(CAST(CONV(LEFT(SHA2(CONCAT_WS('|', {}), 256), 16), 16, 10) AS UNSIGNED)), \
                 0) FROM information_schema.{table} WHERE {schema} = DATABASE())",
                columns.join(", ")
            )
        })
        .collect();
    let rows = database.query(&format!("SELECT CONCAT_WS(' ', {})", parts.join(", ")))?;
    Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten().unwrap_or_default())
}

pub(super) fn look(database: &mut dyn Database, before: &str) -> Result<Found, DatabaseError> {
    if before.is_empty() {
        return Ok(Found::NotKnown);
    }
    let now = schema_digest(database)?;
    Ok(if now == before { Found::NotFinished } else { Found::Finished })
}
