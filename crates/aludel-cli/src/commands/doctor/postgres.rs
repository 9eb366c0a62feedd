//! What is asked of PostgreSQL.

use aludel::database::Database;
use aludel::{Dialect, TableName};

use super::{Check, ask, cell, lines};

pub(super) fn look(database: &mut dyn Database, table: &TableName, checks: &mut Vec<Check>) {
    checks.push(privileges(database, table));
    checks.push(ask(database, "long transactions", LONG_TRANSACTIONS, |rows| match rows.as_slice() {
        [] => Check::good("long transactions", "none over a minute"),
        some => Check::warning("long transactions", lines(some))
            .hint("a change of a table they have used waits until they end, and CREATE INDEX CONCURRENTLY for all of them"),
    }));
    checks.push(ask(database, "prepared", PREPARED, |rows| match rows.as_slice() {
        [] => Check::good("prepared", "no prepared transactions"),
        some => Check::warning("prepared", lines(some))
            .hint("each holds its locks until COMMIT PREPARED or ROLLBACK PREPARED"),
    }));
    checks.push(ask(database, "invalid indexes", INVALID_INDEXES, |rows| match rows.as_slice() {
        [] => Check::good("invalid indexes", "none"),
        some => Check::warning("invalid indexes", lines(some))
            .hint("left behind by a cut CREATE INDEX CONCURRENTLY: drop them"),
    }));
    checks.push(ask(database, "settings", SETTINGS, |rows| match rows.as_slice() {
        [] => Check::good("settings", "no time limits of the role or database"),
        some => Check::warning("settings", lines(some))
            .hint("a longer statement of a migration would be ended by it"),
    }));
    // The server shows its disk to nobody: the size of the database is what can be had.
    checks.push(ask(
        database,
        "disk",
        "SELECT pg_size_pretty(pg_database_size(current_database()))",
        |rows| {
            Check::good(
                "disk",
                format!(
                    "the database takes {}; the free space of its disk can't be seen from here",
                    cell(&rows, 0)
                ),
            )
        },
    ));
}

fn privileges(database: &mut dyn Database, table: &TableName) -> Check {
    let schema = match &table.schema {
        Some(schema) => Dialect::Postgres.literal(schema),
        None => "current_schema()".to_owned(),
    };
    let name = Dialect::Postgres.literal(&table.name);
    let statement = format!(
        "SELECT current_user, n.nspname, has_schema_privilege(n.oid, 'USAGE'), has_schema_privilege(n.oid, 'CREATE'), \
         (SELECT has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT') \
             AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE') \
          FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relname = {name}) \
         FROM pg_catalog.pg_namespace n WHERE n.nspname = {schema}"
    );
    ask(database, "privileges", &statement, |rows| {
        if rows.is_empty() {
            return Check::bad("privileges", format!("the schema of {table} is not there"))
                .hint("make it: `CREATE SCHEMA …`, or set search_path");
        }
        let (role, schema) = (cell(&rows, 0).to_owned(), cell(&rows, 1).to_owned());
        let may = |index| matches!(cell(&rows, index), "t" | "true");
        let on_table = cell(&rows, 4);
        if !may(2) || !may(3) {
            return Check::bad("privileges", format!("{role} may not create in the schema {schema}"))
                .hint(format!("`GRANT CREATE, USAGE ON SCHEMA {schema} TO {role}`"));
        }
        if matches!(on_table, "f" | "false") {
            return Check::bad("privileges", format!("{role} may not change {table}"))
                .hint(format!("`GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {role}`"));
        }
        Check::good("privileges", format!("{role} may create in the schema {schema}"))
    })
}

const LONG_TRANSACTIONS: &str = "\
SELECT 'pid ' || pid, usename, coalesce(nullif(application_name, ''), '(no name)'), state, \
       'for ' || extract(epoch FROM now() - xact_start)::int || ' s' \
FROM pg_catalog.pg_stat_activity \
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < now() - interval '1 minute' \
ORDER BY xact_start";

const PREPARED: &str = "SELECT gid, 'since', prepared::text FROM pg_catalog.pg_prepared_xacts \
WHERE database = current_database() ORDER BY prepared";

const INVALID_INDEXES: &str = "SELECT i.indexrelid::regclass::text, 'on', i.indrelid::regclass::text \
FROM pg_catalog.pg_index i WHERE NOT i.indisvalid ORDER BY 1";

const SETTINGS: &str = "SELECT name, '=', setting || ' ms' FROM pg_catalog.pg_settings \
WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout') AND setting <> '0' \
AND source NOT IN ('session', 'client', 'default') ORDER BY 1";
