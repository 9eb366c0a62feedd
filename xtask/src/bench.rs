//! `cargo run --release -p xtask -- bench`: aludel beside the tools that do the same work, in one run.
//!
//! A time says little about a program and much about the machine, so what counts are ratios: the
//! contestants take turns, and each turn of one is held against the same turn of the other. A
//! contestant that is missing is left out aloud.

mod apply;
mod check;
mod embed;
mod graphs;
mod inputs;
mod machine;
mod measure;
pub(crate) mod models;
mod peers;
mod place;
mod size;
mod starters;
mod startup;
mod table;
mod testing;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use peers::Peers;
use table::Figure;

/// What every benchmark gets.
pub(crate) struct Bench {
    /// The program that is measured.
    aludel: PathBuf,
    peers: Peers,
    /// Multiplies the rounds: `--rounds 3` for a machine that is never quiet.
    rounds: usize,
}

type Outcome = Result<Vec<Figure>, String>;

type Run = fn(&Bench) -> Outcome;

const BENCHES: [(&str, Run); 8] = [
    ("startup", startup::run),
    ("apply", apply::run),
    ("graph", graphs::run),
    ("starters", starters::run),
    ("check", check::run),
    ("models", models::run),
    ("testing", testing::run),
    ("size", size::run),
];

const USAGE: &str = "usage: cargo run --release -p xtask -- bench [--install-peers] [--rounds N] [NAME…]
names: startup, apply, graph, starters, check, models, testing, size; all of them where none is given
embed (or embed-postgres, embed-sqlite, embed-mysql), by itself only: builds services without aludel and with it, which takes many minutes
ALUDEL_BIN names another program to measure than this workspace's release build";

/// Runs the benchmarks that are named; all where none is.
pub(crate) fn run(root: &Path, words: &[&str]) -> ExitCode {
    match parse(words).and_then(|wish| wish.fulfil(root)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("error: {words}");
            ExitCode::FAILURE
        }
    }
}

struct Wish {
    names: Vec<String>,
    installs: bool,
    embeds: Vec<String>,
    rounds: usize,
}

fn parse(words: &[&str]) -> Result<Wish, String> {
    let mut wish = Wish { names: Vec::new(), installs: false, embeds: Vec::new(), rounds: 1 };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--install-peers" => wish.installs = true,
            "--rounds" => {
                let number = words.next().and_then(|number| number.parse().ok());
                wish.rounds = number.filter(|rounds| *rounds > 0).ok_or(USAGE)?;
            }
            "embed" => wish.embeds.push(String::new()),
            "embed-postgres" | "embed-sqlite" | "embed-mysql" => {
                wish.embeds.push(word.trim_start_matches("embed-").to_owned());
            }
            name if BENCHES.iter().any(|(known, _)| *known == name) => wish.names.push(name.to_owned()),
            _ => return Err(USAGE.to_owned()),
        }
    }
    Ok(wish)
}

impl Wish {
    fn fulfil(&self, root: &Path) -> Result<(), String> {
        if !self.embeds.is_empty() {
            table::print_figures(&embed::run(root, &self.embeds)?);
            return Ok(());
        }
        let peers = root.join("target/bench/peers");
        if self.installs {
            peers::install(&peers)?;
        }
        let bench = Bench { aludel: aludel(root)?, peers: Peers::find(&peers), rounds: self.rounds };
        println!("{}", machine::words(&bench));
        let wanted = |name: &str| self.names.is_empty() || self.names.iter().any(|wanted| wanted == name);
        let mut figures = Vec::new();
        for (_, bench_of) in BENCHES.iter().filter(|(name, _)| wanted(name)) {
            figures.extend(bench_of(&bench)?);
        }
        table::print_figures(&figures);
        Ok(())
    }
}

/// The program to measure, built anew.
fn aludel(root: &Path) -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("ALUDEL_BIN") {
        return Ok(PathBuf::from(path));
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--release", "-p", "aludel-cli"]).current_dir(root);
    match build.status() {
        Ok(status) if status.success() => Ok(root.join("target/release/aludel")),
        Ok(status) => Err(format!("the release build failed: {status}")),
        Err(error) => Err(format!("cargo can't be started: {error}")),
    }
}

/// Says aloud what is not measured, and why.
fn skip(what: &str) {
    println!("SKIPPED: {what}");
}
