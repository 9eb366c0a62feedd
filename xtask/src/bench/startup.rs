//! The check that every start of a container makes: 1,000 revisions, all applied, nothing to do.

use std::path::{Path, PathBuf};
use std::process::Command;

use testkit::{DedicatedPostgres, TestDatabase};

use super::measure::{Contestant, Laps, cost_of, race};
use super::peers::{Target, Tool};
use super::table::{Figure, megabytes, milliseconds, print_race};
use super::{Bench, Outcome, inputs, place};

const REVISIONS: usize = 1000;
const ROUNDS: usize = 60;
const ROUNDS_OF_PEERS: usize = 15;

/// Races on both databases.
pub(super) fn run(bench: &Bench) -> Outcome {
    let folder = place::on_disk()?;
    let history = folder.path().join("aludel");
    inputs::line(&history, REVISIONS, inputs::few_tables).map_err(|error| error.to_string())?;
    place::let_files_age();
    let mut figures = Vec::new();
    if let Some(server) = place::postgres_in(folder.path()) {
        figures.extend(on_postgres(bench, folder.path(), &history, &server)?);
    }
    figures.extend(on_sqlite(bench, folder.path(), &history)?);
    Ok(figures)
}

fn on_postgres(bench: &Bench, home: &Path, history: &Path, server: &DedicatedPostgres) -> Outcome {
    let database = server.database();
    let url = database.url();
    let upgrade = || aludel(bench, home, history, &url);
    cost_of(&mut upgrade())?;
    let mut field = vec![
        Contestant::new("aludel", || cost_of(&mut upgrade())),
        Contestant::new("aludel --no-cache", || cost_of(upgrade().arg("--no-cache"))),
    ];
    if let Some(psql) = &bench.peers.psql {
        let url = url.clone();
        field.push(Contestant::new("psql: select 1", move || {
            cost_of(place::command(psql, home).args(["-X", "-q", "-c", "select 1", &url]))
        }));
    }
    let laps = race(ROUNDS * bench.rounds, field)?;
    print_race("Start-up, PostgreSQL on loopback, 1,000 revisions applied", &laps);
    let statements = statements_of(server, &database, &mut upgrade())?;
    println!("\nstatements on the server: {statements}");
    let mut figures = figures_of("PostgreSQL", &laps, "psql: select 1", 1.5);
    figures.push(Figure::new("start-up, PostgreSQL: statements", statements as f64, 2.0, ""));
    let databases: Vec<(Tool, TestDatabase)> =
        bench.peers.tools().iter().map(|(tool, _)| (*tool, server.database())).collect();
    let targets: Vec<(Tool, String)> =
        databases.iter().map(|(tool, database)| (*tool, database.url())).collect();
    let targets = targets.iter().map(|(tool, url)| (*tool, Target::Postgres(url))).collect();
    against_tools(bench, home, targets, "PostgreSQL", upgrade)?;
    Ok(figures)
}

fn on_sqlite(bench: &Bench, home: &Path, history: &Path) -> Outcome {
    let file = home.join("startup.db");
    let url = format!("sqlite:///{}", file.display());
    let upgrade = || aludel(bench, home, history, &url);
    // One transaction for all of it: only what is applied counts here, not how.
    cost_of(upgrade().args(["--transaction", "all"]))?;
    let mut field = vec![
        Contestant::new("aludel", || cost_of(&mut upgrade())),
        Contestant::new("aludel --no-cache", || cost_of(upgrade().arg("--no-cache"))),
    ];
    if let Some(sqlite3) = &bench.peers.sqlite3 {
        let file = file.clone();
        field.push(Contestant::new("sqlite3: select 1", move || {
            cost_of(place::command(sqlite3, home).arg(&file).arg("select 1"))
        }));
    }
    let laps = race(ROUNDS * bench.rounds, field)?;
    print_race("Start-up, SQLite, 1,000 revisions applied", &laps);
    let figures = figures_of("SQLite", &laps, "sqlite3: select 1", 2.0);
    let files: Vec<(Tool, PathBuf)> = bench
        .peers
        .tools()
        .iter()
        .map(|(tool, _)| (*tool, home.join(format!("startup-{}.db", tool.name()))))
        .collect();
    let targets = files.iter().map(|(tool, file)| (*tool, Target::Sqlite(file))).collect();
    against_tools(bench, home, targets, "SQLite", upgrade)?;
    Ok(figures)
}

/// Applies each tool's history once, then lets all of them find nothing to do.
fn against_tools(
    bench: &Bench,
    home: &Path,
    targets: Vec<(Tool, Target<'_>)>,
    product: &str,
    upgrade: impl Fn() -> Command,
) -> Result<(), String> {
    let mut field = vec![Contestant::new("aludel", || cost_of(&mut upgrade()))];
    for (tool, target) in targets {
        let Some((_, program)) = bench.peers.tools().into_iter().find(|(known, _)| *known == tool) else {
            continue;
        };
        let history = home.join(format!("history-{}", tool.name()));
        tool.write(&history, REVISIONS, inputs::few_tables).map_err(|error| error.to_string())?;
        field.push(Contestant::new(tool.name(), move || {
            cost_of(&mut tool.upgrade(program, &history, &target, home))
        }));
    }
    if field.len() < 2 {
        return Ok(());
    }
    let laps = race(ROUNDS_OF_PEERS * bench.rounds, field)?;
    print_race(&format!("Start-up, {product}, other tools, 1,000 revisions applied"), &laps);
    Ok(())
}

fn figures_of(product: &str, laps: &[Laps], other: &str, limit: f64) -> Vec<Figure> {
    let what = |of: &str| format!("start-up, {product}: {of}");
    let ours = &laps[0];
    let mut figures = vec![
        Figure::new(what("CPU, median"), milliseconds(ours.cpu().median), 5.0, "ms"),
        Figure::new(what("memory"), megabytes(ours.memory()), 10.0, "MB"),
    ];
    if let Some(theirs) = laps.iter().find(|laps| laps.name == other) {
        figures.push(Figure::new(what(&format!("wall by {other}")), ours.wall_ratio(theirs), limit, "x"));
    }
    figures
}

/// How many messages with statements a program sends: the server writes them into its log.
fn statements_of(
    server: &DedicatedPostgres,
    database: &TestDatabase,
    command: &mut Command,
) -> Result<usize, String> {
    let name = database.name();
    server.query(&format!("alter database {name} set log_statement = 'all'"));
    let before = server.log().len();
    let cost = cost_of(command);
    let log = server.log();
    server.query(&format!("alter database {name} reset log_statement"));
    cost?;
    Ok(log[before..].matches("LOG:  statement: ").count())
}

fn aludel(bench: &Bench, home: &Path, history: &Path, url: &str) -> Command {
    let mut command = place::command(&bench.aludel, home);
    command.args(["--url", url, "--migrations"]).arg(history).args(["upgrade", "head"]);
    command
}
