//! What can't be made is said all at once, each with its place.

use aludel::Dialect;

use crate::{
    Check, Column, ColumnType, EnumType, EnumValue, ForeignKey, Identity, Index, Key, Models, Place,
    Reference, Sql, Table, Term,
};

fn column(name: &str, column_type: ColumnType) -> Column {
    Column::new(name, column_type)
}

fn key(columns: &[&str]) -> Key {
    Key { columns: columns.iter().map(|&it| it.to_owned()).collect(), ..Key::default() }
}

fn table(name: &str, columns: Vec<Column>) -> Table {
    Table { name: name.to_owned(), columns, ..Table::default() }
}

fn problems(tables: Vec<Table>, dialect: Dialect) -> Vec<String> {
    let models = Models { tables, ..Models::default() };
    let problems = models.to_sql(dialect).expect_err("it can't be made");
    problems.to_string().lines().map(str::to_owned).collect()
}

#[test]
fn what_no_database_could_make() {
    let place = Some(Place { path: "src/models.rs".into(), line: 3, column: 5 });
    let mut id = column("id", ColumnType::String);
    id.identity = Some(Identity::ByDefault);
    id.default = Some(Sql::any("1"));
    id.place = place.clone();
    let mut other = column("other", ColumnType::BigInt);
    other.references =
        Some(Reference { table: "b".into(), columns: vec!["nothing".into()], ..Reference::default() });
    other.nullable = true;
    let twice = column("other", ColumnType::Unknown("Strange".into()));
    let reference = Reference { table: "b".into(), ..Reference::default() };
    let one = Table {
        primary_key: Some(key(&["other", "absent"])),
        indexes: vec![Index {
            terms: vec![Term::Column { name: "missing".into(), options: String::new() }],
            place: Some(Place { path: "src/models.rs".into(), line: 2, column: 9 }),
            ..Index::default()
        }],
        foreign_keys: vec![ForeignKey { name: None, columns: vec!["id".into()], reference }],
        place,
        ..table("a", vec![id, other, twice])
    };
    let two = table("b", vec![column("id", ColumnType::BigInt)]);
    let twin = table("a", vec![]);
    assert_eq!(
        problems(vec![one, two, twin], Dialect::Postgres),
        [
            "src/models.rs:3:5: table a: the primary key is over `absent`, which is no column of it",
            "src/models.rs:2:9: table a: an index is over `missing`, which is no column of it",
            "src/models.rs:3:5: table a: it refers to `b`, which has no primary key",
            "src/models.rs:3:5: column a.id: an identity counts integers",
            "src/models.rs:3:5: column a.id: an identity column has no default: the database counts its values",
            "src/models.rs:3:5: column a.other: a primary key is never empty, and this column may be",
            "src/models.rs:3:5: column a.other: it refers to `b.nothing`, which is no column",
            "src/models.rs:3:5: column a.other: there is a column of this name already",
            "src/models.rs:3:5: column a.other: no column type is known for `Strange`",
            "table a: there is a table of this name already (src/models.rs:3:5)",
            "table a: it has no columns",
        ]
    );
}

#[test]
fn what_one_database_does_not_have() {
    let array = ColumnType::Array(Box::new(ColumnType::BigInt));
    let mut counted = column("counted", ColumnType::BigInt);
    counted.identity = Some(Identity::ByDefault);
    let columns = vec![
        column("array", array),
        column("price", ColumnType::Numeric(None)),
        counted,
        column("wide", ColumnType::Unsigned(Box::new(ColumnType::BigInt))),
    ];
    let index = Index {
        method: Some("gin".into()),
        terms: vec![Term::Column { name: "price".into(), options: String::new() }],
        predicate: Some(Sql::any("price > 0")),
        ..Index::default()
    };
    let all = Table { schema: Some("app".into()), indexes: vec![index], ..table("a", columns) };
    assert_eq!(
        problems(vec![all.clone()], Dialect::Sqlite),
        [
            "column app.a.array: SQLite has no arrays: write what they are kept as, `#[column(type(sqlite = \"text\"))]`",
            "column app.a.price: SQLite has no decimal numbers: write what they are kept as, \
             `#[column(type(sqlite = \"text\"))]`",
            "column app.a.counted: SQLite counts the values of a primary key of one column only",
            "column app.a.wide: SQLite's integers end at 2^63 - 1: write `i64`",
            "table app.a: SQLite has no schema `app` within a database",
            "table app.a: SQLite has no index of the method `gin`",
        ]
    );
    let found = problems(vec![all.clone()], Dialect::Mysql);
    assert!(found.iter().any(|it| it.contains("MySQL wants to know how many digits it has")), "{found:#?}");
    assert!(
        found.iter().any(|it| it.contains("MySQL has no index over some of the rows (`where`)")),
        "{found:#?}"
    );
    assert!(Models { tables: vec![all], ..Models::default() }.to_sql(Dialect::Postgres).is_ok());
}

#[test]
fn an_enum_is_what_each_database_has_for_it() {
    let values = ["a", "it's"].map(|name| EnumValue { name: name.into(), renamed_from: None });
    let mood = EnumType { name: "mood".into(), values: values.to_vec(), ..EnumType::default() };
    let of = |dialect| {
        let mood_of = column("mood", ColumnType::Enum(None, "mood".into()));
        let models = Models { tables: vec![table("a", vec![mood_of])], enums: vec![mood.clone()] };
        models.to_sql(dialect).unwrap()
    };
    assert_eq!(
        of(Dialect::Postgres),
        "CREATE TYPE mood AS ENUM ('a', 'it''s');\nCREATE TABLE a (\n    mood mood NOT NULL\n);\n"
    );
    assert_eq!(of(Dialect::Mysql), "CREATE TABLE a (\n    mood enum ('a', 'it''s') NOT NULL\n);\n");
    let checked = "CREATE TABLE a (\n    mood text NOT NULL,\n    CHECK (mood IN ('a', 'it''s'))\n);\n";
    assert_eq!(of(Dialect::Sqlite), checked);
}

#[test]
fn what_is_said_for_one_database_is_said_to_it_alone() {
    let mut at = column("at", ColumnType::TimestampTz);
    let sqlite = Some("datetime('now')".to_owned());
    at.default = Some(Sql { postgres: Some("now()".into()), sqlite, ..Sql::default() });
    let check = Check { name: None, expression: Sql { mysql: Some("at > 0".into()), ..Sql::default() } };
    let models =
        Models { tables: vec![Table { checks: vec![check], ..table("a", vec![at]) }], ..Models::default() };
    let line = |dialect| {
        models.to_sql(dialect).unwrap().lines().skip(1).map(str::trim).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line(Dialect::Postgres), "at timestamptz NOT NULL DEFAULT now() );");
    assert_eq!(line(Dialect::Sqlite), "at datetime NOT NULL DEFAULT (datetime('now')) );");
    assert_eq!(line(Dialect::Mysql), "at timestamp(6) NOT NULL, CHECK (at > 0) );");
}
