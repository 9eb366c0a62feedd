//! Comparing a database with its models, beside the dump that reads as much.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use testkit::TestDatabase;

use super::measure::{Contestant, Cost, Laps, cost_of, race};
use super::table::{Figure, milliseconds, print_race};
use super::{Bench, Outcome, inputs, place};

const ROUNDS: usize = 7;

/// Compares where nothing differs, and drafts a revision where one thing does.
pub(super) fn run(bench: &Bench) -> Outcome {
    let folder = place::on_disk()?;
    let home = folder.path();
    let mut figures = Vec::new();
    postgres(bench, home, &mut figures)?;
    sqlite(bench, home, &mut figures)?;
    mariadb(bench, home, &mut figures)?;
    Ok(figures)
}

/// Tables of twelve columns, two indexes, and a foreign key to the one before.
fn models(folder: &Path, count: usize) -> Result<PathBuf, String> {
    let mut text = String::new();
    for number in 0..count {
        let parent = number.saturating_sub(1);
        // Writing to a String does not fail.
        let _ = writeln!(
            text,
            "CREATE TABLE t{number:05} (id bigint NOT NULL PRIMARY KEY, name varchar(80) NOT NULL, title varchar(80), \
             size integer DEFAULT 0, price numeric(12,2), made timestamp, sold date, sort smallint NOT NULL, \
             weight double precision, colour varchar(20) DEFAULT 'none', note varchar(200), \
             parent_id bigint REFERENCES t{parent:05} (id));\n\
             CREATE INDEX t{number:05}_name ON t{number:05} (name);\n\
             CREATE INDEX t{number:05}_parent ON t{number:05} (parent_id, made);"
        );
    }
    let path = folder.join(format!("models-{count}.sql"));
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

fn check(bench: &Bench, home: &Path, url: &str, models: &Path, more: &[&str]) -> Result<Cost, String> {
    let mut command = place::command(&bench.aludel, home);
    cost_of(command.args(["--quiet", "--url", url, "check", "--models"]).arg(models).args(more))
}

fn dump(database: &TestDatabase, arguments: &[&str]) -> Result<Cost, String> {
    let began = Instant::now();
    database.dump(arguments)?;
    Ok(Cost { wall: began.elapsed(), ..Cost::default() })
}

fn by<'a>(laps: &'a [Laps], name: &str) -> Option<&'a Laps> {
    laps.iter().find(|laps| laps.name == name)
}

fn ratio(figures: &mut Vec<Figure>, what: &str, laps: &[Laps], ours: &str, theirs: &str, limit: f64) {
    if let (Some(ours), Some(theirs)) = (by(laps, ours), by(laps, theirs)) {
        figures.push(Figure::new(what, ours.wall_ratio(theirs), limit, "x"));
    }
}

fn postgres(bench: &Bench, home: &Path, figures: &mut Vec<Figure>) -> Result<(), String> {
    let Some(server) = place::postgres_in(home) else { return Ok(()) };
    let mut medians = Vec::new();
    for count in [1_000, 10_000] {
        let models = models(home, count)?;
        let database = server.database();
        let url = database.url();
        for part in in_parts(&models)? {
            database.run(&part);
        }
        let laps = race(
            if count > 1_000 { bench.rounds } else { ROUNDS * bench.rounds },
            vec![
                Contestant::new("check, models kept", || check(bench, home, &url, &models, &[])),
                Contestant::new("pg_dump", || dump(&database, &["--schema-only"])),
            ],
        )?;
        print_race(&format!("Comparing {count} tables, PostgreSQL"), &laps);
        if count == 1_000 {
            ratio(
                figures,
                "check of 1,000 tables, models kept: wall by pg_dump",
                &laps,
                "check, models kept",
                "pg_dump",
                0.7,
            );
        } else {
            figures.push(Figure::new(
                "check of 10,000 tables: memory",
                laps[0].memory() as f64 / 1e6,
                400.0,
                "MB",
            ));
        }
        medians.push(milliseconds(laps[0].wall().median));
    }
    if let [short, long] = medians[..] {
        figures.push(Figure::new("check of 10,000 tables by 1,000: wall", long / short, 15.0, "x"));
    }
    autogenerate(bench, home, &server.database(), figures)?;
    nothing_kept(bench, home, figures)
}

/// With the models loaded each time into a database that is dropped.
///
/// In memory: a database of so many tables leaves thousands of deleted inodes behind, among which ext4 looks
/// for free ones for half a minute, so that on a disk each lap would pay for the one before.
fn nothing_kept(bench: &Bench, home: &Path, figures: &mut Vec<Figure>) -> Result<(), String> {
    let Some(folder) = place::in_memory()? else { return Ok(()) };
    let Some(server) = place::postgres_in(folder.path()) else { return Ok(()) };
    let models = models(home, 1_000)?;
    let database = server.database();
    let url = database.url();
    for part in in_parts(&models)? {
        database.run(&part);
    }
    let laps = race(
        ROUNDS * bench.rounds,
        vec![
            Contestant::new("check, nothing kept", || check(bench, home, &url, &models, &["--no-cache"])),
            Contestant::new("pg_dump", || dump(&database, &["--schema-only"])),
        ],
    )?;
    print_race("Comparing 1,000 tables with nothing kept, PostgreSQL in memory", &laps);
    ratio(
        figures,
        "check of 1,000 tables, nothing kept: wall by pg_dump",
        &laps,
        "check, nothing kept",
        "pg_dump",
        2.0,
    );
    Ok(())
}

/// The models in texts of which each can be a transaction: one holds a lock on each table it makes, and there
/// is room for some thousands.
fn in_parts(models: &Path) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(models).map_err(|error| error.to_string())?;
    let statements: Vec<&str> = text.split_inclusive(";\n").collect();
    Ok(statements.chunks(900).map(<[&str]>::concat).collect())
}

/// A revision in a project of a thousand, whose replay is kept.
fn autogenerate(
    bench: &Bench,
    home: &Path,
    database: &TestDatabase,
    figures: &mut Vec<Figure>,
) -> Result<(), String> {
    let history = home.join("thousand");
    inputs::line(&history, 1_000, inputs::usual_table).map_err(|error| error.to_string())?;
    place::let_files_age();
    let url = database.url();
    let aludel = |words: &[&str]| {
        let mut command = place::command(&bench.aludel, home);
        command.args(["--quiet", "--url", &url, "--migrations"]).arg(&history).args(words);
        command
    };
    let shown = aludel(&["inspect", "revisions"]).output().map_err(|error| error.to_string())?;
    let mut text = String::from_utf8_lossy(&shown.stdout).into_owned();
    text.push_str("CREATE TABLE one_more (id bigint PRIMARY KEY);\n");
    let models = home.join("one_more.sql");
    fs::write(&models, text).map_err(|error| error.to_string())?;
    let models = models.display().to_string();
    let laps = race(
        ROUNDS * bench.rounds,
        vec![Contestant::new("revision --autogenerate", || {
            let cost = cost_of(&mut aludel(&[
                "revision",
                "--autogenerate",
                "-m",
                "one more",
                "--rev-id",
                "new",
                "--models",
                &models,
            ]));
            let _ = fs::remove_file(history.join("new_one_more.sql"));
            cost
        })],
    )?;
    print_race("A revision in a project of 1,000, PostgreSQL", &laps);
    figures.push(Figure::new(
        "revision --autogenerate, 1,000 revisions: wall",
        milliseconds(laps[0].wall().median),
        1500.0,
        "ms",
    ));
    Ok(())
}

fn sqlite(bench: &Bench, home: &Path, figures: &mut Vec<Figure>) -> Result<(), String> {
    let Some(database) = testkit::sqlite() else { return Ok(()) };
    let models = models(home, 1_000)?;
    database.run(&fs::read_to_string(&models).map_err(|error| error.to_string())?);
    let url = database.url();
    let laps = race(
        ROUNDS * bench.rounds,
        vec![
            Contestant::new("check, models kept", || check(bench, home, &url, &models, &[])),
            Contestant::new("check, nothing kept", || check(bench, home, &url, &models, &["--no-cache"])),
        ],
    )?;
    print_race("Comparing 1,000 tables, SQLite", &laps);
    figures.push(Figure::new(
        "check of 1,000 tables, SQLite, nothing kept: wall",
        milliseconds(laps[1].wall().median),
        1000.0,
        "ms",
    ));
    Ok(())
}

fn mariadb(bench: &Bench, home: &Path, figures: &mut Vec<Figure>) -> Result<(), String> {
    let Some(server) = testkit::mariadb() else { return Ok(()) };
    let database = testkit::Mariadb::database(server);
    let models = models(home, 1_000)?;
    database.run(&fs::read_to_string(&models).map_err(|error| error.to_string())?);
    let url = database.url();
    let laps = race(
        ROUNDS * bench.rounds,
        vec![
            Contestant::new("check, models kept", || check(bench, home, &url, &models, &[])),
            Contestant::new("mariadb-dump", || dump(&database, &["--no-data"])),
        ],
    )?;
    print_race("Comparing 1,000 tables, MariaDB", &laps);
    ratio(
        figures,
        "check of 1,000 tables, MariaDB: wall by mariadb-dump",
        &laps,
        "check, models kept",
        "mariadb-dump",
        2.0,
    );
    Ok(())
}
