//! 1,000 revisions, a table and an index each, on an empty database.

use std::path::Path;
use std::process::Command;

use testkit::DedicatedPostgres;

use super::measure::{Contestant, Laps, cost_of, race};
use super::peers::Target;
use super::table::{Figure, print_race};
use super::{Bench, Outcome, inputs, place};

const REVISIONS: usize = 1000;
const ROUNDS: usize = 7;
const ROUNDS_OF_PEERS: usize = 3;

/// Races on a disk and in memory.
pub(super) fn run(bench: &Bench) -> Outcome {
    let disk = place::on_disk()?;
    let home = disk.path();
    let history = home.join("aludel");
    let write = |result: std::io::Result<()>| result.map_err(|error| error.to_string());
    write(inputs::line(&history, REVISIONS))?;
    write(inputs::for_psql(&home.join("psql"), REVISIONS))?;
    write(inputs::for_sqlite3(&home.join("sqlite3"), REVISIONS, false))?;
    write(inputs::for_sqlite3(&home.join("sqlite3-whole"), REVISIONS, true))?;
    for (tool, _) in bench.peers.tools() {
        write(tool.write(&home.join(tool.name()), REVISIONS))?;
    }
    place::let_files_age();
    let mut figures = Vec::new();
    if let Some(server) = place::postgres_in(home) {
        let laps = on_postgres(bench, home, &server, "on a disk")?;
        figures.extend(figure("apply, PostgreSQL: wall by psql", &laps, "psql", 0.7));
        figures.extend(tools_on_postgres(bench, home, &server)?);
    }
    if let Some(memory) = place::in_memory()?
        && let Some(server) = place::postgres_in(memory.path())
    {
        on_postgres(bench, home, &server, "in memory")?;
    }
    figures.extend(on_sqlite(bench, home)?);
    tools_on_sqlite(bench, home)?;
    Ok(figures)
}

fn on_postgres(
    bench: &Bench,
    home: &Path,
    server: &DedicatedPostgres,
    place_of_data: &str,
) -> Result<Vec<Laps>, String> {
    let mut field = vec![
        Contestant::new("aludel", || cost_of(&mut aludel(bench, home, &place::fresh(server)))),
        Contestant::new("aludel --transaction all", || {
            cost_of(aludel(bench, home, &place::fresh(server)).args(["--transaction", "all"]))
        }),
    ];
    if let Some(psql) = &bench.peers.psql {
        field.push(Contestant::new("psql", || {
            let script = home.join("psql/all.sql");
            let mut command = place::command(psql, home);
            command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(script).arg(place::fresh(server));
            cost_of(&mut command)
        }));
    }
    let laps = race(ROUNDS * bench.rounds, field)?;
    print_race(&format!("Applying 1,000 revisions, PostgreSQL {place_of_data}"), &laps);
    Ok(laps)
}

fn tools_on_postgres(bench: &Bench, home: &Path, server: &DedicatedPostgres) -> Outcome {
    let mut field =
        vec![Contestant::new("aludel", || cost_of(&mut aludel(bench, home, &place::fresh(server))))];
    for (tool, program) in bench.peers.tools() {
        field.push(Contestant::new(tool.name(), move || {
            let (url, history) = (place::fresh(server), home.join(tool.name()));
            cost_of(&mut tool.upgrade(program, &history, &Target::Postgres(&url), home))
        }));
    }
    if field.len() < 2 {
        return Ok(Vec::new());
    }
    let laps = race(ROUNDS_OF_PEERS * bench.rounds, field)?;
    print_race("Applying 1,000 revisions, PostgreSQL on a disk, other tools", &laps);
    let (ours, theirs) = laps.split_at(1);
    Ok(theirs
        .iter()
        .map(|theirs| {
            Figure::new(
                format!("apply, PostgreSQL: wall by {}", theirs.name),
                ours[0].wall_ratio(theirs),
                1.0,
                "x",
            )
        })
        .collect())
}

fn on_sqlite(bench: &Bench, home: &Path) -> Outcome {
    let mut figures = Vec::new();
    for (mode, scripts, limit) in [("per-revision", "sqlite3", 1.2), ("all", "sqlite3-whole", 1.5)] {
        let mut field = vec![Contestant::new("aludel", || {
            let folder = fresh_folder(home)?;
            let url = format!("sqlite:///{}", folder.path().join("apply.db").display());
            cost_of(aludel(bench, home, &url).args(["--transaction", mode]))
        })];
        if let Some(sqlite3) = &bench.peers.sqlite3 {
            field.push(Contestant::new("sqlite3", || {
                let folder = fresh_folder(home)?;
                let read = format!(".read {}", home.join(scripts).join("all.sql").display());
                let mut command = place::command(sqlite3, home);
                command.arg("-bail").arg(folder.path().join("apply.db")).arg(read);
                cost_of(&mut command)
            }));
        }
        let laps = race(ROUNDS * bench.rounds, field)?;
        print_race(&format!("Applying 1,000 revisions, SQLite on a disk, --transaction {mode}"), &laps);
        figures.extend(figure(
            &format!("apply, SQLite, --transaction {mode}: wall by sqlite3"),
            &laps,
            "sqlite3",
            limit,
        ));
    }
    Ok(figures)
}

fn tools_on_sqlite(bench: &Bench, home: &Path) -> Result<(), String> {
    let mut field = vec![Contestant::new("aludel", || {
        let folder = fresh_folder(home)?;
        let url = format!("sqlite:///{}", folder.path().join("apply.db").display());
        cost_of(&mut aludel(bench, home, &url))
    })];
    for (tool, program) in bench.peers.tools() {
        field.push(Contestant::new(tool.name(), move || {
            let (folder, history) = (fresh_folder(home)?, home.join(tool.name()));
            let file = folder.path().join("apply.db");
            cost_of(&mut tool.upgrade(program, &history, &Target::Sqlite(&file), home))
        }));
    }
    if field.len() < 2 {
        return Ok(());
    }
    let laps = race(ROUNDS_OF_PEERS * bench.rounds, field)?;
    print_race("Applying 1,000 revisions, SQLite on a disk, other tools", &laps);
    Ok(())
}

fn fresh_folder(home: &Path) -> Result<tempfile::TempDir, String> {
    tempfile::tempdir_in(home).map_err(|error| error.to_string())
}

fn figure(what: &str, laps: &[Laps], other: &str, limit: f64) -> Option<Figure> {
    let theirs = laps.iter().find(|laps| laps.name == other)?;
    Some(Figure::new(what, laps[0].wall_ratio(theirs), limit, "x"))
}

fn aludel(bench: &Bench, home: &Path, url: &str) -> Command {
    let mut command = place::command(&bench.aludel, home);
    command
        .args(["--quiet", "--url", url, "--migrations"])
        .arg(home.join("aludel"))
        .args(["upgrade", "head"]);
    command
}
