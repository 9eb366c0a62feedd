//! Our tables on MySQL and MariaDB.

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

/// A moment as RFC 3339; the log keeps UTC.
pub(super) fn utc(column: &str) -> String {
    format!("DATE_FORMAT({column}, '%Y-%m-%dT%H:%i:%s.%fZ')")
}
