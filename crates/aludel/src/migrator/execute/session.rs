//! What a session is given before the work, and again after a script has changed it.

use crate::Dialect;
use crate::database::{Database, DatabaseError, Server};
use crate::migrator::Runner;
use crate::migrator::error::{MigrateError, doing};
use crate::migrator::work::Work;

/// What a waiting process sees of us: the program, and the revision it is at.
pub(super) fn application(tool: &str, work: &Work<'_>) -> String {
    format!("{tool}: {} {}", work.step.direction.name(), work.id())
}

pub(super) fn lock_timeout(migrator: &Runner<'_>) -> u128 {
    migrator.settings.lock_timeout.map_or(0, |timeout| timeout.as_millis().max(1))
}

fn statement_timeout(migrator: &Runner<'_>) -> u128 {
    migrator.settings.statement_timeout.map_or(0, |timeout| timeout.as_millis().max(1))
}

/// The settings of a transaction where a session can't keep them.
pub(super) fn local_settings(migrator: &Runner<'_>) -> Vec<String> {
    vec![
        format!("SET LOCAL lock_timeout = {}", lock_timeout(migrator)),
        format!("SET LOCAL statement_timeout = {}", statement_timeout(migrator)),
    ]
}

/// The statements that prepare a session, joined by `;` and a new line.
pub(super) fn session_settings(
    migrator: &Runner<'_>,
    server: &Server,
    database: &mut dyn Database,
) -> Result<String, MigrateError> {
    let mut statements = Vec::new();
    match server.dialect {
        Dialect::Postgres if server.pooled => {}
        Dialect::Postgres => {
            statements.push(format!("SET lock_timeout = {}", lock_timeout(migrator)));
            // A limit that a role has for its application must not end a long migration.
            statements.push(format!("SET statement_timeout = {}", statement_timeout(migrator)));
            if server.version_number.0 >= 14 {
                // So that the server notices a killed client within a second, and frees its lock.
                // https://www.postgresql.org/docs/current/runtime-config-connection.html
                // Only Linux servers can; where they can't, the lock lives until the statement ends.
                statements.push(
                    "DO $aludel$ BEGIN SET client_connection_check_interval = 1000; \
                     EXCEPTION WHEN OTHERS THEN NULL; END $aludel$"
                        .to_owned(),
                );
            }
            statements.push("SET idle_in_transaction_session_timeout = 0".to_owned());
        }
        Dialect::Mysql => {
            if let Some(timeout) = migrator.settings.lock_timeout {
                let seconds = timeout.as_secs().max(1);
                statements.push(format!("SET SESSION lock_wait_timeout = {seconds}"));
                statements.push(format!("SET SESSION innodb_lock_wait_timeout = {seconds}"));
            }
            if server.product == "MariaDB" {
                let limit = migrator.settings.statement_timeout.map_or(0.0, |limit| limit.as_secs_f64());
                statements.push(format!("SET SESSION max_statement_time = {limit}"));
            }
            // Scripts made by mysqldump change these, and the next revision must not see it.
            for name in ["foreign_key_checks", "unique_checks", "sql_mode", "autocommit"] {
                let value = one(database, &format!("SELECT @@SESSION.{name}"))?;
                statements.push(format!("SET SESSION {name} = {}", mysql_value(&value)));
            }
            if !server.database.is_empty() {
                statements.push(format!("USE {}", server.dialect.quote(&server.database)));
            }
        }
        Dialect::Sqlite => {
            for name in ["foreign_keys", "legacy_alter_table", "writable_schema"] {
                let value = one(database, &format!("PRAGMA {name}"))?;
                statements.push(format!("PRAGMA {name} = {value}"));
            }
        }
    }
    Ok(statements.join(";\n"))
}

fn one(database: &mut dyn Database, query: &str) -> Result<String, MigrateError> {
    let rows = database.query(query).map_err(doing("reading the session's settings"))?;
    Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten().unwrap_or_default())
}

fn mysql_value(value: &str) -> String {
    if value.parse::<i64>().is_ok() { value.to_owned() } else { Dialect::Mysql.literal(value) }
}

/// Runs statements of our own, joined by `;` and a new line.
pub(super) fn each_statement(database: &mut dyn Database, text: &str) -> Result<(), DatabaseError> {
    match database.server().dialect {
        Dialect::Mysql => text
            .split(";\n")
            .filter(|statement| !statement.is_empty())
            .try_for_each(|statement| database.execute(statement)),
        Dialect::Postgres | Dialect::Sqlite => database.execute(text),
    }
}

pub(super) fn data_version(database: &mut dyn Database) -> Result<String, DatabaseError> {
    // It changes when another connection has changed the file, and only then.
    // https://www.sqlite.org/pragma.html#pragma_data_version
    let rows = database.query("PRAGMA data_version")?;
    Ok(rows.into_iter().next().and_then(|row| row.into_iter().next()).flatten().unwrap_or_default())
}
