//! Notes about renames, and when they are due.

use aludel_schema::Catalog;
use aludel_schema::dialect::{self, InspectOptions};
use aludel_schema::source::{due, renamed};
use testkit::TestDatabase;

use super::{loaded, texts};

/// The renames that are due from one text to the other: `table public.people=users`.
fn wishes(target: &TestDatabase, from: &str, to: &str) -> Vec<String> {
    let catalog = |text: &str| -> Catalog {
        loaded(target, &texts(&[text]), |made, _| dialect::inspect(made, &InspectOptions::default()).unwrap())
            .unwrap()
    };
    let dialect = target.dialect().name().parse().unwrap();
    let wishes =
        due(&renamed(dialect, &texts(&[to])), &catalog(from), &catalog(to), dialect::registry(dialect));
    wishes
        .iter()
        .map(|wish| format!("{} {}={}", wish.kind.as_deref().unwrap(), wish.old.join("."), wish.new))
        .collect()
}

const NEW: &str = "
-- renamed from: people
CREATE TABLE IF NOT EXISTS Users (
    id int PRIMARY KEY, -- renamed from: uid
    note text,
    -- renamed from: mail
    email text
);
CREATE INDEX users_note ON users (id); -- renamed from: people_note
";

#[test]
fn those_that_are_due_come_in_an_order_that_works() {
    for target in testkit::databases() {
        let old = "CREATE TABLE people (uid int PRIMARY KEY, note text, mail text); CREATE INDEX people_note ON people (uid);";
        let new = match target.dialect() {
            testkit::Dialect::Mysql => NEW.replace("Users", "users"),
            _ => NEW.to_owned(),
        };
        let told = wishes(&target, old, &new);
        let names: Vec<&str> = told.iter().map(|wish| wish.rsplit([' ', '.']).next().unwrap()).collect();
        // SQLite has no statement that renames an index.
        let expected = match target.dialect() {
            testkit::Dialect::Sqlite => &["people=Users", "uid=id", "mail=email"][..],
            _ => &["people=users", "people_note=users_note", "uid=id", "mail=email"],
        };
        // Names that the database has derived may follow.
        assert_eq!(names[..expected.len()], *expected, "{told:?}");
        let column = told.iter().find(|wish| wish.starts_with("column")).unwrap();
        assert!(column.to_lowercase().ends_with("users.uid=id"), "{told:?}");
        // When they are done they mean nothing.
        assert!(wishes(&target, &new, &new).is_empty());
        assert!(wishes(&target, "CREATE TABLE other (a int)", &new).is_empty());
    }
}

#[test]
fn values_and_constraints_have_notes_too() {
    let Some(target) = super::postgres() else { return };
    let old = "create schema app; create type app.mood as enum ('sad', 'glad');
        create table app.t (a int constraint positive check (a > 0), mood app.mood);
        create view app.w as select a from app.t;";
    let new = "create schema app;
        create type app.mood as enum (
            'sad',
            'happy' -- renamed from: 'glad'
        );
        create table app.t (
            a int,
            mood app.mood,
            -- renamed from: positive
            constraint above_zero check (a > 0)
        );
        -- renamed from: app.w
        create or replace view app.v as select a from app.t;";
    assert_eq!(
        wishes(&target, old, new),
        ["view app.w=v", "enum app.mood.glad=happy", "check constraint app.t.positive=above_zero"]
    );
}

#[test]
fn names_that_the_database_derived_go_with_it() {
    let Some(target) = super::postgres() else { return };
    let old = "create table people (id serial primary key, mail text unique, note text);
        create index on people (mail, note); create index by_hand on people (note);";
    let new = "-- renamed from: people
        create table users (
          id serial primary key,
          email text unique, -- renamed from: mail
          note text);
        create index on users (email, note); create index by_hand on users (note);";
    let mut told = wishes(&target, old, new);
    told.sort();
    assert_eq!(
        told,
        [
            "column public.users.mail=email",
            "index public.people_mail_note_idx=users_email_note_idx",
            "primary key public.users.people_pkey=users_pkey",
            "sequence public.people_id_seq=users_id_seq",
            "table public.people=users",
            "unique constraint public.users.people_mail_key=users_email_key",
        ]
    );
}
