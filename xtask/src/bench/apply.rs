//! 1,000 revisions on an empty database.

use std::path::{Path, PathBuf};
use std::process::Command;

use testkit::DedicatedPostgres;

use super::inputs::{self, Sql};
use super::measure::{Contestant, Laps, cost_of, race};
use super::peers::Target;
use super::table::{Figure, print_race};
use super::{Bench, Outcome, place};

const REVISIONS: usize = 1000;
const ROUNDS: usize = 7;
const ROUNDS_OF_PEERS: usize = 3;

/// A history in the form of each contestant.
struct Course<'a> {
    bench: &'a Bench,
    /// The folder with the histories.
    home: PathBuf,
    name: &'static str,
}

/// Races on a disk and in memory, with tables that cost the server little and with usual ones.
pub(super) fn run(bench: &Bench) -> Outcome {
    let disk = place::on_disk()?;
    let bare = Course::lay(bench, disk.path(), "a table and an index each", "bare", inputs::bare_table)?;
    let usual =
        Course::lay(bench, disk.path(), "primary key and texts as well", "usual", inputs::usual_table)?;
    place::let_files_age();
    let mut figures = Vec::new();
    if let Some(server) = place::postgres_in(disk.path()) {
        let laps = bare.on_postgres(&server, "on a disk")?;
        figures.extend(figure("apply, PostgreSQL: wall by psql", &laps, "psql", 0.7));
        usual.on_postgres(&server, "on a disk")?;
        figures.extend(bare.tools_on_postgres(&server)?);
    }
    if let Some(memory) = place::in_memory()?
        && let Some(server) = place::postgres_in(memory.path())
    {
        bare.on_postgres(&server, "in memory")?;
    }
    for (mode, scripts, limit) in [("per-revision", "sqlite3", 1.2), ("all", "sqlite3-whole", 1.5)] {
        let laps = bare.on_sqlite(mode, scripts)?;
        let what = format!("apply, SQLite, --transaction {mode}: wall by sqlite3");
        figures.extend(figure(&what, &laps, "sqlite3", limit));
    }
    bare.tools_on_sqlite()?;
    Ok(figures)
}

impl<'a> Course<'a> {
    fn lay(
        bench: &'a Bench,
        folder: &Path,
        name: &'static str,
        short: &str,
        sql: Sql,
    ) -> Result<Course<'a>, String> {
        let home = folder.join(short);
        let course = Course { bench, home, name };
        course.write(sql).map_err(|error| error.to_string())?;
        Ok(course)
    }

    fn write(&self, sql: Sql) -> std::io::Result<()> {
        inputs::line(&self.home.join("aludel"), REVISIONS, sql)?;
        inputs::for_psql(&self.home.join("psql"), REVISIONS, sql)?;
        inputs::for_sqlite3(&self.home.join("sqlite3"), REVISIONS, sql, false)?;
        inputs::for_sqlite3(&self.home.join("sqlite3-whole"), REVISIONS, sql, true)?;
        let tools = self.bench.peers.tools();
        tools.iter().try_for_each(|(tool, _)| tool.write(&self.home.join(tool.name()), REVISIONS, sql))
    }

    fn on_postgres(&self, server: &DedicatedPostgres, place_of_data: &str) -> Result<Vec<Laps>, String> {
        let mut field = vec![
            Contestant::new("aludel", || cost_of(&mut self.aludel(&place::fresh(server)))),
            Contestant::new("aludel --transaction all", || {
                cost_of(self.aludel(&place::fresh(server)).args(["--transaction", "all"]))
            }),
        ];
        if let Some(psql) = &self.bench.peers.psql {
            field.push(Contestant::new("psql", || {
                let script = self.home.join("psql/all.sql");
                let mut command = place::command(psql, &self.home);
                command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(script);
                cost_of(command.arg(place::fresh(server)))
            }));
        }
        let laps = race(ROUNDS * self.bench.rounds, field)?;
        print_race(&format!("Applying 1,000 revisions ({}), PostgreSQL {place_of_data}", self.name), &laps);
        Ok(laps)
    }

    fn tools_on_postgres(&self, server: &DedicatedPostgres) -> Outcome {
        let ours = Contestant::new("aludel", || cost_of(&mut self.aludel(&place::fresh(server))));
        let mut field = vec![ours];
        for (tool, program) in self.bench.peers.tools() {
            field.push(Contestant::new(tool.name(), move || {
                let (url, history) = (place::fresh(server), self.home.join(tool.name()));
                cost_of(&mut tool.upgrade(program, &history, &Target::Postgres(&url), &self.home))
            }));
        }
        let laps = self.race_with_tools("PostgreSQL", field)?;
        let ratio = |theirs: &Laps| laps[0].wall_ratio(theirs);
        let what = |theirs: &Laps| format!("apply, PostgreSQL: wall by {}", theirs.name);
        Ok(laps.iter().skip(1).map(|theirs| Figure::new(what(theirs), ratio(theirs), 1.0, "x")).collect())
    }

    fn on_sqlite(&self, mode: &str, scripts: &str) -> Result<Vec<Laps>, String> {
        let mut field = vec![Contestant::new("aludel", || {
            let (_folder, file) = self.fresh_file()?;
            cost_of(self.aludel(&sqlite_url(&file)).args(["--transaction", mode]))
        })];
        if let Some(sqlite3) = &self.bench.peers.sqlite3 {
            field.push(Contestant::new("sqlite3", || {
                let (_folder, file) = self.fresh_file()?;
                let read = format!(".read {}", self.home.join(scripts).join("all.sql").display());
                cost_of(place::command(sqlite3, &self.home).arg("-bail").arg(file).arg(read))
            }));
        }
        let laps = race(ROUNDS * self.bench.rounds, field)?;
        let name = self.name;
        print_race(&format!("Applying 1,000 revisions ({name}), SQLite, --transaction {mode}"), &laps);
        Ok(laps)
    }

    fn tools_on_sqlite(&self) -> Result<(), String> {
        let mut field = vec![Contestant::new("aludel", || {
            let (_folder, file) = self.fresh_file()?;
            cost_of(&mut self.aludel(&sqlite_url(&file)))
        })];
        for (tool, program) in self.bench.peers.tools() {
            field.push(Contestant::new(tool.name(), move || {
                let ((_folder, file), history) = (self.fresh_file()?, self.home.join(tool.name()));
                cost_of(&mut tool.upgrade(program, &history, &Target::Sqlite(&file), &self.home))
            }));
        }
        self.race_with_tools("SQLite", field).map(drop)
    }

    fn race_with_tools(&self, product: &str, field: Vec<Contestant<'_>>) -> Result<Vec<Laps>, String> {
        if field.len() < 2 {
            return Ok(Vec::new());
        }
        let laps = race(ROUNDS_OF_PEERS * self.bench.rounds, field)?;
        let name = self.name;
        print_race(&format!("Applying 1,000 revisions ({name}), {product}, other tools"), &laps);
        Ok(laps)
    }

    fn fresh_file(&self) -> Result<(tempfile::TempDir, PathBuf), String> {
        let folder = tempfile::tempdir_in(&self.home).map_err(|error| error.to_string())?;
        let file = folder.path().join("apply.db");
        Ok((folder, file))
    }

    fn aludel(&self, url: &str) -> Command {
        let mut command = place::command(&self.bench.aludel, &self.home);
        command.args(["--quiet", "--url", url, "--migrations"]).arg(self.home.join("aludel"));
        command.args(["upgrade", "head"]);
        command
    }
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite:///{}", file.display())
}

fn figure(what: &str, laps: &[Laps], other: &str, limit: f64) -> Option<Figure> {
    let theirs = laps.iter().find(|laps| laps.name == other)?;
    Some(Figure::new(what, laps[0].wall_ratio(theirs), limit, "x"))
}
