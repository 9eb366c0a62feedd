//! Histories to measure with, in the form of each tool; the same SQL in all of them.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// What revision `number` does: a table and an index.
pub(super) fn upgrade_sql(number: usize) -> String {
    format!(
        "CREATE TABLE t{number:06} (id bigint PRIMARY KEY, name text NOT NULL, note text);\n\
         CREATE INDEX t{number:06}_name ON t{number:06} (name);\n"
    )
}

fn downgrade_sql(number: usize) -> String {
    format!("DROP TABLE t{number:06};\n")
}

fn id(number: usize) -> String {
    format!("{number:06}")
}

/// A line of revisions for aludel.
pub(super) fn line(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    (1..=count).try_for_each(|number| {
        let parents = if number == 1 { "none".to_owned() } else { id(number - 1) };
        revision(folder, number, &id(number), &parents)
    })
}

/// Diamonds for aludel, one on top of the other: two revisions part from one, and a third joins them.
pub(super) fn diamonds(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    revision(folder, 0, "m0000", "none")?;
    (1..=count).try_for_each(|number| {
        let (left, right) = (format!("l{number:04}"), format!("r{number:04}"));
        let below = format!("m{:04}", number - 1);
        revision(folder, 3 * number - 2, &left, &below)?;
        revision(folder, 3 * number - 1, &right, &below)?;
        revision(folder, 3 * number, &format!("m{number:04}"), &format!("{left}, {right}"))
    })
}

fn revision(folder: &Path, number: usize, id: &str, parents: &str) -> io::Result<()> {
    let text = format!(
        "-- revision: {id}\n-- revises: {parents}\n-- created: 2026-01-01T00:00:00Z\n--\n\
         -- add table {number}\n\n-- upgrade\n{}\n-- downgrade\n{}",
        upgrade_sql(number),
        downgrade_sql(number)
    );
    fs::write(folder.join(format!("{id}_add_table_{number}.sql")), text)
}

/// Files of SQL, and one that makes psql run each in a transaction of its own, in one session.
pub(super) fn for_psql(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut all = String::new();
    for number in 1..=count {
        let file = folder.join(format!("{}.sql", id(number)));
        fs::write(&file, upgrade_sql(number))?;
        let _ = writeln!(all, "BEGIN;\n\\i {}\nCOMMIT;", file.display());
    }
    fs::write(folder.join("all.sql"), all)
}

/// The same for sqlite3; `whole`: one transaction around all files.
pub(super) fn for_sqlite3(folder: &Path, count: usize, whole: bool) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut all = String::new();
    if whole {
        all.push_str("BEGIN IMMEDIATE;\n");
    }
    for number in 1..=count {
        let file = folder.join(format!("{}.sql", id(number)));
        fs::write(&file, upgrade_sql(number))?;
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
pub(super) fn for_dbmate(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    (1..=count).try_for_each(|number| {
        let text =
            format!("-- migrate:up\n{}\n-- migrate:down\n{}", upgrade_sql(number), downgrade_sql(number));
        fs::write(folder.join(format!("{}_add_table_{number}.sql", id(number))), text)
    })
}

/// sqlx's files.
pub(super) fn for_sqlx(folder: &Path, count: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    (1..=count).try_for_each(|number| {
        fs::write(folder.join(format!("{}_add_table_{number}.sql", id(number))), upgrade_sql(number))
    })
}

/// diesel's folders.
pub(super) fn for_diesel(folder: &Path, count: usize) -> io::Result<()> {
    (1..=count).try_for_each(|number| {
        let revision = folder.join(format!("{}_add_table_{number}", id(number)));
        fs::create_dir_all(&revision)?;
        fs::write(revision.join("up.sql"), upgrade_sql(number))?;
        fs::write(revision.join("down.sql"), downgrade_sql(number))
    })
}

/// An Alembic project, one transaction a revision.
pub(super) fn for_alembic(folder: &Path, count: usize) -> io::Result<()> {
    let versions = folder.join("versions");
    fs::create_dir_all(&versions)?;
    fs::write(folder.join("alembic.ini"), "[alembic]\nscript_location = %(here)s\n")?;
    fs::write(folder.join("env.py"), ALEMBIC_ENVIRONMENT)?;
    (1..=count).try_for_each(|number| {
        let below = if number == 1 { "None".to_owned() } else { format!("\"{}\"", id(number - 1)) };
        let statements: Vec<String> = upgrade_sql(number).lines().map(str::to_owned).collect();
        let text = format!(
            "from alembic import op\n\nrevision = \"{}\"\ndown_revision = {below}\n\n\n\
             def upgrade():\n    op.execute(\"{}\")\n    op.execute(\"{}\")\n\n\n\
             def downgrade():\n    op.execute(\"{}\")\n",
            id(number),
            statements[0],
            statements[1],
            downgrade_sql(number).trim_end()
        );
        fs::write(versions.join(format!("{}_add_table_{number}.py", id(number))), text)
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
        line(&at("line"), 3).expect("written");
        diamonds(&at("diamonds"), 2).expect("written");
        for_psql(&at("psql"), 3).expect("written");
        for_sqlite3(&at("sqlite3"), 3, true).expect("written");
        for_dbmate(&at("dbmate"), 3).expect("written");
        for_sqlx(&at("sqlx"), 3).expect("written");
        for_diesel(&at("diesel"), 3).expect("written");
        for_alembic(&at("alembic"), 3).expect("written");
        let names = ["line", "diamonds", "psql", "sqlite3", "dbmate", "sqlx", "diesel", "alembic"];
        assert_eq!(names.map(files), [3, 7, 4, 4, 3, 3, 3, 3]);
        assert_eq!(files("alembic/versions"), 3);
    }
}
