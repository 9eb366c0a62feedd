//! What is equal, what is not, and what fails when it must.

use aludel::Dialect;
use aludel::database::{ConnectOptions, Database, connect};
use aludel::script::{SegmentKind, SegmentMode, segments};
use aludel::url::DatabaseUrl;

use super::{finished, inspect, registry};
use crate::dialect::{InspectOptions, PlanOptions};
use crate::{Catalog, diff, plan, render};

fn database(schema: &str) -> Box<dyn Database> {
    let url: DatabaseUrl = "sqlite::memory:".parse().unwrap();
    let mut database = connect(&url, &ConnectOptions { create: true, ..ConnectOptions::default() }).unwrap();
    database.execute(schema).unwrap_or_else(|error| panic!("{error}: {schema}"));
    database
}

fn catalog(database: &mut dyn Database) -> Catalog {
    inspect(database, &InspectOptions::default()).unwrap()
}

fn script(from: &Catalog, to: &Catalog) -> String {
    let difference = diff(from, to, registry()).unwrap();
    let plan = plan(&difference, registry()).unwrap();
    render::script(&finished(plan, &difference, &PlanOptions::default()))
}

fn between(from: &str, to: &str) -> String {
    script(&catalog(&mut *database(from)), &catalog(&mut *database(to)))
}

#[test]
fn spellings_are_no_difference() {
    let check = |one: &str, other: &str| {
        assert_eq!(between(one, other), "", "{one}");
        assert_eq!(between(other, one), "", "{other}");
    };
    check(
        "create table t (a integer primary key, b text unique, c int references t, d check (d > 0))",
        "CREATE TABLE \"t\" ([a] INTEGER, `b` TEXT, 'c' INT, d, PRIMARY KEY (a), UNIQUE (b),
         FOREIGN KEY (c) REFERENCES T (A) ON DELETE NO ACTION MATCH SIMPLE NOT DEFERRABLE, check(t.d>0)) -- t",
    );
    check(
        "create table t (a int default 5, b text default 'x', c int null collate binary not null on conflict abort)",
        "create table t (a int default (5), b text default \"x\", c int not null)",
    );
    check("create table t (a integer primary key asc)", "create table t (a integer, primary key (a desc))");
    check(
        "create table t (a integer primary key autoincrement)",
        "create table t (\"a\" INTEGER, PRIMARY KEY(\"a\" AUTOINCREMENT))",
    );
    check(
        "create table t (a, b, unique (a, b) check (a <> b) constraint c foreign key (a) references t (b))",
        "create table t (a, b, constraint c foreign key (a) references t (b), check (a != b), unique (a, b))",
    );
    check("create table t (a as (b * 2), b)", "create table t (a generated always as (\"b\"*2) virtual, b)");
    check(
        "create table p (a integer primary key); create table t (a references p deferrable initially immediate)",
        "create table P (a integer primary key); create table t (a references P(a))"
            .replace("P", "p")
            .as_str(),
    );
    check(
        "create table t (a text); create index i on t (a); create view v as select a from t where a like 'x'",
        "create table t (a text); create index i on \"t\" (\"a\" asc); create view v as SELECT \"a\" FROM [t] WHERE a LIKE 'x' /* x */",
    );
    check(
        "create table t (a text); create trigger g insert on t begin select 1; end",
        "create table t (a text); create trigger if not exists main.g before insert on t for each row begin select 1 ; end",
    );
    check(
        "create virtual table s using fts5(a, tokenize=porter)",
        "create virtual table s using FTS5 ( a , tokenize = porter )",
    );
    check("create table t as select 1 as a, 'x' as b", "create table t (a, b)");
}

#[test]
fn meanings_are_a_difference() {
    let check = |one: &str, other: &str| assert_ne!(between(one, other), "", "{one}\n{other}");
    check("create table t (a integer primary key)", "create table t (a integer primary key desc)");
    check("create table t (a integer primary key)", "create table t (a int primary key)");
    check("create table t (a default 'x')", "create table t (a default 'X')");
    check("create table t (a default x'00')", "create table t (a default '00')");
    check("create table t (a check (a = 'x'))", "create table t (a check (a = \"x\"))");
    check("create table t (a, b, primary key (a, b))", "create table t (a, b, primary key (b, a))");
    check("create table t (a unique)", "create table t (a constraint u unique)");
    check(
        "create table t (a); create view v as select a from t",
        "create table t (a); create view v as select a as A from t",
    );
}

/// What Django, Prisma, Drizzle and SQLAlchemy write, and what people may.
#[test]
fn what_tools_write_is_made_again() {
    let models = catalog(&mut *database(include_str!("tests/as_tools_write.sql")));
    let mut database = database("");
    let empty = catalog(&mut *database);
    database.execute(&script(&empty, &models)).unwrap();
    let made = catalog(&mut *database);
    assert_eq!(script(&made, &models), "");
    database.execute(&script(&made, &empty)).unwrap();
    assert!(catalog(&mut *database).objects().is_empty());
}

#[test]
fn a_wrong_rebuild_fails() {
    let fails = |from: &str, rows: &str, to: &str, words: &str| {
        let mut database = database(from);
        let plan = script(&catalog(&mut *database), &catalog(&mut *self::database(to)));
        database.execute(&format!("PRAGMA foreign_keys = OFF; {rows}; PRAGMA foreign_keys = ON")).unwrap();
        let error = database.execute(&plan).unwrap_err().to_string();
        assert!(error.contains(words), "{error}: {plan}");
    };
    fails(
        "create table t (id integer primary key, a text)",
        "insert into t values (1, 'a'), (2, 'a')",
        "create table t (id integer primary key, a text unique on conflict ignore)",
        "every row of t is kept",
    );
    fails(
        "create table p (id integer primary key); create table c (id integer primary key, p_id integer)",
        "insert into c values (1, 7)",
        "create table p (id integer primary key); create table c (id integer primary key, p_id integer references p)",
        "every foreign key leads to a row",
    );
    let (from, to) = ("create table t (a text)", "create table t (a text not null)");
    for drift in
        ["alter table t add b", "create index i on T (a)", "create trigger g insert on t begin select 1; end"]
    {
        let mut database = database(from);
        database.execute(drift).unwrap();
        let error = database.execute(&between(from, to)).unwrap_err().to_string();
        assert!(error.contains("t has nothing else that would be lost"), "{drift}: {error}");
    }
    fails(
        "create table p (e text unique collate nocase); create table c (e text references p (e))",
        "insert into p values ('A'); insert into c values ('a')",
        "create table p (e text unique); create table c (e text references p (e))",
        "every foreign key leads to a row",
    );
}

#[test]
fn a_rebuild_is_one_transaction() {
    let from = "create table t (a); create table u (a references t (a)); drop table if exists x";
    let plan = between(from, "create table t (a unique); create table u (a not null references t (a))");
    let segments = segments(Dialect::Sqlite, &plan, SegmentMode::Transaction).unwrap();
    let kinds: Vec<&SegmentKind> = segments.iter().map(|segment| &segment.kind).collect();
    assert_eq!(kinds, [&SegmentKind::Session, &SegmentKind::Transaction, &SegmentKind::Session]);
}

#[test]
fn a_diagram_shows_tables_and_what_refers_to_them() {
    let mut database = database(
        "create table p (id integer primary key); create table c (p_id integer unique references p, n text not null);
         create view v as select n from c",
    );
    let diagram = super::diagram(&catalog(&mut *database), "all");
    let names: Vec<&str> = diagram.tables.iter().map(|table| table.name.name.as_str()).collect();
    assert_eq!(names, ["c", "p", "v"]);
    assert_eq!(diagram.tables[0].columns.iter().map(|it| it.nullable).collect::<Vec<_>>(), [true, false]);
    let [reference] = diagram.references.as_slice() else { panic!("{:?}", diagram.references) };
    assert_eq!((&*reference.to.table.name, &*reference.to.columns[0]), ("p", "id"));
    assert!(reference.unique && reference.optional);
    assert_eq!(diagram.readings.len(), 1);
}
