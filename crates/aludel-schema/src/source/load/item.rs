//! One statement that is to be loaded, and whether it may be.

use std::ops::Range;

use aludel::Dialect;
use aludel::script::{Control, DumpedStatement, Nature, ScriptErrorKind};

use super::super::SqlText;
use super::super::words::{begins, words};
use super::{LoadWarning, warn};

/// One statement that is to be loaded.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Which of the texts it stands in.
    pub(super) text: usize,
    /// Where.
    pub(super) span: Range<usize>,
    pub(super) manner: Manner,
    /// How many settings stand before it in its text.
    pub(super) settings: usize,
}

/// How a statement is to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    Ordinary,
    /// It changes the session, for what follows in its text.
    Setting,
    /// It can't be in a transaction.
    Alone,
    /// What follows must be in the next transaction.
    EndsTransaction,
}

/// What is to be done with a statement.
enum Verdict {
    Run(Manner),
    /// Nothing is lost without it.
    LeaveOut,
    /// Left out, and this is why.
    Warn(&'static str),
    /// It must not run, and the schema is not whole without it.
    Refuse(String),
}

const WHOLE_SERVER: &str = "it is about the whole server, not about one database";
const ROWS: &str = "rows behind COPY … FROM stdin are no part of a schema";
const OTHER_DATABASE: &str = "it names a database, and the models are loaded into one of another name";
const SUBSCRIPTION: &str = "a subscription would connect to another server";
const UNDO: &str = "ROLLBACK undoes nothing here: each statement of the models stays";

/// Adds the statements of one text, and tells which are left out; returns those that must not run.
pub(super) fn items(
    dialect: Dialect,
    index: usize,
    text: &SqlText,
    statements: &[DumpedStatement],
    items: &mut Vec<Item>,
    warnings: &mut Vec<LoadWarning>,
) -> Vec<(usize, String)> {
    let mut refused = Vec::new();
    let mut settings = 0;
    for statement in statements {
        let Some(sql) = text.text.get(statement.span.clone()) else { continue };
        match verdict(dialect, sql, &statement.nature) {
            Verdict::Run(manner) => {
                items.push(Item { text: index, span: statement.span.clone(), manner, settings });
                settings += usize::from(manner == Manner::Setting);
            }
            Verdict::LeaveOut => {}
            Verdict::Warn(reason) => warn(warnings, text, statement.span.start, sql, reason),
            Verdict::Refuse(reason) => refused.push((statement.span.start, reason)),
        }
    }
    refused
}

fn verdict(dialect: Dialect, sql: &str, nature: &Result<Nature, ScriptErrorKind>) -> Verdict {
    let words = words(sql, 14);
    let of_dialect = match dialect {
        Dialect::Postgres => of_postgres(&words),
        Dialect::Mysql => of_mysql(&words),
        Dialect::Sqlite => of_sqlite(&words),
    };
    if let Some(verdict) = of_dialect {
        return verdict;
    }
    match nature {
        Err(ScriptErrorKind::CopyFromStdin) => Verdict::Warn(ROWS),
        Err(_) => Verdict::LeaveOut,
        Ok(Nature::TransactionControl(Control::Rollback)) => Verdict::Warn(UNDO),
        Ok(Nature::TransactionControl(_)) => Verdict::LeaveOut,
        Ok(Nature::Session | Nature::SessionAlone) => Verdict::Run(Manner::Setting),
        Ok(Nature::Alone(_)) => Verdict::Run(Manner::Alone),
        Ok(Nature::EndsTransaction) => Verdict::Run(Manner::EndsTransaction),
        Ok(Nature::Ordinary | Nature::OwnTransaction) => Verdict::Run(Manner::Ordinary),
    }
}

/// Roles, databases and settings are the server's: what stands in scratch must not change them.
fn of_postgres(words: &[String]) -> Option<Verdict> {
    let at = |pattern: &str| begins(words, pattern);
    if at("CREATE|ALTER|DROP USER MAPPING") {
        return None;
    }
    let is_server = at("CREATE|ALTER|DROP DATABASE|ROLE|USER|GROUP|TABLESPACE")
        || at("ALTER SYSTEM")
        || at("REASSIGN|DROP OWNED")
        || at("COMMENT ON DATABASE|ROLE|TABLESPACE")
        || at("SECURITY LABEL")
        || (at("GRANT|REVOKE") && is_grant_on_server(words));
    match () {
        () if is_server => Some(Verdict::Warn(WHOLE_SERVER)),
        () if at("CREATE|ALTER|DROP SUBSCRIPTION") || at("COMMENT ON SUBSCRIPTION") => {
            Some(Verdict::Warn(SUBSCRIPTION))
        }
        // A dump with --create and hand-made models name it; each new database has it.
        () if at("CREATE SCHEMA PUBLIC") && words.len() == 3 => Some(Verdict::LeaveOut),
        () if at("SET CHECK_FUNCTION_BODIES") => Some(Verdict::LeaveOut),
        () => None,
    }
}

/// GRANT of a role, or on something of the server's.
fn is_grant_on_server(words: &[String]) -> bool {
    match words.iter().position(|word| word == "ON") {
        Some(on) => words
            .get(on + 1)
            .is_some_and(|word| matches!(word.as_str(), "DATABASE" | "TABLESPACE" | "PARAMETER")),
        // A long list of privileges ends behind what was read.
        None => words.iter().any(|word| matches!(word.as_str(), "TO" | "FROM")),
    }
}

fn of_mysql(words: &[String]) -> Option<Verdict> {
    let at = |pattern: &str| begins(words, pattern);
    let is_server = at("CREATE|ALTER|DROP|RENAME USER|ROLE|SERVER|TABLESPACE|RESOURCE")
        || at("CREATE OR REPLACE USER|ROLE|SERVER")
        || at("GRANT|REVOKE|FLUSH|RESET|PURGE|CHANGE|STOP|SHUTDOWN|KILL|INSTALL|UNINSTALL|BINLOG")
        || at("START SLAVE|REPLICA|GROUP_REPLICATION|ALL")
        || at("SET GLOBAL|PERSIST|PERSIST_ONLY|PASSWORD|DEFAULT|ROLE|STATEMENT")
        || at("SET @@GLOBAL|@@PERSIST|@@PERSIST_ONLY");
    match () {
        // mysqldump writes both on servers with replication.
        () if at("SET @@GLOBAL . GTID_PURGED") || at("SET @@SESSION . SQL_LOG_BIN") => {
            Some(Verdict::LeaveOut)
        }
        () if at("SET SQL_LOG_BIN") => Some(Verdict::LeaveOut),
        () if at("SET @MYSQLDUMP_TEMP_LOG_BIN") => Some(Verdict::LeaveOut),
        () if is_server => Some(Verdict::Warn(WHOLE_SERVER)),
        () if at("USE") || at("CREATE|ALTER|DROP DATABASE|SCHEMA") => Some(Verdict::Warn(OTHER_DATABASE)),
        () if at("UNLOCK TABLES|TABLE") => Some(Verdict::LeaveOut),
        () if words.is_empty() => Some(Verdict::LeaveOut),
        () => other_database(words).map(|name| {
            Verdict::Refuse(format!(
                "the statement names database {name}, and models are loaded into one of another name: leave {name} out"
            ))
        }),
    }
}

/// The database before the name of what a statement makes or changes: a schema and a database are one here.
fn other_database(words: &[String]) -> Option<String> {
    if !begins(words, "CREATE|ALTER|DROP|RENAME|TRUNCATE|INSERT|REPLACE|UPDATE|DELETE") {
        return None;
    }
    const HEAD_ENDS: [&str; 11] =
        ["(", "AS", "SELECT", "SET", "VALUES", "BEGIN", "ADD", "FOR", "DO", "WHERE", "JOIN"];
    let head: Vec<&String> = words.iter().take_while(|word| !HEAD_ENDS.contains(&word.as_str())).collect();
    let is_name = |word: &str| word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '`'));
    let found = head.windows(3).find_map(|three| match three {
        [database, dot, name] if *dot == "." && is_name(database) && is_name(name) => Some(*database),
        _ => None,
    });
    // Words came in capitals.
    found.map(|name| if name.starts_with('`') { name.clone() } else { name.to_lowercase() })
}

fn of_sqlite(words: &[String]) -> Option<Verdict> {
    const SECOND: &str = "it names another database file";
    let at = |pattern: &str| begins(words, pattern);
    let second = words.get(2).map(|word| word.trim_matches(['"', '`', '\'']).to_lowercase());
    match () {
        () if at("ATTACH|DETACH") || at("VACUUM INTO") => Some(Verdict::Warn(SECOND)),
        // SQLite's own table, which `.schema` shows and nobody may make.
        () if at("CREATE TABLE") && second.as_deref() == Some("sqlite_sequence") => Some(Verdict::LeaveOut),
        () if at("CREATE TABLE") && second.as_deref().is_some_and(|name| name.starts_with("sqlite_stat")) => {
            Some(Verdict::LeaveOut)
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_before_a_name_is_found_in_mysql() {
        let other = |text: &str| other_database(&words(text, 14));
        assert_eq!(other("CREATE TABLE IF NOT EXISTS App.users (a int)"), Some("app".to_owned()));
        assert_eq!(
            other("create trigger t before insert on `My`.users for each row set a = 1"),
            Some("`My`".to_owned())
        );
        assert_eq!(other("ALTER TABLE app.users ADD b decimal(3,1) DEFAULT 1.5"), Some("app".to_owned()));
        for text in [
            "CREATE TABLE users (a int DEFAULT 1.5)",
            "CREATE DEFINER=`a`@`10.0.0.1` TRIGGER t BEFORE INSERT ON u FOR EACH ROW SET new.a = 1",
            "CREATE VIEW v AS SELECT app.users.a FROM app.users",
            "SET a.b = 1",
            "DELETE FROM a WHERE a.b = 1",
        ] {
            assert_eq!(other(text), None, "{text}");
        }
    }

    #[test]
    fn grants_on_the_server_are_told_from_others() {
        let is_server = |text: &str| matches!(of_postgres(&words(text, 14)), Some(Verdict::Warn(_)));
        assert!(is_server("GRANT CONNECT ON DATABASE app TO me") && is_server("GRANT admin TO me"));
        assert!(is_server("DROP OWNED BY me") && is_server("create user me"));
        assert!(!is_server("GRANT SELECT (a, b, c, d, e, f, g, h) ON t TO me"));
        assert!(!is_server("CREATE USER MAPPING FOR me SERVER s"));
        assert!(!is_server("GRANT USAGE ON SCHEMA a TO me"));
    }
}
