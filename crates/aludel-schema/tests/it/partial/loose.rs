//! What models leave open: the order of values, columns of their own, what relations are for, what is a view.

use super::*;

#[test]
fn loose_models_give_the_values_of_an_enum_no_order_and_may_leave_a_column() {
    let base =
        "CREATE TYPE mood AS ENUM ('sad', 'happy', 'calm'); CREATE TABLE a (m mood, fax text, old text);";
    let tables: &[TableOf<'_>] = &[("a", &[("m", &["mood"])])];
    let plan = |values: &str| {
        let sql = format!("CREATE TYPE mood AS ENUM ({values}); CREATE TABLE a (m mood);");
        let models = Models { sql: &sql, extent: Extent::Related, tables, left: &["fax"], ..models_again() };
        plan(Dialect::Postgres, base, &models).unwrap()
    };
    let same = plan("'calm', 'happy', 'sad'");
    assert!(same.ends_with("ALTER TABLE public.a DROP COLUMN old;\n") && !same.contains("mood"), "{same}");
    assert!(plan("'calm', 'dull', 'happy', 'sad'").contains("mood ADD VALUE 'dull';"));
    assert!(plan("'sad', 'dull', 'happy', 'calm'").contains("ADD VALUE 'dull' AFTER 'sad'"));
}

#[test]
fn foreign_keys_that_may_only_join_come_with_a_column_or_a_table() {
    let base =
        "CREATE TABLE a (id integer PRIMARY KEY); CREATE TABLE b (id integer PRIMARY KEY, a_id integer);";
    let sql = "CREATE TABLE a (id integer PRIMARY KEY); CREATE TABLE c (id integer PRIMARY KEY);
        CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a (id), new_id integer REFERENCES a (id),
            FOREIGN KEY (a_id) REFERENCES c (id));";
    let tables: &[TableOf<'_>] = &[("a", &[]), ("b", &[]), ("c", &[])];
    for dialect in [Dialect::Postgres, Dialect::Sqlite] {
        let models = Models { sql, extent: Extent::Related, tables, enums: &[], ..models_again() };
        let count = |models: &Models<'_>| plan(dialect, base, models).unwrap().matches("REFERENCES").count();
        assert_eq!(count(&models), 3);
        assert_eq!(count(&Models { may_only_join: true, ..models }), 2);
    }
}

#[test]
fn a_view_that_is_called_a_table_stays_a_view() {
    let base = "CREATE TABLE users (id integer PRIMARY KEY, age integer);
        CREATE VIEW grown AS SELECT id FROM users WHERE age > 18;
        CREATE VIEW one AS SELECT 1 AS id;";
    let sql = "CREATE TABLE users (id integer PRIMARY KEY, age integer);
        CREATE TABLE grown (id integer PRIMARY KEY, name text);
        CREATE TABLE one (id integer PRIMARY KEY);";
    let keys: &[(&str, &[&str])] = &[("id", &["int"])];
    let tables: &[TableOf<'_>] =
        &[("users", &[("id", &["int"]), ("age", &["int"])]), ("grown", keys), ("one", keys), ("votes", keys)];
    let votes = "CREATE TABLE votes (id integer PRIMARY KEY REFERENCES grown (id), user_id integer REFERENCES users (id));";
    for dialect in [Dialect::Postgres, Dialect::Sqlite] {
        let loose = Models { tables: &tables[..3], ..columns(sql) };
        assert_eq!(plan(dialect, base, &loose).unwrap(), "");
        let sql = format!("{sql} {votes}");
        let done = plan(dialect, base, &Models { sql: &sql, tables, ..loose }).unwrap();
        assert!(done.contains("votes") && !done.contains("grown"), "{done}");
        assert!(done.contains("users"), "{done}");
    }
}
