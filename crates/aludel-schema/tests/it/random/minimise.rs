//! Takes away from a failing pair what its failure does not need.

use std::time::{Duration, Instant};

use super::pair::{RandomPair, script};
use super::schema::{Made, settled};
use crate::cases::pool::Pool;
use crate::cases::proof::Disproved;

/// The pair without all that can go, and why it fails, for a person to read.
pub(crate) fn minimised(
    pair: &RandomPair,
    disproved: &Disproved,
    patience: Duration,
    pool: &Pool<'_>,
) -> String {
    let deadline = Instant::now() + patience;
    let (mut pair, mut disproved) = (pair.clone(), disproved.clone());
    let mut still = |smaller: RandomPair, pair: &mut RandomPair| {
        if smaller == *pair || Instant::now() > deadline {
            return false;
        }
        match pool.with(|bench| smaller.prove(bench)) {
            Err(other) if !other.unusable && alike(&other, &disproved) => {
                (*pair, disproved) = (smaller, other);
                true
            }
            _ => false,
        }
    };
    still(RandomPair { filled: false, ..pair.clone() }, &mut pair);
    let mut shrinks = true;
    while std::mem::take(&mut shrinks) {
        for name in names(&pair) {
            let (from, to) = (without(&pair.from, &name), without(&pair.to, &name));
            let both = RandomPair { from: from.clone(), to: to.clone(), ..pair.clone() };
            shrinks |= still(both, &mut pair)
                || still(RandomPair { to, ..pair.clone() }, &mut pair)
                || still(RandomPair { from, ..pair.clone() }, &mut pair);
        }
    }
    let Disproved { why, plan, .. } = &disproved;
    format!(
        "-- offline: {}, privileges: {}\n-- from.sql\n{}-- to.sql\n{}-- rows.sql\n{}-- {why}\n-- the plan:\n{}",
        pair.offline,
        pair.privileges,
        pair.script_from(),
        pair.script_to(),
        script(pair.rows().iter()),
        plan.as_deref().unwrap_or_default(),
    )
}

/// The names of all that is in one or the other: what much stands on comes first, so that much goes at once.
fn names(pair: &RandomPair) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for made in pair.from.iter().chain(&pair.to) {
        if !names.iter().any(|name| name == made.name()) {
            names.push(made.name().to_owned());
        }
    }
    names
}

/// What is left without the thing of that name, and without what stands on it.
fn without(made: &[Made], name: &str) -> Vec<Made> {
    let rest: Vec<Made> = made.iter().filter(|one| one.name() != name).cloned().collect();
    settled(&rest)
}

/// Whether two failures look like one: the same sort of words at the start.
fn alike(one: &Disproved, other: &Disproved) -> bool {
    let sort = |disproved: &Disproved| {
        let words = disproved.why.split_whitespace().take(4);
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    sort(one) == sort(other)
}
