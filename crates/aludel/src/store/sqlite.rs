//! Our tables on SQLite.

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
