//! What a database holds and nobody looks at is named, and nothing else is.

use aludel_schema::dialect::{self, InspectOptions};
use testkit::TestDatabase;

use crate::cases::script;

#[test]
fn what_no_kind_takes_is_named() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let schema = "
        select lo_create(0), lo_create(0);
        create subscription sub connection 'dbname=nowhere password=hunter2' publication p
            with (connect = false, slot_name = none)";
    database.run(schema);
    let warnings = warnings(&database);
    database.run("drop subscription sub");
    let expected = [
        "2 of the sort \"large object\" are not looked at, such as ",
        "the subscription sub is not looked at: write it by hand",
    ];
    let fits = warnings.len() == expected.len()
        && warnings.iter().zip(expected).all(|(warning, expected)| warning.starts_with(expected));
    assert!(fits, "{warnings:#?}");
}

#[test]
fn what_is_a_part_of_something_else_is_not() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    database.run(
        "create extension if not exists plpgsql;
        create type e as enum ('a');
        create table p (id int generated always as identity primary key, e e[], t text);
        create table c (id serial primary key, p int references p on delete cascade, unique (p, id));
        create table r (id int, d date default now(), primary key (id, d)) partition by range (d);
        create table r1 partition of r for values from ('2000-01-01') to ('2001-01-01');
        create table r2 partition of r default;
        create index on r (id);
        create table f (id int, d date, foreign key (id, d) references r);
        create function g() returns trigger language plpgsql as 'begin return new; end';
        create trigger t after insert on r for each row execute function g();
        create constraint trigger k after insert on p deferrable for each row execute function g();
        create view v as select * from p;
        create rule d as on delete to v do instead nothing;
        create materialized view m as select t from p;
        create table i (x int) inherits (p);
        create temporary table tmp (id int primary key, t text default 'x', check (id > 0));
        create type pair as (a int, b text);
        create domain positive as int check (value > 0);
        create type span as range (subtype = int);
        create operator class by_size for type int using btree as operator 1 <, operator 3 =, function 1 btint4cmp(int, int);
        alter default privileges grant select on tables to public",
    );
    assert_eq!(warnings(&database), Vec::<String>::new());
}

fn warnings(database: &TestDatabase) -> Vec<String> {
    let mut connection = script::connection(database).expect("it answers");
    let catalog = dialect::inspect(&mut *connection, &InspectOptions::default()).expect("it is read");
    catalog.warnings().to_vec()
}
