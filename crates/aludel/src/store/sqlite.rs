//! Our tables on SQLite.

use super::Store;

/// `main` for each of the two tables that is there.
pub(super) fn find(version: &str, log: &str) -> String {
    let schema = |table: &str| {
        format!(
            "(SELECT 'main' FROM main.sqlite_master WHERE type = 'table' AND lower(name) = lower({}))",
            crate::Dialect::Sqlite.literal(table)
        )
    };
    format!("SELECT {}, {}", schema(version), schema(log))
}

pub(super) fn to_create_log(store: &Store) -> String {
    format!(
        "CREATE TABLE IF NOT EXISTS {} (\
             id INTEGER PRIMARY KEY, \
             version_table TEXT NOT NULL, revision TEXT NOT NULL, direction TEXT NOT NULL, parents TEXT NOT NULL, \
             depends_on TEXT NOT NULL, message TEXT NOT NULL, checksum TEXT NOT NULL, \
             segments TEXT NOT NULL, segments_done INTEGER NOT NULL, segments_total INTEGER NOT NULL, \
             segment_started INTEGER NOT NULL, segment_before TEXT, \
             started_at TEXT NOT NULL, finished_at TEXT, role TEXT, host TEXT, \
             tool TEXT NOT NULL, error TEXT, downgrade TEXT, \
             downgrade_no_transaction INTEGER NOT NULL DEFAULT 0)",
        store.log
    )
}
