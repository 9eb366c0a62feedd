//! Our tables on PostgreSQL.

use super::Store;

/// The schemas of the two tables, as the session would find them; empty where there is none.
pub(super) fn find(version: &str, log: &str) -> String {
    let schema = |table: &str| {
        format!(
            "(SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n \
             ON n.oid = c.relnamespace WHERE c.oid = pg_catalog.to_regclass({}))",
            crate::Dialect::Postgres.literal(table)
        )
    };
    format!("SELECT {}, {}", schema(version), schema(log))
}

/// A row with the schema in which the session finds the version table.
pub(super) fn select_schema(version: &str) -> String {
    format!(
        "SELECT 's\n' || n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n \
         ON n.oid = c.relnamespace WHERE c.oid = pg_catalog.to_regclass({})",
        crate::Dialect::Postgres.literal(version)
    )
}

/// The statement that makes the schema, where one is named.
pub(super) fn to_create_schema(store: &Store) -> Option<String> {
    let schema = store.prefix().strip_suffix('.')?;
    // Asked first: CREATE SCHEMA IF NOT EXISTS needs the right to create even where it exists.
    Some(format!(
        "DO $aludel$ BEGIN IF to_regnamespace({}) IS NULL THEN CREATE SCHEMA {schema}; END IF; END $aludel$",
        store.dialect.literal(schema)
    ))
}

/// A moment as RFC 3339 in UTC.
pub(super) fn utc(column: &str) -> String {
    format!("to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')")
}
