//! What the databases' own programs write loads as it is.

use std::process::Command;

use aludel::Stop;
use aludel_schema::scratch::{self, Settings};
use aludel_schema::source::load;

use super::{Fault, loaded, postgres, texts, values};

fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// A schema with a bit of everything that dumps write in a way of their own.
const POSTGRES: &str = "
create schema app;
create type app.mood as enum ('sad', 'happy');
create table app.users (id bigint generated always as identity primary key, name text not null, mood app.mood default 'happy');
create table app.posts (id serial primary key, author bigint references app.users, body text check (body <> ''));
comment on table app.users is 'people; \\and more';
create view app.report as select u.name, count(*) from app.users u join app.posts p on p.author = u.id group by 1;
create function app.touch() returns trigger language plpgsql as $$ begin new.body := 'x;y'; return new; end $$;
create trigger touch before insert on app.posts for each row execute function app.touch();
create function app.total() returns bigint language sql begin atomic select count(*) from app.users; end;
alter table app.posts enable row level security;
create policy own on app.posts using (true);
grant select on app.users to public;
create index on app.posts (lower(body));
insert into app.users (name) values ('it''s; me'), (E'tab\\there');
";

#[test]
fn pg_dump_loads() {
    let Some(target) = postgres() else { return };
    target.run(POSTGRES);
    let dump = |url: &str, extra: &[&str]| {
        let mut command = Command::new("pg_dump");
        output(command.args(extra).arg(url))
    };
    let Some(schema) = dump(&target.url(), &["--schema-only"]) else { return };
    let again = loaded(&target, &texts(&[&schema]), |made, loaded| {
        assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
        assert!(loaded.broken.is_empty(), "{:?}", loaded.broken);
        let name = made.server().database.clone();
        dump(&target.url().replace(target.name(), &name), &["--schema-only"]).unwrap()
    });
    let plain = |text: &str| {
        let is_random = |line: &&str| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict");
        text.lines().filter(is_random).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(plain(&again.unwrap()), plain(&schema));

    // With everything that a dump can have: rows, owners, DROP … IF EXISTS, CREATE DATABASE.
    let all = dump(&target.url(), &["--clean", "--if-exists", "--create"]).unwrap();
    loaded(&target, &texts(&[&all]), |made, loaded| {
        let reasons: Vec<&str> = loaded.warnings.iter().map(|warning| warning.reason.as_str()).collect();
        assert_eq!(
            reasons,
            [
                "it is about the whole server, not about one database",
                "rows behind COPY … FROM stdin are no part of a schema"
            ]
        );
        assert_eq!(values(made, "select count(*) from app.users"), ["0"]);
    })
    .unwrap();
    assert_eq!(target.value("select count(*) from app.users"), "2");
}

#[test]
fn pg_dump_of_other_versions_loads() {
    for server in [14, 18].into_iter().filter_map(testkit::postgres_version) {
        let target = server.database();
        target.run(POSTGRES);
        for arguments in [&["--schema-only"][..], &["--schema-only", "--clean", "--if-exists"]] {
            let dump = target.dump(arguments).unwrap();
            loaded(&target, &texts(&[&dump]), |made, loaded| {
                assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
                assert!(loaded.broken.is_empty(), "{:?}", loaded.broken);
                assert_eq!(values(made, "select count(*) from app.report"), ["0"]);
            })
            .unwrap();
        }
    }
}

#[test]
fn roles_that_are_not_there_are_told_once() {
    let Some(target) = postgres() else { return };
    let text = "create table a (b int); create table c (d int);
        alter table a owner to absent_owner; alter table c owner to absent_owner;
        grant select on a to absent_reader, \"Absent Writer\"; revoke all on a from absent_reader;
        grant select on a to public;
        alter default privileges for role absent_owner grant select on tables to absent_reader;
        create role someone; alter role someone login; drop role someone; grant someone to current_user;";
    let warnings = loaded(&target, &texts(&[text]), |_, loaded| loaded.warnings).unwrap();
    let told: Vec<_> = warnings.iter().map(|it| (it.line, it.reason.as_str(), it.count)).collect();
    assert_eq!(
        told,
        [
            (6, "it is about the whole server, not about one database", 4),
            (2, "role \"absent_owner\" does not exist", 2),
            (3, "role \"absent_reader\" does not exist", 3),
        ]
    );
}

#[test]
fn the_target_is_out_of_reach() {
    let Some(target) = postgres() else { return };
    let name = target.name();
    let text = format!(
        "alter database {name} set datestyle = 'German'; drop database {name}; comment on database {name} is 'x'"
    );
    loaded(&target, &texts(&[&text]), |_, _| ()).unwrap();
    assert_eq!(target.value("show datestyle"), "ISO, MDY");

    let Some(server) = testkit::mariadb() else { return };
    let target = server.database();
    target.run("create table kept (a int)");
    let name = target.name();
    let text = format!("use {name}; drop database {name}; create database other; create table mine (a int)");
    loaded(&target, &texts(&[&text]), |_, _| ()).unwrap();
    assert_eq!(target.tables(), ["kept"]);
    let text = format!("create table good (a int);\ncreate table {name}.bad (a int);");
    let error = loaded(&target, &texts(&[&text]), |_, _| ()).unwrap_err().to_string();
    let told = format!(
        "a.sql:2:1: the statement names database {name}, and models are loaded into one of another name"
    );
    assert!(error.starts_with(&told), "{error}");
    assert_eq!(target.tables(), ["kept"]);
}

#[test]
fn a_throw_away_cluster_gets_the_roles() {
    if testkit::postgres().is_none() {
        return;
    }
    let folder = crate::scratch::cluster::folder();
    let text =
        "create table a (b int); alter table a owner to app_owner; grant select on a to \"The Reader\";
        create policy own on a to app_owner using (true); create schema c authorization third;";
    let settings = Settings::new(aludel::Dialect::Postgres, folder.path());
    scratch::open(settings, |scratch| {
        scratch.with("for a test", |made| -> Result<_, Fault> {
            let loaded = load(made, &texts(&[text]), &Stop::new())?;
            assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
            assert_eq!(
                values(made, "select relowner::regrole, relacl from pg_class where relname = 'a'"),
                ["app_owner", "{app_owner=arwdDxt/app_owner,\"\\\"The Reader\\\"=r/app_owner\"}"]
            );
            Ok(())
        })
    })
    .unwrap();
}

#[test]
fn lines_for_psql_are_told_apart() {
    let Some(target) = postgres() else { return };
    let text =
        "\\set ON_ERROR_STOP on\n\\echo hello\ncreate table a (b int);\n\\gexec\n\\copy a from 'a.csv'\n";
    let warnings = loaded(&target, &texts(&[text]), |_, loaded| loaded.warnings).unwrap();
    let told: Vec<_> = warnings.iter().map(|it| (it.line, it.reason.as_str())).collect();
    assert_eq!(told, [(4, "\\gexec is a command of psql"), (5, "\\copy is a command of psql")]);
    let included = texts(&["create table a (b int);\n\\i tables/users.sql\nselect '\n\\i';"]);
    let error = loaded(&target, &included, |_, _| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.sql:2:1: \\i is a command of psql: name that file as a source too, or its folder"
    );
}

const MARIADB: &str = "
create table users (id int auto_increment primary key, name varchar(40) not null, note text default 'a;b') comment 'it''s';
create table posts (id int primary key, author int, foreign key (author) references users (id), fulltext key body (note), note text);
create view report as select name from users;
create view second as select name from report;
delimiter ;;
create trigger touch before insert on users for each row begin set new.note = 'x;y'; set new.name = 'z'; end;;
create function twice(a int) returns int deterministic begin return a * 2; end;;
create procedure many() begin select 1; select 2; end;;
create event often on schedule every 1 day disable do begin delete from posts; end;;
delimiter ;
create sequence numbers;
";

#[test]
fn mariadb_dump_loads() {
    let Some(server) = testkit::mariadb() else { return };
    let target = server.database();
    target.run(MARIADB);
    let dump = |name: &str| {
        let url = target.url();
        let rest = url.split_once("://").unwrap().1;
        let (who, place) = rest.split_once('@').unwrap();
        let (user, password) = who.split_once(':').unwrap();
        let (host, port) = place.split('/').next().unwrap().split_once(':').unwrap();
        let mut command = Command::new("mariadb-dump");
        command.args([
            "--no-defaults",
            "--no-data",
            "--routines",
            "--events",
            "--triggers",
            "--skip-dump-date",
        ]);
        command.args(["--protocol=TCP", "-h", host, "-P", port, "-u", user, name]).env("MYSQL_PWD", password);
        output(&mut command)
    };
    let Some(schema) = dump(target.name()) else { return };
    let again = loaded(&target, &texts(&[&schema]), |made, loaded| {
        assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
        let name = made.server().database.clone();
        dump(&name).unwrap().replace(&name, target.name())
    });
    assert_eq!(again.unwrap(), schema);
}

const SQLITE: &str = "
create table users (id integer primary key autoincrement, name text not null, note text default 'a;b');
insert into users (name) values ('it''s');
create table posts (id integer primary key, author integer references users (id)) strict;
create index posts_author on posts (author desc) where author > 1;
create view report as select name from users;
create trigger touch after insert on users begin update users set note = 'x;y'; delete from posts; end;
create virtual table documents using fts5(title, body);
analyze;
";

#[test]
fn sqlite_schema_and_dump_load() {
    let Some(target) = testkit::sqlite() else { return };
    target.run(SQLITE);
    let ask = |word: &str| {
        let mut command = Command::new("sqlite3");
        output(command.arg(target.file().unwrap()).arg(word))
    };
    let query = "select type, name, sql from sqlite_schema where name not like 'sqlite_stat%' order by name";
    let schema: Vec<String> = target.query(query).into_iter().flatten().collect();
    for word in [".schema", ".dump"] {
        let Some(text) = ask(word) else { return };
        let again = loaded(&target, &texts(&[&text]), |made, loaded| {
            assert!(loaded.broken.is_empty(), "{:?}", loaded.broken);
            values(made, "insert into documents (title) values ('owl')");
            assert_eq!(values(made, "select count(*) from documents where documents match 'owl'"), ["1"]);
            values(made, query)
        });
        // `.schema` and `.dump` say IF NOT EXISTS of the tables behind a virtual one; SQLite does not keep it.
        assert_eq!(again.unwrap(), schema, "{word}");
    }
}
