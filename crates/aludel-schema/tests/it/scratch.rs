//! Scratch databases on real servers: made, used, given back, and swept when nobody gives them back.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aludel::Dialect;
use aludel::database::{Database, DatabaseError};
use aludel::url::DatabaseUrl;
use aludel_schema::scratch::{self, Reason, ScratchError, Settings};
use testkit::TestDatabase;

pub(crate) mod cluster;
mod killed;

/// Whatever goes wrong in a test, in words.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Scratch(#[from] ScratchError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("{0}")]
    Ours(&'static str),
}

fn dialect(database: &TestDatabase) -> Dialect {
    database.dialect().name().parse().unwrap()
}

fn settings(database: &TestDatabase, folder: &Path) -> Settings {
    let mut settings = Settings::new(dialect(database), folder);
    settings.target = Some(DatabaseUrl::parse(&database.url()).unwrap());
    settings
}

fn postgres_settings(url: &str, folder: &Path) -> Settings {
    let mut settings = Settings::new(Dialect::Postgres, folder);
    settings.target = Some(DatabaseUrl::parse(url).unwrap());
    settings
}

/// The names of scratch databases that this process has made and that are there still.
fn left(database: &TestDatabase) -> Vec<String> {
    let like = format!("aludel\\_scratch\\_{}\\_%", std::process::id());
    let rows = match database.dialect() {
        testkit::Dialect::Postgres => {
            database.query(&format!("select datname from pg_database where datname like '{like}'"))
        }
        testkit::Dialect::Mysql => database.query(&format!(
            "select schema_name from information_schema.schemata where schema_name like '{like}'"
        )),
        testkit::Dialect::Sqlite => Vec::new(),
    };
    rows.into_iter().flatten().collect()
}

#[test]
fn a_scratch_database_is_empty_and_goes() {
    for database in testkit::databases() {
        let folder = tempfile::tempdir().unwrap();
        database.run("create table mine (a int)");
        let name = scratch::open(settings(&database, folder.path()), |scratch| {
            scratch.with("for a test", |made| -> Result<_, Fault> {
                assert!(made.query("select * from mine").is_err());
                made.execute("create table mine (b int)")?;
                Ok(made.server().database.clone())
            })
        })
        .unwrap();
        assert_eq!(database.query("select count(a) from mine"), [["0"]]);
        assert!(!left(&database).contains(&name), "{name}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn it_goes_when_the_work_fails_or_panics() {
    for database in testkit::databases() {
        let folder = tempfile::tempdir().unwrap();
        let mut name = String::new();
        let failed = scratch::open(settings(&database, folder.path()), |scratch| {
            scratch.with("for a test", |made| -> Result<(), Fault> {
                name = made.server().database.clone();
                Err(Fault::Ours("this fails"))
            })
        });
        assert_eq!(failed.unwrap_err().to_string(), "this fails");
        assert!(!left(&database).contains(&name), "{name}");
        let settings = settings(&database, folder.path());
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            scratch::open(settings, |scratch| {
                scratch.with("for a test", |made| -> Result<(), Fault> {
                    name = made.server().database.clone();
                    panic!("on purpose")
                })
            })
        }));
        assert!(panicked.is_err());
        assert!(!left(&database).contains(&name), "{name}");
    }
}

#[test]
fn it_goes_when_the_server_has_ended_our_connections() {
    for database in testkit::databases() {
        if database.dialect() == testkit::Dialect::Sqlite {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(&database, folder.path());
        let mut name = String::new();
        let result = scratch::open(settings, |scratch| {
            scratch.with("for a test", |made| -> Result<_, Fault> {
                name = made.server().database.clone();
                let ours = made.server().session;
                if database.dialect() == testkit::Dialect::Mysql {
                    let holder = database.value(&format!("select is_used_lock('{name}')"));
                    database.run(&format!("kill {holder}; kill {ours}"));
                } else {
                    let key = format!("hashtextextended('{name}', 0)");
                    database.run(&format!(
                        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' \
                         and ((classid::bigint << 32) | objid::bigint) = {key}; select pg_terminate_backend({ours})"
                    ));
                }
                Ok(made.execute("create table a (b int)")?)
            })
        });
        assert!(result.is_err());
        assert!(!left(&database).contains(&name), "{name}");
    }
}

#[test]
fn two_may_be_open_at_once() {
    for database in testkit::databases() {
        let folder = tempfile::tempdir().unwrap();
        scratch::open(settings(&database, folder.path()), |scratch| {
            scratch.with("for one", |one| -> Result<_, Fault> {
                one.execute("create table a (b int)")?;
                scratch.with("for another", |two| -> Result<_, Fault> {
                    two.execute("create table a (b int)")?;
                    Ok(())
                })?;
                one.execute("insert into a values (1)")?;
                Ok(())
            })
        })
        .unwrap();
    }
}

#[test]
fn it_is_as_the_target_is() {
    let Some(server) = testkit::postgres() else { return };
    let folder = tempfile::tempdir().unwrap();
    let target = server.database();
    let like = format!("{}_latin", target.name());
    server.query(&format!(
        "create database {like} template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'"
    ));
    server.query(&format!("alter database {like} set search_path to app, public"));
    server.query(&format!("alter database {like} set datestyle to 'SQL, DMY'"));
    let shown = scratch::open(postgres_settings(&server.url(&like), folder.path()), |scratch| {
        scratch.with("for a test", |made| -> Result<_, Fault> {
            Ok(made.query(
                "select pg_encoding_to_char(encoding), current_setting('search_path'), current_setting('datestyle') \
                 from pg_database where datname = current_database()",
            )?)
        })
    });
    server.query(&format!("drop database {like}"));
    let row: Vec<String> = shown.unwrap().remove(0).into_iter().flatten().collect();
    assert_eq!(row, ["LATIN1", "app, public", "SQL, DMY"]);

    let Some(server) = testkit::mariadb() else { return };
    let target = server.database();
    target.run(&format!("alter database {} character set latin1 collate latin1_german1_ci", target.name()));
    let shown = scratch::open(settings(&target, folder.path()), |scratch| {
        scratch.with("for a test", |made| -> Result<_, Fault> {
            Ok(made.query("select @@character_set_database, @@collation_database")?)
        })
    });
    let row: Vec<String> = shown.unwrap().remove(0).into_iter().flatten().collect();
    assert_eq!(row, ["latin1", "latin1_german1_ci"]);
}

#[test]
fn without_the_right_it_says_so() {
    let Some(server) = testkit::postgres() else { return };
    let folder = tempfile::tempdir().unwrap();
    let role = server.role("nocreatedb");
    let target = server.database();
    let mut settings = postgres_settings(&target.url_as(&role.name, &role.password), folder.path());
    settings.url = settings.target.clone();
    let error =
        scratch::open(settings, |scratch| scratch.with("for a test", |_| Ok::<_, Fault>(()))).unwrap_err();
    let Fault::Scratch(ScratchError::Impossible { tried }) = &error else { panic!("{error}") };
    assert_eq!(tried[0].reason, Reason::NoRight { role: role.name.clone() });
    assert!(error.to_string().contains("has no right to create databases"), "{error}");
    assert!(!error.to_string().contains(&role.password), "{error}");
}

#[test]
fn a_server_that_is_named_is_used() {
    let (Some(target), Some(named)) = (testkit::postgres(), testkit::dedicated_postgres(&[])) else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = target.database();
    let mut settings = postgres_settings(&database.url(), folder.path());
    settings.url = Some(DatabaseUrl::parse(&named.url("postgres")).unwrap());
    scratch::open(settings, |scratch| {
        scratch.with("for a test", |made| -> Result<_, Fault> {
            let made = made.server().database.clone();
            let rows = named.query(&format!("select 1 from pg_database where datname = '{made}'"));
            assert_eq!(rows, [["1"]]);
            Ok(())
        })
    })
    .unwrap();
}

#[test]
fn a_template_is_filled_once() {
    for database in testkit::databases() {
        let folder = tempfile::tempdir().unwrap();
        let key = format!("{}-{}", database.name(), fastrand::u64(..));
        let fills = AtomicUsize::new(0);
        let run = || {
            let mut settings = settings(&database, folder.path());
            settings.cache = Some(folder.path().join("cache"));
            settings.keeps_templates = true;
            let fill = |made: &mut dyn Database| -> Result<(), Fault> {
                fills.fetch_add(1, Ordering::SeqCst);
                made.execute("create table a (b int)")?;
                Ok(made.execute("insert into a values (1)")?)
            };
            scratch::open(settings, |scratch| {
                scratch.from_template(&key, "for a copy", fill, |made| -> Result<_, Fault> {
                    made.execute("insert into a values (2)")?;
                    let rows = made.query("select count(*) from a")?;
                    assert_eq!(rows, [[Some("2".to_owned())]]);
                    Ok(())
                })?;
                scratch.read_template(&key, "to read", fill, |made| -> Result<_, Fault> {
                    let rows = made.query("select count(*) from a")?;
                    assert_eq!(rows, [[Some("1".to_owned())]]);
                    Ok(())
                })
            })
            .unwrap();
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(run);
            }
        });
        let expected = if database.dialect() == testkit::Dialect::Mysql { 8 } else { 1 };
        assert_eq!(fills.load(Ordering::SeqCst), expected, "{:?}", database.dialect());
        let began = Instant::now();
        run();
        eprintln!("{:?}: {:?} for a copy and a read", database.dialect(), began.elapsed());
        forget_templates(&database);
    }
}

/// Drops the templates of a test's database; the server is everybody's.
fn forget_templates(database: &TestDatabase) {
    forget_templates_of(database.name(), database);
}

fn forget_templates_of(name: &str, database: &TestDatabase) {
    if database.dialect() == testkit::Dialect::Postgres {
        let of = format!("template kept by aludel for {name};%");
        let rows = database.query(&format!(
            "select datname from pg_database where shobj_description(oid, 'pg_database') like '{of}'"
        ));
        for name in rows.into_iter().flatten() {
            database.run(&format!("drop database {name}"));
        }
    }
}

#[test]
fn a_template_that_fails_to_fill_is_none() {
    for database in testkit::databases() {
        let folder = tempfile::tempdir().unwrap();
        let key = format!("{}-{}", database.name(), fastrand::u64(..));
        let mut settings = settings(&database, folder.path());
        settings.cache = Some(folder.path().join("cache"));
        settings.keeps_templates = true;
        scratch::open(settings, |scratch| {
            let failed = scratch.from_template(
                &key,
                "for a copy",
                |_| Err(Fault::Ours("no fill")),
                |_| -> Result<(), Fault> { unreachable!() },
            );
            assert_eq!(failed.unwrap_err().to_string(), "no fill");
            let fill = |made: &mut dyn Database| Ok::<_, Fault>(made.execute("create table a (b int)")?);
            scratch.from_template(&key, "for a copy", fill, |made| -> Result<_, Fault> {
                Ok(made.execute("insert into a values (1)")?)
            })
        })
        .unwrap();
        forget_templates(&database);
    }
}

#[test]
fn a_wish_to_end_cancels_and_gives_back() {
    for database in testkit::databases() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(&database, folder.path());
        let stop = settings.stop.clone();
        let slow = match database.dialect() {
            testkit::Dialect::Postgres => "select pg_sleep(60)",
            testkit::Dialect::Mysql => "select sleep(60)",
            testkit::Dialect::Sqlite => {
                "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
            }
        };
        let began = Instant::now();
        let mut name = String::new();
        scratch::open(settings, |scratch| {
            let result = scratch.with("for a test", |made| -> Result<_, Fault> {
                name = made.server().database.clone();
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_millis(300));
                    stop.request();
                });
                // MySQL's sleep ends as if it had slept.
                made.query(slow)?;
                Err::<(), _>(Fault::Ours("ended"))
            });
            assert!(result.is_err());
            let refused = scratch.with("for another", |_| Ok::<_, Fault>(()));
            assert!(matches!(refused, Err(Fault::Scratch(ScratchError::Stopped))));
        });
        assert!(began.elapsed() < Duration::from_secs(20));
        assert!(!left(&database).contains(&name), "{name}");
    }
}

/// The oldest and the newest PostgreSQL, where they were brought.
fn other_versions() -> Vec<&'static testkit::Postgres> {
    [14, 18].into_iter().filter_map(testkit::postgres_version).collect()
}

#[test]
fn other_versions_serve_too() {
    for server in other_versions() {
        let folder = tempfile::tempdir().unwrap();
        let major: u32 =
            server.query("select current_setting('server_version_num')::int / 10000")[0][0].parse().unwrap();
        let target = server.database();
        let like = format!("{}_like", target.name());
        let (provider, expected) = match major {
            18 => ("encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8'", "b C.UTF-8"),
            _ => ("encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'", "NULL NULL"),
        };
        server.query(&format!("create database {like} template template0 {provider}"));
        let mut settings = postgres_settings(&server.url(&like), folder.path());
        settings.keeps_templates = true;
        let fill = |made: &mut dyn Database| Ok::<_, Fault>(made.execute("create table a (b int)")?);
        let shown = scratch::open(settings, |scratch| {
            scratch.from_template(&like, "for a test", fill, |made| -> Result<_, Fault> {
                made.execute("insert into a values (1)")?;
                Ok(made.query(
                    "select to_jsonb(d)->>'datlocprovider', to_jsonb(d)->>'datlocale' \
                     from pg_database d where datname = current_database()",
                )?)
            })
        });
        forget_templates_of(&like, &target);
        server.query(&format!("drop database {like}"));
        let row: Vec<String> =
            shown.unwrap().remove(0).into_iter().map(|value| value.unwrap_or("NULL".to_owned())).collect();
        assert_eq!(row.join(" "), expected);
    }
}

#[test]
fn a_server_of_another_version_is_refused() {
    let Some(target) = testkit::postgres() else { return };
    for named in other_versions() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = postgres_settings(&target.url("postgres"), folder.path());
        settings.url = Some(DatabaseUrl::parse(&named.url("postgres")).unwrap());
        let error = scratch::open(settings, |scratch| scratch.with("for a test", |_| Ok::<_, Fault>(())));
        let error = error.unwrap_err();
        let Fault::Scratch(ScratchError::Impossible { tried }) = &error else { panic!("{error}") };
        assert!(matches!(tried[0].reason, Reason::OtherVersion { .. }), "{error}");
    }
}
