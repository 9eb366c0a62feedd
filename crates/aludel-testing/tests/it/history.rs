//! Histories to make databases from.

use aludel::{Migrations, file};

/// Revisions from their upgrade halves, one on top of the other.
pub(crate) fn of(upgrades: &[&str]) -> Migrations {
    let revision = |(number, upgrade): (usize, &&str)| {
        let revises = if number == 0 { String::new() } else { format!("-- revises: r{}\n", number - 1) };
        let text = format!("-- revision: r{number}\n{revises}\n-- upgrade\n{upgrade}\n\n-- downgrade\n");
        let path = format!("migrations/r{number}.sql");
        file::parse(path.as_ref(), text.as_bytes()).unwrap()
    };
    Migrations::from_revisions(upgrades.iter().enumerate().map(revision).collect()).unwrap()
}

/// A table of birds, by a name that no other test has: so its template is its own.
pub(crate) fn birds(test: &str) -> Migrations {
    let table = format!("CREATE TABLE birds (name varchar(80) DEFAULT '{test}')");
    of(&[&table, "INSERT INTO birds (name) VALUES ('wren')"])
}
