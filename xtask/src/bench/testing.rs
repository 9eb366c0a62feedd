//! What a test pays for a database of its own, beside what its server takes to copy one.

use std::path::Path;
use std::time::{Duration, Instant};

use aludel_testing::{Database, Databases};

use super::measure::{Contestant, Cost, race};
use super::table::{Figure, milliseconds, print_race};
use super::{Bench, Outcome, inputs, place};

const ROUNDS: usize = 15;
const REVISIONS: usize = 500;

/// A fresh database that holds 500 revisions, on each product.
pub(super) fn run(bench: &Bench) -> Outcome {
    let folder = place::on_disk()?;
    let home = folder.path();
    let history = home.join("history");
    inputs::line(&history, REVISIONS, inputs::usual_table).map_err(|error| error.to_string())?;
    let mut figures = Vec::new();
    postgres(bench, home, &history, &mut figures)?;
    sqlite(bench, home, &history, &mut figures)?;
    mariadb(bench, &history)?;
    Ok(figures)
}

/// Gives the cost of making a database; what comes before it is paid, and it is dropped, beside that.
fn fresh(databases: &Databases) -> Result<Cost, String> {
    let began = Instant::now();
    let database = databases.fresh().map_err(|error| format!("{error:?}"))?;
    let wall = began.elapsed();
    database.close().map_err(|error| format!("{error:?}"))?;
    Ok(Cost { wall, ..Cost::default() })
}

fn filled(history: &Path, url: &str) -> Result<(Databases, Database, Duration), String> {
    let databases = Databases::new(history, url).map_err(|error| format!("{error:?}"))?;
    let began = Instant::now();
    let first = databases.fresh().map_err(|error| format!("{error:?}"))?;
    Ok((databases, first, began.elapsed()))
}

fn postgres(bench: &Bench, home: &Path, history: &Path, figures: &mut Vec<Figure>) -> Result<(), String> {
    let Some(server) = place::postgres_in(home) else { return Ok(()) };
    let (databases, first, took) = filled(history, &server.url("postgres"))?;
    println!("\nThe first, which applies {REVISIONS} revisions: {} ms", took.as_millis());
    let find = "select datname from pg_database where datname like 'aludel_template_%'";
    let template = server.query(find).concat().pop().ok_or("there is no template")?;
    // On a connection that stands, as ours does.
    let mut connection = databases_server(&server.url("postgres"))?;
    let mut number = 0;
    let bare = || {
        number += 1;
        let began = Instant::now();
        connection
            .execute(&format!("CREATE DATABASE bare_{number} TEMPLATE {template}"))
            .map_err(|error| error.to_string())?;
        let wall = began.elapsed();
        connection.execute(&format!("DROP DATABASE bare_{number}")).map_err(|error| error.to_string())?;
        Ok(Cost { wall, ..Cost::default() })
    };
    let laps = race(
        ROUNDS * bench.rounds,
        vec![
            Contestant::new("a fresh database", || fresh(&databases)),
            Contestant::new("CREATE DATABASE … TEMPLATE", bare),
        ],
    )?;
    print_race(&format!("A database for a test, {REVISIONS} revisions, PostgreSQL"), &laps);
    figures.push(Figure::new(
        "a fresh database of 500 revisions, by CREATE DATABASE … TEMPLATE: wall",
        laps[0].wall_ratio(&laps[1]),
        1.3,
        "x",
    ));
    drop(first);
    Ok(())
}

fn databases_server(url: &str) -> Result<Box<dyn aludel::database::Database>, String> {
    let url = aludel::url::DatabaseUrl::parse(url).map_err(|error| error.to_string())?;
    aludel::database::connect(&url, &aludel::database::ConnectOptions::default())
        .map_err(|error| error.to_string())
}

fn sqlite(bench: &Bench, home: &Path, history: &Path, figures: &mut Vec<Figure>) -> Result<(), String> {
    let url = format!("sqlite:{}", home.join("test.db").display());
    let (databases, _first, _) = filled(history, &url)?;
    let laps = race(ROUNDS * bench.rounds, vec![Contestant::new("a fresh database", || fresh(&databases))])?;
    print_race(&format!("A database for a test, {REVISIONS} revisions, SQLite"), &laps);
    figures.push(Figure::new(
        "a fresh database of 500 revisions, SQLite: wall",
        milliseconds(laps[0].wall().median),
        5.0,
        "ms",
    ));
    Ok(())
}

/// There is nothing to hold it against: the server copies no databases.
fn mariadb(bench: &Bench, history: &Path) -> Result<(), String> {
    let Some(server) = testkit::mariadb() else { return Ok(()) };
    let database = testkit::Mariadb::database(server);
    let (databases, _first, took) = filled(history, &database.url())?;
    println!("\nMariaDB, the first, which applies {REVISIONS} revisions: {} ms", took.as_millis());
    let laps = race(bench.rounds * 3, vec![Contestant::new("a fresh database", || fresh(&databases))])?;
    print_race(&format!("A database for a test, {REVISIONS} revisions, MariaDB"), &laps);
    Ok(())
}
