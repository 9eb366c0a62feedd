//! A revision that is a Rust function.

use aludel::{Error, MigrateError, Migrator};
use embedding::{MIGRATIONS, migrator};

use crate::in_one_thread;

#[test]
fn a_function_runs_once_with_its_record() {
    for database in testkit::databases() {
        let url = &*database.url();
        migrator().upgrade_to_blocking(url, "002").unwrap();
        for (id, title) in [(1, "Hello, World"), (2, "it''s"), (3, "Third")] {
            database.run(&format!("INSERT INTO posts (id, title) VALUES ({id}, '{title}')"));
        }
        let report = in_one_thread(migrator().upgrade(url)).unwrap();
        assert_eq!(report.steps.len(), 1);
        let slugs = database.query("SELECT slug FROM posts ORDER BY id");
        assert_eq!(slugs, [["hello--world"], ["it-s"], ["third"]]);
        assert!(in_one_thread(migrator().upgrade(url)).unwrap().steps.is_empty());
        in_one_thread(migrator().downgrade(url, "-1")).unwrap();
        assert_eq!(database.query("SELECT count(slug) FROM posts"), [["0"]]);
    }
}

#[test]
fn what_a_failed_function_did_is_rolled_back() {
    for database in testkit::databases() {
        let url = &*database.url();
        migrator().upgrade_to_blocking(url, "002").unwrap();
        database.run("INSERT INTO posts (id, title) VALUES (1, 'One'), (2, 'Two'), (3, '')");
        let error = in_one_thread(migrator().upgrade(url)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "revision 003 failed in its Rust function fill_slugs; nothing of it was kept: \
             migrations/003_fill_slugs.sql:7:1: post 3 has no title to make a slug of"
        );
        assert_eq!(database.query("SELECT count(slug) FROM posts"), [["0"]]);
        assert_eq!(migrator().current_blocking(url).unwrap().len(), 1);
        database.run("DELETE FROM posts WHERE id = 3");
        assert_eq!(migrator().upgrade_blocking(url).unwrap().steps.len(), 1);
        assert_eq!(database.query("SELECT count(slug) FROM posts"), [["2"]]);
    }
}

#[test]
fn whoever_has_not_the_function_says_so_before_anything_runs() {
    let Some(database) = testkit::sqlite() else { return };
    let without = Migrator::new(MIGRATIONS);
    let error = without.upgrade_blocking(database.url()).unwrap_err();
    assert_eq!(error.to_string(), "revision 003 is a Rust function, fill_slugs: its service runs it");
    assert_eq!(without.pending_blocking(database.url()).unwrap().len(), 3);
    let missing = without.check().unwrap_err();
    assert!(matches!(missing, Error::Migrate(MigrateError::Function { .. })), "{missing}");
    migrator().check().unwrap();
}

#[test]
fn a_function_leaves_the_transaction_alone() {
    for database in testkit::databases() {
        let sly = Migrator::new(MIGRATIONS).function("fill_slugs", |connection| async move {
            connection.execute("INSERT INTO posts (id, title) VALUES (1, 'One')").await?;
            connection.execute("COMMIT").await?;
            Ok(())
        });
        let error = sly.upgrade_blocking(database.url()).unwrap_err();
        assert!(error.to_string().contains("can't begin or end a transaction"), "{error}");
        assert_eq!(database.query("SELECT count(*) FROM posts"), [["0"]]);
    }
}

#[test]
fn a_panic_is_the_callers_and_nothing_is_kept() {
    let Some(database) = testkit::sqlite() else { return };
    let clumsy = Migrator::new(MIGRATIONS).function("fill_slugs", |connection| async move {
        connection.execute("INSERT INTO posts (id, title) VALUES (1, 'One')").await?;
        panic!("clumsy")
    });
    let url = database.url();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| clumsy.upgrade_blocking(&url)));
    assert!(panicked.is_err());
    // The thread that migrates rolls back by itself; this one has nothing more to do with it.
    let steps = migrator().upgrade_blocking(&url).unwrap().steps.len();
    assert_eq!(steps, 1);
    assert_eq!(database.query("SELECT count(*) FROM posts"), [["0"]]);
}

#[test]
fn without_a_transaction_each_statement_stays() {
    for database in testkit::databases() {
        let text = "-- revision: 1\n-- upgrade [rust, no-transaction]\nfill\n";
        let migrations = || aludel::Migrations::from_texts(&[("1.sql", text)]).unwrap();
        database.run("CREATE TABLE counted (n integer)");
        let migrator = |fails: bool| {
            Migrator::new(migrations()).function("fill", move |connection| async move {
                connection.execute("INSERT INTO counted VALUES (1)").await?;
                if fails { Err("not yet".into()) } else { Ok(()) }
            })
        };
        migrator(true).upgrade_blocking(database.url()).unwrap_err();
        assert_eq!(database.query("SELECT count(*) FROM counted"), [["1"]]);
        assert_eq!(migrator(false).upgrade_blocking(database.url()).unwrap().steps.len(), 1);
        assert_eq!(database.query("SELECT count(*) FROM counted"), [["2"]]);
    }
}

#[test]
fn a_release_that_is_rolled_back_undoes_it_by_the_name_that_the_log_keeps() {
    for database in testkit::databases() {
        let (url, first) = (database.url(), "-- revision: 1\n-- upgrade\n-- downgrade\n");
        let second = "-- revision: 2\n-- revises: 1\n-- upgrade [rust]\nfill 1\n-- downgrade [rust]\nclear\n";
        let read = |files: &[(&str, &str)]| aludel::Migrations::from_texts(files).unwrap();
        database.run("CREATE TABLE counted (n integer)");
        let with_functions = |migrations| {
            let count = |n: i32| {
                move |connection: aludel::Connection| async move {
                    connection.execute(&format!("INSERT INTO counted VALUES ({n})")).await?;
                    Ok(())
                }
            };
            Migrator::new(migrations).function("fill", count(1)).function("clear", count(2))
        };
        with_functions(read(&[("1.sql", first), ("2.sql", second)])).upgrade_blocking(&url).unwrap();
        let back = with_functions(read(&[("1.sql", first)])).ahead(aludel::Ahead::Downgrade);
        assert_eq!(back.upgrade_blocking(&url).unwrap().steps.len(), 1);
        assert_eq!(database.query("SELECT n FROM counted ORDER BY n"), [["1"], ["2"]]);
    }
}

#[test]
fn another_number_behind_the_name_is_an_edit() {
    let Some(database) = testkit::sqlite() else { return };
    let migrate = |line: &str| {
        let text = format!("-- revision: 1\n-- upgrade [rust]\n-- in src/fill.rs\n{line}\n");
        let migrations = aludel::Migrations::from_texts(&[("1.sql", &text)]).unwrap();
        Migrator::new(migrations)
            .function("fill", |_| std::future::ready(Ok(())))
            .upgrade_blocking(database.url())
    };
    assert_eq!(migrate("fill 1").unwrap().steps.len(), 1);
    assert_eq!(migrate("  fill   1").unwrap().steps.len(), 0);
    let edited = migrate("fill 2").unwrap_err();
    assert!(matches!(edited, Error::Migrate(MigrateError::Edited(_))), "{edited}");
}

#[test]
fn batches_find_every_row_whatever_its_key_is() {
    for database in testkit::databases() {
        database.run("CREATE TABLE numbers (n bigint PRIMARY KEY)");
        database.run("CREATE TABLE words (w varchar(20) PRIMARY KEY)");
        // So large that floating-point numbers can't tell them apart.
        for n in 0..5 {
            database.run(&format!("INSERT INTO numbers VALUES ({})", 9_007_199_254_740_993_i64 + n));
        }
        database.run("INSERT INTO words VALUES ('10'), ('9'), ('1e1'), ('a''b'), ('')");
        let text = "-- revision: 1\n-- upgrade [rust]\nread\n";
        let migrations = aludel::Migrations::from_texts(&[("1.sql", text)]).unwrap();
        let migrator = Migrator::new(migrations).function("read", |connection| async move {
            for (query, key) in [
                ("SELECT n FROM numbers", "n"),
                ("SELECT n + 0 AS n FROM numbers;", "n"),
                ("SELECT w FROM words -- all", "w"),
            ] {
                let (mut batches, mut found) = (connection.batches(query, key, 2), 0);
                while let Some(rows) = batches.next().await? {
                    assert!(rows.iter().all(|row| row.len() == 1));
                    found += rows.len();
                }
                assert_eq!(found, 5, "{query}");
            }
            Ok(())
        });
        migrator.upgrade_blocking(database.url()).unwrap();
    }
}
