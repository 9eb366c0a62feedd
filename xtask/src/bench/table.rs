//! What is printed: a table for each race, and at the end which figures are met.

use std::time::Duration;

use super::measure::Laps;

/// A figure to reach: at most so much.
pub(super) struct Figure {
    what: String,
    value: f64,
    limit: f64,
    unit: &'static str,
}

impl Figure {
    pub(super) fn new(what: impl Into<String>, value: f64, limit: f64, unit: &'static str) -> Figure {
        Figure { what: what.into(), value, limit, unit }
    }

    fn is_met(&self) -> bool {
        self.value <= self.limit
    }
}

/// Prints a race; the ratios are those of the first contestant to each.
pub(super) fn print_race(title: &str, laps: &[Laps]) {
    let rounds = laps.first().map_or(0, |laps| laps.costs.len());
    println!("\n{title} ({rounds} rounds)\n");
    println!("| | wall, median | least | CPU, median | least | memory | ours / theirs, wall |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for contestant in laps {
        let (wall, cpu) = (contestant.wall(), contestant.cpu());
        println!(
            "| {} | {} | {} | {} | {} | {:.1} MB | {:.2} |",
            contestant.name,
            time(wall.median),
            time(wall.least),
            time(cpu.median),
            time(cpu.least),
            megabytes(contestant.memory()),
            laps[0].wall_ratio(contestant),
        );
    }
}

/// Prints what was to be reached and what was.
pub(super) fn print_figures(figures: &[Figure]) {
    if figures.is_empty() {
        return;
    }
    println!("\nFigures to reach\n\n| | here | at most | |\n|---|--:|--:|---|");
    for figure in figures {
        let Figure { what, value, limit, unit } = figure;
        let verdict = if figure.is_met() { "met" } else { "MISSED" };
        println!("| {what} | {value:.2} {unit} | {limit} {unit} | {verdict} |");
    }
}

/// `4.21 ms`, `1.35 s`.
pub(super) fn time(duration: Duration) -> String {
    let millis = duration.as_secs_f64() * 1000.0;
    if millis < 1000.0 { format!("{millis:.2} ms") } else { format!("{:.2} s", millis / 1000.0) }
}

/// Bytes as millions of them.
pub(super) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// A duration as a number of milliseconds.
pub(super) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
