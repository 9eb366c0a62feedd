//! Statements in any order, and what is said of those that fail in every order.

use std::time::Instant;

use super::{failures, loaded, postgres, texts, values};

#[test]
fn the_order_of_files_and_statements_does_not_matter() {
    for target in testkit::databases() {
        let all = texts(&[
            "create view three as select * from two; create view two as select * from one;",
            "create view one as select id from users;\ncreate index users_name on users (name);",
            "create table posts (id int primary key, author int, foreign key (author) references users (id));",
            "create table users (id int primary key, name varchar(40));",
        ]);
        let count = loaded(&target, &all, |made, loaded| {
            assert_eq!(loaded.statements, 6);
            assert!(loaded.broken.is_empty() && loaded.warnings.is_empty());
            values(made, "select count(*) from three")
        });
        assert_eq!(count.unwrap(), ["0"], "{:?}", target.dialect());
    }
}

#[test]
fn a_long_chain_that_stands_backwards_is_quick() {
    let Some(target) = postgres() else { return };
    let mut text = String::new();
    for link in (1..150).rev() {
        text += &format!("create view v{link} as select a from v{};\n", link - 1);
    }
    text += "create table v0 (a int);\n";
    let began = Instant::now();
    let count = loaded(&target, &texts(&[&text]), |made, _| values(made, "select count(*) from v149"));
    assert_eq!(count.unwrap(), ["0"]);
    assert!(began.elapsed().as_secs() < 120, "{:?}", began.elapsed());
}

#[test]
fn what_fails_in_every_order_is_told_with_its_place() {
    let Some(target) = postgres() else { return };
    let all = texts(&[
        "create view report as\n  select id, missing\n  from users;\ncreate table users (id int);",
        "create table good (a int);\ncreate table bad (a itn, b ölt);\n\ncreate view behind as select * from bad;",
    ]);
    let (failures, is_circle) = failures(loaded(&target, &all, |_, loaded| loaded));
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "a.sql:2:14: column \"missing\" does not exist",
            "b.sql:2:21: type \"itn\" does not exist",
            "b.sql:4:37: relation \"bad\" does not exist",
        ]
    );
    assert!(!is_circle);
    assert_eq!(failures[1].statement, "create table bad (a itn, b ölt)");
    assert_eq!(failures[1].error.code.as_deref(), Some("42704"));
}

// The server reads a message whole before it runs any of it.
#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let Some(target) = postgres() else { return };
    let all = texts(&[
        "create view v as select id from a;\ncreate table a (id int);\n\ncreate tabel c (a int);",
        "create view w as select id from v;\ncreate table d (id int) garbage;",
    ]);
    let (failures, _) = failures(loaded(&target, &all, |_, loaded| loaded));
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    let wrong =
        ["a.sql:4:8: syntax error at or near \"tabel\"", "b.sql:2:25: syntax error at or near \"garbage\""];
    assert_eq!(told, wrong);
}

#[test]
fn views_that_need_each_other_are_named() {
    let Some(target) = postgres() else { return };
    let all = texts(&[
        "create view a as select * from b;\ncreate view b as select * from public.a;\ncreate table c ();",
    ]);
    let (failures, is_circle) = failures(loaded(&target, &all, |_, loaded| loaded));
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["a.sql:1:32: relation \"b\" does not exist", "a.sql:2:32: relation \"public.a\" does not exist"]
    );
    assert!(is_circle);
}

#[test]
fn texts_that_cannot_be_cut_are_told_at_once() {
    let Some(target) = postgres() else { return };
    let error = loaded(&target, &texts(&["select 'a", "select 1", "\n/* b"]), |_, _| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.sql:1:8: this quoted text is never closed; c.sql:2:1: this comment is never closed"
    );
}

#[test]
fn what_cannot_be_in_a_transaction_runs_alone() {
    let Some(target) = postgres() else { return };
    let all = texts(&[
        "create index concurrently users_name on users (name);\ncreate table users (name text, mood mood);\n\
         create type mood as enum ('sad');\nalter type mood add value 'happy';\n\
         alter table users alter mood set default 'happy';",
    ]);
    let valid = loaded(&target, &all, |made, _| {
        values(made, "select indisvalid from pg_index where indexrelid = 'users_name'::regclass")
    });
    assert_eq!(valid.unwrap(), ["t"]);
}

#[test]
fn bodies_are_checked_when_all_is_there() {
    let Some(target) = postgres() else { return };
    let all =
        texts(&["create function total() returns bigint language sql as 'select count(*) from users';\n\
         create function wrong(a int) returns int language sql as 'select nothing from users';\n\
         create procedure torn() language plpgsql as $$ begin selct 1; end $$;\n\
         create function late() returns int language plpgsql as 'begin return wrong(1); end';\n\
         create table users (id int);"]);
    let broken = loaded(&target, &all, |_, loaded| loaded.broken).unwrap();
    let told: Vec<_> = broken
        .iter()
        .map(|it| (it.name.as_str(), it.place.as_ref().unwrap().1, it.error.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("function wrong(integer)", 2, "column \"nothing\" does not exist"),
            ("procedure torn()", 3, "syntax error at or near \"selct\""),
        ]
    );

    let Some(target) = testkit::sqlite() else { return };
    let all = texts(&[
        "create table a (b);\ncreate view good as select b from a;\ncreate view bad as select c from a;",
    ]);
    let broken = loaded(&target, &all, |_, loaded| loaded.broken).unwrap();
    assert_eq!((broken.len(), broken[0].name.as_str()), (1, "view bad"));
    assert_eq!(broken[0].place.as_ref().unwrap().1, 3);
}

#[test]
fn a_setting_is_of_its_own_text_only() {
    let Some(target) = postgres() else { return };
    let all = texts(&[
        "create schema app; set search_path = app; create view a as select * from b; create table b (c int);",
        "create table here (d int);",
        "set search_path = nowhere; set strange.thing = 1; create table public.there (d int); set no_such = 1;",
    ]);
    let shown = loaded(&target, &all, |made, loaded| {
        assert_eq!(loaded.warnings.len(), 1);
        assert_eq!(loaded.warnings[0].reason, "unrecognized configuration parameter \"no_such\"");
        values(
            made,
            "select 'app.a'::regclass, 'app.b'::regclass, 'public.here'::regclass, current_setting('search_path')",
        )
    });
    assert_eq!(shown.unwrap(), ["app.a", "app.b", "here", "\"$user\", public"]);
}

#[test]
fn many_statements_are_quick() {
    let Some(target) = postgres() else { return };
    let text: String =
        (0..3000).map(|table| format!("create table t{table} (a int primary key, b text);\n")).collect();
    let began = Instant::now();
    loaded(&target, &texts(&[&text]), |_, _| ()).unwrap();
    eprintln!("3,000 tables: {:?}", began.elapsed());
}

#[test]
fn many_that_stand_in_the_wrong_order_are_quick() {
    let Some(target) = postgres() else { return };
    let text: String = (0..1000)
        .map(|table| match table % 2 {
            0 => format!("create table t{table} (a int primary key, b int references t{});\n", table + 1),
            _ => format!("create table t{table} (a int primary key);\n"),
        })
        .collect();
    let began = Instant::now();
    loaded(&target, &texts(&[&text]), |_, _| ()).unwrap();
    eprintln!("1,000 tables, half of them too early: {:?}", began.elapsed());
}
