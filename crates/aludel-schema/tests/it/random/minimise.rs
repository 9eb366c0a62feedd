//! Takes away from a failing pair what its failure does not need.

use std::time::{Duration, Instant};

use testkit::TestDatabase;

use super::pair::{RandomPair, script};
use crate::cases::proof::Disproved;

/// The pair without all that can go, and why it fails, for a person to read.
pub(crate) fn minimised(
    pair: &RandomPair,
    disproved: &Disproved,
    patience: Duration,
    database: &impl Fn() -> TestDatabase,
) -> String {
    let deadline = Instant::now() + patience;
    let (mut pair, mut disproved) = (pair.clone(), disproved.clone());
    let mut step = pair.from.len().max(pair.to.len()).div_ceil(2);
    while Instant::now() < deadline {
        let mut shrank = false;
        for smaller in candidates(&pair, step) {
            if Instant::now() > deadline {
                break;
            }
            match smaller.prove(&database(), &database()) {
                Err(other) if !other.unusable && alike(&other, &disproved) => {
                    (pair, disproved, shrank) = (smaller, other, true);
                    break;
                }
                _ => {}
            }
        }
        match (shrank, step) {
            (true, _) => {}
            (false, 1) => break,
            (false, _) => step = step.div_ceil(2),
        }
    }
    let Disproved { why, plan, .. } = &disproved;
    format!(
        "-- offline: {}\n-- from.sql\n{}-- to.sql\n{}-- rows.sql\n{}-- {why}\n-- the plan:\n{}",
        pair.offline,
        script(&pair.from),
        script(&pair.to),
        script(&pair.rows()),
        plan.as_deref().unwrap_or_default(),
    )
}

/// The pair with some neighbours gone, from the last on: what comes later needs what comes before.
fn candidates(pair: &RandomPair, step: usize) -> Vec<RandomPair> {
    let without = |list: &[String], gone: &[String]| -> Vec<String> {
        list.iter().filter(|statement| !gone.contains(statement)).cloned().collect()
    };
    let (from, to) = (&pair.from, &pair.to);
    let mut candidates = vec![RandomPair { filled: Vec::new(), ..pair.clone() }];
    for gone in from.rchunks(step) {
        candidates.push(RandomPair { from: without(from, gone), to: without(to, gone), ..pair.clone() });
    }
    for gone in to.rchunks(step) {
        candidates.push(RandomPair { to: without(to, gone), ..pair.clone() });
    }
    for gone in from.rchunks(step) {
        candidates.push(RandomPair { from: without(from, gone), ..pair.clone() });
    }
    candidates.retain(|candidate| candidate != pair);
    candidates
}

/// Whether two failures look like one: the same sort of words at the start.
fn alike(one: &Disproved, other: &Disproved) -> bool {
    let sort = |disproved: &Disproved| {
        let words = disproved.why.split_whitespace().take(4);
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    sort(one) == sort(other)
}
