//! Random pairs of schemas, the second a mutation of the first, proved as the cases are.
//!
//! `ALUDEL_SEEDS=1000` tries more of them, `FULL_TESTS=1` three times as many as usual, `ALUDEL_SEED=17` that one, and
//! prints it. A pair that fails is printed after all has been taken away that the failure does not need; with its
//! mending it becomes a case.

use std::env;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use fastrand::Rng;
use testkit::TestDatabase;

use self::pair::RandomPair;
use self::schema::{Names, Recipe};
use crate::cases::pool::Pool;
use crate::cases::proof::{Disproved, Proved};
use crate::cases::{at_once, is_full, prepared};

mod minimise;
mod mysql;
mod pair;
mod postgres;
mod schema;
mod sqlite;

/// So many failing pairs are made small; that takes a while for each.
const SHOWN: usize = 3;

/// Of a hundred pairs so many may be refused: more would say that the engine evades the question.
const REFUSED: usize = 15;

#[test]
fn postgres() {
    let Some(server) = testkit::postgres() else { return };
    prepared(server);
    run::<postgres::Postgres>("postgres", 60, || server.database());
}

#[test]
fn oldest_postgres() {
    of_version(14);
}

#[test]
fn newest_postgres() {
    of_version(18);
}

fn of_version(major: u32) {
    let Some(server) = testkit::postgres_version(major) else { return };
    prepared(server);
    run::<postgres::Postgres>(&format!("postgres {major}"), 20, || server.database());
}

#[test]
fn mysql() {
    let Some(server) = testkit::mariadb() else { return };
    run::<mysql::Mysql>("mysql", 30, || server.database());
}

#[test]
fn sqlite() {
    if testkit::sqlite().is_none() {
        return;
    }
    run::<sqlite::Sqlite>("sqlite", 60, || testkit::sqlite().expect("there was one before"));
}

/// Proves the pairs of some seeds, and tells of all that fail.
fn run<R: Recipe>(name: &str, usual: u64, database: impl Fn() -> TestDatabase + Sync) {
    let started = Instant::now();
    let seeds = seeds(usual);
    let pool = Pool::new(&database);
    let tally = Mutex::new(Tally::default());
    at_once(seeds.len(), |index| {
        let pair = RandomPair::new::<R>(&mut Rng::with_seed(seeds[index]));
        if seeds.len() == 1 {
            print(&format!("-- from.sql\n{}-- to.sql\n{}", pair.script_from(), pair.script_to()));
        }
        let outcome = pool.with(|bench| pair.prove(bench));
        tally.lock().unwrap_or_else(PoisonError::into_inner).note(seeds[index], pair, outcome);
    });
    let mut tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    tally.failed.sort_by_key(|(seed, ..)| *seed);
    let count = seeds.len();
    let summary = format!(
        "{name}: {count} pairs in {:.1} s: {} changed nothing, {} refused, {} unusable, {} failed\n",
        started.elapsed().as_secs_f32(),
        tally.empty,
        tally.refused.len(),
        tally.unusable.len(),
        tally.failed.len(),
    );
    print(&summary);
    let shown = tally.failed.len().min(SHOWN);
    let small = Mutex::new(vec![String::new(); shown]);
    at_once(shown, |index| {
        let (seed, pair, disproved) = &tally.failed[index];
        let text = minimise::minimised(pair, disproved, Duration::from_secs(60), &pool);
        let mut small = small.lock().unwrap_or_else(PoisonError::into_inner);
        small[index] = format!("=== seed {seed}\n{text}\n");
    });
    let mut told = small.into_inner().unwrap_or_else(PoisonError::into_inner).concat();
    for (seed, _, disproved) in tally.failed.iter().skip(SHOWN) {
        let first: Vec<&str> = disproved.why.lines().take(4).collect();
        told.push_str(&format!("=== seed {seed}\n{}\n", first.join("\n")));
    }
    let refusals: String =
        tally.refused.iter().map(|(seed, why)| format!("  seed {seed}: {}", first_line(why))).collect();
    print(&refusals);
    let unusable: String =
        tally.unusable.iter().map(|(seed, why)| format!("  seed {seed}: {}", first_line(why))).collect();
    print(&unusable);
    assert!(tally.failed.is_empty(), "{told}\n{summary}");
    assert!(tally.unusable.len() * 20 <= count, "these pairs prove nothing:\n{unusable}");
    assert!(tally.refused.len() * 100 <= count * REFUSED || count < 20, "too many are refused:\n{refusals}");
}

/// What came of all pairs.
#[derive(Default)]
struct Tally {
    empty: usize,
    refused: Vec<(u64, String)>,
    unusable: Vec<(u64, String)>,
    failed: Vec<(u64, RandomPair, Disproved)>,
}

impl Tally {
    fn note(&mut self, seed: u64, pair: RandomPair, outcome: Result<Proved, Disproved>) {
        match outcome {
            Ok(Proved { refused: Some((_, why)), .. }) => self.refused.push((seed, why)),
            Ok(Proved { up, .. }) => self.empty += usize::from(up.is_some_and(|up| up.is_empty())),
            Err(disproved) if disproved.unusable => self.unusable.push((seed, disproved.why)),
            Err(disproved) => self.failed.push((seed, pair, disproved)),
        }
    }
}

/// The seeds to try: always the same, so that a failure comes again.
fn seeds(usual: u64) -> Vec<u64> {
    let number = |variable: &str| env::var(variable).ok()?.parse::<u64>().ok();
    match number("ALUDEL_SEED") {
        Some(seed) => vec![seed],
        None => (0..number("ALUDEL_SEEDS").unwrap_or(if is_full() { usual * 3 } else { usual })).collect(),
    }
}

/// Prints where the test harness does not swallow it.
fn print(text: &str) {
    use std::io::Write as _;
    let _ = write!(std::io::stderr(), "{text}");
}

fn first_line(text: &str) -> String {
    format!("{}\n", text.lines().next().unwrap_or_default())
}

/// Whether the table holds rows.
fn is_filled(table: u8) -> bool {
    // The fourth may be partitioned, and its rows go with a partition.
    table.is_multiple_of(2) && table != 4
}

/// One of these.
fn one_of<'a>(random: &mut Rng, choices: &[&'a str]) -> &'a str {
    choices[random.usize(..choices.len())]
}

/// True so many times in a hundred.
fn percent(random: &mut Rng, chance: u8) -> bool {
    random.u8(..100) < chance
}

/// Two columns of a table, each with what it is, for a view: `t0.c1`.
fn some_columns(before: &Names, random: &mut Rng, table: &str) -> Vec<String> {
    let all = before.of(&format!("{table}."));
    let mut columns: Vec<String> = all
        .into_iter()
        .filter(|name| !name.contains([':', '=', '!']))
        .map(|name| format!("{table}.{name}"))
        .collect();
    random.shuffle(&mut columns);
    columns.truncate(2);
    columns
}
