//! Names in SQL: quoted where they must be.
//!
//! The text is read by people too, so what no database misreads stands bare.

use aludel::Dialect;

/// A name, quoted unless every database reads it bare as it is.
pub(super) fn quote(dialect: Dialect, name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let is_plain = name.chars().all(plain) && !name.starts_with(|letter: char| letter.is_ascii_digit());
    if is_plain && !name.is_empty() && WORDS.binary_search(&name).is_err() {
        name.to_owned()
    } else {
        dialect.quote(name)
    }
}

/// A name with its schema before it.
pub(super) fn qualified(dialect: Dialect, schema: Option<&str>, name: &str) -> String {
    match schema {
        Some(schema) => format!("{}.{}", quote(dialect, schema), quote(dialect, name)),
        None => quote(dialect, name),
    }
}

/// Names, one after the other.
pub(super) fn list(dialect: Dialect, names: &[String]) -> String {
    names.iter().map(|name| quote(dialect, name)).collect::<Vec<_>>().join(", ")
}

/// The words that at least one of PostgreSQL 18, SQLite 3.53, MySQL 9 and MariaDB 12 does not take for a name everywhere, sorted.
///
/// <https://www.postgresql.org/docs/current/sql-keywords-appendix.html>,
/// <https://www.sqlite.org/lang_keywords.html>, <https://dev.mysql.com/doc/refman/9.1/en/keywords.html>,
/// <https://mariadb.com/kb/en/reserved-words/>
#[rustfmt::skip]
const WORDS: [&str; 352] = [
    "accessible", "add", "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc",
    "asensitive", "asymmetric", "authorization", "autoincrement", "before", "between", "bigint", "binary",
    "bit", "blob", "boolean", "both", "by", "call", "cascade", "case", "cast", "change", "char",
    "character", "check", "coalesce", "collate", "collation", "column", "commit", "concurrently",
    "condition", "constraint", "continue", "convert", "create", "cross", "cube", "cume_dist",
    "current_catalog", "current_date", "current_role", "current_schema", "current_time",
    "current_timestamp", "current_user", "cursor", "database", "databases", "day_hour", "day_microsecond",
    "day_minute", "day_second", "dec", "decimal", "declare", "default", "deferrable", "delayed", "delete",
    "delete_domain_id", "dense_rank", "desc", "describe", "deterministic", "distinct", "distinctrow",
    "div", "do", "do_domain_ids", "double", "drop", "dual", "each", "else", "elseif", "empty", "enclosed",
    "end", "escape", "escaped", "except", "exists", "exit", "explain", "extract", "false", "fetch",
    "first_value", "float", "float4", "float8", "for", "force", "foreign", "freeze", "from", "full",
    "fulltext", "function", "generated", "get", "grant", "greatest", "group", "grouping", "groups",
    "having", "high_priority", "hour_microsecond", "hour_minute", "hour_second", "if", "ignore",
    "ignore_domain_ids", "ignore_server_ids", "ilike", "in", "index", "infile", "initially", "inner",
    "inout", "insensitive", "insert", "int", "int1", "int2", "int3", "int4", "int8", "integer",
    "intersect", "interval", "into", "io_after_gtids", "io_before_gtids", "is", "isnull", "iterate",
    "join", "json_table", "key", "keys", "kill", "lag", "last_value", "lateral", "lead", "leading",
    "least", "leave", "left", "library", "like", "limit", "linear", "lines", "load", "localtime",
    "localtimestamp", "lock", "long", "longblob", "longtext", "loop", "low_priority", "manual",
    "master_bind", "master_heartbeat_period", "master_ssl_verify_server_cert", "match", "maxvalue",
    "mediumblob", "mediumint", "mediumtext", "middleint", "minus", "minute_microsecond", "minute_second",
    "mod", "modifies", "national", "natural", "nchar", "no_write_to_binlog", "none", "normalize", "not",
    "nothing", "notnull", "nth_value", "ntile", "null", "nullif", "numeric", "of", "offset", "on", "only",
    "optimize", "optimizer_costs", "option", "optionally", "or", "order", "out", "outer", "outfile",
    "over", "overlaps", "overlay", "page_checksum", "parallel", "parse_vcol_expr", "partition",
    "partition_id", "percent_rank", "placing", "position", "precision", "primary", "procedure", "purge",
    "qualify", "raise", "range", "rank", "read", "read_write", "reads", "real", "recursive",
    "ref_system_id", "references", "regexp", "release", "rename", "repeat", "replace", "require",
    "resignal", "restrict", "return", "returning", "revoke", "right", "rlike", "row", "row_number",
    "rownum", "rows", "schema", "schemas", "second_microsecond", "select", "sensitive", "separator",
    "session_user", "set", "setof", "show", "signal", "similar", "slow", "smallint", "some", "spatial",
    "specific", "sql", "sql_big_result", "sql_calc_found_rows", "sql_small_result", "sqlexception",
    "sqlstate", "sqlwarning", "ssl", "starting", "stats_auto_recalc", "stats_persistent",
    "stats_sample_pages", "stored", "straight_join", "substring", "symmetric", "system", "system_user",
    "table", "tablesample", "terminated", "then", "time", "timestamp", "tinyblob", "tinyint", "tinytext",
    "to", "trailing", "transaction", "treat", "trigger", "trim", "true", "undo", "union", "unique",
    "unlock", "unsigned", "update", "usage", "use", "user", "using", "utc_date", "utc_time",
    "utc_timestamp", "values", "varbinary", "varchar", "varcharacter", "variadic", "varying", "vector",
    "verbose", "virtual", "when", "where", "while", "window", "with", "write", "xmlattributes",
    "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot",
    "xmlserialize", "xmltable", "xor", "year_month", "zerofill",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_bare_where_nobody_misreads_it() {
        for (name, postgres, mysql) in [
            ("users", "users", "users"),
            ("user", "\"user\"", "`user`"),
            ("order", "\"order\"", "`order`"),
            ("rank", "\"rank\"", "`rank`"),
            ("Name", "\"Name\"", "`Name`"),
            ("2fa", "\"2fa\"", "`2fa`"),
            ("a b\"`", "\"a b\"\"`\"", "`a b\"```"),
            ("", "\"\"", "``"),
        ] {
            assert_eq!(
                (quote(Dialect::Postgres, name), quote(Dialect::Mysql, name)),
                (postgres.into(), mysql.into())
            );
        }
    }

    #[test]
    fn the_words_are_sorted_as_the_search_wants() {
        assert!(WORDS.is_sorted());
    }
}
