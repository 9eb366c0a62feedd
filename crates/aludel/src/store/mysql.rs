//! Our tables on MySQL and MariaDB.

use super::Store;

/// The databases of the two tables; empty where there is none.
pub(super) fn find(version: &str, log: &str, schema: Option<&str>) -> String {
    let literal = |text: &str| crate::Dialect::Mysql.literal(text);
    let schema = schema.map_or_else(|| "DATABASE()".to_owned(), literal);
    let find = |table: &str| {
        format!(
            "(SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_SCHEMA = {schema} \
             AND TABLE_NAME = {})",
            literal(table)
        )
    };
    format!("SELECT {}, {}", find(version), find(log))
}

pub(super) fn to_create_log(store: &Store) -> String {
    format!(
        "CREATE TABLE IF NOT EXISTS {} (\
             id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, \
             version_table VARCHAR(255) NOT NULL, revision VARCHAR(255) NOT NULL, direction VARCHAR(16) NOT NULL, parents TEXT NOT NULL, \
             depends_on TEXT NOT NULL, message TEXT NOT NULL, checksum VARCHAR(64) NOT NULL, \
             segments LONGTEXT NOT NULL, segments_done INT NOT NULL, segments_total INT NOT NULL, \
             segment_started INT NOT NULL, segment_before LONGTEXT, \
             started_at DATETIME(6) NOT NULL, finished_at DATETIME(6), role VARCHAR(255), \
             host VARCHAR(255), tool VARCHAR(255) NOT NULL, error LONGTEXT, downgrade LONGTEXT, \
             downgrade_no_transaction INT NOT NULL DEFAULT 0) \
             ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
        store.log
    )
}

/// A moment as RFC 3339; the log keeps UTC.
pub(super) fn utc(column: &str) -> String {
    format!("DATE_FORMAT({column}, '%Y-%m-%dT%H:%i:%s.%fZ')")
}
