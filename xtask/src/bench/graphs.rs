//! Long histories: what they cost to list and to plan, and how that grows.

use std::path::Path;
use std::process::Command;

use super::measure::{Contestant, Laps, cost_of, race};
use super::table::{Figure, milliseconds, print_race};
use super::{Bench, Outcome, inputs, place};

const ROUNDS: usize = 7;

/// Lists and plans; no server takes part.
pub(super) fn run(bench: &Bench) -> Outcome {
    let folder = place::on_disk()?;
    let home = folder.path();
    for count in [1_000, 10_000, 100_000] {
        inputs::line(&home.join(format!("line-{count}")), count, inputs::usual_table)
            .map_err(|error| error.to_string())?;
    }
    inputs::diamonds(&home.join("diamonds"), 800).map_err(|error| error.to_string())?;
    place::let_files_age();
    let history = |name: &'static str, folder: &'static str| {
        Contestant::new(name, move || cost_of(aludel(bench, home, folder).arg("history")))
    };
    let plan = |name: &'static str, folder: &'static str| {
        Contestant::new(name, move || {
            cost_of(aludel(bench, home, folder).args([
                "--url",
                "sqlite::memory:",
                "upgrade",
                "heads",
                "--dry-run",
            ]))
        })
    };
    let field = vec![
        history("history of 1,000", "line-1000"),
        history("history of 10,000", "line-10000"),
        history("history of 100,000", "line-100000"),
        plan("plan over 1,000", "line-1000"),
        plan("plan over 10,000", "line-10000"),
        plan("plan over 100,000", "line-100000"),
        plan("plan over 800 diamonds", "diamonds"),
    ];
    let laps = race(ROUNDS * bench.rounds, field)?;
    print_race("Graphs", &laps);
    Ok(figures(&laps))
}

fn figures(laps: &[Laps]) -> Vec<Figure> {
    let cpu = |name: &str| {
        let laps = laps.iter().find(|laps| laps.name == name);
        laps.map_or(f64::NAN, |laps| milliseconds(laps.cpu().median))
    };
    let absolute =
        [("history of 10,000", 300.0), ("plan over 100,000", 2000.0), ("plan over 800 diamonds", 50.0)];
    let mut figures: Vec<Figure> = absolute
        .into_iter()
        .map(|(name, limit)| Figure::new(format!("{name}: CPU, median"), cpu(name), limit, "ms"))
        .collect();
    for (what, long, short) in [
        ("history of 100,000 by history of 10,000: CPU", "history of 100,000", "history of 10,000"),
        ("plan over 100,000 by plan over 10,000: CPU", "plan over 100,000", "plan over 10,000"),
    ] {
        // Ten times as long; what is above ten is the caches of the processor.
        figures.push(Figure::new(what, cpu(long) / cpu(short), 15.0, "x"));
    }
    figures
}

fn aludel(bench: &Bench, home: &Path, folder: &str) -> Command {
    let mut command = place::command(&bench.aludel, home);
    command.arg("--migrations").arg(home.join(folder));
    command
}
