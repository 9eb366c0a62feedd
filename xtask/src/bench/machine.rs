//! What must be known of the machine to read the times.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Seek as _, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Bench, place, table};

/// The machine and what is on it, in lines.
pub(super) fn words(bench: &Bench) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let mut words = format!("processor: {}, {cores} cores for us\n", processor());
    let _ = writeln!(words, "memory: {:.1} GB", memory() as f64 / 1e6);
    let _ = writeln!(words, "disk: {}", disk());
    let _ = writeln!(words, "kernel: {}", first_line("/proc/sys/kernel/osrelease"));
    let load = first_line("/proc/loadavg");
    let _ = writeln!(words, "load: {}", load.split(' ').take(3).collect::<Vec<_>>().join(" "));
    for (name, program) in std::iter::once(("aludel", Some(&bench.aludel))).chain(bench.peers.all()) {
        let version = program.map_or_else(|| "missing".to_owned(), |program| version(program));
        let _ = writeln!(words, "{name}: {version}");
    }
    words
}

fn first_line(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default().lines().next().unwrap_or("unknown").to_owned()
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or("unknown", |(_, model)| model).to_owned()
}

/// In kilobytes.
fn memory() -> u64 {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    total.and_then(|total| total.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The file system, and how long it takes until a small write is safe.
fn disk() -> String {
    let Ok(folder) = place::on_disk() else { return "none".to_owned() };
    match time_of_sync(folder.path()) {
        Ok(time) => {
            format!("{}, {} for a synced write", place::file_system(folder.path()), table::time(time))
        }
        Err(error) => error.to_string(),
    }
}

fn time_of_sync(folder: &Path) -> std::io::Result<Duration> {
    let mut file = File::create(folder.join("sync"))?;
    let mut times = Vec::new();
    for _ in 0..51 {
        let began = Instant::now();
        file.rewind()?;
        file.write_all(&[0; 8192])?;
        file.sync_data()?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

fn version(program: &Path) -> String {
    match Command::new(program).arg("--version").output() {
        Ok(output) => String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or("").to_owned(),
        Err(error) => error.to_string(),
    }
}
