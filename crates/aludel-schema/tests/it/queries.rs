//! An inspection asks the same few questions, whatever the size.

use aludel::database::{Canceller, Database, DatabaseError, Row, Server};
use aludel_schema::dialect::{self, InspectOptions};
use testkit::TestDatabase;

use crate::cases::script;

/// A database that counts what it is asked.
struct Counted {
    inner: Box<dyn Database>,
    asked: usize,
}

impl Database for Counted {
    fn server(&self) -> &Server {
        self.inner.server()
    }

    fn query(&mut self, statement: &str) -> Result<Vec<Row>, DatabaseError> {
        self.asked += 1;
        self.inner.query(statement)
    }

    fn execute(&mut self, text: &str) -> Result<(), DatabaseError> {
        self.asked += 1;
        self.inner.execute(text)
    }

    fn canceller(&self) -> Canceller {
        self.inner.canceller()
    }
}

fn asked(database: &TestDatabase, privileges: bool) -> usize {
    let inner = script::connection(database).expect("it answers");
    let mut counted = Counted { inner, asked: 0 };
    dialect::inspect(&mut counted, &InspectOptions { privileges }).expect("it is read");
    counted.asked
}

#[test]
fn postgres_is_asked_no_more_than_forty_things() {
    let Some(server) = testkit::postgres() else { return };
    let database = server.database();
    let few = asked(&database, false);
    // Something of nearly every kind, so that nearly every kind's query is asked.
    database.run(
        "create extension if not exists plpgsql;
        create type e as enum ('a');
        create domain d as int check (value > 0);
        create type pair as (a int, b text);
        create type span as range (subtype = int);
        create foreign data wrapper w;
        create server s foreign data wrapper w;
        create user mapping for current_user server s;
        create foreign table ft (x int) server s;
        create collation c (provider = icu, locale = 'de');
        create table t (id serial primary key, e e, n int unique check (n > 0) default 1,
                        exclude using btree (n with =));
        create table r (id int, primary key (id)) partition by range (id);
        create table r1 partition of r for values from (1) to (2);
        create table i (x int) inherits (t);
        create index on t (e);
        cluster t using t_pkey;
        alter table t replica identity full, add foreign key (n) references t (n);
        create statistics st on id, n from t;
        create view v as select * from t;
        create materialized view m as select * from t;
        create function f() returns trigger language plpgsql as 'begin return new; end';
        create procedure p() language sql as 'select 1';
        create aggregate sum_of (int) (sfunc = int4pl, stype = int);
        create trigger g after insert on t for each row execute function f();
        create rule ru as on delete to v do instead nothing;
        create policy po on t using (true);
        create publication pu for table t;
        create function ev() returns event_trigger language plpgsql as 'begin end';
        create event trigger et on ddl_command_end execute function ev();
        alter default privileges grant select on tables to public;
        create operator === (function = int4eq, leftarg = int, rightarg = int);
        create operator class oc for type int using btree as operator 1 <, operator 3 =, function 1 btint4cmp(int, int);
        create text search configuration tc (copy = simple);
        create text search dictionary td (template = simple);
        create cast (int as pair) with inout;
        create conversion cv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
        comment on table t is 'x'",
    );
    let many = asked(&database, true);
    assert!(few < many && many <= 40, "{few} and {many} queries");
    database.run(
        "do $$ begin for i in 1..60 loop
           execute format('create table many_%s (id int primary key, t int references t (n))', i);
         end loop; end $$",
    );
    assert_eq!(asked(&database, true), many, "more tables are read by as many queries");
}
