//! Histories to measure with, in the form of each tool; the same SQL in all of them.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The SQL of a revision, by its number: what upgrades, a statement a line, and what downgrades.
pub(super) type Sql = fn(usize) -> (String, String);

/// A table and an index, and nothing else: two relations.
pub(super) fn bare_table(number: usize) -> (String, String) {
    let upgrade = format!(
        "CREATE TABLE t{number:06} (id integer NOT NULL, value integer NOT NULL);\n\
         CREATE INDEX t{number:06}_value ON t{number:06} (value);\n"
    );
    (upgrade, format!("DROP TABLE t{number:06};\n"))
}

/// A table with a primary key and long texts, and an index: five relations on PostgreSQL.
pub(super) fn usual_table(number: usize) -> (String, String) {
    let upgrade = format!(
        "CREATE TABLE t{number:06} (id bigint PRIMARY KEY, name text NOT NULL, note text);\n\
         CREATE INDEX t{number:06}_name ON t{number:06} (name);\n"
    );
    (upgrade, format!("DROP TABLE t{number:06};\n"))
}

/// What a history of years leaves: each twentieth revision makes a table, the others fill it.
pub(super) fn few_tables(number: usize) -> (String, String) {
    let table = number - (number - 1) % 20;
    if table == number {
        return bare_table(number);
    }
    let upgrade = format!(
        "INSERT INTO t{table:06} VALUES ({number}, 1);\n\
         UPDATE t{table:06} SET value = value + 1 WHERE id = {number};\n"
    );
    (upgrade, format!("DELETE FROM t{table:06} WHERE id = {number};\n"))
}

fn id(number: usize) -> String {
    format!("{number:06}")
}

/// A line of revisions for aludel.
pub(super) fn line(folder: &Path, count: usize, sql: Sql) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    (1..=count).try_for_each(|number| {
        let parents = if number == 1 { "none".to_owned() } else { id(number - 1) };
        revision(folder, number, &id(number), &parents, sql)
    })
}

/// Diamonds for aludel, one on top of the other: two revisions part from one, and a third joins them.
pub(super) fn diamonds(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    revision(folder, 0, "m0000", "none", usual_table)?;
    (1..=count).try_for_each(|number| {
        let (left, right) = (format!("l{number:04}"), format!("r{number:04}"));
        let below = format!("m{:04}", number - 1);
        revision(folder, 3 * number - 2, &left, &below, usual_table)?;
        revision(folder, 3 * number - 1, &right, &below, usual_table)?;
        revision(folder, 3 * number, &format!("m{number:04}"), &format!("{left}, {right}"), usual_table)
    })
}

fn revision(folder: &Path, number: usize, id: &str, parents: &str, sql: Sql) -> io::Result<()> {
    let (upgrade, downgrade) = sql(number);
    let text = format!(
        "-- revision: {id}\n-- revises: {parents}\n-- created: 2026-01-01T00:00:00Z\n--\n\
         -- step {number}\n\n-- upgrade\n{upgrade}\n-- downgrade\n{downgrade}"
    );
    fs::write(folder.join(format!("{id}_step_{number}.sql")), text)
}

/// Files of SQL, and one that makes psql run each in a transaction of its own, in one session.
pub(super) fn for_psql(folder: &Path, count: usize, sql: Sql) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut all = String::new();
    for number in 1..=count {
        let file = folder.join(format!("{}.sql", id(number)));
        fs::write(&file, sql(number).0)?;
        let _ = writeln!(all, "BEGIN;\n\\i {}\nCOMMIT;", file.display());
    }
    fs::write(folder.join("all.sql"), all)
}

/// The same for sqlite3; `whole`: one transaction around all files.
pub(super) fn for_sqlite3(folder: &Path, count: usize, sql: Sql, whole: bool) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut all = String::new();
    if whole {
        all.push_str("BEGIN IMMEDIATE;\n");
    }
    for number in 1..=count {
        let file = folder.join(format!("{}.sql", id(number)));
        fs::write(&file, sql(number).0)?;
        let read = format!(".read {}", file.display());
        let _ = match whole {
            true => writeln!(all, "{read}"),
            false => writeln!(all, "BEGIN IMMEDIATE;\n{read}\nCOMMIT;"),
        };
    }
    if whole {
        all.push_str("COMMIT;\n");
    }
    fs::write(folder.join("all.sql"), all)
}

/// dbmate's files.
pub(super) fn for_dbmate(folder: &Path, count: usize, sql: Sql) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    (1..=count).try_for_each(|number| {
        let (upgrade, downgrade) = sql(number);
        let text = format!("-- migrate:up\n{upgrade}\n-- migrate:down\n{downgrade}");
        fs::write(folder.join(format!("{}_step_{number}.sql", id(number))), text)
    })
}

/// sqlx's files.
pub(super) fn for_sqlx(folder: &Path, count: usize, sql: Sql) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    (1..=count).try_for_each(|number| {
        fs::write(folder.join(format!("{}_step_{number}.sql", id(number))), sql(number).0)
    })
}

/// diesel's folders.
pub(super) fn for_diesel(folder: &Path, count: usize, sql: Sql) -> io::Result<()> {
    (1..=count).try_for_each(|number| {
        let revision = folder.join(format!("{}_step_{number}", id(number)));
        fs::create_dir_all(&revision)?;
        let (upgrade, downgrade) = sql(number);
        fs::write(revision.join("up.sql"), upgrade)?;
        fs::write(revision.join("down.sql"), downgrade)
    })
}

/// An Alembic project, one transaction a revision.
pub(super) fn for_alembic(folder: &Path, count: usize, sql: Sql) -> io::Result<()> {
    let versions = folder.join("versions");
    fs::create_dir_all(&versions)?;
    fs::write(folder.join("alembic.ini"), "[alembic]\nscript_location = %(here)s\n")?;
    fs::write(folder.join("env.py"), ALEMBIC_ENVIRONMENT)?;
    (1..=count).try_for_each(|number| {
        let below = if number == 1 { "None".to_owned() } else { format!("\"{}\"", id(number - 1)) };
        let (upgrade, downgrade) = sql(number);
        let execute = |sql: &str| -> String {
            sql.lines().map(|statement| format!("    op.execute(\"{statement}\")\n")).collect()
        };
        let text = format!(
            "from alembic import op\n\nrevision = \"{}\"\ndown_revision = {below}\n\n\n\
             def upgrade():\n{}\n\ndef downgrade():\n{}",
            id(number),
            execute(&upgrade),
            execute(&downgrade)
        );
        fs::write(versions.join(format!("{}_step_{number}.py", id(number))), text)
    })
}

const ALEMBIC_ENVIRONMENT: &str = r#"import os

from alembic import context
from sqlalchemy import create_engine, pool

engine = create_engine(os.environ["BENCH_URL"], poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histories_are_written_in_every_form() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files = |name: &str| fs::read_dir(folder.path().join(name)).expect("it is there").count();
        let at = |name: &str| folder.path().join(name);
        line(&at("line"), 3, few_tables).expect("written");
        diamonds(&at("diamonds"), 2).expect("written");
        for_psql(&at("psql"), 3, few_tables).expect("written");
        for_sqlite3(&at("sqlite3"), 3, bare_table, true).expect("written");
        for_dbmate(&at("dbmate"), 3, few_tables).expect("written");
        for_sqlx(&at("sqlx"), 3, few_tables).expect("written");
        for_diesel(&at("diesel"), 3, few_tables).expect("written");
        for_alembic(&at("alembic"), 3, few_tables).expect("written");
        let names = ["line", "diamonds", "psql", "sqlite3", "dbmate", "sqlx", "diesel", "alembic"];
        assert_eq!(names.map(files), [3, 7, 4, 4, 3, 3, 3, 3]);
        assert_eq!(files("alembic/versions"), 3);
    }
}
