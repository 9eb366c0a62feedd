//! Twenty containers that start at the same moment on an empty database, beside one that starts alone.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::measure::{Contestant, Cost, Laps, cost_of, race};
use super::table::{Figure, print_race};
use super::{Bench, Outcome, inputs, place};

const STARTERS: usize = 20;
const ROUNDS: usize = 7;

/// Starts them on both databases, for a short history and for a long one.
pub(super) fn run(bench: &Bench) -> Outcome {
    let folder = place::on_disk()?;
    let home = folder.path();
    let mut figures = Vec::new();
    let server = place::postgres_in(home);
    for count in [100, 1000] {
        let history = home.join(format!("line-{count}"));
        inputs::line(&history, count, inputs::usual_table).map_err(|error| error.to_string())?;
        place::let_files_age();
        if let Some(server) = &server {
            let laps = race(
                ROUNDS * bench.rounds,
                vec![
                    Contestant::new("twenty at once", || {
                        let url = place::fresh(server);
                        at_once(|| aludel(bench, home, &history, &url))
                    }),
                    Contestant::new("one", || {
                        let url = place::fresh(server);
                        cost_of(&mut aludel(bench, home, &history, &url))
                    }),
                ],
            )?;
            figures.push(report("PostgreSQL", count, &laps));
        }
        let laps = race(
            ROUNDS * bench.rounds,
            vec![
                Contestant::new("twenty at once", || {
                    let folder = tempfile::tempdir_in(home).map_err(|error| error.to_string())?;
                    let url = format!("sqlite:///{}", folder.path().join("starters.db").display());
                    at_once(|| aludel(bench, home, &history, &url))
                }),
                Contestant::new("one", || {
                    let folder = tempfile::tempdir_in(home).map_err(|error| error.to_string())?;
                    let url = format!("sqlite:///{}", folder.path().join("starters.db").display());
                    cost_of(&mut aludel(bench, home, &history, &url))
                }),
            ],
        )?;
        figures.push(report("SQLite", count, &laps));
    }
    Ok(figures)
}

fn report(product: &str, count: usize, laps: &[Laps]) -> Figure {
    print_race(&format!("Twenty starters, {product}, {count} revisions"), laps);
    let ratio = laps[0].wall_ratio(&laps[1]);
    Figure::new(format!("twenty starters, {product}, {count} revisions: wall by one"), ratio, 2.0, "x")
}

/// From the first one's start to the last one's end.
fn at_once(command: impl Fn() -> Command) -> Result<Cost, String> {
    let began = Instant::now();
    let mut running = Vec::new();
    for _ in 0..STARTERS {
        let mut command = command();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        running.push(command.spawn().map_err(|error| format!("{command:?}: {error}"))?);
    }
    let mut all = Cost::default();
    for mut child in running {
        use wait4::Wait4 as _;
        let used = child.wait4().map_err(|error| error.to_string())?;
        if !used.status.success() {
            return Err(format!("one of {STARTERS} starters: {}", used.status));
        }
        all.cpu += used.rusage.utime + used.rusage.stime;
        all.memory = all.memory.max(used.rusage.maxrss);
    }
    all.wall = began.elapsed();
    Ok(all)
}

fn aludel(bench: &Bench, home: &Path, history: &Path, url: &str) -> Command {
    let mut command = place::command(&bench.aludel, home);
    command.args(["--quiet", "--url", url, "--migrations"]).arg(history).args(["upgrade", "head"]);
    command
}
