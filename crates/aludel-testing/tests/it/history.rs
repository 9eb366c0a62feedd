//! Histories to make databases from.

use aludel::{Migrations, file};

/// Revisions from their upgrade halves, one on top of the other, of a project of that name.
pub(crate) fn of(project: &str, upgrades: &[&str]) -> Migrations {
    let halves: Vec<(&str, &str)> = upgrades.iter().map(|upgrade| (*upgrade, "")).collect();
    both(project, &halves)
}

/// As [`of`], with downgrades.
pub(crate) fn both(project: &str, halves: &[(&str, &str)]) -> Migrations {
    let revision = |(number, (upgrade, downgrade)): (usize, &(&str, &str))| {
        let revises = if number == 0 { String::new() } else { format!("-- revises: r{}\n", number - 1) };
        let text = format!(
            "-- revision: r{number}\n{revises}\n-- upgrade\n{upgrade}\n\n-- downgrade\n{downgrade}\n"
        );
        let path = format!("{project}/migrations/r{number}.sql");
        file::parse(path.as_ref(), text.as_bytes()).unwrap()
    };
    Migrations::from_revisions(halves.iter().enumerate().map(revision).collect()).unwrap()
}

/// A table of birds with one in it, of a test's own: so its template is its own.
pub(crate) fn birds(test: &str) -> Migrations {
    let table = format!("CREATE TABLE birds (name varchar(80) DEFAULT '{test}')");
    of(test, &[&table, "INSERT INTO birds (name) VALUES ('wren')"])
}

/// The same on top of forty tables, so that to apply it takes a while.
pub(crate) fn slow(test: &str) -> Migrations {
    let mut upgrades: Vec<String> = (0..40).map(|number| format!("CREATE TABLE t{number} (a int)")).collect();
    upgrades.push(format!("CREATE TABLE birds (name varchar(80) DEFAULT '{test}')"));
    upgrades.push("INSERT INTO birds (name) VALUES ('wren')".to_owned());
    of(test, &upgrades.iter().map(String::as_str).collect::<Vec<_>>())
}
